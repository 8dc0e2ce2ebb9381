"""What do the logs tell of a time, a user or a person? The three logs as lines of one list."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, select

from mottagning.domain.log_review import Log
from mottagning.domain.names import shown_name
from mottagning.domain.people import Protection
from mottagning.readmodels.admin import ReadKind
from mottagning.readmodels.logs import LogLine
from mottagning.storage.queries.unseen import Unseen
from mottagning.storage.tables import admin as tables
from mottagning.storage.tables.people import person

_TABLES: dict[Log, Table] = {
    Log.READ: tables.read_log,
    Log.CHANGE: tables.change_log,
    Log.DISCLOSURE: tables.disclosure,
}


class LogQueries:
    """Reads the logs. Rows about somebody whom the user may not know of are left out without `protected`."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def lines(self, since: datetime, until: datetime, *, protected: bool, by: str | None = None) -> list[LogLine]:
        """All that happened from `since` to before `until`, the latest first; of one user only where one is named."""
        return self._merged(
            lambda table: [table.c.at >= since, table.c.at < until, *([table.c.by == by] if by is not None else [])],
            protected=protected,
        )

    def of_persons(self, persons: Sequence[int], *, protected: bool) -> list[LogLine]:
        """All that happened with these persons' data, the latest first."""
        return self._merged(lambda table: [table.c.person.in_(persons)], protected=protected)

    def _merged(self, criteria: Callable[[Table], list[ColumnElement[bool]]], *, protected: bool) -> list[LogLine]:
        found: list[LogLine] = []
        for log, table in _TABLES.items():
            found += self._lines(log, _with_person(table).where(*criteria(table)), protected=protected)
        return sorted(found, key=lambda one: (one.at, one.log.value, one.row), reverse=True)

    def any_row(self, since: datetime, until: datetime) -> bool:
        """Whether anything happened from `since` to before `until`."""
        return any(
            self._connection.execute(select(table.c.id).where(table.c.at >= since, table.c.at < until).limit(1)).first()
            for table in _TABLES.values()
        )

    def changes_by_others(
        self, than: str, since: datetime, entities: Collection[str], *, protected: bool
    ) -> list[LogLine]:
        """What others than one user have changed since then in these tables, the latest first."""
        log = tables.change_log
        mine = (log.c.at >= since, log.c.by != than, log.c.entity.in_(entities))
        statement = _with_person(log).where(*mine).order_by(log.c.id.desc())
        return self._lines(Log.CHANGE, statement, entities, protected=protected)

    def login_before_last(self, by: str) -> datetime | None:
        """When a user logged in the time before the last one; None where there is none."""
        log = tables.read_log
        mine = (log.c.by == by, log.c.what == ReadKind.LOGIN.value)
        found: datetime | None = self._connection.scalar(
            select(log.c.at).where(*mine).order_by(log.c.id.desc()).offset(1).limit(1)
        )
        return found

    def of_rows(self, log: Log, rows: Sequence[int], *, protected: bool) -> list[LogLine]:
        """These rows of one log."""
        table = _TABLES[log]
        return self._lines(log, _with_person(table).where(table.c.id.in_(rows)), protected=protected)

    def _lines(
        self, log: Log, statement: Select[Any], entities: Collection[str] | None = None, *, protected: bool
    ) -> list[LogLine]:
        if not protected:
            seen = person.c.protection.is_(None) | (person.c.protection == Protection.NONE.value)
            statement = statement.where(seen)
        rows = self._connection.execute(statement).mappings()
        if protected:
            return [_line(log, row) for row in rows]
        unseen = Unseen(self._connection, entities)
        tells = {Log.READ: unseen.is_reading, Log.CHANGE: unseen.is_change, Log.DISCLOSURE: unseen.is_disclosure}[log]
        return [_line(log, row, is_counted=not unseen.is_counted_in(row)) for row in rows if not tells(row)]


def _with_person(table: Table) -> Select[Any]:
    who = (person.c.case_number, person.c.family_name, person.c.given_name, person.c.protection)
    return select(table, *who).outerjoin(person, and_(table.c.person == person.c.id))


def _line(log: Log, row: Any, *, is_counted: bool = True) -> LogLine:  # noqa: ANN401 - a row
    return LogLine(
        log=log,
        row=row["id"],
        at=row["at"],
        by=row["by"],
        unit=row["unit"],
        what=row["action"] if log is Log.CHANGE else row["what"],
        entity=row["entity"] if log is Log.CHANGE else None,
        record=row["entity_id"] if log is Log.CHANGE else None,
        person=row["person"],
        case_number=row["case_number"],
        name=shown_name(row["given_name"], row["family_name"]) if row["case_number"] else None,
        is_protected=row["protection"] not in {None, Protection.NONE.value},
        detail=_detail(log, row),
        count=_count(log, row) if is_counted else None,
    )


def _detail(log: Log, row: Any) -> str | None:  # noqa: ANN401 - a row
    """What a line tells further: a list and its filter, the changed fields, the recipient. Never the values."""
    match log:
        case Log.READ:
            return row["detail"]  # type: ignore[no-any-return]
        case Log.CHANGE:
            return ", ".join(json.loads(row["changes"])) if row["changes"] else None
        case Log.DISCLOSURE:
            return " · ".join(part for part in (row["recipient"], row["ground"]) if part) or None


def _count(log: Log, row: Any) -> int | None:  # noqa: ANN401 - a row
    match log:
        case Log.READ:
            return row["count"]  # type: ignore[no-any-return]
        case Log.CHANGE:
            return None
        case Log.DISCLOSURE:
            return row["persons"]  # type: ignore[no-any-return]
