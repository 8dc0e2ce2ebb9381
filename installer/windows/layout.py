"""Where does everything lie below the folder of the program on a Windows computer?

Each folder is the program's alone: an upgrade and the uninstaller remove them whole, and nothing else.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

RUNTIME, PACKAGES, APP, LICENCES, HANDBOOK = "runtime", "packages", "app", "licenser", "handbok"
FOLDERS = (RUNTIME, PACKAGES, APP, LICENCES, HANDBOOK)
WINDOWED, CONSOLE = "Mottagning.exe", "mottagning-cli.exe"
LICENCE_LIST = f"{LICENCES}/licenser.html"
SEARCHED = ("python312.zip", ".", f"..\\{PACKAGES}", f"..\\{APP}")
"""Where Python looks for modules, from its own folder; nowhere else, whatever the computer's settings say."""


def files(tree: Path) -> Iterator[Path]:
    """Every file of the tree, relative to it, always in the same order."""
    return iter(sorted((one.relative_to(tree) for one in tree.rglob("*") if one.is_file()), key=Path.as_posix))


def size(tree: Path) -> int:
    """In bytes."""
    return sum((tree / one).stat().st_size for one in files(tree))


def fingerprint(tree: Path) -> str:
    """A SHA-256 of every file with its name."""
    found = hashlib.sha256()
    for one in files(tree):
        found.update(one.as_posix().encode() + b"\0" + hashlib.sha256((tree / one).read_bytes()).digest())
    return found.hexdigest()


def age(tree: Path, moment: int) -> None:
    """Give every file the same age."""
    for one in sorted(tree.rglob("*"), reverse=True):
        os.utime(one, (moment, moment))
