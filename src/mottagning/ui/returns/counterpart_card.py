"""A counterpart of the month: how it stands, what can be done with it, its rows, and the office's notes."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from mottagning.domain.return_notes import ReturnNote
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.returns import MonthView
from mottagning.texts import checks, formats
from mottagning.texts import months as texts
from mottagning.texts import window as window_texts
from mottagning.ui.returns.before_closing import BeforeClosing
from mottagning.ui.returns.columns import status
from mottagning.ui.returns.handing_out import HandingOut
from mottagning.ui.returns.lines import CounterpartLine
from mottagning.ui.returns.rows_part import RowsPart
from mottagning.uikit import theme
from mottagning.uikit.fields import Asks, Field
from mottagning.uikit.parts import Kind, button, chip, empty, label, leading
from mottagning.uikit.records import Values
from mottagning.uikit.right_side import RightSide
from mottagning.uikit.screen import Screen
from mottagning.usecases.returns.parking import note_on_return, remove_note


class CounterpartCard:
    """Shows one counterpart on the right of `screen`; `again` shows the chosen one anew."""

    def __init__(self, screen: Screen, right: RightSide, again: Callable[[], None]) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx
        self._right = right
        self._again = again
        self._before = BeforeClosing(screen, right, again)
        self._after = HandingOut(screen, right, again)

    def show(self, view: MonthView, one: CounterpartLine | None) -> None:
        """Show a counterpart, or that one is to be chosen."""
        if one is None:
            self._right.show_parts(theme.PAGE, empty(texts.NO_RETURN_CHOSEN, texts.NO_RETURN_CHOSEN_TEXT))
            return
        name = self._ctx.name(one.counterpart) if one.counterpart else texts.UNKNOWN
        heading = texts.with_whom(one.direction, name) if one.direction else name
        said, tone = status(one)
        parts: list[Any] = [leading(label(heading, "subheading", wrap=True), chip(said, tone))]
        if one.is_closed:
            parts += self._after.parts(one)
        elif not view.is_closed:
            may_close = view.is_next and view.month.last < self._screen.desk.today
            parts += self._before.parts(view.month, one, may_close=may_close)
        parts += [*self._waiting(view, one), *self._notes(view, one), *self._rows(view, one)]
        self._right.show_parts(*parts)

    def _rows(self, view: MonthView, one: CounterpartLine) -> list[Any]:
        rows = [row_view for row_view in view.rows if row_view.number == one.number]
        if not rows:
            return []
        ways = partial(self._after.row_ways, one) if one.is_closed else self._before.row_ways
        return [RowsPart(self._screen, rows, view.month if one.is_closed else None, ways)]

    def _waiting(self, view: MonthView, one: CounterpartLine) -> list[Any]:
        """What a stop keeps back from this counterpart, as far as it can be counted."""
        notes = [note for note in view.notes.held if (note.counterpart or "") == one.counterpart]
        if not notes or not one.waiting:
            return []
        parts: list[Any] = [label(texts.HELD_TITLE, "section")]
        for note in notes:
            amount = formats.kr(note.amount) if note.amount is not None else texts.NOT_COUNTED
            who = view.people.get(note.problem.booking, note.problem.booking)
            parts.append(leading(label(f"{who}   {formats.month(note.service_month)}", wrap=True), label(amount)))
            parts.append(label(checks.said(note.problem, self._ctx.name).message, "muted", wrap=True))
        return parts

    def _notes(self, view: MonthView, one: CounterpartLine) -> list[Any]:
        if not one.counterpart:
            return []
        told = [leading(label(_said(note), wrap=True), self._removal(note)) for note in one.notes]
        begin = button(texts.NOTE, partial(self._begin_note, view, one), Kind.QUIET)
        return [leading(label(texts.NOTES, "section"), begin), *told]

    def _removal(self, note: Stored[ReturnNote]) -> Any:  # noqa: ANN401 - a button
        name = f"{texts.REMOVE_NOTE}: {note.value.text}"
        return button(texts.REMOVE_NOTE, partial(self._remove, note), Kind.QUIET, name=name)

    def _remove(self, note: Stored[ReturnNote]) -> None:
        self._screen.command(
            partial(remove_note, self._ctx, note), lambda _none: self._screen.told.emit(texts.NOTE_REMOVED)
        )

    def _begin_note(self, view: MonthView, one: CounterpartLine) -> None:
        self._right.ask(
            texts.NOTE_TITLE,
            [Field("text", texts.NOTE_TEXT, Asks.LINES, required=True, hint=texts.NOTE_HINT, wide=True)],
            {"text": ""},
            partial(self._note, view, one),
            self._again,
        )

    def _note(self, view: MonthView, one: CounterpartLine, values: Values) -> None:
        self._screen.command(
            partial(note_on_return, self._ctx, view.month, one.counterpart, str(values["text"])),
            lambda _stored: self._screen.told.emit(window_texts.SAVED),
            self._right.refused,
        )


def _said(note: Stored[ReturnNote]) -> str:
    kept = note.value
    return texts.NOTE_LINE.format(text=kept.text, by=kept.by, day=formats.day(kept.on))
