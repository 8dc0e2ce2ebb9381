"""The municipality's quotas against their outcome: listed, opened, entered, removed.

Assignments that the user may not see are left out of every sum, so that nothing is learned by subtraction.
"""

from __future__ import annotations

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.quotas import MunicipalQuota, QuotaKind, outcome, quota_problems
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.reception import QuotaLine
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context

_KINDS = tuple(QuotaKind)


def list_quotas(ctx: Context) -> list[QuotaLine]:
    """Every year and kind with a quota or with assignments, the latest year first."""
    with ctx.reading() as reader:
        return _lines(ctx, reader)


def _lines(ctx: Context, reader: Reader) -> list[QuotaLine]:
    quotas = {(one.value.year, one.value.kind): one for one in reader.municipal_quotas.every()}
    assignments = [one.value for one in reader.assignments.visible(protected=ctx.sees_protected)]
    years = {(one.counts_in, kind) for one in assignments for kind in QuotaKind if one.kind in kind.kinds}
    came = {
        (one.received_on.year, kind)
        for one in assignments
        for kind in QuotaKind
        if one.kind in kind.kinds and one.received_on is not None
    }
    found = sorted({*quotas, *years, *came}, key=lambda each: (-each[0], _KINDS.index(each[1])))
    lines = []
    for year, kind in found:
        quota = quotas.get((year, kind))
        persons = quota.value.persons if quota else None
        lines.append(QuotaLine(number_of(year, kind), outcome(year, kind, persons, assignments), quota))
    return lines


def number_of(year: int, kind: QuotaKind) -> int:
    """What a line is known by: there may be no record of the year."""
    return year * len(_KINDS) + _KINDS.index(kind)


def open_quota(ctx: Context, number: int) -> QuotaLine:
    """The line with this number. Raises Refused when there is nothing of that year and kind any more."""
    found = next((one for one in list_quotas(ctx) if one.id == number), None)
    if found is None:
        raise Refused(RefusalCode.GONE)
    return found


def save_quota(
    ctx: Context, before: Stored[MunicipalQuota] | None, quota: MunicipalQuota
) -> Done[Stored[MunicipalQuota]]:
    """Enter a quota, or change the one read as `before`.

    Raises Refused with every field that cannot be so, or when the year has one of the kind already.
    """
    with ctx.writing() as uow:
        problems = quota_problems(quota)
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        after = uow.municipal_quotas.put(before, quota)
        return Done(after, uow.commit())


def remove_quota(ctx: Context, before: Stored[MunicipalQuota]) -> Done[None]:
    """Remove a quota. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        uow.municipal_quotas.remove(before)
        return Done(None, uow.commit())
