"""Do two programs at one register keep out of each other's way for as long as both go on?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from children import start, surroundings
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people
from mottagning.usecases.returns.verifying import verify

CHILD = Path(__file__).parent / "child_writes.py"
WORDS = ("ETT", "TVA")


def both_write(ctx: Context, tmp_path: Path, seconds: int) -> dict[str, list[str]]:
    """What each of two programs said while they worked at the register of `ctx`."""
    ctx.db.close()
    running = {
        word: start(
            str(CHILD),
            *(str(ctx.db.file), word, str(seconds)),
            environment={**surroundings(), "MOTTAGNING_HOME": str(tmp_path / word)},
        )
        for word in WORDS
    }
    said: dict[str, list[str]] = {}
    for word, child in running.items():
        out, complaints = child.communicate()
        assert child.returncode == 0, complaints
        said[word] = out.splitlines()
    return said


def tried(ctx: Context, another: Context, tmp_path: Path, seconds: int) -> dict[str, int]:
    """Let both work, and compare what they said with what the register holds; gives how often each thing was said."""
    said = both_write(ctx, tmp_path, seconds)
    confirmed = {line.split()[1] for lines in said.values() for line in lines if line.startswith("saved")}
    held = {one.case_number for one in list_people(another)}
    assert held == confirmed, held ^ confirmed
    assert verify(another) == []
    kinds = [line.split()[0] for lines in said.values() for line in lines]
    return {kind: kinds.count(kind) for kind in ("saved", "held", "busy")}


def test_two_programs_lose_nothing_for_some_seconds(
    ctx: Context, another: Callable[[], Context], tmp_path: Path
) -> None:
    found = tried(ctx, another(), tmp_path, 2)
    assert found["saved"] > 0


@pytest.mark.slow
def test_two_programs_lose_nothing_for_ten_minutes(
    ctx: Context, another: Callable[[], Context], tmp_path: Path
) -> None:
    found = tried(ctx, another(), tmp_path, 600)
    print(found)
    assert found["saved"] > 100
    assert found["held"] > 10
