"""The short forms of `pace.py` and `soak.py`: is a budget that is not kept told, and is growth known as such?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.pace import Budget, bare_window, budgets, closed_and_written
from benchmarks.settlement import make
from benchmarks.soak import grows


def test_a_budget_that_is_not_kept_is_told() -> None:
    kept = Budget("en lista", 1.5, 2.0, "times", "1.5 s beside 1.0 s")
    assert kept.is_kept
    assert kept.line.startswith("kept")
    over = replace(kept, measured=2.01)
    assert not over.is_kept
    assert over.line.startswith("OVER")


def test_a_month_is_measured_with_its_workbooks_beside_bare_ones(tmp_path: Path) -> None:
    make(tmp_path / "prov.mottagning", 8)
    spent, alone = closed_and_written(tmp_path / "prov.mottagning", 0)
    assert spent > alone > 0
    assert (
        len(list(tmp_path.rglob("*.xlsx"))) == 8 + 2
    )  # a return for each party, what goes to the economy, the bare one


def test_a_bare_window_is_measured() -> None:
    assert bare_window(20) > 0


@pytest.mark.slow
def test_every_budget_is_measured(tmp_path: Path) -> None:
    found = list(budgets(tmp_path, people=20, searched=20, bookings=8, months=2))
    assert [one.unit for one in found] == ["times", "ms", "budget", "times"]
    assert all(one.measured > 0 for one in found)


@pytest.mark.parametrize(("held", "is_growing"), [([300, 310, 311, 311, 311], False), ([300, 310, 320, 330], True)])
def test_growth_is_what_comes_after_the_first_rounds(held: list[float], is_growing: bool) -> None:
    assert grows(held) is is_growing
