"""Plats and kurs: paid once, at the start or when the course is completed."""

from __future__ import annotations

from fractions import Fraction

from mottagning.domain.agreements import Unit
from mottagning.domain.bookings import Outcome
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import Check
from mottagning.domain.settlement.claims import Given, Measure, PaidOnce
from mottagning.domain.settlement.prices import wanted
from mottagning.domain.settlement.rules.case import Case, whole_unit
from mottagning.domain.settlement.timeline import Segment

PLACE_PRICE = wanted(Unit.PLACE)
COURSE_PRICE = wanted(Unit.COURSE)


def place(case: Case) -> Given:
    """The price of a place, once, in the month of the start and at its price, if the start is active."""
    start = case.placement.booking.days.start
    segment = case.on(start)
    if Month.of(start) != case.service_month or segment is None:
        return Given()
    if not any(start in part.days for part in case.attended(segment)):
        return Given()
    measure = Measure(Fraction(1), None, Unit.PLACE, DateRange.inclusive(start, start), (PaidOnce(start),))
    return whole_unit(case, segment, measure, PLACE_PRICE, start)


def course(case: Case) -> Given:
    """The price of a completed course, once, in the month of the grade and at the price of that day.

    The municipality that pays on the booking's last day pays; an interrupted course costs nothing.
    """
    graded = completion(case)
    if isinstance(graded, Given):
        return graded
    booking, segment = case.placement.booking, last_day(case)
    if segment is None or not segment.is_active or booking.graded_on is None:
        return Given()
    spoken_of = DateRange.inclusive(booking.days.start, booking.days.last or booking.graded_on)
    measure = Measure(Fraction(1), None, Unit.COURSE, spoken_of, (PaidOnce(booking.graded_on),))
    return whole_unit(case, segment, measure, COURSE_PRICE, booking.graded_on)


def completion(case: Case) -> Given | None:
    """None when the course's grade falls in the service month; else what there is to say of it.

    A completed course without a grade date holds its last month back (K20).
    """
    booking = case.placement.booking
    if booking.outcome is not Outcome.COMPLETED:
        return Given()
    if booking.graded_on is not None:
        return None if Month.of(booking.graded_on) == case.service_month else Given()
    last = booking.days.last
    if last is None or Month.of(last) != case.service_month:
        return Given()
    return Given(problems=(case.problem(Check.K20, "no_grade_date", last),))


def last_day(case: Case) -> Segment | None:
    """The segment of the booking's last day: who pays then pays a result."""
    booking = case.placement.booking
    day = booking.days.last or booking.graded_on
    return case.on(day) if day else None
