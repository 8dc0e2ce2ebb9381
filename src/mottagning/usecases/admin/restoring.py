"""Restoring a backup: into a new file, opened and compared, then in place of the register, which is kept beside."""

from __future__ import annotations

import getpass
import shutil
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from mottagning.domain.problems import RefusalCode, Refused, Trouble
from mottagning.domain.rights import Act, may_do
from mottagning.domain.users import User
from mottagning.readmodels.backups import Comparison
from mottagning.storage import backup, migrate
from mottagning.storage.backup import Content
from mottagning.storage.database import Database
from mottagning.storage.trouble import said
from mottagning.system import keyfile
from mottagning.system.clock import shown, stored
from mottagning.system.keyfile import KeyFile
from mottagning.system.paths import BACKUP_SUFFIX, REGISTER_SUFFIX, key_file_of
from mottagning.usecases.access import alone_with
from mottagning.usecases.admin.backup_files import register_of
from mottagning.usecases.admin.backups import note_last
from mottagning.usecases.admin.placing import put_in_place
from mottagning.usecases.admin.registers import (
    Clock,
    beside_of,
    fit_place,
    forget,
    opened_with,
    unlocked_by,
    user_of,
    where_it_can_be_written,
)
from mottagning.usecases.admin.restored import note_restored
from mottagning.usecases.context import Context

_CHANGES, _CLOSINGS = "change_log", "closing"


@dataclass(frozen=True, slots=True)
class Restorable:
    """Where a backup would be restored, and how it compares with the register there; None where there is none."""

    file: Path
    comparison: Comparison | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A backup that was taken out of its file and opened: the register, its key, whose passphrase it was."""

    file: Path
    keys: KeyFile
    key: bytes
    user: User
    content: Content


def place_of(source: Path, known: Iterable[Path], folder: Path) -> Path:
    """Where the register of a backup belongs: where it lies already, else in `folder` under the name it had.

    Raises Trouble when the backup cannot be read.
    """
    number = KeyFile.loads(backup.key_text(source)).register
    for file in known:
        if _number_of(file) == number:
            return file
    name = register_of(source.parent) or source.name.removesuffix(BACKUP_SUFFIX)
    return folder / f"{name}{REGISTER_SUFFIX}"


def prepare(source: Path, known: Iterable[Path], folder: Path, passphrase: str, clock: Clock) -> Restorable:
    """Find where a backup would be restored, and compare it with what lies there. Raises as `place_of`, `compare`."""
    file = place_of(source, known, folder)
    return Restorable(file, compare(source, file, passphrase, clock) if file.exists() else None)


def compare(source: Path, file: Path, passphrase: str, clock: Clock, user: str | None = None) -> Comparison:
    """What a backup holds against the register at `file`, where it would be restored. Nothing is changed.

    Raises Trouble when the backup is not whole, is newer than the program, or the passphrase does not open it; Refused
    when it is not hers to put in place of a register.
    """
    with taken_out(source, file, passphrase, clock, user) as opened:
        _require_right(file, opened)
        return compared(source, opened, file)


def compared(source: Path, opened: Opened, file: Path) -> Comparison:
    """What an opened backup holds against the register at `file`."""
    label = backup.label_of(source)
    present = _present(file, opened)
    return Comparison(
        made=shown(label.made) if label else None,
        rows=sum(opened.content.rows.values()),
        present_rows=sum(present.rows.values()) if present else None,
        changes=_changes_since(file, opened, present) if present else None,
        closings=present.rows[_CLOSINGS] - opened.content.rows[_CLOSINGS] if present else 0,
    )


@contextmanager
def taken_out(source: Path, file: Path, passphrase: str, clock: Clock, user: str | None = None) -> Iterator[Opened]:
    """The register of a backup, opened and counted in a folder of its own beside `file`, and gone afterwards.

    Raises Trouble.
    """
    folder = file.with_name(f".{file.name}.{source.name}")
    keys = KeyFile.loads(backup.key_text(source))
    unlocked = unlocked_by(keys, passphrase, user, clock)
    try:
        with said(file):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(parents=True)
        unpacked = folder / file.name
        yield _opened(source, unpacked, keys, unlocked)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def restore(
    source: Path,
    file: Path,
    passphrase: str,
    clock: Clock,
    user: str | None = None,
    *,
    lost: Comparison | None = None,
) -> Context:
    """Put the register of a backup at `file`, and open it.

    A register that lies there already is kept beside it under another name; `lost` is how the backup compared with it,
    which the register remembers for those who used it. It is not compared here: one that cannot be opened, or beside
    which another one's journal lies, must not be touched. Raises Trouble when the backup is not
    whole, is newer than the program, or the passphrase does not open it, Refused when it may not replace a register;
    then nothing is changed.
    """
    fit_place(file)
    keys = KeyFile.loads(backup.key_text(source))
    unlocked = unlocked_by(keys, passphrase, user, clock)
    with alone_with(file, user or getpass.getuser(), clock):
        kept = _put_in_place(source, file, keys, unlocked, clock)
    ctx = opened_with(file, keys, unlocked, clock)
    label = backup.label_of(source)
    with where_it_can_be_written(), ctx.writing() as uow:
        uow.note_backup("restored", label.made if label else stored(clock()), label.reason if label else None)
        made = label.made if label else None
        note_restored(uow, stored(clock()), made, lost, kept.name if kept else None)
        if label is not None:
            note_last(uow, label.made)  # it was copied before it could know of this backup
        uow.commit()
    return ctx


def _put_in_place(source: Path, file: Path, keys: KeyFile, unlocked: keyfile.Unlocked, clock: Clock) -> Path | None:
    beside = beside_of(file)
    try:
        with said(file):
            file.parent.mkdir(parents=True, exist_ok=True)
        _require_right(file, _opened(source, beside, keys, unlocked))
        with said(file):
            return put_in_place(beside, file, keys, clock)
    finally:
        forget(beside)


def _opened(source: Path, target: Path, keys: KeyFile, unlocked: keyfile.Unlocked) -> Opened:
    """The register of a backup at `target`, once it is known to be whole and not newer than the program."""
    backup.unpack(source, target)
    held = backup.content(target, unlocked.key)
    migrate.needs_migration(target, unlocked.key)
    return Opened(target, keys, unlocked.key, user_of(target, unlocked.key, keys, unlocked.slot), held)


def _require_right(file: Path, opened: Opened) -> None:
    """Who may put a backup in place of a register is known by the backup: the register need not open any more."""
    if file.exists() and not may_do(opened.user, Act.RESTORE):
        raise Refused(RefusalCode.NO_RIGHT)


def _number_of(register: Path) -> str | None:
    try:
        return keyfile.read(key_file_of(register)).register
    except Trouble:
        return None


def _present(file: Path, opened: Opened) -> Content | None:
    """What the register at `file` holds, when it is there, is the same one and can be read."""
    if not file.exists() or _number_of(file) != opened.keys.register:
        return None
    try:
        return backup.content(file, opened.key)
    except Trouble:
        return None


def _changes_since(file: Path, opened: Opened, present: Content) -> int | None:
    """How many changes the register has seen since the backup; None when it does not go on from where that ended."""
    ended = opened.content.reached.heads[_CHANGES]
    database = Database(file, opened.key)
    with closing(database), database.reading() as reader:
        if ended.rows and reader.log_digest(_CHANGES, ended.rows) != ended.digest:
            return None
    return present.reached.heads[_CHANGES].rows - ended.rows
