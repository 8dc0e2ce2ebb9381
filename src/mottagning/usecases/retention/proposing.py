"""The first two persons' part: what is proposed to be removed, answered, and approved by somebody else."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.rights import Act
from mottagning.readmodels.changes import Done
from mottagning.readmodels.retention import DocumentLine, PersonLine, Proposal, RetentionView, Waiting
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system.clock import shown
from mottagning.texts import retention as texts
from mottagning.usecases.context import Context
from mottagning.usecases.retention.carrying_out import finish_pages
from mottagning.usecases.retention.gathering import Weighed, rules_of, weighed
from mottagning.usecases.retention.proposals import due_proposal, not_due, seen_proposal, seen_proposals
from mottagning.usecases.retention.protocols import seen_protocols


def propose(ctx: Context) -> RetentionView:
    """Whose time is up, by which rule, since when and why; what waits for an answer or an approval; what was removed.

    Somebody with protected data is there only for those who may see her. Raises Refused without the right, or while
    the register has no municipality.
    """
    ctx.require(Act.RETAIN)
    finish_pages(ctx)
    with ctx.reading() as reader:
        found = weighed(ctx, reader)
        proposals = seen_proposals(ctx, reader, found)
        persons = {number for one in proposals for number in one.persons}
        documents = {number for one in proposals for number in one.documents}
        own = reader.retention.own_rules()
        return RetentionView(
            due=tuple(one for one in found.due if one.person not in persons),
            documents=tuple(one for one in found.documents if one.id not in documents),
            asked=found.asked,
            waiting=tuple(_waiting(ctx, found, one) for one in proposals),
            kept=found.kept,
            unfinished=found.unfinished,
            protocols=seen_protocols(ctx, reader),
            rules=rules_of(ctx, reader),
            own_file=own.file if own else None,
        )


def answer(ctx: Context, persons: Collection[int], question: str, *, is_yes: bool) -> Done[None]:
    """Say of these persons what the register does not know. Raises Refused when somebody of them may not be seen."""
    ctx.require(Act.RETAIN)
    with ctx.writing() as uow:
        seen = weighed(ctx, uow).verdicts
        if not set(persons) <= seen.keys():
            raise Refused(RefusalCode.GONE)
        uow.retention.answer(persons, question, is_yes=is_yes)
        return Done(None, uow.commit())


def save_proposal(ctx: Context, persons: Collection[int], documents: Collection[int]) -> Done[int]:
    """Propose that these are removed; gives how many proposals it became.

    Persons with protected data are proposed by themselves, so that the others can be approved by whoever may not see
    them. Raises Refused when nothing is chosen, or something of it is not due.
    """
    ctx.require(Act.RETAIN)
    with ctx.writing() as uow:
        found = weighed(ctx, uow)
        is_taken = any(
            one.persons.keys() & set(persons) or one.documents.keys() & set(documents)
            for one in uow.retention.proposals()
        )
        chosen = [one for one in found.due if one.person in persons]
        papers = [one for one in found.documents if one.id in documents]
        if not chosen and not papers:
            raise Refused(RefusalCode.NOTHING_PROPOSED)
        missing = len(set(persons)) + len(set(documents)) - len(chosen) - len(papers)
        if missing or is_taken:
            raise Refused(RefusalCode.NO_LONGER_DUE, number=max(missing, 1))
        made = sum(_save(uow, chosen, papers, is_protected=protected) for protected in (False, True))
        return Done(made, uow.commit())


def _save(uow: UnitOfWork, chosen: Iterable[PersonLine], papers: Iterable[DocumentLine], *, is_protected: bool) -> bool:
    persons = [
        (one.person, texts.named(one.verdict.rule), one.verdict.kept_until)
        for one in chosen
        if one.is_protected is is_protected and one.verdict.rule is not None and one.verdict.kept_until is not None
    ]
    documents = [(one.id, one.rule, one.kept_until) for one in papers if one.is_protected is is_protected]
    if not persons and not documents:
        return False
    uow.retention.propose(persons, documents, is_protected=is_protected)
    return True


def approve(ctx: Context, proposal: Waiting) -> Done[None]:
    """Agree that what a proposal names is removed.

    Raises Refused when the user made it herself, when it was changed since, or when something of it is due no longer.
    """
    ctx.require(Act.RETAIN)
    with ctx.writing() as uow:
        found = due_proposal(ctx, uow, proposal.id)
        if found.by == ctx.user.name:
            raise Refused(RefusalCode.OWN_PROPOSAL)
        if found.version != proposal.version:
            raise Refused(RefusalCode.CHANGED_MEANWHILE)
        uow.retention.approve(found)
        return Done(None, uow.commit())


def withdraw(ctx: Context, proposal: Waiting) -> Done[None]:
    """Let a proposal go; what it named can be proposed again."""
    ctx.require(Act.RETAIN)
    with ctx.writing() as uow:
        uow.retention.withdraw(seen_proposal(ctx, uow, weighed(ctx, uow), proposal.id).id)
        return Done(None, uow.commit())


def _waiting(ctx: Context, found: Weighed, proposal: Proposal) -> Waiting:
    due = {one.person: one for one in found.due}
    papers = {one.id: one for one in found.documents}
    approved = proposal.approved_at
    return Waiting(
        id=proposal.id,
        version=proposal.version,
        at=shown(proposal.at),
        by=proposal.by,
        approved_at=shown(approved) if approved else None,
        approved_by=proposal.approved_by,
        persons=tuple(due[number] for number in proposal.persons if number in due),
        documents=tuple(papers[number] for number in proposal.documents if number in papers),
        is_protected=proposal.is_protected,
        is_own=proposal.by == ctx.user.name,
        gone_stale=not_due(found, proposal),
    )
