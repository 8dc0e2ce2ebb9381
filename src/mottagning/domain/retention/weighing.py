"""May a person's data be removed by now? From the days of what is known of her and the rules: kept, and why; or due.

What is kept of one person is kept together: of the rules the one that keeps longest decides, since nothing goes before
other data on the same person is due (socialtjänstlagen 16 kap. 1 §). What the register does not know is asked, never
guessed: without an answer she is not proposed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import Enum

from mottagning.domain.documents import Document
from mottagning.domain.people import BirthPrecision
from mottagning.domain.periods import Month, add_months
from mottagning.domain.retention.rules import CountsFrom, RetentionException, RetentionRule, RetentionRules

_MONTHS, _LAST_MONTH, _LAST_DAY = 12, 12, 31


class Running(Enum):
    """What the office is not done with."""

    BOOKING = "booking"
    SETTLEMENT = "settlement"
    """A booking that the next closing has to look at."""
    PLAN = "plan"
    REQUEST = "request"
    WAIT = "wait"
    CLAIM = "claim"
    """Something was applied for of the state, and has neither come nor been refused."""


class Standing(Enum):
    """What becomes of a person's data."""

    DUE = "due"
    ASKED = "asked"
    LATER = "later"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Office:
    """Where the office is: the code of its municipality and the name of its county."""

    municipality: str
    county: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a person that retention asks for.

    `first_known` is when she became known here, `last_note` when something was last noted or happened; both None when
    nothing tells. `circumstances` is the latest last day of what the data tells of, `accounting_year` the latest year
    whose accounts she is in. `answers` are yes and no by the key of the exception that asks.
    """

    birth_date: date | None
    birth_precision: BirthPrecision = BirthPrecision.DAY
    first_known: date | None = None
    last_note: date | None = None
    circumstances: date | None = None
    accounting_year: int | None = None
    running: Collection[Running] = ()
    answers: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of a person's data, and why.

    `kept_until` is the last day she is kept by `rule`. `exceptions` keep her, `questions` wait for an answer, `running`
    is what the office is not done with; `lacks_birth_day` that nobody can tell whether a birth day keeps her.
    """

    standing: Standing
    rule: RetentionRule | None = None
    kept_until: date | None = None
    exceptions: tuple[RetentionException, ...] = ()
    questions: tuple[RetentionException, ...] = ()
    running: tuple[Running, ...] = ()
    lacks_birth_day: bool = False

    @property
    def finish_by(self) -> date | None:
        """The last day on which the removal should be done: the end of the calendar year after."""
        return None if self.kept_until is None else finish_by(self.kept_until)


def finish_by(kept_until: date) -> date:
    """The end of the calendar year after the one in which something became due (socialtjänstlagen 16 kap. 1 §)."""
    return date(kept_until.year + 1, _LAST_MONTH, _LAST_DAY)


def weigh(known: Known, rules: RetentionRules, office: Office, today: date) -> Verdict:
    """What becomes of a person's data today."""
    rule, kept_until = _longest(known, rules)
    lacks = any(one.birth_days for one in rules.exceptions) and not _has_birth_day(known)
    exceptions = tuple(one for one in rules.exceptions if _keeps(one, known, office, today))
    questions = tuple(one for one in rules.exceptions if _is_open(one, known))
    running = tuple(one for one in Running if one in known.running)
    if exceptions:
        standing = Standing.KEPT
    elif running or kept_until is None or today <= kept_until:
        standing = Standing.LATER
    else:
        standing = Standing.ASKED if questions or lacks else Standing.DUE
    return Verdict(standing, rule, kept_until, exceptions, questions, running, lacks)


def document_kept_until(document: Document, rules: RetentionRules) -> date | None:
    """The last day a document is kept by a rule of its own; None when it goes with whom it belongs to."""
    if document.kept_until is not None:
        return document.kept_until
    rule = rules.of_document(document.kind)
    if rule is None or document.dated_on is None:
        return None
    return add_months(document.dated_on, _MONTHS * rule.years)


def _longest(known: Known, rules: RetentionRules) -> tuple[RetentionRule | None, date | None]:
    """The rule that keeps longest and its last day. Without a day to count the years of a note from, none is told."""
    ends = [(end, rule) for rule in rules.of_persons if (end := _end(rule, known)) is not None]
    if known.last_note is None or not ends:
        return None, None
    end, rule = max(ends, key=lambda pair: pair[0])
    return rule, end


def _end(rule: RetentionRule, known: Known) -> date | None:
    if rule.counts_from is CountsFrom.ACCOUNTING_YEAR:
        year = known.accounting_year
        return None if year is None else date(year + rule.years, _LAST_MONTH, _LAST_DAY)
    day = known.last_note if rule.counts_from is CountsFrom.LAST_NOTE else known.circumstances
    return None if day is None else add_months(day, _MONTHS * rule.years)


def _keeps(one: RetentionException, known: Known, office: Office, today: date) -> bool:
    if office.municipality in one.municipalities or office.county in one.counties:
        return True
    if _has_birth_day(known) and known.birth_date is not None and known.birth_date.day in one.birth_days:
        return True
    return known.answers.get(one.key) is True and one.question is not None and not _is_over(one, known, today)


def _is_over(one: RetentionException, known: Known, today: date) -> bool:
    """Whether she has reached the age to which a yes keeps her."""
    if one.until_age is None or known.birth_date is None:
        return False
    return today >= add_months(_latest_birth_date(known), _MONTHS * one.until_age)


def _is_open(one: RetentionException, known: Known) -> bool:
    """Whether a question is hers and nobody has answered it."""
    if one.question is None or one.key in known.answers:
        return False
    if one.asked_below is None or known.birth_date is None or known.first_known is None:
        return True
    return known.first_known < add_months(_latest_birth_date(known), _MONTHS * one.asked_below)


def _has_birth_day(known: Known) -> bool:
    return known.birth_date is not None and known.birth_precision is BirthPrecision.DAY


def _latest_birth_date(known: Known) -> date:
    """The last day on which she can have been born: a year alone is known as its first day."""
    day = known.birth_date
    assert day is not None  # noqa: S101 - asked for before
    if known.birth_precision is BirthPrecision.YEAR:
        return day.replace(month=_LAST_MONTH, day=_LAST_DAY)
    return Month.of(day).last if known.birth_precision is BirthPrecision.MONTH else day
