"""The columns of the line of time as rows: whose, what, when, how it is with it; no free text and no address."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mottagning.domain.timelines import ThingKind
from mottagning.readmodels.timelines import Timeline, TimelineThing
from mottagning.texts import timelines as texts
from mottagning.uikit.columns import Column, day_column, text_column


def columns(found: Timeline, names: Callable[[str], str]) -> list[Column[TimelineThing]]:
    """The columns; a household's tell whose each row is."""
    whose: Column[TimelineThing] = text_column(
        "whose", texts.WHOSE, lambda one: found.member(one.thing.person).name, width=120
    )
    return [
        *([whose] if len(found.members) > 1 else []),
        Column(
            "kind",
            texts.KIND,
            lambda one: texts.KINDS[one.thing.kind],
            lambda one: list(ThingKind).index(one.thing.kind),
            104,
        ),
        text_column("what", texts.WHAT, lambda one: texts.word(one, names), stretches=True, width=130),
        day_column("from", texts.FROM, lambda one: one.thing.days.start),
        day_column("until", texts.UNTIL, _last, gives_way=1),
        text_column("status", texts.STATUS, lambda one: texts.status(one, found.today), width=120, gives_way=2),
    ]


def _last(one: TimelineThing) -> date | None:
    return None if one.thing.kind.is_day else one.thing.days.last
