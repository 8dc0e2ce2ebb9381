"""What do weekly hours come to in one week, and who needs care in it?"""

from __future__ import annotations

from typing import Any

import pytest

from factories import OTHER, day, days
from mottagning.domain.children_hours import Care
from mottagning.domain.weekly_times import parse_times
from mottagning.domain.weeks import Block, Week, WeeklyHours, breaks, hours_problems, laid_out, needs_care

WEEK = Week.of(day("2025-03-05"))


def hours(text: str = "1-5 08:00-16:00", **values: Any) -> WeeklyHours:
    given: dict[str, Any] = {"key": "V1", "case_number": "2024-0001", "what": "Jobb", "days": days("2025-01-01")}
    return WeeklyHours(**{**given, "times": parse_times(text, int), **values})


def test_a_week_begins_on_its_monday_and_has_its_number() -> None:
    assert (WEEK.first, WEEK.number, WEEK.days) == (day("2025-03-03"), 10, days("2025-03-03", "2025-03-09"))
    assert Week.of(day("2026-01-01")).number == 1
    assert Week.of(day("2021-01-03")).number == 53
    assert WEEK.plus(-1).first == day("2025-02-24")
    with pytest.raises(ValueError, match="2025"):
        Week(day("2025-03-04"))


def test_hours_are_laid_out_on_the_days_that_they_hold() -> None:
    """Half-open days: from Wednesday, up to and with Thursday."""
    found = laid_out(hours(days=days("2025-03-05", "2025-03-06"), municipality=OTHER, travel=25), "Jobb", WEEK)
    assert found == tuple(
        Block(weekday, 8 * 60, 16 * 60, "Jobb", place=OTHER, travel=25, source="V1") for weekday in (3, 4)
    )


def test_a_closed_day_has_no_hours() -> None:
    assert [one.weekday for one in laid_out(hours(), "Jobb", WEEK, closed={1, 5})] == [2, 3, 4]


def test_opening_hours_follow_their_weekday_and_a_day_without_them_is_closed() -> None:
    found = laid_out(hours("1-2 08:00-16:00", opening=parse_times("1 06:30-12:00; 1 13:00-18:00", int)), "", WEEK)
    assert [one.opening for one in found] == [((390, 720), (780, 1080)), ()]
    assert laid_out(hours(), "", WEEK)[0].opening is None


@pytest.mark.parametrize(
    ("born", "on", "needs"),
    [
        ("2012-12-31", "2025-06-30", True),
        ("2012-01-01", "2025-06-30", True),
        ("2012-12-31", "2025-07-01", False),
        ("2011-12-31", "2025-03-03", False),
        ("2025-01-01", "2025-03-03", True),
        ("1990-01-01", "2025-03-03", False),
    ],
)
def test_care_is_needed_through_the_spring_of_the_year_of_thirteen(born: str, on: str, needs: bool) -> None:
    """Skollagen 14 kap. 7 §: till och med vårterminen det år då eleven fyller 13 år."""
    assert needs_care(day(born), day(on)) is needs


def test_without_a_birth_date_nobody_knows() -> None:
    assert needs_care(None, day("2025-03-03")) is None


def test_a_break_lies_between_two_runs_of_school_days() -> None:
    runs = [days("2025-01-08", "2025-02-21"), days("2025-03-05", "2025-06-12")]
    assert breaks(runs, WEEK) == {1, 2}
    assert breaks(runs, Week.of(day("2025-02-24"))) == {1, 2, 3, 4, 5}
    assert breaks(runs, Week.of(day("2025-07-01"))) == breaks([], WEEK) == frozenset()


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({}, None),
        ({"what": None}, ("what", "missing")),
        ({"what": None, "booking": "B1"}, None),
        ({"what": None, "plan": "PL1", "activity": 2}, None),
        ({"plan": "PL1"}, ("activity", "missing")),
        ({"activity": 1}, ("plan", "missing")),
        ({"booking": "B1", "plan": "PL1", "activity": 2}, ("activity", "booking_or_activity")),
        ({"times": ()}, ("times", "missing")),
        ({"travel": -1}, ("travel", "negative")),
        ({"from_previous": 1440}, ("from_previous", "a_whole_day")),
        ({"is_at_home": True, "care": Care.ALL_DAY}, ("is_at_home", "home_is_no_place")),
        ({"is_at_home": True, "travel": 10}, ("is_at_home", "home_is_no_place")),
        ({"times": parse_times("1 8-10; 1 9-11", int)}, ("times", "times_meet")),
        ({"opening": parse_times("1 8-8", int)}, ("opening", "ends_before_start")),
    ],
)
def test_what_cannot_be_is_said_of_its_field(values: dict[str, Any], problem: tuple[str, str] | None) -> None:
    found = [(one.name, one.code) for one in hours_problems(hours(**values))]
    assert found == ([problem] if problem else [])
