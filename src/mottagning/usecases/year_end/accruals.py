"""What is accrued at the end of a month, account by account? Worked out each time it is asked; nothing is kept.

People with protected data have a list of their own, for those with the right: no sum that they are in stands beside one
that they are not in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import astuple
from datetime import date

from mottagning.domain.accruals import Accrued, Outstanding, outstanding
from mottagning.domain.counterparts import Counterpart
from mottagning.domain.office import OfficeSettings
from mottagning.domain.outlook import Ahead
from mottagning.domain.periods import DAY, Month, months_between
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.returns import ReturnState
from mottagning.domain.services import Service
from mottagning.domain.settlement.engine import Span
from mottagning.domain.settlement.estimate import MONTHS_AHEAD
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.returns import ClosedReturn
from mottagning.readmodels.year_end import AccountSum, Accruals, AccruedLine, Coding
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.naming import names_of
from mottagning.usecases.returns.documents import PARTY_CODES
from mottagning.usecases.returns.planning import ledger_of, next_open

_LAST_MONTH_OF_LAST_YEAR = 6
"""Up to this month of a year it is the former one's end that is asked for first."""


def usual_month(today: date, first: Month) -> Month:
    """The December that is nearest to be closed, no earlier than the register's first month."""
    year = today.year - (today.month <= _LAST_MONTH_OF_LAST_YEAR)
    return max(Month(year, 12), first)


def months_to_ask(ctx: Context) -> tuple[list[Month], Month] | None:
    """The months whose end can be asked for, the latest first, and the one to begin with. None without settings."""
    with ctx.reading() as reader:
        office = reader.settings.office()
    if office is None:
        return None
    usual = usual_month(ctx.today, office.first_month)
    last = max(Month(ctx.today.year, 12), usual)
    return list(reversed(list(months_between(office.first_month, last)))), usual


def accruals(ctx: Context, month: Month, *, protected: bool = False) -> Accruals:
    """What is accrued at the end of `month`, of people without protected data; of those with alone if `protected`.

    Raises Refused without the right to them, or while the register has no settings.
    """
    with ctx.reading() as reader:
        return accruals_in(ctx, reader, month, protected=protected)


def accruals_in(ctx: Context, reader: Reader, month: Month, *, protected: bool) -> Accruals:
    """As `accruals`, inside a transaction."""
    if protected and not ctx.sees_protected:
        raise Refused(RefusalCode.NO_RIGHT)
    office = office_of(reader)
    found = _Found(reader, office, month, ctx.today)
    accrued, uncounted = found.accrued(protected=protected)
    has_protected = protected or (ctx.sees_protected and any(found.accrued(protected=True)))
    lines = list(_lines(ctx, reader, accrued))
    return Accruals(
        month=month,
        accounts=tuple(_by_account(lines)),
        uncounted=uncounted,
        is_protected=protected,
        has_protected=has_protected,
    )


class _Found:
    """What returns hold and what they do not, at the end of a month, worked out of a register once."""

    def __init__(self, reader: Reader, office: OfficeSettings, month: Month, today: date) -> None:
        self._reader, self._month = reader, month
        self._waiting = [one.id for one in reader.ledger.returns() if not _is_invoiced(one, month.last)]
        following = next_open(reader, office)
        span = Span(office.first_month, month.plus(MONTHS_AHEAD))
        self._ahead = Ahead(today, following, span, max(span.last.last, today) + DAY)
        self._due = reader.facts.due(span.last)
        changed = [one.placement.booking.key for one in self._due if one.is_changed]
        self._is_begun = not reader.ledger.is_empty()
        self._returned = reader.ledger.rows_of_bookings(changed) if self._is_begun else {}
        keys = {key for one in self._due for key in one.placement.chain}
        self._ledger = ledger_of(office, reader.facts.agreements(keys))

    def accrued(self, *, protected: bool) -> tuple[list[Accrued], tuple[str, ...]]:
        """All amounts of one sort of people, and the bookings of which some cannot be counted."""
        amounts = self._reader.costs.uninvoiced(self._waiting, self._month, protected=protected)
        uncounted: set[str] = set()
        for one in self._due:
            if one.is_protected is protected:
                key = one.placement.booking.key
                asks = one.is_changed and self._is_begun
                found: Outstanding = outstanding(
                    one.placement,
                    self._ledger,
                    self._month,
                    self._ahead,
                    self._returned.get(key, ()) if asks else None,
                )
                amounts += found.accrued
                uncounted |= {key} if found.problems else set()
        return amounts, tuple(sorted(uncounted))


def _is_invoiced(one: ClosedReturn, day: date) -> bool:
    """Whether an invoice had carried a return on `day`; one without a day of its own is of the day it was noted."""
    return any(
        event.state is ReturnState.INVOICED and (event.invoiced_on or event.at.date()) <= day for event in one.events
    )


def _lines(ctx: Context, reader: Reader, accrued: Sequence[Accrued]) -> Iterator[AccruedLine]:
    services = {one.value.name: one.value for one in reader.services.every()}
    parties = {one.value.code: one.value for one in reader.counterparts.every()}
    names = names_of(ctx, reader, {one.counterpart for one in accrued})
    for one in accrued:
        service = services.get(one.service, Service(name=one.service, code="I00"))
        party = parties.get(one.counterpart, Counterpart(code=one.counterpart))
        yield AccruedLine(
            accrued=one,
            coding=_coding(one, service, party),
            service=service.code if one.is_sensitive else one.service,
            counterpart_name=names[one.counterpart],
        )


def _coding(one: Accrued, service: Service, party: Counterpart) -> Coding:
    return Coding(
        direction=one.direction,
        account=service.account_sell if one.direction is RowDirection.SELL else service.account_buy,
        cost_centre=service.cost_centre,
        activity_code=service.activity_code,
        project=service.project,
        party_code=PARTY_CODES[party.kind],
    )


def _by_account(lines: Iterable[AccruedLine]) -> Iterator[AccountSum]:
    """Bought before sold, each in order of accounts; what comes to nothing on an account stays out."""
    groups: dict[Coding, list[AccruedLine]] = defaultdict(list)
    for line in lines:
        groups[line.coding].append(line)
    for coding in sorted(groups, key=_order):
        found = AccountSum(coding, tuple(sorted(groups[coding], key=_line_order)))
        if found.amount or any(line.accrued.amount for line in found.lines):
            yield found


def _order(coding: Coding) -> tuple[str, ...]:
    direction, *codes = astuple(coding)
    return direction.value, *(code or "" for code in codes)


def _line_order(line: AccruedLine) -> tuple[str, ...]:
    one = line.accrued
    return one.counterpart, line.service, str(one.service_month), one.booking, one.number or "~", one.basis.value
