"""Granska: all problems of a month at once, grouped by what one can do about them; the accepted are folded away."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QGridLayout, QPushButton, QWidget

from mottagning.system.preferences import Preferences
from mottagning.texts import months as texts
from mottagning.ui.returns.columns import Names, problem_columns
from mottagning.ui.returns.lines import ProblemGroup, ProblemLine, group_lines, groups_of
from mottagning.uikit import theme
from mottagning.uikit.parts import clear, column, holder, push_button
from mottagning.uikit.table import TableView

_ABREAST = 4
"""So many groups stand beside each other in the narrowest window."""


class ProblemsPart(QWidget):
    """The groups with how many problems each has, and below them the problems of the chosen one."""

    def __init__(self, names: Names, preferences: Preferences) -> None:
        super().__init__()
        self.table: TableView[ProblemLine] = TableView(
            "problems", problem_columns(names), lambda one: one.place, preferences
        )
        self._lines: Sequence[ProblemLine] = ()
        self._group = ProblemGroup(None)
        self._pushes: dict[ProblemGroup, QPushButton] = {}
        self._grid = QGridLayout()
        self._grid.setContentsMargins(theme.GROUP, theme.GROUP, theme.GROUP, theme.GROUP)
        self._grid.setSpacing(4)
        self.setLayout(column(holder(self._grid), self.table, spacing=0))
        self.setFocusProxy(self.table)

    @property
    def pushes(self) -> list[QPushButton]:
        """The buttons of the groups, which stand above the table."""
        return list(self._pushes.values())

    @property
    def lines(self) -> Sequence[ProblemLine]:
        """All lines, whichever group is shown."""
        return self._lines

    def set_lines(self, lines: Sequence[ProblemLine]) -> None:
        """Show these problems, in the group that was chosen as long as something is in it."""
        self._lines = lines
        groups = groups_of(lines)
        if self._group not in dict(groups):
            self._group = groups[0][0]
        clear(self._grid)
        self._pushes = {}
        for place, (group, count) in enumerate(groups):
            push = self._push(group, count)
            self._pushes[group] = push
            self._grid.addWidget(push, place // _ABREAST, place % _ABREAST)
        self._show(self._group)

    def _push(self, group: ProblemGroup, count: int) -> QPushButton:
        name = texts.group_in_full(group.remedy, count, accepted=group.is_accepted)
        push = push_button(texts.group(group.remedy, count, accepted=group.is_accepted), "step", name)
        push.setCheckable(True)
        push.setToolTip(push.accessibleName())
        push.clicked.connect(_told(self._show, group))
        return push

    def _show(self, group: ProblemGroup) -> None:
        self._group = group
        for each, push in self._pushes.items():  # no QButtonGroup: Tab is to reach every one of them
            push.setChecked(each == group)
        self.table.set_rows(group_lines(self._lines, group))
        if self.table.current is None and self.table.rows_model.rows:
            self.table.selectRow(0)


def _told(show: Callable[[ProblemGroup], None], group: ProblemGroup) -> Callable[[bool], None]:
    return lambda _is_checked: show(group)
