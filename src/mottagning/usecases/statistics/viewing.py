"""Indicators over a period, or a report made of them: one function counts, and hides what is small.

What the user does not see is not counted: her parts of the register close measures, and people with protected data are
among those counted only for who has the right to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from mottagning.domain.bookings import Outcome as BookingOutcome
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.onward_moves import MoveKind
from mottagning.domain.people import PermitGround, SettlementKind
from mottagning.domain.periods import DateRange
from mottagning.domain.requests import Side
from mottagning.domain.state_compensation.claims import ClaimState
from mottagning.domain.statistics.counting import Row, Table, tables
from mottagning.domain.statistics.definitions import Measure, MeasureDefinition, StatisticsRules
from mottagning.domain.statistics.facts import Fact, Split
from mottagning.domain.statistics.periods import Period
from mottagning.readmodels.statistics import (
    CountedIndicator,
    CountedMeasure,
    Figure,
    FigureKind,
    FigureRow,
    FigureTable,
    Statistics,
)
from mottagning.system.statistics_rules import shipped_statistics
from mottagning.texts import statistics as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.deadlines.gathering import rule_book
from mottagning.usecases.naming import names_of
from mottagning.usecases.state_compensation.viewing import list_claims
from mottagning.usecases.statistics import of_people, of_places, of_plans
from mottagning.usecases.statistics.figures import Figures
from mottagning.usecases.statistics.known import Known

_Facts = Callable[[Known], Iterable[Fact]]


def definitions() -> StatisticsRules:
    """All indicators and reports."""
    return shipped_statistics()


def statistics(ctx: Context, numbers: Sequence[int], period: Period, report: str | None = None) -> Statistics:
    """Indicators over a period; `report` is the key of the report that they are put together for.

    Raises Refused while the register has no settings.
    """
    rules = shipped_statistics()
    days = period.days
    asked = [rules.indicator(number) for number in numbers]
    seen = {each.measure: each for one in asked for each in one.measures if all(map(ctx.sees, each.needs))}
    figures = Figures(ctx, days)
    unsplit = {one: (figures.table(each),) for one, each in seen.items() if not one.is_split}
    claims = list(_claims(ctx, days)) if Measure.CLAIMS in seen else []
    with ctx.reading() as reader:
        office = office_of(reader)
        known = Known(ctx, reader, days)
        counted = {
            one: _tables(known, each, _claimed(known, claims) if one is Measure.CLAIMS else _COUNTED[one](known))
            for one, each in seen.items()
            if one.is_split
        }
    found = {**unsplit, **counted}
    return Statistics(
        municipality=ctx.name(office.municipality),
        period=period,
        days=days,
        drawn_on=ctx.today,
        is_unfinished=ctx.today < (days.last or ctx.today),
        counts_protected=ctx.sees_protected,
        indicators=tuple(
            CountedIndicator(one, tuple(CountedMeasure(each, found.get(each.measure, ())) for each in one.measures))
            for one in asked
        ),
        report=next((one for one in rules.reports if one.key == report), None),
    )


def _tables(known: Known, definition: MeasureDefinition, found: Iterable[Fact]) -> tuple[FigureTable, ...]:
    """The facts of a measure by each split, with words for its rows and columns."""
    rules = shipped_statistics()
    measure = definition.measure
    made = tables(list(found), rules.splitting, _always(measure))
    codes = {row.key for row in made[Split.MUNICIPALITY].rows} | {*made[Split.SEX].columns}
    words = texts.Words(
        places=names_of(known.ctx, known.reader, codes),
        subregions=rules.subregion_names,
        rules={one.key: one.name for one in rule_book(known.ctx, known.reader).rules}
        if measure is Measure.MISSED_DEADLINES
        else {},
    )
    return tuple(_table(definition, table, words) for table in made.values())


def _table(definition: MeasureDefinition, table: Table, words: texts.Words) -> FigureTable:
    measure = definition.measure
    columns = [texts.column(measure, key, words) for key in table.columns]
    last = (texts.SUM, texts.MEDIAN) if measure.is_of_days else (texts.SUM,) if columns else (texts.NUMBER,)
    return FigureTable(
        definition=definition,
        split=table.split,
        row_heading=texts.SPLITS[table.split],
        headings=(*columns, *last),
        rows=tuple(_row(measure, row, texts.row(table.split, row.key, words)) for row in table.rows),
        whole=_row(measure, table.whole, texts.ALL),
    )


def _row(measure: Measure, row: Row, word: str) -> FigureRow:
    counts = [Figure(cell, is_hidden=cell is None) for cell in (*row.cells, row.total)]
    if measure.is_of_days:
        counts.append(Figure(row.median, FigureKind.DAYS, row.is_hidden))
    return FigureRow(word, tuple(counts))


def _claims(ctx: Context, days: DateRange) -> Iterable[tuple[str, ClaimState, DateRange]]:
    for one in list_claims(ctx):
        if one.claim.value.days.start in days:
            yield one.whose.case_number, one.claim.value.state, one.claim.value.days


def _claimed(known: Known, claims: Iterable[tuple[str, ClaimState, DateRange]]) -> Iterable[Fact]:
    return (known.fact(case, days.start, state.value) for case, state, days in claims if case in known.by_case)


_BUY, _SELL = Side.PAYING, Side.PROVIDING
_COUNTED: Mapping[Measure, _Facts] = {
    Measure.RECEIVED_BY_SETTLEMENT: of_people.by_settlement,
    Measure.RECEIVED_BY_GROUND: of_people.by_ground,
    Measure.HOUSEHOLD_SIZE: of_people.by_household,
    Measure.PERMIT_TO_RECEPTION: of_people.permit_to_reception,
    Measure.TO_REGISTRATION: partial(of_people.took, target=DayFact.REGISTERED),
    Measure.TO_PERSONAL_NUMBER: partial(of_people.took, target=DayFact.PERSONAL_NUMBER),
    Measure.TO_PLAN: of_plans.to_plan,
    Measure.TO_SFI: partial(of_people.took, target=DayFact.SFI_ADMITTED),
    Measure.TO_CIVIC: partial(of_people.took, target=DayFact.CIVIC_STARTED),
    Measure.TO_PRESCHOOL: partial(of_people.took, target=DayFact.PRESCHOOL_STARTED),
    Measure.TO_SCHOOL: partial(of_people.took, target=DayFact.SCHOOL_STARTED),
    Measure.PLANS_FOLLOWED: of_plans.followed,
    Measure.CIVIC_STARTED: partial(of_people.began, fact=DayFact.CIVIC_STARTED),
    Measure.CIVIC_COMPLETED: partial(of_people.began, fact=DayFact.CIVIC_COMPLETED),
    Measure.SFI_START: partial(of_people.took, target=DayFact.SFI_ADMITTED),
    Measure.SFI_ADMITTED: of_people.sfi_admitted,
    Measure.SFI_ENDED: of_people.sfi_ended,
    Measure.SFI_EXTENDED: of_people.sfi_extended,
    Measure.SFI_ON_LEAVE: of_people.sfi_on_leave,
    Measure.BOUGHT_BY_SERVICE: partial(of_places.by_service, is_bought=True),
    Measure.BOUGHT_BY_MUNICIPALITY: partial(of_places.by_municipality, is_bought=True),
    Measure.BOUGHT_PERSONS: partial(of_places.persons, is_bought=True),
    Measure.BOUGHT_REASONS: of_places.reasons,
    Measure.BOUGHT_DAYS: partial(of_places.waited, is_bought=True),
    Measure.BOUGHT_REFUSED: partial(of_places.refused, side=_BUY),
    Measure.OPINIONS_REFUSED: of_places.not_committed,
    Measure.BOUGHT_QUEUED: partial(of_places.queued, side=_BUY),
    Measure.SOLD_BY_SERVICE: partial(of_places.by_service, is_bought=False),
    Measure.SOLD_BY_MUNICIPALITY: partial(of_places.by_municipality, is_bought=False),
    Measure.SOLD_PERSONS: partial(of_places.persons, is_bought=False),
    Measure.SOLD_DAYS: partial(of_places.waited, is_bought=False),
    Measure.SOLD_REFUSED: partial(of_places.refused, side=_SELL),
    Measure.SOLD_QUEUED: partial(of_places.queued, side=_SELL),
    Measure.EXIT_REASON: of_plans.closed,
    Measure.EXIT_INCOME: of_plans.income_then,
    Measure.EXIT_INCOME_90: of_plans.income_after_ninety_days,
    Measure.EXIT_INCOME_YEAR: of_plans.income_after_a_year,
    Measure.PRACTICE: of_places.practice,
    Measure.PRESCHOOL_STARTED: partial(of_people.began, fact=DayFact.PRESCHOOL_STARTED),
    Measure.SCHOOL_STARTED: partial(of_people.began, fact=DayFact.SCHOOL_STARTED),
    Measure.CROWDED: of_people.crowded,
    Measure.MOVED_ON: partial(of_people.moved, kind=MoveKind.MOVED_ON),
    Measure.MOVED_HERE: partial(of_people.moved, kind=MoveKind.MOVED_HERE),
    Measure.MISSED_DEADLINES: of_people.missed_deadlines,
    Measure.DEVIATIONS: of_places.deviations,
}
_HOW_SOON = (of_people.BEFORE, *of_people.SOON, of_people.NOT_YET)
_ALWAYS: Mapping[Measure, Sequence[str]] = {
    Measure.RECEIVED_BY_SETTLEMENT: [one.value for one in SettlementKind],
    Measure.RECEIVED_BY_GROUND: [one.value for one in PermitGround],
    Measure.HOUSEHOLD_SIZE: [word for word, _, _ in of_people.SIZES],
    Measure.PLANS_FOLLOWED: [of_plans.IN_TIME, of_plans.LATE],
    Measure.SFI_START: _HOW_SOON,
    Measure.PERMIT_TO_RECEPTION: of_people.SOON,
    Measure.BOUGHT_DAYS: [*of_people.SOON, of_places.NOT_ASKED],
    Measure.SOLD_DAYS: [*of_people.SOON, of_places.NOT_ASKED],
    Measure.SFI_ENDED: [one.value for one in BookingOutcome if one is not BookingOutcome.NEVER_STARTED],
    Measure.CROWDED: [of_people.AT_MOST_ONE, of_people.AT_MOST_TWO, of_people.OVER_TWO],
    Measure.CLAIMS: [one.value for one in ClaimState],
}
"""The columns that are there also when nothing is in them."""


def _always(measure: Measure) -> Sequence[str]:
    return _ALWAYS.get(measure, _HOW_SOON if measure.is_of_days else ())
