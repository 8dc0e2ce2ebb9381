"""What is written in one transaction? Everything or nothing: rolled back unless committed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import Connection, bindparam

from mottagning.domain.backup_rules import Reason
from mottagning.domain.periods import Month
from mottagning.readmodels.changes import Area, Changed
from mottagning.storage.due import CHANGED
from mottagning.storage.journal import Journal
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reached import CHANGES, Reached
from mottagning.storage.reader import Reader
from mottagning.storage.stores.admin import LogStore

Guard = Callable[["UnitOfWork"], None]
"""Is asked whether a transaction may be kept."""


class UnitOfWork(Reader):
    """One writing transaction. Nothing is kept unless `commit` is called.

    `guard` is asked before anything is kept, and raises when it may not be.
    """

    def __init__(self, connection: Connection, journal: Journal, guard: Guard | None = None) -> None:
        super().__init__(connection, journal)
        self._journal = journal
        self._guard = guard
        self.log = LogStore(connection, journal)

    def set_due(self, due: Sequence[tuple[DueBooking, Month | None]]) -> None:
        """When each booking has to be looked at next; None: not again unless its facts change."""
        self._write_due([(one, str(month) if month else None) for one, month in due])

    def look_again(self, bookings: Sequence[DueBooking]) -> None:
        """Have the next closing look at all months of these bookings, as if their facts had changed."""
        self._write_due([(one, CHANGED) for one in bookings])

    def _write_due(self, due: Sequence[tuple[DueBooking, str | None]]) -> None:
        for table in {one.table for one, _ in due}:
            rows = [{"which": one.id, "month": month} for one, month in due if one.table is table]
            statement = table.update().where(table.c.id == bindparam("which"))
            self._connection.execute(statement.values(due_month=bindparam("month")), rows)

    def note_changed(self, area: Area) -> None:
        """Tell screens of a change that no store saw."""
        self._journal.areas.add(area)

    def note_key(self, what: str, user: str) -> None:
        """A passphrase or the recovery code was changed: what and whose goes into the log, never the words."""
        self._journal.note(None, "key_file", None, what, {"name": user})

    def note_backup(self, what: str, made: datetime, reason: Reason | None) -> None:
        """A backup was written by hand, thinned out or restored: which one goes into the log."""
        told = {"made": made, "reason": reason.value if reason else None}
        self._journal.note(None, "backup", None, what, told)

    def logged(self) -> Reached:
        """Write what stands in the change log so far, and give how far the register has come with it."""
        self._journal.write(self._connection)
        return self.reached()

    @property
    def changed_areas(self) -> Changed:
        """What the transaction has changed so far."""
        return frozenset(self._journal.areas)

    def commit(self) -> Changed:
        """Keep everything; gives the areas that changed. Raises Refused when the guard keeps it from being."""
        if self._guard is not None:
            self._guard(self)
        self._journal.write(self._connection)
        if self._journal.areas:
            self.settings.note(CHANGES, str(self.reached().changes + 1))
        self._connection.commit()
        return self.changed_areas
