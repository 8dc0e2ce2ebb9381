"""How high are bars, and what stands beside the axis? A chart as data, in öre. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.money import Ore

_MOST_TICKS = 5
_KRONA = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what is closed, what is still to come upon it, the word beneath, and all of it in words."""

    word: str
    told: str
    closed: Ore
    remaining: Ore

    @property
    def top(self) -> int:
        """How far up it goes."""
        return sum(part for part in (self.closed, self.remaining) if part > 0)

    @property
    def bottom(self) -> int:
        """How far down it goes: what is taken back."""
        return sum(part for part in (self.closed, self.remaining) if part < 0)


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars side by side, with what it is about and what the two parts of a bar are called."""

    title: str
    bars: tuple[Bar, ...]
    closed: str
    remaining: str

    @property
    def told(self) -> str:
        """All of it in words."""
        return ". ".join(one.told for one in self.bars)

    @property
    def ticks(self) -> tuple[Ore, ...]:
        """The amounts beside the axis, evenly apart, from at or below the lowest to at or above the highest bar."""
        low = min([0, *(one.bottom for one in self.bars)])
        high = max([0, *(one.top for one in self.bars)])
        step = _step(high - low)
        return tuple(Ore(place * step) for place in range(low // step, -(-high // step) + 1))


def _step(span: int) -> int:
    """1, 2 or 5 and noughts, in whole kronor, so that few are enough for `span`."""
    size = _KRONA
    while True:
        for step in (size, 2 * size, 5 * size):
            if span <= step * (_MOST_TICKS - 1):
                return step
        size *= 10
