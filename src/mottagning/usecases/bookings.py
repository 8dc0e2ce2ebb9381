"""Bookings: listed, opened, entered, changed; absences, supplements and reports; what one will cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from mottagning.domain.agreements import Agreement, Direction
from mottagning.domain.bookings import (
    Absence,
    Booking,
    BookingEnd,
    Report,
    Supplement,
    booking_problems,
    end_problems,
    ended,
)
from mottagning.domain.checks import Subject
from mottagning.domain.coverage import binding, in_force
from mottagning.domain.documents import DocumentOf, Owner
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem, Param, RefusalCode, Refused
from mottagning.domain.settlement.estimate import Estimate, estimate
from mottagning.domain.settlement.facts import chain
from mottagning.readmodels.bookings import BookingCard, BookingDoubts, BookingLine, PendingRow
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.reader import Reader
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.attendance import end_of
from mottagning.usecases.context import Context
from mottagning.usecases.costs.of_booking import cost_of
from mottagning.usecases.coverage import covered, draft_of
from mottagning.usecases.doubts import booking_doubts
from mottagning.usecases.group_bookings import course_keys, is_course
from mottagning.usecases.people import following
from mottagning.usecases.returns.planning import imagined, outcome_of
from mottagning.usecases.visible import booking_line, is_hidden, of_holder

Extra = Absence | Supplement | Report
"""What is noted beside a booking."""


def list_bookings(ctx: Context) -> list[BookingLine]:
    """Every booking of those that the user may see."""
    with ctx.reading() as reader:
        return reader.lists.bookings(ctx.today, protected=ctx.sees_protected)


def open_booking(ctx: Context, booking_id: int) -> BookingCard:
    """Everything about one booking. Raises Refused when it is gone or its person may not be seen."""
    with ctx.reading() as reader:
        card = _card(ctx, reader, booking_id)
        subject = imagined(reader, card.booking.value)
        return replace(
            card,
            estimate=estimate_of(ctx, subject),
            pending=tuple(_pending(reader, booking_id)),
            cost=cost_of(ctx, reader, card.line),
            coverage=covered(ctx, reader, draft_of(card.booking.value)),
            proposed_end=end_of(ctx, reader, card.booking),
            doubts=booking_doubts(ctx, reader, card.booking.value, subject),
        )


def _pending(reader: Reader, booking_id: int) -> list[PendingRow]:
    """What the next closing will say of closed months; what each comes to, with the reason given last."""
    office, last = reader.settings.office(), reader.ledger.last_closed()
    if office is None or last is None:
        return []
    found: dict[Month, PendingRow] = {}
    for entry in outcome_of(reader, office, booking_id).entries:
        month = entry.service_month
        if entry.settlement_month <= last:
            before = found[month].amount if month in found else 0
            found[month] = PendingRow(month, Ore(before + entry.amount), entry.reason)
    return [found[month] for month in sorted(found)]


def booking_by_key(ctx: Context, key: str) -> int | None:
    """The number of the booking with this key, None when there is none that may be seen."""
    with ctx.reading() as reader:
        line = booking_line(ctx, reader, key)
        return line.id if line else None


def person_of(ctx: Context, key: str) -> int | None:
    """The number of the person whose booking this is, None when there is none that may be seen."""
    with ctx.reading() as reader:
        line = booking_line(ctx, reader, key)
        return line.person_id if line else None


def _card(ctx: Context, reader: Reader, booking_id: int) -> BookingCard:
    lines = reader.lists.bookings(ctx.today, protected=ctx.sees_protected, booking=booking_id)
    if not lines:
        raise Refused(RefusalCode.GONE)
    return BookingCard(
        booking=reader.bookings.get(booking_id),
        line=lines[0],
        absences=tuple(reader.absences.of_booking(booking_id)),
        supplements=tuple(reader.supplements.of_booking(booking_id)),
        reports=tuple(reader.reports.of_booking(booking_id)),
    )


def save_booking(ctx: Context, before: Stored[Booking] | None, booking: Booking) -> Done[Stored[Booking]]:
    """Enter a booking, or change the one read as `before`. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        if before is not None:
            _card(ctx, uow, before.id)
        booking = of_holder(ctx, uow, booking)
        agreement = uow.agreements.find(booking.agreement) if booking.agreement else None
        hidden = [_unknown_person(booking)] if is_hidden(ctx, uow, booking.case_number) else []
        taken = [FieldProblem("key", "taken")] if is_course(uow, booking.key) else []
        problems = (
            *booking_problems(booking),
            *taken,
            *hidden,
            *provider_problems(uow, booking, agreement.value if agreement else None),
            *_key_stands(uow, before, booking),
        )
        _require(*problems, *_past_the_end(uow, before, booking))
        after = uow.bookings.put(before, booking)
        return Done(after, uow.commit())


def _key_stands(uow: UnitOfWork, before: Stored[Booking] | None, booking: Booking) -> list[FieldProblem]:
    """What was returned or paid of a booking is known by its key alone: under another it would be billed anew."""
    if before is None or before.value.key == booking.key:
        return []
    former = [before.value.key]
    is_named = uow.ledger.rows_of_bookings(former) or uow.invoice_payments.naming("our_booking", former)
    return [FieldProblem("key", "key_stands")] if is_named else []


def end_booking(ctx: Context, before: Stored[Booking], end: BookingEnd) -> Done[Stored[Booking]]:
    """Note how a booking came to an end. Raises Refused with what the end lacks, or as `save_booking` does."""
    _require(*end_problems(before.value, end))
    return save_booking(ctx, before, ended(before.value, end))


def _unknown_person(booking: Booking) -> FieldProblem:
    return FieldProblem("case_number", "unknown", {"value": booking.case_number})


def provider_problems(reader: Reader, booking: Booking, agreement: Agreement | None) -> list[FieldProblem]:
    """Which municipality provides must be said where the agreement leaves it open, and be a party to what we buy."""
    if agreement is None:
        return []
    direction, parties = agreement.direction, agreement.parties
    provider = booking.provider_municipality
    if provider is None:
        open_question = direction is not Direction.SELL and (len(parties) > 1 or direction is not Direction.BUY)
        return [FieldProblem("provider_municipality", "needs_provider")] if open_question else []
    office = reader.settings.office()
    ours = office is not None and provider == office.municipality and direction is not Direction.BUY
    if direction is Direction.SELL or ours or provider in parties:
        return []
    return [FieldProblem("provider_municipality", "not_a_party")]


def _past_the_end(uow: UnitOfWork, before: Stored[Booking] | None, booking: Booking) -> list[FieldProblem]:
    """No booking may begin after its agreement has ended (the county's agreement of 2009, § 6).

    One that began before it ended may be changed, and go on past it with a warning. An agreement that follows counts.
    """
    asked = (booking.agreement, booking.days.start, booking.provider_municipality)
    if before is not None and asked == (
        before.value.agreement,
        before.value.days.start,
        before.value.provider_municipality,
    ):
        return []
    successors = uow.agreements.successors()
    keys = chain(booking.agreement, successors)
    found = {one.value.key: one.value for one in uow.agreements.every() if one.value.key in keys}
    followed = binding([found[key] for key in keys if key in found], booking.provider_municipality)
    governing = in_force(followed, booking.days.start)
    if governing is None or (governing.covers is not None and booking.days.start < governing.covers.end):
        return []
    return [FieldProblem("first", "past_the_end", _end_of(governing))]


def _end_of(agreement: Agreement) -> dict[str, Param]:
    """What the sentence on an agreement that has ended needs."""
    by_notice = agreement.is_ended_by_notice and agreement.notice_on is not None
    return {
        "agreement": agreement.name,
        "last": str(agreement.covers.last) if agreement.covers else None,
        "notice_on": str(agreement.notice_on) if by_notice else None,
        "months": agreement.notice_months,
    }


def _require(*problems: FieldProblem) -> None:
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)


def remove_booking(ctx: Context, before: Stored[Booking]) -> Done[None]:
    """Remove a booking of which nothing was returned or paid, that no request came to, no deviation is about and no
    plan has as an activity.

    Raises Refused otherwise: then it ends, or never started.
    """
    with ctx.writing() as uow:
        _card(ctx, uow, before.id)
        asked = uow.requests.of_booking(before.value.key) or any(
            store.naming("booking", [before.value.key]) for store in (uow.deviations, uow.plan_activities)
        )
        paid = uow.invoice_payments.naming("our_booking", [before.value.key])
        if asked or paid or uow.ledger.rows_of_bookings([before.value.key]):
            raise Refused(RefusalCode.IN_USE)
        for accepted in uow.accepted_warnings.naming("booking", [before.value.key]):
            uow.accepted_warnings.remove(accepted)
        for parked in uow.parked_rows.naming("booking", [before.value.key]):
            uow.parked_rows.remove(parked)
        hanging: tuple[KeyedStore[Any], ...] = (uow.absences, uow.supplements, uow.reports, uow.weekly_hours)
        for store in hanging:
            for one in store.naming("booking", [before.value.key]):
                store.remove(one)
        for document in uow.documents.of_owner(Owner(DocumentOf.BOOKING, before.value.key)):
            uow.documents.remove(document)
        uow.bookings.remove(before)
        return Done(None, uow.commit())


def next_booking_key(ctx: Context) -> str:
    """A free key for a new booking: the year and the next number."""
    with ctx.reading() as reader:
        return next(free_booking_keys(ctx, reader))


def free_booking_keys(ctx: Context, reader: Reader) -> Iterator[str]:
    """Keys for new bookings, one after another."""
    return following(f"B{ctx.today.year}-", [*reader.bookings.keys(), *course_keys(reader)])


def _require_visible(ctx: Context, reader: Reader, key: str) -> None:
    """Raises Refused when the booking with this key is somebody's who may not be seen."""
    found = reader.bookings.find(key)
    if found is not None and is_hidden(ctx, reader, found.value.case_number):
        raise Refused(RefusalCode.GONE)


def save_extra(ctx: Context, before: Stored[Extra] | None, extra: Extra) -> Done[Stored[Extra]]:
    """Note an absence, a supplement or what was reported; or change the one read as `before`."""
    with ctx.writing() as uow:
        _require_visible(ctx, uow, extra.booking)
        after = _store_of(uow, extra).put(before, extra)
        return Done(after, uow.commit())


def remove_extra(ctx: Context, before: Stored[Extra]) -> Done[None]:
    """Remove an absence, a supplement or a report: it was a mistake. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        _require_visible(ctx, uow, before.value.booking)
        _store_of(uow, before.value).remove(before)
        return Done(None, uow.commit())


def _store_of(uow: UnitOfWork, extra: Extra) -> KeyedStore[Any]:
    match extra:
        case Absence():
            return uow.absences
        case Supplement():
            return uow.supplements
        case Report():
            return uow.reports


def weigh_booking(ctx: Context, booking: Booking) -> tuple[Estimate | None, BookingDoubts]:
    """What a booking that is being entered will come to, and what may be wrong with it."""
    with ctx.reading() as reader:
        subject = None if is_hidden(ctx, reader, booking.case_number) else imagined(reader, booking)
        return estimate_of(ctx, subject), booking_doubts(ctx, reader, booking, subject)


def estimate_of(ctx: Context, subject: Subject | None) -> Estimate | None:
    """What a booking comes to by the engine that bills; None while it or its agreement is unknown."""
    if subject is None or not subject.books:
        return None
    return estimate(subject.placement, subject.books, subject.office, ctx.today)
