"""What is said in a window of its own? Questions and errors; nothing else opens one.

They stand over the window that asks and not over the whole program, so that the help can be read before one answers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import Enum
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter, QPrintPreviewDialog
from PySide6.QtWidgets import QDialog, QFileDialog, QMessageBox, QWidget

from mottagning.domain.problems import Refused, Trouble
from mottagning.system import logs
from mottagning.texts import problems
from mottagning.texts import window as texts
from mottagning.texts.problems import Message


def message_of(error: BaseException) -> Message:
    """The words for an error of any sort."""
    if isinstance(error, Refused):
        return problems.refused(error)
    if isinstance(error, Trouble):
        return problems.trouble(error)
    return problems.bug()


def show_error(parent: QWidget | None, error: BaseException) -> None:
    """Say an error; of a bug also a report that can be copied and holds nothing about anybody."""
    if not isinstance(error, Refused | Trouble):
        logs.note(error)
    box = _box(parent, message_of(error), QMessageBox.Icon.Warning)
    box.addButton(texts.UNDERSTOOD, QMessageBox.ButtonRole.AcceptRole)
    if isinstance(error, Refused | Trouble):
        box.exec()
        return
    copy = box.addButton(texts.COPY_REPORT, QMessageBox.ButtonRole.ActionRole)
    box.setDetailedText(logs.report(error))
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(logs.report(error))


def ask(parent: QWidget | None, message: Message, yes: str, no: str) -> bool:
    """Ask before something that cannot be taken back; the safe answer is the one Enter gives."""
    box = _box(parent, message, QMessageBox.Icon.Question)
    accepted = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    declined = box.addButton(no, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(declined)
    box.setEscapeButton(declined)
    box.exec()
    return box.clickedButton() is accepted


class Unsaved(Enum):
    """What becomes of what was typed."""

    SAVE = "save"
    DISCARD = "discard"
    STAY = "stay"


def ask_about_unsaved(parent: QWidget | None) -> Unsaved:
    """Ask what becomes of changes that are not saved; Enter saves, Esc stays."""
    box = _box(parent, Message(texts.UNSAVED, "", texts.UNSAVED_ADVICE), QMessageBox.Icon.Question)
    save = box.addButton(texts.SAVE, QMessageBox.ButtonRole.AcceptRole)
    discard = box.addButton(texts.DISCARD, QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton(texts.STAY, QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(save)
    box.setEscapeButton(stay)
    box.exec()
    answers: Mapping[object, Unsaved] = {save: Unsaved.SAVE, discard: Unsaved.DISCARD}
    return answers.get(box.clickedButton(), Unsaved.STAY)


def _box(parent: QWidget | None, message: Message, picture: QMessageBox.Icon) -> QMessageBox:
    box = QMessageBox(parent)
    box.setIcon(picture)
    box.setWindowTitle(texts.ERROR_TITLE)
    box.setText(message.what)
    box.setInformativeText(" ".join(part for part in (message.unharmed, message.advice) if part))
    _stand_over(parent, box)
    return box


def _stand_over(parent: QWidget | None, dialog: QDialog) -> None:
    """Shut out what lies under a dialog and no other window; without a parent it lies over everything."""
    if parent is not None:
        dialog.setWindowModality(Qt.WindowModality.WindowModal)


def choose_file(parent: QWidget | None, title: str, filters: str) -> Path | None:
    """Have a file chosen."""
    found, _ = QFileDialog.getOpenFileName(parent, title, "", filters)
    return Path(found) if found else None


def choose_target(parent: QWidget | None, title: str, proposed: Path, filters: str) -> Path | None:
    """Have the place of a new file chosen."""
    found, _ = QFileDialog.getSaveFileName(parent, title, str(proposed), filters)
    return Path(found) if found else None


def choose_folder(parent: QWidget | None, title: str, proposed: Path) -> Path | None:
    """Have a folder chosen."""
    found = QFileDialog.getExistingDirectory(parent, title, str(proposed))
    return Path(found) if found else None


def preview(parent: QWidget | None, title: str, printer: QPrinter, paint: Callable[[QPrinter], None]) -> bool:
    """Show how something looks on paper, and print it when asked; False when it was not printed."""
    shown = QPrintPreviewDialog(printer, parent)
    shown.setWindowTitle(title)
    _stand_over(parent, shown)
    shown.paintRequested.connect(paint)
    return shown.exec() == QPrintPreviewDialog.DialogCode.Accepted
