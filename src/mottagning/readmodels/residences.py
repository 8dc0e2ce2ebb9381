"""What saying where a person belongs would do, before it is saved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mottagning.domain.belonging import Belonging
from mottagning.domain.money import Ore
from mottagning.domain.people import Residence
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import FieldProblem, Problem
from mottagning.domain.settlement.timeline import RowDirection


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveEffect:
    """What becomes otherwise of one booking and counterpart; the amounts in öre more than now.

    `first` and `last` are the service months it touches, `closed_months` how many of them are closed and get other
    rows, though their sum be 0. `closed` comes as difference rows with the next closing,
    `ahead` is what is still to be settled, `lost` what the agreement's limits take besides what they took before.
    `waiting` is what the next closing returns of closed months for another reason: with `closed` it is all of it.
    """

    booking: str
    service: str
    direction: RowDirection
    counterpart: str
    first: Month
    last: Month
    closed_months: int
    closed: Ore
    ahead: Ore
    lost: Ore
    lost_before: Ore
    waiting: Ore


@dataclass(frozen=True, slots=True)
class MoveHeld:
    """Rows that the next closing would hold back and now would not: of which booking and service months, and why."""

    booking: str
    first: Month
    last: Month
    problem: Problem


@dataclass(frozen=True, slots=True)
class Move:
    """A residence as it would be, or without the one that would be removed; nothing has been stored.

    `belongings` are the person's days with it, `gaps` those that nothing would be said of and that are none now.
    `ended` is the row without an end that it ends. While `problems` keep it from being saved nothing else is told.
    """

    belongings: tuple[Belonging, ...] = ()
    gaps: tuple[DateRange, ...] = ()
    ended: Residence | None = None
    problems: tuple[FieldProblem, ...] = ()
    effects: tuple[MoveEffect, ...] = ()
    held: tuple[MoveHeld, ...] = ()

    @property
    def touches(self) -> bool:
        """Whether any booking comes to something else."""
        return bool(self.effects or self.held)


def bookings_in(effects: Sequence[MoveEffect]) -> int:
    """How many bookings these are about."""
    return len({one.booking for one in effects})
