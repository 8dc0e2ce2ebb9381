"""What has to be told after a backup took a register's place? It stands in the register until each user has read it.

Whoever was a user then may have entered something that is not there any more, not only the one who restored.
"""

from __future__ import annotations

import json
from datetime import datetime

from mottagning.domain.users import User
from mottagning.readmodels.backups import Comparison, Restored
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.system.clock import shown
from mottagning.usecases.context import Context

_RESTORED = "restored_from_backup"


def note_restored(
    uow: UnitOfWork, at: datetime, made: datetime | None, lost: Comparison | None, kept: str | None
) -> None:
    """Remember that a backup made at `made` took the register's place (moments in UTC), and that nobody has read it.

    `lost` is how it compared with the register there, None where it was not compared; `kept` the file that one has now.
    """
    told: dict[str, object] = {
        "at": at.isoformat(),
        "made": made.isoformat() if made else None,
        "changes": lost.changes if lost else None,
        "closings": lost.closings if lost else 0,
        "kept": kept,
        "read_by": [],
    }
    uow.settings.note(_RESTORED, json.dumps(told))


def last_restored(reader: Reader, user: User) -> Restored | None:
    """When a backup last took the register's place, and whether the user has it to read; None if none ever did."""
    noted = reader.settings.noted(_RESTORED)
    if noted is None:
        return None
    told = json.loads(noted)
    at = datetime.fromisoformat(told["at"])
    return Restored(
        at=shown(at),
        made=shown(datetime.fromisoformat(told["made"])) if told["made"] else None,
        changes=told["changes"],
        closings=told["closings"],
        kept=told["kept"],
        is_to_read=user.added_at <= at and user.name not in told["read_by"],
    )


def note_read(ctx: Context) -> None:
    """The user has read it. Raises Refused while somebody else has the register."""
    ctx.require_writable()
    with ctx.writing() as uow:
        noted = uow.settings.noted(_RESTORED)
        if noted is not None:
            told = json.loads(noted)
            uow.settings.note(_RESTORED, json.dumps({**told, "read_by": [*told["read_by"], ctx.user.name]}))
        uow.commit()
