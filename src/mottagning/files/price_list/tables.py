"""Where does a price list have its tables? Headings on one level or two, and the columns under them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from mottagning.domain.agreements import Unit
from mottagning.files.layouts.price_list import (
    DASHES,
    Heading,
    Part,
    Share,
    heading,
    share_of,
    units_said,
    year_of,
)
from mottagning.texts import formats

Texts = Mapping[int, Mapping[int, str]]
"""What stands in each row by its columns."""
AMOUNTS = frozenset({Part.AMOUNT, Part.LOOSE_AMOUNT})
STEPS = (Part.BEFORE_FEE, Part.FEE, Part.CHARGES)


@dataclass(frozen=True, slots=True)
class Table:
    """Where things stand: `row` is that of the headings, the lower one where they have two levels; `rows` lie below.

    `unit` is what the amounts are per where no heading says it: told over the table, None where nothing tells.
    `shares` are the columns that make up the price together, where it is printed so.
    """

    row: int
    activity: int
    headings: Mapping[int, Heading]
    unknown: tuple[int, ...]
    levels: int
    shares: Mapping[int, Share]
    unit: Unit | None = None
    rows: tuple[int, ...] = ()

    def places(self, *parts: Part) -> list[int]:
        """The columns of some parts."""
        return [place for place, one in self.headings.items() if one.part in parts]

    @property
    def names_once(self) -> bool:
        """Whether an activity may be named once for several rows."""
        return bool(self.places(Part.COLUMN, Part.DETAIL))

    @property
    def is_summed(self) -> bool:
        """Whether the price is the sum of its shares: none is printed."""
        return bool(self.shares) and Share.TOTAL not in self.shares.values()

    def shares_of(self, unit: Unit) -> list[int]:
        """The columns that make up the price per `unit`, the base first; none where one of them is not printed."""
        found = [
            place
            for share in (Share.BASE, Share.PREMISES)
            for place, one in self.shares.items()
            if one is share and unit in self.headings[place].units
        ]
        return found if {Share.BASE, Share.PREMISES} == {self.shares[place] for place in found} else []


def tables(texts: Texts) -> Iterable[Table]:
    """Every table of a sheet: from its headings to those of the next."""
    numbers = sorted(texts)
    heads = [one for row in numbers if (one := _table(row, texts[row], texts.get(row - 1, {}))) is not None]
    tops = [one.row - one.levels for one in heads]
    starts = [0, *(one.row for one in heads)]
    for one, before, top, end in zip(heads, starts, tops, [*tops[1:], *numbers[-1:]], strict=False):
        said = [text for row in numbers if before < row <= top for text in texts[row].values()]
        yield replace(one, unit=_unit(said), rows=tuple(row for row in numbers if one.row < row <= end))


def _unit(said: Iterable[str]) -> Unit | None:
    """The one unit that the texts over a table name; None when they name none, or several."""
    found = set().union(*(units_said(text) for text in said))
    return found.pop() if len(found) == 1 else None


def _table(row: int, here: Mapping[int, str], above: Mapping[int, str]) -> Table | None:
    """How a row heads a table; None when it does not: amounts stand to the right of the activities."""
    headings = _headings(here, above)
    amounts = [place for place, one in headings.items() if one.part in AMOUNTS]
    activity = _activity(here, headings, above, min(amounts, default=0))
    if activity is None:
        return None
    groups = _groups(headings, above, activity)
    headings = {**headings, **groups}
    unknown = tuple(place for place in here if place not in headings and place != activity)
    shares = _shares(headings)
    headings |= {place: replace(headings[place], column=None) for place in shares}
    return Table(row, activity, headings, unknown, 2 if groups else 1, shares)


def _headings(here: Mapping[int, str], above: Mapping[int, str]) -> dict[int, Heading]:
    """The headings of a row. An amount without a unit is one where no other has it, or where it stands beside it."""
    headings = {place: one for place, text in here.items() if (one := heading(text)) is not None}
    parts = {one.part for one in headings.values()}
    if Part.UNIT not in parts and (Part.AMOUNT in parts or not _may_be_loose(here, above)):
        return {place: one for place, one in headings.items() if one.part is not Part.LOOSE_AMOUNT}
    return headings


def _may_be_loose(here: Mapping[int, str], above: Mapping[int, str]) -> bool:
    """Whether amounts without a unit may be headings: years alone could be prices in a row of another table."""
    if any((one := heading(text)) and one.part is Part.ACTIVITY for text in here.values()):
        return True
    return all(map(year_of, here.values())) and not any(map(_is_printed, above.values()))


def _activity(
    here: Mapping[int, str], headings: Mapping[int, Heading], above: Mapping[int, str], first_amount: int
) -> int | None:
    """Where the activities stand: under their heading, here or above a blank; or first, where nothing heads them."""
    named = [place for place, one in headings.items() if one.part is Part.ACTIVITY]
    over = [place for place, text in above.items() if (one := heading(text)) and one.part is Part.ACTIVITY]
    blank = [place for place in (*over, 1) if place not in here]
    place = next(iter((*named, *blank)), None)
    return place if place is not None and place < first_amount else None


def _groups(headings: Mapping[int, Heading], above: Mapping[int, str], activity: int) -> dict[int, Heading]:
    """Headings on two levels: a name over a unit holds for the units to its right, up to the next name."""
    amounts = {place: one for place, one in headings.items() if one.part is Part.AMOUNT and one.column is None}
    over = [above[place] for place in amounts if place in above]
    if not over or (any(map(_is_printed, over)) and not all(map(year_of, over))):
        return {}
    name: str | None = None
    found: dict[int, Heading] = {}
    for place in range(activity + 1, max(amounts) + 1):
        name = above.get(place, name)
        if place in amounts:
            found[place] = Heading(Part.AMOUNT, name, amounts[place].units)
    return found


def _shares(headings: Mapping[int, Heading]) -> dict[int, Share]:
    """The columns that make up the price, where both its base and the premises have their own."""
    found = {
        place: share
        for place, one in headings.items()
        if one.part is Part.AMOUNT and one.column and (share := share_of(one.column)) is not None
    }
    return found if {Share.BASE, Share.PREMISES} <= set(found.values()) else {}


def _is_printed(text: str) -> bool:
    """Whether a text is an amount or stands for none: then the row above the headings is another table's last."""
    try:
        return text in DASHES or formats.parse_number(text) is not None
    except ValueError:
        return False
