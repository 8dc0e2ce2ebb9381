"""When does staying away lead to a proposed end? Counted by hand, a day on each side of every limit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import booking, day, days, terms
from mottagning.domain.attendance import AttendanceRule, ProposedEnd, attendance_rule, proposed_end
from mottagning.domain.bookings import Absence, AbsenceKind, Outcome
from mottagning.domain.periods import DateRange

COURSE = booking("2025-01-13")
STATUTE = attendance_rule(None, is_adult_education=True)
AGREED = attendance_rule(terms(absence_limit=14, no_show_limit=7), is_adult_education=True)
TODAY = day("2025-03-31")


def away(first: str, last: str | None, kind: AbsenceKind = AbsenceKind.INVALID) -> Absence:
    return Absence(booking=COURSE.key, days=DateRange.inclusive(day(first), day(last) if last else None), kind=kind)


@pytest.mark.parametrize(
    ("rule", "last", "limit"),
    [
        (STATUTE, "2025-02-23", None),
        (STATUTE, "2025-02-24", 21),
        (AGREED, "2025-02-16", None),
        (AGREED, "2025-02-17", 14),
        (attendance_rule(None, is_adult_education=False), "2025-03-31", None),
    ],
    ids=["21 days", "22 days", "14 days agreed", "15 days agreed", "no rule for preschool"],
)
def test_more_days_than_the_rule_lets_pass_end_the_place(rule: AttendanceRule, last: str, limit: int | None) -> None:
    found = proposed_end(COURSE, [away("2025-02-03", last)], rule, TODAY)
    assert (found.limit if found else None) == limit
    assert found is None or (found.since, found.outcome) == (day("2025-02-03"), Outcome.INTERRUPTED)


def test_days_in_a_row_are_counted_over_several_notes_and_reasons_break_them() -> None:
    told = [away("2025-02-03", "2025-02-14"), away("2025-02-15", "2025-02-24")]
    assert proposed_end(COURSE, told, STATUTE, TODAY) is not None
    ill = [*told[:1], away("2025-02-15", "2025-02-15", AbsenceKind.VALID), away("2025-02-16", "2025-02-26")]
    assert proposed_end(COURSE, ill, STATUTE, TODAY) is None


def test_who_never_came_is_struck_off_by_the_agreements_own_limit() -> None:
    absent = [away("2025-01-13", "2025-01-20")]
    assert proposed_end(COURSE, absent, AGREED, TODAY) == ProposedEnd(
        day("2025-01-13"), Outcome.NEVER_STARTED, 7, is_agreed=True
    )
    assert proposed_end(COURSE, [away("2025-01-13", "2025-01-19")], AGREED, TODAY) is None
    assert proposed_end(COURSE, absent, STATUTE, TODAY) is None


@pytest.mark.parametrize(("today", "is_proposed"), [("2025-02-23", False), ("2025-02-24", True)])
def test_days_to_come_do_not_count(today: str, is_proposed: bool) -> None:
    found = proposed_end(COURSE, [away("2025-02-03", None)], STATUTE, day(today))
    assert (found is not None) is is_proposed


def test_what_has_ended_keeps_its_end() -> None:
    absent = [away("2025-02-03", "2025-02-28")]
    ended = replace(COURSE, days=days("2025-01-13", "2025-03-30"), outcome=Outcome.COMPLETED)
    assert proposed_end(ended, absent, STATUTE, TODAY) is None
    assert proposed_end(replace(COURSE, outcome=Outcome.NEVER_STARTED), absent, STATUTE, TODAY) is None


def test_the_statute_holds_for_adult_education_where_the_agreement_says_nothing() -> None:
    assert AttendanceRule(absence=21) == STATUTE
    assert attendance_rule(terms(), is_adult_education=True) == STATUTE
    assert attendance_rule(terms(absence_limit=14), is_adult_education=False) == AttendanceRule(14, is_agreed=True)
