"""The window: areas to the left, search above, pages in the middle, a line at the bottom.

It knows areas by name only; what they are is put together in `ui.app`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeGuard

from PySide6.QtCore import QByteArray, QEvent, QObject, QSize, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QMouseEvent, QResizeEvent, QShortcut, QWindow
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from mottagning.domain.rights import Part
from mottagning.readmodels.changes import Changed
from mottagning.texts import window as texts
from mottagning.uikit import aloud, theme
from mottagning.uikit.icons import Picture, icon
from mottagning.uikit.parts import Kind, button, column, holder, label, push_button, row
from mottagning.uikit.screen import Goto, Screen
from mottagning.uikit.search import SearchField
from mottagning.uikit.tab_order import put_after

_TOLD_FOR = 8_000
"""Milliseconds: long enough to read which files were written where."""
_USUAL = QSize(1440, 900)
LEAST = QSize(900, 500)
"""Half a screen of 1920 × 1080, or all of it at 200 %, with room for the task bar."""
_NARROW = 1100
"""A window narrower than this shows the areas as pictures alone."""
_STEPS_KEPT = 100
"""So many places one can go back to; nobody goes back further, and a day of work passes thousands."""
_HELP_KEY, _LOCK_KEY = "F1", "Ctrl+L"
_DIGITS = 10
"""Ctrl and a digit go to the first areas; the tenth is 0."""
SIDES = {Qt.MouseButton.BackButton: True, Qt.MouseButton.ForwardButton: False}
"""The mouse's own buttons on its side, and whether they go back."""
_TOUCHES = {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}


def is_step(event: QEvent) -> TypeGuard[QMouseEvent]:
    """Whether a button on the mouse's side is pressed."""
    return isinstance(event, QMouseEvent) and event.type() == QEvent.Type.MouseButtonPress and event.button() in SIDES


def _is_help_asked_over_a_page(watched: QObject, event: QEvent) -> bool:
    """Whether the key for help is pressed in a message over a page, where the window's own shortcut does not reach.

    Only where the help can be read meanwhile: a dialog that stands over the whole program shuts it out.
    """
    return (
        isinstance(event, QKeyEvent)
        and event.type() == QEvent.Type.KeyPress
        and QKeySequence(event.keyCombination()) == QKeySequence(_HELP_KEY)
        and isinstance(watched, QWindow)
        and watched.modality() is Qt.WindowModality.WindowModal
    )


@dataclass(frozen=True, slots=True)
class Place:
    """An area of the window: its lasting name, its word, its picture, and what makes its page when it is gone to.

    It has a button to the left, unless it lies `under` another area: then it is gone to from where it is needed. It is
    there for those who see its `part` of the register; without one, for everybody.
    """

    name: str
    word: str
    picture: Picture
    make: Callable[[], Screen]
    under: str | None = None
    part: Part | None = None

    @property
    def is_listed(self) -> bool:
        """Whether it has a button of its own."""
        return self.under is None


@dataclass(frozen=True, slots=True)
class _Undo:
    """The way back from the latest change, made in `area`; another change takes it away, once its own is told of."""

    area: str
    back: Callable[[], None]
    is_told: bool = False


class Window(QMainWindow):
    """The frame round everything: the first page, the lock, or the areas. It closes only when the page in it may."""

    touched = Signal()
    """Somebody pressed a key or a button, anywhere in the program."""
    stepped = Signal(bool)
    """A mouse's own button was pressed: True for back, False for on."""
    help_wanted = Signal()
    closing = Signal()
    dressed_anew = Signal()
    """The system has other colours, as when its high contrast is turned on or off."""

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle(texts.NAME)
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.may_close: Callable[[], bool] = lambda: True
        self.setMinimumSize(LEAST)
        self.resize(_USUAL.boundedTo(self.screen().availableSize()))
        QShortcut(QKeySequence(_HELP_KEY), self).activated.connect(self.help_wanted)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusWindowChanged.connect(self._listen)

    @property
    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages.currentWidget()

    def show_page(self, page: QWidget) -> None:
        """Show a page; others that were shown stay as they are."""
        if self._pages.indexOf(page) < 0:
            self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)

    def forget_page(self, page: QWidget) -> None:
        """Take a page away for good."""
        self._pages.removeWidget(page)
        page.deleteLater()

    def remembered(self) -> str:
        """Where and how large the window is, as a text for `place_as`."""
        return bytes(self.saveGeometry().toBase64().data()).decode("ascii")

    def place_as(self, remembered: str) -> None:
        """Put the window where it was; on no screen any more it stays where it would be."""
        if remembered:
            self.restoreGeometry(QByteArray.fromBase64(QByteArray(remembered.encode("ascii"))))
            if not self.isMaximized():
                self.resize(self.size().boundedTo(self.screen().availableSize()))

    def _listen(self, window: QWindow | None) -> None:
        """Hear what is pressed in the window that has the cursor, a dialog's too.

        A filter over the whole application would be asked of every event of every widget, in Python.
        """
        if window is not None:
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touched.emit()
        elif event.type() == QEvent.Type.ThemeChange:
            self.dressed_anew.emit()
        if _is_help_asked_over_a_page(watched, event):
            self.help_wanted.emit()
            return True
        if watched is self.windowHandle() and is_step(event):
            self.stepped.emit(SIDES[event.button()])
            return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)


class Shell(QWidget):
    """The areas of an open register."""

    searched = Signal(str)
    hit_chosen = Signal(object)
    lock_wanted = Signal()
    help_wanted = Signal()

    def __init__(self, places: Sequence[Place]) -> None:
        super().__init__()
        self._places = {place.name: place for place in places}
        self._screens: dict[str, Screen] = {}
        self._order = [place.name for place in places if place.is_listed]
        self._past: list[Goto] = []
        self._coming: list[Goto] = []
        self._pages = QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._counts: Mapping[str, int] = {}
        self._is_narrow = False
        self._told = label("", "muted")
        self._back = _arrow(Picture.PREVIOUS, texts.GO_BACK, self.back)
        self._forward = _arrow(Picture.NEXT, texts.GO_ON, self.forward)
        self._undo: _Undo | None = None
        self._undo_button = button(texts.UNDO, self.undo, Kind.QUIET, name=texts.UNDO_NAME)
        self._undo_button.setToolTip(texts.UNDO_NAME)
        self._undo_button.hide()
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(120)
        self._busy.hide()
        self.search = SearchField(self)
        self.search.chosen.connect(self.hit_chosen)
        self.search.textEdited.connect(self.searched)
        self.search.left.connect(self._begin_on_page)
        self._navigation_foot = label("", "muted")
        self._above = column()
        steps = row(self._back, self._forward, spacing=0)
        self._whose = label("", "muted")
        looking = row(self.search, theme.GROUP, self._undo_button, 0, self._busy, theme.GROUP, self._whose, spacing=0)
        looking.setStretch(0, 100)
        above = row(steps, looking, spacing=0)
        content = holder(
            column(
                above,
                self._above,
                self._pages,
                row(self._told, 0),
                spacing=theme.GAP - 4,
                margins=0,
            ),
            "content",
        )
        content.setContentsMargins(theme.PAGE, theme.GAP, theme.PAGE, theme.GROUP)
        self.setLayout(row(self._navigation([place for place in places if place.is_listed]), content, spacing=0))
        self._add_shortcuts()

    def _screen(self, name: str) -> Screen:
        """The page of an area, made the first time it is gone to: nobody waits for what she may never open."""
        if name not in self._screens:
            made = self._screens[name] = self._places[name].make()
            made.wishes.connect(self.go)
            made.told.connect(self.tell)
            made.led.connect(partial(self._lead_to, made))
            made.undoable.connect(partial(self._offer_undo, name))
            self._pages.addWidget(made)
            self._lead_to(made)
        return self._screens[name]

    def _lead_to(self, screen: Screen) -> None:
        """Tab comes from the search to what stands above on a page, and then to the rest of it."""
        put_after(self._undo_button, *screen.top_parts)

    def may_leave(self) -> bool:
        """Whether nothing unsaved would be lost; may ask."""
        return not self.current or self.screen_shown.may_leave()

    def go(self, wish: Goto) -> None:
        """Show an area, and a record in it."""
        if wish.area not in self._places or not self._may_leave(wish.area):
            return
        here = self.here
        if here is not None and (here.area != wish.area or wish.record not in {None, here.record}):
            self._past.append(here)
            del self._past[:-_STEPS_KEPT]
            self._coming.clear()
        self._show(wish.area)
        if wish.record is not None:
            self._screen(wish.area).open(wish.record)
        self._look_at_steps()

    def back(self) -> None:
        """Go to where one was before, the record too."""
        self._step(self._past, self._coming)

    def forward(self) -> None:
        """Go to where one came back from."""
        self._step(self._coming, self._past)

    @property
    def here(self) -> Goto | None:
        """Where one is."""
        return Goto(self.current, self.screen_shown.place) if self.current else None

    @property
    def current(self) -> str:
        """The name of the area that is shown."""
        page = self._pages.currentWidget()
        return next((name for name, screen in self._screens.items() if screen is page), "")

    @property
    def screen_shown(self) -> Screen:
        """The page that is shown."""
        return self._screens[self.current]

    def look_again(self, changed: Changed) -> None:
        """Have every page that is interested look again; one that is not made yet reads when it is."""
        for screen in self._screens.values():
            screen.on_changed(changed)

    def on_changed(self, changed: Changed) -> None:
        """The same after a change, which also takes the way back from the one before it away."""
        self.look_again(changed)
        if self._undo is not None and changed:
            self._keep_undo(replace(self._undo, is_told=True) if not self._undo.is_told else None)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """What waits in each area, beside its word."""
        self._counts = counts
        for name, push in self._buttons.items():
            number = counts.get(name, 0)
            word = self._places[name].word
            said = f"{word}, {number}" if number else word
            push.setAccessibleName(said)
            push.setToolTip(said if self._is_narrow else "")
            full = f"{word}   {number}" if number else word
            push.setText(str(number or "") if self._is_narrow else full)

    def show_whose(self, text: str) -> None:
        """Which register it is and who is logged in."""
        self._whose.setText(text)
        self._whose.setToolTip(text)

    def show_foot(self, office: str, foot: str) -> None:
        """Whose register it is and when it was backed up."""
        self._navigation_foot.setText(f"{office}\n{foot}")

    def show_above(self, notice: QWidget) -> None:
        """Put something above every page, that shows itself when it has to."""
        self._above.addWidget(notice)

    def tell(self, text: str) -> None:
        """A short word at the bottom, gone after a while."""
        self._told.setText(text)
        aloud.say(self, text)
        QTimer.singleShot(_TOLD_FOR, self, lambda: self._told.setText("") if self._told.text() == text else None)

    def show_busy(self, busy: bool) -> None:
        """Work that takes long is seen; it never takes away what was told, as that something was saved."""
        self._busy.setVisible(busy)
        if busy and not self._told.text():
            self._told.setText(texts.WORKING)
        elif self._told.text() == texts.WORKING:
            self._told.setText("")

    def undo(self) -> None:
        """Take the latest change back, and show where that is."""
        undo = self._undo
        if undo is None:
            self.tell(texts.UNDO_NOTHING)
            return
        if self.screen_shown.is_writing:
            self.tell(texts.UNDO_LATER)
            return
        self._keep_undo(None)
        self.go(Goto(undo.area))
        undo.back()

    def _offer_undo(self, area: str, back: Callable[[], None]) -> None:
        self._keep_undo(_Undo(area, back))

    def _keep_undo(self, undo: _Undo | None) -> None:
        self._undo = undo
        self._undo_button.setVisible(undo is not None)

    def _begin_on_page(self) -> None:
        self.screen_shown.take_focus()

    def _refresh(self) -> None:
        self.screen_shown.refresh()

    def _show(self, name: str) -> None:
        self._mark(name)
        screen = self._screen(name)
        self._pages.setCurrentWidget(screen)
        screen.take_focus()

    def _may_leave(self, target: str) -> bool:
        if not self.current or self.current == target or self.screen_shown.may_leave():
            return True
        self._mark(self.current)
        return False

    def _mark(self, name: str) -> None:
        """Show beside which word one is: that of the area, or of the one it lies under."""
        chosen = self._places[name].under or name
        for other, push in self._buttons.items():
            push.setChecked(other == chosen)

    def _step(self, origin: list[Goto], other: list[Goto]) -> None:
        here = self.here
        if not origin or here is None or not self._may_leave(origin[-1].area):
            return
        wish = origin.pop()
        other.append(here)
        self._show(wish.area)
        screen = self._screen(wish.area)
        if wish.record is not None and wish.record != screen.place:
            screen.open(wish.record)
        self._look_at_steps()

    def _look_at_steps(self) -> None:
        for push, steps in ((self._back, self._past), (self._forward, self._coming)):
            push.setEnabled(bool(steps))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        is_narrow = self.width() < _NARROW
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._frame.setFixedWidth(theme.NARROW_NAVIGATION if is_narrow else theme.NAVIGATION_WIDTH)
            self._brand.setVisible(not is_narrow)
            self._navigation_foot.setVisible(not is_narrow)
            for push, word, key in ((self._help, texts.MENU_HELP, _HELP_KEY), (self._lock, texts.MENU_LOCK, _LOCK_KEY)):
                push.setText("" if is_narrow else word)
                push.setToolTip(f"{word}   {key}" if is_narrow else key)
            self.show_counts(self._counts)

    def _navigation(self, places: Sequence[Place]) -> QWidget:
        self._group = group = QButtonGroup(self)
        group.setExclusive(True)
        buttons = []
        for place in places:
            push = push_button(place.word, "area")
            push.setIcon(icon(place.picture))
            push.setCheckable(True)
            push.setCursor(Qt.CursorShape.PointingHandCursor)
            push.clicked.connect(lambda _checked, name=place.name: self.go(Goto(name)))
            group.addButton(push)
            self._buttons[place.name] = push
            buttons.append(push)
        self._help = _below(texts.MENU_HELP, _HELP_KEY, Picture.HELP, self.help_wanted)
        self._lock = _below(texts.MENU_LOCK, _LOCK_KEY, Picture.LOCK, self.lock_wanted)
        self._frame = frame = QFrame()
        frame.setObjectName("navigation")
        frame.setAccessibleName(texts.NAVIGATION)
        frame.setFixedWidth(theme.NAVIGATION_WIDTH)
        self._brand = brand = label(texts.NAME, "brand")
        inside = column(
            row(theme.GROUP, brand, 0),
            theme.GAP,
            *buttons,
            0,
            self._help,
            self._lock,
            theme.GROUP,
            row(theme.GROUP, self._navigation_foot, 0),
            spacing=4,
            margins=12,
        )
        frame.setLayout(inside)
        return frame

    def _add_shortcuts(self) -> None:
        bindings: list[tuple[str | QKeySequence.StandardKey, Callable[[], object]]] = [
            ("Ctrl+K", self.search.begin),
            (_LOCK_KEY, self.lock_wanted.emit),
            ("F5", self._refresh),
            (QKeySequence.StandardKey.Undo, self.undo),
            ("Alt+Left", self.back),
            ("Alt+Right", self.forward),
        ]
        for number, name in enumerate(self._order[:_DIGITS], start=1):
            bindings.append((f"Ctrl+{number % _DIGITS}", partial(self.go, Goto(name))))
        for keys, do in bindings:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(do)


def _arrow(picture: Picture, name: str, do: Callable[[], None]) -> QPushButton:
    """A way back or on, which leads nowhere yet."""
    made = button("", do, Kind.QUIET, picture=picture, name=name)
    made.setToolTip(name)
    made.setEnabled(False)
    return made


def _below(word: str, key: str, picture: Picture, wish: SignalInstance) -> QPushButton:
    """A button below the areas, that goes nowhere but does something; its key stands in its tip."""
    made = push_button(word, "area")
    made.setIcon(icon(picture))
    made.setAccessibleName(word)
    made.setToolTip(key)
    made.clicked.connect(lambda _checked: wish.emit())
    return made
