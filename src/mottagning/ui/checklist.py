"""A checklist on a card: ticked where it stands, so that the cursor stays on the item."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton, QVBoxLayout, QWidget

from mottagning.domain.checklists import ChecklistMark, MarkState
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.plans import Checked, ChecklistLine, PhaseLines
from mottagning.readmodels.records import values_of
from mottagning.texts import formats
from mottagning.texts import plans as texts
from mottagning.texts import window as window_texts
from mottagning.uikit.columns import Tone
from mottagning.uikit.fields import LONG, Asks, Field, Section, choice
from mottagning.uikit.parts import Kind, button, chip, column, holder, label, row
from mottagning.uikit.records import RecordScreen, Values
from mottagning.uikit.undoing import Back, entering_again, putting_back
from mottagning.usecases.plans.checking import clear_mark, save_mark


class ChecklistPart(QWidget):
    """A person's checklist with that of her household, on `screen`. `beside` gives what stands under an item."""

    def __init__(
        self,
        screen: RecordScreen[Any, Any],
        checked: Checked,
        beside: Callable[[ChecklistLine], list[QWidget]] = lambda _line: [],
    ) -> None:
        super().__init__()
        self._page, self._checked, self.beside = screen, checked, beside
        self._hidden: list[QWidget] = []
        self._left = label("", "muted", wrap=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(12)
        inside.addWidget(self._left)
        self._phases = [_Phase(self, phase) for phase in checked.phases]
        for phase in self._phases:
            inside.addWidget(phase)
        inside.addWidget(self._rest())
        inside.addWidget(label(texts.CHECKLIST_NOTE.format(day=formats.day(checked.verified)), "muted", wrap=True))
        self.count()

    def _rest(self) -> QWidget:
        """What is not for this person is shown on demand."""
        self._hidden = [one for phase in self._phases for one in phase.not_hers]
        said = texts.SHOW_REST.format(number=len(self._hidden))
        show: QPushButton = button(said, lambda: toggle(), Kind.QUIET)  # noqa: PLW0108 - made below

        def toggle() -> None:
            is_shown = show.text() != said
            for one in self._hidden:
                one.setVisible(not is_shown)
            show.setText(said if is_shown else texts.HIDE_REST)

        for one in self._hidden:
            one.hide()
        if not self._hidden:
            show.hide()
        return holder(row(show, 0))

    def count(self) -> None:
        """Say how much is settled."""
        phases = tuple(phase.lines for phase in self._phases)
        self._left.setText(texts.remaining(replace(self._checked, phases=phases)))

    def owner(self, line: ChecklistLine) -> dict[str, Any]:
        """Whose an item is."""
        if line.is_shared:
            return {"household": self._checked.household}
        return {"case_number": self._checked.case_number}

    @property
    def page(self) -> RecordScreen[Any, Any]:
        """The page it stands on."""
        return self._page


class _Phase(QWidget):
    """The items of one phase under its heading."""

    def __init__(self, part: ChecklistPart, lines: PhaseLines) -> None:
        super().__init__()
        self._part, self.lines = part, lines
        heading, _ = texts.phase(lines)
        self._said = label("", "muted")
        self._late = chip(texts.PHASE_LATE, Tone.STOP)
        self._items = [_Item(part, self, place, line) for place, line in enumerate(lines.lines)]
        self.not_hers = [item for item in self._items if item.line.not_for is not None and item.line.mark is None]
        head = row(label(heading, "section"), self._late, 0)
        self.setLayout(column(head, self._said, *self._items, spacing=2))
        self._count()

    def settled(self, place: int, line: ChecklistLine) -> None:
        """An item was ticked or unticked."""
        found = list(self.lines.lines)
        found[place] = line
        self.lines = replace(self.lines, lines=tuple(found))
        self._count()
        self._part.count()

    def _count(self) -> None:
        self._said.setText(texts.phase(self.lines)[1])
        self._late.setVisible(self.lines.is_late and any(line.is_open for line in self.lines.lines))


class _Words(QLabel):
    """An item's words beside its box, which they tick: a box of Qt's does not break its own words."""

    def __init__(self, text: str, box: QCheckBox) -> None:
        super().__init__(text)
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._box = box

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._box.click()
        event.accept()


class _Item(QWidget):
    """One item: a box to tick, and what is said of it."""

    def __init__(self, part: ChecklistPart, phase: _Phase, place: int, line: ChecklistLine) -> None:
        super().__init__()
        self._part, self._phase, self._place = part, phase, place
        self.line = line
        self._box = QCheckBox()
        self._box.setAccessibleName(texts.item(line))
        words = _Words(texts.item(line), self._box)
        words.setToolTip(line.item.source)
        self._said: QLabel = label("", "muted", wrap=True)
        self._more = button("", self._form, Kind.QUIET)
        self._more.setFlat(True)
        self._box.clicked.connect(self._clicked)
        told = holder(column(words, self._said, *part.beside(line), spacing=0))
        line_of = row(self._box, told, self._more)
        line_of.setStretch(1, 1)
        self.setLayout(line_of)
        self._show()

    def _show(self) -> None:
        mark = self.line.mark
        self._box.setChecked(mark is not None and mark.value.state is MarkState.DONE)
        said = texts.marked(self.line)
        self._said.setText(said)
        self._said.setVisible(bool(said))
        word = texts.DOES_NOT_APPLY if mark is None else texts.CHANGE_MARK
        self._more.setText(word)
        self._more.setAccessibleName(f"{word} {self.line.item.text}")
        self._box.setAccessibleDescription(said)

    def _clicked(self) -> None:
        desk, mark = self._part.page.desk, self.line.mark
        if mark is not None and mark.value.state is MarkState.DONE:
            back = entering_again(mark, save_mark, desk.ctx)

            def cleared(_none: None) -> None:
                self._came(None, back)

            self._part.page.command(partial(clear_mark, desk.ctx, mark), cleared, self._failed)
            return
        done = ChecklistMark(
            item=self.line.item.key, on=desk.today, by=desk.ctx.user.name, **self._part.owner(self.line)
        )
        undo = putting_back(mark, save_mark, clear_mark, desk.ctx)

        def ticked(stored: Stored[ChecklistMark]) -> None:
            self._came(stored, undo(stored))

        self._part.page.command(partial(save_mark, desk.ctx, mark, done), ticked, self._failed)

    def _came(self, mark: Stored[ChecklistMark] | None, back: Back) -> None:
        page = self._part.page
        page.offer_undo(back, lambda _value: page.reread())
        self.line = replace(self.line, mark=mark)
        self._phase.settled(self._place, self.line)
        self._show()

    def _failed(self, _error: BaseException) -> bool:
        """The box shows again what holds; the window tells what was wrong."""
        self._show()
        return False

    def _form(self) -> None:
        desk, before = self._part.page.desk, self.line.mark
        values: dict[str, object] = {"state": MarkState.NOT_APPLICABLE, "on": desk.today}
        if before is not None:
            values = values_of(before.value)
        panel = self._part.page.show_form(self.line.item.text, _sections(), values, self._save)
        if before is not None:
            work, undo = partial(clear_mark, desk.ctx, before), entering_again(before, save_mark, desk.ctx)
            remove = partial(self._part.page.removed, work, self.line.item.text, is_whole=False, undo=undo)
            panel.offer(button(window_texts.REMOVE, remove, Kind.QUIET))

    def _save(self, values: Values) -> None:
        desk, before = self._part.page.desk, self.line.mark
        given: dict[str, Any] = {**values, **self._part.owner(self.line)}
        mark = ChecklistMark(item=self.line.item.key, by=desk.ctx.user.name, **given)
        undo = putting_back(before, save_mark, clear_mark, desk.ctx)
        self._part.page.saved(partial(save_mark, desk.ctx, before, mark), lambda _stored: None, undo=undo)


def _sections() -> list[Section]:
    """The sections of what is said of an item of a checklist."""
    return [
        Section(
            "",
            (
                choice("state", texts.MARK_STATE, MarkState, required=True),
                Field("on", texts.MARK_DAY, Asks.DAY, required=True),
                Field("why", texts.WHY, Asks.LINES, wide=True, longest=LONG),
            ),
        )
    ]
