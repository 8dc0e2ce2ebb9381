"""Who lives with whom, and who answers for a child? Membership in time, and a child's representatives.

A child may live by turns in two households, and have guardians in different municipalities.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.people import HouseholdRole, Person
from mottagning.domain.periods import add_months, ends_first
from mottagning.domain.problems import FieldProblem


class Living(Enum):
    """How much of the time a member lives in the household."""

    ALWAYS = "always"
    BY_TURNS = "by_turns"


class RepresentativeKind(Enum):
    """Who may speak for a child."""

    GUARDIAN = "guardian"
    LEGAL_REPRESENTATIVE = "legal_representative"
    APPOINTED_CUSTODIAN = "appointed_custodian"


@dataclass(frozen=True, slots=True, kw_only=True)
class Household:
    """A household. `anchor_person` is the case number of the one whom the others have come to join."""

    key: str
    anchor_person: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Somebody's time in a household. `joined_on` unknown is None; `left_on` is the last day, None while it lasts."""

    case_number: str
    household: str
    role: HouseholdRole | None = None
    joined_on: date | None = None
    left_on: date | None = None
    living: Living = Living.ALWAYS


@dataclass(frozen=True, slots=True, kw_only=True)
class Representative:
    """Who answers for a child from `valid_from` to `valid_until`, both counted in, None where it is not known.

    `representative_case` is the case number of one who is registered herself, `municipality` where she belongs.
    """

    case_number: str
    kind: RepresentativeKind
    name: str
    representative_case: str | None = None
    municipality: str | None = None
    phone: str | None = None
    email: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    decision: str | None = None


def newcomer_with(other: Person, case_number: str, household: str) -> Person:
    """Somebody who comes with `other`: what a family usually shares is proposed, to be looked at."""
    return Person(
        case_number=case_number,
        household=household,
        family_name=other.family_name,
        citizenship=other.citizenship,
        mother_tongue=other.mother_tongue,
        interpreter_language=other.interpreter_language,
        interpreter_dialect=other.interpreter_dialect,
        permit_ground=other.permit_ground,
        permit_decided_on=other.permit_decided_on,
        permit_until=other.permit_until,
        is_quota=other.is_quota,
        received_on=other.received_on,
        assigned_on=other.assigned_on,
        settlement_kind=other.settlement_kind,
        first_municipality=other.first_municipality,
        protection=other.protection,
    )


ADULT_AGE = 18
"""Below it a guardian consents for somebody (SFS 2015:904 5 §)."""


def likely_role(birth_date: date, today: date) -> HouseholdRole:
    """What somebody who comes with others usually is to them; a proposal."""
    came_of_age = add_months(birth_date, 12 * ADULT_AGE)
    return HouseholdRole.CHILD if today < came_of_age else HouseholdRole.CO_APPLICANT


def membership_problems(membership: Membership, others: Iterable[Membership] = ()) -> tuple[FieldProblem, ...]:
    """What keeps `membership` from being registered; `others` are the person's other times in households.

    Nobody lives in two households at once, except by turns.
    """
    problems = []
    if not membership.household:
        problems.append(FieldProblem("household", "missing"))
    if ends_first(membership.joined_on, membership.left_on):
        problems.append(FieldProblem("left_on", "ends_before_start"))
    for other in others:
        always = Living.ALWAYS in {membership.living, other.living}
        if meet(membership, other) and (always or other.household == membership.household):
            problems.append(FieldProblem("joined_on", "lives_elsewhere", {"household": other.household}))
            break
    return tuple(problems)


def meet(one: Membership, other: Membership) -> bool:
    """Whether two times in households have a day in common; an unknown day is before or after all others."""
    first = max(one.joined_on or date.min, other.joined_on or date.min)
    return first <= min(one.left_on or date.max, other.left_on or date.max)


def representative_problems(representative: Representative) -> tuple[FieldProblem, ...]:
    """What keeps `representative` from being registered."""
    problems = []
    if not representative.name:
        problems.append(FieldProblem("name", "missing"))
    if representative.representative_case == representative.case_number:
        problems.append(FieldProblem("representative_case", "own_case"))
    if ends_first(representative.valid_from, representative.valid_until):
        problems.append(FieldProblem("valid_until", "ends_before_start"))
    return tuple(problems)
