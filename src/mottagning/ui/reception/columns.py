"""The columns and filters of the lists of planned reception; the chips of their states. No free text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mottagning.domain.assignments import AssignmentKind, AssignmentStatus
from mottagning.domain.deadlines.engine import DeadlineStatus
from mottagning.domain.money import Scaled, unscaled
from mottagning.domain.onward_moves import MoveKind
from mottagning.readmodels.reception import AssignmentLine, FlatLine, FlatState, MoveLine, QuotaLine
from mottagning.texts import formats, words
from mottagning.texts import people as people_texts
from mottagning.texts import reception as texts
from mottagning.ui.people.protected import protected_columns
from mottagning.uikit.columns import Align, Column, Tone, count_column, day_column, text_column
from mottagning.uikit.filters import Quick, flag

URGENCY_TONES = {
    DeadlineStatus.TO_COME: Tone.OK,
    DeadlineStatus.YELLOW: Tone.WARNING,
    DeadlineStatus.RED: Tone.STOP,
    DeadlineStatus.PASSED: Tone.STOP,
    DeadlineStatus.STOPPED: Tone.QUIET,
    DeadlineStatus.UNKNOWN: Tone.WARNING,
    DeadlineStatus.NOT_APPLICABLE: Tone.QUIET,
}
STATUS_TONES = {
    AssignmentStatus.EXPECTED: Tone.INFORMATION,
    AssignmentStatus.PREPARING: Tone.INFORMATION,
    AssignmentStatus.RECEIVED: Tone.OK,
    AssignmentStatus.CANCELLED: Tone.QUIET,
    AssignmentStatus.REPLACED: Tone.QUIET,
}
FLAT_TONES = {
    FlatState.FREE: Tone.OK,
    FlatState.COMING: Tone.INFORMATION,
    FlatState.RESERVED: Tone.WARNING,
    FlatState.ENDED: Tone.QUIET,
}
_MOVE_TONES = {
    MoveKind.MOVED_ON: Tone.WARNING,
    MoveKind.MOVED_HERE: Tone.OK,
    MoveKind.WISHES: Tone.INFORMATION,
}


def assignment_columns(today: Callable[[], date]) -> list[Column[AssignmentLine]]:
    """The list of assignments: who, how near the last day, how far prepared; `today` gives the day it is."""
    return [
        text_column("key", texts.KEY, lambda line: line.assignment.key, width=112, gives_way=4),
        text_column("who", texts.WHO, texts.household, width=150, stretches=True),
        text_column("kind", texts.KIND, lambda line: words.word(line.assignment.kind), width=118, gives_way=3),
        day_column("last", texts.LAST_DAY, lambda line: line.last.day),
        Column(
            "left",
            texts.DAYS_LEFT,
            lambda line: texts.nearness(line, today()),
            lambda line: _left(line, today()),
            148,
            tone=lambda line: URGENCY_TONES[line.urgency],
            gives_way=1,
        ),
        Column("status", texts.STATUS, status, status, 96, tone=lambda line: STATUS_TONES[line.assignment.status]),
        text_column("prepared", texts.PREPARED, texts.prepared, width=80, gives_way=2),
        text_column("home", texts.HOME, lambda line: texts.homes(line.homes), width=140, gives_way=5),
        day_column("decided", texts.DECIDED, lambda line: line.assignment.decided_on, is_shown=False),
        day_column("arrives", texts.ARRIVES, lambda line: line.assignment.arrives_on, is_shown=False),
        day_column("received", texts.RECEIVED, lambda line: line.assignment.received_on, is_shown=False),
        count_column("persons", texts.PERSONS, lambda line: line.assignment.persons, 80, is_shown=False),
        text_column("agency_case", texts.AGENCY_CASE, lambda line: line.assignment.agency_case, is_shown=False),
        text_column("officer", texts.OFFICER, lambda line: line.assignment.officer, width=120, is_shown=False),
        text_column("household", texts.HOUSEHOLD, lambda line: line.assignment.household, width=100, is_shown=False),
    ]


def _left(line: AssignmentLine, today: date) -> tuple[bool, int]:
    left = line.days_left(today)
    return left is None, left or 0


def status(line: AssignmentLine) -> str:
    """How far the reception has come, in a word."""
    return words.first_upper(words.word(line.assignment.status))


def assignment_filters() -> list[Quick[AssignmentLine]]:
    """What the list of assignments can be filtered by at a touch."""
    return [
        flag("open", texts.OPEN, lambda line: line.assignment.status.is_open),
        flag("passed", texts.PASSED, lambda line: line.urgency is DeadlineStatus.PASSED),
        flag("soon", texts.SOON, lambda line: line.urgency in {DeadlineStatus.YELLOW, DeadlineStatus.RED}),
        flag("no_home", texts.NO_HOME, lambda line: line.assignment.status.is_open and not line.homes),
        Quick(
            "kind",
            texts.KIND,
            lambda line: line.assignment.kind.value,
            lambda value: words.word(AssignmentKind(value)),
        ),
        Quick("quota_year", texts.QUOTAS, lambda line: str(line.assignment.counts_in), str),
        Quick("officer", texts.OFFICER, lambda line: line.assignment.officer, str),
    ]


def quota_columns() -> list[Column[QuotaLine]]:
    """The list of quotas against their outcome."""
    return [
        _figure("year", texts.YEAR, lambda line: line.outcome.year, 62),
        text_column("kind", texts.KIND, lambda line: words.word(line.outcome.kind), width=120, stretches=True),
        _figure("quota", texts.QUOTA, lambda line: line.outcome.quota, 96),
        _figure("assigned", texts.ASSIGNED, lambda line: line.outcome.assigned, 84, gives_way=1),
        _figure("to_assign", texts.TO_ASSIGN, lambda line: line.outcome.to_assign, 118, gives_way=3),
        _figure("received", texts.RECEIVED_MANY, lambda line: line.outcome.received, 90),
        _figure("remaining", texts.REMAINING, lambda line: line.outcome.remaining, 126, gives_way=2),
        _figure("earlier", texts.OF_EARLIER, lambda line: line.outcome.of_earlier, 150, is_shown=False),
    ]


def _figure(
    name: str,
    heading: str,
    figure: Callable[[QuotaLine], int | None],
    width: int,
    *,
    gives_way: int = 0,
    is_shown: bool = True,
) -> Column[QuotaLine]:
    """A number, nought too; a dash where there is none."""

    def shown(line: QuotaLine) -> str:
        found = figure(line)
        return formats.NOTHING if found is None else str(found)

    def order(line: QuotaLine) -> tuple[bool, int]:
        found = figure(line)
        return found is not None, found or 0

    return Column(name, heading, shown, order, width, Align.RIGHT, gives_way=gives_way, is_shown=is_shown, value=figure)


def quota_filters() -> list[Quick[QuotaLine]]:
    """What the list of quotas can be filtered by at a touch."""
    return [Quick("kind", texts.KIND, lambda line: line.outcome.kind.value, texts.quota_kind)]


def flat_columns() -> list[Column[FlatLine]]:
    """The list of flats."""
    return [
        text_column("address", texts.ADDRESS, lambda line: line.flat.address, width=150, stretches=True),
        Column("state", texts.STATUS, flat_state, flat_state, 104, tone=lambda line: FLAT_TONES[line.state]),
        _measure("rooms", texts.ROOMS, lambda line: line.flat.rooms, 60, gives_way=1),
        _measure("area", texts.AREA, lambda line: line.flat.area, 76, gives_way=5),
        _measure("rent", texts.RENT, lambda line: line.flat.rent, 110),
        text_column("within", texts.WITHIN, texts.within, width=112, gives_way=3),
        day_column("from", texts.FREE_FROM, lambda line: line.flat.days.start, gives_way=2),
        day_column("until", texts.FREE_UNTIL, lambda line: line.flat.days.last, is_shown=False),
        text_column("reserved", texts.RESERVED_FOR, lambda line: ", ".join(line.reserved_for), width=120, gives_way=4),
        text_column("landlord", texts.LANDLORD, lambda line: line.flat.landlord, width=130, is_shown=False),
        day_column("contract", texts.CONTRACT_UNTIL, lambda line: line.flat.contract_until, is_shown=False),
        day_column("keys", texts.KEYS, lambda line: line.flat.keys_on, is_shown=False),
        text_column("key", texts.FLAT_KEY, lambda line: line.flat.key, width=110, is_shown=False),
    ]


def _measure(
    name: str, heading: str, value: Callable[[FlatLine], Scaled | None], width: int, *, gives_way: int = 0
) -> Column[FlatLine]:
    def shown(line: FlatLine) -> str:
        found = value(line)
        return "" if found is None else formats.number(unscaled(found))

    return Column(name, heading, shown, lambda line: value(line) or 0, width, Align.RIGHT, gives_way=gives_way)


def flat_state(line: FlatLine) -> str:
    """How it is with a flat today, in a word."""
    return texts.STATES[line.state]


def flat_filters() -> list[Quick[FlatLine]]:
    """What the list of flats can be filtered by at a touch."""
    return [
        Quick("state", texts.STATUS, lambda line: line.state.value, lambda value: texts.STATES[FlatState(value)]),
        Quick("landlord", texts.LANDLORD, lambda line: line.flat.landlord, str),
        Quick("rooms", texts.ROOMS, _rooms, str),
    ]


def _rooms(line: FlatLine) -> str | None:
    return None if line.flat.rooms is None else formats.number(unscaled(line.flat.rooms))


def move_columns(names: Callable[[str], str], *, sees_protected: bool) -> list[Column[MoveLine]]:
    """The list of onward moves. `names` gives the names of municipalities."""
    return [
        text_column("case", people_texts.CASE, lambda line: line.case_number, width=98, gives_way=2),
        Column("name", texts.NAME, lambda line: line.name, lambda line: line.sort_name, 160, stretches=True),
        Column("kind", texts.MOVE, _move, _move, 120, tone=lambda line: _MOVE_TONES[line.move.kind]),
        text_column("from", texts.ORIGIN, lambda line: texts.place(line.move.origin, names), width=130, gives_way=1),
        text_column("to", texts.TARGET, lambda line: texts.place(line.move.target, names), width=130),
        day_column("on", texts.MOVED, lambda line: line.move.on),
        Column(
            "months",
            texts.MONTHS,
            texts.months,
            lambda line: -1 if line.move.months is None else line.move.months,
            124,
            Align.RIGHT,
            value=lambda line: line.move.months,
        ),
        *protected_columns(sees_protected=sees_protected),
    ]


def _move(line: MoveLine) -> str:
    return words.first_upper(words.word(line.move.kind))


def move_filters(names: Callable[[str], str]) -> list[Quick[MoveLine]]:
    """What the list of moves can be filtered by at a touch."""
    return [
        Quick("kind", texts.MOVE, lambda line: line.move.kind.value, lambda value: words.word(MoveKind(value))),
        Quick("to", texts.TARGET, lambda line: line.move.target, names),
        Quick("year", texts.YEAR, lambda line: str(line.move.on.year) if line.move.on else None, str),
    ]
