"""Which bookings must the next closing look at? Those whose facts have changed since they were last closed.

A course held together, or booked by headcount, is settled as a booking is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache

from sqlalchemy import BindParameter, ColumnElement, Connection, FromClause, Table, Update, and_, bindparam, select

from mottagning.storage.parts import in_parts
from mottagning.storage.tables import agreements, bookings, group_bookings

CHANGED = ""
"""The due month of a booking whose facts have changed: before every month."""

_PICKED = "picked"
COURSES = (agreements.shared_offer, group_bookings.group_booking)
"""What is settled as a booking is and is about nobody."""


def of_people(connection: Connection, people: Sequence[int]) -> None:
    """A person's bookings depend on where she belongs, when she was received and born."""
    _mark(connection, "person_id", people)


def of_services(connection: Connection, services: Sequence[int]) -> None:
    """Bookings depend on what the catalogue says of their insats."""
    _mark(connection, "service_id", services)
    _mark_courses(connection, "service_id", services)


def of_agreements(connection: Connection, keys: Iterable[str]) -> None:
    """Bookings depend on their agreement and on all that follow it."""
    found = _with_predecessors(connection, set(keys))
    _mark(connection, "agreement_id", found)
    _mark_courses(connection, "agreement_id", found)


def of_bookings(connection: Connection, ids: Sequence[int]) -> None:
    """Bookings whose own facts have changed."""
    _mark(connection, "id", ids)


def of_course(connection: Connection, table: Table, ids: Sequence[int]) -> None:
    """Courses of nobody's, kept in `table`, whose own facts have changed."""
    _set_changed(connection, table, "id", ids)


def of_calendars(connection: Connection, names: Iterable[str]) -> None:
    """Bookings depend on the school calendar that their terms name."""
    table = agreements.terms
    statement = (
        select(agreements.agreement.c.key)
        .join(table, table.c.agreement_id == agreements.agreement.c.id)
        .where(table.c.school_calendar.in_(set(names)))
    )
    of_agreements(connection, connection.scalars(statement))


def of_parties(connection: Connection, codes: Iterable[str]) -> None:
    """Bookings depend on what kind of body their counterpart is."""
    party = agreements.agreement_party
    statement = (
        select(agreements.agreement.c.key)
        .join(party, party.c.agreement_id == agreements.agreement.c.id)
        .where(party.c.code.in_(set(codes)))
    )
    of_agreements(connection, connection.scalars(statement))


def same_person_and_service(one: FromClause, other: FromClause) -> ColumnElement[bool]:
    """Bookings of the same person and insats.

    The person has a handful of bookings, the insats thousands: the sums keep the database from its index of them.
    """
    return and_(one.c.person_id == other.c.person_id, one.c.service_id + 0 == other.c.service_id + 0)


def _with_predecessors(connection: Connection, keys: set[str]) -> Sequence[int]:
    """The agreements with these keys and those that they replace, however far back."""
    table = agreements.agreement
    rows = connection.execute(select(table.c.id, table.c.key, table.c.replaces)).all()
    replaced = {row.key: row.replaces for row in rows}
    wanted = set(keys)
    waiting = list(keys)
    while waiting:
        former = replaced.get(waiting.pop())
        if former is not None and former not in wanted:
            wanted.add(former)
            waiting.append(former)
    return [row.id for row in rows if row.key in wanted]


def _mark(connection: Connection, column: str, values: Sequence[int]) -> None:
    """Mark the bookings that `column` picks, and the same persons' others of the same insats.

    Which of two bookings is paid for a month (K01, K02) is decided by the facts of both.
    """
    for part in in_parts(values):
        connection.execute(_marking(column), {_PICKED: part})


def _mark_courses(connection: Connection, column: str, values: Sequence[int]) -> None:
    for table in COURSES:
        _set_changed(connection, table, column, values)


def _set_changed(connection: Connection, table: Table, column: str, values: Sequence[int]) -> None:
    for part in in_parts(values):
        connection.execute(_setting(table, column), {_PICKED: part})


@cache  # almost every change marks, and building the statement takes longer than running it
def _marking(column: str) -> Update:
    table = bookings.booking
    one, other = table.alias("one"), table.alias("other")
    joined = one.join(other, same_person_and_service(one, other))
    picked = select(other.c.id).select_from(joined).where(one.c[column].in_(_picked()))
    return table.update().where(table.c.id.in_(picked)).values(due_month=CHANGED)


@cache
def _setting(table: Table, column: str) -> Update:
    return table.update().where(table.c[column].in_(_picked())).values(due_month=CHANGED)


def _picked() -> BindParameter[int]:
    return bindparam(_PICKED, expanding=True)
