"""Whose fault is a database error? Those that the machine or the file is to blame for become `Trouble`."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy.exc import DBAPIError

from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode

_IO_ERROR = "disk i/o error"
_CLOSED = ("is prohibited", "not authorized")
"""How the database says that a table is closed to the one who reads or writes it."""
_ROOM = 1 << 20

_BY_MESSAGE: Mapping[str, TroubleCode] = {
    "file is not a database": TroubleCode.NOT_A_REGISTER,
    "file is encrypted": TroubleCode.NOT_A_REGISTER,
    "malformed": TroubleCode.REGISTER_DAMAGED,
    _IO_ERROR: TroubleCode.DISK_FAILS,
    "database or disk is full": TroubleCode.DISK_FULL,
    "database is locked": TroubleCode.REGISTER_BUSY,
    "database table is locked": TroubleCode.REGISTER_BUSY,
    "readonly database": TroubleCode.REGISTER_READ_ONLY,
    "unable to open database": TroubleCode.REGISTER_MISSING,
}
_BY_ERRNO: Mapping[int, TroubleCode] = {
    errno.ENOSPC: TroubleCode.DISK_FULL,
    errno.EDQUOT: TroubleCode.DISK_FULL,
    errno.EACCES: TroubleCode.FILE_UNWRITABLE,
    errno.EPERM: TroubleCode.FILE_UNWRITABLE,
    errno.EROFS: TroubleCode.FILE_UNWRITABLE,
    errno.ENOENT: TroubleCode.REGISTER_MISSING,
}


@contextmanager
def said(file: Path) -> Iterator[None]:
    """Turn the driver's and the system's errors on `file` into `Trouble`; leave bugs alone."""
    try:
        yield
    except DBAPIError as error:
        if any(part in str(error.orig) for part in _CLOSED):
            raise Refused(RefusalCode.NO_RIGHT) from error
        code = _code(str(error.orig), file)
        if code is None:
            raise
        raise Trouble(code, file=str(file)) from error
    except sqlcipher.DatabaseError as error:
        code = _code(str(error), file)
        if code is None:
            raise
        raise Trouble(code, file=str(file)) from error
    except OSError as error:
        raise Trouble(_os_code(error), file=str(error.filename or file)) from error


def _code(message: str, file: Path) -> TroubleCode | None:
    lowered = message.casefold()
    if _IO_ERROR in lowered and _is_full(file.parent):
        return TroubleCode.DISK_FULL
    return next((code for part, code in _BY_MESSAGE.items() if part in lowered), None)


def _is_full(folder: Path) -> bool:
    """A disk without room for the shared index of the log is told as an I/O error, and nothing is damaged."""
    try:
        return shutil.disk_usage(folder).free < _ROOM
    except OSError:
        return False


def _os_code(error: OSError) -> TroubleCode:
    if os.name == "nt" and getattr(error, "winerror", None) in {32, 33}:  # sharing and lock violations
        return TroubleCode.FILE_IN_USE
    return _BY_ERRNO.get(error.errno or 0, TroubleCode.FILE_UNWRITABLE)
