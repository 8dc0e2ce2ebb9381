"""Files with personal data that were written: those that still lie there are shown, removed, or kept with a reason.

Everybody is told of her own, on the computer where she wrote them: nobody else can look whether they are there, and a
path can name a case.
"""

from __future__ import annotations

import platform
from pathlib import Path

from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.written_files import WrittenFile
from mottagning.readmodels.changes import Area, Done, Stored
from mottagning.readmodels.written_files import StandingFile
from mottagning.storage.reader import Reader
from mottagning.storage.trouble import said
from mottagning.system.clock import shown, stored
from mottagning.usecases.context import Context

_CHANGED = frozenset({Area.SETTINGS})


def standing_files(ctx: Context) -> list[StandingFile]:
    """The user's own files that still lie on this computer, the oldest first."""
    with ctx.reading() as reader:
        found = _standing(ctx, reader)
    return [_shown(ctx, one) for one in found]


def due_files(ctx: Context, reader: Reader) -> int:
    """How many of them have lain there for so long that somebody should be reminded."""
    return sum(one.value.is_due(stored(ctx.clock())) for one in _standing(ctx, reader))


def remove_file(ctx: Context, number: int) -> Done[None]:
    """Remove a file from the disk. Raises Refused when it is none of the user's, Trouble when it cannot be removed."""
    with ctx.writing() as uow:
        path = Path(_own(ctx, uow, number).value.path)
        with said(path):
            path.unlink(missing_ok=True)
        uow.written_files.forget(number)
        uow.commit()
        return Done(None, _CHANGED)


def keep_file(ctx: Context, number: int, reason: str) -> Done[None]:
    """Let a file stay and be reminded of it no more. Raises Refused without a reason, or when it is not the user's."""
    if not reason.strip():
        raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("kept_because", "missing"))
    with ctx.writing() as uow:
        _own(ctx, uow, number)
        uow.written_files.keep(number, reason.strip())
        uow.commit()
        return Done(None, _CHANGED)


def _standing(ctx: Context, reader: Reader) -> list[Stored[WrittenFile]]:
    return [one for one in reader.written_files.of(ctx.user.name, platform.node()) if _is_there(one.value.path)]


def _is_there(path: str) -> bool:
    try:
        return Path(path).exists()
    except OSError:
        return True  # a folder that cannot be asked just now


def _own(ctx: Context, reader: Reader, number: int) -> Stored[WrittenFile]:
    own = reader.written_files.of(ctx.user.name, platform.node())
    found = next((one for one in own if one.id == number), None)
    if found is None:
        raise Refused(RefusalCode.GONE)
    return found


def _shown(ctx: Context, one: Stored[WrittenFile]) -> StandingFile:
    file = one.value
    is_due = file.is_due(stored(ctx.clock()))
    return StandingFile(one.id, file.path, shown(file.at), file.what, is_due, file.kept_because)
