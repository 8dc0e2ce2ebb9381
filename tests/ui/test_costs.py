"""Can the page Kostnader be read, gone through and left at the keyboard, and does its chart say what it shows?

The small office on 3 March 2025, with September and October 2024 closed: see tests/usecases/test_costs.py.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from factories import month
from mottagning.domain.money import Ore
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.uikit import theme
from mottagning.uikit.bars import Bar, BarChart
from mottagning.uikit.charts import BarView
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from workbooks import shown

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def at_costs(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody who came to the page at the keyboard."""
    for name in ("2024-09", "2024-10"):
        close_month(ctx, month(name))
    hands.program.enter(ctx)
    hands.settle()
    hands.key(Key.Key_9, CONTROL)
    assert hands.shell.current == "costs"
    return hands


def cells(table: Any, row: int = 0) -> list[str]:
    """The words of a row."""
    return [column.text(table.rows_model.rows[row]) for column in table.rows_model.columns]


def test_it_opens_with_the_counterparts_of_the_year_that_is_worked_with(at_costs: Any) -> None:
    screen = at_costs.screen
    assert screen.years.currentText() == "2024"
    assert at_costs.app.focusWidget() is screen.counterparts.table
    # bought: B1 and hidden B3 for four months, B2 for 25 of 31 days of October and two months
    assert cells(screen.counterparts.table)[:2] == ["Krokom", "Köp"]
    assert "2024" in at_costs.words()
    assert at_costs.says("3 bokningar utan slut framöver räknas till och med 2024-12-31") is False
    assert at_costs.says("4 bokningar utan slut framöver räknas till och med 2024-12-31.")


def test_enter_leads_from_counterpart_to_bookings_to_the_booking(at_costs: Any) -> None:
    at_costs.key(Key.Key_Down)
    at_costs.key(Key.Key_Return)
    screen = at_costs.screen
    assert screen.grouping.currentText() == "Per bokning"
    assert [one.booking for one in screen.bookings.table.rows_model.rows] == ["B1", "B2", "B3", "B4"]
    assert at_costs.says("Motpart: Krokom")
    screen.bookings.table.choose(("B2", RowDirection.BUY))
    at_costs.key(Key.Key_Return)
    at_costs.settle()
    assert at_costs.shell.current == "bookings"
    assert at_costs.says("B2 · Bo Provlund · 2024-0002")


def test_an_agreement_opens_its_card(at_costs: Any) -> None:
    screen = at_costs.screen
    screen.grouping.setCurrentIndex(1)
    screen.agreements.table.setFocus()
    screen.agreements.table.selectRow(0)
    at_costs.key(Key.Key_Return)
    at_costs.settle()
    assert at_costs.shell.current == "agreements"


def test_an_agreements_card_leads_to_its_bookings(at_costs: Any) -> None:
    at_costs.go("agreements", 2)
    at_costs.push("Avtalets kostnader")
    assert at_costs.shell.current == "costs"
    assert [one.booking for one in at_costs.screen.bookings.table.rows_model.rows] == ["B4"]


def test_a_bookings_card_says_what_is_closed_of_it(at_costs: Any) -> None:
    """B4: 15 of 30 days of September and October at 8 000 are closed; sixteen months to 3 March 2026 are to come."""
    at_costs.go("bookings", 4)
    assert at_costs.says("Stängt 12 000,00 kr · återstår 128 516,13 kr")


def test_another_year_is_chosen_at_the_keyboard(at_costs: Any) -> None:
    screen = at_costs.screen
    screen.years.setFocus()
    at_costs.key(Key.Key_Up)
    at_costs.settle()
    assert screen.years.currentText() == "2025"
    assert [one.months[0].year for one in screen.months.list.table.rows_model.rows] == [2025] * 12
    screen.years.setCurrentIndex(0)
    screen.years.activated.emit(0)
    at_costs.settle()
    assert [cells(screen.months.list.table, place)[0] for place in range(3)] == ["2024", "2025", "2026"]


def test_a_change_elsewhere_is_seen_here(at_costs: Any, ctx: Context) -> None:
    before = at_costs.screen.counterparts.table.rows_model.rows[0].sums.remaining
    at_costs.go("returns")
    at_costs.screen.command(lambda: close_month(ctx, month("2024-11")))
    at_costs.settle()
    at_costs.go("costs")
    assert at_costs.screen.counterparts.table.rows_model.rows[0].sums.remaining == before - 3 * 950_000


def test_the_arrow_keys_go_from_bar_to_bar_and_say_each(at_costs: Any) -> None:
    at_costs.tab("Månad för månad")
    view = at_costs.screen.months.charts[RowDirection.SELL].view
    assert (view.accessibleName(), view.place) == ("Det ni säljer, 2024", 2)
    view.setFocus()
    at_costs.key(Key.Key_Left)
    assert view.accessibleDescription() == "Oktober 2024: stängt 8 000,00 kr, återstår 0,00 kr"
    assert at_costs.says("Oktober 2024: stängt 8 000,00 kr, återstår 0,00 kr")
    at_costs.key(Key.Key_Home)
    at_costs.key(Key.Key_Left)
    assert (view.place, view.told) == (0, "September 2024: stängt 4 000,00 kr, återstår 0,00 kr")
    at_costs.key(Key.Key_End)
    at_costs.key(Key.Key_Right)
    assert view.told == "December 2024: stängt 0,00 kr, återstår 8 000,00 kr"
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, view._slot(1).center().toPoint())
    assert view.place == 1


def test_the_numbers_of_the_chart_stand_as_rows(at_costs: Any) -> None:
    rows = at_costs.screen.months.list.table
    assert cells(rows, 2) == ["November 2024", "0,00", "28 500,00", "0,00", "8 000,00", "-20 500,00"]


def test_the_matrix_of_a_year_leads_to_its_bookings(at_costs: Any) -> None:
    at_costs.tab("Årets matris")
    table = at_costs.screen.matrix.table
    by_heading = {one.heading: one for one in table.rows_model.columns}
    (b4,) = [one for one in table.rows_model.rows if one.booking == "B4"]
    assert [by_heading[name].text(b4).replace("\u00a0", " ") for name in ("Aug", "Sep", "Nov")] == [
        "–",
        "4 000",
        "(8 000)",
    ]
    table.choose((b4.booking, b4.direction))
    table.setFocus()
    at_costs.key(Key.Key_Return)
    assert at_costs.shell.current == "bookings"
    assert at_costs.says("B4")


def test_the_balance_says_that_it_is_information_and_how_it_was_worked_out(at_costs: Any) -> None:
    at_costs.tab("Byte och balans")
    assert at_costs.says("varje riktning faktureras för sig, brutto")
    assert at_costs.says("Månaderna september–december 2024.")
    row = at_costs.screen.balances.table.rows_model.rows[0]
    assert cells(at_costs.screen.balances.table)[-1] == "fakturerat"
    assert (row.balance.ours.persons, row.balance.theirs.persons) == (3, 1)


def test_amounts_leave_the_list_as_numbers(at_costs: Any, pick: Callable[[Path], None], tmp_path: Path) -> None:
    pick(tmp_path / "kostnader.xlsx")
    at_costs.push("Exportera listan till Excel")
    at_costs.settle()
    ((_, exported),) = shown(tmp_path / "kostnader.xlsx").items()
    values = [value for value, _ in exported.values()]
    assert 12_000 in values, "what is closed of what is sold"


def test_an_empty_register_says_what_the_page_is_for(office: Any) -> None:
    office.go("costs")
    assert office.says("Här ställs uppskattningen mot utfallet")
    office.push("Till bokningarna")
    assert office.shell.current == "bookings"


# the chart itself


def bar(closed: int, remaining: int = 0) -> Bar:
    return Bar("jan", "januari", Ore(closed), Ore(remaining))


@pytest.mark.parametrize(
    ("bars", "ticks"),
    [
        ([], [0]),
        ([bar(0)], [0]),
        ([bar(95_000_00)], [0, 50_000_00, 100_000_00]),
        ([bar(60_000_00, 30_000_00)], [0, 50_000_00, 100_000_00]),
        ([bar(9_500_00), bar(-4_900_00)], [-5_000_00, 0, 5_000_00, 10_000_00]),
        ([bar(-1)], [-1_00, 0]),
        ([bar(7)], [0, 1_00]),
    ],
)
def test_the_axis_has_few_round_amounts_that_hold_every_bar(bars: list[Bar], ticks: list[int]) -> None:
    assert list(BarChart("", tuple(bars), "", "").ticks) == ticks


@pytest.mark.parametrize("top", [1, 99, 100, 101, 12_345_67, 10**13])
@pytest.mark.parametrize("bottom", [0, -1, -5_000_00])
def test_the_axis_is_never_crowded(top: int, bottom: int) -> None:
    ticks = BarChart("", (bar(top), bar(bottom)), "", "").ticks
    assert ticks[0] <= bottom
    assert ticks[-1] >= top
    assert 2 <= len(ticks) <= 6


def painted(bars: list[Bar], width: int = 420) -> QImage:
    made = BarView()
    made.show_chart(BarChart("Prov", tuple(bars), "Stängt", "Återstår"))
    made.resize(width, made.sizeHint().height())
    made.setAutoFillBackground(True)
    return made.grab().toImage()


def middle(image: QImage, place: int, of: int, width: int = 420) -> list[str]:
    """The colours down the middle of a bar."""
    made = BarView()
    made.show_chart(BarChart("Prov", tuple([bar(100_00)] * of), "Stängt", "Återstår"))
    made.resize(width, made.sizeHint().height())
    x = int(made._slot(place).center().x() * image.devicePixelRatio())
    return [image.pixelColor(x, y).name().upper() for y in range(image.height() // 4, image.height() - 40)]


@pytest.mark.parametrize("mode", [theme.Mode.LIGHT, theme.Mode.DARK])
def test_closed_is_filled_and_to_come_is_hatched(app: QApplication, mode: theme.Mode) -> None:
    """A bar of 100 kr in either: the one is all accent, of the other more is ground than ink."""
    theme.apply(app, mode)
    try:
        look = theme.colours()
        image = painted([bar(100_00), bar(0, 100_00)])
        filled, hatched = middle(image, 0, 2), middle(image, 1, 2)
        assert filled.count(look.accent.upper()) > 80
        assert look.card.upper() in hatched
        assert 0 < sum(one != look.card.upper() for one in hatched) < len(hatched)
        assert hatched.count(look.accent.upper()) < filled.count(look.accent.upper()) / 2
    finally:
        theme.apply(app, theme.Mode.LIGHT)


@pytest.mark.parametrize("width", [280, 420, 1200])
@pytest.mark.parametrize("bars", [[], [bar(0)], [bar(-500_00, 200_00)] * 12, [bar(1, 10**12)] * 40])
def test_any_chart_can_be_painted_at_any_width(app: QApplication, bars: list[Bar], width: int) -> None:
    assert not painted(bars, width).isNull()


def test_nothing_happens_beside_the_bars(app: QApplication) -> None:
    made = BarView()
    made.show_chart(BarChart("Prov", (bar(1), bar(2)), "", ""), 1)
    made.resize(made.sizeHint())
    QTest.mouseClick(made, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(0, 100))
    assert made.place == 1
