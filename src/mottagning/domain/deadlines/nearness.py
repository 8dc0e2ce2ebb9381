"""Is a rule worth reckoning for somebody? A rough look, so that a register of twenty thousand people is quick.

No is only said of what is certainly not urgent: the day is reckoned with months of even length, and a margin.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mottagning.domain.deadlines.facts import PersonFacts
from mottagning.domain.deadlines.rules import Direction, Length, MonthEnd, Pick, Rule
from mottagning.domain.periods import OPEN


@dataclass(frozen=True, slots=True)
class Nearness:
    """What the rough look at a rule needs. Its day lies within `margin` of `span` after the day it counts from.

    `span` None: nobody can tell roughly.
    """

    rule: Rule
    span: timedelta | None
    yellow: timedelta
    margin: timedelta


_MARGIN = timedelta(days=14)
_OF_MONTH, _OF_YEAR = timedelta(days=45), timedelta(days=380)


def nearness(rule: Rule) -> Nearness:
    """Found out once for a rule, however many it is asked of."""
    is_plain = rule.period is None and rule.used is None and not rule.paused_by
    length = rule.length or Length()
    span = _rough(length) if is_plain and length.limit is None else None
    margin = _MARGIN if rule.to is None else _OF_MONTH if isinstance(rule.to, MonthEnd) else _OF_YEAR
    return Nearness(rule, span, _rough(rule.yellow), margin)


def _rough(length: Length) -> timedelta:
    return timedelta(days=length.months * 30437 // 1000 + length.days)


def may_be_near(facts: PersonFacts, one: Nearness, today: date) -> bool:
    """Whether it may be urgent today."""
    rule, days = one.rule, facts.days
    known = [days[fact] for fact in rule.counts_from if fact in days]
    if not known or (rule.pick is Pick.LATEST and len(known) < len(rule.counts_from)):
        return False
    if any(days.get(fact, OPEN) <= today for fact in rule.stopped_by):
        return False
    if one.span is None:
        return True
    start = max(known) if rule.pick is Pick.LATEST else min(known)
    end = max(start, rule.not_before or start) + one.span
    if rule.direction is Direction.EARLIEST:
        return end - one.margin <= today
    return end - one.yellow - one.margin <= today and (not rule.lapses or end + one.margin >= today)
