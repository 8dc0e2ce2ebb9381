"""The turn of the year as its page shows it: what is accrued, the prices that end, the year's settlement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mottagning.domain.accruals import Accrued
from mottagning.domain.agreements import Price
from mottagning.domain.money import Ore, total
from mottagning.domain.periods import Month
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.price_lists import Effect


@dataclass(frozen=True, slots=True, kw_only=True)
class Coding:
    """Where something is booked: the codes of an insats and the kind of its counterpart."""

    direction: RowDirection
    account: str | None
    cost_centre: str | None
    activity_code: str | None
    project: str | None
    party_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccruedLine:
    """An amount of a booking and month with its coding; `service` is the neutral code of what is sensitive."""

    accrued: Accrued
    coding: Coding
    service: str
    counterpart_name: str


@dataclass(frozen=True, slots=True)
class AccountSum:
    """What is accrued on one account with the same codes, and all that it is made of."""

    coding: Coding
    lines: tuple[AccruedLine, ...]

    @property
    def amount(self) -> Ore:
        """The sum in öre."""
        return total([one.accrued.amount for one in self.lines])

    @property
    def estimated(self) -> Ore:
        """How much of it no return holds yet, in öre."""
        return total([one.accrued.amount for one in self.lines if one.accrued.number is None])


@dataclass(frozen=True, slots=True, kw_only=True)
class Accruals:
    """What is accrued at the end of `month`, direction by direction in order of accounts.

    `uncounted` are bookings of which some could not be counted; `has_protected` says whether there is a list of people
    with protected data besides, as far as the user may know.
    """

    month: Month
    accounts: tuple[AccountSum, ...]
    uncounted: tuple[str, ...]
    is_protected: bool = False
    has_protected: bool = False

    @property
    def day(self) -> date:
        """The day of which it tells."""
        return self.month.last

    def of(self, direction: RowDirection) -> tuple[AccountSum, ...]:
        """The accounts of one direction."""
        return tuple(one for one in self.accounts if one.coding.direction is direction)

    def total(self, direction: RowDirection) -> Ore:
        """What is accrued in one direction, in öre; the two are never added up."""
        return total([one.amount for one in self.of(direction)])


@dataclass(frozen=True, slots=True, kw_only=True)
class EndingPrices:
    """An agreement whose prices end with a year: those that would be carried on (`ending`), those that have been.

    `party_names` are its counterparts; `bookings` how many that the user may see go on into the new year.
    """

    id: int
    key: str
    name: str
    party_names: tuple[str, ...]
    ending: tuple[Price, ...]
    carried: tuple[Stored[Price], ...]
    bookings: int

    @property
    def services(self) -> tuple[str, ...]:
        """The insatser that its prices are for."""
        return tuple(dict.fromkeys(one.service for one in (*self.ending, *(each.value for each in self.carried))))


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrying:
    """What carrying on would do: the new prices, and what bookings would come to. Nothing has been stored."""

    year: int
    agreements: tuple[str, ...]
    prices: tuple[Price, ...]
    effects: tuple[Effect, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettledLine:
    """What the settlement of a year comes to for a booking and counterpart, in öre.

    `due` is the year price for the `months` billed, `billed` the sum of the rows; `amount` is what is left between
    them, settled in the return of `settled_in`. `person` is None for a course of nobody's.
    """

    booking: str
    person: int | None
    is_protected: bool
    service: str
    counterpart: str
    counterpart_name: str
    agreement: str
    agreement_name: str
    direction: RowDirection
    months: Fraction
    due: Ore
    billed: Ore
    amount: Ore
    settled_in: Month
    is_closed: bool
    is_supposed: bool


@dataclass(frozen=True, slots=True)
class SettledSum:
    """What a year's settlement comes to under one agreement in one direction, in öre."""

    agreement_name: str
    direction: RowDirection
    bookings: int
    amount: Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class YearSettlement:
    """The settlement of a year: every booking that it concerns, and what it comes to agreement by agreement.

    `uncounted` are bookings of which the year cannot be counted wholly.
    """

    year: int
    lines: tuple[SettledLine, ...]
    uncounted: tuple[str, ...]

    @property
    def sums(self) -> tuple[SettledSum, ...]:
        """Agreement by agreement, bought before sold."""
        groups: dict[tuple[str, str], list[SettledLine]] = {}
        for line in self.lines:
            groups.setdefault((line.agreement_name, line.direction.value), []).append(line)
        return tuple(
            SettledSum(
                name,
                some[0].direction,
                len({line.booking for line in some}),
                total([line.amount for line in some]),
            )
            for (name, _), some in sorted(groups.items())
        )
