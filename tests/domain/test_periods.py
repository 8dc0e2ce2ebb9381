"""Do months and half-open ranges count days as a calendar does?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import day, days, month
from mottagning.domain.periods import (
    OPEN,
    DateRange,
    Month,
    add_months,
    hull,
    months_between,
    weekdays,
)

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=100)
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
RANGES = st.tuples(DAYS, DAYS).filter(lambda pair: pair[0] < pair[1]).map(lambda pair: DateRange(*pair))


def test_a_month_is_read_and_written_as_year_and_number() -> None:
    assert Month.parse(" 2024-02 ") == Month(2024, 2)
    assert str(Month(2024, 2)) == "2024-02"


@pytest.mark.parametrize(
    "text", ["", "2024", "2024-2", "24-02", "2024-00", "2024-13", "2024-02-01", "2024/02", "åååå-mm"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the text itself is all there is to say
        Month.parse(text)


@pytest.mark.parametrize(
    ("text", "length", "last"),
    [
        ("2023-02", 28, "2023-02-28"),
        ("2024-02", 29, "2024-02-29"),
        ("2100-02", 28, "2100-02-28"),  # a century that is no leap year
        ("2000-02", 29, "2000-02-29"),  # one that is
        ("2024-04", 30, "2024-04-30"),
        ("2024-12", 31, "2024-12-31"),
    ],
)
def test_a_month_knows_its_days(text: str, length: int, last: str) -> None:
    one = month(text)
    assert (one.days, one.last) == (length, day(last))
    assert one.range == DateRange(one.first, one.plus(1).first)
    assert one.range.days == length


def test_months_are_counted_over_the_turn_of_the_year() -> None:
    assert month("2024-11").plus(3) == month("2025-02")
    assert month("2025-02").plus(-14) == month("2023-12")
    assert [str(one) for one in months_between(month("2024-11"), month("2025-02"))] == [
        "2024-11",
        "2024-12",
        "2025-01",
        "2025-02",
    ]
    assert list(months_between(month("2025-02"), month("2025-01"))) == []


def test_months_sort_in_time() -> None:
    assert sorted([month("2025-01"), month("2024-12"), month("2024-02")]) == [
        month("2024-02"),
        month("2024-12"),
        month("2025-01"),
    ]


def test_a_day_that_the_month_lacks_is_its_last() -> None:
    assert month("2024-02").day(31) == day("2024-02-29")
    assert month("2023-02").day(30) == day("2023-02-28")
    assert month("2024-04").day(15) == day("2024-04-15")


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2024-01-31", 1, "2024-02-29"),
        ("2023-01-31", 1, "2023-02-28"),
        ("2024-01-31", 2, "2024-03-31"),  # counted from the start, not from the shorter month between
        ("2024-05-31", 1, "2024-06-30"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-03-15", 9, "2024-12-15"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-10-20", 0, "2024-10-20"),
    ],
)
def test_months_are_added_to_a_day(start: str, months: int, expected: str) -> None:
    assert add_months(day(start), months) == day(expected)


def test_a_range_holds_its_start_and_not_its_end() -> None:
    one = DateRange(day("2024-10-05"), day("2024-10-08"))
    assert [day("2024-10-05") in one, day("2024-10-07") in one] == [True, True]
    assert [day("2024-10-04") in one, day("2024-10-08") in one] == [False, False]
    assert (one.days, one.last) == (3, day("2024-10-07"))
    assert list(one.each()) == [day("2024-10-05"), day("2024-10-06"), day("2024-10-07")]


def test_a_range_written_with_both_days_holds_both() -> None:
    assert DateRange.inclusive(day("2024-10-05"), day("2024-10-05")).days == 1
    assert DateRange.inclusive(day("2024-10-01"), day("2024-10-31")) == month("2024-10").range


@pytest.mark.parametrize("last", [None, OPEN])
def test_a_range_without_a_last_day_is_open(last: date | None) -> None:
    one = DateRange.inclusive(day("2024-10-05"), last)
    assert (one.is_open, one.last, one.end) == (True, None, OPEN)


@pytest.mark.parametrize("end", ["2024-10-05", "2024-10-04"])
def test_no_range_is_empty_or_runs_backwards(end: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the two days are all there is to say
        DateRange(day("2024-10-05"), day(end))


@pytest.mark.parametrize(
    ("first", "second", "both"),
    [
        (("2024-10-01", "2024-10-31"), ("2024-10-10", None), ("2024-10-10", "2024-10-31")),
        (("2024-10-01", "2024-10-10"), ("2024-10-10", "2024-10-20"), ("2024-10-10", "2024-10-10")),
        (("2024-10-01", "2024-10-09"), ("2024-10-10", "2024-10-20"), None),
        (("2024-10-01", None), ("2024-11-01", None), ("2024-11-01", None)),
    ],
)
def test_two_ranges_meet_in_the_days_of_both(
    first: tuple[str, str | None], second: tuple[str, str | None], both: tuple[str, str | None] | None
) -> None:
    expected = days(*both) if both else None
    assert days(*first).meet(days(*second)) == expected
    assert days(*second).meet(days(*first)) == expected


def test_a_range_is_cut_before_each_day_inside_it() -> None:
    cut = days("2024-10-01", "2024-10-10").cut(
        [day("2024-10-05"), day("2024-10-01"), day("2024-10-05"), day("2024-10-11"), day("2024-09-01")]
    )
    assert list(cut) == [days("2024-10-01", "2024-10-04"), days("2024-10-05", "2024-10-10")]


def test_the_hull_runs_from_the_first_day_to_the_last() -> None:
    ranges = [days("2024-10-10", "2024-10-12"), days("2024-10-01", "2024-10-02")]
    assert hull(ranges) == days("2024-10-01", "2024-10-12")
    assert hull([*ranges, days("2024-12-01")]).is_open


@pytest.mark.parametrize(
    ("first", "last", "count"),
    [
        ("2024-01-01", "2024-12-31", 262),  # as Strömsund divides 2024
        ("2023-01-01", "2023-12-31", 260),  # and 2023
        ("2024-10-05", "2024-10-06", 0),  # a Saturday and a Sunday
        ("2024-10-04", "2024-10-07", 2),  # Friday to Monday
        ("2024-12-24", "2024-12-26", 3),  # public holidays are not taken out
    ],
)
def test_weekdays_are_mondays_to_fridays(first: str, last: str, count: int) -> None:
    assert weekdays(days(first, last)) == count


@STEADY
@given(RANGES)
def test_weekdays_are_those_that_a_walk_through_the_days_finds(one: DateRange) -> None:
    assert weekdays(one) == sum(each.isoweekday() <= 5 for each in one.each())


@STEADY
@given(RANGES, st.lists(DAYS, max_size=6))
def test_a_cut_loses_no_day_and_doubles_none(one: DateRange, edges: list[date]) -> None:
    assert [each for part in one.cut(edges) for each in part.each()] == list(one.each())


@STEADY
@given(RANGES, RANGES)
def test_what_two_ranges_share_is_what_both_hold(one: DateRange, other: DateRange) -> None:
    both = one.meet(other)
    assert set(both.each() if both else ()) == set(one.each()) & set(other.each())


@STEADY
@given(DAYS, st.integers(-60, 60))
def test_adding_months_keeps_the_day_or_takes_the_last(start: date, months: int) -> None:
    later = add_months(start, months)
    assert Month.of(later).index - Month.of(start).index == months
    assert later.day == start.day or (later == Month.of(later).last and later.day < start.day)
