"""What is a week made of? Weekly hours with place and travel, and the stretches that they come to day by day.

Hours belong to somebody, and tell of a booking, of an activity of her plan, or of something else that takes her time.
Travel is what the office has been told, in minutes one way from home: between two places nothing is guessed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from mottagning.domain.children_hours import Care
from mottagning.domain.people import HouseholdRole
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem
from mottagning.domain.weekly_times import DAY_MINUTES, WeeklyTime, minute_of, times_problems

DAYS = 7
WORKING_DAYS = 5
EVERY_DAY = frozenset(range(1, DAYS + 1))
CARE_THROUGH = 13
"""Care is needed up to the end of the spring term of the year in which a child reaches this age.

So long fritidshem is offered (skollagen 2010:800, 14 kap. 7 §, as read 2026-04-27); that a child needs somebody's care
just as long is an interpretation, and the end of the term is taken as 30 June (formats: läsårsslut).
"""


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """Seven days from a Monday. Raises ValueError for another day."""

    first: date

    def __post_init__(self) -> None:
        if self.first.isoweekday() != 1:
            raise ValueError(self.first)

    @classmethod
    def of(cls, day: date) -> Week:
        """The week that holds `day`."""
        return cls(day - timedelta(days=day.weekday()))

    @property
    def number(self) -> int:
        """Its number, as ISO 8601 counts."""
        return self.first.isocalendar().week

    @property
    def days(self) -> DateRange:
        """All its days."""
        return DateRange(self.first, self.first + timedelta(days=DAYS))

    def day(self, weekday: int) -> date:
        """The date of a weekday, 1 being Monday."""
        return self.first + timedelta(days=weekday - 1)

    def plus(self, weeks: int) -> Week:
        """The week so many weeks later (earlier when negative)."""
        return Week(self.first + timedelta(days=DAYS * weeks))


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day with a name; only a public one is a holiday by law."""

    name: str
    is_public: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WeeklyHours:
    """When in the week something takes somebody's time, over `days`.

    They tell of a `booking`, of the activity of this number in a `plan`, or of `what` else there is. `care` says that
    a child is looked after in them, `is_at_home` that somebody is known to be at home. `municipality` is where it is;
    `travel` are minutes one way from home, `from_previous` minutes straight from the place before it the same day,
    where that lies elsewhere. `opening` are the hours in which it can be held at all; none when they are not known.
    """

    key: str
    case_number: str
    days: DateRange
    times: tuple[WeeklyTime, ...]
    what: str | None = None
    booking: str | None = None
    plan: str | None = None
    activity: int | None = None
    care: Care | None = None
    is_at_home: bool = False
    municipality: str | None = None
    travel: int | None = None
    from_previous: int | None = None
    opening: tuple[WeeklyTime, ...] = ()


def hours_problems(hours: WeeklyHours) -> tuple[FieldProblem, ...]:
    """What keeps `hours` from being registered."""
    problems = [FieldProblem(name, "missing") for name in ("key", "case_number", "times") if not getattr(hours, name)]
    if hours.booking is not None and hours.plan is not None:
        problems.append(FieldProblem("activity", "booking_or_activity"))
    if (hours.plan is None) is not (hours.activity is None):
        problems.append(FieldProblem("plan" if hours.plan is None else "activity", "missing"))
    if hours.booking is None and hours.plan is None and not hours.what:
        problems.append(FieldProblem("what", "missing"))
    if hours.is_at_home and (hours.care is not None or hours.travel):
        problems.append(FieldProblem("is_at_home", "home_is_no_place"))
    for name in ("travel", "from_previous"):
        minutes = getattr(hours, name) or 0
        if minutes < 0:
            problems.append(FieldProblem(name, "negative"))
        elif minutes >= DAY_MINUTES:
            problems.append(FieldProblem(name, "a_whole_day"))
    opening = [FieldProblem("opening", one.code) for one in times_problems(hours.opening)]
    return (*problems, *times_problems(hours.times), *opening)


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of one weekday, in minutes since midnight; `ends` is not part of it.

    `source` is the key of the weekly hours that it comes of, None when they are only those that an offer tells.
    `opening` are the stretches of that day in which it can be held, None when nobody knows.
    """

    weekday: int
    begins: int
    ends: int
    what: str
    place: str | None = None
    travel: int | None = None
    from_previous: int | None = None
    care: Care | None = None
    is_home: bool = False
    source: str | None = None
    thing: str = ""
    service: str | None = None
    opening: tuple[tuple[int, int], ...] | None = None


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody of a household in one week. `untimed` goes on in it at hours that nobody knows.

    `guardians` are the case numbers of those in the household who answer for a child; `needs_care` is None when the
    child's age is not known, and `is_by_turns` says that a child is here only a part of the weeks. `days` are the
    weekdays on which she belongs to the household: who leaves or comes within the week is not there on the others.
    """

    case_number: str
    name: str
    role: HouseholdRole | None = None
    blocks: tuple[Block, ...] = ()
    untimed: tuple[str, ...] = ()
    is_child: bool = False
    needs_care: bool | None = False
    guardians: tuple[str, ...] = ()
    is_by_turns: bool = False
    days: frozenset[int] = EVERY_DAY

    @property
    def is_known(self) -> bool:
        """Whether the hours that are told are all there are: who has none that are told is not free but unknown."""
        return bool(self.blocks) and not self.untimed

    def on(self, weekday: int) -> list[Block]:
        """What takes time on a weekday, in order; being at home does not."""
        found = [one for one in self.blocks if one.weekday == weekday and not one.is_home]
        return sorted(found, key=lambda one: (one.begins, one.ends))

    def with_blocks(self, blocks: Iterable[Block]) -> Member:
        """The same with other stretches."""
        return replace(self, blocks=tuple(blocks))


@dataclass(frozen=True, slots=True)
class HouseholdWeek:
    """Everybody of a household in one week. `home` is the municipality where they live, None when it is not known.

    `holidays` are days off by law, by weekday: usual hours are not counted on them.
    """

    week: Week
    members: tuple[Member, ...]
    home: str | None = None
    holidays: frozenset[int] = frozenset()

    def member(self, case_number: str) -> Member:
        """The member with this case number. Raises StopIteration when there is none."""
        return next(one for one in self.members if one.case_number == case_number)

    def answering(self, child: Member, weekday: int) -> list[Member]:
        """Those who answer for a child and belong to the household on a weekday; nobody while she does not herself."""
        found = [self.member(one) for one in child.guardians] if weekday in child.days else []
        return [one for one in found if weekday in one.days]

    def replaced(self, member: Member) -> HouseholdWeek:
        """The same with `member` in place of who has the case number."""
        return replace(
            self, members=tuple(member if one.case_number == member.case_number else one for one in self.members)
        )


def laid_out(
    hours: WeeklyHours, what: str, week: Week, closed: Collection[int] = (), service: str | None = None, thing: str = ""
) -> tuple[Block, ...]:
    """The stretches that `hours` come to in a week, but for the weekdays that are `closed`."""
    opening: dict[int, list[tuple[int, int]]] = defaultdict(list)
    for one in hours.opening:
        opening[one.weekday].append((minute_of(one.begins), minute_of(one.ends)))
    return tuple(
        Block(
            weekday=one.weekday,
            begins=minute_of(one.begins),
            ends=minute_of(one.ends),
            what=what,
            place=hours.municipality,
            travel=hours.travel,
            from_previous=hours.from_previous,
            care=hours.care,
            is_home=hours.is_at_home,
            source=hours.key or None,
            thing=thing,
            service=service,
            opening=tuple(opening[one.weekday]) if hours.opening else None,
        )
        for one in hours.times
        if one.weekday not in closed and week.day(one.weekday) in hours.days
    )


def needs_care(birth_date: date | None, day: date) -> bool | None:
    """Whether somebody is so young that she needs care on `day`; None when it is not known how old she is."""
    if birth_date is None:
        return None
    return day <= date(birth_date.year + CARE_THROUGH, 6, 30)


def breaks(runs: Iterable[DateRange], week: Week) -> frozenset[int]:
    """The weekdays, Monday to Friday, on which a school has a break: between two runs of school days.

    Before the first run and after the last nothing is known, and nothing said.
    """
    told = sorted(runs)
    if not told:
        return frozenset()
    whole = DateRange(told[0].start, max(one.end for one in told))
    return frozenset(
        weekday
        for weekday in range(1, WORKING_DAYS + 1)
        if week.day(weekday) in whole and not any(week.day(weekday) in one for one in told)
    )
