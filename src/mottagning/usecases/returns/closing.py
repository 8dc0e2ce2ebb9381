"""Closing a month: in one transaction its rows are frozen with the facts they rest on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from mottagning import __version__
from mottagning.domain.bookings import Outcome as BookingOutcome
from mottagning.domain.canonical import digest, text_of
from mottagning.domain.closing import Candidate, Outcome
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import NOBODY
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.returns import Return
from mottagning.domain.settlement.facts import Placement
from mottagning.readmodels.changes import Done
from mottagning.readmodels.returns import ClosingNotes, ClosingRecord, FrozenBooking, HeldNote, LostNote, SentIdentity
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.stores.ledger import ClosingFacts
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system.clock import stored
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.covers import cover_of
from mottagning.usecases.returns.planning import Plan, next_open, plan

_DECEMBER = 12


def close_month(ctx: Context, month: Month, *, early: bool = False) -> Done[ClosingNotes]:
    """Close `month`: freeze its rows, and give what was held back and lost.

    Raises Refused when it is closed, lies before the register's first month, follows an open month, or has not ended
    (unless `early`).
    """
    with ctx.writing() as uow:
        office = office_of(uow)
        _require_closable(ctx, uow, office, month, early=early)
        planned = plan(uow, office, month)
        notes = notes_of(planned)
        moment = stored(ctx.clock())
        record = ClosingRecord(
            month=month,
            closed_at=moment,
            closed_by=ctx.user.name,
            program=__version__,
            office=text_of(office),
            notes=text_of(notes),
            is_recomputable=True,
        )
        closing_id = uow.ledger.append_closing(record, _facts(uow, planned))
        for one in planned.returns:
            identities = _identities(uow, one)
            uow.ledger.append_return(closing_id, one, text_of(cover_of(ctx, uow, planned, one)), identities)
        uow.ledger.append_lost(closing_id, [lost for outcome in planned.outcomes for lost in outcome.lost])
        uow.set_due(_due(planned))
        uow.look_again(_newly_held(planned))
        return Done(notes, uow.commit())


def _require_closable(ctx: Context, uow: UnitOfWork, office: OfficeSettings, month: Month, *, early: bool) -> None:
    following = next_open(uow, office)
    if month < office.first_month:
        raise Refused(RefusalCode.MONTH_BEFORE_FIRST, month=str(month), first=str(office.first_month))
    if month < following:
        raise Refused(RefusalCode.MONTH_CLOSED, month=str(month))
    if month > following:
        raise Refused(RefusalCode.EARLIER_MONTH_OPEN, month=str(month), first=str(following))
    if not early and ctx.today <= month.last:
        raise Refused(RefusalCode.MONTH_NOT_ENDED, month=str(month))


def notes_of(planned: Plan) -> ClosingNotes:
    """What a closing holds back, loses and warns of."""
    return ClosingNotes(
        held=tuple(
            HeldNote(
                problem=held.problem,
                service_month=held.service_month,
                amount=held.amount,
                counterpart=held.counterpart,
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
    kept = [one for one in paired if one[0].is_changed or one[2].entries or one[2].held]
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
        is_held=bool(outcome.held),
    )


def _sibling_texts(candidates: Sequence[Candidate]) -> Mapping[str, str]:
    bodies = [text_of(sibling) for candidate in candidates for sibling in candidate.siblings]
    return {digest(body): body for body in bodies}


def _identities(uow: UnitOfWork, one: Return) -> dict[int, SentIdentity]:
    """Who each row is about, as it is sent: a protected person only by her neutral number."""
    about = [row for row in one.rows if row.entry.person != NOBODY]
    people = sorted({row.entry.person for row in about})
    persons = {stored_person.id: stored_person.value for stored_person in uow.people.of(people)}
    former = uow.ledger.last_numbers(people)
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


def _due(planned: Plan) -> list[tuple[DueBooking, Month | None]]:
    """When each booking has to be looked at next: soon again while something is held, never when all is said."""
    following = planned.month.plus(1)
    held = {outcome.booking for outcome in planned.outcomes if outcome.held}
    return [
        (one, None if following > _horizon(one.placement) else following)
        for one in planned.due
        if one.placement.booking.key not in held
    ]


def _newly_held(planned: Plan) -> list[DueBooking]:
    """Bookings that were in balance and now have rows held back: from now on all their months are looked at."""
    held = {outcome.booking for outcome in planned.outcomes if outcome.held}
    return [one for one in planned.due if one.placement.booking.key in held and not one.is_changed]


def _horizon(placement: Placement) -> Month:
    """The last month in which something of a booking can be settled: a reading, a grade and a year's settlement all
    fall in the calendar year of its last date."""
    booking = placement.booking
    if booking.outcome is BookingOutcome.NEVER_STARTED:
        return Month.of(booking.days.start)
    if booking.days.last is None:
        return Month(9999, _DECEMBER)
    dates = [booking.days.last, booking.graded_on, booking.planned_until]
    last = max(day.year for day in dates if day is not None)
    return Month(max([last, *(report.month.year for report in placement.reports)]), _DECEMBER)
