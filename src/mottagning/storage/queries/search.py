"""What does the search field find? Persons by name and number, other records by theirs.

A person's terms stand in a plain table with two indexes, by term and by person (see `domain.search`): as fast as a
full-text index at this size, portable, and gone when the person is removed. The rarest of the typed words walks the
index by term; for each person it meets, the other words are looked up by person. Nothing but the terms that begin so
is read, and the walk ends when there are enough.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Executable,
    FromClause,
    Integer,
    Select,
    Table,
    bindparam,
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
from mottagning.domain.search import AFTER_EVERY_LETTER, Span, Word, readings
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
        return self._of_places(HitKind.BOOKING, text, protected=protected, limit=limit)

    def _requests(self, text: str, *, protected: bool, limit: int) -> list[Hit]:
        return self._of_places(HitKind.REQUEST, text, protected=protected, limit=limit)

    def _of_places(self, kind: HitKind, text: str, *, protected: bool, limit: int) -> list[Hit]:
        """Bookings or requests, each once: by the key first, then by the number of a decision, which is shown."""
        found: dict[int, Hit] = {}
        spellings = _spellings(text)
        for row in self._rows(_walks(kind, len(spellings), protected=protected), spellings, limit):
            detail = " · ".join(filter(None, (row.name, row.case_number, row.number)))
            found.setdefault(row.id, Hit(kind, row.id, row.key, detail))
        return list(found.values())[:limit]

    def _agreements(self, text: str, *, limit: int) -> list[Hit]:
        plain = text.translate({ord(sign): f"/{sign}" for sign in "/%_"})
        rows = self._connection.execute(_agreements(), {"text": f"%{plain}%", "limit": limit})
        return [_agreement_hit(row) for row in rows]

    def _returns(self, text: str, *, limit: int) -> list[Hit]:
        spellings = _spellings(text)
        rows = self._rows(_returns(len(spellings)), spellings, limit)
        return [Hit(HitKind.RETURN, row.id, row.number, row.counterpart) for row in rows]

    def _invoices(self, text: str, *, protected: bool, limit: int) -> list[Hit]:
        spellings = _spellings(text)
        rows = self._rows(_invoices(len(spellings), protected=protected), spellings, limit)
        return [Hit(HitKind.INVOICE, row.id, row.number, row.counterpart) for row in rows]

    def _rows(self, statement: Executable, spellings: Sequence[str], limit: int) -> Iterable[Any]:
        bounds = {name: value for place, one in enumerate(spellings) for name, value in _bounds(place, one)}
        return self._connection.execute(statement, {**bounds, "limit": limit})


# statements, each built once for its shape: building took longer than running


def _spellings(text: str) -> Sequence[str]:
    """As typed, or all in one case."""
    return sorted({text, text.upper(), text.lower(), text.capitalize()})


def _bounds(place: int, spelling: str) -> Iterator[tuple[str, str]]:
    yield f"low_{place}", spelling
    yield f"high_{place}", spelling + AFTER_EVERY_LETTER


def _begins(column: ColumnElement[Any], place: int) -> ColumnElement[bool]:
    """Keys that begin as the spelling in this place: a comparison that an index answers, as LIKE is not."""
    return column.between(bindparam(f"low_{place}"), bindparam(f"high_{place}"))


def _limited(statement: Select[Any]) -> Select[Any]:
    return statement.limit(bindparam("limit", type_=Integer))


@cache
def _walks(kind: HitKind, spellings: int, *, protected: bool) -> Executable:
    """Each spelling is walked in the order of the index until there are enough: half of all begin alike."""
    walks = [
        _limited(statement.where(*_seen(protected=protected), _begins(column, place)).order_by(column))
        for statement, column in _ways(kind)
        for place in range(spellings)
    ]
    return union_all(*(select(walk.subquery()) for walk in walks))


def _ways(kind: HitKind) -> Iterator[tuple[Select[Any], Column[Any]]]:
    """The statements that find bookings or requests, and the column with an index that each finds them by."""
    if kind is HitKind.BOOKING:
        one = bookings.booking
        yield _placed(one, null()), one.c.key
        yield _placed(one, one.c.decision), one.c.decision
    else:
        one, step = requests.booking_request, requests.request_step
        yield _placed(one, null()), one.c.key
        yield _placed(one, step.c.reference).join(step, step.c.request_id == one.c.id), step.c.reference


def _seen(*, protected: bool) -> Sequence[ColumnElement[bool]]:
    return () if protected else (people.person.c.protection == Protection.NONE.value,)


def _placed(one: Table, number: ColumnElement[Any]) -> Select[Any]:
    """What is told of a booking or a request, with the `number` that it is found by beside its key."""
    return (
        select(one.c.id, one.c.key, agreements.service.c.name, people.person.c.case_number, number.label("number"))
        .join(agreements.service, agreements.service.c.id == one.c.service_id)
        .join(people.person, people.person.c.id == one.c.person_id)
    )


@cache
def _agreements() -> Executable:
    one = agreements.agreement
    wanted = func.lower(bindparam("text"))
    fits = [func.lower(one.c[name]).like(wanted, escape="/") for name in ("key", "title", "registry_number")]
    columns = (one.c.id, one.c.key, one.c.title, one.c.registry_number)
    return _limited(select(*columns).where(or_(*fits)).order_by(one.c.key))


@cache
def _returns(spellings: int) -> Executable:
    back = ledger.compensation_return
    begins = or_(*(_begins(back.c.number, place) for place in range(spellings)))
    columns = (back.c.id, back.c.number, back.c.counterpart)
    return _limited(select(*columns).where(begins, back.c.is_protected.is_(False)).order_by(back.c.number))


@cache
def _invoices(spellings: int, *, protected: bool) -> Executable:
    one = received_invoices.received_invoice
    begins = or_(*(_begins(column, place) for column in (one.c.number, one.c.key) for place in range(spellings)))
    statement = select(one.c.id, one.c.number, one.c.counterpart).where(begins, *(() if protected else seen()))
    return _limited(statement.order_by(one.c.number))


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
        statement = _fitting(tuple(len(spans) for spans in others), protected=self._protected)
        edges = _edges("first", span)
        for place, spans in enumerate(others):
            for number, one in enumerate(spans):
                edges |= _edges(f"{place}_{number}", one)
        for row in self._connection.execute(statement, edges):
            rank = _HEARD if span is not word.spelled else _WHOLE if row.term == word.text else _BEGINS
            self.found.setdefault(row.id, _Match(row, rank))

    def _count(self, span: Span) -> int:
        """How many terms there are in a span, counted no further than need be."""
        if span not in self._counts:
            self._counts[span] = self._connection.scalar(_counted(), _edges("first", span)) or 0
        return self._counts[span]


def _edges(name: str, span: Span) -> dict[str, str]:
    return {f"low_{name}": span.low, f"high_{name}": span.high}


def _within(term: FromClause, name: str) -> ColumnElement[bool]:
    fits: ColumnElement[bool] = (term.c.term >= bindparam(f"low_{name}")) & (term.c.term < bindparam(f"high_{name}"))
    return fits


@cache
def _counted() -> Executable:
    term = people.person_term
    some = select(term.c.term).where(_within(term, "first")).limit(_COMMON).subquery()
    return select(func.count()).select_from(some)


@cache
def _fitting(others: tuple[int, ...], *, protected: bool) -> Executable:
    """Persons with a term in the first span and, for each of `others`, one in any of so many spans, by that first
    term."""
    person, term = people.person, people.person_term
    columns = (person.c.id, person.c.case_number, person.c.family_name, person.c.given_name, person.c.birth_date)
    statement = (
        select(term.c.term, term.c.is_former, person.c.protection, *columns)
        .join(person, person.c.id == term.c.person_id)
        .where(_within(term, "first"), *_seen(protected=protected))
        .order_by(term.c.term, term.c.person_id)
        .limit(_LOOKED_AT)
    )
    for place, spans in enumerate(others):
        own = term.alias()
        fits = or_(*(_within(own, f"{place}_{number}") for number in range(spans)))
        statement = statement.where(exists().where(own.c.person_id == term.c.person_id, fits))
    return statement


def _person_hit(row: Any) -> Hit:  # noqa: ANN401
    title = shown_name(row.given_name, row.family_name)
    detail = " · ".join(part for part in (row.case_number, str(row.birth_date or "")) if part)
    return Hit(HitKind.PERSON, row.id, title, detail, tuple(_notes(row)))


def _notes(row: Any) -> Iterator[HitNote]:  # noqa: ANN401
    if row.protection != Protection.NONE.value:
        yield HitNote.PROTECTED
    if row.is_former:
        yield HitNote.FORMER_NUMBER
