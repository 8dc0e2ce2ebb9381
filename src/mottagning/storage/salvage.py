"""What can still be read of a damaged register? It goes into a new one, row by row; the damaged file is untouched.

SQLite's own `.recover` is part of its shell and knows no SQLCipher. A page that was altered does not decrypt, and every
row on it is gone; the rows before and after are found by their numbers. Without the first page and the some twenty,
early in the file, that hold which tables there are and where they begin, nothing can be read.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage import migrate, triggers
from mottagning.storage.engine import MAKE, connect, migrating_engine
from mottagning.storage.leftover import JOURNALS
from mottagning.storage.migrations import HEAD, REVISIONS
from mottagning.storage.trouble import said

_VERSION = "alembic_version"
_FARTHEST = 1 << 24
"""So far behind a damaged page rows are looked for, in numbers of rows."""


@dataclass(frozen=True, slots=True)
class TableSaved:
    """How many rows of a table were saved. `lost` is None when nobody can tell how many there were."""

    table: str
    saved: int
    lost: int | None


def salvage(file: Path, key: bytes, target: Path) -> list[TableSaved]:
    """Put what can be read of `file` into a new register at `target`, opened by the same key; gives what came of it.

    Rows whose belonging row is lost are left out, and counted as lost. Raises Trouble when nothing can be read, or
    when `target` cannot be written; then it is not left behind.
    """
    with said(target), TemporaryDirectory(dir=target.parent) as folder:
        copied = Path(folder) / file.name
        for suffix in ("", *JOURNALS):
            if file.with_name(file.name + suffix).exists():
                shutil.copy(file.with_name(file.name + suffix), copied.with_name(copied.name + suffix))
        damaged = _Damaged(copied, key)
        try:
            return _fill(damaged, key, target)
        except BaseException:
            target.unlink(missing_ok=True)
            raise
        finally:
            damaged.close()


def _fill(damaged: _Damaged, key: bytes, target: Path) -> list[TableSaved]:
    revision = damaged.revision()
    connect(target, key, mode=MAKE).close()
    migrate.migrate(target, key, revision)
    with closing(_filling(target, key)) as new:
        new.execute("BEGIN IMMEDIATE")
        tables = _tables(new)
        for (name,) in new.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            new.execute(f'DROP TRIGGER "{name}"')
        for table in tables:
            columns = [row[1] for row in new.execute(f'PRAGMA table_info("{table}")')]
            for rows in damaged.rows(table, columns):
                marks = ", ".join("?" * len(columns))
                new.executemany(f'INSERT OR IGNORE INTO "{table}" VALUES ({marks})', rows)  # noqa: S608
        for name, number in damaged.last_numbers():
            new.execute("UPDATE sqlite_sequence SET seq = max(seq, ?) WHERE name = ?", (number, name))
        _leave_out_orphans(new)
        saved = {table: new.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0] for table in tables}  # noqa: S608
        new.execute("COMMIT")
    _finish(target, key)
    return [TableSaved(table, number, _lost(damaged.count(table), number)) for table, number in saved.items()]


def _lost(before: int | None, saved: int) -> int | None:
    return None if before is None else max(0, before - saved)


def _filling(target: Path, key: bytes) -> Any:  # noqa: ANN401 - the driver is untyped
    connection = connect(target, key)
    connection.execute("PRAGMA foreign_keys = OFF")
    return connection


def _finish(target: Path, key: bytes) -> None:
    """Today's shape, with the triggers that keep closed months closed."""
    migrate.migrate(target, key)
    engine = migrating_engine(target, key)
    try:
        with engine.begin() as connection:
            triggers.create(connection)
    finally:
        engine.dispose()
    with closing(connect(target, key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _tables(connection: Any) -> list[str]:  # noqa: ANN401
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
    return [name for (name,) in found if not name.startswith("sqlite_") and name != _VERSION]


def _leave_out_orphans(connection: Any) -> None:  # noqa: ANN401
    """Take out rows that refer to a row that is lost, and those that then refer to them."""
    while found := connection.execute("PRAGMA foreign_key_check").fetchall():
        for table, parent, place in {(table, parent, place) for table, _, parent, place in found}:
            links = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
            child, key = next((row[3], row[4] or row[3]) for row in links if row[0] == place)
            connection.execute(f'DELETE FROM "{table}" WHERE "{child}" NOT IN (SELECT "{key}" FROM "{parent}")')  # noqa: S608


class _Damaged:
    """A copy of a damaged register. A connection that has met a damaged page answers nothing more, so it is opened anew
    after each."""

    def __init__(self, file: Path, key: bytes) -> None:
        self._file, self._key = file, key
        self._connection: Any = None

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            with suppress(sqlcipher.Error):
                self._connection.close()
            self._connection = None

    def revision(self) -> str:
        """Of which version the register is. Raises Trouble when its first page cannot be read, or it is newer."""
        if self._ask("SELECT count(*) FROM sqlite_master") is None:
            raise Trouble(TroubleCode.NOTHING_TO_SAVE, file=str(self._file))
        found = self._ask("SELECT version_num FROM alembic_version")
        revision = str(found[0][0]) if found else HEAD
        if revision not in REVISIONS:
            raise Trouble(TroubleCode.REGISTER_NEWER, file=str(self._file))
        return revision

    def count(self, table: str) -> int | None:
        """How many rows the table had, when some index still tells."""
        found = self._ask(f'SELECT count(*) FROM "{table}"')  # noqa: S608
        return found[0][0] if found else None

    def last_numbers(self) -> list[tuple[Any, ...]]:
        """The last number that each table with lasting numbers has given, so that none is given twice."""
        return self._ask("SELECT name, seq FROM sqlite_sequence") or []

    def rows(self, table: str, columns: Sequence[str]) -> Iterator[list[tuple[Any, ...]]]:
        """The rows that can be read, some at a time."""
        there = self._ask(f'PRAGMA table_info("{table}")') or []
        names = {row[1] for row in there}
        listed = ", ".join(f'"{name}"' if name in names else "NULL" for name in columns)
        if not names:
            return
        if self._ask(f'SELECT rowid FROM "{table}" LIMIT 0') is None:  # noqa: S608 - a table without numbers
            found = self._ask(f'SELECT {listed} FROM "{table}"')  # noqa: S608
            yield found or []
            return
        yield from self._numbered(table, listed)

    def _numbered(self, table: str, listed: str) -> Iterator[list[tuple[Any, ...]]]:
        """The rows in the order of their numbers; behind a damaged page it goes on with the next that can be read."""
        ask = f'SELECT rowid, {listed} FROM "{table}" WHERE rowid > ? ORDER BY rowid LIMIT {{}}'  # noqa: S608
        last, at_once = -1, 500
        while True:
            found = self._ask(ask.format(at_once), last)
            if found is None and at_once > 1:
                at_once = max(at_once // 8, 1)
                continue
            if found is None:
                beyond = self._beyond(ask.format(1), last)
                if beyond is None:
                    return
                last, at_once = beyond, 500
                continue
            if not found:
                return
            yield [row[1:] for row in found]
            last, at_once = found[-1][0], min(at_once * 8, 500)

    def _beyond(self, ask: str, last: int) -> int | None:
        """The smallest number behind `last` from which reading goes on; None when there is none."""
        step = 1
        while self._ask(ask, last + step) is None:
            step *= 2
            if step > _FARTHEST:
                return None
        low, high = last + step // 2, last + step
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if self._ask(ask, middle) is None else (low, middle)
        return high

    def _ask(self, statement: str, *values: int) -> list[tuple[Any, ...]] | None:
        """The rows that a statement gives; None when it meets a page that cannot be read."""
        try:
            if self._connection is None:
                self._connection = _opened(self._file, self._key)
            found: list[tuple[Any, ...]] = self._connection.execute(statement, values).fetchall()
        except sqlcipher.DatabaseError:
            self.close()
            return None
        return found


def _opened(file: Path, key: bytes) -> Any:  # noqa: ANN401
    connection = sqlcipher.connect(file, isolation_level=None)
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA writable_schema = ON")  # else a file that was cut off is not read at all
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection
