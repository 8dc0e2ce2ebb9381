"""Can somebody at the window hold back, park, attest, close in part, mend, hand out and invoice a month's returns?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from factories import THIRD, agreement, booking, days, month, price, terms
from mottagning.domain.attests import AttestKind
from mottagning.domain.returns import ReturnState
from mottagning.uikit.table import TableView
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import list_returns
from mottagning.usecases.returns.viewing import view_month

SEPTEMBER = month("2024-09")
TOTALS = "Köper 16 100,00 kr   ·   Säljer 4 000,00 kr   ·   3 rader, 0 rättelser"


@pytest.fixture
def furnished_month(ctx: Context, small_office: None, monkeypatch: pytest.MonkeyPatch) -> Context:
    """The small office, and Amina's sfx at another seller from 9 September: 22 of 30 days of 9 000 kr."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    with ctx.writing() as uow:
        uow.agreements.add(agreement(key="A3", parties=(THIRD,), registry_number="KS 3"))
        uow.terms.add(terms(agreement="A3", service="sfx"))
        uow.prices.add(price("9000", agreement="A3", service="sfx"))
        uow.bookings.add(booking("2024-09-09", key="B5", service="sfx", agreement="A3", provider_municipality=THIRD))
        uow.commit()
    return ctx


@pytest.fixture
def at_month(hands: Any, furnished_month: Context) -> Any:
    """Somebody at the month."""
    hands.program.enter(furnished_month)
    hands.settle()
    hands.go("returns")
    return hands


def table(hands: Any, name: str = "Underlag per motpart") -> list[list[str]]:
    """The cells of the list that a screen reader calls `name`."""
    (found,) = (one for one in hands.visible(TableView) if one.accessibleName() == name)
    model = found.rows_model
    return [[model.index(row, place).data() for place in range(model.columnCount())] for row in range(model.rowCount())]


def choose(hands: Any, name: str, direction: str = "köper av") -> None:
    """Choose a counterpart of the month."""
    (found,) = (one for one in hands.visible(TableView) if one.accessibleName() == "Underlag per motpart")
    place = next(number for number, cells in enumerate(table(hands)) if cells[:2] == [name, direction])
    found.selectRow(place)
    hands.settle()


def statuses(hands: Any) -> dict[tuple[str, str], str]:
    """How each counterpart stands."""
    return {(cells[0], cells[1]): cells[-1] for cells in table(hands)}


def test_one_counterpart_is_closed_and_handed_out_while_the_month_is_open(at_month: Any, answers: Any) -> None:
    at_month.push("Förhandsgranska")
    choose(at_month, "Strömsund")
    at_month.push("Stäng bara Strömsund …")
    assert answers.asked == [
        "Stäng bara Strömsund? Det som är stängt ändras aldrig. Resten av månaden är öppen tills du stänger den."
    ]
    assert statuses(at_month)["Strömsund", "köper av"] == "Stängd"
    assert at_month.says(TOTALS), "the sums hold what is closed and what is to come"
    at_month.push("4  Lämna ut")
    assert [cells[0] for cells in table(at_month)] == ["Strömsund"]
    at_month.push("Anteckna överlämnande")
    at_month.fill(way="Säker")
    at_month.push("Spara")
    assert statuses(at_month) == {("Strömsund", "köper av"): "Utlämnad"}
    at_month.push("Till stängning")
    assert at_month.says("Redan stängda")
    assert at_month.says("9 500,00 kr"), "what closing comes to leaves out what is closed already"
    at_month.push("Stäng september 2024")
    assert sorted(statuses(at_month).values()) == ["Stängd", "Stängd", "Utlämnad"]
    assert at_month.says(TOTALS)


def test_a_counterpart_is_held_back_with_a_reason_and_released(at_month: Any, furnished_month: Context) -> None:
    at_month.push("Förhandsgranska")
    choose(at_month, "Strömsund")
    at_month.push("Håll inne …")
    at_month.push("Håll inne")
    assert at_month.problem("reason"), "a reason is asked for"
    at_month.fill(reason="Avtalet ses över")
    at_month.push("Håll inne")
    assert at_month.says("Avtalet ses över (prov, 2025-03-03)")
    assert [one.check.value for one in view_month(furnished_month, SEPTEMBER).problems] == []
    assert len(view_month(furnished_month, SEPTEMBER).returns) == 2
    at_month.push("Släpp")
    assert statuses(at_month)["Strömsund", "köper av"] == "Klart"


def test_a_row_is_parked_for_its_month_and_released(at_month: Any, furnished_month: Context) -> None:
    at_month.push("Förhandsgranska")
    choose(at_month, "Strömsund")
    at_month.push("Parkera raden …")
    at_month.fill(reason="Timmarna bestrids")
    at_month.push("Parkera")
    assert at_month.says("B5 september 2024 – Timmarna bestrids")
    (parked,) = view_month(furnished_month, SEPTEMBER).parked
    assert (parked.value.booking, parked.value.month) == ("B5", SEPTEMBER)
    at_month.push("Släpp")
    assert view_month(furnished_month, SEPTEMBER).parked == ()


def test_a_note_stays_by_its_counterpart_and_goes_when_it_is_removed(at_month: Any) -> None:
    at_month.push("Förhandsgranska")
    choose(at_month, "Strömsund")
    at_month.push("Anteckna …")
    at_month.fill(text="Ring Åsa först")
    at_month.push("Spara")
    assert at_month.says("Ring Åsa först (prov, 2025-03-03)")
    choose(at_month, "Krokom")
    assert not at_month.says("Ring Åsa först")
    choose(at_month, "Strömsund")
    at_month.push("Ta bort")
    assert not at_month.says("Ring Åsa först")


def test_what_was_typed_is_not_lost_without_asking(at_month: Any, answers: Any) -> None:
    at_month.push("Förhandsgranska")
    at_month.push("Håll inne …")
    at_month.fill(reason="halvskrivet")
    answers.yes = False
    at_month.push("Nästa månad")
    assert at_month.says("Underlag · september 2024")
    answers.yes = True
    at_month.push("Nästa månad")
    assert at_month.says("Underlag · oktober 2024")


def test_esc_asks_before_it_lets_go_of_what_was_typed(at_month: Any, answers: Any) -> None:
    at_month.push("Förhandsgranska")
    at_month.push("Håll inne …")
    at_month.fill(reason="halvskrivet")
    answers.yes = False
    at_month.key(Qt.Key.Key_Escape)
    assert at_month.form.raw() == {"reason": "halvskrivet"}
    answers.yes = True
    at_month.key(Qt.Key.Key_Escape)
    assert at_month.says("Så räknas beloppet")


@pytest.mark.parametrize("way_out", ["Förhandsgranska", "Avbryt", "Håll inne", "Släpp"])
def test_the_cursor_stays_on_the_page_when_its_button_goes_away(at_month: Any, way_out: str, answers: Any) -> None:
    for push in ("Förhandsgranska", "Håll inne …", *(("Avbryt",) if way_out == "Avbryt" else ()), "Håll inne", "Släpp"):
        at_month.button(push).setFocus()
        at_month.push(push)
        if push == way_out:
            break
        if push == "Håll inne …":
            at_month.fill(reason="Avtalet ses över")
    assert at_month.screen.isAncestorOf(at_month.app.focusWidget())


def test_a_return_is_mended_before_it_is_handed_out(at_month: Any, furnished_month: Context, answers: Any) -> None:
    close_month(furnished_month, SEPTEMBER)
    with furnished_month.writing() as uow:
        one = uow.bookings.find("B5")
        assert one is not None
        uow.bookings.change(one, replace(one.value, days=days("2024-09-16")))
        uow.commit()
    at_month.go("returns", "2024-09 2313 K 1")
    choose(at_month, "Strömsund")
    at_month.push("Ny version …")
    for said in ("Ny version 2024-09 2313 K 2", "6 600,00 kr", "4 500,00 kr", "Rader som utgår"):
        assert at_month.says(said), said
    at_month.key(Qt.Key.Key_Escape)
    assert at_month.says("Så räknas beloppet")
    at_month.push("Ny version …")
    at_month.key(Qt.Key.Key_Space)
    assert at_month.says("Ersätter 2024-09 2313 K 1")
    assert [one.total for one in list_returns(furnished_month) if " 2313 " in one.number] == [450_000]


def test_what_says_the_same_is_told_and_stays(at_month: Any, furnished_month: Context, shown_errors: list[Any]) -> None:
    close_month(furnished_month, SEPTEMBER)
    at_month.go("returns", "2024-09 2313 K 1")
    choose(at_month, "Strömsund")
    at_month.push("Ny version …")
    assert [error.code.value for error in shown_errors] == ["nothing_to_mend"]


def test_a_row_is_cancelled_and_waits(at_month: Any, furnished_month: Context) -> None:
    close_month(furnished_month, SEPTEMBER)
    at_month.go("returns", "2024-09 2313 K 1")
    choose(at_month, "Strömsund")
    at_month.push("Makulera raden …")
    at_month.fill(reason="Fel person")
    at_month.push("Makulera")
    (parked,) = view_month(furnished_month, SEPTEMBER).parked
    assert parked.value.booking == "B5"
    assert [(one.number, one.row_count) for one in list_returns(furnished_month) if " 2313 " in one.number] == [
        ("2024-09 2313 K 2", 0)
    ]


def test_a_return_is_handed_out_and_then_invoiced(at_month: Any, furnished_month: Context) -> None:
    close_month(furnished_month, SEPTEMBER)
    at_month.go("returns", "2024-09 2309 S 1")
    choose(at_month, "Krokom", "säljer till")
    at_month.push("Anteckna utlämnande")
    at_month.fill(way="Säker")
    at_month.push("Spara")
    at_month.push("Anteckna faktura")
    at_month.fill(invoice_number="4711", invoiced_on="241009")
    at_month.push("Spara")
    assert at_month.says("Faktura 4711 den 2024-10-09")
    (sold,) = [one for one in list_returns(furnished_month) if " S " in one.number]
    assert (sold.state, sold.invoice_number) == (ReturnState.INVOICED, "4711")
    assert not [push for push in at_month.visible(QPushButton) if push.text() == "Anteckna faktura"]


def test_rows_are_attested_by_somebody_else(hands: Any, furnished_month: Context) -> None:
    with furnished_month.writing() as uow:
        settings = uow.settings.office()
        assert settings is not None
        uow.settings.save(replace(settings, requires_attest=True))
        uow.commit()
    hands.program.enter(furnished_month)
    hands.settle()
    hands.go("returns")
    hands.push("Förhandsgranska")
    assert hands.says("Rader du själv har lagt in attesterar någon annan.")
    assert not [push for push in hands.visible(QPushButton) if push.text() == "Mottagningsattest"]
    hands.push("Till stängning")
    assert hands.says("3 rader är inte attesterade än och kommer inte med.")
    colleague = replace(furnished_month, user=replace(furnished_month.user, name="kollega"))
    hands.program.enter(colleague)
    hands.settle()
    hands.go("returns")
    hands.push("Förhandsgranska")
    choose(hands, "Strömsund")
    assert statuses(hands)["Strömsund", "köper av"] == "1 att attestera"
    hands.push("Mottagningsattest")
    hands.push("Beslutsattest")
    assert statuses(hands)["Strömsund", "köper av"] == "Klart"
    assert hands.says("Mottagningsattest: kollega 2025-03-03")
    with furnished_month.reading() as reader:
        assert {one.kind for one in reader.attests.of_bookings(["B5"])} == set(AttestKind)
    hands.push("Till stängning")
    assert hands.says("1 bokning med skyddade uppgifter saknar mottagningsattest.")
    hands.push("Mottagningsattest")
    hands.push("Beslutsattest")
    assert not hands.says("med skyddade uppgifter")
