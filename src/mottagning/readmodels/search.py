"""What the search field finds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class HitKind(Enum):
    """What sort of record was found."""

    PERSON = "person"
    BOOKING = "booking"
    AGREEMENT = "agreement"
    RETURN = "return"


@dataclass(frozen=True, slots=True)
class Hit:
    """A record that the search found: what to open and two lines to show."""

    kind: HitKind
    id: int
    title: str
    detail: str
