"""The columns and filters of the list of requests."""

from __future__ import annotations

from collections.abc import Callable

from mottagning.domain.bookings import Procedure
from mottagning.domain.requests import RequestStatus, Side
from mottagning.readmodels.requests import RequestLine
from mottagning.texts import requests as texts
from mottagning.texts import words
from mottagning.uikit.columns import Column, Tone, day_column, text_column
from mottagning.uikit.filters import Quick, flag

_TONES = {
    RequestStatus.ASKED: Tone.INFORMATION,
    RequestStatus.ACCEPTED: Tone.INFORMATION,
    RequestStatus.QUEUED: Tone.WARNING,
    RequestStatus.REFUSED: Tone.STOP,
    RequestStatus.AGREED: Tone.OK,
}


def columns(names: Callable[[str], str]) -> list[Column[RequestLine]]:
    """The list's columns; `names` gives the names of municipalities."""
    return [
        text_column("key", texts.KEY, lambda line: line.key, width=104),
        Column("person", texts.PERSON, lambda line: line.name, lambda line: line.sort_name, 126, stretches=True),
        text_column("service", texts.SERVICE, _service, width=134, gives_way=1),
        text_column("counterpart", texts.COUNTERPART, lambda line: names(line.counterpart), width=98, gives_way=2),
        day_column("start", texts.FROM, lambda line: line.days.start, gives_way=3),
        text_column("procedure", texts.PROCEDURE, lambda line: words.word(line.procedure), width=110, is_shown=False),
        text_column("side", texts.SIDE, lambda line: words.word(line.side), width=90, is_shown=False),
        day_column("since", texts.SINCE, lambda line: line.since, is_shown=False),
        text_column("case", texts.CASE, lambda line: line.case_number, width=104, is_shown=False),
        text_column("turn", texts.TURN, lambda line: words.YES if line.is_our_turn else None, width=70, is_shown=False),
        Column(
            "status",
            texts.STATUS,
            texts.status,
            lambda line: (texts.state(line), line.queue_place or 0),
            170,
            tone=lambda line: tone(line.status),
        ),
    ]


def quick_filters(names: Callable[[str], str]) -> list[Quick[RequestLine]]:
    """What the list can be filtered by at a touch."""
    return [
        flag("ours", texts.OURS, lambda line: line.is_our_turn),
        flag("duties", texts.TO_TELL, lambda line: bool(line.duties)),
        flag("told_us", texts.TOLD_US, _is_told_to_us),
        Quick("status", texts.STATUS, lambda line: line.status.value, lambda value: words.word(RequestStatus(value))),
        Quick("side", texts.SIDE, lambda line: line.side.value, lambda value: words.word(Side(value))),
        Quick("service", texts.SERVICE, lambda line: line.service, str),
        Quick("counterpart", texts.COUNTERPART, lambda line: line.counterpart, names),
    ]


def _is_told_to_us(line: RequestLine) -> bool:
    """Anmälda till oss: another municipality has admitted somebody of ours, and we pay (skollagen 20 kap. 33 b §)."""
    return line.procedure is Procedure.RECEIVED_ELSEWHERE and line.side is Side.PAYING


def _service(line: RequestLine) -> str:
    return f"{line.service}, {line.variant}" if line.variant else line.service


def tone(status: RequestStatus) -> Tone:
    """The colour of a status; its word says the same."""
    return _TONES.get(status, Tone.QUIET)
