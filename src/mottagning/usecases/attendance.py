"""What does staying away lead to? The rules of the register put before the absences that are known."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

from mottagning.domain.attendance import AttendanceRule, ProposedEnd, attendance_rule, proposed_end
from mottagning.domain.bookings import Absence, Booking
from mottagning.readmodels.changes import Stored
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.visible import is_hidden


def rule_for(reader: Reader, booking: Booking, day: date) -> AttendanceRule:
    """The rule that holds for a booking on a day: its agreement's terms, else the statute."""
    held = [
        one.value
        for one in reader.terms.of_agreement(booking.agreement)
        if one.value.service == booking.service and (one.value.valid_from or date.min) <= day
    ]
    terms = max(held, key=lambda one: one.valid_from or date.min, default=None)
    service = reader.services.find(booking.service)
    return attendance_rule(terms, is_adult_education=service is not None and service.value.is_adult_education)


def proposed_ends(ctx: Context, reader: Reader) -> list[int]:
    """The numbers of the bookings for which an end is proposed, whoever has been away longest first."""
    absences: dict[str, list[Absence]] = defaultdict(list)
    for one in reader.absences.unexplained(ctx.today):
        absences[one.value.booking].append(one.value)
    found = []
    for booking in reader.bookings.naming("key", list(absences)):
        if is_hidden(ctx, reader, booking.value.case_number):
            continue
        rule = rule_for(reader, booking.value, ctx.today)
        end = proposed_end(booking.value, absences[booking.value.key], rule, ctx.today)
        found += [(end.since, booking.id)] if end is not None else []
    return [number for _, number in sorted(found)]


def end_of(ctx: Context, reader: Reader, booking: Stored[Booking]) -> ProposedEnd | None:
    """The end that is proposed for a booking; None while nothing leads to one."""
    absences = [one.value for one in reader.absences.of_booking(booking.id)]
    return proposed_end(booking.value, absences, rule_for(reader, booking.value, ctx.today), ctx.today)
