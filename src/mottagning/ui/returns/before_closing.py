"""What can be done with a counterpart's rows before they are closed: hold back, park, attest, close them alone."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.attests import AttestKind
from mottagning.domain.parked_rows import ParkedRows
from mottagning.domain.periods import Month
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.returns import RowView
from mottagning.texts import formats, words
from mottagning.texts import months as texts
from mottagning.texts.problems import Message
from mottagning.ui.returns.lines import CounterpartLine
from mottagning.uikit import messages
from mottagning.uikit.fields import Asks, Field
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import Kind, button, facts, label, leading
from mottagning.uikit.records import Values
from mottagning.uikit.right_side import RightSide
from mottagning.uikit.screen import Screen
from mottagning.usecases.returns.attesting import attest_rows
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.parking import park_booking, park_counterpart, release

_WHY = Field("reason", texts.WHY_HELD, Asks.LINES, required=True, hint=texts.WHY_HELD_HINT, wide=True)


class BeforeClosing:
    """The parts of a counterpart's card in an open month; `back` shows the card again."""

    def __init__(self, screen: Screen, right: RightSide, back: Callable[[], None]) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx
        self._right = right
        self._back = back

    def parts(self, month: Month, one: CounterpartLine, *, may_close: bool) -> list[Any]:
        """Who has reported what, what is attested, what is parked, and the ways on."""
        known = [
            *([(texts.REPORTED, texts.reported(one.reported))] if one.reported else []),
            *([(texts.ATTESTED, texts.lacking(one.unattested))] if one.unattested else []),
        ]
        own = label(texts.OWN_ROWS, "muted", wrap=True)
        return [
            *([facts(known)] if known else []),
            *([own] if one.unattested != one.others_to_attest else []),
            *self._parked(one),
            self._ways(month, one, may_close=may_close),
        ]

    def row_ways(self, chosen: RowView) -> list[QWidget]:
        """What can be done with a row."""
        return [button(texts.PARK, partial(self._begin_park, chosen), Kind.QUIET)]

    def _ways(self, month: Month, one: CounterpartLine, *, may_close: bool) -> Any:  # noqa: ANN401 - a layout
        name = self._ctx.name(one.counterpart) if one.counterpart else ""
        ways: list[Any] = []
        for kind, number in one.others_to_attest.items():
            if number and one.direction is not None:
                ways.append(button(words.word(kind), partial(self._attest, month, one, kind), Kind.QUIET))
        if may_close and one.rows and not one.parked:
            said = texts.CLOSE_ONE.format(name=name)
            ways.append(button(said, partial(self._close, month, one.counterpart, name), Kind.QUIET))
        if one.counterpart and not one.parked:
            ways.append(button(texts.HOLD_BACK, partial(self._begin_hold, one, name), Kind.QUIET))
        return Flow(*ways)

    def _parked(self, one: CounterpartLine) -> list[Any]:
        told = [(one.parked, _held_said(one.parked.value))] if one.parked else []
        told += [(parked, _parked_said(parked.value)) for parked in one.parked_bookings]
        return [leading(label(said, "warned", wrap=True), self._release(parked, said)) for parked, said in told]

    def _release(self, parked: Stored[ParkedRows], said: str) -> QWidget:
        name = f"{texts.RELEASE}: {said}"
        return button(texts.RELEASE, partial(self._let_go, parked), Kind.QUIET, name=name)

    def _let_go(self, parked: Stored[ParkedRows]) -> None:
        self._screen.command(partial(release, self._ctx, parked), lambda _none: self._screen.told.emit(texts.RELEASED))

    def _attest(self, month: Month, one: CounterpartLine, kind: AttestKind) -> None:
        assert one.direction is not None  # noqa: S101 - it has rows

        def done(bookings: int) -> None:
            said = formats.counted(bookings, "bokning", "bokningar")
            self._screen.told.emit(texts.ATTEST_DONE.format(kind=words.word(kind), bookings=said))

        self._screen.command(partial(attest_rows, self._ctx, month, one.counterpart, one.direction, kind), done)

    def _close(self, month: Month, counterpart: str, name: str) -> None:
        close = texts.CLOSE_ONE.format(name=name).removesuffix(" …")
        if not messages.ask(self._screen, Message(f"{close}?", "", texts.CLOSE_ONE_QUESTION), close, texts.STILL_OPEN):
            return
        said = texts.CLOSED_ONE.format(name=name, month=formats.month(month))
        self._screen.command(
            partial(close_month, self._ctx, month, only=[counterpart]), lambda _notes: self._screen.told.emit(said)
        )

    def _begin_hold(self, one: CounterpartLine, name: str) -> None:
        self._right.ask(
            texts.HOLD_BACK_TITLE.format(name=name),
            [_WHY],
            {"reason": ""},
            partial(self._hold, one.counterpart),
            self._back,
            words=(texts.HOLD, texts.NOT_ACCEPT),
        )

    def _hold(self, counterpart: str, values: Values) -> None:
        self._screen.command(
            partial(park_counterpart, self._ctx, counterpart, str(values["reason"])),
            lambda _stored: self._screen.told.emit(texts.HELD_BACK),
            self._right.refused,
        )

    def _begin_park(self, chosen: RowView) -> None:
        entry = chosen.entry
        only = texts.PARK_MONTH.format(month=formats.month(entry.service_month))
        self._right.ask(
            texts.PARK_TITLE.format(booking=entry.booking),
            [_WHY, Field("only", only, Asks.YES_NO, hint=texts.PARK_MONTH_HINT, wide=True)],
            {"reason": "", "only": True},
            partial(self._park, entry.booking, entry.service_month),
            self._back,
            words=(texts.PARK_SAVE, texts.NOT_ACCEPT),
        )

    def _park(self, booking: str, month: Month, values: Values) -> None:
        only = None if values.get("only") is False else month
        self._screen.command(
            partial(park_booking, self._ctx, booking, only, str(values["reason"])),
            lambda _stored: self._screen.told.emit(texts.PARKED),
            self._right.refused,
        )


def _held_said(parked: ParkedRows) -> str:
    return texts.HELD_LINE.format(reason=parked.reason, by=parked.by, day=formats.day(parked.on))


def _parked_said(parked: ParkedRows) -> str:
    month = formats.month(parked.month) if parked.month else texts.ALL_MONTHS
    return texts.PARKED_LINE.format(
        booking=parked.booking or parked.course,
        month=month,
        reason=parked.reason,
        by=parked.by,
        day=formats.day(parked.on),
    )
