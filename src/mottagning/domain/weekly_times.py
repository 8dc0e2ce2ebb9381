"""When in the week is something held? Weekdays with hours, read from and written as a short line.

The grammar is one, `days hours; days hours`; the names of the days are given: numbers in the register, words where
people read (`texts.offers`).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import time
from itertools import pairwise

from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, order=True)
class WeeklyTime:
    """Some hours of one weekday: 1 is Monday and 7 Sunday, as ISO 8601 counts; `ends` is not part of them."""

    weekday: int
    begins: time
    ends: time


_HOUR = r"(\d{1,2})(?:[.:](\d{2}))?"
_PART = re.compile(rf"(?P<days>.+?)\s+(?:kl\.?\s*)?{_HOUR}\s*[-–]\s*{_HOUR}", re.IGNORECASE)
_BETWEEN_DAYS = re.compile(r"\s*(?:,|\boch\b|\+)\s*")
_DASH = re.compile(r"\s*[-–]\s*")


def parse_times(text: str, weekday: Callable[[str], int]) -> tuple[WeeklyTime, ...]:
    """Read `1-5 09:00-12:00; 6 10-13`, in order and each once.

    `weekday` reads the name of a day. Raises ValueError with the part that cannot be read.
    """
    found: set[WeeklyTime] = set()
    for part in filter(None, map(str.strip, text.split(";"))):
        found |= set(_part(part, weekday))
    return tuple(sorted(found))


def _part(part: str, weekday: Callable[[str], int]) -> Iterable[WeeklyTime]:
    match = _PART.fullmatch(part)
    if match is None:
        raise ValueError(part)
    hours = [int(one or 0) for one in match.groups()[1:]]
    begins, ends = time(hours[0], hours[1]), time(hours[2], hours[3])
    return [WeeklyTime(day, begins, ends) for day in _days(match["days"], weekday)]


def _days(text: str, weekday: Callable[[str], int]) -> Iterable[int]:
    for piece in _BETWEEN_DAYS.split(text.strip()):
        first, *rest = [weekday(name) for name in _DASH.split(piece)]
        last = rest[-1] if rest else first
        if len(rest) > 1 or last < first:
            raise ValueError(text)
        yield from range(first, last + 1)


def written_times(times: Sequence[WeeklyTime], name: Callable[[int], str], hour: str = ":", dash: str = "-") -> str:
    """The times as `parse_times` reads them: days with the same hours together, `name` giving the name of a day."""
    by_hours: dict[tuple[time, time], list[int]] = defaultdict(list)
    for one in times:
        by_hours[one.begins, one.ends].append(one.weekday)
    parts = sorted((days[0], begins, ends, days) for (begins, ends), days in by_hours.items())
    return "; ".join(
        f"{written_days(days, name, dash)} {begins:%H{hour}%M}{dash}{ends:%H{hour}%M}"
        for _, begins, ends, days in parts
    )


def written_days(days: Sequence[int], name: Callable[[int], str], dash: str = "-") -> str:
    """Weekdays in order, those that follow on each other by the first and the last: `mån-tors, lör`."""
    runs: list[list[int]] = []
    for day in days:
        if runs and runs[-1][-1] == day - 1:
            runs[-1].append(day)
        else:
            runs.append([day])
    return ", ".join(name(run[0]) if len(run) == 1 else f"{name(run[0])}{dash}{name(run[-1])}" for run in runs)


def minutes_a_week(times: Iterable[WeeklyTime]) -> int:
    """How many minutes the times come to in a week."""
    return sum(minute_of(one.ends) - minute_of(one.begins) for one in times)


def minute_of(at: time) -> int:
    """Minutes since midnight."""
    return at.hour * 60 + at.minute


def at_minute(minutes: int) -> time:
    """The time so many minutes after midnight, the same day."""
    return time(*divmod(minutes, 60))


def times_problems(times: Sequence[WeeklyTime]) -> tuple[FieldProblem, ...]:
    """What is wrong with times: hours that end before they begin, or that meet on a day."""
    if any(one.ends <= one.begins for one in times):
        return (FieldProblem("times", "ends_before_start"),)
    ordered = sorted(times)
    if any(one.weekday == other.weekday and other.begins < one.ends for one, other in pairwise(ordered)):
        return (FieldProblem("times", "times_meet"),)
    return ()


def common(times: Iterable[WeeklyTime], others: Iterable[WeeklyTime]) -> tuple[WeeklyTime, ...]:
    """The hours that are in both."""
    return _of_week(_week(times) & _week(others))


def outside(times: Iterable[WeeklyTime], others: Iterable[WeeklyTime]) -> tuple[WeeklyTime, ...]:
    """The hours of `times` that are not in `others`."""
    return _of_week(_week(times) & ~_week(others))


def together(times: Iterable[WeeklyTime], others: Iterable[WeeklyTime] = ()) -> tuple[WeeklyTime, ...]:
    """The hours that are in one or the other, those that touch as one."""
    return _of_week(_week(times) | _week(others))


DAY_MINUTES = 24 * 60


def _week(times: Iterable[WeeklyTime]) -> int:
    """A week as a number with a bit for each minute, so that a few hundred offers are compared in no time."""
    week = 0
    for one in times:
        begins, ends = minute_of(one.begins), minute_of(one.ends)
        week |= ((1 << max(ends - begins, 0)) - 1) << ((one.weekday - 1) * DAY_MINUTES + begins)
    return week


def _of_week(week: int) -> tuple[WeeklyTime, ...]:
    """The hours whose minutes are set. None goes past midnight: the last minute of a day is never set."""
    found = []
    while week:
        begins = (week & -week).bit_length() - 1
        rest = week >> begins
        ends = begins + (rest ^ (rest + 1)).bit_length() - 1
        day, minute = divmod(begins, DAY_MINUTES)
        found.append(WeeklyTime(day + 1, at_minute(minute), at_minute(minute + ends - begins)))
        week = week >> ends << ends
    return tuple(found)
