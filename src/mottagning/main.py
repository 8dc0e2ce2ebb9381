"""The composition root: what was asked for decides whether the window opens or a command runs."""

from __future__ import annotations

import sys

DEMO = "--demo"


def main(arguments: list[str] | None = None) -> int:
    """Open the window when there are no arguments, else run the command. Gives the exit status.

    `--demo` alone opens the window on the demonstration register.
    """
    given = sys.argv[1:] if arguments is None else arguments
    if given and given != [DEMO]:
        from mottagning.cli.app import main as run  # noqa: PLC0415 - the window needs no command line

        return run(given)
    from mottagning.ui.app import main as show  # noqa: PLC0415 - the command line never loads Qt

    return show(demo=given == [DEMO])
