"""How does a list leave the window? To a workbook or on paper: what is shown, and never a protected person unasked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Generic, TypeVar

from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget

from mottagning.readmodels.lists import ListColumn, ListSheet
from mottagning.system.paths import documents
from mottagning.texts import lists as texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.uikit import list_printing, messages
from mottagning.uikit.columns import Align, Column
from mottagning.uikit.screen import Desk
from mottagning.usecases.lists import export_list, log_print

R = TypeVar("R")
Told = Callable[[str], None]
_FOLDER = "lists.folder"


@dataclass(frozen=True, slots=True)
class About(Generic[R]):
    """Whom the rows of a list are about, and which of them have protected data."""

    person: Callable[[R], int | None]
    is_protected: Callable[[R], bool]

    def count(self, rows: Iterable[R]) -> int:
        """How many persons some rows are about."""
        return len({person for row in rows if (person := self.person(row))})


@dataclass(frozen=True, slots=True)
class Shown(Generic[R]):
    """What is shown of a list: its lasting name, its title, its filter in words, its columns and its rows."""

    name: str
    title: str
    detail: str
    columns: Sequence[Column[R]]
    rows: Sequence[R]
    about: About[R] | None


def export(parent: QWidget, desk: Desk, shown: Shown[R], told: Told) -> None:
    """Write what is shown to a workbook, where somebody says."""
    sheet = _sheet(_asked(parent, shown))
    folder = Path(desk.preferences.get(_FOLDER) or documents())
    proposed = folder / texts.file_name(shown.title, desk.today.isoformat())
    target = messages.choose_target(parent, texts.EXPORT_TITLE, proposed, window_texts.WORKBOOK_FILTER)
    if target is None:
        return
    desk.preferences.put(_FOLDER, str(target.parent))
    work = partial(export_list, desk.ctx, sheet, target.with_suffix(".xlsx"))
    desk.tasks.command(work, lambda file: told(texts.EXPORTED.format(file=file)))


def print_out(parent: QWidget, desk: Desk, shown: Shown[R], count: Callable[[int], str], told: Told) -> None:
    """Show what is shown as it looks on paper, and print it; `count` says how many rows there are."""
    sheet = _sheet(_asked(parent, shown))
    said = texts.printed_foot(count(len(sheet.cells)), desk.today.isoformat())
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    list_printing.set_up(printer)
    if messages.preview(parent, texts.PRINT_NAME, printer, lambda on: list_printing.paint(on, sheet, said)):
        desk.tasks.query(partial(log_print, desk.ctx, sheet), lambda _none: None)
        told(texts.PRINTED)


def _asked(parent: QWidget, shown: Shown[R]) -> Shown[R]:
    """The safe way is the one that Enter gives: people with protected data stay behind."""
    about = shown.about
    protected = [row for row in shown.rows if about is not None and about.is_protected(row)]
    if about is None or not protected:
        return shown
    question = Message(texts.protected(about.count(protected)), "", texts.PROTECTED_ADVICE)
    if messages.ask(parent, question, texts.TAKE_ALONG, texts.LEAVE_OUT):
        return shown
    open_rows = [row for row in shown.rows if not about.is_protected(row)]
    return Shown(shown.name, shown.title, shown.detail, shown.columns, open_rows, about)


def _sheet(shown: Shown[R]) -> ListSheet:
    columns, rows = shown.columns, shown.rows
    return ListSheet(
        shown.name,
        shown.title,
        shown.detail,
        shown.about.count(rows) if shown.about else 0,
        tuple(
            ListColumn(one.heading, one.width, one.align is Align.RIGHT, one.is_day, one.is_amount) for one in columns
        ),
        tuple(tuple(one.text(row) for one in columns) for row in rows),
        tuple(tuple(one.cell(row) for one in columns) for row in rows),
    )
