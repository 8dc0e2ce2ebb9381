"""Does an error in what Qt paints reach people as other errors do, with the window still at work?"""

from __future__ import annotations

import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QWidget

import mottagning
from mottagning.domain.periods import Month
from mottagning.uikit import calendar, painting_guard, table
from mottagning.uikit.calendar import MonthCalendar
from mottagning.uikit.columns import Column, Tone, text_column
from mottagning.uikit.days import MonthDays
from mottagning.uikit.row_model import TONE_ROLE, RowTableModel
from mottagning.uikit.table import TableView

PACKAGE = Path(mottagning.__file__).parent


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> list[BaseException]:
    """The errors that reached the one place for unexpected errors."""
    errors: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: errors.append(error))
    monkeypatch.setattr(painting_guard, "_told", set())
    return errors


def painted(app: QApplication, widget: QWidget, times: int = 2) -> None:
    """Have Qt paint it on the screen so often."""
    widget.resize(400, 300)
    widget.show()
    for _ in range(times):
        widget.repaint()
        app.processEvents()
    widget.close()


def failing(_row: object) -> Tone:
    raise KeyError("199001032391")


def columns(tone: Callable[[str], Tone]) -> list[Column[str]]:
    return [
        text_column("plain", "Namn", lambda row: row),
        Column("status", "Läge", lambda row: row, lambda row: row, tone=tone),
    ]


def test_a_cell_that_fails_is_told_once_and_the_rest_of_the_list_stands(
    app: QApplication, told: list[BaseException]
) -> None:
    view: TableView[str] = TableView("people", columns(failing), lambda row: row)
    view.set_rows(["Anna", "Bo"])
    painted(app, view)
    assert [type(error) for error in told] == [KeyError]
    assert view.rows_model.index(0, 1).data(TONE_ROLE) is None
    assert view.rows_model.index(1, 0).data() == "Bo"


def test_a_chip_that_fails_is_told_once(
    app: QApplication, told: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(table, "paint_chip", lambda *_given: failing(None))
    view: TableView[str] = TableView("people", columns(lambda _row: Tone.OK), lambda row: row)
    view.set_rows(["Anna", "Bo"])
    painted(app, view)
    assert [type(error) for error in told] == [KeyError]


def test_a_painted_part_that_fails_is_told_once_and_leaves_no_painter_at_work(
    app: QApplication, told: list[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(calendar.MonthCalendar, "_paint_day", lambda *_given: failing(None))
    painted(app, MonthCalendar(MonthDays(Month(2025, 1))))
    assert [type(error) for error in told] == [KeyError]  # and Qt complained of nothing: see the fixture `guard`


def test_another_error_is_told_though_one_was(told: list[BaseException]) -> None:
    model: RowTableModel[str] = RowTableModel(columns(failing), lambda row: row)
    model.set_rows(["Anna"])
    for _ in range(2):
        assert model.index(0, 1).data(TONE_ROLE) is None
    model.columns[1] = Column("status", "Läge", lambda row: row, lambda row: row, tone=lambda row: Tone[row])
    assert model.index(0, 1).data(TONE_ROLE) is None
    assert [str(error) for error in told] == ["'199001032391'", "'Anna'"]


ASKED_WHILE_PAINTING = {"paint", "paintEvent", "data", "headerData", "drawContents", "paintSection"}


def overrides() -> Iterator[tuple[str, ast.FunctionDef]]:
    """Every method of ours that Qt calls to paint, with where it stands."""
    for folder in ("uikit", "ui"):
        for file in (PACKAGE / folder).rglob("*.py"):
            for kind in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(kind, ast.ClassDef):
                    for one in kind.body:
                        if isinstance(one, ast.FunctionDef) and one.name in ASKED_WHILE_PAINTING:
                            yield f"{file.relative_to(PACKAGE).as_posix()} {kind.name}.{one.name}", one


def test_whatever_qt_calls_to_paint_is_guarded() -> None:
    found = dict(overrides())
    assert len(found) >= 10
    bare = [name for name, one in found.items() if "guarded" not in {ast.unparse(mark) for mark in one.decorator_list}]
    assert bare == []
