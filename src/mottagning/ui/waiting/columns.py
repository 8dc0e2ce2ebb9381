"""The columns and filters of what waits, and of what waits for each actor. No notes."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction

from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.waiting import ActorWaits, WaitKind
from mottagning.readmodels.waiting import WaitLine
from mottagning.texts import people as people_texts
from mottagning.texts import waiting as texts
from mottagning.texts import words
from mottagning.uikit.columns import Align, Column, count_column, day_column, text_column
from mottagning.uikit.filters import Quick, flag

ACTOR = "actor"


def wait_columns() -> list[Column[WaitLine]]:
    """What waits: what, whose, for whom, since when."""
    return [
        text_column("what", texts.WHAT, lambda line: texts.what(line.wait), width=220, stretches=True),
        Column("person", texts.WHOSE, texts.whose, lambda line: line.sort_name, 150),
        text_column(ACTOR, texts.WHOM, lambda line: texts.whom(line.wait.actor), width=230),
        day_column("since", texts.SINCE, lambda line: line.wait.since, gives_way=1),
        Column(
            "weeks",
            texts.WEEKS,
            lambda line: str(line.weeks),
            lambda line: line.weeks,
            84,
            Align.RIGHT,
            value=lambda line: line.weeks,
        ),
        text_column("from", texts.FROM, lambda line: texts.counted_from(line.wait), width=150, gives_way=2),
        text_column("kind", texts.KIND, _kind, width=150, is_shown=False),
        text_column("case", people_texts.CASE, lambda line: line.case_number, width=110, is_shown=False),
    ]


def _kind(line: WaitLine) -> str:
    return words.first_upper(words.word(line.wait.kind))


def wait_filters() -> list[Quick[WaitLine]]:
    """By actor, by kind, and whose turn it is."""
    return [
        Quick(ACTOR, texts.WHOM, lambda line: texts.whom(line.wait.actor), str),
        Quick("kind", texts.KIND, lambda line: line.wait.kind.value, lambda value: words.word(WaitKind(value))),
        flag("ours", texts.OURS, lambda line: line.wait.actor.kind is ActorKind.OWN_UNIT),
        flag("others", texts.OTHERS, lambda line: line.wait.actor.kind is not ActorKind.OWN_UNIT),
    ]


def actor_columns() -> list[Column[ActorWaits]]:
    """What waits for each actor: how many and how long, now and in what ended."""
    return [
        text_column(ACTOR, texts.WHOM, lambda one: texts.whom(one.actor), width=200, stretches=True),
        count_column("running", texts.RUNNING, lambda one: one.running, 100),
        _median("weeks", texts.MEDIAN, lambda one: one.weeks),
        count_column("longest", texts.LONGEST, lambda one: one.longest or 0, 126, gives_way=1),
        count_column("ended", texts.ENDED_COUNT, lambda one: one.ended, 150),
        _median("ended_weeks", texts.ENDED_MEDIAN, lambda one: one.ended_weeks),
    ]


def _median(name: str, heading: str, weeks: Callable[[ActorWaits], Fraction | None]) -> Column[ActorWaits]:
    """A column of medians: whole or half weeks, so that a workbook gets them as they are."""

    def value(one: ActorWaits) -> Decimal | None:
        found = weeks(one)
        return None if found is None else Decimal(found.numerator) / Decimal(found.denominator)

    return Column(
        name,
        heading,
        lambda one: texts.median(weeks(one)),
        lambda one: weeks(one) or Fraction(-1),
        136,
        Align.RIGHT,
        value=value,
    )
