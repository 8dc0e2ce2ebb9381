"""Stores of planned reception: assignments, who is expected, the quota, flats, and who sees to what."""

from __future__ import annotations

from typing import TypeVar

from sqlalchemy import ColumnElement, exists, not_, or_, select

from mottagning.domain.assignments import Assignment, ExpectedPerson, Preparation
from mottagning.domain.flats import Flat, FlatReservation, RentNorm
from mottagning.domain.people import Protection
from mottagning.domain.quotas import MunicipalQuota
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores.keyed import KeyedStore, Reference, Shape, optional
from mottagning.storage.stores.people import CASE
from mottagning.storage.tables import people
from mottagning.storage.tables import reception as tables

T = TypeVar("T")

ASSIGNMENT = Reference("assignment", "assignment_id", tables.assignment.c.key)
FLAT = Reference("flat", "flat_id", tables.flat.c.key)
_HOUSEHOLD = Reference("household", "household_id", people.household.c.key, is_optional=True)


def is_seen() -> ColumnElement[bool]:
    """Whether nobody who comes with an assignment, expected or registered, has protected data."""
    assignment, expected, member, person = (
        tables.assignment,
        tables.expected_person,
        people.household_member,
        people.person,
    )
    is_protected = person.c.protection != Protection.NONE.value
    linked = (
        select(expected.c.id)
        .join(person, person.c.id == expected.c.person_id)
        .where(expected.c.assignment_id == assignment.c.id, is_protected)
    )
    living = (
        select(member.c.id)
        .join(person, person.c.id == member.c.person_id)
        .where(member.c.household_id == assignment.c.household_id, is_protected)
    )
    hidden = or_(assignment.c.protection != Protection.NONE.value, exists(linked), exists(living))
    return not_(hidden)


class AssignmentStore(KeyedStore[Assignment]):
    """Assignments. One with anybody who has protected data is hidden whole."""

    shape = Shape(Assignment, tables.assignment, Area.RECEPTION, ("key",), references=(_HOUSEHOLD,))

    def visible(self, *, protected: bool) -> list[Stored[Assignment]]:
        """All; those with people who have protected data only when `protected` is set."""
        return self.every() if protected else self.every(is_seen())

    def is_visible(self, assignment_id: int, *, protected: bool) -> bool:
        """Whether one of them is there for somebody with or without the right."""
        return protected or bool(self.every(tables.assignment.c.id == assignment_id, is_seen()))


class _OfAssignment(KeyedStore[T]):
    """A kind of record that is part of an assignment."""

    def of_assignment(self, assignment_id: int) -> list[Stored[T]]:
        """One assignment's, in the order they were added."""
        return self.having(self.shape.table.c.assignment_id, assignment_id)


class ExpectedPersonStore(_OfAssignment[ExpectedPerson]):
    """Those who are expected, and whom they have become."""

    shape = Shape(
        ExpectedPerson,
        tables.expected_person,
        Area.RECEPTION,
        ("assignment", "number"),
        references=(ASSIGNMENT, optional(CASE)),
    )

    def _person(self, value: ExpectedPerson, _record_id: int) -> int | None:
        return None if value.case_number is None else self._id(CASE, value.case_number)


class PreparationStore(_OfAssignment[Preparation]):
    """Who sees to what before an arrival."""

    shape = Shape(Preparation, tables.preparation, Area.RECEPTION, ("assignment", "item"), references=(ASSIGNMENT,))


class QuotaStore(KeyedStore[MunicipalQuota]):
    """The municipality's quotas, one of a kind for each year."""

    shape = Shape(MunicipalQuota, tables.municipal_quota, Area.RECEPTION, ("year", "kind"))


class FlatStore(KeyedStore[Flat]):
    """Flats. One that is reserved for somebody who may not be seen is hidden with her: its address is hers."""

    shape = Shape(Flat, tables.flat, Area.RECEPTION, ("key",))

    def visible(self, *, protected: bool) -> list[Stored[Flat]]:
        """All; those of people who have protected data only when `protected` is set."""
        return self.every() if protected else self.every(not_(is_hers()))

    def is_visible(self, flat_id: int, *, protected: bool) -> bool:
        """Whether one of them is there for somebody with or without the right."""
        return protected or bool(self.every(tables.flat.c.id == flat_id, not_(is_hers())))


def is_hers() -> ColumnElement[bool]:
    """Whether a flat is, was or will be a hidden assignment's."""
    reservation, assignment = tables.flat_reservation, tables.assignment
    hidden = (
        select(reservation.c.id)
        .join(assignment, assignment.c.id == reservation.c.assignment_id)
        .where(reservation.c.flat_id == tables.flat.c.id, not_(is_seen()))
    )
    return exists(hidden)


class ReservationStore(_OfAssignment[FlatReservation]):
    """Which flat is whose, and when."""

    shape = Shape(
        FlatReservation,
        tables.flat_reservation,
        Area.RECEPTION,
        ("flat", "days"),
        references=(FLAT, ASSIGNMENT),
    )

    def key_of(self, value: FlatReservation) -> tuple[object, ...]:
        return value.flat, value.days.start

    def of_flat(self, flat_id: int) -> list[Stored[FlatReservation]]:
        """One flat's, in the order they were added."""
        return self.having(tables.flat_reservation.c.flat_id, flat_id)


class RentNormStore(KeyedStore[RentNorm]):
    """The office's rent norms."""

    shape = Shape(RentNorm, tables.rent_norm, Area.RECEPTION, ("persons", "days"))

    def key_of(self, value: RentNorm) -> tuple[object, ...]:
        return value.persons, value.days.start
