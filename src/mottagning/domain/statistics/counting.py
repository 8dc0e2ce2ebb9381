"""How many are there of what, by whom? Facts become tables, one for each split, with small numbers hidden alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from statistics import median

from mottagning.domain.statistics.facts import UNKNOWN, Fact, Split, Splitting
from mottagning.domain.statistics.hiding import (
    SMALL,
    Amount,
    HiddenInside,
    HiddenMargin,
    hidden_inside,
    hidden_margin,
)

_ALL = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; None is a number that is hidden. `median` days are None for nothing and for what is hidden."""

    key: str
    cells: tuple[int | None, ...]
    total: int | None
    median: Fraction | None = None

    @property
    def is_hidden(self) -> bool:
        """Whether its sum is hidden, and with it all of it."""
        return self.total is None


@dataclass(frozen=True, slots=True)
class Table:
    """Facts counted by one split and by their categories. `whole` is the row of all.

    Without categories there is a column of sums alone.
    """

    split: Split
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    whole: Row

    @property
    def hides(self) -> bool:
        """Whether any number of it is hidden."""
        every = (self.whole, *self.rows)
        return any(one.total is None or None in one.cells for one in every)


def tables(facts: Sequence[Fact], splitting: Splitting, categories: Sequence[str] = ()) -> Mapping[Split, Table]:
    """The same facts by each split. `categories` are the columns there always are; others come as they are met."""
    met = {one.category for one in facts if one.category}
    columns = (*categories, *sorted(met - set(categories)))
    counted = _Counted(facts, columns, splitting)
    return {split: counted.table(splitting, split) for split in Split}


class _Counted:
    """Facts, the sums of their columns, and which of those are hidden: alike in every split."""

    def __init__(self, facts: Sequence[Fact], columns: tuple[str, ...], splitting: Splitting) -> None:
        self._facts, self._columns = facts, columns
        self._whole = _amount(facts)
        self._sums = _by(facts, lambda one: one.category)
        if all(one.category == splitting.row_of(one, Split.MUNICIPALITY) for one in facts):
            self._hidden = self._hidden_places(splitting)  # its columns are its rows: both tell the same numbers
        else:
            self._hidden = hidden_margin({column: self._sums.get(column, Amount()) for column in columns})

    def table(self, splitting: Splitting, split: Split) -> Table:
        """The facts by one split."""
        if split in {Split.MUNICIPALITY, Split.SUBREGION}:
            hidden, rows = self._places(splitting, split)
        else:
            hidden, rows = self._flat(splitting, split)
        inside = _inside(self._facts, rows, self._columns, lambda one: splitting.row_of(one, split))
        by_row: dict[str, list[Fact]] = defaultdict(list)
        for one in self._facts:
            by_row[splitting.row_of(one, split)].append(one)
        made = [self._row(key, by_row[key], inside, hidden) for key in rows]
        return Table(split, self._columns, tuple(made), self._all())

    def _flat(self, splitting: Splitting, split: Split) -> tuple[_Hidden, tuple[str, ...]]:
        def row_of(one: Fact) -> str:
            return splitting.row_of(one, split)

        rows = _rows(splitting.rows_of(split), map(row_of, self._facts))
        sums = _by(self._facts, row_of)
        margin = hidden_margin({row: sums.get(row, Amount()) for row in rows})
        found = hidden_inside(_inside(self._facts, rows, self._columns, row_of), margin, self._hidden)
        return _Hidden(margin.parts, found.parts), rows

    def _places(self, splitting: Splitting, split: Split) -> tuple[_Hidden, tuple[str, ...]]:
        """Municipalities and their sub-regions, hidden together: the one are sums of the other."""

        def place(one: Fact) -> str:
            return splitting.row_of(one, Split.MUNICIPALITY)

        def whole(one: Fact) -> str:
            return splitting.row_of(one, Split.SUBREGION)

        places, wholes = _rows((), map(place, self._facts)), _rows((), map(whole, self._facts))
        whole_of = {one: splitting.whole_of(one) for one in places}
        margin = self._hidden_places(splitting)
        found: HiddenInside = hidden_inside(
            _inside(self._facts, places, self._columns, place),
            margin,
            self._hidden,
            whole_of,
            _inside(self._facts, wholes, self._columns, whole),
        )
        if split is Split.MUNICIPALITY:
            return _Hidden(margin.parts, found.parts), places
        return _Hidden(margin.wholes, found.wholes), wholes

    def _hidden_places(self, splitting: Splitting) -> HiddenMargin:
        """The municipalities and the sub-regions whose sums are hidden."""
        places = _by(self._facts, lambda one: splitting.row_of(one, Split.MUNICIPALITY))
        wholes = _by(self._facts, lambda one: splitting.row_of(one, Split.SUBREGION))
        return hidden_margin(places, {one: splitting.whole_of(one) for one in places}, wholes)

    def _row(self, key: str, facts: Sequence[Fact], inside: Mapping[tuple[str, str], Amount], hidden: _Hidden) -> Row:
        is_hidden = key in hidden.rows or self._whole.is_small
        cells = (
            None if is_hidden or (key, column) in hidden.cells else inside[key, column].value
            for column in self._columns
        )
        return Row(key, tuple(cells), None if is_hidden else len(facts), None if is_hidden else _median(facts))

    def _all(self) -> Row:
        is_hidden = self._whole.is_small
        cells = (
            None if is_hidden or column in self._hidden.parts else self._sums.get(column, Amount()).value
            for column in self._columns
        )
        return Row(_ALL, tuple(cells), None if is_hidden else self._whole.value, self._median())

    def _median(self) -> Fraction | None:
        return None if self._whole.is_small else _median(self._facts)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """The rows and the numbers of one table that are hidden."""

    rows: frozenset[str]
    cells: frozenset[tuple[str, str]]


def _rows(always: Sequence[str], met: Iterable[str]) -> tuple[str, ...]:
    """The rows of a table: those there always are, those that are met, and last those of whom it is not known."""
    others = set(met) - set(always)
    last = (UNKNOWN,) if UNKNOWN in others else ()
    return (*always, *sorted(others - {UNKNOWN}), *last)


def _by(facts: Iterable[Fact], key: Callable[[Fact], str]) -> Mapping[str, Amount]:
    found: dict[str, list[Fact]] = defaultdict(list)
    for one in facts:
        found[key(one)].append(one)
    return {each: _amount(some) for each, some in found.items()}


def _inside(
    facts: Iterable[Fact], rows: Iterable[str], columns: Sequence[str], row_of: Callable[[Fact], str]
) -> Mapping[tuple[str, str], Amount]:
    found: dict[tuple[str, str], list[Fact]] = {(row, column): [] for row in rows for column in columns}
    if columns:
        for one in facts:
            found[row_of(one), one.category].append(one)
    return {key: _amount(some) for key, some in found.items()}


def _amount(facts: Sequence[Fact]) -> Amount:
    return Amount(len(facts), len({one.person for one in facts}))


def _median(facts: Iterable[Fact]) -> Fraction | None:
    """The days in the middle, told only of five people or more."""
    known = [Fraction(one.days) for one in facts if one.days is not None]
    return median(known) if len(known) >= SMALL else None
