"""A workbook with every mark, for an office that makes a form or wants to see what a mark gives."""

from __future__ import annotations

from pathlib import Path

from mottagning.files.layouts.return_template import MARKS, ROW_PREFIX, mark_in
from mottagning.files.layouts.specification import COLUMNS
from mottagning.files.printing import set_up
from mottagning.files.sheet_writer import Look, SheetWriter
from mottagning.files.workbook import written
from mottagning.texts import return_templates as texts

_LEAST, _LABEL = 14, 36
_TITLE_HEIGHT = 30


def write(target: Path) -> None:
    """Write the workbook to `target`. Raises Trouble."""
    with written(target) as book:
        writer = SheetWriter(book, texts.EXAMPLE_SHEET)
        widths = [max(_LEAST, len(mark_in(ROW_PREFIX + column.heading)) + 1) for column in COLUMNS]
        writer.widths([_LABEL, _LABEL, *widths[2:]])
        set_up(writer.sheet, texts.EXAMPLE_TITLE, landscape=True)
        writer.line(texts.EXAMPLE_TITLE, look=Look.TITLE, height=_TITLE_HEIGHT)
        writer.line(texts.EXAMPLE_HOW, look=Look.MUTED)
        writer.line()
        for mark in MARKS:
            writer.line(mark.name, mark_in(mark.name))
        writer.line()
        writer.headings([column.heading for column in COLUMNS])
        writer.line(*(mark_in(ROW_PREFIX + column.heading) for column in COLUMNS))
