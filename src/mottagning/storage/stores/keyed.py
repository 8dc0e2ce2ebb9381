"""How is one kind of record read, added, changed and removed? The store that all editable kinds share.

A record is a frozen dataclass with a natural key; it refers to others by their natural keys, which are stored as
references. Every write is counted (`version`) and noted in the journal with old and new values.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Generic, TypeVar

from sqlalchemy import Column, Connection, Select, Table, bindparam, select

from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.records import values_of
from mottagning.storage.codec import Codec, cell, column_values
from mottagning.storage.journal import Journal
from mottagning.storage.parts import in_parts

T = TypeVar("T")
Key = tuple[object, ...]
_SOUGHT = "sought"


@dataclass(frozen=True, slots=True)
class Reference:
    """The field `field` names a row of another table by `key`; it is stored as that row's id in `column`.

    It may name none when `is_optional`.
    """

    field: str
    column: str
    key: Column[Any]
    is_optional: bool = False

    @property
    def table(self) -> Any:  # noqa: ANN401 - SQLAlchemy types it as FromClause
        """The table that is referred to."""
        return self.key.table


def optional(reference: Reference) -> Reference:
    """The same reference, which may name none."""
    return replace(reference, is_optional=True)


@dataclass(frozen=True, slots=True)
class Shape(Generic[T]):
    """Where and how a kind of record is kept.

    `special` fields stand in no column of `table`; the store reads and writes them itself.
    `order` are the columns that lists are sorted by.
    """

    kind: type[T]
    table: Table
    area: Area
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    special: frozenset[str] = frozenset()


class KeyedStore(Generic[T]):
    """The records of one kind in one transaction. `journal` is None where nothing may be written."""

    shape: Shape[T]
    _codec: Codec[T]

    def __init_subclass__(cls) -> None:
        if "shape" in vars(cls):
            cls._codec = Codec(cls.shape.kind, given=cls.shape.special)

    def __init__(self, connection: Connection, journal: Journal | None = None) -> None:
        self._connection = connection
        self._journal = journal
        self._ids: dict[str, dict[object, int]] = {}

    # reading

    def every(self, *criteria: Any) -> list[Stored[T]]:  # noqa: ANN401 - SQLAlchemy criteria
        """Every record that meets `criteria`, in the order they were added."""
        statement = self._select()
        return self._read(statement.where(*criteria) if criteria else statement)

    def having(self, column: Column[Any], value: object) -> list[Stored[T]]:
        """Every record in whose `column` this stands."""
        return self._having((column,), (value,))

    def get(self, record_id: int) -> Stored[T]:
        """The record with this number. Raises Refused when it is gone."""
        found = self.having(self.shape.table.c.id, record_id)
        if not found:
            raise Refused(RefusalCode.GONE)
        return found[0]

    def of(self, ids: Sequence[int]) -> list[Stored[T]]:
        """Those of the records with these numbers that are still there."""
        found: list[Stored[T]] = []
        for part in in_parts(ids):
            found += self._read(self._holding_one_of(self.shape.table.c.id), {_SOUGHT: part})
        return found

    def keys(self) -> list[str]:
        """The keys that are taken, of a kind of record that is known by one key of its own."""
        return list(self._connection.scalars(select(self.shape.table.c.key)))

    def find(self, *key: object) -> Stored[T] | None:
        """The record with this natural key."""
        columns = tuple(self._column(name) for name in self.shape.key)
        return next(iter(self._having(columns, tuple(cell(value) for value in key))), None)

    def naming(self, field: str, keys: Sequence[object]) -> list[Stored[T]]:
        """The records whose `field` is one of `keys`."""
        return self._read(self._holding_one_of(self._column(field)), {_SOUGHT: keys})

    def key_of(self, value: T) -> Key:
        """The natural key of a record."""
        return tuple(getattr(value, name) for name in self.shape.key)

    # writing

    def add(self, value: T) -> Stored[T]:
        """Add a record. Raises Refused when its key is taken."""
        self._require_free(value)
        return self.add_many([value])[0]

    def put(self, before: Stored[T] | None, value: T) -> Stored[T]:
        """Add a record, or replace the one that was read as `before`. Raises Refused as `add` and `change` do."""
        return self.add(value) if before is None else self.change(before, value)

    def add_many(self, values: Sequence[T]) -> Sequence[Stored[T]]:
        """Add records whose keys are known to be free."""
        if not values:
            return []
        table = self.shape.table
        ids = self._connection.scalars(
            table.insert().returning(table.c.id, sort_by_parameter_order=True),
            [{"version": 1, **self._values(value)} for value in values],
        ).all()
        stored = [Stored(record_id, 1, value) for record_id, value in zip(ids, values, strict=True)]
        self._remember(stored)
        self._write_special([(one, None) for one in stored])
        for one in stored:
            self._note(one.id, "added", {name: after for name, _, after in _compared(None, one.value)}, one.value)
        return stored

    def change(self, before: Stored[T], value: T) -> Stored[T]:
        """Replace the record that was read as `before`.

        Raises Refused when somebody changed it since (with what stands there now) or took its new key.
        """
        return self.change_many([(before, value)])[0]

    def change_many(self, changes: Iterable[tuple[Stored[T], T]]) -> Sequence[Stored[T]]:
        """Replace several records; those that are equal already are left alone."""
        return [self._change(before, value) for before, value in changes]

    def remove(self, before: Stored[T]) -> None:
        """Remove the record that was read as `before`. Raises Refused when somebody changed it since."""
        if self.get(before.id).version != before.version:
            raise self._conflict(before.id, before.value)
        self._touch(before)
        self._clear_special(before)
        self._connection.execute(self.shape.table.delete().where(self.shape.table.c.id == before.id))
        self._note(before.id, "removed", {name: old for name, old, _ in _compared(before.value, None)}, before.value)

    # what a kind may add

    def _special(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        """The special fields of each of `rows`."""
        return [{} for _ in rows]

    def _write_special(self, stored: Sequence[tuple[Stored[T], Stored[T] | None]]) -> None:
        """Store the special fields of records, each with what stood there before."""

    def _clear_special(self, before: Stored[T]) -> None:
        """Remove what hangs on a record that is to go."""

    def _touch(self, before: Stored[T]) -> None:
        """Have dependent facts looked at again, before a record changes or goes."""

    def _remember(self, stored: Sequence[Stored[T]]) -> None:
        """Have dependent facts looked at again, after records were added or changed."""

    def _person(self, _value: T, _record_id: int) -> int | None:
        """The person a change is about, for the log."""
        return None

    # inside

    @property
    def journal(self) -> Journal:
        """The journal of a writing transaction."""
        assert self._journal is not None, "a reading transaction writes nothing"  # noqa: S101
        return self._journal

    def _having(self, columns: tuple[Column[Any], ...], values: tuple[object, ...]) -> list[Stored[T]]:
        if None in values:
            return self.every(*(column == value for column, value in zip(columns, values, strict=True)))
        return self._read(self._holding(columns), {_name(place): one for place, one in enumerate(values)})

    def _read(self, statement: Select[Any], values: Mapping[str, object] | None = None) -> list[Stored[T]]:
        result = self._connection.execute(statement, values)
        names = tuple(result.keys())
        rows = [dict(zip(names, row, strict=True)) for row in result]  # asked for far more often than made
        given = self._special(rows)
        return [
            Stored(row["id"], row["version"], self._codec.value(row, **extra))
            for row, extra in zip(rows, given, strict=True)
        ]

    # Records are read one by one all the time, and building a statement takes longer than running it: built once each.

    @classmethod
    def _select(cls) -> Select[Any]:
        return _selecting(cls.shape)

    @classmethod
    @cache
    def _holding(cls, columns: tuple[Column[Any], ...]) -> Select[Any]:
        """The records in whose columns the values stand that are given with it, none of them NULL."""
        return cls._select().where(*(column == bindparam(_name(place)) for place, column in enumerate(columns)))

    @classmethod
    @cache
    def _holding_one_of(cls, column: Column[Any]) -> Select[Any]:
        return cls._select().where(column.in_(bindparam(_SOUGHT, expanding=True)))

    def _column(self, name: str) -> Column[Any]:
        if name == "days":
            return self.shape.table.c.start
        for reference in self.shape.references:
            if reference.field == name:
                return reference.key
        return self.shape.table.c[name]

    def _values(self, value: T) -> dict[str, Any]:
        fields_elsewhere = self.shape.special | {reference.field for reference in self.shape.references}
        columns = column_values(value, without=frozenset(fields_elsewhere))
        for reference in self.shape.references:
            key = getattr(value, reference.field)
            names_none = reference.is_optional and key is None
            columns[reference.column] = None if names_none else self._id(reference, key)
        return columns

    def _id(self, reference: Reference, key: object) -> int:
        known = self._ids.setdefault(reference.field, {})
        if key not in known:
            found = self._connection.scalar(select(reference.table.c.id).where(reference.key == key))
            if found is None:
                raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem(reference.field, "unknown", {"value": str(key)}))
            known[key] = found
        return known[key]

    def know(self, field: str, ids: dict[object, int]) -> None:
        """Tell the store many references at once, so that it need not ask for each."""
        self._ids.setdefault(field, {}).update(ids)

    def _change(self, before: Stored[T], value: T) -> Stored[T]:
        if before.value == value:
            return before
        if self.key_of(value) != self.key_of(before.value):
            self._require_free(value)
        self._touch(before)
        table = self.shape.table
        result = self._connection.execute(
            table.update()
            .where(table.c.id == before.id, table.c.version == before.version)
            .values(version=before.version + 1, **self._values(value))
        )
        if result.rowcount != 1:
            raise self._conflict(before.id, value)
        after = Stored(before.id, before.version + 1, value)
        self._remember([after])
        self._write_special([(after, before)])
        changes = {name: [old, new] for name, old, new in _compared(before.value, value)}
        self._note(before.id, "changed", changes, value)
        return after

    def _require_free(self, value: T) -> None:
        key = self.key_of(value)
        if self.find(*key) is not None:
            name = "first" if self.shape.key[-1] == "days" else self.shape.key[-1]
            raise Refused(RefusalCode.KEY_TAKEN, FieldProblem(name, "taken"), key=str(key[-1]))

    def _conflict(self, record_id: int, value: T) -> Refused:
        """Somebody was here first: what stands there now, where it is not what was to be written."""
        now = self.get(record_id).value
        differing = [
            FieldProblem(name, "changed_meanwhile", {"now": _shown(there), "yours": _shown(here)})
            for name, there, here in _compared(now, value)
        ]
        return Refused(RefusalCode.CHANGED_MEANWHILE, *differing)

    def _note(self, record_id: int, action: str, changes: Mapping[str, object], value: T) -> None:
        entity = self.shape.table.name
        self.journal.note(self.shape.area, entity, record_id, action, changes, self._person(value, record_id))


@cache
def _selecting(shape: Shape[Any]) -> Select[Any]:
    """Every record of a kind with what it refers to, in the order they were added."""
    table: Any = shape.table
    columns = [*table.c, *(reference.key.label(reference.field) for reference in shape.references)]
    joined = table
    for reference in shape.references:
        matches = reference.table.c.id == table.c[reference.column]
        joined = joined.join(reference.table, matches, isouter=reference.is_optional)
    return select(*columns).select_from(joined).order_by(table.c.id)


def _name(place: int) -> str:
    return f"{_SOUGHT}_{place}"


def _compared(before: object, after: object) -> Iterable[tuple[str, object, object]]:
    """The values in which two records differ, as forms name them; everything that is set when one is missing."""
    was, is_now = _plain_values(before), _plain_values(after)
    for name in was or is_now:
        old, new = was.get(name), is_now.get(name)
        if old != new:
            yield name, old, new


def _plain_values(record: object) -> dict[str, object]:
    return {} if record is None else {name: _plain(value) for name, value in values_of(record).items()}


def _plain(value: object) -> object:
    plain = cell(value)
    if isinstance(plain, tuple):
        return "; ".join(map(str, plain)) or None
    return plain if plain is None or isinstance(plain, bool | int | str) else str(plain)


def _shown(value: object) -> str | None:
    return None if value is None else str(value)
