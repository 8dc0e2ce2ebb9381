"""Does a day's work leave memory behind? `python tests/benchmarks/soak.py [--minutes N] [--rounds N]`.

Drives the window over the demonstration register as somebody does who works all day: every page, the records of each
list one after another, the filter, the search, the backup that an hour brings, the lock. After each round it prints
what the process holds and how many objects there are. It ends with 1 when the last third of the rounds holds more than
the middle third, beyond a hair.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from statistics import mean
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from factories import CHEAP, PASSPHRASE, Clock
from mottagning.domain.backup_rules import Reason
from mottagning.system.paths import Paths
from mottagning.texts import window as texts
from mottagning.ui.app import Program, application
from mottagning.uikit.filter_field import FilterField
from mottagning.uikit.forms import FormView
from mottagning.uikit.screen import Goto
from mottagning.uikit.table import TableView
from mottagning.usecases.admin.demo import make_demo

DAY = datetime(2025, 1, 3, 9, 0, tzinfo=UTC)
_LEAST_ROUNDS = 6
_HAIR = 1.01
"""One in a hundred: what the allocator of the system keeps for itself goes up and down as much."""
_RECORDS = 5
"""So many records of each list are opened in a round."""
_TYPED = ("am", "0001", "")
_HOURS = 3
"""So much later it is after each round: backups are thinned by their age, and would pile up in a day without an end."""


def megabytes() -> float:
    """What this process holds in memory of its own now, files that the system keeps for it not counted; nan where the
    system cannot tell."""
    try:
        said = Path("/proc/self/status").read_text(encoding="ascii")
    except OSError:
        return float("nan")
    return next(int(line.split()[1]) for line in said.splitlines() if line.startswith("RssAnon:")) / 1024


def settle(app: QApplication, program: Program) -> None:
    """Let the window's work end."""
    while not program.tasks.is_idle:
        app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
    for _ in range(4):
        app.processEvents()
    # what was put away outside any event is deleted by the loop that a program runs in, and here is none
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def a_round(app: QApplication, program: Program, pages: Sequence[str] = ()) -> None:
    """Every page (or these), some records of its lists, the filter, and the search."""
    program.window.touched.emit()  # somebody is there: it is not locked meanwhile
    assert program.register is not None
    shell = program.register.shell
    for place in pages or list(shell._places):
        shell.go(Goto(place))
        settle(app, program)
        for table in shell.screen_shown.findChildren(TableView):
            for row in range(min(_RECORDS, len(table.rows_model.rows)) if table.isVisible() else 0):
                table.selectRow(row)
                settle(app, program)
        for field in shell.screen_shown.findChildren(FilterField):
            _type(app, program, field)
    _type(app, program, shell.search)


def _type(app: QApplication, program: Program, field: QLineEdit) -> None:
    field.setFocus()
    for text in _TYPED:
        field.setText(text)
        settle(app, program)


def an_hour_and_a_break(app: QApplication, program: Program) -> None:
    """What a round may bring besides: the backup of the hour, and the lock, opened again."""
    assert program.register is not None
    program.register.backing_up.keep_up(Reason.HOURLY)
    settle(app, program)
    program.lock()
    settle(app, program)
    (form,) = program.window.page.findChildren(FormView)
    form.show_values({"passphrase": PASSPHRASE})
    (unlock,) = (one for one in program.window.page.findChildren(QPushButton) if one.text() == texts.UNLOCK_DO)
    unlock.click()
    settle(app, program)
    assert not program.is_locked


def worked(minutes: float, rounds: int, folder: Path) -> list[float]:
    """What the process held after each round, in MB."""
    os.environ["MOTTAGNING_HOME"] = str(folder / "home")  # where it is backed up
    app = application()
    clock = Clock(DAY)
    ctx = make_demo(folder / "demo", PASSPHRASE, clock, persons=20, cost=CHEAP).ctx
    program = Program(app, Paths(folder / "home"), clock)
    program.show()
    program.enter(ctx)
    settle(app, program)
    held: list[float] = []
    ends = time.monotonic() + 60 * minutes
    while len(held) < rounds or time.monotonic() < ends:
        a_round(app, program)
        an_hour_and_a_break(app, program)
        clock.tick(hours=_HOURS)
        gc.collect()
        held.append(megabytes())
        print(f"round {len(held):4}  {held[-1]:7.1f} MB  {len(gc.get_objects()):8} objects", flush=True)
    program.window.close()
    return held


def grows(held: list[float]) -> bool:
    """Whether the last third of the rounds holds more than the middle third."""
    third = len(held) // 3
    return mean(held[-third:]) > _HAIR * mean(held[third : 2 * third])


def main() -> int:
    """Work, and say whether anything is left behind."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--rounds", type=int, default=_LEAST_ROUNDS, help="at least so many")
    chosen: Any = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        held = worked(chosen.minutes, max(chosen.rounds, _LEAST_ROUNDS), Path(folder))
    said = "it grows" if grows(held) else "no growth"
    print(f"{len(held)} rounds: {held[0]:.1f} MB after the first, {held[-1]:.1f} MB after the last: {said}")
    return int(grows(held))


if __name__ == "__main__":
    sys.exit(main())
