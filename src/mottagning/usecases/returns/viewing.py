"""Looking at a month: its frozen rows when it is closed, else what closing it now would return."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from mottagning.domain.accepted_warnings import fingerprint
from mottagning.domain.attests import may_attest
from mottagning.domain.canonical import from_text
from mottagning.domain.ledger import LedgerRow, RowKind, triple_of
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem
from mottagning.domain.reporting import Reported, reported
from mottagning.domain.returns import Return
from mottagning.readmodels.returns import (
    AcceptedProblem,
    ClosedReturn,
    ClosingNotes,
    ClosingRecord,
    MonthView,
    ReturnView,
    RowView,
)
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.system.clock import shown
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.accepting import sorted_out
from mottagning.usecases.returns.attesting import ToAttest, protected_to_attest, to_attest
from mottagning.usecases.returns.freezing import notes_of
from mottagning.usecases.returns.identities import shown_identities
from mottagning.usecases.returns.planning import (
    Plan,
    closed_counterparts,
    ledger_of,
    next_open,
    plan,
    without_protected,
)


def view_month(ctx: Context, month: Month, *, before_attest: bool = False) -> MonthView:
    """The month as it stands; people with protected data are in none of it.

    Of a month that is closed in part: what is closed, and what closing the rest would return. `before_attest` also
    shows rows that wait for nothing but an attest.
    """
    with ctx.reading() as reader:
        record = reader.ledger.closing(month)
        if record is not None:
            view = _closed(ctx, reader, record)
        else:
            view = _open(ctx, reader, month, before_attest=before_attest)
        return replace(
            view,
            parked=tuple(reader.parked_rows.visible(protected=False)),
            notes_on=tuple(reader.return_notes.of_month(month)),
        )


def coming_rows(ctx: Context, month: Month) -> MonthView:
    """The frozen rows of a closed month; of an open one just what closing it now would return."""
    view = view_month(ctx, month)
    if view.is_closed:
        return view
    closed = {one.number for one in view.returns if one.id is not None}
    return replace(
        view,
        returns=tuple(one for one in view.returns if one.number not in closed),
        rows=tuple(row for row in view.rows if row.number not in closed),
    )


def still_asked(ctx: Context, notes: ClosingNotes) -> ClosingNotes:
    """What an act of closing held back, lost and warned of, without what is protected or has been accepted."""
    with ctx.reading() as reader:
        return _without_accepted(reader, open_notes(notes), ())[0]


def open_notes(notes: ClosingNotes) -> ClosingNotes:
    """The notes without what concerns people with protected data."""
    return ClosingNotes(
        held=tuple(note for note in notes.held if not note.is_protected),
        lost=tuple(note for note in notes.lost if not note.is_protected),
        warnings=notes.warnings,
    )


def _without_hidden(reader: Reader, notes: ClosingNotes) -> ClosingNotes:
    """The notes of a closed month without what concerns people who have been protected since."""
    bookings = _concerned(notes) | {note.booking for note in notes.lost}
    hidden = {one.placement.booking.key for one in reader.facts.by_key(sorted(bookings)) if one.is_protected}
    return ClosingNotes(
        held=tuple(note for note in notes.held if note.problem.booking not in hidden),
        lost=tuple(note for note in notes.lost if note.booking not in hidden),
        warnings=tuple(problem for problem in notes.warnings if problem.booking not in hidden),
    )


def _open(ctx: Context, reader: Reader, month: Month, *, before_attest: bool) -> MonthView:
    office = office_of(reader)
    asks = before_attest and office.requires_attest
    whole = plan(reader, office, month, attests=not asks)
    planned = without_protected(whole)
    notes = open_notes(notes_of(planned))
    problems = _problems(problem for outcome in planned.outcomes for problem in outcome.problems)
    notes, problems, accepted = _without_accepted(reader, notes, problems)
    concerned = _concerned(notes, (*problems, *(one.problem for one in accepted)))
    rows = _with_names(reader, [row for one in planned.returns for row in one.rows])
    asked = to_attest(reader, planned) if asks else ()
    closed, closed_rows = _frozen(reader, month)
    return MonthView(
        month=month,
        is_closed=False,
        is_next=month == next_open(reader, office),
        skips_open_months=planned.skips_open_months,
        returns=(*closed, *(_coming(one) for one in planned.returns)),
        rows=(*closed_rows, *_with_attests(ctx, rows, asked)),
        notes=notes,
        problems=problems,
        accepted=accepted,
        people=_people(reader, [one for one in planned.due if one.placement.booking.key in concerned]),
        closed_parts=frozenset(closed_counterparts(reader, month, protected=ctx.sees_protected)),
        reported=_reported(planned),
        requires_attest=office.requires_attest,
        protected_to_attest=protected_to_attest(ctx, reader, whole) if asks else {},
    )


def _reported(planned: Plan) -> Mapping[str, Reported]:
    ledger = ledger_of(planned.office, planned.agreements)
    placements = [one.placement for one in planned.due if not one.is_protected]
    return reported(planned.month, (ledger.subject(placement) for placement in placements))


def _with_attests(ctx: Context, rows: Iterable[RowView], asked: Sequence[ToAttest]) -> Iterable[RowView]:
    known = {(one.booking, one.triple): one for one in asked}
    for row in rows:
        found = known.get((row.entry.booking, triple_of(row.entry)))
        is_own = found is not None and not may_attest(ctx.user.name, found.makers)
        yield replace(row, attests=found.given, is_own=is_own) if found else row


def _closed(ctx: Context, reader: Reader, record: ClosingRecord) -> MonthView:
    told = _without_hidden(reader, open_notes(_all_notes(reader.ledger.closings(record.month))))
    notes, _, accepted = _without_accepted(reader, told, ())
    returns, rows = _frozen(reader, record.month)
    return MonthView(
        month=record.month,
        is_closed=True,
        is_next=False,
        skips_open_months=False,
        returns=returns,
        rows=rows,
        notes=notes,
        problems=tuple(note.problem for note in notes.held),
        accepted=accepted,
        people=_people(reader, reader.facts.by_key(sorted(_concerned(notes, (one.problem for one in accepted))))),
        protected_returns=len(reader.ledger.returns(record.month, protected=True)) if ctx.sees_protected else 0,
        closed_at=shown(record.closed_at) if record.closed_at else None,
        closed_by=record.closed_by,
    )


def _all_notes(acts: Iterable[ClosingRecord]) -> ClosingNotes:
    """What the acts that closed a month held back, lost and warned of; of the same rows the last one has its say."""
    told = [from_text(ClosingNotes, one.notes) for one in acts]
    warned = {(each.booking, each.month, fingerprint(each)): each for one in told for each in one.warnings}
    held = {
        (note.problem.booking, note.service_month, note.counterpart, note.direction): note
        for one in told
        for note in one.held
    }
    return ClosingNotes(
        held=tuple(held.values()),
        lost=tuple(note for one in told for note in one.lost),
        warnings=tuple(warned.values()),
    )


def _frozen(reader: Reader, month: Month) -> tuple[tuple[ReturnView, ...], tuple[RowView, ...]]:
    """What has been closed of a month: its returns and their rows."""
    returns = reader.ledger.returns(month, protected=False)
    identities = shown_identities(reader, returns)
    corrections = {one.number: 0 for one in returns}
    views = []
    for row in reader.ledger.rows([one.id for one in returns]):
        who = identities.get((row.number, row.row))
        corrections[row.number] += row.entry.kind is RowKind.CORRECTION
        views.append(
            RowView(
                entry=row.entry,
                case_number=who.case_number if who else None,
                name=who.name if who else None,
                number=row.number,
                row=row.row,
            )
        )
    return tuple(_as_closed(one, corrections[one.number]) for one in returns), tuple(views)


def _as_closed(one: ClosedReturn, corrections: int) -> ReturnView:
    return ReturnView(
        number=one.number,
        counterpart=one.counterpart,
        direction=one.direction,
        row_count=one.row_count,
        corrections=corrections,
        total=one.total,
        state=one.state,
        id=one.id,
        events=tuple(replace(event, at=shown(event.at)) for event in one.events),
        replaces=one.replaces,
    )


def _without_accepted(
    reader: Reader, notes: ClosingNotes, problems: tuple[Problem, ...]
) -> tuple[ClosingNotes, tuple[Problem, ...], tuple[AcceptedProblem, ...]]:
    """The notes and problems that still ask something, and each warning that was accepted, once."""
    warned, found = sorted_out(reader, notes.warnings), sorted_out(reader, problems)
    accepted = {
        (one.accepted.id, one.problem.booking, one.problem.month): one for one in (*warned.accepted, *found.accepted)
    }
    return replace(notes, warnings=warned.open), found.open, tuple(accepted.values())


def _concerned(notes: ClosingNotes, problems: Iterable[Problem] = ()) -> set[str]:
    """The bookings that have problems."""
    found = (*(note.problem for note in notes.held), *notes.warnings, *problems)
    return {problem.booking for problem in found if problem.booking}


def _people(reader: Reader, bookings: Iterable[DueBooking]) -> dict[str, str]:
    """Whose these bookings are, of people without protected data."""
    behind = {
        one.placement.booking.key: one.placement.person.id
        for one in bookings
        if not one.is_protected and not one.is_about_nobody
    }
    names = {one.id: one.value.name for one in reader.people.of(sorted(set(behind.values())))}
    return {booking: names[person] for booking, person in behind.items()}


def _coming(one: Return) -> ReturnView:
    return ReturnView(
        number=one.number,
        counterpart=one.counterpart,
        direction=one.direction,
        row_count=len(one.rows),
        corrections=sum(row.entry.kind is RowKind.CORRECTION for row in one.rows),
        total=one.total,
        state=None,
    )


def _with_names(reader: Reader, rows: Sequence[LedgerRow]) -> Iterable[RowView]:
    persons = {one.id: one.value for one in reader.people.of(sorted({row.entry.person for row in rows}))}
    for row in rows:
        person = persons.get(row.entry.person)
        yield RowView(
            entry=row.entry,
            case_number=person.case_number if person else None,
            name=person.name if person else None,
            number=row.number,
            row=row.row,
        )


def _problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Each problem once, stops first."""
    unique = {(one.check, one.booking, one.month, one.reason): one for one in problems}
    return tuple(sorted(unique.values(), key=lambda one: (one.severity.value, one.check.value, one.booking)))
