"""What the register holds about one person, section by section, for her to have (GDPR art. 15)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from enum import Enum

from mottagning.domain.returns import HandOutWay
from mottagning.domain.subject_access import Withheld
from mottagning.readmodels.admin import ReadKind

Cell = str | date | int | Decimal | None
"""What stands in a cell: words, a day, a number, or nothing."""


class Shows(Enum):
    """How the cells of a column are written."""

    TEXT = "text"
    DAY = "day"
    NUMBER = "number"
    AMOUNT = "amount"


@dataclass(frozen=True, slots=True)
class AccessColumn:
    """A column of a section. An amount is in kronor."""

    heading: str
    shows: Shows = Shows.TEXT


@dataclass(frozen=True, slots=True)
class AccessEntry:
    """One entry; `key` is its number in the register, which tells nothing about anybody.

    `about` is the section and key of another entry whose data it repeats: it is left out with that one.
    """

    key: str
    cells: tuple[Cell, ...]
    about: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class AccessSection:
    """Entries of one kind. `caution` says what in it may not be hers alone; `proposed` proposes to leave it out."""

    name: str
    title: str
    columns: tuple[AccessColumn, ...]
    entries: tuple[AccessEntry, ...]
    caution: str | None = None
    proposed: Withheld | None = None


@dataclass(frozen=True, slots=True)
class AccessDraft:
    """All that the register holds about a person on a day, before anybody has gone through it.

    `about` are the headings and words on the handling of her data; `missing` the settings that say nothing of it yet.
    """

    person: int
    day: date
    name: str
    case_number: str
    is_protected: bool
    about: tuple[tuple[str, str], ...]
    missing: tuple[str, ...]
    sections: tuple[AccessSection, ...]


@dataclass(frozen=True, slots=True)
class AccessReport:
    """What is handed out: the reviewed sections that have entries, and the titles of those that never had any."""

    day: date
    name: str
    about: tuple[tuple[str, str], ...]
    sections: tuple[AccessSection, ...]
    empty: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadTrace:
    """Somebody read a person's data."""

    id: int
    at: datetime
    by: str
    what: ReadKind
    detail: str | None


@dataclass(frozen=True, slots=True)
class ChangeTrace:
    """Somebody entered, changed or removed something about a person; `changes` as the log keeps them."""

    id: int
    at: datetime
    by: str
    entity: str
    entity_id: int
    action: str
    changes: Mapping[str, object]


@dataclass(frozen=True, slots=True)
class DisclosureTrace:
    """Something that was written or handed out with a person in it."""

    id: int
    at: datetime
    by: str
    what: str
    return_id: int | None
    recipient: str | None
    way: HandOutWay | None
