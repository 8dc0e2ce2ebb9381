"""A merge taken back as a whole: two records again, each exactly as it was.

What was added since stays with the record that was kept. Where something that would be overwritten has been changed
since, nothing happens, and it is said what stands in the way.
"""

from __future__ import annotations

from collections import Counter

from mottagning.domain.people import overlapping
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Done
from mottagning.readmodels.merging import Merge, Unmerged
from mottagning.storage.stores.people import NUMBER_FIELDS
from mottagning.storage.stores.unmerging import Unmerging
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.visible import seen_person


def undo_merge(ctx: Context, number: int) -> Done[Unmerged]:
    """Take a merge back. Raises Refused when it is undone already or the person may not be seen; with what stands in
    the way when something was changed since."""
    with ctx.writing() as uow:
        merge = uow.merges.get(number)
        if merge is None:
            raise Refused(RefusalCode.GONE)
        _require_visible(ctx, uow, merge)
        clashed = overlapping([one.value for one in uow.residences.of_person(merge.kept)])
        gone = uow.merges.gone_of(number)
        unmerging = Unmerging(uow.merges, uow.take_ins, merge, gone)
        _require(unmerging.obstacles())
        unmerging.restore()
        if clashed is None:
            _require(_crossed(uow, merge.kept))
        seen_person(ctx, uow, gone)
        return Done(Unmerged(merge.kept, gone, merge.gone_case), uow.commit())


def _require_visible(ctx: Context, uow: UnitOfWork, merge: Merge) -> None:
    """Whoever has become part of somebody else since comes back only after her."""
    holder = uow.people.by_case(merge.kept_case)
    if uow.people.of([merge.kept]):
        seen_person(ctx, uow, merge.kept)
    elif holder is None:
        raise Refused(RefusalCode.GONE)
    else:
        seen_person(ctx, uow, holder.id)
        raise Refused(RefusalCode.MERGE_STANDS, FieldProblem("person", "merged_since", {"which": merge.kept_case}))


def _crossed(uow: UnitOfWork, person_id: int) -> list[FieldProblem]:
    """What was added since and cannot stand beside what comes back."""
    found = []
    clash = overlapping([one.value for one in uow.residences.of_person(person_id)])
    if clash is not None:
        found.append(FieldProblem("residence", "changed_since", {"which": clash.days.start.isoformat()}))
    current = Counter(one.value.kind for one in uow.identities.of_person(person_id) if one.value.is_current)
    doubled = [kind for kind in NUMBER_FIELDS if current[kind] > 1]
    numbers = [one.value for one in uow.identities.of_person(person_id) if one.value.kind in doubled]
    found += [FieldProblem("identity", "changed_since", {"which": one.number}) for one in numbers if one.is_current]
    return found


def _require(found: list[FieldProblem]) -> None:
    if found:
        raise Refused(RefusalCode.MERGE_STANDS, *found)
