"""Are the seventeen indicators there with definition, version and source, and is an error in the file told?"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from mottagning.domain.periods import DateRange
from mottagning.domain.statistics.definitions import Extent, Measure, PeriodKind
from mottagning.domain.statistics.periods import Period, usual
from mottagning.domain.statistics.reading import read_statistics
from mottagning.system.statistics_rules import shipped_statistics

FILE = Path(__file__).parents[2] / "resources" / "statistics.toml"


def test_the_seventeen_are_there_each_with_all_that_makes_it_comparable() -> None:
    rules = shipped_statistics()
    assert [one.number for one in rules.indicators] == list(range(1, 18))
    assert all(one.definition and one.version >= 1 and one.source and one.measures for one in rules.indicators)
    assert {each.measure for one in rules.indicators for each in one.measures} == set(Measure)


def test_what_is_partial_says_what_is_left_out_and_what_is_full_leaves_nothing_out() -> None:
    for one in shipped_statistics().indicators:
        assert (one.extent is Extent.FULL) is (not one.gaps), one.number


def test_every_age_has_one_group() -> None:
    groups = shipped_statistics().ages
    assert all(sum(age in group for group in groups) == 1 for age in range(120))
    assert [one.key for one in groups][-2:] == ["45–66", "67+"]


@pytest.mark.parametrize(
    ("was", "put", "code"),
    [
        ("number = 17", "number = 16", "twice"),
        ('key = "deviations"', 'key = "deviatons"', "unknown_word"),
        ("indicators = [6]", "indicators = [18]", "unknown_word"),
        ("version = 1", 'version = "ett"', "no_number"),
        ('extent = "partial"', 'extent = "full"', "unknown_word"),
        ("answered_by = [13]", 'answered_by = [13]\nwhy = "x"', "missing"),
        ("\n[[subregion]]", "\n[[region]]", "unknown_block"),
        ('needs = ["people"]', "", "missing"),
    ],
)
def test_an_error_is_told(was: str, put: str, code: str) -> None:
    text = re.sub(re.escape(was), lambda _found: put, FILE.read_text(encoding="utf-8"), count=1)
    found = read_statistics("statistics.toml", text)
    assert found.rules is None
    assert code in {one.code for one in found.problems}


@pytest.mark.parametrize(
    ("period", "first", "end"),
    [
        (Period(PeriodKind.YEAR, 2026), "2026-01-01", "2027-01-01"),
        (Period(PeriodKind.OCTOBER_SEPTEMBER, 2026), "2025-10-01", "2026-10-01"),
        (Period(PeriodKind.TERTIAL, 2026, 1), "2026-01-01", "2026-05-01"),
        (Period(PeriodKind.TERTIAL, 2026, 2), "2026-05-01", "2026-09-01"),
        (Period(PeriodKind.TERTIAL, 2026, 3), "2026-09-01", "2027-01-01"),
    ],
)
def test_the_days_of_a_period(period: Period, first: str, end: str) -> None:
    assert period.days == DateRange(date.fromisoformat(first), date.fromisoformat(end))


@pytest.mark.parametrize(
    ("kind", "today", "expected"),
    [
        (PeriodKind.YEAR, "2026-11-22", Period(PeriodKind.YEAR, 2025)),
        (PeriodKind.OCTOBER_SEPTEMBER, "2026-10-01", Period(PeriodKind.OCTOBER_SEPTEMBER, 2026)),
        (PeriodKind.OCTOBER_SEPTEMBER, "2026-09-30", Period(PeriodKind.OCTOBER_SEPTEMBER, 2025)),
        (PeriodKind.TERTIAL, "2026-04-30", Period(PeriodKind.TERTIAL, 2025, 3)),
        (PeriodKind.TERTIAL, "2026-05-01", Period(PeriodKind.TERTIAL, 2026, 1)),
        (PeriodKind.TERTIAL, "2026-12-31", Period(PeriodKind.TERTIAL, 2026, 2)),
    ],
)
def test_one_begins_with_what_has_ended(kind: PeriodKind, today: str, expected: Period) -> None:
    assert usual(kind, date.fromisoformat(today)) == expected
