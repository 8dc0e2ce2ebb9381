"""Runs every check and test, after doing all the set-up: `python3 tests/run.py`. Arguments go to pytest.

Lint, types, then the tests on all cores. The long forms: `python3 tests/run.py -m slow`.

Some tests open our workbooks in LibreOffice. On Debian, where every change is tested, it is installed here; on another
system that lacks it (Windows) they are left out, and that is said.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "installer"))

from environment import FAILING_DISK, LIBREOFFICE, LOCK_FOR_TESTS, ROOT, environment, is_debian, prepare

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
    return 0


if __name__ == "__main__":
    sys.exit(main())
