"""Writing the counterpart's own form beside a return, for each of its agreements that has one."""

from __future__ import annotations

import re
from pathlib import Path

from mottagning.domain.documents import Attachment
from mottagning.domain.ledger import LedgerRow
from mottagning.files.layouts.return_template import Filled
from mottagning.files.return_template import filling
from mottagning.readmodels.returns import ReturnDocument, WrittenForm
from mottagning.storage.reader import Reader
from mottagning.texts import return_templates as texts

_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def write_forms(reader: Reader, document: ReturnDocument, folder: Path, own: str) -> tuple[WrittenForm, ...]:
    """Write the forms of a return's agreements into `folder`. An agreement's form holds its own rows and no others.

    A form whose workbook is not in the register is left out; the agreement's card says that it is missing.
    Raises Trouble when a file cannot be written.
    """
    agreements = agreements_of(document)
    written = []
    for place, agreement in enumerate(agreements, start=1):
        file = kept_file(reader, agreement)
        if file is not None:
            which = (agreement, place) if len(agreements) > 1 else None
            target = (folder / file_name(document, own, which)).absolute()
            rows = rows_of(document, agreement)
            filling.write(target, file, Filled(document, agreement, rows))
            written.append(WrittenForm(agreement, target, len(rows), len(document.rows)))
    return tuple(written)


def agreements_of(document: ReturnDocument) -> list[str]:
    """The agreements that a return's rows rest on."""
    return sorted({row.entry.agreement for row in document.rows})


def rows_of(document: ReturnDocument, agreement: str) -> tuple[LedgerRow, ...]:
    """The rows of a return that rest on one agreement."""
    return tuple(row for row in document.rows if row.entry.agreement == agreement)


def kept_file(reader: Reader, agreement: str) -> Attachment | None:
    """The workbook that an agreement's form is filled in; None where there is none here."""
    found = reader.return_templates.find(agreement)
    contents = reader.return_templates.contents(found.id) if found else None
    return Attachment(found.value.file_name, contents) if found and contents is not None else None


def file_name(document: ReturnDocument, own: str, which: tuple[str, int] | None = None) -> str:
    """The name of a filled form's file: number and both kommunkoder, never a person.

    `which` tells apart those of several agreements, by key and place. A protected return's has neither kommunkod nor
    key, as an agreement is often named after a municipality.
    """
    closed = document.closed
    if closed.is_protected:
        return f"{closed.number} {texts.FILE_NAME}{f' {which[1]}' if which else ''}.xlsx"
    key = f" {_NOT_IN_NAMES.sub('-', which[0])}" if which else ""
    return f"{closed.number} {own}-{closed.counterpart} {texts.FILE_NAME}{key}.xlsx"
