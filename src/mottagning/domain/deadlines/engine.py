"""What are a person's deadlines today? Facts and rules in, one answer for each rule out: never two, never a guess.

Asked in this order: is the rule for her, has something stopped it, from which day does it count and to which, and how
near is that. Each step is told as data, so that words can be put to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from enum import Enum

from mottagning.domain.deadlines.counting import known_until, minus, moved, next_end, paused, period_end, plus
from mottagning.domain.deadlines.extensions import Extension, in_force
from mottagning.domain.deadlines.facts import DayFact, PersonFacts, SpanFact
from mottagning.domain.deadlines.nearness import may_be_near, nearness
from mottagning.domain.deadlines.rules import Direction, Length, Pick, Rule, RuleBook
from mottagning.domain.deadlines.whom import Missing, Reason, limited, met
from mottagning.domain.periods import DAY, OPEN, DateRange


class DeadlineStatus(Enum):
    """How a deadline stands today."""

    TO_COME = "to_come"
    YELLOW = "yellow"
    RED = "red"
    PASSED = "passed"
    STOPPED = "stopped"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


RUNNING = (DeadlineStatus.PASSED, DeadlineStatus.RED, DeadlineStatus.YELLOW, DeadlineStatus.TO_COME)
"""How deadlines stand that have a day and have not been stopped, the most urgent first."""


class StepKind(Enum):
    """What a step of the reckoning did."""

    COUNTED_FROM = "counted_from"
    NOT_BEFORE = "not_before"
    PERIOD_ENDED = "period_ended"
    ADDED = "added"
    MOVED_TO = "moved_to"
    PAUSED = "paused"
    DAY_BEFORE = "day_before"
    USED = "used"
    CAPPED = "capped"
    EXTENDED = "extended"


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it did and the day it came to; the fact, length, span or number of days that it rests on."""

    kind: StepKind
    day: date
    fact: DayFact | None = None
    length: Length | None = None
    span: SpanFact | None = None
    days: int = 0
    extension: Extension | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One rule's answer. `day` is the last day (or the first, as the rule says), `at_first` before it was extended.

    `stopped_on` and `stopped_by` tell what ended it; `reasons` why it is not for her; `missing` what must be known.
    """

    rule: Rule
    status: DeadlineStatus
    day: date | None = None
    at_first: date | None = None
    counted_from: DayFact | None = None
    steps: tuple[Step, ...] = ()
    stopped_by: DayFact | None = None
    stopped_on: date | None = None
    reasons: tuple[Reason, ...] = ()
    missing: tuple[Missing, ...] = ()
    extensions: tuple[Extension, ...] = ()

    def days_left(self, today: date) -> int | None:
        """How many days there are from `today` to the day, negative when it has passed."""
        return (self.day - today).days if self.day is not None else None

    @property
    def was_late(self) -> bool:
        """Whether what stopped it came after its last day."""
        is_last = self.rule.direction is not Direction.EARLIEST
        return is_last and None not in {self.day, self.stopped_on} and self.stopped_on > self.day  # type: ignore[operator]

    @property
    def is_urgent(self) -> bool:
        """Whether somebody has to look at it now."""
        near = self.status in {DeadlineStatus.YELLOW, DeadlineStatus.RED}
        return near or (self.status is DeadlineStatus.PASSED and not self.rule.lapses)


def deadlines(
    facts: PersonFacts, book: RuleBook, today: date, extensions: Sequence[Extension] = ()
) -> tuple[Deadline, ...]:
    """One deadline for each key of `book`, in the order of the book."""
    return tuple(
        _deadline(facts, book, versions, today, in_force(extensions, key)) for key, versions in _versions(book).items()
    )


def urgent_of_each(
    people: Iterable[tuple[PersonFacts, Sequence[Extension]]], book: RuleBook, today: date
) -> Iterator[tuple[Deadline, ...]]:
    """For each person those of her deadlines that are urgent: what `deadlines` gives, without reckoning the others."""
    every = [(key, versions, [nearness(one) for one in versions]) for key, versions in _versions(book).items()]
    for facts, extensions in people:
        granted = {one.rule for one in extensions}
        found = [
            _deadline(facts, book, versions, today, in_force(extensions, key))
            for key, versions, near_by in every
            if key in granted or any(may_be_near(facts, one, today) for one in near_by)
        ]
        yield tuple(one for one in found if one.is_urgent)


def _versions(book: RuleBook) -> dict[str, list[Rule]]:
    found: dict[str, list[Rule]] = {}
    for rule in book.rules:
        found.setdefault(rule.key, []).append(rule)
    return found


def _deadline(
    facts: PersonFacts, book: RuleBook, versions: Sequence[Rule], today: date, extended: tuple[Extension, ...]
) -> Deadline:
    rule, holds = _version(facts, versions)
    if not holds:
        reason = Reason(rule.valid_by or rule.counts_from[0], valid=rule.valid)
        return Deadline(rule=rule, status=DeadlineStatus.NOT_APPLICABLE, reasons=(reason,))
    reasons, missing = met(rule.whom, facts, book, today)
    if reasons:
        return Deadline(rule=rule, status=DeadlineStatus.NOT_APPLICABLE, reasons=reasons)
    reckoning = _Reckoning(facts, book, rule, today)
    day = reckoning.count()
    found = _found(rule, reckoning.steps, day, extended)
    stop = _stopped(facts, rule, today)
    if stop is not None:
        return replace(found, status=DeadlineStatus.STOPPED, stopped_by=stop, stopped_on=facts.days[stop])
    if rule.is_event and not reckoning.steps:
        never = tuple(Reason(one) for one in rule.counts_from if one not in facts.days)
        return Deadline(rule=rule, status=DeadlineStatus.NOT_APPLICABLE, reasons=never)
    unknown = tuple(dict.fromkeys((*missing, *reckoning.missing)))
    if unknown or found.day is None:
        return Deadline(rule=rule, status=DeadlineStatus.UNKNOWN, missing=unknown)
    return replace(found, status=_status(rule, found.day, today))


def _version(facts: PersonFacts, versions: Sequence[Rule]) -> tuple[Rule, bool]:
    """The version that holds for the person, and whether any does; the newest when its day is not known."""
    newest = max(versions, key=lambda one: one.identity)
    for rule in sorted(versions, key=lambda one: one.identity, reverse=True):
        day = facts.days.get(rule.valid_by or rule.counts_from[0])
        if rule.valid is None or (day is not None and max(day, rule.not_before or day) in rule.valid):
            return rule, True
    return newest, facts.days.get(newest.valid_by or newest.counts_from[0]) is None


def _stopped(facts: PersonFacts, rule: Rule, today: date) -> DayFact | None:
    """What has happened already that ends the deadline, the first of them; nobody who is gone has any."""
    stops = (DayFact.GONE, *rule.stopped_by)
    found = [(facts.days[one], place, one) for place, one in enumerate(stops) if one in facts.days]
    first = min(found, default=None)
    return first[2] if first is not None and first[0] <= today else None


def _found(rule: Rule, counted: Sequence[Step], at_first: date | None, extended: tuple[Extension, ...]) -> Deadline:
    """The day that was come to, with what it has been extended by; no day where something is missing."""
    steps, day = list(counted), at_first
    if day is not None:
        for one in extended:
            day = one.new_day
            steps.append(Step(StepKind.EXTENDED, day, extension=one))
    return Deadline(
        rule=rule,
        status=DeadlineStatus.UNKNOWN,
        day=day,
        at_first=at_first,
        counted_from=steps[0].fact if steps else None,
        steps=tuple(steps),
        extensions=extended,
    )


def _status(rule: Rule, day: date, today: date) -> DeadlineStatus:
    if rule.direction is Direction.EARLIEST:
        return DeadlineStatus.YELLOW if day <= today else DeadlineStatus.TO_COME
    if day < today:
        return DeadlineStatus.PASSED
    if minus(day, rule.red) <= today:
        return DeadlineStatus.RED
    return DeadlineStatus.YELLOW if minus(day, rule.yellow) <= today else DeadlineStatus.TO_COME


@dataclass(frozen=True, slots=True)
class _Reckoning:
    """From the facts to the day, step by step, as known on the day `at`."""

    facts: PersonFacts
    book: RuleBook
    rule: Rule
    at: date
    steps: list[Step] = field(default_factory=list)
    missing: list[Missing] = field(default_factory=list)

    def count(self) -> date | None:
        """The day it comes to; None where something is missing."""
        start = self._start()
        if start is None:
            return None
        if self.rule.direction is Direction.AMOUNT:
            end = self._used_up(start)
        elif self.rule.period is not None:
            end = self._after_period(start)
        else:
            end = self._counted_to(start)
        return self._last_day(end) if end is not None else None

    def _start(self) -> date | None:
        """The day that is counted from. The latest of several needs all of them; the earliest any."""
        rule, days = self.rule, self.facts.days
        known = [(days[one], one) for one in rule.counts_from if one in days]
        lacking = [one for one in rule.counts_from if one not in days]
        if not known or (lacking and rule.pick is Pick.LATEST):
            self.missing.extend(Missing(fact=one) for one in lacking)
            return None
        choose = max if rule.pick is Pick.LATEST else min
        start, fact = choose(known, key=lambda one: one[0])
        self.steps.append(Step(StepKind.COUNTED_FROM, start, fact=fact))
        if rule.not_before is not None and start < rule.not_before:
            start = rule.not_before
            self.steps.append(Step(StepKind.NOT_BEFORE, start))
        return start

    def _add(self, start: date, length: Length) -> date | None:
        settled = limited(length, start, self.book)
        if settled is None:
            self.missing.append(Missing(limit=length.limit))
            return None
        end = plus(start, settled)
        self.steps.append(Step(StepKind.ADDED, end, length=settled))
        return end

    def _counted_to(self, start: date) -> date | None:
        end: date | None = start
        if self.rule.length is not None:
            end = self._add(start, self.rule.length)
        return self._pushed(start, end) if end is not None else None

    def _pushed(self, start: date, end: date) -> date:
        """The end when the days that do not count are made up for."""
        for pause in self.rule.paused_by:
            spans = known_until(self.facts.spans.get(pause.span, ()), self.at)
            days = paused(start, end, spans, pause.at_most)
            if days:
                end += timedelta(days=days)
                self.steps.append(Step(StepKind.PAUSED, end, span=pause.span, days=days))
        return end

    def _after_period(self, start: date) -> date | None:
        """Counted from the end of the oldest period that is not done with.

        Where nobody has said which are, those whose time is over are taken to be.
        """
        rule = self.rule
        if rule.period is None or rule.length is None:  # the reading of rules lets no such rule in
            return None
        done = self.facts.days.get(rule.done_until) if rule.done_until is not None else None
        ended = period_end(start if done is None else max(start, done + DAY), rule.period)
        while done is None and self._last(plus(ended, rule.length)) < self.at:
            ended = next_end(ended, rule.period)
        self.steps.append(Step(StepKind.PERIOD_ENDED, ended - DAY))
        return self._add(ended, rule.length)

    def _used_up(self, start: date) -> date | None:
        """When an amount of months is used up if it goes on as now, at the latest when its window closes."""
        rule = self.rule
        if rule.length is None or rule.used is None or rule.within is None:  # the reading lets no such rule in
            return None
        window = self._pushed(start, plus(start, rule.within))
        spans = [one.meet(DateRange(start, OPEN)) for one in self.facts.spans.get(rule.used, ())]
        used = known_until((one for one in spans if one is not None), self.at + DAY)
        days = sum((min(one.end, self.at + DAY) - one.start).days for one in used if one.start <= self.at)
        self.steps.append(Step(StepKind.USED, self.at, span=rule.used, days=days, length=rule.length))
        end = window
        if used:
            end = plus(used[0].start, rule.length)
            end += timedelta(days=paused(used[0].start, end, self._gaps(used), None))
        if end >= window:
            self.steps.append(Step(StepKind.CAPPED, window, length=rule.within))
            return window
        self.steps.append(Step(StepKind.ADDED, end, length=rule.length))
        return end

    def _gaps(self, used: Sequence[DateRange]) -> tuple[DateRange, ...]:
        """The days between uses, and since the last one: the amount does not shrink in them."""
        reached, gaps = used[0].end, []
        for one in (*used[1:], DateRange(self.at + DAY)):
            if one.start > reached:
                gaps.append(DateRange(reached, one.start))
            reached = max(reached, one.end)
        return tuple(gaps)

    def _last_day(self, end: date) -> date:
        day = moved(end, self.rule.to)
        if self.rule.to is not None:
            self.steps.append(Step(StepKind.MOVED_TO, day))
        if self.rule.is_before:
            day -= DAY
            self.steps.append(Step(StepKind.DAY_BEFORE, day))
        return day

    def _last(self, end: date) -> date:
        day = moved(end, self.rule.to)
        return day - DAY if self.rule.is_before else day
