"""What would a booking come to if its facts, or its agreements, were others? Counted as the next closing does.

What is told of closed months is what the closing of the next month returns of them; what is still to be settled is
the estimate. Nothing is kept.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from mottagning.domain.closing import Candidate, Held, Ledger, Outcome, close_booking
from mottagning.domain.ledger import Triple, triple_of
from mottagning.domain.money import ZERO, Ore
from mottagning.domain.periods import Month
from mottagning.domain.settlement.estimate import estimate
from mottagning.domain.settlement.facts import Placement, Stay


@dataclass(frozen=True, slots=True)
class Worth:
    """What is still to come of one service month and counterpart, in öre.

    `closed` is what the next closing returns of months that are closed, `ahead` what is estimated of the others,
    `lost` what the agreement's limits take. `quantity` tells apart what counts at amount 0: an exchange.
    """

    closed: Ore = ZERO
    ahead: Ore = ZERO
    lost: Ore = ZERO
    quantity: Fraction = Fraction(0)

    def __add__(self, other: Worth) -> Worth:
        return Worth(
            Ore(self.closed + other.closed),
            Ore(self.ahead + other.ahead),
            Ore(self.lost + other.lost),
            self.quantity + other.quantity,
        )

    def __sub__(self, other: Worth) -> Worth:
        return Worth(
            Ore(self.closed - other.closed),
            Ore(self.ahead - other.ahead),
            Ore(self.lost - other.lost),
            self.quantity - other.quantity,
        )


NOTHING = Worth()


@dataclass(frozen=True, slots=True)
class Outlook:
    """What is still to come of one booking, and what the next closing would hold back of it."""

    worth: Mapping[Triple, Worth]
    held: tuple[Held, ...]

    def less(self, other: Outlook) -> Mapping[Triple, Worth]:
        """How much more it is than `other`; what is the same in both is left out."""
        triples = {*self.worth, *other.worth}
        found = {one: self.worth.get(one, NOTHING) - other.worth.get(one, NOTHING) for one in triples}
        return {one: worth for one, worth in found.items() if worth != NOTHING}


@dataclass(frozen=True, slots=True)
class Standpoint:
    """From where one looks: on the day `on`, with `month` to be closed next and `last` closed last (None: none yet)."""

    month: Month
    last: Month | None
    on: date

    def is_closed(self, settlement_month: Month) -> bool:
        """Whether what is settled in a month has been returned."""
        return self.last is not None and settlement_month <= self.last


def outlook(ledger: Ledger, candidate: Candidate, at: Standpoint) -> Outlook:
    """What is still to come of a booking whose months are all looked at anew."""
    outcome = close_booking(at.month, ledger, candidate)
    worth: dict[Triple, Worth] = defaultdict(Worth)
    for triple, one in (*_returned(outcome, at), *_ahead(ledger, candidate.placement, at)):
        worth[triple] += one
    return Outlook(dict(worth), outcome.held)


def _returned(outcome: Outcome, at: Standpoint) -> Iterable[tuple[Triple, Worth]]:
    for entry in outcome.entries:
        if at.is_closed(entry.settlement_month):
            yield triple_of(entry), Worth(closed=entry.amount, quantity=entry.quantity)
    for lost in outcome.lost:
        yield lost.triple, Worth(lost=lost.amount)


def _ahead(ledger: Ledger, placement: Placement, at: Standpoint) -> Iterable[tuple[Triple, Worth]]:
    books = ledger.chain(placement)
    for claim in estimate(placement, books, ledger.office, at.on).claims if books else ():
        if not at.is_closed(claim.settlement_month):
            triple = Triple(claim.service_month, claim.counterpart, claim.direction)
            yield triple, Worth(ahead=claim.amount, quantity=claim.quantity)


def living(candidate: Candidate, stays: tuple[Stay, ...]) -> Candidate:
    """The booking, and the others of the same person, as if she had lived so."""
    return replace(
        candidate,
        placement=_living(candidate.placement, stays),
        siblings=tuple(_living(sibling, stays) for sibling in candidate.siblings),
    )


def _living(placement: Placement, stays: tuple[Stay, ...]) -> Placement:
    return replace(placement, person=replace(placement.person, stays=stays))
