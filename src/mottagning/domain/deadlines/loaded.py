"""Which rules has the office loaded from a file, and what do they change? Kept block by block beside the shipped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, fields
from datetime import date
from enum import Enum

from mottagning.domain.deadlines.reading import ReadRules, read_rules
from mottagning.domain.deadlines.rules import Limit, Rule, RuleBook


@dataclass(frozen=True, slots=True, kw_only=True)
class LoadedRule:
    """One block of a rule file as it was written. `key` tells it from all others: kind, key and first day."""

    key: str
    text: str
    file: str
    loaded_on: date


class RuleChangeKind(Enum):
    """What loading a block does."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class RuleChange:
    """A block of a file against what holds now: what is new of it, and which of its fields are not as they were."""

    kind: RuleChangeKind
    now: Rule | Limit
    before: Rule | Limit | None = None
    fields: tuple[str, ...] = ()


def with_loaded(shipped: RuleBook, loaded: Iterable[LoadedRule]) -> RuleBook:
    """The rules that hold: the shipped ones, with those of the office in the place of those they replace."""
    book = shipped
    for one in loaded:
        book = book.with_(read_rules(one.file, one.text).book)
    return book


def blocks_of(file: str, found: ReadRules, loaded_on: date) -> Iterator[LoadedRule]:
    """What is kept of a file that was read."""
    for (kind, key, start), text in found.texts.items():
        first = "" if start == date.min else f"/{start.isoformat()}"
        yield LoadedRule(key=f"{kind}/{key}{first}", text=text, file=file, loaded_on=loaded_on)


def changes(present: RuleBook, coming: RuleBook) -> tuple[RuleChange, ...]:
    """What the rules and limits of a file change, in the order of the file."""
    rules = {one.identity: one for one in present.rules}
    limits = {one.identity: one for one in present.limits}
    return (
        *(_change(one, limits.get(one.identity)) for one in coming.limits),
        *(_change(one, rules.get(one.identity)) for one in coming.rules),
    )


def _change(now: Rule | Limit, before: Rule | Limit | None) -> RuleChange:
    if before is None:
        return RuleChange(RuleChangeKind.ADDED, now)
    differing = tuple(one.name for one in fields(now) if getattr(now, one.name) != getattr(before, one.name))
    kind = RuleChangeKind.CHANGED if differing else RuleChangeKind.SAME
    return RuleChange(kind, now, before, differing)
