"""Figures that are no people to split: the quota, kronor, exchange. Few people behind a figure hide it here too."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from functools import cache, partial

from mottagning.domain.costs import Tally
from mottagning.domain.exchange import Portion
from mottagning.domain.money import Ore
from mottagning.domain.periods import DAY, DateRange
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.statistics.definitions import Measure, MeasureDefinition
from mottagning.domain.statistics.hiding import SMALL, Amount, hidden_margin
from mottagning.readmodels.state_compensation import ClaimLine
from mottagning.readmodels.statistics import Figure, FigureKind, FigureRow, FigureTable
from mottagning.texts import statistics as texts
from mottagning.usecases.context import Context
from mottagning.usecases.costs.viewing import costs
from mottagning.usecases.reception.quotas import list_quotas
from mottagning.usecases.state_compensation.viewing import list_claims, list_expected

_Amount = Callable[[ClaimLine], Ore | None]


class Figures:
    """The tables of measures that have no splits, over the days of a period; what bookings cost is worked out once."""

    def __init__(self, ctx: Context, days: DateRange) -> None:
        self.ctx, self.days = ctx, days
        self.costs = cache(partial(costs, ctx))

    def table(self, definition: MeasureDefinition) -> FigureTable:
        """The table of a measure. Raises Refused while the register has no settings."""
        return _MADE[definition.measure](self, definition)


def _shown(value: Fraction | int | None, persons: int, kind: FigureKind) -> Figure:
    """A figure, hidden when one to four people are behind it."""
    is_hidden = 0 < persons < SMALL
    return Figure(None if is_hidden else value, kind, is_hidden)


def _table(
    definition: MeasureDefinition, row_heading: str, headings: Sequence[str], rows: Iterable[FigureRow]
) -> FigureTable:
    return FigureTable(
        definition=definition, split=None, row_heading=row_heading, headings=tuple(headings), rows=tuple(rows)
    )


def _years(days: DateRange) -> range:
    return range(days.start.year, (days.end - DAY).year + 1)


def _quota(of: Figures, definition: MeasureDefinition) -> FigureTable:
    """The quota is public; who has been assigned and received on it is counted in people."""
    rows = []
    for line in list_quotas(of.ctx):
        found = line.outcome
        if found.year in _years(of.days):
            counted = [_shown(number, number, FigureKind.COUNT) for number in (found.assigned, found.received)]
            rows.append(FigureRow(texts.quota(found.year, found.kind), (Figure(found.quota), *counted)))
    return _table(definition, texts.YEAR, texts.QUOTA_HEADINGS, rows)


def _costs(of: Figures, definition: MeasureDefinition) -> FigureTable:
    """What bookings of one direction were estimated at, have cost, and look to come to, year by year."""
    way = RowDirection.BUY if definition.measure is Measure.BOUGHT_COSTS else RowDirection.SELL
    rows = []
    for year in _years(of.days):
        found = of.costs(year)
        if found is None or found.year != year:
            continue
        sums: Tally | None = found.totals.get(way)
        if sums is not None:
            lines = [line for line in found.lines if line.direction is way and line.person_id is not None]
            shares = [_by_person((line.person_id or 0, of(line.sums)) for line in lines) for of in _COSTS]
            amounts = zip((of(sums) for of in _COSTS), _hidden_sums(shares), strict=True)
            rows.append(FigureRow(str(year), tuple(_kronor(one, is_hidden=few) for one, few in amounts)))
    return _table(definition, texts.YEAR, texts.COST_HEADINGS, rows)


def _exchange(of: Figures, definition: MeasureDefinition) -> FigureTable:
    """What is given both ways with each counterpart in the period's last calendar year."""
    found = of.costs((of.days.end - DAY).year)
    lines = [one for one in (found.balances if found else ()) if one.balance.ours.persons or one.balance.theirs.persons]
    sides = [{one.balance.counterpart: one.balance.ours for one in lines}]
    sides.append({one.balance.counterpart: one.balance.theirs for one in lines})
    hidden = [_hidden(side) for side in sides]
    rows = [
        FigureRow(
            one.name,
            tuple(
                figure
                for side, away in zip(sides, hidden, strict=True)
                for figure in _portion(side[one.balance.counterpart], is_hidden=one.balance.counterpart in away)
            ),
        )
        for one in lines
    ]
    return _table(definition, texts.COUNTERPART, texts.EXCHANGE_HEADINGS, rows)


def _hidden(side: Mapping[str, Portion]) -> frozenset[str]:
    """The counterparts to hide: what all of a direction costs stands in other tables of the same file."""
    amounts = {code: Amount(one.persons, one.persons) for code, one in side.items()}
    return hidden_margin(amounts).parts


def _portion(one: Portion, *, is_hidden: bool) -> tuple[Figure, ...]:
    kinds = ((one.persons, FigureKind.COUNT), (one.months, FigureKind.MONTHS), (one.value, FigureKind.KRONOR))
    return tuple(Figure(None if is_hidden else value, kind, is_hidden) for value, kind in kinds)


def _compensation(of: Figures, definition: MeasureDefinition) -> FigureTable:
    """What is expected and has come unasked, and what claims can give, were made for, brought and lost."""
    unasked = [
        line
        for year in _years(of.days)
        for line in list_expected(of.ctx, year)
        if line.month is not None and line.month.first in of.days
    ]
    claims = [one for one in list_claims(of.ctx) if one.claim.value.days.start in of.days]
    sums = {
        texts.EXPECTED: _by_person((line.whose.person_id, line.amount) for line in unasked),
        texts.CAME: _by_person((line.whose.person_id, line.received) for line in unasked),
        **{word: _by_person((one.whose.person_id, of(one)) for one in claims) for word, of in _OF_CLAIMS.items()},
    }
    rows = [
        FigureRow(word, (_kronor(Ore(sum(shares.values())), is_hidden=few),))
        for (word, shares), few in zip(sums.items(), _hidden_sums(list(sums.values())), strict=True)
    ]
    return _table(definition, texts.WHAT, texts.COMPENSATION_HEADINGS, rows)


def _kronor(amount: Ore | None, *, is_hidden: bool) -> Figure:
    return Figure(None if is_hidden else amount, FigureKind.KRONOR, is_hidden)


def _by_person(amounts: Iterable[tuple[int, Ore | None]]) -> Mapping[int, int]:
    """What everybody has of a sum, of those of whom there is an amount.

    How many they are is not told: claims are counted by their state, whose small numbers could be worked out by it.
    """
    found: dict[int, int] = defaultdict(int)
    for person, amount in amounts:
        if amount is not None:
            found[person] += amount
    return found


def _hidden_sums(sums: Sequence[Mapping[int, int]]) -> list[bool]:
    """Which of some sums of the same people's amounts are hidden, in their order.

    Those of one to four people, and those that differ for one to four from one that is shown, which would give away
    what these have.
    """
    nobody: Mapping[int, int] = {}
    shown: list[Mapping[int, int]] = [nobody]
    hidden = []
    for one in sums:
        few = 0 < len(one) < SMALL or any(0 < _differing(one, other) < SMALL for other in shown)
        hidden.append(few)
        if not few:
            shown.append(one)
    return hidden


def _differing(one: Mapping[int, int], other: Mapping[int, int]) -> int:
    return sum(one.get(person, 0) != other.get(person, 0) for person in {*one, *other})


_COSTS: Sequence[Callable[[Tally], Ore | None]] = (
    lambda sums: sums.estimated,
    lambda sums: sums.planned,
    lambda sums: sums.closed,
    lambda sums: sums.forecast,
)
"""The sums of a year, as its columns stand."""
_OF_CLAIMS: Mapping[str, _Amount] = {
    texts.CAN_GIVE: lambda one: one.expected,
    texts.APPLIED: lambda one: one.claim.value.applied,
    texts.GRANTED: lambda one: one.claim.value.granted,
    texts.PAID: lambda one: one.claim.value.received,
    texts.LOST: lambda one: one.lost,
}
_MADE: Mapping[Measure, Callable[[Figures, MeasureDefinition], FigureTable]] = {
    Measure.QUOTA: _quota,
    Measure.BOUGHT_COSTS: _costs,
    Measure.SOLD_COSTS: _costs,
    Measure.EXCHANGE: _exchange,
    Measure.COMPENSATION: _compensation,
}
