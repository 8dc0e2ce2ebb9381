"""The columns and filters of the list of bookings."""

from __future__ import annotations

from collections.abc import Callable

from mottagning.domain.agreements import Direction
from mottagning.domain.bookings import BookingStatus
from mottagning.readmodels.bookings import BookingLine
from mottagning.texts import bookings as texts
from mottagning.texts import formats, words
from mottagning.uikit.columns import Column, Tone, day_column, text_column
from mottagning.uikit.filters import Quick, flag

_TONES = {
    BookingStatus.PLANNED: Tone.INFORMATION,
    BookingStatus.ONGOING: Tone.OK,
    BookingStatus.INTERRUPTED: Tone.WARNING,
    BookingStatus.NEVER_STARTED: Tone.WARNING,
}


def columns(names: Callable[[str], str]) -> list[Column[BookingLine]]:
    """The list's columns; `names` gives the names of municipalities."""
    return [
        text_column("key", texts.KEY, lambda line: line.key, width=104),
        Column("person", texts.PERSON, lambda line: line.name, lambda line: line.sort_name, 126, stretches=True),
        text_column("service", texts.SERVICE, _service, width=134, gives_way=1),
        text_column("direction", texts.DIRECTION, lambda line: words.word(line.direction), width=80, is_shown=False),
        text_column(
            "counterpart",
            texts.COUNTERPART,
            lambda line: names(line.counterpart) if line.counterpart else None,
            width=98,
            gives_way=2,
        ),
        day_column("start", texts.START, lambda line: line.days.start, gives_way=3),
        Column(
            "period",
            texts.PERIOD,
            lambda line: formats.days(line.days),
            lambda line: line.days.start,
            194,
            is_shown=False,
        ),
        day_column("end", texts.LAST, lambda line: line.days.last, is_shown=False),
        day_column("planned", texts.PLANNED, lambda line: line.planned_until, is_shown=False),
        day_column("told", texts.TOLD, lambda line: line.told_on, is_shown=False),
        text_column("provider", texts.PROVIDER, lambda line: line.provider, width=130, is_shown=False),
        text_column("case", texts.CASE, lambda line: line.case_number, width=104, is_shown=False),
        text_column(
            "agreement", texts.AGREEMENT, lambda line: line.agreement_title or line.agreement, width=150, is_shown=False
        ),
        Column(
            "status",
            texts.STATUS,
            lambda line: words.word(line.status),
            lambda line: words.word(line.status),
            112,
            tone=lambda line: tone(line.status),
        ),
    ]


def quick_filters(names: Callable[[str], str]) -> list[Quick[BookingLine]]:
    """What the list can be filtered by at a touch."""
    return [
        flag("no_decision", texts.NO_DECISION, lambda line: not line.is_decided),
        flag("no_end", texts.NO_END, lambda line: line.days.is_open and line.planned_until is None),
        flag("not_told", texts.NOT_TOLD, lambda line: line.told_on is None),
        flag("no_counterpart", texts.NO_COUNTERPART, lambda line: line.counterpart is None),
        Quick("status", texts.STATUS, lambda line: line.status.value, lambda value: words.word(BookingStatus(value))),
        Quick("direction", texts.DIRECTION, lambda line: line.direction.value, _direction),
        Quick("service", texts.SERVICE, lambda line: line.service, str),
        Quick("counterpart", texts.COUNTERPART, lambda line: line.counterpart, names),
    ]


def _direction(value: str) -> str:
    return words.word(Direction(value))


def _service(line: BookingLine) -> str:
    return f"{line.service}, {line.variant}" if line.variant else line.service


def tone(status: BookingStatus) -> Tone:
    """The colour of a status; its word says the same."""
    return _TONES.get(status, Tone.QUIET)
