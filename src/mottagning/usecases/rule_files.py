"""What stands in a file of rules that an office gives: of deadlines, of retention."""

from __future__ import annotations

from pathlib import Path

from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode

_LARGEST = 2_000_000
"""A rule file of more bytes than this is some other file."""


def text_of(path: Path) -> str | None:
    """What stands in the file; None for what is no text, or far too long.

    Raises Refused when it is gone, Trouble when it cannot be read.
    """
    try:
        content = path.read_bytes()[: _LARGEST + 1]
    except FileNotFoundError as error:
        raise Refused(RefusalCode.FILE_MISSING, file=str(path)) from error
    except OSError as error:
        raise Trouble(TroubleCode.FILE_IN_USE, file=str(path)) from error
    try:
        return content.decode("utf-8-sig") if len(content) <= _LARGEST else None
    except UnicodeDecodeError:
        return None
