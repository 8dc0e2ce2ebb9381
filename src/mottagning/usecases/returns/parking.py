"""Keeping rows back until somebody releases them, and noting what the office has to remember of a month."""

from __future__ import annotations

from mottagning.domain.parked_rows import ParkedRows, parked_problems
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.return_notes import ReturnNote, note_problems
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.people import following
from mottagning.usecases.visible import booking_line


def park_booking(ctx: Context, booking: str, month: Month | None, reason: str) -> Done[Stored[ParkedRows]]:
    """Keep back what a booking returns for a service month, or for all when `month` is None.

    Raises Refused without a reason, and when the booking is gone or may not be seen.
    """
    with ctx.writing() as uow:
        return Done(park(ctx, uow, booking, month, reason), uow.commit())


def park(ctx: Context, uow: UnitOfWork, booking: str, month: Month | None, reason: str) -> Stored[ParkedRows]:
    """As `park_booking`, in a transaction that goes on."""
    is_booking = uow.bookings.find(booking) is not None
    if is_booking and booking_line(ctx, uow, booking) is None:
        raise Refused(RefusalCode.GONE)
    named = {"booking": booking} if is_booking else {"course": booking}
    parked = ParkedRows(
        key=_next_key(ctx, uow), reason=reason.strip(), by=ctx.user.name, on=ctx.today, month=month, **named
    )
    return _add(uow, parked)


def park_counterpart(ctx: Context, counterpart: str, reason: str) -> Done[Stored[ParkedRows]]:
    """Keep back everything that is settled with a counterpart. Raises Refused without a reason."""
    with ctx.writing() as uow:
        parked = ParkedRows(
            key=_next_key(ctx, uow), reason=reason.strip(), by=ctx.user.name, on=ctx.today, counterpart=counterpart
        )
        return Done(_add(uow, parked), uow.commit())


def release(ctx: Context, parked: Stored[ParkedRows]) -> Done[None]:
    """Let parked rows come with the next closing. Raises Refused when they are gone or may not be seen."""
    with ctx.writing() as uow:
        if parked.id not in {one.id for one in uow.parked_rows.visible(protected=ctx.sees_protected)}:
            raise Refused(RefusalCode.GONE)
        uow.parked_rows.remove(parked)
        return Done(None, uow.commit())


def note_on_return(ctx: Context, month: Month, counterpart: str, text: str) -> Done[Stored[ReturnNote]]:
    """Write an internal note. Raises Refused when it says nothing."""
    with ctx.writing() as uow:
        note = ReturnNote(
            key=next(following(f"N{ctx.today.year}-", uow.return_notes.keys())),
            month=month,
            counterpart=counterpart,
            text=text.strip(),
            by=ctx.user.name,
            on=ctx.today,
        )
        found = note_problems(note)
        if found:
            raise Refused(RefusalCode.INVALID_FIELDS, *found)
        return Done(uow.return_notes.add(note), uow.commit())


def remove_note(ctx: Context, note: Stored[ReturnNote]) -> Done[None]:
    """Remove an internal note."""
    with ctx.writing() as uow:
        uow.return_notes.remove(note)
        return Done(None, uow.commit())


def _next_key(ctx: Context, reader: Reader) -> str:
    return next(following(f"P{ctx.today.year}-", reader.parked_rows.keys()))


def _add(uow: UnitOfWork, parked: ParkedRows) -> Stored[ParkedRows]:
    found = parked_problems(parked)
    if found:
        raise Refused(RefusalCode.INVALID_FIELDS, *found)
    return uow.parked_rows.add(parked)
