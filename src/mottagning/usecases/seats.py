"""Are more of our own seats promised than there are? Asked before anything is kept, whichever way it came.

Forms and steps say at their field that there is no seat; this is what holds when a booking is prolonged, a change is
undone, or a workbook is read. Only promises are compared: somebody who stays on past her plan keeps nobody from
changing what has nothing to do with her.

Whoever may not see everybody is told nothing of how many are taken: she may promise no seat that is counted, however
many there are (see `capacity`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from mottagning.domain.bookings import Booking
from mottagning.domain.offers import Offer, agreed_days, grows, is_overdrawn, is_promised
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.requests import Side
from mottagning.readmodels.changes import Area
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork

_TOUCHING = frozenset({Area.BOOKINGS, Area.REQUESTS, Area.OFFERS, Area.SETTINGS})


@dataclass(frozen=True, slots=True)
class _Standing:
    """The seats of an offer, and the days for which each promise holds one."""

    key: str
    seats: int
    promised: Sequence[DateRange]


def is_counted(reader: Reader, offer: Offer) -> bool:
    """Whether the seats of an offer are ours to count."""
    office = reader.settings.office()
    return offer.seats is not None and office is not None and offer.municipality == office.municipality


@dataclass(frozen=True, slots=True)
class SeatGuard:
    """Keeps a transaction from promising what there is not. `before` reads the register as it was."""

    before: Callable[[], AbstractContextManager[Reader]]
    today: date
    sees_all: bool

    def __call__(self, uow: UnitOfWork) -> None:
        """Raises Refused for the first offer that would be overdrawn."""
        found = self.overdrawn(uow)
        if found:
            code = RefusalCode.NO_SEATS if self.sees_all else RefusalCode.SEATS_UNSEEN
            raise Refused(code, offer=found[0])

    def overdrawn(self, uow: UnitOfWork) -> list[str]:
        """The keys of the offers of which more would be promised than may be."""
        if not uow.changed_areas & _TOUCHING:
            return []
        now = _standings(uow)
        if not now:
            return []
        with self.before() as reader:
            then = _standings(reader)
        return [one.key for number, one in now.items() if self._is_refused(one, then.get(number))]

    def _is_refused(self, now: _Standing, then: _Standing | None) -> bool:
        had, promised = (then.seats, then.promised) if then else (now.seats, ())
        ahead = DateRange(self.today, OPEN)
        if self.sees_all:
            return is_overdrawn(now.seats, now.promised, (had, promised), ahead)
        return grows(now.promised, promised, ahead) or had != now.seats


def _standings(reader: Reader) -> Mapping[int, _Standing]:
    """Each offer whose seats we count, by its number in the register: its key may change."""
    counted = [one for one in reader.offers.every() if is_counted(reader, one.value)]
    promised = seats_taken(reader, [one.value.key for one in counted], agreed_days)
    return {one.id: _Standing(one.value.key, one.value.seats or 0, promised.get(one.value.key, ())) for one in counted}


def seats_taken(
    reader: Reader,
    offers: Sequence[str],
    booked_days: Callable[[Booking], DateRange | None],
    without: str | None = None,
) -> Mapping[str, Sequence[DateRange]]:
    """The days of every seat that is taken in these offers, by their keys; `without` the request of this key.

    A request that we have accepted takes it for the days that are asked for, its booking for `booked_days`.
    """
    requests = [one.value for one in reader.requests.of_offers(offers) if one.value.side is Side.PROVIDING]
    steps = reader.request_steps.of_requests([one.key for one in requests if one.booking is None])
    booked = [one.booking for one in requests if one.booking is not None]
    bookings = {one.value.key: one.value for one in reader.bookings.naming("key", booked)}
    taken: dict[str, list[DateRange]] = defaultdict(list)
    for one in requests:
        if one.booking is not None:
            days = booked_days(bookings[one.booking])
        else:
            days = one.days if is_promised(one, steps.get(one.key, ())) else None
        if one.offer is not None and days is not None and one.key != without:
            taken[one.offer].append(days)
    return taken
