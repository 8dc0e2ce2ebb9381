"""What is to be done around a newcomer, and is it done? Items by phase, ticked for a person or her household.

The items are data with their sources (resources/plans/checklists.toml). What does not apply is not left unticked
without a word: the rule says why, or somebody does.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from mottagning.domain.ages import age_on
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.people import Person, SettlementKind
from mottagning.domain.periods import add_months
from mottagning.domain.problems import FieldProblem


class Phase(Enum):
    """When something is to be done, counted from the reception."""

    BEFORE_ARRIVAL = "before_arrival"
    FIRST_DAY = "first_day"
    FIRST_WEEK = "first_week"
    FIRST_MONTH = "first_month"
    MONTHS_2_TO_5 = "months_2_to_5"
    MONTHS_6_TO_24 = "months_6_to_24"

    def ends_on(self, received_on: date) -> date:
        """The last day of the phase of somebody received that day."""
        match self:
            case Phase.BEFORE_ARRIVAL | Phase.FIRST_DAY:
                return received_on
            case Phase.FIRST_WEEK:
                return received_on + timedelta(weeks=1)
            case Phase.FIRST_MONTH:
                return add_months(received_on, 1)
            case Phase.MONTHS_2_TO_5:
                return add_months(received_on, 5)
            case Phase.MONTHS_6_TO_24:
                return add_months(received_on, 24)


class OwnerKind(Enum):
    """For whom an item is ticked; what is the household's is her own for who belongs to none."""

    PERSON = "person"
    HOUSEHOLD = "household"


class MarkState(Enum):
    """What is said of an item."""

    DONE = "done"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistItem:
    """Something to do, only for the `settlements` named and for those from `from_age` to `to_age`, both counted in.

    `is_uncertain` marks what the source itself is not sure of. `answers` is the key of the line in the map of
    responsibilities that says whose it is, where the map has one; `told_by` the fact that it is done, ticked or not.
    """

    key: str
    phase: Phase
    text: str
    owner: OwnerKind = OwnerKind.PERSON
    settlements: tuple[SettlementKind, ...] = ()
    from_age: int | None = None
    to_age: int | None = None
    is_for_unaccompanied: bool = False
    is_uncertain: bool = False
    answers: str | None = None
    told_by: DayFact | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Checklist:
    """The items that come with the program; nothing of it is known to hold later than `verified`."""

    verified: date
    items: tuple[ChecklistItem, ...]

    @property
    def by_key(self) -> Mapping[str, ChecklistItem]:
        """The items by their keys."""
        return {one.key: one for one in self.items}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChecklistMark:
    """What is said of `item` for one person, or for one household: done on a day, or that it does not apply and why.

    `by` is who said it.
    """

    item: str
    on: date
    by: str
    case_number: str | None = None
    household: str | None = None
    state: MarkState = MarkState.DONE
    why: str | None = None


class NotFor(Enum):
    """Why an item is not for somebody."""

    SETTLEMENT = "settlement"
    AGE = "age"
    UNACCOMPANIED = "unaccompanied"


def not_for(item: ChecklistItem, person: Person, day: date) -> NotFor | None:
    """Why an item does not apply to somebody by its own rule; None when it does, or when too little is known."""
    if item.is_for_unaccompanied and not person.is_unaccompanied:
        return NotFor.UNACCOMPANIED
    if item.settlements and person.settlement_kind is not None and person.settlement_kind not in item.settlements:
        return NotFor.SETTLEMENT
    if item.owner is OwnerKind.PERSON and person.birth_date is not None:
        age = age_on(person.birth_date, day)
        if age < (item.from_age or 0) or (item.to_age is not None and age > item.to_age):
            return NotFor.AGE
    return None


def mark_problems(mark: ChecklistMark, items: Mapping[str, ChecklistItem], today: date) -> tuple[FieldProblem, ...]:
    """What keeps `mark` from being registered; `items` are those there are, by key."""
    item = items.get(mark.item)
    if item is None:
        return (FieldProblem("item", "unknown", {"value": mark.item}),)
    problems = []
    is_of_one = (mark.case_number is None) != (mark.household is None)
    if not is_of_one or (item.owner is OwnerKind.PERSON and mark.household is not None):
        problems.append(FieldProblem("item", "for_the_other"))
    if mark.state is MarkState.NOT_APPLICABLE and not mark.why:
        problems.append(FieldProblem("why", "missing"))
    if mark.on > today:
        problems.append(FieldProblem("on", "in_the_future"))
    return tuple(problems)
