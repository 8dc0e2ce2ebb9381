"""Is a list of many people as quick as one of few? `python tests/benchmarks/lists.py [--people N]`.

Prints the milliseconds of reading the list of persons, of showing it, of sorting it by two columns and of each key
press in its filter, on a register of N people with numbers, municipalities and every fourth with a booking.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from benchmarks.offices import populate
from factories import CHEAP, FIRST_MONTH, OWN, PASSPHRASE, Clock
from mottagning.domain.office import OfficeSettings
from mottagning.system.paths import Paths
from mottagning.ui.app import Program, application
from mottagning.uikit.columns import searched_words
from mottagning.uikit.screen import Goto
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people

CLOCK = Clock(datetime(2030, 1, 2, tzinfo=UTC))
TYPED = "amina öberg"
"""What is typed in the filter, a key at a time."""


def measured(app: QApplication, name: str, work: Callable[[], object]) -> None:
    """Print how long some work takes, and until what follows from it has been drawn."""
    start = time.perf_counter()
    work()
    done = time.perf_counter()
    app.processEvents()
    drawn = time.perf_counter()
    print(f"{name:<44}{1000 * (done - start):8.1f} ms, drawn {1000 * (drawn - start):8.1f} ms", flush=True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=20_000)
    people = parser.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        office = OfficeSettings(municipality=OWN, first_month=FIRST_MONTH, board="Provnämnden")
        ctx = create_register(
            Path(folder) / "prov.mottagning", PASSPHRASE, "prov", CLOCK, office=office, cost=CHEAP
        ).ctx
        populate(ctx, people)
        _list(ctx, Paths(Path(folder) / "home"))


def _list(ctx: Context, paths: Paths) -> None:
    app = application()
    measured(app, "read", lambda: list_people(ctx))
    program = Program(app, paths, CLOCK)
    program.show()
    program.enter(ctx)
    assert program.register is not None
    shell = program.register.shell
    shell.go(Goto("people"))
    _settle(app, program)
    screen = shell.screen_shown
    part, table = screen.list, screen.list.table  # type: ignore[attr-defined]
    lines = list(table.rows_model.rows)
    measured(app, "what the filter looks in", lambda: searched_words(table.rows_model.columns, lines))
    prepared = part.prepared(lines)
    measured(app, "shown", lambda: part.set_rows(prepared))
    header = table.horizontalHeader()
    measured(app, "sorted by municipality", lambda: header.sectionClicked.emit(4))
    measured(app, "then by name", lambda: table.rows_model.toggle_sort(1, also=True))
    measured(app, "shown again, sorted", lambda: part.set_rows(prepared))
    for place, letter in enumerate(TYPED):
        measured(app, f"filtered by {TYPED[: place + 1]!r}", lambda letter=letter: part.filter.insert(letter))
    for _ in TYPED:
        measured(
            app,
            f"a letter taken back, {len(part.filter.text()) - 1} left",
            lambda: QTest.keyClick(part.filter, Qt.Key.Key_Backspace),
        )
    _settle(app, program)
    program.window.close()


def _settle(app: QApplication, program: Program) -> None:
    while not program.tasks.is_idle:
        app.processEvents()
    app.processEvents()


if __name__ == "__main__":
    main()
