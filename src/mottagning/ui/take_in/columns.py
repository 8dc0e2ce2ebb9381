"""The columns of the guide's lists: earlier lists, doubts, rows, and people who stay as they are."""

from __future__ import annotations

from collections.abc import Callable

from mottagning.readmodels.take_in import Doubt, KeptPerson, ListOf, PreviewRow, Standing, TakeIn
from mottagning.texts import formats
from mottagning.texts import take_in as texts
from mottagning.uikit.columns import Align, Column, Tone, text_column

_TONES = {
    Standing.NEW: Tone.OK,
    Standing.CHANGED: Tone.INFORMATION,
    Standing.SAME: Tone.QUIET,
    Standing.DOUBTFUL: Tone.WARNING,
    Standing.REFUSED: Tone.STOP,
    Standing.SKIPPED: Tone.QUIET,
}


def take_in_columns() -> list[Column[TakeIn]]:
    """Lists that were taken in."""
    return [
        text_column("at", texts.WHEN, lambda one: formats.moment(one.at), width=152),
        text_column("file", texts.FILE, lambda one: one.file, stretches=True),
        text_column("of", texts.HELD, lambda one: texts.OFS[one.of.value], width=98, gives_way=4),
        text_column("by", texts.BY, lambda one: one.by, width=130, gives_way=1),
        _number("created", texts.CREATED, lambda one: one.created, gives_way=2),
        _number("changed", texts.CHANGED, lambda one: one.changed, gives_way=3),
        Column(
            "state",
            texts.STATE,
            lambda one: texts.TAKEN_BACK if one.is_undone else texts.TAKEN_IN,
            lambda one: one.is_undone,
            136,
            tone=lambda one: Tone.QUIET if one.is_undone else Tone.OK,
        ),
    ]


def _number(name: str, heading: str, value: Callable[[TakeIn], int], gives_way: int) -> Column[TakeIn]:
    return Column(name, heading, lambda one: str(value(one)), value, 92, Align.RIGHT, gives_way=gives_way)


def doubt_columns() -> list[Column[Doubt]]:
    """What somebody has to look at."""
    return [
        text_column("label", texts.WHAT, lambda one: one.label, width=184),
        text_column("text", texts.STANDS, lambda one: one.text, stretches=True),
        text_column("proposal", texts.PROPOSAL, lambda one: one.proposal, width=116, gives_way=1),
        Column(
            "rows", texts.NUMBER_OF_ROWS, lambda one: str(len(one.rows)), lambda one: len(one.rows), 72, Align.RIGHT
        ),
        Column("state", texts.STATE, _state, lambda one: (not one.is_open, not one.proposal), 136, tone=_tone),
    ]


def _state(one: Doubt) -> str:
    if not one.is_open:
        return texts.DECIDED
    return texts.UNDECIDED if one.proposal or not one.key.text else texts.UNREADABLE


def _tone(one: Doubt) -> Tone:
    if not one.is_open:
        return Tone.OK
    return Tone.WARNING if one.proposal or not one.key.text else Tone.STOP


def row_columns() -> list[Column[PreviewRow]]:
    """The rows of the list and what becomes of each."""
    return [
        Column("number", texts.LINE, lambda one: str(one.number), lambda one: one.number, 58, Align.RIGHT),
        text_column("case", texts.CASE, lambda one: one.case_number, width=98, gives_way=1),
        text_column("name", texts.NAME, lambda one: one.name, width=160),
        Column(
            "standing",
            texts.BECOMES,
            lambda one: texts.STANDINGS[one.standing],
            lambda one: list(Standing).index(one.standing),
            118,
            tone=lambda one: _TONES[one.standing],
        ),
        text_column("message", texts.REMARK, _remark, width=120, stretches=True),
    ]


def _remark(one: PreviewRow) -> str:
    is_changed = one.standing is Standing.CHANGED
    return one.message or (", ".join(difference.label for difference in one.differences) if is_changed else "")


def kept_columns(of: ListOf) -> list[Column[KeptPerson]]:
    """People or bookings that taking a list back leaves alone."""
    booking: Column[KeptPerson] = text_column("booking", texts.BOOKING, lambda one: one.booking, width=98)
    return [
        *([booking] if of is ListOf.BOOKINGS else []),
        text_column("case", texts.CASE, lambda one: one.case_number, width=98),
        text_column("name", texts.NAME, lambda one: one.name, stretches=True),
        text_column("why", texts.REMARK, lambda one: texts.KEPT[one.why], width=120),
    ]
