"""Runs every check and test, after doing all the set-up: `python3 tests/run.py`. Arguments go to pytest.

Lint, types, the tests on all cores, and the Windows package, built loosely and tried under Wine. The long forms:
`python3 tests/run.py -m slow`, and `installer/README.md` for the package.

Some tests open our workbooks in LibreOffice. On Debian, where every change is tested, it is installed here; on another
system that lacks it (Windows) they are left out, and that is said. So is the package, where it cannot be tried.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "installer"))

from environment import FAILING_DISK, LIBREOFFICE, LOCK_FOR_TESTS, ROOT, environment, is_debian, prepare
from windows import tools
from windows.order import PYTHON, source_version

from libreoffice import program

CHECKED = ("src", "tests", "installer")


def main() -> int:
    """Set up, check, test; the status of the first that fails."""
    python = str(prepare(LOCK_FOR_TESTS, packages=(FAILING_DISK, *(() if program() else (LIBREOFFICE,)))))
    chosen = sys.argv[1:]
    left_out = "not slow"
    if not program() and not is_debian():
        print("LibreOffice is not installed: the tests that open our workbooks in it are left out.", flush=True)
        left_out += " and not libreoffice"
    long_forms = [] if "-m" in chosen else ["-m", left_out]
    steps = [
        [python, "-m", "ruff", "check", *CHECKED],
        [python, "-m", "ruff", "format", "--check", *CHECKED],
        [python, "-m", "mypy"],
        [python, "-m", "pytest", "-q", "-n", str(os.cpu_count() or 1), *long_forms, *chosen],
    ]
    surroundings = {**environment(), "QT_QPA_PLATFORM": "offscreen"}
    for step in steps:
        print(f"\n$ {' '.join(step[1:])}", flush=True)
        status = subprocess.run(step, check=False, cwd=ROOT, env=surroundings).returncode
        if status:
            return status
    return 0 if chosen else _try_package()


def _try_package() -> int:
    """Build the Windows package and try it in short, where that can be done; the status of what fails."""
    trial = [sys.executable, "installer/test/run.py"]
    lacking = _lacking_for_package()
    if lacking is None and subprocess.run(trial, check=False, cwd=ROOT).returncode:
        lacking = "a Debian 13 with Wine, which could not be made"
    if lacking:
        print(f"The Windows package is neither built nor tried: it takes {lacking}.", flush=True)
        return 0
    with tempfile.TemporaryDirectory(dir=_made(ROOT / "build"), prefix="try-") as folder:
        for step in (
            [sys.executable, "installer/build.py", "--quick", "--no-msi", "--out", folder],
            [*trial, f"{folder}/Mottagning-{source_version()}-setup.exe", "--short"],
        ):
            print(f"\n$ {' '.join(step[1:])}", flush=True)
            status = subprocess.run(step, check=False, cwd=ROOT).returncode
            if status:
                return status
    return 0


def _lacking_for_package() -> str | None:
    """What this machine lacks for building the package and for the Debian with Wine that it is tried in."""
    if not is_debian() or os.geteuid() != 0:
        return "root on a Debian"
    python = ".".join(map(str, PYTHON))
    return None if tools.has_python() else f"a Python {python}"


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


if __name__ == "__main__":
    sys.exit(main())
