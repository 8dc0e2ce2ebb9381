"""Why is a register backed up, how long are backups kept, and when is it time to ask for something?

The numbers are the product's own, not a law's: the domain notes ask only for backups that are encrypted and have an end
(reception B.11). So each set says what it was chosen by, and from when it holds.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum


class Reason(Enum):
    """Why a backup was made; the code stands in its file's name."""

    HOURLY = "hourly"
    LOCKED = "locked"
    LEFT = "left"
    CLOSING = "closing"
    IMPORT = "import"
    RETENTION = "retention"
    TAKING_OVER = "taking_over"
    MIGRATION = "migration"
    ASKED = "asked"


ACTS = frozenset({Reason.CLOSING, Reason.IMPORT, Reason.RETENTION, Reason.TAKING_OVER})
"""What is not done to a register unless it can be backed up first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRules:
    """How backups are kept from a day on.

    One a day for `days` days, one a week for `weeks` weeks, one a month for `months` months. `minutes` pass between
    automatic backups of a register that is being changed. A backup is old after `old_after` days; to try one is asked
    for again after `try_after` days.
    """

    valid_from: date
    source: str
    days: int
    weeks: int
    months: int
    minutes: int
    old_after: int
    try_after: int


_RULES = (
    BackupRules(
        valid_from=date(2026, 1, 1),
        source="design: 7 days, 8 weeks, 24 months; hourly; a second place weekly; tried once a year",
        days=7,
        weeks=8,
        months=24,
        minutes=60,
        old_after=7,
        try_after=365,
    ),
)
"""In order of time; the first holds for everything before it too."""


def rules_on(day: date) -> BackupRules:
    """The rules that hold on a day."""
    return next((one for one in reversed(_RULES) if one.valid_from <= day), _RULES[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupSettings:
    """Where backups are put besides the folder of the program: a folder on a share or a USB disk, as its path."""

    second_place: str | None = None
