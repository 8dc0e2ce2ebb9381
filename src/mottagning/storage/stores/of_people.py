"""Stores of what hangs on persons: permits, households, profiles, homes, consents, reminders, who is not who …"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, or_, select

from mottagning.domain.consents import Consent
from mottagning.domain.duplicates import Apart
from mottagning.domain.households import Household, Membership, Representative
from mottagning.domain.housing import Housing
from mottagning.domain.merging import FormerCase
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.profiles import Income, LanguageSkill, WorkProfile
from mottagning.domain.reminders import Reminder
from mottagning.readmodels.changes import Area, Stored
from mottagning.storage.stores import person_terms
from mottagning.storage.stores.keyed import KeyedStore, Reference, Shape
from mottagning.storage.stores.people import CASE, OfPerson, household_id
from mottagning.storage.tables import people as tables

_ANCHOR = tables.person.alias("anchor")
_OTHER = tables.person.alias("other_person")
_REPRESENTATIVE = tables.person.alias("representative_person")


class PermitStore(OfPerson[ResidencePermit]):
    """Residence permits. The one that was decided last stands on the person too."""

    shape = Shape(ResidencePermit, tables.permit, Area.PEOPLE, ("case_number", "decided_on"), references=(CASE,))

    def of_person(self, person_id: int) -> list[Stored[ResidencePermit]]:
        """One person's permits, the newest first."""
        return sorted(super().of_person(person_id), key=lambda one: one.value.decided_on, reverse=True)

    def remove(self, before: Stored[ResidencePermit]) -> None:
        super().remove(before)
        self._tell_person(self._id(CASE, before.value.case_number))

    def _remember(self, stored: Sequence[Stored[ResidencePermit]]) -> None:
        for person in {self._id(CASE, one.value.case_number) for one in stored}:
            self._tell_person(person)

    def _tell_person(self, person: int) -> None:
        permit, who = tables.permit, tables.person
        newest = (
            select(permit.c.ground, permit.c.decided_on, permit.c.valid_until)
            .where(permit.c.person_id == person)
            .order_by(permit.c.decided_on.desc())
            .limit(1)
        )
        found = self._connection.execute(newest).first()
        values = {
            "permit_decided_on": found.decided_on if found else None,
            "permit_until": found.valid_until if found else None,
        }
        if found is not None:
            values["permit_ground"] = found.ground
        differs = [who.c[name].is_not(value) for name, value in values.items()]
        self._connection.execute(
            who.update().where(who.c.id == person, or_(*differs)).values(version=who.c.version + 1, **values)
        )


class HouseholdStore(KeyedStore[Household]):
    """Households, each with the one whom the others have come to join."""

    shape = Shape(
        Household,
        tables.household,
        Area.PEOPLE,
        ("key",),
        references=(Reference("anchor_person", "anchor_id", _ANCHOR.c.case_number, is_optional=True),),
    )


class MembershipStore(OfPerson[Membership]):
    """Who belongs to which household, and when."""

    shape = Shape(
        Membership,
        tables.household_member,
        Area.PEOPLE,
        ("case_number", "household", "joined_on"),
        references=(CASE, Reference("household", "household_id", tables.household.c.key)),
    )

    def of_household(self, key: str) -> list[Stored[Membership]]:
        """Everybody's time in one household."""
        return self.having(tables.household.c.key, key)

    def _values(self, value: Membership) -> dict[str, Any]:
        self.know("household", {value.household: household_id(self._connection, value.household)})
        return super()._values(value)


class RepresentativeStore(OfPerson[Representative]):
    """Those who answer for children."""

    shape = Shape(
        Representative,
        tables.representative,
        Area.PEOPLE,
        ("case_number", "kind", "name"),
        references=(
            CASE,
            Reference("representative_case", "representative_id", _REPRESENTATIVE.c.case_number, is_optional=True),
        ),
    )


class LanguageStore(OfPerson[LanguageSkill]):
    """Languages besides the mother tongue."""

    shape = Shape(LanguageSkill, tables.language_skill, Area.PEOPLE, ("case_number", "language"), references=(CASE,))


class ProfileStore(OfPerson[WorkProfile]):
    """Schooling and working life, one for each person."""

    shape = Shape(WorkProfile, tables.work_profile, Area.PEOPLE, ("case_number",), references=(CASE,))


class IncomeStore(OfPerson[Income]):
    """What persons live on."""

    shape = Shape(Income, tables.income, Area.PEOPLE, ("case_number", "source", "days"), references=(CASE,))

    def key_of(self, value: Income) -> tuple[object, ...]:
        return value.case_number, value.source, value.days.start


class HousingStore(OfPerson[Housing]):
    """Where persons live."""

    shape = Shape(Housing, tables.housing, Area.PEOPLE, ("case_number", "days"), references=(CASE,))

    def key_of(self, value: Housing) -> tuple[object, ...]:
        return value.case_number, value.days.start


class ConsentStore(OfPerson[Consent]):
    """Consents, but for those that a booking keeps itself."""

    shape = Shape(
        Consent,
        tables.consent,
        Area.PEOPLE,
        ("case_number", "recipient", "purpose", "given_on"),
        references=(CASE,),
    )

    @classmethod
    def _select(cls) -> Select[Any]:
        return super()._select().where(tables.consent.c.booking_id.is_(None))


class ReminderStore(OfPerson[Reminder]):
    """What must not be forgotten."""

    shape = Shape(Reminder, tables.reminder, Area.PEOPLE, ("case_number", "kind", "detail"), references=(CASE,))

    def open(self) -> list[Stored[Reminder]]:
        """Those that nobody has seen to."""
        return self.every(tables.reminder.c.done_on.is_(None))


class ApartStore(OfPerson[Apart]):
    """Those who are said not to be the same person."""

    shape = Shape(
        Apart,
        tables.apart,
        Area.PEOPLE,
        ("case_number", "other_case"),
        references=(CASE, Reference("other_case", "other_id", _OTHER.c.case_number)),
    )

    def between(self, one: str, other: str) -> Stored[Apart] | None:
        """What is said of these two, by their case numbers in any order."""
        return self.find(one, other) or self.find(other, one)

    def numbered(self) -> list[tuple[int, int, Stored[Apart]]]:
        """All of them, each with the two persons' own numbers in the register, the smaller first."""
        table = tables.apart
        ids = {row.id: row for row in self._connection.execute(select(table.c.id, table.c.person_id, table.c.other_id))}
        found = []
        for one in self.every():
            pair = ids[one.id].person_id, ids[one.id].other_id
            found.append((min(pair), max(pair), one))
        return found


class FormerCaseStore(OfPerson[FormerCase]):
    """Case numbers that still lead to a person. The search finds her by them too."""

    shape = Shape(FormerCase, tables.former_case, Area.PEOPLE, ("former_case",), references=(CASE,))

    def current(self) -> dict[str, str]:
        """The case number that each former one leads to now."""
        return {one.value.former_case: one.value.case_number for one in self.every()}

    def remove(self, before: Stored[FormerCase]) -> None:
        super().remove(before)
        self._remember([before])

    def _remember(self, stored: Sequence[Stored[FormerCase]]) -> None:
        person_terms.write(self._connection, [self._id(CASE, one.value.case_number) for one in stored])
