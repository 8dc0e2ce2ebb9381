"""What the search field finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class HitKind(Enum):
    """What sort of record was found."""

    PERSON = "person"
    BOOKING = "booking"
    REQUEST = "request"
    AGREEMENT = "agreement"
    RETURN = "return"
    INVOICE = "invoice"


class HitNote(Enum):
    """What is worth knowing about a hit: why it is one, or how it is to be handled."""

    FORMER_NUMBER = "former_number"
    PROTECTED = "protected"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that the search found: what to open, two lines to show, and what is to be said of it."""

    kind: HitKind
    id: int
    title: str
    detail: str
    notes: tuple[HitNote, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """The hits, the likeliest first, and whether there are more than are shown."""

    hits: tuple[Hit, ...] = ()
    has_more: bool = False
