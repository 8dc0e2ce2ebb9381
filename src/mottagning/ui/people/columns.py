"""The columns of the list of persons: names and numbers, nothing that the law keeps out of lists."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mottagning.domain.identity import written
from mottagning.readmodels.people import PersonLine
from mottagning.texts import people as texts
from mottagning.uikit.columns import Align, Column, Tone, text_column


def columns(names: Callable[[str], str], *, sees_protected: bool) -> list[Column[PersonLine]]:
    """The list's columns; `names` gives the names of municipalities."""
    return _open(names) + ([_PROTECTED] if sees_protected else [])


def _open(names: Callable[[str], str]) -> list[Column[PersonLine]]:
    return [
        text_column("case", texts.CASE, lambda line: line.case_number, width=98),
        Column("name", texts.NAME, lambda line: line.name, lambda line: line.sort_name, 150, stretches=True),
        Column("birth", texts.BIRTH, _birth, lambda line: line.birth_date or date.min, 106, is_shown=False),
        Column("identity", texts.NUMBER_OR_BIRTH, _identity, _identity, 146, gives_way=1),
        text_column(
            "home",
            texts.HOME,
            lambda line: names(line.municipality) if line.municipality else None,
            width=112,
            gives_way=2,
        ),
        text_column("household", texts.HOUSEHOLD, lambda line: line.household, width=100, is_shown=False),
        Column(
            "bookings",
            texts.BOOKINGS,
            lambda line: str(line.bookings) if line.bookings else "",
            lambda line: line.bookings,
            98,
            Align.RIGHT,
            is_shown=False,
        ),
    ]


_PROTECTED: Column[PersonLine] = Column(
    "protected",
    texts.PROTECTED,
    lambda line: texts.PROTECTED_CHIP if line.is_protected else "",
    lambda line: line.is_protected,
    96,
    tone=lambda line: Tone.STOP if line.is_protected else Tone.QUIET,
)


def _birth(line: PersonLine) -> str:
    return line.birth_date.isoformat() if line.birth_date else ""


def _identity(line: PersonLine) -> str:
    """The number, or the day of birth of somebody who has none yet."""
    return written(line.identity_kind, line.identity) if line.identity_kind and line.identity else _birth(line)
