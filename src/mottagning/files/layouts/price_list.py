"""How do municipalities print their price lists? The headings that are known, and what stands under each.

A heading is a unit alone (`År`), a unit after the name of a column (`Annan kommun år`) or after words that say nothing
more (`Belopp per år`, `Bidrag per barn/elev och år`); or one of the steps that lead to the price.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

from mottagning.domain.agreements import Unit
from mottagning.domain.services import folded


class Part(Enum):
    """What stands under a heading."""

    ACTIVITY = auto()
    COLUMN = auto()
    AMOUNT = auto()
    """A price whose unit stands in the heading."""
    LOOSE_AMOUNT = auto()
    """A price whose unit stands beside it."""
    UNIT = auto()
    BEFORE_FEE = auto()
    FEE = auto()
    CHARGES = auto()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading understood. `column` and `unit` only for amounts."""

    part: Part
    column: str | None = None
    unit: Unit | None = None


EXAMPLE = "Verksamhet, År, Månad"
DASHES = frozenset({"-", "–", "—", "−", "‑"})
"""What stands where there is no price."""
FOR_MUNICIPALITIES, FOR_PRIVATE = "annan", "enskild"
"""How the names of the columns begin."""

_WORDS: Mapping[str, Part] = {
    "verksamhet": Part.ACTIVITY,
    "verksamhetsform": Part.ACTIVITY,
    "skolform": Part.ACTIVITY,
    "insats": Part.ACTIVITY,
    "kolumn": Part.COLUMN,
    "motpart": Part.COLUMN,
    "huvudman": Part.COLUMN,
    "belopp": Part.LOOSE_AMOUNT,
    "pris": Part.LOOSE_AMOUNT,
    "enhet": Part.UNIT,
}
_BEGINNINGS: tuple[tuple[str, Part], ...] = (
    ("kostnad före adm", Part.BEFORE_FEE),
    ("före adm", Part.BEFORE_FEE),
    ("adm", Part.FEE),
    ("avgift", Part.CHARGES),
    ("föräldraavgift", Part.CHARGES),
)
_UNITS: Mapping[str, Unit] = {
    "år": Unit.YEAR,
    "helår": Unit.YEAR,
    "läsår": Unit.YEAR,
    "termin": Unit.TERM,
    "månad": Unit.MONTH,
    "mån": Unit.MONTH,
    "dag": Unit.DAY,
}
_SAYS_NOTHING = frozenset({"per", "och", "kr", "kronor", "i"})
_SAYS_A_PRICE = frozenset({"belopp", "bidrag", "pris", "ersättning", "kostnad"})
_WORD = re.compile(r"[^\s,/():.]+")


def heading(text: str) -> Heading | None:
    """What a heading says, None when it is not known."""
    plain = folded(text)
    word = plain.rstrip(".:")
    if word in _WORDS:
        return Heading(_WORDS[word])
    for beginning, part in _BEGINNINGS:
        if plain.startswith(beginning):
            return Heading(part)
    return _amount(text)


def _amount(text: str) -> Heading | None:
    """An amount by its last word that says something, and the name of its column before that."""
    found = list(_WORD.finditer(text))
    while found and folded(found[-1][0]) in _SAYS_NOTHING:
        found.pop()
    unit = _UNITS.get(folded(found[-1][0])) if found else None
    if unit is None:
        return None
    found.pop()
    while found and folded(found[-1][0]) in _SAYS_NOTHING:
        found.pop()
    if not found or folded(found[0][0]) in _SAYS_A_PRICE:
        return Heading(Part.AMOUNT, None, unit)
    return Heading(Part.AMOUNT, text[found[0].start() : found[-1].end()], unit)
