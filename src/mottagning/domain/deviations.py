"""What went wrong with a place or a provider, and what is done about it? Deviations with their own handling.

A municipality may act on its own when something is wrong (Huddinge's answer to the county's agreement, 2008).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.problems import FieldProblem


class DeviationKind(Enum):
    """What a deviation is about."""

    NOT_DELIVERED = "not_delivered"
    QUALITY = "quality"
    INFORMATION = "information"
    INVOICE = "invoice"
    SECRECY = "secrecy"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deviation:
    """Something that was not as agreed, with a booking or with a counterpart and its provider.

    `measure` is what was done or demanded, `responsible` who sees to it by `due_on`; it is open until `closed_on`.
    """

    key: str
    kind: DeviationKind
    noticed_on: date
    what: str
    booking: str | None = None
    counterpart: str | None = None
    provider: str | None = None
    responsible: str | None = None
    measure: str | None = None
    due_on: date | None = None
    closed_on: date | None = None
    result: str | None = None

    @property
    def is_open(self) -> bool:
        """Whether something remains to be done."""
        return self.closed_on is None

    def is_late(self, today: date) -> bool:
        """Whether it should have been done by now."""
        return self.is_open and self.due_on is not None and self.due_on < today


def deviation_problems(deviation: Deviation) -> tuple[FieldProblem, ...]:
    """What keeps `deviation` from being registered: it is about something, and it ends after it was noticed."""
    problems = [FieldProblem(name, "missing") for name in ("key", "what") if not getattr(deviation, name)]
    if not (deviation.booking or deviation.counterpart or deviation.provider):
        problems.append(FieldProblem("booking", "missing"))
    problems += [
        FieldProblem(name, "ends_before_start")
        for name in ("due_on", "closed_on")
        if (end := getattr(deviation, name)) is not None and end < deviation.noticed_on
    ]
    return tuple(problems)
