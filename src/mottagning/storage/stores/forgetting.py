"""Where else is somebody named who is removed? In the logs, in kept filters, in others' notes, in what was merged.

The logs keep who did what and when, and lose the words. In others' notes a mark stands where she was named.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, String, Table, or_, select

from mottagning.domain.identity import IdentityKind
from mottagning.domain.names import parts
from mottagning.domain.retention.mentions import Mentions, Named, names_word, term_key
from mottagning.domain.search import asks_for
from mottagning.readmodels.admin import typed_in
from mottagning.storage import chain, triggers
from mottagning.storage.hanging import Rows, identifier
from mottagning.storage.parts import in_parts
from mottagning.storage.tables import (
    admin,
    bookings,
    documents,
    ledger,
    merging,
    people,
    received_invoices,
    retention,
    take_in,
)
from mottagning.storage.tables.base import metadata
from mottagning.texts.retention import REMOVED

_CASES = frozenset(
    {
        "case_number",
        "other_case",
        "anchor_person",
        "representative_case",
        "former_case",
        "kept",
        "gone",
    }
)
"""The fields in which the log names a case."""
_BOOKING = "booking"
"""The field in which it names a booking, also of what was removed from it long before."""
_OURS = (admin.user, admin.setting, retention.retention_rules)
"""What is the office's own."""
_FREED = ("name", "identity", "reference", "why")
"""What a row of somebody else's invoice says of a person."""


@dataclass(frozen=True, slots=True)
class Gone:
    """Who is removed, gathered before she is: her numbers in the register, present and former, and what names her.

    `cases` are her case numbers, `words` single names of hers, `sought` what the search found her by, `bookings` the
    keys of her bookings; `papers` are the documents that go alone, each with the person whose it is.
    """

    persons: Collection[int]
    cases: Collection[str]
    terms: Collection[str]
    words: Collection[str]
    sought: Collection[str]
    bookings: Collection[str]
    numbers: Collection[str]
    papers: Mapping[int, int | None]


def gone(connection: Connection, persons: Collection[int], papers: Mapping[int, int | None]) -> Gone:
    """What names these persons, and these documents of others."""
    found = list(_named(connection, persons))
    former = people.former_case
    rows = connection.execute(select(former).where(former.c.person_id.in_(persons))).all() if persons else []
    cases = [case for _, case, _ in found] + [row.former_case for row in rows]
    others = [*cases, *(row.neutral_number for row in rows if row.neutral_number)]
    return Gone(
        persons={*persons, *(row.former_id for row in rows if row.former_id is not None)},
        cases=set(cases),
        terms={*others, *(term for one, _, _ in found for term in one.terms())},
        words={word for _, _, names in found for word in names},
        sought=set(_column(connection, people.person_term.c.term, people.person_term.c.person_id, persons)),
        bookings=set(_column(connection, bookings.booking.c.key, bookings.booking.c.person_id, persons)),
        numbers=set(_column(connection, people.identity.c.number, people.identity.c.person_id, persons)),
        papers=papers,
    )


def _named(connection: Connection, persons: Collection[int]) -> Iterator[tuple[Named, str, list[str]]]:
    person, identity, permit = people.person, people.identity, people.permit
    for number in persons:
        row = connection.execute(select(person).where(person.c.id == number)).one()
        givens = [name for name in (row.given_name, row.called_name) if name]
        cards = connection.scalars(select(permit.c.card_number).where(permit.c.person_id == number))
        others = [*cards, row.phone, row.email, row.neutral_number]
        numbers = connection.execute(select(identity.c.kind, identity.c.number).where(identity.c.person_id == number))
        yield (
            Named(
                names=tuple((given, row.family_name or "") for given in givens),
                numbers=tuple((IdentityKind(one.kind), one.number) for one in numbers),
                others=tuple(one for one in others if one),
            ),
            row.case_number,
            [part for name in (*givens, row.family_name or "") for part in parts(name)],
        )


class Forgetting:
    """The words about persons who were removed, being taken from what stays. `rows` are those that went with them."""

    def __init__(self, connection: Connection, who: Gone, rows: Rows, protocol: int) -> None:
        self._connection, self._who, self._rows, self._protocol = connection, who, rows, protocol
        self._cases, self._bookings = frozenset(who.cases), frozenset(who.bookings)
        self._mentions = Mentions(self._hers_alone())
        term = people.person_term.c.term
        self._words = set(who.words) - set(_column(connection, term, term, who.words))
        self._sought = sorted(set(who.sought) - set(_column(connection, term, term, who.sought)))

    def forget(self) -> None:
        """Take all of it."""
        self._beside()
        self._invoices()
        self._filters()
        self._texts()
        self._change_log()
        self._read_log()
        self._disclosures()

    def _hers_alone(self) -> set[str]:
        """What names nobody else who is still there, nor anybody who works here."""
        person, identity = people.person, people.identity
        rows = self._connection.execute(select(person.c.given_name, person.c.called_name, person.c.family_name))
        left = [Named(names=tuple((given or "", row[2] or "") for given in row[:2])) for row in rows]
        for some in in_parts(sorted(self._who.numbers)):
            shared = select(identity.c.kind, identity.c.number).where(identity.c.number.in_(some))
            left += [Named(numbers=((IdentityKind(kind), one),)) for kind, one in self._connection.execute(shared)]
        taken = {term_key(term) for one in left for term in one.terms()}
        taken |= {term_key(one) for one in self._connection.scalars(select(admin.user.c.name))}
        return {term for term in self._who.terms if term_key(term) not in taken}

    # what has no foreign key

    def _beside(self) -> None:
        record, merge, kept = take_in.take_in_record, merging.person_merge, merging.person_merge_row
        sent = ledger.ledger_identity
        for some in in_parts(sorted(self._who.persons)):
            self._connection.execute(record.delete().where(record.c.person.in_(some)))
            self._connection.execute(sent.delete().where(sent.c.person.in_(some)))
            hers = select(merge.c.id).where(or_(merge.c.kept.in_(some), merge.c.gone.in_(some)))
            self._connection.execute(kept.delete().where(kept.c.merge_id.in_(hers)))
            self._connection.execute(merge.delete().where(merge.c.id.in_(hers)))
        for name, rows in self._rows.items():
            for some in in_parts(sorted(rows)):
                for table in (record, kept):
                    there = (table.c.entity == name, table.c.record.in_(some))
                    self._connection.execute(table.delete().where(*there))

    def _invoices(self) -> None:
        row = received_invoices.invoice_row
        freed: dict[str, Any] = {**dict.fromkeys(_FREED), "version": row.c.version + 1}
        for column, values in ((row.c.our_booking, self._who.bookings), (row.c.identity, self._who.numbers)):
            for some in in_parts(sorted(values)):
                self._connection.execute(row.update().where(column.in_(some)).values(freed))

    def _filters(self) -> None:
        """Those that name her, or filter by the beginning or the sound of her name alone."""
        table = admin.saved_filter
        for row in self._connection.execute(select(table.c.id, table.c.text, table.c.name)).all():
            if self._is_named(row.text) or self._is_named(row.name) or asks_for(row.text, self._sought):
                self._connection.execute(table.delete().where(table.c.id == row.id))

    def _is_named(self, text: str | None) -> bool:
        return text is not None and (text in self._mentions or names_word(text, self._words))

    # others' notes

    def _texts(self) -> None:
        frozen = triggers.names()
        for table in metadata.sorted_tables:
            if table not in _OURS and f"{table.name}_no_update" not in frozen:
                self._texts_of(table)

    def _texts_of(self, table: Table) -> None:
        columns = [one for one in table.c if isinstance(one.type, String) and not one.primary_key]
        if not columns:
            return
        for row in self._connection.execute(select(identifier(table).label("_row"), *columns)).mappings().all():
            named = [one for one in columns if row[one.name] is not None and row[one.name] in self._mentions]
            values = {one.name: self._marked(table, one.name, row["_row"], row[one.name]) for one in named}
            if values:
                self._connection.execute(table.update().where(identifier(table) == row["_row"]).values(values))

    def _marked(self, table: Table, column: str, row: int, text: str) -> str:
        """The text with a mark in her place; a key, of which there may be no two, by the row's own number."""
        is_key = bool(table.c[column].unique)
        return f"{REMOVED} {row}" if is_key else self._mentions.without(text, REMOVED)

    # the logs

    def _change_log(self) -> None:
        log = admin.change_log
        places = {(name, number) for name, rows in self._rows.items() for number in rows}
        columns = (log.c.id, log.c.entity, log.c.entity_id, log.c.person, log.c.changes)
        rows = self._connection.execute(select(*columns).where(log.c.changes.is_not(None)))
        named = [row.id for row in rows if self._is_about(row, places) or self._says(row.changes)]
        chain.take_words(self._connection, log, named, self._protocol)

    def _is_about(self, row: Any, places: Collection[tuple[str, int]]) -> bool:  # noqa: ANN401 - a row
        """By the person, or by the record where the log knows none: a record's number may have been another's before.

        A document that goes alone is told apart by whose it is.
        """
        if row.person is None:
            return (row.entity, row.entity_id) in places
        is_paper = row.entity == documents.document.name and row.entity_id in self._who.papers
        return row.person in self._who.persons or (is_paper and self._who.papers[row.entity_id] == row.person)

    def _says(self, changes: str) -> bool:
        if changes in self._mentions:
            return True
        if not any(f'"{field}"' in changes for field in (*_CASES, _BOOKING)):
            return False
        said = json.loads(changes)
        if any(booking in self._bookings for booking in _texts_in(said.get(_BOOKING))):
            return True
        return any(case in self._cases for field in _CASES for case in _texts_in(said.get(field)))

    def _read_log(self) -> None:
        log = admin.read_log
        columns = (log.c.id, log.c.what, log.c.person, log.c.detail)
        rows = self._connection.execute(select(*columns).where(log.c.detail.is_not(None)))
        named = [row.id for row in rows if row.person in self._who.persons or self._is_read_of(row)]
        chain.take_words(self._connection, log, named, self._protocol)

    def _is_read_of(self, row: Any) -> bool:  # noqa: ANN401 - a row
        """By her names, or by the beginning or the sound of one, which is how people search."""
        typed = typed_in(row.what, row.detail)
        return self._is_named(row.detail) or (typed is not None and asks_for(typed, self._sought))

    def _disclosures(self) -> None:
        log = admin.disclosure
        rows = self._connection.execute(select(log.c.id, log.c.person, log.c.recipient, log.c.ground, log.c.left_out))
        named = [row.id for row in rows if row.person in self._who.persons or any(map(self._is_named, row[2:]))]
        chain.take_words(self._connection, log, named, self._protocol)


def _texts_in(value: object) -> Iterator[str]:
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, str):
            yield one


def _column(connection: Connection, column: Any, where: Any, values: Collection[Any]) -> Iterable[Any]:  # noqa: ANN401
    return [
        one for some in in_parts(sorted(values)) for one in connection.scalars(select(column).where(where.in_(some)))
    ]
