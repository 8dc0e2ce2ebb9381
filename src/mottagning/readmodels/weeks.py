"""A household's week as the window and the paper show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from mottagning.domain.week_conflicts import Conflict
from mottagning.domain.week_remedies import Remedy
from mottagning.domain.weekly_times import WeeklyTime
from mottagning.domain.weeks import Holiday, HouseholdWeek, WeeklyHours
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class Thing:
    """Something that takes a member's time: a booking, an activity of her plan, or what the hours themselves say.

    `hours` are those that hold in the week; `offered` those of the offer that the booking came of, where none are told.
    `takes_time` is False for an activity of which nobody has said that it takes hours in the week.
    """

    case_number: str
    what: str
    booking: str | None = None
    plan: str | None = None
    activity: int | None = None
    booking_id: int | None = None
    hours: tuple[Stored[WeeklyHours], ...] = ()
    offered: tuple[WeeklyTime, ...] = ()
    takes_time: bool = True

    @property
    def is_untimed(self) -> bool:
        """Whether it takes time at hours that nobody knows."""
        return self.takes_time and not self.hours and not self.offered


@dataclass(frozen=True, slots=True)
class WeekLine:
    """A member with all that takes time. `is_presumed` says that a child's guardians are told by their role only."""

    person_id: int
    case_number: str
    name: str
    things: tuple[Thing, ...]
    is_presumed: bool = False
    is_protected: bool = False


@dataclass(frozen=True, slots=True)
class Told:
    """A conflict with what would solve it."""

    conflict: Conflict
    remedies: tuple[Remedy, ...]


@dataclass(frozen=True, slots=True)
class SchoolBreak:
    """Weekdays without school by the calendar of this name."""

    calendar: str
    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True)
class WeekCard:
    """One week of a household; of somebody who belongs to none, `household` is None.

    `names` are days with a name, by weekday. `unknown_year` is that of days whose holidays nobody has said.
    """

    household: str | None
    week: HouseholdWeek
    lines: tuple[WeekLine, ...]
    told: tuple[Told, ...]
    names: Mapping[int, Holiday] = field(default_factory=dict)
    breaks: tuple[SchoolBreak, ...] = ()
    unknown_year: int | None = None

    def line(self, case_number: str) -> WeekLine:
        """The member with this case number. Raises StopIteration when there is none."""
        return next(one for one in self.lines if one.case_number == case_number)
