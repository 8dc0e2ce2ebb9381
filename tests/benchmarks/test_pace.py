"""The short forms of `pace.py` and `soak.py`: is a budget that is not kept told, and is nothing left behind?"""

from __future__ import annotations

import gc
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from benchmarks.pace import Budget, budgets
from benchmarks.soak import DAY, a_round, grows, settle
from factories import CHEAP, PASSPHRASE, Clock
from mottagning.system.paths import Paths
from mottagning.ui.app import Program, application
from mottagning.usecases.admin.demo import make_demo


def test_a_budget_that_is_not_kept_is_told() -> None:
    kept = Budget("en lista", 1.5, 2.0, "times", "1.5 s beside 1.0 s")
    assert kept.is_kept
    assert kept.line.startswith("kept")
    over = replace(kept, measured=2.01)
    assert not over.is_kept
    assert over.line.startswith("OVER")


def test_every_budget_is_measured(tmp_path: Path) -> None:
    found = list(budgets(tmp_path, people=20, searched=20, bookings=8, months=2))
    assert [one.unit for one in found] == ["times", "ms", "budget", "times"]
    assert all(one.measured > 0 for one in found)


@pytest.mark.parametrize(
    ("held", "is_growing"), [([300, 310, 311, 311, 311, 312], False), ([300, 310, 320, 330], True)]
)
def test_growth_is_what_comes_after_the_first_rounds(held: list[float], is_growing: bool) -> None:
    assert grows(held) is is_growing


def test_a_round_through_the_window_leaves_no_widget_behind(tmp_path: Path) -> None:
    app = QApplication.instance() or application()
    assert isinstance(app, QApplication)
    ctx = make_demo(tmp_path / "demo", PASSPHRASE, Clock(DAY), persons=20, leave_open=1, cost=CHEAP).ctx
    program = Program(app, Paths(tmp_path / "home"), lambda: DAY)
    program.show()
    program.enter(replace(ctx, backups=None))
    settle(app, program)
    counts = []
    for _ in range(3):
        a_round(app, program, ("people", "returns", "written_files"))
        gc.collect()
        counts.append(len(app.allWidgets()))
    program.window.close()
    program.window.deleteLater()
    settle(app, program)
    ctx.db.close()
    assert counts[1] == counts[2]
