"""Is a log as it was written? Every row carries a digest of itself and of the row before it.

Who alters, takes out or puts in a row has to make all later digests anew, and the head that is kept apart. What a row
says in words stands in the chain only as a salted digest: retention can take the words and the salt away, and the chain
still holds. Without the salt nobody can try names and numbers until one fits.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Table, func, select

from mottagning.storage.tables.admin import change_log, disclosure, log_head, read_log
from mottagning.storage.tables.retention import retention_protocol

START = ""
"""What the first row of a log follows."""
_SALT_BYTES = 16
_AT_ONCE = 2_000


@dataclass(frozen=True, slots=True)
class _Log:
    """One log: what of a row stands for ever, and what it says in words."""

    table: Table
    fixed: tuple[str, ...]
    words: tuple[str, ...]


LOGS: Mapping[str, _Log] = {
    one.table.name: one
    for one in (
        _Log(read_log, ("at", "by", "unit", "what", "person", "count"), ("detail",)),
        _Log(change_log, ("at", "by", "unit", "entity", "entity_id", "action", "person"), ("changes",)),
        _Log(
            disclosure,
            ("at", "by", "unit", "return_id", "what", "way", "persons", "person"),
            ("recipient", "ground", "left_out"),
        ),
    )
}


@dataclass(frozen=True, slots=True)
class Head:
    """How far a log has come: its number of rows and the digest of the last."""

    rows: int
    digest: str


NO_HEAD = Head(0, START)


@dataclass(frozen=True, slots=True)
class Break:
    """Where a log is not as it was written: its table, and the number of the first row that does not fit.

    `row` is None where rows are missing at the end.
    """

    log: str
    row: int | None


def append(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write rows at the end of a log, each linked to the one before."""
    if not rows:
        return
    log = LOGS[table.name]
    head = _head(connection, table)
    previous = head.digest
    linked = []
    for row in rows:
        salt = secrets.token_hex(_SALT_BYTES)
        words = _words_digest(salt, [row.get(name) for name in log.words])
        previous = _link(previous, [row.get(name) for name in log.fixed], words)
        linked.append({**row, "salt": salt, "words_digest": words, "digest": previous})
    connection.execute(table.insert(), linked)
    _keep_head(connection, table, Head(head.rows + len(rows), previous), is_first=head == NO_HEAD)


def last_moment(connection: Connection) -> datetime | None:
    """When the latest row of any log was written, in UTC; None while there is none."""
    found = (connection.scalar(select(func.max(log.table.c.at))) for log in LOGS.values())
    return max((one for one in found if one is not None), default=None)


def breaks(connection: Connection) -> Iterator[Break]:
    """The first place of each log that is not as it was written."""
    protocols = set(connection.scalars(select(retention_protocol.c.id)))
    for name in LOGS:
        found = _first_break(connection, LOGS[name], protocols)
        if found is not None:
            yield found


def take_words(connection: Connection, table: Table, rows: Sequence[int], protocol: int) -> None:
    """Take the words of these rows of a log, by the retention on record as `protocol`; the chain still holds.

    Words that were taken before are left to the protocol that took them.
    """
    gone = dict.fromkeys((*LOGS[table.name].words, "salt"))
    for start in range(0, len(rows), _AT_ONCE):
        some = table.c.id.in_(rows[start : start + _AT_ONCE])
        connection.execute(table.update().where(some, table.c.removed_by.is_(None)).values(**gone, removed_by=protocol))


def digest_at(connection: Connection, log: str, row: int) -> str | None:
    """The digest of one row of a log, counted from 1; None where it has fewer."""
    table = LOGS[log].table
    return connection.scalar(select(table.c.digest).order_by(table.c.id).offset(row - 1).limit(1))


def _first_break(connection: Connection, log: _Log, protocols: Collection[int]) -> Break | None:
    table, previous, count = log.table, START, 0
    rows = connection.execution_options(yield_per=_AT_ONCE).execute(select(table).order_by(table.c.id))
    for row in rows.mappings():
        if not _says_what_it_said(log, row, protocols):
            return Break(table.name, row["id"])
        previous = _link(previous, [row[name] for name in log.fixed], row["words_digest"])
        if previous != row["digest"]:
            return Break(table.name, row["id"])
        count += 1
    return None if _head(connection, table) == Head(count, previous) else Break(table.name, None)


def _says_what_it_said(log: _Log, row: Mapping[Any, Any], protocols: Collection[int]) -> bool:
    """Whether the words are those that were written, or were taken away by a retention that is on record."""
    words = [row[name] for name in log.words]
    if row["salt"] is None:
        return row["removed_by"] in protocols and not any(words)
    return bool(_words_digest(row["salt"], words) == row["words_digest"])


def _head(connection: Connection, table: Table) -> Head:
    statement = select(log_head.c.rows, log_head.c.digest).where(log_head.c.log == table.name)
    found = connection.execute(statement).first()
    return Head(found.rows, found.digest) if found else NO_HEAD


def _keep_head(connection: Connection, table: Table, head: Head, *, is_first: bool) -> None:
    if is_first:
        connection.execute(log_head.insert().values(log=table.name, rows=head.rows, digest=head.digest))
    else:
        changed = log_head.update().where(log_head.c.log == table.name)
        connection.execute(changed.values(rows=head.rows, digest=head.digest))


def _words_digest(salt: str, words: Sequence[str | None]) -> str:
    return _digest([salt, *words])


def _link(previous: str, fixed: Sequence[object], words: str) -> str:
    return _digest([previous, *(one.isoformat() if isinstance(one, datetime) else one for one in fixed), words])


def _digest(parts: Sequence[object]) -> str:
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()
