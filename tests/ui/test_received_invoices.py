"""Can an invoice be registered, controlled, decided, answered, attested and paid at the keyboard?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from bills import bill
from factories import OTHER, TEST_NUMBERS
from mottagning.usecases.context import Context
from mottagning.usecases.invoices import received
from mottagning.usecases.searching import search

AMINA, BO, *_ = TEST_NUMBERS
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at_invoices(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody who came to the page from Underlag."""
    hands.program.enter(ctx)
    hands.settle()
    hands.go("returns")
    hands.push("Mottagna fakturor")
    assert hands.shell.current == "received_invoices"
    return hands


def register(hands: Any, amount: str = "19 700,00", number: str = "4711") -> None:
    """Register an invoice for October at the keyboard."""
    hands.key(Key.Key_N, CONTROL)
    hands.fill(counterpart=OTHER, number=number, amount=amount, due_on="2025-03-10")
    hands.fill(first_month="2024-10", last_month="2024-10")
    hands.key(Key.Key_S, CONTROL)


def test_from_arrival_to_payment(at_invoices: Any, ctx: Context, tmp_path: Path, pick: Any) -> None:
    hands = at_invoices
    register(hands)
    assert hands.says("Väntar på kontroll")
    assert hands.says("Förfaller 2025-03-10, 7 dagar kvar")
    pick(bill(tmp_path))
    hands.push("Kontrollera mot specifikation …")
    assert hands.says("1 rad stämmer, 2 avvikelser")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Bestridd")
    hands.push("Betala vårt belopp")
    hands.push("Svara motparten …")
    assert hands.says("1 rad godkänns, 2 bestrids.")
    hands.fill(way="SDK")
    pick(tmp_path)
    hands.push("Skriv svaret …")
    assert {one.name for one in tmp_path.glob("Svar*")} == {"Svar faktura 4711.pdf", "Svar faktura 4711.xlsx"}
    hands.push("Attestera det godkända")
    hands.push("Betald …")
    assert hands.says("Det godkända, 17 161,29 kr, är betalt.")
    hands.fill(on="2025-03-03")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Betald 2025-03-03")
    (line,) = received.list_invoices(ctx)
    assert (line.state.value, line.totals.agreed) == ("paid", 950_000 + 766_129)
    hands.tab("Historik")
    assert len(hands.screen.card.findChildren(type(hands.screen.list.table))) == 3


def test_rows_are_decided_one_after_another_from_the_keyboard(at_invoices: Any, tmp_path: Path) -> None:
    hands = at_invoices
    register(hands)
    hands.screen.take_file(bill(tmp_path))
    hands.settle()
    hands.key(Key.Key_S, CONTROL)
    hands.screen._rows_table.setFocus()
    hands.key(Key.Key_Down)
    chosen = hands.screen._rows_table.current
    assert chosen.name == "Bo Provlund"
    hands.reach(hands.button("Betala vårt belopp"))
    hands.key(Key.Key_Space)
    assert hands.screen._rows_table.current.head.row == chosen.head.row
    assert hands.app.focusWidget() is hands.screen._rows_table


def test_every_button_has_room_on_the_card_after_the_answer(at_invoices: Any, tmp_path: Path, pick: Any) -> None:
    hands = at_invoices
    hands.window.resize(1080, 640)
    register(hands)
    hands.screen.take_file(bill(tmp_path))
    hands.settle()
    hands.key(Key.Key_S, CONTROL)
    hands.push("Svara motparten …")
    hands.fill(way="SDK")
    pick(tmp_path)
    hands.push("Skriv svaret …")
    edge = hands.screen.card.width()
    for word in ("Attestera det godkända", "Kontrollera på nytt …", "Svarat på annat sätt …", "Makulera …"):
        push = hands.button(word)
        assert push.mapTo(hands.screen.card, push.rect().topRight()).x() < edge, word


def test_a_dropped_specification_is_looked_at_and_nothing_is_kept_before_it_is_saved(
    at_invoices: Any, ctx: Context, tmp_path: Path
) -> None:
    hands = at_invoices
    hands.screen.take_file(bill(tmp_path))
    hands.settle()
    assert hands.says("Välj eller registrera först")
    register(hands, "10 000")
    hands.screen.take_file(bill(tmp_path, [AMINA, "", "2024-10", 9500]))
    hands.settle()
    assert hands.says("Raderna är tillsammans 9 500,00 kr, men fakturan är på 10 000,00 kr.")
    hands.key(Key.Key_Escape)
    assert received.list_invoices(ctx)[0].state.value == "registered"
    assert hands.says("Kontrollera mot specifikation …")


def test_a_bill_that_was_compared_is_registered_and_its_control_kept(
    at_invoices: Any, ctx: Context, tmp_path: Path
) -> None:
    hands = at_invoices
    hands.push("Fakturakontroll")
    hands.fill(counterpart=OTHER, first="2024-10", last="2024-10")
    hands.screen.take_file(bill(tmp_path, [AMINA, "", "2024-10", 9500]))
    hands.settle()
    hands.push("Registrera fakturan …")
    assert hands.shell.current == "received_invoices"
    assert hands.form.raw()["amount"] == "9 500,00"
    hands.fill(number="4711", due_on="2025-03-20")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("1 rad stämmer, 1 avvikelse"), "Bo's month is not in the bill"
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Kontrollerad")
    assert received.list_invoices(ctx)[0].state.value == "controlled"


def test_what_cannot_be_so_is_said_at_its_field(at_invoices: Any) -> None:
    hands = at_invoices
    register(hands, "ett")
    assert hands.problem("amount") == "Skriv ett tal."
    hands.fill(amount="9 500,005")
    hands.key(Key.Key_S, CONTROL)
    assert "två decimaler" in hands.problem("amount")
    hands.fill(amount="-9 500,00", last_month="2024-09")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("last_month")
    hands.fill(last_month="2024-10")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Kreditfaktura 4711 från Krokom")
    register(hands)
    assert "redan registrerat" in hands.problem("number")


def test_voiding_asks_why(at_invoices: Any, ctx: Context) -> None:
    hands = at_invoices
    register(hands)
    hands.push("Makulera …")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("reason")
    hands.fill(reason="Fel kommun")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Makulerad")
    assert received.list_invoices(ctx)[0].state.value == "voided"


def test_an_invoice_is_found_by_its_number_and_opened_from_the_first_page(at_invoices: Any, ctx: Context) -> None:
    hands = at_invoices
    register(hands)
    (hit,) = search(ctx, "47").hits
    assert (hit.kind.value, hit.title, hit.detail) == ("invoice", "4711", "Krokom")
    hands.shell.hit_chosen.emit(hit)
    hands.settle()
    assert hands.says("Faktura 4711 från Krokom")
    hands.go("overview")
    hands.push("Öppna: 1 mottagen faktura förfaller inom tio dagar")
    assert hands.shell.current == "received_invoices"
    assert hands.says("Faktura 4711 från Krokom")
