"""What does the register hold of people that deadlines are counted from? Read at once, however many they are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import Any

from mottagning.domain.deadlines.gathering import PersonRecords
from mottagning.domain.deadlines.loaded import with_loaded
from mottagning.domain.deadlines.rules import RuleBook
from mottagning.domain.people import Person
from mottagning.readmodels.changes import Stored
from mottagning.storage.reader import Reader
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.usecases.context import Context, own_municipality


def rule_book(ctx: Context, reader: Reader) -> RuleBook:
    """The rules that hold here: the shipped ones, and what the office has loaded."""
    return with_loaded(ctx.reference.deadline_rules, [one.value for one in reader.loaded_rules.every()])


def records_of(ctx: Context, reader: Reader, person: Stored[Person]) -> PersonRecords:
    """Everything of one person that deadlines are counted from."""
    bookings = reader.bookings.naming("case_number", [person.value.case_number])
    keys = [one.value.key for one in bookings]
    anchors = reader.households.naming("anchor_person", [person.value.case_number])
    kept: dict[str, Any] = {
        name: tuple(one.value for one in _store(reader, name).of_case(person.value.case_number)) for name in _KINDS
    }
    return PersonRecords(
        person=person.value,
        own=own_municipality(reader),
        bookings=tuple(one.value for one in bookings),
        absences=tuple(one.value for one in reader.absences.naming("booking", keys)) if keys else (),
        is_anchor=bool(anchors),
        begins=ctx.reference.begins,
        **kept,
    )


def records_of_all(ctx: Context, reader: Reader, people: Sequence[Stored[Person]]) -> Iterable[PersonRecords]:
    """The same of many, in their order; read some hundreds at a time."""
    anchors = {one.value.anchor_person for one in reader.households.every()}
    own = own_municipality(reader)
    for start in range(0, len(people), _AT_ONCE):
        yield from _records_of_some(ctx, reader, people[start : start + _AT_ONCE], anchors, own)


def _records_of_some(
    ctx: Context, reader: Reader, people: Sequence[Stored[Person]], anchors: Container[str | None], own: str | None
) -> Iterable[PersonRecords]:
    cases = [one.value.case_number for one in people]
    kinds = {name: _by(_store(reader, name), "case_number", cases) for name in _KINDS}
    bookings = _by(reader.bookings, "case_number", cases)
    absences = _by(reader.absences, "booking", [one.key for found in bookings.values() for one in found])
    for person in people:
        case = person.value.case_number
        booked = bookings.get(case, ())
        kept: dict[str, Any] = {name: tuple(found.get(case, ())) for name, found in kinds.items()}
        yield PersonRecords(
            person=person.value,
            own=own,
            bookings=tuple(booked),
            absences=tuple(away for one in booked for away in absences.get(one.key, ())),
            is_anchor=case in anchors,
            begins=ctx.reference.begins,
            **kept,
        )


_AT_ONCE = 500
_KINDS = ("residences", "identities", "permits", "housings", "incomes", "milestones")
"""The kinds of records of a person, as the reader and `PersonRecords` call them."""


def _store(reader: Reader, name: str) -> Any:  # noqa: ANN401 - the store of one kind
    return getattr(reader, name)


def _by(store: KeyedStore[Any], name: str, keys: Sequence[str]) -> Mapping[str, Sequence[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for one in store.naming(name, keys):
        found[getattr(one.value, name)].append(one.value)
    return found
