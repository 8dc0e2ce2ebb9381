"""How does a printout become a file? Whoever prints is handed in; half a file is never left behind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from mottagning.files import workbook
from mottagning.readmodels.printouts import Printout

Printer = Callable[[Printout, Path], None]
"""Puts a printout into a file as PDF. Raises OSError."""


def print_to(printer: Printer, printout: Printout, target: Path) -> None:
    """Write a printout to `target`. Raises Trouble when it cannot be written."""
    with workbook.placed(target) as beside:
        printer(printout, beside)
