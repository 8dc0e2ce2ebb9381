"""What does each municipality pay of a course that several hold together? A cost, a key, and shares that add up.

One municipality arranges the course and is paid by the others; the cost is divided by persons, inhabitants or fixed
shares, as they have agreed. Both offices that work out a division get the same öre: months add up to the cost, and the
shares of a month add up to the month.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from fractions import Fraction
from math import gcd

from mottagning.domain.money import SCALE, Ore, Rounding, Scaled, divided, rounded, scaled, unscaled
from mottagning.domain.periods import DateRange, Month, months_between
from mottagning.domain.problems import FieldProblem


class SharingKey(Enum):
    """By what a cost is divided."""

    PERSONS = "persons"
    INHABITANTS = "inhabitants"
    FIXED = "fixed"


class SharedPayment(Enum):
    """When a shared cost is settled."""

    MONTHLY = "monthly"
    AT_START = "at_start"
    AT_END = "at_end"


@dataclass(frozen=True, slots=True)
class Share:
    """How much of the key is a municipality's: persons, inhabitants or per cent, in ten-thousandths."""

    municipality: str
    weight: Scaled


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedOffer:
    """A course that several municipalities hold together. `provider_municipality` arranges it and is paid.

    `cost` is the whole cost in ten-thousandths of a krona; `days` are closed. `source` says where cost and key were
    decided.
    """

    key: str
    agreement: str
    service: str
    provider_municipality: str
    days: DateRange
    cost: Scaled
    sharing: SharingKey
    shares: tuple[Share, ...]
    source: str
    payment: SharedPayment = SharedPayment.MONTHLY
    variant: str | None = None
    provider: str | None = None
    decision: str | None = None
    told_on: date | None = None
    counterpart_reference: str | None = None
    is_preliminary: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One settlement of a shared cost: number `number` of `of`, `amount` in öre with fees, and each one's share."""

    number: int
    of: int
    amount: Ore
    by_municipality: Mapping[str, Ore]


def settled_months(offer: SharedOffer) -> tuple[Month, ...]:
    """The months in which the cost is settled."""
    first, last = Month.of(offer.days.start), Month.of(offer.days.last or offer.days.start)
    months = tuple(months_between(first, last))
    return {
        SharedPayment.MONTHLY: months,
        SharedPayment.AT_START: months[:1],
        SharedPayment.AT_END: months[-1:],
    }[offer.payment]


def part_of(offer: SharedOffer, month: Month, factor: Fraction, rounding: Rounding) -> Part | None:
    """What is settled of the cost in `month`, fees being `factor`; None when nothing is.

    Part k of n is round(k/n × cost) − round((k−1)/n × cost), as shares of a part payment are. It is divided by the
    largest remainder: each share is rounded down, and what is left goes to those who lost most, in the order of their
    codes.
    """
    months = settled_months(offer)
    if month not in months:
        return None
    number, of = months.index(month) + 1, len(months)
    whole = unscaled(offer.cost) * factor
    amount = Ore(rounded(Fraction(number, of) * whole, rounding) - rounded(Fraction(number - 1, of) * whole, rounding))
    shares = sorted(offer.shares, key=lambda share: share.municipality)
    amounts = divided(amount, [share.weight for share in shares], rounding)
    return Part(number, of, amount, {share.municipality: one for share, one in zip(shares, amounts, strict=True)})


def totals(offer: SharedOffer, factor: Fraction, rounding: Rounding) -> Mapping[str, Ore]:
    """What each municipality pays of the whole cost in the end."""
    found: dict[str, int] = dict.fromkeys((share.municipality for share in offer.shares), 0)
    for month in settled_months(offer):
        part = part_of(offer, month, factor, rounding)
        for code, amount in (part.by_municipality if part else {}).items():
            found[code] += amount
    return {code: Ore(amount) for code, amount in found.items()}


def weights(offer: SharedOffer) -> tuple[Mapping[str, int], int]:
    """Each one's weight in the smallest whole numbers that keep the decimals, and their sum."""
    unit = gcd(SCALE, *(share.weight for share in offer.shares))
    found = {share.municipality: share.weight // unit for share in offer.shares}
    return found, sum(found.values())


def shared_offer_problems(offer: SharedOffer) -> tuple[FieldProblem, ...]:
    """What keeps `offer` from being registered."""
    needed = ("key", "agreement", "service", "provider_municipality", "source")
    problems = [FieldProblem(name, "missing") for name in needed if not getattr(offer, name)]
    if offer.days.is_open:
        problems.append(FieldProblem("last", "missing"))
    if offer.cost < 0:
        problems.append(FieldProblem("cost", "negative"))
    codes = [share.municipality for share in offer.shares]
    if len(set(codes)) != len(codes) or not any(share.weight for share in offer.shares):
        problems.append(FieldProblem("shares", "not_divided"))
    elif offer.sharing is SharingKey.FIXED and sum(share.weight for share in offer.shares) != 100 * SCALE:
        problems.append(FieldProblem("shares", "shares_not_a_hundred"))
    return tuple(problems)


_SHARE = re.compile(r"(\d{4})\s*=\s*([0-9 \u00a0]+(?:[.,]\d+)?)")


def parse_shares(text: str) -> tuple[Share, ...]:
    """Read `0162=12; 0180=40`. Raises ValueError with the part that cannot be read."""
    return tuple(_share(part.strip()) for part in text.split(";") if part.strip())


def _share(part: str) -> Share:
    match = _SHARE.fullmatch(part)
    if not match:
        raise ValueError(part)
    number = re.sub(r"\s", "", match.group(2)).replace(",", ".")
    try:
        return Share(match.group(1), scaled(Decimal(number)))
    except (InvalidOperation, ValueError):
        raise ValueError(part) from None


def written_shares(shares: Sequence[Share]) -> str:
    """The shares as `parse_shares` reads them."""
    return "; ".join(f"{share.municipality}={written_weight(share.weight)}" for share in shares)


def written_weight(weight: Scaled) -> str:
    """A weight with a decimal comma, without decimals that say nothing."""
    text = f"{Decimal(weight) / SCALE:f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")
