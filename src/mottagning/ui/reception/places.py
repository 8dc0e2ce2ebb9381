"""How does one go between the lists of planned reception? A row of tabs over each, as if they were one page."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QPushButton

from mottagning.texts import reception as texts
from mottagning.uikit.parts import Kind, button
from mottagning.uikit.screen import Goto, Screen
from mottagning.uikit.tabs import TabBar

PLACES = {
    "assignments": texts.ASSIGNMENTS,
    "municipal_quotas": texts.QUOTAS,
    "flats": texts.FLATS,
    "onward_moves": texts.MOVES,
}
"""The lists in their order: the name of each page, and its word."""


def add_tabs(screen: Screen, name: str) -> TabBar:
    """Put the tabs over the page `name`; another tab goes to that page."""
    names = list(PLACES)
    bar = TabBar(list(PLACES.values()), names.index(name))
    bar.setAccessibleName(texts.PLANNED)

    def leave(place: int) -> None:
        with QSignalBlocker(bar):
            bar.choose(names.index(name))
        screen.wishes.emit(Goto(names[place]))

    bar.changed.connect(leave)
    screen.body.insertWidget(0, bar)
    screen.lead_first(bar)
    return bar


def to_plans(screen: Screen) -> QPushButton:
    """The way back to the plans."""
    return button(texts.TO_PLANS, partial(screen.wishes.emit, Goto("plans")), Kind.QUIET)
