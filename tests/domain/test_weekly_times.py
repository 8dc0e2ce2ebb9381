"""Is a line of weekly times read as it is meant, and written so that it reads back the same?"""

from __future__ import annotations

from datetime import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mottagning.domain.weekly_times import (
    WeeklyTime,
    common,
    minutes_a_week,
    outside,
    parse_times,
    times_problems,
    together,
    written_times,
)
from mottagning.texts import offers


def at(weekday: int, begins: int, ends: int) -> WeeklyTime:
    return WeeklyTime(weekday, time(begins), time(ends))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mån–fre 09.00–12.00", tuple(at(day, 9, 12) for day in range(1, 6))),
        ("Måndagar 9-12", (at(1, 9, 12),)),
        ("tis och tors kl 13:00 - 16:00", (at(2, 13, 16), at(4, 13, 16))),
        ("mån, on, fr 9–12; lördag 10.00–13.00", (at(1, 9, 12), at(3, 9, 12), at(5, 9, 12), at(6, 10, 13))),
        ("mån 13-16; mån 9-12", (at(1, 9, 12), at(1, 13, 16))),
        ("", ()),
    ],
)
def test_what_people_write_is_read(text: str, expected: tuple[WeeklyTime, ...]) -> None:
    assert offers.parse_times(text) == expected


@pytest.mark.parametrize(
    "text", ["dagtid", "mån", "09–12", "fre–mån 9–12", "mån 9–25", "mån 9.75–12", "m 9–12", "mån–tis–ons 9–12", "mån 9"]
)
def test_what_cannot_be_meant_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        offers.parse_times(text)


def test_days_with_the_same_hours_stand_together() -> None:
    text = "mån–ons, fre 09.00–12.00; mån 13.00–15.30; lör 10.00–13.00"
    assert offers.times(offers.parse_times(text)) == text


STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=100)
MINUTES = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))
TIMES = st.lists(st.builds(WeeklyTime, st.integers(1, 7), MINUTES, MINUTES), max_size=12)


@STEADY
@given(TIMES)
def test_any_times_come_back_in_words_and_in_numbers(times: list[WeeklyTime]) -> None:
    expected = tuple(sorted(set(times)))
    assert offers.parse_times(offers.times(expected)) == expected
    assert parse_times(written_times(expected, str), int) == expected


def test_hours_that_end_before_they_begin_or_meet_are_told() -> None:
    assert [one.code for one in times_problems([at(1, 12, 9)])] == ["ends_before_start"]
    assert [one.code for one in times_problems([at(1, 9, 12), at(1, 11, 13)])] == ["times_meet"]
    assert times_problems([at(1, 9, 12), at(1, 12, 13), at(2, 9, 12)]) == ()


def test_a_week_is_added_up() -> None:
    assert minutes_a_week(offers.parse_times("mån–fre 9–11.30")) == 5 * 150


def week(text: str) -> tuple[WeeklyTime, ...]:
    return offers.parse_times(text)


@pytest.mark.parametrize(
    ("one", "other", "both", "only_one", "either"),
    [
        ("mån–tis 9–12", "tis 11–14", "tis 11–12", "mån 9–12; tis 9–11", "mån 9–12; tis 9–14"),
        ("mån 9–12", "mån 12–15", "", "mån 9–12", "mån 9–15"),
        ("mån 9–15", "mån 10–11", "mån 10–11", "mån 9–10; mån 11–15", "mån 9–15"),
        ("sön 20.30–23.59", "", "", "sön 20.30–23.59", "sön 20.30–23.59"),
    ],
)
def test_hours_are_compared_day_by_day(one: str, other: str, both: str, only_one: str, either: str) -> None:
    assert common(week(one), week(other)) == week(both)
    assert outside(week(one), week(other)) == week(only_one)
    assert together(week(one), week(other)) == week(either)
    assert together(week(other), week(one)) == week(either)


def test_hours_that_end_before_they_begin_are_none() -> None:
    assert together([WeeklyTime(1, time(12), time(9))]) == ()
