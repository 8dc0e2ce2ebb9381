"""How is an estimate told? The sum first, then month by month, and what was taken for granted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from mottagning.domain.money import Ore, total
from mottagning.domain.periods import Month
from mottagning.domain.settlement.claims import Claim
from mottagning.domain.settlement.estimate import Estimate, Supposition
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.texts import checks, formats

TITLE = "Beräkning av hela bokningen"
_SUMS: Mapping[RowDirection, str] = {
    RowDirection.BUY: "Beräknad kostnad",
    RowDirection.SELL: "Beräknad ersättning till er",
    RowDirection.EXCHANGE: "Byte utan belopp",
}
_SUPPOSED: Mapping[Supposition, str] = {
    Supposition.GOES_ON: "Inget slut är planerat, så tolv månader framåt har räknats.",
    Supposition.COMPLETED: "Räknat med att kursen slutförs sista dagen.",
    Supposition.REPORTED: "Månader utan rapport är räknade efter omfattningen.",
}
_LONGEST = 15
"""Months told one by one; a longer booking is told year by year."""


def summary(found: Estimate) -> str:
    """`Beräknad kostnad 57 000,00 kr, 2024-10-01–2025-03-31.` with what it takes for granted, or what is missing."""
    parts = [f"{_SUMS[direction]} {formats.kr(amount)}." for direction, amount in _by_direction(found).items()]
    if not parts and not found.problems:
        parts.append("Beräknad kostnad 0,00 kr.")
    if parts:
        parts[0] = f"{parts[0][:-1]}, {formats.days(found.days)}."
    return " ".join([*parts, *supposed(found), *missing(found)])


def _by_direction(found: Estimate) -> dict[RowDirection, Ore]:
    return {
        direction: total([claim.amount for claim in found.claims if claim.direction is direction])
        for direction in RowDirection
        if any(claim.direction is direction for claim in found.claims)
    }


def supposed(found: Estimate) -> list[str]:
    """What the estimate takes for granted."""
    return [_SUPPOSED[one] for one in found.supposed]


def missing(found: Estimate) -> list[str]:
    """What keeps some of it from being counted; the first problem of several."""
    return [checks.said(problem, str).message for problem in found.problems[:1]]


def periods(found: Estimate) -> list[tuple[str, str]]:
    """The amount of each month, or of each year when there are many."""
    by_month: dict[Month, list[Claim]] = defaultdict(list)
    for claim in found.claims:
        by_month[claim.settlement_month].append(claim)
    if len(by_month) <= _LONGEST:
        return [(formats.month(month), _sum(by_month[month])) for month in sorted(by_month)]
    by_year: dict[int, list[Claim]] = defaultdict(list)
    for month, claims in by_month.items():
        by_year[month.year] += claims
    return [(str(year), _sum(by_year[year])) for year in sorted(by_year)]


def _sum(claims: list[Claim]) -> str:
    return formats.kr(total([claim.amount for claim in claims]))
