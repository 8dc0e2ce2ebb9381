"""Deadlines as the card, the first page and the settings show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.deadlines.blocks import RuleProblem
from mottagning.domain.deadlines.engine import Deadline, DeadlineStatus
from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.deadlines.loaded import LoadedRule, RuleChange
from mottagning.domain.deadlines.rules import Rule
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class PersonDeadlines:
    """One answer for each rule, in the order of the rules, and the extensions that were granted."""

    deadlines: tuple[Deadline, ...] = ()
    extensions: tuple[Stored[Extension], ...] = ()
    today: date = date.min

    def last_extension(self, rule: str) -> Stored[Extension] | None:
        """The extension of a rule that holds, which can be taken back."""
        return max((one for one in self.extensions if one.value.rule == rule), key=_new_day, default=None)


def _new_day(one: Stored[Extension]) -> date:
    return one.value.new_day


_ORDER = (DeadlineStatus.RED, DeadlineStatus.YELLOW, DeadlineStatus.PASSED)


@dataclass(frozen=True, slots=True)
class DueDeadline:
    """A deadline that somebody has to look at, and whose it is."""

    person_id: int
    case_number: str
    name: str
    sort_name: str
    is_protected: bool
    deadline: Deadline
    days_left: int

    @property
    def id(self) -> tuple[int, str]:
        """What tells it from all others."""
        return self.person_id, self.deadline.rule.key

    @property
    def urgency(self) -> tuple[int, int]:
        """First what can still be done in time, the nearest first; then what has passed, the latest first."""
        return _ORDER.index(self.deadline.status), abs(self.days_left)


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that holds; `loaded` where the office has loaded it itself."""

    rule: Rule
    loaded: Stored[LoadedRule] | None = None

    @property
    def id(self) -> tuple[str, date]:
        """What tells it from all others."""
        return self.rule.identity


@dataclass(frozen=True, slots=True)
class RuleFile:
    """A rule file that was read: what it changes and the blocks to keep, or everything that is wrong in it."""

    file: str
    changes: tuple[RuleChange, ...] = ()
    blocks: tuple[LoadedRule, ...] = ()
    problems: tuple[RuleProblem, ...] = ()
