"""A bill of another municipality as it was read, and what came of comparing it with ours."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mottagning.domain.invoice_control import Compared, Control, TheirRow
from mottagning.domain.invoice_reasons import Likely
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem
from mottagning.domain.settlement.timeline import RowDirection


@dataclass(frozen=True, slots=True)
class TheirBill:
    """What they sent: a specification or an invoice, row by row.

    `unread` are the rows that say something of somebody but no amount. `payers` are the municipalities that it says
    are to pay, as written; none where it says nothing.
    """

    name: str
    rows: tuple[TheirRow, ...]
    unread: tuple[int, ...]
    payers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Behind:
    """Who is behind a booking."""

    id: int
    name: str
    is_protected: bool


@dataclass(frozen=True, slots=True)
class Begun:
    """What a control begins with: the counterparts there are agreements with, the month that was last to end."""

    counterparts: tuple[str, ...]
    month: Month


@dataclass(frozen=True, slots=True, kw_only=True)
class Controlled:
    """A bill compared with ours over the months `first` to `last`. `direction` is ours: we mostly buy."""

    bill: TheirBill
    counterpart: str
    direction: RowDirection
    first: Month
    last: Month
    control: Control
    reasons: Mapping[int, tuple[Likely, ...]] = field(default_factory=dict)
    """Likely reasons of differences, by the number of their first row."""
    held: Mapping[int, Problem] = field(default_factory=dict)
    """What holds our row back of what is missing here, likewise."""
    bookings: Mapping[int, str] = field(default_factory=dict)
    """Our booking that what is missing here is about, likewise."""
    numbers: Mapping[int, str] = field(default_factory=dict)
    """The earlier invoice that said the same of somebody, or that is credited, likewise."""
    people: Mapping[str, Behind] = field(default_factory=dict)
    """Who is behind each of our bookings."""

    @property
    def differences(self) -> tuple[Compared, ...]:
        """What does not agree."""
        return self.control.differences

    def reasons_of(self, one: Compared) -> tuple[Likely, ...]:
        """The likely reasons of a difference."""
        return self.reasons.get(one.theirs[0].row, ()) if one.theirs else ()

    def behind(self, one: Compared) -> Behind | None:
        """Who is behind our booking."""
        return self.people.get(one.booking or "")

    def held_by(self, one: Compared) -> Problem | None:
        """What holds our row back."""
        return self.held.get(one.theirs[0].row) if one.theirs else None
