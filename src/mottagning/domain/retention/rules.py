"""What does a rule of retention say? How many years, counted from what, and whom an exception keeps.

Rules are data with their source: shipped in `resources/retention.toml`, or in a file that the office has read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import TypeVar

from mottagning.domain.deadlines.rules import Certainty, Source
from mottagning.domain.documents import DocumentKind


class CountsFrom(Enum):
    """What the years of a rule are counted from."""

    LAST_NOTE = "last_note"
    CIRCUMSTANCES = "circumstances"
    """The last day of what the data tells of, where it has one."""
    ACCOUNTING_YEAR = "accounting_year"
    DOCUMENT = "document"
    """The day on a document, which then goes without its person."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionRule:
    """Kept for so many whole years. `document_kind` is the kind of document that the rule is about, where it is."""

    key: str
    name: str
    source: Source
    verified: date
    certainty: Certainty
    counts_from: CountsFrom
    years: int
    document_kind: DocumentKind | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RetentionException:
    """Whom nothing is removed of: everybody in some places, those born on some days, those of whom yes was answered.

    A `question` is asked of those who were below `asked_below` years when they became known; yes keeps them until they
    are `until_age` years, or for ever.
    """

    key: str
    name: str
    source: Source
    verified: date
    certainty: Certainty
    counties: tuple[str, ...] = ()
    municipalities: tuple[str, ...] = ()
    birth_days: tuple[int, ...] = ()
    question: str | None = None
    asked_below: int | None = None
    until_age: int | None = None
    note: str | None = None


T = TypeVar("T", RetentionRule, RetentionException)


@dataclass(frozen=True, slots=True)
class RetentionRules:
    """All that holds at an office."""

    rules: tuple[RetentionRule, ...] = ()
    exceptions: tuple[RetentionException, ...] = ()

    def with_(self, own: RetentionRules) -> RetentionRules:
        """These, with those of `own` in the place of those of the same key."""
        return RetentionRules(_replaced(self.rules, own.rules), _replaced(self.exceptions, own.exceptions))

    @property
    def of_persons(self) -> tuple[RetentionRule, ...]:
        """The rules that decide how long a person is kept."""
        return tuple(one for one in self.rules if one.counts_from is not CountsFrom.DOCUMENT)

    def of_document(self, kind: DocumentKind) -> RetentionRule | None:
        """The rule of one kind of document, None where it goes with whom it belongs to."""
        return next((one for one in self.rules if one.document_kind is kind), None)


def _replaced(present: tuple[T, ...], coming: tuple[T, ...]) -> tuple[T, ...]:
    by_key = {one.key: one for one in present} | {one.key: one for one in coming}
    return tuple(by_key.values())
