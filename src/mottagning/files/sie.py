"""Vouchers as SIE type 4I, the text that economy systems take in: vouchers in, text out.

The format (SIE-gruppen, utgåva 4B): code page 437, a post a line, fields between blanks, quotes around text with a
backslash before a quote inside, decimal point, days as yyyymmdd, a voucher's lines between braces and in balance. A
letter that code page 437 lacks is written by its nearest; what has none becomes a question mark, which shows.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from mottagning import __version__
from mottagning.domain.vouchers import Voucher, VoucherFile, VoucherLine
from mottagning.files.workbook import placed

CODE_PAGE = "cp437"
_PROGRAM = "Mottagning"
_NEAREST = str.maketrans(
    {
        "–": "-",
        "—": "-",
        "−": "-",
        "’": "'",
        "‘": "'",
        "”": '"',
        "“": '"',
        "…": "...",
        "×": "x",
        "€": "EUR",
        "ø": "o",
        "Ø": "O",
        "ð": "d",
        "Ð": "D",
        "đ": "d",
        "Đ": "D",
        "þ": "th",
        "Þ": "Th",
        "ł": "l",
        "Ł": "L",
        "œ": "oe",
        "Œ": "OE",
        "ı": "i",
    }
)


def write(target: Path, book: VoucherFile) -> None:
    """Write `book` to `target`. Raises Trouble; a half-written file never stands."""
    text = encoded(book)
    with placed(target) as beside:
        beside.write_bytes(text)


def encoded(book: VoucherFile) -> bytes:
    """`book` as the bytes of a SIE 4I file. Raises ValueError for a voucher that is not in balance."""
    unbalanced = [voucher.text for voucher in book.vouchers if not voucher.is_balanced]
    if unbalanced:
        raise ValueError(unbalanced)
    return ("\r\n".join(_posts(book)) + "\r\n").encode(CODE_PAGE)


def _posts(book: VoucherFile) -> Iterator[str]:
    yield _post("FLAGGA", "0")
    yield _post("PROGRAM", _quoted(_PROGRAM), _quoted(__version__))
    yield _post("FORMAT", "PC8")
    yield _post("GEN", _day(book.made))
    yield _post("SIETYP", "4")
    if book.organisation_number:
        yield _post("ORGNR", f"{book.organisation_number[:6]}-{book.organisation_number[6:]}")
    yield _post("FNAMN", _quoted(book.company))
    for place, year in enumerate(sorted({voucher.day.year for voucher in book.vouchers}, reverse=True)):
        yield _post("RAR", str(-place), f"{year}0101", f"{year}1231")
    for number, name in sorted(book.accounts.items()):
        yield _post("KONTO", number, _quoted(name))
    for number, name in sorted(book.dimensions.items(), key=lambda one: int(one[0])):
        yield _post("DIM", number, _quoted(name))
    for number, code in sorted({one for line in _lines(book) for one in line.objects}):
        yield _post("OBJEKT", number, _quoted(code), _quoted(code))
    for voucher in book.vouchers:
        yield from _voucher(voucher, book.made)


def _lines(book: VoucherFile) -> Iterable[VoucherLine]:
    return (line for voucher in book.vouchers for line in voucher.lines)


def _voucher(voucher: Voucher, made: date) -> Iterator[str]:
    named = (_quoted(voucher.series), _quoted(voucher.number))
    yield _post("VER", *named, _day(voucher.day), _quoted(voucher.text), _day(made))
    yield "{"
    for line in voucher.lines:
        objects = " ".join(f"{number} {_quoted(code)}" for number, code in line.objects)
        amount = f"{Decimal(line.amount) / 100:.2f}"
        yield "   " + _post("TRANS", line.account, f"{{{objects}}}", amount, _day(voucher.day), _quoted(line.text))
    yield "}"


def _post(label: str, *fields: str) -> str:
    return " ".join([f"#{label}", *fields])


def _day(value: date) -> str:
    return value.strftime("%Y%m%d")


def _quoted(text: str) -> str:
    """A text field: no control characters, nothing that the code page lacks, a backslash before each quote."""
    plain = "".join(
        _in_code_page(letter) for letter in " ".join(unicodedata.normalize("NFC", text).split()).translate(_NEAREST)
    )
    return '"' + plain.replace("\\", "/").replace('"', '\\"') + '"'


def _in_code_page(letter: str) -> str:
    """The letter where code page 437 has it, else without its accents, else a question mark."""
    for shown in (
        letter,
        "".join(one for one in unicodedata.normalize("NFKD", letter) if not unicodedata.combining(one)),
    ):
        if shown and shown.isprintable() and _fits(shown):
            return shown
    return "" if unicodedata.category(letter).startswith("C") else "?"


def _fits(text: str) -> bool:
    try:
        text.encode(CODE_PAGE)
    except UnicodeEncodeError:
        return False
    return True
