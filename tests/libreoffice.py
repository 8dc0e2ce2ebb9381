"""LibreOffice as the reader that opens our workbooks as Excel does, and reckons them anew."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

_WINDOWS = Path("C:/Program Files/LibreOffice/program/soffice.exe")
MISSING = (
    "LibreOffice is not installed. On Debian tests/run.py installs it; elsewhere take it from libreoffice.org, or run "
    'the tests with -m "not slow and not libreoffice".'
)


def program() -> str | None:
    """Where LibreOffice is; None when it is not on this machine."""
    return shutil.which("soffice") or (str(_WINDOWS) if _WINDOWS.exists() else None)


def converted(files: Sequence[Path], folder: Path) -> dict[str, Path]:
    """Open each workbook and save it as a new one, by name; one start of the program for all, in a profile of its own.

    Raises AssertionError when it is missing, complains, or leaves a file out.
    """
    soffice = program()
    assert soffice is not None, MISSING
    profile = (folder / "profil").resolve().as_uri()
    command = [soffice, "--headless", "--norestore", f"-env:UserInstallation={profile}", "--convert-to", "xlsx"]
    given = [*command, "--outdir", str(folder / "sparat"), *map(str, files)]
    ended = subprocess.run(given, check=False, capture_output=True, text=True, timeout=120)
    said = ended.stdout + ended.stderr
    assert ended.returncode == 0, said
    assert "Error" not in said, said
    saved = {file.name: folder / "sparat" / file.name for file in files}
    assert [name for name, file in saved.items() if not file.exists()] == [], said
    return saved
