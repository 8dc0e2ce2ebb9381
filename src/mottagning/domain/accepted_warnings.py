"""Which warnings has somebody looked at and let stand? An acceptance with its reason, as long as the facts stand.

A stop cannot be accepted: it is mended, or its rows wait. A warning comes back when what it says has changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from mottagning.domain.canonical import digest, text_of
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, FieldProblem, Problem, Severity

_DIGITS = 16
"""So many of a digest tell the warnings of one booking apart."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AcceptedWarning:
    """A warning that stands, with why, by whom and since when.

    It is of a `booking`, or `about` what is none: an agreement, a counterpart, a course of nobody's. `month` None
    accepts it in every month; `fingerprint` is that of the facts it was accepted on.
    """

    key: str
    check: Check
    reason: str
    by: str
    on: date
    fingerprint: str
    booking: str | None = None
    about: str | None = None
    month: Month | None = None

    def covers(self, problem: Problem) -> bool:
        """Whether `problem` is what was accepted: the same warning, resting on the same facts."""
        return (
            problem.severity is Severity.WARN
            and problem.check is self.check
            and (not problem.booking or problem.booking in {self.booking, self.about})
            and (bool(problem.booking) or self.booking is None)
            and (self.month is None or problem.month == str(self.month))
            and fingerprint(problem) == self.fingerprint
        )


def fingerprint(problem: Problem) -> str:
    """What a problem says, whatever month it is told in: the same as long as its facts are the same."""
    return digest(text_of({"check": problem.check, "reason": problem.reason, "facts": problem.params}))[:_DIGITS]


def subject_of(problem: Problem) -> str:
    """What a problem is about: its booking, else the agreement or the counterpart that it names."""
    return problem.booking or str(problem.params.get("agreement") or problem.params.get("party") or "")


class Acceptances:
    """The acceptances of a register, ready to be asked which of them covers a problem."""

    def __init__(self, accepted: Iterable[AcceptedWarning]) -> None:
        self._by_fingerprint: dict[str, list[AcceptedWarning]] = defaultdict(list)
        for one in accepted:
            self._by_fingerprint[one.fingerprint].append(one)

    def of(self, problem: Problem) -> AcceptedWarning | None:
        """The acceptance that covers `problem`."""
        if not self._by_fingerprint or problem.severity is not Severity.WARN:
            return None
        near: Sequence[AcceptedWarning] = self._by_fingerprint.get(fingerprint(problem), ())
        return next((one for one in near if one.covers(problem)), None)


def acceptance_problems(accepted: AcceptedWarning) -> tuple[FieldProblem, ...]:
    """What keeps an acceptance from being kept: it needs a reason, and something that it is about."""
    problems = [
        FieldProblem(name, "missing") for name in ("key", "reason", "by", "fingerprint") if not getattr(accepted, name)
    ]
    if not (accepted.booking or accepted.about):
        problems.append(FieldProblem("about", "missing"))
    return tuple(problems)
