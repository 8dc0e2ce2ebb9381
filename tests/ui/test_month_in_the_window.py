"""Does the window lead a month from its checks to its files, with the same öre at every step?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton

from factories import OTHER, booking, days, residence, without_right
from mottagning.domain.money import scaled
from mottagning.domain.periods import Month
from mottagning.domain.returns import ReturnState
from mottagning.uikit import messages
from mottagning.uikit.calendar import MonthCalendar
from mottagning.uikit.table import TableView
from mottagning.uikit.window import LEAST
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.months import months
from mottagning.usecases.returns.viewing import view_month
from workbooks import lines

Key = Qt.Key
Pick = Callable[[Path], None]
SEPTEMBER = Month(2024, 9)
TOTALS = "Köper 9 500,00 kr   ·   Säljer 4 000,00 kr   ·   2 rader, 0 rättelser"
"""B1 all of September at 9 500; B4 the 15 of 30 days from the 16th at 8 000. The protected B3 is returned by itself."""


@pytest.fixture
def at_month(hands: Any, ctx: Context, small_office: None, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Somebody at the month of the small office, which has a booking without terms besides."""
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: True)
    with ctx.writing() as uow:
        uow.bookings.add_many([booking("2024-09-01", key="B5", case_number="2024-0002", service="gymnasium")])
        uow.commit()
    hands.program.enter(ctx)
    hands.settle()
    hands.go("returns")
    return hands


def table(hands: Any, name: str) -> list[list[str]]:
    """The cells of the list that a screen reader calls `name`."""
    (found,) = (one for one in hands.visible(TableView) if one.accessibleName() == name)
    model = found.rows_model
    return [[model.index(row, place).data() for place in range(model.columnCount())] for row in range(model.rowCount())]


def filled(hands: Any) -> str:
    """The words of the filled button; there is one."""
    (one,) = (push for push in hands.visible(QPushButton) if push.objectName() == "primary")
    return str(one.text())


def to_closing(hands: Any) -> None:
    """From the checks to the step where the month is closed."""
    hands.push("Förhandsgranska")
    hands.push("Till stängning")


def close(hands: Any) -> None:
    """Close the month that is shown."""
    to_closing(hands)
    hands.push("Stäng september 2024")


def test_a_stop_says_what_to_do_and_leads_to_its_booking(at_month: Any) -> None:
    assert table(at_month, "Hinder och varningar")[0][:5] == ["Stopp", "K07", "B5", "Bo Provlund", "2024-09"]
    assert at_month.says("Avtal A1 har inga villkor för gymnasium")
    assert at_month.says("Lägg in villkor för insatsen i avtalet")
    at_month.push("Öppna bokningen")
    assert at_month.shell.current == "bookings"
    assert at_month.screen.list.table.current.key == "B5"
    at_month.push("Redigera")
    at_month.fill(service="sfi", first="2024-12-01")
    at_month.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    at_month.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert at_month.shell.current == "returns"
    checks = [row[1] for row in table(at_month, "Hinder och varningar")]
    assert checks == ["K25"], "the month has looked again; a warning that a reference is missing stands"


def test_each_amount_is_explained_day_by_day_before_anything_is_closed(at_month: Any) -> None:
    at_month.push("Förhandsgranska")
    assert at_month.says(TOTALS)
    assert table(at_month, "Underlag per motpart") == [
        ["Krokom", "köper av", "1", "–", "9 500,00", "1 rad väntar"],
        ["Krokom", "säljer till", "1", "–", "4 000,00", "Klart"],
    ]
    assert table(at_month, "Rader i underlaget") == [["B1", "Amina Provlund", "2024-09", "9 500,00"]]
    assert at_month.says("30 av 30 dagar × 9 500,00 kr = 9 500,00 kr")
    at_month.reach(next(one for one in at_month.visible(TableView) if one.accessibleName() == "Underlag per motpart"))
    at_month.key(Key.Key_Down)
    assert table(at_month, "Rader i underlaget") == [["B4", "Dana Grann", "2024-09", "4 000,00"]]
    assert at_month.says("15 av 30 dagar × 8 000,00 kr = 4 000,00 kr")
    assert at_month.says("Prislista för prov, 2024")
    (calendar,) = at_month.visible(MonthCalendar)
    assert "september 2024" in calendar.accessibleName()
    assert "15 av 30 dagar" in calendar.accessibleName()


def test_what_waits_is_told_with_its_person_reason_and_amount(at_month: Any) -> None:
    at_month.push("Förhandsgranska")
    assert at_month.says("Bo Provlund   september 2024")
    assert at_month.says("kan inte räknas än"), "without terms nobody can say what it comes to"
    assert at_month.says("Avtal A1 har inga villkor för gymnasium")


def test_moves_and_new_prices_are_marked_in_the_month(at_month: Any, ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.residences.add(residence("2024-0001", OTHER, "2024-09-12"))
        (old,) = uow.prices.of_agreement("A2")
        uow.prices.change(old, replace(old.value, days=days("2020-01-01", "2024-09-19")))
        uow.prices.add(replace(old.value, amount=scaled("9000"), days=days("2024-09-20")))
        uow.commit()
    at_month.go("overview")
    at_month.go("returns")
    at_month.screen.refresh()
    at_month.settle()
    at_month.push("Förhandsgranska")
    (calendar,) = at_month.visible(MonthCalendar)
    assert "flytt 12 september" in calendar.accessibleName()
    assert at_month.says("11 av 30 dagar × 9 500,00 kr = 3 483,33 kr")
    assert at_month.says("Flytt 12 september")
    at_month.reach(next(one for one in at_month.visible(TableView) if one.accessibleName() == "Underlag per motpart"))
    at_month.key(Key.Key_Down)
    assert at_month.says("Nytt pris 20 september")


def test_the_filled_button_is_always_the_next_undone_thing(at_month: Any, answers: Any) -> None:
    assert filled(at_month) == "Förhandsgranska"
    at_month.push("Förhandsgranska")
    assert filled(at_month) == "Granska 1 rad som väntar"
    at_month.push("Till stängning")
    assert filled(at_month) == "Stäng september 2024"
    assert at_month.says("B5   Bo Provlund   september 2024"), "what waits and does not come along is named"
    at_month.push("Stäng september 2024")
    assert filled(at_month) == "Skriv filer …"


def test_closing_asks_first_and_no_leaves_the_month_open(at_month: Any, ctx: Context, answers: Any) -> None:
    answers.yes = False
    close(at_month)
    assert answers.asked == ["Stäng september 2024? En stängd månad kan inte öppnas igen."]
    assert not view_month(ctx, SEPTEMBER).is_closed
    answers.yes = True
    at_month.push("Stäng september 2024")
    assert view_month(ctx, SEPTEMBER).is_closed
    assert at_month.says("Underlag · september 2024")


def test_a_closed_month_cannot_be_closed_again_but_is_readable(at_month: Any, ctx: Context, answers: Any) -> None:
    close(at_month)
    for step in ("1  Granska", "2  Förhandsgranska", "3  Stäng", "4  Lämna ut"):
        at_month.push(step)
        assert not any(push.text().startswith("Stäng ") for push in at_month.visible(QPushButton)), step
        assert at_month.says(TOTALS), "the sums stand in the same place on every step"
    assert at_month.says("30 av 30 dagar × 9 500,00 kr = 9 500,00 kr")
    assert [state.month for state in months(ctx) if state.is_closed] == [SEPTEMBER]


def test_the_steps_are_read_whole_in_the_least_window(at_month: Any) -> None:
    at_month.window.resize(LEAST)
    for step in ("1  Granska", "2  Förhandsgranska", "3  Stäng", "4  Lämna ut"):
        at_month.push(step)
        pushes = at_month.visible(QPushButton)
        assert [push.text() for push in pushes if push.sizeHint().width() > push.width()] == []


def test_months_are_closed_in_order(at_month: Any) -> None:
    at_month.push("Nästa månad")
    assert at_month.says("Underlag · oktober 2024")
    to_closing(at_month)
    assert at_month.says("Stäng dem i ordning")
    assert not at_month.button("Stäng oktober 2024").isEnabled()
    for _ in range(5):
        at_month.push("Nästa månad")
    assert at_month.says("Underlag · mars 2025"), "the month that goes on"
    at_month.push("3  Stäng")
    assert not at_month.button("Stäng mars 2025").isEnabled()


def test_what_is_handed_out_adds_up_to_what_the_window_shows(
    at_month: Any, tmp_path: Path, answers: Any, pick: Pick, ctx: Context
) -> None:
    close(at_month)
    folder = tmp_path / "underlag"
    folder.mkdir()
    pick(folder)
    at_month.push("Skriv filer …")
    assert at_month.says(f"skrevs i {folder}")
    bought, sold = (next(folder.glob(pattern)) for pattern in ("*2309*K*.xlsx", "*2309*S*.xlsx"))
    assert [line["Belopp"] for line in lines(bought, "Specifikation")] == [9500.0]
    assert [line["Belopp"] for line in lines(sold, "Specifikation")] == [4000.0]
    at_month.push("Anteckna överlämnande")
    at_month.fill(way="Säker")
    at_month.push("Spara")
    (first, second) = view_month(ctx, SEPTEMBER).returns
    assert (first.state, second.state) == (ReturnState.HANDED_OUT, ReturnState.CLOSED)
    assert [row[-1] for row in table(at_month, "Underlag per motpart")] == ["Utlämnad", "Stängd"]


def test_a_folder_that_cannot_be_written_is_said_and_the_month_stays_closed(
    at_month: Any, tmp_path: Path, answers: Any, pick: Pick, shown_errors: list[Any]
) -> None:
    close(at_month)
    (tmp_path / "en fil").write_text("ingen mapp", encoding="utf-8")
    pick(tmp_path / "en fil")
    at_month.push("Skriv filer …")
    (error,) = shown_errors
    assert "kan inte skrivas" in messages.message_of(error).text
    assert filled(at_month) == "Skriv filer …", "one can try again"


def test_what_is_protected_is_written_for_itself_by_who_may(
    at_month: Any, tmp_path: Path, answers: Any, pick: Pick
) -> None:
    close(at_month)
    folder = tmp_path / "skyddat"
    folder.mkdir()
    pick(folder)
    answers.yes = False
    at_month.push("Skriv skyddade underlag …")
    assert list(folder.iterdir()) == []
    answers.yes = True
    at_month.push("Skriv skyddade underlag …")
    assert "skyddade uppgifter" in answers.asked[-1]
    assert all("2309" not in file.name for file in folder.iterdir()), "the name of the file says nobody's municipality"
    assert [line["Belopp"] for line in lines(next(folder.glob("*Kontroll*.xlsx")), "Specifikation")] == [9500.0]


def test_who_may_not_know_of_them_is_offered_none(start: Any, ctx: Context, small_office: None, answers: Any) -> None:
    close_month(ctx, SEPTEMBER)
    hands = start()
    hands.program.enter(without_right(ctx))
    hands.settle()
    hands.go("returns", SEPTEMBER)
    hands.push("4  Lämna ut")
    assert not hands.says("Skriv skyddade underlag")
