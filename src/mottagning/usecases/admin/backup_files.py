"""Which backups are there, and how are their files called? By the moment and the reason, nothing about people."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from mottagning.domain.backup_rules import Reason
from mottagning.domain.backup_thinning import Made
from mottagning.domain.problems import Trouble
from mottagning.readmodels.backups import BackupFile, BackupPlace
from mottagning.storage import backup
from mottagning.system.clock import shown, stored
from mottagning.system.keyfile import KeyFile
from mottagning.system.paths import BACKUP_SUFFIX, own_paths

_MOMENT = "%Y%m%d-%H%M%S"
_NAME = re.compile(rf"(\d{{8}}-\d{{6}})(?: \d+)? ([a-z]+){re.escape(BACKUP_SUFFIX)}")
_UUID = re.compile(r" [0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$")


def folder_of(register: Path, keys: KeyFile) -> Path:
    """The folder of a register's automatic backups: by its name, and its own number that no other register has."""
    return own_paths().backups / f"{register.stem} {keys.register}"


def register_of(folder: Path) -> str:
    """The name of the register whose backups a folder holds, empty where it is no such folder."""
    return _UUID.sub("", folder.name) if _UUID.search(folder.name) else ""


def new_file(folder: Path, moment: datetime, reason: Reason) -> Path:
    """A file that is not there yet, for a backup made at this moment."""
    stem, number = f"{stored(moment):{_MOMENT}}", 1
    file = folder / f"{stem} {reason.value}{BACKUP_SUFFIX}"
    while file.exists():
        number += 1
        file = folder / f"{stem} {number} {reason.value}{BACKUP_SUFFIX}"
    return file


def made_of(file: Path) -> Made | None:
    """When and why a backup was made, by the name that the program gave it; None for any other file."""
    found = _NAME.fullmatch(file.name)
    if found is None:
        return None
    try:
        moment = datetime.strptime(found[1], _MOMENT).replace(tzinfo=UTC)
        return Made(moment.astimezone(), file.name, Reason(found[2]))
    except ValueError:
        return None


def backups_in(folder: Path, place: BackupPlace = BackupPlace.AUTOMATIC) -> list[BackupFile]:
    """The backups in a folder, the newest first; none where it cannot be reached."""
    try:
        files = sorted(folder.glob(f"*{BACKUP_SUFFIX}"))
    except OSError:
        return []
    return sorted(_described(files, place), key=lambda one: (one.made, one.file.name), reverse=True)


def known_backups() -> list[BackupFile]:
    """The automatic backups of every register of the person who runs the program, the newest first."""
    try:
        folders = [one for one in own_paths().backups.iterdir() if one.is_dir()]
    except OSError:
        return []
    found = [one for folder in folders for one in backups_in(folder)]
    return sorted(found, key=lambda one: one.made, reverse=True)


def _described(files: list[Path], place: BackupPlace) -> Iterator[BackupFile]:
    for file in files:
        if file.name.startswith("."):
            continue
        try:
            yield _describe(file, place)
        except OSError:  # gone, or a disk that was just taken away
            continue


def _describe(file: Path, place: BackupPlace) -> BackupFile:
    stat = file.stat()
    made, reason, is_whole = datetime.fromtimestamp(stat.st_mtime, UTC).astimezone(), None, True
    try:
        label = backup.label_of(file)
        if label is not None:
            made, reason = shown(label.made), label.reason
    except Trouble:
        is_whole = False
        named = made_of(file)
        if named is not None:
            made, reason = named.at, named.reason
    return BackupFile(
        file=file,
        register=register_of(file.parent),
        made=made,
        reason=reason,
        size=stat.st_size,
        place=place,
        is_whole=is_whole,
    )
