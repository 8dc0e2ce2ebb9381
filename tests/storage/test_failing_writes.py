"""When any one write fails – a full disk, a broken one – is it said in a sentence, and is the register all or nothing?

The works and the disk that fails on demand are in child_failing; here stands what may come of a try.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from children import surroundings
from e2e import krokom
from factories import CHEAP, PASSPHRASE, Clock
from faults import PRELOADED, is_installed
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage.database import Database
from mottagning.usecases.admin.moving_in import import_into_new

CHILD = Path(__file__).with_name("child_failing.py")
WORKS = (
    "open",
    "make",
    "move in",
    "restore",
    "save",
    "import",
    "close",
    "write returns",
    "export",
    "back up",
    "add a user",
    "take in",
    "merge",
)
FEW, MANY = 1, 25
"""How many different writes fail, for each work and way."""
SAID = {"done", "disk_full", "disk_fails", "file_unwritable", "not_backed_up"}
"""What may be said of a write that fails, in the work or in the backup before it; an error of the program is there word
for word and is none of these."""

pytestmark = pytest.mark.skipif(not is_installed(), reason="libfiu, which lets writes fail, is for Linux")


def _tried(folder: Path, tries: int, ways: str, *works: str) -> dict[str, dict[str, Any]]:
    folder.mkdir()
    command = [sys.executable, str(CHILD), str(folder), str(tries), ways, *works]
    environment = {**surroundings(), "LD_PRELOAD": str(PRELOADED)}
    ended = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=environment)
    assert ended.returncode == 0, ended.stderr
    found: dict[str, dict[str, Any]] = json.loads(ended.stdout)
    return {f"{work}: {which}": one for work, tries in found.items() for which, one in tries.items()}


def _judge(tried: dict[str, dict[str, Any]]) -> None:
    wrong = {which: one for which, one in tried.items() if not _may_come(one)}
    assert wrong == {}


def _may_come(one: dict[str, Any]) -> bool:
    """All or nothing; what was said to be done is done; the same work then does it; nothing is broken or left over."""
    if one["said"] not in SAID:
        return False
    kept = {"after", "the same"} if one["said"] == "done" else {"before", "after", "the same", "set aside"}
    is_whole = not (one["findings"] or one["left"] or one["broken"])
    return one["held"] in kept and one["again"] == "done" and one["then"] in {"after", "the same"} and is_whole


def test_a_write_that_fails_is_told_and_loses_nothing(tmp_path: Path) -> None:
    tried = _tried(tmp_path / "few", FEW, "full once,full", "save", "import", "write returns")
    _judge(tried)
    assert {one["said"] for one in tried.values()} == {"disk_full", "disk_fails", "not_backed_up"}


def test_a_register_whose_log_could_not_be_put_into_it_is_not_moved_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The database says nothing when that fails at closing: here it is never closed."""
    left_open: list[Database] = []
    close = Database.close

    def leave_open(database: Database) -> None:
        left_open.append(database)

    monkeypatch.setattr(Database, "close", leave_open)
    file = tmp_path / "ny.mottagning"
    with pytest.raises(Trouble) as caught:
        import_into_new(file, krokom.register(tmp_path / "register.xlsx"), PASSPHRASE, "prov", Clock(), cost=CHEAP)
    assert caught.value.code is TroubleCode.DISK_FAILS
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["register.xlsx"]
    for database in left_open:
        close(database)


@pytest.mark.slow
@pytest.mark.parametrize("work", WORKS)
def test_whichever_write_fails_it_is_told_and_nothing_is_lost(tmp_path: Path, work: str) -> None:
    tried = _tried(tmp_path / "many", MANY, "full once,full,broken once", work)
    print(f"{len(tried)} tries")
    _judge(tried)
