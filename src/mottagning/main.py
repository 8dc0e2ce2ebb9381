"""The composition root: what was asked for decides whether the window opens or a command runs."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mottagning.system.paths import REGISTER_SUFFIX

DEMO = "--demo"


def main(arguments: list[str] | None = None) -> int:
    """Open the window when there are no arguments, else run the command. Gives the exit status.

    `--demo` alone opens the window on the demonstration register; a register's file alone, as Windows gives it when
    somebody opens the file, on that register.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if given and given != [DEMO] and not _is_register(given):
        with _loading(is_start=arguments is None):
            from mottagning.cli.app import main as run  # noqa: PLC0415 - the window needs no command line

        return run(given)
    with _loading(is_start=arguments is None):
        from mottagning.ui.app import main as show  # noqa: PLC0415 - the command line never loads Qt

    return show(demo=given == [DEMO], file=Path(given[0]) if _is_register(given) else None)


@contextmanager
def _loading(*, is_start: bool) -> Iterator[None]:
    """What is loaded at the start stays: to look through it, then and ever after, for what nobody needs any longer took
    a sixth of the time that a start takes."""
    if not is_start:
        yield
        return
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        gc.enable()


def _is_register(given: list[str]) -> bool:
    return len(given) == 1 and not given[0].startswith("-") and given[0].lower().endswith(REGISTER_SUFFIX)
