"""What does the log tell of one person? Who has read her data, what was changed, what left the office."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, func, or_, select, union

from mottagning.domain.returns import HandOutWay
from mottagning.readmodels.admin import ReadKind
from mottagning.readmodels.subject_access import ChangeTrace, DisclosureTrace, ReadTrace
from mottagning.storage.parts import in_parts
from mottagning.storage.tables import admin as tables
from mottagning.storage.tables import bookings

_WHOLE_REGISTER = "register_export"
_OF_BOOKINGS = (bookings.absence, bookings.supplement, bookings.report)


class TraceQueries:
    """The three logs, seen from one person: by her number, and by those of records that were merged into hers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def readings(self, persons: Sequence[int]) -> list[ReadTrace]:
        """Who has read her data, oldest first. Lists of many persons are not kept by person."""
        log = tables.read_log
        rows = self._connection.execute(select(log).where(log.c.person.in_(persons)).order_by(log.c.id))
        return [ReadTrace(row.id, row.at, row.by, ReadKind(row.what), row.detail) for row in rows]

    def changes(
        self, persons: Sequence[int], records: Mapping[str, Sequence[int]], bookings: Sequence[str]
    ) -> list[ChangeTrace]:
        """What was entered, changed and removed about her, oldest first.

        What hangs on a booking is not logged under a person: `records` are the numbers of such records by table,
        `bookings` the keys that those already removed have named.
        """
        log = tables.change_log
        mine: list[ColumnElement[bool]] = [log.c.person.in_(persons)]
        for entity, ids in records.items():
            named = [log.c.changes.contains(_as_logged(key), autoescape=True) for key in bookings]
            mine.append(and_(log.c.entity == entity, or_(log.c.entity_id.in_(ids), *named)))
        rows = self._connection.execute(select(log).where(or_(*mine)).order_by(log.c.id))
        return [_change(row) for row in rows]

    def makers(self, table: Table, ids: Sequence[int]) -> dict[int, set[str]]:
        """Who entered or changed each of these rows of `table`, and of a booking what hangs on it."""
        log = tables.change_log
        found: dict[int, set[str]] = defaultdict(set)
        for part in in_parts(ids):
            statements = [
                select(log.c.entity_id, log.c.by).where(log.c.entity == table.name, log.c.entity_id.in_(part))
            ]
            for hanging in _OF_BOOKINGS if table is bookings.booking else ():
                on = and_(log.c.entity == hanging.name, log.c.entity_id == hanging.c.id)
                joined = select(hanging.c.booking_id, log.c.by).join(log, on)
                statements.append(joined.where(hanging.c.booking_id.in_(part)))
            for number, by in self._connection.execute(union(*statements)):
                found[number].add(by)
        return found

    def of_record(self, entity: str, number: int, parts: Mapping[str, str], key: str) -> list[ChangeTrace]:
        """What was done with a record and its parts, oldest first.

        `parts` are their tables, each with the field by which its records name the `key`: those removed are told too.
        """
        log = tables.change_log
        mine = [and_(log.c.entity == entity, log.c.entity_id == number)]
        for table, field in parts.items():
            named = json.dumps({field: key}, ensure_ascii=False)[1:-1]
            ids = select(log.c.entity_id).where(log.c.entity == table, log.c.changes.contains(named, autoescape=True))
            mine.append(and_(log.c.entity == table, log.c.entity_id.in_(ids)))
        rows = self._connection.execute(select(log).where(or_(*mine)).order_by(log.c.id))
        return [_change(row) for row in rows]

    def disclosures(self, persons: Sequence[int], returns: Sequence[int]) -> list[DisclosureTrace]:
        """What left the office with her in it, oldest first: files of `returns`, her own reports, whole registers.

        A whole register was written with everybody who was in it by then.
        """
        log, changes = tables.disclosure, tables.change_log
        known_since: datetime | None = self._connection.scalar(
            select(func.min(changes.c.at)).where(changes.c.person.in_(persons))
        )
        whole = [log.c.what == _WHOLE_REGISTER]
        if known_since is not None:
            whole.append(log.c.at >= known_since)
        mine = or_(log.c.person.in_(persons), log.c.return_id.in_(returns), and_(*whole))
        rows = self._connection.execute(select(log).where(mine).order_by(log.c.id))
        return [_disclosure(row) for row in rows]


def _as_logged(booking: str) -> str:
    return json.dumps({"booking": booking}, ensure_ascii=False)[1:-1]


def _disclosure(row: Any) -> DisclosureTrace:  # noqa: ANN401 - a row
    return DisclosureTrace(
        id=row.id,
        at=row.at,
        by=row.by,
        what=row.what,
        return_id=row.return_id,
        recipient=row.recipient,
        way=HandOutWay(row.way) if row.way else None,
    )


def _change(row: Any) -> ChangeTrace:  # noqa: ANN401 - a row
    changes = {} if row.changes is None else json.loads(row.changes)  # retention has taken the words
    return ChangeTrace(row.id, row.at, row.by, row.entity, row.entity_id, row.action, changes)
