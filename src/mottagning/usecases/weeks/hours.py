"""When in the week are bookings held? As the office has entered it, else as the offer tells that each came of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mottagning.domain.bookings import Booking
from mottagning.domain.offers import Offer
from mottagning.domain.periods import DateRange
from mottagning.domain.weekly_times import WeeklyTime, together
from mottagning.storage.reader import Reader


def booked_times(reader: Reader, bookings: Sequence[Booking], days: DateRange) -> Mapping[str, tuple[WeeklyTime, ...]]:
    """The hours of bookings over `days`, by key; those of whose hours nothing is known are left out."""
    keys = [one.key for one in bookings]
    offered = {key: offer.times for key, offer in offers_of(reader, keys).items() if offer.times}
    told: dict[str, list[WeeklyTime]] = defaultdict(list)
    for one in reader.weekly_hours.naming("booking", keys):
        if one.value.booking is not None and one.value.days.meet(days) is not None:
            told[one.value.booking] += one.value.times
    return {**offered, **{key: together(times) for key, times in told.items()}}


def offers_of(reader: Reader, bookings: Sequence[str]) -> Mapping[str, Offer]:
    """The offers that the requests named which became these bookings, by the bookings' keys."""
    asked = reader.requests.naming("booking", list(bookings))
    offers = {one.value.key: one.value for one in reader.offers.naming("key", [one.value.offer for one in asked])}
    return {
        one.value.booking: offers[one.value.offer]
        for one in asked
        if one.value.booking is not None and one.value.offer in offers
    }
