"""What does the search field find? Persons by name and number, other records by theirs.

A person's terms stand in a plain table with two indexes, by term and by person (see `domain.search`): as fast as a
full-text index at this size, portable, and gone when the person is removed. The rarest of the typed words walks the
index by term; for each person it meets, the other words are looked up by person. Nothing but the terms that begin so
is read, and the walk ends when there are enough.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    Table,
    exists,
    false,
    func,
    null,
    or_,
    select,
    union_all,
)

from mottagning.domain.names import listed_name, shown_name
from mottagning.domain.people import Protection
from mottagning.domain.search import Span, Word, readings
from mottagning.readmodels.admin import ReadKind
from mottagning.readmodels.search import Found, Hit, HitKind, HitNote
from mottagning.storage.stores.received_invoices import seen
from mottagning.storage.tables import admin, agreements, bookings, ledger, people, received_invoices, requests

LIMIT = 20
_LATEST, _READ_BACK = 8, 400
"""So many persons are told of as opened last, among so many openings of cards."""
_LOOKED_AT = 60
"""So many persons are put in order by name; among more than that, those whose term comes first in the alphabet."""
_COMMON = 1_000
"""Words that begin more terms than this are equally common."""
_WHOLE, _BEGINS, _HEARD = range(3)
"""How well a person fits, the best first."""
_AFTER_EVERY_LETTER = "\U0010ffff"


@dataclass(frozen=True, slots=True)
class _Match:
    row: Any
    rank: int

    @property
    def order(self) -> tuple[int, str, str]:
        """The best first, then as Swedes sort names."""
        return self.rank, listed_name(self.row.given_name, self.row.family_name), self.row.case_number


class SearchQueries:
    """Finds records by the permitted terms: names, identity and case numbers, keys, numbers of papers and decisions."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def find(self, text: str, *, protected: bool, limit: int = LIMIT) -> Found:
        """Up to `limit` hits of each kind; protected people only when `protected` is set."""
        typed = " ".join(text.split())
        if not typed:
            return Found()
        more = limit + 1
        kinds = (
            self._people(typed, protected=protected, limit=more),
            self._bookings(typed, protected=protected, limit=more),
            self._requests(typed, protected=protected, limit=more),
            self._agreements(typed, limit=more),
            self._returns(typed, limit=more),
            self._invoices(typed, protected=protected, limit=more),
        )
        hits = tuple(hit for kind in kinds for hit in kind[:limit])
        return Found(hits, has_more=any(len(kind) > limit for kind in kinds))

    def latest(self, user: str, *, protected: bool) -> Found:
        """The persons whose cards the user opened last, the latest first; protected ones only when `protected`."""
        log, person = admin.read_log, people.person
        opened = (
            select(log.c.id, log.c.person)
            .where(log.c.by == user, log.c.what == ReadKind.CARD.value)
            .order_by(log.c.id.desc())
            .limit(_READ_BACK)
            .subquery()
        )
        columns = (person.c.id, person.c.case_number, person.c.family_name, person.c.given_name, person.c.birth_date)
        statement = (
            select(*columns, person.c.protection, false().label("is_former"))
            .join(opened, opened.c.person == person.c.id)
            .group_by(person.c.id)
            .order_by(func.max(opened.c.id).desc())
            .limit(_LATEST)
        )
        if not protected:
            statement = statement.where(person.c.protection == Protection.NONE.value)
        return Found(tuple(_person_hit(row) for row in self._connection.execute(statement)))

    def _people(self, text: str, *, protected: bool, limit: int) -> list[Hit]:
        looking = _PersonSearch(self._connection, protected=protected)
        for place, words in enumerate(readings(text)):
            if place == 0:
                looking.look(words, tuple((word.spelled,) for word in words))
            if len(looking.found) < limit:
                looking.look(words, tuple((word.spelled, *word.heard) for word in words))
        best = sorted(looking.found.values(), key=lambda match: match.order)[:limit]
        return [_person_hit(match.row) for match in best]

    def _bookings(self, text: str, *, protected: bool, limit: int) -> list[Hit]:
        one = bookings.booking
        ways = ((_placed(one, null()), one.c.key), (_placed(one, one.c.decision), one.c.decision))
        return self._of_places(HitKind.BOOKING, ways, text, protected=protected, limit=limit)

    def _requests(self, text: str, *, protected: bool, limit: int) -> list[Hit]:
        one, step = requests.booking_request, requests.request_step
        by_step = _placed(one, step.c.reference).join(step, step.c.request_id == one.c.id)
        ways = ((_placed(one, null()), one.c.key), (by_step, step.c.reference))
        return self._of_places(HitKind.REQUEST, ways, text, protected=protected, limit=limit)

    def _of_places(self, kind: HitKind, ways: Sequence[_Way], text: str, *, protected: bool, limit: int) -> list[Hit]:
        """Bookings or requests, each once: by the key first, then by the number of a decision, which is shown.

        Each spelling is walked in the order of the index until there are enough: half of all begin alike.
        """
        walks = [
            statement.where(*_seen(protected=protected), column.between(one, one + _AFTER_EVERY_LETTER))
            .order_by(column)
            .limit(limit)
            for statement, column in ways
            for one in sorted(_cases(text))
        ]
        found: dict[int, Hit] = {}
        for row in self._connection.execute(union_all(*(select(walk.subquery()) for walk in walks))):
            detail = " · ".join(filter(None, (row.name, row.case_number, row.number)))
            found.setdefault(row.id, Hit(kind, row.id, row.key, detail))
        return list(found.values())[:limit]

    def _agreements(self, text: str, *, limit: int) -> list[Hit]:
        one = agreements.agreement
        fits = [one.c[name].icontains(text, autoescape=True) for name in ("key", "title", "registry_number")]
        rows = self._connection.execute(select(one).where(or_(*fits)).order_by(one.c.key).limit(limit))
        return [_agreement_hit(row) for row in rows]

    def _returns(self, text: str, *, limit: int) -> list[Hit]:
        back = ledger.compensation_return
        statement = (
            select(back.c.id, back.c.number, back.c.counterpart)
            .where(_begins(back.c.number, text), back.c.is_protected.is_(False))
            .order_by(back.c.number)
            .limit(limit)
        )
        return [Hit(HitKind.RETURN, row.id, row.number, row.counterpart) for row in self._connection.execute(statement)]

    def _invoices(self, text: str, *, protected: bool, limit: int) -> list[Hit]:
        one = received_invoices.received_invoice
        statement = select(one.c.id, one.c.number, one.c.counterpart).where(
            or_(_begins(one.c.number, text), _begins(one.c.key, text))
        )
        if not protected:
            statement = statement.where(*seen())
        rows = self._connection.execute(statement.order_by(one.c.number).limit(limit))
        return [Hit(HitKind.INVOICE, row.id, row.number, row.counterpart) for row in rows]


_Way = tuple[Select[Any], Column[Any]]
"""A statement, and the column with an index that it is found by."""


def _seen(*, protected: bool) -> Sequence[ColumnElement[bool]]:
    return () if protected else (people.person.c.protection == Protection.NONE.value,)


def _placed(one: Table, number: ColumnElement[Any]) -> Select[Any]:
    """What is told of a booking or a request, with the `number` that it is found by beside its key."""
    return (
        select(one.c.id, one.c.key, agreements.service.c.name, people.person.c.case_number, number.label("number"))
        .join(agreements.service, agreements.service.c.id == one.c.service_id)
        .join(people.person, people.person.c.id == one.c.person_id)
    )


def _agreement_hit(row: Any) -> Hit:  # noqa: ANN401 - a row
    """An agreement by its title where it has one, with its key beside it."""
    aside = [row.key if row.title else "", row.registry_number or ""]
    return Hit(HitKind.AGREEMENT, row.id, row.title or row.key, " · ".join(filter(None, aside)))


class _PersonSearch:
    """The persons found so far for a typed text: first those who are spelled so, then those who sound so."""

    def __init__(self, connection: Connection, *, protected: bool) -> None:
        self.found: dict[int, _Match] = {}
        self._connection = connection
        self._protected = protected
        self._counts: dict[Span, int] = {}

    def look(self, words: Sequence[Word], wanted: Sequence[Sequence[Span]]) -> None:
        """Add the persons who have, for each word, a term in one of the spans wanted for it."""
        counts = [sum(self._count(span) for span in spans) for spans in wanted]
        rarest = counts.index(min(counts))
        if not counts[rarest]:
            return
        others = [spans for place, spans in enumerate(wanted) if place != rarest]
        for span in wanted[rarest]:
            if self._count(span) and len(self.found) < _LOOKED_AT:
                self._walk(span, others, words[rarest])

    def _walk(self, span: Span, others: Sequence[Sequence[Span]], word: Word) -> None:
        for row in self._connection.execute(_fitting(span, others, protected=self._protected)):
            rank = _HEARD if span is not word.spelled else _WHOLE if row.term == word.text else _BEGINS
            self.found.setdefault(row.id, _Match(row, rank))

    def _count(self, span: Span) -> int:
        """How many terms there are in a span, counted no further than need be."""
        if span not in self._counts:
            term = people.person_term
            some = select(term.c.term).where(_within(term, span)).limit(_COMMON).subquery()
            self._counts[span] = self._connection.scalar(select(func.count()).select_from(some)) or 0
        return self._counts[span]


def _fitting(span: Span, others: Sequence[Sequence[Span]], *, protected: bool) -> Select[Any]:
    """Persons with a term in `span` and, for each of `others`, one in any of its spans, by that first term."""
    person, term = people.person, people.person_term
    columns = (person.c.id, person.c.case_number, person.c.family_name, person.c.given_name, person.c.birth_date)
    statement = (
        select(term.c.term, term.c.is_former, person.c.protection, *columns)
        .join(person, person.c.id == term.c.person_id)
        .where(_within(term, span))
        .order_by(term.c.term, term.c.person_id)
        .limit(_LOOKED_AT)
    )
    for wanted in others:
        own = term.alias()
        fits = or_(*(_within(own, one) for one in wanted))
        statement = statement.where(exists().where(own.c.person_id == term.c.person_id, fits))
    if not protected:
        statement = statement.where(person.c.protection == Protection.NONE.value)
    return statement


def _within(term: Any, span: Span) -> ColumnElement[bool]:  # noqa: ANN401 - a table or an alias of it
    fits: ColumnElement[bool] = (term.c.term >= span.low) & (term.c.term < span.high)
    return fits


def _begins(column: Column[str], text: str) -> ColumnElement[bool]:
    """Keys that begin so, as typed or all in one case: a comparison that an index answers, as LIKE is not."""
    return or_(*(column.between(one, one + _AFTER_EVERY_LETTER) for one in sorted(_cases(text))))


def _cases(text: str) -> set[str]:
    return {text, text.upper(), text.lower(), text.capitalize()}


def _person_hit(row: Any) -> Hit:  # noqa: ANN401
    title = shown_name(row.given_name, row.family_name)
    detail = " · ".join(part for part in (row.case_number, str(row.birth_date or "")) if part)
    return Hit(HitKind.PERSON, row.id, title, detail, tuple(_notes(row)))


def _notes(row: Any) -> Iterator[HitNote]:  # noqa: ANN401
    if row.protection != Protection.NONE.value:
        yield HitNote.PROTECTED
    if row.is_former:
        yield HitNote.FORMER_NUMBER
