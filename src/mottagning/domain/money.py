"""How is money counted? Whole öre, prices in ten-thousandths of a krona, exact fractions between.

Nothing is a float. An amount is rounded once, by `rounded`, half away from zero
(formats/register-workbook: Rounding).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import NewType

Ore = NewType("Ore", int)
"""A whole number of öre: what a row costs."""

Scaled = NewType("Scaled", int)
"""Ten-thousandths: of a krona (a price), of a per cent (a fee), of a unit (hours, points)."""

SCALE = 10_000
ZERO = Ore(0)


class Rounding(Enum):
    """To what a row is rounded."""

    ORE = "ore"
    KRONA = "krona"


def scaled(value: Decimal | int | str) -> Scaled:
    """`value` in ten-thousandths. Raises ValueError when it has more than four decimals."""
    exact = Fraction(Decimal(value)) * SCALE
    if exact.denominator != 1:
        raise ValueError(value)
    return Scaled(exact.numerator)


def unscaled(value: Scaled) -> Fraction:
    """The exact number that `value` ten-thousandths are."""
    return Fraction(value, SCALE)


def scaled_of(amount: Ore) -> Scaled:
    """An amount in öre as ten-thousandths of a krona."""
    return Scaled(amount * SCALE // 100)


def rounded(kronor: Fraction, rounding: Rounding) -> Ore:
    """`kronor` as öre, rounded once and half away from zero to whole öre or whole kronor."""
    step = 1 if rounding is Rounding.ORE else 100
    over, under = 2 * 100 * abs(kronor.numerator), step * kronor.denominator
    whole = (over + under) // (2 * under)
    return Ore((whole if kronor.numerator >= 0 else -whole) * step)


def divided(amount: Ore, weights: Sequence[int], rounding: Rounding) -> tuple[Ore, ...]:
    """`amount` (not negative, rounded so) in shares by `weights`, not all zero, that add up to it.

    Largest remainder: each share is rounded down, and the öre or kronor left over go to those that lost most, the
    earlier when equal.
    """
    step = 1 if rounding is Rounding.ORE else 100
    units, whole = amount // step, sum(weights)
    shares = [units * weight // whole for weight in weights]
    lost = sorted(range(len(weights)), key=lambda place: -(units * weights[place] % whole))
    for place in lost[: units - sum(shares)]:
        shares[place] += 1
    return tuple(Ore(share * step) for share in shares)


def total(amounts: list[Ore]) -> Ore:
    """The sum of `amounts`."""
    return Ore(sum(amounts))
