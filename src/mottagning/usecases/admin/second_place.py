"""A second place for backups: a folder on a share or a USB disk, so that a stolen or broken computer takes nothing.

The latest backup is put there as the month's: one file a month, in place of the month's earlier one once the new one is
known to be whole. Nothing is ever taken away there.
"""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

from mottagning.domain.backup_rules import BackupSettings, rules_on
from mottagning.domain.problems import RefusalCode, Refused, Trouble
from mottagning.readmodels.changes import Area, Done
from mottagning.storage import backup
from mottagning.storage.reader import Reader
from mottagning.system.clock import shown, stored
from mottagning.system.paths import BACKUP_SUFFIX
from mottagning.system.policy import own_policy
from mottagning.usecases.context import Context

_LATEST = "second_place_backup"
"""Which backup was last put in which file, how large it is, and when it was last known to be there."""


def choose_second_place(ctx: Context, folder: Path | None) -> Done[None]:
    """Put backups in `folder` too from now on; when it is None, nowhere else than where IT wants them.

    Raises Refused without the right to change settings, or when the folder is not there or no other place: that of the
    register itself or of its automatic backups.
    """
    if folder is not None:
        _require_another_place(ctx, folder)
    with ctx.writing() as uow:
        uow.settings.save(BackupSettings(second_place=str(folder.absolute()) if folder else None))
        uow.note_changed(Area.SETTINGS)
        return Done(None, uow.commit())


def second_place(reader: Reader) -> Path | None:
    """The folder that was chosen in the register, else the one that IT has chosen for the computer."""
    chosen = reader.settings.backups().second_place
    return Path(chosen) if chosen else own_policy().backups


def folder_there(ctx: Context) -> Path | None:
    """The register's own folder in the second place, whether it can be reached or not."""
    with ctx.reading() as reader:
        place = second_place(reader)
    return place / ctx.backups.name if place is not None and ctx.backups is not None else None


def last_there(reader: Reader) -> datetime | None:
    """When the latest backup was last known to lie in the second place that is chosen now, in the machine's time."""
    noted = reader.settings.noted(_LATEST)
    place = second_place(reader)
    if noted is None or place is None:
        return None
    latest = json.loads(noted)
    return shown(datetime.fromisoformat(latest["at"])) if Path(latest["target"]).is_relative_to(place) else None


def is_old(moment: datetime | None, today: datetime) -> bool:
    """Whether a backup of this moment is too old to rely on."""
    return moment is None or (today.date() - moment.date()).days > rules_on(today.date()).old_after


def put_in_second_place(ctx: Context, latest: Path) -> bool:
    """Put a verified backup in the second place; whether it is there now. One that cannot be reached is let be."""
    folder = folder_there(ctx)
    if folder is None or not _can_be_reached(folder.parent):
        return False
    target = folder / f"{ctx.clock():%Y-%m}{BACKUP_SUFFIX}"
    try:
        size = latest.stat().st_size
        if not _is_there(ctx, latest, target, size):
            backup.put_beside(latest, target)
    except (OSError, Trouble):
        return False
    noted = {"at": stored(ctx.clock()).isoformat(), "source": latest.name, "target": str(target), "size": size}
    with ctx.writing() as uow:
        uow.settings.note(_LATEST, json.dumps(noted))
        uow.commit()
    return True


def _is_there(ctx: Context, latest: Path, target: Path, size: int) -> bool:
    """Whether the second place holds this very backup already."""
    with ctx.reading() as reader:
        noted = json.loads(reader.settings.noted(_LATEST) or "{}")
    known = (noted.get("source"), noted.get("target"), noted.get("size")) == (latest.name, str(target), size)
    return known and target.exists() and target.stat().st_size == size


def _can_be_reached(place: Path) -> bool:
    try:
        return place.is_dir()
    except OSError:
        return False


def _require_another_place(ctx: Context, folder: Path) -> None:
    if not _can_be_reached(folder):
        raise Refused(RefusalCode.NO_SECOND_PLACE, reason="missing", folder=str(folder))
    chosen, own = folder.resolve(), {ctx.db.file.parent.resolve()}
    if ctx.backups is not None:
        own |= {ctx.backups.resolve(), ctx.backups.parent.resolve()}
    if chosen in own:
        raise Refused(RefusalCode.NO_SECOND_PLACE, reason="same", folder=str(folder))
