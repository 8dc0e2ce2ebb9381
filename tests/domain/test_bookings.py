"""Where does a booking stand on a day, and what keeps one from being registered?"""

from __future__ import annotations

import pytest

from factories import booking, day, days
from mottagning.domain.bookings import BookingStatus, Outcome, booking_problems, status_on
from mottagning.domain.money import scaled

CLOSED = days("2024-10-01", "2024-10-31")


@pytest.mark.parametrize(
    ("today", "status"),
    [
        ("2024-09-30", BookingStatus.PLANNED),
        ("2024-10-01", BookingStatus.ONGOING),
        ("2024-10-31", BookingStatus.ONGOING),  # the last day is in it
        ("2024-11-01", BookingStatus.ENDED),
    ],
)
def test_a_booking_is_planned_then_ongoing_then_ended(today: str, status: BookingStatus) -> None:
    assert status_on(CLOSED, None, day(today)) is status


def test_a_booking_without_an_end_goes_on() -> None:
    assert status_on(days("2024-10-01"), None, day("2099-01-01")) is BookingStatus.ONGOING


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.COMPLETED, BookingStatus.COMPLETED),
        (Outcome.INTERRUPTED, BookingStatus.INTERRUPTED),
        (Outcome.MOVED, BookingStatus.MOVED),
        (Outcome.OTHER, BookingStatus.ENDED),
        (Outcome.NEVER_STARTED, BookingStatus.NEVER_STARTED),
    ],
)
def test_an_ended_booking_is_called_by_its_outcome(outcome: Outcome, status: BookingStatus) -> None:
    assert status_on(CLOSED, outcome, day("2024-11-01")) is status


def test_an_outcome_that_is_known_early_does_not_end_a_booking_before_its_day() -> None:
    assert status_on(CLOSED, Outcome.COMPLETED, day("2024-10-31")) is BookingStatus.ONGOING
    assert status_on(CLOSED, Outcome.COMPLETED, day("2024-09-30")) is BookingStatus.PLANNED


@pytest.mark.parametrize("today", ["2024-09-30", "2024-10-15", "2024-11-01"])
def test_what_never_started_never_was_planned_or_ongoing(today: str) -> None:
    assert status_on(CLOSED, Outcome.NEVER_STARTED, day(today)) is BookingStatus.NEVER_STARTED


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"key": ""}, ("key", "missing")),
        ({"case_number": ""}, ("case_number", "missing")),
        ({"agreement": ""}, ("agreement", "missing")),
        ({"service": ""}, ("service", "missing")),
        ({"planned_until": day("2024-09-30")}, ("planned_until", "ends_before_start")),
        ({"graded_on": day("2024-09-30")}, ("graded_on", "ends_before_start")),
        ({"quantity": scaled(-1)}, ("quantity", "negative")),
        ({"hours_per_week": scaled(-1)}, ("hours_per_week", "negative")),
    ],
)
def test_a_booking_that_cannot_be_is_refused_at_its_field(values: dict[str, object], problem: tuple[str, str]) -> None:
    found = booking_problems(booking("2024-10-01", **values))
    assert [(one.name, one.code) for one in found] == [problem]


def test_a_plan_or_a_grade_on_the_first_day_is_allowed() -> None:
    first = day("2024-10-01")
    assert booking_problems(booking("2024-10-01", planned_until=first, graded_on=first)) == ()
