"""The window: areas to the left, search above, pages in the middle, a line at the bottom.

It knows areas by name only; what they are is put together in `ui.app`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QFocusEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QProgressBar,
    QPushButton,
    QStackedWidget,
    QWidget,
)

from mottagning.readmodels.changes import Changed
from mottagning.readmodels.search import Hit
from mottagning.texts import window as texts
from mottagning.uikit import theme
from mottagning.uikit.icons import Picture, icon
from mottagning.uikit.parts import column, holder, label, row
from mottagning.uikit.screen import Goto, Screen

_TOLD_FOR = 4_000
_SEARCH_WIDTH = 420


@dataclass(frozen=True, slots=True)
class Place:
    """An area of the window: its lasting name, its word, its picture and its page."""

    name: str
    word: str
    picture: Picture
    screen: Screen


class Shell(QMainWindow):
    """The window with a register open."""

    searched = Signal(str)
    hit_chosen = Signal(object)
    lock_wanted = Signal()
    closing = Signal()

    def __init__(self, places: Sequence[Place], register: str, office: str, foot: str) -> None:
        super().__init__()
        self.setWindowTitle(texts.NAME)
        self._places = {place.name: place for place in places}
        self._order = [place.name for place in places]
        self._past: list[str] = []
        self._coming: list[str] = []
        self._pages = QStackedWidget()
        self._buttons: dict[str, QPushButton] = {}
        self._told = label("", "muted")
        self._busy = QProgressBar()
        self._busy.setRange(0, 0)
        self._busy.setTextVisible(False)
        self._busy.setFixedWidth(120)
        self._busy.hide()
        self.search = _SearchField(self)
        self.search.chosen.connect(self.hit_chosen)
        self.search.textEdited.connect(self.searched)
        self._navigation_foot = label(f"{office}\n{foot}", "muted")
        content = holder(
            column(
                row(self.search, 0, self._busy, theme.GROUP, label(register, "muted"), spacing=0),
                self._pages,
                row(self._told, 0),
                spacing=theme.GAP - 4,
                margins=0,
            ),
            "content",
        )
        content.setContentsMargins(theme.PAGE, theme.GAP, theme.PAGE, theme.GROUP)
        self.setCentralWidget(holder(row(self._navigation(places), content, spacing=0)))
        for place in places:
            self._pages.addWidget(place.screen)
            place.screen.wishes.connect(self.go)
            place.screen.told.connect(self.tell)
        self._add_shortcuts()
        self.resize(1440, 900)
        self.setMinimumSize(1080, 640)
        application = QApplication.instance()
        if application is not None:
            application.installEventFilter(self)
        self._touched: Callable[[], None] | None = None

    def on_touch(self, touched: Callable[[], None]) -> None:
        """Be told of every key and click, for the lock after idle time."""
        self._touched = touched

    def go(self, wish: Goto) -> None:
        """Show an area, and a record in it."""
        if wish.area not in self._places or not self._may_leave(wish.area):
            return
        if self.current and self.current != wish.area:
            self._past.append(self.current)
            self._coming.clear()
        self._show(wish.area)
        if wish.record is not None:
            self._places[wish.area].screen.open(wish.record)

    @property
    def current(self) -> str:
        """The name of the area that is shown."""
        page = self._pages.currentWidget()
        return next((name for name, place in self._places.items() if place.screen is page), "")

    @property
    def screen_shown(self) -> Screen:
        """The page that is shown."""
        return self._places[self.current].screen

    def on_changed(self, changed: Changed) -> None:
        """Have every page that is interested look again."""
        for place in self._places.values():
            place.screen.on_changed(changed)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """What waits in each area, beside its word."""
        for name, push in self._buttons.items():
            number = counts.get(name, 0)
            place = self._places[name]
            push.setText(f"{place.word}   {number}" if number else place.word)
            push.setAccessibleName(f"{place.word}, {number}" if number else place.word)

    def show_foot(self, office: str, foot: str) -> None:
        """Whose register it is and when it was backed up."""
        self._navigation_foot.setText(f"{office}\n{foot}")

    def tell(self, text: str) -> None:
        """A short word at the bottom, gone after a while."""
        self._told.setText(text)
        QTimer.singleShot(_TOLD_FOR, self, lambda: self._told.setText("") if self._told.text() == text else None)

    def show_busy(self, busy: bool) -> None:
        """Work that takes long is seen."""
        self._busy.setVisible(busy)
        if busy:
            self._told.setText(texts.WORKING)
        elif self._told.text() == texts.WORKING:
            self._told.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._touched and event.type() in {QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.Wheel}:
            self._touched()
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.current and not self.screen_shown.may_leave():
            event.ignore()
            return
        self.closing.emit()
        super().closeEvent(event)

    def _refresh(self) -> None:
        self.screen_shown.refresh()

    def _show(self, name: str) -> None:
        self._buttons[name].setChecked(True)
        self._pages.setCurrentWidget(self._places[name].screen)

    def _may_leave(self, target: str) -> bool:
        if not self.current or self.current == target or self.screen_shown.may_leave():
            return True
        self._buttons[self.current].setChecked(True)
        return False

    def _step(self, origin: list[str], other: list[str]) -> None:
        if origin and self._may_leave(origin[-1]):
            other.append(self.current)
            self._show(origin.pop())

    def _navigation(self, places: Sequence[Place]) -> QWidget:
        group = QButtonGroup(self)
        group.setExclusive(True)
        buttons = []
        for place in places:
            push = QPushButton(place.word)
            push.setObjectName("area")
            push.setIcon(icon(place.picture))
            push.setCheckable(True)
            push.setAccessibleName(place.word)
            push.setCursor(Qt.CursorShape.PointingHandCursor)
            push.clicked.connect(lambda _checked, name=place.name: self.go(Goto(name)))
            group.addButton(push)
            self._buttons[place.name] = push
            buttons.append(push)
        lock = QPushButton(texts.MENU_LOCK)
        lock.setObjectName("area")
        lock.setIcon(icon(Picture.LOCK))
        lock.setAccessibleName(texts.MENU_LOCK)
        lock.setToolTip("Ctrl+L")
        lock.clicked.connect(lambda _checked: self.lock_wanted.emit())
        frame = QFrame()
        frame.setObjectName("navigation")
        frame.setAccessibleName(texts.NAVIGATION)
        frame.setFixedWidth(theme.NAVIGATION_WIDTH)
        brand = label(texts.NAME, "brand")
        inside = column(
            row(theme.GROUP, brand, 0),
            theme.GAP,
            *buttons,
            0,
            lock,
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
            ("Ctrl+L", self.lock_wanted.emit),
            ("F5", self._refresh),
            ("Alt+Left", lambda: self._step(self._past, self._coming)),
            ("Alt+Right", lambda: self._step(self._coming, self._past)),
        ]
        for number, name in enumerate(self._order, start=1):
            bindings.append((f"Ctrl+{number}", partial(self.go, Goto(name))))
        for keys, do in bindings:
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(do)


class _SearchField(QLineEdit):
    """One field for everything; hits below it as one types, the arrow keys choose, Enter opens, Esc leaves."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedWidth(_SEARCH_WIDTH)
        self.setPlaceholderText(texts.SEARCH)
        self.setAccessibleName(texts.SEARCH_NAME)
        self.setClearButtonEnabled(True)
        self._hits: list[Hit] = []
        self._list = QListWidget(parent)
        self._list.setObjectName("card")
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._list.itemClicked.connect(lambda _item: self._open())
        self._list.hide()

    def begin(self) -> None:
        """Put the cursor here."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()

    def show_hits(self, text: str, hits: Sequence[Hit]) -> None:
        """Show what was found for `text`, unless something else has been typed since."""
        if text != self.text() or not text.strip():
            self._list.setVisible(False)
            return
        self._hits = list(hits)
        self._list.clear()
        for hit in self._hits:
            kind = texts.HIT_KINDS[hit.kind.value]
            self._list.addItem(QListWidgetItem(f"{hit.title}   {hit.detail}   {kind}"))
        if not self._hits:
            self._list.addItem(QListWidgetItem(texts.NO_HITS))
        self._list.setCurrentRow(0)
        height = min(12, self._list.count()) * 34 + 12
        place = self.mapTo(self.window(), QPoint(0, self.height() + 4))
        self._list.setGeometry(place.x(), place.y(), self.width() + 120, height)
        self._list.raise_()
        self._list.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif self._list.isVisible() and key in {Qt.Key.Key_Down, Qt.Key.Key_Up}:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._list.setCurrentRow(max(0, min(self._list.count() - 1, self._list.currentRow() + step)))
        elif self._list.isVisible() and key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        QTimer.singleShot(150, self._list, self._list.hide)

    def _open(self) -> None:
        place = self._list.currentRow()
        if 0 <= place < len(self._hits):
            hit = self._hits[place]
            self._leave()
            self.chosen.emit(hit)

    def _leave(self) -> None:
        self.clear()
        self._list.hide()
        self.clearFocus()
