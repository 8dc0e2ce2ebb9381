"""The page Underlag: the month in four steps. The filled button is always the next undone thing."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QStackedWidget

from mottagning.domain.attests import AttestKind
from mottagning.domain.periods import Month
from mottagning.domain.problems import Severity
from mottagning.domain.returns import ReturnState
from mottagning.readmodels.changes import Area
from mottagning.readmodels.returns import ClosingNotes, MonthState, MonthView, WrittenReturn
from mottagning.system.paths import documents
from mottagning.texts import formats, return_templates, words
from mottagning.texts import months as texts
from mottagning.texts import received_invoices as received_texts
from mottagning.texts import year_end as year_end_texts
from mottagning.texts.problems import Message
from mottagning.ui.returns import lines
from mottagning.ui.returns.closing_card import closing_parts
from mottagning.ui.returns.columns import counterpart_columns
from mottagning.ui.returns.counterpart_card import CounterpartCard
from mottagning.ui.returns.economy import EconomyButtons
from mottagning.ui.returns.lines import CounterpartLine, ProblemLine
from mottagning.ui.returns.problem_card import ProblemCard
from mottagning.ui.returns.review import ProblemsPart
from mottagning.uikit import messages, theme
from mottagning.uikit.dropping import TakesFiles
from mottagning.uikit.icons import Picture, icon
from mottagning.uikit.lists import beside
from mottagning.uikit.parts import (
    Kind,
    button,
    card,
    empty,
    label,
    row,
    step_buttons,
)
from mottagning.uikit.right_side import RightSide
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.returns.attesting import attest_protected
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from mottagning.usecases.returns.months import months
from mottagning.usecases.returns.viewing import view_month

CHECK, PREVIEW, CLOSE, HAND_OUT = range(4)
_FOLDER = "returns.folder"


class ReturnsScreen(TakesFiles, Screen):
    """The month."""

    interests = frozenset({Area.RETURNS, Area.BOOKINGS, Area.PEOPLE, Area.AGREEMENTS, Area.SERVICES, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self.setAcceptDrops(True)
        self._month: Month | None = None
        self._view: MonthView | None = None
        self._states: list[MonthState] = []
        self._step = CHECK
        self._economy = EconomyButtons(self)
        self._steps = step_buttons(self, texts.STEPS, self.go_to_step)
        self._review = ProblemsPart(desk.ctx.name, desk.preferences)
        self._problems = self._review.table
        self._counterparts: TableView[CounterpartLine] = TableView(
            "returns", counterpart_columns(desk.ctx.name), lines.key_of, desk.preferences
        )
        self._totals = label("", "strong", wrap=True)
        self._left = QStackedWidget()
        self._right = RightSide(lambda: self.desk.today)
        self._problem = ProblemCard(self, self._right, self._problems)
        self._counterpart = CounterpartCard(
            self, self._right, lambda: self._show_counterpart(self._counterparts.current)
        )
        self._problems.chosen.connect(self._show_one)
        self.log_copies(self._problems, "problems", lambda one: one.person)
        self._problems.opened.connect(lambda one: self._problem.go(one.problem))
        self._counterparts.chosen.connect(self._show_counterpart)
        self._lay_out()

    # layout

    def _lay_out(self) -> None:
        self._previous = _arrow(Picture.PREVIOUS, texts.PREVIOUS_MONTH, partial(self._turn, -1))
        self._next = _arrow(Picture.NEXT, texts.NEXT_MONTH, partial(self._turn, 1))
        frame, inside = card(margin=0)
        inside.setSpacing(0)
        self._left.addWidget(self._review)
        self._left.addWidget(self._counterparts)
        self._left.addWidget(empty(texts.NO_PROBLEMS, texts.NO_PROBLEMS_TEXT))
        self._left.addWidget(empty(texts.NO_ROWS, texts.NO_ROWS_TEXT))
        self._left.addWidget(empty(texts.EMPTY_TITLE, texts.EMPTY_TEXT))
        self._left.addWidget(empty(texts.NOT_CLOSED, texts.NOT_CLOSED_TEXT))
        inside.addWidget(self._left, 1)
        inside.addLayout(row(self._totals, margins=theme.GROUP + 6))
        inside.addWidget(self._economy)
        invoices = button(received_texts.SHORT, partial(self.wishes.emit, Goto("received_invoices")), Kind.QUIET)
        invoices.setAccessibleName(received_texts.TITLE)
        invoices.setToolTip(received_texts.TITLE)
        accrued = button(year_end_texts.TO_ACCRUED, partial(self.wishes.emit, Goto("year_end", "accrued")), Kind.QUIET)
        self._beside_steps = (invoices, accrued, self._previous, self._next)
        self.body.addLayout(row(row(*self._steps, spacing=4), 0, *self._beside_steps, spacing=0))
        self.body.addWidget(beside(frame, self._right), 1)

    # loading

    def take_focus(self) -> None:
        self._left.currentWidget().setFocus()

    def load(self) -> None:
        self._economy.load()
        self.query(lambda: months(self.desk.ctx), self._months_came)

    def open(self, record: Any) -> None:  # noqa: ANN401 - a month, or a return's number
        if isinstance(record, Month):
            self._month = record
        elif isinstance(record, str):
            self._month = Month.parse(record[:7])
            self._step = HAND_OUT
        self.load()

    def take_file(self, file: Path) -> None:
        """Another municipality's list that was dropped is compared in Fakturakontroll."""
        self.wishes.emit(Goto("invoices", file))

    def may_leave(self) -> bool:
        return self._right.may_leave()

    def _months_came(self, found: list[MonthState]) -> None:
        self._states = found
        if not found:
            self._left.setCurrentIndex(4)
            self._totals.setText("")
            self.set_buttons()
            return
        if self._month is None:
            open_months = [state.month for state in found if not state.is_closed]
            ended = [month for month in open_months if month.last < self.desk.today]
            self._month = min(ended or open_months, default=found[0].month)
        self.query(partial(view_month, self.desk.ctx, self._month, before_attest=True), self._view_came)

    def _view_came(self, view: MonthView) -> None:
        if view.month != self._month:
            return
        self._view = view
        self.set_title(texts.title(view.month))
        self._review.set_lines(lines.problem_lines(view))
        self.lead_first(*self._steps, *self._beside_steps, *self._review.pushes)
        self._totals.setText(formats.unbroken(texts.totals(*lines.totals(view.returns))))
        known = [state.month for state in self._states]
        self._previous.setEnabled(view.month > min(known))
        self._next.setEnabled(view.month < max(known))
        if view.is_closed and self._step in {CHECK, CLOSE}:
            self._step = HAND_OUT
        elif not view.is_closed and self._step is HAND_OUT and not view.closed_parts:
            self._step = CHECK
        self.go_to_step(self._step)

    def _turn(self, months_on: int) -> None:
        if self._month is not None and self.may_leave():
            self._month = self._month.plus(months_on)
            self.load()

    # steps

    def go_to_step(self, step: int) -> None:
        """Show a step of the month."""
        view = self._view
        if view is None:
            return
        self._step = step
        self._mark_steps(view)
        self._list_counterparts(view)
        self._economy.show_for(view.month if view.is_closed and step is HAND_OUT else None)
        self._left.setCurrentIndex(self._page(view))
        self.set_buttons(*self._forward(view))
        if step == HAND_OUT and not self._counterparts.rows_model.rows and not view.is_closed:
            self._right.show_parts()
        elif step is CHECK:
            self._first_or(self._problems, self._show_one)
        elif step is CLOSE:
            self._right.show_parts(*closing_parts(view, self.desk.today, self.desk.ctx.name, self._attest_protected))
        else:
            self._first_or(self._counterparts, self._show_counterpart)

    def _list_counterparts(self, view: MonthView) -> None:
        """List the step's counterparts; who was chosen stays chosen, though her line may be another by now."""
        before = self._counterparts.current
        found = lines.counterpart_lines(view)
        self._counterparts.set_rows(lines.closed_lines(found) if self._step == HAND_OUT else found)
        if before is not None and self._counterparts.current is None:
            same = (one for one in self._counterparts.rows_model.rows if one.counterpart == before.counterpart)
            self._counterparts.choose(next((lines.key_of(one) for one in same), None))

    def _first_or(self, table: TableView[Any], show: Any) -> None:  # noqa: ANN401 - a slot
        if table.current is None and table.rows_model.rows:
            table.selectRow(0)
        else:
            show(table.current)

    def _page(self, view: MonthView) -> int:
        if self._step is CHECK:
            return 0 if self._review.lines else 2
        if self._step is HAND_OUT and not view.is_closed and not self._counterparts.rows_model.rows:
            return 5
        return 1 if self._counterparts.rows_model.rows else 3

    def _mark_steps(self, view: MonthView) -> None:
        stops = any(one.problem.severity is Severity.STOP for one in self._review.lines)
        done = {
            CHECK: view.is_closed or not stops,
            PREVIEW: view.is_closed,
            CLOSE: view.is_closed,
            HAND_OUT: view.is_closed and self._is_all_handed_out(view),
        }
        for place, push in enumerate(self._steps):
            push.setChecked(place == self._step)
            push.setProperty("done", done[place])
            push.style().unpolish(push)
            push.style().polish(push)

    def _is_all_handed_out(self, view: MonthView) -> bool:
        return all(one.state is not ReturnState.CLOSED for one in view.returns if one.id is not None)

    def _forward(self, view: MonthView) -> list[QPushButton]:
        """The filled button: the next undone thing."""
        held = len(view.notes.held)
        if view.is_closed or (self._step is HAND_OUT and view.closed_parts):
            return self._handing_out(view)
        if self._step is CHECK:
            return [button(texts.GO_PREVIEW, partial(self.go_to_step, PREVIEW), Kind.PRIMARY)]
        if self._step is PREVIEW and held:
            forward = button(texts.GO_CLOSE, partial(self.go_to_step, CLOSE))
            return [forward, button(texts.check_waiting(held), partial(self.go_to_step, CHECK), Kind.PRIMARY)]
        if self._step is PREVIEW:
            return [button(texts.GO_CLOSE, partial(self.go_to_step, CLOSE), Kind.PRIMARY)]
        closing = button(texts.close(view.month), self._close, Kind.PRIMARY)
        closing.setEnabled(view.is_next and view.month.last < self.desk.today)
        return [closing]

    def _handing_out(self, view: MonthView) -> list[QPushButton]:
        """The ways on from a closed month; what is protected is written for itself, and only when asked for."""
        protected = [button(texts.WRITE_PROTECTED, self._write_protected)] if view.protected_returns else []
        if not self._is_all_handed_out(view):
            return [*protected, button(texts.WRITE_FILES, self._write_files, Kind.PRIMARY)]
        if not view.is_closed:
            go_on = button(texts.GO_CLOSE, partial(self.go_to_step, CLOSE), Kind.PRIMARY)
            return [button(texts.WRITE_FILES, self._write_files), go_on]
        following = button(texts.GO_NEXT, partial(self._turn, 1), Kind.PRIMARY)
        following.setEnabled(self._next.isEnabled())
        return [*protected, button(texts.WRITE_FILES, self._write_files), following]

    def _show_counterpart(self, one: CounterpartLine | None) -> None:
        if self._view is not None and self._step in {PREVIEW, HAND_OUT}:
            self._counterpart.show(self._view, one)

    def _show_one(self, one: ProblemLine | None) -> None:
        if self._step is CHECK:
            self._problem.show(one)

    # step three: closing

    def _attest_protected(self, kind: AttestKind) -> None:
        if self._view is None:
            return

        def done(bookings: int) -> None:
            said = formats.counted(bookings, "bokning", "bokningar")
            self.told.emit(texts.ATTEST_DONE.format(kind=words.word(kind), bookings=said))

        self.command(partial(attest_protected, self.desk.ctx, self._view.month, kind), done)

    def _close(self) -> None:
        if self._view is None:
            return
        month = self._view.month
        message = Message(texts.close(month) + "?", "", texts.CLOSE_QUESTION)
        if not messages.ask(self, message, texts.close(month), texts.STILL_OPEN):
            return

        def done(_notes: ClosingNotes) -> None:
            self._step = HAND_OUT
            self.told.emit(texts.DONE.format(month=words.first_upper(formats.month(month))))

        self.command(partial(close_month, self.desk.ctx, month), done)

    # step four: handing out

    def _write_protected(self) -> None:
        if self._view is not None:
            many = formats.counted(self._view.protected_returns, "underlag", "underlag")
            question = Message(texts.PROTECTED_QUESTION.format(many=many), "", texts.PROTECTED_ADVICE)
            if messages.ask(self, question, texts.WRITE_PROTECTED_NOW, texts.NOT_NOW):
                self._write_files(protected=True)

    def _write_files(self, *, protected: bool = False) -> None:
        if self._view is None:
            return
        proposed = Path(self.desk.preferences.get(_FOLDER) or documents())
        folder = messages.choose_folder(self, texts.WRITE_FOLDER, proposed)
        if folder is None:
            return
        self.desk.preferences.put(_FOLDER, str(folder))

        def written(found: list[WrittenReturn]) -> None:
            economy = {one.closed.month for one in found}
            forms = [form for one in found for form in one.forms]
            files = formats.counted(len(found) + len(economy) + len(forms), "fil", "filer")
            partly = filter(None, map(return_templates.partly, forms))
            self.told.emit(" ".join((texts.WRITTEN.format(files=files, folder=folder), *partly)))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))

        self.query(partial(write_returns, self.desk.ctx, folder, self._view.month, protected=protected), written)


def _arrow(picture: Picture, word: str, do: Any) -> QPushButton:  # noqa: ANN401 - a slot
    push = button("", do, Kind.QUIET)
    push.setIcon(icon(picture))
    push.setAccessibleName(word)
    push.setToolTip(word)
    return push
