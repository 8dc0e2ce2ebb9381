"""How many seats of an offer are free on all days asked for, and who takes one?"""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import OTHER, OWN, booking, day, days
from mottagning.domain.bookings import Outcome, Procedure
from mottagning.domain.money import scaled
from mottagning.domain.offers import (
    Offer,
    Waiting,
    days_old,
    free_seats,
    has_too_few,
    is_promised,
    most_at_once,
    offer_problems,
    seat_days,
    waiting_time,
)
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind

K = StepKind
TODAY = day("2025-03-03")


def offer(**values: Any) -> Offer:
    given: dict[str, Any] = {"key": "U1", "service": "sfi", "municipality": OWN, "days": days("2025-01-01")}
    return Offer(**{**given, **values})


def counted(seats: int | None) -> Offer:
    return offer(seats=seats, seats_on=TODAY, source="enheten")


def request(**values: Any) -> BookingRequest:
    given: dict[str, Any] = {
        "key": "F1",
        "procedure": Procedure.ORDER,
        "side": Side.PROVIDING,
        "case_number": "2024-0004",
        "service": "sfi",
        "counterpart": OTHER,
        "days": days("2025-04-07", "2025-06-13"),
        "offer": "U1",
    }
    return BookingRequest(**{**given, **values})


def steps(*kinds: StepKind, first: str = "2025-01-07", apart: int = 10) -> list[RequestStep]:
    start = day(first)
    return [
        RequestStep(request="F1", number=place, kind=kind, on=start + timedelta(days=apart * place))
        for place, kind in enumerate(kinds)
    ]


# free seats

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=100)
FIRST = date(2025, 1, 1)
RANGES = st.tuples(st.integers(0, 40), st.integers(1, 20), st.booleans()).map(
    lambda drawn: DateRange(
        FIRST + timedelta(days=drawn[0]), OPEN if drawn[2] else FIRST + timedelta(days=drawn[0] + drawn[1])
    )
)


@STEADY
@given(st.lists(RANGES, max_size=12), RANGES)
def test_the_most_taken_is_that_of_the_fullest_day(taken: list[DateRange], asked: DateRange) -> None:
    """After the last day drawn nothing changes, so the days up to it are all there is to look at."""
    horizon = [FIRST + timedelta(days=number) for number in range(62)]
    expected = max(sum(one in range_ for range_ in taken) for one in horizon if one in asked)
    assert most_at_once(taken, asked) == expected
    assert free_seats(counted(5), taken, asked) == 5 - expected


def test_a_seat_left_on_one_day_is_free_the_next() -> None:
    taken = [days("2025-03-01", "2025-03-31"), days("2025-04-01", "2025-04-30")]
    assert free_seats(counted(1), taken, days("2025-03-01", "2025-04-30")) == 0
    assert free_seats(counted(1), taken[:1], days("2025-04-01", "2025-04-30")) == 1


def test_seats_that_nobody_has_told_are_not_counted() -> None:
    assert free_seats(counted(None), [days("2025-01-01")], days("2025-01-01")) is None


def test_more_taken_than_there_are_is_told() -> None:
    assert free_seats(counted(1), [days("2025-01-01")] * 3, days("2025-02-01")) == -2


# who takes a seat


@pytest.mark.parametrize(
    ("expected", "values", "kinds"),
    [
        (True, {}, (K.REQUESTED, K.ACCEPTED)),
        (False, {}, (K.REQUESTED,)),
        (False, {}, (K.REQUESTED, K.QUEUED)),
        (False, {}, (K.REQUESTED, K.ACCEPTED, K.QUEUED)),
        (True, {}, (K.REQUESTED, K.QUEUED, K.ACCEPTED)),
        (False, {}, (K.REQUESTED, K.ACCEPTED, K.WITHDRAWN)),
        (False, {"booking": "B1"}, (K.REQUESTED, K.ACCEPTED, K.DECIDED)),
        (False, {"side": Side.PAYING}, (K.REQUESTED, K.ACCEPTED)),
        (False, {"procedure": Procedure.OPINION}, (K.REQUESTED, K.OPINION_ASKED, K.COMMITTED)),
    ],
)
def test_an_accepted_request_to_us_takes_a_seat(
    expected: bool, values: dict[str, Any], kinds: tuple[StepKind, ...]
) -> None:
    assert is_promised(request(**values), steps(*kinds)) is expected


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, days("2025-01-07")),
        ({"planned_until": day("2025-06-13")}, days("2025-01-07", "2025-06-13")),
        ({"planned_until": day("2025-03-02")}, days("2025-01-07")),
        (
            {"days": days("2025-01-07", "2025-02-01"), "planned_until": day("2025-06-13")},
            days("2025-01-07", "2025-02-01"),
        ),
        ({"outcome": Outcome.NEVER_STARTED}, None),
    ],
)
def test_a_booking_keeps_its_seat_as_planned_and_beyond_until_it_ends(
    values: dict[str, Any], expected: DateRange | None
) -> None:
    assert seat_days(booking("2025-01-07", **values), TODAY) == expected


# what an offer must hold


def test_a_number_of_seats_has_its_day_and_source() -> None:
    assert {(one.name, one.code) for one in offer_problems(offer(seats=3))} == {
        ("seats_on", "missing"),
        ("source", "missing"),
    }
    assert offer_problems(counted(0)) == ()


@pytest.mark.parametrize(
    ("fewest", "taken", "start", "few"),
    [(8, 7, 0, True), (8, 8, 0, False), (8, 7, 1, True), (8, 7, -1, False), (None, 0, 0, False)],
)
def test_too_few_are_told_to_the_day_it_begins(fewest: int | None, taken: int, start: int, few: bool) -> None:
    one = offer(fewest=fewest, days=DateRange(TODAY + timedelta(start), OPEN))
    assert has_too_few(one, taken, TODAY) is few


def test_no_offer_is_held_for_more_than_it_has_room_for() -> None:
    full = offer(seats=7, seats_on=TODAY, source="x", fewest=8)
    assert [(one.name, one.code) for one in offer_problems(full)] == [("fewest", "more_than_most")]


def test_a_price_has_its_unit_and_what_is_lacking_has_no_seats() -> None:
    assert [one.name for one in offer_problems(offer(price=scaled("100")))] == ["unit"]
    lacking = offer(is_lacking=True, seats=2, seats_on=TODAY, source="x")
    assert [one.code for one in offer_problems(lacking)] == ["seats_of_nothing"]


def test_the_age_of_a_figure_is_counted_from_the_day_it_held() -> None:
    assert days_old(offer(seats=1, seats_on=day("2025-01-28"), source="x"), TODAY) == 34
    assert days_old(offer(seats_on=day("2025-01-28")), TODAY) is None


# waiting


def handled(*kinds: StepKind, apart: int) -> tuple[BookingRequest, list[RequestStep]]:
    return request(), steps(*kinds, apart=apart)


def test_waiting_is_the_median_of_those_who_were_accepted() -> None:
    found = waiting_time(
        [
            handled(K.REQUESTED, K.ACCEPTED, apart=3),
            handled(K.REQUESTED, K.QUEUED, K.ACCEPTED, apart=10),
            handled(K.REQUESTED, K.QUEUED, apart=500),
            handled(K.REQUESTED, K.ACCEPTED, K.WITHDRAWN, apart=400),
        ]
    )
    assert found == Waiting(Fraction(23, 2), 2)
    assert waiting_time([handled(K.REQUESTED, apart=1)]) is None
