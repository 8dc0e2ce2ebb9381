"""What is known of every booking that costs anything in a view? Read in a fixed number of statements.

People with protected data are left out here for who may not see them, before anything is added up: no sum that they
are in and she sees can then be set beside one that they are not in.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date

from mottagning.domain.agreements import Direction
from mottagning.domain.closing import Ledger
from mottagning.domain.costs import Amount, Told, told_of
from mottagning.domain.ledger import LedgerRow
from mottagning.domain.office import OfficeSettings
from mottagning.domain.outlook import Ahead, goes_as_planned, plan_of
from mottagning.domain.periods import DAY, DateRange, Month
from mottagning.domain.settlement.engine import Span
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.bookings import BookingLine
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.group_bookings import course_keys
from mottagning.usecases.returns.planning import ledger_of, next_open


@dataclass(frozen=True, slots=True)
class View:
    """The months that are looked at: a calendar year, or all of them."""

    year: int | None
    years: tuple[int, ...]
    ahead: Ahead
    until: date
    """The first day on which a booking without an end ahead is no longer supposed to go on."""

    @property
    def days(self) -> DateRange:
        """The days of its months."""
        return DateRange(self.ahead.span.first.first, self.ahead.span.last.last + DAY)


@dataclass(frozen=True, slots=True)
class Gathered:
    """All that the sums of a view are made of.

    `due` are the bookings of which something may still come, `others` those that are needed besides; `returned` are
    the rows of bookings whose facts have changed since they were closed.
    """

    view: View
    own: str
    lines: Mapping[str, BookingLine]
    due: Sequence[DueBooking]
    others: Sequence[DueBooking]
    is_begun: bool
    """Whether anything has been closed."""
    returned: Mapping[str, Sequence[LedgerRow]]
    ledger: Ledger
    closed: Sequence[Amount]
    corrected: Set[tuple[str, Month]]
    told: Mapping[str, Told]
    courses: frozenset[str]
    """The keys of courses held together or booked by headcount: they are about nobody."""

    @property
    def every(self) -> Iterable[DueBooking]:
        """All bookings whose facts are known here."""
        return (*self.due, *self.others)


def gather(ctx: Context, reader: Reader, office: OfficeSettings, year: int | None) -> Gathered:
    """What is known for a year, or for all of them."""
    found = reader.lists.bookings(ctx.today, protected=ctx.sees_protected)
    view = _view(ctx, reader, office, found, year)
    lines = [one for one in found if _touches(one, view)]
    due = [one for one in reader.facts.due(view.ahead.span.last) if ctx.sees_protected or not one.is_protected]
    known = {one.id for one in due if not one.is_about_nobody}
    others = reader.facts.placements([one.id for one in lines if one.id not in known])
    keys = {key for one in (*due, *others) for key in one.placement.chain}
    changed = [one.placement.booking.key for one in due if one.is_changed]
    is_begun = not reader.ledger.is_empty()
    return Gathered(
        view=view,
        own=office.municipality,
        lines={one.key: one for one in found},
        due=due,
        others=others,
        is_begun=is_begun,
        returned=reader.ledger.rows_of_bookings(changed) if is_begun else {},
        ledger=ledger_of(office, reader.facts.agreements(keys)),
        closed=reader.costs.closed(view.ahead.span, protected=ctx.sees_protected),
        corrected=reader.costs.corrected(view.ahead.span, protected=ctx.sees_protected),
        told=_told(ctx, reader),
        courses=frozenset(course_keys(reader)),
    )


def _view(ctx: Context, reader: Reader, office: OfficeSettings, lines: Iterable[BookingLine], year: int | None) -> View:
    ends = [one.planned_until or one.days.last for one in lines]
    returned = reader.costs.first_month(protected=ctx.sees_protected)
    first = min(office.first_month, returned or office.first_month)
    last = max([first.year, ctx.today.year + 1, *(end.year for end in ends if end is not None)])
    year = None if year is None else min(max(year, first.year), last)
    span = Span(first, Month(last, 12)) if year is None else Span(max(first, Month(year, 1)), Month(year, 12))
    until = date(max(ctx.today.year, year or 0) + 1, 1, 1)
    ahead = Ahead(ctx.today, next_open(reader, office), span, until)
    return View(year, tuple(range(first.year, last + 1)), ahead, until)


def _touches(line: BookingLine, view: View) -> bool:
    """Whether some of a booking's days, as they are or as they were planned, lie in the view."""
    days = view.days
    if line.days.meet(days):
        return True
    return line.planned_until is not None and line.days.start < days.end and line.planned_until >= days.start


def _told(ctx: Context, reader: Reader) -> dict[str, Told]:
    """What each booking was told to cost, by its key."""
    requests = [one.value for one in reader.requests.visible(protected=ctx.sees_protected)]
    booked = {one.key: one for one in requests if one.booking is not None}
    steps = reader.request_steps.of_requests(booked)
    found = {one.booking: told_of(one, steps.get(key, ())) for key, one in booked.items()}
    return {booking: told for booking, told in found.items() if booking is not None and told is not None}


def needs_plan(one: DueBooking, today: date) -> bool:
    """Whether what was planned has to be worked out: elsewhere it is what the booking comes to."""
    return not one.is_about_nobody and not goes_as_planned(one.placement.booking, today)


def has_plan(one: DueBooking) -> bool:
    """Whether an end was planned."""
    return plan_of(one.placement.booking) is not None


def direction_of(line: BookingLine, own: str) -> RowDirection:
    """Which way a booking is settled, as its agreement says."""
    match line.direction:
        case Direction.BUY:
            return RowDirection.BUY
        case Direction.SELL:
            return RowDirection.SELL
        case Direction.EXCHANGE:
            return RowDirection.EXCHANGE
        case Direction.MUTUAL:
            return RowDirection.SELL if line.counterpart == own else RowDirection.BUY
