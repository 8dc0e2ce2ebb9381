"""Whom may the user see? A person with protected data is gone to those without the right."""

from __future__ import annotations

from mottagning.domain.people import Person
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Stored
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context


def may_see(ctx: Context, person: Person) -> bool:
    """Whether she is there at all for the user."""
    return ctx.sees_protected or not person.is_protected


def found_of_case(ctx: Context, reader: Reader, case_number: str) -> Stored[Person] | None:
    """Whom this case number, present or former, leads to; None for nobody, and for somebody who may not be seen."""
    found = reader.people.by_case(case_number)
    return found if found is not None and may_see(ctx, found.value) else None


def person_of_case(ctx: Context, reader: Reader, case_number: str) -> Stored[Person]:
    """Whom this case number leads to. Raises Refused when she is gone or may not be seen."""
    found = found_of_case(ctx, reader, case_number)
    if found is None:
        raise Refused(RefusalCode.GONE)
    return found


def seen_person(ctx: Context, reader: Reader, person_id: int) -> Stored[Person]:
    """The person with this number of the store. Raises Refused when she is gone or may not be seen."""
    person = reader.people.get(person_id)
    if not may_see(ctx, person.value):
        raise Refused(RefusalCode.GONE)
    return person


def is_hidden(ctx: Context, reader: Reader, case_number: str | None) -> bool:
    """Whether the case is somebody's whom the user may not know of."""
    found = reader.people.by_case(case_number) if case_number and not ctx.sees_protected else None
    return found is not None and found.value.is_protected
