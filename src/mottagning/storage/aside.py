"""What was read while somebody else had the register: kept encrypted in a file beside it, taken into the logs later.

A register that is only read takes no row, but who looked at whom has to stand in the logs (lag 2001:454 § 10). Each
such session has a file of its own, opened with the register's key. Whoever writes next takes the rows in with the
moment, name and unit they had; a file that was taken in and not removed, because the power went, is taken in once more:
rather twice than never.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table

from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.readmodels.changes import Changed
from mottagning.storage.engine import MAKE, connect
from mottagning.storage.journal import Journal
from mottagning.storage.leftover import BESIDE
from mottagning.storage.stores.admin import LogStore
from mottagning.storage.tables.base import metadata
from mottagning.storage.trouble import said
from mottagning.storage.unit_of_work import UnitOfWork

_SUFFIX = ".last-"


def aside_file_of(register: Path, session: str) -> Path:
    """The file of one session beside a register."""
    return register.with_name(f"{register.name}{_SUFFIX}{session}")


class Aside:
    """Where one session that only reads keeps its rows of the logs; the file is there from the first row on."""

    def __init__(self, register: Path, key: bytes, session: str) -> None:
        self._file, self._key = aside_file_of(register, session), key

    def keep(self, rows: list[tuple[Table, Mapping[str, Any]]]) -> None:
        """Keep rows, each for its log, all or none. Raises Trouble when they cannot be written."""
        if not rows:
            return
        written = [(table.name, json.dumps(dict(row), default=datetime.isoformat)) for table, row in rows]
        with said(self._file), closing(connect(self._file, self._key, mode=MAKE)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("CREATE TABLE IF NOT EXISTS noted (log TEXT NOT NULL, row TEXT NOT NULL)")
            connection.executemany("INSERT INTO noted VALUES (?, ?)", written)
            connection.execute("COMMIT")


class Looking(UnitOfWork):
    """A transaction that only reads: its rows of the logs are kept aside, and everything else the database refuses."""

    def __init__(self, connection: Connection, journal: Journal, aside: Aside) -> None:
        super().__init__(connection, journal)
        self._aside = aside
        self.log = self._kept = _AsideLog(connection, journal)

    def commit(self) -> Changed:
        """Keep what was noted. Raises Trouble when that cannot be written, or when there is something else to keep."""
        if not self._journal.is_empty:
            raise Trouble(TroubleCode.REGISTER_READ_ONLY)
        self._aside.keep(self._kept.rows)
        return frozenset()


class _AsideLog(LogStore):
    """Holds what is noted until the transaction is kept."""

    def __init__(self, connection: Connection, journal: Journal) -> None:
        super().__init__(connection, journal)
        self.rows: list[tuple[Table, Mapping[str, Any]]] = []

    def append(self, table: Table, row: Mapping[str, object]) -> None:
        self.rows.append((table, row))


def waiting_files(register: Path) -> list[Path]:
    """The files beside a register whose rows are not in its logs yet."""
    found = register.parent.glob(f"{register.name}{_SUFFIX}*")
    return sorted(file for file in found if not file.name.endswith(BESIDE))


def take_in(uow: UnitOfWork, file: Path, key: bytes) -> None:
    """Put the rows of one session at the end of their logs. Raises Trouble when the file cannot be read.

    A return that is not there, since a backup was restored meanwhile, is left unnamed.
    """
    there = {one.id for one in uow.ledger.returns(replaced=True)}
    for name, row in _rows(file, key):
        known = {"return_id": None} if row.get("return_id") not in there and "return_id" in row else {}
        moment = {"at": datetime.fromisoformat(row["at"])}
        uow.log.append(metadata.tables[name], {**row, **moment, **known})


def remove(file: Path) -> None:
    """Take away the file of a session whose rows stand in the logs."""
    with said(file):
        for suffix in ("", *BESIDE):
            file.with_name(file.name + suffix).unlink(missing_ok=True)


def _rows(file: Path, key: bytes) -> Iterator[tuple[str, dict[str, Any]]]:
    with said(file), closing(connect(file, key)) as connection:
        for name, row in connection.execute("SELECT log, row FROM noted ORDER BY rowid").fetchall():
            yield name, json.loads(row)
