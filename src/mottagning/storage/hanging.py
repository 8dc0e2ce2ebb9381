"""Which rows hang on a person, in whatever table? Found by foreign keys, so that a new kind of record is not forgotten.

What refers to a row that goes, goes with it. Only what stands in `_LETS_GO` stays and refers to nothing instead.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import Column, Connection, Select, Table, select

from mottagning.storage.parts import in_parts
from mottagning.storage.tables import documents, people, reception
from mottagning.storage.tables.base import metadata

Rows = Mapping[str, Collection[int]]
"""Numbers of rows by the name of their table."""

_LETS_GO = frozenset({("household", "anchor_id"), ("assignment", "household_id")})
"""What is others' too and stays without the one it names; empty households and assignments go by themselves."""
_ANOTHERS = frozenset({("representative", "representative_id"), ("apart", "other_id")})
"""By these somebody else's record names a person: it goes with her, and tells nothing of when hers were used."""


def identifier(table: Table) -> Column[Any]:
    """The column that names a table's rows; of a table that is all key, the one that says whose they are."""
    return next(iter(table.primary_key.columns))


def references() -> Iterator[tuple[Table, Column[Any], Table]]:
    """Every column that refers to another table's rows, with both tables."""
    for table in metadata.sorted_tables:
        for key in table.foreign_keys:
            yield table, key.parent, key.column.table


def hanging(connection: Connection, persons: Iterable[int], document_ids: Iterable[int] = ()) -> Rows:
    """These persons and documents, with every row that goes with them."""
    found: dict[str, set[int]] = defaultdict(set)
    _follow(connection, found, {people.person.name: set(persons), documents.document.name: set(document_ids)})
    _follow(connection, found, {people.household.name: _emptied(connection, found)})
    _follow(connection, found, {reception.assignment.name: _unpeopled(connection, found)})
    return {name: sorted(rows) for name, rows in found.items() if rows}


def remove(connection: Connection, rows: Rows) -> None:
    """Remove rows that `hanging` found, the referring ones first."""
    for name, column in sorted(_LETS_GO):
        table = metadata.tables[name]
        target = next(iter(table.c[column].foreign_keys)).column.table
        for some in in_parts(sorted(rows.get(target.name, ()))):
            gone = table.update().where(table.c[column].in_(some))
            connection.execute(gone.values({column: None, "version": table.c.version + 1}))
    for table in reversed(metadata.sorted_tables):
        for some in in_parts(sorted(rows.get(table.name, ()))):
            connection.execute(table.delete().where(identifier(table).in_(some)))


def owners() -> Mapping[str, Select[tuple[int, int]]]:
    """For each table that hangs on persons: a question that gives the number of each row and whose it is."""
    person = people.person
    found: dict[str, Any] = {person.name: select(person.c.id.label("row"), person.c.id.label("person"))}
    waiting = [person]
    while waiting:
        target = waiting.pop(0)
        for table, column, referred in references():
            place = (table.name, column.name)
            if referred is target and table.name not in found and place not in _LETS_GO | _ANOTHERS:
                inner = found[target.name].subquery()
                joined = select(identifier(table).label("row"), inner.c.person).join(inner, column == inner.c.row)
                found[table.name] = joined.select_from(table)
                waiting.append(table)
    return found


def _follow(connection: Connection, found: dict[str, set[int]], start: Mapping[str, set[int]]) -> None:
    waiting = {name: rows - found[name] for name, rows in start.items()}
    while waiting:
        name, rows = waiting.popitem()
        found[name] |= rows
        for table, column, target in references():
            if target.name == name and (table.name, column.name) not in _LETS_GO:
                new = _referring(connection, table, column, rows) - found[table.name]
                if new:
                    waiting[table.name] = waiting.get(table.name, set()) | new


def _referring(connection: Connection, table: Table, column: Column[Any], rows: Collection[int]) -> set[int]:
    return {
        number
        for some in in_parts(sorted(rows))
        for number in connection.scalars(select(identifier(table)).where(column.in_(some)))
    }


def _emptied(connection: Connection, found: Mapping[str, set[int]]) -> set[int]:
    """The households that nobody is or was in but those who go."""
    member = people.household_member
    return _left_empty(connection, member, member.c.household_id, found)


def _unpeopled(connection: Connection, found: Mapping[str, set[int]]) -> set[int]:
    """The assignments of nobody but those who go, and those of a household that goes and of nobody by name."""
    expected, assignment = reception.expected_person, reception.assignment
    empty = _left_empty(connection, expected, expected.c.assignment_id, found)
    households = found.get(people.household.name, set())
    of_households = _referring(connection, assignment, assignment.c.household_id, households)
    named = _owners(connection, expected.c.assignment_id, expected.c.assignment_id, of_households)
    return empty | (of_households - named)


def _left_empty(connection: Connection, table: Table, owner: Column[Any], found: Mapping[str, set[int]]) -> set[int]:
    """The owners all of whose rows in `table` go."""
    gone = found.get(table.name, set())
    candidates = _owners(connection, owner, table.c.id, gone)
    rows = {
        (row[0], row[1])
        for some in in_parts(sorted(candidates))
        for row in connection.execute(select(owner, table.c.id).where(owner.in_(some)))
    }
    return candidates - {whose for whose, number in rows if number not in gone}


def _owners(connection: Connection, owner: Column[Any], column: Column[Any], values: Collection[int]) -> set[int]:
    return {
        number
        for some in in_parts(sorted(values))
        for number in connection.scalars(select(owner).where(column.in_(some)))
    }
