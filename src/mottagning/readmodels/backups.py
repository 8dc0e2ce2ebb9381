"""What the window and the command line show of backups: those there are, how one compares, what trying one proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from pathlib import Path

from mottagning.domain.backup_rules import Reason
from mottagning.readmodels.returns import Finding


class BackupPlace(Enum):
    """Where a backup lies."""

    AUTOMATIC = "automatic"
    SECOND = "second"


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupFile:
    """A backup: when (in the machine's time) and why it was made, its size in bytes, whether it is there to its end.

    `register` is the name of the register that it is of.
    """

    file: Path
    register: str
    made: datetime
    reason: Reason | None
    size: int
    place: BackupPlace
    is_whole: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """That a backup made at `made`, None where it does not say, took the register's place `at` (the machine's time).

    `changes` and `closings` are what the register before it had more; None changes where that could not be counted.
    `kept` is the file that one has now, None where nothing lay there. `is_to_read` until the user has read it.
    """

    at: datetime
    made: datetime | None
    changes: int | None
    closings: int
    kept: str | None
    is_to_read: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupState:
    """How it stands with the backups: moments in the machine's time, None for what has never been done.

    `folder` is where the automatic ones lie, None where none are made. `second_is_laid_down` when IT has chosen the
    second place for the computer, and nobody another in the register.
    """

    last: datetime | None
    folder: Path | None
    second_place: Path | None
    second_last: datetime | None
    second_is_laid_down: bool
    second_is_old: bool
    tried: datetime | None
    should_try: bool
    restored: Restored | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A backup against the register that lies where it would be restored.

    `rows` of all tables. Those of the register and `changes`, how many it has seen since the backup, are None where it
    cannot be read, `changes` also where it does not go on from the backup. `closings` are those that it has more.
    """

    made: datetime | None
    rows: int
    present_rows: int | None
    changes: int | None
    closings: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """What trying a backup proved: that a passphrase opens it, and what was not as it should be in it."""

    comparison: Comparison
    closed_months: int
    findings: tuple[Finding, ...]
