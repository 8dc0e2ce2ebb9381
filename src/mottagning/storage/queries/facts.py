"""What does a closing have to look at, and what decides it? Bookings that are due, with all their facts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, and_, select

from mottagning.domain.agreement_parties import Inclusion
from mottagning.domain.agreements import Agreement
from mottagning.domain.bookings import Absence, Booking, Report, Supplement
from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.people import PermitGround, Protection, Residence
from mottagning.domain.periods import Month
from mottagning.domain.services import Service
from mottagning.domain.settlement.facts import (
    AgreementFacts,
    Book,
    PersonFacts,
    Placement,
    ServiceFacts,
    book,
    chain,
    group_placement,
    shared_placement,
    stays,
)
from mottagning.domain.swedish import BY_AGE
from mottagning.readmodels.changes import Stored
from mottagning.storage.due import CHANGED, same_person_and_service
from mottagning.storage.parts import in_parts
from mottagning.storage.stores.agreement_parties import AgreementPartyStore
from mottagning.storage.stores.agreements import (
    AgeGroupStore,
    AgreementStore,
    PriceStore,
    SchoolRunStore,
    ServiceStore,
    SharedOfferStore,
    TermsStore,
)
from mottagning.storage.stores.bookings import AbsenceStore, BookingStore, ReportStore, SupplementStore
from mottagning.storage.stores.group_bookings import GroupBookingStore
from mottagning.storage.stores.people import ResidenceStore
from mottagning.storage.tables import agreement_parties, agreements, bookings, people

_COURSES: tuple[tuple[Any, Callable[[Any, tuple[str, ...]], Placement]], ...] = (
    (SharedOfferStore, shared_placement),
    (GroupBookingStore, group_placement),
)
"""The stores of what is about nobody, and how each of its records is settled."""


@dataclass(frozen=True, slots=True)
class DueBooking:
    """A booking that a closing has to look at; `is_changed` when its facts are not those of its last closing.

    `table` is where it is kept: a course of nobody's has its own row of numbers (`id`).
    """

    id: int
    placement: Placement
    is_protected: bool
    is_changed: bool
    table: Table = bookings.booking

    @property
    def is_about_nobody(self) -> bool:
        """Whether it is a course without a person behind it."""
        return self.placement.is_about_nobody


class FactsQueries:
    """Facts for the settlement, gathered in a handful of statements however many bookings there are."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._bookings = BookingStore(connection)

    def due(self, month: Month) -> list[DueBooking]:
        """The bookings that the closing of `month` has to look at, in order of their keys."""
        table = bookings.booking
        statement = (
            select(table.c.id, table.c.due_month)
            .where(table.c.due_month.is_not(None), table.c.due_month <= str(month))
            .order_by(table.c.key)
        )
        found = {row.id: row.due_month for row in self._connection.execute(statement)}
        due = self.placements(list(found), {one for one, when in found.items() if when != CHANGED})
        courses = self._courses(lambda table: (table.c.due_month.is_not(None), table.c.due_month <= str(month)))
        return sorted((*due, *courses), key=lambda one: one.placement.booking.key) if courses else due

    def placements(self, ids: Sequence[int], unchanged: Set[int] = frozenset()) -> list[DueBooking]:
        """These bookings with their facts, in the order given; those `unchanged` are as at their last closing."""
        found: dict[int, DueBooking] = {}
        shared = self._shared(ids)
        for part in in_parts(ids):
            for one in self._placements(part, shared, unchanged):
                found[one.id] = one
        return [found[booking_id] for booking_id in ids if booking_id in found]

    def by_key(self, keys: Sequence[str]) -> list[DueBooking]:
        """The bookings with these keys and their facts; keys that no booking has are passed over."""
        table = bookings.booking
        found: list[int] = []
        for part in in_parts(keys):
            statement = select(table.c.id).where(table.c.key.in_(part))
            found += self._connection.execute(statement).scalars()
        courses = self._courses() if len(found) < len(keys) else []
        return [*self.placements(found), *(one for one in courses if one.placement.booking.key in keys)]

    def _courses(self, wanted: Callable[[Table], tuple[ColumnElement[bool], ...]] | None = None) -> list[DueBooking]:
        """Courses of nobody's, as they are settled: those held together, and those booked by headcount."""
        found: list[DueBooking] = []
        for store, placed in _COURSES:
            table = store.shape.table
            courses = store(self._connection).every(*(wanted(table) if wanted else ()))
            if not courses:
                continue
            due = self._connection.execute(select(table.c.id, table.c.due_month))
            months = {row.id: row.due_month for row in due}
            successors = AgreementStore(self._connection).successors()
            found += [
                DueBooking(
                    one.id,
                    placed(one.value, chain(one.value.agreement, successors)),
                    is_protected=False,
                    is_changed=months[one.id] == CHANGED,
                    table=table,
                )
                for one in courses
            ]
        return found

    def imagined(self, booking: Booking) -> Placement | None:
        """The facts of a booking as it would be; None when its person or insats is unknown.

        Absences, supplements and reports are those that are kept under its key.
        """
        table = people.person
        person_id = self._connection.scalar(select(table.c.id).where(table.c.case_number == booking.case_number))
        kept = self._bookings.find(booking.key)
        shared = self._shared([kept.id] if kept else [])
        if person_id is None or booking.service not in shared.services:
            return None
        return _placement(booking, self._people([person_id])[0][person_id], shared)

    def siblings(self, ids: Sequence[int]) -> dict[int, list[int]]:
        """Other bookings of the same person and insats whose days may meet, by booking."""
        one, other = bookings.booking.alias("one"), bookings.booking.alias("other")
        same = and_(same_person_and_service(one, other), one.c.id != other.c.id)
        found: dict[int, list[int]] = defaultdict(list)
        for part in in_parts(ids):
            statement = select(one.c.id, other.c.id.label("other")).join(other, same).where(one.c.id.in_(part))
            for row in self._connection.execute(statement):
                found[row.id].append(row.other)
        return found

    def books(self, keys: Iterable[str] | None = None) -> dict[str, Book]:
        """Agreements ready for looking up, by key; all of them when no keys are given."""
        return {key: book(facts) for key, facts in self.agreements(keys).items()}

    def agreements(self, keys: Iterable[str] | None = None) -> dict[str, AgreementFacts]:
        """Agreements with their terms and prices."""
        table = agreements.agreement
        wanted = None if keys is None else set(keys)
        criteria = [] if wanted is None else [table.c.key.in_(wanted)]
        connection = self._connection
        kinds = self._kinds()
        terms = _grouped(TermsStore(connection).every(*criteria))
        prices = _grouped(PriceStore(connection).every(*criteria))
        groups = _grouped(AgeGroupStore(connection).every(*criteria))
        runs = [one.value for one in SchoolRunStore(connection).every()]
        excluding = self._excluding()
        found = {}
        for one in AgreementStore(connection).every(*criteria):
            own = terms.get(one.value.key, ())
            calendars = {item.school_calendar for item in own}
            found[one.value.key] = AgreementFacts(
                agreement=one.value.bearing,
                party_kinds=tuple(kinds.get(code, CounterpartKind.MUNICIPALITY) for code in one.value.parties),
                terms=tuple(one.bearing for one in own),
                prices=tuple(prices.get(one.value.key, ())),
                age_groups=tuple(groups.get(one.value.key, ())),
                excluding=tuple(excluding.get(one.value.key, ())),
                school_runs=tuple(run for run in runs if run.calendar in calendars),
            )
        return found

    def _excluding(self) -> Mapping[str, Sequence[str]]:
        """The parties of each agreement that leave asylum seekers and relatives out."""
        found: dict[str, list[str]] = defaultdict(list)
        column = agreement_parties.party_record.c.inclusion
        for one in AgreementPartyStore(self._connection).every(column == Inclusion.EXCLUDED.value):
            found[one.value.agreement].append(one.value.code)
        return found

    def _kinds(self) -> dict[str, CounterpartKind]:
        table = agreements.counterpart
        rows = self._connection.execute(select(table.c.code, table.c.kind))
        return {row.code: CounterpartKind(row.kind) for row in rows}

    def _placements(self, ids: Sequence[int], shared: _Shared, unchanged: Set[int]) -> Iterable[DueBooking]:
        table = bookings.booking
        stored = self._bookings.every(table.c.id.in_(ids))
        holders = {
            row.id: row.person_id
            for row in self._connection.execute(select(table.c.id, table.c.person_id).where(table.c.id.in_(ids)))
        }
        persons, protected = self._people(sorted(set(holders.values())))
        for one in stored:
            person = persons[holders[one.id]]
            placement = _placement(one.value, person, shared)
            yield DueBooking(one.id, placement, person.id in protected, is_changed=one.id not in unchanged)

    def _shared(self, ids: Sequence[int]) -> _Shared:
        """What hangs on these bookings, and the lists that all placements need."""
        return _Shared(
            absences=self._extras(AbsenceStore, ids),
            supplements=self._extras(SupplementStore, ids),
            reports=self._extras(ReportStore, ids),
            services=self._services(),
            successors=AgreementStore(self._connection).successors(),
        )

    def _extras(self, store: Any, ids: Sequence[int]) -> Mapping[str, Sequence[Any]]:  # noqa: ANN401 - three kinds
        found: dict[str, list[Any]] = defaultdict(list)
        for part in in_parts(ids):
            for one in store(self._connection).every(store.shape.table.c.booking_id.in_(part)):
                found[one.value.booking].append(one.value)
        return found

    def _services(self) -> dict[str, Service]:
        return {one.value.name: one.value for one in ServiceStore(self._connection).every()}

    def _people(self, ids: Sequence[int]) -> tuple[dict[int, PersonFacts], set[int]]:
        """The facts of these persons, and who of them is protected."""
        table = people.person
        residences: dict[str, list[Residence]] = defaultdict(list)
        for one in ResidenceStore(self._connection).every(people.residence.c.person_id.in_(ids)):
            residences[one.value.case_number].append(one.value)
        columns = (table.c.id, table.c.case_number, table.c.birth_date, table.c.received_on, table.c.permit_ground)
        rows = self._connection.execute(select(*columns, table.c.protection).where(table.c.id.in_(ids))).all()
        facts = {
            row.id: PersonFacts(
                id=row.id,
                birth_date=row.birth_date,
                received_on=row.received_on,
                permit_ground=PermitGround(row.permit_ground) if row.permit_ground else None,
                stays=stays(residences[row.case_number]),
            )
            for row in rows
        }
        return facts, {row.id for row in rows if row.protection != Protection.NONE.value}


@dataclass(frozen=True, slots=True)
class _Shared:
    """Absences, supplements and reports by booking; the insatser by name; who follows an agreement."""

    absences: Mapping[str, Sequence[Absence]]
    supplements: Mapping[str, Sequence[Supplement]]
    reports: Mapping[str, Sequence[Report]]
    services: Mapping[str, Service]
    successors: Mapping[str, Iterable[Agreement]]


def _placement(booking: Booking, person: PersonFacts, shared: _Shared) -> Placement:
    """The facts of one booking; the birth date goes along only where the age decides."""
    return Placement(
        booking=booking.bearing,
        person=person if booking.variant == BY_AGE else replace(person, birth_date=None),
        chain=chain(booking.agreement, shared.successors),
        service=_service_facts(shared.services[booking.service], booking.days.start),
        absences=tuple(shared.absences.get(booking.key, ())),
        supplements=tuple(shared.supplements.get(booking.key, ())),
        reports=tuple(shared.reports.get(booking.key, ())),
    )


def _service_facts(service: Service, start: date) -> ServiceFacts:
    """What the catalogue says of a booking that begins on `start`."""
    holds = service.grounds_hold(start)
    return ServiceFacts(
        is_adult_education=service.is_adult_education,
        ground=service.ground if holds else None,
        disclosure_ground=service.disclosure_ground if holds else None,
    )


def _grouped(stored: Iterable[Stored[Any]]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for one in stored:
        found[one.value.agreement].append(one.value)
    return found
