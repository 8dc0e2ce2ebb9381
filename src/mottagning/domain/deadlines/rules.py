"""What does a rule of deadlines say? From which day it counts, how long, for whom, what stops and extends it.

A rule is data, dated and with its source: law and lengths come from `resources/deadlines` or from a file that the
office has loaded. The same key can stand in several versions, each with the days it holds for.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.deadlines.facts import DayFact, SpanFact, Trait
from mottagning.domain.periods import DateRange


class Certainty(Enum):
    """How sure it is that the rule says this."""

    LAW = "law"
    PRACTICE = "practice"
    INTERPRETATION = "interpretation"


class Direction(Enum):
    """Whether the day is the last on which something can be done, the first, or when an amount of time is used up."""

    LATEST = "latest"
    EARLIEST = "earliest"
    AMOUNT = "amount"


class Period(Enum):
    """Stretches of the calendar that something is told of afterwards; the value is how many months each has."""

    QUARTER = "quarter"
    YEAR = "year"


class Pick(Enum):
    """Which of several days is counted from."""

    EARLIEST = "earliest"
    LATEST = "latest"


@dataclass(frozen=True, slots=True)
class Length:
    """A length of time. `limit` names a limit of age in years that is looked up by day; the others are then 0."""

    months: int = 0
    days: int = 0
    limit: str | None = None


Age = int | str
"""An age in years, or the name of a limit."""


@dataclass(frozen=True, slots=True)
class TraitCondition:
    """The person is one of `words`, or none of them when `is_denied`."""

    trait: Trait
    words: frozenset[str]
    is_denied: bool = False


@dataclass(frozen=True, slots=True)
class AgeCondition:
    """The person's age on `on` (None: today) is at least one and below the other."""

    on: DayFact | None
    at_least: Age | None = None
    below: Age | None = None


@dataclass(frozen=True, slots=True)
class DayCondition:
    """The day of a fact lies in `days`."""

    fact: DayFact
    days: DateRange


Condition = TraitCondition | AgeCondition | DayCondition


@dataclass(frozen=True, slots=True)
class Source:
    """Where a rule stands: the law or the one who has written it, its paragraph, a page to read."""

    law: str
    paragraph: str | None = None
    page: str | None = None


@dataclass(frozen=True, slots=True)
class Pause:
    """Days that do not count, at most so many of them."""

    span: SpanFact
    at_most: Length | None = None


@dataclass(frozen=True, slots=True)
class Extending:
    """By what a deadline may be extended: `step` each time, `total` in all from the day it had at first.

    `is_applied_for` says that it must be applied for before it ends.
    """

    step: Length
    total: Length
    is_applied_for: bool = False


@dataclass(frozen=True, slots=True)
class YearDay:
    """A day of the calendar; the year is that of the day counted to."""

    month: int
    day: int


class MonthEnd(Enum):
    """The last day of the month that is counted to."""

    MONTH_END = "month_end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One version of a rule. A length of None is the day itself.

    `valid` are the days of `valid_by` that this version holds for, None for all. `not_before` is the day that an
    earlier one is counted from. `period` counts from the end of each period from the one with the day on; those up
    to `done_until` are done with. `is_before` ends it on the day before the one counted to: an age, the end of a
    period. `used` and `within` belong to an amount. What `lapses` needs nobody's attention once it has passed.
    What `is_event` is for nobody to whom the day it counts from has not happened. `on_paper` is said to the person.
    """

    key: str
    name: str
    source: Source
    verified: date
    certainty: Certainty
    counts_from: tuple[DayFact, ...]
    direction: Direction
    yellow: Length
    red: Length
    pick: Pick = Pick.LATEST
    whom: tuple[Condition, ...] = ()
    length: Length | None = None
    not_before: date | None = None
    valid: DateRange | None = None
    valid_by: DayFact | None = None
    to: YearDay | MonthEnd | None = None
    is_before: bool = False
    period: Period | None = None
    done_until: DayFact | None = None
    within: Length | None = None
    used: SpanFact | None = None
    paused_by: tuple[Pause, ...] = ()
    stopped_by: tuple[DayFact, ...] = ()
    extension: Extending | None = None
    lapses: bool = False
    is_event: bool = False
    note: str | None = None
    on_paper: str | None = None

    @property
    def identity(self) -> tuple[str, date]:
        """What tells this version from all other rules."""
        return self.key, self.valid.start if self.valid else date.min


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A limit of age that the law looks up by year: so many years on `days`."""

    key: str
    value: int
    days: DateRange
    source: Source
    verified: date

    @property
    def identity(self) -> tuple[str, date]:
        """What tells it from all other limits."""
        return self.key, self.days.start


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every rule and limit that holds."""

    rules: tuple[Rule, ...] = ()
    limits: tuple[Limit, ...] = ()

    def with_(self, other: RuleBook) -> RuleBook:
        """These, with those of `other` in the place of those they replace."""
        return RuleBook(
            tuple({one.identity: one for one in (*self.rules, *other.rules)}.values()),
            tuple({one.identity: one for one in (*self.limits, *other.limits)}.values()),
        )

    def limit_on(self, key: str, day: date) -> int | None:
        """How many years the limit is on a day, None when nobody has said."""
        return next((one.value for one in self.limits if one.key == key and day in one.days), None)

    def named(self, key: str) -> Rule | None:
        """The newest version of a rule."""
        return max(self.versions(key), key=lambda one: one.identity, default=None)

    def versions(self, key: str) -> Iterable[Rule]:
        """Every version of a rule."""
        return (one for one in self.rules if one.key == key)
