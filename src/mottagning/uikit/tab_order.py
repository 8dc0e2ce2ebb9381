"""Where does Tab lead? Through a page as it is read, also through what was put into it later.

Qt goes through widgets in the order in which they came into the window: a button above a list that came after it would
be reached last of all.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget


def put_after(anchor: QWidget, *parts: QWidget) -> None:
    """Have Tab go from `anchor` through these parts, in the order in which each was put together."""
    for part in parts:
        for one in stops(part):
            if one.window() == anchor.window():  # the list of a box of choices is a window of its own
                QWidget.setTabOrder(anchor, one)
                anchor = one


def stops(part: QWidget) -> list[QWidget]:
    """What Tab stops at in a part, itself too.

    The chain itself is not asked: what it gives of Qt's own making would be thrown away with its Python side.
    """
    found: list[QWidget] = [part, *part.findChildren(QWidget)]
    return [one for one in found if one.focusPolicy().value & Qt.FocusPolicy.TabFocus.value and not one.focusProxy()]
