"""How is the encrypted file opened? SQLCipher under SQLAlchemy, with every pragma and explicit transactions.

One engine reads (`query_only`) and one writes (BEGIN IMMEDIATE), since a pragma sticks to a pooled connection. Without
the begin listener the driver would start no transaction of its own and a rollback would undo nothing.
"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path, PurePath
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.pool import QueuePool

KEY_BYTES = 32
BUSY_MILLISECONDS = 5_000
_WRITE_AHEAD = "wal"
WRITE, MAKE, LOOK, LOOK_AT_FILE_ALONE = "rw", "rwc", "ro", "ro&immutable=1"
"""How a file is opened: it must be there, it may be made, nothing is written, nor is a journal beside it looked at."""

_PRAGMAS = (
    "foreign_keys = ON",
    "recursive_triggers = ON",
    "secure_delete = ON",
    "temp_store = MEMORY",
    "trusted_schema = OFF",
    "cell_size_check = ON",
    "synchronous = FULL",
)


_TOUCHING = frozenset(
    {sqlcipher.SQLITE_READ, sqlcipher.SQLITE_INSERT, sqlcipher.SQLITE_UPDATE, sqlcipher.SQLITE_DELETE}
)

_COMPILED: dict[Any, Any] = {}
"""Statements put into words once for the program: the side that reads, the one that writes and a register that is
opened again after the lock use the same ones."""


class CipherDialect(SQLiteDialect_pysqlite):
    """SQLCipher's, alike whichever engine it belongs to, so that what one engine compiled serves the others."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self)

    def __hash__(self) -> int:
        return hash(type(self))


registry.register("sqlite.cipher", __name__, CipherDialect.__name__)


def connect(file: Path, key: bytes, *, mode: str = WRITE) -> Any:  # noqa: ANN401 - the driver is untyped
    """A raw connection to the register `file`, unlocked with the 32 bytes of `key`; `mode` is one of those above.

    With a rollback journal a large transaction keeps its pages in memory until its end: writing them out before would
    shut out those who read, the transaction's own readings among them.

    Raises the driver's errors; `trouble.said` turns them into words.
    """
    connection = sqlcipher.connect(
        f"{address(file.absolute())}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")  # else it writes on the screen what is told in words
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MILLISECONDS}")
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        if connection.execute("PRAGMA journal_mode").fetchone()[0] != _WRITE_AHEAD:
            connection.execute("PRAGMA cache_spill = OFF")
    except BaseException:
        connection.close()
        raise
    return connection


def address(file: PurePath) -> str:
    """The URI of a whole path, as SQLite reads it: it knows no server there, so that of a network path is its path's
    first part (SQLite, "Uniform Resource Identifiers", 3.1: the authority must be empty or `localhost`)."""
    uri = file.as_uri()
    return uri if uri.startswith("file:///") else f"file:////{uri.removeprefix('file://')}"


def keep_journal(file: Path, key: bytes, *, in_network: bool) -> None:
    """Have the register write ahead, or on a network folder keep a rollback journal; the file itself remembers which.

    A register that somebody else has open keeps what it has. Raises the driver's errors.

    `locking_mode = EXCLUSIVE` would shut out the program's own reading connections too (tried: the second connection of
    one process is told that the database is locked). So the file is locked for a transaction at a time, and that nobody
    else writes in between is what the lock beside the register is for.
    """
    wanted = "delete" if in_network else _WRITE_AHEAD
    with closing(connect(file, key)) as connection:
        if connection.execute("PRAGMA journal_mode").fetchone()[0] == wanted:
            return
        connection.execute("PRAGMA busy_timeout = 0")
        try:
            connection.execute(f"PRAGMA journal_mode = {wanted}").fetchone()
        except sqlcipher.OperationalError as error:
            if "locked" not in str(error):
                raise


def reading_engine(file: Path, key: bytes, closed: frozenset[str] = frozenset()) -> Engine:
    """An engine whose connections cannot write, and know nothing of the tables in `closed`."""

    def creator() -> Any:  # noqa: ANN401
        connection = connect(file, key)
        connection.execute("PRAGMA query_only = ON")
        _shut(connection, closed)
        return connection

    return _engine(creator, "BEGIN")


def writing_engine(file: Path, key: bytes, closed: frozenset[str] = frozenset()) -> Engine:
    """An engine whose transactions hold the write lock from their first statement."""

    def creator() -> Any:  # noqa: ANN401
        connection = connect(file, key)
        _shut(connection, closed)
        return connection

    return _engine(creator, "BEGIN IMMEDIATE")


def _shut(connection: Any, closed: frozenset[str]) -> None:  # noqa: ANN401
    """Have the database itself refuse what is read or written in these tables by a statement.

    What the database does by itself, references and triggers, goes on: they are told apart by the trigger's name.
    """
    if not closed:
        return

    def judge(action: int, table: str | None, _column: object, _schema: object, trigger: str | None) -> int:
        touches = action in _TOUCHING and table in closed and trigger is None
        return int(sqlcipher.SQLITE_DENY if touches else sqlcipher.SQLITE_OK)

    connection.set_authorizer(judge)


def migrating_engine(file: Path, key: bytes) -> Engine:
    """An engine for steps that build tables anew: a table that others refer to, or that triggers name, can be dropped.

    Both hold again for every later connection; whoever migrates checks the references before the commit.
    """

    def creator() -> Any:  # noqa: ANN401
        connection = connect(file, key)
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA legacy_alter_table = ON")
        return connection

    return _engine(creator, "BEGIN IMMEDIATE")


def _engine(creator: Any, begin: str) -> Engine:  # noqa: ANN401
    engine = create_engine(
        "sqlite+cipher://",
        creator=creator,
        module=sqlcipher,
        poolclass=QueuePool,
        pool_size=2,
        execution_options={"compiled_cache": _COMPILED},
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine
