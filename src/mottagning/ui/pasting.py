"""How do rows get from elsewhere to the guide? Copied by Ctrl+V or as a file dropped, unless somebody writes there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from mottagning.readmodels.take_in import ListOf, OfficeList, ReadAs, Source
from mottagning.texts import take_in as texts
from mottagning.uikit import clipboard
from mottagning.uikit.records import RecordScreen
from mottagning.uikit.screen import Goto
from mottagning.usecases.take_in.reading import read_list


def offer_paste(screen: RecordScreen[Any, Any], of: ListOf | None = None) -> None:
    """Take rows pasted on `screen` to the guide, as a list `of` what it shows; None leaves that to their headings."""

    def begin() -> None:
        _take(screen, clipboard.pasted, ReadAs(of))

    screen.list.table.addAction(clipboard.on_paste(screen, texts.PASTE_ROWS, begin))


def take_list(screen: RecordScreen[Any, Any], file: Path) -> None:
    """Take a list that was dropped on `screen` to the guide."""
    _take(screen, lambda: file, None)


def _take(screen: RecordScreen[Any, Any], source: Callable[[], Source], read_as: ReadAs | None) -> None:
    def go(listed: OfficeList) -> None:
        screen.wishes.emit(Goto("take_in", listed))

    if not screen.is_writing:
        screen.query(partial(read_list, screen.desk.ctx, source(), read_as), go)
