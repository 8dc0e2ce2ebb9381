"""Does a file that is dropped on a page come where it is read, and does it leave alone what somebody writes?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication

from factories import agreement
from mottagning.usecases.context import Context
from workbooks import make

LIST = {"Lista": [["Namn", "Personnr", "Kommun"], ["Petra Prov", "19900103-2391", "Håbo"]]}
BILL = {"Blad1": [["Bokning", "Avser månad", "Belopp"], ["B1", "2024-10", 9500]]}


@pytest.fixture
def drop(furnished: Any, tmp_path: Path) -> Callable[..., bool]:
    """Drops a workbook on the page that is shown; tells whether the page showed that it is welcome."""

    def dropped(sheets: dict[str, Any]) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(make(tmp_path / "tappad.xlsx", sheets)))])
        copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enters = QDragEnterEvent(QPoint(5, 5), copy, data, left, plain)
        QApplication.sendEvent(furnished.screen, enters)
        if furnished.screen.acceptDrops() and enters.isAccepted():
            QApplication.sendEvent(furnished.screen, QDropEvent(QPointF(5, 5), copy, data, left, plain))
            furnished.settle()
            return True
        return False

    return dropped


@pytest.mark.parametrize("area", ["people", "take_in"])
def test_a_list_dropped_among_the_persons_or_in_the_guide_is_read_in_the_guide(
    furnished: Any, drop: Callable[..., bool], area: str
) -> None:
    furnished.go(area)
    assert drop(LIST)
    assert furnished.shell.current == "take_in"
    assert furnished.button("2  Kolumner").isChecked()
    assert furnished.screen._listed.name == "tappad.xlsx"


@pytest.mark.parametrize("area", ["returns", "invoices"])
def test_a_bill_dropped_on_the_month_or_on_the_control_is_compared(
    furnished: Any, drop: Callable[..., bool], area: str
) -> None:
    furnished.go(area)
    assert drop(BILL)
    assert furnished.shell.current == "invoices"
    assert furnished.screen._file.name == "tappad.xlsx"
    assert furnished.says("tappad.xlsx:"), "the only counterpart is known"


def test_it_is_said_what_a_dropped_bill_waits_for(furnished: Any, drop: Callable[..., bool], ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.agreements.add(agreement(key="A9", parties=("2313",)))
        uow.commit()
    furnished.go("returns")
    drop(BILL)
    assert furnished.says("tappad.xlsx är vald. Ange motpart")
    furnished.fill(counterpart="Håbo", first="2024-10", last="2024-10")
    furnished.push("Jämför igen")
    assert furnished.says("tappad.xlsx:")
    assert not furnished.says("är vald")


def test_who_is_writing_of_a_person_is_not_taken_from_it(furnished: Any, drop: Callable[..., bool]) -> None:
    furnished.key(Qt.Key.Key_Return)
    drop(LIST)
    assert furnished.shell.current == "people"
    assert furnished.form
