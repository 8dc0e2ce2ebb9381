"""Closing a month: in one transaction its rows are frozen with the facts they rest on."""

from __future__ import annotations

from collections.abc import Collection

from mottagning.domain.backup_rules import Reason
from mottagning.domain.bookings import Outcome as BookingOutcome
from mottagning.domain.canonical import text_of
from mottagning.domain.closing_scope import ClosingKind
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.settlement.facts import Placement
from mottagning.readmodels.changes import Done
from mottagning.readmodels.returns import ClosingNotes
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system.garbage import unsearched
from mottagning.usecases.admin.backups import before
from mottagning.usecases.admin.key_holders import require_key_holders
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.covers import cover_of
from mottagning.usecases.returns.freezing import freeze, identities_of, notes_of, touched_by
from mottagning.usecases.returns.planning import Plan, closed_counterparts, next_open, plan, without_protected

_DECEMBER = 12


@unsearched()
def close_month(
    ctx: Context, month: Month, *, only: Collection[str] = (), early: bool = False, alone: bool = False
) -> Done[ClosingNotes]:
    """Close `month`, or of it the counterparts `only`: freeze the rows, and give what was held back and lost.

    What is closed counterpart by counterpart is closed for good; the month itself is once its rest is closed. Raises
    Refused when the month or one of the counterparts is closed, when a counterpart has no rows to close, when the month
    lies before the register's first, follows an open month, or has not ended (unless `early`); and the first time while
    only one can open the register (unless `alone`: the command line may be told by another program, and warns). Raises
    Trouble when the register cannot be backed up first.
    """
    before(ctx, Reason.CLOSING)
    with ctx.writing() as uow:
        if not alone:
            require_key_holders(ctx, uow)
        office = office_of(uow)
        _require_closable(ctx, uow, office, month, early=early)
        _require_open(ctx, uow, month, only)
        planned = plan(uow, office, month, only=only)
        _require_rows(ctx, planned, only)
        notes = notes_of(planned)
        closing_id = freeze(ctx, uow, planned, notes)
        for one in planned.returns:
            identities = identities_of(uow, one)
            uow.ledger.append_return(closing_id, one, text_of(cover_of(ctx, uow, planned, one)), identities)
        if planned.scope.kind is ClosingKind.WHOLE:
            waiting = {outcome.booking for outcome in planned.outcomes if outcome.is_open}
            uow.set_due(_due(planned, waiting))
            uow.look_again(_newly_open(planned, waiting))
        else:
            uow.look_again(touched_by(planned))
        return Done(notes, uow.commit())


def _require_open(ctx: Context, reader: Reader, month: Month, only: Collection[str]) -> None:
    for code in sorted(closed_counterparts(reader, month, protected=ctx.sees_protected).intersection(only)):
        raise Refused(RefusalCode.COUNTERPART_CLOSED, party=ctx.name(code), month=str(month))


def _require_rows(ctx: Context, planned: Plan, only: Collection[str]) -> None:
    returns = planned.returns if ctx.sees_protected else without_protected(planned).returns
    missing = set(only) - {one.counterpart for one in returns}
    for code in sorted(missing):
        raise Refused(RefusalCode.NO_SUCH_COUNTERPART, party=ctx.name(code), month=str(planned.month))


def _require_closable(ctx: Context, uow: UnitOfWork, office: OfficeSettings, month: Month, *, early: bool) -> None:
    following = next_open(uow, office)
    if month < office.first_month:
        raise Refused(RefusalCode.MONTH_BEFORE_FIRST, month=str(month), first=str(office.first_month))
    if month < following:
        raise Refused(RefusalCode.MONTH_CLOSED, month=str(month))
    if month > following:
        raise Refused(RefusalCode.EARLIER_MONTH_OPEN, month=str(month), first=str(following))
    if not early and ctx.today <= month.last:
        raise Refused(RefusalCode.MONTH_NOT_ENDED, month=str(month))


def _due(planned: Plan, waiting: Collection[str]) -> list[tuple[DueBooking, Month | None]]:
    """When each booking has to be looked at next: soon again while something is held, never when all is said."""
    following = planned.month.plus(1)
    return [
        (one, None if following > _horizon(one.placement) else following)
        for one in planned.due
        if one.placement.booking.key not in waiting
    ]


def _newly_open(planned: Plan, waiting: Collection[str]) -> list[DueBooking]:
    """Bookings that were in balance and now have rows that wait: from now on all their months are looked at."""
    return [one for one in planned.due if one.placement.booking.key in waiting and not one.is_changed]


def _horizon(placement: Placement) -> Month:
    """The last month in which something of a booking can be settled: a reading, a grade and a year's settlement all
    fall in the calendar year of its last date."""
    booking = placement.booking
    if booking.outcome is BookingOutcome.NEVER_STARTED:
        return Month.of(booking.days.start)
    if booking.days.last is None:
        return Month(9999, _DECEMBER)
    dates = [booking.days.last, booking.graded_on, booking.planned_until]
    last = max(day.year for day in dates if day is not None)
    return Month(max([last, *(report.month.year for report in placement.reports)]), _DECEMBER)
