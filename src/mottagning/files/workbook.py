"""How is a workbook opened and written safely?

A file is written beside its target and moved into place, so that a half file never stands; a target that Excel holds
open is told of.
"""

from __future__ import annotations

import errno
import os
import shutil
import tempfile
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path

from lxml.etree import SerialisationError
from openpyxl import Workbook, load_workbook

from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode

LONGEST_UNPACKED = 1 << 30
"""A workbook that unpacks to more is no office's list."""


def opened(file: Path) -> Workbook:
    """The workbook with its formulas, for reading. Raises Refused when it is none, Trouble when it cannot be read."""
    try:
        _require_sane(file)
        with warnings.catch_warnings(), file.open("rb") as stream:  # openpyxl would leave a damaged file open
            warnings.simplefilter("ignore")  # what openpyxl cannot keep when it saves is no matter when it reads
            return load_workbook(stream, data_only=False, rich_text=False)
    except FileNotFoundError as error:
        raise Refused(RefusalCode.FILE_MISSING, file=str(file)) from error
    except IsADirectoryError as error:
        raise Refused(RefusalCode.NOT_A_WORKBOOK, file=str(file)) from error
    except PermissionError as error:
        raise Trouble(TroubleCode.FILE_IN_USE, file=str(file)) from error
    except OSError as error:
        raise Trouble(TroubleCode.FILE_UNWRITABLE, file=str(file)) from error
    except Refused:
        raise
    except Exception as error:  # openpyxl raises nearly anything on a file that is no workbook
        raise Refused(RefusalCode.NOT_A_WORKBOOK, file=str(file)) from error


def _require_sane(file: Path) -> None:
    with zipfile.ZipFile(file) as archive:
        if sum(item.file_size for item in archive.infolist()) > LONGEST_UNPACKED:
            raise Refused(RefusalCode.NOT_A_WORKBOOK, file=str(file))


@contextmanager
def written(target: Path) -> Iterator[Workbook]:
    """A new workbook; placed at `target` when all went well. Raises Trouble.

    openpyxl would leave its sheets and the file open when it is stopped; then Windows lets nobody remove them.
    """
    with placed(target) as beside:
        book = Workbook(write_only=True)
        try:
            yield book
            for sheet in book.worksheets:
                sheet.close()  # what stops one here leaves no archive behind that is open
            save(book, beside)
        except SerialisationError as error:
            raise _as_os_error(error) from error
        finally:
            _close_sheets(book)


def save(book: Workbook, beside: Path) -> None:
    """Write a workbook to a path that `placed` gave. Raises OSError."""
    whole = BytesIO()
    try:
        book.save(whole)
    except SerialisationError as error:
        raise _as_os_error(error) from error
    _require_whole_sheets(whole)
    beside.write_bytes(whole.getvalue())


def _as_os_error(error: SerialisationError) -> OSError:
    """What stopped lxml from writing a sheet on its way; it names the system's number only in words: `IO_ENOSPC`."""
    number = getattr(errno, str(error).removeprefix("IO_"), errno.EIO)
    return OSError(number, os.strerror(number))


def _require_whole_sheets(saved: BytesIO) -> None:
    """Raise OSError when a sheet was cut off on its way: lxml says nothing when the last of it finds no room."""
    with zipfile.ZipFile(saved) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet") and not archive.read(name).endswith(b"</worksheet>"):
                raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _close_sheets(book: Workbook) -> None:
    for sheet in book.worksheets:
        if not sheet.closed:
            with suppress(Exception):  # what stopped the writing may stop its end as well
                sheet.close()


@contextmanager
def placed(target: Path) -> Iterator[Path]:
    """A path to write to; moved to `target` when all went well. Raises Trouble.

    It lies in a folder of its own beside the target, with all that openpyxl makes on the way: names and numbers shall
    not stay in the machine's folder for temporary files when the program is killed. What a killed program left beside
    the target goes when the target is written again.
    """
    folder = target.with_name(f".{target.name}.ny")
    beside = folder / "ny.xlsx"  # a short name: Windows counts the whole path
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        with _temporary_files_in(folder):
            yield beside
        with beside.open("rb+") as stream:
            os.fsync(stream.fileno())
        beside.replace(target)
    except OSError as error:
        raise Trouble(_code(error, target), file=str(target)) from error
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _temporary_files_in(folder: Path) -> Iterator[None]:
    """Have temporary files made in `folder`: openpyxl keeps each sheet in one and cannot be told where."""
    before = tempfile.tempdir
    tempfile.tempdir = str(folder)
    try:
        yield
    finally:
        tempfile.tempdir = before


def _code(error: OSError, target: Path) -> TroubleCode:
    """Why a file could not be written. Excel on Windows locks what it has open; on a share it leaves `~$name`."""
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return TroubleCode.DISK_FULL
    is_locked = os.name == "nt" or target.with_name(f"~${target.name}").exists()
    if isinstance(error, PermissionError) and is_locked and target.exists():
        return TroubleCode.FILE_IN_USE
    return TroubleCode.FILE_UNWRITABLE
