"""What does a residence do while it is being entered? Counted anew as somebody types, told in the form.

Only one count is under way at a time; what is entered meanwhile is counted when it is back, and an answer to what no
longer stands there is not shown.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from mottagning.domain.people import Residence
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.people import PersonCard
from mottagning.readmodels.records import record_of
from mottagning.readmodels.residences import Move, MoveEffect
from mottagning.texts import residences as texts
from mottagning.ui.people.timeline import chart_of
from mottagning.uikit import theme
from mottagning.uikit.parts import clear, column, holder, label
from mottagning.uikit.records import FormPanel, RecordScreen
from mottagning.uikit.timeline import Timeline
from mottagning.usecases import move_effects


class MoveNote(QWidget):
    """Tells in `panel` what saving it would do: the sums in its note, the rest below its fields.

    `is_open` tells whether the form still stands there.
    """

    def __init__(
        self,
        screen: RecordScreen[Any, Any],
        card: PersonCard,
        panel: FormPanel,
        before: Stored[Residence] | None,
        is_open: Callable[[FormPanel], bool],
    ) -> None:
        super().__init__()
        self._screen = screen
        self._card = card
        self._panel = panel
        self._before = before
        self._is_open = is_open
        self._counting: Residence | None = None
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, theme.GROUP, 0, 0)
        panel.offer(self)
        panel.form.edited.connect(self._count)
        self._count()

    def _entered(self) -> Residence | None:
        """What is entered, as far as it is a residence and another than before."""
        parsed = self._panel.form.glance(self._screen.desk.today)
        if parsed.problems:
            return None
        found: Residence = record_of(Residence, {**parsed.values, "case_number": self._card.person.value.case_number})
        return None if self._before is not None and found == self._before.value else found

    def _count(self) -> None:
        entered = self._entered()
        if entered is None:
            self._show(None)
        elif self._counting is None:
            self._counting = entered
            work = partial(move_effects.preview_residence, self._screen.desk.ctx, self._before, entered)
            self._screen.query(work, self._counted, self._not_counted)

    def _counted(self, move: Move) -> None:
        counted, self._counting = self._counting, None
        if not self._is_open(self._panel):
            return
        if self._entered() == counted:
            self._show(move)
        else:
            self._count()

    def _not_counted(self, _error: BaseException) -> bool:
        self._counting = None
        return False

    def _show(self, move: Move | None) -> None:
        clear(self._inside)
        names = self._screen.desk.ctx.name
        self._panel.note(texts.summary(move, names) if move else "")
        if move is None or move.problems:
            return
        chart = chart_of(self._card, move.belongings, names, self._screen.desk.today, texts.AS_IT_WOULD_BE)
        self._inside.addWidget(label(texts.AS_IT_WOULD_BE, "section"))
        self._inside.addWidget(Timeline(chart, texts.TODAY))
        for one in move.effects:
            self._inside.addWidget(_effect(one, names))
        if move.effects:
            self._inside.addWidget(label(texts.HOW_COUNTED, "muted", wrap=True))


def _effect(one: MoveEffect, names: Callable[[str], str]) -> QWidget:
    """A booking and its kronor."""
    what = label(texts.effect(one, names), wrap=True)
    return holder(column(what, label(texts.amounts(one), "muted", wrap=True), spacing=0))
