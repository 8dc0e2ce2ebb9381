"""The part of an agreement's card on the counterpart's own form: chosen, tried, removed.

What a workbook would lose is told before it is chosen, in the part itself; nothing is saved until that is accepted.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.domain.documents import Attachment
from mottagning.domain.return_templates import ReturnTemplate
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.return_templates import ReadTemplate, TemplateCard
from mottagning.texts import formats
from mottagning.texts import return_templates as texts
from mottagning.texts import window as window_texts
from mottagning.uikit import messages
from mottagning.uikit.dropping import TakesFiles
from mottagning.uikit.parts import Kind, button, clear, column, label, row
from mottagning.uikit.records import RecordScreen
from mottagning.usecases import return_templates


class ReturnTemplatePart(TakesFiles, QWidget):
    """The form of the agreement `key`, on the card of `screen`. A workbook may be dropped on it."""

    def __init__(self, screen: RecordScreen[Any, Any], key: str) -> None:
        super().__init__()
        self._screen = screen
        self._key = key
        self._ctx = screen.desk.ctx
        self._before: Stored[ReturnTemplate] | None = None
        self._inside = QVBoxLayout()
        self._inside.setSpacing(4)
        self.setLayout(column(label(texts.TITLE, "section"), self._inside, spacing=4))
        self.setAcceptDrops(True)
        self._read_card()

    def take_file(self, file: Path) -> None:
        self._screen.query(partial(return_templates.read_form, file), self._show_read)

    # what the agreement has

    def _read_card(self) -> None:
        work = partial(return_templates.form_of, self._ctx, self._key)
        self._screen.query(work, self._show_card, lambda _error: True)  # gone meanwhile: the card will say so

    def _show_card(self, card: TemplateCard | None) -> None:
        if not isValid(self):
            return
        clear(self._inside)
        self._before = card.template if card else None
        example = button(texts.EXAMPLE, self._save_example, Kind.QUIET)
        if card is None:
            self._inside.addWidget(label(texts.EMPTY, "muted", wrap=True))
            self._inside.addLayout(row(button(texts.CHOOSE, self._choose, Kind.QUIET), example, 0, spacing=0))
            return
        self._inside.addWidget(label(formats.breakable(texts.about(card.template.value)), wrap=True))
        if not card.has_file:
            self._inside.addWidget(label(texts.FILE_MISSING, "warned", wrap=True))
        tries = [button(texts.TRY, partial(self._try, None), Kind.QUIET)] if card.has_file else []
        change = button(texts.CHANGE, self._choose, Kind.QUIET)
        remove = button(texts.REMOVE, partial(self._remove, card.template), Kind.QUIET)
        self._inside.addLayout(row(*tries, change, 0, spacing=0))
        self._inside.addLayout(row(example, remove, 0, spacing=0))

    # one that is about to be chosen

    def _choose(self) -> None:
        file = messages.choose_file(self._screen, texts.CHOOSE_FILE, texts.FILTER)
        if file is not None:
            self.take_file(file)

    def _show_read(self, read: ReadTemplate) -> None:
        if not isValid(self):
            return
        clear(self._inside)
        self._inside.addWidget(label(formats.breakable(texts.found(read)), "strong", wrap=True))
        if read.losses:
            self._inside.addWidget(label(texts.LOSES, "warned", wrap=True))
            for loss in read.losses:
                self._inside.addWidget(label(f"• {texts.LOSSES[loss]}", wrap=True))
        else:
            self._inside.addWidget(label(texts.LOSES_NOTHING, "muted", wrap=True))
        if read.left_alone:
            self._inside.addWidget(label(texts.left_alone(read), "warned", wrap=True))
        use = button(texts.USE, partial(self._use, read.file))
        tries = button(texts.TRY, partial(self._try, read.file), Kind.QUIET)
        leave = button(window_texts.CANCEL, self._leave, Kind.QUIET)
        self._inside.addLayout(row(use, tries, leave, 0, spacing=4))
        use.setFocus()

    def _use(self, file: Attachment) -> None:
        work = partial(return_templates.save_form, self._ctx, self._before, self._key, file)
        self._screen.command(work, lambda _stored: self._saved())

    def _remove(self, before: Stored[ReturnTemplate]) -> None:
        work = partial(return_templates.remove_form, self._ctx, before)
        self._screen.removed(work, texts.REMOVE_TEXT, is_whole=False)

    def _saved(self) -> None:
        self._screen.told.emit(window_texts.SAVED)
        self._leave()

    def _leave(self) -> None:
        """Show what the agreement has; the cursor goes where it does after a form, as its button is no more."""
        self._screen.take_focus()
        if isValid(self):
            self._read_card()

    # files

    def _try(self, file: Attachment | None) -> None:
        target = self._target(texts.TRY_AS, f"{texts.FILE_NAME} {self._key}.xlsx")
        if target is None:
            return

        def tried(number: str) -> None:
            self._screen.told.emit(texts.TRIED.format(number=number))
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(target)))

        self._screen.query(partial(return_templates.try_form, self._ctx, self._key, target, file), tried)

    def _save_example(self) -> None:
        target = self._target(texts.EXAMPLE_AS, texts.EXAMPLE_FILE)
        if target is not None:
            work = partial(return_templates.save_example, target)
            self._screen.query(work, lambda _none: self._screen.told.emit(texts.EXAMPLE_SAVED))

    def _target(self, title: str, name: str) -> Path | None:
        proposed = Path.home() / name.replace("/", "-")
        target = messages.choose_target(self._screen, title, proposed, texts.TARGET_FILTER)
        return None if target is None else target if target.suffix else target.with_suffix(".xlsx")
