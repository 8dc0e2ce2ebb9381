"""Tries a built installer on a computer: `python3 installer/test/run.py SETUP [--former SETUP] [--short]`.

The computer is Wine in a bare Debian (machine.py), so this takes root and a Linux. `--former` is an installer of an
older version, made with `build.py --version`; without it, what is about two versions is left out. `--short` leaves out
the window, the MSI and the installation for one user.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from environment import LOCK_FOR_TESTS, environment, prepare, require_packages


def main() -> int:
    """Run this in the environment of the tests, then every trial in its turn; 1 when one failed."""
    asked = _arguments().parse_args()
    if not os.environ.get("MOTTAGNING_TRYING"):
        python = str(prepare(LOCK_FOR_TESTS))
        again = {**environment(), "MOTTAGNING_TRYING": "1"}
        return subprocess.run([python, str(Path(__file__).resolve()), *sys.argv[1:]], check=False, env=again).returncode

    from job import Failed  # noqa: PLC0415 - the tests' environment has what it needs
    from machine import HOST_PACKAGES, make, running  # noqa: PLC0415 - as above
    from trials import Tried, chosen  # noqa: PLC0415

    require_packages(HOST_PACKAGES)
    make()
    if asked.setup is None:
        return 0
    failed = passed = 0
    began = time.monotonic()
    with running() as machine, tempfile.TemporaryDirectory() as folder:
        tried = Tried(machine, asked.setup, asked.former, asked.pictures, Path(folder))
        for trial in chosen(tried, is_short=asked.short):
            before = time.monotonic()
            try:
                wrong = trial(tried)
            except (Failed, OSError, subprocess.TimeoutExpired) as error:
                wrong = [f"{type(error).__name__}: {error}"]
            failed, passed = failed + bool(wrong), passed + (not wrong)
            name = trial.__name__.replace("_", " ")
            print(f"{'FAILED' if wrong else 'passed'} {time.monotonic() - before:6.1f} s  {name}", flush=True)
            print("".join(f"         {line}\n" for line in wrong), end="", flush=True)
    print(f"{time.monotonic() - began:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


def _arguments() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description="Try a built installer under Wine.")
    parser.add_argument("setup", type=Path, nargs="?", metavar="SETUP", help="without it only the computer is made")
    parser.add_argument("--former", type=Path, metavar="SETUP", help="an installer of an older version")
    parser.add_argument("--short", action="store_true", help="only for everybody, and without a window")
    parser.add_argument("--pictures", type=Path, metavar="DIR", default=Path("build/pictures-windows"))
    return parser


if __name__ == "__main__":
    sys.exit(main())
