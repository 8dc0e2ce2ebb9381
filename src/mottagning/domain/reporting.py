"""Who has reported what a month rests on? Reports of what was held, and signs that the person is still there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from mottagning.domain.agreements import Method
from mottagning.domain.bookings import Outcome
from mottagning.domain.checks import Subject
from mottagning.domain.closing import likely_counterpart
from mottagning.domain.periods import Month


@dataclass(frozen=True, slots=True)
class Reported:
    """A counterpart's bookings of a month: how many there are, and of how many anything has been heard in the month.

    Of those `expected` are billed by what is reported; `come` of them have their report.
    """

    bookings: int
    heard: int
    expected: int
    come: int


def reported(month: Month, subjects: Iterable[Subject]) -> dict[str, Reported]:
    """Who has reported what for `month`, by counterpart; of bookings that go on in it."""
    found: dict[str, Reported] = {}
    for subject in subjects:
        code = likely_counterpart(subject)
        if code is not None and _goes_on(month, subject):
            found[code] = _with(found.get(code, Reported(0, 0, 0, 0)), month, subject)
    return found


def _goes_on(month: Month, subject: Subject) -> bool:
    booking = subject.placement.booking
    is_there = booking.days.meet(month.range) is not None and booking.outcome is not Outcome.NEVER_STARTED
    return is_there and not subject.placement.is_about_nobody


def _with(so_far: Reported, month: Month, subject: Subject) -> Reported:
    placement = subject.placement
    has_report = any(one.month == month for one in placement.reports)
    present = placement.booking.last_present_on
    was_heard = has_report or (present is not None and present >= month.first)
    is_expected = any(terms.method is Method.REPORTED for terms in subject.terms)
    return Reported(
        so_far.bookings + 1,
        so_far.heard + was_heard,
        so_far.expected + is_expected,
        so_far.come + (is_expected and has_report),
    )
