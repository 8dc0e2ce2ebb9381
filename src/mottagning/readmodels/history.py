"""What was done with a record, as its card tells it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Happening:
    """That somebody entered, changed or removed something, `at` the machine's own time.

    `what` is the kind of record, `said` the changes in words.
    """

    at: datetime
    by: str
    what: str
    action: str
    said: str
