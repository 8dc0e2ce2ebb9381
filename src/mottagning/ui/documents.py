"""The part of a card on its documents: what is kept, the form for one, and a PDF shown in the card's place.

A screen mounts it with one line, `DocumentsPart(self, Owner(DocumentOf.PERSON, case_number))`; it reads for itself.
Why a PDF is shown here and not in another program is told in `files/pdf.py`. A link is shown and can be copied, never
opened: what it leads to is not known, and the program calls nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QImage,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.domain.documents import Attachment, Document, DocumentKind, DocumentOf, Owner
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.documents import DocumentLine, OpenedDocument, PageImage
from mottagning.readmodels.records import record_of, values_of
from mottagning.texts import documents as texts
from mottagning.texts import formats
from mottagning.texts import window as window_texts
from mottagning.uikit import messages, theme
from mottagning.uikit.columns import Tone
from mottagning.uikit.dropping import TakesFiles
from mottagning.uikit.fields import Asks, Field, Section, choice
from mottagning.uikit.painting_guard import guarded
from mottagning.uikit.parts import Kind, button, chip, clear, column, holder, label, leading, line, row
from mottagning.uikit.records import RecordScreen, Values
from mottagning.uikit.undoing import putting_back
from mottagning.usecases import documents

_USUAL: Mapping[DocumentOf, DocumentKind] = {
    DocumentOf.PERSON: DocumentKind.CERTIFICATE,
    DocumentOf.BOOKING: DocumentKind.DECISION,
    DocumentOf.AGREEMENT: DocumentKind.AGREEMENT,
}
_PIXELS = 1600
"""How wide a page is laid out; it is drawn as wide as its place is."""


def sections() -> list[Section]:
    """What is asked about a document."""
    return [
        Section(
            texts.SECTION_DOCUMENT,
            (
                choice("kind", texts.KIND, DocumentKind, required=True),
                Field("dated_on", texts.DATED, Asks.DAY),
                Field("title", texts.NAME, required=True, wide=True),
                Field("registry_number", texts.REGISTRY),
                Field("link", texts.LINK, hint=texts.LINK_HINT, wide=True),
            ),
        ),
        Section(
            texts.SECTION_KEPT,
            (
                Field("kept_until", texts.KEPT_UNTIL, Asks.DAY, hint=texts.KEPT_UNTIL_HINT),
                Field("kept_by_rule", texts.KEPT_BY, hint=texts.KEPT_BY_HINT, wide=True),
            ),
        ),
    ]


class DocumentsPart(TakesFiles, QWidget):
    """The documents of one person, booking or agreement, on the card of `screen`. A PDF may be dropped on it."""

    def __init__(self, screen: RecordScreen[Any, Any], owner: Owner) -> None:
        super().__init__()
        self._screen = screen
        self._owner = owner
        self._ctx = screen.desk.ctx
        self._lines = QVBoxLayout()
        self._lines.setSpacing(4)
        add = button(texts.ADD_FILE, partial(self._choose, None), Kind.QUIET)
        refer = button(texts.ADD_REFERENCE, partial(self._form, None, {}, None), Kind.QUIET)
        head = row(label(texts.TITLE, "section"), 0, add, refer, spacing=4)
        self.setLayout(column(head, self._lines, spacing=4))
        self.setAcceptDrops(True)
        work = partial(documents.list_documents, self._ctx, owner)
        screen.query(work, self._show, lambda _error: True)  # gone meanwhile: the card will say so

    def take_file(self, file: Path) -> None:
        self._read(None, {}, file)

    def _show(self, found: list[DocumentLine]) -> None:
        if not isValid(self):
            return
        clear(self._lines)
        for one in found:
            self._lines.addWidget(self._line(one))
        if not found:
            self._lines.addWidget(label(texts.EMPTY, "muted", wrap=True))

    def _line(self, one: DocumentLine) -> QWidget:
        document = one.document.value
        due = [chip(texts.DUE, Tone.WARNING)] if one.is_due else []
        parts: list[Any] = [leading(label(formats.breakable(document.title), "strong", wrap=True), *due)]
        parts.append(label(formats.breakable(texts.about(document)), "muted", wrap=True))
        if document.link:
            name = f"{texts.COPY_LINK} {document.title}"
            copy = button(window_texts.COPY, partial(self._copy_link, one.document), Kind.QUIET, name=name)
            parts.append(leading(label(formats.breakable(document.link), wrap=True), copy))
        if texts.kept(document):
            parts.append(label(texts.kept(document), "muted", wrap=True))
        if document.file_name and not one.has_file:
            parts.append(label(texts.FILE_MISSING, "warned", wrap=True))
        ways = [self._way(window_texts.EDIT, one, self._edit)]
        if one.has_file:
            ways = [self._way(texts.SHOW, one, self._open), self._way(texts.SAVE_AS, one, self._save_as), *ways]
        return holder(column(*parts, row(*ways, 0, spacing=0), line(), spacing=2))

    def _way(self, word: str, one: DocumentLine, do: Callable[[Stored[Document]], None]) -> QWidget:
        return button(word, partial(do, one.document), Kind.QUIET, name=f"{word} {one.document.value.title}")

    def _copy_link(self, one: Stored[Document]) -> None:
        QGuiApplication.clipboard().setText(one.value.link or "")
        self._screen.told.emit(window_texts.COPIED)

    # a file

    def _choose(self, before: Stored[Document] | None, values: Callable[[], Values] = dict) -> None:
        file = messages.choose_file(self._screen, texts.CHOOSE_FILE, texts.PDF_FILTER)
        if file is not None:
            self._read(before, values(), file)

    def _read(self, before: Stored[Document] | None, values: Values, file: Path) -> None:
        self._screen.query(partial(documents.read_file, file), lambda read: self._form(before, values, read))

    # the form

    def _edit(self, one: Stored[Document]) -> None:
        self._form(one, values_of(one.value), None)

    def _form(self, before: Stored[Document] | None, values: Values, file: Attachment | None) -> None:
        proposed: Values = {"kind": _USUAL[self._owner.kind], "title": Path(file.name).stem if file else None}
        above = label(texts.chosen(file.name, len(file.contents)), "strong", wrap=True) if file else None
        title = before.value.title if before else texts.NEW
        save = partial(self._save, before, file)
        panel = self._screen.show_form(title, sections(), {**proposed, **values}, save, above)
        panel.is_edited = file is not None  # a file that was chosen is not lost without being asked for

        def typed() -> Values:
            return panel.form.glance(self._screen.desk.today).values

        if before is not None:
            work = partial(documents.remove_document, self._ctx, before)
            word = texts.CHANGE_FILE if before.value.file_name else texts.ADD_FILE
            change = button(word, partial(self._choose, before, typed), Kind.QUIET)
            remove = button(
                texts.REMOVE, lambda: self._screen.removed(work, texts.REMOVE_TEXT, is_whole=False), Kind.QUIET
            )
            panel.offer(holder(row(change, remove, 0)))

    def _save(self, before: Stored[Document] | None, file: Attachment | None, values: Values) -> None:
        former: Values = values_of(before.value) if before else {"key": "", self._owner.kind.value: self._owner.key}
        document: Document = record_of(Document, {**former, **values})
        work = partial(documents.save_document, self._ctx, before, document, file)
        undo = putting_back(before, documents.save_document, documents.remove_document, self._ctx)
        is_other_file = before is not None and file is not None  # what stood in its place is gone
        self._screen.saved(work, lambda _stored: None, undo=None if is_other_file else undo)

    # shown, and saved as a file

    def _open(self, one: Stored[Document]) -> None:
        def came(opened: OpenedDocument) -> None:
            self._screen.give_room(to_card=True)
            page = DocumentPage(self._screen, opened, partial(self._save_as, one))
            self._screen.card.show_parts(page)
            page.take_focus()

        self._screen.query(partial(documents.open_document, self._ctx, one.id), came)

    def _save_as(self, one: Stored[Document]) -> None:
        proposed = Path.home() / documents.file_name(one.value)
        target = messages.choose_target(self._screen, texts.SAVE_AS, proposed, texts.PDF_FILTER)
        if target is not None:
            target = target if target.suffix else target.with_suffix(".pdf")
            screen = self._screen
            work = partial(documents.save_copy, self._ctx, one.id, target)
            screen.query(work, lambda _none: screen.told.emit(texts.SAVED_AS))


class DocumentPage(QWidget):
    """An opened PDF in the card's place, page by page; Esc goes back to the card, Page Up and Page Down turn."""

    def __init__(self, screen: RecordScreen[Any, Any], opened: OpenedDocument, save_as: Callable[[], None]) -> None:
        super().__init__()
        self._screen = screen
        self._opened = opened
        self._number = 0
        self._where = label("", "muted")
        self._picture = _Picture()
        self._back = button(window_texts.BACK, screen.leave_form)
        self._previous = button(texts.PREVIOUS, partial(self._turn, -1), Kind.QUIET)
        self._next = button(texts.NEXT, partial(self._turn, 1), Kind.QUIET)
        save = button(texts.SAVE_AS, save_as, Kind.QUIET)
        self.setLayout(
            column(
                label(opened.document.title, "subheading", wrap=True),
                row(self._back, save, 0, self._previous, self._where, self._next),
                self._picture,
            )
        )
        for key, do in (
            (QKeySequence(Qt.Key.Key_Escape), screen.leave_form),
            (QKeySequence(Qt.Key.Key_PageUp), partial(self._turn, -1)),
            (QKeySequence(Qt.Key.Key_PageDown), partial(self._turn, 1)),
        ):
            shortcut = QShortcut(key, self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)
        self._turn(0)

    def take_focus(self) -> None:
        """Put the cursor on the way back."""
        self._back.setFocus()

    def _turn(self, by: int) -> None:
        wanted = self._number + by
        if 0 <= wanted < self._opened.pages:
            work = partial(documents.page_image, self._opened, wanted, _PIXELS)
            self._screen.query(work, partial(self._show, wanted))

    def _show(self, number: int, image: PageImage) -> None:
        if not isValid(self):
            return
        self._number = number
        where = texts.page(number + 1, self._opened.pages)
        self._where.setText(where)
        self._picture.setAccessibleName(f"{self._opened.document.title}, {where}")
        self._picture.show_image(image)
        self._previous.setEnabled(number > 0)
        self._next.setEnabled(number + 1 < self._opened.pages)


class _Picture(QWidget):
    """A page, as wide as its place."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def show_image(self, image: PageImage) -> None:
        """Show another page."""
        bytes_a_line = image.width * 4
        shown = QImage(image.pixels, image.width, image.height, bytes_a_line, QImage.Format.Format_RGB32)
        self._image = shown.copy()  # its own memory: Qt keeps none of ours
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return 0 if self._image.isNull() else width * self._image.height() // self._image.width()

    def sizeHint(self) -> QSize:
        return QSize(400, self.heightForWidth(400))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        if not self._image.isNull():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(self.rect(), self._image)
            painter.setPen(QColor(theme.colours().hairline))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
            painter.end()
