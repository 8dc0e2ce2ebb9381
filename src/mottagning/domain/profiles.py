"""What can a person, and what does she live on? Languages, schooling and work, income in time and its gaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum

from mottagning.domain.money import Scaled
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem


class LanguageLevel(Enum):
    """How well a language is known, in an officer's words."""

    NATIVE = "native"
    FLUENT = "fluent"
    GOOD = "good"
    BASIC = "basic"


class IncomeSource(Enum):
    """What a person lives on."""

    LMA_ALLOWANCE = "lma_allowance"
    ESTABLISHMENT_BENEFIT = "establishment_benefit"
    SOCIAL_ASSISTANCE = "social_assistance"
    WAGES = "wages"
    PENSION = "pension"
    STUDY_SUPPORT = "study_support"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageSkill:
    """A language besides the mother tongue. `is_read` says that it can be read and written."""

    case_number: str
    language: str
    level: LanguageLevel
    is_read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkProfile:
    """Schooling and working life; unknown is None. Years in ten-thousandths."""

    case_number: str
    schooling_years: Scaled | None = None
    education: str | None = None
    validation: str | None = None
    profession: str | None = None
    experience_years: Scaled | None = None
    driving_licence: str | None = None
    digital_skills: str | None = None
    goal: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Income:
    """What a person lives on over `days`; `amount` a month in ten-thousandths of a krona, None when it is not known."""

    case_number: str
    source: IncomeSource
    days: DateRange
    amount: Scaled | None = None


def income_gaps(incomes: Iterable[Income], watched: DateRange) -> Iterator[DateRange]:
    """The days of `watched` on which the person has no income that is known (glapp)."""
    start = watched.start
    for income in sorted(incomes, key=lambda one: one.days):
        if income.days.start > start and start < watched.end:
            yield DateRange(start, min(income.days.start, watched.end))
        start = max(start, income.days.end)
    if start < watched.end:
        yield DateRange(start, watched.end)


def language_problems(skill: LanguageSkill) -> tuple[FieldProblem, ...]:
    """What keeps `skill` from being registered."""
    return () if skill.language else (FieldProblem("language", "missing"),)


def income_problems(income: Income) -> tuple[FieldProblem, ...]:
    """What keeps `income` from being registered."""
    return (FieldProblem("amount", "negative"),) if (income.amount or 0) < 0 else ()
