"""What is known of the people behind a month's bookings that makes them worth a look? Of most people nothing.

A handful of statements, however many bookings there are: each finds only those of whom there is something to say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, exists, or_, select

from mottagning.domain.agreements import Unit
from mottagning.domain.bookings import Outcome
from mottagning.domain.circumstances import Circumstances, CoursePoints, Kin, KinBond, unregistered_days
from mottagning.domain.households import ADULT_AGE, Living
from mottagning.domain.identity import IdentityKind
from mottagning.domain.money import Scaled
from mottagning.domain.people import Protection, Residence, ResidenceKind
from mottagning.domain.periods import DAY, OPEN, DateRange, Month, add_months
from mottagning.domain.settlement.facts import Stay, stays
from mottagning.storage.parts import in_parts
from mottagning.storage.stores.people import ResidenceStore
from mottagning.storage.tables import agreements, bookings, people


@dataclass(slots=True)
class _Found:
    """What has been found of one person so far."""

    birth_date: date | None = None
    number: IdentityKind | None = None
    unregistered: tuple[DateRange, ...] = ()
    kin: list[Kin] = field(default_factory=list)
    courses: list[CoursePoints] = field(default_factory=list)


class CircumstanceQueries:
    """Circumstances of the people whose bookings a closing has to look at."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of_month(self, month: Month) -> Mapping[int, Circumstances]:
        """What is known of the people whose bookings the closing of `month` looks at, by their numbers."""
        table = bookings.booking
        due = select(table.c.person_id).where(table.c.due_month.is_not(None), table.c.due_month <= str(month))
        found: dict[int, _Found] = defaultdict(_Found)
        self._numbers(found, due)
        self._unregistered(found, due)
        self._kin(found, due, month)
        self._courses(found, due)
        return {
            person: Circumstances(
                birth_date=one.birth_date,
                number=one.number,
                unregistered=one.unregistered,
                kin=tuple(one.kin),
                courses=tuple(one.courses),
            )
            for person, one in found.items()
        }

    def _numbers(self, found: dict[int, _Found], due: Select[Any]) -> None:
        """Who has another number than a personnummer, and none."""
        table, other = people.identity, people.identity.alias()
        personal = exists().where(
            other.c.person_id == table.c.person_id, other.c.is_current, other.c.kind == IdentityKind.PERSONAL.value
        )
        rows = self._connection.execute(
            select(table.c.person_id, table.c.kind).where(table.c.is_current, table.c.person_id.in_(due), ~personal)
        )
        rank = {kind: place for place, kind in enumerate(IdentityKind)}
        for row in rows:
            one, kind = found[row.person_id], IdentityKind(row.kind)
            one.number = kind if one.number is None else min(one.number, kind, key=rank.__getitem__)

    def _unregistered(self, found: dict[int, _Found], due: Select[Any]) -> None:
        """Who belongs where she stays without being folkbokförd."""
        table = people.residence
        staying = select(table.c.person_id).where(
            table.c.kind == ResidenceKind.STAYING.value, table.c.person_id.in_(due)
        )
        for person, rows in self._residences(table.c.person_id.in_(staying)).items():
            found[person].unregistered = unregistered_days(rows)

    def _kin(self, found: dict[int, _Found], due: Select[Any], month: Month) -> None:
        """The children, and where those belong who live with them or answer for them."""
        table = people.person
        born = add_months(month.first, -12 * ADULT_AGE)
        rows = self._connection.execute(
            select(table.c.id, table.c.birth_date).where(table.c.birth_date > born, table.c.id.in_(due))
        )
        children = {row.id: row.birth_date for row in rows}
        if not children:
            return
        bonds = [*self._guardians(list(children)), *self._household_members(list(children))]
        homes = self._homes({bond.kin for bond in bonds if bond.kin is not None})
        for bond in bonds:
            child = found[bond.child]
            child.birth_date = children[bond.child]
            lived = homes.get(bond.kin, ()) if bond.kin is not None else bond.told
            child.kin.append(Kin(bond.bond, bond.days, lived))

    def _guardians(self, children: Sequence[int]) -> Iterable[_Bond]:
        """Who answers for these children: registered, or with the municipality that was told."""
        table, kin = people.representative, people.person
        for part in in_parts(children):
            rows = self._connection.execute(
                select(table.c.person_id, table.c.representative_id, table.c.municipality)
                .add_columns(table.c.valid_from, table.c.valid_until)
                .join(kin, kin.c.id == table.c.representative_id, isouter=True)
                .where(table.c.person_id.in_(part), or_(kin.c.id.is_(None), _is_open(kin)))
            )
            for row in rows:
                days = _inclusive(row.valid_from, row.valid_until)
                told = (Stay(days, row.municipality),) if row.municipality else ()
                yield _Bond(row.person_id, KinBond.GUARDIAN, days, row.representative_id, told)

    def _household_members(self, children: Sequence[int]) -> Iterable[_Bond]:
        """Who lives in the same households as these children, in the days that they share."""
        own, other, kin = people.household_member, people.household_member.alias(), people.person
        same = and_(own.c.household_id == other.c.household_id, own.c.person_id != other.c.person_id)
        for part in in_parts(children):
            rows = self._connection.execute(
                select(own.c.person_id, own.c.living, own.c.joined_on, own.c.left_on, other.c.person_id.label("kin"))
                .add_columns(other.c.joined_on.label("kin_joined"), other.c.left_on.label("kin_left"))
                .join(other, same)
                .join(kin, kin.c.id == other.c.person_id)
                .where(own.c.person_id.in_(part), _is_open(kin))
            )
            for row in rows:
                shared = _inclusive(row.joined_on, row.left_on).meet(_inclusive(row.kin_joined, row.kin_left))
                bond = KinBond.BY_TURNS if row.living == Living.BY_TURNS.value else KinBond.HOUSEHOLD
                if shared is not None:
                    yield _Bond(row.person_id, bond, shared, row.kin)

    def _homes(self, persons: set[int]) -> dict[int, tuple[Stay, ...]]:
        found: dict[int, tuple[Stay, ...]] = {}
        for part in in_parts(sorted(persons)):
            rows = self._residences(people.residence.c.person_id.in_(part))
            found.update({person: stays(lived) for person, lived in rows.items()})
        return found

    def _residences(self, which: ColumnElement[bool]) -> dict[int, list[Residence]]:
        """The residences that `which` picks, by the number of the person."""
        table = people.residence
        stored = ResidenceStore(self._connection).every(which)
        holders = {
            row.id: row.person_id
            for row in self._connection.execute(select(table.c.id, table.c.person_id).where(which))
        }
        found: dict[int, list[Residence]] = defaultdict(list)
        for one in stored:
            found[holders[one.id]].append(one.value)
        return found

    def _courses(self, found: dict[int, _Found], due: Select[Any]) -> None:
        """The courses that are paid by the point under their agreement, of people who have one."""
        table, agreed = bookings.booking, agreements.terms
        same = and_(agreed.c.agreement_id == table.c.agreement_id, agreed.c.service_id == table.c.service_id)
        by_point = select(agreed.c.id).where(same, agreed.c.unit == Unit.POINT.value).exists()
        rows = self._connection.execute(
            select(table.c.person_id, table.c.key, table.c.quantity, table.c.start, table.c.end)
            .add_columns(table.c.planned_until, table.c.graded_on)
            .where(table.c.quantity.is_not(None), by_point, table.c.person_id.in_(due))
            .where(or_(table.c.outcome.is_(None), table.c.outcome != Outcome.NEVER_STARTED.value))
            .order_by(table.c.key)
        )
        for row in rows:
            last = row.graded_on or row.planned_until or (row.end - DAY if row.end else row.start)
            found[row.person_id].courses.append(
                CoursePoints(booking=row.key, points=Scaled(row.quantity), year=last.year)
            )


@dataclass(frozen=True, slots=True)
class _Bond:
    """A child and somebody close; `told` is where one belongs who is not registered herself."""

    child: int
    bond: KinBond
    days: DateRange
    kin: int | None
    told: tuple[Stay, ...] = ()


def _is_open(kin: Any) -> ColumnElement[bool]:  # noqa: ANN401 - SQLAlchemy types it as FromClause
    """Who has protected data leaves no trace with a child: not even where she lives."""
    return kin.c.protection == Protection.NONE.value  # type: ignore[no-any-return]


def _inclusive(first: date | None, last: date | None) -> DateRange:
    """Days of which neither end need be known."""
    return DateRange(first or date.min, OPEN if last is None else last + DAY)
