"""What is still to come of a booking, and what would it have come to as planned? By the engine that bills.

What is closed and what is still to come are together what the rules give for the whole booking, less what limits
took: months that are closed are looked at only where facts have changed since, as a closing does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from mottagning.domain.bookings import Booking, Outcome
from mottagning.domain.closing import Candidate, Ledger, unreturned
from mottagning.domain.ledger import Entry, LedgerRow
from mottagning.domain.money import Ore
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import Problem, Severity
from mottagning.domain.settlement.claims import Claim, Given
from mottagning.domain.settlement.engine import Span, settle
from mottagning.domain.settlement.estimate import Supposition, last_settled, supposing
from mottagning.domain.settlement.facts import Placement
from mottagning.domain.settlement.timeline import RowDirection


@dataclass(frozen=True, slots=True)
class MonthAmount:
    """An amount in öre, settled with whom under which agreement in which month."""

    counterpart: str
    agreement: str
    direction: RowDirection
    month: Month
    amount: Ore


@dataclass(frozen=True, slots=True)
class Ahead:
    """The settlement months that are looked at (`span`), and how.

    `following` is the next month to be closed; what has no end ahead is supposed to go on up to but not including
    `until`, None for as long as an estimate looks.
    """

    seen_on: date
    following: Month
    span: Span
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Remainder:
    """What is still to come of a booking, what keeps some of it from being counted, and what was supposed."""

    worths: tuple[MonthAmount, ...] = ()
    problems: tuple[Problem, ...] = ()
    supposed: tuple[Supposition, ...] = ()


@dataclass(frozen=True, slots=True)
class Unreturned:
    """What no return holds of a booking: of closed months (`late`) and of the others (`coming`)."""

    late: tuple[Entry, ...] = ()
    coming: tuple[Claim | Entry, ...] = ()
    problems: tuple[Problem, ...] = ()
    supposed: tuple[Supposition, ...] = ()


def remaining(
    placement: Placement, ledger: Ledger, ahead: Ahead, returned: Sequence[LedgerRow] | None = None
) -> Remainder:
    """What no closing has returned yet: all of the open months, and what has changed since in closed ones.

    `returned` are all rows of the booking, or None where its facts are those of its last closing.
    """
    found = not_returned(placement, ledger, ahead, returned)
    stops = tuple(one for one in found.problems if one.severity is Severity.STOP)
    return Remainder(tuple(map(_worth, (*found.late, *found.coming))), stops, found.supposed)


def not_returned(
    placement: Placement, ledger: Ledger, ahead: Ahead, returned: Sequence[LedgerRow] | None = None
) -> Unreturned:
    """As `remaining`, amount by amount."""
    books = ledger.chain(placement)
    supposed, what = supposing(placement, books, ahead.seen_on, ahead.until)
    late, problems = ((), ()) if returned is None else _late(placement, ledger, ahead, returned)
    first, last = max(ahead.span.first, ahead.following), min(ahead.span.last, last_settled(supposed.booking.days))
    if first > last:
        return Unreturned(late, (), problems, what)
    given = settle(supposed, books, ledger.office, Span(first, last))
    coming: tuple[Claim | Entry, ...] = given.claims
    if returned:  # a month that is closed in part has rows already
        coming = _less(supposed, ledger, ahead, Candidate(supposed, Span(first, last), tuple(returned)), given)
    return Unreturned(late, coming, (*problems, *given.problems), what)


def _late(
    placement: Placement, ledger: Ledger, ahead: Ahead, returned: Sequence[LedgerRow]
) -> tuple[tuple[Entry, ...], tuple[Problem, ...]]:
    """What the next closing would say of months that are closed."""
    span = Span(max(ahead.span.first, ledger.office.first_month), min(ahead.span.last, ahead.following.plus(-1)))
    given = settle(placement, ledger.chain(placement), ledger.office, span)
    candidate = Candidate(placement, span, tuple(returned))
    return _less(placement, ledger, ahead, candidate, given), given.problems


def _less(placement: Placement, ledger: Ledger, ahead: Ahead, candidate: Candidate, given: Given) -> tuple[Entry, ...]:
    """What is given less what was returned in the candidate's span."""
    found = unreturned(ahead.following, ledger.subject(placement), candidate, given)
    return tuple(entry for one in found for entry in one.entries)


def plan_of(booking: Booking) -> DateRange | None:
    """The days that were planned; None where no end was."""
    last = booking.planned_until or booking.days.last
    return None if last is None or last < booking.days.start else DateRange.inclusive(booking.days.start, last)


def goes_as_planned(booking: Booking, today: date) -> bool:
    """Whether what a booking comes to is what was planned, as far as anybody knows; also where nothing was."""
    plan = plan_of(booking)
    if booking.outcome in {Outcome.NEVER_STARTED, Outcome.INTERRUPTED}:
        return plan is None
    return plan is None or (plan.end > today if booking.days.is_open else booking.days.end == plan.end)


def planned(placement: Placement, ledger: Ledger, ahead: Ahead) -> tuple[MonthAmount, ...]:
    """What the booking would have come to, had it gone on to its planned end with the result hoped for.

    Prices, absences and all else are as they are known now. Nothing for a booking without a plan.
    """
    plan = plan_of(placement.booking)
    if plan is None:
        return ()
    booking = replace(placement.booking, days=plan, outcome=None, graded_on=None)
    books = ledger.chain(placement)
    one, _ = supposing(replace(placement, booking=booking), books, ahead.seen_on)
    last = min(ahead.span.last, last_settled(plan))
    return tuple(map(_worth, settle(one, books, ledger.office, Span(ahead.span.first, last)).claims))


def _worth(one: Claim | Entry) -> MonthAmount:
    return MonthAmount(one.counterpart, one.agreement, one.direction, one.settlement_month, one.amount)
