"""Do buttons go on below where a card is too narrow for all of them, and stand in one line where it is not?"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import clear, column, holder


@pytest.fixture
def narrow(app: QApplication) -> QWidget:
    """A card with three buttons of 100 pixels."""
    assert app
    pushes = [QPushButton(word) for word in "abc"]
    for push in pushes:
        push.setFixedSize(100, 30)
    return holder(column(Flow(*pushes), 0))


def lines(card: QWidget, width: int) -> list[str]:
    """The words of each line at a width."""
    card.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
    card.resize(width, 300)
    card.show()
    QApplication.processEvents()
    found: dict[int, str] = {}
    for push in card.findChildren(QPushButton):
        if push.isVisible():
            assert push.geometry().right() < width, "nothing is cut off"
            found[push.y()] = found.get(push.y(), "") + push.text()
    card.hide()
    return list(found.values())


@pytest.mark.parametrize(("width", "wanted"), [(400, ["abc"]), (316, ["abc"]), (315, ["ab", "c"]), (110, list("abc"))])
def test_what_has_no_room_goes_on_below(narrow: QWidget, width: int, wanted: list[str]) -> None:
    assert lines(narrow, width) == wanted


def test_what_is_hidden_takes_no_room(narrow: QWidget) -> None:
    narrow.findChildren(QPushButton)[0].hide()
    assert lines(narrow, 215) == ["bc"]


def test_what_stood_there_is_taken_out(narrow: QWidget) -> None:
    layout = narrow.layout()
    assert layout is not None
    clear(layout)
    assert layout.count() == 0
    assert lines(narrow, 400) == []
