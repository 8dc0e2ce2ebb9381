"""Which proposals may the user see, and is everything in them still due?"""

from __future__ import annotations

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.retention import Proposal
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.retention.gathering import Weighed, weighed


def seen_proposals(ctx: Context, reader: Reader, found: Weighed) -> list[Proposal]:
    """Those whose persons may all be seen: one that became protected since hides the whole proposal."""
    return [
        one
        for one in reader.retention.proposals()
        if ctx.sees_protected or (not one.is_protected and one.persons.keys() <= found.verdicts.keys())
    ]


def seen_proposal(ctx: Context, reader: Reader, found: Weighed, number: int) -> Proposal:
    """The proposal of this number. Raises Refused when it is gone or somebody of it may not be seen."""
    proposal = next((one for one in seen_proposals(ctx, reader, found) if one.id == number), None)
    if proposal is None:
        raise Refused(RefusalCode.GONE)
    return proposal


def not_due(found: Weighed, proposal: Proposal) -> int:
    """How many of a proposal are due no longer."""
    due = {one.person for one in found.due}
    papers = {one.id for one in found.documents}
    return len(proposal.persons.keys() - due) + len(proposal.documents.keys() - papers)


def due_proposal(ctx: Context, reader: Reader, number: int) -> Proposal:
    """The proposal of this number. Raises Refused when it is gone or anything of it is due no longer."""
    found = weighed(ctx, reader)
    proposal = seen_proposal(ctx, reader, found, number)
    stale = not_due(found, proposal)
    if stale:
        raise Refused(RefusalCode.NO_LONGER_DUE, number=stale)
    return proposal
