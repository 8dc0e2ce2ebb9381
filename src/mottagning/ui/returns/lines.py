"""What the page Underlag shows, worked out of a month without Qt: counterparts, problems, days on a calendar."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from mottagning.domain.accepted_warnings import AcceptedWarning
from mottagning.domain.attests import AttestKind
from mottagning.domain.ledger import Entry
from mottagning.domain.money import ZERO, Ore, total
from mottagning.domain.parked_rows import ParkedRows
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.problems import Problem, Severity
from mottagning.domain.remedies import Remedy, remedy_of
from mottagning.domain.reporting import Reported
from mottagning.domain.return_notes import ReturnNote
from mottagning.domain.returns import ReturnState
from mottagning.domain.settlement.claims import DayKind, DayRead, DaysCounted, PeriodsStarted, Step
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.returns import MonthView, ReturnView, RowView
from mottagning.texts import explain, months
from mottagning.uikit.days import Mark, MonthDays


@dataclass(frozen=True, slots=True)
class CounterpartLine:
    """A counterpart and direction of a month, with what waits and what is warned of."""

    number: str
    counterpart: str
    direction: RowDirection | None
    rows: int
    corrections: int
    total: Ore
    state: ReturnState | None
    waiting: int
    warnings: int
    return_id: int | None
    history: tuple[str, ...] = ()
    replaces: str | None = None
    reported: Reported | None = None
    unattested: Mapping[AttestKind, int] = field(default_factory=dict)
    """How many of its rows lack each attest."""
    others_to_attest: Mapping[AttestKind, int] = field(default_factory=dict)
    """How many of those the user has not made herself."""
    parked: Stored[ParkedRows] | None = None
    """What keeps everything with the counterpart back."""
    parked_bookings: tuple[Stored[ParkedRows], ...] = ()
    notes: tuple[Stored[ReturnNote], ...] = ()

    @property
    def is_closed(self) -> bool:
        """Whether its rows stand for good."""
        return self.return_id is not None

    @property
    def lacks_reports(self) -> int:
        """How many reports have not come that its rows rest on."""
        return self.reported.expected - self.reported.come if self.reported else 0


@dataclass(frozen=True, slots=True)
class ProblemLine:
    """A problem in the list of step one."""

    problem: Problem
    place: int
    person: str | None = None
    accepted: Stored[AcceptedWarning] | None = None

    @property
    def remedy(self) -> Remedy:
        """What one can do about it."""
        return remedy_of(self.problem)


@dataclass(frozen=True, slots=True)
class ProblemGroup:
    """Problems with the same remedy, None for all of them; or the warnings that were accepted."""

    remedy: Remedy | None
    is_accepted: bool = False


def counterpart_lines(view: MonthView) -> list[CounterpartLine]:
    """A line for each return, and for counterparts of whom there are only rows that wait."""
    return [_with_more(view, line) for line in _counterpart_lines(view)]


def key_of(line: CounterpartLine) -> tuple[str, str]:
    """What makes a line the same from one look to the next, whatever version its return is of."""
    return line.counterpart, line.direction.value if line.direction else ""


def closed_lines(lines: Iterable[CounterpartLine]) -> list[CounterpartLine]:
    """Those that can be handed out."""
    return [line for line in lines if line.is_closed]


def _counterpart_lines(view: MonthView) -> list[CounterpartLine]:
    waiting: dict[str, int] = defaultdict(int)
    for note in view.notes.held:
        waiting[note.counterpart or ""] += 1
    warned = {problem.booking for problem in view.problems if problem.severity is Severity.WARN and problem.booking}
    bookings: dict[str, set[str]] = defaultdict(set)
    for row in view.rows:
        bookings[row.number].add(row.entry.booking)
    lines = [
        _line(one, 0 if one.id else waiting.pop(one.counterpart, 0), len(bookings[one.number] & warned))
        for one in sorted(view.returns, key=lambda one: one.id is not None)
    ]
    lines += [
        CounterpartLine(code, code, None, 0, 0, ZERO, None, number, 0, None) for code, number in sorted(waiting.items())
    ]
    return lines


def _line(one: ReturnView, waiting: int, warnings: int) -> CounterpartLine:
    return CounterpartLine(
        one.number,
        one.counterpart,
        one.direction,
        one.row_count,
        one.corrections,
        one.total,
        one.state,
        waiting,
        warnings,
        one.id,
        tuple(months.event(each) for each in one.events),
        one.replaces,
    )


def _with_more(view: MonthView, line: CounterpartLine) -> CounterpartLine:
    """The line with what else there is to know before it is closed, and the office's own notes."""
    code = line.counterpart
    notes = tuple(one for one in view.notes_on if one.value.counterpart == code)
    rows = [one for one in view.rows if one.number == line.number]
    bookings = {one.entry.booking for one in rows}
    asks = view.requires_attest and not line.is_closed and bool(rows)
    bookings |= {note.problem.booking for note in view.notes.held if note.counterpart == code}
    return replace(
        line,
        notes=notes,
        reported=None if line.is_closed else view.reported.get(code),
        unattested=_unattested(rows) if asks else {},
        others_to_attest=_unattested(one for one in rows if not one.is_own) if asks else {},
        parked=next((one for one in view.parked if one.value.counterpart == code), None),
        parked_bookings=tuple(one for one in view.parked if (one.value.booking or one.value.course) in bookings),
    )


def _unattested(rows: Iterable[RowView]) -> Mapping[AttestKind, int]:
    given = [{one.kind for one in row.attests} for row in rows]
    return {kind: sum(kind not in kinds for kinds in given) for kind in AttestKind}


def totals(returns: Sequence[ReturnView]) -> tuple[Ore, Ore, int, int]:
    """What we buy and sell for, and how many rows and corrections there are."""
    bought = total([one.total for one in returns if one.direction is RowDirection.BUY])
    sold = total([one.total for one in returns if one.direction is RowDirection.SELL])
    rows = sum(one.row_count for one in returns)
    return bought, sold, rows, sum(one.corrections for one in returns)


def problem_lines(view: MonthView) -> list[ProblemLine]:
    """By remedy, those with stops first, and in each the stops first; a stop of several months once for each month.

    Last come the warnings that were accepted.
    """
    unique: dict[tuple[object, ...], Problem] = {}
    for problem in (*(note.problem for note in view.notes.held), *view.problems, *view.notes.warnings):
        unique.setdefault((problem.check, problem.booking, problem.month, problem.reason, str(problem.params)), problem)
    stopped = {remedy_of(one) for one in unique.values() if one.severity is Severity.STOP}
    ordered = sorted(unique.values(), key=lambda one: (remedy_of(one) not in stopped, *_in_group(one)))
    accepted = sorted(view.accepted, key=lambda one: _in_group(one.problem))
    found = [(problem, None) for problem in ordered] + [(one.problem, one.accepted) for one in accepted]
    return [
        ProblemLine(problem, place, view.people.get(problem.booking), stored)
        for place, (problem, stored) in enumerate(found)
    ]


def _in_group(problem: Problem) -> tuple[int, bool, str, str, str]:
    is_warning = problem.severity is not Severity.STOP
    return _ORDER[remedy_of(problem)], is_warning, problem.check.value, problem.booking, problem.month or ""


_ORDER = {remedy: place for place, remedy in enumerate(Remedy)}


def groups_of(lines: Sequence[ProblemLine]) -> list[tuple[ProblemGroup, int]]:
    """The groups that hold something and how much: all that waits, each remedy as the lines have it, the accepted."""
    remedies = list(dict.fromkeys(line.remedy for line in lines if line.accepted is None))
    groups = [ProblemGroup(None), *map(ProblemGroup, remedies), ProblemGroup(None, is_accepted=True)]
    counted = [(group, len(group_lines(lines, group))) for group in groups]
    return [(group, count) for group, count in counted if count or group == groups[0]]


def group_lines(lines: Sequence[ProblemLine], group: ProblemGroup) -> list[ProblemLine]:
    """The lines of a group."""
    return [
        line
        for line in lines
        if (line.accepted is not None) == group.is_accepted and group.remedy in {None, line.remedy}
    ]


def calendar_of(entry: Entry, moves: Iterable[date] = ()) -> MonthDays | None:
    """The month that explains an amount, with the days that count and what changed; None when no days do."""
    for step in entry.steps:
        painter = _PAINTERS.get(type(step))
        if painter is not None:
            found = painter(entry, step)
            return replace(found, changes=_changes(entry, moves, found.month))
    return None


def _changes(entry: Entry, moves: Iterable[date], month: Month) -> dict[date, str]:
    """Moves, and a price that begins or ends, inside the month; its first day is no change inside it."""
    found = dict.fromkeys(moves, months.MOVE)
    if entry.price is not None:
        for day in (entry.price.days.start, entry.price.days.end):
            found[day] = f"{found[day]}, {months.NEW_PRICE}" if day in found else months.NEW_PRICE
    return {day: what for day, what in found.items() if day in month.range and day != month.first}


def _counted(entry: Entry, step: Step) -> MonthDays:
    assert isinstance(step, DaysCounted)  # noqa: S101 - by its painter
    days = [day for days in step.ranges for day in _within(days, entry.service_month) if _counts(step.kind, day)]
    return MonthDays(entry.service_month, dict.fromkeys(days, Mark.COUNTS), explain.amount(entry))


def _counts(kind: DayKind, day: date) -> bool:
    return kind in {DayKind.ALL, DayKind.NIGHTS} or day.weekday() < 5


def _read(entry: Entry, step: Step) -> MonthDays:
    assert isinstance(step, DayRead)  # noqa: S101 - by its painter
    month = Month.of(step.day)
    marks: Mapping[date, Mark] = {step.day: Mark.READING}
    return MonthDays(month, marks, explain.amount(entry))


def _started(entry: Entry, step: Step) -> MonthDays:
    assert isinstance(step, PeriodsStarted)  # noqa: S101 - by its painter
    days = [day for days in step.periods for day in _within(days, entry.service_month)]
    return MonthDays(entry.service_month, dict.fromkeys(days, Mark.COUNTS), explain.amount(entry))


def _within(days: DateRange, month: Month) -> Iterable[date]:
    part = days.meet(month.range)
    return part.each() if part else ()


_PAINTERS: Mapping[type, Callable[[Entry, Step], MonthDays]] = {
    DaysCounted: _counted,
    DayRead: _read,
    PeriodsStarted: _started,
}
