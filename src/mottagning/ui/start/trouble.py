"""The pages for a register that cannot be opened: what happened, what is unharmed, and every way on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.readmodels.backups import BackupFile
from mottagning.texts import backups as backup_texts
from mottagning.texts import formats, problems
from mottagning.texts import rescue as texts
from mottagning.texts import window as window_texts
from mottagning.texts.problems import Message
from mottagning.ui.start.pages import brand, in_the_middle
from mottagning.uikit import theme
from mottagning.uikit.flow import Flow
from mottagning.uikit.parts import Kind, button, card, column, holder, label, link, row
from mottagning.usecases.admin.rescue import Saved

_WIDTH = 720
_SHOWN = 5
"""So many backups are offered at once; the others are chosen as files."""
_SAID_AT_LOGIN = frozenset({TroubleCode.WRONG_PASSPHRASE, TroubleCode.TOO_MANY_TRIES, TroubleCode.REGISTER_BUSY})
"""What is mended where the passphrase is typed."""
_OF_KEY = frozenset({TroubleCode.KEY_FILE_MISSING, TroubleCode.KEY_FILE_DAMAGED, TroubleCode.KEY_FILE_FOREIGN})
_OF_CONTENT = frozenset({TroubleCode.REGISTER_DAMAGED, TroubleCode.KEY_FILE_FOREIGN, TroubleCode.NOT_A_REGISTER})


def has_a_page(error: BaseException) -> bool:
    """Whether an error while opening a register has a page of its own."""
    return isinstance(error, Trouble) and error.code not in _SAID_AT_LOGIN


@dataclass(frozen=True, slots=True)
class WaysOn:
    """What the page leads to."""

    again: Callable[[], object]
    restore: Callable[[Path], object]
    choose_backup: Callable[[], object]
    choose_key: Callable[[], object]
    save: Callable[[], object]
    other: Callable[[], object]


def trouble_page(error: Trouble | None, backups: Sequence[BackupFile], ways: WaysOn) -> QWidget:
    """What happened to a register; without an error, for somebody who thinks that something is wrong with it."""
    said = problems.trouble(error) if error else Message(texts.ASKED, texts.ASKED_UNHARMED)
    code = error.code if error else None
    if code is TroubleCode.REGISTER_DAMAGED:
        said = replace(said, advice=texts.DAMAGED_ADVICE)
    first = button(texts.TRY_AGAIN, ways.again, Kind.PRIMARY)
    others = [button(texts.CHOOSE_KEY, ways.choose_key)] if code is None or code in _OF_KEY else []
    if code is None or code in _OF_CONTENT:
        others.append(button(texts.SAVE, ways.save))
    parts: list[Any] = [
        label(texts.TITLE if error else texts.TITLE_ASKED, "subheading"),
        *_said(said, "stopped" if error else "text"),
        theme.GROUP,
        Flow(first, *others, button(window_texts.OTHER_REGISTER, ways.other, Kind.QUIET)),
        theme.GAP,
        label(texts.BACKUPS, "section"),
        *_backups(backups, ways.restore),
        row(button(texts.OTHER_BACKUP, ways.choose_backup), 0),
    ]
    return _page(parts, first)


def clock_page(now: datetime, last: datetime, go_on: Callable[[], object], again: Callable[[], object]) -> QWidget:
    """The computer's clock lies before the register's last change: what that touches, and the two ways on."""
    first = button(texts.TRY_AGAIN, again, Kind.PRIMARY)
    said = Message(texts.clock(now, last), texts.CLOCK_UNHARMED, texts.CLOCK_ADVICE)
    parts: list[Any] = [label(texts.CLOCK_TITLE, "subheading"), *_said(said, "warned")]
    return _page([*parts, theme.GROUP, row(first, button(texts.GO_ON, go_on), 0)], first)


def saved_page(saved: Saved, open_saved: Callable[[], object], back: Callable[[], object]) -> QWidget:
    """What was saved of a damaged register, and the parts of which something is gone."""
    first = button(texts.OPEN_SAVED, open_saved, Kind.PRIMARY)
    gone = [label(texts.part(one.word, one.saved, one.lost), wrap=True) for one in saved.parts if one.lost != 0]
    parts: list[Any] = [
        label(texts.SAVED_TITLE, "subheading"),
        label(texts.saved_in(str(saved.file), sum(one.saved for one in saved.parts)), "done", wrap=True),
        *(gone or [label(texts.SAVED_ALL, wrap=True)]),
        label(texts.SAVED_ADVICE, "muted", wrap=True),
        theme.GROUP,
        row(first, button(window_texts.OTHER_REGISTER, back, Kind.QUIET), 0),
    ]
    return _page(parts, first)


def _said(said: Message, style: str) -> list[QWidget]:
    parts = ((said.what, style), (said.unharmed, "strong"), (said.advice, "text"))
    return [label(text, how, wrap=True) for text, how in parts if text]


def _backups(backups: Sequence[BackupFile], restore: Callable[[Path], object]) -> list[QWidget]:
    if not backups:
        return [label(texts.NO_BACKUPS, "muted", wrap=True)]
    return [_backup(one, restore) for one in backups[:_SHOWN]]


def _backup(one: BackupFile, restore: Callable[[Path], object]) -> QWidget:
    """A backup and its folder; one that is not whole is told of and leads nowhere."""
    title, detail = backup_texts.title(one), formats.breakable(f"{backup_texts.line(one)} · {one.file.parent}")
    if one.is_whole:
        return link(title, detail, partial(restore, one.file))
    return label(f"{title}: {detail}", "muted", wrap=True)


class _Page(QWidget):
    """Puts the cursor on its first button when it is shown."""

    def __init__(self, inside: QWidget, first: QWidget) -> None:
        super().__init__()
        self._first = first
        self.setLayout(column(inside))

    def showEvent(self, event: Any) -> None:  # noqa: ANN401 - Qt's own
        super().showEvent(event)
        self._first.setFocus()


def _page(parts: Sequence[Any], first: QWidget) -> QWidget:
    frame, inside = card(margin=theme.PAGE)
    inside.addLayout(column(*parts))
    return _Page(in_the_middle(holder(column(brand(), theme.GAP, frame)), _WIDTH), first)
