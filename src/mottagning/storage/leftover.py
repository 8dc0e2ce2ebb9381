"""Does what the database left beside a register belong to it?

After a crash the last transactions stand in a journal beside the register, and the next opening takes them in. The
database cannot tell whose journal it is: one that was left by another register, or by a later state of the same one
before somebody copied an older file over it, is taken in as well and destroys it (SQLite, "How To Corrupt An SQLite
Database File", section 4.2). So it is read once without being taken in.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing
from pathlib import Path

import sqlcipher3.dbapi2 as sqlcipher

from mottagning.storage.engine import LOOK, LOOK_AT_FILE_ALONE, WRITE, connect

WRITE_AHEAD, ROLLBACK = "-wal", "-journal"
JOURNALS = (WRITE_AHEAD, ROLLBACK)
INDEX = "-shm"
"""What the database builds anew for each write-ahead journal, and nobody needs afterwards."""
BESIDE = (*JOURNALS, INDEX)
"""All that the database writes beside a file."""


def has_journal(file: Path) -> bool:
    """Whether something of a register still stands beside it; one that was closed has put all of it into its file."""
    return any(_size(file.with_name(file.name + one)) for one in JOURNALS)


def foreign_journals(file: Path, key: bytes) -> list[Path]:
    """The journals beside the register `file` that would destroy it, though it is whole without them.

    Nothing is written. Raises OSError and the driver's errors, but for what they say of damage.
    """
    ahead, back = (file.with_name(file.name + one) for one in JOURNALS)
    found = []
    if _size(ahead) and not _is_whole(file, key, LOOK) and _is_whole(file, key, LOOK_AT_FILE_ALONE):
        found.append(ahead)
    if _size(back) and not _is_whole_after(back, file, key) and _is_whole(file, key, LOOK_AT_FILE_ALONE):
        found.append(back)
    return found


def _is_whole_after(journal: Path, file: Path, key: bytes) -> bool:
    """A rollback journal is taken in by whoever reads, so that is tried on a copy."""
    with tempfile.TemporaryDirectory(prefix=f".{file.name}.", dir=file.parent) as folder:
        copy = Path(folder, file.name)
        shutil.copyfile(file, copy)
        shutil.copyfile(journal, copy.with_name(journal.name))
        return _is_whole(copy, key, WRITE)


def _is_whole(file: Path, key: bytes, mode: str) -> bool:
    try:
        with closing(connect(file, key, mode=mode)) as connection:
            return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlcipher.DatabaseError as error:
        if isinstance(error, sqlcipher.OperationalError):  # busy, unreadable: nothing that tells of damage
            raise
        return False


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except FileNotFoundError:  # asked for in one step: whoever has the register open may close it between two
        return 0
