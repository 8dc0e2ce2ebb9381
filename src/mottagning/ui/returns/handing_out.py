"""What can be done with a closed return: it is handed out, then invoiced; before that it can be mended."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.ledger import Entry
from mottagning.domain.periods import Month
from mottagning.domain.returns import HandOutWay, ReturnState
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.returns import RowView, VersionPreview
from mottagning.texts import formats
from mottagning.texts import months as texts
from mottagning.texts import window as window_texts
from mottagning.ui.returns.lines import CounterpartLine
from mottagning.uikit.fields import Asks, Field, choice
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import Kind, button, column, facts, holder, label, leading
from mottagning.uikit.records import Values
from mottagning.uikit.right_side import RightSide
from mottagning.uikit.screen import Screen
from mottagning.usecases.returns.documents import hand_out, mark_invoiced
from mottagning.usecases.returns.mending import cancel_rows, make_version, preview_version


class HandingOut:
    """The parts of a closed return's card; `back` shows the card again."""

    def __init__(self, screen: Screen, right: RightSide, back: Callable[[], None]) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx
        self._right = right
        self._back = back

    def parts(self, one: CounterpartLine) -> list[Any]:
        """Its number, what has happened to it, and what can happen next."""
        told = [*([texts.REPLACES.format(number=one.replaces)] if one.replaces else []), *one.history]
        ways: list[QWidget] = []
        if one.state is ReturnState.CLOSED:
            ways.append(button(_hand_out_word(one), partial(self._begin_hand_out, one)))
            ways.append(button(texts.NEW_VERSION, partial(self._ask_for_version, one), Kind.QUIET))
        elif one.state is ReturnState.HANDED_OUT:
            ways.append(button(texts.MARK_INVOICED, partial(self._begin_invoice, one)))
        return [
            label(one.number, "muted", selectable=True),
            *[label(text, "muted", wrap=True) for text in told],
            *([Flow(*ways)] if ways else []),
        ]

    def row_ways(self, one: CounterpartLine, chosen: RowView) -> list[QWidget]:
        """What can be done with a row."""
        if one.state is not ReturnState.CLOSED:
            return []
        return [button(texts.CANCEL_ROWS, partial(self._begin_cancel, one, chosen), Kind.QUIET)]

    # handed out

    def _begin_hand_out(self, one: CounterpartLine) -> None:
        self._right.ask(
            f"{_hand_out_word(one)}: {one.number}",
            [
                choice("way", texts.WAY, HandOutWay, required=True),
                Field("recipient", texts.RECIPIENT, required=True),
            ],
            {"recipient": texts.ECONOMY if _stays_here(one) else self._ctx.name(one.counterpart)},
            partial(self._hand_out, one),
            self._back,
        )

    def _hand_out(self, one: CounterpartLine, values: Values) -> None:
        way, recipient = values["way"], str(values["recipient"])
        assert one.return_id is not None  # noqa: S101 - it is closed
        assert isinstance(way, HandOutWay)  # noqa: S101 - as the form asks for it
        self._screen.command(
            partial(hand_out, self._ctx, one.return_id, way, recipient), self._saved, self._right.refused
        )

    # invoiced

    def _begin_invoice(self, one: CounterpartLine) -> None:
        said = texts.THEIR_INVOICE if _stays_here(one) else texts.OUR_INVOICE
        self._right.ask(
            f"{texts.MARK_INVOICED}: {one.number}",
            [
                Field("invoice_number", texts.INVOICE_NUMBER, required=True),
                Field("invoiced_on", texts.INVOICE_DAY, Asks.DAY, required=True),
            ],
            {"invoice_number": "", "invoiced_on": self._screen.desk.today},
            partial(self._invoice, one),
            self._back,
            above=label(said, "muted", wrap=True),
        )

    def _invoice(self, one: CounterpartLine, values: Values) -> None:
        day = values["invoiced_on"]
        assert one.return_id is not None  # noqa: S101 - it is closed
        assert isinstance(day, date)  # noqa: S101 - as the form asks for it
        number = str(values["invoice_number"])
        self._screen.command(
            partial(mark_invoiced, self._ctx, one.return_id, number, day), self._saved, self._right.refused
        )

    # mended

    def _ask_for_version(self, one: CounterpartLine) -> None:
        assert one.return_id is not None  # noqa: S101 - it is closed
        work = partial(preview_version, self._ctx, one.return_id)
        self._screen.query(work, partial(self._show_version, one.return_id))

    def _show_version(self, return_id: int, found: VersionPreview) -> None:
        totals = [
            (texts.VERSION_BEFORE, formats.kr(found.before)),
            (texts.VERSION_AFTER, formats.kr(found.after)),
        ]
        told = column(
            label(texts.VERSION_TEXT, wrap=True),
            facts(totals),
            *_listed(texts.VERSION_GONE, found.gone),
            *_listed(texts.VERSION_NEW, found.new),
        )
        self._right.ask(
            texts.VERSION_TITLE.format(number=found.number),
            [],
            {},
            partial(self._make_version, return_id),
            self._back,
            above=holder(told),
            words=(texts.MAKE_VERSION, texts.NOT_NOW_VERSION),
        )

    def _make_version(self, return_id: int, _nothing: Values) -> None:
        self._screen.command(partial(make_version, self._ctx, return_id), self._made, self._right.refused)

    def _begin_cancel(self, one: CounterpartLine, chosen: RowView) -> None:
        entry = chosen.entry
        self._right.ask(
            texts.CANCEL_TITLE.format(booking=entry.booking),
            [Field("reason", texts.WHY_HELD, Asks.LINES, required=True, wide=True)],
            {"reason": ""},
            partial(self._cancel, one, entry.booking, entry.service_month),
            self._back,
            above=label(texts.CANCEL_TEXT.format(month=formats.month(entry.service_month)), "muted", wrap=True),
            words=(texts.CANCEL_SAVE, texts.NOT_ACCEPT),
        )

    def _cancel(self, one: CounterpartLine, booking: str, month: Month, values: Values) -> None:
        assert one.return_id is not None  # noqa: S101 - it is closed
        work = partial(cancel_rows, self._ctx, one.return_id, booking, month, str(values["reason"]))
        self._screen.command(work, self._made, self._right.refused)

    def _made(self, number: str) -> None:
        self._screen.told.emit(texts.VERSION_MADE.format(number=number))

    def _saved(self, _none: object) -> None:
        self._screen.told.emit(window_texts.SAVED)


def _listed(title: str, entries: Iterable[Entry]) -> list[Any]:
    found = [
        leading(label(f"{one.booking}   {formats.month(one.service_month)}", wrap=True), label(formats.kr(one.amount)))
        for one in entries
    ]
    return [label(title, "section"), *found] if found else []


def _stays_here(one: CounterpartLine) -> bool:
    """What we bought is for our own control: it goes to our economists, never to the counterpart."""
    return one.direction is RowDirection.BUY


def _hand_out_word(one: CounterpartLine) -> str:
    return texts.MARK_PASSED_ON if _stays_here(one) else texts.MARK_HANDED_OUT
