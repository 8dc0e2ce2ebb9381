"""What is known of people with plans that a follow-up can be counted from? A handful of statements, however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import Any

from sqlalchemy import Connection, Select, func, select

from mottagning.domain.bookings import AbsenceKind, Outcome
from mottagning.domain.follow_ups import SFI, FollowUp, FollowUpFacts
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import ResidenceKind
from mottagning.domain.periods import DateRange
from mottagning.storage.codec import Codec, days
from mottagning.storage.tables import agreements, bookings, people, plans

_FOLLOW_UP = Codec(FollowUp)
_PAYING = [kind.value for kind in ResidenceKind if kind.pays]


@dataclass(slots=True)
class _Found:
    """What has been found of one person so far."""

    birth_date: date | None = None
    received_on: date | None = None
    registered_on: date | None = None
    permit_until: date | None = None
    decided: set[date] = field(default_factory=set)
    homes: list[tuple[date, str, str]] = field(default_factory=list)
    number_on: date | None = None
    sfi_began_on: date | None = None
    absences: list[DateRange] = field(default_factory=list)
    contract: tuple[date, date | None] | None = None

    @property
    def facts(self) -> FollowUpFacts:
        """The same, as the rules want it."""
        homes = sorted(self.homes)
        registered = [start for start, _, kind in homes if kind == ResidenceKind.REGISTERED.value]
        return FollowUpFacts(
            birth_date=self.birth_date,
            received_on=self.received_on,
            registered_on=self.registered_on or next(iter(registered), None),
            permits_decided=tuple(sorted(self.decided)),
            permit_until=self.permit_until,
            moves=tuple(after[0] for before, after in pairwise(homes) if before[1] != after[1]),
            personal_number_on=self.number_on,
            sfi_began_on=self.sfi_began_on,
            absences=tuple(self.absences),
            contract_until=self.contract[1] if self.contract else None,
        )


class PlanQueries:
    """Facts about people with plans, and the follow-ups of many plans at once."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def facts(self, person: int | None = None) -> Mapping[int, FollowUpFacts]:
        """What is known of everybody with an open plan, or of one person, by their numbers."""
        table, plan = people.person, plans.introduction_plan
        if person is None:
            who = select(plan.c.person_id).where(plan.c.closed_on.is_(None))
        else:
            who = select(table.c.id).where(table.c.id == person)
        found: dict[int, _Found] = defaultdict(_Found)
        self._persons(found, who)
        self._permits(found, who)
        self._homes(found, who)
        self._numbers(found, who)
        self._bookings(found, who)
        self._contracts(found, who)
        return {number: one.facts for number, one in found.items()}

    def follow_ups(self) -> Mapping[str, list[FollowUp]]:
        """The follow-ups of every open plan, by its key."""
        table, plan = plans.follow_up, plans.introduction_plan
        statement = select(*table.c, plan.c.key.label("plan")).join(plan).where(plan.c.closed_on.is_(None))
        found: dict[str, list[FollowUp]] = defaultdict(list)
        for row in self._connection.execute(statement).mappings():
            found[row["plan"]].append(_FOLLOW_UP.value(row))
        return found

    def holders(self) -> Mapping[int, int]:
        """Whose each plan is: the person's number by that of the plan."""
        plan = plans.introduction_plan
        return {row.id: row.person_id for row in self._connection.execute(select(plan.c.id, plan.c.person_id))}

    def placed(self) -> set[int]:
        """Those of whom something is said in Hemkommun."""
        return set(self._connection.scalars(select(people.residence.c.person_id).distinct()))

    def counts(self) -> Mapping[str, tuple[int, int]]:
        """How many goals and activities each plan has, by its key."""
        plan = plans.introduction_plan
        found: dict[str, list[int]] = defaultdict(lambda: [0, 0])
        for place, table in enumerate((plans.plan_goal, plans.plan_activity)):
            statement = select(plan.c.key, func.count().label("number")).join(table).group_by(plan.c.key)
            for row in self._connection.execute(statement):
                found[row.key][place] = row.number
        return {key: (goals, activities) for key, (goals, activities) in found.items()}

    def _rows(self, statement: Select[Any]) -> Iterable[Any]:
        return self._connection.execute(statement).all()

    def _persons(self, found: dict[int, _Found], who: Select[Any]) -> None:
        table = people.person
        columns = ("id", "birth_date", "received_on", "registered_on", "permit_decided_on", "permit_until")
        for row in self._rows(select(*(table.c[name] for name in columns)).where(table.c.id.in_(who))):
            one = found[row.id]
            one.birth_date, one.received_on = row.birth_date, row.received_on
            one.registered_on, one.permit_until = row.registered_on, row.permit_until
            one.decided.update([row.permit_decided_on] if row.permit_decided_on else [])

    def _permits(self, found: dict[int, _Found], who: Select[Any]) -> None:
        table = people.permit
        for row in self._rows(select(table.c.person_id, table.c.decided_on).where(table.c.person_id.in_(who))):
            found[row.person_id].decided.add(row.decided_on)

    def _homes(self, found: dict[int, _Found], who: Select[Any]) -> None:
        table = people.residence
        statement = select(table.c.person_id, table.c.start, table.c.municipality, table.c.kind)
        for row in self._rows(statement.where(table.c.person_id.in_(who), table.c.kind.in_(_PAYING))):
            found[row.person_id].homes.append((row.start, row.municipality, row.kind))

    def _numbers(self, found: dict[int, _Found], who: Select[Any]) -> None:
        table = people.identity
        statement = select(table.c.person_id, func.min(table.c.valid_from).label("first")).where(
            table.c.person_id.in_(who), table.c.kind == IdentityKind.PERSONAL.value, table.c.valid_from.is_not(None)
        )
        for row in self._rows(statement.group_by(table.c.person_id)):
            found[row.person_id].number_on = row.first

    def _bookings(self, found: dict[int, _Found], who: Select[Any]) -> None:
        """When sfi began, and when somebody stayed away without a valid reason."""
        table, service, absence = bookings.booking, agreements.service, bookings.absence
        began = select(table.c.person_id, func.min(table.c.start).label("first")).join(service)
        started = table.c.outcome.is_distinct_from(Outcome.NEVER_STARTED.value)
        for row in self._rows(
            began.where(table.c.person_id.in_(who), service.c.name.in_(SFI), started).group_by(table.c.person_id)
        ):
            found[row.person_id].sfi_began_on = row.first
        away = select(table.c.person_id, absence.c.start, absence.c.end).join(table, table.c.id == absence.c.booking_id)
        invalid = absence.c.kind == AbsenceKind.INVALID.value
        for row in self._connection.execute(away.where(table.c.person_id.in_(who), invalid)).mappings():
            found[row["person_id"]].absences.append(days(row))

    def _contracts(self, found: dict[int, _Found], who: Select[Any]) -> None:
        """When the contract of the latest home goes out."""
        table = people.housing
        statement = select(table.c.person_id, table.c.start, table.c.contract_until)
        for row in self._rows(statement.where(table.c.person_id.in_(who))):
            one = found[row.person_id]
            if one.contract is None or one.contract[0] < row.start:
                one.contract = (row.start, row.contract_until)
