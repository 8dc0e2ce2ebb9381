"""Courses booked by headcount: as many times what one booking under the same terms costs, in one row."""

from __future__ import annotations

from dataclasses import replace

from mottagning.domain.agreements import Method, Unit
from mottagning.domain.group_bookings import counts_heads
from mottagning.domain.money import rounded
from mottagning.domain.problems import Check
from mottagning.domain.settlement.claims import Claim, Given, HeadsCounted, worth
from mottagning.domain.settlement.facts import Heads
from mottagning.domain.settlement.rules.case import Case


def of_all(case: Case, heads: Heads, of_one: Given) -> Given:
    """What one booking gives, for all that take part. Terms that count something else hold it back."""
    if not heads.count:
        return Given()
    day = max(case.service_month.first, case.placement.booking.days.start)
    if not counts_heads(case.terms):
        is_there = any(part.is_active for part in case.inside(case.service_month.range))
        return Given(problems=(case.problem(Check.K07, "not_by_heads", day),)) if is_there else Given()
    if of_one.claims and case.terms.method is Method.REPORTED and case.terms.unit is Unit.HOUR and heads.each is None:
        return Given(problems=(case.problem(Check.K12, "no_hours", day),))
    claims = tuple(_times(claim, heads) for claim in of_one.claims)
    return Given(claims, of_one.problems)


def _times(claim: Claim, heads: Heads) -> Claim:
    quantity = claim.quantity * heads.count
    step = HeadsCounted(heads.count, is_planned=heads.is_planned)
    amount = rounded(worth(quantity, None, claim.price, claim.fees), claim.rounding)
    return replace(claim, quantity=quantity, amount=amount, steps=(step, *claim.steps))
