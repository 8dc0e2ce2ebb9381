"""Offers as lists and cards show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.offers import Eligibility, Offer, ProviderKind, Waiting
from mottagning.domain.periods import DateRange
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.requests import RequestLine
from mottagning.readmodels.transfer import Rejected


@dataclass(frozen=True, slots=True)
class Seats:
    """How many seats the seller has said there are: for which day, who says so, and how many days ago that was."""

    number: int
    on: date
    source: str
    days_old: int


@dataclass(frozen=True, slots=True)
class OfferLine:
    """An offer in the list. `free` are our own seats from today on; None where they are not ours to count.

    They are not told to who may not see protected people: by subtraction they would tell of them.
    """

    id: int
    key: str
    service: str
    variant: str | None
    municipality: str
    provider: str | None
    provider_kind: ProviderKind | None
    place: str | None
    language: str | None
    days: DateRange
    eligibility: Eligibility | None
    speciality: str | None
    seats: Seats | None
    free: int | None
    is_ours: bool
    is_lacking: bool
    waiting: Waiting | None

    @property
    def has_free(self) -> bool:
        """Whether there is room, as far as is known: by our own count, else by what the seller has said."""
        if self.is_ours:
            return self.free is not None and self.free > 0
        return self.seats is not None and self.seats.number > 0

    def fits(self, service: object, counterpart: object, start: object) -> bool:
        """Whether a request can name it; what is None is not asked. One of ours is asked for by any municipality."""
        return (
            not self.is_lacking
            and service in {None, self.service}
            and (self.is_ours or counterpart in {None, self.municipality})
            and (not isinstance(start, date) or start in self.days)
        )


@dataclass(frozen=True, slots=True)
class OfferCard:
    """All that is kept of one offer, with the requests that wait for it in the order of the queue.

    `taken` is set where too few have a seat in one of ours: how many have.
    """

    offer: Stored[Offer]
    line: OfferLine
    queue: tuple[RequestLine, ...]
    taken: int | None = None


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of an offer, by its heading, before and after, as its cells show it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ReturnedOffer:
    """An offer as another office has told it in a workbook; `before` is None for a new one."""

    before: Stored[Offer] | None
    offer: Offer
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ReturnedOffers:
    """What a returned workbook would change, and the cells that cannot be taken."""

    offers: tuple[ReturnedOffer, ...]
    rejected: tuple[Rejected, ...]
