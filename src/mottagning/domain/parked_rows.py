"""Which rows does somebody keep back? A booking's, or all of a counterpart's, until they are released."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mottagning.domain.ledger import Triple
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, FieldProblem, Problem, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedRows:
    """Rows that wait because somebody wants it so, with why; the reason never leaves the office.

    Of one `booking`, or one `course` of nobody's, (in one service `month`, or all), or of everything that is settled
    with a `counterpart`.
    """

    key: str
    reason: str
    by: str
    on: date
    booking: str | None = None
    course: str | None = None
    counterpart: str | None = None
    month: Month | None = None

    def holds(self, booking: str, triple: Triple) -> bool:
        """Whether what a booking is settled with waits."""
        return (
            (self.booking or self.course) in {None, booking}
            and self.counterpart in {None, triple.counterpart}
            and self.month in {None, triple.service_month}
        )


def parked_problems(parked: ParkedRows) -> tuple[FieldProblem, ...]:
    """What keeps rows from being parked: it needs a reason, and either a booking or a counterpart."""
    problems = [FieldProblem(name, "missing") for name in ("key", "reason", "by") if not getattr(parked, name)]
    if not (parked.booking or parked.course or parked.counterpart):
        problems.append(FieldProblem("booking", "missing"))
    return tuple(problems)


def parked_by(parked: Iterable[ParkedRows], booking: str, triple: Triple) -> Problem | None:
    """The stop for what a booking would return, once somebody has parked it."""
    found = next((one for one in parked if one.holds(booking, triple)), None)
    if found is None:
        return None
    reason = "counterpart" if found.counterpart else "booking"
    params = {"why": found.reason, "by": found.by, "parked": found.key}
    return Problem(Check.PARKED, Severity.STOP, booking, reason, str(triple.service_month), params)
