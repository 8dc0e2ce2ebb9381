"""Is the file itself sound? SQLite's and SQLCipher's own checks, and the triggers that keep closed months closed."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

from mottagning.storage import triggers
from mottagning.storage.engine import connect
from mottagning.storage.trouble import said


def integrity_findings(file: Path, key: bytes) -> list[tuple[str, str]]:
    """What is wrong with the file: a code and what it is about. Raises Trouble when it cannot be opened at all."""
    with said(file), closing(connect(file, key)) as connection:
        check = connection.execute("PRAGMA integrity_check").fetchone()[0]
        found = [] if check == "ok" else [("integrity", file.name)]
        found += [("cipher", file.name) for _ in connection.execute("PRAGMA cipher_integrity_check").fetchmany(1)]
        found += [("foreign_key", str(row[0])) for row in connection.execute("PRAGMA foreign_key_check").fetchall()]
        statement = "SELECT name FROM sqlite_master WHERE type = 'trigger'"
        present = {row[0] for row in connection.execute(statement)}
        return [*found, *(("trigger", name) for name in sorted(triggers.names() - present))]
