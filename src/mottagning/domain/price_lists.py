"""How does a price of a new list stand to the prices there are? What it follows, ends, repeats or clashes with."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from enum import Enum

from mottagning.domain.agreements import Price, price_thing
from mottagning.domain.periods import DateRange


class Standing(Enum):
    """How a price of a list stands to those of the agreement."""

    NEW = "new"
    FOLLOWS = "follows"
    """An open price of the same thing ends the day before."""
    SAME = "same"
    """It is there already."""
    CLASHES = "clashes"
    """Another price of the same thing holds on its days and does not end by itself."""
    TWICE = "twice"
    """The list itself gives the same thing two prices."""


def standing(price: Price, present: Iterable[Price], listed: Iterable[Price]) -> Standing:
    """How `price` of the list `listed` stands to the prices `present`."""
    if sum(price_thing(one) == price_thing(price) for one in listed) > 1:
        return Standing.TWICE
    meeting = [one for one in _of_thing(price, present) if one.days.meet(price.days)]
    if not meeting:
        return Standing.NEW
    if any((one.days, one.amount) == (price.days, price.amount) for one in meeting):
        return Standing.SAME
    can_end = len(meeting) == 1 and meeting[0].days.is_open and meeting[0].days.start < price.days.start
    return Standing.FOLLOWS if can_end else Standing.CLASHES


def former(price: Price, present: Iterable[Price]) -> Price | None:
    """The last price of the same thing that began before `price`."""
    earlier = [one for one in _of_thing(price, present) if one.days.start < price.days.start]
    return max(earlier, key=lambda one: one.days.start, default=None)


def ended(before: Price, price: Price) -> Price:
    """`before` with its last day before the first of `price`."""
    return replace(before, days=DateRange(before.days.start, price.days.start))


def _of_thing(price: Price, present: Iterable[Price]) -> Sequence[Price]:
    return [one for one in present if price_thing(one) == price_thing(price)]
