"""What hangs on a person: permits, households, representatives, languages, work, income, homes, consents, reminders."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from mottagning.domain.consents import Consent, consent_problems
from mottagning.domain.deadlines.milestones import Milestone, milestone_problems
from mottagning.domain.households import (
    Membership,
    Representative,
    membership_problems,
    representative_problems,
)
from mottagning.domain.housing import Housing, housing_problems
from mottagning.domain.identity import IdentityKind, IdentityProblem, canonical, written
from mottagning.domain.people import Identity, Protection
from mottagning.domain.permits import ResidencePermit, permit_problems
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.profiles import Income, LanguageSkill, WorkProfile, income_problems, language_problems
from mottagning.domain.reminders import Reminder, ReminderKind, reminder_problems
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.reader import Reader
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.reception.releasing import release_flats
from mottagning.usecases.visible import is_hidden, person_of_case

PersonPart = (
    ResidencePermit
    | Identity
    | Membership
    | Representative
    | LanguageSkill
    | WorkProfile
    | Income
    | Housing
    | Consent
    | Reminder
    | Milestone
)
"""What is kept about a person besides her own record and where she belongs."""


def save_part(ctx: Context, before: Stored[PersonPart] | None, part: PersonPart) -> Done[Stored[PersonPart]]:
    """Enter a part of what is known of a person, or change the one read as `before`.

    Raises Refused with every field that cannot be so, or when the person may not be seen.
    """
    if isinstance(part, Identity):
        part = _canonical(ctx, part)
    with ctx.writing() as uow:
        person = person_of_case(ctx, uow, part.case_number).id
        store = _store_of(uow, part)
        if isinstance(part, Representative) and is_hidden(ctx, uow, part.representative_case):
            said = FieldProblem("representative_case", "unknown", {"value": part.representative_case})
            raise Refused(RefusalCode.INVALID_FIELDS, said)
        if before is not None and isinstance(part, Representative):
            before, part = _with_hidden(ctx, uow, before, part)
        others = [one.value for one in store.of_person(person) if before is None or one.id != before.id]
        problems = part_problems(uow, part, others)
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        after = store.put(before, part)
        if isinstance(part, Identity) and part.is_current:
            remind_of_number(uow, part.case_number, part.kind, part.number)
        if isinstance(part, Membership):
            release_flats(uow, uow.people.get(person).value)
        return Done(after, uow.commit())


def _with_hidden(
    ctx: Context, uow: UnitOfWork, before: Stored[PersonPart], part: Representative
) -> tuple[Stored[PersonPart], Representative]:
    """Who may not know of a representative's own case has seen none there, and leaves it as it is."""
    kept = uow.representatives.get(before.id)
    case_number = kept.value.representative_case
    if part.representative_case is not None or not is_hidden(ctx, uow, case_number):
        return before, part
    return replace(kept, version=before.version), replace(part, representative_case=case_number)


def remind_of_number(uow: UnitOfWork, case_number: str, kind: IdentityKind, number: str) -> None:
    """A new personnummer is told to nobody by itself: a reminder to do so, once for each number."""
    if kind is not IdentityKind.PERSONAL:
        return
    reminder = Reminder(case_number=case_number, kind=ReminderKind.TELL_NEW_NUMBER, detail=written(kind, number))
    if uow.reminders.find(*uow.reminders.key_of(reminder)) is None:
        uow.reminders.add(reminder)


def _canonical(ctx: Context, identity: Identity) -> Identity:
    """The identity with its number as it is stored. Raises Refused when it is no number of its kind."""
    try:
        return replace(identity, number=canonical(identity.kind, identity.number, ctx.today))
    except IdentityProblem as problem:
        said = FieldProblem("number", "not_an_identity", {"kind": identity.kind.value, "reason": problem.reason})
        raise Refused(RefusalCode.INVALID_FIELDS, said) from None


def remove_part(ctx: Context, before: Stored[PersonPart]) -> Done[None]:
    """Remove one. Raises Refused when it was changed since, or the person may not be seen."""
    with ctx.writing() as uow:
        person_of_case(ctx, uow, before.value.case_number)
        _store_of(uow, before.value).remove(before)
        return Done(None, uow.commit())


def part_problems(reader: Reader, part: object, others: Iterable[Any] = ()) -> tuple[FieldProblem, ...]:
    """What keeps a part from being registered; `others` are the person's others of the same kind."""
    if isinstance(part, Membership):
        return membership_problems(part, others)
    if isinstance(part, Milestone):
        return milestone_problems(part, others)
    if isinstance(part, Housing):
        return housing_problems(part, _protection(reader, part.case_number))
    check = _PROBLEMS.get(type(part))
    return check(part) if check else ()


_PROBLEMS: Mapping[type, Callable[[Any], tuple[FieldProblem, ...]]] = {
    ResidencePermit: permit_problems,
    Representative: representative_problems,
    LanguageSkill: language_problems,
    Income: income_problems,
    Consent: consent_problems,
    Reminder: reminder_problems,
}


def _protection(reader: Reader, case_number: str) -> Protection:
    found = reader.people.find(case_number)
    return found.value.protection if found else Protection.NONE


def _store_of(uow: UnitOfWork, part: PersonPart) -> Any:  # noqa: ANN401 - the store of the part's own kind
    stores: dict[type, KeyedStore[Any]] = {
        ResidencePermit: uow.permits,
        Identity: uow.identities,
        Membership: uow.memberships,
        Representative: uow.representatives,
        LanguageSkill: uow.languages,
        WorkProfile: uow.profiles,
        Income: uow.incomes,
        Housing: uow.housings,
        Consent: uow.consents,
        Reminder: uow.reminders,
        Milestone: uow.milestones,
    }
    return stores[type(part)]
