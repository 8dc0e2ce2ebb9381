"""What is taken of an answer that another office sent? A tick for each thing that it would change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from mottagning.texts import answers as texts
from mottagning.texts import formats
from mottagning.uikit import theme
from mottagning.uikit.parts import Kind, button, column, holder, label, line, row


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

    def focus_first(self) -> None:
        """Put the cursor on the first tick."""
        for box in self._boxes.values():
            box.setFocus()
            return

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
