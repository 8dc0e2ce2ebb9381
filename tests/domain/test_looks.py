"""Which months of a booking are worth a look though nothing stops them, and which are left in peace?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import OTHER, OWN, THIRD, Desk, booking, books, day, days, facts, month, placement, price, terms
from mottagning.domain.agreements import Method, MoveRule, Unit
from mottagning.domain.bookings import Absence, AbsenceKind, Booking, Outcome, Report
from mottagning.domain.checks import Subject
from mottagning.domain.circumstances import UNKNOWN, Circumstances, CoursePoints, Kin, KinBond, unregistered_days
from mottagning.domain.closing import warnings
from mottagning.domain.identity import IdentityKind
from mottagning.domain.looks import month_looks, reading_warnings
from mottagning.domain.money import scaled
from mottagning.domain.people import Residence, ResidenceKind
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.settlement.engine import Office
from mottagning.domain.settlement.facts import AgreementFacts, Placement, ServiceFacts, Stay
from mottagning.domain.settlement.readings import Readings, parse_exceptions
from mottagning.texts.checks import said

OFFICE = Office(OWN, month("2020-01"))


def looks(
    one: Placement | Booking, closed: str, *agreements: AgreementFacts, known: Circumstances = UNKNOWN
) -> list[Problem]:
    """What is worth a look when a month is closed; all of it can be said in words, and only warns."""
    placed = one if isinstance(one, Placement) else placement(one)
    found = list(month_looks(Subject(placed, books(*agreements), OFFICE), month(closed), known))
    for problem in found:
        assert problem.severity is Severity.WARN
        assert said(problem, str).message
    return found


def told(*args: Placement | Booking | str | AgreementFacts, known: Circumstances = UNKNOWN) -> list[tuple[Check, str]]:
    """Check and reason of each."""
    one, closed, *agreements = args
    return [(each.check, each.reason) for each in looks(one, closed, *agreements, known=known)]  # type: ignore[arg-type]


# K04: nothing is heard of a place without an end


SILENT = [(Check.K04, "silent")]


def test_a_place_without_an_end_is_looked_at_when_half_a_year_has_passed() -> None:
    """It began on 15 April: six months later is 15 October."""
    assert told(booking("2024-04-15"), "2024-09") == []
    assert told(booking("2024-04-15"), "2024-10") == SILENT


def test_six_months_to_the_day_are_counted_at_the_end_of_the_month() -> None:
    assert told(booking("2024-03-31"), "2024-09") == SILENT
    assert told(booking("2024-04-01"), "2024-09") == []


@pytest.mark.parametrize("told_of", ["last_present_on", "told_on", "decided_on"])
def test_what_was_told_of_her_counts_from_its_day(told_of: str) -> None:
    one = booking("2024-01-01", **{told_of: day("2024-06-10")})
    assert told(one, "2024-11") == []
    assert told(one, "2024-12") == SILENT


def test_an_absence_and_a_report_tell_that_somebody_knows_of_her() -> None:
    away = Absence(booking="B1", days=days("2024-05-20", "2024-06-10"), kind=AbsenceKind.VALID)
    held = Report(booking="B1", month=month("2024-06"), quantity=scaled("10"))
    for extra in ({"absences": (away,)}, {"reports": (held,)}):
        assert told(placement(booking("2024-01-01"), **extra), "2024-11") == []
        assert told(placement(booking("2024-01-01"), **extra), "2024-12") == SILENT


def test_an_absence_without_an_end_is_heard_of_on_its_first_day() -> None:
    away = Absence(booking="B1", days=days("2024-06-03"), kind=AbsenceKind.PAUSE)
    assert told(placement(booking("2024-01-01"), absences=(away,)), "2024-12") == SILENT


def test_a_report_of_nothing_tells_nothing() -> None:
    none = Report(booking="B1", month=month("2024-06"), quantity=scaled(0))
    assert told(placement(booking("2024-01-01"), reports=(none,)), "2024-07") == SILENT


@pytest.mark.parametrize(
    "one",
    [
        booking("2023-01-01", "2025-12-31"),
        booking("2023-01-01", planned_until=day("2025-12-31")),
        booking("2023-01-01", outcome=Outcome.NEVER_STARTED),
    ],
)
def test_one_that_has_an_end_in_sight_is_left_in_peace(one: Booking) -> None:
    assert told(one, "2024-12") == []


# K06: more than was decided


def test_days_after_the_planned_end_are_more_than_was_decided() -> None:
    one = booking("2024-09-01", "2024-10-31", planned_until=day("2024-10-30"))
    assert told(one, "2024-09") == []
    assert told(one, "2024-10") == [(Check.K06, "longer")]
    assert told(one, "2024-11") == []
    assert told(replace(one, planned_until=day("2024-10-31")), "2024-10") == []


def reported(hours: str, unit: Unit = Unit.HOUR, **values: object) -> list[tuple[Check, str]]:
    """What is said of October 2024, which touches five calendar weeks, with so much reported."""
    agreed = facts(terms(unit=unit, method=Method.REPORTED), price(unit=unit))
    held = Report(booking="B1", month=month("2024-10"), quantity=scaled(hours))
    return told(placement(booking("2024-10-01", **values), reports=(held,)), "2024-10", agreed)


def test_more_hours_than_the_weeks_of_the_month_have_room_for() -> None:
    assert reported("50", hours_per_week=scaled("10")) == []
    assert reported("50.5", hours_per_week=scaled("10")) == [(Check.K06, "hours")]
    assert reported("400") == []


def test_only_weeks_in_which_she_has_a_place_give_room() -> None:
    """From Wednesday 9 to Monday 14 October there are two."""
    held = Report(booking="B1", month=month("2024-10"), quantity=scaled("20"))
    agreed = facts(terms(unit=Unit.HOUR, method=Method.REPORTED), price(unit=Unit.HOUR))
    one = placement(booking("2024-10-09", "2024-10-14", hours_per_week=scaled("10")), reports=(held,))
    assert told(one, "2024-10", agreed) == []
    shorter = replace(one, booking=replace(one.booking, days=days("2024-10-09", "2024-10-13")))
    assert told(shorter, "2024-10", agreed) == [(Check.K06, "hours")]


def test_more_pieces_than_were_booked_from_the_month_that_goes_beyond() -> None:
    agreed = facts(terms(unit=Unit.PIECE, method=Method.REPORTED), price(unit=Unit.PIECE))
    held = tuple(Report(booking="B1", month=month(f"2024-{n}"), quantity=scaled("4")) for n in ("09", "10", "11"))
    one = placement(booking("2024-09-01", quantity=scaled("8")), reports=held)
    assert [told(one, closed, agreed) for closed in ("2024-10", "2024-11", "2024-12")] == [
        [],
        [(Check.K06, "pieces")],
        [],
    ]


def test_hours_and_pieces_are_not_compared_with_each_other() -> None:
    assert reported("400", quantity=scaled("8")) == []
    assert reported("400", Unit.PIECE, hours_per_week=scaled("1")) == []


# K10: where somebody belongs who is not folkbokförd

STAYING = Circumstances(unregistered=(days("2024-10-31"),))
NUMBERED = Circumstances(number=IdentityKind.COORDINATION)
SFI = "skollagen 20 kap. 31 b §"


@pytest.mark.parametrize(
    ("ground", "default", "asks"),
    [
        (SFI, None, True),
        (None, SFI, True),
        ("avtal 2024", SFI, True),
        (f"{SFI}, 29 kap. 6 §", None, False),
        ("skollagen 20:31 b och 29:6", None, False),
        ("skollagen 29 kap. 66 §", None, True),
        ("förordning (2010:1138) 9 §", None, False),
        (None, None, False),
    ],
)
def test_a_ground_in_skollagen_is_to_name_where_the_stay_decides(
    ground: str | None, default: str | None, asks: bool
) -> None:
    one = placement(booking(ground=ground), service=ServiceFacts(ground=default))
    assert told(one, "2024-10", known=STAYING) == [(Check.K10, "staying")] * asks
    assert told(one, "2024-10", known=NUMBERED) == [(Check.K10, "number")] * asks
    assert told(one, "2024-10") == []


def test_only_stays_in_the_month_count() -> None:
    assert told(booking("2024-09-01", ground=SFI), "2024-09", known=STAYING) == []


def test_a_stay_lasts_until_the_next_residence_begins() -> None:
    def lived(first: str, kind: ResidenceKind) -> Residence:
        return Residence(case_number="", municipality=OWN, days=days(first), kind=kind)

    found = [lived("2024-05-01", ResidenceKind.REGISTERED), lived("2024-01-01", ResidenceKind.STAYING)]
    assert unregistered_days(found) == (days("2024-01-01", "2024-04-30"),)
    assert unregistered_days([lived("2024-01-01", ResidenceKind.PLACED)]) == ()


# K21: points in a calendar year


def courses(*points: str, year: int = 2024) -> Circumstances:
    """Somebody with courses B1, B2 … of so many points each, the first in 2024."""
    years = [2024, *[year] * len(points)]
    return Circumstances(
        courses=tuple(
            CoursePoints(booking=f"B{n}", points=scaled(each), year=years[n - 1]) for n, each in enumerate(points, 1)
        )
    )


def test_more_than_800_points_in_a_calendar_year() -> None:
    assert told(booking(), "2024-10", known=courses("400", "400")) == []
    assert told(booking(), "2024-10", known=courses("400", "400.5")) == [(Check.K21, "points")]
    assert told(booking(), "2024-10", known=courses("400", "500", year=2025)) == []
    assert told(booking(), "2025-02", known=courses("400", "500")) == []
    assert told(booking(key="B9"), "2024-10", known=courses("400", "500")) == []


# K27: a place that is kept after a move


def moved(rule: MoveRule = MoveRule.MONTH_END, **values: object) -> list[Problem]:
    """What is said of October 2024 of one who moved on the 10th."""
    one = booking("2024-09-01", "2024-11-30", **values)
    homes = ((OWN, "2020-01-01", "2024-10-09"), (THIRD, "2024-10-10", None))
    return looks(placement(one, homes=homes), "2024-10", facts(terms(move_rule=rule), price()))


def test_a_place_that_is_kept_after_a_move_is_asked_about_with_who_pays() -> None:
    (problem,) = moved(outcome=Outcome.MOVED)
    assert (problem.check, problem.params["day"], problem.params["party"]) == (Check.K27, "2024-10-10", OWN)
    (problem,) = moved(MoveRule.DIRECT, outcome=Outcome.MOVED)
    assert problem.params["party"] == THIRD


def test_who_was_last_present_before_the_move_keeps_her_place_and_who_comes_on_does_not() -> None:
    assert [one.check for one in moved(last_present_on=day("2024-10-09"))] == [Check.K27]
    assert moved(last_present_on=day("2024-10-10")) == []
    assert moved() == []


def test_nothing_is_kept_before_the_move_or_by_a_place_that_ended_with_it() -> None:
    homes = ((OWN, "2020-01-01", "2024-10-09"), (THIRD, "2024-10-10", None))
    kept = placement(booking("2024-09-01", "2024-11-30", outcome=Outcome.MOVED), homes=homes)
    ended = replace(kept, booking=replace(kept.booking, days=days("2024-09-01", "2024-10-09")))
    assert told(kept, "2024-09") == []
    assert told(ended, "2024-10") == []


# K28: a child and those around it

BORN = day("2010-06-15")


def child(
    bond: KinBond = KinBond.GUARDIAN, home: str | None = OTHER, during: DateRange | None = None, closed: str = "2024-10"
) -> list[tuple[Check, str]]:
    """What is said of a child of ours with somebody close who belongs to `home`."""
    kin = Kin(bond, during or DateRange(day("2000-01-01"), OPEN), (Stay(DateRange(day("2000-01-01"), OPEN), home),))
    return told(booking("2024-09-01"), closed, known=Circumstances(birth_date=BORN, kin=(kin,)))


@pytest.mark.parametrize("bond", KinBond)
def test_somebody_close_to_a_child_who_belongs_elsewhere_is_told_of(bond: KinBond) -> None:
    assert child(bond) == [(Check.K28, bond.value)]
    assert child(bond, OWN) == []
    assert child(bond, None) == []


def test_only_who_is_close_at_the_end_of_the_month_counts() -> None:
    assert child(during=days("2000-01-01", "2024-10-31")) == [(Check.K28, "guardian")]
    assert child(during=days("2000-01-01", "2024-10-30")) == []


def test_who_has_come_of_age_is_no_child() -> None:
    kin = Kin(KinBond.GUARDIAN, DateRange(day("2000-01-01"), OPEN), (Stay(days("2000-01-01"), OTHER),))
    for born, expected in (("2006-11-01", [(Check.K28, "guardian")]), ("2006-10-31", [])):
        known = Circumstances(birth_date=day(born), kin=(kin,))
        assert told(booking("2024-09-01"), "2024-10", known=known) == expected


# K30: the month that is returned is not the month that is read


def read(closed: str, exceptions: str = "7,8=09-15", **values: object) -> list[tuple[str, object]]:
    """What is said of an agreement's readings when a month is closed."""
    given = {"method": Method.MEASURING_DAY, "readings": Readings(15, parse_exceptions(exceptions)), **values}
    (one,) = books(facts(terms(**given), price()))
    return [(each.reason, each.params["months"]) for each in reading_warnings(month(closed), one)]


def test_months_that_are_read_in_another_month_are_told_of_in_both() -> None:
    assert read("2024-07") == [("elsewhere", "7")]
    assert read("2024-09") == [("others", "7,8")]
    assert read("2024-10") == []
    assert read("2024-07", "7=07-31") == []
    assert read("2024-09", method=Method.CALENDAR_DAY) == []


def test_an_agreement_that_does_not_hold_in_the_month_is_not_told_of() -> None:
    readings = Readings(15, parse_exceptions("7,8=09-15"))
    one = facts(terms(method=Method.MEASURING_DAY, readings=readings), price())
    ended = replace(one, agreement=replace(one.agreement, days=days("2020-01-01", "2024-08-31")))
    assert [each.check for each in warnings(month("2024-09"), books(one))] == [Check.K30]
    assert warnings(month("2024-09"), books(ended)) == ()


# All of them


def test_what_is_worth_a_look_changes_no_amount_and_is_told_once_for_a_month() -> None:
    known = Circumstances(number=IdentityKind.COORDINATION, courses=courses("900").courses)
    one = placement(booking("2024-01-01", ground=SFI))
    quiet = Desk((facts(),)).outcome("2024-10", one)
    loud = Desk((facts(),)).outcome("2024-10", one, known=known)
    assert loud.entries == quiet.entries
    assert loud.held == quiet.held == ()
    assert [(each.check, each.month) for each in loud.problems] == [
        (check, "2024-10") for check in (Check.K04, Check.K10, Check.K21)
    ]
