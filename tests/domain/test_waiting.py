"""What waits for whom, since which day and for how many whole weeks: each day and week worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from factories import day, days, person
from mottagning.domain.bookings import Procedure
from mottagning.domain.checklists import ChecklistItem, OwnerKind, Phase
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.plan_activities import ActivityStatus, PlanActivity
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.domain.responsibilities import ActorKind, Responsibility
from mottagning.domain.waiting import (
    OURSELVES,
    UNKNOWN,
    Actor,
    Awaited,
    Known,
    KnownRequest,
    Wait,
    WaitKind,
    entered,
    per_actor,
    wait_problems,
    waits,
    who_answers,
)

TODAY = day("2025-03-03")
TAX = Actor(ActorKind.TAX_AGENCY)
REGION = Actor(ActorKind.REGION)
KROKOM = Actor(ActorKind.MUNICIPALITY, "Krokom")


def answers(key: str) -> Actor:
    return {"folkbokforing": TAX, "halsa-mottagna": REGION, "egen": OURSELVES}.get(key, UNKNOWN)


def known(facts: dict[DayFact, str] | None = None, **values: Any) -> Known:
    told = {fact: day(text) for fact, text in (facts or {}).items()}
    return Known(person=person(received_on=day("2024-09-02")), days=told, **values)


def found(about: Known, today: date = TODAY) -> list[tuple[Any, ...]]:
    """What runs: kind, whom it waits for, since when, whole weeks."""
    return [
        (one.kind, one.actor, one.since.isoformat(), one.weeks(today))
        for one in waits(about, answers, today)
        if one.until is None
    ]


# personnummer


def test_no_personnummer_waits_since_the_registration() -> None:
    # 20 January to 3 March 2025 are 42 days, six weeks
    assert found(known({DayFact.REGISTERED: "2025-01-20"})) == [
        (WaitKind.PERSONAL_NUMBER, TAX, "2025-01-20", 6),
    ]
    assert found(known({DayFact.REGISTERED: "2025-01-20"}), day("2025-03-02"))[0][3] == 5, "a day short of six"


def test_a_personnummer_that_came_ends_the_wait_on_its_day() -> None:
    about = known({DayFact.REGISTERED: "2024-10-07", DayFact.PERSONAL_NUMBER: "2025-01-20"})
    (one,) = waits(about, answers, TODAY)
    assert (one.since, one.until, one.weeks(TODAY)) == (day("2024-10-07"), day("2025-01-20"), 15)


@pytest.mark.parametrize(
    "facts",
    [
        {},
        {DayFact.RECEIVED: "2024-09-02"},
        {DayFact.REGISTERED: "2025-03-04"},
        {DayFact.REGISTERED: "2024-10-07", DayFact.PERSONAL_NUMBER: "1990-01-03"},
        {DayFact.REGISTERED: "2024-10-07", DayFact.PERSONAL_NUMBER: "2024-10-07"},
        {DayFact.REGISTERED: "2024-10-07", DayFact.MOVED_AWAY: "2025-02-01"},
        {DayFact.REGISTERED: "2024-10-07", DayFact.GONE: "2025-03-03"},
    ],
)
def test_nobody_waits_for_a_personnummer_that_she_has_or_that_is_not_ours(facts: dict[DayFact, str]) -> None:
    assert waits(known(facts), answers, TODAY) == []


def test_who_moves_away_later_still_waits() -> None:
    about = known({DayFact.REGISTERED: "2024-10-07", DayFact.MOVED_AWAY: "2025-03-04"})
    assert [one[0] for one in found(about)] == [WaitKind.PERSONAL_NUMBER]


# requests


def asked(*steps: tuple[StepKind, str], side: Side = Side.PAYING, procedure: Procedure = Procedure.ORDER) -> Known:
    request = BookingRequest(
        key="F1",
        procedure=procedure,
        side=side,
        case_number="2024-0001",
        service="sfi",
        counterpart="2309",
        days=days("2025-01-01"),
    )
    taken = [
        RequestStep(request="F1", number=number, kind=kind, on=day(on)) for number, (kind, on) in enumerate(steps, 1)
    ]
    return known(requests=(KnownRequest(request, taken, KROKOM),))


K = StepKind


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        ([], []),
        ([(K.REQUESTED, "2025-02-10")], [(KROKOM, "2025-02-10", 3)]),
        ([(K.ESTIMATED, "2025-02-10")], [(OURSELVES, "2025-02-10", 3)]),
        ([(K.REQUESTED, "2025-02-03"), (K.ESTIMATED, "2025-02-17")], [(KROKOM, "2025-02-03", 4)]),
        ([(K.REQUESTED, "2025-01-06"), (K.QUEUED, "2025-02-10")], [(KROKOM, "2025-01-06", 8)]),
        ([(K.REQUESTED, "2025-01-06"), (K.ACCEPTED, "2025-02-24")], [(OURSELVES, "2025-02-24", 1)]),
        ([(K.REQUESTED, "2025-01-06"), (K.REFUSED, "2025-02-24")], []),
        ([(K.REQUESTED, "2025-01-06"), (K.ACCEPTED, "2025-02-03"), (K.DECIDED, "2025-02-10")], []),
        ([(K.REQUESTED, "2025-01-06"), (K.WITHDRAWN, "2025-02-10")], []),
    ],
)
def test_a_request_waits_for_whose_turn_it_is_since_it_became_so(steps: Any, expected: Any) -> None:
    assert [one[1:] for one in found(asked(*steps))] == expected


def test_who_asks_us_waits_for_us_and_then_for_the_home_municipality() -> None:
    steps = ((K.REQUESTED, "2025-01-06"), (K.OPINION_ASKED, "2025-01-20"))
    about = asked(*steps, side=Side.PROVIDING, procedure=Procedure.OPINION)
    first, second = waits(about, answers, TODAY)
    assert (first.actor, first.until, first.weeks(TODAY)) == (OURSELVES, day("2025-01-20"), 2)
    assert (second.actor, second.step, second.weeks(TODAY)) == (KROKOM, K.OPINION_ASKED, 6)


def test_what_remains_to_be_told_waits_for_us() -> None:
    about = asked((K.ADMITTED, "2025-02-17"), procedure=Procedure.RECEIVED_ELSEWHERE)
    assert found(about) == [(WaitKind.REQUEST, OURSELVES, "2025-02-17", 2)]


def test_an_answer_ends_the_wait_on_its_day() -> None:
    about = asked((K.REQUESTED, "2025-01-06"), (K.ACCEPTED, "2025-02-24"))
    ended = [one for one in waits(about, answers, TODAY) if one.until is not None]
    assert [(one.actor, one.until, one.weeks(TODAY)) for one in ended] == [(KROKOM, day("2025-02-24"), 7)]


# activities


def activity(number: int, first: str, kind: ActorKind, **values: Any) -> PlanActivity:
    return PlanActivity(plan="PL1", number=number, what=f"sak {number}", days=days(first), actor_kind=kind, **values)


def test_what_should_have_begun_waits_for_its_own_actor() -> None:
    late = activity(1, "2025-02-10", ActorKind.EMPLOYMENT_SERVICE)
    assert found(known(activities=(late,))) == [
        (WaitKind.ACTIVITY, Actor(ActorKind.EMPLOYMENT_SERVICE), "2025-02-10", 3)
    ]
    not_late = (
        replace(late, days=days("2025-03-03")),
        replace(late, status=ActivityStatus.ONGOING),
        replace(late, status=ActivityStatus.CANCELLED),
        replace(late, actor_kind=ActorKind.OWN_UNIT),
    )
    for one in not_late:
        assert found(known(activities=(one,))) == []


def test_what_another_has_to_do_first_waits_for_that_other() -> None:
    school = activity(1, "2025-01-06", ActorKind.MUNICIPALITY, actor="Skolan", status=ActivityStatus.ONGOING)
    ours = activity(2, "2025-02-17", ActorKind.OWN_UNIT, depends_on=1)
    (one,) = waits(known(activities=(school, ours)), answers, TODAY)
    assert (one.kind, one.actor.name, one.first, one.since) == (
        WaitKind.BEFORE,
        "Skolan",
        "sak 1",
        day("2025-02-17"),
    )
    done = replace(school, status=ActivityStatus.DONE)
    assert found(known(activities=(done, ours))) == []


def test_what_the_same_actor_has_to_do_first_waits_for_that_actor_and_for_nobody_twice() -> None:
    first = activity(1, "2025-02-10", ActorKind.REGION, status=ActivityStatus.ONGOING)
    then = activity(2, "2025-02-24", ActorKind.REGION, depends_on=1)
    assert found(known(activities=(first, then))) == [(WaitKind.ACTIVITY, REGION, "2025-02-24", 1)]
    ours = replace(then, actor_kind=ActorKind.OWN_UNIT)
    assert [one[0] for one in found(known(activities=(first, ours)))] == [WaitKind.BEFORE]


def test_an_actor_is_the_same_however_the_name_is_written() -> None:
    first = activity(1, "2025-01-06", ActorKind.PROVIDER, actor="Skolan", status=ActivityStatus.ONGOING)
    then = activity(2, "2025-02-24", ActorKind.PROVIDER, actor="skolan", depends_on=1)
    assert [one[0] for one in found(known(activities=(first, then)))] == [WaitKind.ACTIVITY]


# the checklist


EXAMINED = ChecklistItem(key="hu", phase=Phase.FIRST_MONTH, text="Hälsoundersökning", answers="halsa-mottagna")


def test_an_open_item_waits_from_the_day_after_its_phase() -> None:
    # received 2 September 2024: the first month ends on 2 October
    assert found(known(checklist=(EXAMINED,)), day("2024-10-17")) == [(WaitKind.CHECKLIST, REGION, "2024-10-03", 2)]
    assert found(known(checklist=(EXAMINED,)), day("2024-10-02")) == []


@pytest.mark.parametrize(
    "changed",
    [
        {"answers": None},
        {"answers": "egen"},
        {"owner": OwnerKind.HOUSEHOLD},
        {"is_for_unaccompanied": True},
        {"phase": Phase.MONTHS_6_TO_24},
    ],
)
def test_an_item_of_ours_or_of_nobody_or_not_for_her_waits_for_nobody(changed: dict[str, Any]) -> None:
    assert found(known(checklist=(replace(EXAMINED, **changed),))) == []


def test_an_item_that_something_is_said_of_waits_no_more() -> None:
    assert found(known(checklist=(EXAMINED,), done={"hu"})) == []


def test_an_item_that_the_register_knows_to_be_done_waits_for_nobody_though_nobody_ticked_it() -> None:
    item = replace(EXAMINED, told_by=DayFact.HEALTH_EXAMINATION)
    assert len(found(known(checklist=(item,)))) == 1
    assert found(known({DayFact.HEALTH_EXAMINATION: "2025-03-03"}, checklist=(item,))) == []
    assert len(found(known({DayFact.HEALTH_EXAMINATION: "2025-03-04"}, checklist=(item,)))) == 1, "booked for tomorrow"


def test_an_item_whose_line_nobody_has_waits_for_somebody_unknown() -> None:
    assert found(known(checklist=(replace(EXAMINED, answers="okänd"),)))[0][1] == UNKNOWN


def test_the_map_answers_by_the_line_that_holds_and_the_offices_own_first() -> None:
    shipped = Responsibility(key="a", area="x", what="x", actor_kind=ActorKind.TAX_AGENCY)
    own = replace(shipped, actor="Servicekontoret", valid_from=day("2025-04-01"))
    assert who_answers([own, shipped], "a", TODAY) == TAX
    assert who_answers([own, shipped], "a", day("2025-04-01")) == Actor(ActorKind.TAX_AGENCY, "Servicekontoret")
    assert who_answers([own, shipped], "b", TODAY) == UNKNOWN


# entered by hand


WAIT = Wait(key="VN1", what="Svar om god man", since=day("2025-02-03"), case_number="2024-0001")


@pytest.mark.parametrize(
    ("changed", "problems"),
    [
        ({}, []),
        ({"what": ""}, [("what", "missing")]),
        ({"case_number": None}, [("household", "of_one_of_both")]),
        ({"household": "H1"}, [("household", "of_one_of_both")]),
        ({"case_number": None, "household": "H1"}, []),
        ({"since": day("2025-03-04")}, [("since", "in_the_future")]),
        ({"ended_on": day("2025-02-02")}, [("ended_on", "ends_before_start")]),
        ({"ended_on": day("2025-02-03"), "why_ended": "svar kom"}, []),
        ({"ended_on": day("2025-03-04")}, [("ended_on", "in_the_future")]),
        ({"why_ended": "svar kom"}, [("ended_on", "missing")]),
    ],
)
def test_a_wait_says_what_and_of_whom_and_its_days_have_been(changed: Any, problems: Any) -> None:
    assert [(one.name, one.code) for one in wait_problems(replace(WAIT, **changed), TODAY)] == problems


def test_what_was_entered_runs_until_it_is_ended() -> None:
    assert (entered(WAIT).actor, entered(WAIT).weeks(TODAY)) == (UNKNOWN, 4)
    over = entered(replace(WAIT, ended_on=day("2025-02-17"), actor_kind=ActorKind.OTHER, actor="Överförmyndaren"))
    assert (over.actor.name, over.weeks(TODAY)) == ("Överförmyndaren", 2)


# per actor


def lasting(actor: Actor, since: str, until: str | None = None) -> Awaited:
    return Awaited(kind=WaitKind.ENTERED, actor=actor, since=day(since), until=day(until) if until else None)


def test_each_actor_has_its_median_of_whole_weeks() -> None:
    lines = per_actor(
        [
            lasting(TAX, "2025-02-24"),  # 1
            lasting(TAX, "2025-02-10"),  # 3
            lasting(TAX, "2025-01-20"),  # 6
            lasting(KROKOM, "2025-02-17"),  # 2
            lasting(replace(KROKOM, name="krokom"), "2025-01-27"),  # 5
        ],
        TODAY,
    )
    assert [(one.actor, one.running, one.weeks, one.longest) for one in lines] == [
        (KROKOM, 2, Fraction(7, 2), 5),
        (TAX, 3, Fraction(3), 6),
    ]


def test_what_ended_counts_for_a_year_and_apart_from_what_runs() -> None:
    (one,) = per_actor(
        [
            lasting(TAX, "2025-01-20"),
            lasting(TAX, "2024-10-07", "2025-01-20"),  # 15
            lasting(TAX, "2024-02-19", "2024-03-04"),  # 2, ended a year ago but for a day
            lasting(TAX, "2023-01-01", "2024-03-03"),  # ended a year ago
        ],
        TODAY,
    )
    assert (one.running, one.weeks, one.ended, one.ended_weeks) == (1, Fraction(6), 2, Fraction(17, 2))
    assert per_actor([lasting(TAX, "2023-01-01", "2024-03-03")], TODAY) == []
