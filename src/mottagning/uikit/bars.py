"""How high are bars, and what stands beside the axis? A chart as data, in öre or in whole numbers. No Qt."""

from __future__ import annotations

from dataclasses import dataclass

_MOST_TICKS = 5
_KRONA = 100


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what is closed, what is still to come upon it, the word beneath, and all of it in words.

    One that `is_hidden` has no height, and says that it is hidden and not nought.
    """

    word: str
    told: str
    closed: int
    remaining: int = 0
    is_hidden: bool = False

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
    """Bars side by side, with what it is about and what the two parts of a bar are called; no word, no such part.

    `unit` stands above the axis; a number of it is so many `parts`, as a krona is a hundred öre. Without one it is
    kronor.
    """

    title: str
    bars: tuple[Bar, ...]
    closed: str
    remaining: str
    unit: str | None = None
    parts: int = _KRONA

    @property
    def told(self) -> str:
        """All of it in words."""
        return ". ".join(one.told for one in self.bars)

    @property
    def ticks(self) -> tuple[int, ...]:
        """The numbers beside the axis, evenly apart, from at or below the lowest to at or above the highest bar."""
        low = min([0, *(one.bottom for one in self.bars)])
        high = max([0, *(one.top for one in self.bars)])
        step = _step(high - low, self.parts)
        return tuple(place * step for place in range(low // step, -(-high // step) + 1))


def _step(span: int, size: int) -> int:
    """1, 2 or 5 and noughts, in whole units of `size`, so that few are enough for `span`."""
    while True:
        for step in (size, 2 * size, 5 * size):
            if span <= step * (_MOST_TICKS - 1):
                return step
        size *= 10
