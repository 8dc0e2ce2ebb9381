"""Is anything left in memory by a round through the window? The short form of tests/benchmarks/soak.py."""

from __future__ import annotations

import ctypes
import gc
import sys
import weakref
from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from shiboken6 import getAllValidWrappers

from benchmarks.soak import a_round
from mottagning.uikit.choice_box import ChoiceBox
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import clear, holder, row
from mottagning.uikit.screen import Goto

_MALLINFO = ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")
"""What the C library tells of its memory, in order: `man mallinfo2`."""


def test_a_round_through_the_window_leaves_no_widget_behind(demo: Any) -> None:
    counts = []
    for _ in range(3):
        a_round(demo.app, demo.program, ("people", "returns", "written_files"))
        gc.collect()
        counts.append(len(demo.app.allWidgets()))
    assert counts[1] == counts[2]


def test_a_lock_leaves_nothing_behind_that_waits_to_be_told(demo: Any) -> None:
    def waiting() -> int:
        gc.collect()
        return sum(isinstance(one, weakref.ref) and "PySide" in repr(one.__callback__) for one in gc.get_objects())

    counts = []
    for _ in range(4):
        demo.program.lock()
        demo.settle()
        demo.program._unlock(by_code=False)
        demo.settle()
        counts.append(waiting())
    assert counts[1] == counts[3]


@pytest.mark.usefixtures("app")
@pytest.mark.skipif(sys.platform != "linux", reason="how much memory is taken is asked of the C library")
def test_what_is_taken_out_of_a_card_is_not_left_in_memory() -> None:
    outside = QWidget()
    layout = QVBoxLayout(outside)

    def fill_and_clear(times: int) -> None:
        for _ in range(times):
            layout.addLayout(row(QLabel("1"), 0, Flow(QLabel("2"))))
            layout.addWidget(holder(Flow(QLabel("3"), QLabel("4"))))
            layout.addStretch()
            clear(layout)
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    fill_and_clear(300)
    known, taken = [], []
    for _ in range(6):
        known.append(len(getAllValidWrappers()))
        taken.append(_memory_in_use())
        fill_and_clear(300)
    assert layout.count() == 0
    assert max(known) < known[0] + 200
    assert min(after - before for before, after in pairwise(taken)) < 5_000  # a table may grow now and then


@pytest.mark.usefixtures("app")
@pytest.mark.skipif(sys.platform != "linux", reason="how much memory is taken is asked of the C library")
@pytest.mark.parametrize("is_written", [False, True])
def test_a_form_with_choices_is_not_left_in_memory(is_written: bool) -> None:
    """Qt's own boxes leave some hundred bytes each under a style sheet."""

    def choices() -> ChoiceBox:
        box = ChoiceBox("", [("1", 1), ("2", 2)])
        box.keep_narrow(6)
        if is_written:
            box.let_write()
        return box

    def show_and_let_go(times: int) -> None:
        for _ in range(times):
            form = holder(row(*(choices() for _ in range(10))))
            form.show()
            QCoreApplication.processEvents()
            form.deleteLater()
            QCoreApplication.sendPostedEvents(form, QEvent.Type.DeferredDelete)

    show_and_let_go(40)
    taken = []
    for _ in range(4):
        gc.collect()
        taken.append(_memory_in_use())
        show_and_let_go(40)
    assert min(after - before for before, after in pairwise(taken)) < 40_000


@pytest.mark.usefixtures("app")
def test_a_window_whose_cards_were_emptied_is_let_go() -> None:
    """What was taken out must not be known to what held it any more: a crash when the window went."""
    for _ in range(200):
        outside = QWidget()
        layout = QVBoxLayout(outside)
        for _ in range(5):
            layout.addLayout(row(QLabel("1"), 0, Flow(QLabel("2"))))
            layout.addWidget(holder(row(QLabel("3"))))
            clear(layout)
            layout.addWidget(holder(Flow(QLabel("4"), QLabel("5"))))
        outside.deleteLater()
        del outside, layout
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _memory_in_use() -> int:
    """Bytes that the C library has given away."""

    class Taken(ctypes.Structure):
        _fields_ = [(name, ctypes.c_size_t) for name in _MALLINFO]

    ask = ctypes.CDLL(None).mallinfo2
    ask.restype = Taken
    return int(ask().uordblks)


def test_no_more_steps_back_are_kept_than_anybody_takes(demo: Any) -> None:
    shell = demo.program.register.shell
    for _ in range(60):
        for area in ("people", "bookings"):
            shell.go(Goto(area))
    assert len(shell._past) == 100
    shell.back()
    assert shell.current == "people"
