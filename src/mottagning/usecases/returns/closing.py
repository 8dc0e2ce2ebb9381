"""Closing a month: in one transaction its rows are frozen with the facts they rest on."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from mottagning import __version__
from mottagning.domain.bookings import Outcome as BookingOutcome
from mottagning.domain.canonical import digest, text_of
from mottagning.domain.closing import Candidate, Outcome
from mottagning.domain.closing_scope import ClosingKind
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import NOBODY
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.returns import Return, ReturnState
from mottagning.domain.settlement.facts import Placement
from mottagning.domain.versions import next_version, says_the_same
from mottagning.readmodels.changes import Done
from mottagning.readmodels.returns import (
    ClosedReturn,
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
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.covers import cover_of
from mottagning.usecases.returns.planning import Plan, next_open, plan, plan_version

_DECEMBER = 12


def close_month(ctx: Context, month: Month, *, only: Collection[str] = (), early: bool = False) -> Done[ClosingNotes]:
    """Close `month`, or of it the counterparts `only`: freeze the rows, and give what was held back and lost.

    What is closed counterpart by counterpart is closed for good; the month itself is once its rest is closed. Raises
    Refused when the month or one of the counterparts is closed, when a counterpart has no rows to close, when the month
    lies before the register's first, follows an open month, or has not ended (unless `early`).
    """
    with ctx.writing() as uow:
        office = office_of(uow)
        _require_closable(ctx, uow, office, month, early=early)
        _require_open(ctx, uow, month, only)
        planned = plan(uow, office, month, only=only)
        _require_rows(ctx, planned, only)
        notes = notes_of(planned)
        closing_id = uow.ledger.append_closing(_record(ctx, uow, planned, notes), _facts(uow, planned))
        for one in planned.returns:
            identities = _identities(uow, one)
            uow.ledger.append_return(closing_id, one, text_of(cover_of(ctx, uow, planned, one)), identities)
        uow.ledger.append_lost(closing_id, [lost for outcome in planned.outcomes for lost in outcome.lost])
        if planned.scope.kind is ClosingKind.WHOLE:
            uow.set_due(_due(planned))
            uow.look_again(_newly_open(planned))
        else:
            uow.look_again(_touched(planned))
        return Done(notes, uow.commit())


def make_version(ctx: Context, return_id: int) -> Done[str]:
    """Mend a return that nobody has been given: a new version as its rows should be today. Gives its number.

    Raises Refused when it is gone, has been handed out, lies before a later closing, or would say the same.
    """
    with ctx.writing() as uow:
        former = mendable(ctx, uow, return_id)
        planned = plan_version(uow, office_of(uow), former)
        version = version_of(uow, former, planned)
        notes = notes_of(planned)
        closing_id = uow.ledger.append_closing(_record(ctx, uow, planned, notes), _facts(uow, planned))
        cover = text_of(cover_of(ctx, uow, planned, version))
        uow.ledger.append_return(closing_id, version, cover, _identities(uow, version), replaces=former.id)
        uow.ledger.append_lost(closing_id, [lost for outcome in planned.outcomes for lost in outcome.lost])
        uow.look_again(_touched(planned))
        return Done(version.number, uow.commit())


def mendable(ctx: Context, reader: Reader, return_id: int) -> ClosedReturn:
    """The return, once it may have a new version. Raises Refused otherwise."""
    found = [one for one in reader.ledger.returns() if one.id == return_id]
    if not found or (found[0].is_protected and not ctx.sees_protected):
        raise Refused(RefusalCode.GONE)
    former = found[0]
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
    return next_version(
        Return(
            former.number,
            former.month,
            former.counterpart,
            former.direction,
            former.version,
            former.is_protected,
            tuple(rows),
        ),
        entries,
    )


def _record(ctx: Context, reader: Reader, planned: Plan, notes: ClosingNotes) -> ClosingRecord:
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


def _require_open(ctx: Context, reader: Reader, month: Month, only: Collection[str]) -> None:
    closed = {code for one in reader.ledger.closings(month) for code in one.scope.counterparts}
    for code in sorted(closed.intersection(only)):
        raise Refused(RefusalCode.COUNTERPART_CLOSED, party=ctx.name(code), month=str(month))


def _require_rows(ctx: Context, planned: Plan, only: Collection[str]) -> None:
    missing = set(only) - {one.counterpart for one in planned.returns}
    for code in sorted(missing):
        raise Refused(RefusalCode.NO_SUCH_COUNTERPART, party=ctx.name(code), month=str(planned.month))


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
    waiting = {outcome.booking for outcome in planned.outcomes if outcome.is_open}
    return [
        (one, None if following > _horizon(one.placement) else following)
        for one in planned.due
        if one.placement.booking.key not in waiting
    ]


def _newly_open(planned: Plan) -> list[DueBooking]:
    """Bookings that were in balance and now have rows that wait: from now on all their months are looked at."""
    waiting = {outcome.booking for outcome in planned.outcomes if outcome.is_open}
    return [one for one in planned.due if one.placement.booking.key in waiting and not one.is_changed]


def _touched(planned: Plan) -> list[DueBooking]:
    """Bookings of which a part of a month returns something: its rest has to look at all their months."""
    touched = {outcome.booking for outcome in planned.outcomes if _is_touched(outcome)}
    return [one for one in planned.due if one.placement.booking.key in touched]


def _is_touched(outcome: Outcome) -> bool:
    return bool(outcome.entries or outcome.held or outcome.lost)


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
