"""When are children looked after, and when is that not known?"""

from __future__ import annotations

import pytest

from mottagning.domain.children_hours import Care, Looked, hours_of, shared_hours
from mottagning.texts.offers import parse_times as week


def care(care: Care, times: str) -> Looked:
    return Looked(care, week(times))


SCHOOL, AFTER = care(Care.SCHOOL, "mån–fre 8–13"), care(Care.AROUND_SCHOOL, "mån–fre 13–17")


@pytest.mark.parametrize(
    ("bookings", "expected"),
    [
        ([care(Care.ALL_DAY, "mån–fre 8–15")], "mån–fre 8–15"),
        ([SCHOOL, AFTER], "mån–fre 8–17"),
        ([SCHOOL], "mån–fre 8–13"),
        ([AFTER], ""),
        ([SCHOOL, care(Care.AROUND_SCHOOL, "")], ""),
        ([], ""),
    ],
)
def test_hours_count_only_when_the_whole_day_is_told(bookings: list[Looked], expected: str) -> None:
    assert hours_of(bookings) == week(expected)


def test_parents_are_free_while_all_their_children_are_looked_after() -> None:
    small = [care(Care.ALL_DAY, "mån–ons 7–12")]
    assert shared_hours([[SCHOOL, AFTER], small]) == week("mån–ons 8–12")
    assert shared_hours([small]) == week("mån–ons 7–12")
    assert shared_hours([]) == ()


def test_one_child_whose_hours_nobody_knows_leaves_those_of_all_unknown() -> None:
    assert shared_hours([[SCHOOL, AFTER], [care(Care.ALL_DAY, "")]]) == ()
