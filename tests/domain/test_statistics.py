"""Are facts counted into the right rows and columns, and can no small number be worked out from what is shown?

`Attacker` is written for itself: it knows every sum there is, of all tables at once, and looks for another way in which
the hidden numbers could be. It knows nothing of how they were hidden, but that a nought is shown where its row and
column are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mottagning.domain.people import Sex
from mottagning.domain.statistics.counting import Row, Table, tables
from mottagning.domain.statistics.facts import AgeGroup, Fact, Split, Splitting, age_at

AGES = (AgeGroup(0, 5), AgeGroup(6, 15), AgeGroup(16, 66), AgeGroup(67))
NORTH = {"0162": "nordost", "0115": "nordost", "0126": "sodertorn", "0192": "sodertorn"}
SPLITTING = Splitting(AGES, NORTH)
W, M = Sex.WOMAN, Sex.MAN


def facts(*groups: tuple[int, str, Sex | None, int | None, str | None]) -> list[Fact]:
    """So many people of each category, sex, age and municipality, each her own person."""
    every = [group[1:] for group in groups for _ in range(group[0])]
    return [
        Fact(person=number, category=category, sex=sex, age=age, municipality=place)
        for number, (category, sex, age, place) in enumerate(every, start=1)
    ]


def shown(table: Table) -> dict[str, tuple[int | None, ...]]:
    """The rows with their sums last."""
    return {row.key or "all": (*row.cells, row.total) for row in (*table.rows, table.whole)}


def test_facts_are_counted_by_row_and_column() -> None:
    found = tables(facts((6, "a", W, 30, "0162"), (7, "a", M, 5, "0162"), (8, "b", M, 67, "0126")), SPLITTING, ("a",))
    assert found[Split.SEX].columns == ("a", "b")
    assert shown(found[Split.SEX]) == {"woman": (6, 0, 6), "man": (7, 8, 15), "all": (13, 8, 21)}
    assert shown(found[Split.AGE]) == {
        "0–5": (7, 0, 7),
        "6–15": (0, 0, 0),
        "16–66": (6, 0, 6),
        "67+": (0, 8, 8),
        "all": (13, 8, 21),
    }
    assert shown(found[Split.SUBREGION]) == {"nordost": (13, 0, 13), "sodertorn": (0, 8, 8), "all": (13, 8, 21)}
    assert not any(one.hides for one in found.values())


def test_what_nobody_knows_has_a_row_of_its_own() -> None:
    found = tables(facts((5, "a", None, None, None), (5, "a", W, 3, "0180")), SPLITTING)
    assert shown(found[Split.SEX])["unknown"] == (5, 5)
    assert shown(found[Split.AGE])["unknown"] == (5, 5)
    assert shown(found[Split.MUNICIPALITY]) == {"0180": (5, 5), "unknown": (5, 5), "all": (10, 10)}
    assert shown(found[Split.SUBREGION]) == {"elsewhere": (10, 10), "all": (10, 10)}


def test_fewer_than_five_in_all_are_hidden_wholly_and_none_is_shown_as_none() -> None:
    found = tables(facts((4, "a", W, 30, "0162")), SPLITTING, ("a", "b"))
    assert all(set(row) == {None} for table in found.values() for row in shown(table).values())
    assert shown(tables([], SPLITTING, ("a",))[Split.SEX]) == {"woman": (0, 0), "man": (0, 0), "all": (0, 0)}


def test_a_small_sum_takes_the_smallest_other_with_it_in_every_table() -> None:
    found = tables(facts((20, "a", W, 30, "0162"), (9, "b", M, 30, "0162"), (2, "c", M, 30, "0162")), SPLITTING)
    assert shown(found[Split.SEX]) == {
        "woman": (20, None, None, 20),
        "man": (0, None, None, 11),
        "all": (20, None, None, 31),
    }
    assert shown(found[Split.AGE])["16–66"] == (20, None, None, 31)


def test_a_small_number_inside_takes_a_ring_with_it() -> None:
    found = tables(
        facts((20, "a", W, 30, "0162"), (9, "b", W, 30, "0162"), (2, "a", M, 30, "0162"), (30, "b", M, 30, "0162")),
        SPLITTING,
    )
    assert shown(found[Split.SEX]) == {"woman": (None, None, 29), "man": (None, None, 32), "all": (22, 39, 61)}


def test_what_few_people_have_many_of_is_hidden() -> None:
    many = [Fact(person=number % 3, category="a", sex=W) for number in range(12)]
    found = tables([*many, *facts((9, "a", M, 30, "0162"))], SPLITTING)
    assert shown(found[Split.SEX])["woman"] == (None, None)
    assert shown(found[Split.SEX])["all"] == (21, 21)


def test_a_municipality_is_not_worked_out_of_its_sub_region() -> None:
    found = tables(facts((20, "", W, 30, "0162"), (2, "", M, 30, "0115"), (9, "", M, 30, "0126")), SPLITTING)
    assert shown(found[Split.SUBREGION]) == {"nordost": (22,), "sodertorn": (9,), "all": (31,)}
    assert shown(found[Split.MUNICIPALITY]) == {"0115": (None,), "0126": (9,), "0162": (None,), "all": (31,)}


def test_a_column_for_each_municipality_is_hidden_as_its_row() -> None:
    """Who sells to us, where people moved: row and column are one number. With 0192 hidden as a row and 0180 as a
    column, the three were what was left of fifteen."""
    every = facts((3, "0126", W, 30, "0126"), (6, "0192", W, 30, "0192"), (6, "0180", M, 30, "0180"))
    for split, table in tables(every, SPLITTING).items():
        hidden = {column for column, cell in zip(table.columns, table.whole.cells, strict=True) if cell is None}
        assert hidden == {"0126", "0192"}, split
    rows = tables(every, SPLITTING)[Split.MUNICIPALITY].rows
    assert {row.key for row in rows if row.is_hidden} == {"0126", "0192"}


def test_the_median_is_told_of_five_or_more() -> None:
    took = [Fact(person=number, sex=W, days=days) for number, days in enumerate((1, 3, 8, 20, 40, 41), start=1)]
    table = tables([*took, Fact(person=9, sex=M, days=700)], SPLITTING)[Split.SEX]
    assert (table.whole.total, table.whole.median) == (7, 20)
    assert [(row.total, row.median) for row in table.rows] == [(None, None), (None, None)]
    table = tables(took, SPLITTING)[Split.SEX]
    assert [(row.total, row.median) for row in table.rows] == [(6, Fraction(14)), (0, None)]


@pytest.mark.parametrize(
    ("born", "age"), [(None, None), ("2020-11-23", None), ("2020-11-22", 0), ("2010-11-23", 9), ("2010-11-22", 10)]
)
def test_the_age_is_that_of_the_day(born: str | None, age: int | None) -> None:
    assert age_at(date.fromisoformat(born) if born else None, date(2020, 11, 22)) == age


# the attacker


@dataclass
class Attacker:
    """Integers with the least each can be, and sums that are known to hold between them."""

    least: dict[object, int] = field(default_factory=dict)
    most: dict[object, int] = field(default_factory=dict)
    sums: list[tuple[list[object], object]] = field(default_factory=list)

    def know(self, name: object, value: int | None, least: int = 0, most: int = 10**6) -> None:
        self.least[name], self.most[name] = (least, most) if value is None else (value, value)

    def could_be(self, name: object, value: int, true: Mapping[object, int]) -> bool:
        """Whether some numbers fit everything that is known, with this one so; `true` guides the search."""
        least, most = dict(self.least), dict(self.most)
        if not least[name] <= value <= most[name]:
            return False
        least[name] = most[name] = value
        self.left = 3000
        return self._solve(least, most, true)

    def _solve(self, least: dict[object, int], most: dict[object, int], true: Mapping[object, int]) -> bool:
        self.left -= 1
        if self.left < 0 or not self._narrow(least, most):
            return False
        open_ = [name for name in least if least[name] < most[name]]
        if not open_:
            return True
        name = min(open_, key=lambda one: most[one] - least[one])
        near = sorted(range(least[name], min(most[name], least[name] + 40) + 1), key=lambda one: abs(one - true[name]))
        for value in near:
            lower, upper = {**least, name: value}, {**most, name: value}
            if self._solve(lower, upper, true):
                return True
        return False

    def _narrow(self, least: dict[object, int], most: dict[object, int]) -> bool:
        """Tighten what each can be by the sums; False when they contradict one another."""
        changed = True
        while changed:
            changed = False
            for parts, whole in self.sums:
                low, high = sum(least[one] for one in parts), sum(most[one] for one in parts)
                bounds = [(whole, low, high)]
                bounds += [(one, least[whole] - high + most[one], most[whole] - low + least[one]) for one in parts]
                for one, low_, high_ in bounds:
                    down, up = max(low_, least[one]), min(high_, most[one])
                    if down > up:
                        return False
                    if (down, up) != (least[one], most[one]):
                        least[one], most[one] = down, up
                        changed = True
        return True


@dataclass
class Attack:
    """Everything that is shown of some tables at once, and how it really is."""

    found: Mapping[Split, Table]
    true: Mapping[Split, Table]
    attacker: Attacker = field(default_factory=Attacker)
    truth: dict[object, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        some, real = self.found[Split.SEX], self.true[Split.SEX]
        emptied = not some.whole.is_hidden and set(some.whole.cells) == {None}
        self._tell("all", some.whole.total, real.whole.total)
        for column, cell, value in zip(some.columns, some.whole.cells, real.whole.cells, strict=True):
            self._tell(("all", column), cell, value, 0 if emptied or some.whole.is_hidden else 1)
        self.attacker.sums.append(([("all", column) for column in some.columns], "all"))
        for split in Split:
            self._table(self.found[split], self.true[split])
        for whole in self.found[Split.SUBREGION].rows:
            self._group(whole.key, some.columns)

    def _tell(self, name: object, value: int | None, really: int | None, least: int = 0) -> None:
        self.attacker.know(name, value, least)
        self.truth[name] = really or 0

    def _table(self, table: Table, real: Table) -> None:
        """Noughts are shown, unless their row, their column, or all of the table is hidden."""
        emptied = all(None in row.cells for row in table.rows)
        all_rows = all(row.is_hidden for row in table.rows)
        for row, true_row in zip(table.rows, real.rows, strict=True):
            self._tell((table.split, row.key), row.total, true_row.total, 0 if all_rows else 1)
            for place, column in enumerate(table.columns):
                blank = emptied or row.is_hidden or table.whole.cells[place] is None
                name = (table.split, row.key, column)
                self._tell(name, row.cells[place], true_row.cells[place], 0 if blank else 1)
            parts = [(table.split, row.key, column) for column in table.columns]
            self.attacker.sums.append((parts, (table.split, row.key)))
        for column in table.columns:
            self.attacker.sums.append(([(table.split, row.key, column) for row in table.rows], ("all", column)))
        self.attacker.sums.append(([(table.split, row.key) for row in table.rows], "all"))

    def _group(self, whole: str, columns: Sequence[str]) -> None:
        """A sub-region is the sum of its municipalities."""
        rows = self.found[Split.MUNICIPALITY].rows
        parts = [row.key for row in rows if SPLITTING.whole_of(row.key) == whole]
        for column in columns:
            names: list[object] = [(Split.MUNICIPALITY, part, column) for part in parts]
            self.attacker.sums.append((names, (Split.SUBREGION, whole, column)))
        self.attacker.sums.append(([(Split.MUNICIPALITY, part) for part in parts], (Split.SUBREGION, whole)))

    def small(self) -> Iterator[tuple[object, int]]:
        """The small numbers that are hidden, with what they really are."""
        for name, value in self.truth.items():
            if self.attacker.least[name] < self.attacker.most[name] and 0 < value < 5:
                yield name, value

    def could_be_another(self, name: object, value: int) -> bool:
        """Whether everything that is shown fits another value too."""
        others = [value + 1, value - 1, *range(5)]
        return any(self.attacker.could_be(name, other, self.truth) for other in others if other != value)


def unhidden(every: Sequence[Fact], columns: Sequence[str]) -> Mapping[Split, Table]:
    """The same tables with nothing hidden: ten people of each, then a tenth."""
    many = [replace(one, person=one.person * 10 + number) for one in every for number in range(10)]
    return {split: _tenth(table) for split, table in tables(many, SPLITTING, columns).items()}


def _tenth(table: Table) -> Table:
    def row(one: Row) -> Row:
        return replace(one, cells=tuple((cell or 0) // 10 for cell in one.cells), total=(one.total or 0) // 10)

    return replace(table, rows=tuple(map(row, table.rows)), whole=row(table.whole))


COLUMNS = ("a", "b", "c")
GROUPS = st.lists(
    st.tuples(
        st.integers(1, 9),
        st.sampled_from(COLUMNS),
        st.sampled_from((W, M)),
        st.sampled_from((3, 12, 40, 70)),
        st.sampled_from(("0162", "0115", "0126", "0192", "0180")),
        st.booleans(),
    ),
    min_size=1,
    max_size=9,
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(GROUPS)
def test_no_small_number_can_be_worked_out(groups: list[tuple[int, str, Sex, int, str, bool]]) -> None:
    """Also where one person has all of a group, so that more is hidden than what is small itself."""
    every = facts(*(group[:5] for group in groups))
    alone = [is_one for *group, is_one in groups for _ in range(group[0])]
    every = [replace(one, person=-1) if is_one else one for one, is_one in zip(every, alone, strict=True)]
    found, true = tables(every, SPLITTING, COLUMNS), unhidden(every, COLUMNS)
    for split, table in found.items():
        for row, real in zip(table.rows, true[split].rows, strict=True):
            for cell, value in zip((*row.cells, row.total), (*real.cells, real.total), strict=True):
                assert cell is None or (cell == value and not 0 < cell < 5)
    attack = Attack(found, true)
    for name, value in attack.small():
        assert attack.could_be_another(name, value), (name, value)


def test_the_attacker_finds_what_can_be_worked_out() -> None:
    """A number that is hidden alone beside its sum: were the attacker blind, the test above would say nothing."""
    every = facts((20, "a", W, 30, "0162"), (9, "b", W, 30, "0162"), (2, "a", M, 30, "0162"), (30, "b", M, 30, "0162"))
    true = unhidden(every, COLUMNS)
    alone = {**true, Split.SEX: replace(true[Split.SEX], rows=_without(true[Split.SEX].rows, "man"))}
    attack = Attack(alone, true)
    assert list(attack.small()) == [((Split.SEX, "man", "a"), 2)]
    assert not attack.could_be_another((Split.SEX, "man", "a"), 2)


def _without(rows: Sequence[Row], key: str) -> tuple[Row, ...]:
    """The rows with the first number of one of them hidden."""
    return tuple(replace(row, cells=(None, *row.cells[1:])) if row.key == key else row for row in rows)
