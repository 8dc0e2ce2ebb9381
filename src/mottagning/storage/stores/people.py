"""Stores of persons, their numbers, residences and consents."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import select

from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import HouseholdRole, Identity, Person, Residence
from mottagning.domain.swedish import folded
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage import due
from mottagning.storage.stores.keyed import KeyedStore, Reference, Shape
from mottagning.storage.tables import people as tables

CASE = Reference("case_number", "person_id", tables.person.c.case_number)
NUMBER_FIELDS = {
    IdentityKind.PERSONAL: "personal_number",
    IdentityKind.COORDINATION: "coordination_number",
    IdentityKind.DOSSIER: "dossier_number",
    IdentityKind.TEMPORARY: "temporary_number",
}
_HOUSEHOLD_FIELDS = frozenset({"household", "household_role"})
_CHUNK = 500


class PeopleStore(KeyedStore[Person]):
    """Persons. Their current numbers stand in the identity history, their household among its members."""

    shape = Shape(
        Person,
        tables.person,
        Area.PEOPLE,
        ("case_number",),
        special=frozenset(NUMBER_FIELDS.values()) | _HOUSEHOLD_FIELDS,
    )

    def by_number(self, kind: IdentityKind, number: str) -> list[Stored[Person]]:
        """Everyone who has or had this number."""
        holders = select(tables.identity.c.person_id).where(
            tables.identity.c.kind == kind.value, tables.identity.c.number == number
        )
        return self.every(tables.person.c.id.in_(holders))

    def neutral_number(self, person_id: int) -> str:
        """The neutral case number that stands for a protected person in files; made on first use."""
        found = self._connection.scalar(select(tables.person.c.neutral_number).where(tables.person.c.id == person_id))
        if found is None:
            taken = self._connection.scalars(select(tables.person.c.neutral_number)).all()
            found = f"N{1 + max((int(number[1:]) for number in taken if number), default=0):05}"
            self._connection.execute(
                tables.person.update()
                .where(tables.person.c.id == person_id)
                .values(neutral_number=found, version=tables.person.c.version + 1)
            )
        return found

    def _special(self, rows: Sequence[Any]) -> list[dict[str, Any]]:
        ids = [row["id"] for row in rows]
        numbers = self._numbers(ids)
        households = self._households(ids)
        return [
            {
                **dict.fromkeys(NUMBER_FIELDS.values()),
                **numbers.get(row["id"], {}),
                **households.get(row["id"], {"household": None, "household_role": None}),
            }
            for row in rows
        ]

    def _numbers(self, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        identity = tables.identity
        statement = select(identity.c.person_id, identity.c.kind, identity.c.number).where(identity.c.is_current)
        found: dict[int, dict[str, Any]] = defaultdict(dict)
        for row in self._for(statement, identity.c.person_id, ids):
            found[row.person_id][NUMBER_FIELDS[IdentityKind(row.kind)]] = row.number
        return found

    def _households(self, ids: Sequence[int]) -> dict[int, dict[str, Any]]:
        member, household = tables.household_member, tables.household
        statement = select(member.c.person_id, household.c.key, member.c.role).join(
            household, household.c.id == member.c.household_id
        )
        return {
            row.person_id: {
                "household": row.key,
                "household_role": HouseholdRole(row.role) if row.role else None,
            }
            for row in self._for(statement.where(member.c.left_on.is_(None)), member.c.person_id, ids)
        }

    def _for(self, statement: Any, column: Any, ids: Sequence[int]) -> Iterable[Any]:  # noqa: ANN401
        """Run `statement` for these persons, or for all when they are many."""
        if len(ids) <= _CHUNK:
            statement = statement.where(column.in_(ids))
        return self._connection.execute(statement)

    def _write_special(self, stored: Sequence[tuple[Stored[Person], Stored[Person] | None]]) -> None:
        for after, before in stored:
            self._write_numbers(after, before)
        self._write_households(stored)
        self._write_terms([after for after, _ in stored])

    def _write_numbers(self, after: Stored[Person], before: Stored[Person] | None) -> None:
        """A new number becomes the current one of its kind; the former stays in the history."""
        identity = tables.identity
        for kind in NUMBER_FIELDS:
            new, old = after.value.number(kind), before.value.number(kind) if before else None
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
        member = tables.household_member
        rows = []
        for after, before in stored:
            if before is not None:
                self._connection.execute(member.delete().where(member.c.person_id == after.id))
            if after.value.household:
                role = after.value.household_role
                rows.append(
                    {
                        "person_id": after.id,
                        "household_id": self._household(after.value.household),
                        "role": role.value if role else None,
                    }
                )
        if rows:
            self._connection.execute(member.insert(), rows)

    def _household(self, key: str) -> int:
        known = self._ids.setdefault("household", {})
        if key not in known:
            found = self._connection.scalar(select(tables.household.c.id).where(tables.household.c.key == key))
            if found is None:
                result = self._connection.execute(tables.household.insert().values(key=key))
                found = result.inserted_primary_key[0]  # type: ignore[index]
            known[key] = found
        return known[key]

    def _write_terms(self, stored: Sequence[Stored[Person]]) -> None:
        """Search terms: folded name parts, numbers with and without century, the case number."""
        term = tables.person_term
        ids = [one.id for one in stored]
        for start in range(0, len(ids), _CHUNK):
            self._connection.execute(term.delete().where(term.c.person_id.in_(ids[start : start + _CHUNK])))
        rows = [{"person_id": one.id, "term": word} for one in stored for word in search_terms(one.value)]
        if rows:
            self._connection.execute(term.insert(), rows)

    def _clear_special(self, before: Stored[Person]) -> None:
        for table in (tables.identity, tables.household_member, tables.person_term, tables.residence):
            self._connection.execute(table.delete().where(table.c.person_id == before.id))

    def _remember(self, stored: Sequence[Stored[Person]]) -> None:
        due.of_people(self._connection, [one.id for one in stored])

    def _person(self, _value: Person, record_id: int) -> int | None:
        return record_id


def search_terms(person: Person) -> set[str]:
    """The words by which a person is found: names, numbers and case number, nothing else (förordning 2001:637 15 §)."""
    names = " ".join(filter(None, (person.family_name, person.given_name, person.called_name)))
    words = set(folded(names).split())
    words.update(folded(person.case_number).split())
    words |= {person.case_number.casefold(), person.case_number.replace("-", "").casefold()}
    for number in (person.personal_number, person.coordination_number):
        if number:
            words |= {number, number[2:]}
    for number in (person.dossier_number, person.temporary_number):
        if number:
            words |= {number.casefold(), number.replace("-", "").casefold(), *folded(number).split()}
    return words


class IdentityStore(KeyedStore[Identity]):
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
        found = self.every(tables.identity.c.person_id == person_id)
        return sorted(found, key=lambda one: not one.value.is_current)

    def _remember(self, stored: Sequence[Stored[Identity]]) -> None:
        """A person has one current number of each kind: the one that was written last."""
        identity = tables.identity
        for one in stored:
            if one.value.is_current:
                person = self._id(CASE, one.value.case_number)
                others = (identity.c.person_id == person, identity.c.kind == one.value.kind.value)
                self._connection.execute(
                    identity.update().where(*others, identity.c.id != one.id).values(is_current=False)
                )

    def _person(self, value: Identity, _record_id: int) -> int | None:
        return self._id(CASE, value.case_number)


class ResidenceStore(KeyedStore[Residence]):
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
        found = self.every(tables.residence.c.person_id == person_id)
        return sorted(found, key=lambda one: one.value.days.start)

    def _touch(self, before: Stored[Residence]) -> None:
        due.of_people(self._connection, [self._id(CASE, before.value.case_number)])

    def _remember(self, stored: Sequence[Stored[Residence]]) -> None:
        due.of_people(self._connection, [self._id(CASE, one.value.case_number) for one in stored])

    def _person(self, value: Residence, _record_id: int) -> int | None:
        return self._id(CASE, value.case_number)
