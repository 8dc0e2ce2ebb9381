"""What do we expect to be billed by a counterpart? Rows of closed months, and what closing now would give."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mottagning.domain.closing import Candidate, Outcome
from mottagning.domain.identity import IdentityKind
from mottagning.domain.invoice_control import OurRow, bare, same_key
from mottagning.domain.invoice_rows import InvoicePayment
from mottagning.domain.ledger import Entry
from mottagning.domain.money import ZERO
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import NOBODY, Person
from mottagning.domain.periods import Month, months_between
from mottagning.domain.received_invoices import InvoiceStep, InvoiceStepKind, last_of
from mottagning.domain.returns import Return
from mottagning.domain.settlement.facts import Placement
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files.layouts.specification import reference_text
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.invoices import Behind
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import Plan, next_open, plan, without_protected
from mottagning.usecases.visible import may_see

_MONTHS_AHEAD = 12
"""Beyond this nobody bills."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a counterpart: the rows' worth, and the same as rows to compare."""

    entries: Sequence[Entry]
    plans: Sequence[Plan]
    rows: Sequence[OurRow]
    paid_rows: Sequence[OurRow]
    """Nothing's worth of what we buy with what other invoices have taken up of it."""
    held_rows: Sequence[OurRow]
    """Nothing's worth of bookings whose rows are held back, or which have given none, to know them by."""
    people: Mapping[str, Behind]
    """Who is behind each booking."""


def known(
    ctx: Context, reader: Reader, office: OfficeSettings, counterpart: str, last: Month, invoice: str | None = None
) -> Known:
    """Everything settled with `counterpart` up to `last`, both ways; protected people only for who may see them.

    What other invoices than `invoice` have taken up is told of what we buy.
    """
    closed = reader.ledger.returns(protected=None if ctx.sees_protected else False)
    rows = reader.ledger.rows([one.id for one in closed if one.counterpart == counterpart])
    plans = _plans(ctx, reader, office, last)
    coming = [(row.entry, None) for one in _returns(plans) if one.counterpart == counterpart for row in one.rows]
    found = [*((row.entry, reference_text(row.number, row.row)) for row in rows), *coming]
    entries = [entry for entry, _ in found]
    held = _held(plans, counterpart)
    people = reader.people.of(sorted({*(one.person for one in entries), *(one.person.id for one in held)} - {NOBODY}))
    hidden = {one.id for one in people if not may_see(ctx, one.value)}
    who = _who(reader, [one for one in people if one.id not in hidden])
    references = _references(entries)
    unseen = _unseen(ctx, reader, {entry.booking for entry in entries})
    seen = [
        (entry, returned) for entry, returned in found if entry.person not in hidden and entry.booking not in unseen
    ]
    paid = taken_up(ctx, reader, counterpart, invoice)
    ours = [_row(entry, who.get(entry.person, _Who()), references, returned) for entry, returned in seen]
    return Known(
        [entry for entry, _ in seen],
        plans,
        ours,
        _paid(reader, paid, ours),
        [
            *(_held_row(one, who.get(one.person.id, _Who())) for one in held if one.person.id not in hidden),
            *_silent(ctx, reader, counterpart, {entry.booking for entry, _ in seen}),
        ],
        {entry.booking: who[entry.person].behind(entry.person) for entry, _ in seen if entry.person in who},
    )


def _held(plans: Iterable[Plan], counterpart: str) -> list[Placement]:
    """The bookings of which a stop keeps rows back, as far as they are with `counterpart` or nobody can tell."""
    return [
        candidate.placement
        for planned in plans
        for candidate, outcome in _outcomes(planned)
        if any(held.counterpart in {counterpart, None} for held in outcome.held)
    ]


def _outcomes(planned: Plan) -> Iterable[tuple[Candidate, Outcome]]:
    by_key = {one.placement.booking.key: one for one in planned.candidates}
    return ((by_key[outcome.booking], outcome) for outcome in planned.outcomes)


def _held_row(one: Placement, who: _Who) -> OurRow:
    booking = one.booking
    return OurRow(
        booking=booking.key,
        month=Month.of(booking.days.start),
        amount=ZERO,
        keys=_keys(booking.key, booking.counterpart_reference, who.case_number),
        numbers=who.numbers,
        name=who.name,
        service=booking.service,
    )


def _silent(ctx: Context, reader: Reader, counterpart: str, told: Collection[str]) -> Iterable[OurRow]:
    """Nothing's worth of the bookings with a counterpart that have given no row: begun after a reading, or too late."""
    lines = [
        line
        for line in reader.lists.bookings(ctx.today, protected=ctx.sees_protected)
        if line.counterpart == counterpart and line.key not in told
    ]
    who = _who(reader, reader.people.of(sorted({line.person_id for line in lines})))
    for line in lines:
        named = who.get(line.person_id, _Who())
        yield OurRow(
            booking=line.key,
            month=Month.of(line.days.start),
            amount=ZERO,
            keys=_keys(line.key, named.case_number),
            numbers=named.numbers,
            name=named.name,
            service=line.service,
        )


def _plans(ctx: Context, reader: Reader, office: OfficeSettings, last: Month) -> list[Plan]:
    """What closing the open months would do; the next one always, for it corrects what is closed."""
    following = next_open(reader, office)
    until = max(following, min(last, Month.of(ctx.today).plus(_MONTHS_AHEAD)))
    found = [plan(reader, office, month) for month in months_between(following, until)]
    return found if ctx.sees_protected else [without_protected(one) for one in found]


def _returns(plans: Iterable[Plan]) -> Iterable[Return]:
    return (one for planned in plans for one in planned.returns)


@dataclass(frozen=True, slots=True)
class _Who:
    case_number: str | None = None
    name: str | None = None
    numbers: frozenset[str] = frozenset()
    is_protected: bool = False

    def behind(self, person: int) -> Behind:
        return Behind(person, self.name or "", self.is_protected)


def _who(reader: Reader, people: Sequence[Stored[Person]]) -> dict[int, _Who]:
    """Who they are, with the numbers that they have and have had."""
    former: dict[str, list[str]] = defaultdict(list)
    for identity in reader.identities.naming("case_number", [one.value.case_number for one in people]):
        former[identity.value.case_number].append(identity.value.number)
    return {one.id: _named(one.value, former[one.value.case_number]) for one in people}


def _named(person: Person, former: Iterable[str]) -> _Who:
    present = [number for kind in IdentityKind if (number := person.number(kind))]
    return _Who(person.case_number, person.name or None, frozenset(map(bare, (*present, *former))), person.is_protected)


def _references(entries: Iterable[Entry]) -> dict[str, str]:
    """What the counterpart calls each booking."""
    return {entry.booking: entry.counterpart_reference for entry in entries if entry.counterpart_reference}


@dataclass(frozen=True, slots=True)
class TakenUp:
    """What an invoice has taken up of a booking and month, in öre; its number and the day it was paid where known."""

    payment: InvoicePayment
    number: str | None
    paid_on: date | None


def taken_up(ctx: Context, reader: Reader, counterpart: str, invoice: str | None) -> list[TakenUp]:
    """What the invoices of a counterpart, `invoice` aside, have taken up; an invoice that may not be seen is unnamed.

    Bookings of people who may not be seen are not in it.
    """
    seen = {one.id for one in reader.received_invoices.visible(protected=ctx.sees_protected)}
    others = [
        one
        for one in reader.received_invoices.naming("counterpart", [counterpart])
        if one.value.key != invoice and one.value.voided_on is None
    ]
    steps = reader.invoice_steps.of_invoices([one.value.key for one in others])
    numbers = {one.value.key: one.value.number if one.id in seen else None for one in others}
    payments = [one.value for one in reader.invoice_payments.naming("invoice", list(numbers))]
    hidden = _unseen(ctx, reader, {one.our_booking for one in payments})
    found = [
        TakenUp(one, numbers[one.invoice], _paid_on(steps.get(one.invoice, ())))
        for one in payments
        if one.our_booking not in hidden
    ]
    return sorted(found, key=lambda one: (one.payment.our_booking, one.payment.service_month, one.payment.line))


def _paid_on(steps: Sequence[InvoiceStep]) -> date | None:
    paid = last_of(steps, InvoiceStepKind.PAID)
    return paid.on if paid else None


def _unseen(ctx: Context, reader: Reader, bookings: Iterable[str]) -> set[str]:
    """Those of the bookings that are somebody's who may not be seen."""
    if ctx.sees_protected:
        return set()
    booked = {one.value.key: one.value.case_number for one in reader.bookings.naming("key", sorted(bookings))}
    people = reader.people.naming("case_number", sorted(set(booked.values())))
    hidden = {one.value.case_number for one in people if one.value.is_protected}
    return {key for key, case_number in booked.items() if case_number in hidden}


def _paid(reader: Reader, taken: Sequence[TakenUp], ours: Sequence[OurRow]) -> list[OurRow]:
    """A row of nothing for each payment, known as our own row of the booking is, or by the booking's key alone."""
    known_by = {row.booking: row for row in ours}
    rows = []
    for one in taken:
        payment = one.payment
        like = known_by.get(payment.our_booking)
        empty = OurRow(
            booking=payment.our_booking,
            month=payment.service_month,
            amount=ZERO,
            keys=_keys(payment.our_booking),
            paid=payment.amount,
            paid_with=one.number,
            paid_on=one.paid_on,
        )
        told = _Who() if like is not None else _who_booked(reader, payment.our_booking)
        source = like or replace(empty, keys=_keys(payment.our_booking, told.case_number), numbers=told.numbers)
        rows.append(
            replace(
                empty,
                keys=source.keys,
                numbers=source.numbers,
                name=source.name or told.name,
                service=source.service,
                is_apart=source.is_apart or told.is_protected,
            )
        )
    return rows


def _who_booked(reader: Reader, booking: str) -> _Who:
    """Whose booking it is; a course is nobody's."""
    found = reader.bookings.find(booking)
    person = reader.people.by_case(found.value.case_number) if found else None
    return _who(reader, [person])[person.id] if person else _Who()


def _row(entry: Entry, who: _Who, references: dict[str, str], returned: str | None) -> OurRow:
    return OurRow(
        booking=entry.booking,
        month=entry.service_month,
        amount=entry.amount,
        keys=_keys(entry.booking, references.get(entry.booking), who.case_number),
        numbers=who.numbers,
        name=who.name,
        service=entry.service,
        is_apart=who.is_protected,
        returned=(returned,) if returned else (),
    )


def _keys(*keys: str | None) -> frozenset[str]:
    return frozenset(same_key(key) for key in keys if key)


def of_direction(found: Known, direction: RowDirection) -> list[OurRow]:
    """The rows of one direction, with what other invoices have taken up of what we buy."""
    rows = [row for entry, row in zip(found.entries, found.rows, strict=True) if entry.direction is direction]
    return [*rows, *found.paid_rows] if direction is RowDirection.BUY else rows
