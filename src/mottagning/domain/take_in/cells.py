"""What stands in a cell of any table? Plain values, their text, and words compared as headings are."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from mottagning.domain.swedish import folded

_CUT = re.compile(r"#{3,}|\d([.,]\d+)?E\+\d+")
Cell = str | int | Decimal | date | bool | None
"""A date without its time of day; a text as it stands but for blanks around it; None for an empty cell."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words that offices use: by `sheet.field` for headings, by code for choices, countries and languages.

    `services` are words for insatser, by the names that come with the program.
    """

    headings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    choices: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)
    months: Mapping[str, int] = field(default_factory=dict)
    countries: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    languages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    yes: frozenset[str] = frozenset()
    no: frozenset[str] = frozenset()
    nothing: frozenset[str] = frozenset()
    totals: frozenset[str] = frozenset()
    particles: frozenset[str] = frozenset()
    endings: tuple[str, ...] = ()
    services: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def text_of(cell: Cell) -> str:
    """A cell as somebody would type it."""
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "1" if cell else "0"
    return " ".join(cell.split()) if isinstance(cell, str) else str(cell)


def is_cut(cell: Cell) -> bool:
    """Whether a spreadsheet showed something else than what stands there: `####`, or `1,99E+11` for a long number."""
    return isinstance(cell, str) and _CUT.fullmatch(cell) is not None


def exact(text: str) -> str:
    """A word without regard to case and blanks; its letters keep their marks: Habo is not Håbo."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


@lru_cache(maxsize=4096)
def compact(text: str) -> str:
    """A heading's letters and digits alone: `Pers.nr` and `persnr` are the same heading."""
    return "".join(letter for letter in folded(text) if letter.isalnum())
