"""Can a price list be read in at the keyboard, with the difference and its cost in sight before anything is saved?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from factories import month
from mottagning.domain.money import scaled
from mottagning.uikit.table import TableView
from mottagning.uikit.tabs import TabBar
from mottagning.usecases.agreements import list_agreements, open_agreement
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from workbooks import Rows, make

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS: Rows = [
    ["Prislista 2024"],
    ["Verksamhet", "Annan kommun år", "Annan kommun månad", "Enskild månad"],
    ["sfi", "120 100", 10000, 10600],
    ["Fritidshem", 43722, 3643, 3862],
    ["Tolk", 100, None, None],
]


@pytest.fixture
def prices(
    hands: Any, ctx: Context, small_office: None, pick: Callable[[Path], None], tmp_path: Path
) -> Callable[[Rows], Any]:
    """Somebody who chose a file for the first agreement of the small office, with September and October closed."""
    close_month(ctx, month("2024-09"))
    close_month(ctx, month("2024-10"))

    def begin(rows: Rows) -> Any:
        pick(make(tmp_path / "prislista.xlsx", {"Priser": rows}))
        hands.program.enter(ctx)
        hands.settle()
        hands.go("agreements", next(one.id for one in list_agreements(ctx) if one.key == "A1"))
        hands.reach(hands.visible(TabBar)[0])
        hands.key(Key.Key_Right)
        hands.push("Läs in prislista …")
        return hands

    return begin


def stored(ctx: Context) -> list[tuple[str, str | None, int, str | None]]:
    """The prices of the first agreement: insats, variant, amount, last day."""
    key = next(one.id for one in list_agreements(ctx) if one.key == "A1")
    return [
        (one.value.service, one.value.variant, one.value.amount, str(one.value.days.last or ""))
        for one in open_agreement(ctx, key).prices
    ]


def shown(hands: Any) -> list[list[str]]:
    """The table of what would change."""
    table = next(one for one in hands.visible(TableView) if one.accessibleName() == "Priser i prislistan")
    return [[column.text(row) for column in table.rows_model.columns] for row in table.rows_model.rows]


def test_a_list_is_read_looked_at_and_saved(prices: Callable[[Rows], Any], ctx: Context) -> None:
    """Nobody is booked on fritidshem. sfi for October: 500 + 403.23 + 500 kr more, see tests/usecases."""
    hands = prices(ROWS)
    raw = hands.form.raw()
    assert raw["column"] == "Annan kommun"
    assert [raw[f"service_{place}"] for place in range(3)] == ["sfi", "fritidshem", ""]
    hands.fill(first="2024-10-01", variant_1="F–3")
    hands.settle()
    follows = "Ersätter priset från 2020-01-01"
    assert shown(hands)[1] == ["sfi", "månad", "9 500", "10 000", "+500", "+5,3", follows]
    assert shown(hands)[2][:2] == ["fritidshem F–3", "år"]
    assert len(shown(hands)) == 4, "what has no insats is left out"
    assert hands.says("1 403,23 kr mer att betala")
    assert hands.says("120 100,00 kr delat med 12"), "a twelfth is 10 008.33"
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("source") == "Måste fyllas i."
    assert len(stored(ctx)) == 1
    hands.fill(source="Beslut KS 2023/7, s. 2")
    hands.settle()
    hands.key(Key.Key_S, CONTROL)
    assert set(stored(ctx)) == {
        ("sfi", None, scaled(9500), "2024-09-30"),
        ("sfi", None, scaled(120100), ""),
        ("sfi", None, scaled(10000), ""),
        ("fritidshem", "F–3", scaled(43722), ""),
        ("fritidshem", "F–3", scaled(3643), ""),
    }
    assert hands.says("Sparat")
    assert hands.says("10 000,00 kr per månad"), "the card shows the prices"


def test_a_price_in_the_way_is_said_and_nothing_is_saved(prices: Callable[[Rows], Any], ctx: Context) -> None:
    hands = prices(ROWS)
    hands.fill(first="2020-01-01", source="Beslut")
    hands.settle()
    assert shown(hands)[1][6] == "Krockar med ett annat pris"
    assert hands.says("Sfi, månad: krockar med ett annat pris.")
    hands.key(Key.Key_S, CONTROL)
    stopped = [one.text() for one in hands.visible(QLabel) if one.objectName() == "stopped"]
    assert any(text.startswith("Inget sparas så länge ett pris krockar") for text in stopped)
    assert len(stored(ctx)) == 1


def test_a_preliminary_list_is_stored_so_and_becomes_final_by_the_next(
    prices: Callable[[Rows], Any], ctx: Context, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    """sfi from October at 9 700 kr for the time being, then 10 000 kr: 300 kr more, 3.1 per cent."""
    hands = prices([["Preliminär prislista 2024"], ["Verksamhet", "Månad"], ["sfi", 9700]])
    assert hands.form.raw()["is_preliminary"] is True, "the list says so itself"
    hands.fill(first="2024-10-01", source="Förslag")
    hands.settle()
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("preliminärt")
    pick(make(tmp_path / "beslutad.xlsx", {"Priser": [["Verksamhet", "Månad"], ["sfi", 10000]]}))
    hands.push("Läs in prislista …")
    assert hands.form.raw()["is_preliminary"] is False
    hands.fill(first="2024-10-01", source="Beslut")
    hands.settle()
    assert hands.says("1 slutligt pris i stället för ett preliminärt.")
    assert shown(hands) == [["sfi", "månad", "9 700", "10 000", "+300", "+3,1", "Slutligt, var preliminärt"]]
    hands.key(Key.Key_S, CONTROL)
    assert stored(ctx) == [("sfi", None, scaled(9500), "2024-09-30"), ("sfi", None, scaled(10000), "")]
    assert not hands.says("preliminärt")


def test_what_amounts_are_per_is_asked_when_the_list_does_not_say_it(
    prices: Callable[[Rows], Any], ctx: Context
) -> None:
    hands = prices([["Program", "Kostnad före adm.", "Adm. 3 %", "Total IKE"], ["sfi", 100000, 3000, 103000]])
    assert hands.form.raw()["unit"] == ""
    assert hands.says("Välj vad beloppen är per.")
    hands.fill(source="Beslut", first="2025-01-01")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("unit") == "Måste fyllas i."
    hands.fill(unit="år")
    hands.settle()
    assert [row[:4] for row in shown(hands)] == [["sfi", "år", "–", "103 000"]]
    hands.key(Key.Key_S, CONTROL)
    assert ("sfi", None, scaled(103000), "") in stored(ctx)


def test_the_column_of_another_year_is_told_of(prices: Callable[[Rows], Any]) -> None:
    hands = prices([["Kronor per månad"], ["Verksamhet", "2023", "2024"], ["sfi", 9600, 9700]])
    assert (hands.form.raw()["column"], hands.form.raw()["first"]) == ("2024", "2024-01-01")
    assert not hands.says("Kolumnen gäller")
    hands.fill(column="2023")
    hands.key(Key.Key_Tab)
    assert hands.says("Kolumnen gäller 2023, men priserna börjar gälla 2024-01-01.")


def test_cells_that_cannot_be_read_are_listed(prices: Callable[[Rows], Any], ctx: Context) -> None:
    hands = prices([["Verksamhet", "År"], ["sfi", "enligt beslut"]])
    assert hands.says("Prislistan har celler som inte kan läsas")
    (table,) = [one for one in hands.visible(TableView) if one.rows_model.columns[0].name == "cell"]
    assert [(one.cell, one.value) for one in table.rows_model.rows] == [("Priser!B2", "enligt beslut")]
    hands.push("Tillbaka")
    assert hands.says("9 500,00 kr per månad")
    assert len(stored(ctx)) == 1


def test_a_file_that_is_no_price_list_is_told_of(
    prices: Callable[[Rows], Any], shown_errors: list[BaseException], ctx: Context
) -> None:
    prices([["Namn"], ["Eva"]])
    assert len(shown_errors) == 1


def test_every_question_has_a_name_and_is_reached_by_tab(prices: Callable[[Rows], Any]) -> None:
    hands = prices(ROWS)
    fields = [one for kind in (QComboBox, QLineEdit) for one in hands.form.findChildren(kind) if one.isVisible()]
    controls = [one for one in fields if not isinstance(one.parent(), QComboBox)]
    names = [one.accessibleName() for one in controls]
    assert "Fritidshem: variant" in names
    assert len(set(names)) == len(names) == 4 + 6
    for control in controls:
        hands.reach(control)
    hands.reach(next(one for one in hands.visible(TableView) if one.accessibleName() == "Priser i prislistan"))
    hands.reach(hands.button("Spara"))
    hands.key(Key.Key_Escape)
    assert hands.says("9 500,00 kr per månad"), "Esc goes back to the card"
