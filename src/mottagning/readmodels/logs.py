"""What the window shows of the logs and of their review."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from mottagning.domain.log_review import Log, ReviewResult, SampleReason
from mottagning.domain.periods import Month


@dataclass(frozen=True, slots=True)
class LogLine:
    """A row of a log: who did what, with whom, and when. `at` is as stored, in UTC.

    `what` is the reading, or the action; `entity` the table of what was changed, `record` its number there. `person` is
    None where it was about several, whose number is `count`. The name is empty for somebody whom retention has removed.
    """

    log: Log
    row: int
    at: datetime
    by: str
    unit: str | None
    what: str
    entity: str | None = None
    record: int | None = None
    person: int | None = None
    case_number: str | None = None
    name: str | None = None
    is_protected: bool = False
    detail: str | None = None
    count: int | None = None

    @property
    def id(self) -> tuple[str, int]:
        """Which row it is, among all logs."""
        return self.log.value, self.row


@dataclass(frozen=True, slots=True)
class ReviewLine:
    """A row that is to be looked at in a review, why, and what was found."""

    id: int
    line: LogLine
    reason: SampleReason
    result: ReviewResult | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class LogReview:
    """The review of one month. `rows` is how many rows the logs had then."""

    id: int
    month: Month
    by: str
    begun_at: datetime
    finished_at: datetime | None
    conclusion: str | None
    lines: tuple[ReviewLine, ...] = ()

    @property
    def left(self) -> int:
        """How many rows have no result yet."""
        return sum(one.result is None for one in self.lines)
