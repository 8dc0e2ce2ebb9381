"""When the disk is full: is it said so, and is nothing lost?"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from children import surroundings
from factories import month, person
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.system.preferences import Preferences
from mottagning.usecases import people
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.verifying import verify

IN_A_SMALL_DISK = 'mount -t tmpfs -o size=6m tmpfs "$1" && exec "$2" "$3" "$1"'
CHILD = Path(__file__).with_name("child_full_disk.py")


OWN_MOUNTS = ["unshare", "--user", "--map-root-user", "--mount", "sh", "-c"]


def _on_a_small_disk(mount: Path) -> subprocess.CompletedProcess[str]:
    """Run the child in a disk of 6 MB that only it sees; ordinary users may, where the system allows it."""
    command = [*OWN_MOUNTS, IN_A_SMALL_DISK, "sh", str(mount), sys.executable, str(CHILD)]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=surroundings())


def _may_mount() -> bool:
    try:
        tried = subprocess.run([*OWN_MOUNTS, "mount -t tmpfs tmpfs /tmp"], check=False, capture_output=True)
        return tried.returncode == 0
    except FileNotFoundError:
        return False


@pytest.mark.skipif(not _may_mount(), reason="this system lets nobody mount a disk of her own")
def test_on_a_disk_that_is_really_full_everything_is_told_and_nothing_lost(tmp_path: Path) -> None:
    ended = _on_a_small_disk(tmp_path)
    assert ended.returncode == 0, ended.stderr
    found = json.loads(ended.stdout)
    full = dict.fromkeys(("open", "write", "back up", "make", "restore"), "disk_full")
    assert found["said"] == {"full": full, "nearly full": {**full, "open": "done"}}
    assert found["left behind"] == []
    assert found["kept"]
    assert found["whole"]
    assert found["findings"] == []


def _no_more_pages(ctx: Context) -> None:
    """The database may not grow: what the engine says when the disk has no room."""
    with ctx.writing() as uow:
        pages = uow._connection.execute(text("PRAGMA page_count")).scalar()
        uow._connection.execute(text(f"PRAGMA max_page_count = {pages}"))


def _close_many(ctx: Context) -> None:
    for number in range(12):
        close_month(ctx, month("2024-09").plus(number), early=True)


def test_a_closing_that_finds_no_room_closes_nothing(office: Context) -> None:
    people.list_people(office)
    with office.writing() as uow:
        uow.people.add_many([person() for _ in range(40)])  # fills what room the last page has
        uow.commit()
    _no_more_pages(office)
    with pytest.raises(Trouble) as caught:
        _close_many(office)
    assert caught.value.code is TroubleCode.DISK_FULL
    with office.reading() as reader:
        closed = [record.month for record in reader.ledger.closings()]
        assert len(closed) < 6
        assert {one.month for one in reader.ledger.returns()} == set(closed)
    assert verify(office) == []
    office.db.close()  # and once there is room again, it goes on where it stopped
    following = closed[-1].plus(1) if closed else month("2024-09")
    close_month(office, following, early=True)
    assert verify(office) == []


def test_a_backup_that_finds_no_room_leaves_that_of_yesterday(
    office: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "kopior" / "kopia"
    back_up(office, target)
    yesterday = target.read_bytes()
    target.with_name("kopia.ny").symlink_to("/dev/full")
    with pytest.raises(Trouble) as caught:
        back_up(office, target)
    assert caught.value.code is TroubleCode.DISK_FULL
    assert target.read_bytes() == yesterday


def test_what_the_window_remembers_is_lost_without_a_word(tmp_path: Path) -> None:
    (tmp_path / "settings.ny").symlink_to("/dev/full")
    kept = Preferences(tmp_path / "settings.json")
    kept.put("last", "prov.mottagning")
    assert kept.get("last") == "prov.mottagning"
    assert Preferences(tmp_path / "settings.json").get("last") == ""
