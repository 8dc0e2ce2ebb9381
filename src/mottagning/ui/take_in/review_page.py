"""The guide's third step: what is in doubt, decided one by one; what becomes of every row."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from mottagning.readmodels.take_in import (
    SAME_KEY,
    SKIP,
    Decisions,
    Difference,
    Doubt,
    DoubtKey,
    ListOf,
    Preview,
    PreviewRow,
    Standing,
)
from mottagning.texts import formats
from mottagning.texts import take_in as texts
from mottagning.ui.take_in.columns import doubt_columns, row_columns
from mottagning.ui.take_in.form import answer_sections
from mottagning.uikit import theme
from mottagning.uikit.forms import FormView
from mottagning.uikit.lists import CardPart, beside
from mottagning.uikit.parts import Kind, button, card, column, empty, facts, label, row
from mottagning.uikit.screen import Desk
from mottagning.uikit.table import TableView
from mottagning.uikit.tabs import Tabs

_DOUBTS, _ROWS = 0, 1


class ReviewPage(QWidget):
    """Doubts and rows to the left under tabs; the chosen one to the right."""

    decided = Signal(object, object)
    """A doubt was decided: its key and the answer, which is SKIP to leave its rows out."""
    reopened = Signal(object)
    """A doubt is to wait after all."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._decisions: Decisions = {}
        self._moves_on = False
        self.doubts: TableView[Doubt] = TableView("doubts", doubt_columns(), lambda one: one.key, desk.preferences)
        self.rows: TableView[PreviewRow] = TableView(
            "list_rows", row_columns(), lambda one: one.number, desk.preferences
        )
        self.doubts.chosen.connect(self._show_doubt)
        self.doubts.opened.connect(lambda _one: self._begin_answer())
        self.rows.chosen.connect(self._show_row)
        self._doubts_or_none = QStackedWidget()
        self._doubts_or_none.addWidget(self.doubts)
        self._doubts_or_none.addWidget(empty(texts.NO_DOUBTS, texts.NO_DOUBTS_TEXT))
        self.tabs = Tabs([(texts.DOUBTS, self._doubts_or_none), (texts.ROWS, self.rows)])
        self.tabs.changed.connect(self._turn)
        self._counts = label("", "strong", wrap=True)
        self._ignored = label("", "muted", wrap=True)
        frame, inside = card(margin=0)
        inside.setSpacing(0)
        inside.addWidget(self.tabs, 1)
        inside.addLayout(column(self._counts, self._ignored, margins=theme.GROUP + 6, spacing=4))
        self._card = CardPart()
        self._form: FormView | None = None
        self.setLayout(column(beside(frame, self._card)))

    def show_preview(self, preview: Preview, decisions: Decisions, of: ListOf) -> None:
        """Show what would be done with a list of people or bookings.

        The first time what is in doubt is shown, or all rows where nothing is.
        """
        self._decisions = decisions
        is_first = not self.rows.rows_model.total
        self.doubts.set_rows(preview.doubts)
        self.rows.set_rows(preview.rows)
        self._doubts_or_none.setCurrentIndex(0 if preview.doubts else 1)
        open_ones = sum(one.is_open for one in preview.doubts)
        self.tabs.bar.set_word(_DOUBTS, texts.with_number(texts.DOUBTS, open_ones))
        self.tabs.bar.set_word(_ROWS, texts.with_number(texts.ROWS, len(preview.rows)))
        self._counts.setText(texts.counts({standing: preview.count(standing) for standing in Standing}, of))
        self._ignored.setText(texts.ignored(list(preview.ignored.values())))
        self._ignored.setVisible(bool(preview.ignored))
        if is_first:
            self.tabs.bar.choose(_DOUBTS if preview.doubts else _ROWS)
        self._choose_next()

    def forget(self) -> None:
        """Another list is looked at."""
        self.doubts.set_rows([])
        self.rows.set_rows([])

    def take_focus(self) -> None:
        """Put the cursor in the list that is shown."""
        shown = self.rows if self.tabs.bar.chosen == _ROWS else self.doubts
        if shown.current is None and shown.rows_model.rows:
            shown.selectRow(0)
        shown.setFocus()

    def _choose_next(self) -> None:
        """After an answer, the next that waits."""
        model = self.doubts.rows_model.rows
        here = self.doubts.currentIndex().row()
        if self._moves_on:
            following = [*range(here + 1, len(model)), *range(here + 1)]
            place = next((one for one in following if model[one].is_open), here)
            if place != here:
                self.doubts.selectRow(place)
        elif self.doubts.current is None and model:
            self.doubts.selectRow(0)
        if self.rows.current is None and self.rows.rows_model.rows:
            self.rows.selectRow(0)
        self._moves_on = False
        self._turn(self.tabs.bar.chosen)

    def _turn(self, place: int) -> None:
        if place == _ROWS:
            self._show_row(self.rows.current)
        else:
            self._show_doubt(self.doubts.current)

    # the chosen doubt

    def _show_doubt(self, doubt: Doubt | None) -> None:
        self._form = None
        if doubt is None or self.tabs.bar.chosen == _ROWS:
            if self.tabs.bar.chosen != _ROWS:
                self._card.show_parts()
            return
        parts: list[Any] = [
            label(doubt.label, "muted", wrap=True),
            label(doubt.text or doubt.label, "subheading", wrap=True),
            label(doubt.message, wrap=True),
            label(texts.rows_of(doubt.rows), "muted", wrap=True),
        ]
        if not doubt.is_open:
            parts.append(label(_decided(self._decisions.get(doubt.key)), "done", wrap=True))
        parts += self._ways_for_a_row(doubt) if doubt.key.row is not None else self._ways_for_a_value(doubt)
        parts += [theme.GAP, label(texts.WAITS_TEXT, "muted", wrap=True)]
        self._card.show_parts(*parts)

    def _ways_for_a_row(self, doubt: Doubt) -> list[Any]:
        ways = [button(texts.SAME_PERSON, partial(self._decide, doubt.key, doubt.proposal))] if doubt.proposal else []
        if doubt.key.target != SAME_KEY:
            ways.append(button(texts.NEW_PERSON, partial(self._decide, doubt.key, "")))
        return [row(*ways, 0), row(*self._other_ways(doubt), 0)]

    def _ways_for_a_value(self, doubt: Doubt) -> list[Any]:
        self._form = FormView(answer_sections())
        answer = self._decisions.get(doubt.key)
        self._form.show_values({"answer": answer if answer is not None else doubt.proposal})
        editor: Any = self._form.control("answer")
        editor.returnPressed.connect(partial(self._use, doubt.key))
        use = button(texts.USE, partial(self._use, doubt.key))
        leave = button(texts.LEAVE_EMPTY, partial(self._decide, doubt.key, ""))
        return [self._form, row(use, leave, 0), row(*self._other_ways(doubt), 0)]

    def _other_ways(self, doubt: Doubt) -> list[Any]:
        ways = [button(texts.SKIP_ROWS, partial(self._decide, doubt.key, SKIP), Kind.QUIET)]
        if doubt.key in self._decisions:
            ways.append(button(texts.WAIT, partial(self.reopened.emit, doubt.key), Kind.QUIET))
        return ways

    def _begin_answer(self) -> None:
        if self._form is not None:
            self._form.focus_first()

    def _use(self, key: DoubtKey) -> None:
        if self._form is not None:
            self._decide(key, str(self._form.raw()["answer"]))

    def _decide(self, key: DoubtKey, answer: str | None) -> None:
        self._moves_on = True
        self.take_focus()
        self.decided.emit(key, answer)

    # the chosen row

    def _show_row(self, one: PreviewRow | None) -> None:
        if self.tabs.bar.chosen != _ROWS:
            return
        self._form = None
        if one is None:
            self._card.show_parts()
            return
        parts: list[Any] = [
            label(one.name or texts.rows_of([one.number]), "subheading", wrap=True),
            facts(
                [
                    (texts.LINE, str(one.number)),
                    (texts.CASE, one.case_number),
                    (texts.BECOMES, texts.STANDINGS[one.standing]),
                ]
            ),
        ]
        if one.message:
            parts.append(label(one.message, "warned", wrap=True))
        if one.differences:
            is_new = one.standing is Standing.NEW
            parts.append(label(texts.REGISTERED if is_new else texts.BEFORE_AND_AFTER, "section"))
            parts.append(facts([(each.label, _change(each, is_new=is_new)) for each in one.differences]))
        self._card.show_parts(*parts)


def _change(one: Difference, *, is_new: bool) -> str:
    return one.after if is_new else f"{one.before or formats.NOTHING} → {one.after}"


def _decided(answer: str | None) -> str:
    if answer is SKIP:
        return texts.ANSWER_SKIPPED
    return texts.ANSWER_USED.format(answer=answer) if answer else texts.ANSWER_EMPTY
