"""Persons who may be the same, as they are suggested: who they are, and what speaks for and against."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.duplicates import Apart, Comparison
from mottagning.domain.people import BirthPrecision
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class Suspect:
    """Somebody who may be registered twice."""

    id: int
    case_number: str
    name: str
    birth_date: date | None
    birth_precision: BirthPrecision


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Somebody who may be the one that is being entered."""

    suspect: Suspect
    found: Comparison


@dataclass(frozen=True, slots=True)
class SuspectPair:
    """Two who may be one; `one` was registered first."""

    one: Suspect
    other: Suspect
    found: Comparison


@dataclass(frozen=True, slots=True)
class ApartPair:
    """Two who are said not to be the same person."""

    one: Suspect
    other: Suspect
    said: Stored[Apart]


@dataclass(frozen=True, slots=True)
class Duplicates:
    """All who may be registered twice, the likeliest first, and those who are said not to be."""

    pairs: tuple[SuspectPair, ...]
    apart: tuple[ApartPair, ...]
