"""Requests as lists and cards show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.bookings import Procedure
from mottagning.domain.money import Ore
from mottagning.domain.offers import Offer
from mottagning.domain.periods import DateRange
from mottagning.domain.requests import BookingRequest, NextStep, RequestStatus, RequestStep, Side, StepKind
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class RequestLine:
    """A request in the list. `since` is the day of its last step; `duties` are what remains to be told."""

    id: int
    key: str
    person_id: int
    case_number: str
    name: str
    sort_name: str
    procedure: Procedure
    side: Side
    service: str
    variant: str | None
    counterpart: str
    days: DateRange
    status: RequestStatus
    since: date | None
    is_our_turn: bool
    duties: tuple[StepKind, ...]
    queue_place: int | None
    has_priority: bool
    is_protected: bool
    booking: str | None


@dataclass(frozen=True, slots=True)
class RequestCard:
    """All that is kept of one request, and what can be done now.

    `estimate` is what the booking would come to in öre, None while that cannot be told. `same_service` is the key of a
    booking of the same insats over the same days, `refused_before` that of an earlier request for the same;
    `home_elsewhere` is the name of the municipality that answers for her, where another is to pay.
    """

    request: Stored[BookingRequest]
    line: RequestLine
    steps: tuple[Stored[RequestStep], ...]
    next: tuple[NextStep, ...]
    estimate: Ore | None = None
    estimated_days: DateRange | None = None
    same_service: str | None = None
    offer: Offer | None = None
    refused_before: str | None = None
    home_elsewhere: str | None = None
    free_seats: int | None = None
    permit_until: date | None = None
    covered: DateRange | None = None
    booking_id: int | None = None
