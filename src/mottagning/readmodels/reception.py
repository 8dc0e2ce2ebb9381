"""Planned reception as lists and cards show it. Notes stand on the card alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.assignments import Assignment, ExpectedPerson, LatestDay, Preparation
from mottagning.domain.deadlines.engine import DeadlineStatus
from mottagning.domain.flats import Fit, Flat, FlatReservation, RentNorm
from mottagning.domain.onward_moves import OnwardMove
from mottagning.domain.problems import FieldProblem
from mottagning.domain.quotas import MunicipalQuota, Outcome
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.plans import Checked


@dataclass(frozen=True, slots=True)
class AssignmentLine:
    """An assignment in the list. `names` are the family names of those who come, `person_id` one who is registered.

    `settled` of the `asked` items before the arrival are seen to.
    """

    id: int
    assignment: Assignment
    last: LatestDay
    urgency: DeadlineStatus
    names: tuple[str, ...]
    registered: int
    homes: tuple[str, ...]
    settled: int
    asked: int
    person_id: int | None
    is_protected: bool

    def days_left(self, today: date) -> int | None:
        """How many days are left to the last one; None when it is not known, or nobody is awaited."""
        if self.last.day is None or not self.assignment.status.is_open:
            return None
        return (self.last.day - today).days


@dataclass(frozen=True, slots=True)
class ExpectedLine:
    """Somebody expected, how old she is at the arrival, and who she is once registered."""

    expected: Stored[ExpectedPerson]
    age: int | None
    person_id: int | None
    person_name: str | None


@dataclass(frozen=True, slots=True)
class ReservedLine:
    """A reservation with what it joins; the assignment's number leads to it."""

    reservation: Stored[FlatReservation]
    flat: Stored[Flat]
    assignment_id: int


@dataclass(frozen=True, slots=True)
class AssignmentCard:
    """All that is kept of one assignment.

    `tasks` tell who sees to which item; `kin` are what it replaces and what replaces it.
    """

    assignment: Stored[Assignment]
    line: AssignmentLine
    expected: tuple[ExpectedLine, ...]
    homes: tuple[ReservedLine, ...]
    checked: Checked
    tasks: Mapping[str, Stored[Preparation]]
    doubts: tuple[FieldProblem, ...]
    kin: tuple[Stored[Assignment], ...]


@dataclass(frozen=True, slots=True)
class FlatChoice:
    """A flat with what speaks for and against it for those of an assignment."""

    flat: Stored[Flat]
    fit: Fit


class FlatState(Enum):
    """How it is with a flat today."""

    FREE = "free"
    RESERVED = "reserved"
    COMING = "coming"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class FlatLine:
    """A flat in the list. `reserved_for` are the keys of assignments to which it is let now or later.

    `within_for` are the sizes of household whose norm the rent is within; None while rent or norms are not known.
    """

    id: int
    flat: Flat
    state: FlatState
    reserved_for: tuple[str, ...]
    within_for: tuple[int, ...] | None
    person_id: int | None
    is_protected: bool


@dataclass(frozen=True, slots=True)
class FlatCard:
    """All that is kept of one flat. `norms` hold when it is free, each with whether the rent is within."""

    flat: Stored[Flat]
    line: FlatLine
    reserved: tuple[ReservedLine, ...]
    norms: tuple[tuple[RentNorm, bool | None], ...]


@dataclass(frozen=True, slots=True)
class QuotaLine:
    """A year's quota of a kind against its outcome; `quota` is None as long as nobody has entered it."""

    id: int
    outcome: Outcome
    quota: Stored[MunicipalQuota] | None


@dataclass(frozen=True, slots=True)
class MoveLine:
    """Somebody who has moved on, has moved here, or wishes to move."""

    id: int
    person_id: int
    case_number: str
    name: str
    sort_name: str
    is_protected: bool
    move: OnwardMove
