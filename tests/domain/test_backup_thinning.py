"""Is a backup kept for each of the last days, weeks and months, and the latest always, whatever the clock has said?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mottagning.domain.backup_rules import Reason, rules_on
from mottagning.domain.backup_thinning import Made, superfluous

RULES = rules_on(date(2026, 11, 20))
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)


def made(days_ago: int, hour: int = 12, reason: Reason = Reason.HOURLY) -> Made:
    at = NOON - timedelta(days=days_ago, hours=12 - hour)
    return Made(at, f"{at:%Y%m%d-%H%M%S} {reason.value}", reason)


def kept(backups: set[Made], latest: Made | None = None) -> set[Made]:
    return backups - superfluous(backups, latest or max(backups, key=lambda one: one.at), RULES)


moments = st.datetimes(datetime(2023, 1, 1), datetime(2026, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001
reasons = st.sampled_from([Reason.HOURLY, Reason.CLOSING, Reason.MIGRATION])
histories = st.sets(
    st.builds(lambda at, reason: Made(at, f"{at:%Y%m%d-%H%M%S-%f} {reason.value}", reason), moments, reasons),
    min_size=1,
    max_size=120,
)
YEARS = {made(days, hour) for days in range(800) for hour in (8, 12)}
"""Two a day for more than two years."""


def test_of_two_a_day_for_two_years_there_are_seven_days_eight_weeks_and_the_months() -> None:
    days = sorted((one.at.date() for one in kept(YEARS)), reverse=True)
    week = [date(2026, 11, day) for day in range(20, 13, -1)]
    sundays = [date(2026, 11, 15) - timedelta(weeks=number) for number in range(1, 7)]
    assert sorted(set(days), reverse=True)[:7] == week
    assert [day for day in days[8:] if day.isoweekday() == 7][:6] == sundays
    ends = [day for day in days if (day + timedelta(days=1)).day == 1]
    assert (len(ends), ends[0], ends[-1]) == (23, date(2026, 10, 31), date(2024, 12, 31))
    assert days.pop(0) == days[0], "a day is thinned when the next has come"
    assert len(days) == len(set(days)), "of each day before the last"
    assert {one.at.hour for one in kept(YEARS) if one.at.date() < days[0]} == {12}


def test_what_is_older_than_two_years_goes_but_not_when_there_is_little_else() -> None:
    old = made(900)
    assert old not in kept(YEARS | {old})
    assert kept({old, made(0)}) == {old, made(0)}
    assert kept({old, *(made(day) for day in range(6))}) >= {old}, "six days are no full row"


def test_one_before_an_update_is_kept_as_long_as_the_months_are() -> None:
    mornings = {made(days, 9, Reason.MIGRATION) for days in (3, 40, 700, 760)}
    assert {one for one in kept(YEARS | mornings) if one.reason is Reason.MIGRATION} == {
        made(days, 9, Reason.MIGRATION) for days in (3, 40, 700)
    }


def test_a_clock_that_was_ten_years_ahead_for_a_day_costs_no_history() -> None:
    ahead = made(-3650)
    before = kept(YEARS) - {made(0, 8)}
    left = kept(YEARS | {ahead}, latest=ahead)
    assert ahead in left
    assert len(before - left) <= 3, "it takes the place of one day, one week and one month"


def test_a_clock_set_back_keeps_what_was_just_made() -> None:
    back = made(2000)
    assert back in kept(YEARS | {back}, latest=back)
    assert kept(YEARS | {back}, latest=back) >= kept(YEARS) - {made(0, 8)}


@given(histories)
def test_the_latest_is_always_kept_and_so_is_the_newest_of_all(history: set[Made]) -> None:
    for latest in history:
        left = kept(history, latest)
        assert latest in left
        assert max(history, key=lambda one: (one.at, one.name)) in left


@given(histories)
def test_thinning_again_takes_nothing_more(history: set[Made]) -> None:
    once = kept(history)
    assert kept(once) == once


@given(histories, st.randoms())
def test_the_order_in_which_they_are_found_is_of_no_matter(history: set[Made], chance) -> None:
    latest = max(history, key=lambda one: one.at)
    listed = sorted(history, key=lambda one: one.name)
    chance.shuffle(listed)
    assert superfluous(listed, latest, RULES) == superfluous(history, latest, RULES)


@given(histories)
def test_what_goes_has_a_later_one_of_its_month_or_is_older_than_all_that_is_promised(history: set[Made]) -> None:
    left = kept(history)
    last = max(history, key=lambda one: one.at).at
    for gone in history - left:
        later = [one.at - gone.at for one in left if one.at >= gone.at]
        is_old = (last - gone.at).days >= 23 * 30
        assert min(later) < timedelta(days=31) or is_old
        if (last - gone.at).days < 7 * 7:
            assert min(later) < timedelta(days=7)
        if (last - gone.at).days < 6:
            assert min(later) < timedelta(days=1)


@given(st.lists(st.integers(0, 40), min_size=1, max_size=60), st.integers(0, 23))
def test_thinned_after_each_one_or_once_in_the_end_is_the_same(steps: list[int], hour: int) -> None:
    """Nothing that will be the week's or the month's is taken away before its time."""
    at, history, standing = NOON - timedelta(days=sum(steps)), set(), set()
    for step in steps:
        at += timedelta(days=step, minutes=1 + hour)
        one = Made(at, f"{at:%Y%m%d-%H%M%S}", Reason.HOURLY)
        history.add(one)
        standing = kept(standing | {one}, one)
    if (max(history, key=lambda one: one.at).at - min(history, key=lambda one: one.at).at).days < 700:
        assert standing == kept(history)


def test_gaps_grow_from_a_day_to_a_week_to_a_month() -> None:
    newest_first = sorted({one.at.date() for one in kept(YEARS)}, reverse=True)
    gaps = [(later - earlier).days for later, earlier in pairwise(newest_first)]
    assert max(gaps[:6]) == 1
    assert max(gaps[:13]) <= 7
    assert max(gaps) <= 31


@pytest.mark.parametrize("name", ["days", "weeks", "months", "minutes", "old_after", "try_after", "source"])
def test_every_number_is_data_with_a_source(name: str) -> None:
    assert getattr(rules_on(date(1999, 1, 1)), name)
