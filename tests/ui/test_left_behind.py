"""Is anything left in memory by a round through the window? The short form of tests/benchmarks/soak.py."""

from __future__ import annotations

import gc
from typing import Any

from benchmarks.soak import a_round


def test_a_round_through_the_window_leaves_no_widget_behind(demo: Any) -> None:
    counts = []
    for _ in range(3):
        a_round(demo.app, demo.program, ("people", "returns", "written_files"))
        gc.collect()
        counts.append(len(demo.app.allWidgets()))
    assert counts[1] == counts[2]
