"""How does a test run the program in a process of its own – to kill it, or to take room or rights away from it?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from factories import PASSPHRASE


def surroundings() -> Mapping[str, str]:
    """What a child process is to know: where the program is, and the passphrase."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "MOTTAGNING_PASSPHRASE": PASSPHRASE}


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start Python with these arguments, what it says kept apart."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=surroundings(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def program(*arguments: object) -> subprocess.Popen[str]:
    """Start a command of the program."""
    return start("-m", "mottagning", *map(str, arguments))


def holder(register: Path) -> subprocess.Popen[str]:
    """Start a program that has the register open as a window has, until it is killed or gets a line to read."""
    running = start(str(Path(__file__).parent / "storage" / "child_holds.py"), str(register))
    assert running.stdout is not None
    assert running.stdout.readline() == "held\n"
    return running


def dismiss(running: subprocess.Popen[str]) -> None:
    """Have it let go of the register."""
    running.communicate("\n")
