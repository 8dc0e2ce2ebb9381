"""Are reports and indicators chosen, shown as tables and bars that are read aloud, hidden where small, and written?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from factories import day, person
from mottagning.domain.people import PermitGround, SettlementKind, Sex
from mottagning.domain.statistics.definitions import PeriodKind
from mottagning.domain.statistics.facts import Split
from mottagning.files.workbook import opened
from mottagning.texts import statistics as texts
from mottagning.ui.statistics.screen import StatisticsScreen
from mottagning.uikit import messages
from mottagning.usecases.context import Context
from mottagning.usecases.statistics.viewing import statistics


@pytest.fixture
def screen(furnished: Any, ctx: Context) -> StatisticsScreen:
    """The page, with twelve people received in 2024, two of them men who come as relatives."""
    with ctx.writing() as uow:
        uow.people.add_many(
            [
                person(
                    case_number=f"2024-1{number:03}",
                    family_name="Statlund",
                    sex=Sex.MAN if number < 2 else Sex.WOMAN,
                    birth_date=day("1990-06-15"),
                    received_on=day("2024-03-10"),
                    permit_ground=PermitGround.REFUGEE,
                    settlement_kind=SettlementKind.ASSIGNED,
                )
                for number in range(12)
            ]
        )
        uow.commit()
    furnished.go("statistics")
    made: StatisticsScreen = furnished.screen
    choose(furnished, 2024)
    return made


def choose(hands: Any, year: int) -> None:
    """Choose a year."""
    years = hands.screen.years
    years.setCurrentIndex(years.findData(year))
    years.activated.emit(years.currentIndex())
    hands.settle()


def pick(hands: Any, box: Any, word: str) -> None:
    """Choose a word in a box."""
    assert box.findText(word) >= 0, word
    box.setCurrentIndex(box.findText(word))
    box.activated.emit(box.currentIndex())
    hands.settle()


def rows(hands: Any) -> dict[str, list[str]]:
    """The table that is shown, as it is read aloud: row by row, each number with its heading."""
    (table,) = [one for one in hands.visible(type(hands.screen.list)) if one is not hands.screen.list]
    model = table.model()
    said = {}
    for row in range(model.rowCount()):
        heard = [
            model.index(row, place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(model.columnCount())
        ]
        said[heard[0].partition(": ")[2]] = heard[1:]
    return said


def test_the_four_reports_and_seventeen_indicators_can_be_chosen(furnished: Any, screen: StatisticsScreen) -> None:
    chosen = screen.list.rows_model.rows
    assert [one.report for one in chosen[:4]] == ["yearly", "situation", "civic", "board"]
    assert [one.numbers for one in chosen[4:]] == [(number,) for number in range(1, 18)]
    assert furnished.says("Personer vars dag för mottagandet ligger i perioden")


def test_what_is_small_is_hidden_in_table_and_chart_and_said_so(furnished: Any, screen: StatisticsScreen) -> None:
    shown = rows(furnished)
    assert shown["Män"][-1] == "Summa: .."
    assert shown["Kvinnor"][-1] == "Summa: .."
    assert shown["Alla"][-1] == "Summa: 12"
    assert furnished.says(texts.HIDES)
    assert [bar.is_hidden for bar in screen.chart.view._chart.bars] == [True, True]
    assert "Summa dolt" in screen.chart.view.told


def test_another_split_is_another_table_of_the_same(furnished: Any, screen: StatisticsScreen) -> None:
    pick(furnished, screen.splits, texts.SPLITS[Split.AGE])
    assert rows(furnished)["25–44 år"][-1] == "Summa: 12"
    assert [bar.closed for bar in screen.chart.view._chart.bars] == [0, 0, 0, 0, 0, 12, 0, 0]
    screen.chart.view.setFocus()
    QTest.keyClick(screen.chart.view, Qt.Key.Key_End)
    assert screen.chart.view.told.startswith("67+ år:")


def test_who_goes_down_the_list_waits_for_the_last_alone(
    furnished: Any, screen: StatisticsScreen, monkeypatch: pytest.MonkeyPatch
) -> None:
    counted: list[Any] = []

    def counting(ctx: Context, numbers: Any, period: Any, report: Any) -> Any:
        counted.append(tuple(numbers))
        return statistics(ctx, numbers, period, report)

    monkeypatch.setattr("mottagning.ui.statistics.screen.statistics", counting)
    with holding_up(furnished):
        for number in (2, 3, 4, 5):
            screen.list.choose((None, (number,)))
    furnished.settle()
    assert counted == [(5,)]
    assert furnished.says("5. Planer som följs upp i tid, 2023") or furnished.says(
        "5. Planer som följs upp i tid, 2024"
    )


@contextmanager
def holding_up(hands: Any) -> Iterator[None]:
    """Work aside waits as long as this lasts."""
    gate = Event()
    hands.screen.desk.tasks.aside(lambda: gate.wait(10), lambda _came: None)
    try:
        yield
    finally:
        gate.set()


def test_a_report_has_its_own_period_and_says_what_it_answers(furnished: Any, screen: StatisticsScreen) -> None:
    screen.list.choose(("civic", (6,)))
    furnished.settle()
    assert screen.period.kind is PeriodKind.OCTOBER_SEPTEMBER
    assert furnished.says("Svaras inte här: Uppgift saknas i registret.")
    assert furnished.says("Uppgift saknas i registret: att någon har erbjudits")


def test_the_workbook_is_of_what_is_shown(
    furnished: Any, screen: StatisticsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_: tmp_path)
    furnished.push(texts.WORKBOOK)
    (file,) = tmp_path.glob("*.xlsx")
    assert file.name.startswith("Statistik indikator 1 2024")
    assert opened(file).sheetnames == ["Definitioner", "Indikator 1"]


def test_the_pdf_is_written(
    furnished: Any, screen: StatisticsScreen, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_: tmp_path)
    furnished.push(texts.PDF)
    (file,) = tmp_path.glob("*.pdf")
    assert file.read_bytes().startswith(b"%PDF")
