"""Which rows of the logs tell of somebody whom the user may not know of? Of her, of a record of hers, of her number.

What a row is about is told by the person it names; where it names none, by the record, and by the keys in its words.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, and_, exists, not_, or_, select

from mottagning.domain.people import Protection
from mottagning.domain.search import asks_for
from mottagning.readmodels.admin import ReadKind, typed_in
from mottagning.storage.stores import reception as seen_of_reception
from mottagning.storage.stores.received_invoices import seen as seen_invoices
from mottagning.storage.tables import admin, bookings, ledger, merging, people, received_invoices, reception, requests
from mottagning.storage.tables import retention as retention_tables

_IS_HERS = people.person.c.protection != Protection.NONE.value
_HERS = select(people.person.c.id).where(_IS_HERS)
_MARKS = tuple(f'"protection": "{one.value}"' for one in Protection if one is not Protection.NONE)
"""How the log writes that somebody, or an assignment, was protected when it was added or removed."""


class Unseen:
    """What the logs must not tell to those without the right to protected people; each is looked up once."""

    def __init__(self, connection: Connection, tables: Collection[str] | None = None) -> None:
        """`tables` are those whose records the rows tell of, None all: others may be closed to the user, and are not
        looked in."""
        self._connection = connection
        self._tables = tables

    def is_change(self, row: Any) -> bool:  # noqa: ANN401 - a row
        """Whether a change was made to somebody hidden, or to what is hers, or names her or a record of hers."""
        if row["person"] in self._gone or (row["entity"], row["entity_id"]) in self._records:
            return True
        changes = row["changes"]
        return changes is not None and any(one in changes for one in self._names)

    def is_reading(self, row: Any) -> bool:  # noqa: ANN401 - a row
        """Whether she was read of, or a word was typed to search or filter by that finds her or a record of hers."""
        if row["person"] in self._gone:
            return True
        typed = typed_in(row["what"], row["detail"] or "")
        if typed is None:
            return False
        return asks_for(typed, self._terms) or not self._numbers.isdisjoint(_words(typed))

    def is_disclosure(self, row: Any) -> bool:  # noqa: ANN401 - a row
        """Whether what left the office was hers: her paper, or a return of people with protected data."""
        return row["person"] in self._gone or row["return_id"] in self._returns

    def is_counted_in(self, row: Any) -> bool:  # noqa: ANN401 - a row
        """Whether she may be among those whom a row counts: it tells of several, and whoever did it sees her.

        One's own list beside it would tell how many are hidden.
        """
        return row["person"] is None and row.get("what") != ReadKind.LOGIN.value and row["by"] in self._seeing

    @cached_property
    def _gone(self) -> set[int]:
        """The numbers of persons who are there no more: merged into somebody hidden, or removed while protected."""
        former, log = people.former_case, admin.change_log
        merged = former.c.person_id.in_(_HERS), former.c.former_id.is_not(None)
        found = set(self._ids(select(former.c.former_id).where(*merged)))
        protocol = retention_tables.retention_protocol
        removed = select(log.c.entity_id).where(
            log.c.entity == people.person.name,
            log.c.action == "removed",
            or_(
                *(log.c.changes.contains(one, autoescape=True) for one in _MARKS),
                log.c.removed_by.in_(select(protocol.c.id).where(protocol.c.is_protected)),
            ),
            not_(exists().where(people.person.c.id == log.c.entity_id)),
        )
        return found | set(self._ids(removed))

    @cached_property
    def _records(self) -> set[tuple[str, int]]:
        """The records of hers of which the log names no person, by table and number."""
        asked = [(table.name, statement) for table, statement in _records() if self._is_asked(table)]
        return {(name, number) for name, statement in asked for number in self._ids(statement)}

    @cached_property
    def _names(self) -> tuple[str, ...]:
        """Her case numbers and the keys of such records, as the log writes them."""
        former = people.former_case
        keys = [
            select(people.person.c.case_number).where(_IS_HERS),
            select(former.c.former_case).where(former.c.person_id.in_(_HERS)),
            *(select(table.c.key).where(hidden) for table, hidden in _keyed() if self._is_asked(table)),
        ]
        return tuple(json.dumps(one, ensure_ascii=False) for each in keys for one in self._connection.scalars(each))

    @cached_property
    def _terms(self) -> list[str]:
        """What the search finds her by, in order: it was typed by those who may see her."""
        term = people.person_term
        return sorted(set(self._connection.scalars(select(term.c.term).where(term.c.person_id.in_(_HERS)))))

    @cached_property
    def _numbers(self) -> set[str]:
        """What the search finds records of hers by."""
        return {one.casefold() for each in _numbers() for one in self._connection.scalars(each) if one}

    @cached_property
    def _returns(self) -> set[int]:
        back = ledger.compensation_return
        return set(self._ids(select(back.c.id).where(back.c.is_protected)))

    @cached_property
    def _seeing(self) -> set[str]:
        user = admin.user
        return set(self._connection.scalars(select(user.c.name).where(user.c.may_see_protected)))

    def _is_asked(self, table: Table) -> bool:
        return self._tables is None or table.name in self._tables

    def _ids(self, statement: Select[Any]) -> Iterator[int]:
        return iter(self._connection.scalars(statement))


def _words(typed: str) -> set[str]:
    whole = " ".join(typed.casefold().split())
    return {whole, *whole.split()}


def _keyed() -> list[tuple[Table, ColumnElement[bool]]]:
    """The kinds of records that are hidden whole, with what hides one of them."""
    member = people.household_member
    lives = and_(member.c.household_id == people.household.c.id, member.c.person_id == people.person.c.id)
    return [
        (reception.assignment, not_(seen_of_reception.is_seen())),
        (reception.flat, seen_of_reception.is_hers()),
        (received_invoices.received_invoice, not_(and_(*seen_invoices()))),
        (people.household, and_(exists().where(lives, _IS_HERS), not_(exists().where(lives, not_(_IS_HERS))))),
    ]


def _records() -> Iterator[tuple[Table, Select[Any]]]:
    """What hides with them: the records themselves, what is part of them, merges and proposals of retention."""
    for table, hidden in _keyed():
        yield table, select(table.c.id).where(hidden)
        whole = select(table.c.id).where(hidden)
        for part in table.metadata.sorted_tables:
            for key in part.foreign_keys:
                if key.column.table is table and part is not people.household_member:
                    yield part, select(next(iter(part.primary_key.columns))).where(key.parent.in_(whole))
    merge, former = merging.person_merge, retention_tables
    yield merge, select(merge.c.id).where(merge.c.kept.in_(_HERS))
    for table in (former.retention_proposal, former.retention_protocol):
        yield table, select(table.c.id).where(table.c.is_protected)
    answer = former.retention_answer
    yield answer, select(answer.c.id).where(answer.c.person_id.in_(_HERS))


def _numbers() -> Iterator[Select[Any]]:
    """Keys and numbers that the search knows, of what is hers alone (see `search`)."""
    booking, request, step = bookings.booking, requests.booking_request, requests.request_step
    yield select(booking.c.key).where(booking.c.person_id.in_(_HERS))
    yield select(booking.c.decision).where(booking.c.person_id.in_(_HERS))
    yield select(request.c.key).where(request.c.person_id.in_(_HERS))
    of_hers = step.c.request_id.in_(select(request.c.id).where(request.c.person_id.in_(_HERS)))
    yield select(step.c.reference).where(of_hers)
    invoice = received_invoices.received_invoice
    for column in (invoice.c.key, invoice.c.number):
        yield select(column).where(not_(and_(*seen_invoices())))
    back = ledger.compensation_return
    yield select(back.c.number).where(back.c.is_protected)
