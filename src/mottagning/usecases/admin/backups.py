"""Backing a register up to a file that is known to open: by hand, and by itself when something has changed.

What is not to be done without a backup calls `before`; the window calls `keep_up` once in a while, when it is locked
and when the register is left.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from pathlib import Path

from mottagning.domain.backup_rules import ACTS, Reason, rules_on
from mottagning.domain.backup_thinning import Made, superfluous
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.storage import backup
from mottagning.storage.backup import Content, Label
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system.clock import shown, stored
from mottagning.usecases.admin.backup_files import backups_in, made_of, new_file
from mottagning.usecases.admin.second_place import put_in_second_place
from mottagning.usecases.context import Context

_LAST = "last_backup"
_LATEST = "latest_automatic_backup"
"""The file of the latest automatic backup and how far the register had come: what tells that nothing has changed."""


def back_up(ctx: Context, target: Path) -> Mapping[str, int]:
    """Back the register up to one file, and give how many rows each table holds. Raises Trouble.

    The copy is opened, counted and compared before it counts as a backup; then the register remembers it.
    """
    moment = stored(ctx.clock())
    held = backup.write(ctx.db.file, ctx.key, ctx.key_text, target, Label(moment, Reason.ASKED))
    with ctx.writing() as uow:
        uow.settings.note(_LAST, moment.isoformat())
        uow.note_backup("written", moment, Reason.ASKED)
        uow.commit()
    return held.rows


def last_backup(ctx: Context) -> datetime | None:
    """When the last verified backup was made, in the machine's time."""
    with ctx.reading() as reader:
        return last_backup_in(reader)


def last_backup_in(reader: Reader) -> datetime | None:
    """The same, in a transaction that is under way."""
    found = reader.settings.noted(_LAST)
    return shown(datetime.fromisoformat(found)) if found else None


def note_last(uow: UnitOfWork, moment: datetime) -> None:
    """Remember when a verified backup was made (UTC), unless a later one is remembered."""
    noted = uow.settings.noted(_LAST)
    if noted is None or datetime.fromisoformat(noted) < moment:
        uow.settings.note(_LAST, moment.isoformat())


def has_changed(reader: Reader) -> bool:
    """Whether the register has come further than its latest automatic backup."""
    noted = reader.settings.noted(_LATEST)
    return noted is None or bool(json.loads(noted)["reached"] != asdict(reader.reached()))


def before(ctx: Context, act: Reason) -> None:
    """Have a backup of the register as it is before something is done that nobody can take back.

    Raises Trouble when there can be none: then it must not be done.
    """
    assert act in ACTS  # noqa: S101 - others do not depend on a backup
    try:
        _keep(ctx, act)
    except Trouble as trouble:
        cause = trouble.params.get("file")
        raise Trouble(TroubleCode.NOT_BACKED_UP, act=act.value, cause=trouble.code.value, file=cause) from trouble


def keep_up(ctx: Context, reason: Reason) -> bool:
    """Back the register up when something has changed since the last time, and in the second place when it is there.

    Gives whether the second place has the latest now; one that cannot be reached is only told by its age. Raises
    Trouble when the backup cannot be made.
    """
    if ctx.is_read_only:
        return True  # whoever has the register backs it up
    latest = _keep(ctx, reason)
    return latest is not None and put_in_second_place(ctx, latest)


def let_go(ctx: Context) -> None:
    """Back the register up for the last time and close it, which it is even when the backup raises Trouble."""
    try:
        keep_up(ctx, Reason.LEFT)
    finally:
        ctx.close()


def _keep(ctx: Context, reason: Reason) -> Path | None:
    """The automatic backup that holds all that the register holds, made now if need be; None where none are made."""
    if ctx.backups is None:
        return None
    return _standing(ctx, ctx.backups) or _make(ctx, ctx.backups, reason)


def _standing(ctx: Context, folder: Path) -> Path | None:
    """The latest automatic backup, if it is there to its end and nothing has changed since."""
    with ctx.reading() as reader:
        noted = reader.settings.noted(_LATEST)
        if noted is None or has_changed(reader):
            return None
    latest = json.loads(noted)
    file: Path = folder / latest["file"]
    try:
        return file if file.stat().st_size == latest["size"] and backup.label_of(file) else None
    except (OSError, Trouble):
        return None


def _make(ctx: Context, folder: Path, reason: Reason) -> Path:
    moment = ctx.clock()
    file = new_file(folder, moment, reason)
    held = backup.write(ctx.db.file, ctx.key, ctx.key_text, file, Label(stored(moment), reason))
    removed = _thin(ctx, folder, file)
    _note(ctx, file, stored(moment), held, removed)
    return file


def _thin(ctx: Context, folder: Path, latest: Path) -> list[Made]:
    """Take away what is no longer needed, now that a new backup is known to be whole; gives what was taken away.

    Files that the program has not named and those that are damaged neither count nor go.
    """
    whole = [made for one in backups_in(folder) if one.is_whole and (made := made_of(one.file)) is not None]
    new = next((one for one in whole if one.name == latest.name), None)
    if new is None:
        return []
    removed = []
    for one in sorted(superfluous(whole, new, rules_on(ctx.today)), key=lambda made: made.name):
        try:
            (folder / one.name).unlink()
        except OSError:  # open in another program: it goes the next time
            continue
        removed.append(one)
    return removed


def _note(ctx: Context, file: Path, moment: datetime, held: Content, removed: list[Made]) -> None:
    """Remember the backup and log what was thinned out; neither is a change that calls for another backup."""
    with ctx.writing() as uow:
        nothing_since = uow.reached() == held.reached
        for one in removed:
            uow.note_backup("thinned", stored(one.at), one.reason)
        uow.settings.note(_LAST, moment.isoformat())
        reached = uow.logged() if nothing_since else held.reached
        latest = {"file": file.name, "size": file.stat().st_size, "reached": asdict(reached)}
        uow.settings.note(_LATEST, json.dumps(latest))
        uow.commit()
