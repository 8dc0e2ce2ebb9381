"""A page for one kind of record: the list, the chosen record's card, and a form in its place.

A form stands where the card stands, not in a window over the window. What is wrong is said under its field; what has
been typed is not lost without being asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.domain.problems import Refused
from mottagning.domain.rights import Part
from mottagning.readmodels.bulk import Change
from mottagning.readmodels.changes import Done
from mottagning.texts import bulk as bulk_texts
from mottagning.texts import formats
from mottagning.texts import window as texts
from mottagning.texts.problems import Message
from mottagning.uikit import aloud, messages, theme
from mottagning.uikit.bulk import FIELD, Bulk, Preview, asked
from mottagning.uikit.columns import Column
from mottagning.uikit.fields import Field, Section, all_fields
from mottagning.uikit.filters import Quick
from mottagning.uikit.forms import FormView
from mottagning.uikit.list_exits import About
from mottagning.uikit.lists import CardPart, ListPart, Prepared, beside
from mottagning.uikit.parts import Kind, button, clear, column, empty, holder, label, line, row
from mottagning.uikit.screen import Desk, Screen
from mottagning.uikit.tab_order import put_after, stops
from mottagning.uikit.undoing import Back
from mottagning.uikit.window import Window

L = TypeVar("L")
C = TypeVar("C")
Values = Mapping[str, object]
_LOW = 720
"""Pixels: a window lower than this, as one on a screen at 150 %, has few lines to spare above a form's buttons."""
_PAUSE = 400
"""Milliseconds without a key before something is worked out anew."""


class PageTexts(Protocol):
    """The words that the texts of every area with a list of records have."""

    TITLE: str
    ONE: str
    MANY: str
    NEW: str
    EMPTY_TITLE: str
    EMPTY_TEXT: str
    NOTHING_CHOSEN: str
    NOTHING_CHOSEN_TEXT: str


@dataclass(frozen=True, slots=True)
class ListWords:
    """What a page of records is called: its title, one and many, the button for a new one, and its empty places."""

    title: str
    count: tuple[str, str]
    new: str
    empty: tuple[str, str]
    nothing: tuple[str, str]

    @classmethod
    def of(cls, said: PageTexts) -> ListWords:
        """Those of an area's texts."""
        return cls(
            said.TITLE,
            (said.ONE, said.MANY),
            said.NEW,
            (said.EMPTY_TITLE, said.EMPTY_TEXT),
            (said.NOTHING_CHOSEN, said.NOTHING_CHOSEN_TEXT),
        )


class FormPanel(QWidget):
    """A form with its heading and its two buttons. `save` gets the values once they can all be read.

    Its buttons stand in `foot`, so that a card can keep them in sight while a long form scrolls.
    """

    wants_save = Signal()

    def __init__(
        self,
        title: str,
        sections: Sequence[Section],
        values: Values,
        save: Callable[[Values], None],
        cancel: Callable[[], None],
        above: QWidget | None = None,
        words: tuple[str, str] = (texts.SAVE, texts.CANCEL),
        *,
        escape: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.form = FormView(sections)
        self.form.show_values(values)
        self.form.edited.connect(self._edited)
        self.is_edited = False
        self._save = save
        self._said = label("", "stopped", wrap=True)
        self._said.hide()
        self._note = label("", wrap=True)
        self._note.hide()
        self._hint = column(spacing=4)
        self._above_buttons, self._below = column(self._note), column()
        """Where the note stands; in a low window it is below the fields, to leave them room."""
        self.save_button = button(words[0], self.wants_save.emit, Kind.PRIMARY)
        self.cancel_button = button(words[1], cancel)
        asked = all_fields(sections)
        parts: list[Any] = [label(title, "subheading", wrap=True)]
        if any(one.required for one in asked) and not all(one.required for one in asked):
            parts.append(label(texts.REQUIRED_NOTE, "muted"))
        if above is not None:
            parts.append(above)
        self.foot = holder(
            column(line(), self._hint, self._above_buttons, self._said, row(self.save_button, self.cancel_button, 0))
        )
        self.setLayout(column(*parts, self.form, self._below, self.foot))
        save_keys = QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self.foot)
        save_keys.activated.connect(self.wants_save)
        for part in (self.form, self.foot, *([above] if above is not None else [])):
            _on_escape(part, escape or cancel)

    def when_paused(self, look: Callable[[], None]) -> None:
        """Run `look` soon after the form came up, and whenever the typing has paused."""
        pause = QTimer(self)
        pause.setSingleShot(True)
        pause.setInterval(_PAUSE)
        pause.timeout.connect(lambda: look())  # noqa: PLW0108 - Qt would not keep what a bound method belongs to
        self.form.edited.connect(pause.start)
        pause.start()

    def submit(self, read: Callable[[FormView], Values | None]) -> None:
        """Read the form and hand its values on; what cannot be read is said."""
        if not self.save_button.isEnabled():
            return
        self._said.hide()
        values = read(self.form)
        if values is None:
            self.say(texts.to_mend(self.form.problem_count))
        else:
            self.save_button.setEnabled(False)
            self._save(values)

    def only_look(self) -> None:
        """Say that nothing can be saved here by who is logged in."""
        self.save_button.setEnabled(False)
        self.say(texts.ONLY_LOOK)

    def may_leave(self) -> bool:
        """Whether what was typed may go, asked where there is something; to save it sends the form and stays.

        Behind the lock only who unlocks saves: whoever sits there may be another, and the log tells who did what.
        """
        if not self.is_edited:
            return True
        if self._is_locked:
            message = Message(texts.UNSAVED_LOCKED, "", texts.UNSAVED_LOCKED_ADVICE)
            return messages.ask(self, message, texts.DISCARD, texts.STAY)
        answer = messages.ask_about_unsaved(self)
        if answer is messages.Unsaved.SAVE:
            self.wants_save.emit()
        return answer is messages.Unsaved.DISCARD

    @property
    def _is_locked(self) -> bool:
        over = self.window()
        return isinstance(over, Window) and not over.page.isAncestorOf(self)

    def refused(self, error: BaseException) -> bool:
        """Say why it was not saved, under the fields where it concerns one. False when it is not for the form."""
        self.save_button.setEnabled(True)
        if not isinstance(error, Refused):
            return False
        names = set(self.form.raw())
        known = [problem for problem in error.fields if problem.name in names]
        self.form.show_problems(known)
        if known:
            self.say(texts.to_mend(len(known)))
        if len(known) != len(error.fields) or not known:
            self.say(messages.message_of(error).text)
        return True

    def say(self, text: str) -> None:
        """Say something about the whole form."""
        self.save_button.setEnabled(True)
        self._said.setText(text)
        self._said.show()
        aloud.say(self, text)

    def note(self, text: str) -> None:
        """Tell what the values come to, while they are being entered; a form that is gone by then is told nothing."""
        if not isValid(self):
            return
        self.window().installEventFilter(self)  # the panel itself may lie in what scrolls, and stay as it is
        self._note.setText(formats.unbroken(text))
        self._place_note()
        self._note.setVisible(bool(text))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and watched is self.window():
            self._place_note()
        return False

    def _place_note(self) -> None:
        place = self._below if self.window().height() < _LOW else self._above_buttons
        if place.indexOf(self._note) < 0:
            place.addWidget(self._note)

    def hint(self, parts: Sequence[QWidget]) -> None:
        """Put something worth a look above the buttons, with ways to it, in place of what was there."""
        clear(self._hint)
        for part in parts:
            self._hint.addWidget(part)

    def offer(self, way: QWidget) -> None:
        """Put a quiet way out below the form: to remove what it shows."""
        layout = self.layout()
        assert isinstance(layout, QVBoxLayout)  # noqa: S101 - as it was made
        layout.insertWidget(layout.indexOf(self.form) + 1, way)
        others = [one for one in stops(self) if one is not way and not self.foot.isAncestorOf(one)]
        if others:
            put_after(others[-1], way)

    def _edited(self) -> None:
        self.is_edited = True


def _on_escape(part: QWidget, do: Callable[[], object]) -> None:
    """Esc leaves; while a list of suggestions is open it closes that list and nothing else."""

    def leave() -> None:
        suggestions = QApplication.activePopupWidget()
        if suggestions is not None:
            suggestions.close()
        else:
            do()

    escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), part)
    escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    escape.activated.connect(leave)


class RecordScreen(Screen, Generic[L, C]):
    """A list of `L` beside the card of one `C`. `about` tells whom its lines are about, for the log.

    `part` is the part of the register that its records belong to: who may see but not change it is told so in a form.
    """

    part: Part | None = None

    def __init__(
        self,
        desk: Desk,
        name: str,
        columns: Sequence[Column[L]],
        words: ListWords,
        quick: Sequence[Quick[L]] = (),
        about: About[L] | None = None,
        bulk: Bulk[Any] | None = None,
    ) -> None:
        super().__init__(desk, words.title)
        self._bulk = bulk
        self._nothing_words = words.nothing
        self._form: FormPanel | None = None
        self._wanted: int | None = None
        self._shown: int | None = None
        self._former: int | None = None
        self._arrived: int | None = None
        self._to_edit: int | None = None
        self._page_over: int | None = None
        empty_page = empty(*words.empty, button(words.new, self.begin_new, Kind.PRIMARY))
        said = (words.title, *words.count)
        self.list: ListPart[L] = ListPart(desk, name, columns, self.id_of, said, empty_page, quick=quick, about=about)
        self.list.told.connect(self.told)
        if about is not None:
            self.log_copies(self.list.table, name, about.person)
        self.card = CardPart()
        self._parts = beside(self.list, self.card)
        self._drawn: list[int] | None = None
        self.body.addWidget(self._parts, 1)
        self.list.table.chosen.connect(self._chosen)
        self.list.table.opened.connect(self._opened)
        self.new_button = button(words.new, self.begin_new, Kind.PRIMARY)
        several = self._several() if self.may_change else ()
        self.set_buttons(*self.more_buttons(), *several, self.new_button)
        new = QShortcut(QKeySequence(QKeySequence.StandardKey.New), self)
        new.activated.connect(self.begin_new)

    @property
    def may_change(self) -> bool:
        """Whether who is logged in may change these records."""
        return self.part is None or self.desk.ctx.changes(self.part)

    # what a kind of record says

    def id_of(self, row: L) -> int:
        """A line's number in the register."""
        raise NotImplementedError

    def read_lines(self) -> list[L]:
        """The list; runs on the worker."""
        raise NotImplementedError

    def read_card(self, record_id: int) -> C:
        """The card of one record; runs on the worker."""
        raise NotImplementedError

    def show_card(self, card: C) -> None:
        """Fill the card."""
        raise NotImplementedError

    @property
    def place(self) -> object:
        return self._shown

    @property
    def is_writing(self) -> bool:
        """Whether a form stands in the card's place."""
        return self._form is not None

    def begin_new(self) -> None:
        """Open an empty form."""
        raise NotImplementedError

    def begin_edit(self) -> None:
        """Open the form of the chosen record."""
        raise NotImplementedError

    def more_buttons(self) -> list[QPushButton]:
        """Quiet buttons beside the filled one."""
        return []

    # what the page does

    def load(self) -> None:
        self.query(lambda: self.list.prepared(self.read_lines()), self._lines_came)

    def take_focus(self) -> None:
        if self._form is None:
            self.list.table.setFocus()

    def open(self, record: Any) -> None:  # noqa: ANN401 - as the page's base
        """Choose the record with this number."""
        if not self.may_leave():
            return
        self._form = None
        self._wanted = int(record)
        if not self.list.choose(self._wanted):
            self.load()
        elif self._shown != self._wanted:
            self._read(self._wanted)

    def may_leave(self) -> bool:
        if self._form is None:
            return True
        is_free = self._form.may_leave()
        if is_free and self._form.is_edited:
            self._form = None
        return is_free

    def show_form(
        self,
        title: str,
        sections: Sequence[Section],
        values: Values,
        save: Callable[[Values], None],
        above: QWidget | None = None,
        words: tuple[str, str] = (texts.SAVE, texts.CANCEL),
    ) -> FormPanel:
        """Put a form in the card's place."""
        panel = FormPanel(title, sections, values, save, self.leave_form, above, words)
        panel.wants_save.connect(self._submit)
        self.list.table.rest.stop()  # the form is not left for a row that was chosen by the filter
        self._form = panel
        self._offer_new()
        self.give_room(to_card=False)
        self.card.show_parts(panel, foot=panel.foot)
        panel.form.focus_first()
        if not self.may_change:
            panel.only_look()
        return panel

    def give_room(self, *, to_card: bool) -> None:
        """Make the card wider than the list, for what needs it; afterwards they are again as they were drawn."""
        if to_card and self._drawn is None:
            self._drawn = self._parts.sizes()
            self._parts.setSizes([1000, 2000])
        elif self._drawn is not None and not to_card:
            self._parts.setSizes(self._drawn)
            self._drawn = None

    def begin_page(self) -> bool:
        """Make way for a page in the card's place, which stays when the list is read anew; asks as leaving a form does.

        False when a form is to stay.
        """
        if not self.may_leave():
            return False
        self._form, self._shown = None, None
        current = self.list.table.current
        self._page_over = None if current is None else self.id_of(current)
        self._offer_new()
        return True

    def choose_nothing(self) -> None:
        """Before a new record is entered: none is shown; the one that was comes back when nothing comes of it."""
        self._former, self._shown, self._arrived = self._shown, None, None
        self.list.table.leave()

    def leave_form(self) -> None:
        """Go back to the card; asks when something was typed."""
        if not self.may_leave():
            return
        self._form = None
        has_former = self._choose_former()
        self.take_focus()
        if not has_former:
            self._show_chosen()

    def hideEvent(self, event: QHideEvent) -> None:
        """A form whose changes were thrown away is not there when one comes back: nothing would take what it says."""
        super().hideEvent(event)
        if self._form is None and isinstance(self.card.first, FormPanel) and not self._choose_former():
            self._show_chosen()

    def _choose_former(self) -> bool:
        """Choose the record that was shown before a new one was begun, which reads its card; False without one."""
        return self.list.table.current is None and self._former is not None and self.list.choose(self._former)

    def _show_chosen(self) -> None:
        current = self.list.table.current
        if current is None:
            self._show_nothing()
        else:
            self._read(self.id_of(current))

    def saved(
        self,
        work: Callable[[], Done[Any]],
        record_id: Callable[[Any], int | None],
        then: Callable[[], None] | None = None,
        *,
        undo: Callable[[Any], Back] | None = None,
    ) -> None:
        """Run a command that a form wished for; then show the record, or do `then`, which shows another page.

        `undo` gives the way back from what the command made.
        """
        panel = self._form

        def done(value: Any) -> None:  # noqa: ANN401 - what the command gives
            self._form = None
            self.take_focus()
            self.told.emit(texts.SAVED)
            if undo is not None:
                self.offer_undo(undo(value), partial(self._undone, is_whole=record_id(value) is not None))
            if then is not None:
                then()
                return
            self._wanted = record_id(value) or self._shown
            if self._wanted is not None:
                self._read(self._wanted)

        self.command(work, done, panel.refused if panel else None)

    def removed(
        self,
        work: Callable[[], Done[Any]],
        question: str,
        *,
        is_whole: bool = True,
        then: Callable[[], None] | None = None,
        undo: Back | None = None,
    ) -> None:
        """Ask, then run a command that removes the record, or a part of it; `then` shows another page than its card.

        `undo` is the way back.
        """
        if not messages.ask(self, Message(texts.REMOVE_QUESTION, question), texts.REMOVE, texts.KEEP):
            return

        def done(_value: Any) -> None:  # noqa: ANN401 - nothing
            self._form = None
            self.take_focus()
            self.told.emit(texts.REMOVED)
            if undo is not None:
                self.offer_undo(undo, partial(self._undone, is_whole=is_whole))
            if then is not None:
                then()
            elif is_whole:
                self._shown = None
                self._show_nothing()
            elif self._shown is not None:
                self._read(self._shown)

        self.command(work, done)

    def _undone(self, value: object, *, is_whole: bool) -> None:
        """Show what is there now; what was taken back of the whole record and gives nothing has removed it."""
        if is_whole and value is None:
            self._shown = None
        else:
            self.reread()

    # several at once

    def _several(self) -> list[QPushButton]:
        """The button that changes the chosen rows, where the kind of record has one."""
        if self._bulk is None:
            return []
        several = button(bulk_texts.SEVERAL, self.begin_bulk, name=bulk_texts.SEVERAL_NAME)
        several.setToolTip(bulk_texts.HINT)

        def look() -> None:
            several.setEnabled(len(self.list.table.selectionModel().selectedRows()) > 1)

        self.list.table.selectionModel().selectionChanged.connect(look)
        self.list.table.rows_model.modelReset.connect(look)
        look()
        return [several]

    def begin_bulk(self) -> None:
        """Ask which field of the chosen records is to have which value."""
        bulk, ids = self._bulk, [self.id_of(one) for one in self.list.table.selected]
        if bulk is None or not self.may_leave():
            return
        self._form = None

        def look(values: Values) -> None:
            name = str(values[FIELD])
            self.query(asked(bulk, ids, values), partial(self._show_preview, bulk, bulk.field(name)), panel.refused)

        words = (bulk_texts.SHOW, texts.CANCEL)
        panel = self.show_form(bulk_texts.heading(len(ids), *bulk.count), bulk.sections, {}, look, words=words)

        def show() -> None:
            chosen = panel.form.glance(self.desk.today).values.get(FIELD)
            panel.form.show_only({FIELD, chosen} if isinstance(chosen, str) else {FIELD})

        panel.form.edited.connect(show)
        show()

    def _show_preview(self, bulk: Bulk[Any], field: Field, changes: list[Change[Any]]) -> None:
        preview = Preview(bulk, field, changes, lambda: save(), self.leave_form)  # noqa: PLW0108 - made below
        self.log_copies(preview.table, "bulk", lambda change: change.before.value.case_number)

        def saved(undo: list[Change[Any]]) -> None:
            self._form = None
            said = bulk_texts.done(len(undo), *bulk.count)
            back = partial(self._undo, bulk, undo)
            self.list.offer_undo(said, bulk_texts.UNDO, back)
            self.undoable.emit(back)
            self.take_focus()
            self.reread()

        def save() -> None:
            preview.save.setEnabled(False)
            self.command(partial(bulk.save, changes), saved, preview.refused)

        if self._form is not None:
            self._form.is_edited = False  # the way back loses no more than a field and its value
        self.card.show_parts(*preview.parts, foot=preview.foot)
        (preview.save if preview.save.isEnabled() else preview.table).setFocus(Qt.FocusReason.OtherFocusReason)

    def _undo(self, bulk: Bulk[Any], undo: list[Change[Any]]) -> None:
        self.list.close_undo()

        def undone(_again: object) -> None:
            self.told.emit(bulk_texts.UNDONE)
            self.reread()

        def refused(error: BaseException) -> bool:
            if isinstance(error, Refused):
                self.told.emit(bulk_texts.UNDO_REFUSED)
            return isinstance(error, Refused)

        self.command(partial(bulk.save, undo), undone, refused)

    def reread(self) -> None:
        """Show the chosen record as it is now, unless a form stands in its place."""
        current = self.list.table.current
        if self._form is None and current is not None:
            self._read(self.id_of(current))

    def _lines_came(self, found: Prepared[L]) -> None:
        lines = found.rows
        self.list.set_rows(found)
        self._offer_new()
        if self._wanted is not None:
            self.list.choose(self._wanted)
            self._wanted = None
        elif self.list.table.current is None and lines and self._form is None:
            self.list.table.selectRow(0)
        if not lines and self._form is None:
            self._show_nothing()

    def _chosen(self, row: L | None) -> None:
        if row is None or self.id_of(row) == self._page_over:
            return
        if self._form is not None and self.id_of(row) == self._shown:
            return  # the list was read anew under an open form
        if not self.may_leave():
            QTimer.singleShot(0, self, self._stay)  # Qt goes on to mark the row that was pressed
            return
        self._form = None
        self._read(self.id_of(row))

    def _stay(self) -> None:
        """Go back into the form that is to stay, with the row of its record chosen: none for a new one."""
        if self._form is None:
            return
        self.list.table.keep_to(self._shown)
        last = self._form.focusWidget()
        if last is not None:
            last.setFocus()

    def _opened(self, row: L) -> None:
        """Edit the record of a row, once its card is there: never that of a row that was chosen before."""
        if self._form is not None:
            return
        if self._arrived == self.id_of(row):
            self.begin_edit()
        else:
            self._to_edit = self.id_of(row)
            self._read(self._to_edit)

    def _read(self, record_id: int) -> None:
        self.list.table.rest.stop()
        self._shown, self._page_over = record_id, None

        def came(card: C) -> None:
            if self._shown == record_id and self._form is None:
                self._arrived = record_id
                self._offer_new()
                self.give_room(to_card=False)
                self.show_card(card)
                if self._to_edit == record_id:
                    self.begin_edit()
                self._to_edit = None

        self.query(lambda: self.read_card(record_id), came)

    def _show_nothing(self) -> None:
        parts = [theme.PAGE, empty(*self._nothing_words)] if self.list.table.rows_model.total else []
        self.give_room(to_card=False)
        self.card.show_parts(*parts)
        self._offer_new()

    def _offer_new(self) -> None:
        """One filled button at a time: none above while a form is open, or while the empty list has it."""
        wanted = self.may_change and self._form is None and self.list.table.rows_model.total > 0
        self.new_button.setVisible(wanted)

    def _submit(self) -> None:
        if self._form is not None:
            self._form.submit(lambda form: form.values(self.desk.today))
