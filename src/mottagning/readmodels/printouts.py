"""A text on paper, as blocks: what a use case has composed and the window prints. It knows no area."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; 1 is the title of the whole, 2 of a part, 3 of what is in it."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Words and answers under one another, kept together on a page."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; its headings stand on every page. `right` are the columns of figures.

    `shares` are the columns' parts of the width, in per cent; without them the words decide.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    shares: tuple[int, ...] = ()


Block = Heading | Paragraph | Facts | Grid


@dataclass(frozen=True, slots=True)
class Printout:
    """Blocks under one another; `title` names the file's contents, `footer` stands on every page beside its number.

    `is_wide` lays the page on its side.
    """

    title: str
    footer: str
    blocks: tuple[Block, ...]
    is_wide: bool = False
