"""The columns and filters of the list of deviations."""

from __future__ import annotations

from collections.abc import Callable

from mottagning.domain.deviations import DeviationKind
from mottagning.readmodels.deviations import DeviationLine
from mottagning.texts import deviations as texts
from mottagning.texts import words
from mottagning.uikit.columns import Column, Tone, day_column, text_column
from mottagning.uikit.filters import Quick, flag


def columns(names: Callable[[str], str]) -> list[Column[DeviationLine]]:
    """The list's columns; what happened stands on the card alone. `names` gives the names of municipalities."""
    return [
        text_column("key", texts.KEY, lambda line: line.deviation.key, width=110),
        day_column("noticed", texts.NOTICED, lambda line: line.deviation.noticed_on),
        text_column("kind", texts.KIND, lambda line: words.word(line.deviation.kind), width=120, stretches=True),
        text_column("booking", texts.BOOKING, lambda line: line.deviation.booking, width=104, gives_way=1),
        text_column(
            "counterpart",
            texts.COUNTERPART,
            lambda line: names(line.deviation.counterpart) if line.deviation.counterpart else None,
            width=98,
            gives_way=2,
        ),
        text_column("provider", texts.PROVIDER, lambda line: line.deviation.provider, width=130, is_shown=False),
        text_column("responsible", texts.RESPONSIBLE, lambda line: line.deviation.responsible, is_shown=False),
        day_column("due", texts.DUE, lambda line: line.deviation.due_on, is_shown=False),
        Column("status", texts.STATUS, status, status, 100, tone=tone),
    ]


def quick_filters(names: Callable[[str], str]) -> list[Quick[DeviationLine]]:
    """What the list can be filtered by at a touch."""
    return [
        flag("open", texts.OPEN, lambda line: line.deviation.is_open),
        flag("late", texts.LATE, lambda line: line.is_late),
        Quick(
            "kind", texts.KIND, lambda line: line.deviation.kind.value, lambda value: words.word(DeviationKind(value))
        ),
        Quick("counterpart", texts.COUNTERPART, lambda line: line.deviation.counterpart, names),
    ]


def status(line: DeviationLine) -> str:
    """Open, late or closed."""
    if not line.deviation.is_open:
        return texts.DONE
    return texts.LATE if line.is_late else texts.OPEN


def tone(line: DeviationLine) -> Tone:
    """The colour of a status; its word says the same."""
    if not line.deviation.is_open:
        return Tone.QUIET
    return Tone.STOP if line.is_late else Tone.WARNING
