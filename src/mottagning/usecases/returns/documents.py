"""Writing returns as workbooks, and handing them out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date
from pathlib import Path

from mottagning.domain.canonical import from_text
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.ledger import LedgerRow, persons_in
from mottagning.domain.money import Ore, total
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.returns import HandOutWay, ReturnState
from mottagning.domain.services import Service
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files import economy_workbook
from mottagning.files.return_workbook import writing
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.changes import Done
from mottagning.readmodels.returns import (
    AccountLine,
    ClosedReturn,
    Cover,
    ReturnDocument,
    ReturnEvent,
    WrittenReturn,
)
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system.clock import shown, stored
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.changes import changes_of
from mottagning.usecases.returns.forms import rows_of, write_forms
from mottagning.usecases.returns.grounds import grounds_of
from mottagning.usecases.returns.identities import shown_identities
from mottagning.usecases.visible import seen_return

PARTY_CODES: Mapping[CounterpartKind, str] = {
    CounterpartKind.AUTHORITY: "81",
    CounterpartKind.MUNICIPALITY: "82",
    CounterpartKind.FEDERATION: "83",
    CounterpartKind.REGION: "84",
    CounterpartKind.PRIVATE: "87",
}
"""Motpart of Kommun-Bas 13 (training slides 2012-05-29): 81 the state, 82 municipalities, 83 kommunalförbund, 84
regions, 87 private companies."""


def list_returns(ctx: Context, month: Month | None = None) -> list[ClosedReturn]:
    """The ordinary returns of a month, or of all."""
    with ctx.reading() as reader:
        return reader.ledger.returns(month, protected=False)


def write_returns(
    ctx: Context,
    folder: Path,
    month: Month | None = None,
    *,
    only: Collection[str] = (),
    protected: bool = False,
) -> list[WrittenReturn]:
    """Write the returns of a month (or of all, or of the counterparts `only`), and each month's Ekonomiunderlag.

    Beside a return stand the counterpart's own forms of the agreements that have one.

    `protected` writes those of people with protected data instead, which needs the right to them. What is written is
    logged. Raises Refused without the right, Trouble when a file cannot be written; what was written stays.
    """
    if protected and not ctx.sees_protected:
        raise Refused(RefusalCode.NO_RIGHT)
    with ctx.writing() as uow:
        office = office_of(uow)
        every = uow.ledger.returns(month, protected=protected)
        returns = [one for one in every if not only or one.counterpart in only]
        written: list[WrittenReturn] = []
        rows: dict[int, Sequence[LedgerRow]] = {}
        try:
            for one in returns:
                target = (folder / writing.file_name(one, office.municipality)).absolute()
                document = document_in(uow, one)
                rows[one.id] = document.rows
                _write(uow, document, target)
                forms = write_forms(uow, document, folder, office.municipality)
                for form in forms:
                    sent = rows_of(document, form.agreement)
                    ground = grounds_of(uow, sent)
                    note = Disclosure("return_form", persons_in(sent), one.id, one.counterpart, ground=ground)
                    uow.log.disclosed(note, form.file)
                written.append(WrittenReturn(closed=one, file=target, forms=forms))
            for each in sorted({one.month for one in returns}):
                serial = "X" if protected else None
                target = folder / economy_workbook.file_name(each, office.municipality, serial)
                lines = account_lines(ctx, uow, [one for one in every if one.month == each], rows)
                economy_workbook.write(target, each, lines)
        finally:
            uow.commit()  # what was written before a disk failed has been written, and stands in the log
        return written


def _write(uow: UnitOfWork, document: ReturnDocument, target: Path) -> None:
    writing.write(target, document)
    closed = document.closed
    ground = grounds_of(uow, document.rows)
    persons = persons_in(document.rows)
    uow.log.disclosed(Disclosure("return_file", persons, closed.id, closed.counterpart, ground=ground), target)


def hand_out(ctx: Context, return_id: int, way: HandOutWay, recipient: str) -> Done[None]:
    """Note that a return has been handed out. Raises Refused when it has been already, or may not be seen."""
    with ctx.writing() as uow:
        found = seen_return(ctx, uow, return_id)
        if found.state is not ReturnState.CLOSED:
            raise Refused(RefusalCode.ALREADY_HANDED_OUT, number=found.number)
        event = ReturnEvent(
            at=stored(ctx.clock()),
            by=ctx.user.name,
            state=ReturnState.HANDED_OUT,
            way=way.value,
            recipient=recipient,
        )
        uow.ledger.append_event(return_id, event)
        rows = uow.ledger.rows([return_id])
        ground = grounds_of(uow, rows)
        uow.log.disclosed(Disclosure("handed_out", persons_in(rows), return_id, recipient, way, ground))
        return Done(None, uow.commit())


def mark_invoiced(ctx: Context, return_id: int, number: str, day: date) -> Done[None]:
    """Note the invoice that carried a return: ours for what we sell, theirs for what we buy.

    Raises Refused when it has not been handed out, has been invoiced already, or may not be seen.
    """
    with ctx.writing() as uow:
        found = seen_return(ctx, uow, return_id)
        if found.state is ReturnState.CLOSED:
            raise Refused(RefusalCode.NOT_HANDED_OUT, number=found.number)
        if found.state is ReturnState.INVOICED:
            raise Refused(RefusalCode.ALREADY_INVOICED, number=found.number)
        if not number.strip():
            raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("invoice_number", "missing"))
        event = ReturnEvent(
            at=stored(ctx.clock()),
            by=ctx.user.name,
            state=ReturnState.INVOICED,
            invoice_number=number.strip(),
            invoiced_on=day,
        )
        uow.ledger.append_event(return_id, event)
        return Done(None, uow.commit())


def document_of(ctx: Context, return_id: int) -> ReturnDocument:
    """Everything that a return's workbook shows. Raises Refused when it is gone, or protected without the right."""
    with ctx.reading() as reader:
        found = seen_return(ctx, reader, return_id)
        return document_in(reader, found)


def document_in(reader: Reader, one: ClosedReturn) -> ReturnDocument:
    """Everything that a return's workbook shows. Whether the user may see it is for the caller to know."""
    record = next((each for each in reader.ledger.closings(one.month) if each.id == one.closing_id), None)
    rows = tuple(reader.ledger.rows([one.id]))
    return ReturnDocument(
        closed=one,
        closed_at=shown(record.closed_at) if record and record.closed_at else None,
        closed_by=record.closed_by if record else None,
        cover=from_text(Cover, one.cover),
        rows=rows,
        identities={row: who for (_, row), who in shown_identities(reader, [one]).items()},
        changes=changes_of(reader, one, rows),
        neutral_services=_neutral(reader, rows),
        other_direction=_other_direction(reader, one),
    )


def _neutral(reader: Reader, rows: Sequence[LedgerRow]) -> dict[str, str]:
    """The neutral code of each insats that stands in a sensitive row."""
    sensitive = {row.entry.service for row in rows if row.entry.is_sensitive}
    if not sensitive:
        return {}
    codes = {one.value.name: one.value.code for one in reader.services.every()}
    return {name: codes.get(name, "I00") for name in sensitive}


def _other_direction(reader: Reader, one: ClosedReturn) -> tuple[RowDirection, Ore] | None:
    """The same month's return in the other direction with the same counterpart."""
    opposite = {RowDirection.BUY: RowDirection.SELL, RowDirection.SELL: RowDirection.BUY}.get(one.direction)
    if opposite is None or one.is_protected:
        return None
    others = [
        other
        for other in reader.ledger.returns(one.month, protected=False)
        if other.counterpart == one.counterpart and other.direction is opposite
    ]
    return (opposite, others[-1].total) if others else None


def account_lines(
    ctx: Context,
    reader: Reader,
    returns: Sequence[ClosedReturn],
    known: Mapping[int, Sequence[LedgerRow]] | None = None,
) -> list[AccountLine]:
    """The month per return, insats and period; a sensitive booking's insats by its neutral code.

    `known` are rows of returns, by the return's number, that have been read already.
    """
    services = {one.value.name: one.value for one in reader.services.every()}
    parties = {one.value.code: one.value for one in reader.counterparts.every()}
    lines = []
    for one in returns:
        groups: dict[tuple[str, Month, bool], list[LedgerRow]] = defaultdict(list)
        for row in (known or {}).get(one.id) or reader.ledger.rows([one.id]):
            groups[row.entry.service, row.entry.service_month, row.entry.is_sensitive].append(row)
        party = parties.get(one.counterpart, Counterpart(code=one.counterpart))
        for (service, month, is_sensitive), rows in sorted(groups.items()):
            found = services.get(service, Service(name=service, code="I00"))
            lines.append(
                AccountLine(
                    number=one.number,
                    counterpart=one.counterpart,
                    counterpart_name=party.name or ctx.name(one.counterpart),
                    direction=one.direction,
                    service=found.code if is_sensitive else service,
                    service_month=month,
                    bookings=_by_booking(rows),
                    amount=total([row.entry.amount for row in rows]),
                    account=found.account_sell if one.direction is RowDirection.SELL else found.account_buy,
                    cost_centre=found.cost_centre,
                    activity_code=found.activity_code,
                    project=found.project,
                    party_code=PARTY_CODES[party.kind],
                )
            )
    return lines


def _by_booking(rows: Sequence[LedgerRow]) -> tuple[tuple[str, Ore], ...]:
    amounts: dict[str, int] = defaultdict(int)
    for row in rows:
        amounts[row.entry.booking] += row.entry.amount
    return tuple((booking, Ore(amount)) for booking, amount in sorted(amounts.items()))
