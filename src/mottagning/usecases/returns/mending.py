"""Mending a return that nobody has been given yet: a new version as its rows should be today."""

from __future__ import annotations

from mottagning.domain.canonical import text_of
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.returns import Return, ReturnState
from mottagning.domain.versions import next_version, says_the_same
from mottagning.readmodels.changes import Done
from mottagning.readmodels.returns import ClosedReturn, VersionPreview
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.covers import cover_of
from mottagning.usecases.returns.freezing import freeze, identities_of, notes_of, touched_by
from mottagning.usecases.returns.parking import park
from mottagning.usecases.returns.planning import Plan, plan_version
from mottagning.usecases.visible import seen_return


def make_version(ctx: Context, return_id: int) -> Done[str]:
    """Mend a return that nobody has been given: a new version as its rows should be today. Gives its number.

    Raises Refused when it is gone, has been handed out, lies before a later closing, or would say the same.
    """
    with ctx.writing() as uow:
        return Done(_make_version(ctx, uow, return_id), uow.commit())


def cancel_rows(ctx: Context, return_id: int, booking: str, month: Month, reason: str) -> Done[str]:
    """Mend a return that nobody has been given by leaving out a booking's rows of a service month.

    They are parked, and come in a later return once they are released. Raises Refused as `make_version` does, without
    a reason, and when the booking may not be seen.
    """
    with ctx.writing() as uow:
        mendable(ctx, uow, return_id)
        park(ctx, uow, booking, month, reason)
        return Done(_make_version(ctx, uow, return_id), uow.commit())


def preview_version(ctx: Context, return_id: int) -> VersionPreview:
    """What a new version of a return would say. Raises Refused as `make_version` does."""
    with ctx.reading() as reader:
        former = mendable(ctx, reader, return_id)
        version = version_of(reader, former, plan_version(reader, office_of(reader), former))
        before = [row.entry for row in reader.ledger.rows([former.id])]
        after = [row.entry for row in version.shown]
        return VersionPreview(
            version.number,
            former.total,
            version.total,
            tuple(entry for entry in before if entry not in after),
            tuple(entry for entry in after if entry not in before),
        )


def _make_version(ctx: Context, uow: UnitOfWork, return_id: int) -> str:
    former = mendable(ctx, uow, return_id)
    planned = plan_version(uow, office_of(uow), former)
    version = version_of(uow, former, planned)
    closing_id = freeze(ctx, uow, planned, notes_of(planned))
    cover = text_of(cover_of(ctx, uow, planned, version))
    identities = identities_of(uow, version, replaces=former.id)
    uow.ledger.append_return(closing_id, version, cover, identities, replaces=former.id)
    uow.look_again(touched_by(planned))
    return version.number


def mendable(ctx: Context, reader: Reader, return_id: int) -> ClosedReturn:
    """The return, once it may have a new version. Raises Refused otherwise."""
    former = seen_return(ctx, reader, return_id)
    if former.state is not ReturnState.CLOSED:
        raise Refused(RefusalCode.ALREADY_HANDED_OUT, number=former.number)
    later = max((one.month for one in reader.ledger.closings()), default=former.month)
    if later > former.month:
        raise Refused(RefusalCode.LATER_MONTH_CLOSED, number=former.number, month=str(later))
    return former


def version_of(reader: Reader, former: ClosedReturn, planned: Plan) -> Return:
    """The new version of a return. Raises Refused when it would say the same."""
    rows = reader.ledger.rows([former.id])
    entries = [entry for outcome in planned.outcomes for entry in outcome.entries]
    if says_the_same([row.entry for row in rows], entries):
        raise Refused(RefusalCode.NOTHING_TO_MEND, number=former.number)
    return next_version(former.with_rows(rows), entries)
