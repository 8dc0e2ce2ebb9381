"""Who vouches for the files? Nobody, until the order names a command that signs.

The command is given with its arguments, and the file's name is put after them: `signtool sign /fd SHA256 /td SHA256
/tr URL /n NAME`, say. It has been tried with a command that signs nothing, never with a certificate.
"""

from __future__ import annotations

import os
import shlex
from pathlib import Path

from windows.order import Order
from windows.tools import run


def sign(order: Order, file: Path) -> None:
    """Sign the file in its place."""
    if order.signs_with:
        run(*words_of(order.signs_with, on_windows=os.name == "nt"), file)


def words_of(command: str, *, on_windows: bool) -> list[str]:
    """The words of a command as the system's own shell would part them; on Windows a backslash parts folders."""
    if on_windows:
        return [word.strip('"') for word in shlex.split(command, posix=False)]
    return shlex.split(command)
