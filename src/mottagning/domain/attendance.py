"""When has somebody who stays away lost her place? Proposed by a rule, decided by people.

The statute counts for adult education; an agreement may say other days for an insats (SIFA, Stockholm: more than 14
days in sfi, 21 in svenska som andraspråk, and struck off who has not come within 7 days of the start).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mottagning.domain.agreements import Terms
from mottagning.domain.bookings import Absence, AbsenceKind, Booking, Outcome
from mottagning.domain.periods import DAY, DateRange, hull

THREE_WEEKS = 21
"""Who stays away from a course for more than three weeks in a row, neither ill nor on leave, has interrupted it:
förordningen om vuxenutbildning (2011:1108) 7 kap. 1 §. The head may decide otherwise for exceptional reasons."""


@dataclass(frozen=True, slots=True)
class AttendanceRule:
    """How many days in a row without a valid reason are let pass: in the midst, and from the first day on.

    None where nothing is said. `is_agreed` tells whether `absence` is the agreement's own and not the statute's.
    """

    absence: int | None = None
    no_show: int | None = None
    is_agreed: bool = False


@dataclass(frozen=True, slots=True)
class ProposedEnd:
    """An end that a rule gives: away since `since`, for more than `limit` days. `is_agreed` as in the rule."""

    since: date
    outcome: Outcome
    limit: int
    is_agreed: bool


def attendance_rule(terms: Terms | None, *, is_adult_education: bool) -> AttendanceRule:
    """What holds for an insats under `terms`; None where the agreement says nothing of it."""
    absence = terms.absence_limit if terms else None
    statute = THREE_WEEKS if is_adult_education else None
    return AttendanceRule(
        absence=statute if absence is None else absence,
        no_show=terms.no_show_limit if terms else None,
        is_agreed=absence is not None,
    )


def proposed_end(
    booking: Booking, absences: Iterable[Absence], rule: AttendanceRule, today: date
) -> ProposedEnd | None:
    """The end that somebody's staying away leads to, by the latest run that is long enough; None while there is none.

    Days that are still to come do not count. One that has ended keeps its end.
    """
    if booking.outcome is not None or booking.days.end <= today:
        return None
    for run in reversed(_runs(absences, today)):
        never_came = run.start <= booking.days.start
        if never_came and rule.no_show is not None and run.days > rule.no_show:
            return ProposedEnd(run.start, Outcome.NEVER_STARTED, rule.no_show, is_agreed=True)
        if rule.absence is not None and run.days > rule.absence:
            outcome = Outcome.NEVER_STARTED if never_came else Outcome.INTERRUPTED
            return ProposedEnd(run.start, outcome, rule.absence, rule.is_agreed)
    return None


def _runs(absences: Iterable[Absence], today: date) -> list[DateRange]:
    """The unbroken stretches without a valid reason, up to and with today, in their order."""
    runs: list[DateRange] = []
    for one in sorted((one for one in absences if one.kind is AbsenceKind.INVALID), key=lambda one: one.days.start):
        known = one.days.meet(DateRange(date.min, today + DAY))
        if known is None:
            continue
        if runs and known.start <= runs[-1].end:
            runs[-1] = hull([runs[-1], known])
        else:
            runs.append(known)
    return runs
