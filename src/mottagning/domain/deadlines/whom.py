"""Whom is a rule for? Its conditions asked of what is known: met, not met and why, or not to be told."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mottagning.domain.deadlines.counting import age_on
from mottagning.domain.deadlines.facts import DayFact, PersonFacts, Trait
from mottagning.domain.deadlines.rules import (
    Age,
    AgeCondition,
    Condition,
    DayCondition,
    Length,
    RuleBook,
    TraitCondition,
)
from mottagning.domain.periods import DateRange, add_months


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a rule is not for somebody: the fact and what it is of her, and what the rule asks.

    `fact` None is the age today.
    """

    fact: DayFact | Trait | None
    condition: Condition | None = None
    words: frozenset[str] = frozenset()
    age: int | None = None
    day: date | None = None
    valid: DateRange | None = None


@dataclass(frozen=True, slots=True)
class Missing:
    """What must be known first: a day, a trait, or what a limit of age is in those years."""

    fact: DayFact | Trait | None = None
    limit: str | None = None


def met(
    conditions: Iterable[Condition], facts: PersonFacts, book: RuleBook, today: date
) -> tuple[tuple[Reason, ...], tuple[Missing, ...]]:
    """Why the rule is not for her (nothing: it may be), and what must be known to say so."""
    reasons: list[Reason] = []
    missing: list[Missing] = []
    for one in conditions:
        found = _asked(one, facts, book, today)
        if isinstance(found, Reason):
            reasons.append(found)
        elif found is not None:
            missing.append(found)
    return tuple(reasons), tuple(missing)


def _asked(condition: Condition, facts: PersonFacts, book: RuleBook, today: date) -> Reason | Missing | None:
    if isinstance(condition, TraitCondition):
        return _trait(condition, facts)
    if isinstance(condition, AgeCondition):
        return _age(condition, facts, book, today)
    return _day(condition, facts)


def _trait(condition: TraitCondition, facts: PersonFacts) -> Reason | Missing | None:
    words = facts.traits.get(condition.trait)
    if words is None:
        return Missing(condition.trait)
    if bool(words & condition.words) is not condition.is_denied:
        return None
    return Reason(condition.trait, condition, words)


def _day(condition: DayCondition, facts: PersonFacts) -> Reason | Missing | None:
    day = facts.days.get(condition.fact)
    if day is None:
        return Missing(condition.fact)
    return None if day in condition.days else Reason(condition.fact, condition, day=day)


def _age(condition: AgeCondition, facts: PersonFacts, book: RuleBook, today: date) -> Reason | Missing | None:
    born = facts.days.get(DayFact.BORN)
    if born is None:
        return Missing(DayFact.BORN)
    on = today if condition.on is None else facts.days.get(condition.on)
    if on is None:
        return Missing(condition.on)
    age = age_on(born, on)
    at_least, below = _years(condition.at_least, on, book), _years(condition.below, on, book)
    if (at_least is not None and age < at_least) or (below is not None and age >= below):
        return Reason(condition.on, condition, age=age)
    unsaid = [str(bound) for bound in (condition.at_least, condition.below) if _is_unsaid(bound, on, book)]
    return Missing(limit=unsaid[0]) if unsaid else None


def _is_unsaid(bound: Age | None, day: date, book: RuleBook) -> bool:
    return bound is not None and _years(bound, day, book) is None


def _years(bound: Age | None, day: date, book: RuleBook) -> int | None:
    return book.limit_on(bound, day) if isinstance(bound, str) else bound


def limited(length: Length, start: date, book: RuleBook) -> Length | None:
    """The length with its limit of age looked up: the one that holds on the day it leads to. None: nobody has said."""
    if length.limit is None:
        return length
    for one in book.limits:
        if one.key == length.limit and add_months(start, 12 * one.value) in one.days:
            return Length(12 * one.value)
    return None
