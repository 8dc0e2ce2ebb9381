"""How do buttons stand in a card that may be narrow? Beside one another while there is room, then on below."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from mottagning.uikit import theme


class Flow(QLayout):
    """Lays widgets out as words in a line; none is made narrower than what it says."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(theme.GROUP)
        for widget in widgets:
            self.addWidget(widget)

    def addItem(self, item: QLayoutItem) -> None:
        """Qt hands over what is added."""
        self._items.append(item)

    def count(self) -> int:
        """How many there are."""
        return len(self._items)

    def itemAt(self, place: int) -> QLayoutItem | None:
        """One of them; None past the end."""
        return self._items[place] if 0 <= place < len(self._items) else None

    def takeAt(self, place: int) -> QLayoutItem | None:  # type: ignore[override]  # Qt asks for None; its stubs do not say so
        """Take one of them out; None past the end."""
        return self._items.pop(place) if 0 <= place < len(self._items) else None

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
        hints = [item.sizeHint() for item in self._items]
        return QSize(max((one.width() for one in hints), default=0), max((one.height() for one in hints), default=0))

    def sizeHint(self) -> QSize:
        """As little as it can do with; what holds it gives more."""
        return self.minimumSize()

    def setGeometry(self, rect: QRect) -> None:
        """Put each in its place."""
        super().setGeometry(rect)
        for item, place in self._places(rect.width()):
            item.setGeometry(place.translated(rect.topLeft()))

    def _places(self, width: int) -> list[tuple[QLayoutItem, QRect]]:
        places: list[tuple[QLayoutItem, QRect]] = []
        across = down = line = 0
        for item in self._items:
            if item.isEmpty():
                continue
            hint = item.sizeHint()
            if across and across + hint.width() > width:
                across, down, line = 0, down + line + self.spacing(), 0
            places.append((item, QRect(QPoint(across, down), hint)))
            across += hint.width() + self.spacing()
            line = max(line, hint.height())
        return places
