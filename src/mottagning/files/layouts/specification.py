"""The columns of Specifikation, in the order of formats/return-workbook. The set is closed.

The eleven that a person reads are shown and printed; the rest are folded away and can be unfolded in Excel.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from mottagning.domain.identity import IdentityKind, written
from mottagning.domain.ledger import LedgerRow
from mottagning.domain.money import SCALE
from mottagning.files.sheet_writer import AMOUNT_FORMAT, DATE_FORMAT, TEXT_FORMAT
from mottagning.readmodels.returns import SentIdentity
from mottagning.texts import explain, words

NUMBER_FORMAT = "#,##0.####"
PER_CENT_FORMAT = '0.####" %"'


@dataclass(frozen=True, slots=True)
class Source:
    """A row with who it is about, as sent, and the word that stands for its insats."""

    row: LedgerRow
    identity: SentIdentity | None
    service: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: heading, width in characters, number format, whether a person reads it, and its value."""

    heading: str
    width: float
    format: str
    is_read: bool
    value: Callable[[Source], object]


def _text(heading: str, width: float, value: Callable[[Source], object], *, is_read: bool = False) -> Column:
    return Column(heading, width, TEXT_FORMAT, is_read, value)


def _figure(
    heading: str, width: float, number_format: str, value: Callable[[Source], object], *, is_read: bool = False
) -> Column:
    return Column(heading, width, number_format, is_read, value)


def _open(source: Source, value: str | None) -> str | None:
    """What a sensitive booking keeps to itself."""
    return None if source.row.entry.is_sensitive else value


def _identity(source: Source) -> str | None:
    who = source.identity
    if who is None or not who.number:
        return None
    return written(IdentityKind(who.kind), who.number) if who.kind else who.number


def _previous(source: Source) -> str | None:
    return source.identity.previous_number if source.identity else None


def _kind(source: Source) -> str | None:
    who = source.identity
    return words.word(IdentityKind(who.kind)) if who and who.kind else None


def _corrects(source: Source) -> str | None:
    reference = source.row.entry.corrects
    return reference_text(reference.number, reference.row) if reference else None


def reference_text(number: str, row: int) -> str:
    """`2026-09 0180 K 1, rad 4`."""
    return f"{number}, rad {row}"


def quantity(value: Fraction) -> int | Decimal:
    """A quantity as a cell holds it: exact where it can be, else with four decimals."""
    if value.denominator == 1:
        return value.numerator
    return round(Decimal(value.numerator) / Decimal(value.denominator), 4)


def kronor(ore: int) -> Decimal:
    """Öre as a cell holds them."""
    return Decimal(ore) / 100


def _unit_price(source: Source) -> Decimal | None:
    price = source.row.entry.price
    if price is None:
        return None
    exact = price.kronor
    return round(Decimal(exact.numerator) / Decimal(exact.denominator), 4)


def _fee(source: Source) -> int | Decimal | None:
    fee = source.row.entry.fees.administration
    return quantity(Fraction(fee, SCALE)) if fee else None


def _preliminary(source: Source) -> str | None:
    price = source.row.entry.price
    return words.YES if price and price.is_preliminary else None


def _price_source(source: Source) -> str | None:
    price = source.row.entry.price
    return _open(source, price.source) if price else None


COLUMNS = (
    _figure("Rad", 5, "0", lambda source: source.row.row, is_read=True),
    _text("Bokning", 14, lambda source: source.row.entry.booking),
    _text("Ärende", 14, lambda source: source.identity.case_number if source.identity else None),
    _text("Identitet", 15, _identity, is_read=True),
    _text("Id-typ", 18, _kind),
    _text("Tidigare identitet", 18, _previous),
    _text("Namn", 26, lambda source: source.identity.name if source.identity else None, is_read=True),
    _text("Insats", 21, lambda source: source.service, is_read=True),
    _text("Variant", 17, lambda source: _open(source, source.row.entry.variant), is_read=True),
    _text("Anordnare", 20, lambda source: _open(source, source.row.entry.provider)),
    _text("Anordnarkommun", 16, lambda source: source.row.entry.provider_municipality),
    _text("Betalande kommun", 16, lambda source: source.row.entry.payer),
    _figure("Från och med", 13, DATE_FORMAT, lambda source: source.row.entry.days.start, is_read=True),
    _figure("Till och med", 13, DATE_FORMAT, lambda source: source.row.entry.days.last, is_read=True),
    _text("Avser månad", 13, lambda source: str(source.row.entry.service_month), is_read=True),
    _text("Beräkningssätt", 18, lambda source: words.word(source.row.entry.method)),
    _figure("Antal", 9, NUMBER_FORMAT, lambda source: quantity(source.row.entry.quantity), is_read=True),
    _figure("Av", 6, "0", lambda source: source.row.entry.of),
    _text("Enhet", 12, lambda source: explain.unit(source.row.entry.of, source.row.entry.unit)),
    _figure("À-pris", 13, AMOUNT_FORMAT, _unit_price),
    _figure("Administrativ avgift", 13, PER_CENT_FORMAT, _fee),
    _figure("Belopp", 14, AMOUNT_FORMAT, lambda source: kronor(source.row.entry.amount), is_read=True),
    _text("Radtyp", 13, lambda source: words.word(source.row.entry.kind)),
    _text("Rättar", 28, _corrects),
    _text("Avser faktura", 14, lambda source: source.row.entry.corrects_invoice),
    _text("Orsak", 20, lambda source: words.word_or_nothing(source.row.entry.reason) or None),
    _text("Grund", 26, lambda source: _open(source, source.row.entry.ground)),
    _text("Beslut", 14, lambda source: source.row.entry.decision),
    _text("Avtal", 16, lambda source: source.row.entry.agreement),
    _text("Motpartens referens", 18, lambda source: source.row.entry.counterpart_reference),
    _text("Prislista", 34, _price_source),
    _text("Preliminär", 11, _preliminary),
    _text("Beräkning", 58, lambda source: explain.amount(source.row.entry), is_read=True),
)

READ = frozenset(column.heading for column in COLUMNS if column.is_read)
"""What a person reads; the rest is folded away."""
PROTECTED_READ = READ - {"Identitet", "Namn"} | {"Ärende"}
"""What a person reads of a protected return: the neutral case number stands for identity and name."""
