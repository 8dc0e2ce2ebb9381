"""How do two parts of a page share its height? Above one another, with a handle between that the user may draw.

In a low window the upper one is as tall as what is in it and the lower one as tall as the window: only the page
scrolls, and whoever has scrolled to the lower one has all of it before her.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSplitter, QWidget

from mottagning.uikit.parts import column, scrolled

_LEAST = 660
"""Less leaves neither part its room: in a lower window the page scrolls."""
_LOW = 520
"""In one still lower the parts no longer share what there is."""


class Stacked(QWidget):
    """`upper` above `lower`, by the shares of the height in `sizes`; so as not to scroll, the upper takes what
    `height_of_upper` says."""

    def __init__(
        self, upper: QWidget, lower: QWidget, sizes: tuple[int, int], height_of_upper: Callable[[], int]
    ) -> None:
        super().__init__()
        self._upper, self._lower, self._height_of_upper = upper, lower, height_of_upper
        self._sizes, self._is_low = sizes, False
        self._parts = QSplitter(Qt.Orientation.Vertical)
        self._parts.setChildrenCollapsible(False)
        self._parts.addWidget(upper)
        self._parts.addWidget(lower)
        self._parts.setSizes(sizes)
        self._parts.setMinimumHeight(_LEAST)
        self._area: QScrollArea = scrolled(self._parts)
        self.setLayout(column(self._area))

    def fit(self) -> None:
        """Share the height anew, as when there is more in the upper part."""
        seen = self._area.height()
        if seen >= _LOW:
            if self._is_low:
                self._is_low = False
                self._share(0, 0, _LEAST)
                self._parts.setSizes(self._sizes)
            return
        self._is_low = True
        above = self._height_of_upper()
        self._share(above, seen, above + self._parts.handleWidth() + seen)
        self._parts.setSizes((above, seen))

    def _share(self, upper: int, lower: int, both: int) -> None:
        self._upper.setMinimumHeight(upper)
        self._lower.setMinimumHeight(lower)
        self._parts.setMinimumHeight(both)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()
