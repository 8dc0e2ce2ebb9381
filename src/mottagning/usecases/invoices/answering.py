"""What do we answer the sender of an invoice? The rows that we agree to and those we do not, as workbook and letter.

A row of ours leaves on a ground for that recipient, as in every file; one that leads to nothing of ours says nothing of
anybody, and has their own number only. Rows of people with protected data are in no answer and no count.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from mottagning.domain.bookings import Booking
from mottagning.domain.consents import Consent
from mottagning.domain.disclosure import DisclosureGround, ground_of, paragraph_of
from mottagning.domain.invoice_rows import InvoiceRow
from mottagning.domain.money import Ore, total
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.received_invoices import InvoiceState, InvoiceStepKind, state_of
from mottagning.domain.returns import HandOutWay
from mottagning.files import invoice_answer_workbook
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done
from mottagning.readmodels.printouts import Block, Facts, Grid, Heading, Paragraph, Printout
from mottagning.readmodels.received_invoices import AnsweredRow, InvoiceAnswer
from mottagning.storage.reader import Reader
from mottagning.texts import formats, words
from mottagning.texts import received_invoices as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.invoices.received import people_behind, require, seen_invoice, steps_of, take_step
from mottagning.usecases.monthly_lists.listing import contact_of, name_of
from mottagning.usecases.printing import Printer, print_to

LOGGED_AS = "invoice_answer"


def draft_answer(ctx: Context, invoice_id: int) -> InvoiceAnswer:
    """What an answer would say, and what would be left out. Writes nothing. Raises Refused before the control."""
    with ctx.reading() as reader:
        return _drafted(ctx, reader, invoice_id)


def _drafted(ctx: Context, reader: Reader, invoice_id: int) -> InvoiceAnswer:
    stored = seen_invoice(ctx, reader, invoice_id)
    if state_of(steps_of(reader, stored.value.key)) is InvoiceState.REGISTERED:
        require("not_controlled")
    office = office_of(reader)
    recipient = name_of(ctx, reader, stored.value.counterpart)
    kept = [one.value for one in reader.invoice_rows.of_invoice(stored.value.key)]
    behind = people_behind(reader, {row.our_booking for row in kept if row.our_booking})
    protected = {key for key, who in behind.items() if who.is_protected}
    payments = [one.value for one in reader.invoice_payments.of_invoice(stored.value.key)]
    hidden = {one.head for one in payments if one.our_booking in protected}
    hidden |= {row.head for row in kept if row.our_booking in protected}
    shown = [row for row in kept if row.head not in hidden]
    grounds = _grounds(ctx, reader, shown, {stored.value.counterpart, recipient})
    grouped: dict[int, list[InvoiceRow]] = defaultdict(list)
    for row in shown:
        grouped[row.head].append(row)
    held = {key for key, ground in grounds.items() if ground is None}
    paid = {head: total([one.amount for one in payments if one.head == head]) for head in grouped}
    return InvoiceAnswer(
        invoice=stored,
        sender=ctx.name(office.municipality),
        recipient=recipient,
        contact=contact_of(office),
        rows=tuple(
            _answered(rows, paid[head], grounds.get(rows[0].our_booking or ""), _person(behind, rows[0]))
            for head, rows in sorted(grouped.items())
            if rows[0].our_booking not in held
        ),
        ungrounded=tuple(sorted(held)),
        protected=len(kept) - len(shown) if ctx.sees_protected else 0,
    )


def _person(behind: Mapping[str, object], row: InvoiceRow) -> int | None:
    who = behind.get(row.our_booking or "")
    return getattr(who, "id", None)


def _grounds(
    ctx: Context, reader: Reader, rows: Sequence[InvoiceRow], names: set[str]
) -> Mapping[str, DisclosureGround | None]:
    """On what the rows of each booking may leave, None where on nothing; a course is about nobody."""
    keys = sorted({row.our_booking for row in rows if row.our_booking})
    bookings: list[Booking] = [one.value for one in reader.bookings.naming("key", keys)]
    services = {one.value.name: one.value for one in reader.services.every()}
    consents: dict[str, list[Consent]] = defaultdict(list)
    for one in reader.consents.naming("case_number", sorted({one.case_number for one in bookings})):
        consents[one.value.case_number].append(one.value)
    found: dict[str, DisclosureGround | None] = {}
    for booking in bookings:
        service = services[booking.service]
        of_service = service.disclosure_ground if service.grounds_hold(booking.days.start) else None
        paragraph = paragraph_of(of_service, booking.ground)
        found[booking.key] = ground_of(paragraph, booking.consent_on, consents[booking.case_number], names, ctx.today)
    return found


def _answered(
    rows: Sequence[InvoiceRow], paid: Ore, ground: DisclosureGround | None, person: int | None
) -> AnsweredRow:
    head = rows[0]
    named = [month for row in rows for month in (row.first_month, row.last_month) if month is not None]
    return AnsweredRow(
        rows=tuple(row.row for row in rows),
        reference=None if head.our_booking else head.reference,
        booking=head.our_booking,
        months=(min(named), max(named)) if named else (),
        billed=total([row.amount for row in rows]),
        agreed=paid,
        stance=head.stance,
        verdict=head.verdict,
        why=head.why,
        ground=ground,
        person=person,
    )


def write_answer(
    ctx: Context, draft: InvoiceAnswer, way: HandOutWay, folder: Path, printer: Printer
) -> Done[tuple[Path, Path]]:
    """Write the answer as it was looked at to `folder`: a workbook and a letter. Noted for each person with the ground.

    Raises Refused when it would say something else by now or has no row, Trouble when a file cannot be written: then
    neither stands.
    """
    with ctx.writing() as uow:
        if _drafted(ctx, uow, draft.invoice.id) != draft:
            raise Refused(RefusalCode.CHANGED_MEANWHILE)
        if not draft.rows:
            raise Refused(RefusalCode.NO_GROUND)
        invoice = draft.invoice.value
        letter, book = ((folder / texts.file_name(invoice, ending)).absolute() for ending in ("pdf", "xlsx"))
        print_to(printer, letter_of(ctx, draft), letter)
        try:
            invoice_answer_workbook.write(book, draft, ctx.today)
        except BaseException:
            with suppress(OSError):
                letter.unlink()
            raise
        for person, ground in _by_person(draft.rows).items():
            note = Disclosure(LOGGED_AS, 1, recipient=invoice.counterpart, way=way, ground=ground, person=person)
            uow.log.disclosed(note, letter, book)
        uow.log.read(ReadNote(ReadKind.EXPORT, detail=f"{LOGGED_AS}: {invoice.key}", count=len(draft.rows)))
        if state_of(steps_of(uow, invoice.key)) is InvoiceState.DISPUTED:
            take_step(ctx, uow, invoice.key, InvoiceStepKind.ANSWERED, note=words.word(way))
        return Done((letter, book), uow.commit())


def _by_person(rows: Sequence[AnsweredRow]) -> dict[int, str]:
    """The grounds of each person, in words."""
    found: dict[int, dict[str, None]] = defaultdict(dict)
    for row in rows:
        ground = texts.ground(row.ground)
        if row.person is not None and ground is not None:
            found[row.person][ground] = None
    return {person: "; ".join(grounds) for person, grounds in found.items()}


def letter_of(ctx: Context, answer: InvoiceAnswer) -> Printout:
    """The answer as blocks for paper."""
    agreed, disputed = answer.agreed, answer.disputed
    title = f"{texts.ANSWER_TITLE} {answer.invoice.value.number}"
    blocks: list[Block] = [
        Heading(title, 1),
        Facts(texts.about_answer(answer, ctx.today)),
        Paragraph(texts.GREETING),
        Heading(texts.AGREED_TITLE),
        *_part(agreed, total([row.agreed for row in agreed]), texts.NONE_AGREED),
        Heading(texts.DISPUTED_TITLE),
        *_part(disputed, total([row.disputed for row in disputed]), texts.NONE_DISPUTED),
        *(Paragraph(f"{row.why} {texts.ask(row)}") for row in disputed),
        Paragraph(texts.NO_NAMES),
    ]
    if answer.contact:
        blocks += [Heading(texts.CONTACT_TITLE, 3), *(Paragraph(said) for said in answer.contact)]
    return Printout(title, f"{title} · {formats.day(ctx.today)}", tuple(blocks))


def _part(rows: Sequence[AnsweredRow], amount: Ore, none: str) -> list[Block]:
    return [Paragraph(texts.counted(rows, amount)), _grid(rows)] if rows else [Paragraph(none)]


def _grid(rows: Sequence[AnsweredRow]) -> Grid:
    number, reference, booking, months, billed, agreed, disputed, *_ = texts.ANSWER_COLUMNS
    return Grid(
        (number, reference, booking, months, billed, agreed, disputed),
        tuple(
            (
                texts.row_numbers(row.rows),
                row.reference or "",
                row.booking or "",
                texts.months(row.months),
                *(formats.kr(amount, unit=False) for amount in (row.billed, row.agreed, row.disputed)),
            )
            for row in rows
        ),
        frozenset({4, 5, 6}),
    )
