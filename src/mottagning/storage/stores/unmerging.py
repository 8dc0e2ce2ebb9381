"""How is a merge taken back? What it changed is put back column by column, where nobody has changed it since."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import Table, UniqueConstraint, select

from mottagning.domain.problems import FieldProblem
from mottagning.readmodels.changes import Area
from mottagning.readmodels.merging import Merge
from mottagning.storage.stores.merging import AREAS, KeptRow, MergeStore, Values, identifier, is_counted
from mottagning.storage.stores.take_in import TakeInStore
from mottagning.storage.tables import bookings, ledger, people, take_in
from mottagning.storage.tables.base import metadata

_STAYS = frozenset({people.reminder.name})
"""What a merge added and somebody has worked with since stays, and is in nobody's way."""
_FOLLOWS = frozenset({"version", "due_month"})
_NAMED_BY = (
    "key",
    "number",
    "former_case",
    "case_number",
    "start",
    "decided_on",
    "given_on",
    "name",
    "detail",
    "title",
)
"""The first of these columns that a table has tells people which of its records is meant."""


class Unmerging:
    """One merge being taken back."""

    def __init__(self, store: MergeStore, take_ins: TakeInStore, merge: Merge, gone: int) -> None:
        self._store, self._take_ins = store, take_ins
        self._connection = store.connection
        self._merge, self._gone = merge, gone
        self._rows = store.rows(merge.id)
        self._now = {row.place: self._there(*row.place) for row in self._rows}

    def obstacles(self) -> list[FieldProblem]:
        """What was changed since and would be overwritten, and keys that others have taken."""
        return [problem for row in self._rows for problem in self._in_the_way(row)]

    def restore(self) -> None:
        """Put everything back; nothing may stand in the way."""
        ordered = sorted(self._rows, key=_turn)
        for row in ordered:
            self._put_back(row)
        self._returned_since()
        self._store.refresh([self._merge.kept, self._gone])
        self._store.undone(self._merge.id)

    # what stands in the way

    def _in_the_way(self, row: KeptRow) -> Iterator[FieldProblem]:
        now = self._now[row.place]
        if row.before is None:
            is_changed = now is not None and row.after is not None and _differs(now, row.after)
            if is_changed and row.place[0] not in _STAYS:
                yield self._problem(row, "changed_since", now)
            return
        if row.after is not None and now is not None and _differs(now, row.after):
            yield self._problem(row, "changed_since", now)
        if self._is_taken(row):
            yield self._problem(row, "taken_since", row.before)

    def _problem(self, row: KeptRow, code: str, values: Values | None) -> FieldProblem:
        table, known = metadata.tables[row.place[0]], {**(values or {}), **(self._now[row.place] or {})}
        which = next((known[name] for name in _NAMED_BY if name in table.c and known.get(name)), None)
        return FieldProblem(table.name, code, {"which": None if which is None else str(which)})

    def _is_taken(self, row: KeptRow) -> bool:
        """Whether another record has the key that this one had."""
        table = metadata.tables[row.place[0]]
        then = {**(self._now[row.place] or {}), **(row.before or {})}
        ours = {each.place[1] for each in self._rows if each.place[0] == table.name}
        for columns in _keys(table):
            values = [then.get(column.name) for column in columns]
            if None in values:
                continue
            same = [column == value for column, value in zip(columns, values, strict=True)]
            if set(self._connection.scalars(select(identifier(table)).where(*same))) - ours:
                return True
        return False

    # putting back

    def _put_back(self, row: KeptRow) -> None:
        table, now = metadata.tables[row.place[0]], self._now[row.place]
        which = identifier(table) == row.place[1]
        if row.before is None:
            if now is not None and row.after is not None and not _differs(now, row.after):
                self._connection.execute(table.delete().where(which))
                self._note(row, "removed", {})
        elif row.after is None:
            self._connection.execute(table.insert().values(**row.before))
            self._note(row, "added", {name: value for name, value in row.before.items() if value is not None})
        elif now is not None:
            self._change_back(row, table, now)

    def _change_back(self, row: KeptRow, table: Table, now: Values) -> None:
        assert row.before is not None  # noqa: S101 - a changed record
        values = {name: value for name, value in row.before.items() if name not in _FOLLOWS}
        changes = {name: [now[name], value] for name, value in values.items()}
        if is_counted(table):
            values["version"] = now["version"] + 1
            self._take_ins.is_again(row.place, row.before["version"], values["version"])
        self._connection.execute(table.update().where(identifier(table) == row.place[1]).values(**values))
        self._note(row, "unmerged", changes)

    def _note(self, row: KeptRow, action: str, changes: Values) -> None:
        name, record = row.place
        if name == take_in.take_in_record.name:
            return
        persons = {value for column, value in (row.before or {}).items() if column == "person_id"}
        person = record if name == people.person.name else next(iter(persons), self._merge.kept)
        about = None if name == ledger.ledger_identity.name else person
        self._store.writing.note(AREAS.get(name, Area.PEOPLE), name, record, action, changes, about)

    def _returned_since(self) -> None:
        """What was returned of the bookings that go back, while the two were one, leads to the other again."""
        moved = [
            row.place[1] for row in self._rows if row.place[0] == bookings.booking.name and row.after and row.before
        ]
        keys = select(bookings.booking.c.key).where(
            bookings.booking.c.id.in_(moved), bookings.booking.c.person_id == self._gone
        )
        rows = select(ledger.ledger_row.c.id).where(ledger.ledger_row.c.booking.in_(keys))
        identity = ledger.ledger_identity
        self._connection.execute(
            identity.update()
            .where(identity.c.ledger_row_id.in_(rows), identity.c.person == self._merge.kept)
            .values(person=self._gone)
        )

    def _there(self, name: str, record: int) -> Values | None:
        table = metadata.tables[name]
        found = self._connection.execute(select(table).where(identifier(table) == record)).mappings().first()
        return None if found is None else dict(found)


def _differs(now: Values, after: Values) -> bool:
    return any(now[name] != value for name, value in after.items() if name not in _FOLLOWS)


def _turn(row: KeptRow) -> int:
    """The person who stayed gives up what the other had, who comes back; then what hangs on the two."""
    is_person = row.place[0] == people.person.name
    if is_person:
        return 0 if row.after is not None else 1
    return 2 if row.before is None else 3 if row.after is not None else 4


def _keys(table: Table) -> Iterator[Sequence[Any]]:
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            yield list(constraint.columns)
