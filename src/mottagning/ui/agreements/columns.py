"""The columns and filters of the list of agreements."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mottagning.domain.agreements import AgreementKind, Direction
from mottagning.readmodels.agreements import AgreementLine
from mottagning.texts import agreements as texts
from mottagning.texts import formats, words
from mottagning.uikit.columns import Column, Tone, count_column, text_column
from mottagning.uikit.filters import Quick, flag


def columns(today: Callable[[], date]) -> list[Column[AgreementLine]]:
    """The list's columns; `today` gives the day it is."""
    return [
        text_column("key", texts.KEY, lambda line: line.name, width=146),
        text_column(
            "parties",
            texts.PARTIES,
            lambda line: ", ".join(line.party_names),
            width=104,
            stretches=True,
        ),
        text_column("direction", texts.DIRECTION, lambda line: words.word(line.direction), width=104, gives_way=1),
        text_column("services", texts.SERVICES, lambda line: ", ".join(line.services), width=110, gives_way=2),
        Column(
            "valid",
            texts.VALID,
            lambda line: formats.days(line.covers) if line.covers else formats.NOTHING,
            lambda line: line.covers.start if line.covers else date.min,
            170,
            is_shown=False,
        ),
        Column(
            "last",
            texts.LAST_DAY,
            lambda line: formats.day(line.covers.last) if line.covers else formats.NOTHING,
            lambda line: line.covers.end if line.covers else date.min,
            104,
            is_shown=False,
        ),
        text_column("code", texts.CODE, lambda line: line.key, width=146, is_shown=False),
        text_column("kind", texts.KIND, lambda line: words.word_or_nothing(line.kind), width=170, is_shown=False),
        text_column("registry", texts.REGISTRY, lambda line: line.registry_number, width=120, is_shown=False),
        count_column("bookings", texts.BOOKINGS, lambda line: line.bookings, 94, gives_way=3),
        Column(
            "status",
            texts.STATUS,
            lambda line: status(line, today())[0],
            lambda line: status(line, today())[0],
            96,
            tone=lambda line: status(line, today())[1],
        ),
    ]


def quick_filters(today: Callable[[], date]) -> list[Quick[AgreementLine]]:
    """What the list can be filtered by at a touch."""
    return [
        Quick("status", texts.STATUS, lambda line: status(line, today())[0], str),
        Quick("direction", texts.DIRECTION, lambda line: line.direction.value, _direction),
        Quick("kind", texts.KIND, lambda line: line.kind.value if line.kind else None, _kind),
        flag("open", texts.OPEN_TO_OTHERS, lambda line: line.is_open_in_procurement),
    ]


def _kind(value: str) -> str:
    return words.word(AgreementKind(value))


def _direction(value: str) -> str:
    return words.word(Direction(value))


def status(line: AgreementLine, today: date) -> tuple[str, Tone]:
    """Whether an agreement holds, in words on a chip."""
    if line.covers is None or today >= line.covers.end:
        return texts.STATUS_ENDED, Tone.QUIET
    if today < line.covers.start:
        return texts.STATUS_COMING, Tone.INFORMATION
    return (texts.STATUS_NOTICE, Tone.WARNING) if line.is_given_notice else (texts.STATUS_VALID, Tone.OK)
