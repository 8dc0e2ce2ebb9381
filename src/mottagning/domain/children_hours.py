"""When in the week are the children of a household looked after? Their working day, as far as bookings tell it.

A course lies well when it lies inside those hours (Värmdö's answer, 2009). Nothing is guessed: hours that are told for
only some of a child's day are not known.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from mottagning.domain.weekly_times import WeeklyTime, common, together


class Care(Enum):
    """In what way an insats looks after a child.

    `AROUND_SCHOOL` fills up the school day (skollagen 14 kap. 2 §) and says nothing without the hours of the school.
    """

    ALL_DAY = "all_day"
    SCHOOL = "school"
    AROUND_SCHOOL = "around_school"


@dataclass(frozen=True, slots=True)
class Looked:
    """One booking of a child that looks after it; no `times` are hours that nobody knows."""

    care: Care
    times: tuple[WeeklyTime, ...]


def hours_of(bookings: Sequence[Looked]) -> tuple[WeeklyTime, ...]:
    """The hours in which one child is looked after; none when they are not all known."""
    kinds = {one.care for one in bookings}
    is_half = Care.AROUND_SCHOOL in kinds and Care.SCHOOL not in kinds
    if is_half or not all(one.times for one in bookings):
        return ()
    return together(time for one in bookings for time in one.times)


def shared_hours(children: Sequence[Sequence[Looked]]) -> tuple[WeeklyTime, ...]:
    """The hours in which all children are looked after; none when they are not known of every one."""
    each = [hours_of(bookings) for bookings in children]
    if not each or not all(each):
        return ()
    hours = each[0]
    for other in each[1:]:
        hours = common(hours, other)
    return hours
