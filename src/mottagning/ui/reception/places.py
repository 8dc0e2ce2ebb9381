"""How does one go between the lists of planned reception? A row of tabs over each, as if they were one page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPushButton, QTabBar

from mottagning.texts import reception as texts
from mottagning.uikit.parts import Kind, button
from mottagning.uikit.screen import Goto, Screen

PLACES = {
    "assignments": texts.ASSIGNMENTS,
    "municipal_quotas": texts.QUOTAS,
    "flats": texts.FLATS,
    "onward_moves": texts.MOVES,
}
"""The lists in their order: the name of each page, and its word."""


def add_tabs(screen: Screen, name: str) -> QTabBar:
    """Put the tabs over the page `name`; another tab goes to that page."""
    names = list(PLACES)
    bar = QTabBar()
    bar.setExpanding(False)
    bar.setDrawBase(False)
    bar.setAccessibleName(texts.PLANNED)
    for word in PLACES.values():
        bar.addTab(word)
    bar.setCurrentIndex(names.index(name))

    def leave(place: int) -> None:
        with QSignalBlocker(bar):
            bar.setCurrentIndex(names.index(name))
        screen.wishes.emit(Goto(names[place]))

    bar.currentChanged.connect(leave)
    screen.body.insertWidget(0, bar)
    return bar


def to_plans(screen: Screen) -> QPushButton:
    """The way back to the plans."""
    return button(texts.TO_PLANS, partial(screen.wishes.emit, Goto("plans")), Kind.QUIET)
