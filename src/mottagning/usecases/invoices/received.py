"""Invoices that others sent: listed, opened, registered, mended. Who may not see a person on one sees none of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from mottagning.domain.invoice_rows import InvoicePayment, InvoiceRow, months_of, totals
from mottagning.domain.money import Ore
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.received_invoices import (
    InvoiceState,
    InvoiceStep,
    InvoiceStepKind,
    ReceivedInvoice,
    cannot_change,
    cannot_void,
    invoice_problems,
    is_due_soon,
    last_of,
    next_step,
    state_of,
)
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.invoices import Behind
from mottagning.readmodels.received_invoices import InvoiceCard, InvoiceInList
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.invoices.controlling import require_known
from mottagning.usecases.people import following

_CONTROLLED_BY = ("counterpart", "amount", "first_month", "last_month")
"""What a control rests on: when it changes the invoice is to be controlled anew."""


def list_invoices(ctx: Context) -> list[InvoiceInList]:
    """Every invoice that the user may see, what falls due first at the top and what is done with last."""
    with ctx.reading() as reader:
        return sorted(_lines(ctx, reader, reader.received_invoices.visible(protected=ctx.sees_protected)), key=_order)


def _order(line: InvoiceInList) -> tuple[bool, int, int]:
    is_done = line.next is None
    days = line.invoice.due_on.toordinal()
    return is_done, -days if is_done else days, -line.id


def due_soon(ctx: Context, reader: Reader) -> list[int]:
    """The numbers of the unpaid invoices whose last day is near or has passed, the most urgent first."""
    invoices = reader.received_invoices.visible(protected=ctx.sees_protected)
    steps = reader.invoice_steps.of_invoices([one.value.key for one in invoices])
    due = [one for one in invoices if is_due_soon(one.value, steps.get(one.value.key, ()), ctx.today)]
    return [one.id for one in sorted(due, key=lambda one: one.value.due_on)]


def _lines(ctx: Context, reader: Reader, invoices: Sequence[Stored[ReceivedInvoice]]) -> list[InvoiceInList]:
    keys = [one.value.key for one in invoices]
    steps = reader.invoice_steps.of_invoices(keys)
    rows: dict[str, list[InvoiceRow]] = {key: [] for key in keys}
    payments: dict[str, list[InvoicePayment]] = {key: [] for key in keys}
    for row in reader.invoice_rows.naming("invoice", keys):
        rows[row.value.invoice].append(row.value)
    for payment in reader.invoice_payments.naming("invoice", keys):
        payments[payment.value.invoice].append(payment.value)
    open_to_all = {one.id for one in reader.received_invoices.visible(protected=False)} if ctx.sees_protected else set()
    return [
        _line(
            ctx,
            one,
            steps.get(one.value.key, []),
            rows[one.value.key],
            payments[one.value.key],
            has_protected=ctx.sees_protected and one.id not in open_to_all,
        )
        for one in invoices
    ]


def _line(
    ctx: Context,
    one: Stored[ReceivedInvoice],
    steps: Sequence[InvoiceStep],
    rows: Sequence[InvoiceRow],
    payments: Sequence[InvoicePayment],
    *,
    has_protected: bool,
) -> InvoiceInList:
    paid = last_of(steps, InvoiceStepKind.PAID)
    return InvoiceInList(
        id=one.id,
        invoice=one.value,
        state=state_of(steps),
        next=next_step(steps),
        totals=totals(one.value.amount, rows, payments),
        days_left=(one.value.due_on - ctx.today).days,
        is_due_soon=is_due_soon(one.value, steps, ctx.today),
        paid_on=paid.on if paid else None,
        has_protected=has_protected,
    )


def open_invoice(ctx: Context, invoice_id: int) -> InvoiceCard:
    """Everything about one invoice. Raises Refused when it is gone or may not be seen."""
    with ctx.reading() as reader:
        stored = seen_invoice(ctx, reader, invoice_id)
        steps = steps_of(reader, stored.value.key)
        rows = tuple(one.value for one in reader.invoice_rows.of_invoice(stored.value.key))
        payments = tuple(one.value for one in reader.invoice_payments.of_invoice(stored.value.key))
        (line,) = _lines(ctx, reader, [stored])
        keys = {one.our_booking for one in rows if one.our_booking} | {one.our_booking for one in payments}
        return InvoiceCard(
            invoice=stored,
            line=line,
            steps=steps,
            rows=rows,
            payments=payments,
            months=months_of(rows),
            people=people_behind(reader, keys),
            may_change=cannot_change(steps) is None,
            may_void=cannot_void(steps) is None,
        )


def people_behind(reader: Reader, keys: set[str]) -> dict[str, Behind]:
    """Who is behind each of these bookings."""
    booked = {one.value.key: one.value.case_number for one in reader.bookings.naming("key", sorted(keys))}
    people = {one.value.case_number: one for one in reader.people.naming("case_number", sorted(set(booked.values())))}
    return {
        key: Behind(person.id, person.value.name, person.value.is_protected)
        for key, case_number in booked.items()
        if (person := people.get(case_number)) is not None
    }


def seen_invoice(ctx: Context, reader: Reader, invoice_id: int) -> Stored[ReceivedInvoice]:
    """The invoice with this number. Raises Refused when it is gone or may not be seen."""
    found = [one for one in reader.received_invoices.visible(protected=ctx.sees_protected) if one.id == invoice_id]
    if not found:
        raise Refused(RefusalCode.GONE)
    return found[0]


def steps_of(reader: Reader, key: str) -> tuple[InvoiceStep, ...]:
    """What was done with an invoice, in its order."""
    return tuple(reader.invoice_steps.of_invoices([key]).get(key, ()))


def next_invoice_key(ctx: Context) -> str:
    """A free number of arrival: the year and the next number."""
    with ctx.reading() as reader:
        return next(following(f"MF{ctx.today.year}-", reader.received_invoices.keys()))


def save_invoice(
    ctx: Context, before: Stored[ReceivedInvoice] | None, invoice: ReceivedInvoice
) -> Done[Stored[ReceivedInvoice]]:
    """Register an invoice, or mend the one read as `before`; what a control rested on has it controlled anew.

    Raises Refused with every field that cannot be so, and once it has been attested.
    """
    with ctx.writing() as uow:
        _require_valid(ctx, uow, before, invoice)
        if before is None:
            after = uow.received_invoices.add(replace(invoice, specification=None, voided_on=None))
            take_step(ctx, uow, after.value.key, InvoiceStepKind.REGISTERED)
            return Done(after, uow.commit())
        seen_invoice(ctx, uow, before.id)
        steps = steps_of(uow, before.value.key)
        require(cannot_change(steps))
        kept = replace(invoice, specification=before.value.specification, voided_on=before.value.voided_on)
        is_other = any(getattr(kept, name) != getattr(before.value, name) for name in _CONTROLLED_BY)
        is_undone = is_other and state_of(steps) is not InvoiceState.REGISTERED
        if is_undone:
            clear_control(uow, before.value.key)
            kept = replace(kept, specification=None)
        after = uow.received_invoices.change(before, kept)
        if after != before:
            take_step(ctx, uow, after.value.key, InvoiceStepKind.CHANGED)
        if is_undone:
            take_step(ctx, uow, after.value.key, InvoiceStepKind.REGISTERED)
        return Done(after, uow.commit())


def _require_valid(
    ctx: Context, uow: UnitOfWork, before: Stored[ReceivedInvoice] | None, invoice: ReceivedInvoice
) -> None:
    if invoice.is_protected and not ctx.sees_protected:
        raise Refused(RefusalCode.NO_RIGHT)
    require_known(ctx, uow, invoice.counterpart)
    problems = list(invoice_problems(invoice, ctx.today))
    other = uow.received_invoices.numbered(invoice.counterpart, invoice.number)
    if other is not None and (before is None or other.id != before.id):
        problems.append(FieldProblem("number", "invoice_number_taken"))
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)


def require(reason: str | None) -> None:
    """Raises Refused when there is a reason why not."""
    if reason is not None:
        raise Refused(RefusalCode.INVOICE_NOT_NOW, reason=reason)


def clear_control(uow: UnitOfWork, key: str) -> None:
    """Forget the rows of an invoice and what they pay."""
    for payment in uow.invoice_payments.of_invoice(key):
        uow.invoice_payments.remove(payment)
    for row in uow.invoice_rows.of_invoice(key):
        uow.invoice_rows.remove(row)


def take_step(
    ctx: Context,
    uow: UnitOfWork,
    key: str,
    kind: InvoiceStepKind,
    *,
    on: date | None = None,
    note: str | None = None,
    amount: Ore | None = None,
) -> None:
    """Add to what was done with an invoice, by the user and, unless `on` says another day, today."""
    uow.invoice_steps.add(
        InvoiceStep(
            invoice=key,
            number=len(steps_of(uow, key)) + 1,
            kind=kind,
            on=on or ctx.today,
            by=ctx.user.name,
            note=note,
            amount=amount,
        )
    )
