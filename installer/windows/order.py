"""What is to be built, out of what, and where does it go?"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

from environment import ROOT

NAME = "Mottagning"
PUBLISHER = "Mottagning"
PYTHON = (3, 12)
"""The Python of the package: PySide6 6.9.3 has wheels for it, and Windows Server 2016 can run it."""
INIT = ROOT / "src" / "mottagning" / "__init__.py"
WITHOUT_GIT = 1767225600
"""2026-01-01 in UTC, for a source that no repository tells the age of."""
_VERSION = re.compile(r'^__version__ = "(\d+\.\d+\.\d+)"$', re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Order:
    """One build."""

    version: str
    """Three numbers, as Windows compares them."""
    work: Path
    """Where the parts are made; it may go when the build is done."""
    out: Path
    commit: str
    """Of the source; ends with `+` when files differ from it."""
    moment: int
    """The age that every file gets, in seconds since 1970 UTC, so that two builds give the same bytes."""
    is_quick: bool = False
    """Pack loosely, for tests."""
    signs_with: str = ""
    """A command that signs the file whose name is put after it; nothing is signed without."""

    @property
    def tree(self) -> Path:
        """What is installed, as it will lie."""
        return self.work / "tree"

    @property
    def parts(self) -> Path:
        """What is made on the way, and is no part of what is installed."""
        return self.work / "parts"

    @property
    def cache(self) -> Path:
        """What was fetched, and serves the next build too."""
        return self.work / "cache"

    @property
    def setup(self) -> Path:
        """The installer."""
        return self.out / f"{NAME}-{self.version}-setup.exe"

    @property
    def package(self) -> Path:
        """The same for group policies."""
        return self.out / f"{NAME}-{self.version}.msi"


def source_version(text: str | None = None) -> str:
    """The program's own version. Raises ValueError when it is no version that Windows can compare."""
    found = _VERSION.search(INIT.read_text(encoding="utf-8") if text is None else text)
    if found is None:
        raise ValueError(f"No version of three numbers in {INIT}")
    return found[1]


def with_version(text: str, version: str) -> str:
    """The text of `__init__.py` with another version."""
    return _VERSION.sub(f'__version__ = "{version}"', text)


def commit() -> str:
    """The commit of the source, with `+` when files differ from it; empty where there is no repository."""
    head = _git("rev-parse", "--short=12", "HEAD")
    return f"{head}+" if head and _git("status", "--porcelain", "--untracked-files=no") else head


def moment() -> int:
    """When the source was committed; `SOURCE_DATE_EPOCH` goes before it."""
    given = os.environ.get("SOURCE_DATE_EPOCH") or _git("show", "-s", "--format=%ct", "HEAD")
    return int(given) if given else WITHOUT_GIT


def _git(*words: str) -> str:
    try:
        asked = subprocess.run(["git", "-C", str(ROOT), *words], check=True, capture_output=True, text=True)
    except (OSError, subprocess.CalledProcessError):
        return ""
    return asked.stdout.strip()
