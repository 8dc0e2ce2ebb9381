"""May a deadline be extended, and how long? What somebody has granted is kept with its old and its new day."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mottagning.domain.deadlines.counting import plus
from mottagning.domain.deadlines.rules import Rule
from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension:
    """The deadline of `rule` moved from `old_day` to `new_day`: granted by whom, when, on what application.

    `decision` is the number of the decision.
    """

    case_number: str
    rule: str
    old_day: date
    new_day: date
    granted_by: str
    granted_on: date
    applied_on: date | None = None
    decision: str | None = None


def extension_problems(rule: Rule, at_first: date, extension: Extension, today: date) -> tuple[FieldProblem, ...]:
    """What keeps a deadline from being extended so; `at_first` is the day it had before it was ever extended."""
    allowed = rule.extension
    if allowed is None:
        return (FieldProblem("new_day", "never_extended", {"rule": rule.name}),)
    problems = list(_granting_problems(extension, today))
    step, total = plus(extension.old_day, allowed.step), plus(at_first, allowed.total)
    if extension.new_day <= extension.old_day:
        problems.append(FieldProblem("new_day", "not_later", {"day": extension.old_day.isoformat()}))
    elif extension.new_day > total:
        problems.append(FieldProblem("new_day", "beyond_total", {"day": total.isoformat(), "rule": rule.name}))
    elif extension.new_day > step:
        problems.append(FieldProblem("new_day", "beyond_step", {"day": step.isoformat(), "rule": rule.name}))
    if allowed.is_applied_for and extension.applied_on is None:
        problems.append(FieldProblem("applied_on", "missing"))
    elif allowed.is_applied_for and extension.applied_on is not None and extension.applied_on > extension.old_day:
        problems.append(FieldProblem("applied_on", "applied_too_late", {"day": extension.old_day.isoformat()}))
    return tuple(problems)


def _granting_problems(extension: Extension, today: date) -> Iterable[FieldProblem]:
    """Somebody has granted it, and has done so by now."""
    if not extension.granted_by:
        yield FieldProblem("granted_by", "missing")
    if extension.granted_on > today:
        yield FieldProblem("granted_on", "in_the_future")


def in_force(extensions: Sequence[Extension], rule: str) -> tuple[Extension, ...]:
    """The extensions of one rule in the order they were granted; the last one holds."""
    return tuple(sorted((one for one in extensions if one.rule == rule), key=lambda one: one.new_day))
