"""Can a bill be dropped on Fakturakontroll, read and gone through at the keyboard, and left alone otherwise?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from bills import bill
from factories import OTHER, TEST_NUMBERS, days
from mottagning.domain.invoice_control import Verdict
from mottagning.domain.periods import Month
from mottagning.ui.invoices.columns import TONES
from mottagning.usecases.context import Context
from workbooks import make, shown

AMINA, BO, *_ = TEST_NUMBERS
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at_control(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody who came to the page from Underlag."""
    hands.program.enter(ctx)
    hands.settle()
    hands.go("returns")
    hands.push("Fakturor")
    hands.push("Fakturakontroll")
    assert hands.shell.current == "invoices"
    hands.fill(counterpart=OTHER, first="2024-10", last="2024-10")
    return hands


def results(hands: Any) -> list[str]:
    return [one.one.verdict.value for one in hands.screen.list.table.rows_model.rows]


def test_every_result_has_its_colour() -> None:
    """One without brought the window to a stop: the row could not be painted."""
    assert set(TONES) == set(Verdict)


def test_the_month_before_and_the_only_counterpart_are_proposed(hands: Any, ctx: Context, small_office: None) -> None:
    hands.program.enter(ctx)
    hands.settle()
    hands.go("invoices")
    values = hands.screen.form.read(ctx.today).values
    assert (values["counterpart"], values["first"], values["last"]) == (OTHER, Month(2025, 2), Month(2025, 2))


def test_a_chosen_file_is_shown_with_what_differs_first(at_control: Any, pick: Any, tmp_path: Path) -> None:
    pick(bill(tmp_path))
    at_control.push("Välj faktura …")
    assert results(at_control) == ["amount", "missing_here", "agreed"]
    assert at_control.app.focusWidget() is at_control.screen.list.table
    assert at_control.says("faktura 4711.xlsx: 1 rad stämmer, 2 avvikelser.")
    assert at_control.says("Trolig orsak") or at_control.says("Troliga orsaker")
    at_control.push("Öppna bokningen")
    assert at_control.shell.current == "bookings"


def test_a_dropped_file_is_taken(at_control: Any, tmp_path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(bill(tmp_path)))])
    event = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    at_control.screen.dropEvent(event)
    at_control.settle()
    assert len(results(at_control)) == 3


def test_the_keyboard_goes_through_the_rows_and_into_a_booking(at_control: Any, tmp_path: Path) -> None:
    at_control.screen.take_file(bill(tmp_path))
    at_control.settle()
    table = at_control.screen.list.table
    table.setFocus()
    at_control.key(Key.Key_Down)
    assert table.current.one.verdict is Verdict.MISSING_HERE
    assert at_control.says("motsvaras inte av något hos oss")
    at_control.key(Key.Key_Up)
    at_control.key(Key.Key_Return)
    assert at_control.shell.current == "bookings"


def test_other_months_are_compared_when_asked(at_control: Any, tmp_path: Path) -> None:
    at_control.screen.take_file(bill(tmp_path))
    at_control.settle()
    at_control.fill(last="2024-11")
    at_control.push("Jämför igen")
    assert results(at_control).count("missing_there") == 2


def test_months_that_run_backwards_are_said_at_their_field(at_control: Any, tmp_path: Path) -> None:
    at_control.fill(last="2024-09")
    at_control.screen.take_file(bill(tmp_path))
    at_control.settle()
    assert at_control.says("Slutet ligger före starten.")
    assert results(at_control) == []


def test_what_is_no_bill_is_told_and_what_stood_there_stays(
    at_control: Any, shown_errors: list[BaseException], tmp_path: Path
) -> None:
    at_control.screen.take_file(bill(tmp_path))
    at_control.settle()
    at_control.screen.take_file(make(tmp_path / "annat.xlsx", {"A": [["Ort"], ["Ena"]]}))
    at_control.settle()
    assert [getattr(one, "params", {}).get("reason") for one in shown_errors] == ["no_amounts"]
    assert len(results(at_control)) == 3


def test_the_list_is_exported_as_it_stands(at_control: Any, pick: Any, answers: Any, tmp_path: Path) -> None:
    at_control.screen.take_file(bill(tmp_path))
    at_control.settle()
    pick(tmp_path / "lista.xlsx")
    at_control.screen.list.export()
    at_control.settle()
    cells = {value for sheet in shown(tmp_path / "lista.xlsx").values() for value, _format in sheet.values()}
    assert {"Annat belopp", "Saknas hos oss", "Bo Provlund"} <= cells


def test_a_change_of_ours_is_compared_anew(at_control: Any, tmp_path: Path) -> None:
    at_control.screen.take_file(bill(tmp_path, [BO, "", "2024-10", 9500]))
    at_control.settle()
    assert results(at_control)[0] == "amount"
    with at_control.screen.desk.ctx.writing() as uow:
        for stored in uow.bookings.every():
            if stored.value.key == "B2":
                uow.bookings.change(stored, replace(stored.value, days=days("2024-10-01")))
        uow.commit()
    at_control.screen.refresh()
    at_control.settle()
    assert "agreed" in results(at_control)
