"""Under which terms does the search find a person? Written anew from what stands in the register, when it changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, select

from mottagning.domain.identity import IdentityKind
from mottagning.domain.search import Number, person_terms
from mottagning.storage.parts import in_parts
from mottagning.storage.tables import people as tables


def write(connection: Connection, ids: Iterable[int]) -> None:
    """Write the terms of these persons, in the transaction that changed their names or numbers."""
    wanted = list(dict.fromkeys(ids))
    for part in in_parts(wanted):
        _write(connection, part)


def _write(connection: Connection, ids: Sequence[int]) -> None:
    person, term = tables.person, tables.person_term
    columns = (person.c.id, person.c.case_number, person.c.family_name, person.c.given_name, person.c.called_name)
    numbers, cases = _numbers(connection, ids), _former_cases(connection, ids)
    rows = [
        {"person_id": row.id, "term": word, "is_former": is_former}
        for row in connection.execute(select(*columns).where(person.c.id.in_(ids)))
        for word, is_former in person_terms(
            row.case_number, (row.family_name, row.given_name, row.called_name), numbers[row.id], cases[row.id]
        ).items()
    ]
    connection.execute(term.delete().where(term.c.person_id.in_(ids)))
    if rows:
        connection.execute(term.insert(), rows)


def _numbers(connection: Connection, ids: Sequence[int]) -> dict[int, list[Number]]:
    identity = tables.identity
    columns = (identity.c.person_id, identity.c.kind, identity.c.number, identity.c.is_current)
    found: dict[int, list[Number]] = defaultdict(list)
    for row in connection.execute(select(*columns).where(identity.c.person_id.in_(ids))):
        found[row.person_id].append(Number(IdentityKind(row.kind), row.number, row.is_current))
    return found


def _former_cases(connection: Connection, ids: Sequence[int]) -> dict[int, list[str]]:
    former = tables.former_case
    found: dict[int, list[str]] = defaultdict(list)
    statement = select(former.c.person_id, former.c.former_case).where(former.c.person_id.in_(ids))
    for row in connection.execute(statement):
        found[row.person_id].append(row.former_case)
    return found
