"""What does a register hold, to compare with what it held before?"""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime

from mottagning.storage.engine import connect
from mottagning.storage.tables import metadata

Content = dict[str, list[tuple[Any, ...]]]
"""The rows of each table."""

_BESIDE = {"disclosure", "read_log", "log_head", "written_file"}
"""Who was shown what, noted in transactions of their own when a register is opened and when files are written."""
_DICE = {
    "user_account": {"key_slot"},
    "person": {"neutral_number"},
    "change_log": {"salt", "words_digest", "digest"},
}
"""What differs from run to run; whether the logs hold together is for `verify`."""
_OF_THE_MOMENT = {"last_backup", "latest_automatic_backup", "restored_from_backup", "user_account", "backup"}
"""What tells when it was made: what a register remembers of its backups, and in the log its users."""


def content_of(file: Path, key: bytes) -> Content:
    """Every row of every table, without the clock's readings, the dice's, and who was shown what."""
    with closing(connect(file, key)) as connection:
        return {name: _rows(connection, name) for name in metadata.tables if name not in _BESIDE}


def _rows(connection: Any, table: str) -> list[tuple[Any, ...]]:
    columns, dice = metadata.tables[table].columns, _DICE.get(table, set())
    kept = [one.name for one in columns if not isinstance(one.type, DateTime) and one.name not in dice]
    names = ", ".join(f'"{name}"' for name in kept)
    rows = connection.execute(f"SELECT {names} FROM {table}").fetchall()
    return sorted((row for row in rows if not _OF_THE_MOMENT & set(row)), key=repr)
