"""The columns and filters of the list of plans: who, how it is with the plan, when it is followed up; no free text."""

from __future__ import annotations

from mottagning.readmodels.plans import PlanLine, PlanStatus
from mottagning.texts import plans as texts
from mottagning.ui.people.protected import protected_columns
from mottagning.uikit.columns import Column, Tone, count_column, day_column, text_column
from mottagning.uikit.filters import Quick, flag

_TONES = {
    PlanStatus.LACKING: Tone.WARNING,
    PlanStatus.LACKING_LATE: Tone.STOP,
    PlanStatus.OPEN: Tone.OK,
    PlanStatus.LATE: Tone.STOP,
    PlanStatus.CLOSED: Tone.QUIET,
}


def columns(*, sees_protected: bool) -> list[Column[PlanLine]]:
    """The list's columns."""
    return [
        text_column("case", texts.CASE, lambda line: line.case_number, width=98, gives_way=3),
        Column("name", texts.NAME, lambda line: line.name, lambda line: line.sort_name, 150, stretches=True),
        Column("status", texts.STATUS, status, status, 104, tone=tone),
        day_column("next", texts.NEXT, lambda line: line.proposal.day if line.proposal else None, gives_way=1),
        text_column("officer", texts.OFFICER, lambda line: line.officer, width=120, gives_way=2),
        text_column("key", texts.KEY, lambda line: line.key, width=110, is_shown=False),
        day_column("from", texts.FROM, lambda line: line.days.start if line.days else None, is_shown=False),
        day_column("until", texts.UNTIL, lambda line: line.days.last if line.days else None, is_shown=False),
        day_column("closed", texts.CLOSED, lambda line: line.closed_on, is_shown=False),
        day_column("received", texts.RECEIVED, lambda line: line.received_on, is_shown=False),
        text_column("household", texts.HOUSEHOLD, lambda line: line.household, width=100, is_shown=False),
        count_column("goals", texts.GOALS, lambda line: line.goals, 70, is_shown=False),
        count_column("activities", texts.ACTIVITIES, lambda line: line.activities, 98, is_shown=False),
        *protected_columns(sees_protected=sees_protected),
    ]


def quick_filters() -> list[Quick[PlanLine]]:
    """What the list can be filtered by at a touch."""
    return [
        flag("without", texts.WITHOUT, lambda line: line.key is None),
        flag("without_late", texts.WITHOUT_LATE, lambda line: line.status is PlanStatus.LACKING_LATE),
        flag("late", texts.FOLLOW_UP_LATE, lambda line: line.status is PlanStatus.LATE),
        flag("open", texts.OPEN, lambda line: line.status in {PlanStatus.OPEN, PlanStatus.LATE}),
        flag("closed", texts.CLOSED_MANY, lambda line: line.status is PlanStatus.CLOSED),
        Quick("officer", texts.OFFICER, lambda line: line.officer, str),
    ]


def status(line: PlanLine) -> str:
    """How it is with the plan, in a word."""
    return texts.STATUSES[line.status]


def tone(line: PlanLine) -> Tone:
    """The colour of the status; its word says the same."""
    return _TONES[line.status]
