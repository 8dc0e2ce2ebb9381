"""What does a rule give? Claims: what one booking, service month, counterpart and price are worth, explained.

A claim carries its steps as data – which days or which reading, which price, fees, rounding – so that window,
workbook and tests tell the same story.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction
from typing import ClassVar

from mottagning.domain.agreements import Method, ReadingCondition, Unit
from mottagning.domain.bookings import SupplementKind
from mottagning.domain.money import SCALE, Ore, Rounding, Scaled, unscaled
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import Problem
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.shared_offers import SharingKey


class Component(Enum):
    """What part of a month's compensation a claim is."""

    SERVICE = "service"
    SUPPLEMENT = "supplement"
    RECONCILIATION = "reconciliation"


class DayKind(Enum):
    """Which days a rule counts."""

    ALL = "all"
    WEEKDAYS = "weekdays"
    SCHOOL_DAYS = "school_days"
    NIGHTS = "nights"


@dataclass(frozen=True, slots=True)
class DaysCounted:
    """So many days of this kind inside these ranges."""

    IS: ClassVar[str] = "days"
    kind: DayKind
    ranges: tuple[DateRange, ...]
    count: int


@dataclass(frozen=True, slots=True)
class DayRead:
    """A reading that decided, on `day` under `condition`."""

    IS: ClassVar[str] = "read"
    day: date
    condition: ReadingCondition


@dataclass(frozen=True, slots=True)
class PeriodsStarted:
    """Each of these months, halves, weeks or periods counts as a whole."""

    IS: ClassVar[str] = "started"
    periods: tuple[DateRange, ...]


@dataclass(frozen=True, slots=True)
class PaidOnce:
    """A place paid at its start or a course on its grade, on `day`."""

    IS: ClassVar[str] = "once"
    day: date


@dataclass(frozen=True, slots=True)
class PartPaid:
    """Shares `first` to `last` of `of` of one part (`per_cent`) of the value; the second part is 1 to 1 of 1."""

    IS: ClassVar[str] = "part"
    per_cent: int
    first: int
    last: int
    of: int


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported as held in the month."""

    IS: ClassVar[str] = "reported"
    month: Month


@dataclass(frozen=True, slots=True)
class Supplemented:
    """A supplement of this kind for a month that the booking's own rule bills."""

    IS: ClassVar[str] = "supplement"
    kind: SupplementKind
    decision: str | None


@dataclass(frozen=True, slots=True)
class Reconciled:
    """A year's settlement: the year price for what was billed (öre), less what the rows came to (öre)."""

    IS: ClassVar[str] = "reconciled"
    year: int
    months: Fraction
    due: Ore
    billed: Ore


@dataclass(frozen=True, slots=True)
class CostShared:
    """A share of a cost held in common: part `number` of `of`, divided by `sharing`.

    `levelled` is what the share differs from its own rounding, in öre, so that all shares add up.
    """

    IS: ClassVar[str] = "shared"
    sharing: SharingKey
    number: int
    of: int
    levelled: Ore


@dataclass(frozen=True, slots=True)
class HeadsCounted:
    """The row is about so many participants, planned ones while none have been reported."""

    IS: ClassVar[str] = "heads"
    count: int
    is_planned: bool = False


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The row takes back one that no longer stands."""

    IS: ClassVar[str] = "taken_back"


Step = (
    DaysCounted
    | DayRead
    | PeriodsStarted
    | PaidOnce
    | PartPaid
    | Reported
    | Supplemented
    | Reconciled
    | CostShared
    | HeadsCounted
    | TakenBack
)


@dataclass(frozen=True, slots=True)
class Fees:
    """What is added: ten-thousandths of a per cent of administration and of moms compensation."""

    administration: Scaled = Scaled(0)
    vat: Scaled = Scaled(0)

    def on(self, kronor: Fraction) -> Fraction:
        """An amount with what is added."""
        return kronor * self.factor if self.administration or self.vat else kronor

    @property
    def factor(self) -> Fraction:
        """What an amount is multiplied with."""
        if not (self.administration or self.vat):
            return Fraction(1)
        return (1 + unscaled(self.administration) / 100) * (1 + unscaled(self.vat) / 100)


def worth(quantity: Fraction, of: int | None, price: UnitPrice | None, fees: Fees) -> Fraction:
    """quantity / of × unit price × fees in kronor, exact; nothing for what is exchanged."""
    if price is None:
        return Fraction(0)
    under = quantity.denominator * (of or 1) * SCALE * price.divisor
    return fees.on(Fraction(quantity.numerator * price.amount, under))


@dataclass(frozen=True, slots=True)
class Claim:
    """What today's facts give. Amount = round(quantity / of × unit price × fees), in öre.

    `of` is set where a unit is divided (20 of 31 days of a month). `price` is None for an exchange, which counts
    at amount 0. `days` is what the row speaks of, inside or beside the service month. `payer` is the paying
    municipality.
    """

    service_month: Month
    settlement_month: Month
    counterpart: str
    payer: str
    direction: RowDirection
    agreement: str
    method: Method
    days: DateRange
    quantity: Fraction
    of: int | None
    unit: Unit
    price: UnitPrice | None
    fees: Fees
    rounding: Rounding
    amount: Ore
    steps: tuple[Step, ...]
    component: Component = Component.SERVICE


@dataclass(frozen=True, slots=True)
class Given:
    """The outcome of a rule: claims and the problems that keep others back."""

    claims: tuple[Claim, ...] = ()
    problems: tuple[Problem, ...] = ()

    def __add__(self, other: Given) -> Given:
        if not (self.claims or self.problems):
            return other
        if not (other.claims or other.problems):
            return self
        return Given(self.claims + other.claims, self.problems + other.problems)


@dataclass(frozen=True, slots=True)
class Measure:
    """How much of what: quantity, of how many, in which unit, with the steps that show it.

    `days` is what the row speaks of.
    """

    quantity: Fraction
    of: int | None
    unit: Unit
    days: DateRange
    steps: tuple[Step, ...]
