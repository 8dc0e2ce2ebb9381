"""What do the ordinances give? Amounts, the shares of the flat rate, and the grounds that are applied for, as data.

All of it is dated and with its source (resources/state_compensation.toml). What the data does not tell is unknown, and
never guessed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from fractions import Fraction

from mottagning.domain.deadlines.rules import Certainty, Length, Source
from mottagning.domain.money import Ore, Rounding, rounded
from mottagning.domain.people import PermitGround
from mottagning.domain.periods import DateRange


class AmountKind(Enum):
    """What an amount is for."""

    FLAT_RATE = "flat_rate"
    INITIAL_ASSIGNED = "initial_assigned"
    INITIAL_OTHER = "initial_other"
    CHILD_DAY = "child_day"
    CHILD_ONCE = "child_once"
    YOUTH_DAY = "youth_day"


class Receiver(Enum):
    """Which municipality a share goes to."""

    RECEIVER = "receiver"
    """The one that first received her."""
    REGISTERED = "registered"
    """The one where she is registered (folkbokförd) on the last day of the measured month."""


class ClaimPeriod(Enum):
    """What stretch of time an application is for."""

    YEAR = "year"
    TWELVE_MONTHS = "twelve_months"
    QUARTER = "quarter"
    NONE = "none"


class SchoolForm(Enum):
    """A form of school that an amount is told of."""

    PRESCHOOL = "preschool"
    PRESCHOOL_CLASS = "preschool_class"
    COMPULSORY_SCHOOL = "compulsory_school"
    UPPER_SECONDARY = "upper_secondary"


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """Where something stands, when it was last looked up, and how sure it is."""

    source: Source
    verified: date
    certainty: Certainty
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """For which permit grounds there is compensation (`covered`), and which belong to another ordinance."""

    covered: frozenset[PermitGround]
    other_law: frozenset[PermitGround]
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class BaseAmount:
    """The prisbasbelopp of a year."""

    year: int
    amount: Ore
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class AmountRule:
    """An amount for those of an age (`at_least` ≤ age < `below`) on `days`: itself, or a part of the prisbasbelopp."""

    key: str
    kind: AmountKind
    days: DateRange
    told: Told
    at_least: int | None = None
    below: int | None = None
    amount: Ore | None = None
    part: Fraction | None = None

    def holds_for(self, age: int) -> bool:
        """Whether it is for somebody of this age."""
        return (self.at_least is None or self.at_least <= age) and (self.below is None or age < self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareRule:
    """A share of the flat rate, `times` times with `every` months between; months are counted from that of reception.

    `move_part` is what a municipality gets besides that somebody has moved to, within `move_within` months.
    """

    key: str
    to: Receiver
    part: Fraction
    paid_after: int
    told: Told
    measured_after: int | None = None
    times: int = 1
    every: int = 0
    move_part: Fraction | None = None
    move_within: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRule:
    """What a year in a school form gives."""

    key: str
    amount: Ore
    days: DateRange
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolPeriod:
    """For each started stretch of so many `days` one of `parts` of the year's amount is given."""

    days: int
    parts: int
    told: Told


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A paper or fact that belongs to an application."""

    key: str
    name: str
    certainty: Certainty


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """Something that is applied for. `latest` counts from the end of the period, `first_within` from the first
    reception and holds for the first application of the kind; `threshold` is what the cost must reach, `part` what is
    given of it. Where `by_school` an amount is given for each started stretch at school, whatever it has cost.
    """

    key: str
    name: str
    period: ClaimPeriod
    told: Told
    evidence: tuple[Evidence, ...]
    latest: Length | None = None
    first_within: Length | None = None
    threshold: Ore | None = None
    part: Fraction | None = None
    by_school: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CompensationRules:
    """Everything that is told of state compensation."""

    coverage: Coverage
    base_amounts: tuple[BaseAmount, ...]
    amounts: tuple[AmountRule, ...]
    shares: tuple[ShareRule, ...]
    school: tuple[SchoolRule, ...]
    school_period: SchoolPeriod
    grounds: tuple[Ground, ...]

    def amounts_of(self, kind: AmountKind, day: date) -> tuple[AmountRule, ...]:
        """The amounts of a kind that hold on a day, for all ages."""
        return tuple(one for one in self.amounts if one.kind is kind and day in one.days)

    def base_amount(self, year: int) -> BaseAmount | None:
        """The prisbasbelopp of a year; None where it is not told."""
        return next((one for one in self.base_amounts if one.year == year), None)

    def ground(self, key: str) -> Ground | None:
        """The ground of a key; None where there is none."""
        return next((one for one in self.grounds if one.key == key), None)


def part_of(amount: Ore, part: Fraction) -> Ore:
    """A part of an amount in whole kronor, rounded to the nearest: so 34,90 % of 59 200 kr are 20 661 kr."""
    return rounded(Fraction(amount, 100) * part, Rounding.KRONA)
