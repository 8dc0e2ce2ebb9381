"""What plans do the demonstration register's people have? From the templates, with words, follow-ups and checklists.

Somebody in ten has none, as in any office, so that the list shows who is waited for. Some wait for others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, timedelta
from itertools import count
from typing import Any

from mottagning.domain.ages import age_on
from mottagning.domain.bookings import Booking
from mottagning.domain.checklists import Checklist, ChecklistMark, OwnerKind, Phase, not_for
from mottagning.domain.follow_ups import FollowUp, GoalReview
from mottagning.domain.households import ADULT_AGE
from mottagning.domain.people import Person
from mottagning.domain.periods import DateRange, add_months
from mottagning.domain.plan_activities import ActivityStatus, PlanActivity
from mottagning.domain.plan_templates import WholeTemplate, begun, fitting
from mottagning.domain.plans import ChildSection, Goal, GoalStatus, IntroductionPlan
from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.waiting import Wait
from mottagning.readmodels.plan_data import PlanData
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts.words import first_upper
from mottagning.usecases.admin.demo_people import LAST, DemoPeople

_PEOPLE = 30
"""So many of the first have plans and checklists; the register stays small however many people it has."""
_WITHOUT = 10
_BEGINS_AFTER = timedelta(weeks=3)
_FOLLOWED_UP_AFTER = (1, 2, 3, 4, 6, 9, 12, 15, 18)
"""Months after the plan began."""
_LATE = 6
"""One plan in so many has not been followed up for a while."""
_LEFT_OPEN = 7
"""One item in so many is not ticked."""
_OFFICER = "demo"
_NOW = LAST.last


def make_plans(uow: UnitOfWork, shipped: PlanData, words: Mapping[str, Any], people: DemoPeople) -> None:
    """Add the plans and what has been ticked; `words` is the parsed file."""
    numbers, said = count(1), _Said(words)
    for place, person in enumerate(people.persons[:_PEOPLE]):
        if person.received_on is None or place % _WITHOUT == _WITHOUT - 1:
            continue
        plan = IntroductionPlan(
            key=f"PL{person.received_on.year}-{next(numbers):04}",
            case_number=person.case_number,
            days=DateRange(person.received_on + _BEGINS_AFTER),
            officer=_OFFICER,
        )
        template = _template(shipped, person, plan.days.start)
        bookings = [one for one in people.bookings if one.case_number == person.case_number]
        _add_plan(uow, said, replace(plan, begun_from=template.template.key), template, person)
        _add_bookings(uow, plan, template, bookings)
    uow.checklist_marks.add_many(list(_marks(shipped.checklist, people.persons[:_PEOPLE])))
    uow.waits.add_many(list(_waits(words["wait"], people.persons[:_PEOPLE])))


class _Said:
    """Takes what people say in turn, so that neighbours do not say the same."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._words = {(one["template"], one["goal"]): one["said"] for one in words["words"]}
        self.child: Mapping[str, Any] = words["child"]
        self.follow_up: Mapping[str, Any] = words["follow_up"]
        self._turns: Counter[tuple[str, ...]] = Counter()

    def goal(self, template: str, number: int) -> str | None:
        """The words of a goal; none where nobody has found them yet."""
        return self.one_of(self._words.get((template, number), ()))

    def one_of(self, choices: Iterable[str]) -> str | None:
        """The next of several."""
        these = tuple(choices)
        self._turns[these] += 1
        return these[self._turns[these] % len(these)] if these else None


def _template(shipped: PlanData, person: Person, day: date) -> WholeTemplate:
    chosen = fitting([one.template for one in shipped.templates], person.birth_date, day)[0]
    return next(one for one in shipped.templates if one.template == chosen)


def _add_plan(uow: UnitOfWork, said: _Said, plan: IntroductionPlan, template: WholeTemplate, person: Person) -> None:
    new = begun(plan, template.items)
    follow_ups = list(_follow_ups(said, plan))
    uow.plans.add(plan)
    uow.plan_goals.add_many([_spoken(said, template, one) for one in new.goals])
    uow.plan_activities.add_many([_so_far(one) for one in new.activities])
    uow.plan_responsibilities.add_many(new.responsibilities)
    uow.follow_ups.add_many(follow_ups)
    uow.goal_reviews.add_many(
        [
            GoalReview(plan=plan.key, follow_up=one.number, goal=goal.number, status=GoalStatus.UNDER_WAY)
            for one in follow_ups
            for goal in new.goals
        ]
    )
    if person.birth_date is not None and age_on(person.birth_date, plan.days.start) < ADULT_AGE:
        uow.child_sections.add(_child(said, plan))


def _spoken(said: _Said, template: WholeTemplate, goal: Goal) -> Goal:
    return replace(goal, words=said.goal(template.template.key, goal.number), status=GoalStatus.UNDER_WAY)


def _child(said: _Said, plan: IntroductionPlan) -> ChildSection:
    return ChildSection(
        plan=plan.key,
        voice=said.one_of(said.child["voice"]),
        heard_on=plan.days.start,
        heard_how=said.child["heard_how"],
        parents_hours=said.child["parents_hours"],
    )


def _so_far(activity: PlanActivity) -> PlanActivity:
    """Every second that has begun is done by now."""
    status = _status(activity.days)
    is_done = status is ActivityStatus.ONGOING and activity.number % 2 == 0
    return replace(activity, status=ActivityStatus.DONE if is_done else status)


def _status(days: DateRange) -> ActivityStatus:
    if days.start > _NOW:
        return ActivityStatus.PLANNED
    return ActivityStatus.ONGOING if _NOW in days else ActivityStatus.DONE


def _add_bookings(
    uow: UnitOfWork,
    plan: IntroductionPlan,
    template: WholeTemplate,
    bookings: Iterable[Booking],
) -> None:
    """Each booking is an activity too, so that the plan shows what is bought."""
    numbers = count(len(template.items) + 1)
    uow.plan_activities.add_many(
        [
            PlanActivity(
                plan=plan.key,
                number=next(numbers),
                what=first_upper(one.service),
                days=one.days,
                actor_kind=ActorKind.MUNICIPALITY,
                goal=1,
                place=one.provider,
                status=_status(one.days),
                booking=one.key,
            )
            for one in bookings
        ]
    )


def _follow_ups(said: _Said, plan: IntroductionPlan) -> Iterator[FollowUp]:
    is_late = int(plan.key[-4:]) % _LATE == 0
    for number, months in enumerate(_FOLLOWED_UP_AFTER[: -4 if is_late else None], start=1):
        on = add_months(plan.days.start, months)
        if on <= _NOW:
            yield FollowUp(
                plan=plan.key,
                number=number,
                on=on,
                participants=said.one_of(said.follow_up["participants"]),
                what_changed=said.one_of(said.follow_up["what_changed"]),
                own_view=said.one_of(said.follow_up["own_view"]),
                signed_by=_OFFICER,
                signed_on=on,
            )


def _waits(words: Iterable[Mapping[str, Any]], people: Iterable[Person]) -> Iterator[Wait]:
    """What has been entered as waiting, one for each of some people who have not been here for long."""
    newest = sorted((one for one in people if one.received_on), key=lambda one: str(one.received_on), reverse=True)
    for number, (said, person) in enumerate(zip(words, newest, strict=False), start=1):
        since = _NOW - timedelta(weeks=said["weeks"])
        lasted = said.get("lasted")
        yield Wait(
            key=f"VN{since.year}-{number:04}",
            what=said["what"],
            since=since,
            case_number=person.case_number,
            actor_kind=ActorKind(said["kind"]),
            actor=said.get("actor"),
            note=said.get("note"),
            ended_on=None if lasted is None else since + timedelta(weeks=lasted),
            why_ended=said.get("why_ended"),
        )


def _marks(checklist: Checklist, people: Iterable[Person]) -> Iterator[ChecklistMark]:
    """What was done by the end of its phase, for each person and once for each household."""
    households: set[str] = set()
    turn = count()
    for person in people:
        if person.received_on is None:
            continue
        is_first = person.household is None or person.household not in households
        households.add(person.household or "")
        for item in checklist.items:
            on = person.received_on if item.phase is Phase.BEFORE_ARRIVAL else item.phase.ends_on(person.received_on)
            is_hers = item.owner is OwnerKind.PERSON or person.household is None
            applies = (is_hers or is_first) and not_for(item, person, on) is None
            if applies and on <= _NOW and next(turn) % _LEFT_OPEN != _LEFT_OPEN - 1:
                owner = {"case_number": person.case_number} if is_hers else {"household": person.household}
                yield ChecklistMark(item=item.key, on=on, by=_OFFICER, **owner)
