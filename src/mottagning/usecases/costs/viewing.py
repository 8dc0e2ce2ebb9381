"""The page Kostnader: estimate against outcome of every booking, added up, and what is exchanged."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TypeVar

from mottagning.domain.costs import Amount, Measure, Story, Tally, by_year, explanations, tally
from mottagning.domain.money import ZERO, Ore
from mottagning.domain.outlook import MonthAmount, Remainder, planned, remaining
from mottagning.domain.periods import Month, months_between
from mottagning.domain.settlement.engine import Span
from mottagning.domain.settlement.estimate import Supposition
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.costs import CostGroup, CostLine, Costs, MonthCell, MonthCost
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.costs.budgeting import budget_lines
from mottagning.usecases.costs.exchanging import balance_lines, balanced_span, days_of
from mottagning.usecases.costs.gathering import Gathered, direction_of, gather, has_plan, needs_plan
from mottagning.usecases.naming import names_of
from mottagning.usecases.returns.planning import next_open

K = TypeVar("K")


def costs(ctx: Context, year: int | None) -> Costs | None:
    """What bookings cost in a year, or in all of them; None while the register has no settings."""
    with ctx.reading() as reader:
        office = reader.settings.office()
        if office is None:
            return None
        found = gather(ctx, reader, office, year)
        worked = _worked_out(found)
        lines = tuple(_lines(found, worked))
        names = names_of(ctx, reader, {one.worth.counterpart for one in worked.amounts} | _counterparts(lines))
        by_direction = _grouped(worked.amounts, lambda one: one.worth.direction)
        span = balanced_span(found.view)
        return Costs(
            year=found.view.year,
            years=found.view.years,
            following=found.view.ahead.following,
            until=min(found.view.until, found.view.days.end),
            lines=lines,
            counterparts=tuple(_by_counterpart(worked.amounts, names)),
            agreements=tuple(_by_agreement(reader, worked.amounts)),
            totals={direction: tally(some) for direction, some in by_direction.items()},
            months=tuple(_months(found, worked.amounts)),
            balances=tuple(balance_lines(ctx, reader, found, worked.amounts, span)) if span else (),
            budgets=tuple(budget_lines(ctx, reader, found, worked.amounts)),
            balanced=None if span is None else days_of(span),
            going_on=sum(Supposition.GOES_ON in one.supposed for one in worked.outlooks.values()),
            uncounted=sum(bool(one.problems) for one in worked.outlooks.values()),
        )


def year_of_work(ctx: Context) -> int:
    """The year of the next month to be closed: what an office works with until it is done with it."""
    with ctx.reading() as reader:
        office = reader.settings.office()
        return next_open(reader, office).year if office else ctx.today.year


@dataclass(frozen=True, slots=True)
class _Worked:
    """Every amount of a view, and what was found ahead of each booking of which something may still come."""

    amounts: Sequence[Amount]
    outlooks: Mapping[str, Remainder]


def _worked_out(found: Gathered) -> _Worked:
    outlooks = {one.placement.booking.key: _outlook(found, one) for one in found.due}
    amounts = list(found.closed)
    amounts += [Amount(key, Measure.REMAINING, worth) for key, outlook in outlooks.items() for worth in outlook.worths]
    came = _grouped(amounts, lambda one: one.booking)
    amounts += [amount for one in found.every for amount in _planned(found, one, came)]
    amounts += _estimated(found, came)
    return _Worked(amounts, outlooks)


def _outlook(found: Gathered, one: DueBooking) -> Remainder:
    returned = found.returned.get(one.placement.booking.key, ()) if one.is_changed and found.is_begun else None
    return remaining(one.placement, found.ledger, found.view.ahead, returned)


def _planned(found: Gathered, one: DueBooking, came: Mapping[str, Sequence[Amount]]) -> Iterator[Amount]:
    """What was planned: where it goes as planned, what it comes to."""
    key = one.placement.booking.key
    if needs_plan(one, found.view.ahead.seen_on):
        worths: Iterable[MonthAmount] = planned(one.placement, found.ledger, found.view.ahead)
    else:
        worths = [amount.worth for amount in came.get(key, ())] if has_plan(one) else ()
    for worth in worths:
        yield Amount(key, Measure.PLANNED, worth)
    if has_plan(one) and not worths and key in came:
        yield Amount(key, Measure.PLANNED, _nothing(came[key][0].worth))


def _estimated(found: Gathered, came: Mapping[str, Sequence[Amount]]) -> Iterator[Amount]:
    """What was told before the decision, year by year; nothing of it in the view is also an answer."""
    span, placed = found.view.ahead.span, {one.placement.booking.key: one for one in found.every}
    for booking, told in found.told.items():
        line = found.lines.get(booking)
        if line is None or line.counterpart is None:
            continue
        direction = direction_of(line, found.own)
        asks = told.spans_years and booking in placed
        plan = _plan_by_year(found, placed[booking]) if asks else {}
        for month, amount in by_year(told, plan):
            seen = max(month, span.first) if month.year == span.first.year else month
            if seen in span:
                worth = MonthAmount(line.counterpart, line.agreement, direction, seen, amount)
                yield Amount(booking, Measure.ESTIMATED, worth)
        if booking in came:
            yield Amount(booking, Measure.ESTIMATED, _nothing(came[booking][0].worth))


def _plan_by_year(found: Gathered, one: DueBooking) -> Mapping[int, int]:
    """What is planned of all of a booking, in öre by year."""
    whole = replace(found.view.ahead, span=Span(Month(1, 1), Month(9999, 12)))
    sums: dict[int, int] = defaultdict(int)
    for worth in planned(one.placement, found.ledger, whole):
        sums[worth.month.year] += worth.amount
    return sums


def _nothing(like: MonthAmount) -> MonthAmount:
    return MonthAmount(like.counterpart, like.agreement, like.direction, like.month, Ore(0))


# the lines, and what they add up to


def _lines(found: Gathered, worked: _Worked) -> Iterator[CostLine]:
    placed = {one.placement.booking.key: one for one in found.every}
    by_booking = _grouped(worked.amounts, lambda one: one.booking)
    troubled = {key for key, outlook in worked.outlooks.items() if outlook.problems}
    for key in sorted({*by_booking, *troubled}):
        by_direction = _grouped(by_booking.get(key, ()), lambda one: one.worth.direction)
        if not by_direction and key in found.lines:
            by_direction = {direction_of(found.lines[key], found.own): []}
        for direction, amounts in by_direction.items():
            yield _line(found, key, direction, amounts, placed.get(key), is_uncounted=key in troubled)


def _line(
    found: Gathered,
    key: str,
    direction: RowDirection,
    amounts: Sequence[Amount],
    placed: DueBooking | None,
    *,
    is_uncounted: bool,
) -> CostLine:
    line, sums = found.lines.get(key), tally(amounts)
    last = max(amounts, key=lambda one: one.worth.month).worth if amounts else None
    booking = placed.placement.booking if placed else None
    counterpart = last.counterpart if last else line.counterpart if line else None
    return CostLine(
        booking=key,
        direction=direction,
        counterpart=counterpart,
        agreement=last.agreement if last else line.agreement if line else "",
        sums=sums,
        explained=explanations(_story(found, placed, direction, sums, is_uncounted=is_uncounted))
        if placed and not placed.is_about_nobody
        else (),
        person_id=line.person_id if line else None,
        name=line.name if line else None,
        sort_name=line.sort_name if line else "",
        service=line.service if line else booking.service if booking else None,
        variant=line.variant if line else None,
        is_protected=line.is_protected if line else False,
        months=tuple(_cells(found, key, amounts)) if found.view.year is not None else (),
    )


def _cells(found: Gathered, key: str, amounts: Sequence[Amount]) -> Iterator[MonthCell]:
    """The months of the year that is shown, each with what is returned and what is to come."""
    ahead = found.view.ahead
    closed, remaining = (_by_month(amounts, measure) for measure in (Measure.CLOSED, Measure.REMAINING))
    for month in months_between(ahead.span.first, ahead.span.last):
        is_closed, is_corrected = month < ahead.following, (key, month) in found.corrected
        yield MonthCell(month, closed.get(month), remaining.get(month), is_closed, is_corrected)


def _by_month(amounts: Iterable[Amount], measure: Measure) -> dict[Month, Ore]:
    sums: dict[Month, Ore] = {}
    for one in amounts:
        if one.measure is measure:
            month = one.worth.month
            sums[month] = Ore(sums.get(month, ZERO) + one.worth.amount)
    return sums


def _story(found: Gathered, placed: DueBooking, direction: RowDirection, sums: Tally, *, is_uncounted: bool) -> Story:
    booking, view = placed.placement.booking, found.view
    is_whole = booking.days.start in view.days and (booking.planned_until or booking.days.end) in view.days
    return Story(
        booking=booking,
        told=found.told.get(booking.key),
        sums=sums,
        seen_on=view.ahead.seen_on,
        first_month=found.ledger.office.first_month,
        is_whole=is_whole,
        is_uncounted=is_uncounted,
        is_bought=direction is RowDirection.BUY,
    )


def _by_counterpart(amounts: Iterable[Amount], names: Mapping[str, str]) -> Iterator[CostGroup]:
    for (code, direction), some in _grouped(amounts, lambda one: (one.worth.counterpart, one.worth.direction)).items():
        yield CostGroup(
            key=code, name=names.get(code, code), direction=direction, bookings=_count(some), sums=tally(some)
        )


def _by_agreement(reader: Reader, amounts: Iterable[Amount]) -> Iterator[CostGroup]:
    known = {one.value.key: one for one in reader.agreements.every()}
    for (key, direction), some in _grouped(amounts, lambda one: (one.worth.agreement, one.worth.direction)).items():
        stored = known.get(key)
        yield CostGroup(
            key=key,
            name=stored.value.name if stored else key,
            direction=direction,
            bookings=_count(some),
            sums=tally(some),
            id=stored.id if stored else None,
        )


def _count(amounts: Iterable[Amount]) -> int:
    return len({one.booking for one in amounts})


def _months(found: Gathered, amounts: Iterable[Amount]) -> Iterator[MonthCost]:
    """Month by month of a year; of all years, year by year."""
    span = found.view.ahead.span
    sums: dict[tuple[Measure, Month, RowDirection], int] = defaultdict(int)
    for one in amounts:
        sums[one.measure, one.worth.month, one.worth.direction] += one.worth.amount
    for months in _parts(span, by_year_only=found.view.year is None):
        yield MonthCost(
            (months[0], months[-1]),
            *(
                {way: Ore(sum(sums.get((measure, month, way), 0) for month in months)) for way in RowDirection}
                for measure in (Measure.CLOSED, Measure.REMAINING)
            ),
        )


def _parts(span: Span, *, by_year_only: bool) -> Iterator[list[Month]]:
    months = list(months_between(span.first, span.last))
    if not by_year_only:
        yield from ([month] for month in months)
        return
    for _, some in groupby(months, key=lambda month: month.year):
        yield list(some)


def _grouped(amounts: Iterable[Amount], key: Callable[[Amount], K]) -> dict[K, list[Amount]]:
    found: dict[K, list[Amount]] = defaultdict(list)
    for one in amounts:
        found[key(one)].append(one)
    return found


def _counterparts(lines: Iterable[CostLine]) -> set[str]:
    return {line.counterpart for line in lines if line.counterpart}
