"""Backing a register up to one file that is known to open, and restoring one."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from mottagning.storage import backup, migrate
from mottagning.storage.trouble import said
from mottagning.system import keyfile
from mottagning.system.clock import shown, stored
from mottagning.system.paths import key_file_of
from mottagning.usecases.admin.registers import Clock, beside_of, forget, open_register
from mottagning.usecases.context import Context

LAST_BACKUP = "last_backup"


def back_up(ctx: Context, target: Path) -> Mapping[str, int]:
    """Back the register up to one file, and give how many rows each table holds. Raises Trouble.

    The copy is opened, counted and compared before it counts as a backup; then the register remembers it.
    """
    held = backup.write(ctx.db.file, ctx.key, ctx.key_text, target)
    with ctx.writing() as uow:
        uow.settings.note(LAST_BACKUP, stored(ctx.clock()).isoformat())
        uow.commit()
    return held


def last_backup(ctx: Context) -> datetime | None:
    """When the last verified backup was made, in the machine's time."""
    with ctx.reading() as reader:
        found = reader.settings.noted(LAST_BACKUP)
        return shown(datetime.fromisoformat(found)) if found else None


def restore(source: Path, file: Path, passphrase: str, clock: Clock, user: str | None = None) -> Context:
    """Put the register of a backup at `file`, and open it.

    A register that lies there already is kept beside it under another name. Raises Trouble when the backup is not
    whole, is newer than the program, or the passphrase does not open it; then nothing is changed.
    """
    keys = keyfile.KeyFile.loads(backup.key_text(source))
    unlocked = keyfile.unlock(keys, passphrase, user)
    beside = beside_of(file)
    try:
        with said(file):
            file.parent.mkdir(parents=True, exist_ok=True)
        backup.unpack(source, beside)
        backup.counts(beside, unlocked.key)
        migrate.needs_migration(beside, unlocked.key)
        with said(file):
            _set_aside(file, clock)
            keyfile.write(key_file_of(file), keys)
            beside.rename(file)
    finally:
        forget(beside)
    return open_register(file, passphrase, clock, user)


def _set_aside(file: Path, clock: Clock) -> None:
    """Keep what lies at `file`, with its key file, under a name that says when."""
    stem = f"{file.stem} {stored(clock()):%Y%m%d-%H%M%S}"
    aside, again = file.with_name(stem + file.suffix), 2
    while aside.exists():
        aside, again = file.with_name(f"{stem} {again}{file.suffix}"), again + 1
    for suffix in ("", "-wal", "-shm"):
        part = file.with_name(file.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    if key_file_of(file).exists():
        key_file_of(file).rename(key_file_of(aside))
