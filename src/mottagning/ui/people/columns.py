"""The columns and filters of the list of persons: names, numbers, days; nothing that the law keeps out of lists.

Citizenship, language, ground and health are in no column and no filter (förordning 2001:637 15 §, lag 2001:454 7 a §).
"""

from __future__ import annotations

from collections.abc import Callable

from mottagning.domain.identity import IdentityKind, written
from mottagning.readmodels.people import PersonLine
from mottagning.texts import people as texts
from mottagning.ui.people.protected import protected_columns
from mottagning.uikit.columns import Column, count_column, day_column, text_column
from mottagning.uikit.filters import Quick, flag


def columns(names: Callable[[str], str], *, sees_protected: bool) -> list[Column[PersonLine]]:
    """The list's columns; `names` gives the names of municipalities."""
    return _open(names) + protected_columns(sees_protected=sees_protected, is_shown=True)


def _open(names: Callable[[str], str]) -> list[Column[PersonLine]]:
    return [
        text_column("case", texts.CASE, lambda line: line.case_number, width=98),
        Column("name", texts.NAME, lambda line: line.name, lambda line: line.sort_name, 150, stretches=True),
        day_column("birth", texts.BIRTH, lambda line: line.birth_date, is_shown=False),
        Column("identity", texts.NUMBER_OR_BIRTH, _identity, _identity, 146, gives_way=1),
        text_column(
            "home",
            texts.HOME,
            lambda line: names(line.municipality) if line.municipality else None,
            width=112,
            gives_way=2,
        ),
        text_column("household", texts.HOUSEHOLD, lambda line: line.household, width=100, is_shown=False),
        count_column("bookings", texts.BOOKINGS, lambda line: line.bookings, 98, is_shown=False),
        day_column("received", texts.RECEIVED, lambda line: line.received_on, is_shown=False),
        day_column("permit_until", texts.UNTIL_SHORT, lambda line: line.permit_until, is_shown=False),
    ]


def _birth(line: PersonLine) -> str:
    return line.birth_date.isoformat() if line.birth_date else ""


def _identity(line: PersonLine) -> str:
    """The number, or the day of birth of somebody who has none yet."""
    return written(line.identity_kind, line.identity) if line.identity_kind and line.identity else _birth(line)


def quick_filters(names: Callable[[str], str]) -> list[Quick[PersonLine]]:
    """What the list can be filtered by at a touch."""
    return [
        flag("no_number", texts.NO_NUMBER, lambda line: line.identity_kind is not IdentityKind.PERSONAL),
        flag("no_home", texts.NO_HOME, lambda line: line.municipality is None),
        flag("no_birth", texts.NO_BIRTH, lambda line: line.birth_date is None),
        flag("no_reception", texts.NO_RECEPTION, lambda line: line.received_on is None),
        flag("booked", texts.BOOKED, lambda line: line.bookings > 0),
        flag("not_booked", texts.NOT_BOOKED, lambda line: line.bookings == 0),
        Quick("home", texts.HOME, lambda line: line.municipality, names),
    ]
