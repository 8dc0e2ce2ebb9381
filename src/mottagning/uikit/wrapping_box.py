"""How do many words stand beside a box to tick in a narrow form? On several lines; Qt's own box has one."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QStyle, QStyleOptionButton


class WrappingBox(QCheckBox):
    """A box to tick whose words go on below where they do not fit beside it."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self._words = words
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed, QSizePolicy.ControlType.CheckBox)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    @property
    def _beside(self) -> int:
        """Pixels that the box takes, with the gap to its words."""
        return self._size(self._words).width() - self.fontMetrics().horizontalAdvance(self._words)

    def _size(self, words: str) -> QSize:
        """What the style wants for these words."""
        option = QStyleOptionButton()
        self.initStyleOption(option)
        told = self.fontMetrics().size(0, words)
        return self.style().sizeFromContents(QStyle.ContentsType.CT_CheckBox, option, told, self)

    def _lines(self, width: int) -> str:
        """The words in lines that fit; a single word that does not stands on a line of its own."""
        room, lines = width - self._beside, [""]
        for word in self._words.split(" "):
            longer = f"{lines[-1]} {word}".lstrip()
            if lines[-1] and self.fontMetrics().horizontalAdvance(longer) > room:
                lines.append(word)
            else:
                lines[-1] = longer
        return "\n".join(lines)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """How high it is at a width, in pixels."""
        return self._size(self._lines(width)).height()

    def sizeHint(self) -> QSize:
        """All words on one line, whatever lines they stand on now."""
        return QSize(self._size(self._words).width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        """Room for the longest word."""
        widest = max(self.fontMetrics().horizontalAdvance(word) for word in self._words.split(" "))
        return QSize(self._beside + widest, self._size("").height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        lines = self._lines(self.width())
        if lines != self.text():
            self.setText(lines)
