"""What does the settlement of a year come to, before its last month is closed? Slutreglering, booking by booking.

The engine that bills counts it: year price × billed months / 12 less the rows (formats/register-workbook:
Slutreglering). Where the year is not over, the months that are left are supposed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mottagning.domain.closing import Ledger
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import Problem, Severity
from mottagning.domain.settlement.claims import Claim, Component, Reconciled
from mottagning.domain.settlement.engine import Span, settle
from mottagning.domain.settlement.estimate import supposing
from mottagning.domain.settlement.facts import chain
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.year_end import SettledLine, YearSettlement
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.naming import names_of
from mottagning.usecases.returns.planning import ledger_of, next_open


def year_settlement(ctx: Context, year: int) -> YearSettlement:
    """What the settlement of `year` comes to for the bookings that the user may see."""
    with ctx.reading() as reader:
        office = office_of(reader)
        placed = reader.facts.placements([line.id for line in _concerned(ctx, reader, year)])
        ledger = ledger_of(office, reader.facts.agreements({key for one in placed for key in one.placement.chain}))
        found = [(one, *_settled(one, ledger, year, ctx.today)) for one in placed]
        claims = [(one, claim) for one, some, _ in found for claim in some]
        return YearSettlement(
            year=year,
            lines=tuple(_lines(ctx, reader, claims, next_open(reader, office))),
            uncounted=tuple(sorted(one.placement.booking.key for one, _, stops in found if stops)),
        )


def _concerned(ctx: Context, reader: Reader, year: int) -> Iterator[BookingLine]:
    """The bookings on a day of `year` of an insats that some agreement of theirs settles by the year."""
    every = (one.value for one in reader.terms.every())
    yearly = {(one.agreement, one.service) for one in every if one.yearly_reconciliation}
    if not yearly:
        return
    successors, days = reader.agreements.successors(), DateRange(date(year, 1, 1), date(year + 1, 1, 1))
    for line in reader.lists.bookings(ctx.today, protected=ctx.sees_protected):
        if line.days.meet(days) and any((key, line.service) in yearly for key in chain(line.agreement, successors)):
            yield line


def _settled(one: DueBooking, ledger: Ledger, year: int, today: date) -> tuple[list[Claim], list[Problem]]:
    books = ledger.chain(one.placement)
    supposed, _ = supposing(one.placement, books, today, date(year + 2, 1, 1))
    given = settle(supposed, books, ledger.office, Span(Month(year, 1), Month(year, 12)))
    stops = [problem for problem in given.problems if problem.severity is Severity.STOP]
    return [claim for claim in given.claims if claim.component is Component.RECONCILIATION], stops


def _lines(
    ctx: Context, reader: Reader, claims: Iterable[tuple[DueBooking, Claim]], following: Month
) -> Iterator[SettledLine]:
    known = list(claims)
    names = names_of(ctx, reader, {claim.counterpart for _, claim in known})
    agreements = {one.value.key: one.value.name for one in reader.agreements.every()}
    for one, claim in sorted(known, key=_order):
        step = next(step for step in claim.steps if isinstance(step, Reconciled))
        yield SettledLine(
            booking=one.placement.booking.key,
            person=None if one.is_about_nobody else one.placement.person.id,
            is_protected=one.is_protected,
            service=one.placement.booking.service,
            counterpart=claim.counterpart,
            counterpart_name=names[claim.counterpart],
            agreement=claim.agreement,
            agreement_name=agreements.get(claim.agreement, claim.agreement),
            direction=claim.direction,
            months=step.months,
            due=step.due,
            billed=step.billed,
            amount=claim.amount,
            settled_in=claim.settlement_month,
            is_closed=claim.settlement_month < following,
            is_supposed=claim.settlement_month >= Month.of(ctx.today),
        )


def _order(pair: tuple[DueBooking, Claim]) -> tuple[str, str, str]:
    one, claim = pair
    return claim.agreement, claim.direction.value, one.placement.booking.key
