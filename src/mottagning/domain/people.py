"""Who is received? A person, the numbers she carries, where she belongs day by day, and her household.

`Residence` decides who pays on which day (formats/register-workbook: Hemkommun). Protection is a level on the
person; fingerade personuppgifter are no value here: such a person is simply a person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum
from itertools import pairwise

from mottagning.domain.identity import IdentityKind, IdentityLevel
from mottagning.domain.names import shown_name
from mottagning.domain.periods import DateRange, ends_first, is_slip
from mottagning.domain.problems import FieldProblem

NOBODY = 0
"""The number of no person: what is settled without being about anybody."""


class Sex(Enum):
    """Kön as registered."""

    WOMAN = "woman"
    MAN = "man"


class BirthPrecision(Enum):
    """How much of a birth date is known; what is not known of it stands as 1 (1 January of the year)."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class PermitGround(Enum):
    """On what ground the person may stay."""

    REFUGEE = "refugee"
    SUBSIDIARY_PROTECTION = "subsidiary_protection"
    DISTRESSING_CIRCUMSTANCES = "distressing_circumstances"
    TEMPORARY_PROTECTION = "temporary_protection"
    RELATIVE = "relative"
    ASYLUM_SEEKER = "asylum_seeker"
    OTHER = "other"


class SettlementKind(Enum):
    """How the person came to live in the municipality."""

    ASSIGNED = "assigned"
    SELF_SETTLED = "self_settled"
    QUOTA = "quota"
    RELATIVE = "relative"
    OTHER = "other"


class HouseholdRole(Enum):
    """What the person is in the household."""

    MAIN_APPLICANT = "main_applicant"
    CO_APPLICANT = "co_applicant"
    CHILD = "child"
    OTHER_ADULT = "other_adult"


class Protection(Enum):
    """Protected personal data; who has a level is seen only with the right to it."""

    NONE = "none"
    CONFIDENTIAL_FLAG = "confidential_flag"
    PROTECTED_REGISTRATION = "protected_registration"


class ResidenceKind(Enum):
    """In what way a municipality is the person's on a day."""

    REGISTERED = "registered"
    STAYING = "staying"
    PLACED = "placed"
    EMIGRATED = "emigrated"
    DECEASED = "deceased"
    UNKNOWN = "unknown"

    @property
    def pays(self) -> bool:
        """Whether the municipality of such a day answers for the costs."""
        return self in _PAYING


_PAYING = frozenset({ResidenceKind.REGISTERED, ResidenceKind.STAYING, ResidenceKind.PLACED})


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person as registered. `case_number` names the person everywhere; unknown is None.

    `permit_until` is the last day of the permit; None with `permit_decided_on` means permanent. `received_on` is the
    day of reception here, `registered_on` that of registration (folkbokföring), `assigned_on` that of the decision on
    assignment. `interpreter_wish` is the sex that is wished of an interpreter. `neutral_number` stands for a protected
    person's case in files.
    """

    case_number: str
    family_name: str | None = None
    given_name: str | None = None
    called_name: str | None = None
    birth_date: date | None = None
    sex: Sex | None = None
    personal_number: str | None = None
    coordination_number: str | None = None
    dossier_number: str | None = None
    temporary_number: str | None = None
    citizenship: str | None = None
    mother_tongue: str | None = None
    interpreter_language: str | None = None
    permit_ground: PermitGround | None = None
    is_quota: bool = False
    is_unaccompanied: bool = False
    permit_decided_on: date | None = None
    permit_until: date | None = None
    received_on: date | None = None
    settlement_kind: SettlementKind | None = None
    household: str | None = None
    household_role: HouseholdRole | None = None
    education_level: str | None = None
    protection: Protection = Protection.NONE
    neutral_number: str | None = None
    birth_precision: BirthPrecision = BirthPrecision.DAY
    birth_country: str | None = None
    other_citizenships: tuple[str, ...] = ()
    interpreter_dialect: str | None = None
    interpreter_wish: Sex | None = None
    phone: str | None = None
    email: str | None = None
    registered_on: date | None = None
    assigned_on: date | None = None
    first_municipality: str | None = None

    @property
    def is_protected(self) -> bool:
        """Whether the person is hidden from those without the right."""
        return self.protection is not Protection.NONE

    @property
    def name(self) -> str:
        """Given and family name, whichever is known."""
        return shown_name(self.given_name, self.family_name)

    def number(self, kind: IdentityKind) -> str | None:
        """The current number of `kind`."""
        return next((number for one, number in self._numbers if one is kind), None)

    @property
    def best_identity(self) -> tuple[IdentityKind, str] | None:
        """The number that names the person outside: personnummer before samordningsnummer before the rest."""
        return next(((kind, number) for kind, number in self._numbers if number), None)

    @property
    def _numbers(self) -> tuple[tuple[IdentityKind, str | None], ...]:
        return (
            (IdentityKind.PERSONAL, self.personal_number),
            (IdentityKind.COORDINATION, self.coordination_number),
            (IdentityKind.DOSSIER, self.dossier_number),
            (IdentityKind.TEMPORARY, self.temporary_number),
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A number that a person has or had; one of each kind is current. `issuer` tells whose series it belongs to.

    `level` and `dormant_on` are those of a samordningsnummer (lag 2022:1697, 2 and 3 kap.).
    """

    case_number: str
    kind: IdentityKind
    number: str
    valid_from: date | None = None
    valid_until: date | None = None
    issuer: str | None = None
    source: str | None = None
    is_current: bool = True
    level: IdentityLevel | None = None
    dormant_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """The municipality that a person belongs to over `days`, and since when it is known."""

    case_number: str
    municipality: str
    days: DateRange
    kind: ResidenceKind = ResidenceKind.REGISTERED
    known_on: date | None = None
    source: str | None = None


def person_problems(person: Person) -> tuple[FieldProblem, ...]:
    """What keeps `person` from being registered; a person needs a case number and one name."""
    problems = []
    if not person.case_number:
        problems.append(FieldProblem("case_number", "missing"))
    if not person.name:
        problems.append(FieldProblem("family_name", "name_missing"))
    if ends_first(person.permit_decided_on, person.permit_until):
        problems.append(FieldProblem("permit_until", "ends_before_start"))
    problems += [FieldProblem(name, "unlikely_year") for name in _COUNTED_FROM if is_slip(getattr(person, name))]
    return tuple(problems)


def birth_problems(birth_date: date | None, today: date) -> tuple[FieldProblem, ...]:
    """Nobody is entered before the day of birth: every age and deadline would be counted from a slip of the hand."""
    if birth_date is not None and birth_date > today:
        return (FieldProblem("birth_date", "in_the_future"),)
    return ()


_COUNTED_FROM = ("birth_date", "permit_decided_on", "assigned_on", "received_on", "registered_on")


def number_disagrees(person: Person) -> bool:
    """Whether the number carries another birth date: worth a look, never a hindrance (FoL 18 §)."""
    number = person.personal_number or person.coordination_number
    if not number or person.birth_date is None:
        return False
    day = int(number[6:8]) % 60
    known = _DIGITS[person.birth_precision]
    return (number[:6] + f"{day:02}")[:known] != person.birth_date.strftime("%Y%m%d")[:known]


_DIGITS: Mapping[BirthPrecision, int] = {BirthPrecision.DAY: 8, BirthPrecision.MONTH: 6, BirthPrecision.YEAR: 4}
"""How many digits of ÅÅÅÅMMDD are known."""


def overlapping(residences: list[Residence]) -> Residence | None:
    """The first residence that says another municipality for days that an earlier, closed one covers.

    A row without an end lasts until the next begins, so open rows never overlap.
    """
    ordered = sorted(residences, key=lambda residence: residence.days.start)
    for earlier, later in pairwise(ordered):
        if not earlier.days.is_open and earlier.days.end > later.days.start:
            return later
    return None
