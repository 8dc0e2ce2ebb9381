"""What do the lists of the window hold? Lines of persons, agreements and bookings, a few statements each."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from mottagning.domain.agreements import Direction
from mottagning.domain.bookings import Outcome, status_on
from mottagning.domain.identity import IdentityKind
from mottagning.domain.names import listed_name, shown_name
from mottagning.domain.people import HouseholdRole, Protection, ResidenceKind
from mottagning.readmodels.agreements import AgreementLine
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.people import HouseholdMember, PersonLine
from mottagning.storage.codec import days
from mottagning.storage.stores.agreements import AgreementStore
from mottagning.storage.tables import agreements, bookings, people

_PAYING = {kind.value for kind in ResidenceKind if kind.pays}
_NUMBER_KINDS = {kind.value: kind for kind in IdentityKind}
_NUMBER_ORDER = {kind: place for place, kind in enumerate(_NUMBER_KINDS)}


class ListQueries:
    """Lists; protected people are left out unless `protected` is set."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def people(self, today: date, *, protected: bool) -> list[PersonLine]:
        """Every person."""
        person = people.person
        names = ("id", "case_number", "family_name", "given_name", "birth_date", "received_on", "permit_until")
        statement = select(*(person.c[name] for name in names), person.c.protection)
        if not protected:
            statement = statement.where(person.c.protection == Protection.NONE.value)
        homes, numbers = self._homes(today), self._numbers()
        households, open_bookings = self._households(), self._open_bookings(today)
        nobody = (None, None)
        shown = Protection.NONE.value
        found = []
        # all at once and by place: asking for each row, or for its fields by name, takes as long again
        rows: Sequence[Any] = self._connection.execute(statement).all()
        for number, case_number, family, given, born, received, permit, protection in rows:
            kind, identity = numbers.get(number, nobody)
            found.append(
                PersonLine(
                    id=number,
                    case_number=case_number,
                    name=shown_name(given, family),
                    sort_name=listed_name(given, family),
                    birth_date=born,
                    identity_kind=kind,
                    identity=identity,
                    municipality=homes.get(number),
                    household=households.get(number),
                    bookings=open_bookings.get(number, 0),
                    is_protected=protection != shown,
                    received_on=received,
                    permit_until=permit,
                )
            )
        return found

    def bookings(
        self, today: date, *, protected: bool, person: int | None = None, booking: int | None = None
    ) -> list[BookingLine]:
        """Every booking, or those of one person, or one."""
        one, agreement, who = bookings.booking, agreements.agreement, people.person
        statement = (
            select(
                *(one.c[name] for name in ("id", "key", "person_id", "variant", "provider_municipality", "provider")),
                *(one.c[name] for name in ("start", "end", "outcome", "agreement_id")),
                *(one.c[name] for name in ("planned_until", "decision", "decided_on", "told_on")),
                agreement.c.key.label("agreement"),
                agreement.c.title.label("agreement_title"),
                agreement.c.direction,
                agreements.service.c.name.label("service"),
                *(who.c[name] for name in ("case_number", "family_name", "given_name", "protection")),
            )
            .join(agreement, agreement.c.id == one.c.agreement_id)
            .join(agreements.service, agreements.service.c.id == one.c.service_id)
            .join(who, who.c.id == one.c.person_id)
        )
        if not protected:
            statement = statement.where(who.c.protection == Protection.NONE.value)
        some = []
        if person is not None:
            some.append(one.c.person_id == person)
        if booking is not None:
            some.append(one.c.id == booking)
        single = self._single_parties()
        homes = self._homes(today, select(one.c.person_id).where(*some) if some else None)
        statement = statement.where(*some)
        return [self._booking(row, single, homes, today) for row in self._connection.execute(statement).all()]

    def agreements(self, *, protected: bool) -> list[AgreementLine]:
        """Every agreement; the bookings of protected people are counted only when `protected` is set."""
        services = defaultdict(list)
        statement = (
            select(agreements.terms.c.agreement_id, agreements.service.c.name)
            .join(agreements.service, agreements.service.c.id == agreements.terms.c.service_id)
            .distinct()
            .order_by(agreements.service.c.name)
        )
        for row in self._connection.execute(statement):
            services[row.agreement_id].append(row.name)
        one = bookings.booking
        counted = select(one.c.agreement_id, func.count().label("number")).group_by(one.c.agreement_id)
        if not protected:
            who = people.person
            counted = counted.join(who, who.c.id == one.c.person_id).where(who.c.protection == Protection.NONE.value)
        numbers = {row.agreement_id: row.number for row in self._connection.execute(counted)}
        return [
            AgreementLine(
                id=stored.id,
                key=stored.value.key,
                parties=stored.value.parties,
                direction=stored.value.direction,
                covers=stored.value.covers,
                is_given_notice=stored.value.notice_on is not None,
                services=tuple(services[stored.id]),
                bookings=numbers.get(stored.id, 0),
                registry_number=stored.value.registry_number,
                title=stored.value.title,
                kind=stored.value.kind,
                is_open_in_procurement=stored.value.is_open_in_procurement,
            )
            for stored in AgreementStore(self._connection).every()
        ]

    def permits_ending(self, after: date, until: date, *, protected: bool) -> int:
        """How many permits end in the days to come."""
        person = people.person
        statement = select(func.count()).where(person.c.permit_until >= after, person.c.permit_until <= until)
        if not protected:
            statement = statement.where(person.c.protection == Protection.NONE.value)
        return self._connection.scalar(statement) or 0

    def open_reminders(self, *, protected: bool) -> list[int]:
        """Whose reminders nobody has seen to, the most urgent first."""
        reminder, who = people.reminder, people.person
        statement = select(reminder.c.person_id).where(reminder.c.done_on.is_(None))
        if not protected:
            seen = who.c.protection == Protection.NONE.value
            statement = statement.join(who, who.c.id == reminder.c.person_id).where(seen)
        return list(self._connection.scalars(statement.order_by(reminder.c.due_on.is_(None), reminder.c.due_on)))

    def household(self, person: int, *, protected: bool) -> list[HouseholdMember]:
        """The other members of a person's household."""
        member, who = people.household_member, people.person
        same = select(member.c.household_id).where(member.c.person_id == person, member.c.left_on.is_(None))
        statement = (
            select(who.c.id, who.c.case_number, who.c.family_name, who.c.given_name, member.c.role)
            .join(member, member.c.person_id == who.c.id)
            .where(member.c.household_id.in_(same), member.c.left_on.is_(None), who.c.id != person)
            .order_by(who.c.birth_date)
        )
        if not protected:
            statement = statement.where(who.c.protection == Protection.NONE.value)
        return [
            HouseholdMember(
                row.id,
                row.case_number,
                shown_name(row.given_name, row.family_name),
                HouseholdRole(row.role) if row.role else None,
            )
            for row in self._connection.execute(statement)
        ]

    def _homes(self, today: date, whose: Select[Any] | None = None) -> dict[int, str]:
        """Where everybody belongs today, or those persons: of the rows that hold, the one that began last."""
        residence = people.residence
        statement = (
            select(residence.c.person_id, residence.c.municipality, residence.c.kind)
            .where(residence.c.start <= today, or_(residence.c.end.is_(None), residence.c.end > today))
            .order_by(residence.c.start)
        )
        if whose is not None:
            statement = statement.where(residence.c.person_id.in_(whose))
        found: dict[int, str] = {}
        for person, municipality, kind in self._connection.execute(statement).all():
            if kind in _PAYING:
                found[person] = municipality
            else:
                found.pop(person, None)
        return found

    def _numbers(self) -> dict[int, tuple[IdentityKind, str]]:
        """The number that names each person: personnummer before the others."""
        identity = people.identity
        statement = select(identity.c.person_id, identity.c.kind, identity.c.number).where(identity.c.is_current)
        found: dict[int, tuple[IdentityKind, str]] = {}
        for person, kind, number in self._connection.execute(statement).all():
            other = found.get(person)
            if other is None or _NUMBER_ORDER[kind] <= _NUMBER_ORDER[other[0].value]:
                found[person] = (_NUMBER_KINDS[kind], number)
        return found

    def _households(self) -> dict[int, str]:
        member, household = people.household_member, people.household
        statement = (
            select(member.c.person_id, household.c.key)
            .join(household, household.c.id == member.c.household_id)
            .where(member.c.left_on.is_(None))
        )
        return {row[0]: row[1] for row in self._connection.execute(statement).all()}

    def _open_bookings(self, today: date) -> dict[int, int]:
        one = bookings.booking
        statement = (
            select(one.c.person_id, func.count().label("number"))
            .where(or_(one.c.end.is_(None), one.c.end > today))
            .where(or_(one.c.outcome.is_(None), one.c.outcome != Outcome.NEVER_STARTED.value))
            .group_by(one.c.person_id)
        )
        return {row[0]: row[1] for row in self._connection.execute(statement).all()}

    def _single_parties(self) -> dict[int, str]:
        """The party of each agreement that has but one."""
        party = agreements.agreement_party
        statement = select(party.c.agreement_id, func.min(party.c.code).label("code"), func.count().label("number"))
        rows = self._connection.execute(statement.group_by(party.c.agreement_id))
        return {row.agreement_id: row.code for row in rows if row.number == 1}

    def _booking(self, row: Any, single: dict[int, str], homes: dict[int, str], today: date) -> BookingLine:  # noqa: ANN401
        direction = Direction(row.direction)
        sold = direction is Direction.SELL
        counterpart = homes.get(row.person_id) if sold else row.provider_municipality or single.get(row.agreement_id)
        period = days(row._mapping)
        return BookingLine(
            id=row.id,
            key=row.key,
            person_id=row.person_id,
            case_number=row.case_number,
            name=shown_name(row.given_name, row.family_name),
            sort_name=listed_name(row.given_name, row.family_name),
            service=row.service,
            variant=row.variant,
            direction=direction,
            counterpart=counterpart,
            provider=row.provider,
            agreement=row.agreement,
            days=period,
            status=status_on(period, Outcome(row.outcome) if row.outcome else None, today),
            is_protected=row.protection != Protection.NONE.value,
            planned_until=row.planned_until,
            is_decided=bool(row.decision or row.decided_on),
            told_on=row.told_on,
            agreement_title=row.agreement_title,
        )
