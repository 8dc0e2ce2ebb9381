"""What is paid on top of the price? A row of its own for each month that the booking's own rule bills.

A supplement is a whole unit: the counterpart of the month's first row pays it. An additional amount
(tilläggsbelopp) needs its own decision (K22).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from mottagning.domain.agreements import Unit
from mottagning.domain.bookings import Supplement, SupplementKind
from mottagning.domain.money import rounded
from mottagning.domain.problems import Check
from mottagning.domain.settlement.claims import Claim, Component, Given, Supplemented, worth
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.rules.case import Case
from mottagning.domain.settlement.timeline import RowDirection


def supplements(case: Case, billed: Sequence[Claim]) -> Given:
    """The supplements of a service month whose own claims are `billed`."""
    if not billed or not case.placement.supplements:
        return Given()
    first = min(billed, key=lambda one: one.days.start)
    given = Given()
    for supplement in case.placement.supplements:
        if supplement.days.meet(case.service_month.range):
            given += _supplement(case, first, supplement)
    return given


def _supplement(case: Case, first: Claim, supplement: Supplement) -> Given:
    if supplement.kind is SupplementKind.ADDITIONAL and not supplement.decision:
        return Given(problems=(case.problem(Check.K22, "no_decision", case.service_month.first),))
    price = UnitPrice(supplement.amount, Unit.MONTH, 1, None, supplement.days, supplement.decision or "")
    paid = None if first.direction is RowDirection.EXCHANGE else price
    return Given(
        (
            replace(
                first,
                quantity=Fraction(1),
                of=None,
                unit=Unit.MONTH,
                price=paid,
                amount=rounded(worth(Fraction(1), None, paid, first.fees), first.rounding),
                steps=(Supplemented(supplement.kind, supplement.decision),),
                component=Component.SUPPLEMENT,
            ),
        )
    )
