"""How does a test run the program in a process of its own – to kill it, or to take room or rights away from it?"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping

from factories import PASSPHRASE


def surroundings() -> Mapping[str, str]:
    """What a child process is to know: where the program is, and the passphrase."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "MOTTAGNING_PASSPHRASE": PASSPHRASE}


def start(*arguments: str) -> subprocess.Popen[str]:
    """Start Python with these arguments, what it says kept apart."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=surroundings(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def program(*arguments: object) -> subprocess.Popen[str]:
    """Start a command of the program."""
    return start("-m", "mottagning", *map(str, arguments))
