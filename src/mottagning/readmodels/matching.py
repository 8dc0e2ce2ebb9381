"""What a person needs, and how the offers of the catalogue fit it, as the page Matcha shows them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mottagning.domain.matching import Match, Need
from mottagning.domain.money import Scaled
from mottagning.domain.people import Protection
from mottagning.domain.periods import DateRange
from mottagning.domain.weekly_times import WeeklyTime


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """With what a search begins: for whom, and what is known of the wish already.

    `request` is the number of a request that is to name the offer that is found.
    """

    case_number: str | None = None
    service: str | None = None
    variant: str | None = None
    days: DateRange | None = None
    hours_per_week: Scaled | None = None
    request: int | None = None


@dataclass(frozen=True, slots=True)
class BookedHours:
    """A booking that the need was made of: whose, and its hours; no `times` are hours that nobody knows."""

    booking: str
    name: str
    service: str
    times: tuple[WeeklyTime, ...]
    is_childs: bool = False


@dataclass(frozen=True, slots=True)
class Seeker:
    """Somebody for whom a place is sought."""

    id: int
    case_number: str
    name: str
    protection: Protection


@dataclass(frozen=True, slots=True)
class Proposed:
    """A need as the register knows it, to be looked at: `booked` are the bookings whose hours stand in it."""

    need: Need
    seeker: Seeker | None = None
    booked: tuple[BookedHours, ...] = ()


@dataclass(frozen=True, slots=True)
class Matches:
    """Every offer of the insats in the order that the reasons give; `by_price` when prices could be compared.

    `ids` are the offers' numbers in the register, by key.
    """

    need: Need
    matches: tuple[Match, ...]
    by_price: bool
    ids: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenOffer:
    """An offer that was chosen for somebody on a day, among `compared` that were shown.

    `request` is the number of the request that is to name it, None for a new one.
    """

    offer: str
    need: Need
    case_number: str | None
    agreement: str | None
    chosen_on: date
    compared: int
    request: int | None = None
