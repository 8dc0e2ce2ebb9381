"""What would bookings come to with other prices? Counted as the next closing and the estimate would; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from mottagning.domain.effects import Standpoint, Worth, outlook
from mottagning.domain.ledger import Triple
from mottagning.domain.money import Ore
from mottagning.domain.settlement.facts import AgreementFacts, chain
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.price_lists import Effect
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import gathered, ledger_of


def effects(ctx: Context, reader: Reader, changed: AgreementFacts) -> tuple[Effect, ...]:
    """How much more the bookings that the user may see would come to if an agreement were as `changed`."""
    office = reader.settings.office()
    if office is None:
        return ()
    found = gathered(reader, office, _bookings(ctx, reader, changed))
    at = Standpoint(found.month, reader.ledger.last_closed(), ctx.today)
    now = ledger_of(office, found.agreements)
    then = ledger_of(office, {**found.agreements, changed.agreement.key: changed})
    totals: dict[RowDirection, _Total] = defaultdict(_Total)
    for one in found.candidates:
        for direction, worth in _by_direction(outlook(then, one, at).less(outlook(now, one, at))).items():
            totals[direction].add(worth)
    return tuple(
        Effect(direction, Ore(totals[direction].closed), Ore(totals[direction].ahead), totals[direction].bookings)
        for direction in RowDirection
        if direction in totals
    )


def _by_direction(found: Mapping[Triple, Worth]) -> Mapping[RowDirection, Worth]:
    """The sums of one booking; a direction in which nothing costs otherwise is left out."""
    sums: dict[RowDirection, Worth] = defaultdict(Worth)
    for triple, worth in found.items():
        sums[triple.direction] += worth
    return {direction: worth for direction, worth in sums.items() if worth.closed or worth.ahead}


@dataclass(slots=True)
class _Total:
    closed: int = 0
    ahead: int = 0
    bookings: int = 0

    def add(self, worth: Worth) -> None:
        """One more booking."""
        self.closed += worth.closed
        self.ahead += worth.ahead
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
