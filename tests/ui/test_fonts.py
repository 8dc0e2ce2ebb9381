"""Is all text of one size where the system has fonts of its own for lists and menus, as Windows has?"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QApplication, QListView, QMenu, QTableView, QWidget

from mottagning.uikit import theme

SMALL = 9
"""Pixels."""


@pytest.fixture
def as_on_windows(app: QApplication, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Windows' fonts for lists and menus, which come after the program has chosen its own."""
    monkeypatch.setattr(theme.sys, "platform", "win32")
    monkeypatch.setattr(theme, "high_contrast", lambda: False)
    monkeypatch.setattr(theme, "_worn", None)
    theme.apply(app)
    small = QFont(app.font())
    small.setPixelSize(SMALL)
    for kind in ("QAbstractItemView", "QMenu"):
        app.setFont(small, kind)
    yield
    monkeypatch.undo()
    theme._worn = None
    theme.apply(app)


@pytest.mark.usefixtures("as_on_windows")
@pytest.mark.parametrize("kind", [QTableView, QListView, QMenu])
def test_lists_and_menus_have_the_programs_size(app: QApplication, kind: type[QWidget]) -> None:
    made = kind()
    made.ensurePolished()
    assert made.font().pixelSize() == app.font().pixelSize() == 13
    made.deleteLater()
