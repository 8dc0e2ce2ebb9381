"""Can a deviation be noted from a booking, seen to and closed at the keyboard?"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from mottagning.usecases.context import Context
from mottagning.usecases.deviations import list_deviations

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def test_one_is_noted_from_its_booking_and_closed(furnished: Any, ctx: Context) -> None:
    hands = furnished
    hands.go("bookings", 1)
    hands.push("Ny avvikelse")
    assert hands.shell.current == "deviations"
    assert "B1" in str(hands.form.raw()["booking"])
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("what")
    hands.fill(what="Läraren kom inte", kind="Fel i faktura", noticed_on="2025-02-20", due_on="2025-03-01")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Läraren kom inte")
    assert hands.says("Försenad")
    hands.push("Redigera")
    hands.fill(closed_on="2025-03-02", result="Vikarie tillsatt")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Vikarie tillsatt")
    assert [line.deviation.is_open for line in list_deviations(ctx)] == [False]
    hands.push("Öppna bokningen")
    assert hands.shell.current == "bookings"
    hands.push("Avvikelser")
    assert hands.shell.current == "deviations"
