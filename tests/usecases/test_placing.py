"""Does a register take its place whole, and is what lay there neither lost nor written into it?"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from factories import CHEAP, PASSPHRASE, Clock, copy_register, person
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage.engine import connect, keep_journal
from mottagning.storage.leftover import foreign_journals, has_journal
from mottagning.system import keyfile
from mottagning.system.paths import key_file_of
from mottagning.usecases import people
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.admin.registers import create_register, open_register
from mottagning.usecases.admin.restoring import restore
from mottagning.usecases.context import Context
from steps import known

JOURNALS = ("-wal", "-journal")


def _crashed(ctx: Context, folder: Path) -> Path:
    """The register of `ctx` as a power cut would leave it: with its last change in the journal beside it."""
    folder.mkdir()
    file = copy_register(ctx.db.file, folder / "kraschat.mottagning")
    with ctx.writing() as uow:
        uow.people.add(person(given_name="Sist", family_name="Inskriven"))
        uow.commit()
    for journal in JOURNALS:
        if (left := Path(f"{ctx.db.file}{journal}")).exists():
            shutil.copy(left, f"{file}{journal}")
    return file


def _crashed_in_network(ctx: Context, folder: Path) -> Path:
    """The same where the register keeps a rollback journal: in the middle of a change, half of it in the file."""
    ctx.db.close()
    keep_journal(ctx.db.file, ctx.key, in_network=True)
    folder.mkdir()
    file = folder / "kraschat.mottagning"
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        connection.execute("PRAGMA cache_spill = ON")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE service SET name = name || ' ' || hex(zeroblob(2000))")
        copy_register(ctx.db.file, file)
        shutil.copy(f"{ctx.db.file}-journal", f"{file}-journal")
        connection.execute("ROLLBACK")
    return file


def _opened_names(file: Path, clock: Clock) -> list[str]:
    opened = open_register(file, PASSPHRASE, clock)
    with closing(opened.db):
        return [line.name for line in people.list_people(opened)]


def _code(act: Callable[[], object]) -> TroubleCode:
    with pytest.raises(Trouble) as caught:
        act()
    return caught.value.code


def _files(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.iterdir() if one.is_file()}


def _other(tmp_path: Path, clock: Clock) -> Path:
    made = create_register(tmp_path / "annat" / "annat.mottagning", PASSPHRASE, "Kim", clock, cost=CHEAP)
    made.ctx.db.close()
    return made.ctx.db.file


# what a crash left


def test_what_a_crash_left_of_the_register_itself_is_taken_in(office: Context, tmp_path: Path, clock: Clock) -> None:
    file = _crashed(office, tmp_path / "här")
    assert "Sist Inskriven" in _opened_names(file, clock)


def test_a_change_that_a_crash_cut_off_on_a_network_folder_is_taken_back(
    ctx: Context, tmp_path: Path, clock: Clock
) -> None:
    file = _crashed_in_network(ctx, tmp_path / "här")
    assert foreign_journals(file, ctx.key) == []
    assert _opened_names(file, clock) == []


@pytest.mark.parametrize("crashed", [_crashed, _crashed_in_network])
def test_what_another_register_left_is_set_aside_and_told_once(
    office: Context, tmp_path: Path, clock: Clock, crashed: Callable[[Context, Path], Path]
) -> None:
    other, folder = _other(tmp_path, clock), tmp_path / "här"
    file = crashed(office, folder)
    shutil.copy(other, file)
    shutil.copy(key_file_of(other), key_file_of(file))
    left = sorted(one.read_bytes() for one in folder.iterdir() if one.name.endswith(JOURNALS))
    assert _code(lambda: open_register(file, PASSPHRASE, clock)) is TroubleCode.JOURNAL_FOREIGN
    assert file.read_bytes() == other.read_bytes()
    assert sorted(one.read_bytes() for one in folder.iterdir() if one.name.endswith(JOURNALS)) == left
    assert _opened_names(file, clock) == []


def test_an_older_copy_put_in_place_of_a_register_that_crashed_is_not_mixed_with_it(
    office: Context, tmp_path: Path, clock: Clock
) -> None:
    office.db.close()
    older = copy_register(office.db.file, tmp_path / "äldre.mottagning")
    for number in range(200):
        with office.writing() as uow:
            uow.people.add(person(given_name="Ny", family_name=f"Person{number}"))
            uow.commit()
    with closing(connect(office.db.file, office.key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(RESTART)").fetchone()
    file = _crashed(office, tmp_path / "här")
    shutil.copy(older, file)
    assert _code(lambda: open_register(file, PASSPHRASE, clock)) is TroubleCode.JOURNAL_FOREIGN
    assert file.read_bytes() == older.read_bytes()
    assert not any("Person" in name for name in _opened_names(file, clock))


def test_what_a_register_that_is_open_has_beside_it_is_left_alone(office: Context, clock: Clock) -> None:
    known(office, "2024-0001", phone="070-000 00 01")
    journal = Path(f"{office.db.file}-wal")
    before = journal.read_bytes()
    assert before
    assert foreign_journals(office.db.file, office.key) == []
    assert journal.read_bytes() == before


# a new register where something lies


def test_a_new_register_takes_in_nothing_of_one_whose_file_is_gone(
    office: Context, tmp_path: Path, clock: Clock
) -> None:
    file = _crashed(office, tmp_path / "här")
    keys = key_file_of(file).read_bytes()
    left = Path(f"{file}-wal").read_bytes()
    file.unlink()
    create_register(file, PASSPHRASE, "Kim", clock, cost=CHEAP).ctx.db.close()
    kept = _files(file.parent)
    assert [data for name, data in kept.items() if name.endswith(".nyckel") and name != key_file_of(file).name] == [
        keys
    ]
    assert [data for name, data in kept.items() if name.endswith("-wal")] == [left]
    assert _opened_names(file, clock) == []


# a step that fails


def _fail(*_arguments: object, **_named: object) -> Any:
    raise OSError(28, "No space left on device")


@pytest.mark.parametrize("links", [True, False])
@pytest.mark.parametrize("step", ["copy", "key", "name"])
def test_when_a_step_fails_all_is_as_it_was(
    office: Context, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, step: str, links: bool
) -> None:
    copy = tmp_path / "kopior" / "en.mottagning-kopia"
    back_up(office, copy)
    file = _crashed(office, tmp_path / "här")
    before = _files(file.parent)
    with monkeypatch.context() as patch:
        if not links:
            patch.setattr(os, "link", _fail)
        if step == "copy":
            patch.setattr(os, "link", _fail)
            patch.setattr(shutil, "copy2", _fail)
        if step == "key":
            patch.setattr(keyfile, "write", _fail)
        if step == "name":
            plain = Path.replace

            def replace(one: Path, target: Path) -> Path:
                return _fail() if Path(target) == file and one.name.endswith(".ny") else plain(one, target)

            patch.setattr(Path, "replace", replace)
        assert _code(lambda: restore(copy, file, PASSPHRASE, clock)) is TroubleCode.DISK_FULL
    assert _files(file.parent) == before
    assert "Sist Inskriven" in _opened_names(file, clock)


@pytest.mark.parametrize("links", [True, False])
def test_what_is_restored_over_is_kept_whole(
    office: Context, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    copy = tmp_path / "kopior" / "en.mottagning-kopia"
    back_up(office, copy)
    file = _crashed(office, tmp_path / "här")
    if not links:
        monkeypatch.setattr(os, "link", _fail)
    restored = restore(copy, file, PASSPHRASE, clock)
    with closing(restored.db):
        assert "Sist Inskriven" not in [line.name for line in people.list_people(restored)]
    (aside,) = (one for one in file.parent.glob("*.mottagning") if one != file)
    assert "Sist Inskriven" in _opened_names(aside, clock)


def test_a_restored_register_is_open_even_where_that_cannot_be_noted(
    office: Context, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "kopior" / "en.mottagning-kopia"
    back_up(office, copy)

    def full(*_arguments: object) -> None:
        raise Trouble(TroubleCode.DISK_FULL)

    monkeypatch.setattr("mottagning.storage.unit_of_work.UnitOfWork.note_backup", full)
    restored = restore(copy, tmp_path / "åter.mottagning", PASSPHRASE, clock)
    with closing(restored.db):
        assert people.list_people(restored)


def test_a_journal_that_another_program_takes_away_meanwhile_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Path, "exists", lambda _path: True)  # it was there a moment ago
    assert not has_journal(tmp_path / "prov.mottagning")
