"""How do parts of one card take turns? Tabs over pages of unlike height; only the shown one takes up room."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QTabBar, QWidget

from mottagning.uikit import theme
from mottagning.uikit.parts import column


class Tabs(QWidget):
    """Pages under words; `changed` tells which one is shown now."""

    changed = Signal(int)

    def __init__(self, pages: Sequence[tuple[str, QWidget]], shown: int = 0) -> None:
        super().__init__()
        self._pages = [page for _, page in pages]
        self.bar = QTabBar()
        self.bar.setExpanding(False)
        self.bar.setDrawBase(False)
        for word, _ in pages:
            self.bar.addTab(word)
        self.setLayout(column(self.bar, *self._pages, spacing=theme.GROUP))
        self.bar.setCurrentIndex(shown)
        self._show(shown)
        self.bar.currentChanged.connect(self._show)

    @staticmethod
    def place_of(pages: Sequence[tuple[str, QWidget]], word: str | None, otherwise: int) -> int:
        """The place of the page under `word`, `otherwise` where there is none."""
        return next((place for place, (one, _) in enumerate(pages) if one == word), otherwise)

    def _show(self, place: int) -> None:
        for other, page in enumerate(self._pages):
            page.setVisible(other == place)
        self.changed.emit(place)
