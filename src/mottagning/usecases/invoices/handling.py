"""What is done with a registered invoice: its rows are controlled and decided, it is attested, paid or voided.

A booking and month are paid once: what other invoices have taken up is read in the transaction that takes up more, and
the database refuses a second payment with the same number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from mottagning.domain.invoice_control import OurRow, TheirRow, added_up
from mottagning.domain.invoice_rows import (
    Decision,
    InvoicePayment,
    InvoiceRow,
    Place,
    Stance,
    kept_rows,
    paying,
    payments_of,
    totals,
)
from mottagning.domain.money import ZERO, Ore
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.received_invoices import (
    InvoiceState,
    InvoiceStepKind,
    ReceivedInvoice,
    cannot_attest,
    cannot_change,
    cannot_pay,
    cannot_void,
    state_of,
)
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.invoices import Controlled, TheirBill
from mottagning.readmodels.received_invoices import Looked
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts import invoices as invoice_texts
from mottagning.texts import received_invoices as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.invoices.controlling import Asked, compared
from mottagning.usecases.invoices.knowing import known, of_direction
from mottagning.usecases.invoices.reading import read_bill
from mottagning.usecases.invoices.received import clear_control, require, seen_invoice, steps_of, take_step


def look(ctx: Context, invoice_id: int, file: Path | None) -> Looked:
    """What the control of an invoice by its specification would keep; without one, of its sum. Writes nothing.

    Raises Refused when it cannot be controlled any more or the file is no bill, Trouble when it cannot be reached.
    """
    with ctx.reading() as reader:
        stored = seen_invoice(ctx, reader, invoice_id)
        require(cannot_change(steps_of(reader, stored.value.key)))
    bill = _sum_of(stored.value) if file is None else read_bill(ctx, file, stored.value.last_month)
    with ctx.reading() as reader:
        return _looked(ctx, reader, stored, bill, has_specification=file is not None)


def _sum_of(invoice: ReceivedInvoice) -> TheirBill:
    """An invoice without its rows as a bill of one."""
    row = TheirRow(row=1, amount=invoice.amount, first=invoice.first_month, last=invoice.last_month)
    return TheirBill(invoice.number, (row,), ())


def _looked(
    ctx: Context, reader: Reader, stored: Stored[ReceivedInvoice], bill: TheirBill, *, has_specification: bool
) -> Looked:
    invoice = stored.value
    asked = Asked(
        invoice.counterpart, invoice.first_month, invoice.last_month, invoice.key, whole=not has_specification
    )
    found = compared(ctx, reader, bill, asked)
    named = {month for row in bill.rows for month in (row.first, row.last) if month is not None}
    return Looked(
        stored,
        found,
        has_specification,
        Ore(invoice.amount - sum(row.amount for row in bill.rows)),
        tuple(sorted(month for month in named if not invoice.first_month <= month <= invoice.last_month)),
        sum(len(one.theirs) for one in found.control.compared if (who := found.behind(one)) and who.is_protected),
    )


def keep(ctx: Context, looked: Looked) -> Done[int]:
    """Keep a control as it was looked at, in place of an earlier one; gives the invoice's number.

    Raises Refused when it would come to something else by now, or the invoice has been attested meanwhile.
    """
    with ctx.writing() as uow:
        stored = seen_invoice(ctx, uow, looked.invoice.id)
        key = stored.value.key
        require(cannot_change(steps_of(uow, key)))
        now = _looked(ctx, uow, stored, looked.found.bill, has_specification=looked.has_specification)
        if stored != looked.invoice or now.found.control != looked.found.control:
            raise Refused(RefusalCode.CHANGED_MEANWHILE)
        clear_control(uow, key)
        rows = kept_rows(key, now.found.control, now.found.bookings, _why(ctx, now.found))
        payments = payments_of(key, now.found.control, uow.invoice_payments.lines(of_others_than=key))
        uow.invoice_rows.add_many(rows)
        uow.invoice_payments.add_many(payments)
        name = looked.found.bill.name if looked.has_specification else None
        uow.received_invoices.change(stored, replace(stored.value, specification=name))
        _note_outcome(ctx, uow, stored.value, rows, payments)
        return Done(stored.id, uow.commit())


def _why(ctx: Context, found: Controlled) -> Mapping[int, str]:
    """What was found of each row, as it may be told to them."""
    return {one.theirs[0].row: invoice_texts.told(found, one, ctx.name) for one in found.control.compared if one.theirs}


def _note_outcome(
    ctx: Context,
    uow: UnitOfWork,
    invoice: ReceivedInvoice,
    rows: Sequence[InvoiceRow],
    payments: Sequence[InvoicePayment],
) -> None:
    found = totals(invoice.amount, rows, payments)
    kind = InvoiceStepKind.CONTROLLED if found.is_right else InvoiceStepKind.DISPUTED
    take_step(ctx, uow, invoice.key, kind, note=texts.outcome(found), amount=found.agreed)


def decide(ctx: Context, invoice_id: int, head: int, decision: Decision) -> Done[int]:
    """Decide of the rows added up under `head`; gives the invoice's number.

    Raises Refused when nothing of ours is left to pay with them, and once the invoice has been attested.
    """
    with ctx.writing() as uow:
        stored = seen_invoice(ctx, uow, invoice_id)
        key = stored.value.key
        steps = steps_of(uow, key)
        require(cannot_change(steps))
        rows = uow.invoice_rows.of_invoice(key)
        own = [one for one in rows if one.value.head == head]
        if not own:
            raise Refused(RefusalCode.GONE)
        others = [one.value for one in uow.invoice_payments.of_invoice(key) if one.value.head != head]
        billed = Ore(sum(one.value.amount for one in own))
        paid = _decided(ctx, uow, stored.value, own[0].value, billed, decision, others)
        for payment in uow.invoice_payments.of_invoice(key):
            if payment.value.head == head:
                uow.invoice_payments.remove(payment)
        uow.invoice_payments.add_many(paid)
        stance = _stance(decision, billed, paid)
        uow.invoice_rows.change_many([(one, replace(one.value, stance=stance)) for one in own])
        take_step(ctx, uow, key, InvoiceStepKind.DECIDED, note=texts.decided(decision, [one.value.row for one in own]))
        after = [one.value for one in uow.invoice_rows.of_invoice(key)]
        found = totals(stored.value.amount, after, [*others, *paid])
        if found.is_right is not (state_of(steps) is InvoiceState.CONTROLLED):
            _note_outcome(ctx, uow, stored.value, after, [*others, *paid])
        return Done(stored.id, uow.commit())


def _stance(decision: Decision, billed: Ore, paid: Sequence[InvoicePayment]) -> Stance:
    if decision is Decision.NOT_OURS:
        return Stance.NOT_OURS
    is_whole = decision is Decision.PAY_THEIRS or sum(one.amount for one in paid) == billed
    return Stance.AGREED if is_whole else Stance.DIFFERS


def _decided(
    ctx: Context,
    uow: UnitOfWork,
    invoice: ReceivedInvoice,
    head: InvoiceRow,
    billed: Ore,
    decision: Decision,
    others: Sequence[InvoicePayment],
) -> tuple[InvoicePayment, ...]:
    """What a decision has the rows pay of what is left of ours."""
    if decision not in {Decision.PAY_THEIRS, Decision.PAY_OURS}:
        return ()
    ours = _left(ctx, uow, invoice, head, others)
    due = Ore(sum(row.due for row in ours))
    takes_back = billed < 0 and any(row.paid for row in ours) and decision is Decision.PAY_THEIRS
    if not (due or takes_back):
        require("nothing_left" if ours else "nothing_of_ours")
    lines: dict[Place, int] = uow.invoice_payments.lines(of_others_than=invoice.key)
    for one in others:
        place = (one.our_booking, one.service_month)
        lines[place] = max(lines.get(place, 0), one.line)
    return paying(invoice.key, head.head, billed if decision is Decision.PAY_THEIRS else due, ours, lines)


def _left(
    ctx: Context, uow: UnitOfWork, invoice: ReceivedInvoice, head: InvoiceRow, others: Sequence[InvoicePayment]
) -> list[OurRow]:
    """Our rows that a row is about, with all that is paid of them by other rows and other invoices."""
    if head.our_first is None or head.our_last is None:
        return []
    until = max(head.our_last, invoice.last_month)
    found = known(ctx, uow, office_of(uow), invoice.counterpart, until, invoice.key)
    here = [
        OurRow(booking=one.our_booking, month=one.service_month, amount=ZERO, paid=one.amount, paid_with=invoice.number)
        for one in others
    ]
    return added_up(
        row
        for row in (*of_direction(found, RowDirection.BUY), *here)
        if (row.booking == head.our_booking if head.our_booking else not row.is_apart)
        and head.our_first <= row.month <= head.our_last
    )


def attest(ctx: Context, invoice_id: int) -> Done[int]:
    """Attest what is agreed of an invoice. Raises Refused when that is not for now, or not for the user."""
    with ctx.writing() as uow:
        stored = seen_invoice(ctx, uow, invoice_id)
        steps = steps_of(uow, stored.value.key)
        require(cannot_attest(steps, ctx.user.name, four_eyes=four_eyes(uow)))
        take_step(ctx, uow, stored.value.key, InvoiceStepKind.ATTESTED, amount=_agreed(uow, stored.value))
        return Done(stored.id, uow.commit())


def four_eyes(reader: Reader) -> bool:
    """Whether the office has said that nobody attests what she registered herself."""
    return office_of(reader).requires_attest


def pay(ctx: Context, invoice_id: int, on: date) -> Done[int]:
    """Note that what was attested was paid on a day.

    Raises Refused when it was not attested, or the day is to come or before the invoice's own.
    """
    with ctx.writing() as uow:
        stored = seen_invoice(ctx, uow, invoice_id)
        require(cannot_pay(steps_of(uow, stored.value.key)))
        if on > ctx.today:
            raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("on", "in_the_future"))
        dated = stored.value.invoiced_on
        if dated is not None and on < dated:
            raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("on", "before_invoice", {"day": str(dated)}))
        amount = _agreed(uow, stored.value)
        take_step(ctx, uow, stored.value.key, InvoiceStepKind.PAID, on=on, amount=amount)
        return Done(stored.id, uow.commit())


def note_answer(ctx: Context, invoice_id: int, note: str | None = None) -> Done[int]:
    """Note that they were answered another way than by our file. Raises Refused when nothing is disputed."""
    with ctx.writing() as uow:
        stored = seen_invoice(ctx, uow, invoice_id)
        if state_of(steps_of(uow, stored.value.key)) is not InvoiceState.DISPUTED:
            require("not_disputed")
        take_step(ctx, uow, stored.value.key, InvoiceStepKind.ANSWERED, note=note)
        return Done(stored.id, uow.commit())


def void(ctx: Context, invoice_id: int, reason: str | None) -> Done[int]:
    """Void an invoice; what it had taken up is free. Raises Refused without a reason, and once it is paid."""
    with ctx.writing() as uow:
        stored = seen_invoice(ctx, uow, invoice_id)
        require(cannot_void(steps_of(uow, stored.value.key)))
        if not reason:
            raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("reason", "missing"))
        for payment in uow.invoice_payments.of_invoice(stored.value.key):
            uow.invoice_payments.remove(payment)
        uow.received_invoices.change(stored, replace(stored.value, voided_on=ctx.today))
        take_step(ctx, uow, stored.value.key, InvoiceStepKind.VOIDED, note=reason)
        return Done(stored.id, uow.commit())


def _agreed(reader: Reader, invoice: ReceivedInvoice) -> Ore:
    return Ore(sum(one.value.amount for one in reader.invoice_payments.of_invoice(invoice.key)))
