"""How does a price of a new list stand to the prices there are? What it follows, ends, makes final or clashes with."""

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
    """An open or preliminary price of the same thing ends the day before."""
    FINAL = "final"
    """A preliminary price of the same thing and first day becomes it."""
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
    if any((one.days, one.amount) == (price.days, price.amount) and not _settles(price, one) for one in meeting):
        return Standing.SAME
    if len(meeting) > 1:
        return Standing.CLASHES
    if _is_made_final(meeting[0], price):
        return Standing.FINAL
    return Standing.FOLLOWS if _can_end(meeting[0], price) else Standing.CLASHES


def former(price: Price, present: Iterable[Price]) -> Price | None:
    """The preliminary price that `price` makes final, failing that the last of the same thing that began before it."""
    earlier = [
        one for one in _of_thing(price, present) if one.days.start < price.days.start or _is_made_final(one, price)
    ]
    return max(earlier, key=lambda one: one.days.start, default=None)


def ended(before: Price, price: Price) -> Price:
    """`before` with its last day before the first of `price`."""
    return replace(before, days=DateRange(before.days.start, price.days.start))


def made_final(before: Price, price: Price) -> Price:
    """What the preliminary `before` becomes. A list seldom prints the days of a year: they stay as they were."""
    return replace(price, days_per_year=price.days_per_year or before.days_per_year)


def _settles(price: Price, before: Price) -> bool:
    return before.is_preliminary and not price.is_preliminary


def _is_made_final(before: Price, price: Price) -> bool:
    return _settles(price, before) and before.days.start == price.days.start and _gives_way(before, price)


def _can_end(before: Price, price: Price) -> bool:
    return before.days.start < price.days.start and _gives_way(before, price)


def _gives_way(before: Price, price: Price) -> bool:
    """An open price does so, and a preliminary one up to its last day: no later day is to lose its price."""
    return before.days.is_open or (_settles(price, before) and before.days.end <= price.days.end)


def _of_thing(price: Price, present: Iterable[Price]) -> Sequence[Price]:
    return [one for one in present if price_thing(one) == price_thing(price)]
