"""Is anything left in memory by a round through the window? The short form of tests/benchmarks/soak.py."""

from __future__ import annotations

import gc
from typing import Any

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget, QWidgetItem
from shiboken6 import isValid

from benchmarks.soak import a_round
from mottagning.uikit.parts import clear
from mottagning.uikit.screen import Goto


def test_a_round_through_the_window_leaves_no_widget_behind(demo: Any) -> None:
    counts = []
    for _ in range(3):
        a_round(demo.app, demo.program, ("people", "returns", "written_files"))
        gc.collect()
        counts.append(len(demo.app.allWidgets()))
    assert counts[1] == counts[2]


@pytest.mark.usefixtures("app")
def test_what_is_taken_out_of_a_card_is_not_left_in_memory() -> None:
    outside = QWidget()
    layout = QVBoxLayout(outside)
    inner = QVBoxLayout()
    layout.addLayout(inner)
    widgets = [QWidget(outside), QWidget(outside)]  # an item does not hold its widget
    items = [QWidgetItem(one) for one in widgets]
    layout.addItem(items[0])
    inner.addItem(items[1])
    clear(layout)
    assert layout.count() == 0
    assert [isValid(one) for one in items] == [False, False]


def test_no_more_steps_back_are_kept_than_anybody_takes(demo: Any) -> None:
    shell = demo.program.register.shell
    for _ in range(60):
        for area in ("people", "bookings"):
            shell.go(Goto(area))
    assert len(shell._past) == 100
    shell.back()
    assert shell.current == "people"
