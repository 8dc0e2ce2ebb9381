"""When a register cannot be opened: backups there are, another key file, what can still be read, a wrong clock."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.files.layouts.register import SHEETS
from mottagning.readmodels.backups import BackupFile
from mottagning.storage import backup
from mottagning.storage.database import Database
from mottagning.storage.salvage import TableSaved, salvage
from mottagning.storage.trouble import said
from mottagning.system import keyfile
from mottagning.system.clock import shown, stored
from mottagning.system.keyfile import KeyFile
from mottagning.system.paths import BACKUP_SUFFIX, REGISTER_SUFFIX, key_file_of
from mottagning.texts import rescue as texts
from mottagning.usecases.access import Clock
from mottagning.usecases.admin.backup_files import backups_in, folder_of, register_of
from mottagning.usecases.admin.registers import fit_place, unlocked_by
from mottagning.usecases.context import Context

_LATE = timedelta(days=1)
"""So much later than the clock the last change may be before it is told: a summer time or a time zone is less."""


@dataclass(frozen=True, slots=True)
class SavedPart:
    """A part of a register in words: how many records were saved; `lost` is None when nobody can tell."""

    word: str
    saved: int
    lost: int | None


@dataclass(frozen=True, slots=True)
class Saved:
    """The register that what could be read was put into."""

    file: Path
    parts: tuple[SavedPart, ...]


def found_backups(register: Path, folder: Path) -> list[BackupFile]:
    """The backups beside the register, in `folder` and in its part for this register's own, the latest first."""
    places = {register.parent, folder, *_own_folders(register, folder)}
    found = [one for place in places for one in backups_in(place)]
    return sorted(found, key=lambda one: (one.made, one.file.name), reverse=True)


def _own_folders(register: Path, folder: Path) -> list[Path]:
    """Where the automatic backups of a register lie; of those of its name, where its key file cannot tell which."""
    try:
        named = [one for one in folder.iterdir() if one.is_dir() and register_of(one) == register.stem]
    except OSError:
        return []
    with suppress(Trouble):
        own = folder_of(register, keyfile.read(key_file_of(register))).name
        return [one for one in named if one.name == own] or named
    return named


def use_key_file(register: Path, chosen: Path, clock: Clock) -> None:
    """Put the key file `chosen`, or the one inside a backup, beside the register; the former is kept.

    Whether it opens the register is told when somebody logs in. Raises Trouble when it is no key file.
    """
    keys = KeyFile.loads(backup.key_text(chosen)) if chosen.suffix == BACKUP_SUFFIX else keyfile.read(chosen)
    place = key_file_of(register)
    with said(place):
        if place.exists():
            place.rename(place.with_name(f"{place.name} {stored(clock()):%Y%m%d-%H%M%S}"))
        keyfile.write(place, keys)


def save_readable(file: Path, passphrase: str, folder: Path, clock: Clock) -> Saved:
    """Put what can still be read of the register `file` into a new one in `folder`; `file` is left as it is.

    It opens with the same passphrases. Raises Trouble when nothing can be read, or the passphrase does not fit.
    """
    keys = keyfile.read(key_file_of(file))
    unlocked = unlocked_by(keys, passphrase, None, clock)
    target = folder / f"{file.stem} {texts.SAVED_NAME} {stored(clock()):%Y%m%d-%H%M%S}{REGISTER_SUFFIX}"
    fit_place(target)
    with said(target):
        folder.mkdir(parents=True, exist_ok=True)
        try:
            tables = salvage(file, unlocked.key, target)
        except Trouble as trouble:
            if trouble.code is TroubleCode.NOTHING_TO_SAVE:
                raise Trouble(trouble.code, file=str(file)) from trouble
            raise
        keyfile.write(key_file_of(target), keys)
    return Saved(target, _in_words(target, unlocked.key, tables))


def _in_words(file: Path, key: bytes, tables: Iterable[TableSaved]) -> tuple[SavedPart, ...]:
    with closing(Database(file, key)) as database, database.reading() as reader:
        words = {reader.by_sheet[sheet.name].shape.table.name: sheet.title for sheet in SHEETS}
    parts: dict[str, SavedPart] = {}
    for one in tables:
        word = words.get(one.table) or texts.OTHER_TABLES.get(one.table, texts.OTHER)
        before = parts.get(word, SavedPart(word, 0, 0))
        lost = None if before.lost is None or one.lost is None else before.lost + one.lost
        parts[word] = SavedPart(word, before.saved + one.saved, lost)
    return tuple(parts.values())


def clock_is_behind(ctx: Context) -> datetime | None:
    """When the register was last changed or read, in the machine's time, when that lies more than a day ahead."""
    with ctx.reading() as reader:
        last = reader.last_moment()
    return shown(last) if last is not None and last - stored(ctx.clock()) > _LATE else None
