"""How long does it take between two places of somebody's day? As far as it is told, and never more than that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mottagning.domain.weeks import Block


@dataclass(frozen=True, slots=True)
class Journey:
    """Minutes on the way: at least `least`, at most `most`; None when no bound is known."""

    least: int
    most: int | None

    @property
    def is_known(self) -> bool:
        """Whether it is told to the minute."""
        return self.least == self.most


NONE = Journey(0, 0)


def is_told(block: Block, home: str | None) -> bool:
    """Whether the way from home is told. In the municipality where they live it need not be: it is then none."""
    return block.is_home or block.travel is not None or (home is not None and block.place == home)


def from_home(block: Block) -> int:
    """Minutes one way between home and a place; 0 where nobody has told, which is said of it elsewhere."""
    return block.travel or 0


def is_home_between(first: Block, second: Block) -> bool:
    """Whether there is time to go home between two things of a day."""
    return second.begins - first.ends >= from_home(first) + from_home(second) > 0


def ways(blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Of each thing of somebody's day, in order, the minutes on the way from home and back home: 0 where she goes to it
    or from it straight."""
    told = []
    for before, one, after in zip([None, *blocks], blocks, [*blocks[1:], None], strict=False):
        goes = before is None or is_home_between(before, one)
        comes = after is None or is_home_between(one, after)
        told.append((from_home(one) if goes else 0, from_home(one) if comes else 0))
    return told


def between(first: Block, second: Block, home: str | None) -> Journey:
    """The way straight from one place to the next.

    What is told of it counts. Inside one municipality no way is counted; from the municipality where they live, or to
    it, it is that from home. Between two others it is unknown: some way it is, and at most the one by way of home.
    """
    if second.from_previous is not None:
        return Journey(second.from_previous, second.from_previous)
    if first.place is not None and first.place == second.place:
        return NONE
    if home is not None and home in {first.place, second.place}:
        other = second if first.place == home else first
        return Journey(0, None) if other.travel is None else Journey(other.travel, other.travel)
    are_told = first.travel is not None and second.travel is not None
    least = 0 if None in {first.place, second.place} else 1
    return Journey(least, from_home(first) + from_home(second) if are_told else None)
