"""While a window has a register: which commands go on, and what do the others say? The window is another process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from children import dismiss, holder
from mottagning.system.lock import lock_file_of
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.context import Context
from workbooks import make

Run = Callable[..., Any]


@pytest.fixture
def backup(office: Context, tmp_path: Path) -> Path:
    """A backup from before."""
    back_up(office, tmp_path / "kopia")
    return tmp_path / "kopia"


@pytest.fixture
def held(backup: Path, register: Path) -> Iterator[Path]:
    """The register while another program has it open."""
    running = holder(register)
    yield register
    dismiss(running)


def test_what_changes_it_is_refused_with_who_has_it_and_the_rest_goes_on(
    run: Run, held: Path, tmp_path: Path, backup: Path
) -> None:
    book = make(tmp_path / "ny.xlsx", {"Personer": [["Ärende", "Efternamn"], ["ny", "Provlund"]]})
    before = held.read_bytes()
    for command in (
        ["import", book],
        ["close", "2024-09", "--out", tmp_path / "ut"],
        ["restore", backup],
    ):
        ended = run(*command, "--register", held)
        assert (ended.status, ended.out) == (3, ""), command
        assert ended.err.startswith("prov har registret öppet på datorn "), command
        assert "Inget har ändrats." in ended.err
    assert held.read_bytes() == before
    assert not (tmp_path / "ut").exists()
    for command in (
        ["check", "2024-09"],
        ["preview", "2024-09"],
        ["verify"],
        ["export", "--out", tmp_path / "allt.xlsx"],
        ["backup", "--out", tmp_path / "kopia 2"],
    ):
        assert run(*command, "--register", held).status == 0, command


def test_a_command_lets_go_of_the_register_whatever_comes_of_it(run: Run, register: Path, tmp_path: Path) -> None:
    book = make(tmp_path / "ny.xlsx", {"Personer": [["Ärende", "Efternamn"], ["", "Provlund"]]})
    assert run("import", book, "--register", register).status == 1
    assert run("close", "2024-09", "--out", tmp_path / "ut", "--register", register).status in {0, 1}
    assert not lock_file_of(register).exists()
