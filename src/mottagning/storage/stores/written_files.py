"""The store of files with personal data that were written and may still lie on a disk."""

from __future__ import annotations

from sqlalchemy import Connection, select

from mottagning.domain.written_files import WrittenFile
from mottagning.readmodels.changes import Stored
from mottagning.storage.tables.admin import written_file as table


class WrittenFileStore:
    """One row for each file, whoever wrote it last; gone when the file is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, user: str, computer: str) -> list[Stored[WrittenFile]]:
        """The files of one user on one computer, the oldest first."""
        mine = (table.c.by == user, table.c.computer == computer)
        rows = self._connection.execute(select(table).where(*mine).order_by(table.c.at, table.c.id))
        return [
            Stored(row.id, 1, WrittenFile(row.path, row.computer, row.by, row.at, row.what, row.kept_because))
            for row in rows
        ]

    def keep(self, number: int, reason: str) -> None:
        """Let a file stay, for a reason."""
        self._connection.execute(table.update().where(table.c.id == number).values(kept_because=reason))

    def forget(self, number: int) -> None:
        """Know of a file no more."""
        self._connection.execute(table.delete().where(table.c.id == number))
