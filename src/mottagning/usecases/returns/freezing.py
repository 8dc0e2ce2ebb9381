"""What does an act of closing freeze? The facts it rests on, who its rows are about, and what it held back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mottagning import __version__
from mottagning.domain.canonical import digest, text_of
from mottagning.domain.closing import Candidate, Outcome
from mottagning.domain.closing_scope import ClosingKind
from mottagning.domain.people import NOBODY
from mottagning.domain.returns import Return
from mottagning.readmodels.returns import (
    ClosingNotes,
    ClosingRecord,
    FrozenBooking,
    HeldNote,
    LostNote,
    SentIdentity,
)
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.storage.stores.ledger import ClosingFacts
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system.clock import stored
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import Plan


def freeze(ctx: Context, uow: UnitOfWork, planned: Plan, notes: ClosingNotes) -> int:
    """Freeze an act of closing with its facts and what limits took, but for its returns. Gives its number."""
    closing_id = uow.ledger.append_closing(_record(ctx, uow, planned, notes), _facts(uow, planned))
    uow.ledger.append_lost(closing_id, [lost for outcome in planned.outcomes for lost in outcome.lost])
    return closing_id


def _record(ctx: Context, reader: Reader, planned: Plan, notes: ClosingNotes) -> ClosingRecord:
    """The act of closing itself: when, by whom, under which settings."""
    return ClosingRecord(
        month=planned.month,
        part=len(reader.ledger.closings(planned.month)) + 1,
        scope=planned.scope,
        closed_at=stored(ctx.clock()),
        closed_by=ctx.user.name,
        program=__version__,
        office=text_of(planned.office),
        notes=text_of(notes),
        is_recomputable=True,
    )


def notes_of(planned: Plan) -> ClosingNotes:
    """What a closing holds back, loses and warns of."""
    return ClosingNotes(
        held=tuple(
            HeldNote(
                problem=held.problem,
                service_month=held.service_month,
                amount=held.amount,
                counterpart=held.counterpart,
                direction=held.direction,
                is_protected=outcome.is_protected,
            )
            for outcome in planned.outcomes
            for held in outcome.held
        ),
        lost=tuple(
            LostNote(
                booking=lost.booking,
                service_month=lost.triple.service_month,
                amount=lost.amount,
                is_protected=outcome.is_protected,
            )
            for outcome in planned.outcomes
            for lost in outcome.lost
        ),
        warnings=planned.warnings,
    )


def _facts(uow: UnitOfWork, planned: Plan) -> ClosingFacts:
    """The facts of every booking that gave something, was held or changed; those in balance keep their digest."""
    paired = list(zip(planned.due, planned.candidates, planned.outcomes, strict=True))
    whole = planned.scope.kind is ClosingKind.WHOLE
    kept = [one for one in paired if (whole and one[0].is_changed) or _is_touched(one[2])]
    unchanged = [candidate.placement.booking.key for due, candidate, _ in kept if not due.is_changed]
    digests = uow.ledger.last_digests(unchanged)
    siblings = _sibling_texts([candidate for _, candidate, _ in kept])
    return ClosingFacts(
        [_frozen(candidate, outcome, digests.get(outcome.booking)) for _, candidate, outcome in kept],
        {key: text_of(facts) for key, facts in planned.agreements.items()},
        siblings,
    )


def _frozen(candidate: Candidate, outcome: Outcome, known: str | None) -> FrozenBooking:
    body = "" if known else text_of(candidate.placement)
    return FrozenBooking(
        booking=outcome.booking,
        digest=known or digest(body),
        body=body,
        span_first=candidate.span.first,
        siblings=tuple(digest(text_of(sibling)) for sibling in candidate.siblings),
        is_protected=candidate.is_protected,
        is_held=outcome.is_open,
    )


def _sibling_texts(candidates: Sequence[Candidate]) -> Mapping[str, str]:
    bodies = [text_of(sibling) for candidate in candidates for sibling in candidate.siblings]
    return {digest(body): body for body in bodies}


def identities_of(uow: UnitOfWork, one: Return, *, replaces: int | None = None) -> dict[int, SentIdentity]:
    """Who each row is about, as it is sent: a protected person only by her neutral number.

    What the return `replaces` was never sent, so that a number that it told as former is told again.
    A row that takes back one of somebody who is gone by now, merged into another, is about nobody who could be named.
    """
    people = sorted({row.entry.person for row in one.rows} - {NOBODY})
    persons = {stored_person.id: stored_person.value for stored_person in uow.people.of(people)}
    about = [row for row in one.rows if row.entry.person in persons]
    former = uow.ledger.last_numbers(people, one.counterpart, one.direction, without=replaces)
    found = {}
    for row in about:
        person = persons[row.entry.person]
        if one.is_protected:
            neutral = uow.people.neutral_number(row.entry.person)
            found[row.row] = SentIdentity(
                person=row.entry.person, case_number=neutral, name=None, kind=None, number=None, previous_number=None
            )
            continue
        kind, number = person.best_identity or (None, None)
        before = former.get(row.entry.person)
        found[row.row] = SentIdentity(
            person=row.entry.person,
            case_number=person.case_number,
            name=person.name,
            kind=kind.value if kind else None,
            number=number,
            previous_number=before if before and before != number else None,
        )
    return found


def touched_by(planned: Plan) -> list[DueBooking]:
    """Bookings of which a part of a month returns something: its rest has to look at all their months."""
    touched = {outcome.booking for outcome in planned.outcomes if _is_touched(outcome)}
    return [one for one in planned.due if one.placement.booking.key in touched]


def _is_touched(outcome: Outcome) -> bool:
    return bool(outcome.entries or outcome.held or outcome.lost)
