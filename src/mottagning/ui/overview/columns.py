"""The columns of the first page's lists: the months, a month's counterparts, what others have done."""

from __future__ import annotations

from mottagning.domain.money import Ore
from mottagning.domain.returns import ReturnState
from mottagning.readmodels.overview import ChangedRecord, CounterpartState
from mottagning.readmodels.returns import MonthState
from mottagning.texts import formats, words
from mottagning.texts import overview as texts
from mottagning.uikit.columns import Align, Column, Tone, amount_column, count_column, text_column
from mottagning.uikit.filters import Quick


def month_columns() -> list[Column[MonthState]]:
    """The months: which, what they came to, how far they have come."""
    return [
        Column(
            "month",
            texts.MONTH,
            lambda state: words.first_upper(formats.month(state.month)),
            lambda state: state.month,
            112,
            stretches=True,
        ),
        _closed_amount("bought", texts.BOUGHT, "total_bought"),
        _closed_amount("sold", texts.SOLD, "total_sold"),
        Column(
            "state",
            texts.STATE,
            lambda state: _state(state)[0],
            lambda state: _state(state)[0],
            100,
            tone=lambda state: _state(state)[1],
        ),
    ]


def _closed_amount(name: str, heading: str, field: str) -> Column[MonthState]:
    """An amount that is told once the month is closed."""

    def amount(state: MonthState) -> Ore:
        found: Ore = getattr(state, field)
        return found

    return Column(
        name,
        heading,
        lambda state: formats.kr(amount(state), unit=False) if state.is_closed else "",
        amount,
        98,
        Align.RIGHT,
        gives_way=1,
    )


def _state(state: MonthState) -> tuple[str, Tone]:
    if not state.is_closed:
        return texts.OPEN, Tone.WARNING
    all_out = state.returns and state.handed_out == state.returns
    return (texts.ALL_OUT, Tone.OK) if all_out else (texts.CLOSED, Tone.INFORMATION)


def counterpart_columns() -> list[Column[CounterpartState]]:
    """A month's counterparts: what is bought and sold, what waits, how far it has come."""
    return [
        text_column("counterpart", texts.COUNTERPART, lambda line: line.name, stretches=True, width=160),
        amount_column("bought", texts.BOUGHT, lambda line: line.bought or None),
        amount_column("sold", texts.SOLD, lambda line: line.sold or None),
        count_column("rows", texts.ROWS, lambda line: line.rows, 70, gives_way=1),
        count_column("held", texts.HELD, lambda line: line.held, 80),
        Column("state", texts.STATE, texts.state, texts.state, 116, tone=_tone),
    ]


def _tone(line: CounterpartState) -> Tone:
    if line.held:
        return Tone.STOP
    if None in line.states:
        return Tone.WARNING
    return Tone.INFORMATION if ReturnState.CLOSED in line.states else Tone.OK


def news_columns() -> list[Column[ChangedRecord]]:
    """What others have done: when, who, what, about whom."""
    return [
        Column(
            "at", texts.AT, lambda line: formats.moment(line.at), lambda line: line.at, 130, value=lambda line: line.at
        ),
        text_column("by", texts.BY, lambda line: line.by, width=120),
        text_column("what", texts.WHAT, texts.done, stretches=True, width=190),
        text_column("who", texts.WHO, lambda line: line.name, width=150),
        text_column("fields", texts.FIELDS, lambda line: line.fields, width=220, gives_way=1),
    ]


def news_filters() -> list[Quick[ChangedRecord]]:
    """By who did it and by what it is."""
    return [
        Quick("by", texts.BY, lambda line: line.by, str),
        Quick("sheet", texts.WHAT, lambda line: line.sheet, str),
    ]
