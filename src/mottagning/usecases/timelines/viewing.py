"""The line of time of somebody, or of everybody in a household whom the user may see."""

from __future__ import annotations

from mottagning.domain.people import Person
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.timelines import Timeline
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.timelines.gathering import timeline_of
from mottagning.usecases.visible import found_of_case, person_of_case


def person_timeline(ctx: Context, case_number: str) -> Timeline:
    """One person's line, noted in the log. Raises Refused when she is gone or may not be seen."""
    with ctx.writing() as uow:
        person = person_of_case(ctx, uow, case_number)
        uow.log.read(ReadNote(ReadKind.CARD, person=person.id))
        found = timeline_of(ctx, uow, [person])
        uow.commit()
        return found


def household_timeline(ctx: Context, key: str) -> Timeline:
    """The lines of those who belong to a household now, each noted. Raises Refused when there is nobody to see."""
    with ctx.writing() as uow:
        people = members_of(ctx, uow, key)
        if not people:
            raise Refused(RefusalCode.GONE)
        for one in people:
            uow.log.read(ReadNote(ReadKind.CARD, person=one.id))
        found = timeline_of(ctx, uow, people, key)
        uow.commit()
        return found


def members_of(ctx: Context, reader: Reader, key: str) -> list[Stored[Person]]:
    """Those who belong to a household now and may be seen, the eldest first; whose age is unknown last."""
    cases = dict.fromkeys(
        one.value.case_number for one in reader.memberships.of_household(key) if one.value.left_on is None
    )
    found = [found_of_case(ctx, reader, case) for case in cases]
    return sorted((one for one in found if one is not None), key=_age)


def _age(one: Stored[Person]) -> tuple[bool, int, str]:
    born = one.value.birth_date
    return born is None, born.toordinal() if born else 0, one.value.case_number
