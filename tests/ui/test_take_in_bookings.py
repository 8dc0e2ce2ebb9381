"""Can somebody with only a keyboard take in a list of bookings, and switch what the guide took it for?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QComboBox

from mottagning.uikit.forms import FormView
from mottagning.uikit.table import TableView
from mottagning.usecases.bookings import list_bookings, save_booking
from mottagning.usecases.context import Context

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = (
    "Ärende\tInsats\tStart\tTim/v\r\n"
    "2024-0001\tsfi\t2025-01-07\t15\r\n"
    "2024-0002\tsfi\t3/2/25\t20\r\n"
    "2024-0009\tsfi\t2025-01-07\t20\r\n"
)


@pytest.fixture
def copied(app: QApplication) -> Any:
    """Puts text on the clipboard, as another program does."""
    yield app.clipboard().setText
    app.clipboard().clear()


@pytest.fixture(autouse=True)
def _yes(answers: Any) -> None:
    """Whoever is asked says yes."""


def keys(ctx: Context) -> list[str]:
    """The bookings of the register."""
    return sorted(one.key for one in list_bookings(ctx))


def reading(hands: Any) -> FormView:
    """How the list was read."""
    return next(one for one in hands.visible(FormView) if "of" in one.raw())


def test_a_list_goes_from_the_clipboard_to_bookings_and_back(furnished: Any, ctx: Context, copied: Any) -> None:
    before = keys(ctx)
    copied(ROWS)
    furnished.go("take_in")
    furnished.key(Key.Key_V, CONTROL)
    assert reading(furnished).raw()["of"] == "Bokningar"
    furnished.push("Granska")
    assert furnished.says("1 rad blir en ny bokning, 1 är tveksam, 1 går inte att ta in.")
    furnished.key(Key.Key_Return)  # to the proposal
    furnished.key(Key.Key_Return)  # which is used
    assert furnished.says("2 rader blir nya bokningar, 1 går inte att ta in.")
    assert keys(ctx) == before
    furnished.push("Ta in 2 rader")
    assert furnished.says("2 nya bokningar, 0 oförändrade.")
    assert keys(ctx) == sorted([*before, "B2025-0001", "B2025-0002"])
    furnished.push("Ta tillbaka listan")
    assert furnished.says("2 bokningar är borttagna.")
    assert keys(ctx) == before
    furnished.push("Gå till Bokningar")
    assert furnished.shell.current == "bookings"


def test_rows_pasted_among_the_bookings_are_bookings(furnished: Any, copied: Any) -> None:
    copied("2024-0001\tsfi\t2025-01-07\r\n")
    furnished.go("bookings")
    furnished.key(Key.Key_V, CONTROL)
    assert furnished.shell.current == "take_in"
    assert reading(furnished).raw()["of"] == "Bokningar"


def test_what_the_guide_took_it_for_is_switched(furnished: Any, copied: Any) -> None:
    copied("Ärende\tNamn\tFr o m\r\n2024-0001\tAmina Provlund\t2025-01-07\r\n")
    furnished.go("people")
    furnished.key(Key.Key_V, CONTROL)
    box: Any = reading(furnished).control("of")
    assert isinstance(box, QComboBox)
    assert box.currentText() == "Personer"
    box.setCurrentText("Bokningar")
    furnished.push("Läs om raderna")
    assert reading(furnished).raw()["of"] == "Bokningar"
    form = next(one for one in furnished.visible(FormView) if "column0" in one.raw())
    assert form.raw()["column2"] == "Från och med"
    furnished.push("Granska")
    assert furnished.visible(TableView)[0].rows_model.rows[0].label == "Insats"


def test_a_booking_that_was_worked_with_is_named(furnished: Any, ctx: Context, copied: Any) -> None:
    copied("Ärende\tInsats\tStart\r\n2024-0001\tsfi\t2025-01-07\r\n")
    furnished.go("take_in")
    furnished.push("Klistra in")
    furnished.push("Granska")
    furnished.push("Ta in 1 rad")
    with ctx.reading() as reader:
        found = reader.bookings.find("B2025-0001")
    assert found is not None
    save_booking(ctx, found, replace(found.value, provider="Provskolan"))
    furnished.push("Ta tillbaka listan")
    table = furnished.visible(TableView)[0]
    shown = [[column.text(row) for column in table.rows_model.columns] for row in table.rows_model.rows]
    assert shown == [["B2025-0001", "2024-0001", "Amina Provlund", "ändrad sedan dess"]]
    assert "B2025-0001" in keys(ctx)
