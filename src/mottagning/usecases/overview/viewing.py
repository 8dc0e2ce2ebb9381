"""The first page: what waits today, worked out of the register."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from mottagning.domain.agreements import Agreement
from mottagning.domain.documents import DocumentOf
from mottagning.domain.periods import Month, add_months
from mottagning.domain.returns import ReturnState
from mottagning.domain.rights import Part
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.overview import Overview, Waiting, WaitingKind
from mottagning.readmodels.returns import MonthState
from mottagning.storage.reader import Reader
from mottagning.usecases.admin.backup_state import backups_waiting
from mottagning.usecases.attendance import proposed_ends
from mottagning.usecases.context import Context
from mottagning.usecases.invoices.received import due_soon
from mottagning.usecases.logs.reviewing import month_to_review
from mottagning.usecases.plans.listing import late_follow_ups
from mottagning.usecases.reception.listing import urgent_assignments
from mottagning.usecases.requests import waiting_requests
from mottagning.usecases.retention.nudging import to_finish_this_year
from mottagning.usecases.returns.months import months
from mottagning.usecases.returns.planning import next_open
from mottagning.usecases.returns.viewing import view_month
from mottagning.usecases.state_compensation.viewing import claims_due
from mottagning.usecases.written_files import due_files
from mottagning.usecases.year_end.prices import prices_missing

_PERMIT_MONTHS, _AGREEMENT_MONTHS = 6, 9
_NAMED = 5
"""So many agreements that end are named; the others are counted."""


def overview(ctx: Context) -> Overview:
    """What waits, the months, and how much there is."""
    states = months(ctx)
    closable = _closable(ctx)
    held = Waiting(WaitingKind.ROWS_HELD, len(view_month(ctx, closable).notes.held) if closable else 0, closable)
    with ctx.reading() as reader:
        first, *others = (*_waiting(ctx, reader, closable), _to_remove(ctx, reader))
        return Overview(
            waiting=tuple(one for one in (first, held, *others) if one.count),
            months=tuple(_months(states)),
            people=len(reader.lists.people(ctx.today, protected=ctx.sees_protected)),
            bookings=len(reader.lists.bookings(ctx.today, protected=ctx.sees_protected)),
            agreements=len(reader.lists.agreements(protected=False)),
        )


def _months(states: Iterable[MonthState]) -> Iterable[MonthState]:
    """The closed months, and of the open ones the next to close: the others only wait behind it."""
    found = list(states)
    following = min((one.month for one in found if not one.is_closed), default=None)
    return (one for one in found if one.is_closed or one.month == following)


def waiting(ctx: Context) -> list[Waiting]:
    """What can be told to wait without reckoning the month: quick enough to ask after every change."""
    closable = _closable(ctx)
    with ctx.reading() as reader:
        return [one for one in _waiting(ctx, reader, closable) if one.count]


def _closable(ctx: Context) -> Month | None:
    """The next month to close, when it has ended."""
    with ctx.reading() as reader:
        office = reader.settings.office()
        if office is None:
            return None
        following = next_open(reader, office)
        return following if following.last < ctx.today else None


def _waiting(ctx: Context, reader: Reader, closable: Month | None) -> Iterable[Waiting]:
    today = ctx.today
    yield Waiting(WaitingKind.MONTH_TO_CLOSE, 1 if closable else 0, closable)
    unsent = [one for one in reader.ledger.returns(protected=False) if one.state is ReturnState.CLOSED]
    yield Waiting(WaitingKind.TO_HAND_OUT, len(unsent), unsent[-1].month if unsent else None)
    yield from _agreements_ending(ctx, reader)
    yield Waiting(WaitingKind.PRICES_ENDING, prices_missing(ctx, reader))
    permits = reader.lists.permits_ending(today, add_months(today, _PERMIT_MONTHS), protected=ctx.sees_protected)
    yield Waiting(WaitingKind.PERMITS_ENDING, permits)
    asked = waiting_requests(ctx, reader)
    yield Waiting(WaitingKind.REQUESTS, len(asked), record=asked[0] if asked else None)
    away = proposed_ends(ctx, reader)
    yield Waiting(WaitingKind.ENDS_PROPOSED, len(away), record=away[0] if away else None)
    yield _documents_due(ctx, reader)
    invoices = due_soon(ctx, reader)
    yield Waiting(WaitingKind.INVOICES_DUE, len(invoices), record=invoices[0] if invoices else None)
    if ctx.sees(Part.PLANS):
        yield from _of_plans(ctx, reader)
    if ctx.sees(Part.COMPENSATION):
        claims = claims_due(ctx, reader)
        yield Waiting(WaitingKind.CLAIMS_DUE, len(claims), record=claims[0] if claims else None)
    yield Waiting(WaitingKind.FILES_LEFT, due_files(ctx, reader))
    review = month_to_review(ctx, reader)
    yield Waiting(WaitingKind.LOG_REVIEW, 0 if review is None else 1, review)
    yield from backups_waiting(ctx, reader)


def _of_plans(ctx: Context, reader: Reader) -> Iterable[Waiting]:
    reminders = reader.lists.open_reminders(protected=ctx.sees_protected)
    yield Waiting(WaitingKind.REMINDERS, len(reminders), record=reminders[0] if reminders else None)
    late = late_follow_ups(ctx, reader)
    yield Waiting(WaitingKind.FOLLOW_UPS_LATE, len(late), record=late[0] if late else None)
    assigned = urgent_assignments(ctx, reader)
    yield Waiting(WaitingKind.ASSIGNMENTS_DUE, len(assigned), record=assigned[0] if assigned else None)


def _to_remove(ctx: Context, reader: Reader) -> Waiting:
    """Those whose data should be removed before the year is over."""
    has_office = reader.settings.office() is not None
    return Waiting(WaitingKind.RETENTION_DUE, to_finish_this_year(ctx, reader) if has_office else 0)


def _agreements_ending(ctx: Context, reader: Reader) -> Iterable[Waiting]:
    """The agreements that end soon and that bookings follow or notice was given of, the next to end first.

    One that another takes over from in time waits for nothing.
    """
    soon = add_months(ctx.today, _AGREEMENT_MONTHS)
    booked = {line.id for line in reader.lists.agreements(protected=ctx.sees_protected) if line.bookings}
    successors = reader.agreements.successors()
    ending = [
        (one.value.covers.end, one)
        for one in reader.agreements.every()
        if one.value.covers is not None
        and ctx.today < one.value.covers.end <= soon
        and (one.id in booked or one.value.notice_on is not None)
        and not _goes_on(one.value, one.value.covers.end, successors)
    ]
    ending.sort(key=lambda pair: (pair[0], pair[1].value.key))
    for end, one in ending[:_NAMED]:
        left = (end - ctx.today).days - 1
        yield Waiting(WaitingKind.AGREEMENT_ENDING, 1, record=one.id, agreement=one.value, days_left=left)
    yield Waiting(WaitingKind.AGREEMENTS_ENDING, len(ending[_NAMED:]))


def _goes_on(agreement: Agreement, end: date, successors: Mapping[str, list[Agreement]]) -> bool:
    return any(one.covers is not None and end in one.covers for one in successors.get(agreement.key, ()))


def _documents_due(ctx: Context, reader: Reader) -> Waiting:
    """The documents whose last day to be kept has passed, and whose the oldest is."""
    due = reader.documents.due(ctx.today, protected=ctx.sees_protected)
    if not due:
        return Waiting(WaitingKind.DOCUMENTS_DUE, 0)
    owner = due[0].value.owners[0]
    found, area = {
        DocumentOf.PERSON: (reader.people.find, Area.PEOPLE),
        DocumentOf.BOOKING: (reader.bookings.find, Area.BOOKINGS),
        DocumentOf.AGREEMENT: (reader.agreements.find, Area.AGREEMENTS),
    }[owner.kind]
    record: Stored[Any] | None = found(owner.key)
    return Waiting(WaitingKind.DOCUMENTS_DUE, len(due), record=record.id if record else None, owners=area)
