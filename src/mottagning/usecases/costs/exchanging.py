"""What is exchanged with each municipality in the months of a view that have ended?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mottagning.domain.closing import Ledger
from mottagning.domain.costs import Amount, Measure
from mottagning.domain.exchange import Value, Visit, as_if_billed, balances, is_exchange, is_valued, value_of, visits
from mottagning.domain.periods import DAY, DateRange, Month
from mottagning.domain.problems import Severity
from mottagning.domain.settlement.engine import Span, settle
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.costs import BalanceLine
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.costs.gathering import Gathered, View
from mottagning.usecases.naming import names_of


def balanced_span(view: View) -> Span | None:
    """The months of a view that have ended; None where none has."""
    ended = Month.of(view.ahead.seen_on).plus(-1)
    last = min(view.ahead.span.last, ended)
    return Span(view.ahead.span.first, last) if view.ahead.span.first <= last else None


def days_of(span: Span) -> DateRange:
    """The days of some months."""
    return DateRange(span.first.first, span.last.last + DAY)


def balance_lines(
    ctx: Context, reader: Reader, found: Gathered, amounts: Iterable[Amount], span: Span
) -> Iterator[BalanceLine]:
    """The balance with each counterpart, of what is billed and of what is exchanged at no price."""
    priced = replace(found.ledger, books={key: as_if_billed(one) for key, one in found.ledger.books.items()})
    within = days_of(span)
    visited: list[Visit] = []
    values = [_billed(one) for one in amounts if _counts(one, span) and one.booking not in found.courses]
    exchanged, unpriced = defaultdict[str, int](int), defaultdict[str, int](int)
    for one in found.every:
        books = found.ledger.chain(one.placement)
        seen = list(visits(one.placement, books, found.own, within))
        visited += seen
        if seen and any(map(is_exchange, books)):
            worth = _as_if_billed(one, priced, span)
            values += worth.values
            for code in {visit.counterpart for visit in seen if visit.is_exchanged}:
                exchanged[code] += 1
                unpriced[code] += worth.is_unpriced
    found_balances = balances(visited, values)
    names = names_of(ctx, reader, {one.counterpart for one in found_balances})
    for balance in found_balances:
        code = balance.counterpart
        yield BalanceLine(names[code], balance, exchanged[code], unpriced[code])


@dataclass(frozen=True, slots=True)
class _Worth:
    """What the days of a booking at no price would have been billed.

    `is_unpriced` where there is no price for some of it.
    """

    values: Sequence[Value]
    is_unpriced: bool


def _as_if_billed(one: DueBooking, priced: Ledger, span: Span) -> _Worth:
    given = settle(one.placement, priced.chain(one.placement), priced.office, span)
    values = [value_of(claim.counterpart, claim.direction, claim.amount) for claim in given.claims if is_valued(claim)]
    return _Worth(values, any(problem.severity is Severity.STOP for problem in given.problems))


def _counts(one: Amount, span: Span) -> bool:
    """Whether an amount is a value of the balance: billed or to be billed, of these months."""
    is_billed = one.measure in {Measure.CLOSED, Measure.REMAINING} and one.worth.direction is not RowDirection.EXCHANGE
    return is_billed and one.worth.month in span


def _billed(one: Amount) -> Value:
    return value_of(one.worth.counterpart, one.worth.direction, one.worth.amount)
