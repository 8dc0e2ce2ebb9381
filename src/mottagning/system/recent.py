"""What does Windows offer on the program's button on the taskbar? The registers that were opened, by their file names.

Windows keeps the list itself, for the file type that the installer registers; what else the program reads and writes is
of other types and never stands there. So nothing in it names a person (reception, B.10: no names in recent lists).
"""

from __future__ import annotations

import ctypes
import sys
from pathlib import Path

_PATH = 3
"""SHARD_PATHW of `SHAddToRecentDocs` (shlobj_core.h): a path in UTF-16."""


def remember(register: Path) -> None:
    """Have a register that was opened among those that are offered. Other systems keep no such list."""
    if sys.platform == "win32":
        getattr(ctypes, "windll").shell32.SHAddToRecentDocs(_PATH, str(register.absolute()))  # noqa: B009 - Windows' own
