"""Stores of requests for places and of the steps by which they are handled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import ColumnElement, select

from mottagning.domain.people import Protection
from mottagning.domain.requests import BookingRequest, RequestStep, awaits
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.agreements import AGREEMENT, SERVICE
from mottagning.storage.stores.bookings import BOOKING
from mottagning.storage.stores.keyed import KeyedStore, Reference, Shape, optional
from mottagning.storage.stores.people import CASE
from mottagning.storage.tables import offers
from mottagning.storage.tables import requests as tables
from mottagning.storage.tables.people import person

OFFER = Reference("offer", "offer_id", offers.offer.c.key)
REQUEST = Reference("request", "request_id", tables.booking_request.c.key)


class RequestStore(KeyedStore[BookingRequest]):
    """Requests, whatever became of them."""

    shape = Shape(
        BookingRequest,
        tables.booking_request,
        Area.REQUESTS,
        ("key",),
        references=(CASE, SERVICE, optional(AGREEMENT), optional(BOOKING), optional(OFFER)),
    )

    def visible(self, *, protected: bool) -> list[Stored[BookingRequest]]:
        """All; those of people with protected data only when `protected` is set."""
        return self.every(*_seen(protected=protected))

    def of_offers(self, offers: Sequence[str], *, protected: bool = True) -> list[Stored[BookingRequest]]:
        """Those for a place in one of these offers; of people with protected data only when `protected` is set."""
        return self.every(self._column("offer").in_(offers), *_seen(protected=protected))

    def rivals(self, request: BookingRequest, *, protected: bool) -> list[Stored[BookingRequest]]:
        """Those that wait for what this one does, it among them; of protected people only when `protected` is set."""
        field = "service" if request.offer is None else "offer"
        alike = self._column(field) == getattr(request, field)
        return [one for one in self.every(alike, *_seen(protected=protected)) if awaits(one.value) == awaits(request)]

    def of_booking(self, booking: str) -> Stored[BookingRequest] | None:
        """The one that became a booking."""
        found = self.naming("booking", [booking])
        return found[0] if found else None

    def _person(self, value: BookingRequest, _record_id: int) -> int | None:
        return self._id(CASE, value.case_number)


def _seen(*, protected: bool) -> Sequence[ColumnElement[bool]]:
    return () if protected else (person.c.protection == Protection.NONE.value,)


class RequestStepStore(KeyedStore[RequestStep]):
    """What was done in requests."""

    shape = Shape(
        RequestStep,
        tables.request_step,
        Area.REQUESTS,
        ("request", "number"),
        references=(REQUEST,),
    )

    def of_request(self, key: str) -> list[Stored[RequestStep]]:
        """Those of one request, in their order."""
        return sorted(self.naming("request", [key]), key=lambda one: one.value.number)

    def of_requests(self, keys: Iterable[str]) -> dict[str, list[RequestStep]]:
        """The steps of these requests, each in their order."""
        found: dict[str, list[RequestStep]] = defaultdict(list)
        for one in self.naming("request", list(keys)):
            found[one.value.request].append(one.value)
        return {key: sorted(steps, key=lambda step: step.number) for key, steps in found.items()}

    def _person(self, value: RequestStep, _record_id: int) -> int | None:
        table = tables.booking_request
        return self._connection.scalar(select(table.c.person_id).where(table.c.key == value.request))
