"""What has been agreed? Agreements, the terms and prices of each insats in time, age groups, school days.

Terms and prices are dated data with a source; the settlement rules read them and never guess.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum

from mottagning.domain.money import Rounding, Scaled
from mottagning.domain.periods import DateRange, add_months
from mottagning.domain.problems import FieldProblem
from mottagning.domain.settlement.readings import Readings

NOTICE_MONTHS = 9
"""Months of notice when the agreement says nothing: the county's agreement of 2009, § 6."""


class AgreementKind(Enum):
    """From the county's agreement down to the single decision."""

    COOPERATION = "cooperation"
    SPECIFIC = "specific"
    SUBREGIONAL = "subregional"
    DECLARATION_OF_INTENT = "declaration_of_intent"
    LOCAL = "local"
    INDIVIDUAL_DECISION = "individual_decision"


class Direction(Enum):
    """Who gives and who takes, seen from the own municipality."""

    BUY = "buy"
    SELL = "sell"
    MUTUAL = "mutual"
    EXCHANGE = "exchange"


class PaymentMethod(Enum):
    """How it is paid."""

    INVOICE = "invoice"
    PAYOUT_WITHOUT_INVOICE = "payout_without_invoice"
    OTHER_SYSTEM = "other_system"


class Unit(Enum):
    """What a price is the price of, and what a row counts."""

    DAY = "day"
    WEEK = "week"
    FOUR_WEEK_PERIOD = "four_week_period"
    MONTH = "month"
    TERM = "term"
    YEAR = "year"
    NIGHT = "night"
    HOUR = "hour"
    PIECE = "piece"
    POINT = "point"
    COURSE = "course"
    PLACE = "place"


class Method(Enum):
    """Beräkningssätt: how days, readings or results become an amount."""

    CALENDAR_DAY = "calendar_day"
    WEEKDAY = "weekday"
    SCHOOL_DAY = "school_day"
    MEASURING_DAY = "measuring_day"
    STARTED_MONTH = "started_month"
    ROLLING_MONTH = "rolling_month"
    FOUR_WEEK_PERIOD = "four_week_period"
    WEEK = "week"
    HALF_MONTH = "half_month"
    TERM = "term"
    NIGHT = "night"
    PLACE = "place"
    COURSE = "course"
    PART_PAYMENT = "part_payment"
    REPORTED = "reported"
    SHARED_COST = "shared_cost"


class ReadingCondition(Enum):
    """What a reading asks besides an active day."""

    ENROLLED = "enrolled"
    PRESENT = "present"
    TOLD = "told"


class MoveRule(Enum):
    """Who pays after a move."""

    DIRECT = "direct"
    MONTH_END = "month_end"
    HALF_MONTH = "half_month"
    COURSE_END = "course_end"
    SCHOOL_YEAR_END = "school_year_end"
    GRANTING_PAYS_ALL = "granting_pays_all"


class AgeSwitch(Enum):
    """When a child counts as a year older."""

    BIRTHDAY = "birthday"
    JANUARY_1 = "january_1"
    AUGUST_1 = "august_1"
    AUGUST_15 = "august_15"


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """An agreement. `notice_on` is the day the notice reached the other parties.

    `rests_on` and `replaces` are keys of other agreements; open bookings go with a replaced agreement to its
    successor from the successor's first day. Limits are in months, None means no limit. `needs_no_decision` has adult
    education begin without a decision (K05); `quiet` are codes of checks that only warn and shall not be told
    (`K04`). From `title` on all is said for people to read, and decides no amount.
    """

    key: str
    parties: tuple[str, ...]
    direction: Direction
    days: DateRange
    kind: AgreementKind | None = None
    rests_on: str | None = None
    replaces: str | None = None
    payment: PaymentMethod = PaymentMethod.INVOICE
    notice_on: date | None = None
    notice_months: int | None = None
    registry_number: str | None = None
    reference: str | None = None
    retroactive_limit: int | None = None
    credit_limit: int | None = None
    needs_no_decision: bool = False
    quiet: tuple[str, ...] = ()
    title: str | None = None
    is_open_in_procurement: bool = False
    procurement_reference: str | None = None
    responsible: str | None = None
    signatory: str | None = None

    @property
    def name(self) -> str:
        """What people call it."""
        return self.title or self.key

    @property
    def covers(self) -> DateRange | None:
        """The days on which it holds, its notice counted in; None when notice ended it before it began."""
        end = min(self.days.end, self.ends_by_notice or self.days.end)
        return DateRange(self.days.start, end) if end > self.days.start else None

    @property
    def ends_by_notice(self) -> date | None:
        """The first day on which a notice that was given leaves nothing: nine months later, or as was agreed."""
        if self.notice_on is None:
            return None
        return add_months(self.notice_on, NOTICE_MONTHS if self.notice_months is None else self.notice_months)

    @property
    def is_ended_by_notice(self) -> bool:
        """Whether it is the notice that ends it, and not a last day that was agreed."""
        return self.ends_by_notice is not None and self.ends_by_notice <= self.days.end

    @property
    def bearing(self) -> Agreement:
        """The part that decides amounts: what a closing keeps for good names nobody."""
        return replace(
            self,
            title=None,
            is_open_in_procurement=False,
            procurement_reference=None,
            responsible=None,
            signatory=None,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """How one insats is counted under one agreement from `valid_from` (None: the agreement's first day).

    `shares` are the two parts of a part payment in per cent; fees are ten-thousandths of a per cent. Who is away
    without a valid reason for more than `absence_limit` days in a row, or for more than `no_show_limit` from the first
    day on, is proposed to have left; None where nothing was agreed. They decide no amount.
    """

    agreement: str
    service: str
    unit: Unit
    method: Method
    valid_from: date | None = None
    readings: Readings = Readings()
    condition: ReadingCondition = ReadingCondition.ENROLLED
    move_rule: MoveRule = MoveRule.DIRECT
    shares: tuple[int, int] | None = None
    administration_fee: Scaled = Scaled(0)
    vat_compensation: Scaled = Scaled(0)
    rounding: Rounding = Rounding.ORE
    school_calendar: str | None = None
    age_switch: AgeSwitch = AgeSwitch.BIRTHDAY
    one_unit_per_month: bool = False
    yearly_reconciliation: bool = False
    counts_discharge_day: bool = False
    absence_limit: int | None = None
    no_show_limit: int | None = None

    @property
    def bearing(self) -> Terms:
        """The part that decides amounts."""
        return replace(self, absence_limit=None, no_show_limit=None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """A price as published: `amount` in ten-thousandths of a krona per `unit`, valid over `days`.

    `source` says who decided it and where it stands; a price without one is refused.
    """

    agreement: str
    service: str
    unit: Unit
    amount: Scaled
    days: DateRange
    source: str
    variant: str | None = None
    seller: str | None = None
    days_per_year: int | None = None
    is_preliminary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeGroup:
    """Which variant a child of `from_age` to `to_age` years (both included) belongs to."""

    agreement: str
    service: str
    variant: str
    from_age: int
    to_age: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SchoolRun:
    """An unbroken run of school days; its Saturdays and Sundays are none."""

    calendar: str
    days: DateRange


def agreement_problems(agreement: Agreement) -> tuple[FieldProblem, ...]:
    """What keeps `agreement` from being registered."""
    problems = []
    if not agreement.key:
        problems.append(FieldProblem("key", "missing"))
    if not agreement.parties:
        problems.append(FieldProblem("parties", "missing"))
    problems += [
        FieldProblem(name, "own_key")
        for name in ("replaces", "rests_on")
        if getattr(agreement, name) is not None and getattr(agreement, name) == agreement.key
    ]
    problems += [
        FieldProblem(name, "negative")
        for name in ("notice_months", "retroactive_limit", "credit_limit")
        if (getattr(agreement, name) or 0) < 0
    ]
    return tuple(problems)


LONGEST_MONTH = 31
"""A reading day after a month's last day is its last (formats/register-workbook: Mätdag)."""

_PARTS_OF_YEAR = frozenset({Unit.MONTH, Unit.FOUR_WEEK_PERIOD, Unit.TERM})


def can_price(price: Unit, terms: Unit) -> bool:
    """Whether a price of one unit can be counted by terms of another: a year's price gives its parts."""
    return price is terms or (price is Unit.YEAR and terms in _PARTS_OF_YEAR)


def terms_problems(terms: Terms) -> tuple[FieldProblem, ...]:
    """Terms that contradict themselves."""
    problems = []
    if not terms.service:
        problems.append(FieldProblem("service", "missing"))
    if not 1 <= terms.readings.day <= LONGEST_MONTH:
        problems.append(FieldProblem("reading_day", "not_a_reading_day"))
    if terms.method is Method.SCHOOL_DAY and not terms.school_calendar:
        problems.append(FieldProblem("school_calendar", "missing"))
    if terms.method is Method.PART_PAYMENT and terms.shares is None:
        problems.append(FieldProblem("shares", "missing"))
    if terms.shares is not None and sum(terms.shares) != 100:
        problems.append(FieldProblem("shares", "not_a_hundred"))
    limits = ("absence_limit", "no_show_limit")
    problems += [FieldProblem(name, "negative") for name in limits if (getattr(terms, name) or 0) < 0]
    return tuple(problems)


def price_problems(price: Price) -> tuple[FieldProblem, ...]:
    """A price without amount or source, or a year price that says no days where a day price is wanted."""
    problems = []
    if not price.service:
        problems.append(FieldProblem("service", "missing"))
    if price.amount < 0:
        problems.append(FieldProblem("amount", "negative"))
    if not price.source:
        problems.append(FieldProblem("source", "missing"))
    if price.days_per_year is not None and price.days_per_year <= 0:
        problems.append(FieldProblem("days_per_year", "negative"))
    return tuple(problems)


def age_group_problems(group: AgeGroup) -> tuple[FieldProblem, ...]:
    """An age group that says too little, or whose ages run backwards."""
    problems = [FieldProblem(name, "missing") for name in ("service", "variant") if not getattr(group, name)]
    if group.to_age < group.from_age:
        problems.append(FieldProblem("to_age", "ages_backwards"))
    return tuple(problems)


def school_run_problems(run: SchoolRun) -> tuple[FieldProblem, ...]:
    """A run of school days without a calendar, or without an end."""
    problems = []
    if not run.calendar:
        problems.append(FieldProblem("calendar", "missing"))
    if run.days.is_open:
        problems.append(FieldProblem("last", "missing"))
    return tuple(problems)


def clashing_price(price: Price, others: Iterable[Price]) -> Price | None:
    """The one of `others` that is a price for the same thing on a day of `price`."""
    for other in others:
        if price_thing(other) == price_thing(price) and other.days.meet(price.days):
            return other
    return None


def price_thing(price: Price) -> tuple[str, str, str | None, str | None, Unit]:
    """What a price is for: only one may hold on any day."""
    return price.agreement, price.service, price.variant, price.seller, price.unit
