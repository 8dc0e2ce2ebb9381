"""A list as it is filtered, and as it leaves the window: the columns, rows and order on the screen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

Cell = str | int | date | Decimal | None
"""What a cell of a list holds: words, a count, a day, kronor, nothing."""


@dataclass(frozen=True, slots=True)
class ListFilter:
    """What a list is filtered by: words, and choices as pairs of a quick filter's name and one of its values."""

    text: str = ""
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A filter that somebody keeps under a name of her own."""

    name: str
    filter: ListFilter


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column as it stands on the screen; `width` is in pixels at 100 %.

    `is_day` is a column of dates, `is_amount` of kronor.
    """

    heading: str
    width: int
    is_right: bool
    is_day: bool
    is_amount: bool = False


@dataclass(frozen=True, slots=True)
class ListSheet:
    """What is shown of a list. `name` is its lasting name, `detail` says its filter, `persons` how many it is about.

    `words` are the rows as they are read, `cells` the same with days and counts as such.
    """

    name: str
    title: str
    detail: str
    persons: int
    columns: tuple[ListColumn, ...]
    words: tuple[tuple[str, ...], ...]
    cells: tuple[tuple[Cell, ...], ...]
