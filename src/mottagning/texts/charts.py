"""The words beside the axis of a chart."""

from __future__ import annotations

from fractions import Fraction

from mottagning.domain.money import Ore
from mottagning.texts import formats

UNIT = "kr"


def axis(value: Ore) -> str:
    """An amount beside an axis, in whole kronor."""
    return formats.decimal(Fraction(value, 100), 0)
