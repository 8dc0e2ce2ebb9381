"""How it stands with the backups: when, where, which there are, and what there is to do about them."""

from __future__ import annotations

from collections.abc import Iterator

from mottagning.domain.rights import Part
from mottagning.readmodels.backups import BackupFile, BackupPlace, BackupState
from mottagning.readmodels.overview import Waiting, WaitingKind
from mottagning.storage.reader import Reader
from mottagning.usecases.admin.backup_files import backups_in
from mottagning.usecases.admin.backups import has_changed, last_backup_in
from mottagning.usecases.admin.restored import last_restored
from mottagning.usecases.admin.second_place import folder_there, is_old, last_there, second_place
from mottagning.usecases.admin.trying import last_tried, should_try
from mottagning.usecases.context import Context


def backup_state(ctx: Context) -> BackupState:
    """When the register was last backed up, where, and when a backup was last tried."""
    with ctx.reading() as reader:
        return _state(ctx, reader)


def list_backups(ctx: Context) -> list[BackupFile]:
    """The backups of this register that can be reached, the newest first. Those on a share may take a while."""
    there = folder_there(ctx)
    own = backups_in(ctx.backups) if ctx.backups is not None else []
    others = backups_in(there, BackupPlace.SECOND) if there is not None else []
    return sorted([*own, *others], key=lambda one: one.made, reverse=True)


def backups_waiting(ctx: Context, reader: Reader) -> Iterator[Waiting]:
    """What somebody has to do so that nothing can be lost. Choosing and trying is for those who keep the settings."""
    state, now = _state(ctx, reader), ctx.clock()
    if state.restored is not None:
        yield Waiting(WaitingKind.RESTORED, int(state.restored.is_to_read), restored=state.restored)
    yield Waiting(WaitingKind.NO_BACKUP, 0 if state.last else 1)
    if state.last is None or state.folder is None:
        return
    late = is_old(state.last, now) and has_changed(reader)
    yield Waiting(WaitingKind.BACKUP_OLD, int(late), days_ago=(now.date() - state.last.date()).days)
    if state.second_place is not None:
        days = (now.date() - state.second_last.date()).days if state.second_last else 0
        yield Waiting(WaitingKind.SECOND_PLACE_OLD, int(state.second_is_old), days_ago=days)
    if ctx.changes(Part.SETTINGS):
        yield Waiting(WaitingKind.NO_SECOND_PLACE, int(state.second_place is None))
        yield Waiting(WaitingKind.BACKUP_UNTRIED, int(state.should_try))


def _state(ctx: Context, reader: Reader) -> BackupState:
    now, second, there, tried = ctx.clock(), last_there(reader), second_place(reader), last_tried(reader)
    return BackupState(
        last=last_backup_in(reader),
        folder=ctx.backups,
        second_place=there,
        second_last=second,
        second_is_laid_down=there is not None and reader.settings.backups().second_place is None,
        second_is_old=there is not None and is_old(second, now),
        tried=tried,
        should_try=should_try(tried, now),
        restored=last_restored(reader, ctx.user),
    )
