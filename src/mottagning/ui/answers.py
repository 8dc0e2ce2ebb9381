"""What is taken of an answer that another office sent? A tick for each thing that it would change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mottagning.domain.problems import Refused
from mottagning.readmodels.changes import Done
from mottagning.texts import answers as texts
from mottagning.texts import formats
from mottagning.texts import window as window_texts
from mottagning.uikit import messages, theme
from mottagning.uikit.parts import Kind, button, column, holder, label, line, row
from mottagning.uikit.records import FormPanel, RecordScreen


@dataclass(frozen=True, slots=True)
class Tick:
    """One thing that may be taken: its place in the answer, its words, and whether it is taken unless one says no."""

    place: int
    words: str
    is_on: bool = True


@dataclass(frozen=True, slots=True)
class TickGroup:
    """What belongs together: whose it is, what may be taken, and what is worth knowing before."""

    title: str
    ticks: Sequence[Tick]
    notes: Sequence[str] = ()


class Ticks(QWidget):
    """The groups, each tick reached with Tab and turned with the space bar."""

    changed = Signal()

    def __init__(self, groups: Sequence[TickGroup]) -> None:
        super().__init__()
        self._boxes: dict[int, QCheckBox] = {}
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(theme.GROUP)
        if sum(len(one.ticks) for one in groups) > 1:
            every = button(texts.ALL, lambda: self._set(is_on=True), Kind.QUIET)
            none = button(texts.NONE, lambda: self._set(is_on=False), Kind.QUIET)
            inside.addWidget(holder(row(every, none, 0)))
        for group in groups:
            inside.addWidget(line())
            inside.addWidget(self._group(group))

    @property
    def chosen(self) -> frozenset[int]:
        """The places of what is ticked."""
        return frozenset(place for place, box in self._boxes.items() if box.isChecked())

    def focus_first(self) -> bool:
        """Put the cursor on the first tick; False when there is none."""
        first = next(iter(self._boxes.values()), None)
        if first is not None:
            first.setFocus()
        return first is not None

    def _group(self, group: TickGroup) -> QWidget:
        boxes = [self._box(group.title, one) for one in group.ticks]
        notes = [label(text, "warned", wrap=True) for text in group.notes]
        return holder(column(label(formats.breakable(group.title), "strong", wrap=True), *boxes, *notes, spacing=4))

    def _box(self, title: str, one: Tick) -> QCheckBox:
        box = QCheckBox(one.words)
        box.setAccessibleName(f"{title}: {one.words}")
        box.setChecked(one.is_on)
        box.toggled.connect(self.changed)
        self._boxes[one.place] = box
        return box

    def _set(self, *, is_on: bool) -> None:
        for box in self._boxes.values():
            box.setChecked(is_on)


class SavesTicks:
    """The page of an answer: its save button counts what is ticked, and what was saved can be undone above the list."""

    def __init__(self, screen: RecordScreen[Any, Any]) -> None:
        self._screen = screen
        self._ctx = screen.desk.ctx

    def begin(self) -> None:
        """Have the file chosen."""
        file = messages.choose_file(self._screen, texts.READ, window_texts.WORKBOOK_FILTER)
        if file is not None:
            self.read(file)

    def read(self, file: Path) -> None:
        """Read a file that was chosen or dropped."""
        raise NotImplementedError

    def show_ticks(self, title: str, above: Sequence[QWidget], ticks: Ticks, save: Callable[[FormPanel], None]) -> None:
        """Put the answer in the card's place."""
        words = (texts.save(0), window_texts.CANCEL)
        inside = holder(column(*above, ticks))
        panel: FormPanel = self._screen.show_form(title, [], {}, lambda _none: save(panel), inside, words)
        self._screen.give_room(to_card=True)

        def count() -> None:
            number = len(ticks.chosen)
            panel.save_button.setText(texts.save(number))
            panel.save_button.setAccessibleName(texts.save(number))
            panel.save_button.setEnabled(number > 0)

        ticks.changed.connect(count)
        count()
        if not ticks.focus_first():
            panel.cancel_button.setFocus()

    def offer_undo(self, said: str, undo: Callable[[], Done[Any]]) -> None:
        """Leave the page, and offer the way back."""
        self._screen.leave_form()

        def undone(_none: object) -> None:
            self._screen.told.emit(texts.UNDONE)
            self._screen.reread()

        def refused(error: BaseException) -> bool:
            if isinstance(error, Refused):
                self._screen.told.emit(texts.UNDO_REFUSED)
            return isinstance(error, Refused)

        def back() -> None:
            self._screen.list.close_undo()
            self._screen.command(undo, undone, refused)

        self._screen.list.offer_undo(said, texts.UNDO, back)
        self._screen.undoable.emit(back)
