"""Stores of persons, their numbers, residences and consents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from mottagning.domain.households import Living
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import HouseholdRole, Identity, Person, Protection, Residence
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage import due
from mottagning.storage.parts import MOST, in_parts
from mottagning.storage.stores import person_terms
from mottagning.storage.stores.keyed import KeyedStore, Reference, Shape
from mottagning.storage.tables import deadlines, merging
from mottagning.storage.tables import people as tables
from mottagning.storage.tables.documents import document
from mottagning.storage.tables.plans import checklist_mark
from mottagning.storage.tables.reception import expected_person
from mottagning.storage.tables.take_in import take_in_record
from mottagning.storage.tables.waiting import wait
from mottagning.storage.tables.weekly_hours import weekly_hours

T = TypeVar("T")

CASE = Reference("case_number", "person_id", tables.person.c.case_number)
NUMBER_FIELDS = {
    IdentityKind.PERSONAL: "personal_number",
    IdentityKind.COORDINATION: "coordination_number",
    IdentityKind.DOSSIER: "dossier_number",
    IdentityKind.TEMPORARY: "temporary_number",
}
PARTS = (
    tables.identity,
    tables.household_member,
    tables.person_term,
    tables.residence,
    tables.permit,
    tables.representative,
    tables.language_skill,
    tables.work_profile,
    tables.income,
    tables.housing,
    tables.consent,
    tables.reminder,
    tables.apart,
    tables.former_case,
    document,
    deadlines.milestone,
    deadlines.extension,
    checklist_mark,
    weekly_hours,
    wait,
)
"""What goes with a person who is removed."""
_HOUSEHOLD_FIELDS = frozenset({"household", "household_role"})


class PeopleStore(KeyedStore[Person]):
    """Persons. Their current numbers stand in the identity history, their household among its members."""

    shape = Shape(
        Person,
        tables.person,
        Area.PEOPLE,
        ("case_number",),
        special=frozenset(NUMBER_FIELDS.values()) | _HOUSEHOLD_FIELDS | {"other_citizenships"},
    )

    def by_number(self, kind: IdentityKind, number: str) -> list[Stored[Person]]:
        """Everyone who has or had this number."""
        holders = select(tables.identity.c.person_id).where(
            tables.identity.c.kind == kind.value, tables.identity.c.number == number
        )
        return self.every(tables.person.c.id.in_(holders))

    def by_case(self, case_number: str) -> Stored[Person] | None:
        """The person with this case number, or who took over what was kept under it when two records were merged."""
        former = tables.former_case
        holder = select(former.c.person_id).where(former.c.former_case == case_number)
        return self.find(case_number) or next(iter(self.every(tables.person.c.id.in_(holder))), None)

    def protected_among(self, ids: Sequence[int]) -> set[int]:
        """Those of these persons who are protected."""
        table, found = tables.person, set[int]()
        for part in in_parts(ids):
            hidden = (table.c.id.in_(part), table.c.protection != Protection.NONE.value)
            found.update(self._connection.scalars(select(table.c.id).where(*hidden)))
        return found

    def neutral_number(self, person_id: int) -> str:
        """The neutral case number that stands for a protected person in files; made on first use."""
        found = self._connection.scalar(select(tables.person.c.neutral_number).where(tables.person.c.id == person_id))
        if found is None:
            columns = (tables.person.c.neutral_number, tables.former_case.c.neutral_number)
            taken = [number for column in columns for number in self._connection.scalars(select(column))]
            found = f"N{1 + max((int(number[1:]) for number in taken if number), default=0):05}"
            self._connection.execute(
                tables.person.update()
                .where(tables.person.c.id == person_id)
                .values(neutral_number=found, version=tables.person.c.version + 1)
            )
        return found

    def _require_free(self, value: Person) -> None:
        """A case number that led to somebody is never given to another, so that it still does."""
        super()._require_free(value)
        former = tables.former_case
        if self._connection.scalar(select(former.c.id).where(former.c.former_case == value.case_number)) is not None:
            raise Refused(RefusalCode.KEY_TAKEN, FieldProblem("case_number", "taken"), key=value.case_number)

    def _special(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        ids = [row["id"] for row in rows]
        numbers = self._numbers(ids)
        households = self._households(ids)
        return [
            {
                **dict.fromkeys(NUMBER_FIELDS.values()),
                **numbers.get(row["id"], {}),
                **households.get(row["id"], {"household": None, "household_role": None}),
                "other_citizenships": tuple(row["other_citizenships"].split()),
            }
            for row in rows
        ]

    def _values(self, value: Person) -> dict[str, Any]:
        return {**super()._values(value), "other_citizenships": " ".join(value.other_citizenships)}

    def _numbers(self, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        identity = tables.identity
        statement = select(identity.c.person_id, identity.c.kind, identity.c.number).where(identity.c.is_current)
        found: dict[int, dict[str, Any]] = defaultdict(dict)
        for row in self._for(statement, identity.c.person_id, ids):
            kind = IdentityKind(row.kind)
            if kind in NUMBER_FIELDS:
                found[row.person_id][NUMBER_FIELDS[kind]] = row.number
        return found

    def _households(self, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        """The household of each, of one who lives by turns in two the first."""
        member, household = tables.household_member, tables.household
        statement = select(member.c.person_id, household.c.key, member.c.role).join(
            household, household.c.id == member.c.household_id
        )
        current = statement.where(member.c.left_on.is_(None)).order_by(member.c.id.desc())
        return {
            row.person_id: {
                "household": row.key,
                "household_role": HouseholdRole(row.role) if row.role else None,
            }
            for row in self._for(current, member.c.person_id, ids)
        }

    def _for(self, statement: Any, column: Any, ids: Sequence[int]) -> Iterable[Any]:  # noqa: ANN401
        """Run `statement` for these persons, or for all when they are many."""
        if len(ids) <= MOST:
            statement = statement.where(column.in_(ids))
        return self._connection.execute(statement)

    def _write_special(self, stored: Sequence[tuple[Stored[Person], Stored[Person] | None]]) -> None:
        self._add_numbers([after for after, before in stored if before is None])
        for after, before in stored:
            if before is not None:
                self._write_numbers(after, before)
        self._write_households(stored)
        self._write_permits(stored)
        person_terms.write(
            self._connection,
            [
                after.id
                for after, before in stored
                if before is None or _found_by(before.value) != _found_by(after.value)
            ],
        )

    def _add_numbers(self, added: Sequence[Stored[Person]]) -> None:
        """The numbers of persons who have no history yet, in one go."""
        rows = [
            {"person_id": one.id, "kind": kind.value, "number": number, "is_current": True, "version": 1}
            for one in added
            for kind in NUMBER_FIELDS
            if (number := one.value.number(kind)) is not None
        ]
        if rows:
            self._connection.execute(tables.identity.insert(), rows)

    def _write_numbers(self, after: Stored[Person], before: Stored[Person]) -> None:
        """A new number becomes the current one of its kind; the former stays in the history."""
        identity = tables.identity
        for kind in NUMBER_FIELDS:
            new, old = after.value.number(kind), before.value.number(kind)
            if new == old:
                continue
            mine = (identity.c.person_id == after.id, identity.c.kind == kind.value)
            self._connection.execute(identity.update().where(*mine).values(is_current=False))
            if new is None:
                continue
            again = self._connection.execute(
                identity.update().where(*mine, identity.c.number == new).values(is_current=True)
            )
            if not again.rowcount:
                self._connection.execute(
                    identity.insert().values(
                        person_id=after.id, kind=kind.value, number=new, is_current=True, version=1
                    )
                )

    def _write_households(self, stored: Sequence[tuple[Stored[Person], Stored[Person] | None]]) -> None:
        """What a person's own form says of her household puts right the time that lasts; it ends nothing."""
        member = tables.household_member
        rows = []
        for after, before in stored:
            if before is not None and _household(before.value) == _household(after.value):
                continue
            if before is not None and before.value.household:
                current = select(func.min(member.c.id)).where(
                    member.c.person_id == after.id, member.c.left_on.is_(None)
                )
                self._connection.execute(member.delete().where(member.c.id == current.scalar_subquery()))
            if after.value.household:
                role = after.value.household_role
                rows.append(
                    {
                        "person_id": after.id,
                        "household_id": self._household_id(after.value.household),
                        "role": role.value if role else None,
                        "living": Living.ALWAYS.value,
                        "version": 1,
                    }
                )
        if rows:
            self._connection.execute(member.insert(), rows)

    def _household_id(self, key: str) -> int:
        known = self._ids.setdefault("household", {})
        if key not in known:
            known[key] = household_id(self._connection, key)
        return known[key]

    def _write_permits(self, stored: Sequence[tuple[Stored[Person], Stored[Person] | None]]) -> None:
        """The permit that a person's own form tells of stands among her permits too, under its decision's day.

        A later day is a new permit; an earlier one, or none, puts right what was written.
        """
        permit = tables.permit
        rows = []
        for after, before in stored:
            now = _permit(after.value)
            if before is not None and _permit(before.value) == now:
                continue
            mine = permit.c.person_id == after.id
            was, day = before.value.permit_decided_on if before else None, after.value.permit_decided_on
            if was is not None and (day is None or day < was):
                self._connection.execute(permit.delete().where(mine, permit.c.decided_on == was))
            if day is None:
                continue
            again = permit.update().where(mine, permit.c.decided_on == day).values(**now)
            if before is None or not self._connection.execute(again).rowcount:
                rows.append({"person_id": after.id, "version": 1, **now})
        if rows:
            self._connection.execute(permit.insert(), rows)

    def _clear_special(self, before: Stored[Person]) -> None:
        for table in PARTS:
            self._connection.execute(table.delete().where(table.c.person_id == before.id))
        self._connection.execute(tables.apart.delete().where(tables.apart.c.other_id == before.id))
        for table, column in _NAMING:
            self._connection.execute(table.update().where(table.c[column] == before.id).values({column: None}))
        self._connection.execute(take_in_record.delete().where(take_in_record.c.person == before.id))
        self._forget_merges(before.id)

    def _forget_merges(self, person_id: int) -> None:
        """What was merged into somebody who goes cannot come back."""
        merge, kept = merging.person_merge, merging.person_merge_row
        hers = select(merge.c.id).where(merge.c.kept == person_id)
        self._connection.execute(kept.delete().where(kept.c.merge_id.in_(hers)))
        self._connection.execute(merge.delete().where(merge.c.kept == person_id))

    def _remember(self, stored: Sequence[Stored[Person]]) -> None:
        due.of_people(self._connection, [one.id for one in stored])

    def _person(self, _value: Person, record_id: int) -> int | None:
        return record_id


_NAMING = (
    (tables.household, "anchor_id"),
    (tables.representative, "representative_id"),
    (expected_person, "person_id"),
)
"""What names a person and stays without her."""


def _household(person: Person) -> tuple[str | None, HouseholdRole | None]:
    return person.household, person.household_role


def _permit(person: Person) -> dict[str, Any]:
    ground = person.permit_ground
    return {
        "decided_on": person.permit_decided_on,
        "ground": ground.value if ground else None,
        "valid_until": person.permit_until,
    }


def household_id(connection: Connection, key: str) -> int:
    """The number of the household `key`, which is made where there is none."""
    table = tables.household
    found = connection.scalar(select(table.c.id).where(table.c.key == key))
    if found is None:
        found = connection.execute(table.insert().values(key=key, version=1)).inserted_primary_key[0]  # type: ignore[index]
    return int(found)


def _found_by(person: Person) -> tuple[str | None, ...]:
    """What the search finds a person by: names, numbers, case number."""
    numbers = [person.number(kind) for kind in NUMBER_FIELDS]
    return (person.case_number, person.family_name, person.given_name, person.called_name, *numbers)


class OfPerson(KeyedStore[T]):
    """A kind of record that hangs on a person."""

    def of_person(self, person_id: int) -> list[Stored[T]]:
        """One person's, in the order they were added."""
        return self.every(self.shape.table.c.person_id == person_id)

    def of_case(self, case_number: str) -> list[Stored[T]]:
        """Those of the person with this case number."""
        return self.every(tables.person.c.case_number == case_number)

    def _person(self, value: T, _record_id: int) -> int | None:
        return self._id(CASE, value.case_number)  # type: ignore[attr-defined]  # every such record names its case


class IdentityStore(OfPerson[Identity]):
    """The identity history: every number a person has or had."""

    shape = Shape(
        Identity,
        tables.identity,
        Area.PEOPLE,
        ("case_number", "kind", "number"),
        references=(CASE,),
    )

    def of_person(self, person_id: int) -> list[Stored[Identity]]:
        """One person's numbers, the current ones first."""
        return sorted(super().of_person(person_id), key=lambda one: not one.value.is_current)

    def remove(self, before: Stored[Identity]) -> None:
        super().remove(before)
        person_terms.write(self._connection, [self._id(CASE, before.value.case_number)])

    def _change(self, before: Stored[Identity], value: Identity) -> Stored[Identity]:
        after = super()._change(before, value)
        if value.case_number != before.value.case_number:
            person_terms.write(self._connection, [self._id(CASE, before.value.case_number)])
        return after

    def _remember(self, stored: Sequence[Stored[Identity]]) -> None:
        """A person has one current number of each kind: the one that was written last."""
        identity = tables.identity
        people = [self._id(CASE, one.value.case_number) for one in stored]
        for one, person in zip(stored, people, strict=True):
            if one.value.is_current and one.value.kind in NUMBER_FIELDS:
                others = (identity.c.person_id == person, identity.c.kind == one.value.kind.value)
                self._connection.execute(
                    identity.update().where(*others, identity.c.id != one.id).values(is_current=False)
                )
        person_terms.write(self._connection, people)


class ResidenceStore(OfPerson[Residence]):
    """Where persons belong, day by day."""

    shape = Shape(
        Residence,
        tables.residence,
        Area.PEOPLE,
        ("case_number", "days"),
        references=(CASE,),
    )

    def key_of(self, value: Residence) -> tuple[object, ...]:
        return value.case_number, value.days.start

    def of_person(self, person_id: int) -> list[Stored[Residence]]:
        """One person's residences in order."""
        return sorted(super().of_person(person_id), key=lambda one: one.value.days.start)

    def _touch(self, before: Stored[Residence]) -> None:
        due.of_people(self._connection, [self._id(CASE, before.value.case_number)])

    def _remember(self, stored: Sequence[Stored[Residence]]) -> None:
        due.of_people(self._connection, [self._id(CASE, one.value.case_number) for one in stored])
