"""What does staying away lead to? The rules of the register put before the absences that are known."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from mottagning.domain.agreements import Terms
from mottagning.domain.attendance import AttendanceRule, ProposedEnd, attendance_rule, proposed_end
from mottagning.domain.bookings import Absence, Booking
from mottagning.domain.coverage import in_force
from mottagning.domain.settlement.facts import chain
from mottagning.readmodels.changes import Stored
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.visible import may_see


class AttendanceRules:
    """The rules for some bookings on a day, read in two questions however many there are."""

    def __init__(self, reader: Reader, bookings: Iterable[Booking], day: date) -> None:
        self._terms: dict[tuple[str, str], Terms] = {}
        self._governing = _governing(reader, {one.agreement for one in bookings}, day)
        terms = [one.value for one in reader.terms.naming("agreement", list(set(self._governing.values())))]
        for one in sorted(terms, key=_first_day):
            if _first_day(one) <= day:
                self._terms[one.agreement, one.service] = one
        self._taught = {one.value.name for one in reader.services.every() if one.value.is_adult_education}

    def of(self, booking: Booking) -> AttendanceRule:
        """What holds for a booking: its agreement's terms, else the statute."""
        terms = self._terms.get((self._governing[booking.agreement], booking.service))
        return attendance_rule(terms, is_adult_education=booking.service in self._taught)


def _governing(reader: Reader, keys: Iterable[str], day: date) -> dict[str, str]:
    """Which agreement holds on a day for bookings under each of these: open bookings go with one that follows."""
    successors = reader.agreements.successors()
    known = {one.value.key: one.value for one in reader.agreements.every()}
    found = {}
    for key in keys:
        followed = in_force([known[one] for one in chain(key, successors) if one in known], day)
        found[key] = followed.key if followed else key
    return found


def _first_day(terms: Terms) -> date:
    return terms.valid_from or date.min


def proposed_ends(ctx: Context, reader: Reader) -> list[int]:
    """The numbers of the bookings for which an end is proposed, whoever has been away longest first."""
    absences: dict[str, list[Absence]] = defaultdict(list)
    for one in reader.absences.unexplained(ctx.today):
        absences[one.value.booking].append(one.value)
    bookings = reader.bookings.naming("key", list(absences))
    people = reader.people.naming("case_number", list({one.value.case_number for one in bookings}))
    seen = {one.value.case_number for one in people if may_see(ctx, one.value)}
    rules = AttendanceRules(reader, [one.value for one in bookings], ctx.today)
    found = []
    for booking in bookings:
        key = booking.value.key
        end = proposed_end(booking.value, absences[key], rules.of(booking.value), ctx.today)
        if end is not None and booking.value.case_number in seen:
            found.append((end.since, booking.id))
    return [number for _, number in sorted(found)]


def end_of(ctx: Context, reader: Reader, booking: Stored[Booking]) -> ProposedEnd | None:
    """The end that is proposed for a booking; None while nothing leads to one."""
    absences = [one.value for one in reader.absences.of_booking(booking.id)]
    rule = AttendanceRules(reader, [booking.value], ctx.today).of(booking.value)
    return proposed_end(booking.value, absences, rule, ctx.today)
