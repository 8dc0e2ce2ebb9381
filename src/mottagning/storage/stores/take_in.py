"""The store of lists that were taken in: what they made and changed, and what columns with such headings meant."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from mottagning.readmodels.changes import Area
from mottagning.readmodels.take_in import ListOf, Mapped, TakeIn
from mottagning.storage.journal import Journal
from mottagning.storage.parts import in_parts
from mottagning.storage.stores.people import PARTS
from mottagning.storage.tables import people, take_in
from mottagning.storage.tables.base import metadata

_WATCHED = tuple(part for part in PARTS if "version" in part.c)
"""What somebody may have worked with since."""
Place = tuple[str, int]
"""A record: the name of its table and its number."""
Footprint = Mapping[Place, int]
"""The records that are kept about somebody, with their versions."""


@dataclass(frozen=True, slots=True)
class TakenRecord:
    """A record of somebody whom a list was about, as it stood right after. `former` is None unless it was changed."""

    person: int
    place: Place
    version: int
    is_new: bool = False
    former_version: int | None = None
    former: str | None = None


class TakeInStore:
    """Lists that were taken in, and mappings that were saved."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    def every(self) -> list[TakeIn]:
        """All lists that were taken in, the latest first."""
        table = take_in.take_in
        rows = self._connection.execute(select(table).order_by(table.c.id.desc()))
        return [
            TakeIn(
                row.id, row.at, row.by, row.file, row.created, row.changed, ListOf(row.of), row.undone_at is not None
            )
            for row in rows
        ]

    def add(self, of: ListOf, file: str, created: int, changed: int, records: Sequence[TakenRecord]) -> TakeIn:
        """Remember a list and what it did."""
        journal = self._writing
        values = {
            "at": journal.at,
            "by": journal.by,
            "file": file,
            "created": created,
            "changed": changed,
            "of": of.value,
        }
        number = self._connection.scalars(take_in.take_in.insert().returning(take_in.take_in.c.id), [values]).one()
        rows = [
            {
                "take_in_id": number,
                "person": one.person,
                "entity": one.place[0],
                "record": one.place[1],
                "version": one.version,
                "is_new": one.is_new,
                "former_version": one.former_version,
                "former": one.former,
            }
            for one in records
        ]
        if rows:
            self._connection.execute(take_in.take_in_record.insert(), rows)
        journal.note(Area.PEOPLE, "take_in", number, "added", {"created": created, "changed": changed})
        return TakeIn(number, journal.at, journal.by, file, created, changed, of)

    def records(self, number: int) -> dict[int, list[TakenRecord]]:
        """What a list left, by person."""
        table = take_in.take_in_record
        found: dict[int, list[TakenRecord]] = defaultdict(list)
        for row in self._connection.execute(select(table).where(table.c.take_in_id == number).order_by(table.c.id)):
            place = (row.entity, row.record)
            found[row.person].append(
                TakenRecord(row.person, place, row.version, row.is_new, row.former_version, row.former)
            )
        return dict(found)

    def undone(self, number: int) -> None:
        """Remember that a list was undone; what it replaced need not be kept any longer."""
        journal = self._writing
        self._connection.execute(
            take_in.take_in.update()
            .where(take_in.take_in.c.id == number)
            .values(undone_at=journal.at, undone_by=journal.by)
        )
        self._connection.execute(take_in.take_in_record.delete().where(take_in.take_in_record.c.take_in_id == number))
        journal.note(Area.PEOPLE, "take_in", number, "undone", {})

    def is_again(self, place: Place, before: int, now: int) -> None:
        """A record says again what it said at version `before`: to an earlier list nobody has changed it."""
        table = take_in.take_in_record
        same = (table.c.entity == place[0], table.c.record == place[1], table.c.version == before)
        self._connection.execute(table.update().where(*same).values(version=now))

    def footprints(self, persons: Sequence[int]) -> Mapping[int, Footprint]:
        """The records of each person who is there, with their versions."""
        found: dict[int, dict[Place, int]] = {}
        for some in in_parts(persons):
            table = people.person
            for row in self._connection.execute(select(table.c.id, table.c.version).where(table.c.id.in_(some))):
                found[row.id] = {(table.name, row.id): row.version}
            for part in _WATCHED:
                chosen = select(part.c.person_id, part.c.id, part.c.version).where(part.c.person_id.in_(some))
                for person, record, version in self._connection.execute(chosen):
                    found[person][part.name, record] = version
        return found

    def in_use(self, persons: Collection[int]) -> set[int]:
        """Those of `persons` to whom anything refers that does not go with them: bookings, plans, consents."""
        found: set[int] = set()
        for table in metadata.tables.values():
            for key in table.foreign_keys:
                if key.column.table is people.person and table not in PARTS:
                    found.update(self._connection.scalars(select(key.parent).distinct()))
        return found & set(persons)

    def mapping(self, headings: Sequence[str]) -> Mapped | None:
        """What columns with these headings meant, None when nobody saved it."""
        table = take_in.list_mapping
        found = self._connection.scalar(select(table.c.meanings).where(table.c.headings == json.dumps(headings)))
        return None if found is None else tuple(json.loads(found))

    def save_mapping(self, headings: Sequence[str], mapped: Mapped) -> None:
        """Remember what columns with these headings mean."""
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        table, key = take_in.list_mapping, json.dumps(headings)
        meanings = json.dumps(mapped)
        changed = self._connection.execute(table.update().where(table.c.headings == key).values(meanings=meanings))
        if not changed.rowcount:
            self._connection.execute(table.insert().values(headings=key, meanings=meanings))

    @property
    def _writing(self) -> Journal:
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        return self._journal
