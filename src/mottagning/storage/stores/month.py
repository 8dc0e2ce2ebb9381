"""The stores of what an office says of a month before it is closed: parked rows, internal notes, attests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, select

from mottagning.domain.attests import Attest, AttestKind
from mottagning.domain.ledger import Triple
from mottagning.domain.parked_rows import ParkedRows
from mottagning.domain.periods import Month
from mottagning.domain.return_notes import ReturnNote
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.journal import Journal
from mottagning.storage.parts import in_parts
from mottagning.storage.stores.bookings import BOOKING, NamingBookingStore
from mottagning.storage.stores.keyed import KeyedStore, Shape, optional
from mottagning.storage.tables import month as tables


class ParkedRowsStore(NamingBookingStore[ParkedRows]):
    """Rows that wait because somebody wants it so."""

    shape = Shape(ParkedRows, tables.parked_rows, Area.RETURNS, ("key",), references=(optional(BOOKING),))


class ReturnNoteStore(KeyedStore[ReturnNote]):
    """Internal notes on returns."""

    shape = Shape(ReturnNote, tables.return_note, Area.RETURNS, ("key",))

    def of_month(self, month: Month) -> list[Stored[ReturnNote]]:
        """Those of one month, oldest first."""
        return self.having(tables.return_note.c.month, str(month))


class AttestStore:
    """Attests: added and read, never changed."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    def of_bookings(self, keys: Sequence[str]) -> list[Attest]:
        """Every attest about these bookings, oldest first."""
        table = tables.attest
        found: list[Attest] = []
        for part in in_parts(keys):
            statement = select(table).where(table.c.booking.in_(part)).order_by(table.c.id)
            found += [_attest(row) for row in self._connection.execute(statement)]
        return found

    def append(self, attests: Iterable[Attest]) -> None:
        """Somebody attests."""
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        self._journal.areas.add(Area.RETURNS)
        rows = [
            {
                "booking": one.booking,
                "service_month": str(one.triple.service_month),
                "counterpart": one.triple.counterpart,
                "direction": one.triple.direction.value,
                "kind": one.kind.value,
                "fingerprint": one.fingerprint,
                "by": one.by,
                "at": one.at,
            }
            for one in attests
        ]
        if rows:
            self._connection.execute(tables.attest.insert(), rows)


def _attest(row: Any) -> Attest:  # noqa: ANN401 - a row
    return Attest(
        booking=row.booking,
        triple=Triple(Month.parse(row.service_month), row.counterpart, RowDirection(row.direction)),
        kind=AttestKind(row.kind),
        fingerprint=row.fingerprint,
        by=row.by,
        at=row.at,
    )
