"""Runs every check and test, after doing all the set-up: `python3 tests/run.py`. Arguments go to pytest.

Lint, types, then the tests on all cores. The long forms: `python3 tests/run.py -m slow`.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "installer"))

from environment import LOCK_FOR_TESTS, ROOT, environment, prepare

CHECKED = ("src", "tests", "installer")


def main() -> int:
    """Set up, check, test; the status of the first that fails."""
    python = str(prepare(LOCK_FOR_TESTS))
    chosen = sys.argv[1:]
    long_forms = [] if "-m" in chosen else ["-m", "not slow"]
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
