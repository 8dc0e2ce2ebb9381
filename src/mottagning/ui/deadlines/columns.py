"""The columns and filters of the lists of deadlines and of their rules; the chips of how a deadline stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mottagning.domain.deadlines.engine import Deadline, DeadlineStatus
from mottagning.readmodels.deadlines import DueDeadline, RuleLine
from mottagning.texts import deadlines as texts
from mottagning.texts import words
from mottagning.uikit.columns import Align, Column, Tone, day_column, text_column
from mottagning.uikit.filters import Quick

_TONES = {
    DeadlineStatus.TO_COME: Tone.OK,
    DeadlineStatus.YELLOW: Tone.WARNING,
    DeadlineStatus.RED: Tone.STOP,
    DeadlineStatus.PASSED: Tone.STOP,
    DeadlineStatus.STOPPED: Tone.QUIET,
    DeadlineStatus.NOT_APPLICABLE: Tone.QUIET,
    DeadlineStatus.UNKNOWN: Tone.QUIET,
}
"""The colour of each; its word stands on the chip."""


def tone(deadline: Deadline) -> Tone:
    """The colour of a deadline; what has passed and needs nobody's attention has none."""
    is_over = deadline.status is DeadlineStatus.PASSED and deadline.rule.lapses
    return Tone.QUIET if is_over else _TONES[deadline.status]


def due_columns(today: Callable[[], date]) -> list[Column[DueDeadline]]:
    """What is due: how it stands, whose, which rule, when; `today` gives the day it is."""
    return [
        Column(
            "status",
            texts.STATUS,
            lambda line: words.first_upper(texts.status(line.deadline)),
            _order,
            108,
            tone=lambda line: tone(line.deadline),
        ),
        Column("person", texts.PERSON, lambda line: line.name, lambda line: line.sort_name, 140),
        text_column("rule", texts.RULE, lambda line: line.deadline.rule.name, stretches=True, width=190),
        day_column("day", texts.DAY, lambda line: line.deadline.day),
        Column(
            "left",
            texts.LEFT,
            lambda line: texts.left(line.deadline, today()),
            lambda line: line.days_left,
            152,
            Align.RIGHT,
            gives_way=1,
            value=lambda line: line.days_left,
        ),
        text_column("source", texts.SOURCE, lambda line: texts.source(line.deadline.rule), width=270, gives_way=2),
    ]


def _order(line: DueDeadline) -> tuple[int, int]:
    return line.urgency


def due_filters() -> list[Quick[DueDeadline]]:
    """By how it stands and by rule."""
    return [
        Quick("status", texts.STATUS, lambda line: line.deadline.status.value, _status),
        Quick("rule", texts.RULE, lambda line: line.deadline.rule.name, str),
    ]


def _status(value: str) -> str:
    return words.word(DeadlineStatus(value))


def rule_columns() -> list[Column[RuleLine]]:
    """The rules: what, where it stands, how sure, whose."""
    return [
        text_column("name", texts.RULE, lambda line: line.rule.name, stretches=True),
        text_column("source", texts.SOURCE, lambda line: texts.source(line.rule), width=220, gives_way=2),
        day_column("verified", texts.VERIFIED, lambda line: line.rule.verified),
        Column(
            "origin",
            texts.ORIGIN,
            lambda line: texts.OWN if line.loaded else texts.SHIPPED,
            lambda line: line.loaded is None,
            120,
            tone=lambda line: Tone.INFORMATION if line.loaded else Tone.QUIET,
        ),
    ]
