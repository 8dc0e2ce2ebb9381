"""Persons: listed, opened, registered, changed; where they belong."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from mottagning.domain.belonging import residence_problems
from mottagning.domain.bookings import BookingStatus
from mottagning.domain.households import Household, Representative, newcomer_with
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import (
    HouseholdRole,
    Person,
    Protection,
    Residence,
    birth_problems,
    number_disagrees,
    person_problems,
)
from mottagning.domain.periods import DAY, DateRange
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.profiles import income_gaps
from mottagning.domain.rights import Part
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.people import HouseholdCard, HouseholdLine, PersonCard, PersonLine, PersonParts
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context, own_municipality
from mottagning.usecases.deadlines.viewing import person_deadlines
from mottagning.usecases.move_effects import person_belongings
from mottagning.usecases.people_parts import remind_of_number
from mottagning.usecases.reception.releasing import release_flats
from mottagning.usecases.visible import is_hidden, may_see, person_of_case, seen_person

_NATIONAL = ((IdentityKind.PERSONAL, "personal_number"), (IdentityKind.COORDINATION, "coordination_number"))


def list_people(ctx: Context) -> list[PersonLine]:
    """Every person that the user may see."""
    with ctx.reading() as reader:
        return reader.lists.people(ctx.today, protected=ctx.sees_protected)


def open_person(ctx: Context, person_id: int) -> PersonCard:
    """Everything about one person, noted in the log. Raises Refused when she is gone or may not be seen."""
    with ctx.writing() as uow:
        person = seen_person(ctx, uow, person_id)
        uow.log.read(ReadNote(ReadKind.CARD, person=person_id))
        residences = tuple(uow.residences.of_person(person_id))
        bookings = tuple(uow.lists.bookings(ctx.today, protected=ctx.sees_protected, person=person_id))
        own = own_municipality(uow)
        card = PersonCard(
            person=person,
            residences=residences,
            belongings=person_belongings(own, person.value, [one.value for one in residences], bookings),
            identities=tuple(one for one in uow.identities.of_person(person_id)),
            bookings=bookings,
            household=tuple(uow.lists.household(person_id, protected=ctx.sees_protected)),
            number_disagrees=number_disagrees(person.value),
            parts=_parts(ctx, uow, person),
            deadlines=person_deadlines(ctx, uow, person),
            untold=tuple(sorted({one.counterpart for one in bookings if one.counterpart and one.status in _OPEN})),
            own=own,
            merges=tuple(uow.merges.of_person(person_id)),
        )
        uow.commit()
        return card


_OPEN = frozenset({BookingStatus.PLANNED, BookingStatus.ONGOING})


def _parts(ctx: Context, reader: Reader, person: Stored[Person]) -> PersonParts:
    """What hangs on a person; the name of a representative whom the user may not know of is no link to her.

    Who does not see plans sees of it what a booking and its payment rest on.
    """
    if not ctx.sees(Part.PLANS):
        return PersonParts(
            permits=tuple(reader.permits.of_person(person.id)),
            memberships=tuple(reader.memberships.of_person(person.id)),
            consents=tuple(reader.consents.of_person(person.id)),
        )
    incomes = reader.incomes.of_person(person.id)
    begins = person.value.received_on
    watched = DateRange(begins, ctx.today + DAY) if begins and begins <= ctx.today else None
    return PersonParts(
        permits=tuple(reader.permits.of_person(person.id)),
        memberships=tuple(reader.memberships.of_person(person.id)),
        representatives=tuple(_named(ctx, reader, one) for one in reader.representatives.of_person(person.id)),
        languages=tuple(reader.languages.of_person(person.id)),
        profiles=tuple(reader.profiles.of_person(person.id)),
        incomes=tuple(sorted(incomes, key=lambda one: one.value.days, reverse=True)),
        housings=tuple(sorted(reader.housings.of_person(person.id), key=lambda one: one.value.days, reverse=True)),
        consents=tuple(reader.consents.of_person(person.id)),
        reminders=tuple(reader.reminders.of_person(person.id)),
        milestones=tuple(sorted(reader.milestones.of_person(person.id), key=lambda one: one.value.happened_on)),
        gaps=tuple(income_gaps([one.value for one in incomes], watched)) if watched and incomes else (),
    )


def _named(ctx: Context, reader: Reader, one: Stored[Representative]) -> Stored[Representative]:
    if not is_hidden(ctx, reader, one.value.representative_case):
        return one
    return replace(one, value=replace(one.value, representative_case=None))


def open_household(ctx: Context, key: str) -> HouseholdCard:
    """A household with its members, now and before, and their bookings. Raises Refused when there is none to see."""
    with ctx.writing() as uow:
        household = uow.households.find(key)
        lines = [] if household is None else _members(ctx, uow, key)
        if household is None or not lines:
            raise Refused(RefusalCode.GONE)
        if is_hidden(ctx, uow, household.value.anchor_person):
            household = replace(household, value=replace(household.value, anchor_person=None))
        anchor = uow.people.find(household.value.anchor_person) if household.value.anchor_person else None
        for line in lines:
            uow.log.read(ReadNote(ReadKind.CARD, person=line.person_id))
        uow.commit()
        return HouseholdCard(household, tuple(lines), anchor.value.name if anchor else None)


def _members(ctx: Context, reader: Reader, key: str) -> list[HouseholdLine]:
    lines = []
    for one in reader.memberships.of_household(key):
        person = reader.people.find(one.value.case_number)
        if person is None or not may_see(ctx, person.value):
            continue
        bookings = reader.lists.bookings(ctx.today, protected=ctx.sees_protected, person=person.id)
        lines.append(HouseholdLine(person.id, person.value.name, one.value, tuple(bookings)))
    return sorted(lines, key=_place)


def _place(line: HouseholdLine) -> tuple[bool, int]:
    """Those who have left last, the others by their role."""
    role = line.membership.role
    return line.membership.left_on is not None, list(HouseholdRole).index(role) if role else len(HouseholdRole)


def save_household(ctx: Context, before: Stored[Household], household: Household) -> Done[None]:
    """Say who is the anchor person of a household. Raises Refused when there is no such person to see."""
    with ctx.writing() as uow:
        case_number = household.anchor_person
        if case_number and (uow.people.find(case_number) is None or is_hidden(ctx, uow, case_number)):
            _require(FieldProblem("anchor_person", "unknown", {"value": case_number}))
        kept = uow.households.get(before.id)
        if case_number is None and is_hidden(ctx, uow, kept.value.anchor_person):
            household = kept.value  # who sees no anchor person there has taken none away
        uow.households.change(replace(kept, version=before.version), household)
        return Done(None, uow.commit())


def save_person(ctx: Context, before: Stored[Person] | None, person: Person) -> Done[Stored[Person]]:
    """Register a person, or change the one read as `before`.

    Raises Refused with every field that cannot be as it is, or when somebody changed her since.
    """
    with ctx.writing() as uow:
        if before is None:
            return Done(add_person(ctx, uow, person), uow.commit())
        seen_person(ctx, uow, before.id)
        _require(*_problems(ctx, uow, before, person))
        after = uow.people.change(before, person)
        follow_change(uow, before.value, person)
        return Done(after, uow.commit())


def add_person(ctx: Context, uow: UnitOfWork, person: Person) -> Stored[Person]:
    """Register a person in a transaction. Raises Refused with every field that cannot be as it is."""
    _require(*_problems(ctx, uow, None, person))
    after = uow.people.add(person)
    release_flats(uow, person)
    return after


def follow_change(uow: UnitOfWork, before: Person, person: Person) -> None:
    """What follows when a person's record changes: a new personnummer is to be told, a protected address goes."""
    protection = Protection.PROTECTED_REGISTRATION
    if person.protection is protection and before.protection is not protection:
        homes = uow.housings.of_case(person.case_number)
        uow.housings.change_many([(one, replace(one.value, address=None)) for one in homes])
        found = uow.people.find(person.case_number)
        if found is not None:
            uow.merges.forget_addresses(found.id)
    if before.household != person.household or person.protection is not before.protection:
        release_flats(uow, person)
    if person.personal_number and person.personal_number != before.personal_number:
        remind_of_number(uow, person.case_number, IdentityKind.PERSONAL, person.personal_number)


def _require(*problems: FieldProblem) -> None:
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)


def _problems(ctx: Context, uow: UnitOfWork, before: Stored[Person] | None, person: Person) -> Iterable[FieldProblem]:
    yield from person_problems(person)
    yield from birth_problems(person.birth_date, ctx.today)
    yield from _same_number(ctx, uow, before, person)


def _same_number(
    ctx: Context, uow: UnitOfWork, before: Stored[Person] | None, person: Person
) -> Iterable[FieldProblem]:
    """Another person with the same number; one that may not be seen neither reveals nor stops."""
    for kind, name in _NATIONAL:
        number = person.number(kind)
        for other in uow.people.by_number(kind, number) if number else []:
            if (before is None or other.id != before.id) and may_see(ctx, other.value):
                yield FieldProblem(name, "same_number", {"other": other.value.case_number})


def remove_person(ctx: Context, before: Stored[Person]) -> Done[None]:
    """Remove a person without bookings, requests and claims. Raises Refused when she has some, or was changed since."""
    with ctx.writing() as uow:
        seen_person(ctx, uow, before.id)
        stores = (uow.requests, uow.state_compensation_claims, uow.received_state_payments)
        asked = any(store.naming("case_number", [before.value.case_number]) for store in stores)
        if asked or uow.lists.bookings(ctx.today, protected=True, person=before.id):
            raise Refused(RefusalCode.IN_USE)
        uow.people.remove(before)
        return Done(None, uow.commit())


def save_residence(ctx: Context, before: Stored[Residence] | None, residence: Residence) -> Done[Stored[Residence]]:
    """Say where a person belongs over some days. Raises Refused when another row says something of the same days."""
    with ctx.writing() as uow:
        person = person_of_case(ctx, uow, residence.case_number)
        others = [one.value for one in uow.residences.of_person(person.id) if before is None or one.id != before.id]
        _require(*residence_problems(residence, others))
        after = uow.residences.put(before, residence)
        return Done(after, uow.commit())


def remove_residence(ctx: Context, before: Stored[Residence]) -> Done[None]:
    """Take back where a person belongs. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        person_of_case(ctx, uow, before.value.case_number)
        uow.residences.remove(before)
        return Done(None, uow.commit())


def next_case_number(ctx: Context) -> str:
    """A free case number for a new person: the year and the next number."""
    with ctx.reading() as reader:
        return _next_case_number(ctx, reader)


def _next_case_number(ctx: Context, reader: Reader) -> str:
    taken = [one.case_number for one in reader.lists.people(ctx.today, protected=True)]
    return next(free_case_numbers(ctx, [*taken, *reader.former_cases.current()]))


def free_case_numbers(ctx: Context, taken: Iterable[str]) -> Iterator[str]:
    """Case numbers for new persons, one after another: the year and the number after the last of `taken`."""
    return following(f"{ctx.today.year}-", taken)


def following(prefix: str, taken: Iterable[str]) -> Iterator[str]:
    """Free keys with this prefix: the number after the last of `taken`, and on."""
    numbers = [one.removeprefix(prefix) for one in taken if one.startswith(prefix)]
    last = max((int(number) for number in numbers if number.isdecimal()), default=0)
    return (f"{prefix}{number:04}" for number in count(last + 1))


def new_member(ctx: Context, other: Person) -> Person:
    """A proposal for somebody who comes with `other`: a free case number, the household, what a family shares."""
    with ctx.reading() as reader:
        taken = [one.value.key for one in reader.households.every()]
        household = other.household or next(following(f"H{ctx.today.year}-", taken))
        return newcomer_with(other, _next_case_number(ctx, reader), household)


def save_member(ctx: Context, other: Stored[Person], person: Person) -> Done[Stored[Person]]:
    """Register somebody who comes with `other`, who gets the household too when she had none."""
    with ctx.writing() as uow:
        seen_person(ctx, uow, other.id)
        if other.value.household is None and person.household is not None:
            role = other.value.household_role or HouseholdRole.MAIN_APPLICANT
            uow.people.change(other, replace(other.value, household=person.household, household_role=role))
        return Done(add_person(ctx, uow, person), uow.commit())
