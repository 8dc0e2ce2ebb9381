"""An office's own list on its way into the register: as it was read, as it would become, and what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from pathlib import Path

from mottagning.domain.take_in.rows import Ignored, Row

Mapped = tuple[str | None, ...]
"""What each column means, by the key of a target; None for a column that is left out."""

SKIP = None
Decisions = Mapping["DoubtKey", str | None]
"""What somebody decided about a doubt: another text, nothing (an empty text), or SKIP for the rows that have it."""


@dataclass(frozen=True, slots=True)
class Pasted:
    """Rows that were copied in another program, as the clipboard tells them. They stand in no file and no log."""

    text: str = field(repr=False)


Source = Path | Pasted
"""Where a list comes from."""


class ListOf(Enum):
    """What the rows of a list are."""

    PEOPLE = "people"
    BOOKINGS = "bookings"


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How a list is to be read where somebody knows better; None is guessed. `heading_row` 0: it has none."""

    of: ListOf | None = None
    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    heading_row: int | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet, or the whole of a text file: the rows that hold something."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TableFile:
    """What was read, as tables of cells. `encoding` and `separator` only for a text file.

    `is_uneven`: some of the rows that were pasted have fewer cells than others, as no spreadsheet copies them.
    """

    tables: tuple[Table, ...]
    encoding: str | None = None
    separator: str | None = None
    is_uneven: bool = False


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of the list: its heading, the first values to look at, what it is thought to mean."""

    heading: str
    samples: tuple[str, ...]
    guess: str | None


@dataclass(frozen=True, slots=True)
class Meaning:
    """Something that a column can mean: the key of its target and the words for it."""

    key: str
    word: str


@dataclass(frozen=True, slots=True)
class OfficeList:
    """A list that was read, and what it is called.

    `is_known`: its guesses are those that were saved for a list with the same headings.
    `read_as` is how it was read, all of it decided; `hint` says what is worth a look before one goes on.
    """

    source: Source
    name: str
    sheets: tuple[str, ...]
    read_as: ReadAs
    columns: tuple[ListColumn, ...]
    rows: tuple[Row, ...]
    meanings: tuple[Meaning, ...]
    of: ListOf = ListOf.PEOPLE
    is_known: bool = False
    hint: str = ""

    @property
    def is_pasted(self) -> bool:
        """Whether it came from the clipboard."""
        return isinstance(self.source, Pasted)

    @property
    def headings(self) -> tuple[str, ...]:
        """The headings as they stand."""
        return tuple(column.heading for column in self.columns)

    @property
    def guesses(self) -> Mapped:
        """What the columns are thought to mean."""
        return tuple(column.guess for column in self.columns)


class Standing(Enum):
    """What would become of a row."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    DOUBTFUL = "doubtful"
    REFUSED = "refused"
    SKIPPED = "skipped"


ROW_KEY, SAME_KEY = "row", "same"
"""Doubts about a whole row: whether it is somebody of an earlier row, or the one of another name in the register."""


@dataclass(frozen=True, slots=True)
class DoubtKey:
    """What a doubt is about: a column's meaning and what stands there, or one row of the list."""

    target: str
    text: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something that somebody has to look at; the same words in a column are looked at once, for all `rows`.

    Without a `proposal` it cannot be read as it stands. `is_open` until it is decided in a way that can be read.
    """

    key: DoubtKey
    label: str
    text: str
    message: str
    proposal: str
    rows: tuple[int, ...]
    is_open: bool = True


@dataclass(frozen=True, slots=True)
class Difference:
    """A value that would be another."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """What would become of a row of the list. `case_number` is the person's, also one that is proposed."""

    number: int
    standing: Standing
    case_number: str
    name: str
    message: str = ""
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What taking the list in would do. `hindrance` says why nothing of it can be."""

    rows: tuple[PreviewRow, ...]
    doubts: tuple[Doubt, ...]
    ignored: Mapping[int, Ignored]
    hindrance: str = ""

    def count(self, standing: Standing) -> int:
        """How many rows have this standing."""
        return sum(row.standing is standing for row in self.rows)


@dataclass(frozen=True, slots=True)
class TakeIn:
    """A list that was taken in: when, by whom, what it was called, how many people or bookings it made and changed."""

    id: int
    at: datetime
    by: str
    file: str
    created: int
    changed: int
    of: ListOf = ListOf.PEOPLE
    is_undone: bool = False


@dataclass(frozen=True, slots=True)
class TakenIn:
    """What came of a list: so many people or bookings stay as they were, so many rows were left out."""

    take_in: TakeIn
    unchanged: int
    left_out: int


class Kept(Enum):
    """Why somebody whom a list brought in, or a booking, stays as it is."""

    CHANGED = "changed"
    IN_USE = "in_use"


@dataclass(frozen=True, slots=True)
class KeptPerson:
    """Somebody whom an undoing leaves alone; `booking` is the key of a booking of hers that it does."""

    case_number: str
    name: str
    why: Kept
    booking: str = ""


@dataclass(frozen=True, slots=True)
class Undone:
    """What came of undoing: nothing unless `is_undone`; then `kept` are those that were left alone."""

    is_undone: bool
    removed: int
    restored: int
    kept: tuple[KeptPerson, ...]
    of: ListOf = ListOf.PEOPLE
