"""What is written in one transaction? Everything or nothing: rolled back unless committed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam

from mottagning.domain.periods import Month
from mottagning.readmodels.changes import Area, Changed
from mottagning.storage.due import CHANGED
from mottagning.storage.journal import Journal
from mottagning.storage.reader import Reader
from mottagning.storage.stores.admin import LogStore
from mottagning.storage.tables.bookings import booking


class UnitOfWork(Reader):
    """One writing transaction. Nothing is kept unless `commit` is called."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        super().__init__(connection, journal)
        self._journal = journal
        self.log = LogStore(connection, journal)

    def set_due(self, due: Mapping[int, Month | None]) -> None:
        """When each booking has to be looked at next; None: not again unless its facts change."""
        rows = [{"which": key, "month": str(month) if month else None} for key, month in due.items()]
        if rows:
            statement = booking.update().where(booking.c.id == bindparam("which"))
            self._connection.execute(statement.values(due_month=bindparam("month")), rows)

    def look_again(self, bookings: Sequence[int]) -> None:
        """Have the next closing look at all months of these bookings, as if their facts had changed."""
        if bookings:
            self._connection.execute(
                booking.update().where(booking.c.id == bindparam("which")).values(due_month=CHANGED),
                [{"which": one} for one in bookings],
            )

    def note_changed(self, area: Area) -> None:
        """Tell screens of a change that no store saw."""
        self._journal.areas.add(area)

    def commit(self) -> Changed:
        """Keep everything; gives the areas that changed."""
        self._journal.write(self._connection)
        self._connection.commit()
        return frozenset(self._journal.areas)
