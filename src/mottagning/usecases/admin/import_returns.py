"""Taking over closed months from a workbook, into a register that has closed nothing.

Rows come back to the öre from the columns after Specifikation's; where another program left those out, from what
Specifikation shows. A fingerprint that is given must be that of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from mottagning.domain.agreements import Unit
from mottagning.domain.canonical import from_text, text_of
from mottagning.domain.closing_scope import ClosingKind, Scope
from mottagning.domain.identity import IdentityKind
from mottagning.domain.ledger import Entry, LedgerRow, RowReference
from mottagning.domain.money import SCALE, Ore, Scaled
from mottagning.domain.people import NOBODY
from mottagning.domain.periods import OPEN, DateRange, Month, months_between
from mottagning.domain.returns import FIRST_VERSION, Return, number_of
from mottagning.domain.settlement.claims import Fees, Step
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files.register_workbook.reading import Parsed, ParsedRow, ParsedSheet
from mottagning.readmodels.records import record_of
from mottagning.readmodels.returns import ClosingNotes, ClosingRecord, Cover, Party, ReturnEvent, SentIdentity
from mottagning.readmodels.transfer import EventRecord, Rejected, ReturnRecord, ReturnRowRecord
from mottagning.storage.stores.ledger import ClosingFacts
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts import transfer
from mottagning.usecases.admin.exporting import ClosedMonths, closed_months
from mottagning.usecases.context import Context

SHEETS = ("returns", "return_rows", "return_events")
_STEPS = tuple[Step, ...]


def import_returns(
    ctx: Context, uow: UnitOfWork, parsed: Parsed, created: dict[str, int], unchanged: dict[str, int]
) -> frozenset[str]:
    """Take the sheets Underlag, Underlagsrader and Underlagshändelser; what cannot be taken is told of its row.

    Closed months hang together. Gives the titles of the sheets when there was something in them and none was taken.
    """
    sheets = [parsed.sheets[name] for name in SHEETS if name in parsed.sheets]
    if not any(sheet.rows for sheet in sheets):
        return frozenset()
    if not uow.ledger.is_empty():
        _compare(uow, sheets, unchanged)
        return frozenset()
    if not any(refused.name in SHEETS for refused in parsed.refused) and not _has_problems(sheets):
        _Taking(ctx, uow, parsed, created).everything()
        if not _has_problems(sheets):
            return frozenset()
    return frozenset(sheet.title for sheet in sheets)


def _has_problems(sheets: Iterable[ParsedSheet]) -> bool:
    return any(row.problems for sheet in sheets for row in sheet.rows)


def _compare(uow: UnitOfWork, sheets: Iterable[ParsedSheet], unchanged: dict[str, int]) -> None:
    """In a register with closed months identical rows are unchanged, and others refused.

    A row may also be as those who may not see protected people export it.
    """
    stored = [closed_months(uow, protected=protected) for protected in (True, False)]
    for sheet in sheets:
        same = {record for closed in stored for record in _known(closed, sheet)}
        for row in sheet.rows:
            if row.problems:
                continue
            record = record_of(sheet.sheet.record, row.values)
            if record in same:
                unchanged[sheet.sheet.name] = unchanged.get(sheet.sheet.name, 0) + 1
            else:
                number = str(row.values.get("number"))
                row.problems.append(Rejected(sheet.title, row.cell("number"), number, transfer.closed_already()))


def _known(closed: ClosedMonths, sheet: ParsedSheet) -> Iterable[object]:
    known = {"returns": closed.returns, "return_rows": closed.rows, "return_events": closed.events}
    return known[sheet.sheet.name]


class _Taking:
    """The closed months of a workbook on their way into an empty ledger."""

    def __init__(self, ctx: Context, uow: UnitOfWork, parsed: Parsed, created: dict[str, int]) -> None:
        self.ctx, self.uow, self.created = ctx, uow, created
        self.has_problems = False
        self.returns = self._records(parsed, "returns")
        self.rows = self._records(parsed, "return_rows")
        self.events = self._records(parsed, "return_events")
        self.people = {one.value.case_number: one.id for one in uow.people.every()}
        self.people |= {former: self.people[now] for former, now in uow.former_cases.current().items()}
        self.people |= {one.value.neutral_number: one.id for one in uow.people.every() if one.value.neutral_number}

    def everything(self) -> None:
        """Every month in order; nothing is written once something does not fit."""
        by_number: dict[str, list[tuple[ParsedSheet, ParsedRow, ReturnRowRecord]]] = defaultdict(list)
        for sheet, row, record in self.rows:
            by_number[record.number].append((sheet, row, record))
        self._require_known(by_number)
        months: dict[Month, list[tuple[ParsedSheet, ParsedRow, ReturnRecord]]] = defaultdict(list)
        for item in self.returns:
            months[item[2].month].append(item)
        self._require_unbroken(months)
        built = {
            record.number: self._return(sheet, row, record, by_number.get(record.number, []))
            for sheet, row, record in self.returns
            if record.counterpart and record.direction
        }
        self._require_acts(months)
        self._require_events(built)
        if self.has_problems:
            return
        for month in sorted(months):
            acts: dict[int, list[ReturnRecord]] = defaultdict(list)
            for _, _, record in months[month]:
                acts[record.part or 1].append(record)
            for part in sorted(acts):
                self._close(month, part, acts[part], built)
        self._events()
        self.created["returns"] = self.created.get("returns", 0) + len(self.returns)
        self.created["return_rows"] = self.created.get("return_rows", 0) + len(self.rows)

    def _records(self, parsed: Parsed, name: str) -> list[tuple[ParsedSheet, ParsedRow, Any]]:
        sheet = parsed.sheets.get(name)
        if sheet is None:
            return []
        return [(sheet, row, record_of(sheet.sheet.record, row.values)) for row in sheet.rows if not row.problems]

    def _reject(self, sheet: ParsedSheet, row: ParsedRow, name: str, message: str) -> None:
        value = row.values.get(name)
        row.problems.append(Rejected(sheet.title, row.cell(name), None if value is None else str(value), message))
        self.has_problems = True

    def _require_known(self, by_number: Mapping[str, list[tuple[ParsedSheet, ParsedRow, ReturnRowRecord]]]) -> None:
        known = {record.number for _, _, record in self.returns}
        for number, rows in by_number.items():
            if number not in known:
                self._reject(rows[0][0], rows[0][1], "number", transfer.row_of_unknown_return(number))

    def _require_acts(self, months: Mapping[Month, Iterable[tuple[ParsedSheet, ParsedRow, ReturnRecord]]]) -> None:
        """A month is closed whole by one act at most, and what a new version replaces was closed before it."""
        numbers = {record.number: record for _, _, record in self.returns}
        for records in months.values():
            whole: set[int] = set()
            for sheet, row, record in records:
                if record.kind is ClosingKind.VERSION:
                    former = numbers.get(_former_number(record)) if record.counterpart and record.direction else None
                    if former is None or (former.part or 1) >= (record.part or 1):
                        self._reject(sheet, row, "kind", transfer.version_of_nothing(record.number))
                elif record.kind is not ClosingKind.PART:
                    whole.add(record.part or 1)
                    if len(whole) > 1:
                        self._reject(sheet, row, "part", transfer.closed_twice(str(record.month)))
                        break

    def _require_events(self, built: Collection[str]) -> None:
        replaced = {_former_number(one) for _, _, one in self.returns}
        for sheet, row, event in self.events:
            if event.number not in built or _moment(event.at) is None:
                self._reject(sheet, row, "number", transfer.row_of_unknown_return(event.number))
            elif event.number in replaced:
                self._reject(sheet, row, "number", transfer.replaced_return(event.number))

    def _require_unbroken(self, months: Mapping[Month, object]) -> None:
        """Closed months follow one another from the register's first."""
        office = self.uow.settings.office()
        if not months or office is None:
            return
        for month in months_between(min(office.first_month, *months), max(months)):
            if month not in months:
                sheet, row, _ = self.returns[0]
                self._reject(sheet, row, "month", transfer.months_with_gaps(str(month)))
                return

    def _return(
        self,
        sheet: ParsedSheet,
        row: ParsedRow,
        record: ReturnRecord,
        rows: list[tuple[ParsedSheet, ParsedRow, ReturnRowRecord]],
    ) -> tuple[Return, dict[int, SentIdentity]]:
        assert record.counterpart is not None and record.direction is not None  # noqa: S101, PT018 - the caller looks
        version = record.number.rsplit(" ", 1)[-1]
        party = record.number.split(" ")[1] if record.is_protected and " " in record.number else record.counterpart
        if not version.isdecimal() or record.number != number_of(record.month, party, record.direction, int(version)):
            self._reject(sheet, row, "number", transfer.wrong_number(record.number))
            version = "1"
        ordered = sorted((one for _, _, one in rows), key=lambda one: one.row)
        built = Return(
            record.number,
            record.month,
            record.counterpart,
            record.direction,
            int(version),
            record.is_protected,
            tuple(self._rows(record, sorted(rows, key=lambda item: item[2].row))),
        )
        complete = [one.row for one in built.rows] == list(range(1, len(ordered) + 1))
        if not complete or (record.fingerprint and record.fingerprint != built.fingerprint):
            self._reject(sheet, row, "fingerprint", transfer.wrong_fingerprint())
        if record.cover and not _is_cover(record.cover):
            self._reject(sheet, row, "cover", transfer.unreadable_cover())
        return built, {one.row: self._identity(one) for one in ordered}

    def _rows(
        self, record: ReturnRecord, rows: list[tuple[ParsedSheet, ParsedRow, ReturnRowRecord]]
    ) -> Iterable[LedgerRow]:
        for sheet, row, one in rows:
            try:
                yield LedgerRow(record.number, one.row, record.month, self._entry(record, one))
            except (ValueError, KeyError, TypeError):
                self._reject(sheet, row, "exact_quantity", transfer.unreadable_row())

    def _entry(self, record: ReturnRecord, one: ReturnRowRecord) -> Entry:
        quantity = Fraction(one.exact_quantity) if one.exact_quantity else one.quantity or Fraction(1)
        return Entry(
            booking=one.booking,
            person=self.people.get(one.case_number or "", NOBODY),
            service=one.service,
            variant=one.variant,
            provider=one.provider,
            provider_municipality=one.provider_municipality,
            counterpart=record.counterpart or "",
            payer=one.payer or "",
            direction=record.direction or RowDirection.BUY,
            agreement=one.agreement,
            method=one.method,
            service_month=one.service_month,
            settlement_month=one.settlement_month or min(one.service_month, record.month),
            days=one.days,
            quantity=quantity,
            of=one.of,
            unit=one.unit,
            price=_price(one),
            fees=Fees(one.administration_fee, one.vat_compensation),
            rounding=one.rounding,
            amount=Ore(int(one.amount * 100)),
            steps=from_text(_STEPS, one.steps) if one.steps else (),
            component=one.component,
            kind=one.kind,
            corrects=_reference(one.corrects),
            corrects_invoice=one.corrects_invoice,
            reason=one.reason,
            ground=one.ground,
            decision=one.decision,
            counterpart_reference=one.counterpart_reference,
            is_sensitive=one.is_sensitive,
        )

    def _identity(self, one: ReturnRowRecord) -> SentIdentity:
        kind = one.identity_kind
        number = one.identity
        if number and kind in {IdentityKind.PERSONAL, IdentityKind.COORDINATION}:
            number = number.replace("-", "")
        return SentIdentity(
            person=self.people.get(one.case_number or "", NOBODY),
            case_number=one.case_number,
            name=one.name,
            kind=kind.value if kind else None,
            number=number,
            previous_number=one.previous_identity,
        )

    def _close(
        self,
        month: Month,
        part: int,
        records: list[ReturnRecord],
        built: Mapping[str, tuple[Return, dict[int, SentIdentity]]],
    ) -> None:
        sample = records[0]
        closing_id = self.uow.ledger.append_closing(
            ClosingRecord(
                month=month,
                part=part,
                scope=_scope(sample),
                closed_at=_moment(sample.closed_at),
                closed_by=sample.closed_by,
                program="",
                office="",
                notes=text_of(ClosingNotes()),
                is_recomputable=False,
            ),
            ClosingFacts([], {}),
        )
        for record in records:
            if record.number in built:
                one, identities = built[record.number]
                cover = record.cover or text_of(self._cover(one))
                former = _former_number(record)
                replaces = next((each.id for each in self.uow.ledger.returns(month) if each.number == former), None)
                self.uow.ledger.append_return(closing_id, one, cover, identities, replaces=replaces)

    def _cover(self, one: Return) -> Cover:
        office = self.uow.settings.office()
        own = office.municipality if office else ""
        return Cover(
            own=Party(code=own, name=self.ctx.name(own)),
            counterpart=Party(code=one.counterpart, name=self.ctx.name(one.counterpart)),
            addressees=(),
            rules=(),
            is_sent=one.direction is not RowDirection.BUY,
        )

    def _events(self) -> None:
        ids = {one.number: one.id for one in self.uow.ledger.returns()}
        for _, _, record in self.events:
            event: EventRecord = record
            moment = _moment(event.at)
            assert moment is not None  # noqa: S101 - looked at before anything was written
            self.uow.ledger.append_event(
                ids[event.number],
                ReturnEvent(
                    at=moment,
                    by=event.by or "",
                    state=event.state,
                    way=event.way.value if event.way else None,
                    recipient=event.recipient,
                    invoice_number=event.invoice_number,
                    invoiced_on=event.invoiced_on,
                ),
            )


def _former_number(record: ReturnRecord) -> str:
    """The number of the version before this one; empty where there is none."""
    before, _, version = record.number.rpartition(" ")
    is_later = version.isdecimal() and int(version) > FIRST_VERSION
    return f"{before} {int(version) - 1}" if before and is_later else ""


def _scope(record: ReturnRecord) -> Scope:
    """What the act of closing took that made this return."""
    codes = tuple(sorted(code for code in (record.scope or "").split("; ") if code))
    if record.kind is not ClosingKind.VERSION:
        return Scope(kind=record.kind or ClosingKind.WHOLE, counterparts=codes)
    return Scope(
        kind=ClosingKind.VERSION,
        counterparts=codes,
        direction=record.direction,
        is_protected=record.is_protected,
        replaces=_former_number(record),
    )


def _is_cover(text: str) -> bool:
    try:
        from_text(Cover, text)
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
    return True


def _price(one: ReturnRowRecord) -> UnitPrice | None:
    if one.price:
        return from_text(UnitPrice, one.price)
    if one.unit_price is None:
        return None
    unit = Unit.MONTH if one.of is not None else one.unit
    amount = Scaled(round(one.unit_price * SCALE))
    return UnitPrice(amount, unit, 1, one.variant, DateRange(one.days.start, OPEN), one.price_source or "")


def _reference(text: str | None) -> RowReference | None:
    if not text:
        return None
    number, _, row = text.rpartition(", rad ")
    return RowReference(number, int(row)) if row.isdecimal() else None


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text).replace(tzinfo=None) if text else None
    except ValueError:
        return None
