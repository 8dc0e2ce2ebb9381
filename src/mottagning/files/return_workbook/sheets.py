"""The other sheets: Sammanställning, Specifikation, Ändringar, Definitioner."""

from __future__ import annotations

from collections import defaultdict

from openpyxl import Workbook

from mottagning.domain.ledger import LedgerRow, persons_in
from mottagning.domain.money import Ore, total
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files.layouts.specification import COLUMNS, PROTECTED_READ, READ, Source, kronor
from mottagning.files.printing import set_up
from mottagning.files.sheet_writer import AMOUNT_FORMAT, FILTERED_HEADING_HEIGHT, TEXT_FORMAT, Look, SheetWriter
from mottagning.readmodels.returns import ReturnDocument
from mottagning.texts import returns as texts
from mottagning.texts import words

_COUNT_FORMAT = "#,##0"


def write_summary(book: Workbook, document: ReturnDocument) -> None:
    """Sammanställning: per insats and Radtyp persons, rows and amount; the sum is that of Specifikation."""
    writer = SheetWriter(book, texts.SUMMARY, wraps=True)
    writer.widths((60, 16, 14, 14, 18))
    set_up(writer.sheet, document.closed.number, landscape=True, heading_row=1)
    writer.headings(texts.SUMMARY_HEADINGS, right=frozenset({2, 3, 4}), height=FILTERED_HEADING_HEIGHT)
    groups: dict[tuple[str, str], list[LedgerRow]] = defaultdict(list)
    for row in document.rows:
        groups[service_word(document, row), words.word(row.entry.kind)].append(row)
    layout = [TEXT_FORMAT, TEXT_FORMAT, _COUNT_FORMAT, _COUNT_FORMAT, AMOUNT_FORMAT]
    for (service, kind), rows in sorted(groups.items()):
        persons = persons_in(rows)
        writer.append([service, kind, persons, len(rows), kronor(_sum(rows))], layout)
    writer.table(texts.SUMMARY)
    persons = persons_in(document.rows)
    totals = [texts.SUMMARY_TOTAL, None, persons, len(document.rows), kronor(_sum(document.rows))]
    writer.append(totals, layout, Look.HEADING)
    if document.other_direction is not None:
        _balance(writer, document, document.other_direction)


def _balance(writer: SheetWriter, document: ReturnDocument, other: tuple[RowDirection, Ore]) -> None:
    """What the two municipalities owe each other; information only."""
    closed = document.closed
    writer.line()
    writer.append([texts.BALANCE, *[None] * 4], [TEXT_FORMAT, *[None] * 4], Look.HEADING)
    amounts = {closed.direction: closed.total, other[0]: other[1]}
    for direction, amount in sorted(amounts.items(), key=lambda item: item[0].value):
        cells = [words.first_upper(words.word(direction)), None, None, None, kronor(amount)]
        writer.append(cells, [TEXT_FORMAT, None, None, None, AMOUNT_FORMAT])
    net = amounts.get(RowDirection.SELL, 0) - amounts.get(RowDirection.BUY, 0)
    layout = [TEXT_FORMAT, None, None, None, AMOUNT_FORMAT]
    writer.append([texts.BALANCE_NET, None, None, None, kronor(net)], layout, Look.HEADING)


def _sum(rows: list[LedgerRow] | tuple[LedgerRow, ...]) -> Ore:
    return total([row.entry.amount for row in rows])


def service_word(document: ReturnDocument, row: LedgerRow) -> str:
    """The insats of a row, or the neutral code of a sensitive one."""
    service = row.entry.service
    return document.neutral_services.get(service, service) if row.entry.is_sensitive else service


def write_specification(book: Workbook, document: ReturnDocument) -> None:
    """Specifikation: one row per booking, service month and price."""
    writer = SheetWriter(book, texts.SPECIFICATION, wraps=True)
    writer.widths([column.width for column in COLUMNS])
    read = PROTECTED_READ if document.closed.is_protected else READ
    writer.fold([place for place, column in enumerate(COLUMNS, start=1) if column.heading not in read])
    set_up(writer.sheet, document.closed.number, landscape=True, heading_row=1)
    figures = {place for place, column in enumerate(COLUMNS) if column.format != TEXT_FORMAT}
    headings = [column.heading for column in COLUMNS]
    writer.headings(headings, right=frozenset(figures), height=FILTERED_HEADING_HEIGHT)
    layout = [column.format for column in COLUMNS]
    for row in document.rows:
        source = Source(row, document.identities.get(row.row), service_word(document, row))
        writer.append([column.value(source) for column in COLUMNS], layout)
    writer.table(texts.SPECIFICATION)
    writer.sheet.print_area = writer.area


def write_changes(book: Workbook, document: ReturnDocument) -> None:
    """Ändringar since the last return, with old and new amount and reason."""
    writer = SheetWriter(book, texts.CHANGES, wraps=True)
    writer.widths((16, 16, 34, 14, 16, 16, 16, 28))
    set_up(writer.sheet, document.closed.number, landscape=True, heading_row=1)
    writer.headings(texts.CHANGE_HEADINGS, right=frozenset({4, 5, 6}), height=FILTERED_HEADING_HEIGHT)
    layout = [TEXT_FORMAT] * 4 + [AMOUNT_FORMAT] * 3 + [TEXT_FORMAT]
    for change in document.changes:
        month = str(change.service_month) if change.service_month else None
        amounts = [kronor(change.before), kronor(change.after), kronor(change.after - change.before)]
        service = document.neutral_services.get(change.service, change.service)
        reason = words.word_or_nothing(change.reason) or None
        writer.append([texts.CHANGE_KINDS[change.kind], change.booking, service, month, *amounts, reason], layout)
    if document.changes:
        writer.table(texts.CHANGES)
    else:
        writer.append([texts.NO_CHANGES], [None], Look.MUTED)


def write_definitions(book: Workbook, document: ReturnDocument) -> None:
    """Definitioner: what the columns and codes mean."""
    writer = SheetWriter(book, texts.DEFINITIONS, wraps=True)
    writer.widths((34, 116))
    set_up(writer.sheet, document.closed.number, landscape=True, heading_row=1)
    writer.headings(texts.DEFINITION_HEADINGS)
    for name, meaning in texts.DEFINITIONS_LIST:
        writer.append([name, meaning], [TEXT_FORMAT, TEXT_FORMAT])
    writer.line()
    writer.append([None, texts.SPECIFICATION_NOTE], [None, TEXT_FORMAT], Look.MUTED)
