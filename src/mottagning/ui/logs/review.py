"""The monthly review: what was drawn beside a form for what was found of each row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mottagning.domain.log_review import ReviewResult
from mottagning.domain.periods import Month
from mottagning.readmodels.changes import Done
from mottagning.readmodels.logs import LogReview, ReviewLine
from mottagning.texts import formats, words
from mottagning.texts import logs as texts
from mottagning.texts import window as window_texts
from mottagning.ui.logs.columns import review_columns
from mottagning.uikit import theme
from mottagning.uikit.fields import Asks, Field, Section, choices_of
from mottagning.uikit.forms import FormView
from mottagning.uikit.lists import CardPart, beside
from mottagning.uikit.parts import Kind, button, card, clear, column, facts, label, leading
from mottagning.uikit.records import FormPanel, Values
from mottagning.uikit.screen import Screen
from mottagning.uikit.table import TableView
from mottagning.usecases.logs.reviewing import begin_review, finish_review, note_result, open_review

_MONTHS = 12


class ReviewPart(QWidget):
    """The review of a month, on the page of the logs."""

    def __init__(self, screen: Screen) -> None:
        super().__init__()
        self._screen, self._ctx = screen, screen.desk.ctx
        self._review: LogReview | None = None
        self.form: FormPanel | None = None
        self.months = QComboBox()
        self.months.setAccessibleName(texts.MONTH)
        this = Month.of(self._ctx.today)
        for back in range(1, _MONTHS + 1):
            month = this.plus(-back)
            self.months.addItem(words.first_upper(formats.month(month)), str(month))
        self.months.activated.connect(lambda _place: self.read())
        self.table: TableView[ReviewLine] = TableView(
            "log_review", review_columns(), lambda one: one.id, screen.desk.preferences
        )
        self.table.chosen.connect(self._show)
        screen.log_copies(self.table, "log_review", lambda one: one.line.person)
        self.card = CardPart()
        self._above = QVBoxLayout()
        frame, inside = card(margin=0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.GAP, theme.GROUP, theme.GAP, theme.GROUP)
        head.addWidget(label(texts.REVIEW_TEXT, "muted", wrap=True), 1)
        head.addWidget(self.months)
        inside.addLayout(head)
        inside.addLayout(self._above)
        inside.addWidget(self.table, 1)
        self.setLayout(column(beside(frame, self.card)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)

    @property
    def month(self) -> Month:
        """The month that is chosen."""
        return Month.parse(self.months.currentData())

    def choose(self, month: Month) -> None:
        """Show another month."""
        self.months.setCurrentIndex(max(0, self.months.findData(str(month))))
        self.read()

    def read(self) -> None:
        """Look again at the chosen month."""
        self._screen.query(partial(open_review, self._ctx, self.month), self._came)

    def _came(self, found: LogReview | None) -> None:
        self._review = found
        clear(self._above)
        said = label(texts.state(found) if found else texts.NOT_BEGUN, "strong", wrap=True)
        line_ = leading(said, *self._next(found))
        line_.setContentsMargins(theme.GAP, 0, theme.GAP, theme.GROUP)
        self._above.addLayout(line_)
        self.table.set_rows(found.lines if found else ())
        if found and found.lines and self.table.current is None:
            self.table.selectRow(0)
        if not found or not found.lines:
            self.card.show_parts()

    def _next(self, found: LogReview | None) -> list[QWidget]:
        if found is None:
            return [button(texts.BEGIN, self._begin, Kind.PRIMARY)]
        if found.finished_at is None and not found.left:
            return [button(texts.FINISH, self._begin_finish, Kind.PRIMARY)]
        return []

    def _begin(self) -> None:
        self._screen.command(partial(begin_review, self._ctx, self.month), self._came)

    # one row

    def _show(self, one: ReviewLine | None) -> None:
        if one is None or self._review is None:
            return
        line = one.line
        said: list[tuple[str, str | None]] = [
            (texts.WHO, line.by),
            (texts.UNIT, words.unit(line.unit)),
            (texts.ABOUT, texts.about(line)),
            (texts.DETAIL, texts.detail(line)),
            (texts.REASON, texts.REASONS[one.reason]),
        ]
        title = label(texts.what(line), "subheading", wrap=True)
        if self._review.finished_at is not None:
            result = (texts.RESULT, words.word(one.result) if one.result else None)
            self.card.show_parts(title, facts([*said, result, (texts.NOTE, one.note)]))
            return
        results = choices_of(ReviewResult)
        fields = (
            Field("result", texts.RESULT, Asks.CHOICE, required=True, kind=ReviewResult, choices=results, wide=True),
            Field("note", texts.NOTE, Asks.LINES, wide=True),
        )
        values = {"result": one.result or ReviewResult.RIGHT, "note": one.note}
        panel = self._panel("", fields, values, partial(self._note, one), texts.NOTE_RESULT)
        self.card.show_parts(title, facts(said), panel, foot=panel.foot)

    def _note(self, one: ReviewLine, values: Values) -> None:
        result = values["result"]
        assert isinstance(result, ReviewResult)  # noqa: S101 - the form read it as one
        note = str(values["note"]) if values["note"] else None
        self._run(partial(note_result, self._ctx, one, result, note), texts.NOTED)

    # the end

    def _begin_finish(self) -> None:
        fields = (Field("conclusion", texts.CONCLUSION, Asks.LINES, wide=True),)
        panel = self._panel(texts.FINISH, fields, {}, self._finish, texts.FINISH)
        self.card.show_parts(panel, foot=panel.foot)
        panel.form.focus_first()

    def _finish(self, values: Values) -> None:
        conclusion = str(values["conclusion"]) if values["conclusion"] else None
        self._run(partial(finish_review, self._ctx, self.month, conclusion), texts.FINISHED)

    def _panel(
        self, title: str, fields: tuple[Field, ...], values: Values, save: Callable[[Values], None], do: str
    ) -> FormPanel:
        panel = FormPanel(title, [Section("", fields)], values, save, self.read, None, (do, window_texts.CANCEL))
        panel.wants_save.connect(lambda: panel.submit(self._values))
        self.form = panel
        return panel

    def _values(self, form: FormView) -> Values | None:
        parsed = form.read(self._screen.desk.today)
        return None if parsed.problems else parsed.values

    def _run(self, work: Callable[[], Done[None]], said: str) -> None:
        panel = self.form
        assert panel is not None  # noqa: S101 - its values were read

        def done(_none: object) -> None:
            panel.is_edited = False
            panel.save_button.setEnabled(True)
            self._screen.told.emit(said)
            self.read()

        self._screen.command(work, done, panel.refused)
