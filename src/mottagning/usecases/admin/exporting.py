"""Leaving with everything: the whole register as one workbook, which reads back to an equal register."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from typing import Any

from mottagning.domain.canonical import text_of
from mottagning.domain.closing_scope import EVERYTHING, ClosingKind
from mottagning.domain.identity import IdentityKind, written
from mottagning.domain.ledger import LedgerRow
from mottagning.domain.periods import Month
from mottagning.domain.returns import HandOutWay
from mottagning.domain.rights import Act
from mottagning.files.cells import LONGEST_CELL
from mottagning.files.layouts.register import SHEETS, Sheet
from mottagning.files.layouts.specification import reference_text
from mottagning.files.register_workbook import writing
from mottagning.files.register_workbook.reading import key_of
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.records import values_of
from mottagning.readmodels.returns import ClosedReturn, ClosingRecord, SentIdentity
from mottagning.readmodels.transfer import EventRecord, ReturnRecord, ReturnRowRecord
from mottagning.storage.reader import Reader
from mottagning.texts import explain
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.identities import shown_identities


@dataclass(frozen=True, slots=True)
class ClosedMonths:
    """What has been closed, as the workbook has it."""

    returns: tuple[ReturnRecord, ...]
    rows: tuple[ReturnRowRecord, ...]
    events: tuple[EventRecord, ...]


def export_register(ctx: Context, target: Path) -> None:
    """Write the whole register to `target`; without the right to them, people with protected data are left out.

    Raises Trouble when the file cannot be written, Refused without the right to it. Logged.
    """
    ctx.require(Act.EXPORT_ALL)
    with ctx.writing() as uow:
        records: dict[str, list[Any]] = {sheet.name: _records(uow, sheet) for sheet in SHEETS}
        if not ctx.sees_protected:
            invoices = {one.value.key for one in uow.received_invoices.visible(protected=False)}
            _leave_out_receptions(uow, records)
            _leave_out_protected(records, invoices)
        closed = closed_months(uow, protected=ctx.sees_protected)
        office = office_of(uow)
        writing.write(
            target,
            writing.Contents(office, uow.settings.economy(), records, closed.returns, closed.rows, closed.events),
        )
        uow.log.disclosed(Disclosure("register_export", len(records["persons"])), target)
        uow.commit()


def _records(reader: Reader, sheet: Sheet) -> list[Any]:
    """The records of a sheet in the order of their keys, whatever order they came in."""
    found = [one.value for one in reader.by_sheet[sheet.name].every()]
    return sorted(found, key=lambda record: [str(part or "") for part in key_of(sheet, values_of(record))])


def _leave_out_receptions(reader: Reader, records: dict[str, list[Any]]) -> None:
    """The assignments that are hidden with somebody of them, what is part of them, and their flats."""
    assignments = {one.value.key for one in reader.assignments.visible(protected=False)}
    flats = {one.value.key for one in reader.flats.visible(protected=False)}
    records["assignments"] = [one for one in records["assignments"] if one.key in assignments]
    records["flats"] = [one for one in records["flats"] if one.key in flats]
    for name in ("expected_persons", "preparations", "flat_reservations"):
        records[name] = [one for one in records[name] if one.assignment in assignments]


def _leave_out_protected(records: dict[str, list[Any]], invoices: set[str]) -> None:
    """Everything that is about them or names them; a household of theirs alone goes too, and all but `invoices`."""
    hidden = {person.case_number for person in records["persons"] if person.is_protected}
    bookings = {booking.key for booking in records["bookings"] if booking.case_number in hidden}
    requests = {request.key for request in records["requests"] if request.case_number in hidden}
    plans = {plan.key for plan in records["plans"] if plan.case_number in hidden}
    for name, found in records.items():
        records[name] = [
            _without(hidden, one)
            for one in found
            if hidden.isdisjoint({getattr(one, "case_number", None), getattr(one, "other_case", None)})
            and getattr(one, "booking", None) not in bookings
            and getattr(one, "request", None) not in requests
            and getattr(one, "plan", None) not in plans
        ]
    records["received_invoices"] = [one for one in records["received_invoices"] if one.key in invoices]
    for name in ("invoice_steps", "invoice_rows", "invoice_payments"):
        records[name] = [one for one in records[name] if one.invoice in invoices]
    known = {one.household for name in ("memberships", "assignments") for one in records[name]}
    records["households"] = [one for one in records["households"] if one.key in known]
    for name in ("checklist_marks", "waits"):
        records[name] = [one for one in records[name] if one.household is None or one.household in known]


def _without(hidden: set[str], record: Any) -> Any:  # noqa: ANN401 - a record of any kind
    """The record without the name of somebody who is hidden."""
    for name in ("anchor_person", "representative_case"):
        if getattr(record, name, None) in hidden:
            record = replace(record, **{name: None})
    return record


def closed_months(reader: Reader, *, protected: bool = True) -> ClosedMonths:
    """Every closed month with its returns, rows and what happened to them."""
    returns = reader.ledger.returns(protected=None if protected else False, replaced=True)
    closings = reader.ledger.closings()
    if not protected:
        closings = _acts_seen(closings, returns)
    ids = [one.id for one in returns]
    identities = reader.ledger.identities(ids) if protected else shown_identities(reader, returns)
    return ClosedMonths(
        tuple(_returns(closings, returns)),
        tuple(_row(row, identities.get((row.number, row.row))) for row in reader.ledger.ledger_rows(ids)),
        tuple(event for one in returns for event in _events(one)),
    )


def _acts_seen(closings: Iterable[ClosingRecord], returns: Iterable[ClosedReturn]) -> list[ClosingRecord]:
    """The acts that closed something of `returns` or a whole month, as if there had been no others.

    That a counterpart was closed by itself, or a return mended, is nothing to be told where that was about protected
    people alone.
    """
    made: dict[int, set[str]] = defaultdict(set)
    for one in returns:
        made[one.closing_id].add(one.counterpart)
    found: dict[Month, list[ClosingRecord]] = defaultdict(list)
    for closing in closings:
        is_whole = closing.scope.kind is ClosingKind.WHOLE
        acts = found[closing.month]
        if closing.id in made or is_whole:
            seen = {code for act in acts for code in act.scope.counterparts} if is_whole else made[closing.id]
            codes = tuple(code for code in closing.scope.counterparts if code in seen)
            acts.append(replace(closing, part=len(acts) + 1, scope=replace(closing.scope, counterparts=codes)))
    return [act for acts in found.values() for act in acts]


def _returns(closings: Iterable[ClosingRecord], returns: list[ClosedReturn]) -> Iterable[ReturnRecord]:
    for closing in closings:
        own = [one for one in returns if one.closing_id == closing.id]
        alone = closing.part == 1 and closing.scope == EVERYTHING
        part = None if alone else closing.part
        kind = None if alone else closing.scope.kind
        scope = "; ".join(closing.scope.counterparts) or None
        closed_at = closing.closed_at.isoformat() if closing.closed_at else None
        if not own:
            yield ReturnRecord(
                number=str(closing.month),
                month=closing.month,
                closed_at=closed_at,
                closed_by=closing.closed_by,
                part=part,
                kind=kind,
                scope=scope,
            )
        for one in own:
            yield ReturnRecord(
                number=one.number,
                month=one.month,
                counterpart=one.counterpart,
                direction=one.direction,
                closed_at=closed_at,
                fingerprint=one.fingerprint,
                closed_by=closing.closed_by,
                is_protected=one.is_protected,
                cover=one.cover if len(one.cover) <= LONGEST_CELL else None,
                part=part,
                kind=kind,
                scope=scope,
            )


def _row(row: LedgerRow, who: SentIdentity | None) -> ReturnRowRecord:
    entry = row.entry
    kind = IdentityKind(who.kind) if who and who.kind else None
    return ReturnRowRecord(
        number=row.number,
        row=row.row,
        booking=entry.booking,
        service=entry.service,
        service_month=entry.service_month,
        days=entry.days,
        method=entry.method,
        unit=entry.unit,
        amount=Fraction(entry.amount, 100),
        kind=entry.kind,
        agreement=entry.agreement,
        case_number=who.case_number if who else None,
        identity=written(kind, who.number) if who and who.number and kind else None,
        identity_kind=kind,
        previous_identity=who.previous_number if who else None,
        name=who.name if who else None,
        variant=entry.variant,
        provider=entry.provider,
        provider_municipality=entry.provider_municipality,
        payer=entry.payer,
        quantity=_shown(entry.quantity),
        of=entry.of,
        unit_price=_shown(entry.price.kronor) if entry.price else None,
        administration_fee=entry.fees.administration,
        corrects=reference_text(entry.corrects.number, entry.corrects.row) if entry.corrects else None,
        corrects_invoice=entry.corrects_invoice,
        reason=entry.reason,
        ground=entry.ground,
        decision=entry.decision,
        counterpart_reference=entry.counterpart_reference,
        price_source=entry.price.source if entry.price and entry.price.source else None,
        is_preliminary=bool(entry.price and entry.price.is_preliminary),
        explanation=explain.amount(entry),
        settlement_month=entry.settlement_month,
        exact_quantity=str(entry.quantity),
        price=text_of(entry.price) if entry.price else None,
        vat_compensation=entry.fees.vat,
        rounding=entry.rounding,
        component=entry.component,
        is_sensitive=entry.is_sensitive,
        steps=text_of(entry.steps),
    )


def _shown(value: Fraction) -> Fraction:
    """A figure as its cell shows it, with at most four decimals."""
    return Fraction(round(value * 10_000), 10_000)


def _events(one: ClosedReturn) -> Iterable[EventRecord]:
    for event in one.events:
        yield EventRecord(
            number=one.number,
            at=event.at.isoformat(),
            by=event.by,
            state=event.state,
            way=HandOutWay(event.way) if event.way else None,
            recipient=event.recipient,
            invoice_number=event.invoice_number,
            invoiced_on=event.invoiced_on,
        )
