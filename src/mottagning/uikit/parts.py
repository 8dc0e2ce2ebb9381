"""The small parts that every screen is put together from: labels, buttons, cards, rows of facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from mottagning.texts.formats import NOTHING, breakable, unbroken
from mottagning.uikit import theme
from mottagning.uikit.columns import Tone
from mottagning.uikit.icons import Picture, icon
from mottagning.uikit.style_notes import forget_inside


class Kind(Enum):
    """How much a button asks for attention: one filled one for each screen."""

    PRIMARY = "primary"
    ORDINARY = "ordinary"
    QUIET = "quiet"
    CHOICE = "choice"
    LINK = "link"


def label(text: str = "", style: str = "text", *, wrap: bool = False, selectable: bool = False) -> QLabel:
    """A text in one of the theme's styles: heading, subheading, section, muted, strong, problem, notice …

    One that wraps breaks very long words too: a word wider than the card would push the buttons beside it out of
    sight. What can be selected is left as it is, so that an address that is copied still leads somewhere.
    """
    made = QLabel(unbroken(breakable(text) if wrap and not selectable else text))
    made.setObjectName(style)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def push_button(text: str, style: str, name: str = "") -> QPushButton:
    """A button in one of the theme's styles. Enter presses it as the space bar does."""
    made = QPushButton(text)
    made.setObjectName(style)
    made.setAccessibleName(name or text)
    made.setAutoDefault(True)  # outside a dialog of Qt's this is what makes Enter press the one with the cursor
    return made


def button(
    text: str,
    do: Callable[[], object],
    kind: Kind = Kind.ORDINARY,
    *,
    picture: Picture | None = None,
    name: str = "",
) -> QPushButton:
    """A button that says what it does; `name` says it in full where its words are short."""
    made = push_button(text, kind.value, name)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    if kind is Kind.CHOICE:
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    if picture is not None:
        made.setIcon(icon(picture, accent=kind is Kind.CHOICE))
        made.setIconSize(QSize(22, 22) if kind is Kind.CHOICE else QSize(16, 16))
    made.clicked.connect(lambda: do())  # noqa: PLW0108 - `do` takes no word of whether it is checked
    return made


def card(*, margin: int = theme.GAP) -> tuple[QFrame, QVBoxLayout]:
    """A card and the layout inside it."""
    frame = QFrame()
    frame.setObjectName("card")
    inside = QVBoxLayout(frame)
    inside.setContentsMargins(margin, margin, margin, margin)
    inside.setSpacing(theme.GROUP)
    return frame, inside


def column(*items: QWidget | QLayout | int, spacing: int = theme.GROUP, margins: int = 0) -> QVBoxLayout:
    """Things under one another; a number is a gap, 0 takes up what is left."""
    layout = QVBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def row(*items: QWidget | QLayout | int, spacing: int = theme.GROUP, margins: int = 0) -> QHBoxLayout:
    """Things beside one another; a number is a gap, 0 takes up what is left."""
    layout = QHBoxLayout()
    _fill(layout, items, spacing, margins)
    return layout


def leading(first: QWidget, *others: QWidget) -> QHBoxLayout:
    """`first` takes the room there is, as words that wrap do; the others stand to its right."""
    layout = row(first, *others)
    layout.setStretch(0, 1)
    return layout


def _fill(
    layout: QVBoxLayout | QHBoxLayout, items: Sequence[QWidget | QLayout | int], spacing: int, margins: int
) -> None:
    layout.setContentsMargins(margins, margins, margins, margins)
    layout.setSpacing(spacing)
    for item in items:
        if isinstance(item, QWidget):
            layout.addWidget(item)
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        elif item:
            layout.addSpacing(item)
        else:
            layout.addStretch(1)


def holder(layout: QLayout, name: str = "") -> QWidget:
    """A widget that holds a layout."""
    made = QWidget()
    made.setObjectName(name)
    made.setLayout(layout)
    return made


def line() -> QFrame:
    """A hairline."""
    made = QFrame()
    made.setObjectName("line")
    return made


def scrolled(inside: QWidget) -> QScrollArea:
    """A part that scrolls when it is taller than its place; the cursor goes to what is in it."""
    area = QScrollArea()
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(inside)
    forget_inside(area)
    return area


def step_buttons(parent: QWidget, words: Sequence[str], go: Callable[[int], object]) -> list[QPushButton]:
    """The numbered steps of a page, one of them chosen; `go` is told the place of the one that is wished for."""
    group = QButtonGroup(parent)
    group.setExclusive(True)
    steps = []
    for place, word in enumerate(words):
        push = push_button(f"{place + 1}  {word}", "step", word)
        push.setCheckable(True)
        push.clicked.connect(lambda _checked, place=place: go(place))
        group.addButton(push)
        steps.append(push)
    return steps


def facts(pairs: Sequence[tuple[str, str | None]]) -> QWidget:
    """What is known, as a grid of words and answers; unknown is a dash."""
    grid = QGridLayout()
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(theme.GAP)
    grid.setVerticalSpacing(6)
    grid.setColumnStretch(1, 1)
    for place, (name, value) in enumerate(pairs):
        said = label(name, "label")
        said.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        answer = label(value or NOTHING, wrap=True, selectable=True)
        answer.setAccessibleName(f"{name}: {value or NOTHING}")
        answer.setMinimumWidth(1)  # a word wider than the card pushes nothing out of sight
        if value and breakable(value) != value:
            answer.setToolTip(value)  # as a path, which the card may cut off
        grid.addWidget(said, place, 0)
        grid.addWidget(answer, place, 1)
    return holder(grid)


def chip(text: str, tone: Tone) -> QLabel:
    """Words on a tinted chip."""
    made = label(text, "chip")
    made.setProperty("tone", tone.value)
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    made.setFixedHeight(22)
    return made


def link(text: str, detail: str, do: Callable[[], object]) -> QWidget:
    """A record that can be gone to, with a muted line of what it is."""
    return holder(column(row(button(text, do, Kind.LINK), 0), label(detail, "muted", wrap=True), spacing=0))


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and forget it."""
    while layout.count():
        item: Any = layout.itemAt(0)  # only what was asked for before it is taken becomes Python's, and goes with it
        inner, widget = item.layout(), item.widget()
        if inner is not None:
            clear(inner)
        layout.takeAt(0)
        if inner is not None:
            inner.deleteLater()
        elif widget is not None:
            _discard(widget)


def _discard(widget: QWidget) -> None:
    widget.hide()
    widget.setParent(None)
    widget.deleteLater()


def empty(title: str, text: str, *buttons: QPushButton) -> QWidget:
    """What an empty place is for, and the button to begin with."""
    heading = label(title, "subheading")
    heading.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    said = label(text, "muted", wrap=True)
    said.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    said.setMaximumWidth(420)
    middle = row(0, said, 0)
    middle.setStretch(1, 100)  # words that wrap take the room they may before the sides get any
    return holder(
        column(
            0,
            heading,
            middle,
            theme.GROUP,
            row(0, *buttons, 0),
            0,
            margins=theme.PAGE,
        )
    )
