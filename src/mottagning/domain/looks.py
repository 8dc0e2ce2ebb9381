"""What in a month is worth a look, though it stops nothing? The checks that only warn (settlement.md 4.2).

Each is a function from a booking, the month and what is known of the person to its warning; none changes an amount.
A warning names the facts it rests on and not the month, so that it is the same warning as long as they stand.

Some checks of the list are no functions at all, for nothing that they look for can come about:

* K03 (billed after the end): the days of a booking end with it, tests/domain/test_timeline.py;
* K09 (a move inside the period): the days are cut at every move, tests/domain/test_moves.py;
* K16 (quantity × price): an amount is rounded once, where it is made, tests/domain/test_settlement_properties.py;
* K17 (sums): a return's total is that of its rows, tests/domain/test_returns.py, tests/files/test_return_workbook.py;
* K19 (billed before): only what differs from earlier rows is returned, tests/domain/test_ledger.py;
* K24 (protected people): they have returns of their own, tests/domain/test_returns.py and tests/ui/test_no_trace.py.

No agreement says how severe a check is: formats/command-line tells what stops a row, and K18 does not; that an adult's
place needs no decision (K05) is said on the booking, in the words of the format.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from mottagning.domain.agreements import Method, Terms, Unit
from mottagning.domain.bookings import Outcome
from mottagning.domain.checks import Subject
from mottagning.domain.circumstances import Circumstances, home_on
from mottagning.domain.money import SCALE
from mottagning.domain.periods import DAY, OPEN, DateRange, Month
from mottagning.domain.problems import Check, Param, Problem, Severity
from mottagning.domain.settlement.facts import Book, moves, terms_for
from mottagning.domain.settlement.rules import RULES
from mottagning.domain.settlement.timeline import timeline
from mottagning.domain.swedish import names_chapter_29_6, names_education_act

SILENT_MONTHS = 6
"""A place without an end of which nothing has been heard for so long may be over (K04; the default of the list)."""

POINTS_A_YEAR = 800
"""What the state pays for at most per person and calendar year, for Nordic pupils (K21; the state's terms of 2026).

It is no rule between municipalities: who has more is worth a look, and more is paid all the same."""

_WEEK = 7


@dataclass(frozen=True, slots=True)
class Look:
    """A booking in a month, its days in it, and what is known of its person."""

    subject: Subject
    month: Month
    days: DateRange
    known: Circumstances

    @property
    def terms(self) -> Terms | None:
        """The terms that the month follows."""
        service = self.subject.placement.booking.service
        found = terms_for(self.subject.books, service, self.month.first, self.month.last)
        return found[1] if found else None

    def warning(self, check: Check, reason: str, **params: Param) -> Problem:
        """Something worth a look in the month."""
        service = self.subject.placement.booking.service
        return Problem(check, Severity.WARN, self.subject.key, reason, str(self.month), {"service": service, **params})


def month_looks(subject: Subject, month: Month, known: Circumstances) -> Iterator[Problem]:
    """What is worth a look about somebody's booking in a month; nothing of one that never started."""
    placement = subject.placement
    if placement.is_about_nobody or placement.booking.outcome is Outcome.NEVER_STARTED:
        return
    days = placement.booking.days.meet(month.range)
    if days is None:
        return
    look = Look(subject, month, days, known)
    for check in _LOOKS:
        found = check(look)
        if found is not None:
            yield found


def _silence(look: Look) -> Problem | None:
    """K04: a place without an end, and no presence, report or confirmation for half a year when the month ends."""
    booking = look.subject.placement.booking
    if not booking.days.is_open or booking.planned_until is not None or booking.outcome is not None:
        return None
    latest = look.month.plus(-SILENT_MONTHS).last
    if booking.days.start > latest or (heard := _last_heard(look)) > latest:
        return None
    return look.warning(Check.K04, "silent", day=heard.isoformat(), months=SILENT_MONTHS)


def _last_heard(look: Look) -> date:
    """The last day that somebody has said something of; what is still to come counts too."""
    placement = look.subject.placement
    booking = placement.booking
    told = [booking.last_present_on, booking.told_on, booking.decided_on, booking.graded_on]
    away = [one.days.last or one.days.start for one in placement.absences]
    held = [one.month.last for one in placement.reports if one.quantity]
    return max(day for day in (booking.days.start, *told, *away, *held) if day is not None)


def _longer_than_planned(look: Look) -> Problem | None:
    """K06: days after the planned end that was decided."""
    planned = look.subject.placement.booking.planned_until
    if planned is None or look.days.end - DAY <= planned:
        return None
    return look.warning(Check.K06, "longer", day=planned.isoformat())


def _more_hours(look: Look) -> Problem | None:
    """K06: more hours reported than the weekly hours give room for in the weeks that the month touches."""
    weekly = look.subject.placement.booking.hours_per_week
    if weekly is None or not _is_reported(look.terms, Unit.HOUR):
        return None
    reported = sum(one.quantity for one in look.subject.placement.reports if one.month == look.month)
    if reported <= weekly * _weeks(look):
        return None
    return look.warning(Check.K06, "hours", reported=reported, weekly=weekly)


def _is_reported(terms: Terms | None, unit: Unit) -> bool:
    return terms is not None and terms.method is Method.REPORTED and terms.unit is unit


def _weeks(look: Look) -> int:
    """How many calendar weeks the booking's days of the month touch: nobody is warned for how weeks are cut."""
    monday = look.days.start - DAY * look.days.start.weekday()
    return ((look.days.end - DAY - monday).days // _WEEK) + 1


def _more_pieces(look: Look) -> Problem | None:
    """K06: more pieces reported than were booked, from the month on that goes beyond."""
    booked = look.subject.placement.booking.quantity
    if booked is None or not _is_reported(look.terms, Unit.PIECE):
        return None
    known = [one for one in look.subject.placement.reports if one.month <= look.month]
    reported = sum(one.quantity for one in known)
    if reported <= booked or not any(one.month == look.month and one.quantity for one in known):
        return None
    return look.warning(Check.K06, "pieces", reported=reported, booked=booked)


def _ground_of_stay(look: Look) -> Problem | None:
    """K10: one who is not folkbokförd belongs where she stays, and the ground does not say so (skollagen 29:6).

    Only for what rests on skollagen: other statutes have no such paragraph. One without any ground is K11.
    """
    placement, known = look.subject.placement, look.known
    if known.number is None and not known.unregistered:
        return None
    ground = placement.booking.ground or placement.service.ground
    if not ground or names_chapter_29_6(ground):
        return None
    if not names_education_act(f"{ground} {placement.service.ground or ''}"):
        return None
    if any(one.meet(look.days) for one in known.unregistered):
        return look.warning(Check.K10, "staying", ground=ground)
    return look.warning(Check.K10, "number", ground=ground, number=known.number.value) if known.number else None


def _many_points(look: Look) -> Problem | None:
    """K21: a person's courses of a calendar year give more points than the state pays for."""
    if not look.known.courses:
        return None
    courses = {one.booking: one for one in look.known.courses}
    own = courses.get(look.subject.key)
    if own is None or own.year != look.month.year:
        return None
    points = sum(one.points for one in courses.values() if one.year == own.year)
    if points <= POINTS_A_YEAR * SCALE:
        return None
    return look.warning(Check.K21, "points", year=own.year, points=points, limit=POINTS_A_YEAR)


def _kept_place(look: Look) -> Problem | None:
    """K27: she has moved, and the place is kept after it: in notice, or without her being there.

    The rule for moves has decided who pays; whether that is agreed for a kept place is to be asked.
    """
    placement = look.subject.placement
    if len(placement.person.stays) < 2:
        return None
    moved = [day for day in moves(placement.person.stays) if placement.booking.days.start < day < look.days.end]
    day = max(moved, default=None)
    if day is None or not _is_kept(look, day):
        return None
    payer = _payer_after(look, day)
    return look.warning(Check.K27, "kept", day=day.isoformat(), last=_last(placement.booking.days), party=payer)


def _is_kept(look: Look, moved: date) -> bool:
    """Whether she left the place when she moved: so it ended, or she was last there before."""
    booking = look.subject.placement.booking
    left = booking.last_present_on is not None and booking.last_present_on < moved
    return left or (booking.outcome is Outcome.MOVED and moved < booking.days.end)


def _last(days: DateRange) -> str | None:
    return None if days.end == OPEN else (days.end - DAY).isoformat()


def _payer_after(look: Look, moved: date) -> str | None:
    terms, subject = look.terms, look.subject
    if terms is None:
        return None
    segments = timeline(subject.placement, subject.books, subject.office.own, terms.move_rule)
    return next((one.payer for one in segments if moved in one.days), None)


def _kin_elsewhere(look: Look) -> Problem | None:
    """K28: a child belongs to one municipality, and somebody whom it lives with or who answers for it to another."""
    if not look.known.kin:
        return None
    day = look.days.end - DAY
    own = home_on(look.subject.placement.person.stays, day)
    if own is None or not look.known.is_child_on(day):
        return None
    for kin in look.known.kin:
        other = kin.home_on(day)
        if other is not None and other != own:
            return look.warning(Check.K28, kin.bond.value, party=other, own=own)
    return None


_LOOKS: tuple[Callable[[Look], Problem | None], ...] = (
    _silence,
    _longer_than_planned,
    _more_hours,
    _more_pieces,
    _ground_of_stay,
    _many_points,
    _kept_place,
    _kin_elsewhere,
)


def reading_warnings(month: Month, book: Book) -> Iterator[Problem]:
    """K30: the terms of an agreement by which other months than `month` are read and returned with it, or it later."""
    for service in sorted(book.terms):
        terms = book.terms_on(service, month.last)
        if terms is None or terms.method is not Method.MEASURING_DAY:
            continue
        read_on = terms.readings.of_month(month)
        if RULES[terms.method].settles(terms, month) != month:
            yield _read_elsewhere(book, terms, "elsewhere", str(month.number), read_on)
        others = [each for each in _months_of(month.year) if each != month and _settles(terms, each) == month]
        if others:
            numbers = ",".join(str(each.number) for each in others)
            yield _read_elsewhere(book, terms, "others", numbers, terms.readings.of_month(others[0]))


def _settles(terms: Terms, month: Month) -> Month:
    return RULES[terms.method].settles(terms, month)


def _months_of(year: int) -> Iterator[Month]:
    return (Month(year, number) for number in range(1, 13))


def _read_elsewhere(book: Book, terms: Terms, reason: str, months: str, read_on: date) -> Problem:
    params: dict[str, Param] = {
        "agreement": book.agreement.key,
        "service": terms.service,
        "months": months,
        "day": read_on.isoformat(),
    }
    return Problem(Check.K30, Severity.WARN, "", reason, None, params)
