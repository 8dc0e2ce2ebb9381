"""What does the state pay for an asylum seeker's school? A tenth of the year's amount for each started four weeks.

Förordning (2017:193) 4 §; reception.md B.3. That periods count from the first day at school, and belong to the quarter
in which they begin, is our reading; whether there is a most for a year is not told, and none is applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from mottagning.domain.money import Ore
from mottagning.domain.periods import DateRange
from mottagning.domain.state_compensation.rules import CompensationRules, SchoolForm, SchoolRule, Told, part_of


@dataclass(frozen=True, slots=True)
class SchoolSum:
    """What somebody's school gives for a quarter: the first days of the periods that were started, and the amount."""

    starts: tuple[date, ...]
    each: Ore
    amount: Ore
    told: Told


def school_sum(enrolled: DateRange, quarter: DateRange, form: SchoolForm, rules: CompensationRules) -> SchoolSum | None:
    """What the days at school give in a quarter; None for a form or a time of which nothing is told."""
    rule = _rule(form, quarter, rules)
    if rule is None:
        return None
    starts = started(enrolled, quarter, rules.school_period.days)
    each = part_of(rule.amount, Fraction(1, rules.school_period.parts))
    return SchoolSum(starts, each, Ore(each * len(starts)), rule.told)


def _rule(form: SchoolForm, quarter: DateRange, rules: CompensationRules) -> SchoolRule | None:
    return next((one for one in rules.school if one.key == form.value and quarter.start in one.days), None)


def started(enrolled: DateRange, quarter: DateRange, length: int) -> tuple[date, ...]:
    """The first day of each period of `length` days, counted from the first at school, that begins in a quarter."""
    end = min(enrolled.end, quarter.end)
    before = max((quarter.start - enrolled.start).days, 0)
    day = enrolled.start + timedelta(days=-(-before // length) * length)
    found = []
    while day < end:
        found.append(day)
        day += timedelta(days=length)
    return tuple(found)
