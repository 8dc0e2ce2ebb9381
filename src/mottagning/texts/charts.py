"""The words beside the axis of a chart."""

from __future__ import annotations

from fractions import Fraction

from mottagning.texts import formats

UNIT = "kr"
HIDDEN = ".."


def axis(value: int, parts: int) -> str:
    """A number beside an axis, in whole units of so many parts."""
    return formats.decimal(Fraction(value, parts), 0)
