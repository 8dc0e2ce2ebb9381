"""Looking at a month: its frozen rows when it is closed, else what closing it now would return."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mottagning.domain.canonical import from_text
from mottagning.domain.ledger import LedgerRow, RowKind
from mottagning.domain.money import Ore, total
from mottagning.domain.periods import Month, months_between
from mottagning.domain.problems import Problem
from mottagning.domain.returns import Return, ReturnState
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.returns import (
    AcceptedProblem,
    ClosedReturn,
    ClosingNotes,
    ClosingRecord,
    MonthState,
    MonthView,
    ReturnView,
    RowView,
)
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.system.clock import shown
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.accepting import sorted_out
from mottagning.usecases.returns.freezing import notes_of
from mottagning.usecases.returns.identities import shown_identities
from mottagning.usecases.returns.planning import next_open, plan, without_protected


def view_month(ctx: Context, month: Month) -> MonthView:
    """The month as it stands; people with protected data are in none of it."""
    with ctx.reading() as reader:
        record = reader.ledger.closing(month)
        if record is not None:
            return _closed(ctx, reader, record)
        office = office_of(reader)
        planned = without_protected(plan(reader, office, month))
        rows = [row for one in planned.returns for row in one.rows]
        notes = open_notes(notes_of(planned))
        problems = _problems(problem for outcome in planned.outcomes for problem in outcome.problems)
        notes, problems, accepted = _without_accepted(reader, notes, problems)
        concerned = _concerned(notes, (*problems, *(one.problem for one in accepted)))
        return MonthView(
            month=month,
            is_closed=False,
            is_next=month == next_open(reader, office),
            skips_open_months=planned.skips_open_months,
            returns=tuple(_coming(one) for one in planned.returns),
            rows=tuple(_with_names(reader, rows)),
            notes=notes,
            problems=problems,
            accepted=accepted,
            people=_people(reader, [one for one in planned.due if one.placement.booking.key in concerned]),
        )


def months(ctx: Context) -> list[MonthState]:
    """Every closed month and the months since, the newest first."""
    with ctx.reading() as reader:
        office = reader.settings.office()
        if office is None:
            return []
        closings = {record.month for record in reader.ledger.closings()}
        returns: dict[Month, list[ClosedReturn]] = {}
        for one in reader.ledger.returns(protected=False):
            returns.setdefault(one.month, []).append(one)
        following = next_open(reader, office)
        last = max(following, Month.of(ctx.today), *closings)
        first = min([office.first_month, *closings])
        return [
            _state(month, returns.get(month, ()), is_closed=month in closings)
            for month in reversed(list(months_between(first, last)))
        ]


def open_notes(notes: ClosingNotes) -> ClosingNotes:
    """The notes without what concerns people with protected data."""
    return ClosingNotes(
        held=tuple(note for note in notes.held if not note.is_protected),
        lost=tuple(note for note in notes.lost if not note.is_protected),
        warnings=notes.warnings,
    )


def _state(month: Month, returns: Iterable[ClosedReturn], *, is_closed: bool) -> MonthState:
    found = list(returns)
    return MonthState(
        month=month,
        is_closed=is_closed,
        returns=len(found),
        total_bought=_sum(found, RowDirection.BUY),
        total_sold=_sum(found, RowDirection.SELL),
        handed_out=sum(one.state is not ReturnState.CLOSED for one in found),
    )


def _sum(returns: Iterable[ClosedReturn], direction: RowDirection) -> Ore:
    return total([one.total for one in returns if one.direction is direction])


def _closed(ctx: Context, reader: Reader, record: ClosingRecord) -> MonthView:
    returns = reader.ledger.returns(record.month, protected=False)
    rows = reader.ledger.rows([one.id for one in returns])
    identities = shown_identities(reader, returns)
    notes, _, accepted = _without_accepted(reader, open_notes(from_text(ClosingNotes, record.notes)), ())
    corrections = {one.number: 0 for one in returns}
    views = []
    for row in rows:
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
    return MonthView(
        month=record.month,
        is_closed=True,
        is_next=False,
        skips_open_months=False,
        returns=tuple(
            ReturnView(
                number=one.number,
                counterpart=one.counterpart,
                direction=one.direction,
                row_count=one.row_count,
                corrections=corrections[one.number],
                total=one.total,
                state=one.state,
                id=one.id,
                events=tuple(replace(event, at=shown(event.at)) for event in one.events),
            )
            for one in returns
        ),
        rows=tuple(views),
        notes=notes,
        problems=tuple(note.problem for note in notes.held),
        accepted=accepted,
        people=_people(reader, reader.facts.by_key(sorted(_concerned(notes, (one.problem for one in accepted))))),
        protected_returns=len(reader.ledger.returns(record.month, protected=True)) if ctx.sees_protected else 0,
        closed_at=shown(record.closed_at) if record.closed_at else None,
        closed_by=record.closed_by,
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
