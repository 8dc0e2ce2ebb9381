"""How do parts of one card take turns? Tabs over pages of unlike height; only the shown one takes up room.

Qt's own bar puts what has no room behind a small arrow, where nobody looks for it; here the words go on below.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from mottagning.uikit import theme
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import column

_CHOSEN, _OTHERS = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
"""Qt lets Tab come to the first of several until one of them has had the cursor."""


class TabBar(QWidget):
    """Words beside one another, one of them chosen; arrows go between them, Tab comes to the chosen one."""

    changed = Signal(int)

    def __init__(self, words: Sequence[str], shown: int = 0) -> None:
        super().__init__()
        self._group = QButtonGroup(self)
        self._tabs = [_tab(word) for word in words]
        for place, tab in enumerate(self._tabs):
            self._group.addButton(tab, place)
        flow = Flow(*self._tabs)
        flow.setSpacing(0)
        self.setLayout(flow)
        self._group.idToggled.connect(self._toggled)
        self.choose(shown)

    @property
    def words(self) -> list[str]:
        """The words, in their order."""
        return [tab.text() for tab in self._tabs]

    @property
    def chosen(self) -> int:
        """The place of the one that is chosen."""
        return self._group.checkedId()

    def choose(self, place: int) -> None:
        """Choose one; where there is none there, the one that is chosen stays."""
        if 0 <= place < len(self._tabs):
            self._tabs[place].setChecked(True)

    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        """Put the cursor on the one that is chosen. A focus proxy would draw Tab back to it from wherever the bar lies
        in the chain."""
        self._tabs[self.chosen].setFocus(reason)

    def set_word(self, place: int, word: str) -> None:
        """Change the word of one."""
        self._tabs[place].setText(word)

    def _toggled(self, place: int, is_chosen: bool) -> None:
        self._tabs[place].setFocusPolicy(_CHOSEN if is_chosen else _OTHERS)
        if is_chosen:
            self.changed.emit(place)


def _tab(word: str) -> QRadioButton:
    tab = QRadioButton(word)
    tab.setObjectName("tab")
    tab.setFocusPolicy(_OTHERS)
    return tab


Page = QWidget | Callable[[], QWidget]
"""A page, or what makes it when it is first turned to: going through a list shows many cards, and of each one page."""


class Tabs(QWidget):
    """Pages under words; `changed` tells which one is shown now."""

    changed = Signal(int)

    def __init__(self, pages: Sequence[tuple[str, Page]], shown: int = 0) -> None:
        super().__init__()
        self._pages: list[Page] = [page for _, page in pages]
        self.bar = TabBar([word for word, _ in pages], min(shown, len(pages) - 1))
        made = [page for page in self._pages if isinstance(page, QWidget)]
        self._inside = column(self.bar, *made, spacing=theme.GROUP)
        self.setLayout(self._inside)
        self._show(self.bar.chosen)
        self.bar.changed.connect(self._show)

    @staticmethod
    def place_of(pages: Sequence[tuple[str, Page]], word: str | None, otherwise: int) -> int:
        """The place of the page under `word`, `otherwise` where there is none."""
        return next((place for place, (one, _) in enumerate(pages) if one == word), otherwise)

    def _show(self, place: int) -> None:
        shown = self._page(place)
        for page in self._pages:
            if isinstance(page, QWidget):
                page.setVisible(page is shown)
        self.changed.emit(place)

    def _page(self, place: int) -> QWidget:
        page = self._pages[place]
        if not isinstance(page, QWidget):
            page = self._pages[place] = page()
            self._inside.addWidget(page)
        return page
