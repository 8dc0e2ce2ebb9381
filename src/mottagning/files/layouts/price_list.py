"""How do municipalities print their price lists? The headings that are known, and what stands under each.

A heading is a unit alone (`År`), a unit after the name of a column (`Annan kommun år`) or after words that say nothing
more (`Belopp per år`, `Bidrag per barn/elev och år`); two units for two amounts in each cell (`Grundbelopp år/månad`);
an amount whose unit stands elsewhere (`Total IKE`, `2015`); or one of the steps that lead to the price.
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
    DETAIL = auto()
    """What tells rows of the same activity apart: extent, age, orientation."""
    COLUMN = auto()
    AMOUNT = auto()
    """A price whose unit stands in the heading."""
    LOOSE_AMOUNT = auto()
    """A price whose unit stands beside it, over the table, or nowhere."""
    UNIT = auto()
    BEFORE_FEE = auto()
    FEE = auto()
    CHARGES = auto()


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading understood. `column` and `units` only for amounts: as many amounts in each cell as there are units."""

    part: Part
    column: str | None = None
    units: tuple[Unit, ...] = ()


class Share(Enum):
    """What the amounts of a column are of the price."""

    BASE = auto()
    PREMISES = auto()
    TOTAL = auto()


EXAMPLE = "Verksamhet, År, Månad"
DASHES = frozenset({"-", "–", "—", "−", "‑"})
"""What stands where there is no price."""
FOR_MUNICIPALITIES, FOR_PRIVATE = "annan", "enskild"
"""How the names of the columns begin."""
PRELIMINARY = "preliminär"
"""How a list says that it is not decided."""

_WORDS: Mapping[str, Part] = {
    "verksamhet": Part.ACTIVITY,
    "verksamhetsform": Part.ACTIVITY,
    "skolform": Part.ACTIVITY,
    "insats": Part.ACTIVITY,
    "program": Part.ACTIVITY,
    "gymnasieprogram": Part.ACTIVITY,
    "omfattning": Part.DETAIL,
    "vistelsetid": Part.DETAIL,
    "närvarotid": Part.DETAIL,
    "ålder": Part.DETAIL,
    "åldersgrupp": Part.DETAIL,
    "årskurs": Part.DETAIL,
    "inriktning": Part.DETAIL,
    "kolumn": Part.COLUMN,
    "motpart": Part.COLUMN,
    "huvudman": Part.COLUMN,
    "belopp": Part.LOOSE_AMOUNT,
    "pris": Part.LOOSE_AMOUNT,
    "total ike": Part.LOOSE_AMOUNT,
    "totalt ike": Part.LOOSE_AMOUNT,
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
_SHARES: Mapping[Share, frozenset[str]] = {
    Share.BASE: frozenset({"grund", "grundbelopp", "grundersättning", "grundbidrag"}),
    Share.PREMISES: frozenset({"lokal", "lokaler", "lokalbelopp", "lokalersättning", "lokalkostnad", "lokalkostnader"}),
    Share.TOTAL: frozenset({"total", "totalt", "summa", "sammanlagt"}),
}
_SAYS_NOTHING = frozenset({"per", "och", "kr", "kronor", "i"})
_SAYS_A_PRICE = frozenset({"belopp", "bidrag", "pris", "ersättning", "kostnad"})
_WORD = re.compile(r"[^\s,/():.]+")
_YEAR = re.compile(r"(?:år\s+)?(20\d\d)", re.IGNORECASE)
_PER = re.compile(rf"(?:/|\bper\b|\boch\b)\s*({'|'.join(_UNITS)})\b", re.IGNORECASE)
_AMOUNTS_BETWEEN = re.compile(r"\s*[/\n]\s*")


def heading(text: str) -> Heading | None:
    """What a heading says, None when it is not known."""
    plain = folded(text)
    word = plain.rstrip(".:")
    if word in _WORDS:
        return Heading(_WORDS[word])
    if year := year_of(text):
        return Heading(Part.LOOSE_AMOUNT, year)
    for beginning, part in _BEGINNINGS:
        if plain.startswith(beginning):
            return Heading(part)
    return _amount(text)


def year_of(text: str) -> str | None:
    """The year that is all a heading says: `2015`, `År 2015`."""
    found = _YEAR.fullmatch(text.strip())
    return found[1] if found else None


def share_of(column: str) -> Share | None:
    """What a column's amounts are of the price, by its name; None where they are the price, or both shares at once."""
    words = {folded(one) for one in _WORD.findall(column)}
    found = [share for share, known in _SHARES.items() if words & known]
    return found[0] if len(found) == 1 else None


def units_said(text: str) -> set[Unit]:
    """The units that a text over a table names: `kr/år`, `kronor per barn och månad`."""
    return {_UNITS[folded(word)] for word in _PER.findall(text)}


def divided(text: str) -> list[str]:
    """What stands on either side of a stroke: two amounts, or the names of two."""
    return _AMOUNTS_BETWEEN.split(text.strip())


def names_of_two(activity: str) -> list[str]:
    """The names of what one row has several amounts for: `fsk 1–2, ≤15 h / >15 h` is `fsk 1–2, ≤15 h` and its like.

    What they share stands before the comma, or is as many words as the first has more than the others.
    """
    first, *others = divided(activity)
    beginning, comma, _ = first.rpartition(",")
    shared = f"{beginning}{comma}".split() if comma else []
    return [first, *(" ".join([*(shared or first.split()[: -len(one.split())]), one]) for one in others)]


def _amount(text: str) -> Heading | None:
    """An amount by its last words that say something, and the name of its column before that."""
    found = list(_WORD.finditer(text))
    units: list[Unit] = []
    while found and (folded(found[-1][0]) in _SAYS_NOTHING or folded(found[-1][0]) in _UNITS):
        unit = _UNITS.get(folded(found.pop()[0]))
        units = units if unit is None or unit in units else [unit, *units]
    if not units:
        return None
    if not found or folded(found[0][0]) in _SAYS_A_PRICE:
        return Heading(Part.AMOUNT, None, tuple(units))
    return Heading(Part.AMOUNT, text[found[0].start() : found[-1].end()], tuple(units))
