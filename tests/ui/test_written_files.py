"""Does Översikt lead to the files that still lie there, and can each be removed or kept from the keyboard?"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from factories import Clock
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.context import Context


@pytest.fixture
def left(hands: Any, ctx: Context, small_office: None, clock: Clock, tmp_path: Path) -> Any:
    """Somebody with two old files on her disk, at Översikt."""
    for name in ("a.xlsx", "b.xlsx"):
        export_register(ctx, tmp_path / name)
    clock.now += timedelta(days=40)
    hands.program.enter(ctx)
    hands.settle()
    return hands


def test_a_file_is_removed_and_another_kept(left: Any, tmp_path: Path, answers: Any) -> None:
    assert left.says("2 filer med personuppgifter ligger kvar på datorn sedan mer än 30 dagar")
    left.push(next(word for word in (one.accessibleName() for one in buttons(left)) if "filer med person" in word))
    assert left.shell.current == "written_files"
    assert left.says("Hela registret")
    answers.yes = False
    left.push("Ta bort filen …")
    assert (tmp_path / "a.xlsx").exists()
    answers.yes = True
    left.push("Ta bort filen …")
    assert not (tmp_path / "a.xlsx").exists()
    assert left.says("Filen är borttagen.")
    left.push("Behåll …")
    left.push("Behåll")
    assert left.problem("kept_because"), "a reason is asked for"
    left.fill(kept_because="revisionen")
    left.push("Behåll")
    assert left.says("revisionen")
    assert (tmp_path / "b.xlsx").exists()
    left.go("overview")
    assert not left.says("ligger kvar på datorn")


def buttons(hands: Any) -> list[Any]:
    from PySide6.QtWidgets import QPushButton

    return hands.visible(QPushButton)
