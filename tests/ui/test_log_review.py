"""Can somebody review a month of the log at the keyboard, row after row, without losing what she writes?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from factories import Clock
from mottagning.texts import logs as texts
from mottagning.uikit.screen import Goto
from mottagning.uikit.table import TableView
from mottagning.uikit.tabs import TabBar
from mottagning.usecases.context import Context

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def reviewing(hands: Any, ctx: Context, small_office: None, clock: Clock) -> Any:
    """Eva at the review of last month, in which somebody else filled the register."""
    clock.tick(days=31)
    hands.program.enter(replace(ctx, user=replace(ctx.user, name="Eva", may_see_protected=True)))
    hands.settle()
    hands.go("logs")
    hands.visible(TabBar)[0].setFocus()
    hands.key(Key.Key_Right)
    return hands


def current(hands: Any) -> int:
    return int(hands.screen.review.table.currentIndex().row())


def test_after_a_row_the_next_one_waits_and_the_result_is_in_sight(reviewing: Any) -> None:
    reviewing.push(texts.BEGIN)
    assert current(reviewing) == 0
    table = reviewing.screen.review.table
    assert reviewing.app.focusWidget() is table, "the keyboard is never in a list that is not seen"
    for row in (1, 2):
        reviewing.key(Key.Key_S, CONTROL)
        assert current(reviewing) == row
    assert [one.result is not None for one in table.rows_model.rows[:3]] == [True, True, False]
    place = next(at for at, one in enumerate(table.rows_model.columns) if one.name == "result")
    assert not table.isColumnHidden(place)
    assert table.columnViewportPosition(place) + table.columnWidth(place) <= table.viewport().width()


def test_what_is_written_of_a_row_is_asked_about_before_it_is_let_go(reviewing: Any, answers: Any) -> None:
    reviewing.push(texts.BEGIN)
    answers.yes = False
    reviewing.fill(note="Ska förklaras")
    reviewing.screen.review.table.selectRow(2)
    reviewing.shell.go(Goto("people"))
    reviewing.settle()
    assert len(answers.asked) == 2
    assert reviewing.form.raw()["note"] == "Ska förklaras"
    answers.yes = True
    reviewing.shell.go(Goto("people"))
    assert reviewing.shell.current == "people"


def test_what_one_did_oneself_is_told_of_and_has_no_form(
    hands: Any, ctx: Context, small_office: None, clock: Clock
) -> None:
    clock.tick(days=31)
    hands.program.enter(ctx)
    hands.settle()
    hands.go("logs")
    hands.tab(texts.TAB_REVIEW)
    hands.push(texts.BEGIN)
    assert hands.says(texts.OWN_ROW)
    assert not hands.says(texts.NOTE_RESULT)


def test_a_month_without_anything_says_so(hands: Any, ctx: Context, clock: Clock) -> None:
    clock.tick(days=80)
    hands.program.enter(ctx)
    hands.settle()
    hands.go("logs")
    hands.tab(texts.TAB_REVIEW)
    hands.push(texts.BEGIN)
    assert hands.says("Det finns inget att granska den här månaden.")


def test_lists_are_called_by_swedish_names(reviewing: Any) -> None:
    for area in ("overview", "waits", "settings"):
        reviewing.go(area)
    named = [one.accessibleName() for one in reviewing.window.findChildren(TableView)]
    assert [one for one in named if not one[:1].isupper()] == []
