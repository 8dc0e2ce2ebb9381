"""What does a table show? Columns as data: heading, text, what to sort by, how to stand."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import Enum
from typing import Any, Generic, TypeVar

from mottagning.domain.money import Ore
from mottagning.domain.swedish import folded, sort_key
from mottagning.readmodels.lists import Cell
from mottagning.texts.formats import NOTHING, kr

R = TypeVar("R")


class Align(Enum):
    """Figures stand to the right, all else to the left."""

    LEFT = "left"
    RIGHT = "right"


class Tone(Enum):
    """The colour of a chip; its words say the same."""

    OK = "ok"
    INFORMATION = "information"
    WARNING = "warning"
    STOP = "stop"
    QUIET = "quiet"


@dataclass(frozen=True, slots=True)
class Column(Generic[R]):
    """A column of a table of `R`. `name` is its lasting name; `tone` makes its cells chips.

    `width` is in pixels at 100 %; one column of a table stretches, and never gets less.
    Where a table is too narrow for all of them, the column with the highest `gives_way` goes first; 0 always stays.
    `value` is what a workbook gets where that is more than the words: a date, a number.
    """

    name: str
    heading: str
    text: Callable[[R], str]
    sort: Callable[[R], Any]
    width: int = 140
    align: Align = Align.LEFT
    tone: Callable[[R], Tone] | None = None
    stretches: bool = False
    is_shown: bool = True
    gives_way: int = 0
    value: Callable[[R], Cell] | None = None
    is_day: bool = False
    is_amount: bool = False

    def cell(self, row: R) -> Cell:
        """What a workbook gets: the value, else the words; nothing for an empty cell."""
        return self.value(row) if self.value is not None else self.text(row) or None


def day_column(
    name: str, heading: str, day: Callable[[R], date | None], *, is_shown: bool = True, gives_way: int = 0
) -> Column[R]:
    """A column of dates; rows without one come first."""

    def shown(row: R) -> str:
        found = day(row)
        return found.isoformat() if found else ""

    def order(row: R) -> date:
        return day(row) or date.min

    return Column(name, heading, shown, order, 110, is_shown=is_shown, gives_way=gives_way, value=day, is_day=True)


def count_column(
    name: str, heading: str, count: Callable[[R], int], width: int, *, is_shown: bool = True, gives_way: int = 0
) -> Column[R]:
    """A column of counts, empty for none."""

    def shown(row: R) -> str:
        found = count(row)
        return str(found) if found else ""

    return Column(name, heading, shown, count, width, Align.RIGHT, is_shown=is_shown, gives_way=gives_way, value=count)


def amount_column(
    name: str, heading: str, amount: Callable[[R], Ore | None], *, width: int = 106, gives_way: int = 0
) -> Column[R]:
    """A column of amounts in kronor, a dash where there is none; those come first."""

    def shown(row: R) -> str:
        found = amount(row)
        return NOTHING if found is None else kr(found, unit=False)

    def order(row: R) -> tuple[bool, int]:
        found = amount(row)
        return found is not None, found or 0

    def kronor(row: R) -> Decimal | None:
        found = amount(row)
        return None if found is None else Decimal(found).scaleb(-2)

    return Column(name, heading, shown, order, width, Align.RIGHT, gives_way=gives_way, value=kronor, is_amount=True)


def text_column(
    name: str,
    heading: str,
    text: Callable[[R], str | None],
    *,
    width: int = 140,
    stretches: bool = False,
    is_shown: bool = True,
    gives_way: int = 0,
) -> Column[R]:
    """A column of plain words, sorted as Swedish words."""

    def shown(row: R) -> str:
        return text(row) or ""

    return Column(
        name,
        heading,
        shown,
        lambda row: sort_key(shown(row)),
        width,
        stretches=stretches,
        is_shown=is_shown,
        gives_way=gives_way,
    )


def searched_words(columns: Sequence[Column[R]], rows: Sequence[R]) -> list[str]:
    """What a filter looks in, for each row: the words of its cells, folded; figures also without their hyphens."""
    texts = [column.text for column in columns]
    return [folded(" ".join([_searched(text(row)) for text in texts])) for row in rows]


def _searched(text: str) -> str:
    """`900103-2391` is found however it is typed."""
    return f"{text} {text.replace('-', '')}" if "-" in text and text[:1].isdecimal() else text
