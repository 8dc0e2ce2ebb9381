"""The front sheet: who, what, by which rules and prices, how much, closed by whom, room for attest."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl import Workbook

from mottagning.files.layouts.specification import kronor
from mottagning.files.printing import set_up
from mottagning.files.sheet_writer import AMOUNT_FORMAT, TEXT_FORMAT, Look, SheetWriter
from mottagning.readmodels.returns import Cover, Party, ReturnDocument
from mottagning.texts import formats, rules, words
from mottagning.texts import returns as texts

_WIDTHS = (34, 46, 46)
_FINGERPRINT_GROUPS = 4
_TITLE_HEIGHT = 30
_SIGNATURE_HEIGHT = 34
"""Points: room for a pen."""
_SIGNATURE, _DATE = "_" * 40, "_" * 24


def write(book: Workbook, document: ReturnDocument) -> None:
    """Write Försättsblad."""
    writer = SheetWriter(book, texts.COVER)
    writer.widths(_WIDTHS)
    writer.sheet.sheet_view.showGridLines = False
    set_up(writer.sheet, document.closed.number, landscape=False)
    closed, cover = document.closed, document.cover
    writer.line(texts.title(closed.direction), look=Look.TITLE, height=_TITLE_HEIGHT)
    writer.line(texts.heading(cover.own.name, closed.direction, cover.counterpart.name), look=Look.HEADING)
    if not cover.is_sent:
        writer.line(texts.NOT_SENT, look=Look.MUTED)
    _facts(writer, document)
    _parties(writer, document)
    _addressees(writer, document)
    _rules(writer, document)
    _prices(writer, document)
    _attest(writer, document.cover)


def _facts(writer: SheetWriter, document: ReturnDocument) -> None:
    closed = document.closed
    _section(writer, texts.RETURN)
    _fact(writer, texts.NUMBER, closed.number)
    _fact(writer, texts.VERSION, closed.version, "0")
    _fact(writer, texts.MONTH, formats.month(closed.month))
    _fact(writer, texts.DIRECTION, words.word(closed.direction))
    _fact(writer, texts.ROWS, closed.row_count, "0")
    _fact(writer, texts.TOTAL, kronor(closed.total), AMOUNT_FORMAT)
    _fact(writer, texts.FINGERPRINT, control_figure(closed.fingerprint))
    _fact(writer, texts.CLOSED_BY, document.closed_by)
    _fact(writer, texts.CLOSED_AT, formats.moment(document.closed_at) if document.closed_at else None)
    writer.line(texts.VALUTA, look=Look.MUTED)


def control_figure(fingerprint: str) -> str:
    """The fingerprint as people compare it: four groups of four."""
    return " ".join(fingerprint[place * 4 : place * 4 + 4] for place in range(_FINGERPRINT_GROUPS))


def _parties(writer: SheetWriter, document: ReturnDocument) -> None:
    own, other = document.cover.own, document.cover.counterpart
    writer.line()
    writer.line(texts.PARTIES, texts.OWN, texts.COUNTERPART, look=Look.HEADING)
    for label, first, second in _party_lines(own, other):
        if first or second:
            writer.line(label, first, second, wrap=True)


def _party_lines(own: Party, other: Party) -> Iterable[tuple[str, str | None, str | None]]:
    return (
        (texts.PARTY_NAME, own.name, other.name),
        (texts.CODE, own.code, other.code),
        (texts.ORGANISATION_NUMBER, own.organisation_number, other.organisation_number),
        (texts.BOARD, own.board, other.board),
        (texts.CONTACT, own.contact, other.contact),
        (texts.ADDRESS, own.address, other.address),
    )


def _addressees(writer: SheetWriter, document: ReturnDocument) -> None:
    writer.line()
    writer.line(texts.INVOICE_TO, texts.REFERENCE, texts.FOR_BOOKINGS, look=Look.HEADING)
    for one in document.cover.addressees:
        bookings = ", ".join(one.bookings) or None
        writer.line(one.address or formats.NOTHING, one.reference or formats.NOTHING, bookings, wrap=True)


def _rules(writer: SheetWriter, document: ReturnDocument) -> None:
    _section(writer, texts.RULES)
    for rule in document.cover.rules:
        terms = rule.terms
        said = rules.sentence(terms, retroactive_limit=rule.retroactive_limit, credit_limit=rule.credit_limit)
        writer.paragraph(f"{terms.agreement}, {terms.service}: {said}")


def _prices(writer: SheetWriter, document: ReturnDocument) -> None:
    """The price lists that the rows used, with where they stand and how long they hold; none of a sensitive row."""
    prices = set()
    for row in document.rows:
        price = row.entry.price
        if price is not None and price.source and not row.entry.is_sensitive:
            prices.add((row.entry.service, price.variant or "", price.source, price.days))
    writer.line()
    writer.line(texts.PRICE_LISTS, texts.PRICE_LIST, texts.VALID, look=Look.HEADING)
    for service, variant, source, days in sorted(prices, key=lambda key: (*key[:3], key[3].start)):
        what = f"{service}, {variant}" if variant else service
        writer.line(what, source, formats.days(days), wrap=True)


def _attest(writer: SheetWriter, cover: Cover) -> None:
    """Who has attested in the program, and room for those who sign on paper."""
    writer.line()
    writer.line(texts.ATTEST, texts.SIGNATURE, texts.DATE, look=Look.HEADING)
    for one in cover.attests:
        writer.line(words.word(one.kind), one.by, formats.day(one.on))
    for line in texts.ATTEST_LINES:
        writer.at_the_foot(line, _SIGNATURE, _DATE, height=_SIGNATURE_HEIGHT)


def _section(writer: SheetWriter, title: str) -> None:
    writer.line()
    writer.line(title, look=Look.HEADING)


def _fact(writer: SheetWriter, label: str, value: object, number_format: str = TEXT_FORMAT) -> None:
    writer.fact(label, value, number_format)
