"""How do buttons stand in a card that may be narrow? Beside one another while there is room, then on below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QWidget

from mottagning.uikit import theme


class Flow(QHBoxLayout):
    """Lays widgets out as words in a line; none is made narrower than what it says.

    A box by birth, for the box keeps the items and lets go of them when it goes.
    """

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.GROUP)
        for widget in widgets:
            self.addWidget(widget)

    def expandingDirections(self) -> Qt.Orientation:
        """It takes no more room than it needs."""
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at a width, in pixels."""
        places = self._places(width)
        return max((place.bottom() + 1 for _, place in places), default=0)

    def minimumSize(self) -> QSize:
        """Room for the widest."""
        hints = [item.sizeHint() for item in self._items()]
        return QSize(max((one.width() for one in hints), default=0), max((one.height() for one in hints), default=0))

    def sizeHint(self) -> QSize:
        """As little as it can do with; what holds it gives more."""
        return self.minimumSize()

    def setGeometry(self, rect: QRect) -> None:
        """Put each in its place."""
        QLayout.setGeometry(self, rect)
        for item, place in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def _items(self) -> list[QLayoutItem]:
        return [self.itemAt(place) for place in range(self.count())]

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        places: list[tuple[QLayoutItem, QRect]] = []
        across = down = line = 0
        for item in self._items():
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if across and across + hint.width() > width:
                across, down, line = 0, down + line + self.spacing(), 0
            places.append((item, QRect(QPoint(across, down), hint)))
            across += hint.width() + self.spacing()
            line = max(line, hint.height())
        return places
