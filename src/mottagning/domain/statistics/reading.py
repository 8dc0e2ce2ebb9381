"""Which indicators and reports stand in a file, and what is wrong in it? Nothing is passed over in silence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from mottagning.domain.deadlines.blocks import Block, RuleProblem, each_block, is_whole
from mottagning.domain.rights import Part
from mottagning.domain.statistics.definitions import (
    Extent,
    Gap,
    Indicator,
    Measure,
    MeasureDefinition,
    PeriodKind,
    Question,
    Report,
    StatisticsRules,
    Subregion,
)
from mottagning.domain.statistics.facts import AgeGroup

_LISTS = ("age_group", "subregion", "indicator", "report")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadStatistics:
    """A file that was read: its rules, or everything that is wrong in it."""

    rules: StatisticsRules | None
    problems: tuple[RuleProblem, ...] = ()


def read_statistics(file: str, text: str) -> ReadStatistics:
    """The definitions of a file, or everything that is wrong in it."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return ReadStatistics(None, (RuleProblem(file, "no_toml"),))
    problems = [RuleProblem(file, "unknown_block", name, expected=_LISTS) for name in sorted({*found} - {*_LISTS})]
    rules = StatisticsRules(
        ages=_all(file, found, "age_group", _age_group, problems),
        subregions=_all(file, found, "subregion", _subregion, problems),
        indicators=_all(file, found, "indicator", _indicator, problems),
        reports=_all(file, found, "report", _report, problems),
    )
    problems += _contradictions(file, rules)
    return ReadStatistics(None, tuple(problems)) if problems else ReadStatistics(rules)


def _all(
    file: str, found: Mapping[str, Any], name: str, make: Callable[[Block], T], problems: list[RuleProblem]
) -> tuple[T, ...]:
    if not found.get(name, []):
        problems.append(RuleProblem(file, "no_blocks", name, expected=(f"[[{name}]]",)))
        return ()
    return tuple([make(block) for block in each_block(file, found, name, problems)])


def _contradictions(file: str, rules: StatisticsRules) -> Iterable[RuleProblem]:
    """Numbers, tables and municipalities that stand twice, and numbers that lead nowhere."""
    numbers = [one.number for one in rules.indicators]
    measures = [each.measure for one in rules.indicators for each in one.measures]
    codes = [code for one in rules.subregions for code in one.municipalities]
    for found in (numbers, measures, codes, [one.key for one in rules.reports]):
        for one in sorted({*found}, key=str):
            if found.count(one) > 1:
                yield RuleProblem(file, "twice", str(one))
    for report in rules.reports:
        asked = [*report.indicators, *(number for one in report.questions for number in one.answered_by)]
        for number in asked:
            if number not in numbers:
                yield RuleProblem(file, "unknown_word", report.key, "indicators", str(number))


def _age_group(block: Block) -> AgeGroup:
    return AgeGroup(_number(block, "first"), _maybe_number(block, "last"))


def _subregion(block: Block) -> Subregion:
    return Subregion(block.text("key"), block.text("name"), tuple(block.listed("municipalities")), block.text("source"))


def _indicator(block: Block) -> Indicator:
    made = Indicator(
        number=_number(block, "number"),
        name=block.text("name"),
        definition=block.text("definition"),
        version=_number(block, "version"),
        source=block.text("source"),
        extent=block.word("extent", Extent),
        measures=tuple(_joined(block, "measure", _measure)),
        gaps=tuple(_joined(block, "gap", _gap)),
    )
    if (made.extent is Extent.FULL) is bool(made.gaps):
        block.wrong("extent", "unknown_word", made.extent.value)
    return made


def _joined(block: Block, name: str, make: Callable[[Block], T]) -> list[T]:
    found = []
    for inner in block.inners(name):
        found.append(make(inner))
        block.join(inner)
    return found


def _measure(block: Block) -> MeasureDefinition:
    return MeasureDefinition(
        block.word("key", Measure), block.text("name"), block.text("unit"), block.words("needs", Part, required=True)
    )


def _gap(block: Block) -> Gap:
    return Gap(block.text("what"), block.text("why"))


def _report(block: Block) -> Report:
    return Report(
        key=block.text("key"),
        name=block.text("name"),
        receiver=block.text("receiver"),
        period=block.word("period", PeriodKind),
        indicators=_numbers(block, "indicators"),
        source=block.text("source"),
        questions=tuple(_joined(block, "question", _question)),
    )


def _question(block: Block) -> Question:
    made = Question(block.text("ask"), _numbers(block, "answered_by"), block.maybe_text("why"))
    if bool(made.answered_by) is (made.why is not None):
        block.wrong("why", "missing", expected=("answered_by", "why"))
    return made


def _numbers(block: Block, name: str) -> tuple[int, ...]:
    found = block.take(name)
    if found is None:
        return ()
    if not isinstance(found, list) or not all(is_whole(one) for one in found):
        block.wrong(name, "no_list", found)
        return ()
    return tuple(found)


def _number(block: Block, name: str) -> int:
    found = _maybe_number(block, name)
    if found is None and block.item.get(name) is None:
        block.wrong(name, "missing")
    return found or 0


def _maybe_number(block: Block, name: str) -> int | None:
    found = block.take(name)
    if found is None or (is_whole(found) and found >= 0):
        return found  # type: ignore[no-any-return]
    block.wrong(name, "no_number", found)
    return None
