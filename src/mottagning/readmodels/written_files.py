"""What the window shows of files that were written and still lie there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class StandingFile:
    """A file that still lies where it was written; when, in the machine's time, and whether it is reminded of."""

    id: int
    path: str
    written_at: datetime
    what: str
    is_due: bool
    kept_because: str | None
