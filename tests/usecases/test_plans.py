"""Is a plan begun, changed, followed up and closed without anything being lost, and out of sight with its person?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from factories import Clock, booking, day, days, without_right
from mottagning.domain.checklists import ChecklistMark, MarkState
from mottagning.domain.follow_ups import FollowUp
from mottagning.domain.people import Protection
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plan_templates import ItemKind, PlanTemplate, TemplateItem
from mottagning.domain.plans import ChildSection, ClosureReason, Goal, GoalStatus, IntroductionPlan
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.responsibilities import ActorKind
from mottagning.readmodels.overview import WaitingKind
from mottagning.readmodels.plans import PlanCard, PlanStatus
from mottagning.usecases.bookings import remove_booking
from mottagning.usecases.context import Context
from mottagning.usecases.history import history
from mottagning.usecases.overview.viewing import waiting
from mottagning.usecases.people import remove_person
from mottagning.usecases.plans.checking import clear_mark, save_mark
from mottagning.usecases.plans.following_up import Former, put_back, remove_follow_up, save_follow_up
from mottagning.usecases.plans.listing import list_plans
from mottagning.usecases.plans.planning import (
    begin_plan,
    doubts_of,
    remove_part,
    remove_plan,
    save_part,
    save_plan,
)
from mottagning.usecases.plans.templates import list_templates, templates_for
from mottagning.usecases.plans.viewing import household_plans, open_plan, plan_of_person
from steps import known, refused

AMINA, BO, CLEO, DANA = "2024-0001", "2024-0002", "2024-0003", "2024-0004"


def begin(ctx: Context, case_number: str = AMINA, first: str = "2025-02-03", **values: Any) -> PlanCard:
    """A plan from a template, as the window shows it then."""
    plan = IntroductionPlan(key="", case_number=case_number, days=days(first), **values)
    return open_plan(ctx, begin_plan(ctx, plan).value.id)


def number(card: PlanCard) -> int:
    assert card.plan is not None
    return card.plan.id


def again(ctx: Context, card: PlanCard) -> PlanCard:
    return open_plan(ctx, number(card))


def goal(text: str = "Språk", **values: Any) -> Goal:
    return Goal(plan="", number=0, area=text, **values)


def activity(**values: Any) -> PlanActivity:
    given: dict[str, Any] = {"what": "Kurs", "days": days("2025-03-10"), "actor_kind": ActorKind.OWN_UNIT}
    return PlanActivity(plan="", number=0, **{**given, **values})


def test_a_plan_begins_from_the_template_of_the_age(office: Context) -> None:
    known(office, AMINA, birth_date=day("1990-01-03"))
    assert templates_for(office, AMINA, day("2025-02-03"))[0].template.key == "vuxen-20-66"
    card = begin(office, begun_from="vuxen-20-66", officer="prov")
    assert card.plan is not None
    assert (card.plan.value.key, card.plan.value.officer) == ("PL2025-0001", "prov")
    assert [one.value.area for one in card.goals] == ["Egen försörjning", "Delaktighet i samhället"]
    assert len(card.activities) == 5
    assert [one.value.area for one in card.responsibilities] == [
        "Etablering och arbete",
        "Sfi och samhällsorientering",
        "Hälsa",
    ]
    assert card.child is None


def test_a_childs_plan_has_the_childs_own_section(office: Context) -> None:
    known(office, BO, birth_date=day("2015-06-01"))
    card = begin(office, BO, begun_from="barn-6-15")
    assert card.is_child
    assert card.child is not None
    save_part(
        office, number(card), card.child, replace(card.child.value, voice="Jag vill spela", heard_on=day("2025-02-10"))
    )
    adult = begin(office, AMINA)
    assert [(one.name, one.is_child, one.heard_on) for one in adult.kin if one.is_child] == [
        ("Bo Provlund", True, day("2025-02-10"))
    ]
    assert adult.child is None
    assert refused(lambda: save_part(office, number(card), None, ChildSection(plan=""))) == [("plan", "taken")]


def test_nobody_has_two_open_plans(office: Context) -> None:
    card = begin(office)
    assert refused(lambda: begin(office)) == [("case_number", "has_plan")]
    assert card.plan is not None
    closed = replace(card.plan.value, closed_on=day("2025-03-01"), closure_reason=ClosureReason.STUDIES)
    save_plan(office, card.plan, closed)
    after = begin(office, first="2025-03-03")
    assert [one.value.key for one in after.earlier] == ["PL2025-0001"]
    assert plan_of_person(office, AMINA) == number(after)
    earlier = after.earlier[0]
    opened = replace(earlier.value, closed_on=None, closure_reason=None)
    assert refused(lambda: save_plan(office, earlier, opened)) == [("closed_on", "has_plan")]
    assert after.plan is not None
    save_plan(office, after.plan, replace(after.plan.value, officer="Petra"))
    remove_plan(office, again(office, after).plan)  # type: ignore[arg-type]
    assert save_plan(office, earlier, opened).value.value.is_open, "opened again while there is no other"


def test_what_is_in_a_plan_gets_numbers_that_are_never_taken_twice(office: Context) -> None:
    card = begin(office)
    for text in ("Ett", "Två", "Tre"):
        save_part(office, number(card), None, goal(text))
    first, second, third = again(office, card).goals
    assert [one.value.number for one in (first, second, third)] == [1, 2, 3]
    remove_part(office, number(card), second)
    save_part(office, number(card), None, goal("Fyra"))
    assert [(one.value.number, one.value.area) for one in again(office, card).goals] == [
        (1, "Ett"),
        (3, "Tre"),
        (4, "Fyra"),
    ]


def test_there_is_one_main_goal(office: Context) -> None:
    card = begin(office)
    for text in ("Ett", "Två"):
        save_part(office, number(card), None, goal(text, is_main=True))
    assert [one.value.is_main for one in again(office, card).goals] == [False, True]


def test_what_something_else_names_is_not_taken_out(office: Context) -> None:
    card = begin(office)
    save_part(office, number(card), None, goal())
    save_part(office, number(card), None, activity(goal=1))
    save_part(office, number(card), None, activity(what="Praktik", depends_on=1))
    card = again(office, card)
    kurs = next(one.activity for one in card.activities if one.activity.value.number == 1)
    assert refused(lambda: remove_part(office, number(card), card.goals[0])) == [("", "in_use")]
    assert refused(lambda: remove_part(office, number(card), kurs)) == [("", "in_use")]


def test_activities_are_refused_in_rings_and_told_of_outside_the_permit(office: Context) -> None:
    known(office, AMINA, permit_decided_on=day("2024-01-01"), permit_until=day("2025-06-30"))
    card = begin(office)
    save_part(office, number(card), None, activity(depends_on=None))
    save_part(office, number(card), None, activity(depends_on=1))
    first = again(office, card).activities[0].activity
    ring = replace(first.value, depends_on=2)
    assert refused(lambda: save_part(office, number(card), first, ring)) == [("depends_on", "waits_for_itself")]
    late = activity(days=days("2025-06-01", "2025-07-01"))
    assert [one.code for one in doubts_of(office, number(card), late)] == ["after_permit", "no_goal"]


def test_an_activity_is_only_a_booking_of_the_persons_own(office: Context) -> None:
    card = begin(office)
    assert refused(lambda: save_part(office, number(card), None, activity(booking="B2"))) == [("booking", "unknown")]
    save_part(office, number(card), None, activity(booking="B1"))
    shown = again(office, card)
    assert shown.activities[0].booking_id == next(one.id for one in shown.bookings if one.key == "B1")
    with office.writing() as uow:
        uow.bookings.add(booking("2025-05-01", key="B9", case_number=AMINA))
        uow.commit()
    save_part(office, number(card), None, activity(booking="B9"))
    with office.reading() as reader:
        stored = reader.bookings.find("B9")
    assert stored is not None
    assert refused(lambda: remove_booking(office, stored)) == [("", "in_use")]


def held(on: str = "2025-03-03", **values: Any) -> FollowUp:
    return FollowUp(plan="", number=0, on=day(on), **values)


def test_a_follow_up_says_how_far_each_goal_has_come_and_proposes_the_next(office: Context) -> None:
    known(office, AMINA, received_on=day("2025-02-03"))
    card = begin(office)
    for text in ("Ett", "Två"):
        save_part(office, number(card), None, goal(text))
    reviews = {1: (GoalStatus.REACHED, "klart"), 2: (GoalStatus.UNDER_WAY, None)}
    save_follow_up(office, number(card), None, held("2025-02-10", own_view="bra"), reviews)
    card = again(office, card)
    assert [one.value.status for one in card.goals] == [GoalStatus.REACHED, GoalStatus.UNDER_WAY]
    assert [(one.goal, one.note) for one in card.follow_ups[0].reviews] == [(1, "klart"), (2, None)]
    assert card.line.proposal is not None
    assert card.line.proposal.day == day("2025-02-17")  # weekly the first month
    assert card.line.status is PlanStatus.LATE  # today is 3 March
    save_follow_up(office, number(card), None, held(), {1: (GoalStatus.GIVEN_UP, None)})
    card = again(office, card)
    assert card.goals[0].value.status is GoalStatus.GIVEN_UP
    assert card.line.proposal is not None
    assert card.line.proposal.day == day("2025-04-03")  # monthly from the second
    # what is entered afterwards about an earlier day is history, and changes no goal
    save_follow_up(office, number(card), None, held("2025-02-17"), {1: (GoalStatus.CHANGED, None)})
    assert again(office, card).goals[0].value.status is GoalStatus.GIVEN_UP


def test_a_follow_up_that_was_a_mistake_goes_with_what_it_said(office: Context) -> None:
    card = begin(office)
    save_part(office, number(card), None, goal())
    save_follow_up(office, number(card), None, held(), {1: (GoalStatus.REACHED, None)})
    card = again(office, card)
    assert refused(lambda: remove_part(office, number(card), card.goals[0])) == [("", "in_use")]
    assert refused(lambda: remove_plan(office, card.plan)) == [("", "in_use")]  # type: ignore[arg-type]
    remove_follow_up(office, number(card), card.follow_ups[0].follow_up)
    card = again(office, card)
    assert card.follow_ups == ()
    remove_part(office, number(card), card.goals[0])


def test_a_goal_is_as_the_latest_follow_up_that_is_left_says(office: Context) -> None:
    card = begin(office)
    for text in ("Ett", "Två"):
        save_part(office, number(card), None, goal(text))

    def statuses() -> list[GoalStatus]:
        return [one.value.status for one in again(office, card).goals]

    under_way, reached = (GoalStatus.UNDER_WAY, None), (GoalStatus.REACHED, None)
    save_follow_up(office, number(card), None, held("2025-02-10"), {1: under_way})
    last = save_follow_up(office, number(card), None, held("2025-02-17"), {1: reached, 2: reached}).value
    assert statuses() == [GoalStatus.REACHED, GoalStatus.REACHED]
    other = save_follow_up(office, number(card), None, held("2025-02-24"), {2: under_way}).value
    remove_follow_up(office, number(card), last)
    assert statuses() == [GoalStatus.UNDER_WAY, GoalStatus.UNDER_WAY]
    remove_follow_up(office, number(card), other)
    assert statuses() == [GoalStatus.UNDER_WAY, GoalStatus.NOT_BEGUN]
    again_held = save_follow_up(office, number(card), None, held("2025-02-17"), {1: reached}).value
    earlier = replace(again_held.value, on=day("2025-02-04"))  # it was held before the other
    save_follow_up(office, number(card), again_held, earlier, {1: reached})
    assert statuses() == [GoalStatus.UNDER_WAY, GoalStatus.NOT_BEGUN]


def test_a_follow_up_and_its_goals_are_put_back_as_they_were(office: Context) -> None:
    card = begin(office)
    for text in ("Ett", "Två"):
        save_part(office, number(card), None, goal(text))
    by_hand = again(office, card).goals[1]
    save_part(office, number(card), by_hand, replace(by_hand.value, status=GoalStatus.GIVEN_UP))
    first = save_follow_up(office, number(card), None, held("2025-02-10"), {1: (GoalStatus.UNDER_WAY, "trögt")}).value
    goals = {1: GoalStatus.UNDER_WAY, 2: GoalStatus.GIVEN_UP}
    none, one = Former(None, {}, goals), Former(first.value, {1: (GoalStatus.UNDER_WAY, "trögt")}, goals)

    def stands() -> None:
        found = again(office, card)
        assert {each.value.number: each.value.status for each in found.goals} == goals
        (left,) = found.follow_ups
        assert left.follow_up.value == first.value
        assert [(each.goal, each.status, each.note) for each in left.reviews] == [(1, GoalStatus.UNDER_WAY, "trögt")]

    reached = {1: (GoalStatus.REACHED, None), 2: (GoalStatus.REACHED, None)}
    entered = save_follow_up(office, number(card), None, held("2025-02-17"), reached).value
    put_back(office, number(card), entered, none)
    stands()
    changed = save_follow_up(office, number(card), first, held("2025-02-11", own_view="bra"), reached).value
    later = save_follow_up(office, number(card), changed, held("2025-02-12", own_view="bra"), reached).value
    assert ("on", "changed_meanwhile") in refused(lambda: put_back(office, number(card), changed, one))
    put_back(office, number(card), later, one)
    stands()
    remove_follow_up(office, number(card), again(office, card).follow_ups[0].follow_up)
    put_back(office, number(card), None, one)
    stands()


def test_of_two_follow_ups_on_a_day_the_later_entered_says_how_a_goal_is(office: Context) -> None:
    card = begin(office)
    save_part(office, number(card), None, goal())
    first = save_follow_up(office, number(card), None, held(), {1: (GoalStatus.UNDER_WAY, None)}).value
    save_follow_up(office, number(card), None, held(), {1: (GoalStatus.REACHED, None)})
    save_follow_up(office, number(card), first, replace(first.value, own_view="bra"), {1: (GoalStatus.UNDER_WAY, None)})
    assert again(office, card).goals[0].value.status is GoalStatus.REACHED


def test_a_plan_that_was_a_mistake_goes_with_all_that_is_in_it(office: Context) -> None:
    card = begin(office, begun_from="vuxen-20-66")
    with office.reading() as reader:
        amina = reader.people.find(AMINA)
    assert amina is not None
    assert refused(lambda: remove_person(office, amina))  # what is documented about her is not thrown away with her
    assert card.plan is not None
    remove_plan(office, card.plan)
    assert plan_of_person(office, AMINA) < 0
    with office.reading() as reader:
        assert reader.plan_goals.every() == reader.plan_activities.every() == []


def test_what_has_been_done_is_told(office: Context) -> None:
    card = begin(office)
    save_part(office, number(card), None, goal(words="Jag vill baka"))
    told = history(office, "plans", number(card))
    assert [one.what for one in told] == ["Mål", "Planer"]
    assert "Jag vill baka" in told[0].said


def test_the_list_has_those_without_a_plan_and_says_who_is_late(office: Context, clock: Clock) -> None:
    known(office, AMINA, received_on=day("2025-02-03"))
    known(office, BO, received_on=day("2025-02-04"))
    known(office, DANA, received_on=day("2025-02-03"))  # belongs to another municipality
    assert {one.case_number: one.status for one in list_plans(office)} == {
        AMINA: PlanStatus.LACKING,  # four weeks to the day
        BO: PlanStatus.LACKING,
    }
    clock.tick(days=1)
    assert {one.case_number: one.status for one in list_plans(office)} == {
        AMINA: PlanStatus.LACKING_LATE,
        BO: PlanStatus.LACKING,
    }
    begin(office, BO, first="2025-03-04")
    bo = next(one for one in list_plans(office) if one.case_number == BO)
    assert (bo.status, bo.key) == (PlanStatus.OPEN, "PL2025-0001")


def counted(ctx: Context) -> int:
    return sum(one.count for one in waiting(ctx) if one.kind is WaitingKind.FOLLOW_UPS_LATE)


def test_late_follow_ups_are_counted_where_the_person_may_be_seen(office: Context) -> None:
    for case in (AMINA, CLEO):
        begin(office, case, first="2025-01-07")
    assert counted(office) == 2
    assert counted(without_right(office)) == 1


def test_nothing_tells_of_a_hidden_persons_plan(office: Context) -> None:
    hers = begin(office, CLEO, begun_from="vuxen-20-66")
    begin(office, AMINA)
    other = without_right(office)
    assert [one.case_number for one in list_plans(other)] == [AMINA]
    assert [one.case_number for one in household_plans(other, "H1")] == [AMINA, BO]
    assert [one.case_number for one in open_plan(other, plan_of_person(other, AMINA)).kin] == [BO]
    plan = hers.plan
    assert plan is not None
    mark = ChecklistMark(item="ut-kort", on=day("2025-03-03"), by="x", case_number=CLEO)
    tried: list[Callable[[], object]] = [
        lambda: open_plan(other, plan.id),
        lambda: open_plan(other, -hers.line.person_id),
        lambda: plan_of_person(other, CLEO),
        lambda: begin(other, CLEO),
        lambda: save_plan(other, plan, replace(plan.value, needs="x")),
        lambda: remove_plan(other, plan),
        lambda: save_part(other, plan.id, None, goal()),
        lambda: save_part(other, plan.id, hers.goals[0], replace(hers.goals[0].value, words="x")),
        lambda: remove_part(other, plan.id, hers.goals[1]),
        lambda: doubts_of(other, plan.id, activity()),
        lambda: save_follow_up(other, plan.id, None, held(), {}),
        lambda: templates_for(other, CLEO, day("2025-03-03")),
        lambda: save_mark(other, None, mark),
        lambda: history(other, "plans", plan.id),
    ]
    for work in tried:
        assert refused(work) == [("", RefusalCode.GONE.value)]


def test_a_household_that_is_hidden_has_no_checklist(office: Context) -> None:
    known(office, DANA, household="H7", protection=Protection.CONFIDENTIAL_FLAG)
    mark = ChecklistMark(item="el", on=day("2025-03-03"), by="x", household="H7")
    assert refused(lambda: save_mark(without_right(office), None, mark)) == [("household", "unknown")]
    save_mark(office, None, mark)


def test_an_item_is_ticked_for_the_person_or_once_for_the_household_and_undone(office: Context) -> None:
    known(office, AMINA, received_on=day("2025-02-03"))
    on = day("2025-03-03")
    save_mark(office, None, ChecklistMark(item="id-handlingar", on=on, by="prov", case_number=AMINA))
    done = save_mark(office, None, ChecklistMark(item="el", on=on, by="prov", household="H1")).value
    why = ChecklistMark(
        item="internet", on=on, by="prov", household="H1", state=MarkState.NOT_APPLICABLE, why="ingår i hyran"
    )
    save_mark(office, None, why)
    amina, bo = (open_plan(office, plan_of_person(office, case)).checked for case in (AMINA, BO))

    def marked(checked: Any) -> set[str]:
        return {line.item.key for phase in checked.phases for line in phase.lines if line.mark is not None}

    assert (marked(amina), marked(bo)) == ({"id-handlingar", "el", "internet"}, {"el", "internet"})
    week = next(phase for phase in amina.phases if phase.phase.value == "first_week")
    assert (week.settled, week.ends_on, week.is_late) == (3, day("2025-02-10"), True)
    clear_mark(office, done)
    assert marked(open_plan(office, plan_of_person(office, BO)).checked) == {"internet"}
    # the office has been before somebody else
    assert refused(lambda: clear_mark(office, done)) == [("", "gone")]


def test_the_offices_own_template_stands_in_place_of_a_shipped_one(office: Context) -> None:
    with office.writing() as uow:
        uow.plan_templates.add(PlanTemplate(key="aldre-67", title="Våra äldre", from_age=67))
        uow.plan_template_items.add(TemplateItem(template="aldre-67", number=1, kind=ItemKind.GOAL, text="Grannar"))
        uow.commit()
    titles = [one.template.title for one in list_templates(office)]
    assert "Våra äldre" in titles
    assert len(titles) == 5
    assert [one.value.area for one in begin(office, begun_from="aldre-67").goals] == ["Grannar"]


def test_two_officers_never_overwrite_each_other(office: Context) -> None:
    card = begin(office)
    assert card.plan is not None
    save_plan(office, card.plan, replace(card.plan.value, needs="den första"))
    with pytest.raises(Refused) as caught:
        save_plan(office, card.plan, replace(card.plan.value, needs="den andra"))
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE
    assert again(office, card).plan.value.needs == "den första"  # type: ignore[union-attr]
