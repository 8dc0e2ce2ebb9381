"""The guide that takes in an office's own list, in four steps. The filled button is always the way on."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QPushButton, QStackedWidget

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Area
from mottagning.readmodels.take_in import (
    Doubt,
    DoubtKey,
    ListOf,
    Mapped,
    OfficeList,
    Pasted,
    Preview,
    ReadAs,
    Source,
    Standing,
    TakenIn,
    Undone,
)
from mottagning.system.paths import documents
from mottagning.texts import take_in as texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.ui.take_in.columns_page import ColumnsPage
from mottagning.ui.take_in.done_page import DonePage
from mottagning.ui.take_in.file_page import FilePage
from mottagning.ui.take_in.review_page import ReviewPage
from mottagning.uikit import clipboard, messages
from mottagning.uikit.dropping import TakesFiles
from mottagning.uikit.parts import Kind, button, row, step_buttons
from mottagning.uikit.screen import Desk, Goto, Screen
from mottagning.usecases.take_in.reading import read_list
from mottagning.usecases.take_in.taking import preview, save_left_out, take_in
from mottagning.usecases.take_in.undoing import list_take_ins, undo

FILE, COLUMNS, REVIEW, DONE = range(4)
_AREAS = {
    ListOf.PEOPLE: (texts.TO_PEOPLE, "people"),
    ListOf.BOOKINGS: (texts.TO_BOOKINGS, "bookings"),
}


class TakeInScreen(TakesFiles, Screen):
    """File, columns, review, done."""

    interests = frozenset({Area.PEOPLE, Area.BOOKINGS, Area.AGREEMENTS, Area.SETTINGS})

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, texts.TITLE)
        self.setAcceptDrops(True)
        self._listed: OfficeList | None = None
        self._mapped: Mapped = ()
        self._decisions: dict[DoubtKey, str | None] = {}
        self._preview: Preview | None = None
        self._step = FILE
        self._taken_of = ListOf.PEOPLE
        self._files = FilePage(desk, self.log_copies)
        self._columns = ColumnsPage(desk.ctx, desk.today)
        self._review = ReviewPage(desk)
        self._done = DonePage(self.log_copies)
        for page in (self._files, self._done):
            page.taking_back.connect(self._ask_to_take_back)
            page.taking_back_others.connect(partial(self._take_back, leave_changed=True))
        self._columns.reading_again.connect(self._read_again)
        self._columns.edited.connect(self._forget_preview)
        self.log_copies(self._review.rows, "list_rows", lambda one: one.case_number or one.name)
        self._review.decided.connect(self._decide)
        self._review.reopened.connect(self._reopen)
        self._done.saving_left_out.connect(self._save_left_out)
        clipboard.on_paste(self, texts.PASTE, self._paste)
        self._pages = QStackedWidget()
        for one in (self._files, self._columns, self._review, self._done):
            self._pages.addWidget(one)
        self._steps = step_buttons(self, texts.STEPS, self._wish)
        self.body.addLayout(row(*self._steps, 0))
        self.body.addWidget(self._pages, 1)
        self._go(FILE)

    # steps

    def _wish(self, step: int) -> None:
        """Go to a step that can be gone to; to review, what is chosen is looked at first."""
        if step == REVIEW and (self._step == COLUMNS or self._preview is None):
            self._look()
        else:
            self._go(step)

    def _reachable(self) -> set[int]:
        if self._step == DONE:
            return {FILE}
        return {FILE} | ({COLUMNS, REVIEW} if self._listed is not None else set())

    def _go(self, step: int) -> None:
        if self._step == DONE:  # what was taken in is looked at no more
            self._listed = None
            self._forget_preview()
        self._step = step
        reachable = self._reachable()
        for place, push in enumerate(self._steps):
            push.setChecked(place == step)
            push.setEnabled(place in reachable)
            push.setProperty("done", place < step)
            push.style().unpolish(push)
            push.style().polish(push)
        self._pages.setCurrentIndex(step)
        self.set_buttons(*self._forward())
        self.take_focus()

    def _forward(self) -> list[QPushButton]:
        """The ways on, the filled one last."""
        if self._step == FILE:
            return [button(texts.PASTE, self._paste), button(texts.CHOOSE, self._choose, Kind.PRIMARY)]
        if self._step == COLUMNS:
            return [button(texts.GO_REVIEW, self._look, Kind.PRIMARY)]
        if self._step == DONE:
            word, area = _AREAS[self._taken_of]
            there = button(word, partial(self.wishes.emit, Goto(area)), Kind.PRIMARY)
            return [button(texts.ANOTHER, self._begin_again), there]
        return self._taking()

    def _taking(self) -> list[QPushButton]:
        """The ways on from the review: proposals to accept, rows to take in."""
        if self._preview is None:
            return []
        usable = self._preview.count(Standing.NEW) + self._preview.count(Standing.CHANGED)
        take = button(texts.take(usable), self._take_in, Kind.PRIMARY)
        take.setEnabled(usable > 0)
        proposed = self._proposed()
        accept = [button(texts.with_number(texts.ACCEPT_ALL, len(proposed)), self._accept_all)] if proposed else []
        return [*accept, take]

    def take_focus(self) -> None:
        if self._step == COLUMNS:
            self._columns.take_focus()
        elif self._step == REVIEW:
            self._review.take_focus()
        else:
            self._focus_forward()

    def _focus_forward(self) -> None:
        """Put the cursor on the filled button."""
        for push in self.findChildren(QPushButton, Kind.PRIMARY.value):
            push.setFocus()

    def load(self) -> None:
        self.query(partial(list_take_ins, self.desk.ctx), self._files.show_lists)
        if self._step == REVIEW:
            self._ask_preview(self._preview_came)

    # the list

    def open(self, record: Any) -> None:  # noqa: ANN401 - as the page's base
        """Begin with a list that was read."""
        if isinstance(record, OfficeList) and self._may_replace():
            self._came(record)

    def _choose(self) -> None:
        file = messages.choose_file(self, texts.CHOOSE, texts.FILTER)
        if file is not None:
            self._read(file, None)

    def take_file(self, file: Path) -> None:
        """Read a list that was dropped, at whatever step one is."""
        self._read(file, None)

    def _paste(self) -> None:
        """Read what was copied in another program."""
        if self._step == FILE:
            self._read(clipboard.pasted(), None)

    def _read(self, source: Source, read_as: ReadAs | None) -> None:
        if self._may_replace():
            self.query(partial(read_list, self.desk.ctx, source, read_as), self._came)

    def _may_replace(self) -> bool:
        """Whether the list that is looked at may go; asked where something was decided in it."""
        question = Message(texts.REPLACE, "", texts.REPLACE_QUESTION)
        return not self._decisions or messages.ask(self, question, texts.REPLACE, window_texts.STAY)

    def _read_again(self, read_as: ReadAs) -> None:
        if self._listed is not None:
            self._read(self._listed.source, read_as)

    def _came(self, listed: OfficeList) -> None:
        self._listed = listed
        self._decisions = {}
        self._forget_preview()
        self._columns.show_list(listed)
        self._go(COLUMNS)

    def _begin_again(self) -> None:
        self._go(FILE)
        self._choose()

    # the review

    def _forget_preview(self) -> None:
        self._preview = None
        self._review.forget()

    def _look(self) -> None:
        """Look at what the columns come to."""
        mapped = self._columns.mapped()
        if mapped is None:
            self._go(COLUMNS)
            return
        self._mapped = mapped
        self._ask_preview(self._first_preview)

    def _ask_preview(self, then: Callable[[Preview], None]) -> None:
        if self._listed is not None:
            work = partial(preview, self.desk.ctx, self._listed, self._mapped, dict(self._decisions))
            self.query(work, then)

    def _first_preview(self, found: Preview) -> None:
        if found.hindrance:
            self._go(COLUMNS)
            self._columns.say(found.hindrance)
            return
        self._show_preview(found)
        self._go(REVIEW)

    def _preview_came(self, found: Preview) -> None:
        if self._step == REVIEW and not found.hindrance:
            self._show_preview(found)
            self.set_buttons(*self._forward())

    def _show_preview(self, found: Preview) -> None:
        assert self._listed is not None  # noqa: S101 - it is what was looked at
        self._preview = found
        self._review.show_preview(found, dict(self._decisions), self._listed.of)

    def _decide(self, key: DoubtKey, answer: str | None) -> None:
        self._decisions[key] = answer
        self._ask_preview(self._preview_came)

    def _reopen(self, key: DoubtKey) -> None:
        self._decisions.pop(key, None)
        self._ask_preview(self._preview_came)

    def _proposed(self) -> list[Doubt]:
        """Doubts about values that wait and have a proposal; who somebody is, is decided one by one."""
        found = self._preview.doubts if self._preview else ()
        return [one for one in found if one.is_open and one.proposal and one.key.row is None]

    def _accept_all(self) -> None:
        self._decisions |= {one.key: one.proposal for one in self._proposed()}
        self.take_focus()
        self._ask_preview(self._preview_came)

    # taking in and back

    def _take_in(self) -> None:
        if self._listed is None or self._preview is None:
            return
        work = partial(
            take_in,
            self.desk.ctx,
            self._listed,
            self._mapped,
            dict(self._decisions),
            self._preview,
            keep_mapping=self._columns.keeps_mapping,
        )
        self.command(work, self._taken, self._not_taken)

    def _taken(self, taken: TakenIn) -> None:
        self._decisions = {}
        self._taken_of = taken.take_in.of
        self._done.show_taken(taken)
        self._go(DONE)

    def _not_taken(self, error: BaseException) -> bool:
        """Somebody changed the register meanwhile: what would be done now is shown."""
        if isinstance(error, Refused) and error.code is RefusalCode.CHANGED_MEANWHILE:
            self._ask_preview(self._preview_came)
        return False

    def _save_left_out(self) -> None:
        if self._listed is None or self._preview is None:
            return
        listed, seen = self._listed, self._preview
        folder = documents() if isinstance(listed.source, Pasted) else listed.source.parent
        proposed = folder / texts.LEFT_OUT_NAME.format(name=Path(listed.name).stem)
        target = messages.choose_target(self, texts.SAVE_LEFT_OUT, proposed, window_texts.WORKBOOK_FILTER)
        if target is not None:
            target = target if target.suffix else target.with_suffix(".xlsx")
            said = texts.LEFT_OUT_SAVED.format(file=target)
            self.query(partial(save_left_out, self.desk.ctx, listed, seen, target), lambda _none: self._done.say(said))

    def _ask_to_take_back(self, number: int) -> None:
        question = Message(texts.TAKE_BACK, "", texts.TAKE_BACK_QUESTION)
        if messages.ask(self, question, texts.TAKE_BACK, window_texts.STAY):
            self._take_back(number)

    def _take_back(self, number: int, *, leave_changed: bool = False) -> None:
        work = partial(undo, self.desk.ctx, number, leave_changed=leave_changed)
        self.command(work, partial(self._taken_back, number))

    def _taken_back(self, number: int, undone: Undone) -> None:
        page: FilePage | DonePage = self._done if self._step == DONE else self._files
        page.show_undone(number, undone)
        if undone.is_undone:
            self.told.emit(texts.TAKEN_BACK)
