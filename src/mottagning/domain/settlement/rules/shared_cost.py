"""Gemensam kostnad: what a course held together costs is divided between the municipalities that hold it.

A person's own booking of the insats costs nothing besides: it is what the shared cost has paid for.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from mottagning.domain.agreements import Method, MoveRule, Terms, Unit
from mottagning.domain.bookings import Booking
from mottagning.domain.money import Ore, rounded
from mottagning.domain.periods import hull
from mottagning.domain.settlement.claims import CostShared, Fees, Given, Measure, worth
from mottagning.domain.settlement.facts import Placement, Stay
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.rules.case import Case, claim
from mottagning.domain.shared_offers import SharedOffer, part_of, settled_months, weights


def claims(case: Case) -> Given:
    """The share of the municipality that pays, once for each month in which the cost is settled."""
    offer, covered = case.placement.shared, case.covered(case.service_month.range)
    if offer is None or not covered or not covered[0].is_active:
        return Given()
    payer, fees = covered[0], Fees(case.terms.administration_fee, case.terms.vat_compensation)
    part = part_of(offer, case.service_month, fees.factor, case.terms.rounding)
    if part is None or not part.by_municipality.get(payer.payer or ""):
        return Given()
    amount, (own, whole) = part.by_municipality[payer.payer or ""], weights(offer)
    weight = own[payer.payer or ""]
    price = _price(offer)
    alone = rounded(worth(Fraction(weight), whole, price, fees), case.terms.rounding)
    step = CostShared(offer.sharing, part.number, part.of, Ore(amount - alone))
    days = hull(one.days for one in covered)
    measure = Measure(Fraction(weight), whole, Unit.COURSE, days, (step,))
    return Given((claim(case, payer, measure, price, amount),))


def _price(offer: SharedOffer) -> UnitPrice:
    """The cost of one settlement, as the price of a course."""
    parts = len(settled_months(offer))
    return UnitPrice(
        offer.cost, Unit.COURSE, parts, offer.variant, offer.days, offer.source, is_preliminary=offer.is_preliminary
    )


def terms_of_shares(agreed: Terms | None, booking: Booking) -> Terms:
    """The terms that shares follow: fees and rounding as agreed for the insats, its own way of counting apart."""
    terms = agreed or Terms(
        agreement=booking.agreement, service=booking.service, unit=Unit.COURSE, method=Method.SHARED_COST
    )
    return replace(terms, method=Method.SHARED_COST, move_rule=MoveRule.DIRECT, yearly_reconciliation=False)


def of_each(placement: Placement, offer: SharedOffer) -> tuple[Placement, ...]:
    """The booking once for each municipality that holds the course, as if somebody belonged there."""
    return tuple(
        replace(placement, person=replace(placement.person, stays=(Stay(offer.days, share.municipality),)))
        for share in offer.shares
    )
