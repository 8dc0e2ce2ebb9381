"""How does everything that names one person come to name another, and what was it like before?

Every table that refers to a person is found by its foreign keys, so that a kind of record that is added later moves
too. What a merge changes is kept column by column; `storage.stores.unmerging` puts it back.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, Connection, Table, select

from mottagning.readmodels.changes import Area
from mottagning.readmodels.merging import Merge
from mottagning.storage import due
from mottagning.storage.journal import Journal
from mottagning.storage.stores import person_terms
from mottagning.storage.stores.take_in import Place
from mottagning.storage.tables import (
    bookings,
    documents,
    ledger,
    merging,
    people,
    plans,
    reception,
    state_compensation,
    take_in,
    waiting,
    weekly_hours,
)
from mottagning.storage.tables.base import metadata

Values = Mapping[str, Any]
Snapshot = Mapping[Place, Values]
"""Records by place, with what their columns hold."""

_UNCOUNTED = frozenset({"version", "due_month"})
"""Columns that follow from the others: when only they differ, nothing does."""
_SHOWN_TOO = frozenset({"version", "is_current"})
"""Columns that are kept of every changed record: a number that is no longer the current one has been changed since."""
_BESIDE: Sequence[tuple[Table, str]] = (
    (take_in.take_in_record, "person"),
    (ledger.ledger_identity, "person"),
)
"""What names a person without a foreign key. A return's row stays as it is; who it is about leads to whoever she is
now, as the name and number that were sent stand beside it."""
AREAS: Mapping[str, Area] = {
    bookings.booking.name: Area.BOOKINGS,
    documents.document.name: Area.DOCUMENTS,
    ledger.ledger_identity.name: Area.RETURNS,
    plans.introduction_plan.name: Area.PLANS,
    plans.checklist_mark.name: Area.CHECKLISTS,
    weekly_hours.weekly_hours.name: Area.WEEKS,
    reception.expected_person.name: Area.RECEPTION,
    waiting.wait.name: Area.WAITS,
    state_compensation.state_compensation_claim.name: Area.STATE_COMPENSATION,
    state_compensation.received_state_payment.name: Area.STATE_COMPENSATION,
}
"""Which screens show a table's records, where it is not that of persons."""


@dataclass(frozen=True, slots=True)
class KeptRow:
    """A record that a merge left otherwise than it was. None before: it was added; None after: it was removed."""

    place: Place
    before: Values | None
    after: Values | None


def naming() -> list[tuple[Table, Column[Any]]]:
    """Every column that names a person, but for the search's terms, which are written anew."""
    found = [
        (table, key.parent)
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.column.table is people.person and table is not people.person_term
    ]
    return [*found, *((table, table.c[name]) for table, name in _BESIDE)]


def identifier(table: Table) -> Column[Any]:
    """The column that names a table's rows."""
    return next(iter(table.primary_key.columns))


def is_counted(table: Table) -> bool:
    """Whether a table counts the changes of its own rows."""
    return "version" in table.c and table is not take_in.take_in_record


class MergeStore:
    """Merges that were done."""

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal

    def of_person(self, person_id: int) -> list[Merge]:
        """What was merged into a person and not undone, the latest first."""
        table = merging.person_merge
        statement = select(table).where(table.c.kept == person_id, table.c.undone_at.is_(None))
        return [_merge(row) for row in self._connection.execute(statement.order_by(table.c.id.desc()))]

    def get(self, number: int) -> Merge | None:
        """The merge of this number; None when it is gone or undone."""
        table = merging.person_merge
        found = self._connection.execute(select(table).where(table.c.id == number, table.c.undone_at.is_(None))).first()
        return None if found is None else _merge(found)

    def gone_of(self, number: int) -> int:
        """The number of the record that became part of another."""
        table = merging.person_merge
        gone: int = self._connection.scalars(select(table.c.gone).where(table.c.id == number)).one()
        return gone

    def former_ids(self, person_id: int) -> list[int]:
        """The numbers of the records that are part of a person now: the logs still name them."""
        former = people.former_case
        statement = select(former.c.former_id).where(former.c.person_id == person_id, former.c.former_id.is_not(None))
        return list(self._connection.scalars(statement))

    def snapshot(self, persons: Sequence[int], also: Iterable[Place] = ()) -> Snapshot:
        """Everything that names these persons as it stands now, with the records at the places `also`."""
        found: dict[Place, Values] = dict(self._rows(people.person, people.person.c.id.in_(persons)))
        for table, column in naming():
            found |= self._rows(table, column.in_(persons))
        missing: dict[str, list[int]] = defaultdict(list)
        for name, record in also:
            if (name, record) not in found:
                missing[name].append(record)
        for name, records in missing.items():
            table = metadata.tables[name]
            found |= self._rows(table, identifier(table).in_(records))
        return found

    def _rows(self, table: Table, criterion: Any) -> dict[Place, Values]:  # noqa: ANN401 - SQLAlchemy criterion
        key = identifier(table)
        if table is ledger.ledger_identity:  # who was sent as whom is not copied
            statement = select(key, table.c.person).where(criterion)
        else:
            statement = select(table).where(criterion)
        rows = self._connection.execute(statement).mappings()
        return {(table.name, row[key.name]): dict(row) for row in rows}

    def move(self, gone: int, kept: int) -> dict[str, int]:
        """Let everything that names `gone` name `kept`; gives how many records, by table.

        What both have must have become one already.
        """
        moved: dict[str, int] = {}
        for table, column in naming():
            records = list(self._connection.scalars(select(identifier(table)).where(column == gone)))
            if records:
                values: dict[Any, Any] = {column.name: kept}
                if is_counted(table):
                    values["version"] = table.c.version + 1
                self._connection.execute(table.update().where(column == gone).values(values))
                self._note(table, records, column.name, gone, kept)
                moved[table.name] = moved.get(table.name, 0) + len(records)
        return moved

    def _note(self, table: Table, records: Sequence[int], column: str, gone: int, kept: int) -> None:
        if table.name == take_in.take_in_record.name:
            return
        for record in records:
            area = AREAS.get(table.name, Area.PEOPLE)
            person = None if table is ledger.ledger_identity else kept
            self.writing.note(area, table.name, record, "merged", {column: [gone, kept]}, person)

    def absorb(self, gone: int, gone_case: str, neutral_number: str | None, kept: int) -> None:
        """The record that nothing names any more goes; its case number leads to the other one from now on."""
        term = people.person_term
        self._connection.execute(term.delete().where(term.c.person_id == gone))
        self._connection.execute(people.person.delete().where(people.person.c.id == gone))
        former = people.former_case
        values = {"person_id": kept, "former_case": gone_case, "former_id": gone, "neutral_number": neutral_number}
        insert = former.insert().returning(former.c.id)
        added = self._connection.scalars(insert, [{**values, "version": 1}]).one()
        self.writing.note(Area.PEOPLE, people.former_case.name, added, "added", {"former_case": gone_case}, kept)
        self.writing.note(Area.PEOPLE, people.person.name, gone, "merged", {"case_number": [gone_case, None]}, kept)
        self.refresh([kept])

    def refresh(self, persons: Sequence[int]) -> None:
        """Have the search know these persons, and the next closing look at their bookings."""
        person_terms.write(self._connection, persons)
        due.of_people(self._connection, persons)

    def remember(self, kept: tuple[int, str], gone: tuple[int, str], before: Snapshot) -> int:
        """Keep what a merge changed, so that it can be undone; gives its number. `kept` and `gone` are the numbers
        and the case numbers of the two."""
        table = merging.person_merge
        journal = self.writing
        values = {"at": journal.at, "by": journal.by, "kept": kept[0], "gone": gone[0]}
        values |= {"kept_case": kept[1], "gone_case": gone[1]}
        number: int = self._connection.scalars(table.insert().returning(table.c.id), [values]).one()
        after = self.snapshot([kept[0], gone[0]], before)
        rows = [
            {"merge_id": number, "entity": place[0], "record": place[1], **_texts(was, now)}
            for place in {**before, **after}
            if _differing(was := before.get(place), now := after.get(place))
        ]
        self._connection.execute(merging.person_merge_row.insert(), rows)
        journal.note(Area.PEOPLE, table.name, number, "added", {"kept": kept[1], "gone": gone[1]})
        return number

    def forget_addresses(self, person_id: int) -> None:
        """What was merged into somebody with skyddad folkbokföring keeps no address either."""
        table, merge = merging.person_merge_row, merging.person_merge
        hers = select(merge.c.id).where(merge.c.kept == person_id)
        homes = (table.c.entity == people.housing.name, table.c.merge_id.in_(hers))
        for row in self._connection.execute(select(table.c.id, table.c.before, table.c.after).where(*homes)).all():
            texts = {name: _without_address(text) for name, text in (("before", row.before), ("after", row.after))}
            self._connection.execute(table.update().where(table.c.id == row.id).values(texts))

    def rows(self, number: int) -> list[KeptRow]:
        """What a merge changed."""
        table = merging.person_merge_row
        found = self._connection.execute(select(table).where(table.c.merge_id == number).order_by(table.c.id))
        return [
            KeptRow((row.entity, row.record), _values(row.entity, row.before), _values(row.entity, row.after))
            for row in found
        ]

    def undone(self, number: int) -> None:
        """Remember that a merge was undone; what it changed need not be kept any longer."""
        table, kept = merging.person_merge, merging.person_merge_row
        journal = self.writing
        self._connection.execute(
            table.update().where(table.c.id == number).values(undone_at=journal.at, undone_by=journal.by)
        )
        self._connection.execute(kept.delete().where(kept.c.merge_id == number))
        journal.note(Area.PEOPLE, table.name, number, "undone", {})

    @property
    def connection(self) -> Connection:
        """The transaction's connection, for the store that puts things back."""
        return self._connection

    @property
    def writing(self) -> Journal:
        """The journal of a writing transaction."""
        assert self._journal is not None  # noqa: S101 - a reading transaction writes nothing
        return self._journal


def _merge(row: Any) -> Merge:  # noqa: ANN401 - a row
    return Merge(row.id, row.at, row.by, row.kept, row.kept_case, row.gone_case)


def _differing(before: Values | None, after: Values | None) -> list[str]:
    """The columns in which a record differs from what it was; all of one that was added or removed."""
    if before is None or after is None:
        return list(before or after or ())
    return [name for name in before if name not in _UNCOUNTED and before[name] != after[name]]


def _texts(before: Values | None, after: Values | None) -> dict[str, str | None]:
    """A changed record by the columns that differ, and its version; one that was added or removed whole."""
    if before is not None and after is not None:
        names = [*_differing(before, after), *(_SHOWN_TOO & before.keys() - set(_differing(before, after)))]
        before, after = ({name: values[name] for name in names} for values in (before, after))
    return {
        name: None if values is None else json.dumps(values, ensure_ascii=False, default=_plain)
        for name, values in (("before", before), ("after", after))
    }


def _plain(value: object) -> str:
    assert isinstance(value, date)  # noqa: S101 - all other columns hold what JSON knows
    return value.isoformat()


def _values(entity: str, text: str | None) -> Values | None:
    if text is None:
        return None
    table = metadata.tables[entity]
    return {name: _typed(table.c[name], value) for name, value in json.loads(text).items()}


def _typed(column: Column[Any], value: Any) -> Any:  # noqa: ANN401 - whatever a column holds
    kind = column.type.python_type
    if value is None or not issubclass(kind, date):
        return value
    return datetime.fromisoformat(value) if kind is datetime else date.fromisoformat(value)


def _without_address(text: str | None) -> str | None:
    if text is None:
        return None
    values = json.loads(text)
    values.pop("address", None)
    return json.dumps(values, ensure_ascii=False)
