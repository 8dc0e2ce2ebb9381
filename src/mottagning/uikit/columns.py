"""What does a table show? Columns as data: heading, text, what to sort by, how to stand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Any, Generic, TypeVar

from mottagning.domain.swedish import sort_key

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
