"""How did some of the demonstration register's bookings come about? Requests, with the estimate that was approved.

The estimate is what the rules gave for the booking as it was then planned, so that what became of it can be seen beside
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction

from mottagning.domain.bookings import Booking, Procedure
from mottagning.domain.money import Ore, Rounding, Scaled, rounded, scaled_of
from mottagning.domain.people import Protection
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.domain.settlement.estimate import estimate
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.admin.demo_people import DemoPeople
from mottagning.usecases.returns.planning import imagined

_OF_EACH = 2
"""So many bookings under each agreement that we buy under from one municipality."""
_STEPS: tuple[tuple[StepKind, int], ...] = (
    (StepKind.REQUESTED, 60),
    (StepKind.ESTIMATED, 50),
    (StepKind.ESTIMATE_APPROVED, 44),
    (StepKind.ACCEPTED, 30),
    (StepKind.DECIDED, 20),
)
"""What is done, and how many days before the start."""


def ask_for_places(uow: UnitOfWork, people: DemoPeople) -> None:
    """Add the requests that some bookings came of."""
    counterparts = {
        one.value.key: one.value.parties[0] for one in uow.agreements.every() if len(one.value.parties) == 1
    }
    for number, booking in enumerate(_chosen(people, counterparts), start=1):
        subject = imagined(uow, booking)
        if subject is None:
            continue
        told = estimate(subject.placement, subject.books, subject.office, booking.days.start).total
        request = _request(f"F{number:04}", booking, counterparts[booking.agreement])
        uow.requests.add(request)
        uow.request_steps.add_many(list(_steps(request.key, booking.days.start, told)))


def _chosen(people: DemoPeople, counterparts: dict[str, str]) -> Iterator[Booking]:
    """The first bookings of each agreement, of people without protected data."""
    known = {one.case_number for one in people.persons if one.protection is Protection.NONE}
    taken: dict[str, int] = {}
    for booking in people.bookings:
        ours = booking.provider_municipality is None and booking.agreement in counterparts
        if not ours or booking.case_number not in known or booking.procedure is not Procedure.ORDER:
            continue
        taken[booking.agreement] = taken.get(booking.agreement, 0) + 1
        if taken[booking.agreement] <= _OF_EACH:
            yield booking


def _request(key: str, booking: Booking, counterpart: str) -> BookingRequest:
    return BookingRequest(
        key=key,
        procedure=Procedure.ORDER,
        side=Side.PAYING,
        case_number=booking.case_number,
        service=booking.service,
        counterpart=counterpart,
        days=booking.days,
        variant=booking.variant,
        agreement=booking.agreement,
        provider=booking.provider,
        consent_on=booking.days.start - timedelta(days=_STEPS[0][1]),
        booking=booking.key,
    )


def _steps(request: str, start: date, told: Ore) -> Iterator[RequestStep]:
    for number, (kind, before) in enumerate(_STEPS):
        amount: Scaled | None = None
        if kind is StepKind.ESTIMATED:
            amount = scaled_of(rounded(Fraction(told, 100), Rounding.KRONA))
        yield RequestStep(request=request, number=number, kind=kind, on=start - timedelta(days=before), amount=amount)
