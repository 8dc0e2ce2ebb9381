"""Is a plan begun from the right template, and is what does not fit it told where it arises?"""

from __future__ import annotations

from typing import Any

import pytest

from factories import day, days
from mottagning.domain.ages import age_on
from mottagning.domain.checklists import (
    ChecklistItem,
    ChecklistMark,
    MarkState,
    NotFor,
    OwnerKind,
    Phase,
    mark_problems,
    not_for,
)
from mottagning.domain.money import scaled
from mottagning.domain.people import Person, SettlementKind
from mottagning.domain.plan_activities import ActivityStatus, PlanActivity, activity_doubts, activity_problems
from mottagning.domain.plan_templates import ItemKind, TemplateItem, begun, fitting, item_problems
from mottagning.domain.plans import ClosureReason, IntroductionPlan, plan_problems
from mottagning.domain.responsibilities import ActorKind
from mottagning.system.reference import reference

DATA = reference().plans
TEMPLATES = [one.template for one in DATA.templates]
PLAN = IntroductionPlan(key="PL1", case_number="2026-0001", days=days("2026-02-02", "2027-06-30"))


def activity(number: int, first: str = "2026-03-02", last: str | None = "2026-06-12", **values: Any) -> PlanActivity:
    given = {"what": f"aktivitet {number}", "actor_kind": ActorKind.OWN_UNIT, "goal": 1, **values}
    return PlanActivity(plan="PL1", number=number, days=days(first, last), **given)


def codes(problems: Any) -> list[tuple[str, str]]:
    return [(one.name, one.code) for one in problems]


@pytest.mark.parametrize(
    ("birth", "template"),
    [
        ("2026-02-01", "barn-0-5"),
        ("2020-02-03", "barn-0-5"),  # six tomorrow
        ("2020-02-02", "barn-6-15"),
        ("2010-02-03", "barn-6-15"),
        ("2010-02-02", "ungdom-16-19"),
        ("2006-02-03", "ungdom-16-19"),
        ("2006-02-02", "vuxen-20-66"),
        ("1959-02-03", "vuxen-20-66"),
        ("1959-02-02", "aldre-67"),
        ("1930-01-01", "aldre-67"),
    ],
)
def test_there_is_one_shipped_template_for_each_age(birth: str, template: str) -> None:
    assert [one.key for one in fitting(TEMPLATES, day(birth), day("2026-02-02"))] == [template]


def test_whose_birth_nobody_knows_can_have_any_of_them() -> None:
    assert fitting(TEMPLATES, None, day("2026-02-02")) == TEMPLATES


def test_everything_shipped_says_where_it_comes_from() -> None:
    items = [item for one in DATA.templates for item in one.items if item.kind is not ItemKind.RESPONSIBILITY]
    assert [item.text for item in items if not item.source] == []
    assert [one.key for one in DATA.checklist.items if not one.source] == []
    assert [one.key for one in (*DATA.follow_ups.intervals, *DATA.follow_ups.events) if not one.source] == []
    for one in DATA.templates:
        assert [problem for item in one.items for problem in item_problems(item, one.items)] == []


def test_a_plan_begins_with_what_its_template_says_and_no_words_of_the_persons() -> None:
    adult = next(one for one in DATA.templates if one.template.key == "vuxen-20-66")
    new = begun(PLAN, adult.items)
    assert [(one.number, one.area, one.words, one.is_main) for one in new.goals] == [
        (1, "Egen försörjning", None, True),
        (2, "Delaktighet i samhället", None, False),
    ]
    assert [one.goal for one in new.activities] == [1, 2, 1, 1, None]
    assert {one.days.start for one in new.activities} == {day("2026-02-02")}
    assert all(one.days.is_open and one.status is ActivityStatus.PLANNED for one in new.activities)


def test_an_activity_of_a_template_has_its_weeks() -> None:
    items = [
        TemplateItem(template="M", number=5, kind=ItemKind.GOAL, text="Språk"),
        TemplateItem(
            template="M",
            number=2,
            kind=ItemKind.ACTIVITY,
            text="Kurs",
            actor_kind=ActorKind.PROVIDER,
            goal=5,
            after_weeks=2,
            weeks=10,
        ),
    ]
    (made,) = begun(PLAN, items).activities
    # two weeks after 2 February; ten weeks, the last of which ends on a Sunday
    assert (made.days, made.goal) == (days("2026-02-16", "2026-04-26"), 1)


def test_activities_that_wait_for_one_another_are_refused() -> None:
    others = [activity(1), activity(2, depends_on=1), activity(3, depends_on=2)]
    (problem,) = activity_problems(activity(1, depends_on=3), others, {1})
    assert (problem.name, problem.code, problem.params["ring"]) == ("depends_on", "waits_for_itself", "1 → 3 → 2 → 1")
    assert codes(activity_problems(activity(4, depends_on=4), others, {1})) == [("depends_on", "waits_for_itself")]
    assert codes(activity_problems(activity(4, depends_on=3), others, {1})) == []
    assert codes(activity_problems(activity(4, depends_on=9, goal=2), others, {1})) == [
        ("goal", "unknown"),
        ("depends_on", "unknown"),
    ]


@pytest.mark.parametrize(("hours", "expected"), [("168", []), ("168.5", [("hours_per_week", "too_many_hours")])])
def test_no_week_has_more_hours_than_it_has(hours: str, expected: list[tuple[str, str]]) -> None:
    assert codes(activity_problems(activity(1, hours_per_week=scaled(hours)), [], {1})) == expected


def test_a_ring_of_others_is_not_walked_for_ever() -> None:
    others = [activity(2, depends_on=3), activity(3, depends_on=2)]
    assert activity_problems(activity(1, depends_on=2), others, {1}) == ()


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-02-01", "2026-06-12", [("first", "before_plan")]),
        ("2026-02-02", "2027-06-30", [("last", "after_permit")]),
        ("2027-07-01", None, [("last", "after_plan"), ("last", "after_permit")]),
        ("2027-06-01", "2027-07-01", [("last", "after_plan"), ("last", "after_permit")]),
        ("2026-02-02", "2027-05-31", []),  # the permit's own last day
        ("2026-02-02", None, []),  # an end that nobody knows outlasts nothing
    ],
)
def test_what_lies_outside_the_plan_or_the_permit_is_told(
    first: str, last: str | None, expected: list[tuple[str, str]]
) -> None:
    assert codes(activity_doubts(activity(1, first, last), PLAN, day("2027-05-31"))) == expected


def test_what_has_been_done_is_history_and_nothing_to_tell_of() -> None:
    done = activity(1, "2020-01-01", "2020-06-01", status=ActivityStatus.DONE, goal=None)
    assert activity_doubts(done, PLAN, None) == ()


def test_an_activity_that_begins_before_what_it_waits_for_is_told_of() -> None:
    first = activity(1, "2026-03-02", "2026-06-12")
    assert codes(activity_doubts(activity(2, "2026-06-12", depends_on=1), PLAN, None, [first])) == [
        ("depends_on", "begins_before")
    ]
    assert activity_doubts(activity(2, "2026-06-13", "2026-07-01", depends_on=1), PLAN, None, [first]) == ()
    assert codes(activity_doubts(activity(2, goal=None), PLAN, None)) == [("goal", "no_goal")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"closed_on": day("2026-03-01")}, [("closure_reason", "missing")]),
        ({"closure_reason": ClosureReason.WORK}, [("closed_on", "missing")]),
        ({"closed_on": day("2026-02-01"), "closure_reason": ClosureReason.WORK}, [("closed_on", "ends_before_start")]),
        ({"handed_on": day("2026-03-01")}, [("handed_to", "missing")]),
        ({"closed_on": day("2026-02-02"), "closure_reason": ClosureReason.MOVED}, []),
    ],
)
def test_a_closing_says_when_why_and_to_whom(values: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    plan = IntroductionPlan(key="PL1", case_number="1", days=days("2026-02-02"), **values)
    assert codes(plan_problems(plan)) == expected


def test_a_plan_begins_in_a_year_that_may_be_meant() -> None:
    plan = IntroductionPlan(key="PL1", case_number="1", days=days("9999-12-01"))
    assert codes(plan_problems(plan)) == [("first", "unlikely_year")]


def item(**values: Any) -> ChecklistItem:
    return ChecklistItem(key="x", phase=Phase.FIRST_DAY, text="x", **values)


def test_an_item_is_for_those_whom_its_rule_names() -> None:
    assigned = item(settlements=(SettlementKind.ASSIGNED, SettlementKind.QUOTA))
    on = day("2026-02-02")
    assert not_for(assigned, Person(case_number="1", settlement_kind=SettlementKind.RELATIVE), on) is NotFor.SETTLEMENT
    assert not_for(assigned, Person(case_number="1", settlement_kind=SettlementKind.QUOTA), on) is None
    assert not_for(assigned, Person(case_number="1"), on) is None, "nobody has said how she came"
    school = item(from_age=6, to_age=15)
    born = {"2020-02-02": None, "2020-02-03": NotFor.AGE, "2010-02-03": None, "2010-02-02": NotFor.AGE}
    for birth, expected in born.items():
        assert not_for(school, Person(case_number="1", birth_date=day(birth)), on) is expected, birth
    alone = item(is_for_unaccompanied=True)
    assert not_for(alone, Person(case_number="1"), on) is NotFor.UNACCOMPANIED
    assert not_for(alone, Person(case_number="1", is_unaccompanied=True), on) is None


def test_the_phases_end_in_their_order() -> None:
    ends = [phase.ends_on(day("2026-01-31")).isoformat() for phase in Phase]
    assert ends == ["2026-01-31", "2026-01-31", "2026-02-07", "2026-02-28", "2026-06-30", "2028-01-31"]


def test_a_mark_says_whose_it_is_and_why() -> None:
    items = {"p": item(), "h": item(owner=OwnerKind.HOUSEHOLD)}
    on = day("2026-02-02")

    def told(**values: Any) -> list[tuple[str, str]]:
        return codes(mark_problems(ChecklistMark(**{"item": "p", "on": on, "by": "x", **values}), items, on))

    assert told(case_number="1") == []
    assert told(item="h", household="H1") == []
    assert told() == told(case_number="1", household="H1") == [("item", "for_the_other")]
    assert told(household="H1") == [("item", "for_the_other")]
    assert told(item="h", case_number="1") == []  # of who belongs to no household
    assert told(case_number="1", state=MarkState.NOT_APPLICABLE) == [("why", "missing")]
    assert told(case_number="1", on=day("2026-02-03")) == [("on", "in_the_future")]
    assert told(item="z") == [("item", "unknown")]


def test_age_is_counted_in_whole_years() -> None:
    birth = day("2008-02-29")
    ages = {"2008-02-29": 0, "2009-02-27": 0, "2009-02-28": 1, "2012-02-28": 3, "2012-02-29": 4, "2007-01-01": 0}
    assert {text: age_on(birth, day(text)) for text in ages} == ages


def test_a_line_of_a_template_says_what_it_needs() -> None:
    line = TemplateItem(template="M", number=1, kind=ItemKind.ACTIVITY, text="x", goal=3, weeks=0)
    assert [(one.name, one.code) for one in item_problems(line)] == [
        ("actor_kind", "missing"),
        ("weeks", "ends_before_start"),
        ("goal", "unknown"),
    ]
