"""How does a PDF get in, out, and onto the screen? Read whole, written whole, its pages laid out in memory.

Decision: a kept PDF is shown inside the window. Another program could show it only from a plain file on disk, which
would stay when the machine stops, in its backups and its search index: against the promise that nobody else can read
the register. A plain file comes to be only where the user says "Spara som …", and that is logged.
PySide6-Essentials has no QtPdf; PySide6-Addons, which has, is a download of 161 MB for Windows (it brings WebEngine).
pypdfium2 is 4 MB, takes the bytes from memory, follows no link and runs no script of a document. PDFium is not made
for several threads at once, so pages are laid out under one lock.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Lock
from typing import Any

from mottagning.domain.documents import Attachment, file_problems, size_problems
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused, Trouble, TroubleCode
from mottagning.files.workbook import placed
from mottagning.readmodels.documents import PageImage

MOST_PIXELS = 4000
"""The longer side of a page on the screen: a page may say that it is two hundred metres long."""

_ONE_AT_A_TIME = Lock()


def read(file: Path) -> Attachment:
    """The file with its contents. Raises Refused when it is gone or cannot be kept, Trouble when it cannot be read."""
    try:
        _require(file.name, *size_problems(file.stat().st_size))
        found = Attachment(file.name, file.read_bytes())
    except FileNotFoundError as error:
        raise Refused(RefusalCode.FILE_MISSING, file=file.name) from error
    except OSError as error:
        if file.is_dir():
            raise Refused(RefusalCode.FILE_NOT_TAKEN, file=file.name, reason="not_a_pdf") from error
        raise Trouble(TroubleCode.FILE_IN_USE, file=file.name) from error
    _require(file.name, *file_problems(found))
    return found


def write(target: Path, contents: bytes) -> None:
    """Write a file; it stands whole or not at all. Raises Trouble."""
    with placed(target) as beside:
        beside.write_bytes(contents)


def page_count(contents: bytes) -> int:
    """How many pages it has. Raises ValueError when it cannot be laid out."""
    with _opened(contents) as document:
        return len(document)


def page(contents: bytes, number: int, width: int) -> PageImage:
    """Page `number`, counted from 0, at most `width` pixels wide. Raises ValueError when it cannot be laid out."""
    with _opened(contents) as document:
        shown = document[number]
        across, down = shown.get_size()
        scale = min(width / across, MOST_PIXELS / max(across, down))
        image = shown.render(scale=scale, prefer_bgrx=True)
        try:
            rows = bytes(image.buffer)
            used = image.width * 4
            pixels = b"".join(rows[start : start + used] for start in range(0, len(rows), image.stride))
            return PageImage(image.width, image.height, pixels)
        finally:
            image.close()


@contextmanager
def _opened(contents: bytes) -> Iterator[Any]:
    import pypdfium2  # noqa: PLC0415 - an eighth of a second that no start should wait for

    with _ONE_AT_A_TIME:
        try:
            with closing(pypdfium2.PdfDocument(contents)) as document:
                document.init_forms()
                yield document
        except pypdfium2.PdfiumError as error:
            raise ValueError(str(error)) from error


def _require(name: str, *problems: FieldProblem) -> None:
    if problems:
        first = problems[0]
        raise Refused(RefusalCode.FILE_NOT_TAKEN, *problems, file=name, reason=first.code, **first.params)
