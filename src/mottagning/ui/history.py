"""The part of a card on what was done with its record: who, when, what. It reads for itself."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from mottagning.readmodels.history import Happening
from mottagning.texts import history as texts
from mottagning.uikit.parts import Kind, button, clear, column, holder, label, row
from mottagning.uikit.records import RecordScreen
from mottagning.usecases import history

_FIRST = 3
"""So many are told at once; the rest is asked for."""


class HistoryPart(QWidget):
    """What was done with the record `record_id` of the sheet `kind`, the latest first."""

    def __init__(self, screen: RecordScreen[Any, Any], kind: str, record_id: int) -> None:
        super().__init__()
        self._parts = QVBoxLayout(self)
        self._parts.setContentsMargins(0, 0, 0, 0)
        screen.query(partial(history.history, screen.desk.ctx, kind, record_id), self._came, lambda _error: True)

    def _came(self, found: list[Happening]) -> None:
        if isValid(self):
            self._show(found, _FIRST)

    def _show(self, found: list[Happening], most: int) -> None:
        clear(self._parts)
        if not found:
            return
        parts: list[Any] = [label(texts.TITLE, "section")]
        for one in found[:most]:
            when = label(texts.who_and_when(one), "muted", wrap=True)
            said = [label(one.said, wrap=True)] if one.said else []
            parts.append(holder(column(when, *said, spacing=0)))
        if len(found) > most:
            parts.append(row(button(texts.ALL, lambda: self._show(found, len(found)), Kind.QUIET), 0))
        self._parts.addWidget(holder(column(*parts, spacing=6)))
