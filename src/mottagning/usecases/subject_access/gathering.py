"""What goes into a person's report? Everything that is hers, noted in the log, for an officer to go through."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from mottagning.domain.people import HouseholdRole
from mottagning.domain.subject_access import Withheld
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.subject_access import AccessColumn, AccessDraft, AccessEntry, AccessSection, Shows
from mottagning.storage.reader import Reader
from mottagning.texts import subject_access as texts
from mottagning.texts import words
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.subject_access.records import Subject, naming_sections, own_records, own_sections
from mottagning.usecases.subject_access.traces import REPORT, trace_sections
from mottagning.usecases.visible import seen_person


def gather(ctx: Context, person_id: int) -> AccessDraft:
    """Everything that the register holds about one person. Noted in the log.

    Raises Refused when she is gone or may not be seen, or when the register has no settings.
    """
    with ctx.writing() as uow:
        person = seen_person(ctx, uow, person_id)
        office = office_of(uow)
        uow.log.read(ReadNote(ReadKind.CARD, person=person_id, detail=REPORT))
        case_number = person.value.case_number
        bookings, requests, plans = (
            tuple(one.value.key for one in store.naming("case_number", [case_number]))
            for store in (uow.bookings, uow.requests, uow.plans)
        )
        subject = Subject(case_number, bookings, requests, plans)
        found = own_records(uow, subject)
        about, missing = texts.about(office, ctx.name(office.municipality))
        draft = AccessDraft(
            person=person_id,
            day=ctx.today,
            name=person.value.name,
            case_number=case_number,
            is_protected=person.value.is_protected,
            about=about,
            missing=missing,
            sections=(
                *own_sections(ctx.reference, found),
                *naming_sections(uow, ctx.reference, subject),
                *_household(uow, found["memberships"], case_number),
                *trace_sections(uow, ctx.reference, person, found),
            ),
        )
        uow.commit()
        return draft


def _household(reader: Reader, memberships: Iterable[Stored[Any]], case_number: str) -> list[AccessSection]:
    """The others in her households: how many in which role, and their names, which are proposed to be left out.

    Somebody with protected data is in neither, whoever has the right to see her: the report leaves the office.
    """
    counts: Counter[tuple[str, HouseholdRole | None]] = Counter()
    named = []
    for key in dict.fromkeys(one.value.household for one in memberships):
        for other in reader.memberships.of_household(key):
            person = reader.people.find(other.value.case_number)
            if person is None or person.value.is_protected or other.value.case_number == case_number:
                continue
            counts[key, other.value.role] += 1
            role = words.word_or_nothing(other.value.role) or None
            named.append(AccessEntry(str(other.id), (key, person.value.name, role)))
    roles = [
        AccessEntry(f"{key}/{role.value if role else ''}", (key, words.word_or_nothing(role) or None, number))
        for (key, role), number in counts.items()
    ]
    return [
        AccessSection("members", texts.MEMBERS, _columns(texts.MEMBERS_HEADINGS, number=2), tuple(roles)),
        AccessSection(
            "member_names",
            texts.NAMES,
            _columns(texts.NAMES_HEADINGS),
            tuple(named),
            caution="others",
            proposed=Withheld.OTHERS,
        ),
    ]


def _columns(headings: Iterable[str], number: int | None = None) -> tuple[AccessColumn, ...]:
    return tuple(
        AccessColumn(heading, Shows.NUMBER if place == number else Shows.TEXT) for place, heading in enumerate(headings)
    )
