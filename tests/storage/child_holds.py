"""Holds a register as a window does, says so, and keeps it until it is told to go or is killed: run by tests."""

from __future__ import annotations

import sys
from pathlib import Path

from factories import PASSPHRASE, Clock
from mottagning.usecases.admin.registers import hold_register, open_register


def main(file: Path) -> None:
    """Print whether it is ours, wait for a line, let go."""
    ctx = hold_register(open_register(file, PASSPHRASE, Clock()))
    print("read" if ctx.is_read_only else "held", flush=True)
    sys.stdin.readline()
    ctx.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
