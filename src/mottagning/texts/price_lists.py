"""The words of price lists that are read in: what a list has that cannot be taken, what it would mean."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain.money import SCALE, Scaled
from mottagning.texts import formats

NOT_READ = "Inga priser hittades. Listan behöver en rubrikrad med till exempel {example}."
NO_UNIT = "Väntade en enhet: {units}."


def does_not_add_up(parts: int, year: int) -> str:
    """Steps that do not lead to the printed year price; both in ten-thousandths of a krona."""
    return (
        f"Kostnad, administration och avgifter blir tillsammans {formats.price(Scaled(parts))} kr, men årspriset är "
        f"{formats.price(Scaled(year))} kr. Det tryckta årspriset används. Fråga kommunen om listan är rätt."
    )


def not_read(example: str) -> str:
    """A workbook in which no sheet is a price list."""
    return NOT_READ.format(example=example)


_ = SCALE, Mapping
