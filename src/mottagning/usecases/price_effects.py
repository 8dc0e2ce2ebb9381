"""What would bookings come to with other prices? Counted as the next closing and the estimate would; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mottagning.domain.closing import Candidate, Ledger, close_booking
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.settlement.estimate import estimate
from mottagning.domain.settlement.facts import AgreementFacts, chain
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.price_lists import Effect
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import gathered, ledger_of

Sums = Mapping[RowDirection, int]


def effects(ctx: Context, reader: Reader, changed: AgreementFacts) -> tuple[Effect, ...]:
    """How much more the bookings that the user may see would come to if an agreement were as `changed`."""
    office = reader.settings.office()
    if office is None:
        return ()
    found = gathered(reader, office, _bookings(ctx, reader, changed))
    last = reader.ledger.last_closed()
    now = ledger_of(office, found.agreements)
    then = ledger_of(office, {**found.agreements, changed.agreement.key: changed})
    totals: dict[RowDirection, _Total] = defaultdict(_Total)
    for one in found.candidates:
        closed = _less(_closed(then, one, found.month, last), _closed(now, one, found.month, last))
        ahead = _less(_ahead(then, one, last, ctx.today), _ahead(now, one, last, ctx.today))
        for direction in {*closed, *ahead}:
            totals[direction].add(closed.get(direction, 0), ahead.get(direction, 0))
    return tuple(
        Effect(direction, Ore(totals[direction].closed), Ore(totals[direction].ahead), totals[direction].bookings)
        for direction in RowDirection
        if direction in totals
    )


@dataclass(slots=True)
class _Total:
    closed: int = 0
    ahead: int = 0
    bookings: int = 0

    def add(self, closed: int, ahead: int) -> None:
        """One more booking."""
        self.closed += closed
        self.ahead += ahead
        self.bookings += 1


def _bookings(ctx: Context, reader: Reader, changed: AgreementFacts) -> list[int]:
    """The bookings of what the agreement has prices for, also those that come to it from one it replaces."""
    successors = reader.agreements.successors()
    services = {one.service for one in changed.prices}
    return [
        line.id
        for line in reader.lists.bookings(ctx.today, protected=ctx.sees_protected)
        if line.service in services and changed.agreement.key in chain(line.agreement, successors)
    ]


def _closed(ledger: Ledger, one: Candidate, month: Month, last: Month | None) -> Sums:
    """What the next closing would say of months that are closed."""
    sums: dict[RowDirection, int] = defaultdict(int)
    for entry in close_booking(month, ledger, one).entries:
        if last is not None and entry.settlement_month <= last:
            sums[entry.direction] += entry.amount
    return sums


def _ahead(ledger: Ledger, one: Candidate, last: Month | None, today: date) -> Sums:
    """What is still to be settled, as estimated."""
    sums: dict[RowDirection, int] = defaultdict(int)
    books = ledger.chain(one.placement)
    claims = estimate(one.placement, books, ledger.office, today).claims if books else ()
    for claim in claims:
        if last is None or claim.settlement_month > last:
            sums[claim.direction] += claim.amount
    return sums


def _less(then: Sums, now: Sums) -> Sums:
    found = {direction: then.get(direction, 0) - now.get(direction, 0) for direction in {*then, *now}}
    return {direction: amount for direction, amount in found.items() if amount}
