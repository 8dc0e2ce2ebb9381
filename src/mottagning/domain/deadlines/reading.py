"""What rules stand in a rule file, and what is wrong in it? Read strictly: nothing is passed over in silence.

A file is TOML with blocks `[[rule]]` and `[[limit]]`, each complete in itself, so that one can be kept alone. Each
error tells the file, the place in it and what was expected; a file with an error gives no rules at all.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from mottagning.domain.deadlines.blocks import LONGEST, Block, RuleProblem, each_block, is_whole
from mottagning.domain.deadlines.counting import plus
from mottagning.domain.deadlines.facts import TRAIT_WORDS, DayFact, SpanFact, Trait
from mottagning.domain.deadlines.rules import (
    Age,
    AgeCondition,
    Certainty,
    Condition,
    DayCondition,
    Direction,
    Extending,
    Length,
    Limit,
    MonthEnd,
    Pause,
    Period,
    Pick,
    Rule,
    RuleBook,
    Source,
    TraitCondition,
    YearDay,
)
from mottagning.domain.periods import DateRange


@dataclass(frozen=True, slots=True)
class ReadRules:
    """A rule file that was read: its rules, the text of each block by what tells it apart, or its errors."""

    book: RuleBook = field(default_factory=RuleBook)
    texts: Mapping[tuple[str, str, date], str] = field(default_factory=dict)
    problems: tuple[RuleProblem, ...] = ()


RULE, LIMIT = "rule", "limit"
_HEAD = re.compile(r"^\[\[\s*(rule|limit)\s*\]\]", re.MULTILINE)


def read_rules(file: str, text: str) -> ReadRules:
    """The rules of a file, or everything that is wrong in it."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+)", str(error))
        return ReadRules(problems=(RuleProblem(file, "no_toml", line=int(place[1]) if place else 0),))
    problems = [
        RuleProblem(file, "unknown_block", name, expected=(RULE, LIMIT)) for name in found.keys() - {RULE, LIMIT}
    ]
    rules = _blocks(file, found, RULE, _rule, problems)
    limits = _blocks(file, found, LIMIT, _limit, problems)
    if not problems and not rules and not limits:
        problems.append(RuleProblem(file, "empty", expected=(RULE, LIMIT)))
    problems += _contradictions(file, rules)
    if problems:
        return ReadRules(problems=tuple(problems))
    return ReadRules(RuleBook(tuple(rules), tuple(limits)), _texts(text, rules, limits))


def unknown_limits(file: str, book: RuleBook, known: RuleBook) -> tuple[RuleProblem, ...]:
    """Rules of a file that name a limit of age which neither it nor the present rules have."""
    names = {one.key for one in (*book.limits, *known.limits)}
    return tuple(
        RuleProblem(file, "unknown_limit", rule.key, found=limit, expected=tuple(sorted(names)))
        for rule in book.rules
        for limit in sorted(set(_limits_of(rule)) - names)
    )


def _limits_of(rule: Rule) -> Iterable[str]:
    if rule.length is not None and rule.length.limit:
        yield rule.length.limit
    for one in rule.whom:
        if isinstance(one, AgeCondition):
            yield from (bound for bound in (one.at_least, one.below) if isinstance(bound, str))


def _texts(text: str, rules: list[Rule], limits: list[Limit]) -> dict[tuple[str, str, date], str]:
    """The text of each block: from its heading to the next."""
    heads = list(_HEAD.finditer(text))
    ends = [one.start() for one in heads[1:]] + [len(text)]
    left = {RULE: iter([one.identity for one in rules]), LIMIT: iter([one.identity for one in limits])}
    return {
        (head[1], *next(left[head[1]])): text[head.start() : end].strip() for head, end in zip(heads, ends, strict=True)
    }


T = TypeVar("T", Rule, Limit)


def _blocks(
    file: str, found: Mapping[str, Any], kind: str, make: Callable[[Block], T], problems: list[RuleProblem]
) -> list[T]:
    made = [(block, make(block)) for block in each_block(file, found, kind, problems)]
    return [one for block, one in made if not block.problems]


def _contradictions(file: str, rules: list[Rule]) -> Iterable[RuleProblem]:
    """Two versions of a rule for the same days."""
    for place, one in enumerate(rules):
        days = one.valid or DateRange(date.min)
        for other in rules[:place]:
            if other.key == one.key and days.meet(other.valid or DateRange(date.min)) is not None:
                yield RuleProblem(file, "twice", one.key)
                break


def _rule(block: Block) -> Rule:
    rule = Rule(
        key=block.text("key"),
        name=block.text("name"),
        source=Source(block.text("law"), block.maybe_text("paragraph"), block.maybe_text("page")),
        verified=block.day("verified"),
        certainty=block.word("certainty", Certainty),
        counts_from=block.words("counts_from", DayFact, required=True),
        direction=block.word("direction", Direction),
        yellow=block.length("yellow") or Length(),
        red=block.length("red") or Length(),
        pick=block.maybe_word("pick", Pick) or Pick.LATEST,
        whom=tuple(_conditions(block)),
        length=block.maybe_length("length"),
        not_before=block.maybe_day("not_before"),
        valid=block.span("from", "until"),
        valid_by=block.maybe_word("valid_by", DayFact),
        to=_target(block),
        is_before=block.flag("is_before"),
        period=block.maybe_word("period", Period),
        done_until=block.maybe_word("done_until", DayFact),
        within=block.maybe_length("within"),
        used=block.maybe_word("used", SpanFact),
        paused_by=tuple(_pauses(block)),
        stopped_by=block.words("stopped_by", DayFact),
        extension=_extension(block),
        lapses=block.flag("lapses"),
        is_event=block.flag("is_event"),
        note=block.maybe_text("note"),
        on_paper=block.maybe_text("on_paper"),
    )
    _check(block, rule)
    return rule


def _check(block: Block, rule: Rule) -> None:
    """What fields may not say together."""
    epoch = date(2000, 1, 1)
    amount = rule.direction is Direction.AMOUNT
    found = [
        ("red", "red_before_yellow", plus(epoch, rule.red) > plus(epoch, rule.yellow)),
        ("used", "missing", amount and rule.used is None),
        ("within", "missing", amount and rule.within is None),
        ("used", "only_amount", not amount and rule.used is not None),
        ("within", "only_amount", not amount and rule.within is not None),
        ("length", "missing", (amount or rule.period is not None) and rule.length is None),
        ("period", "not_amount", amount and rule.period is not None),
        ("done_until", "only_period", rule.done_until is not None and rule.period is None),
        ("is_before", "period_is_before", rule.period is not None and not rule.is_before),
    ]
    for name, code, is_wrong in found:
        if is_wrong:
            block.wrong(name, code)


def _limit(block: Block) -> Limit:
    value = block.take("value")
    if not is_whole(value) or not 0 < value < LONGEST:
        block.wrong("value", "no_age", value)
        value = 1
    days = block.span("from", "until")
    if days is None and "from" not in block.item:
        block.wrong("from", "missing")
    return Limit(
        key=block.text("key"),
        value=value,
        days=days or DateRange(date.min),
        source=Source(block.text("law"), block.maybe_text("paragraph"), block.maybe_text("page")),
        verified=block.day("verified"),
    )


def _target(block: Block) -> YearDay | MonthEnd | None:
    found = block.take("to")
    if found is None:
        return None
    if found == MonthEnd.MONTH_END.value:
        return MonthEnd.MONTH_END
    month, _, day = found.partition("-") if isinstance(found, str) else ("", "", "")
    try:
        known = date(2000, int(month), int(day))
    except ValueError:
        block.wrong("to", "no_year_day", found, (MonthEnd.MONTH_END.value, "07-01"))
        return None
    return YearDay(known.month, known.day)


def _extension(block: Block) -> Extending | None:
    inner = block.inner("extension")
    if inner is None:
        return None
    made = Extending(inner.length("step") or Length(), inner.length("total") or Length(), inner.flag("is_applied_for"))
    block.join(inner)
    return made


def _pauses(block: Block) -> Iterable[Pause]:
    for inner in block.inners("paused_by"):
        yield Pause(inner.word("span", SpanFact), inner.maybe_length("at_most"))
        block.join(inner)


def _conditions(block: Block) -> Iterable[Condition]:
    for inner in block.inners("whom"):
        asked = [name for name in ("trait", "age_on", "day") if name in inner.item]
        if len(asked) != 1:
            inner.wrong("", "no_condition", ", ".join(inner.item), ("trait", "age_on", "day"))
            inner.forget()
        elif asked == ["trait"]:
            yield _trait(inner)
        elif asked == ["day"]:
            days = inner.span("from", "until")
            if days is None:
                inner.wrong("from", "missing")
            yield DayCondition(inner.word("day", DayFact), days or DateRange(date.min))
        else:
            yield _age(inner)
        block.join(inner)


def _trait(inner: Block) -> TraitCondition:
    trait = inner.word("trait", Trait)
    denied = "is_not" in inner.item
    name = "is_not" if denied else "is"
    words = inner.listed(name)
    allowed = TRAIT_WORDS[trait]
    if not words:
        inner.wrong(name, "missing")
    for word in words:
        if allowed is not None and word not in allowed:
            inner.wrong(name, "unknown_word", word, tuple(sorted(allowed)))
    return TraitCondition(trait, frozenset(words), denied)


_TODAY = "today"


def _age(inner: Block) -> AgeCondition:
    on = None if inner.item["age_on"] == _TODAY else inner.word("age_on", DayFact, also=(_TODAY,))
    inner.take("age_on")
    at_least, below = _years(inner, "at_least"), _years(inner, "below")
    if at_least is None and below is None:
        inner.wrong("at_least", "missing")
    return AgeCondition(on, at_least, below)


def _years(inner: Block, name: str) -> Age | None:
    found = inner.take(name)
    if found is None or (isinstance(found, str) and found) or (is_whole(found) and 0 <= found < LONGEST):
        return found  # type: ignore[no-any-return]
    inner.wrong(name, "no_age", found)
    return None
