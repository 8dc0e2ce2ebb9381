"""Persons: listed, opened, registered, changed; where they belong."""

from __future__ import annotations

from collections.abc import Iterable

from mottagning.domain.belonging import residence_problems
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Person, Residence, number_disagrees, person_problems
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.people import PersonCard, PersonLine
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.move_effects import person_belongings
from mottagning.usecases.people_parts import remind_of_number
from mottagning.usecases.visible import person_of_case

_NATIONAL = ((IdentityKind.PERSONAL, "personal_number"), (IdentityKind.COORDINATION, "coordination_number"))


def list_people(ctx: Context) -> list[PersonLine]:
    """Every person that the user may see."""
    with ctx.reading() as reader:
        return reader.lists.people(ctx.today, protected=ctx.sees_protected)


def log_list(ctx: Context, detail: str, count: int) -> None:
    """A list of persons was shown, with this filter and so many of them."""
    with ctx.writing() as uow:
        uow.log.read(ReadNote(ReadKind.LIST, detail=detail, count=count))
        uow.commit()


def log_copy(ctx: Context, copied: str, count: int) -> None:
    """So many rows with persons were copied out of the list `copied`."""
    with ctx.writing() as uow:
        uow.log.read(ReadNote(ReadKind.COPY, detail=copied, count=count))
        uow.commit()


def open_person(ctx: Context, person_id: int) -> PersonCard:
    """Everything about one person, noted in the log. Raises Refused when she is gone or may not be seen."""
    with ctx.writing() as uow:
        person = _visible(ctx, uow, person_id)
        uow.log.read(ReadNote(ReadKind.CARD, person=person_id))
        residences = tuple(uow.residences.of_person(person_id))
        bookings = tuple(uow.lists.bookings(ctx.today, protected=ctx.sees_protected, person=person_id))
        office = uow.settings.office()
        own = office.municipality if office else None
        card = PersonCard(
            person=person,
            residences=residences,
            belongings=person_belongings(own, person.value, [one.value for one in residences], bookings),
            identities=tuple(one for one in uow.identities.of_person(person_id)),
            bookings=bookings,
            household=tuple(uow.lists.household(person_id, protected=ctx.sees_protected)),
            number_disagrees=number_disagrees(person.value),
            own=own,
        )
        uow.commit()
        return card


def _visible(ctx: Context, reader: Reader, person_id: int) -> Stored[Person]:
    person = reader.people.get(person_id)
    if person.value.is_protected and not ctx.sees_protected:
        raise Refused(RefusalCode.GONE)
    return person


def save_person(ctx: Context, before: Stored[Person] | None, person: Person) -> Done[Stored[Person]]:
    """Register a person, or change the one read as `before`.

    Raises Refused with every field that cannot be as it is, or when somebody changed her since.
    """
    with ctx.writing() as uow:
        if before is not None:
            _visible(ctx, uow, before.id)
        _require(*person_problems(person), *_same_number(ctx, uow, before, person))
        after = uow.people.add(person) if before is None else uow.people.change(before, person)
        if before is not None:
            remind_of_change(uow, before.value, person)
        return Done(after, uow.commit())


def remind_of_change(uow: UnitOfWork, before: Person, person: Person) -> None:
    """What others must be told of when a person's record changes: a new personnummer."""
    if person.personal_number and person.personal_number != before.personal_number:
        remind_of_number(uow, person.case_number, IdentityKind.PERSONAL, person.personal_number)


def _require(*problems: FieldProblem) -> None:
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)


def _same_number(
    ctx: Context, uow: UnitOfWork, before: Stored[Person] | None, person: Person
) -> Iterable[FieldProblem]:
    """Another person with the same number; one that may not be seen neither reveals nor stops."""
    for kind, name in _NATIONAL:
        number = person.number(kind)
        for other in uow.people.by_number(kind, number) if number else []:
            hidden = other.value.is_protected and not ctx.sees_protected
            if (before is None or other.id != before.id) and not hidden:
                yield FieldProblem(name, "same_number", {"other": other.value.case_number})


def remove_person(ctx: Context, before: Stored[Person]) -> Done[None]:
    """Remove a person without bookings. Raises Refused when she has some, or was changed since."""
    with ctx.writing() as uow:
        _visible(ctx, uow, before.id)
        if uow.lists.bookings(ctx.today, protected=True, person=before.id):
            raise Refused(RefusalCode.IN_USE)
        uow.people.remove(before)
        return Done(None, uow.commit())


def save_residence(ctx: Context, before: Stored[Residence] | None, residence: Residence) -> Done[Stored[Residence]]:
    """Say where a person belongs over some days. Raises Refused when another row says something of the same days."""
    with ctx.writing() as uow:
        person = person_of_case(ctx, uow, residence.case_number)
        others = [one.value for one in uow.residences.of_person(person.id) if before is None or one.id != before.id]
        _require(*residence_problems(residence, others))
        after = uow.residences.add(residence) if before is None else uow.residences.change(before, residence)
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
        year = str(ctx.today.year)
        taken = [one.case_number for one in reader.lists.people(ctx.today, protected=True)]
        numbers = [number.removeprefix(f"{year}-") for number in taken if number.startswith(f"{year}-")]
        return f"{year}-{1 + max((int(number) for number in numbers if number.isdecimal()), default=0):04}"
