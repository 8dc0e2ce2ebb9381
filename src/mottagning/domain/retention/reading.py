"""Which rules of retention stand in a file, and what is wrong in it? Nothing is passed over in silence."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

from mottagning.domain.deadlines.blocks import LONGEST, Block, RuleProblem, each_block, is_whole
from mottagning.domain.deadlines.rules import Certainty, Source
from mottagning.domain.documents import DocumentKind
from mottagning.domain.retention.rules import CountsFrom, RetentionException, RetentionRule, RetentionRules

RULE, EXCEPTION = "rule", "exception"
_LAST_DAY = 31


@dataclass(frozen=True, slots=True)
class ReadRetention:
    """A file that was read: its rules, or everything that is wrong in it."""

    rules: RetentionRules = field(default_factory=RetentionRules)
    problems: tuple[RuleProblem, ...] = ()


def read_retention(file: str, text: str) -> ReadRetention:
    """The rules of a file, or everything that is wrong in it."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        return ReadRetention(problems=(RuleProblem(file, "no_toml", line=int(place[1]) if place else 0),))
    known = (RULE, EXCEPTION)
    problems = [
        RuleProblem(file, "unknown_block", name, expected=known) for name in sorted(found.keys() - {RULE, EXCEPTION})
    ]
    rules = _blocks(file, found, RULE, _rule, problems)
    exceptions = _blocks(file, found, EXCEPTION, _exception, problems)
    if not problems and not rules and not exceptions:
        problems.append(RuleProblem(file, "empty", expected=known))
    return ReadRetention(problems=tuple(problems)) if problems else ReadRetention(RetentionRules(rules, exceptions))


T = TypeVar("T", RetentionRule, RetentionException)


def _blocks(
    file: str, found: Mapping[str, Any], kind: str, make: Callable[[Block], T], problems: list[RuleProblem]
) -> tuple[T, ...]:
    made: dict[str, T] = {}
    for block in each_block(file, found, kind, problems):
        one = make(block)
        if one.key in made:
            problems.append(RuleProblem(file, "twice", block.name))
        made[one.key] = one
    return tuple(made.values())


def _rule(block: Block) -> RetentionRule:
    counts_from = block.word("counts_from", CountsFrom)
    kind = block.maybe_word("document_kind", DocumentKind)
    if (counts_from is CountsFrom.DOCUMENT) != (kind is not None):
        block.wrong("document_kind", "missing" if kind is None else "unknown_field")
    return RetentionRule(
        **_common(block), counts_from=counts_from, document_kind=kind, years=_number(block, "years", LONGEST) or 0
    )


def _exception(block: Block) -> RetentionException:
    days = block.take("birth_days") or []
    if not isinstance(days, list) or not all(is_whole(one) and 0 < one <= _LAST_DAY for one in days):
        block.wrong("birth_days", "no_list", days)
        days = []
    made = RetentionException(
        **_common(block),
        counties=tuple(block.listed("counties")),
        municipalities=tuple(block.listed("municipalities")),
        birth_days=tuple(days),
        question=block.maybe_text("question"),
        asked_below=_number(block, "asked_below", LONGEST, is_optional=True),
        until_age=_number(block, "until_age", LONGEST, is_optional=True),
    )
    if not (made.counties or made.municipalities or made.birth_days or made.question):
        block.wrong("question", "missing", expected=("counties", "municipalities", "birth_days", "question"))
    return made


def _common(block: Block) -> dict[str, Any]:
    return {
        "key": block.text("key"),
        "name": block.text("name"),
        "source": Source(block.text("law"), block.maybe_text("paragraph"), block.maybe_text("page")),
        "verified": block.day("verified"),
        "certainty": block.word("certainty", Certainty),
        "note": block.maybe_text("note"),
    }


def _number(block: Block, name: str, most: int, *, is_optional: bool = False) -> int | None:
    found = block.take(name)
    if found is None and is_optional:
        return None
    if found is None:
        block.wrong(name, "missing")
    elif is_whole(found) and 0 < found <= most:
        return int(found)
    else:
        block.wrong(name, "no_number", found)
    return None
