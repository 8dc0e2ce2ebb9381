"""How do copied rows get from a page of records to the guide? By Ctrl+V, unless something is being written there."""

from __future__ import annotations

from functools import partial
from typing import Any

from mottagning.readmodels.take_in import ListOf, OfficeList, ReadAs
from mottagning.texts import take_in as texts
from mottagning.uikit import clipboard
from mottagning.uikit.records import RecordScreen
from mottagning.uikit.screen import Goto
from mottagning.usecases.take_in.reading import read_list


def offer_paste(screen: RecordScreen[Any, Any], of: ListOf | None = None) -> None:
    """Take rows pasted on `screen` to the guide, as a list `of` what it shows; None leaves that to their headings."""

    def begin() -> None:
        if not screen.is_writing:
            screen.query(partial(read_list, screen.desk.ctx, clipboard.pasted(), ReadAs(of)), go)

    def go(listed: OfficeList) -> None:
        screen.wishes.emit(Goto("take_in", listed))

    screen.list.table.addAction(clipboard.on_paste(screen, texts.PASTE_ROWS, begin))
