"""Two records become one inside a transaction: what is chosen is written, and all that is left moves over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from mottagning.domain.merging import (
    KINDS,
    Choices,
    MergePlan,
    Pair,
    Side,
    assumed,
    is_current,
    merged_person,
    plan,
    unanswered,
)
from mottagning.domain.people import Person, Protection, Residence, ResidenceKind
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.readmodels.changes import Stored
from mottagning.storage.reader import Reader
from mottagning.storage.stores.people import NUMBER_FIELDS
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts import merging as texts
from mottagning.usecases.context import own_municipality
from mottagning.usecases.people_parts import remind_of_number
from mottagning.usecases.reception.releasing import release_flats

PartsOf = Mapping[str, list[Stored[Any]]]


@dataclass(frozen=True, slots=True)
class Two:
    """The record that stays and the one that becomes part of it, with what hangs on each, by kind.

    `have_plans` tells that both have a plan that is open: one person has one (`domain/plans.py`).
    """

    kept: Stored[Person]
    gone: Stored[Person]
    kept_parts: PartsOf
    gone_parts: PartsOf
    plan: MergePlan
    have_plans: bool = False

    def parts(self, side: Side) -> PartsOf:
        """What hangs on one of the two."""
        return self.kept_parts if side is Side.KEPT else self.gone_parts


def two(reader: Reader, kept: Stored[Person], gone: Stored[Person]) -> Two:
    """Two records beside one another."""
    kept_parts, gone_parts = _parts(reader, kept.id), _parts(reader, gone.id)
    found = plan(
        kept.value,
        gone.value,
        {kind: [one.value for one in found] for kind, found in kept_parts.items()},
        {kind: [one.value for one in found] for kind, found in gone_parts.items()},
        said_apart=reader.aparts.between(kept.value.case_number, gone.value.case_number) is not None,
    )
    have_plans = all(any(plan.value.is_open for plan in reader.plans.of_person(one.id)) for one in (kept, gone))
    return Two(kept, gone, kept_parts, gone_parts, found, have_plans)


def _parts(reader: Reader, person_id: int) -> PartsOf:
    stores: Mapping[str, Any] = reader.by_sheet
    return {kind: list(stores[kind].of_person(person_id)) for kind in KINDS}


def problems(both: Two, choices: Choices) -> tuple[FieldProblem, ...]:
    """What keeps two from becoming one: what nobody has chosen, two open plans, one who answers for the other."""
    cases = {both.kept.value.case_number, both.gone.value.case_number}
    rows = [*both.kept_parts["representatives"], *both.gone_parts["representatives"]]
    own = [FieldProblem("representatives", "own_case")] if any(_named(row) in cases for row in rows) else []
    plans = [FieldProblem("plans", "two_open")] if both.have_plans else []
    return (*unanswered(both.plan, choices), *own, *plans)


def _named(row: Stored[Any]) -> str | None:
    case_number: str | None = row.value.representative_case
    return case_number


def assumed_days(reader: Reader, both: Two) -> DateRange | None:
    """The days of the one without any row that have been settled as the own municipality's and must stay so."""
    own = own_municipality(reader)
    for side in Side:
        person = both.kept.value if side is Side.KEPT else both.gone.value
        rows = [one.value for one in both.parts(side.other)["residences"]]
        if not both.parts(side)["residences"] and (found := assumed(person, own, rows)):
            return found
    return None


def join(uow: UnitOfWork, both: Two, choices: Choices) -> tuple[int, dict[str, int]]:
    """Make them one. Gives the merge's number and how many records moved, by table.

    Raises Refused when something is not chosen or cannot be.
    """
    found = problems(both, choices)
    if found:
        raise Refused(RefusalCode.INVALID_FIELDS, *found)
    kept, gone = both.kept, both.gone
    merged = merged_person(kept.value, gone.value, choices)
    before = uow.merges.snapshot([kept.id, gone.id])
    days = assumed_days(uow, both)
    _leave_out(uow, both, choices)
    _unite(uow, both, choices, merged)
    _settle_aparts(uow, both)
    moved = uow.merges.move(gone.id, kept.id)
    uow.merges.absorb(gone.id, gone.value.case_number, gone.value.neutral_number, kept.id)
    if days is not None:
        _write_assumed(uow, kept.value.case_number, days)
    _write_person(uow, kept.id, merged)
    _follow(uow, both, merged)
    ends = (kept.id, kept.value.case_number), (gone.id, gone.value.case_number)
    number = uow.merges.remember(*ends, before)
    if merged.protection is Protection.PROTECTED_REGISTRATION:
        uow.merges.forget_addresses(kept.id)
    return number, moved


def _leave_out(uow: UnitOfWork, both: Two, choices: Choices) -> None:
    """Of rows that cannot both stand, those that were not chosen go."""
    for clash in both.plan.clashes:
        chosen = choices[clash.name]
        stored = {one.value: one for one in both.parts(chosen.other)[clash.kind]}
        for record in clash.left_out(chosen):
            uow.by_sheet[clash.kind].remove(stored[record])


def _unite(uow: UnitOfWork, both: Two, choices: Choices, merged: Person) -> None:
    """Rows of one key become one; of two numbers of a kind, the chosen one is current."""
    for pair in both.plan.pairs:
        store: Any = uow.by_sheet[pair.kind]
        mine = _still_there(uow, pair, both.kept_parts)
        theirs = _still_there(uow, pair, both.gone_parts, of_gone=True)
        if mine is not None and theirs is not None:
            store.remove(theirs)
            store.change(mine, pair.joined(choices.get(pair.name, Side.KEPT)))
    kinds = [kind for kind in NUMBER_FIELDS if both.kept.value.number(kind) and both.gone.value.number(kind)]
    for one in (*uow.identities.of_person(both.kept.id), *uow.identities.of_person(both.gone.id)):
        if one.value.kind in kinds and one.value.is_current and not is_current(one.value, merged):
            uow.identities.change(one, replace(one.value, is_current=False))


def _still_there(uow: UnitOfWork, pair: Pair, parts: PartsOf, *, of_gone: bool = False) -> Stored[Any] | None:
    """A row of a pair as it stands now, None when it was left out."""
    record = pair.gone if of_gone else pair.kept
    found = next(one for one in parts[pair.kind] if one.value == record)
    return next(iter(uow.by_sheet[pair.kind].of([found.id])), None)


def _settle_aparts(uow: UnitOfWork, both: Two) -> None:
    """Nobody is said to be another than herself, and what both were said not to be is said once."""
    kept, gone = both.kept.value.case_number, both.gone.value.case_number
    for said in uow.aparts.naming("other_case", [gone]) + uow.aparts.naming("case_number", [gone]):
        other = said.value.case_number if said.value.other_case == gone else said.value.other_case
        twin = None if other == kept else uow.aparts.between(kept, other)
        if other == kept or twin is not None:
            uow.aparts.remove(said)
        if twin is not None and said.value.shares_number:
            uow.aparts.change(twin, replace(twin.value, shares_number=True))


def _write_assumed(uow: UnitOfWork, case_number: str, days: DateRange) -> None:
    office = uow.settings.office()
    if office is not None:
        home = Residence(
            case_number=case_number,
            municipality=office.municipality,
            days=days,
            kind=ResidenceKind.STAYING,
            source=texts.ASSUMED,
        )
        uow.residences.add(home)


def _write_person(uow: UnitOfWork, person_id: int, merged: Person) -> None:
    """The person as chosen; household and permit are those that her rows tell of by now."""
    now = uow.people.get(person_id)
    follows = {"household": now.value.household, "household_role": now.value.household_role}
    permits = uow.permits.of_person(person_id)
    if permits:
        newest = permits[0].value
        follows |= {"permit_decided_on": newest.decided_on, "permit_until": newest.valid_until}  # type: ignore[dict-item]
        merged = replace(merged, permit_ground=newest.ground or merged.permit_ground)
    uow.people.change(now, replace(merged, **follows))  # type: ignore[arg-type]


def _follow(uow: UnitOfWork, both: Two, merged: Person) -> None:
    """What follows as from any change: addresses that must not be stored go, a new personnummer is to be told."""
    if merged.protection is Protection.PROTECTED_REGISTRATION:
        homes = uow.housings.of_case(merged.case_number)
        uow.housings.change_many([(one, replace(one.value, address=None)) for one in homes])
    release_flats(uow, merged)
    if is_new_number(both, merged):
        assert merged.personal_number is not None  # noqa: S101 - it is new
        kind = next(iter(NUMBER_FIELDS))
        remind_of_number(uow, merged.case_number, kind, merged.personal_number)
        _ask_again(uow, merged)


def is_new_number(both: Two, merged: Person) -> bool:
    """Whether the counterparts of one of the two have not heard of the personnummer."""
    number = merged.personal_number
    return number is not None and not (both.kept.value.personal_number == both.gone.value.personal_number == number)


def _ask_again(uow: UnitOfWork, merged: Person) -> None:
    """A reminder that was seen to before the merge is there again: not everybody was told."""
    for one in uow.reminders.of_case(merged.case_number):
        said: Reminder = one.value
        is_about = said.detail.replace("-", "").replace("+", "") == merged.personal_number
        if said.kind is ReminderKind.TELL_NEW_NUMBER and said.done_on is not None and is_about:
            uow.reminders.change(one, replace(said, done_on=None))
