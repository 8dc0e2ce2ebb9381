"""Which rules of state compensation stand in a file, and what is wrong in it? Nothing is passed over in silence."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, TypeVar

from mottagning.domain.deadlines.blocks import Block, RuleProblem, each_block, is_whole
from mottagning.domain.deadlines.rules import Certainty, Source
from mottagning.domain.money import Ore
from mottagning.domain.people import PermitGround
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.state_compensation.rules import (
    AmountKind,
    AmountRule,
    BaseAmount,
    ClaimPeriod,
    CompensationRules,
    Coverage,
    Evidence,
    Ground,
    Receiver,
    SchoolPeriod,
    SchoolRule,
    ShareRule,
    Told,
)

_TABLES = ("coverage", "school_period")
_LISTS = ("base_amount", "amount", "share", "school", "ground")
_MOST = 100_000_000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadCompensation:
    """A file that was read: its rules, or everything that is wrong in it."""

    rules: CompensationRules | None
    problems: tuple[RuleProblem, ...] = ()


def read_compensation(file: str, text: str) -> ReadCompensation:
    """The rules of a file, or everything that is wrong in it."""
    try:
        found = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return ReadCompensation(None, (RuleProblem(file, "no_toml"),))
    known = (*_TABLES, *_LISTS)
    problems = [RuleProblem(file, "unknown_block", name, expected=known) for name in sorted(found.keys() - set(known))]
    problems += [RuleProblem(file, "missing", name) for name in known if name not in found]
    if problems:
        return ReadCompensation(None, tuple(problems))
    rules = CompensationRules(
        coverage=_one(file, found, "coverage", _coverage, problems),
        base_amounts=_all(file, found, "base_amount", _base_amount, problems),
        amounts=_all(file, found, "amount", _amount, problems),
        shares=_all(file, found, "share", _share, problems),
        school=_all(file, found, "school", _school, problems),
        school_period=_one(file, found, "school_period", _school_period, problems),
        grounds=_all(file, found, "ground", _ground, problems),
    )
    return ReadCompensation(None, tuple(problems)) if problems else ReadCompensation(rules)


def _one(file: str, found: Mapping[str, Any], name: str, make: Callable[[Block], T], problems: list[RuleProblem]) -> T:
    item = found[name]
    if not isinstance(item, dict):
        problems.append(RuleProblem(file, "no_table", name))
        item = {}
    block = Block(file, name, item)
    made = make(block)
    block.unused()
    problems += block.problems
    return made


def _all(
    file: str, found: Mapping[str, Any], name: str, make: Callable[[Block], T], problems: list[RuleProblem]
) -> tuple[T, ...]:
    made = [(block, make(block)) for block in each_block(file, found, name, problems)]
    keys = [block.item.get("key", block.item.get("year")) for block, _ in made]
    problems += [RuleProblem(file, "twice", f"{name} ({key})") for key in {*keys} if keys.count(key) > 1]
    return tuple(one for _, one in made)


def _coverage(block: Block) -> Coverage:
    return Coverage(
        covered=frozenset(block.words("covered", PermitGround, required=True)),
        other_law=frozenset(block.words("other_law", PermitGround)),
        told=_told(block),
    )


def _base_amount(block: Block) -> BaseAmount:
    return BaseAmount(year=_number(block, "year"), amount=_kronor(block, "kronor") or Ore(0), told=_told(block))


def _amount(block: Block) -> AmountRule:
    amount, part = _kronor(block, "kronor"), _part(block, "percent")
    if (amount is None) is (part is None):
        block.wrong("kronor", "missing", expected=("kronor", "percent"))
    return AmountRule(
        key=block.text("key"),
        kind=block.word("kind", AmountKind),
        days=_days(block),
        told=_told(block),
        at_least=_maybe_number(block, "at_least"),
        below=_maybe_number(block, "below"),
        amount=amount,
        part=part,
    )


def _share(block: Block) -> ShareRule:
    to = block.word("to", Receiver)
    measured = _maybe_number(block, "measured_after")
    if (to is Receiver.REGISTERED) is (measured is None):
        block.wrong("measured_after", "missing" if measured is None else "unknown_field")
    return ShareRule(
        key=block.text("key"),
        to=to,
        part=_part(block, "percent", required=True) or Fraction(0),
        paid_after=_number(block, "paid_after"),
        told=_told(block),
        measured_after=measured,
        times=_maybe_number(block, "times") or 1,
        every=_maybe_number(block, "every") or 0,
        move_part=_part(block, "move_percent"),
        move_within=_maybe_number(block, "move_within_months"),
    )


def _school(block: Block) -> SchoolRule:
    return SchoolRule(
        key=block.text("key"),
        amount=_kronor(block, "kronor", required=True) or Ore(0),
        days=_days(block),
        told=_told(block),
    )


def _school_period(block: Block) -> SchoolPeriod:
    return SchoolPeriod(days=_number(block, "days"), parts=_number(block, "parts"), told=_told(block))


def _ground(block: Block) -> Ground:
    period = block.word("period", ClaimPeriod)
    latest = block.maybe_length("latest")
    if latest is not None and period is ClaimPeriod.NONE:
        block.wrong("latest", "unknown_field")
    return Ground(
        key=block.text("key"),
        name=block.text("name"),
        period=period,
        told=_told(block),
        evidence=tuple(_evidence(block)),
        latest=latest,
        first_within=block.maybe_length("first_within"),
        threshold=_kronor(block, "threshold"),
        part=_part(block, "percent"),
        by_school=block.flag("by_school"),
    )


def _evidence(block: Block) -> list[Evidence]:
    made = []
    for inner in block.inners("evidence"):
        made.append(
            Evidence(key=inner.text("key"), name=inner.text("name"), certainty=inner.word("certainty", Certainty))
        )
        block.join(inner)
    if not made:
        block.wrong("evidence", "missing")
    return made


def _told(block: Block) -> Told:
    return Told(
        source=Source(block.text("law"), block.maybe_text("paragraph"), block.maybe_text("page")),
        verified=block.day("verified"),
        certainty=block.word("certainty", Certainty),
        note=block.maybe_text("note"),
    )


def _days(block: Block) -> DateRange:
    return block.span("from", "until") or DateRange(date.min, OPEN)


def _number(block: Block, name: str) -> int:
    found = _maybe_number(block, name)
    if found is None and block.item.get(name) is None:
        block.wrong(name, "missing")
    return found or 0


def _maybe_number(block: Block, name: str) -> int | None:
    found = block.take(name)
    if found is None:
        return None
    if is_whole(found) and 0 <= found <= _MOST:
        return int(found)
    block.wrong(name, "no_number", found)
    return None


def _kronor(block: Block, name: str, *, required: bool = False) -> Ore | None:
    found = _number(block, name) if required else _maybe_number(block, name)
    return None if found is None else Ore(found * 100)


def _part(block: Block, name: str, *, required: bool = False) -> Fraction | None:
    """`10` or `"17,45"` per cent as a part of one."""
    found = block.take(name)
    if found is None:
        if required:
            block.wrong(name, "missing")
        return None
    try:
        part = Fraction(str(found).replace(",", ".")) / 100
    except ValueError:
        part = Fraction(-1)
    if isinstance(found, int | str) and not isinstance(found, bool) and 0 < part <= 1:
        return part
    block.wrong(name, "no_number", found)
    return None
