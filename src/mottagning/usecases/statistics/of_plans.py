"""Are plans followed up in time, how did they end, and what did people live on then and later?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from mottagning.domain.follow_ups import FollowUp, proposed
from mottagning.domain.periods import add_months
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.statistics.facts import UNKNOWN, Fact
from mottagning.usecases.plans.facts import follow_up_facts_of_all
from mottagning.usecases.statistics.known import Known
from mottagning.usecases.statistics.of_people import NOT_YET, timed

IN_TIME, LATE = "in_time", "late"
SEVERAL = "several"
"""Somebody who lives on more than one thing."""
NINETY = timedelta(days=90)
_YEAR = 12
_Later = Callable[[date], date]


def to_plan(known: Known) -> Iterator[Fact]:
    """How soon after the reception the first plan began."""
    first: dict[str, date] = {}
    for one in known.plans:
        first[one.case_number] = min(one.days.start, first.get(one.case_number, one.days.start))
    for person, day in known.received:
        began = first.get(person.value.case_number)
        has_begun = began is not None and began <= known.today
        yield timed(known, person.value.case_number, day, day, began if has_begun else None)


def followed(known: Known) -> Iterator[Fact]:
    """The plans that were open at the end of the period, in time or late."""
    open_then = [one for one in known.plans if _is_open(one, known.last)]
    held: dict[str, list[FollowUp]] = defaultdict(list)
    for each in known.reader.follow_ups.every():
        if each.value.on <= known.last:
            held[each.value.plan].append(each.value)
    facts = follow_up_facts_of_all(known.ctx, known.reader, [one.case_number for one in open_then])
    rules = known.ctx.reference.plans.follow_ups
    for one in open_then:
        then = replace(one, closed_on=None, closure_reason=None)
        following = proposed(then, held[one.key], facts[one.case_number], rules)
        is_late = following is not None and following.is_late(known.last)
        yield known.fact(one.case_number, known.last, LATE if is_late else IN_TIME)


def _is_open(plan: IntroductionPlan, day: date) -> bool:
    return plan.days.start <= day and (plan.closed_on is None or plan.closed_on > day)


def closed(known: Known) -> Iterator[Fact]:
    """The plans that were closed in the period, by why."""
    for one in known.plans:
        if one.closed_on is not None and known.holds(one.closed_on):
            yield known.fact(
                one.case_number, one.closed_on, one.closure_reason.value if one.closure_reason else UNKNOWN
            )


def income_then(known: Known) -> Iterator[Fact]:
    """What people lived on when their plan was closed."""
    return _incomes(known, lambda day: day)


def income_after_ninety_days(known: Known) -> Iterator[Fact]:
    """What they lived on ninety days later, as far as that day has been."""
    return _incomes(known, lambda day: day + NINETY)


def income_after_a_year(known: Known) -> Iterator[Fact]:
    """What they lived on twelve months later, as far as that day has been."""
    return _incomes(known, lambda day: add_months(day, _YEAR))


def _incomes(known: Known, later: _Later) -> Iterator[Fact]:
    for one in known.plans:
        if one.closed_on is not None and known.holds(one.closed_on):
            asked = later(one.closed_on)
            source = _source(known, one.case_number, asked) if asked <= known.today else NOT_YET
            yield known.fact(one.case_number, one.closed_on, source)


def _source(known: Known, case: str, day: date) -> str:
    found = {one.source for one in known.records[case].incomes if day in one.days}
    if len(found) > 1:
        return SEVERAL
    return next((one.value for one in found), UNKNOWN)
