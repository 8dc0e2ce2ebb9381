"""The help in a window of its own: the contents or what a search found to the left, a page to the right.

It stays open beside the program, and knows nothing of the register.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from html import escape

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QFont,
    QFontInfo,
    QImage,
    QKeySequence,
    QPalette,
    QResizeEvent,
    QShortcut,
    QShowEvent,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QTextBrowser,
    QTextEdit,
    QWidget,
)

from mottagning.readmodels.handbook import Handbook, HelpPage
from mottagning.texts import handbook as texts
from mottagning.uikit import theme
from mottagning.uikit.icons import Picture
from mottagning.uikit.parts import Kind, button, column, holder, label, row
from mottagning.uikit.window import SIDES, is_step
from mottagning.usecases import handbook

OWN_PLACE = "help"
"""The place of the help itself, for who presses F1 in it."""
_USUAL, _LEAST = QSize(1080, 760), QSize(560, 360)
_LIST_WIDTH = 320
_PAGE = Qt.ItemDataRole.UserRole
_MARGIN = 24
_SIZES = (1.0, 1.15, 1.3, 1.5, 1.75, 2.0)
"""How large the letters can be, as shares of the program's own."""
_TITLE, _SECOND, _THIRD = 1.7, 1.3, 1.1
_FOUND_WEIGHT = 160
"""How strongly a hit is tinted, of 255."""
_MOST_MARKS = 400
_STILL = 150
"""Milliseconds that a window's width stands still before its page is laid out anew."""


class HelpWindow(QWidget):
    """The handbook: contents, search, page."""

    _current = ""

    def __init__(self, book: Handbook) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setObjectName("page")
        self.setWindowTitle(texts.TITLE)
        self.setMinimumSize(_LEAST)
        self.resize(_USUAL.boundedTo(self.screen().availableSize()))
        self._book = book
        self._past: list[str] = []
        self._coming: list[str] = []
        self.search = QLineEdit()
        self.search.setPlaceholderText(texts.SEARCH)
        self.search.setAccessibleName(texts.SEARCH)
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._list_pages)
        self.search.returnPressed.connect(self._open_first)
        self.list = QListWidget()
        self.list.setAccessibleName(texts.LIST_NAME)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setWordWrap(True)
        self.list.currentItemChanged.connect(lambda item, _before: self._choose(item))
        self._found = label("", "muted", wrap=True)
        self.page = PageView()
        self.page.wanted.connect(self._follow)
        self._ways = self._buttons()
        left = holder(column(self.search, self._found, self.list))
        right = holder(column(self._ways, self.page))
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.addWidget(left)
        sides.addWidget(right)
        sides.setStretchFactor(1, 1)
        sides.setChildrenCollapsible(False)
        sides.setSizes([_LIST_WIDTH, _USUAL.width() - _LIST_WIDTH])
        self.setLayout(column(sides, margins=theme.GAP))
        self._add_keys()
        self._list_pages()

    @property
    def current(self) -> str:
        """The name of the page that is shown."""
        return self._current

    def open_at(self, page: HelpPage) -> None:
        """Show a page, in front."""
        self.search.clear()
        self.go(page.id)
        if self.isMinimized():
            self.showNormal()
        self.show()
        self.raise_()
        self.activateWindow()
        self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def go(self, target: str) -> None:
        """Show a page, and a heading in it: `hemkommun#en-flytt`."""
        name, _, anchor = target.partition("#")
        name = name or self._current
        if self._book.page(name) is None:
            return
        if self._current and self._current != name:
            self._past.append(self._current)
            self._coming.clear()
        self._show(name)
        self.page.seek(anchor)

    def _show(self, name: str) -> None:
        page = self._book.page(name)
        assert page is not None  # noqa: S101 - asked for by its name
        self._current = name
        self.page.show_page(page, handbook.stems(self.search.text()))
        self.setWindowTitle(f"{page.title} – {texts.TITLE}")
        self._back.setEnabled(bool(self._past))
        self._forward.setEnabled(bool(self._coming))
        self._mark()

    def _mark(self) -> None:
        """Show in the list which page it is."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        for place in range(self.list.count()):
            if self.list.item(place).data(_PAGE) == self._current:
                self.list.setCurrentRow(place)
                break
        else:
            self.list.setCurrentRow(-1)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own

    def _list_pages(self) -> None:
        """The contents, or what is found for what stands in the search field."""
        self.list.blockSignals(True)  # noqa: FBT003 - Qt's own
        self.list.clear()
        wanted = self.search.text().strip()
        if wanted:
            found = handbook.search(self._book, wanted)
            self._found.setText(texts.hits(len(found)) if found else texts.NO_HITS)
            for hit in found:
                self._add(hit.page, hit.sentence)
        else:
            self._found.setText(texts.CONTENTS)
            for chapter in self._book.chapters:
                self._add_chapter(chapter.title)
                for page in chapter.pages:
                    self._add(page)
        self.list.blockSignals(False)  # noqa: FBT003 - Qt's own
        self._mark()
        self.page.mark(handbook.stems(self.search.text()))

    def _add(self, page: HelpPage, sentence: str = "") -> None:
        item = QListWidgetItem(texts.hit(page.title, sentence) if sentence else page.title)
        item.setData(_PAGE, page.id)
        item.setToolTip(sentence)
        self.list.addItem(item)

    def _add_chapter(self, title: str) -> None:
        item = QListWidgetItem(title)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        font = QFont(self.font())
        font.setBold(True)
        item.setFont(font)
        self.list.addItem(item)

    def _choose(self, item: QListWidgetItem | None) -> None:
        name = item.data(_PAGE) if item is not None else None
        if name and name != self._current:
            self.go(str(name))

    def _open_first(self) -> None:
        """Enter in the search field opens what fits best."""
        if self.search.text().strip() and self.list.count():
            self.go(str(self.list.item(0).data(_PAGE)))
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)

    def _follow(self, address: str) -> None:
        self.go(address)

    def _step(self, origin: list[str], other: list[str]) -> None:
        if origin:
            other.append(self._current)
            self._show(origin.pop())

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.windowHandle().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.windowHandle() and is_step(event):
            (self._back if SIDES[event.button()] else self._forward).click()
            return True
        return super().eventFilter(watched, event)

    def _buttons(self) -> QWidget:
        back, forward = (partial(self._step, self._past, self._coming), partial(self._step, self._coming, self._past))
        self._back = button(texts.BACK, back, Kind.QUIET, picture=Picture.PREVIOUS)
        self._forward = button(texts.FORWARD, forward, Kind.QUIET, picture=Picture.NEXT)
        smaller = button(texts.SMALLER, partial(self.page.resize_letters, -1), Kind.QUIET)
        larger = button(texts.LARGER, partial(self.page.resize_letters, 1), Kind.QUIET)
        for one, key in ((self._back, "Alt+←"), (self._forward, "Alt+→"), (smaller, "Ctrl+-"), (larger, "Ctrl++")):
            one.setToolTip(key)
        return holder(row(self._back, self._forward, 0, smaller, larger))

    def _add_keys(self) -> None:
        ways = [
            ("Alt+Left", self._back.click),
            ("Alt+Right", self._forward.click),
            ("Ctrl+F", self._begin_search),
            ("Ctrl+K", self._begin_search),
            ("Ctrl++", partial(self.page.resize_letters, 1)),
            ("Ctrl+=", partial(self.page.resize_letters, 1)),
            ("Ctrl+-", partial(self.page.resize_letters, -1)),
            ("Ctrl+0", partial(self.page.resize_letters, 0)),
            ("F1", lambda: self.go(handbook.page_for(self._book, OWN_PLACE, ()).id)),
            ("Esc", self._leave),
        ]
        for keys, do in ways:
            QShortcut(QKeySequence(keys), self).activated.connect(do)

    def _begin_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def _leave(self) -> None:
        """Esc takes the search away first, then the window."""
        if self.search.text():
            self.search.clear()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.close()


class PageView(QTextBrowser):
    """One page, in the theme's colours, its pictures no wider than the window, the words searched for marked."""

    wanted = Signal(str)
    """Somebody follows a link to a page."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(texts.PAGE_NAME)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.anchorClicked.connect(lambda url: self.wanted.emit(url.toString()))
        self._shown: HelpPage | None = None
        self._stems: Sequence[str] = ()
        self._size = 0
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(_STILL)
        self._still.timeout.connect(self.draw)
        self._width = 0

    def show_page(self, page: HelpPage, stems: Sequence[str]) -> None:
        """Show a page from its beginning."""
        self._shown, self._stems = page, stems
        self.draw()
        self.verticalScrollBar().setValue(0)

    def seek(self, anchor: str) -> None:
        """Go to a heading of the page."""
        if anchor:
            self.scrollToAnchor(anchor)

    def mark(self, stems: Sequence[str]) -> None:
        """Mark the words that begin so."""
        self._stems = stems
        tint = self.palette().color(QPalette.ColorRole.Accent)
        tint.setAlpha(_FOUND_WEIGHT // 2)
        marks: list[QTextEdit.ExtraSelection] = []
        for stem in stems:
            at = self.document().find(stem)
            while not at.isNull() and len(marks) < _MOST_MARKS:
                if _begins_word(at):
                    found = QTextEdit.ExtraSelection()
                    found.cursor = at  # type: ignore[attr-defined]  # the stubs lack what Qt has
                    found.format.setBackground(tint)  # type: ignore[attr-defined]
                    marks.append(found)
                at = self.document().find(stem, at)
        self.setExtraSelections(marks)

    def resize_letters(self, step: int) -> None:
        """Larger by a step, smaller by one, or as they usually are at 0."""
        self._size = max(0, min(len(_SIZES) - 1, self._size + step)) if step else 0
        self.draw()

    def draw(self) -> None:
        """Lay the page out anew, where it was."""
        page, at = self._shown, self.verticalScrollBar().value()
        if page is None:
            return
        base = QFont(QApplication.font())
        pixels = round(QFontInfo(base).pixelSize() * _SIZES[self._size])
        base.setPixelSize(pixels)
        document = self.document()
        document.setDefaultFont(base)
        document.setDocumentMargin(_MARGIN)
        document.setDefaultStyleSheet(_sheet(self.palette(), pixels))
        inside = handbook.shown(page, lambda target: target, lambda name: name)
        self.setHtml(f"<h1>{escape(page.title)}</h1>{inside}")
        self._width = self.viewport().width()
        self.verticalScrollBar().setValue(at)
        self.mark(self._stems)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        found = QImage(str(handbook.pictures_folder() / QUrl(name).fileName()))
        room = self.viewport().width() - 2 * _MARGIN - theme.GAP
        if found.isNull() or found.width() <= room:
            return found
        return found.scaledToWidth(room, Qt.TransformationMode.SmoothTransformation)

    def changeEvent(self, event: QEvent) -> None:
        """Its own colours have changed: those of the window around it come before."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.PaletteChange, QEvent.Type.StyleChange} and self._shown is not None:
            self.draw()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._shown is not None and self.viewport().width() != self._width:
            self._still.start()


def _begins_word(found: QTextCursor) -> bool:
    before = QTextCursor(found)
    before.setPosition(found.selectionStart())
    before.movePosition(QTextCursor.MoveOperation.Left, QTextCursor.MoveMode.KeepAnchor)
    return not before.selectedText().isalnum()


def _sheet(palette: QPalette, pixels: int) -> str:
    """What the page is dressed in, out of the palette in use: in high contrast that is the system's."""
    text, link, ground = (
        palette.color(role).name()
        for role in (QPalette.ColorRole.Text, QPalette.ColorRole.Link, QPalette.ColorRole.AlternateBase)
    )
    return f"""
body, p, li, td, th {{ color: {text}; line-height: 135%; }}
.picture {{ line-height: 100%; }}
h1 {{ font-size: {round(pixels * _TITLE)}px; }}
h2 {{ font-size: {round(pixels * _SECOND)}px; margin-top: {pixels * 2}px; }}
h3 {{ font-size: {round(pixels * _THIRD)}px; margin-top: {round(pixels * 1.5)}px; }}
a {{ color: {link}; }}
li {{ margin-bottom: {round(pixels * 0.3)}px; }}
th {{ text-align: left; background: {ground}; }}
td {{ border-bottom: 1px solid {ground}; }}
pre, .note {{ background: {ground}; margin: {pixels}px 0px; }}
code, pre {{ font-family: Consolas, "DejaVu Sans Mono", monospace; }}
"""
