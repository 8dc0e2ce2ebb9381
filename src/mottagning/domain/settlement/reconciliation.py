"""What is left when a year billed by a year price is settled? Slutreglering.

Year price × billed months / 12, a part of a month counting as its quantity, less the sum of the rows. It is settled
when December is, or earlier when the booking has ended and its last month is settled
(formats/register-workbook: Slutreglering).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import groupby

from mottagning.domain.agreements import Unit
from mottagning.domain.money import Ore, rounded, total
from mottagning.domain.periods import DateRange, Month, hull
from mottagning.domain.settlement.claims import Claim, Component, Reconciled, worth


def reconciliations(claims: Iterable[Claim], booking: DateRange, december: Month) -> tuple[Claim, ...]:
    """The reconciliation of one calendar year for each counterpart of `claims`.

    `claims` are all of the year's under terms with yearly reconciliation; `december` is the month in which its
    December is settled.
    """
    yearly = [claim for claim in claims if claim.price is not None and claim.price.unit is Unit.YEAR]
    by_counterpart = groupby(sorted(yearly, key=_counterpart), key=_counterpart)
    found = [_reconciliation(tuple(same), booking, december) for _, same in by_counterpart]
    return tuple(claim for claim in found if claim is not None)


def _counterpart(claim: Claim) -> tuple[str, str]:
    return claim.counterpart, claim.direction.value


def _reconciliation(claims: Sequence[Claim], booking: DateRange, december: Month) -> Claim | None:
    last = max(claims, key=lambda claim: claim.service_month)
    billed = total([claim.amount for claim in claims])
    exact = sum((_exact(claim) for claim in claims), Fraction(0))
    due = rounded(exact, last.rounding)
    if due == billed:
        return None
    ended = not booking.is_open and booking.end <= Month(last.service_month.year + 1, 1).first
    months = sum((claim.quantity / (claim.of or 1) for claim in claims), Fraction(0))
    return replace(
        last,
        settlement_month=max(claim.settlement_month for claim in claims) if ended else december,
        days=hull(claim.days for claim in claims),
        quantity=Fraction(1),
        of=None,
        amount=Ore(due - billed),
        steps=(Reconciled(last.service_month.year, months, due, billed),),
        component=Component.RECONCILIATION,
    )


def _exact(claim: Claim) -> Fraction:
    return worth(claim.quantity, claim.of, claim.price, claim.fees)
