"""Is the next follow-up proposed on the right day, and for the right reason? Every day below is reckoned by hand.

The intervals are those of reception.md C.3: weekly the first month, monthly in months 2-5, then quarterly.
"""

from __future__ import annotations

from typing import Any

import pytest

from factories import day, days
from mottagning.domain.follow_ups import (
    FollowUp,
    FollowUpFacts,
    Proposal,
    ProposalKind,
    follow_up_doubts,
    follow_up_problems,
    plan_is_late,
    proposed,
)
from mottagning.domain.plans import ClosureReason, IntroductionPlan
from mottagning.system.reference import reference

RULES = reference().plans.follow_ups


def plan(first: str = "2026-02-02", **values: Any) -> IntroductionPlan:
    return IntroductionPlan(**{"key": "PL1", "case_number": "2026-0001", "days": days(first), **values})


def held(on: str, number: int = 1, **values: Any) -> FollowUp:
    return FollowUp(plan="PL1", number=number, on=day(on), **values)


def next_of(facts: FollowUpFacts, *follow_ups: FollowUp, **values: Any) -> tuple[str, str | None]:
    """The day that is proposed and the rule, or the kind of reason where it has none."""
    found = proposed(plan(**values), follow_ups, facts, RULES)
    assert isinstance(found, Proposal)
    return found.day.isoformat(), found.rule or found.kind.value


def due(**days_: str) -> FollowUpFacts:
    """Somebody with these deadlines."""
    return FollowUpFacts(deadlines={rule: day(one) for rule, one in days_.items()})


RECEIVED = FollowUpFacts(received_on=day("2026-02-02"))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, ("2026-02-09", "first_meeting")),  # one week after Monday 2 February
        ("2026-02-09", ("2026-02-16", "first_month")),
        ("2026-03-01", ("2026-03-08", "first_month")),  # the last day of the first month
        ("2026-03-02", ("2026-04-02", "months_2_to_5")),
        ("2026-05-31", ("2026-06-30", "months_2_to_5")),  # June has no 31st
        ("2026-07-01", ("2026-08-01", "months_2_to_5")),  # the day before five months have passed
        ("2026-07-02", ("2026-10-02", "later")),
        ("2027-11-30", ("2028-02-29", "later")),  # a leap year
    ],
)
def test_the_intervals_grow(last: str | None, expected: tuple[str, str]) -> None:
    assert next_of(RECEIVED, *([held(last)] if last else [])) == expected


def test_a_plan_made_before_the_arrival_is_followed_up_from_the_arrival() -> None:
    assert next_of(RECEIVED, first="2026-01-12") == ("2026-02-09", "first_meeting")


def test_a_plan_that_takes_over_history_begins_at_the_interval_of_its_time() -> None:
    """Received two years ago: quarterly from the day the plan began, and what happened before is past."""
    facts = FollowUpFacts(received_on=day("2024-02-02"), moves=(day("2025-06-01"),))
    assert next_of(facts) == ("2026-05-02", "later")


def test_nobody_knows_when_she_was_received() -> None:
    assert next_of(FollowUpFacts()) == ("2026-02-09", "first_meeting")


def test_the_latest_counts_whatever_order_they_came_in() -> None:
    late, early = held("2026-07-02", 1), held("2026-02-09", 2)
    assert next_of(RECEIVED, late, early) == ("2026-10-02", "later")


def test_what_was_agreed_takes_the_place_of_the_interval_but_not_of_an_event() -> None:
    agreed = held("2026-07-02", next_on=day("2026-09-01"))
    assert next_of(RECEIVED, agreed) == ("2026-09-01", "agreed")
    moved = FollowUpFacts(received_on=day("2026-02-02"), moves=(day("2026-08-15"),))
    assert next_of(moved, agreed) == ("2026-08-15", "move")


def test_a_meeting_from_before_the_plan_sets_no_pace_unless_a_day_of_it_was_agreed() -> None:
    assert next_of(RECEIVED, held("2020-01-01")) == ("2026-02-09", "first_meeting")
    assert next_of(RECEIVED, held("2026-01-12", next_on=day("2026-01-20"))) == ("2026-02-09", "first_meeting")
    assert next_of(RECEIVED, held("2026-01-12", next_on=day("2026-02-04"))) == ("2026-02-04", "agreed")


EVENTS: list[tuple[str, FollowUpFacts, str, tuple[str, str]]] = [
    # what happened, facts, last follow-up, what is proposed
    (
        "permit",
        FollowUpFacts(permits_decided=(day("2025-01-01"), day("2026-08-01"))),
        "2026-07-02",
        ("2026-08-01", "new_permit"),
    ),
    ("number", FollowUpFacts(personal_number_on=day("2026-07-20")), "2026-07-02", ("2026-07-20", "personal_number")),
    # the right to sfi ends 15 May 2027, nine months before that is 15 August 2026
    ("sfi", due(sfi_three_years="2027-05-15"), "2026-07-02", ("2026-08-15", "sfi_clock")),
    # away since 1 August: the 22nd is the first day beyond three weeks
    ("absence", FollowUpFacts(absences=(days("2026-08-01"),)), "2026-07-02", ("2026-08-22", "long_absence")),
    # the lease ends 31 December; four months before, August has its 31st
    ("lease", due(lease_ends="2026-12-31"), "2026-07-02", ("2026-08-31", "contract_ends")),
    # the permit ends 28 February 2027; six months before
    ("permit ends", due(permit_ends="2027-02-28"), "2026-07-02", ("2026-08-28", "permit_ends")),
    ("etablering", due(establishment_window="2026-12-10"), "2026-07-02", ("2026-09-10", "establishment_ends")),
    (
        "samhällsorientering",
        due(civic_orientation_duty="2027-03-10"),
        "2026-07-02",
        ("2026-09-10", "orientation_ends"),
    ),
    ("turns 1", FollowUpFacts(birth_date=day("2025-08-20")), "2026-07-02", ("2026-08-20", "child_turns")),
    ("turns 18", FollowUpFacts(birth_date=day("2008-08-20")), "2026-07-02", ("2026-08-20", "child_turns")),
    ("turns 20", FollowUpFacts(birth_date=day("2006-08-20")), "2026-07-02", ("2026-08-20", "adult_turns")),
    ("turns 67", FollowUpFacts(birth_date=day("1959-08-20")), "2026-07-02", ("2026-08-20", "adult_turns")),
    # born on a leap day: 18 on 28 February 2026, as 2026 has no 29th
    ("leap day", FollowUpFacts(birth_date=day("2008-02-29")), "2026-02-25", ("2026-02-28", "child_turns")),
]


@pytest.mark.parametrize(("facts", "last", "expected"), [one[1:] for one in EVENTS], ids=[one[0] for one in EVENTS])
def test_what_happens_in_between_comes_first(facts: FollowUpFacts, last: str, expected: tuple[str, str]) -> None:
    assert next_of(facts, held(last), first="2025-01-01") == expected


@pytest.mark.parametrize(
    "facts",
    [
        FollowUpFacts(absences=(days("2026-08-01", "2026-08-21"),)),  # three weeks to the day are not more than three
        FollowUpFacts(moves=(day("2026-07-02"),)),  # spoken of that very day
        due(first_claim="2027-01-02"),  # a deadline that no event counts from
        FollowUpFacts(birth_date=day("2009-08-20")),  # seventeen is no age of the rules
    ],
)
def test_what_is_no_reason_leaves_the_interval(facts: FollowUpFacts) -> None:
    assert next_of(facts, held("2026-07-02"), first="2025-01-01") == ("2026-10-02", "later")


def test_a_closed_plan_has_no_next_follow_up() -> None:
    closed = plan(closed_on=day("2026-03-01"), closure_reason=ClosureReason.WORK)
    assert proposed(closed, [], RECEIVED, RULES) is None


def test_it_is_late_the_day_after() -> None:
    found = Proposal(day("2026-03-02"), ProposalKind.INTERVAL)
    assert not found.is_late(day("2026-03-02"))
    assert found.is_late(day("2026-03-03"))


def test_a_first_plan_is_late_after_four_weeks() -> None:
    received = day("2026-02-02")
    assert not plan_is_late(received, day("2026-03-02"), RULES)  # 28 days
    assert plan_is_late(received, day("2026-03-03"), RULES)
    assert not plan_is_late(None, day("2026-03-03"), RULES)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"on": "2026-03-04"}, [("on", "in_the_future")]),
        ({"on": "2026-03-01", "next_on": "2026-03-01"}, [("next_on", "before_this_one")]),
        ({"on": "2026-03-01", "signed_on": "2026-02-28"}, [("signed_on", "signed_before")]),
        ({"on": "2026-03-01", "signed_on": "2026-03-04"}, [("signed_on", "in_the_future")]),
        ({"on": "2024-03-01", "next_on": "2024-04-01", "signed_on": "2024-03-01"}, []),
    ],
)
def test_a_follow_up_that_cannot_be_so_is_refused(values: dict[str, str], expected: list[tuple[str, str]]) -> None:
    one = FollowUp(plan="PL1", number=1, **{name: day(text) for name, text in values.items()})  # type: ignore[arg-type]
    assert [(problem.name, problem.code) for problem in follow_up_problems(one, day("2026-03-03"))] == expected


def test_what_is_worth_a_look_is_told() -> None:
    def told(one: FollowUp) -> list[str]:
        return [doubt.code for doubt in follow_up_doubts(one, plan(), day("2026-03-03"), RULES)]

    assert told(held("2026-02-01")) == ["before_plan"]
    assert told(held("2026-02-02", next_on=day("2026-03-02"))) == ["already_past"]
    assert told(held("2026-03-02", next_on=day("2026-09-02"))) == []
    assert told(held("2026-03-02", next_on=day("2026-09-03"))) == ["too_far_off"]
