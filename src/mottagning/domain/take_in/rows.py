"""Which rows of a list are about somebody? Not the empty ones, the sums, the headings that come again on each page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from mottagning.domain.take_in.cells import Cell, Vocabulary, compact, exact, text_of
from mottagning.domain.take_in.guesses import filled


class Ignored(Enum):
    """Why a row is about nobody."""

    TOTAL = "total"
    HEADING_AGAIN = "heading_again"
    TITLE = "title"


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the list: its number as the file counts them, and its cells. `is_banner`: merged over columns."""

    number: int
    cells: tuple[Cell, ...]
    is_banner: bool = False


def ignored(row: Row, headings: Sequence[str], mapped: Sequence[int], vocabulary: Vocabulary) -> Ignored | None:
    """Why a row is about nobody, None when it is about somebody; `mapped` are the columns that mean something."""
    cells = filled(row.cells)
    if _repeats(row, headings):
        return Ignored.HEADING_AGAIN
    used = filled([row.cells[place] for place in mapped if place < len(row.cells)])
    if any(_is_total(cell, vocabulary) for cell in cells) and 2 * len(used) <= max(len(mapped), 2):
        return Ignored.TOTAL
    if row.is_banner and len(cells) == 1:
        return Ignored.TITLE
    return None


def _repeats(row: Row, headings: Sequence[str]) -> bool:
    pairs = [(compact(text_of(cell)), compact(name)) for cell, name in zip(row.cells, headings, strict=False) if name]
    same = sum(cell == name for cell, name in pairs)
    return len(pairs) > 1 and same * 2 > len(pairs)


def _is_total(cell: Cell, vocabulary: Vocabulary) -> bool:
    """`Summa`, `Totalt:`, `Antal personer 12`."""
    words = exact(cell).split() if isinstance(cell, str) else []
    return bool(words) and words[0].rstrip(":=") in vocabulary.totals
