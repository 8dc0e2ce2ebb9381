"""What is in the demonstration register's catalogue, and who waits for it? Offers and requests that are still open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from mottagning.domain.bookings import Procedure
from mottagning.domain.offers import Eligibility, Offer, ProviderKind
from mottagning.domain.people import Person, Protection
from mottagning.domain.periods import DateRange
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts.offers import parse_times
from mottagning.usecases.admin.demo_people import FIRST, DemoPeople

_ADULT = 20


def fill_catalogue(uow: UnitOfWork, data: Mapping[str, Any], people: DemoPeople) -> None:
    """Add the offers, and the requests that wait for an answer."""
    uow.offers.add_many([_offer(one) for one in data["offer"]])
    for one, person in zip(data["request"], _adults(people), strict=False):
        uow.requests.add(_request(one, person.case_number))
        uow.request_steps.add_many(list(_steps(one)))


def _adults(people: DemoPeople) -> Iterator[Person]:
    """Those who were grown up when the register began, the last registered first: the first ones have bookings."""
    for one in reversed(people.persons):
        is_adult = one.birth_date is not None and one.birth_date.year <= FIRST.year - _ADULT
        if is_adult and one.protection is Protection.NONE:
            yield one


def _offer(one: Mapping[str, Any]) -> Offer:
    kind, eligibility = one.get("provider_kind"), one.get("eligibility")
    end: date | None = one.get("end")
    return Offer(
        key=one["key"],
        service=one["service"],
        municipality=one["municipality"],
        days=DateRange.inclusive(one["start"], end),
        variant=one.get("variant"),
        provider=one.get("provider"),
        provider_kind=ProviderKind(kind) if kind else None,
        place=one.get("place"),
        language=one.get("language"),
        times=parse_times(one["times"]) if "times" in one else (),
        eligibility=Eligibility(eligibility) if eligibility else None,
        seats=one.get("seats"),
        seats_on=one.get("seats_on"),
        source=one.get("source"),
        is_lacking=one.get("lacking", False),
    )


def _request(one: Mapping[str, Any], case_number: str) -> BookingRequest:
    return BookingRequest(
        key=one["key"],
        procedure=Procedure(one["procedure"]),
        side=Side(one["side"]),
        case_number=case_number,
        service=one["service"],
        counterpart=one["counterpart"],
        days=DateRange.inclusive(one["first"], one["last"]),
        variant=one.get("variant"),
        offer=one.get("offer"),
    )


def _steps(one: Mapping[str, Any]) -> Iterator[RequestStep]:
    for number, (kind, on) in enumerate(one["steps"].items(), start=1):
        yield RequestStep(request=one["key"], number=number, kind=StepKind(kind), on=on)
