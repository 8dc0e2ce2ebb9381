"""What has been returned, added up by booking and settlement month? One statement, however many rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, func, or_, select

from mottagning.domain.accruals import Accrued, Basis
from mottagning.domain.costs import Amount, Measure
from mottagning.domain.ledger import Reason, RowKind
from mottagning.domain.money import Ore
from mottagning.domain.outlook import MonthAmount
from mottagning.domain.people import Protection
from mottagning.domain.periods import Month
from mottagning.domain.settlement.engine import Span
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.storage.parts import in_parts
from mottagning.storage.tables import bookings, ledger, people


class CostQueries:
    """Sums of closed rows; what concerns protected people is left out unless `protected` is set.

    Somebody is left out whether she was protected when the row was returned or has been since, and with her every row
    of a booking that is hers now.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def closed(self, span: Span, *, protected: bool, booking: str | None = None) -> list[Amount]:
        """What the rows of these settlement months come to, of all bookings or of one."""
        row = ledger.ledger_row
        by = (row.c.booking, row.c.counterpart, row.c.agreement, row.c.direction, row.c.settlement_month)
        statement = (
            select(*by, func.sum(row.c.amount).label("amount"))
            .where(row.c.settlement_month >= str(span.first), row.c.settlement_month <= str(span.last))
            .group_by(*by)
            .order_by(*by)
        )
        if booking is not None:
            statement = statement.where(row.c.booking == booking)
        if not protected:
            statement = _without_protected(statement)
        return [
            Amount(
                one.booking,
                Measure.CLOSED,
                MonthAmount(
                    one.counterpart,
                    one.agreement,
                    RowDirection(one.direction),
                    Month.parse(one.settlement_month),
                    Ore(one.amount),
                ),
            )
            for one in self._connection.execute(statement)
        ]

    def corrected(self, span: Span, *, protected: bool) -> set[tuple[str, Month]]:
        """The bookings and settlement months in which something returned before was corrected."""
        row = ledger.ledger_row
        statement = (
            select(row.c.booking, row.c.settlement_month)
            .where(row.c.settlement_month >= str(span.first), row.c.settlement_month <= str(span.last))
            .where(row.c.kind == RowKind.CORRECTION.value)
            .where(row.c.reason.is_distinct_from(Reason.WITHDRAWN.value))
            .distinct()
        )
        if not protected:
            statement = _without_protected(statement)
        return {(one.booking, Month.parse(one.settlement_month)) for one in self._connection.execute(statement)}

    def uninvoiced(self, return_ids: Sequence[int], until: Month, *, protected: bool) -> list[Accrued]:
        """What rows about months up to `until` come to in these returns, by booking and month; exchanges apart.

        Of people with protected data alone when `protected` is set, else of all others.
        """
        row, back = ledger.ledger_row, ledger.compensation_return
        by = (
            row.c.booking,
            row.c.person,
            row.c.service,
            row.c.service_month,
            row.c.counterpart,
            row.c.direction,
            row.c.is_sensitive,
            back.c.number,
        )
        found = []
        for part in in_parts(return_ids):
            statement = (
                select(*by, func.sum(row.c.amount).label("amount"))
                .join(back, back.c.id == row.c.return_id)
                .where(row.c.return_id.in_(part))
                .where(row.c.service_month <= str(until))
                .where(row.c.direction != RowDirection.EXCHANGE.value)
                .where(row.c.reason.is_distinct_from(Reason.WITHDRAWN.value))
                .where(_concerns_protected() if protected else ~_concerns_protected())
                .group_by(*by)
                .order_by(*by)
            )
            found += [_accrued(one) for one in self._connection.execute(statement)]
        return found

    def first_month(self, *, protected: bool) -> Month | None:
        """The earliest month of which anything has been returned."""
        statement = select(func.min(ledger.ledger_row.c.settlement_month))
        found = self._connection.scalar(statement if protected else _without_protected(statement))
        return Month.parse(found) if found else None


def _accrued(row: Any) -> Accrued:  # noqa: ANN401 - a row of the query
    return Accrued(
        booking=row.booking,
        person=row.person,
        service=row.service,
        service_month=Month.parse(row.service_month),
        counterpart=row.counterpart,
        direction=RowDirection(row.direction),
        amount=Ore(row.amount),
        basis=Basis.RETURNED,
        number=row.number,
        is_sensitive=row.is_sensitive,
    )


def _without_protected(statement: Select[Any]) -> Select[Any]:
    back = ledger.compensation_return
    return statement.join(back, back.c.id == ledger.ledger_row.c.return_id).where(~_concerns_protected())


def _concerns_protected() -> ColumnElement[bool]:
    """Whether a row of a return is about somebody who is or was protected, or of a booking that is hers now."""
    row = ledger.ledger_row
    hidden = select(people.person.c.id).where(people.person.c.protection != Protection.NONE.value)
    theirs = select(bookings.booking.c.key).where(bookings.booking.c.person_id.in_(hidden))
    return or_(ledger.compensation_return.c.is_protected, row.c.person.in_(hidden), row.c.booking.in_(theirs))
