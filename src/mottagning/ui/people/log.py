"""What was done with a person's data, on her card, for who checks access. It reads for itself, once it is shown."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.readmodels.logs import LogLine
from mottagning.system.clock import shown
from mottagning.texts import formats
from mottagning.texts import history as history_texts
from mottagning.texts import logs as texts
from mottagning.uikit.parts import Kind, button, clear, column, holder, label, row
from mottagning.uikit.screen import Screen
from mottagning.usecases.logs.viewing import person_log

_FIRST = 30
"""So many are told at once; the rest is asked for."""


class PersonLog(QWidget):
    """The log of the person with this number of the store, on `screen`."""

    def __init__(self, screen: Screen, person_id: int) -> None:
        super().__init__()
        self._read = partial(person_log, screen.desk.ctx, person_id)
        self._screen = screen
        self._is_asked = False
        self._inside = QVBoxLayout(self)
        self._inside.setContentsMargins(0, 0, 0, 0)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_asked:
            self._is_asked = True
            self._screen.query(self._read, self._came)

    def _came(self, found: list[LogLine]) -> None:
        if isValid(self):
            self._show(found, _FIRST)

    def _show(self, found: list[LogLine], most: int) -> None:
        clear(self._inside)
        parts: list[Any] = [] if found else [label(texts.NOTHING_OF_PERSON, "muted")]
        for one in found[:most]:
            when = f"{formats.moment(shown(one.at))} · {one.by}"
            said = " · ".join(part for part in (texts.what(one), texts.detail(one)) if part)
            parts.append(holder(column(label(when, "muted"), label(said, wrap=True), spacing=0)))
        if len(found) > most:
            parts.append(row(button(history_texts.ALL, lambda: self._show(found, len(found)), Kind.QUIET), 0))
        self._inside.addWidget(holder(column(*parts, 0, spacing=6)))
