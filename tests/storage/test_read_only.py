"""When a folder or a file may not be written: is it said so, and is nothing changed?"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from children import start
from mottagning.system.paths import key_file_of
from mottagning.usecases.context import Context

CHILD = Path(__file__).with_name("child_read_only.py")


@pytest.fixture
def folders(office: Context, tmp_path: Path) -> Iterator[Path]:
    """A folder with the register, and another that may be written, with the same."""
    office.db.close()
    for name in ("låst", "annan"):
        (tmp_path / name).mkdir()
        for file in (office.db.file, key_file_of(office.db.file)):
            shutil.copy(file, tmp_path / name / file.name)
    yield tmp_path / "låst"
    (tmp_path / "låst").chmod(0o755)


def _told(folder: Path) -> dict[str, str]:
    child = start(str(CHILD), str(folder))
    out, complaint = child.communicate()
    assert child.returncode == 0, complaint
    found: dict[str, str] = json.loads(out)
    return found


def _content(folder: Path) -> dict[str, bytes]:
    return {item.name: item.read_bytes() for item in folder.iterdir()}


def test_a_folder_that_may_not_be_written(folders: Path) -> None:
    before = _content(folders)
    folders.chmod(0o555)
    assert _told(folders) == {
        "open": "register_read_only",
        "write": "register_read_only",
        "make": "file_unwritable",
        "back up": "file_unwritable",
        "restore": "file_unwritable",
    }
    assert _content(folders) == before


def test_a_register_that_may_not_be_written_can_be_read_and_replaced(folders: Path) -> None:
    before = _content(folders)
    for item in folders.iterdir():
        item.chmod(0o444)
    told = _told(folders)
    assert (told["open"], told["write"], told["restore"]) == ("done", "register_read_only", "done")
    aside = {name.replace("prov", "prov 20250303-090000"): content for name, content in before.items()}
    assert aside.items() <= _content(folders).items()
