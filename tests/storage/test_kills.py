"""When the program is killed – at any moment – is a register whole, and can the work simply be done again?

A command runs in a process of its own and is killed: by itself at a moment that was counted in a run before (see
child_killed), or from outside after a part of the time that a whole run takes. Afterwards the register holds all or
nothing, it is sound, the same command succeeds with the same result, and nothing is left lying about.
"""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from children import Child, program, ready, start
from contents import Content, content_of
from e2e import krokom
from factories import CHEAP_UNASKED, PASSPHRASE, Clock, copy_register, month
from mottagning.cli import app
from mottagning.system import keyfile
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.registers import open_register
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.verifying import verify
from workbooks import read

CHILD = Path(__file__).with_name("child_killed.py")
STATEMENT, COMMIT = "statement", "commit"
MONTH = "2023-10"
TO_ITS_END = 0
POINTS = 100
"""So many moments of each command are chosen by chance in the long form, beside those that tell."""
DONE, REFUSED = 0, 1


@dataclass(frozen=True)
class Bench:
    """A folder with everything that a command touches: register, workbook, returns, temporary files."""

    folder: Path

    @property
    def register(self) -> Path:
        """The register, where there is one."""
        return self.folder / "krokom.mottagning"

    @property
    def workbook(self) -> Path:
        """What is imported."""
        return self.folder / "register.xlsx"

    @property
    def returns(self) -> Path:
        """Where returns are written."""
        return self.folder / "underlag"

    @property
    def temporary(self) -> Path:
        """What the machine gives for temporary files."""
        return self.folder / "temp"

    @property
    def backup(self) -> Path:
        """What is restored."""
        return self.folder / "kopia.mottagning-kopia"

    def content(self) -> Content:
        """What the register holds; nothing when there is none. It is sound."""
        if not self.register.exists():
            return {}
        ctx = open_register(self.register, PASSPHRASE, Clock())
        try:
            assert verify(ctx) == []
            return content_of(self.register, ctx.key)
        finally:
            ctx.db.close()

    def standing(self) -> set[str]:
        """Every file, but not what SQLite keeps beside an open register; without when they were kept."""
        names = (item.relative_to(self.folder).as_posix() for item in self.folder.rglob("*") if item.is_file())
        return {re.sub(r" \d{8}-\d{6}( \d+)?", " kept", one) for one in names if not one.endswith(("-wal", "-shm"))}

    def written(self) -> dict[str, dict[str, list[list[Any]]]]:
        """The cells of every workbook that the command wrote, but for the time of the closing."""
        files = sorted([*self.returns.glob("*.xlsx"), *self.folder.glob("* - avvisade.xlsx")])
        return {file.name: _timeless(read(file)) for file in files}


def _timeless(sheets: dict[str, list[list[Any]]]) -> dict[str, list[list[Any]]]:
    return {name: [row for row in rows if row[0] != "Stängt"] for name, rows in sheets.items()}


@dataclass(frozen=True)
class Work:
    """A command, the stage that it starts from, and how it is done again after a kill."""

    stage: str
    command: Callable[[Bench], Sequence[object]]
    again: Callable[[Bench], None]
    spread: int


def _run(*arguments: object) -> int:
    return app.main([str(one) for one in arguments])


def _import(bench: Bench) -> Sequence[object]:
    return "import", bench.workbook, "--accept-valid", "--register", bench.register


def _close(bench: Bench) -> Sequence[object]:
    return "close", MONTH, "--out", bench.returns, "--register", bench.register


def _returns(bench: Bench) -> Sequence[object]:
    return "returns", "--out", bench.returns, "--register", bench.register


def _restore(bench: Bench) -> Sequence[object]:
    return "restore", bench.backup, "--register", bench.register


def _import_again(bench: Bench) -> None:
    assert _run(*_import(bench)) == DONE


def _close_again(bench: Bench) -> None:
    """A month that was closed before the kill is closed: then only its files have to be written."""
    is_closed = bool(bench.content()["closing"])
    assert _run(*_close(bench)) == (REFUSED if is_closed else DONE)
    if is_closed:
        _returns_again(bench)


def _returns_again(bench: Bench) -> None:
    assert _run(*_returns(bench)) == DONE


def _restore_again(bench: Bench) -> None:
    assert _run(*_restore(bench)) == DONE


WORKS = {
    "import": Work("empty", _import, _import_again, 1),
    "import into a new register": Work("none", _import, _import_again, 1),
    "close": Work("moved in", _close, _close_again, 1),
    "returns": Work("closed", _returns, _returns_again, 1),
    "restore": Work("backed up", _restore, _restore_again, 1),
}


@pytest.fixture(scope="module")
def stages(_template: Context, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Gives the folder of a stage, made when it is first asked for: before there is a register (none), before the
    import (empty), before the closing (moved in), before its returns are written (closed), and with a backup of a
    former state (backed up)."""

    @cache
    def stage(name: str) -> Path:
        bench = Bench(tmp_path_factory.mktemp("stage"))
        bench.temporary.mkdir()
        _with_a_bad_row(krokom.register(bench.workbook))
        if name != "none":
            copy_register(_template.db.file, bench.register)
            _bring_to(name, bench)
        return bench.folder

    return stage


def _bring_to(stage: str, bench: Bench) -> None:
    ctx = open_register(bench.register, PASSPHRASE, Clock())
    if stage in {"moved in", "closed"}:
        import_workbook(ctx, bench.workbook, accept_valid=True)
    if stage == "backed up":
        back_up(ctx, bench.backup)
        import_workbook(ctx, bench.workbook, accept_valid=True)
    if stage == "closed":
        close_month(ctx, month(MONTH))
    ctx.db.close()


def _with_a_bad_row(file: Path) -> None:
    """So that the import has a workbook of rejected rows to write, with a name in it."""
    book = load_workbook(file)
    book["Personer"].append(["P99", "Provdal", "Avvisad", "2019-13-13"])
    book.save(file)


@dataclass
class Whole:
    """What a run that is let go to its end does."""

    before: Content
    after: Content
    standing: set[str]
    written: dict[str, Any]
    moments: list[str]
    seconds: float


@dataclass
class Range:
    """Where a command is run over and over, each time from the same start."""

    work: Work
    stage: Path
    folder: Path
    patch: pytest.MonkeyPatch
    known: dict[str, Whole]

    def bench(self) -> Bench:
        """The start, in a folder that was not there before."""
        folder = Path(tempfile.mkdtemp(dir=self.folder))
        shutil.copytree(self.stage, folder, dirs_exist_ok=True)
        bench = Bench(folder)
        for name in ("TMPDIR", "TEMP", "TMP"):
            self.patch.setenv(name, str(bench.temporary))
        self.patch.setattr(tempfile, "tempdir", str(bench.temporary))
        self.patch.setenv("MOTTAGNING_PASSPHRASE", PASSPHRASE)
        return bench

    def child(self, bench: Bench, moment: int) -> Child:
        """The command in a process of its own that dies at `moment`."""
        return start(str(CHILD), str(bench.folder), str(moment), *map(str, self.work.command(bench)))

    def whole(self) -> Whole:
        """Run the command to its end, the first time that this is asked for."""
        if self.work.stage not in self.known:
            self.known[self.work.stage] = self._let_go()
        return self.known[self.work.stage]

    def _let_go(self) -> Whole:
        bench = self.bench()
        before = bench.content()
        ready()
        begun = time.perf_counter()
        child = self.child(bench, TO_ITS_END)
        out, err = child.communicate()
        seconds = time.perf_counter() - begun
        assert child.returncode == DONE, err
        moments = json.loads(out.splitlines()[-1])
        return Whole(before, bench.content(), bench.standing(), bench.written(), moments, seconds)

    def killed_at(self, moment: int, whole: Whole) -> None:
        """Let the command die at a moment, and see that nothing came of it that cannot stand."""
        bench = self.bench()
        child = self.child(bench, moment)
        child.communicate()
        assert child.returncode not in {DONE, REFUSED, 2, 3, 70}
        self.judge(bench, whole)

    def killed_after(self, seconds: float, whole: Whole) -> bool:
        """Kill the program after a while; whether it was killed before its end."""
        bench = self.bench()
        child = program(*self.work.command(bench))
        try:
            child.communicate(timeout=seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            self.judge(bench, whole)
            return True
        return False

    def judge(self, bench: Bench, whole: Whole) -> None:
        """All or nothing; what stands is whole; done again, all is as if nothing had happened."""
        _assert_all_or_nothing(bench.content(), whole)
        for name, cells in bench.written().items():
            assert cells == whole.written[name]
        assert list(bench.temporary.iterdir()) == []
        self.work.again(bench)
        assert bench.content() == whole.after
        assert bench.written() == whole.written
        assert bench.standing() == whole.standing


def _assert_all_or_nothing(content: Content, whole: Whole) -> None:
    if content != whole.before:
        different = [table for table, rows in content.items() if rows != whole.after.get(table)]
        assert different == [], f"neither what was before nor {[whole.after.get(table) for table in different]}"


@pytest.fixture(scope="module")
def known() -> dict[str, Whole]:
    """What the whole run of each command does."""
    return {}


@pytest.fixture(params=WORKS)
def killing(
    request: pytest.FixtureRequest,
    stages: Callable[[str], Path],
    known: dict[str, Whole],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Range:
    """One command after the other."""
    monkeypatch.setattr(keyfile.Cost.__init__, "__defaults__", CHEAP_UNASKED)
    work = WORKS[request.param]
    return Range(work, stages(work.stage), tmp_path, monkeypatch, known)


def _telling(moments: Sequence[str]) -> list[int]:
    """The moments between which something differs: all but statements, and the middle of each run of statements."""
    found, run = [], 0
    for place, what in enumerate([*moments, "the end"], start=1):
        if what == STATEMENT:
            run += 1
            continue
        if run:
            found.append(place - (run + 1) // 2)
        run = 0
        if place <= len(moments):
            found.append(place)
    return found


def _few(moments: Sequence[str], spread: int) -> list[int]:
    """After the last commits, for there it shows what should not have been one; and some evenly between."""
    telling = _telling(moments)
    commits = [place for place in telling if moments[place - 1] == COMMIT]
    between = [telling[len(telling) * step // (spread + 1)] for step in range(1, spread + 1)]
    return sorted({*commits[-2:], *between})


def test_killed_at_a_few_moments(killing: Range) -> None:
    whole = killing.whole()
    for moment in _few(whole.moments, killing.work.spread):
        killing.killed_at(moment, whole)


@pytest.mark.slow
def test_killed_at_every_telling_moment_and_many_others(killing: Range) -> None:
    whole = killing.whole()
    seed = int(os.environ.get("SEED", "0")) or random.SystemRandom().randrange(1, 1_000_000)
    chance = random.Random(f"{seed} {killing.work.stage}")
    every = range(1, len(whole.moments) + 1)
    moments = sorted({*_telling(whole.moments), *chance.sample(every, min(POINTS, len(every)))})
    print(f"\n{killing.work.stage}: {len(moments)} of {len(every)} moments, SEED={seed}")
    for moment in moments:
        killing.killed_at(moment, whole)


@pytest.mark.parametrize("killing", ["import into a new register", "close"], indirect=True)
def test_killed_from_outside(killing: Range) -> None:
    whole = killing.whole()
    assert any(killing.killed_after(whole.seconds * part, whole) for part in (0.6, 0.3, 0.1))


@pytest.mark.slow
def test_killed_from_outside_after_longer_and_longer_whiles(killing: Range) -> None:
    whole = killing.whole()
    killed = [killing.killed_after(whole.seconds * step / 40, whole) for step in range(4, 44)]
    assert sum(killed) > len(killed) / 2
