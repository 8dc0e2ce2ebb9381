"""What remains on somebody's checklist? Items of her own and of her household, ticked and unticked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from mottagning.domain.checklists import ChecklistItem, ChecklistMark, OwnerKind, Phase, mark_problems, not_for
from mottagning.domain.people import Person
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.plans import Checked, ChecklistLine, PhaseLines
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.visible import require_seen

Marks = dict[str, Stored[ChecklistMark]]
"""What is said of items, by their keys."""


def checked_of(ctx: Context, reader: Reader, person: Stored[Person]) -> Checked:
    """The checklist of a person with that of her household, which is her own where she belongs to none."""
    household = person.value.household
    marks: Marks = {one.value.item: one for one in reader.checklist_marks.of_person(person.id)}
    if household is not None:
        marks |= {one.value.item: one for one in reader.checklist_marks.of_households([household])}
    checklist = ctx.reference.plans.checklist
    phases = tuple(_phase(ctx, person.value, phase, checklist.items, marks) for phase in Phase)
    return Checked(person.value.case_number, household, tuple(one for one in phases if one.lines), checklist.verified)


def checked_before(ctx: Context, marks: Iterable[Stored[ChecklistMark]], newcomer: Person) -> Checked:
    """A household's checklist before it has come, by its `marks`; `newcomer` tells how, when and as what it comes."""
    items = [one for one in ctx.reference.plans.checklist.items if one.owner is OwnerKind.HOUSEHOLD]
    phase = _phase(ctx, newcomer, Phase.BEFORE_ARRIVAL, items, {one.value.item: one for one in marks})
    return Checked(newcomer.case_number, newcomer.household, (phase,), ctx.reference.plans.checklist.verified)


def _phase(ctx: Context, person: Person, phase: Phase, items: Sequence[ChecklistItem], marks: Marks) -> PhaseLines:
    on = max(ctx.today, person.received_on or ctx.today)
    lines = tuple(
        ChecklistLine(one, marks.get(one.key), not_for(one, person, on), is_shared=_is_shared(one, person))
        for one in items
        if one.phase is phase
    )
    ends = phase.ends_on(person.received_on) if person.received_on else None
    is_late = ends is not None and ends < ctx.today and any(line.is_open for line in lines)
    return PhaseLines(phase, ends, is_late, lines)


def _is_shared(item: ChecklistItem, person: Person) -> bool:
    return item.owner is OwnerKind.HOUSEHOLD and person.household is not None


def save_mark(ctx: Context, before: Stored[ChecklistMark] | None, mark: ChecklistMark) -> Done[Stored[ChecklistMark]]:
    """Say of an item that it is done, or does not apply. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        require_seen(ctx, uow, mark)
        problems = mark_problems(mark, ctx.reference.plans.checklist.by_key, ctx.today)
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        after = uow.checklist_marks.put(before, mark)
        return Done(after, uow.commit())


def clear_mark(ctx: Context, before: Stored[ChecklistMark]) -> Done[None]:
    """Take back what was said of an item. Raises Refused when it was changed since, or is not to be seen."""
    with ctx.writing() as uow:
        require_seen(ctx, uow, before.value)
        uow.checklist_marks.remove(before)
        return Done(None, uow.commit())
