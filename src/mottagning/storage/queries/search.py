"""What does the search field find? Persons by name and number, bookings, agreements and returns by theirs.

Names are searched by their folded parts in any order, by prefix, in a plain table of terms with an index: it is as
fast as a full-text index at this size, portable, and gone when the person is removed.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Select, select

from mottagning.domain.people import Protection
from mottagning.domain.swedish import folded
from mottagning.readmodels.search import Hit, HitKind
from mottagning.storage.tables import agreements, bookings, ledger, people

_AFTER_EVERY_LETTER = "\uffff"


class SearchQueries:
    """Finds records by the permitted terms: names, identity numbers, case numbers, keys and numbers of papers."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, text: str, *, protected: bool, limit: int = 20) -> list[Hit]:
        """Up to `limit` hits of each kind; protected people only when `protected` is set."""
        if not text.strip():
            return []
        return [
            *self._people(text, protected=protected, limit=limit),
            *self._bookings(text, protected=protected, limit=limit),
            *self._agreements(text, limit=limit),
            *self._returns(text, limit=limit),
        ]

    def person_ids(self, text: str) -> Select[Any]:
        """A query for the persons that every word of `text` fits."""
        person = people.person
        statement = select(person.c.id)
        for word in _words(text):
            term = people.person_term.alias()
            fitting = select(term.c.person_id).where(term.c.term >= word, term.c.term < word + _AFTER_EVERY_LETTER)
            statement = statement.where(person.c.id.in_(fitting))
        return statement

    def _people(self, text: str, *, protected: bool, limit: int) -> list[Hit]:
        person = people.person
        columns = (person.c.id, person.c.case_number, person.c.family_name, person.c.given_name, person.c.birth_date)
        statement = select(*columns).where(person.c.id.in_(self.person_ids(text)))
        if not protected:
            statement = statement.where(person.c.protection == Protection.NONE.value)
        rows = self._connection.execute(statement.limit(limit)).all()
        return [
            Hit(
                HitKind.PERSON,
                row.id,
                " ".join(part for part in (row.given_name, row.family_name) if part),
                " · ".join(part for part in (row.case_number, str(row.birth_date or "")) if part),
            )
            for row in rows
        ]

    def _bookings(self, text: str, *, protected: bool, limit: int) -> list[Hit]:
        one = bookings.booking
        statement = (
            select(one.c.id, one.c.key, agreements.service.c.name, people.person.c.case_number)
            .join(agreements.service, agreements.service.c.id == one.c.service_id)
            .join(people.person, people.person.c.id == one.c.person_id)
            .where(one.c.key.istartswith(text.strip(), autoescape=True))
        )
        if not protected:
            statement = statement.where(people.person.c.protection == Protection.NONE.value)
        rows = self._connection.execute(statement.order_by(one.c.key).limit(limit))
        return [Hit(HitKind.BOOKING, row.id, row.key, f"{row.name} · {row.case_number}") for row in rows]

    def _agreements(self, text: str, *, limit: int) -> list[Hit]:
        one = agreements.agreement
        fits = [column.icontains(text.strip(), autoescape=True) for column in (one.c.key, one.c.registry_number)]
        rows = self._connection.execute(select(one).where(fits[0] | fits[1]).order_by(one.c.key).limit(limit))
        return [Hit(HitKind.AGREEMENT, row.id, row.key, row.registry_number or "") for row in rows]

    def _returns(self, text: str, *, limit: int) -> list[Hit]:
        back = ledger.compensation_return
        statement = (
            select(back.c.id, back.c.number, back.c.counterpart)
            .where(back.c.number.istartswith(text.strip(), autoescape=True), back.c.is_protected.is_(False))
            .order_by(back.c.number)
            .limit(limit)
        )
        return [Hit(HitKind.RETURN, row.id, row.number, row.counterpart) for row in self._connection.execute(statement)]


def _words(text: str) -> Sequence[str]:
    """The words to look for; a number is sought without the hyphen that people write in it."""
    compact = text.replace("-", "").replace("+", "").replace(" ", "")
    if compact.isdecimal() and len(compact) >= 6:
        return [compact]
    return folded(text).split()
