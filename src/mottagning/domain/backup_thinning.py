"""Which backups are no longer needed? One a day, one a week and one a month are kept, and always the latest.

A day is thinned when the next has come: what was backed up this morning, before a month was closed, is there all day.
Days, weeks and months are counted where there are backups, not back from today: an office on leave, or a computer whose
clock was wrong for a while, thins nothing out by that. For the same reason age alone takes a backup away only when
there is a full row of days that are newer.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from mottagning.domain.backup_rules import BackupRules, Reason
from mottagning.domain.periods import add_months


@dataclass(frozen=True, slots=True)
class Made:
    """A backup that is known to be whole: its file's name, and when it was made, in the machine's time."""

    at: datetime
    name: str
    reason: Reason


def superfluous(backups: Collection[Made], latest: Made, rules: BackupRules) -> frozenset[Made]:
    """Those of `backups` that may go. `latest` is the one that was made last, whatever its clock said."""
    newest_first = sorted({*backups, latest}, key=lambda one: (one.at, one.name), reverse=True)
    oldest = add_months(latest.at.date(), -rules.months)
    young = [one for one in newest_first if one.at.date() > oldest]
    if len(_first_of_each(young, _day)) >= rules.days:
        newest_first = young
    kept = {
        *(one for one in newest_first if one.at.date() == latest.at.date()),  # itself, and the others of its day
        *islice(_first_of_each(newest_first, _day), rules.days),
        *islice(_first_of_each(newest_first, _week), rules.weeks),
        *islice(_first_of_each(newest_first, _month), rules.months),
        *(one for one in newest_first if one.reason is Reason.MIGRATION),
    }
    return frozenset(backups) - kept


def _first_of_each(backups: Iterable[Made], part: Callable[[date], Hashable]) -> list[Made]:
    """The first of each day, week or month, in the order given."""
    found: dict[Hashable, Made] = {}
    for one in backups:
        found.setdefault(part(one.at.date()), one)
    return list(found.values())


def _day(day: date) -> Hashable:
    return day


def _week(day: date) -> Hashable:
    return day.isocalendar()[:2]


def _month(day: date) -> Hashable:
    return day.year, day.month
