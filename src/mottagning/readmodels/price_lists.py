"""A price list as read, what is chosen of it, and what it would mean for an agreement."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mottagning.domain.agreements import Price, Unit
from mottagning.domain.money import Ore, Scaled
from mottagning.domain.periods import DateRange
from mottagning.domain.price_lists import Standing
from mottagning.domain.problems import Problem
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.transfer import Rejected, Warned


@dataclass(frozen=True, slots=True)
class ListedPrice:
    """One printed amount: for which activity, in which column (None where the list has one only), per what.

    `unit` is None where the list does not say it.
    """

    sheet: str
    cell: str
    activity: str
    column: str | None
    unit: Unit | None
    amount: Scaled


@dataclass(frozen=True, slots=True)
class PriceList:
    """A price list as printed, in order, with what could not be read and what is worth a look.

    `is_preliminary` is whether it says so somewhere.
    """

    prices: tuple[ListedPrice, ...]
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Warned, ...] = ()
    is_preliminary: bool = False

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns by name, in order; empty where the list has one only."""
        return tuple(dict.fromkeys(one.column for one in self.prices if one.column is not None))

    @property
    def activities(self) -> tuple[str, ...]:
        """What has a price, in order."""
        return tuple(dict.fromkeys(one.activity for one in self.prices))

    @property
    def lacks_unit(self) -> bool:
        """Whether there are amounts of which it does not say what they are per."""
        return any(one.unit is None for one in self.prices)

    @property
    def daily(self) -> tuple[str, ...]:
        """What has a price per day beside one per year, in order."""
        units = {
            activity: {one.unit for one in self.prices if one.activity == activity} for activity in self.activities
        }
        return tuple(activity for activity, found in units.items() if {Unit.DAY, Unit.YEAR} <= found)


_YEAR = re.compile(r"\b20\d\d\b")


def year_named(column: str | None) -> int | None:
    """The one year that a column's name has in it: `2024`, `2024: Annan kommun`."""
    found = set(_YEAR.findall(column or ""))
    return int(found.pop()) if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class ActivityChoice:
    """What an activity of the list is here; left out while `service` is None."""

    activity: str
    service: str | None = None
    variant: str | None = None
    days_per_year: int | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What is taken of a list, and as what. `unit` is what amounts are per that do not say it."""

    column: str | None
    days: DateRange
    source: str
    activities: tuple[ActivityChoice, ...]
    seller: str | None = None
    is_preliminary: bool = False
    unit: Unit | None = None

    @property
    def other_year(self) -> int | None:
        """The year of the column, where the prices are to hold from another."""
        year = year_named(self.column)
        return None if year == self.days.start.year else year


_STORED = frozenset({Standing.NEW, Standing.FOLLOWS, Standing.FINAL})
_IN_THE_WAY = frozenset({Standing.CLASHES, Standing.TWICE})


@dataclass(frozen=True, slots=True)
class ProposedPrice:
    """A price that would be stored. `former` is what it makes final, else the last of the same thing before it."""

    price: Price
    standing: Standing
    former: Price | None

    @property
    def is_stored(self) -> bool:
        """Whether saving stores it."""
        return self.standing in _STORED

    @property
    def is_in_the_way(self) -> bool:
        """Whether nothing can be stored while it stands so."""
        return self.standing in _IN_THE_WAY

    @property
    def difference(self) -> Scaled | None:
        """How much more it is than before."""
        return None if self.former is None else Scaled(self.price.amount - self.former.amount)

    @property
    def per_cent(self) -> Fraction | None:
        """The same in per cent."""
        if self.former is None or not self.former.amount:
            return None
        return Fraction(self.price.amount - self.former.amount, self.former.amount) * 100


@dataclass(frozen=True, slots=True)
class Effect:
    """What bookings would come to, in öre more than now: in closed months, and in all that is still to be settled.

    `bookings` is how many would cost something else.
    """

    direction: RowDirection
    closed: Ore
    ahead: Ore
    bookings: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """What storing a price list would do; nothing has been stored.

    `changes` are the prices there are that get a last day, or become final. `needs_unit` is whether something chosen
    has an amount of which nobody has said what it is per.
    """

    agreement: str
    choices: Choices
    prices: tuple[ProposedPrice, ...]
    changes: Sequence[tuple[Stored[Price], Price]]
    disagreements: tuple[Problem, ...]
    effects: tuple[Effect, ...]
    needs_unit: bool = False

    @property
    def can_be_saved(self) -> bool:
        """Whether there is something to store, and nothing in its way."""
        if self.needs_unit or any(one.is_in_the_way for one in self.prices):
            return False
        return any(one.is_stored for one in self.prices)
