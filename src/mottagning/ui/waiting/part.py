"""What waits for one person, on her card and on her plan's: each with its days, the way to it, and to who answers."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.domain.waiting import Wait, WaitKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.records import record_of, values_of
from mottagning.readmodels.waiting import PersonWaits, WaitLine
from mottagning.texts import formats
from mottagning.texts import waiting as texts
from mottagning.texts import window as window_texts
from mottagning.ui.waiting.form import OF_HOUSEHOLD, wait_sections
from mottagning.ui.waiting.places import asks, place_of
from mottagning.uikit import theme
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import Kind, button, clear, column, holder, label, line, row
from mottagning.uikit.records import RecordScreen, Values
from mottagning.uikit.undoing import entering_again, putting_back
from mottagning.usecases.waiting.keeping import end_wait, remove_wait, resume_wait, save_wait
from mottagning.usecases.waiting.viewing import person_waits


class WaitsPart(QWidget):
    """What waits for the person with this case number, on `screen`; it reads for itself, once it is shown."""

    def __init__(self, screen: RecordScreen[Any, Any], case_number: str) -> None:
        super().__init__()
        self._screen, self._case_number = screen, case_number
        self._ctx = screen.desk.ctx
        self._is_asked = False
        self._found: PersonWaits | None = None
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_asked:
            self._is_asked = True
            self._screen.query(
                partial(person_waits, self._ctx, self._case_number), self._came, lambda _error: not isValid(self)
            )

    def _came(self, found: PersonWaits) -> None:
        if not isValid(self):
            return
        self._found = found
        clear(self._inside)
        new = button(texts.NEW, partial(self._form, None), Kind.QUIET)
        parts: list[Any] = [row(label(texts.RUNNING, "section"), 0, new)]
        for one in found.running:
            parts += [self._running(one), line()]
        if not found.running:
            parts.append(label(texts.NOTHING, "muted"))
        if found.ended:
            parts += [theme.GROUP, label(texts.OVER, "section")]
        for one in found.ended:
            parts += [self._ended(one), line()]
        self._inside.addWidget(holder(column(*parts, spacing=6)))

    def _running(self, one: WaitLine) -> QWidget:
        what = texts.what(one.wait)
        ways: list[QPushButton] = []
        if one.stored is not None:
            end = partial(self._ended_now, one.stored)
            ways = [button(texts.END, end, name=texts.END_NAME.format(what=what)), self._edit(one, one.stored)]
        elif one.wait.kind is not WaitKind.PERSONAL_NUMBER:
            go = partial(self._screen.wishes.emit, place_of(one))
            ways = [button(texts.GO, go, Kind.QUIET, name=texts.GO_NAME.format(what=what))]
        ask = partial(self._screen.wishes.emit, asks(one))
        return self._told(one, *ways, button(texts.ASK, ask, Kind.QUIET, name=texts.ASK_NAME.format(what=what)))

    def _ended(self, one: WaitLine) -> QWidget:
        assert one.stored is not None  # noqa: S101 - what is over is shown only where it was entered
        name = texts.RESUME_NAME.format(what=texts.what(one.wait))
        back = button(texts.RESUME, partial(self._resume, one.stored), Kind.QUIET, name=name)
        return self._told(one, self._edit(one, one.stored), back)

    def _told(self, one: WaitLine, *ways: QPushButton) -> QWidget:
        note = one.stored.value.note if one.stored else None
        return holder(
            column(
                label(formats.breakable(texts.what(one.wait)), "strong", wrap=True),
                label(formats.breakable(texts.sentence(one)), wrap=True),
                label(formats.breakable(texts.detail(one)), "muted", wrap=True),
                *([label(formats.breakable(note), wrap=True, selectable=True)] if note else []),
                Flow(*ways),
                spacing=2,
            )
        )

    def _edit(self, one: WaitLine, stored: Stored[Wait]) -> QPushButton:
        name = f"{window_texts.EDIT} {texts.what(one.wait)}"
        return button(window_texts.EDIT, partial(self._form, stored), Kind.QUIET, name=name)

    # what is entered

    def _form(self, before: Stored[Wait] | None) -> None:
        found = self._found
        if found is None or not self._screen.may_leave():
            return
        values: dict[str, object] = {"since": self._screen.desk.today, OF_HOUSEHOLD: False}
        if before is not None:
            values = {**values_of(before.value), OF_HOUSEHOLD: before.value.household is not None}
        title = before.value.what if before else texts.NEW_FORM.format(name=found.name)
        sections = wait_sections(has_household=found.household is not None)
        panel = self._screen.show_form(title, sections, values, partial(self._save, before))
        if before is not None:
            work = partial(remove_wait, self._ctx, before)
            undo = entering_again(before, save_wait, self._ctx)
            remove = partial(self._screen.removed, work, texts.REMOVE_TEXT, is_whole=False, undo=undo)
            panel.offer(button(window_texts.REMOVE, remove, Kind.QUIET))

    def _save(self, before: Stored[Wait] | None, values: Values) -> None:
        assert self._found is not None  # noqa: S101 - the form is of what was found
        former = values_of(before.value) if before else {"key": ""}
        of_household = bool(values.get(OF_HOUSEHOLD))
        owner = {
            "case_number": None if of_household else self._case_number,
            "household": self._found.household if of_household else None,
        }
        entered = {name: value for name, value in values.items() if name != OF_HOUSEHOLD}
        wait: Wait = record_of(Wait, {**former, **entered, **owner})
        undo = putting_back(before, save_wait, remove_wait, self._ctx)
        self._screen.saved(partial(save_wait, self._ctx, before, wait), lambda _stored: None, undo=undo)

    def _ended_now(self, stored: Stored[Wait]) -> None:
        undo = putting_back(stored, save_wait, remove_wait, self._ctx)
        self._screen.saved(partial(end_wait, self._ctx, stored), lambda _stored: None, undo=undo)

    def _resume(self, stored: Stored[Wait]) -> None:
        self._screen.saved(partial(resume_wait, self._ctx, stored), lambda _stored: None)
