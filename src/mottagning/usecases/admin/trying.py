"""Trying a backup: does it open with the passphrase that people know, and does it say what the register said?

Everything is done as on the day when it is needed, in a folder of its own that is gone afterwards.
"""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from mottagning.domain.backup_rules import rules_on
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.backups import Tried
from mottagning.storage import migrate
from mottagning.storage.database import Database
from mottagning.storage.reader import Reader
from mottagning.system.clock import shown, stored
from mottagning.usecases.admin.restoring import Opened, compared, taken_out
from mottagning.usecases.context import Context
from mottagning.usecases.returns.verifying import verify

_TRIED = "backup_tried"


def try_backup(ctx: Context, source: Path | None, passphrase: str) -> Tried:
    """Open a backup with a passphrase, verify all of it and compare it with the register.

    The register remembers when, if nothing was wrong. Raises Refused when there is no backup to try, Trouble when it is
    not whole or the passphrase does not open it.
    """
    if source is None:
        raise Refused(RefusalCode.NO_BACKUP)
    with taken_out(source, ctx.db.file, passphrase, ctx.clock) as opened:
        if migrate.needs_migration(opened.file, opened.key):
            migrate.migrate(opened.file, opened.key)
        tried = _verified(ctx, source, opened)
    if not tried.findings:
        with ctx.writing() as uow:
            uow.settings.note(_TRIED, stored(ctx.clock()).isoformat())
            uow.commit()
    return tried


def last_tried(reader: Reader) -> datetime | None:
    """When a backup was last tried and nothing was wrong, in the machine's time."""
    found = reader.settings.noted(_TRIED)
    return shown(datetime.fromisoformat(found)) if found else None


def should_try(tried: datetime | None, today: datetime) -> bool:
    """Whether it is time to try a backup (again)."""
    return tried is None or (today.date() - tried.date()).days >= rules_on(today.date()).try_after


def _verified(ctx: Context, source: Path, opened: Opened) -> Tried:
    database = Database(opened.file, opened.key)
    with closing(database):
        copied = replace(ctx, db=database, user=opened.user, key=opened.key, backups=None)
        with copied.reading() as reader:
            months = {one.month for one in reader.ledger.closings()}
        findings = verify(copied)
    return Tried(comparison=compared(source, opened, ctx.db.file), closed_months=len(months), findings=tuple(findings))
