"""What may be wrong with a place that is booked or asked for? Told where it arises; nothing is stopped for it."""

from __future__ import annotations

from mottagning.domain.bookings import Booking, Outcome
from mottagning.domain.checks import Subject, booking_problems
from mottagning.domain.periods import DAY, DateRange, hull
from mottagning.domain.permits import outlasts
from mottagning.readmodels.bookings import BookingDoubts
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.coverage import draft_of
from mottagning.usecases.visible import found_of_case


def same_service(reader: Reader, case_number: str, service: str, days: DateRange, besides: str | None) -> str | None:
    """The key of another booking of the same insats over some of the same days; `besides` is the place's own."""
    for one in reader.bookings.naming("case_number", [case_number]):
        booking = one.value
        counts = booking.outcome is not Outcome.NEVER_STARTED and booking.key != besides
        if counts and booking.service == service and booking.days.meet(days):
            return booking.key
    return None


def booking_doubts(ctx: Context, reader: Reader, booking: Booking, subject: Subject | None) -> BookingDoubts:
    """What is doubtful about a booking, and what would stop its rows by the checks of the month.

    `subject` is the booking as they see it. Nothing is told of one whose person may not be seen.
    """
    person = found_of_case(ctx, reader, booking.case_number)
    if person is None or booking.outcome is Outcome.NEVER_STARTED:
        return BookingDoubts()
    days = draft_of(booking).days
    if days.is_open:  # how long she stays is not known; the permit is to hold today
        days = hull([DateRange(days.start, days.start + DAY), DateRange(ctx.today, ctx.today + DAY)])
    until = person.value.permit_until
    return BookingDoubts(
        same_service=same_service(reader, booking.case_number, booking.service, booking.days, booking.key),
        permit_until=until if outlasts(days, until) else None,
        problems=booking_problems(subject) if subject else (),
    )
