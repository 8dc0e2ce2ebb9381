"""Does a course booked by headcount cost what as many bookings of the same terms would, and never a second time?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given as assuming
from hypothesis import settings
from hypothesis import strategies as st

from factories import (
    OTHER,
    OWN,
    Desk,
    agreement,
    amounts,
    booking,
    day,
    days,
    facts,
    group_booking,
    month,
    placement,
    price,
    settled,
    terms,
)
from mottagning.domain.agreements import Direction, Method, Unit
from mottagning.domain.bookings import Outcome, Report
from mottagning.domain.group_bookings import GroupBooking, counts_heads, group_problems
from mottagning.domain.ledger import Reason, RowKind, entry_of
from mottagning.domain.money import scaled
from mottagning.domain.problems import Check, Severity
from mottagning.domain.settlement.facts import AgreementFacts, Placement, group_placement
from mottagning.texts import explain

COUNTED = {
    "plats": (Method.PLACE, Unit.PLACE),
    "kurs": (Method.COURSE, Unit.COURSE),
    "timme": (Method.REPORTED, Unit.HOUR),
    "styck": (Method.REPORTED, Unit.PIECE),
}


def agreed(how: str = "kurs", kronor: str = "1850", **of_terms: Any) -> AgreementFacts:
    """An agreement that counts in one of the ways that count heads."""
    method, unit = COUNTED[how]
    return facts(terms(method=method, unit=unit, **of_terms), price(kronor, unit=unit))


def course(**values: Any) -> Placement:
    """A course as it is settled."""
    return group_placement(group_booking(**values), ("A1",))


def held(participants: int = 12, **values: Any) -> Placement:
    """A course that was held and reported."""
    return course(participants=participants, held_on=day("2024-04-02"), **values)


def alone(how: str) -> Placement:
    """What one participant's own booking would be."""
    booked = booking("2024-03-11", "2024-03-25", outcome=Outcome.COMPLETED, graded_on=day("2024-04-02"))
    return placement(booked, reports=(Report(booking="B1", month=month("2024-03"), quantity=scaled("6.5")),))


@pytest.mark.parametrize("how", COUNTED)
@pytest.mark.parametrize("participants", [1, 7, 12])
def test_a_group_costs_as_many_times_what_one_booking_costs(how: str, participants: int) -> None:
    book = agreed(how, "112")  # no öre are lost: 6,5 × 112 = 728
    (group,), (one,) = (
        settled(each, [book]).claims for each in (held(participants, quantity=scaled("6.5")), alone(how))
    )
    assert (group.amount, group.quantity) == (one.amount * participants, one.quantity * participants)
    assert (group.service_month, group.settlement_month, group.unit) == (
        one.service_month,
        one.settlement_month,
        one.unit,
    )
    assert (group.counterpart, group.payer) == (OTHER, OWN)


def test_the_whole_is_rounded_once() -> None:
    # 3 × 33,335 = 100,005: 100,01 in one row, where three rows of 33,34 would be 100,02
    found = settled(held(3, quantity=scaled("6.667")), [agreed("timme", "5")])
    assert [claim.amount for claim in found.claims] == [100_01]


def test_what_another_municipality_pays_us_is_billed_to_it() -> None:
    sold = agreed()
    sold = replace(sold, agreement=agreement(direction=Direction.SELL))
    found = settled(held(provider_municipality=OWN, payer=OTHER), [sold])
    assert [(claim.counterpart, claim.payer, claim.amount) for claim in found.claims] == [(OTHER, OTHER, 22_200_00)]


def test_a_course_nobody_came_to_gives_no_row() -> None:
    assert settled(held(0), [agreed()]).claims == ()


@pytest.mark.parametrize("how", ["timme", "styck"])
def test_nothing_of_each_gives_no_row(how: str) -> None:
    """12 participants at 0 hours or pieces are 0 × 1 850 kr, not 12 × 1 850 kr."""
    found = settled(held(12, quantity=scaled("0")), [agreed(how)])
    assert (found.claims, found.problems) == ((), ())


def test_one_piece_of_each_is_meant_where_none_are_said() -> None:
    """12 × 1 × 1 850 kr."""
    assert [claim.amount for claim in settled(held(12), [agreed("styck")]).claims] == [22_200_00]


@pytest.mark.parametrize("how", ["kurs", "timme", "styck"])
def test_nothing_is_billed_before_somebody_has_said_how_many_came(how: str) -> None:
    assert settled(course(quantity=scaled("6.5")), [agreed(how)]).claims == ()


def test_a_cancelled_course_gives_nothing() -> None:
    assert settled(course(is_cancelled=True), [agreed("plats")]).claims == ()


def test_terms_that_count_days_hold_it_back() -> None:
    found = settled(held(), [facts()])
    assert found.claims == ()
    assert {(one.check, one.reason, one.severity) for one in found.problems} == {
        (Check.K07, "not_by_heads", Severity.STOP)
    }


@pytest.mark.parametrize(
    ("method", "unit", "counts"),
    [
        (Method.PLACE, Unit.PLACE, True),
        (Method.COURSE, Unit.COURSE, True),
        (Method.REPORTED, Unit.HOUR, True),
        (Method.REPORTED, Unit.PIECE, True),
        (Method.REPORTED, Unit.MONTH, False),
        (Method.CALENDAR_DAY, Unit.MONTH, False),
        (Method.PART_PAYMENT, Unit.COURSE, False),
        (Method.SHARED_COST, Unit.COURSE, False),
    ],
)
def test_which_terms_count_heads(method: Method, unit: Unit, counts: bool) -> None:
    assert counts_heads(terms(method=method, unit=unit)) is counts


# what is told of an amount


@pytest.mark.parametrize(
    ("how", "one", "said"),
    [
        ("kurs", held(), "12 kurser × 1 850,00 kr (12 deltagare; 2024-04-02)"),
        ("plats", course(), "14 platser × 1 850,00 kr (14 planerade deltagare; 2024-03-11)"),
        (
            "timme",
            held(quantity=scaled("6.5")),
            "78 timmar × 1 850,00 kr (12 deltagare à 6,5 timmar; rapporterat för mars 2024)",
        ),
    ],
)
def test_the_amount_is_explained(how: str, one: Placement, said: str) -> None:
    (claim,) = settled(one, [agreed(how)]).claims
    assert explain.amount(entry_of(claim, one.booking, 0, None)).replace("\u00a0", " ") == said


def test_another_headcount_after_closing_gives_a_difference_that_says_so() -> None:
    desk = Desk((agreed(),))
    for closed in ("2024-03", "2024-04"):
        desk.close(closed, held(11))
    outcome = desk.close("2024-05", held(13))
    assert sum(entry.amount for entry in outcome.entries) == 2 * 1_850_00
    assert {(entry.kind, entry.reason) for entry in outcome.entries} == {(RowKind.CORRECTION, Reason.HEADCOUNT)}
    assert "13 deltagare" in " ".join(explain.amount(entry) for entry in outcome.entries)


# checks


def test_it_needs_neither_ground_decision_nor_consent_for_it_is_about_nobody() -> None:
    outcome = Desk((agreed(),)).close("2024-04", held())
    assert outcome.problems == ()
    assert [entry.person for entry in outcome.entries] == [0]


@pytest.mark.parametrize(
    ("closed", "values", "is_told"),
    [
        ("2024-02", {}, False),
        ("2024-03", {}, True),
        ("2024-04", {}, True),
        ("2024-03", {"is_cancelled": True}, False),
        ("2024-03", {"participants": 3, "held_on": day("2024-03-26")}, False),
    ],
)
def test_a_course_that_is_over_is_asked_after(closed: str, values: dict[str, Any], is_told: bool) -> None:
    outcome = Desk((agreed(),)).outcome(closed, course(**values))
    told = [one for one in outcome.problems if (one.check, one.reason) == (Check.K20, "no_headcount")]
    assert bool(told) is is_told


# what may be registered


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, set()),
        ({"key": ""}, {("key", "missing")}),
        ({"payer": OTHER}, {("payer", "pays_itself")}),
        ({"days": days("2024-03-11")}, {("last", "missing")}),
        ({"planned": -1}, {("planned", "negative")}),
        ({"participants": 3}, {("held_on", "missing")}),
        ({"held_on": day("2024-03-26")}, {("participants", "missing")}),
        ({"participants": 3, "held_on": day("2024-03-10")}, {("held_on", "ends_before_start")}),
        ({"participants": 3, "held_on": day("2024-04-02")}, set()),
        ({"participants": 3, "held_on": day("2024-04-03")}, {("held_on", "in_the_future")}),
        ({"participants": 3, "held_on": day("2024-03-26"), "is_cancelled": True}, {("participants", "nobody_came")}),
        ({"most": 13}, {("planned", "over_most")}),
        ({"most": 14}, set()),
        ({"most": 13, "participants": 15, "held_on": day("2024-03-26")}, set()),
        ({"fewest": 15, "most": 14}, {("fewest", "more_than_most")}),
    ],
)
def test_what_keeps_a_course_from_being_registered(values: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    found = group_problems(group_booking(**values), day("2024-04-02"))
    assert {(problem.name, problem.code) for problem in found} == expected


@pytest.mark.parametrize(
    ("values", "few"),
    [
        ({"fewest": 14}, False),
        ({"fewest": 15}, True),
        ({"fewest": 14, "participants": 13, "held_on": day("2024-03-26")}, True),
        ({"fewest": 15, "is_cancelled": True}, False),
        ({}, False),
    ],
)
def test_too_few_are_told(values: dict[str, Any], few: bool) -> None:
    assert group_booking(**values).has_too_few is few


# never twice

MONTHS = ("2024-03", "2024-04", "2024-05", "2024-06")
STATES = st.builds(
    lambda planned, came, told, hours, cancelled: group_booking(
        planned=planned,
        participants=None if came is None or cancelled else came,
        held_on=None if came is None or cancelled else day(told),
        quantity=scaled(hours),
        is_cancelled=cancelled,
    ),
    st.integers(0, 30),
    st.none() | st.integers(0, 30),
    st.sampled_from(["2024-03-25", "2024-04-02", "2024-05-20"]),
    st.integers(1, 20),
    st.sampled_from([False, False, False, True]),
)


@settings(derandomize=True, database=None, deadline=None, max_examples=40)
@assuming(st.sampled_from(list(COUNTED)), st.lists(STATES, min_size=4, max_size=4))
def test_all_rows_ever_returned_come_to_what_holds_at_last(how: str, told: list[GroupBooking]) -> None:
    desk = Desk((agreed(how, "949.99"),), first="2024-03")
    for closed, one in zip(MONTHS, told, strict=True):
        desk.close(closed, group_placement(one, ("A1",)))
    at_last = settled(group_placement(told[-1], ("A1",)), [agreed(how, "949.99")], "2024-03", MONTHS[-1])
    assert sum(row.entry.amount for row in desk.rows) == sum(claim.amount for claim in at_last.claims)


def test_the_same_facts_are_returned_once() -> None:
    desk = Desk((agreed(),))
    for closed in MONTHS:
        desk.close(closed, held())
    assert [row.entry.amount for row in desk.rows] == [22_200_00]


def test_amounts_lie_in_the_month_of_the_report() -> None:
    assert amounts(settled(held(), [agreed()])) == {"2024-04": "22200.00"}
