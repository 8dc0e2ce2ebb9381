"""The monthly review: what was drawn beside a form for what was found of each row."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from mottagning.domain.log_review import ReviewResult
from mottagning.domain.periods import Month
from mottagning.readmodels.changes import Done
from mottagning.readmodels.logs import LogReview, ReviewLine
from mottagning.texts import formats, words
from mottagning.texts import logs as texts
from mottagning.texts import window as window_texts
from mottagning.ui.logs.columns import review_columns
from mottagning.uikit import theme
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.fields import Asks, Field, choices_of
from mottagning.uikit.lists import beside
from mottagning.uikit.parts import Kind, button, card, clear, column, facts, label, leading
from mottagning.uikit.records import Values
from mottagning.uikit.right_side import RightSide
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
        self._awaits_next = False
        this = Month.of(self._ctx.today)
        months = [this.plus(-back) for back in range(1, _MONTHS + 1)]
        self.months = ChoiceBox(texts.MONTH, ((words.first_upper(formats.month(one)), str(one)) for one in months))
        self.months.activated.connect(lambda _place: self._month_chosen())
        self.table: TableView[ReviewLine] = TableView(
            "log_review", review_columns(), lambda one: one.id, screen.desk.preferences
        )
        self.table.chosen.connect(self._chosen)
        screen.log_copies(self.table, "log_review", lambda one: one.line.person)
        self.card = RightSide(lambda: screen.desk.today)
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

    def may_leave(self) -> bool:
        """Whether nothing typed would be lost; may ask. The card then shows what is saved."""
        return self.card.let_go(lambda: self._show(self.table.current))

    def _month_chosen(self) -> None:
        if self.may_leave():
            self.read()
        elif self._review is not None:
            self.months.setCurrentIndex(self.months.findData(str(self._review.month)))

    def choose(self, month: Month) -> None:
        """Show another month."""
        self.months.setCurrentIndex(max(0, self.months.findData(str(month))))
        self.read()

    def read(self) -> None:
        """Look again at the chosen month, unless something is being typed."""
        if not self.card.would_lose:
            self._screen.query(partial(open_review, self._ctx, self.month), self._came)

    def _came(self, found: LogReview | None) -> None:
        self._review = found
        clear(self._above)
        said = label(texts.state(found) if found else texts.NOT_BEGUN, "strong", wrap=True)
        line_ = leading(said, *self._next(found))
        line_.setContentsMargins(theme.GAP, 0, theme.GAP, theme.GROUP)
        self._above.addLayout(line_)
        self.table.set_rows(found.lines if found else ())
        if found and found.lines and (self.table.current is None or self._awaits_next):
            self._choose_next(found)
        self._awaits_next = False
        if not found or not found.lines:
            self.card.show_parts()

    def _choose_next(self, found: LogReview) -> None:
        """The next row, in the order that is seen, that waits for who is logged in; without any the first."""
        rows = list(self.table.rows_model.rows)
        place = max(self.table.currentIndex().row(), 0)
        own = self._ctx.user.name
        waiting = [one for one in (*rows[place:], *rows[:place]) if one.result is None and one.line.by != own]
        if waiting and found.finished_at is None:
            self.table.choose(waiting[0].id)
        elif self.table.current is None:
            self.table.selectRow(0)

    def _next(self, found: LogReview | None) -> list[QWidget]:
        if found is None:
            return [button(texts.BEGIN, self._begin, Kind.PRIMARY)]
        if found.finished_at is None and not found.left:
            return [button(texts.FINISH, self._begin_finish, Kind.PRIMARY)]
        return []

    def _begin(self) -> None:
        self._screen.command(partial(begin_review, self._ctx, self.month), self._came)

    # one row

    def _chosen(self, one: ReviewLine | None) -> None:
        if self.card.may_leave():
            self._show(one)

    def _back(self) -> None:
        self._show(self.table.current)
        self.table.setFocus()

    def _show(self, one: ReviewLine | None) -> None:
        if one is None or self._review is None:
            self.card.show_parts()
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
        if line.by == self._ctx.user.name:
            self.card.show_parts(title, facts(said), label(texts.OWN_ROW, "notice", wrap=True))
            return
        results = choices_of(ReviewResult)
        fields = (
            Field("result", texts.RESULT, Asks.CHOICE, required=True, kind=ReviewResult, choices=results, wide=True),
            Field("note", texts.NOTE, Asks.LINES, wide=True),
        )
        values = {"result": one.result or ReviewResult.RIGHT, "note": one.note}
        self.card.ask(
            texts.what(line),
            fields,
            values,
            partial(self._note, one),
            self._back,
            above=facts(said),
            words=(texts.NOTE_RESULT, window_texts.CANCEL),
            takes_cursor=False,
        )

    def _note(self, one: ReviewLine, values: Values) -> None:
        result = values["result"]
        assert isinstance(result, ReviewResult)  # noqa: S101 - the form read it as one
        note = str(values["note"]) if values["note"] else None
        self._run(partial(note_result, self._ctx, one, result, note), texts.NOTED)

    # the end

    def _begin_finish(self) -> None:
        if self.card.may_leave():
            fields = (Field("conclusion", texts.CONCLUSION, Asks.LINES, wide=True),)
            do = (texts.FINISH, window_texts.CANCEL)
            self.card.ask(texts.FINISH, fields, {}, self._finish, self._back, words=do)

    def _finish(self, values: Values) -> None:
        conclusion = str(values["conclusion"]) if values["conclusion"] else None
        self._run(partial(finish_review, self._ctx, self.month, conclusion), texts.FINISHED)

    def _run(self, work: Callable[[], Done[None]], said: str) -> None:
        def done(_none: object) -> None:
            self.card.show_parts()
            self._awaits_next = True
            self._screen.told.emit(said)
            self.read()

        self._screen.command(work, done, self.card.refused)
