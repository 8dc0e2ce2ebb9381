"""Deviations: listed, opened, noted, handled, removed."""

from __future__ import annotations

from mottagning.domain.deviations import Deviation, deviation_problems
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.deviations import DeviationCard, DeviationLine
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.people import following
from mottagning.usecases.visible import booking_line


def list_deviations(ctx: Context) -> list[DeviationLine]:
    """Every deviation of those that the user may see, the latest first."""
    with ctx.reading() as reader:
        bookings = {one.key: one for one in reader.lists.bookings(ctx.today, protected=ctx.sees_protected)}
        found = reader.deviations.visible(protected=ctx.sees_protected)
        return sorted((_line(ctx, one, bookings.get(one.value.booking or "")) for one in found), key=_latest)


def _latest(line: DeviationLine) -> tuple[int, int]:
    return -line.deviation.noticed_on.toordinal(), -line.id


def _line(ctx: Context, one: Stored[Deviation], booking: BookingLine | None) -> DeviationLine:
    return DeviationLine(
        id=one.id,
        deviation=one.value,
        booking_id=booking.id if booking else None,
        person_id=booking.person_id if booking else None,
        is_protected=booking.is_protected if booking else False,
        is_late=one.value.is_late(ctx.today),
    )


def open_deviation(ctx: Context, deviation_id: int) -> DeviationCard:
    """Everything about one deviation. Raises Refused when it is gone or may not be seen."""
    with ctx.reading() as reader:
        deviation = _seen(ctx, reader, deviation_id)
        return DeviationCard(deviation, _line(ctx, deviation, _booking_of(ctx, reader, deviation.value)))


def _seen(ctx: Context, reader: Reader, deviation_id: int) -> Stored[Deviation]:
    deviation = reader.deviations.get(deviation_id)
    if _is_unseen(ctx, reader, deviation.value):
        raise Refused(RefusalCode.GONE)
    return deviation


def _booking_of(ctx: Context, reader: Reader, deviation: Deviation) -> BookingLine | None:
    """The booking that a deviation is about; to who may not see the person there is none."""
    return booking_line(ctx, reader, deviation.booking) if deviation.booking is not None else None


def _is_unseen(ctx: Context, reader: Reader, deviation: Deviation) -> bool:
    return deviation.booking is not None and _booking_of(ctx, reader, deviation) is None


def save_deviation(ctx: Context, before: Stored[Deviation] | None, deviation: Deviation) -> Done[Stored[Deviation]]:
    """Note a deviation, or change the one read as `before`. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        if before is not None:
            _seen(ctx, uow, before.id)
        problems = list(deviation_problems(deviation))
        if _is_unseen(ctx, uow, deviation):
            problems.append(FieldProblem("booking", "unknown", {"value": deviation.booking}))
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        after = uow.deviations.put(before, deviation)
        return Done(after, uow.commit())


def remove_deviation(ctx: Context, before: Stored[Deviation]) -> Done[None]:
    """Remove a deviation: it was a mistake. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        _seen(ctx, uow, before.id)
        uow.deviations.remove(before)
        return Done(None, uow.commit())


def next_deviation_key(ctx: Context) -> str:
    """A free key for a new deviation: the year and the next number."""
    with ctx.reading() as reader:
        return next(following(f"V{ctx.today.year}-", reader.deviations.keys()))
