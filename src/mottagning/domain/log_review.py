"""Which rows of a month's logs are looked at? Some by rule, some by chance, the same ones each time for one seed.

Access is checked systematically and again and again (lag 2001:454 § 10). The numbers are data
(`resources/log_review.toml`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from random import Random

_SATURDAY = 5


class Log(Enum):
    """The three logs, by the name of their table."""

    READ = "read_log"
    CHANGE = "change_log"
    DISCLOSURE = "disclosure"


class SampleReason(Enum):
    """Why a row is looked at."""

    PROTECTED = "protected"
    WHOLE_REGISTER = "whole_register"
    MANY_CARDS = "many_cards"
    ODD_HOURS = "odd_hours"
    CHANCE = "chance"


class ReviewResult(Enum):
    """What whoever reviewed a row found."""

    RIGHT = "right"
    ASKED = "asked"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A row of a log: who did what, about whom. `at` is in the office's own time."""

    log: Log
    row: int
    at: datetime
    by: str
    what: str
    person: int | None = None
    is_protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewRules:
    """How much is looked at. `first_hour` and `last_hour` bound the ordinary day, half-open."""

    chance_percent: int
    chance_least: int
    chance_most: int
    first_hour: int
    last_hour: int
    many_cards: int
    rule_most: int


@dataclass(frozen=True, slots=True)
class Sampled:
    """A row that is to be looked at, and why."""

    entry: LogEntry
    reason: SampleReason


def sample(entries: Sequence[LogEntry], rules: ReviewRules, seed: int) -> list[Sampled]:
    """What of `entries` is looked at, in their order; each row once, for the first reason that holds."""
    chance = Random(seed)  # noqa: S311 - a sample that can be drawn again, not a secret
    chosen: dict[tuple[Log, int], SampleReason] = {}
    for reason, found in _by_rule(entries, rules):
        fresh = [one for one in found if (one.log, one.row) not in chosen]
        for one in _some(fresh, rules.rule_most, chance):
            chosen[one.log, one.row] = reason
    left = [one for one in entries if (one.log, one.row) not in chosen]
    wanted = max(rules.chance_least, min(rules.chance_most, len(entries) * rules.chance_percent // 100))
    for one in _some(left, wanted, chance):
        chosen[one.log, one.row] = SampleReason.CHANCE
    return [Sampled(one, chosen[one.log, one.row]) for one in entries if (one.log, one.row) in chosen]


def _by_rule(entries: Sequence[LogEntry], rules: ReviewRules) -> Iterable[tuple[SampleReason, list[LogEntry]]]:
    cards = Counter((one.by, one.at.date()) for one in entries if one.what == "card")
    yield SampleReason.PROTECTED, [one for one in entries if one.is_protected]
    yield SampleReason.WHOLE_REGISTER, [one for one in entries if one.what == "register_export"]
    yield (
        SampleReason.MANY_CARDS,
        [one for one in entries if one.what == "card" and cards[one.by, one.at.date()] >= rules.many_cards],
    )
    yield SampleReason.ODD_HOURS, [one for one in entries if _is_odd(one.at, rules)]


def _is_odd(at: datetime, rules: ReviewRules) -> bool:
    return at.weekday() >= _SATURDAY or not rules.first_hour <= at.hour < rules.last_hour


def _some(found: Sequence[LogEntry], most: int, chance: Random) -> Sequence[LogEntry]:
    return found if len(found) <= most else chance.sample(found, most)
