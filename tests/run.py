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
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "installer"))

from environment import FAILING_DISK, LIBREOFFICE, LOCK_FOR_TESTS, ROOT, environment, is_debian, prepare
from windows import tools
from windows.order import PYTHON, source_version

from libreoffice import program

CHECKED = ("src", "tests", "installer")
_SAID = "said.txt"
_COMPILED_ONCE = ""
"""Python keeps what it compiled even where a machine says otherwise: the tests start the program so often that it would
be compiled a hundred times over."""


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
    surroundings = {**environment(), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": _COMPILED_ONCE}
    made = ROOT / "build"
    made.mkdir(exist_ok=True)
    with ThreadPoolExecutor(1) as beside, tempfile.TemporaryDirectory(dir=made, prefix="try-") as folder:
        package = None if chosen else beside.submit(_try_package, Path(folder))
        status = _first_failure(steps, surroundings)
        if package is None:
            return status
        tried = package.result()
        print((Path(folder) / _SAID).read_text(encoding="utf-8"), flush=True)
    return status or tried


def _first_failure(steps: list[list[str]], surroundings: dict[str, str]) -> int:
    for step in steps:
        print(f"\n$ {' '.join(step[1:])}", flush=True)
        status = subprocess.run(step, check=False, cwd=ROOT, env=surroundings).returncode
        if status:
            return status
    return 0


def _try_package(folder: Path) -> int:
    """Build the Windows package and try it in short, where that can be done, beside the tests; the status of what
    fails. What is said goes to a file, to be read afterwards."""
    build = [sys.executable, "installer/build.py", "--quick", "--no-msi", "--out", str(folder)]
    trial = [sys.executable, "installer/test/run.py"]
    with (folder / _SAID).open("w", encoding="utf-8") as said:

        def run(step: list[str]) -> int:
            said.write(f"\n$ {' '.join(step[1:])}\n")
            said.flush()
            return subprocess.run(step, check=False, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT).returncode

        lacking = _lacking_for_package()
        if lacking is None and run(trial):
            lacking = "a Debian 13 with Wine, which could not be made"
        if lacking is not None:
            said.write(f"The Windows package is neither built nor tried: it takes {lacking}.\n")
            return 0
        return run(build) or run([*trial, str(folder / f"Mottagning-{source_version()}-setup.exe"), "--short"])


def _lacking_for_package() -> str | None:
    """What this machine lacks for building the package and for the Debian with Wine that it is tried in."""
    if not is_debian() or os.geteuid() != 0:
        return "root on a Debian"
    python = ".".join(map(str, PYTHON))
    return None if tools.has_python() else f"a Python {python}"


if __name__ == "__main__":
    sys.exit(main())
