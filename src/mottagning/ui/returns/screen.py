"""The page Underlag: the month in four steps. The filled button is always the next undone thing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton, QStackedWidget, QVBoxLayout

from mottagning.domain.accepted_warnings import AcceptedWarning
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.remedies import Remedy, remedy_of
from mottagning.domain.returns import HandOutWay, ReturnState
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Area, Stored
from mottagning.readmodels.returns import ClosingNotes, MonthState, MonthView, RowView, WrittenReturn
from mottagning.system.paths import documents
from mottagning.texts import checks, explain, formats, return_templates, words
from mottagning.texts import invoices as invoice_texts
from mottagning.texts import months as texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.ui.returns import lines
from mottagning.ui.returns.columns import counterpart_columns, row_columns, status
from mottagning.ui.returns.lines import CounterpartLine, ProblemLine
from mottagning.ui.returns.review import ProblemsPart
from mottagning.uikit import messages, theme
from mottagning.uikit.calendar import MonthCalendar
from mottagning.uikit.columns import Tone
from mottagning.uikit.fields import Asks, Field, Section, choice
from mottagning.uikit.icons import Picture, icon
from mottagning.uikit.lists import CardPart, beside
from mottagning.uikit.parts import (
    Kind,
    button,
    card,
    chip,
    clear,
    column,
    empty,
    facts,
    holder,
    label,
    leading,
    row,
    step_buttons,
)
from mottagning.uikit.records import FormPanel, Values
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.agreements import agreement_by_key
from mottagning.usecases.bookings import person_of
from mottagning.usecases.returns.accepting import accept_warning, take_back
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, write_returns
from mottagning.usecases.returns.explaining import moves_of
from mottagning.usecases.returns.viewing import months, view_month

CHECK, PREVIEW, CLOSE, HAND_OUT = range(4)
_FOLDER = "returns.folder"


class ReturnsScreen(Screen):
    """The month."""

    interests = frozenset({Area.RETURNS, Area.BOOKINGS, Area.PEOPLE, Area.AGREEMENTS, Area.SERVICES, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self._month: Month | None = None
        self._view: MonthView | None = None
        self._states: list[MonthState] = []
        self._step = CHECK
        self._form: FormPanel | None = None
        self._moves: Mapping[str, tuple[date, ...]] = {}
        self._rows_shown: list[RowView] = []
        self._steps = step_buttons(self, texts.STEPS, self.go_to_step)
        self._review = ProblemsPart(desk.ctx.name, desk.preferences)
        self._problems = self._review.table
        self._counterparts: TableView[CounterpartLine] = TableView(
            "returns", counterpart_columns(desk.ctx.name), lambda one: one.number, desk.preferences
        )
        self._totals = label("", "strong", wrap=True)
        self._left = QStackedWidget()
        self._right = CardPart()
        self._problems.chosen.connect(self._show_one)
        self._problems.opened.connect(lambda one: self._open_problem(one.problem))
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
        control = button(invoice_texts.TITLE, partial(self.wishes.emit, Goto("invoices")), Kind.QUIET)
        self.body.addLayout(row(*self._steps, 0, control, self._previous, self._next))
        self.body.addWidget(beside(frame, self._right), 1)

    # loading

    def take_focus(self) -> None:
        self._left.currentWidget().setFocus()

    def load(self) -> None:
        self.query(lambda: months(self.desk.ctx), self._months_came)

    def open(self, record: Any) -> None:  # noqa: ANN401 - a month, or a return's number
        if isinstance(record, Month):
            self._month = record
        elif isinstance(record, str):
            self._month = Month.parse(record[:7])
            self._step = HAND_OUT
        self.load()

    def may_leave(self) -> bool:
        return self._form is None or self._form.may_leave()

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
        self.query(partial(view_month, self.desk.ctx, self._month), self._view_came)

    def _view_came(self, view: MonthView) -> None:
        if view.month != self._month:
            return
        self._view = view
        self.set_title(texts.title(view.month))
        self._review.set_lines(lines.problem_lines(view))
        self._counterparts.set_rows(lines.counterpart_lines(view))
        self._totals.setText(formats.unbroken(texts.totals(*lines.totals(view))))
        known = [state.month for state in self._states]
        self._previous.setEnabled(view.month > min(known))
        self._next.setEnabled(view.month < max(known))
        if view.is_closed and self._step in {CHECK, CLOSE}:
            self._step = HAND_OUT
        elif not view.is_closed and self._step is HAND_OUT:
            self._step = CHECK
        self.go_to_step(self._step)

    def _turn(self, months_on: int) -> None:
        if self._month is not None and self.may_leave():
            self._month = self._month.plus(months_on)
            self._form = None
            self.load()

    # steps

    def go_to_step(self, step: int) -> None:
        """Show a step of the month."""
        view = self._view
        if view is None:
            return
        self._form = None
        self._rows_shown = []
        self._step = step
        self._mark_steps(view)
        self._left.setCurrentIndex(self._page(view))
        self.set_buttons(*self._forward(view))
        if step == HAND_OUT and not view.is_closed:
            self._right.show_parts()
        elif step is CHECK:
            self._first_or(self._problems, self._show_one)
        elif step is CLOSE:
            self._show_closing(view)
        else:
            self._first_or(self._counterparts, self._show_counterpart)

    def _first_or(self, table: TableView[Any], show: Any) -> None:  # noqa: ANN401 - a slot
        if table.current is None and table.rows_model.rows:
            table.selectRow(0)
        else:
            show(table.current)

    def _page(self, view: MonthView) -> int:
        if self._step is CHECK:
            return 0 if self._review.lines else 2
        if self._step is HAND_OUT and not view.is_closed:
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
        return all(one.state is not ReturnState.CLOSED for one in view.returns)

    def _forward(self, view: MonthView) -> list[QPushButton]:
        """The filled button: the next undone thing."""
        held = len(view.notes.held)
        if view.is_closed:
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
        following = button(texts.GO_NEXT, partial(self._turn, 1), Kind.PRIMARY)
        following.setEnabled(self._next.isEnabled())
        return [*protected, button(texts.WRITE_FILES, self._write_files), following]

    # step one: problems

    def _show_one(self, one: ProblemLine | None) -> None:
        if self._step is not CHECK:
            return
        if one is None:
            self._right.show_parts()
            return
        problem = one.problem
        said = checks.said(problem, self.desk.ctx.name)
        stops = problem.severity is Severity.STOP
        tone = Tone.STOP if stops else Tone.WARNING
        means = texts.NOBODY_PAYS if problem.check is Check.K08 else texts.WARNING_MEANS
        state = chip(texts.ACCEPTED_CHIP, Tone.OK) if one.accepted else chip(words.word(problem.severity), tone)
        ways = [
            button(word, go, Kind.QUIET if place else Kind.ORDINARY)
            for place, (word, go) in enumerate(self._ways(problem))
        ]
        if one.accepted is not None:
            ways.append(button(texts.TAKE_BACK, partial(self._take_back, one.accepted), Kind.QUIET))
        elif not stops:
            ways.append(button(texts.ACCEPT, partial(self._begin_accept, one), Kind.QUIET))
        self._right.show_parts(
            row(state, label(problem.check.value, "muted"), 0),
            label(said.message, "subheading", wrap=True),
            label(texts.STOP_MEANS if stops else means, "muted", wrap=True),
            *_accepted_parts(one),
            theme.GROUP,
            label(texts.remedy_title(one.remedy), "section"),
            label(said.advice, wrap=True),
            theme.GROUP,
            row(*ways, 0),
        )

    def _open_problem(self, problem: Problem) -> None:
        """Go to the record where a problem is mended first of all."""
        self._ways(problem)[0][1]()

    def _ways(self, problem: Problem) -> list[tuple[str, Callable[[], None]]]:
        """The records where a problem is mended: the words of a button to each, and what it does."""
        agreement = problem.params.get("agreement")
        found: list[tuple[str, Callable[[], None]]] = []
        if problem.booking:
            found.append((texts.OPEN_BOOKING, partial(self.wishes.emit, Goto("bookings", problem.booking))))
        if remedy_of(problem) is Remedy.PERSON and problem.booking:
            ask = partial(self.query, partial(person_of, self.desk.ctx, problem.booking), self._open_person)
            found.insert(0, (texts.OPEN_PERSON, ask))
        elif agreement and (remedy_of(problem) is Remedy.AGREEMENT or not problem.booking):
            ask = partial(self.query, partial(agreement_by_key, self.desk.ctx, str(agreement)), self._open_agreement)
            found.insert(0, (texts.OPEN_AGREEMENT, ask))
        return found or [(texts.OPEN_AGREEMENTS, partial(self.wishes.emit, Goto("agreements")))]

    def _open_agreement(self, agreement: int | None) -> None:
        self.wishes.emit(Goto("agreements", agreement))

    def _begin_accept(self, one: ProblemLine) -> None:
        asked = [
            Field("reason", texts.ACCEPT_REASON, Asks.LINES, required=True, hint=texts.ACCEPT_REASON_HINT, wide=True)
        ]
        if one.problem.month is not None:
            every = texts.ACCEPT_EVERY_MONTH
            asked.append(Field("every_month", every, Asks.YES_NO, hint=texts.ACCEPT_EVERY_MONTH_HINT, wide=True))
        said = label(checks.said(one.problem, self.desk.ctx.name).message, wrap=True)
        panel = FormPanel(
            texts.ACCEPT_TITLE,
            [Section("", tuple(asked))],
            {"reason": "", "every_month": True},
            partial(self._accept, one.problem),
            self._leave_accept,
            said,
            (texts.ACCEPT_SAVE, texts.NOT_ACCEPT),
        )
        panel.wants_save.connect(lambda: panel.submit(self._read_form))
        self._form = panel
        self._right.show_parts(panel, foot=panel.foot)
        panel.form.focus_first()

    def _leave_accept(self) -> None:
        self._form = None
        self._show_one(self._problems.current)
        self._problems.setFocus()

    def _accept(self, problem: Problem, values: Values) -> None:
        self._form = None
        every_month = values.get("every_month") is not False
        self.command(
            partial(accept_warning, self.desk.ctx, problem, str(values["reason"]), every_month=every_month),
            lambda _stored: self._reviewed(texts.ACCEPTED_DONE),
        )

    def _reviewed(self, said: str) -> None:
        """Tell what was done, and go on among the problems."""
        self.told.emit(said)
        self._problems.setFocus()

    def _take_back(self, accepted: Stored[AcceptedWarning]) -> None:
        self.command(partial(take_back, self.desk.ctx, accepted), lambda _none: self._reviewed(texts.TAKEN_BACK))

    def _open_person(self, person: int | None) -> None:
        if person is not None:
            self.wishes.emit(Goto("people", person))

    # steps two and four: counterparts

    def _show_counterpart(self, one: CounterpartLine | None) -> None:
        if self._view is None or self._step not in {PREVIEW, HAND_OUT}:
            return
        if one is None:
            self._right.show_parts(theme.PAGE, empty(texts.NO_RETURN_CHOSEN, texts.NO_RETURN_CHOSEN_TEXT))
            return
        rows = [row_view for row_view in self._view.rows if row_view.number == one.number]
        name = self.desk.ctx.name(one.counterpart)
        heading = texts.with_whom(one.direction, name) if one.direction else name
        table: TableView[RowView] = TableView(
            "rows", row_columns(rows), lambda row_view: row_view.row, self.desk.preferences
        )
        self.log_copies(table, "returns", lambda row_view: row_view.entry.person)
        table.set_rows(rows)
        table.setMinimumHeight(min(6, len(rows) + 1) * theme.ROW_HEIGHT + 44)
        explained = QVBoxLayout()
        explained.setSpacing(theme.GROUP)
        table.chosen.connect(partial(self._explain, explained))
        said, tone = status(one)
        parts: list[Any] = [leading(label(heading, "subheading", wrap=True), chip(said, tone))]
        if self._step is HAND_OUT:
            parts += self._hand_out_parts(one)
        parts += self._waiting_parts(one)
        if rows:
            place = holder(explained)
            place.setMinimumHeight(330)
            parts += [label(texts.HOW, "section"), table, place]
        self._right.show_parts(*parts)
        if rows:
            table.selectRow(0)
        self._ask_for_moves(rows, lambda: self._explain(explained, table.current))

    def _waiting_parts(self, one: CounterpartLine) -> list[Any]:
        """What a stop keeps back from this counterpart, as far as it can be counted."""
        view = self._view
        notes = [note for note in view.notes.held if (note.counterpart or "") == one.counterpart] if view else []
        if not notes or not one.waiting or view is None:
            return []
        parts: list[Any] = [label(texts.HELD_TITLE, "section")]
        for note in notes:
            amount = formats.kr(note.amount) if note.amount is not None else texts.NOT_COUNTED
            who = view.people.get(note.problem.booking, note.problem.booking)
            parts.append(leading(label(f"{who}   {formats.month(note.service_month)}", wrap=True), label(amount)))
            parts.append(label(checks.said(note.problem, self.desk.ctx.name).message, "muted", wrap=True))
        return parts

    def _ask_for_moves(self, rows: list[RowView], then: Callable[[], None]) -> None:
        """Ask who moved, and explain once more when somebody did."""
        view, keys = self._view, sorted({row_view.entry.booking for row_view in rows})
        assert view is not None  # noqa: S101 - its rows are shown

        def came(found: Mapping[str, tuple[date, ...]]) -> None:
            if self._view is view and self._rows_shown is rows:
                self._moves = found
                if any(found.values()):
                    then()

        self._rows_shown = rows
        self.query(partial(moves_of, self.desk.ctx, keys, view.month if view.is_closed else None), came)

    def _explain(self, into: QVBoxLayout, one: RowView | None) -> None:
        clear(into)
        if one is None:
            return
        entry = one.entry
        days = lines.calendar_of(entry, self._moves.get(entry.booking, ()))
        parts: list[Any] = [MonthCalendar(days)] if days else []
        if days and days.changes:
            parts.append(label(texts.changes(days.changes), "muted", wrap=True))
        parts.append(label(explain.full(entry), "strong", wrap=True, selectable=True))
        if entry.price is not None and entry.price.source:
            valid = formats.days(entry.price.days)
            parts.append(label(texts.price_line(entry.price.source, valid), "muted", wrap=True))
        if entry.reason is not None:
            corrects = entry.corrects
            about = texts.reason(words.word(entry.reason), corrects.number, corrects.row) if corrects else None
            parts.append(label(about or f"{texts.REASON}: {words.word(entry.reason)}", "muted", wrap=True))
        go = button(texts.OPEN_BOOKING, partial(self.wishes.emit, Goto("bookings", entry.booking)))
        into.addLayout(column(*parts, row(go, 0), 0))

    # step three: closing

    def _show_closing(self, view: MonthView) -> None:
        bought, sold, _rows, _corrections = lines.totals(view)
        parts: list[Any] = [label(texts.CLOSE_TITLE, "subheading")]
        if view.is_closed:
            when = formats.moment(view.closed_at) if view.closed_at else None
            parts.append(facts([(texts.CLOSED_AT, when), (texts.CLOSED_BY, view.closed_by)]))
        elif view.skips_open_months:
            parts.append(label(texts.EARLIER_OPEN, "warned", wrap=True))
        elif view.month.last >= self.desk.today:
            parts.append(label(texts.NOT_ENDED, "warned", wrap=True))
        parts += [
            label(texts.CLOSE_TEXT, wrap=True),
            theme.GROUP,
            facts(
                [
                    (texts.WILL_HAVE, str(len(view.returns))),
                    (texts.BUYS, formats.kr(bought)),
                    (texts.SELLS, formats.kr(sold)),
                ]
            ),
            *self._notes(view.notes),
        ]
        self._right.show_parts(*parts)

    def _notes(self, notes: ClosingNotes) -> list[Any]:
        parts: list[Any] = []
        if notes.held:
            parts += [theme.GROUP, label(texts.HELD_TITLE, "section")]
            for note in notes.held:
                amount = formats.kr(note.amount) if note.amount is not None else formats.NOTHING
                parts.append(label(f"{note.problem.booking}   {note.service_month}   {amount}"))
        if notes.lost:
            parts += [theme.GROUP, label(texts.LOST_TITLE, "section")]
            parts += [
                label(f"{lost.booking}   {lost.service_month}   {formats.kr(lost.amount)}") for lost in notes.lost
            ]
        return parts

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

    def _hand_out_parts(self, one: CounterpartLine) -> list[Any]:
        if one.return_id is None:
            return []
        if one.state is not ReturnState.CLOSED:
            return [label(one.number, "muted"), *[label(text, "muted", wrap=True) for text in one.history], theme.GROUP]
        mark = button(_hand_out_word(one), partial(self._begin_hand_out, one), Kind.QUIET)
        return [label(one.number, "muted"), row(mark, 0), theme.GROUP]

    def _begin_hand_out(self, one: CounterpartLine) -> None:
        sections = [
            Section(
                "",
                (
                    choice("way", texts.WAY, HandOutWay, required=True),
                    Field("recipient", texts.RECIPIENT, required=True),
                ),
            )
        ]
        values = {"recipient": texts.ECONOMY if _stays_here(one) else self.desk.ctx.name(one.counterpart)}
        panel = FormPanel(
            f"{_hand_out_word(one)}: {one.number}", sections, values, partial(self._hand_out, one), self._leave_form
        )
        panel.wants_save.connect(lambda: panel.submit(self._read_form))
        self._form = panel
        self._right.show_parts(panel, foot=panel.foot)
        panel.form.focus_first()

    def _read_form(self, form: Any) -> Values | None:  # noqa: ANN401 - a FormView
        parsed = form.read(self.desk.today)
        return None if parsed.problems else parsed.values

    def _leave_form(self) -> None:
        self._form = None
        self._show_counterpart(self._counterparts.current)

    def _hand_out(self, one: CounterpartLine, values: Values) -> None:
        way, recipient = values["way"], str(values["recipient"])
        if one.return_id is None or not isinstance(way, HandOutWay):
            return
        self._form = None
        self.command(
            partial(hand_out, self.desk.ctx, one.return_id, way, recipient),
            lambda _none: self.told.emit(window_texts.SAVED),
        )

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


def _stays_here(one: CounterpartLine) -> bool:
    """What we bought is for our own control: it goes to our economists, never to the counterpart."""
    return one.direction is RowDirection.BUY


def _hand_out_word(one: CounterpartLine) -> str:
    return texts.MARK_PASSED_ON if _stays_here(one) else texts.MARK_HANDED_OUT


def _accepted_parts(one: ProblemLine) -> list[Any]:
    """Why a warning was accepted, by whom and when."""
    if one.accepted is None:
        return []
    kept = one.accepted.value
    return [
        theme.GROUP,
        label(texts.ACCEPTED_TITLE, "section"),
        label(kept.reason, wrap=True),
        label(texts.ACCEPTED_BY.format(by=kept.by, day=formats.day(kept.on)), "muted", wrap=True),
    ]


def _arrow(picture: Picture, word: str, do: Any) -> QPushButton:  # noqa: ANN401 - a slot
    push = button("", do, Kind.QUIET)
    push.setIcon(icon(picture))
    push.setAccessibleName(word)
    push.setToolTip(word)
    return push
