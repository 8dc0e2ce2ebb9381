"""Which files with personal data have been written and may still lie on a disk?

What leaves the register is no longer protected by it, and is kept no longer than it is needed (GDPR art. 5.1 e). A file
that was given out has done its service; where it stays, somebody is reminded.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

REMIND_AFTER = timedelta(days=30)
"""After so long a file that still lies there is reminded of. The program's own measure: no law gives the days."""


@dataclass(frozen=True, slots=True)
class WrittenFile:
    """A file that was written by a user on a computer at a moment in UTC: `what` as the log of disclosures calls it.

    `kept_because` is the reason to let it stay.
    """

    path: str
    computer: str
    by: str
    at: datetime
    what: str
    kept_because: str | None = None

    def is_due(self, now: datetime) -> bool:
        """Whether somebody should be reminded of it; `now` in UTC."""
        return self.kept_because is None and now - self.at > REMIND_AFTER
