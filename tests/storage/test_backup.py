"""Is a backup whole, does it open again, and is a broken one known before anything is lost?"""

from __future__ import annotations

import hashlib
import json
import os
import signal
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from children import start
from factories import CHEAP, PASSPHRASE, Clock, month, person
from mottagning.domain.backup_rules import Reason
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage import backup
from mottagning.storage.engine import connect
from mottagning.system.clock import stored
from mottagning.system.paths import key_file_of
from mottagning.usecases import people
from mottagning.usecases.admin.backup_files import known_backups
from mottagning.usecases.admin.backups import back_up, keep_up, last_backup
from mottagning.usecases.admin.registers import create_register, open_register
from mottagning.usecases.admin.restoring import restore
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import list_returns
from mottagning.usecases.returns.verifying import verify

LABEL = backup.Label(stored(Clock().now), Reason.ASKED)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    """Where the backup goes: a folder that is not there yet."""
    return tmp_path / "kopior" / "mars.mottagning-kopia"


def _names(ctx: Context) -> list[str]:
    return [line.name for line in people.list_people(ctx)]


def _left(folder: Path) -> set[str]:
    return {item.name for item in folder.iterdir()}


def test_a_backup_holds_as_many_rows_of_everything_as_the_register(office: Context, target: Path) -> None:
    close_month(office, month("2024-09"))
    held = back_up(office, target)
    assert held["person"] == 4
    assert held["booking"] == 4
    assert held["ledger_row"] == 3  # B1 and B4, and B3 in the protected return
    assert _left(target.parent) == {target.name}


def test_a_backup_opens_elsewhere_with_everything(office: Context, target: Path, tmp_path: Path, clock: Clock) -> None:
    close_month(office, month("2024-09"))
    back_up(office, target)
    elsewhere = restore(target, tmp_path / "annan dator" / "åter.mottagning", PASSPHRASE, clock)
    assert _names(elsewhere) == _names(office)
    assert list_returns(elsewhere) == list_returns(office)
    assert verify(elsewhere) == []
    assert elsewhere.user == office.user
    elsewhere.db.close()
    assert _left(tmp_path / "annan dator") == {"åter.mottagning", "åter.mottagning.nyckel"}


def test_the_register_remembers_its_last_backup(office: Context, target: Path, clock: Clock) -> None:
    assert last_backup(office) is None
    back_up(office, target)
    assert last_backup(office) == clock.now
    clock.tick(days=2)
    back_up(office, target)
    assert last_backup(office) == clock.now


def test_a_backup_is_made_while_another_program_writes(
    office: Context, another: Callable[[], Context], target: Path, clock: Clock, tmp_path: Path
) -> None:
    with another().writing() as uow:
        uow.people.add(person())
        backup.write(office.db.file, office.key, office.key_text, target, LABEL)
    elsewhere = restore(target, tmp_path / "åter.mottagning", PASSPHRASE, clock)
    assert len(_names(elsewhere)) == 4
    elsewhere.db.close()


def test_a_backup_is_sealed_and_says_what_is_in_it(office: Context, target: Path) -> None:
    back_up(office, target)
    with zipfile.ZipFile(target) as archive:
        assert set(archive.namelist()) == {"register.mottagning", "register.nyckel", "manifest.json"}
        assert json.loads(archive.read("manifest.json"))["format"] == 1
        head = archive.read("register.mottagning")[:16]
    assert head != b"SQLite format 3\0"
    assert backup.key_text(target) == office.key_text


# what is broken


def _damaged(whole: bytes) -> dict[str, bytes]:
    """The archive with a byte changed at many places, cut off, and emptied."""
    places = [len(whole) * part // 23 for part in range(1, 23)]
    flipped = {f"byte {place}": whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :] for place in places}
    return {
        **flipped,
        "half": whole[: len(whole) // 2],
        "nothing": b"",
        "text": b"ingen kopia",
        "register": b"\1" * 8192,
    }


def test_no_broken_backup_is_restored_and_nothing_is_changed(office: Context, target: Path, clock: Clock) -> None:
    back_up(office, target)
    office.db.close()
    before = {item.name: item.read_bytes() for item in office.db.file.parent.glob("prov*")}
    for name, content in _damaged(target.read_bytes()).items():
        target.write_bytes(content)
        with pytest.raises(Trouble) as caught:
            restore(target, office.db.file, PASSPHRASE, clock)
        assert caught.value.code is TroubleCode.BACKUP_BROKEN, name
        assert {item.name: item.read_bytes() for item in office.db.file.parent.glob("prov*")} == before, name


@pytest.mark.parametrize("missing", ["register.mottagning", "register.nyckel", "manifest.json"])
def test_an_archive_that_lacks_a_part_is_no_backup(office: Context, target: Path, clock: Clock, missing: str) -> None:
    back_up(office, target)
    other = target.with_name("annan.zip")
    with zipfile.ZipFile(target) as whole, zipfile.ZipFile(other, "w") as part:
        for name in whole.namelist():
            if name != missing:
                part.writestr(name, whole.read(name))
    with pytest.raises(Trouble) as caught:
        restore(other, office.db.file, PASSPHRASE, clock)
    assert caught.value.code is TroubleCode.BACKUP_BROKEN


@pytest.mark.parametrize("part", ["register.mottagning", "register.nyckel"])
def test_an_archive_with_a_part_of_another_backup_is_no_backup(
    office: Context, target: Path, clock: Clock, tmp_path: Path, part: str
) -> None:
    back_up(office, target)
    made = create_register(tmp_path / "annat.mottagning", PASSPHRASE, "Kim", clock, cost=CHEAP)
    back_up(made.ctx, target.with_name("annan"))
    made.ctx.db.close()
    with zipfile.ZipFile(target) as own, zipfile.ZipFile(target.with_name("annan")) as other:
        parts = {name: (other if name == part else own).read(name) for name in own.namelist()}
    _pack(target, parts)
    with pytest.raises(Trouble) as caught:
        restore(target, office.db.file, PASSPHRASE, clock)
    assert caught.value.code is TroubleCode.BACKUP_BROKEN


def _pack(target: Path, parts: dict[str, bytes]) -> None:
    with zipfile.ZipFile(target, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def test_a_register_that_was_damaged_before_it_was_packed_is_not_put_in_place(
    office: Context, target: Path, clock: Clock
) -> None:
    back_up(office, target)
    office.db.close()
    before = office.db.file.read_bytes()
    with zipfile.ZipFile(target) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    spoilt = bytearray(parts["register.mottagning"])
    spoilt[-4096:] = b"\x55" * 4096
    name = hashlib.sha256(spoilt).hexdigest()
    manifest = {**json.loads(parts["manifest.json"]), "register.mottagning": name}
    _pack(target, {**parts, "register.mottagning": bytes(spoilt), "manifest.json": json.dumps(manifest).encode()})
    with pytest.raises(Trouble) as caught:
        restore(target, office.db.file, PASSPHRASE, clock)
    assert caught.value.code is TroubleCode.REGISTER_DAMAGED
    assert office.db.file.read_bytes() == before


def test_a_backup_that_is_not_there_is_told(tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(Trouble) as caught:
        restore(tmp_path / "finns inte", tmp_path / "ny.mottagning", PASSPHRASE, clock)
    assert caught.value.code is TroubleCode.REGISTER_MISSING


@pytest.mark.parametrize("is_sealed", [True, False])
def test_what_was_packed_without_all_rows_is_never_called_a_backup(
    office: Context, target: Path, monkeypatch: pytest.MonkeyPatch, is_sealed: bool
) -> None:
    """The disk wrote something else than it was given; the backup of yesterday stays."""
    back_up(office, target)
    yesterday = target.read_bytes()
    packing, fingerprint_of = backup._pack, backup._fingerprint

    def losing(copied: Path, keys: str, fingerprint: str, label: backup.Label, to: Path) -> None:
        thinner = copied.with_name("thinner")
        backup.copy(copied, office.key, thinner)
        with closing(connect(thinner, office.key)) as connection:
            connection.execute("DELETE FROM person_term")
        packing(thinner, keys, fingerprint_of(thinner) if is_sealed else fingerprint, label, to)

    monkeypatch.setattr(backup, "_pack", losing)
    with pytest.raises(Trouble) as caught:
        back_up(office, target)
    assert caught.value.code is TroubleCode.BACKUP_BROKEN
    assert target.read_bytes() == yesterday


def test_a_damaged_register_is_not_backed_up_as_if_whole(office: Context, target: Path) -> None:
    office.db.close()
    whole = office.db.file.read_bytes()
    for page in range(2, len(whole) // 4096, 9):
        damaged = whole[: page * 4096] + b"\x55" * 4096 + whole[(page + 1) * 4096 :]
        office.db.file.write_bytes(damaged)
        with pytest.raises(Trouble):
            back_up(office, target)
        office.db.close()
        assert not target.exists()
    office.db.file.write_bytes(whole)


KILLED = """
import os, signal, sys
from pathlib import Path
from factories import PASSPHRASE, Clock
from mottagning.domain.backup_rules import Reason
from mottagning.storage import backup
from mottagning.usecases.admin.backups import keep_up
from mottagning.usecases.admin.registers import open_register

act = getattr(backup, sys.argv[2])

def killed(*given):
    if sys.argv[3] == "after":
        act(*given)
    os.kill(os.getpid(), signal.SIGKILL)

setattr(backup, sys.argv[2], killed)
keep_up(open_register(Path(sys.argv[1]), PASSPHRASE, Clock()), Reason.LEFT)
"""


@pytest.mark.parametrize(("act", "when"), [("copy", "after"), ("_pack", "before"), ("_pack", "after")])
def test_a_program_killed_while_it_packs_leaves_nothing_that_is_taken_for_a_backup(
    office: Context, home: Path, act: str, when: str
) -> None:
    office.db.close()
    child = start("-c", KILLED, str(office.db.file), act, when)
    _, err = child.communicate()
    assert child.returncode == -signal.SIGKILL, err
    again = open_register(office.db.file, PASSPHRASE, Clock())
    assert again.backups is not None
    left = list(again.backups.iterdir())
    assert left, "it was killed in the middle of it"
    assert known_backups() == []
    for one in left:
        os.utime(one, (1, 1))  # some time has passed
    keep_up(again, Reason.LEFT)
    assert [item.name for item in again.backups.iterdir()] == ["20250303-090000 left.mottagning-kopia"]
    assert again.backups.parent == home / "Backup"
    again.db.close()


def test_the_copy_is_compared_with_what_the_register_held_in_the_same_moment(
    office: Context, another: Callable[[], Context], target: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody saves between the counting and the copying: counted and copied is the state before."""
    other, counting = another(), backup._content

    def slowly(connection: Any) -> backup.Content:
        held = counting(connection)
        people.save_person(other, None, person(given_name="Ny", family_name="Kommen"))
        return held

    monkeypatch.setattr(backup, "_content", slowly)
    assert back_up(office, target)["person"] == 4


@pytest.mark.parametrize(
    "statement", ["DELETE FROM person_term", "UPDATE setting SET value = '99' WHERE key = 'changes'"]
)
def test_a_copy_that_is_another_than_the_register_is_no_backup(
    office: Context, target: Path, monkeypatch: pytest.MonkeyPatch, statement: str
) -> None:
    copying = backup.copy

    def losing(file: Path, key: bytes, to: Path) -> backup.Content:
        held = copying(file, key, to)
        with closing(connect(to, key)) as connection:
            connection.execute(statement)
        return held

    monkeypatch.setattr(backup, "copy", losing)
    with pytest.raises(Trouble) as caught:
        back_up(office, target)
    assert caught.value.code is TroubleCode.BACKUP_BROKEN
    assert list(target.parent.iterdir()) == []


# restoring over something


def test_the_register_that_lies_there_is_kept_aside(office: Context, target: Path, clock: Clock) -> None:
    back_up(office, target)
    people.save_person(office, None, person(case_number="2025-0001", given_name="Ny", family_name="Kommen"))
    office.db.close()
    restored = restore(target, office.db.file, PASSPHRASE, clock)
    assert "Ny Kommen" not in _names(restored)
    restored.db.close()
    aside = office.db.file.with_name("prov 20250303-090000.mottagning")
    kept = open_register(aside, PASSPHRASE, clock)
    assert "Ny Kommen" in _names(kept)
    kept.db.close()


def test_what_was_just_written_is_kept_aside_too(office: Context, target: Path, clock: Clock) -> None:
    """The register is still open, so its last changes stand in the log beside it."""
    back_up(office, target)
    people.save_person(office, None, person(case_number="2025-0001", given_name="Ny", family_name="Kommen"))
    assert office.db.file.with_name(office.db.file.name + "-wal").exists()
    restore(target, office.db.file, PASSPHRASE, clock).db.close()
    kept = open_register(office.db.file.with_name("prov 20250303-090000.mottagning"), PASSPHRASE, clock)
    assert "Ny Kommen" in _names(kept)
    kept.db.close()


def test_restoring_twice_in_a_second_keeps_both(office: Context, target: Path, clock: Clock) -> None:
    back_up(office, target)
    people.save_person(office, None, person(given_name="Ny", family_name="Kommen"))
    office.db.close()
    for _ in range(2):
        restore(target, office.db.file, PASSPHRASE, clock).db.close()
    kept = [open_register(file, PASSPHRASE, clock) for file in office.db.file.parent.glob("prov *.mottagning")]
    assert sorted(len(_names(one)) for one in kept) == [4, 5]
    for one in kept:
        one.db.close()


def test_a_wrong_passphrase_restores_nothing(office: Context, target: Path, clock: Clock) -> None:
    back_up(office, target)
    office.db.close()
    before = _left(office.db.file.parent) | {"home"}  # how often somebody was wrong is kept there
    with pytest.raises(Trouble) as caught:
        restore(target, office.db.file, "fel lösenfras", clock)
    assert caught.value.code is TroubleCode.WRONG_PASSPHRASE
    assert _left(office.db.file.parent) == before


def test_a_newer_backup_restores_nothing(office: Context, target: Path, clock: Clock) -> None:
    with closing(connect(office.db.file, office.key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    backup.write(office.db.file, office.key, office.key_text, target, LABEL)
    with closing(connect(office.db.file, office.key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '0001'")
    office.db.close()
    before = _left(office.db.file.parent)
    with pytest.raises(Trouble) as caught:
        restore(target, office.db.file, PASSPHRASE, clock)
    assert caught.value.code is TroubleCode.REGISTER_NEWER
    assert _left(office.db.file.parent) == before
    assert len(_names(office)) == 4


def test_a_backup_of_another_register_brings_its_own_keys(
    office: Context, target: Path, tmp_path: Path, clock: Clock
) -> None:
    made = create_register(tmp_path / "annat.mottagning", "en annan lösenfras", "Kim", clock, cost=CHEAP)
    back_up(made.ctx, target)
    made.ctx.db.close()
    office.db.close()
    restored = restore(target, office.db.file, "en annan lösenfras", clock)
    assert restored.user.name == "Kim"
    restored.db.close()
    kept = open_register(office.db.file.with_name("prov 20250303-090000.mottagning"), PASSPHRASE, clock)
    assert kept.user.name == "prov"
    kept.db.close()
    assert key_file_of(office.db.file).read_text(encoding="utf-8") == made.ctx.key_text
