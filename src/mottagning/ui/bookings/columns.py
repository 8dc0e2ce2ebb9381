"""The columns of the list of bookings."""

from __future__ import annotations

from collections.abc import Callable

from mottagning.domain.bookings import BookingStatus
from mottagning.readmodels.bookings import BookingLine
from mottagning.texts import bookings as texts
from mottagning.texts import formats, words
from mottagning.uikit.columns import Column, Tone, text_column

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
        Column(
            "start",
            texts.START,
            lambda line: formats.day(line.days.start),
            lambda line: line.days.start,
            102,
            gives_way=3,
        ),
        Column(
            "period",
            texts.PERIOD,
            lambda line: formats.days(line.days),
            lambda line: line.days.start,
            194,
            is_shown=False,
        ),
        text_column("agreement", texts.AGREEMENT, lambda line: line.agreement, width=150, is_shown=False),
        Column(
            "status",
            texts.STATUS,
            lambda line: words.word(line.status),
            lambda line: words.word(line.status),
            112,
            tone=lambda line: tone(line.status),
        ),
    ]


def _service(line: BookingLine) -> str:
    return f"{line.service}, {line.variant}" if line.variant else line.service


def tone(status: BookingStatus) -> Tone:
    """The colour of a status; its word says the same."""
    return _TONES.get(status, Tone.QUIET)
