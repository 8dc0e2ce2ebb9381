"""What the register tells of itself: what was read and handed out, where it lies, how large it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from mottagning.domain.returns import HandOutWay


class ReadKind(Enum):
    """What was done with somebody's data."""

    CARD = "card"
    DOCUMENT = "document"
    LIST = "list"
    SEARCH = "search"
    EXPORT = "export"
    COPY = "copy"
    PRINT = "print"
    LOGIN = "login"
    LOG = "log"


RECOVERY_CODE = "recovery_code"
"""What a login says when it was made by the recovery code, which whoever has it may have used."""


_TYPED = frozenset(kind.value for kind in (ReadKind.LIST, ReadKind.EXPORT, ReadKind.PRINT))
"""What is done with a list: its detail is the list's name, and after a colon how it was filtered."""


def typed_in(what: str, detail: str) -> str | None:
    """What somebody typed to search or filter by, of a row of the log; it may name anybody. None where nothing was."""
    if what == ReadKind.SEARCH.value:
        return detail
    return detail.partition(":")[2] if what in _TYPED else None


@dataclass(frozen=True, slots=True)
class ReadNote:
    """One reading: of a person's card or a document, or of a list with its filter and how many it held."""

    what: ReadKind
    person: int | None = None
    detail: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Disclosure:
    """Something with personal data that was written or handed out.

    `person` is set when it was about that one alone; `left_out` says by kind and number what a review took away.
    """

    what: str
    persons: int
    return_id: int | None = None
    recipient: str | None = None
    way: HandOutWay | None = None
    ground: str | None = None
    person: int | None = None
    left_out: str | None = None
