"""What do formulas and areas of a sheet point at once one of its rows has become many?

What lies below the row moves down; an area that holds the row becomes longer. A reference to the row alone is made an
area where it is added up (`SUM(E10)`), and else left as it is, which `reads_row_alone` finds.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from openpyxl.formula import Tokenizer
from openpyxl.formula.tokenizer import Token

_CELL = r"(\$?[A-Za-z]{1,3}\$?)([1-9]\d{0,6})"
_POINTS_AT = re.compile(rf"((?:'(?:[^']|'')+'|[^'!\[\]]+)!)?{_CELL}(?::{_CELL})?")
_WHOLE_ROWS = re.compile(r"((?:'(?:[^']|'')+'|[^'!\[\]]+)!)?(\$?)(\d{1,7}):(\$?)(\d{1,7})")
_ADDS_UP = frozenset({"SUM(", "SUBTOTAL(", "AVERAGE(", "COUNT(", "COUNTA(", "MIN(", "MAX(", "PRODUCT("})


@dataclass(frozen=True, slots=True)
class Growth:
    """Row `row` of `sheet` becomes itself and `by` more."""

    sheet: str
    row: int
    by: int

    def moved(self, row: int) -> int:
        """Where a row is afterwards."""
        return row + self.by if row > self.row else row

    def moved_end(self, row: int) -> int:
        """Where the last row of an area is afterwards."""
        return row + self.by if row >= self.row else row


def grown(formula: str, growth: Growth, sheet: str) -> str:
    """A formula of `sheet` as it reads afterwards."""
    tokens = Tokenizer(formula)
    for token, adds_up in _references(tokens):
        token.value = _grown_reference(token.value, growth, sheet, adds_up=adds_up)
    return str(tokens.render())


def grown_area(area: str, growth: Growth) -> str:
    """Areas of the sheet itself, parted by blanks or commas: `A10:F10 B3`."""
    return " ".join(
        _grown_reference(part, growth, growth.sheet, adds_up=True) for part in re.split(r"[ ,]+", area.strip())
    )


def reads_row_alone(formula: str, growth: Growth, sheet: str) -> bool:
    """Whether a formula of `sheet` reads cells of the row itself, where nothing adds them up."""
    for token, adds_up in _references(Tokenizer(formula)):
        found = _POINTS_AT.fullmatch(token.value)
        if found and _is_on(found[1], growth, sheet) and not found[4] and not adds_up and int(found[3]) == growth.row:
            return True
    return False


def _references(tokens: Tokenizer) -> Iterator[tuple[Token, bool]]:
    """What a formula points at, and whether the function around it adds up."""
    around: list[str] = []
    for token in tokens.items:
        if token.subtype == Token.OPEN:
            around.append(token.value.upper())
        elif token.subtype == Token.CLOSE and around:
            around.pop()
        elif token.type == Token.OPERAND and token.subtype == Token.RANGE:
            yield token, bool(around) and around[-1] in _ADDS_UP


def _is_on(prefix: str | None, growth: Growth, sheet: str) -> bool:
    named = prefix[:-1].strip("'").replace("''", "'") if prefix else sheet
    return named.casefold() == growth.sheet.casefold()


def _grown_reference(text: str, growth: Growth, sheet: str, *, adds_up: bool) -> str:
    found = _POINTS_AT.fullmatch(text)
    if found and _is_on(found[1], growth, sheet):
        return _grown_cells(found, growth, adds_up=adds_up)
    rows = _WHOLE_ROWS.fullmatch(text)
    if rows and _is_on(rows[1], growth, sheet):
        first, last = growth.moved(int(rows[3])), growth.moved_end(int(rows[5]))
        return f"{rows[1] or ''}{rows[2]}{first}:{rows[4]}{last}"
    return text


def _grown_cells(found: re.Match[str], growth: Growth, *, adds_up: bool) -> str:
    prefix, column, row = found[1] or "", found[2], int(found[3])
    if found[4]:
        return f"{prefix}{column}{growth.moved(row)}:{found[4]}{growth.moved_end(int(found[5]))}"
    if row == growth.row and adds_up:
        return f"{prefix}{column}{row}:{column}{row + growth.by}"
    return f"{prefix}{column}{growth.moved(row)}"
