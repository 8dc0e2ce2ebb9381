"""Writing what we sell as e-invoices.

What the law and the counterpart need is looked for first: with anything missing nothing is written. A counterpart
without a Peppol-id takes no e-invoices and is told of. A return of people with protected data never becomes one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mottagning.domain.agreements import PaymentMethod
from mottagning.domain.economy import EconomySettings, invoice_gaps
from mottagning.domain.identity import IdentityKind, IdentityProblem, canonical
from mottagning.domain.invoices import (
    Invoice,
    InvoiceHead,
    InvoiceParty,
    Payment,
    Target,
    invoice_number,
    invoices,
)
from mottagning.domain.ledger import LedgerRow, persons_in
from mottagning.domain.payment_numbers import bankgiro, organisation_number, peppol_id, plusgiro, vat_number
from mottagning.domain.periods import Month
from mottagning.domain.postal import postal_address
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files import peppol
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.returns import Addressee, ClosedReturn, ReturnDocument, WrittenInvoice, WrittenInvoices
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts import economy_files as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.covers import other_party, own_party
from mottagning.usecases.returns.documents import document_in
from mottagning.usecases.returns.economy.lacking import once
from mottagning.usecases.visible import seen_return


@dataclass(frozen=True, slots=True)
class _Ready:
    """A return with the invoices that it becomes."""

    closed: ClosedReturn
    persons: int
    invoices: tuple[Invoice, ...]


def write_invoices(ctx: Context, folder: Path, month: Month | None = None) -> WrittenInvoices:
    """Write the e-invoices of what was sold in a month, or in all, into `folder`. Logged.

    A return whose agreements are not paid by invoice has none. Raises Refused with all that is missing, and when
    e-invoices are off; Trouble when a file cannot be written: what was written stays.
    """
    with ctx.writing() as uow:
        sold = [one for one in uow.ledger.returns(month, protected=False) if one.direction is RowDirection.SELL]
        takes = {code for code in {one.counterpart for one in sold} if _peppol_text(uow, code)}
        wanted = [one for one in sold if one.counterpart in takes and not _paid_otherwise(uow, _rows(uow, one))]
        without = sorted({other_party(ctx, uow, one.counterpart).name for one in sold if one.counterpart not in takes})
        return WrittenInvoices(tuple(_write(ctx, uow, folder, wanted)), tuple(without))


def write_invoice(ctx: Context, folder: Path, return_id: int) -> list[WrittenInvoice]:
    """Write the e-invoices of one return, one for each reference, into `folder`. Logged.

    Raises Refused for a return that is protected or of something else than a sale, with all that is missing, and when
    e-invoices are off; Trouble when a file cannot be written.
    """
    with ctx.writing() as uow:
        found = seen_return(ctx, uow, return_id)
        if found.is_protected:
            raise Refused(RefusalCode.NOT_INVOICED, reason="protected")
        if found.direction is not RowDirection.SELL:
            raise Refused(RefusalCode.NOT_INVOICED, reason=found.direction.value)
        return _write(ctx, uow, folder, [found])


def _write(ctx: Context, uow: UnitOfWork, folder: Path, returns: Sequence[ClosedReturn]) -> list[WrittenInvoice]:
    ready = _ready(ctx, uow, returns)
    written: list[WrittenInvoice] = []
    try:
        for one in ready:
            files = []
            for invoice in one.invoices:
                target = folder / texts.invoice_name(invoice.number, is_credit=invoice.is_credit)
                peppol.write(target, invoice)
                files.append(target)
                written.append(WrittenInvoice(one.closed, invoice.number, invoice.total, target.absolute()))
            note = Disclosure("invoice_file", one.persons, one.closed.id, one.closed.counterpart)
            uow.log.disclosed(note, *files)
    finally:
        uow.commit()  # what was written before a disk failed has been written, and stands in the log
    return written


def _ready(ctx: Context, reader: Reader, returns: Sequence[ClosedReturn]) -> list[_Ready]:
    """Every return as its invoices. Raises Refused with all that is missing for any of them."""
    settings = reader.settings.economy()
    if not settings.writes_invoices:
        raise Refused(RefusalCode.FILES_OFF)
    documents = {one.id: document_in(reader, one) for one in returns}
    lacks = [*_own_lacks(ctx, reader, settings)]
    for one in returns:
        lacks += _lacks(ctx, reader, one, documents[one.id])
    if lacks:
        raise Refused(RefusalCode.FILES_LACK, *once(lacks))
    return [_composed(ctx, reader, settings, one, documents[one.id]) for one in returns]


def _own_lacks(ctx: Context, reader: Reader, settings: EconomySettings) -> Iterator[FieldProblem]:
    """What our own settings lack; they may have come in from a workbook that nobody checked."""
    names = {"postal_address": "own_address", "payment_days": "payment", "bankgiro": "payment"}
    for gap in invoice_gaps(settings):
        yield FieldProblem(names.get(gap, f"own_{gap}"), "lacks")
    if settings.peppol_id and peppol_id(settings.peppol_id) is None:
        yield FieldProblem("own_peppol_id", "lacks")
    if not any((bankgiro(settings.bankgiro), plusgiro(settings.plusgiro))):
        yield FieldProblem("payment", "lacks")
    if settings.is_vat_exempt and vat_number(settings.vat_number) is None:
        yield FieldProblem("own_vat_number", "lacks")
    if organisation_number(own_party(ctx, office_of(reader)).organisation_number) is None:
        yield FieldProblem("own_organisation_number", "lacks")


def _lacks(ctx: Context, reader: Reader, one: ClosedReturn, document: ReturnDocument) -> Iterator[FieldProblem]:
    who = other_party(ctx, reader, one.counterpart).name
    if peppol_id(_peppol_text(reader, one.counterpart)) is None:
        yield FieldProblem("counterpart_peppol_id", "lacks", {"who": who})
    for agreement in sorted(_paid_otherwise(reader, document.rows)):
        yield FieldProblem("paid_otherwise", "lacks", {"agreement": agreement})
    for target in _targets(reader, one, document):
        bookings = ", ".join(sorted({row.entry.booking for row in target.rows}))
        if not target.reference:
            yield FieldProblem("reference", "lacks", {"who": who, "bookings": bookings})
        elif _is_somebody(target.reference, ctx.today):
            yield FieldProblem("personal_reference", "lacks", {"bookings": bookings})


def _peppol_text(reader: Reader, counterpart: str) -> str | None:
    found = reader.counterparts.find(counterpart)
    return found.value.peppol_id if found else None


def _rows(reader: Reader, one: ClosedReturn) -> Sequence[LedgerRow]:
    return document_in(reader, one).rows


def _paid_otherwise(reader: Reader, rows: Sequence[LedgerRow]) -> set[str]:
    """The agreements among those of `rows` for which nobody sends an invoice."""
    found = {key: reader.agreements.find(key) for key in {row.entry.agreement for row in rows}}
    return {key for key, kept in found.items() if kept and kept.value.payment is not PaymentMethod.INVOICE}


def _is_somebody(reference: str, today: date) -> bool:
    """Whether a reference is a person's number, which no invoice may carry."""
    for kind in (IdentityKind.PERSONAL, IdentityKind.COORDINATION):
        try:
            canonical(kind, reference, today)
        except IdentityProblem:
            continue
        return True
    return False


def _composed(
    ctx: Context, reader: Reader, settings: EconomySettings, one: ClosedReturn, document: ReturnDocument
) -> _Ready:
    invoiced_on = next((event.invoiced_on for event in reversed(one.events) if event.invoiced_on), None)
    head = InvoiceHead(
        return_number=one.number,
        issued=invoiced_on or ctx.today,
        seller=_seller(ctx, reader, settings),
        buyer=_buyer(ctx, reader, one.counterpart),
        payment=Payment(
            days=settings.payment_days or 0,
            bankgiro=bankgiro(settings.bankgiro),
            plusgiro=plusgiro(settings.plusgiro),
        ),
        is_vat_exempt=settings.is_vat_exempt,
    )
    number = invoice_number(one.number, one.invoice_number)
    named = replace(document, rows=_naming_invoices(reader, document.rows))
    made = invoices(number, head, _targets(reader, one, named), document.neutral_services)
    return _Ready(one, persons_in(document.rows), made)


def _naming_invoices(reader: Reader, rows: Sequence[LedgerRow]) -> tuple[LedgerRow, ...]:
    """The rows with the invoice that carried what they correct, as far as it is known by now."""
    known = {one.number: one.invoice_number for one in reader.ledger.returns(protected=False)}
    return tuple(
        replace(row, entry=replace(row.entry, corrects_invoice=known.get(row.entry.corrects.number)))
        if row.entry.corrects and not row.entry.corrects_invoice
        else row
        for row in rows
    )


def _targets(reader: Reader, one: ClosedReturn, document: ReturnDocument) -> list[Target]:
    """Every row once, by where the front sheet says that it goes; by the counterpart's reference where it says none."""
    kept = reader.counterparts.find(one.counterpart)
    fallback = (kept.value.reference if kept else None) or ""
    groups: dict[tuple[str, str | None], list[LedgerRow]] = defaultdict(list)
    for row in document.rows:
        to = _addressee(row, document.cover.addressees)
        groups[(to.reference if to else None) or fallback, to.address if to else None].append(row)
    return [Target(reference, postal_address(address), tuple(rows)) for (reference, address), rows in groups.items()]


def _addressee(row: LedgerRow, addressees: Sequence[Addressee]) -> Addressee | None:
    """The one that names the row's booking, else the one for all; a return that came from a workbook may have none."""
    named = (one for one in addressees if row.entry.booking in one.bookings)
    return next(named, next((one for one in addressees if not one.bookings), None))


def _seller(ctx: Context, reader: Reader, settings: EconomySettings) -> InvoiceParty:
    office = office_of(reader)
    party = own_party(ctx, office)
    endpoint = peppol_id(settings.peppol_id)
    assert endpoint is not None  # noqa: S101 - looked for before
    return InvoiceParty(
        name=settings.seller_name or party.name,
        endpoint=endpoint,
        organisation_number=organisation_number(party.organisation_number),
        address=postal_address(settings.postal_address),
        vat_number=vat_number(settings.vat_number) if settings.is_vat_exempt else None,
        desk=party.board,
        phone=office.phone,
        email=office.email,
    )


def _buyer(ctx: Context, reader: Reader, code: str) -> InvoiceParty:
    party = other_party(ctx, reader, code)
    endpoint = peppol_id(_peppol_text(reader, code))
    assert endpoint is not None  # noqa: S101 - looked for before
    return InvoiceParty(
        name=party.name,
        endpoint=endpoint,
        organisation_number=organisation_number(party.organisation_number),
        address=postal_address(party.address),
    )
