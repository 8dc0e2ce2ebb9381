"""The removal: after a verified backup, in one transaction, and then from the file's own pages."""

from __future__ import annotations

from mottagning.domain.backup_rules import Reason
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.rights import Act
from mottagning.readmodels.changes import Area, Done
from mottagning.readmodels.retention import Proposal, Protocol
from mottagning.storage import pages
from mottagning.storage.reader import Reader
from mottagning.usecases.admin.backups import before
from mottagning.usecases.context import Context
from mottagning.usecases.retention.proposals import due_proposal

_PAGES = "pages_to_write_anew"
"""The register remembers that something was removed until every page is written anew."""


def carry_out(ctx: Context, proposal_id: int) -> Done[Protocol]:
    """Remove what an approved proposal names, and everything that hangs on it; gives the protocol.

    A backup is made and verified first. Raises Refused when nobody else has approved it or something of it is due no
    longer, and Trouble when the backup cannot be made: then nothing is removed.
    """
    ctx.require(Act.RETAIN)
    with ctx.reading() as reader:
        _require_ready(ctx, reader, proposal_id)
    before(ctx, Reason.RETENTION)
    with ctx.writing() as uow:
        proposal = _require_ready(ctx, uow, proposal_id)
        protocol = uow.retention.carry_out(proposal)
        uow.settings.note(_PAGES, str(protocol.id))
        uow.commit()
    finish_pages(ctx)
    return Done(protocol, frozenset(Area))


def finish_pages(ctx: Context) -> None:
    """Write every page anew where that waits: also after a removal that was interrupted on the way. Raises Trouble."""
    with ctx.reading() as reader:
        waits = bool(reader.settings.noted(_PAGES))
    if waits and pages.write_anew(ctx.db.file, ctx.key):
        with ctx.writing() as uow:
            uow.settings.note(_PAGES, "")
            uow.commit()


def _require_ready(ctx: Context, reader: Reader, proposal_id: int) -> Proposal:
    found = due_proposal(ctx, reader, proposal_id)
    if found.approved_by is None or found.approved_by == found.by:
        raise Refused(RefusalCode.NOT_APPROVED)
    return found
