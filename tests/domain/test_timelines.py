"""What would moving an activity do, and how do things lie on a line of time? Days worked out by hand."""

from __future__ import annotations

from itertools import combinations
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import day, days
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.plan_activities import ActivityStatus, PlanActivity
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.timelines import (
    Edge,
    Grip,
    MoveEffects,
    Thing,
    ThingKind,
    all_days,
    movable,
    move_effects,
    moved,
    stacked,
    step_of_months,
)

AMINA, BO = 1, 2
TODAY = day("2026-03-01")
PLAN = IntroductionPlan(key="PL1", case_number="2026-0001", days=days("2026-02-02", "2026-12-18"))


def activity(number: int, first: str = "2026-03-02", last: str | None = "2026-06-12", **values: Any) -> PlanActivity:
    given = {"what": f"aktivitet {number}", "actor_kind": ActorKind.OWN_UNIT, "goal": 1, **values}
    return PlanActivity(plan="PL1", number=number, days=days(first, last), **given)


def thing(kind: ThingKind, first: str, last: str | None = None, **values: Any) -> Thing:
    """Something of Amina's; on a day, unless it has a last one."""
    given = {"key": f"{kind.value}/{first}", "person": AMINA, **values}
    return Thing(kind=kind, days=days(first, last or first), **given)


def effects(
    one: PlanActivity,
    to: DateRange,
    others: tuple[PlanActivity, ...] = (),
    things: tuple[Thing, ...] = (),
    permit: str | None = None,
) -> MoveEffects:
    return move_effects(one, to, PLAN, day(permit) if permit else None, others, things, AMINA)


def codes(problems: Any) -> list[str]:
    return [one.code for one in problems]


# the new days


@pytest.mark.parametrize(
    ("grip", "by", "first", "last"),
    [
        (Grip.WHOLE, 7, "2026-03-09", "2026-06-19"),
        (Grip.WHOLE, -2, "2026-02-28", "2026-06-10"),
        (Grip.END, 18, "2026-03-02", "2026-06-30"),
        (Grip.END, -102, "2026-03-02", "2026-03-02"),
        (Grip.END, -103, "2026-03-02", "2026-03-02"),  # never shorter than a day
        (Grip.END, -9999, "2026-03-02", "2026-03-02"),
    ],
)
def test_the_whole_keeps_its_length_and_the_end_keeps_its_beginning(grip: Grip, by: int, first: str, last: str) -> None:
    assert moved(days("2026-03-02", "2026-06-12"), grip, by) == days(first, last)


def test_what_has_no_end_goes_on_without_one_and_has_none_to_move() -> None:
    assert moved(days("2026-03-02"), Grip.WHOLE, 7) == days("2026-03-09")
    assert moved(days("2026-03-02"), Grip.END, 7) == days("2026-03-02")


@pytest.mark.parametrize("grip", list(Grip))
@pytest.mark.parametrize("by", [-10_000_000, 10_000_000])
def test_no_day_lies_beyond_the_calendar(grip: Grip, by: int) -> None:
    found = moved(days("2026-03-02", "2026-06-12"), grip, by)
    assert found.start < found.end < OPEN


@pytest.mark.parametrize(
    ("first", "last", "grip", "months", "new"),
    [
        ("2026-01-31", "2026-06-12", Grip.WHOLE, 1, "2026-02-28"),
        ("2026-03-02", "2026-06-12", Grip.WHOLE, -1, "2026-02-02"),
        ("2026-03-02", "2026-06-30", Grip.END, 1, "2026-07-30"),
    ],
)
def test_a_month_later_is_the_same_day_of_the_month(first: str, last: str, grip: Grip, months: int, new: str) -> None:
    found = moved(days(first, last), grip, step_of_months(days(first, last), grip, months))
    assert (found.start if grip is Grip.WHOLE else found.last) == day(new)


@pytest.mark.parametrize("status", list(ActivityStatus))
def test_only_what_is_planned_in_an_open_plan_is_moved(status: ActivityStatus) -> None:
    is_planned = status is ActivityStatus.PLANNED
    assert movable(activity(1, status=status), is_plan_open=True) is is_planned
    assert not movable(activity(1, status=status), is_plan_open=False)


# doubts


def test_a_doubt_that_arises_is_told_apart_from_one_that_stood_and_one_that_is_solved() -> None:
    one = activity(1, "2026-01-26", "2026-06-12", goal=None)
    found = effects(one, days("2026-02-02", "2026-06-19"), permit="2026-06-15")
    assert codes(found.arising) == ["after_permit"]
    assert codes(found.solved) == ["before_plan"]
    found = effects(one, days("2026-01-19", "2026-06-05"), permit="2026-06-01")
    assert codes(found.standing) == ["before_plan", "after_permit"]
    assert codes(found.arising) == codes(found.solved) == []


@pytest.mark.parametrize(("last", "doubts"), [("2026-12-18", []), ("2026-12-19", ["after_plan"])])
def test_the_plans_last_day_is_still_inside_it(last: str, doubts: list[str]) -> None:
    assert codes(effects(activity(1), days("2026-03-02", last)).arising) == doubts


def test_beginning_before_what_it_waits_for_is_over_is_a_doubt() -> None:
    first, then = activity(1), activity(2, "2026-06-13", "2026-08-01", depends_on=1)
    assert codes(effects(then, days("2026-06-12", "2026-07-31"), (first,)).arising) == ["begins_before"]
    assert codes(effects(then, days("2026-06-14", "2026-08-02"), (first,)).arising) == []


# what waits for it


@pytest.mark.parametrize(
    ("last", "waiting"),
    [("2026-06-12", []), ("2026-06-14", []), ("2026-06-15", [2]), ("2026-07-01", [2, 3])],
)
def test_what_depends_on_it_is_named_when_it_would_begin_before_it_ends(last: str, waiting: list[int]) -> None:
    """Activity 2 begins on 15 June and 3 on 1 July; what ends on the day before is out of the way."""
    others = (
        activity(2, "2026-06-15", depends_on=1, last="2026-09-01"),
        activity(3, "2026-07-01", depends_on=1, last="2026-09-01"),
        activity(4, "2026-06-01", depends_on=2, last="2026-09-01"),
        activity(5, "2026-06-01", depends_on=1, last="2026-09-01", status=ActivityStatus.CANCELLED),
    )
    found = effects(activity(1), days("2026-03-02", last), others)
    assert [one.number for one in found.waiting] == waiting


def test_what_never_ends_is_waited_for_by_all_that_depend_on_it() -> None:
    found = effects(activity(1, last=None), days("2026-03-09"), (activity(2, "2030-01-01", None, depends_on=1),))
    assert [one.number for one in found.waiting] == [2]


# what it passes


FOLLOW_UP = thing(ThingKind.FOLLOW_UP, "2026-06-15")


@pytest.mark.parametrize(
    ("first", "last", "passing"),
    [
        ("2026-03-02", "2026-06-14", []),
        ("2026-03-02", "2026-06-15", []),  # it ends the same day, not after it
        ("2026-03-02", "2026-06-16", [(Edge.END, True)]),
        ("2026-06-15", "2026-09-25", [(Edge.END, True)]),
        ("2026-06-16", "2026-09-26", [(Edge.START, True)]),  # all of it lies after: told once
    ],
)
def test_a_day_is_passed_when_an_edge_comes_to_lie_after_it(
    first: str, last: str, passing: list[tuple[Edge, bool]]
) -> None:
    found = effects(activity(1), days(first, last), things=(FOLLOW_UP,))
    assert [(one.edge, one.is_later) for one in found.passed] == passing
    assert all(one.thing == FOLLOW_UP for one in found.passed)


@pytest.mark.parametrize(
    ("first", "last", "passing"),
    [
        ("2026-06-15", "2026-09-25", []),
        ("2026-06-14", "2026-09-24", [(Edge.START, False)]),
        ("2026-03-05", "2026-06-15", [(Edge.START, False)]),
        ("2026-03-04", "2026-06-14", [(Edge.END, False)]),  # all of it lies before: told once
    ],
)
def test_a_day_is_passed_backwards_too(first: str, last: str, passing: list[tuple[Edge, bool]]) -> None:
    one = activity(1, "2026-06-16", "2026-09-26")
    found = effects(one, days(first, last), things=(FOLLOW_UP,))
    assert [(each.edge, each.is_later) for each in found.passed] == passing


@pytest.mark.parametrize(
    ("before", "after", "passing"),
    [
        (("2026-06-15", "2026-06-20"), ("2026-06-14", "2026-06-19"), [(Edge.START, False)]),
        (("2026-06-15", "2026-06-20"), ("2026-06-16", "2026-06-21"), [(Edge.START, True)]),
        (("2026-06-10", "2026-06-15"), ("2026-06-09", "2026-06-14"), [(Edge.END, False)]),
        (("2026-06-10", "2026-06-15"), ("2026-06-11", "2026-06-16"), [(Edge.END, True)]),
        (("2026-06-10", None), ("2026-06-01", None), []),  # it goes on over the day as it did
        (("2026-06-20", None), ("2026-06-01", None), [(Edge.START, False)]),
    ],
)
def test_what_began_or_ended_that_very_day_passes_it_with_one_day(
    before: tuple[str, str | None], after: tuple[str, str | None], passing: list[tuple[Edge, bool]]
) -> None:
    found = effects(activity(1, *before), days(*after), things=(FOLLOW_UP,))
    assert [(one.edge, one.is_later) for one in found.passed] == passing


def test_passed_are_the_own_deadlines_and_follow_ups_alone_in_time() -> None:
    deadline = thing(ThingKind.DEADLINE, "2026-06-14")
    others = (
        FOLLOW_UP,
        deadline,
        thing(ThingKind.FOLLOW_UP, "2026-06-16", person=BO),
        thing(ThingKind.BOOKING, "2026-06-16"),
        thing(ThingKind.FOLLOW_UP, "2026-06-17", is_live=False),  # it has been held
    )
    found = effects(activity(1), days("2026-03-02", "2026-06-20"), things=others)
    assert [one.thing for one in found.passed] == [deadline, FOLLOW_UP]


# the others of the household, and the booking that it is


def test_another_members_thing_is_named_when_it_comes_to_fall_on_the_same_days() -> None:
    met = thing(ThingKind.ACTIVITY, "2026-06-13", "2026-06-30", person=BO)
    things = (
        met,
        thing(ThingKind.BOOKING, "2026-05-01", "2026-07-30", person=BO),  # as before
        thing(ThingKind.BOOKING, "2026-06-20", "2026-07-30", person=BO),  # the day after
        thing(ThingKind.ACTIVITY, "2026-06-14", "2026-07-30"),  # her own
        thing(ThingKind.ACTIVITY, "2026-06-15", "2026-07-30", person=BO, is_live=False),
        thing(ThingKind.RESIDENCE, "2026-06-15", "2026-07-30", person=BO),
        thing(ThingKind.DEADLINE, "2026-06-15", person=BO),
    )
    assert effects(activity(1), days("2026-03-09", "2026-06-19"), things=things).meets == (met,)
    assert effects(activity(1), days("2026-03-02", "2026-06-12"), things=things).meets == ()


def test_the_booking_that_it_is_keeps_its_days() -> None:
    assert effects(activity(1, booking="B1"), days("2026-03-09", "2026-06-19")).booking == "B1"


def test_a_move_that_touches_nothing_says_so() -> None:
    assert not effects(activity(1), days("2026-03-09", "2026-06-19")).touches
    assert effects(activity(1, booking="B1"), days("2026-03-09", "2026-06-19")).touches


# how things lie


@given(st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20)), max_size=40))
def test_things_in_one_row_never_lie_over_one_another_and_no_row_is_wasted(found: list[tuple[int, int]]) -> None:
    extents = [(start, start + wide) for start, wide in found]
    rows = stacked(extents)
    for (one, row), (other, its_row) in combinations(zip(extents, rows, strict=True), 2):
        assert row != its_row or one[1] <= other[0] or other[1] <= one[0]
    deepest = max((sum(start <= at < end for start, end in extents) for at in range(81)), default=0)
    assert len(set(rows)) == deepest, "as many rows as things at the same time"


def test_a_row_is_taken_again_as_soon_as_it_is_free() -> None:
    assert stacked([(5, 9), (0, 5), (3, 6), (9, 10)]) == [0, 0, 1, 0]


def test_all_days_reach_from_the_first_that_happens_to_the_last_that_is_known() -> None:
    """How long somebody had lived somewhere before, and what has no end, does not stretch the line."""
    things = [
        thing(ThingKind.RESIDENCE, "1990-01-01", "9999-12-30"),
        thing(ThingKind.ACTIVITY, "2026-02-10", "2026-06-12"),
        Thing(key="b", person=BO, kind=ThingKind.BOOKING, days=days("2025-09-01")),
        thing(ThingKind.DEADLINE, "2028-05-01"),
    ]
    assert all_days(things, TODAY) == DateRange(day("2025-09-01"), day("2028-05-02"))
    assert all_days([], TODAY) == DateRange(TODAY, day("2026-03-02"))
    assert all_days(things[:1], TODAY) == DateRange(TODAY, day("2026-03-02"))
