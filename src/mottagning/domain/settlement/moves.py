"""Who pays after a move? Six rules that turn where a person belongs into who answers for a booking's days.

The date of a move is the first day in the new municipality (formats/register-workbook: Flyttregel). Only moves
inside the booking count: what happened before it began is nobody's old commitment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from mottagning.domain.agreements import MoveRule
from mottagning.domain.periods import DAY, OPEN, DateRange, Month
from mottagning.domain.settlement.facts import Stay

TakesOver = Callable[[date, DateRange], date]
"""From the day of a move and the booking's days to the first day that the new municipality pays."""


def paying(rule: MoveRule, homes: Sequence[Stay], booking: DateRange) -> Sequence[Stay]:
    """The stays with each move inside `booking` put off as `rule` says."""
    takes_over = _TAKES_OVER.get(rule)
    if takes_over is None or len(homes) < 2:
        return homes
    homes = _joined(homes)
    starts = [(_start(earlier, later, booking, takes_over), later) for earlier, later in _pairs(homes)]
    result = []
    for place, (start, stay) in enumerate(starts):
        ends = [other for other, _ in starts[place + 1 :]]
        end = min([*ends, _own_end(homes, stay)])
        if start < end:
            result.append(Stay(DateRange(start, end), stay.municipality))
    return result


def _joined(homes: Sequence[Stay]) -> Sequence[Stay]:
    """The stays with those in one municipality right after each other as one: to stay in another way is no move."""
    joined: list[Stay] = []
    for stay in homes:
        before = joined[-1] if joined else None
        if before and before.municipality == stay.municipality and before.days.end == stay.days.start:
            joined[-1] = Stay(DateRange(before.days.start, stay.days.end), stay.municipality)
        else:
            joined.append(stay)
    return joined


def _pairs(homes: Sequence[Stay]) -> list[tuple[Stay | None, Stay]]:
    return list(zip([None, *homes[:-1]], homes, strict=True))


def _start(earlier: Stay | None, later: Stay, booking: DateRange, takes_over: TakesOver) -> date:
    """When `later` begins to pay: put off only by a move from one municipality straight to another."""
    day = later.days.start
    moved = (
        earlier is not None
        and earlier.days.end == day
        and None not in {earlier.municipality, later.municipality}
        and earlier.municipality != later.municipality
    )
    return takes_over(day, booking) if moved and booking.start < day < booking.end else day


def _own_end(homes: Sequence[Stay], stay: Stay) -> date:
    """When the stay ends for another reason than a move: a gap, or nobody known to pay after it."""
    follower = homes[homes.index(stay) + 1] if stay is not homes[-1] else None
    straight = follower is not None and follower.days.start == stay.days.end and follower.municipality is not None
    return OPEN if straight else stay.days.end


def _month_end(day: date, _booking: DateRange) -> date:
    return Month.of(day).plus(1).first


def _half_month(day: date, _booking: DateRange) -> date:
    return Month.of(day).day(16) if day.day <= 15 else Month.of(day).plus(1).first


def _course_end(_day: date, booking: DateRange) -> date:
    return booking.end


def _school_year_end(day: date, _booking: DateRange) -> date:
    summer = date(day.year, 7, 1)
    return summer if day - DAY < summer else date(day.year + 1, 7, 1)


def _never(_day: date, _booking: DateRange) -> date:
    return OPEN


_TAKES_OVER: Mapping[MoveRule, TakesOver] = {
    MoveRule.MONTH_END: _month_end,
    MoveRule.HALF_MONTH: _half_month,
    MoveRule.COURSE_END: _course_end,
    MoveRule.SCHOOL_YEAR_END: _school_year_end,
    MoveRule.GRANTING_PAYS_ALL: _never,
}
