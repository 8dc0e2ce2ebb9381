"""Are the deadlines of twelve people right? Each day is worked out by hand, with its rule named.

Today is Saturday 21 November 2026, the office is Ekerö (0125). What is not named is not for the person.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from mottagning.domain.bookings import Absence, AbsenceKind, Booking
from mottagning.domain.deadlines.engine import Deadline, DeadlineStatus, StepKind, deadlines
from mottagning.domain.deadlines.extensions import Extension, extension_problems
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.deadlines.gathering import PersonRecords, facts_of
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.deadlines.rules import RuleBook
from mottagning.domain.deadlines.whom import Missing
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Identity, PermitGround, Person, Residence, ResidenceKind, SettlementKind
from mottagning.domain.periods import DateRange
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.profiles import Income, IncomeSource
from mottagning.system.deadline_rules import shipped_rules
from mottagning.system.reference import reference

TODAY = date(2026, 11, 21)
OWN = "0125"
CASE = "M-1"
TO_COME, YELLOW, RED = DeadlineStatus.TO_COME, DeadlineStatus.YELLOW, DeadlineStatus.RED
PASSED, STOPPED = DeadlineStatus.PASSED, DeadlineStatus.STOPPED

Expected = Mapping[str, tuple[str, DeadlineStatus]]


def milestone(kind: MilestoneKind, day: str, last: str | None = None) -> Milestone:
    until = date.fromisoformat(last) if last else None
    return Milestone(case_number=CASE, kind=kind, happened_on=date.fromisoformat(day), lasted_until=until)


def numbered(kind: IdentityKind, day: str) -> Identity:
    return Identity(case_number=CASE, kind=kind, number="1", valid_from=date.fromisoformat(day))


def person(born: str, ground: PermitGround, **given: object) -> Person:
    days = {name: date.fromisoformat(value) if isinstance(value, str) else value for name, value in given.items()}
    return Person(
        case_number=CASE,
        given_name="Ada",
        birth_date=date.fromisoformat(born),
        permit_ground=ground,
        **days,  # type: ignore[arg-type]
    )


def found(records: PersonRecords, today: date = TODAY, extensions: tuple[Extension, ...] = ()) -> dict[str, Deadline]:
    records = replace(records, begins=reference().begins)
    answers = deadlines(facts_of(records, today), shipped_rules(), today, extensions)
    return {one.rule.key: one for one in answers}


def dated(records: PersonRecords, today: date = TODAY) -> dict[str, tuple[str, DeadlineStatus]]:
    """Every deadline that has a day."""
    return {key: (str(one.day), one.status) for key, one in found(records, today).items() if one.day is not None}


def unknown(records: PersonRecords) -> set[str]:
    return {key for key, one in found(records).items() if one.status is DeadlineStatus.UNKNOWN}


QUOTA = {
    "is_quota": True,
    "settlement_kind": SettlementKind.QUOTA,
    "permit_decided_on": "2026-07-01",
    "assigned_on": "2026-08-03",
    "received_on": "2026-10-06",
    "registered_on": "2026-10-20",
}
QUOTA_DUE = milestone(MilestoneKind.RECEPTION_DUE, "2026-10-15")
OF_ALL_IN_THE_FAMILY: Expected = {
    "assignment_reception_quota": ("2026-10-15", STOPPED),  # the day of the decision; received 6 October
    "move_notice": ("2026-11-03", STOPPED),  # 6 October + 28 days; registered 20 October
    "personal_number": ("2027-02-23", TO_COME),  # 20 October + 126 days: 11 + 30 + 31 + 31 + 23
    "first_claim": ("2029-10-06", TO_COME),  # received + 3 years
    "flat_rate_last_period": ("2028-09-30", TO_COME),  # October + 2 months + 7 × 3 months, end of month
    "health_examination": ("2027-10-06", TO_COME),  # received + 12 months
}


def of_quota_family(born: str, *milestones: Milestone) -> PersonRecords:
    who = person(born, PermitGround.REFUGEE, **QUOTA)
    return PersonRecords(person=who, own=OWN, milestones=(QUOTA_DUE, *milestones))


def test_the_mother_of_a_quota_family() -> None:
    mother = of_quota_family("1988-04-02")
    assert dated(mother) == {
        **OF_ALL_IN_THE_FAMILY,
        "civic_orientation_duty": ("2029-10-20", TO_COME),  # registered + 3 years
    }
    assert unknown(mother) == {"establishment_window", "establishment_amount", "sfi_three_years"}
    assert found(mother)["establishment_window"].missing == (Missing(DayFact.ESTABLISHMENT_PLAN),)


def test_her_toddler() -> None:
    toddler = of_quota_family("2025-06-15")
    assert dated(toddler) == {**OF_ALL_IN_THE_FAMILY, "preschool_reserved": ("2028-06-15", TO_COME)}  # turns 3
    assert unknown(toddler) == set()


def test_her_child_of_four_who_waits_for_preschool() -> None:
    child = of_quota_family("2022-05-20", milestone(MilestoneKind.PRESCHOOL_REQUESTED, "2026-10-12"))
    assert dated(child) == {
        **OF_ALL_IN_THE_FAMILY,
        "preschool_reserved": ("2025-05-20", YELLOW),  # turned 3: can be done
        "preschool_offer": ("2027-02-12", TO_COME),  # wished for + 4 months, yellow from 12 December
    }


def test_her_child_of_eight_who_began_school() -> None:
    child = of_quota_family("2018-09-30", milestone(MilestoneKind.SCHOOL_STARTED, "2026-10-19"))
    assert dated(child) == {
        **OF_ALL_IN_THE_FAMILY,
        "school_assessment": ("2026-12-19", YELLOW),  # began + 2 months, yellow from 19 November
        "newcomer_pupil": ("2030-10-19", TO_COME),  # began + 4 years
    }


def test_her_child_of_fourteen_who_is_assessed_but_has_no_study_plan() -> None:
    child = of_quota_family(
        "2012-02-10",
        milestone(MilestoneKind.SCHOOL_STARTED, "2026-10-19"),
        milestone(MilestoneKind.SCHOOL_ASSESSED, "2026-11-10"),
    )
    assert dated(child) == {
        **OF_ALL_IN_THE_FAMILY,
        "school_assessment": ("2026-12-19", STOPPED),
        "study_plan": ("2026-12-19", YELLOW),  # 14 at the start; began + 2 months
        "newcomer_pupil": ("2030-10-19", TO_COME),
        "sfi_from_sixteen": ("2028-07-01", TO_COME),  # the second half of 2028, when 16
    }
    assert found(child)["school_assessment"].stopped_by is DayFact.SCHOOL_ASSESSED


def test_a_nineteen_year_old() -> None:
    who = person(
        "2007-03-15",
        PermitGround.REFUGEE,
        settlement_kind=SettlementKind.SELF_SETTLED,
        permit_decided_on="2025-11-20",
        permit_until="2028-11-20",
        received_on="2026-01-15",
        registered_on="2026-01-15",
    )
    numbers = (numbered(IdentityKind.PERSONAL, "2026-03-01"),)
    assert dated(PersonRecords(person=who, own=OWN, identities=numbers)) == {
        "permit_ends": ("2028-11-20", TO_COME),
        "move_notice": ("2026-02-12", STOPPED),  # 15 January + 28 days
        "personal_number": ("2026-05-21", STOPPED),  # 15 January + 126 days: 16 + 28 + 31 + 30 + 21
        "establishment_from_twenty": ("2027-03-15", TO_COME),  # turns 20
        "civic_orientation_duty": ("2029-01-15", TO_COME),
        "first_claim": ("2029-01-15", TO_COME),
        "flat_rate_last_period": ("2027-12-31", TO_COME),
        "health_examination": ("2027-01-15", YELLOW),  # yellow from 15 October
        "youth_follow_up": ("2027-03-14", TO_COME),  # the day before 20; yellow from 14 December
    }


def test_a_sixty_eight_year_old_is_too_old_for_establishment_and_orientation() -> None:
    who = person(
        "1958-05-05",
        PermitGround.RELATIVE,
        settlement_kind=SettlementKind.RELATIVE,
        permit_decided_on="2026-02-01",
        permit_until="2028-05-01",
        received_on="2026-03-02",
        registered_on="2026-03-02",
    )
    records = PersonRecords(person=replace(who, personal_number="195805050000"), own=OWN)
    assert dated(records) == {
        "permit_ends": ("2028-05-01", TO_COME),
        "move_notice": ("2026-03-30", STOPPED),
        "personal_number": ("2026-07-06", STOPPED),  # 2 March + 126 days: 29 + 30 + 31 + 30 + 6
        "first_claim": ("2029-03-02", TO_COME),
        "flat_rate_last_period": ("2028-02-29", TO_COME),  # received in March 2026: reception.md B.3's own example
        "health_examination": ("2027-03-02", TO_COME),
    }
    reason = found(records)["civic_orientation_duty"].reasons[0]
    assert (reason.fact, reason.age) == (None, 68)


def test_a_sixty_six_year_old_reaches_the_age_of_retirement_of_a_year_that_is_known() -> None:
    born = PersonRecords(person=person("1960-06-10", PermitGround.REFUGEE), own=OWN)
    assert dated(born)["establishment_until_age"] == ("2027-06-09", TO_COME)  # 67 in 2027


def test_nobody_guesses_the_age_of_retirement_of_later_years() -> None:
    born = PersonRecords(person=person("1961-06-10", PermitGround.REFUGEE), own=OWN)
    assert found(born)["establishment_until_age"].missing == (Missing(limit="riktålder"),)


def test_a_relative_in_establishment_with_parental_leave() -> None:
    who = person(
        "1992-08-31",
        PermitGround.RELATIVE,
        settlement_kind=SettlementKind.RELATIVE,
        permit_decided_on="2025-12-10",
        permit_until="2027-12-10",
        received_on="2026-01-31",
        registered_on="2026-01-31",
    )
    benefit = [
        DateRange.inclusive(date(2026, 3, 1), date(2026, 5, 31)),
        DateRange(date(2026, 9, 1)),
    ]
    records = PersonRecords(
        person=who,
        own=OWN,
        identities=(numbered(IdentityKind.PERSONAL, "2026-02-20"),),
        incomes=tuple(Income(case_number=CASE, source=IncomeSource.ESTABLISHMENT_BENEFIT, days=d) for d in benefit),
        milestones=(
            milestone(MilestoneKind.ESTABLISHMENT_PLAN, "2026-03-01"),
            milestone(MilestoneKind.PARENTAL_LEAVE, "2026-06-01", "2026-08-31"),
            milestone(MilestoneKind.CIVIC_STARTED, "2026-04-01"),
            milestone(MilestoneKind.SFI_APPLIED, "2026-03-10"),
            milestone(MilestoneKind.SFI_ADMITTED, "2026-03-23"),
        ),
    )
    assert dated(records) == {
        "permit_ends": ("2027-12-10", TO_COME),
        "move_notice": ("2026-02-28", STOPPED),
        "personal_number": ("2026-06-06", STOPPED),  # 31 January + 126 days: 28 + 31 + 30 + 31 + 6
        "establishment_window": ("2029-06-01", TO_COME),  # the plan's 1 March + 36 months + 92 days of leave
        "establishment_amount": ("2028-05-31", TO_COME),  # 1 March + 24 months + 92 days of gap, the day before
        "civic_orientation_duty": ("2029-01-31", TO_COME),
        "civic_orientation_completed": ("2027-04-01", TO_COME),
        "sfi_start_establishment": ("2026-04-10", STOPPED),  # applied + 1 month; admitted 23 March
        "sfi_three_years": ("2029-03-23", TO_COME),
        "first_claim": ("2029-01-31", TO_COME),
        "flat_rate_last_period": ("2027-12-31", TO_COME),
        "health_examination": ("2027-01-31", YELLOW),
    }
    used = next(step for step in found(records)["establishment_amount"].steps if step.kind is StepKind.USED)
    assert used.days == 92 + 82  # March to May, and 1 September to 21 November


def test_the_one_whom_others_come_to_join() -> None:
    anchor = person("1980-01-01", PermitGround.REFUGEE, received_on="2021-06-14")
    records = PersonRecords(person=anchor, own=OWN, is_anchor=True)
    assert dated(records)["family_six_years"] == ("2027-06-14", TO_COME)  # + 6 years, yellow from 14 December


def test_somebody_from_ukraine_with_lma() -> None:
    who = person(
        "1990-01-01",
        PermitGround.TEMPORARY_PROTECTION,
        permit_decided_on="2025-02-20",
        permit_until="2027-03-04",
        assigned_on="2026-11-02",
        settlement_kind=SettlementKind.ASSIGNED,
    )
    permit = ResidencePermit(
        case_number=CASE,
        decided_on=date(2022, 4, 1),
        ground=PermitGround.TEMPORARY_PROTECTION,
        valid_from=date(2022, 4, 4),
    )
    records = PersonRecords(
        person=who,
        own=OWN,
        permits=(permit,),
        identities=(numbered(IdentityKind.COORDINATION, "2024-02-10"),),
        incomes=(Income(case_number=CASE, source=IncomeSource.LMA_ALLOWANCE, days=DateRange(date(2022, 4, 4))),),
    )
    assert dated(records) == {
        "lma_housing": ("2026-12-02", YELLOW),  # assigned + 1 month; 11 days left, red at 10
        "permit_ends": ("2027-03-04", YELLOW),  # yellow from 4 September
        "temporary_protection_registration": ("2024-11-01", YELLOW),  # 12 months, but not before the law
        "coordination_number_dormant": ("2029-12-31", TO_COME),  # the fifth calendar year after 2024
        "quarterly_claim": ("2026-12-31", YELLOW),  # April to June + 6 months: the oldest that is not over
    }
    assert unknown(records) == {
        "civic_orientation_duty",
        "establishment_amount",
        "establishment_window",
        "first_claim",
        "flat_rate_last_period",
        "health_examination",
        "sfi_three_years",
    }


def unaccompanied(*milestones: Milestone) -> PersonRecords:
    who = person(
        "2009-09-09",
        PermitGround.REFUGEE,
        is_unaccompanied=True,
        permit_decided_on="2026-03-03",
        permit_until="2029-03-03",
        received_on="2026-04-01",
        registered_on="2026-04-15",
    )
    begun = milestone(MilestoneKind.LANGUAGE_INTRODUCTION, "2026-08-17")
    numbers = (numbered(IdentityKind.PERSONAL, "2026-06-01"),)
    return PersonRecords(person=who, own=OWN, identities=numbers, milestones=(begun, *milestones))


def test_an_unaccompanied_minor() -> None:
    assert dated(unaccompanied()) == {
        "permit_ends": ("2029-03-03", TO_COME),
        "move_notice": ("2026-04-29", STOPPED),
        "personal_number": ("2026-08-19", STOPPED),  # 15 April + 126 days: 15 + 31 + 30 + 31 + 19
        "language_introduction_plan": ("2026-10-17", PASSED),  # began + 2 months, and no plan
        "newcomer_pupil": ("2030-08-17", TO_COME),
        "legal_representative_ends": ("2027-09-08", TO_COME),  # the day before 18
        "unaccompanied_claim": ("2026-12-31", YELLOW),  # April to June + 6 months
        "establishment_from_twenty": ("2029-09-09", TO_COME),
        "first_claim": ("2029-04-01", TO_COME),
        "flat_rate_last_period": ("2028-03-31", TO_COME),
        "health_examination": ("2027-04-01", TO_COME),
    }


@pytest.mark.parametrize(
    ("claimed", "day", "status"),
    [
        ("2026-06-30", "2027-03-31", TO_COME),  # July to September + 6 months
        ("2026-03-31", "2026-12-31", YELLOW),  # April to June: received on 1 April
        ("2026-09-30", "2027-06-30", TO_COME),  # October to December, which is not over
    ],
)
def test_what_is_claimed_is_done_with(claimed: str, day: str, status: DeadlineStatus) -> None:
    done = unaccompanied(milestone(MilestoneKind.CLAIMED_UNTIL, claimed))
    assert dated(done)["unaccompanied_claim"] == (day, status)


def test_somebody_whose_permit_ends() -> None:
    who = person(
        "1985-12-24",
        PermitGround.SUBSIDIARY_PROTECTION,
        permit_decided_on="2025-11-10",
        permit_until="2026-12-10",
        received_on="2023-11-22",
        registered_on="2023-11-22",
    )
    earlier = ResidencePermit(case_number=CASE, decided_on=date(2023, 10, 2))
    records = PersonRecords(
        person=who, own=OWN, permits=(earlier,), identities=(numbered(IdentityKind.PERSONAL, "2024-01-10"),)
    )
    assert dated(records) == {
        "permit_ends": ("2026-12-10", RED),  # 19 days left
        "civic_orientation_duty": ("2026-11-22", RED),  # tomorrow
        "first_claim": ("2026-11-22", RED),
        "move_notice": ("2023-12-20", STOPPED),
        "personal_number": ("2024-03-27", STOPPED),  # 22 November + 126 days: 8 + 31 + 31 + 29 + 27
        "flat_rate_last_period": ("2025-10-31", PASSED),
        "health_examination": ("2024-11-22", PASSED),
    }
    answers = found(records)
    assert answers["permit_ends"].days_left(TODAY) == 19
    assert not answers["health_examination"].is_urgent  # nothing can be done about it
    assert answers["establishment_window"].status is DeadlineStatus.NOT_APPLICABLE  # registered before 2026
    assert dated(records, date(2026, 11, 23))["civic_orientation_duty"] == ("2026-11-22", PASSED)
    assert found(records, date(2026, 11, 23))["civic_orientation_duty"].is_urgent


def test_a_child_of_preschool_age_without_personal_number() -> None:
    who = person(
        "2023-02-28",
        PermitGround.REFUGEE,
        permit_decided_on="2026-05-01",
        permit_until="2029-05-01",
        received_on="2026-06-01",
        registered_on="2026-06-10",
    )
    wished = milestone(MilestoneKind.PRESCHOOL_REQUESTED, "2026-08-01")
    records = PersonRecords(person=who, own=OWN, milestones=(wished,))
    expected: Expected = {
        "permit_ends": ("2029-05-01", TO_COME),
        "preschool_offer": ("2026-12-01", RED),  # wished for + 4 months; red from 1 November
        "preschool_reserved": ("2026-02-28", YELLOW),
        "move_notice": ("2026-06-29", STOPPED),
        "personal_number": ("2026-10-14", PASSED),  # 10 June + 126 days: 20 + 31 + 31 + 30 + 14
        "first_claim": ("2029-06-01", TO_COME),
        "flat_rate_last_period": ("2028-05-31", TO_COME),
        "health_examination": ("2027-06-01", TO_COME),
    }
    assert dated(records) == expected
    booked = Booking(key="B1", case_number=CASE, agreement="A", service="Förskola", days=DateRange(date(2026, 11, 16)))
    begun = dated(replace(records, bookings=(booked,)))
    assert begun == expected | {
        "preschool_offer": ("2026-12-01", STOPPED),
        "preschool_reserved": ("2026-02-28", STOPPED),
    }


def test_a_pupil_who_needs_the_schools_assessment() -> None:
    pupil = person("2015-11-30", PermitGround.RELATIVE)
    begun = (
        milestone(MilestoneKind.SCHOOL_STARTED, "2026-09-28"),
        milestone(MilestoneKind.PREPARATORY_CLASS, "2026-10-05"),
    )
    assert dated(PersonRecords(person=pupil, own=OWN, milestones=begun)) == {
        "school_assessment": ("2026-11-28", RED),  # 7 days left
        "newcomer_pupil": ("2030-09-28", TO_COME),
        "preparatory_class": ("2028-10-05", TO_COME),
    }


def in_sfi(*milestones: Milestone, absences: tuple[Absence, ...] = ()) -> PersonRecords:
    booked = Booking(key="B1", case_number=CASE, agreement="A", service="sfi", days=DateRange(date(2024, 9, 2)))
    who = person("1995-07-07", PermitGround.REFUGEE)
    return PersonRecords(person=who, own=OWN, bookings=(booked,), absences=absences, milestones=milestones)


def away(kind: AbsenceKind, first: date, last: date | None = None) -> Absence:
    return Absence(booking="B1", days=DateRange.inclusive(first, last), kind=kind)


def test_an_adult_in_sfi_who_pauses() -> None:
    leave = away(AbsenceKind.PAUSE, date(2026, 2, 1), date(2026, 4, 30))
    assert dated(in_sfi(absences=(leave,))) == {"sfi_three_years": ("2029-01-01", TO_COME)}  # from 1 January 2026


def test_sfi_for_parents_does_not_count_in_the_three_years() -> None:
    parents = milestone(MilestoneKind.SFI_FOR_PARENTS, "2026-03-01", "2026-05-31")
    assert dated(in_sfi(parents)) == {"sfi_three_years": ("2029-04-03", TO_COME)}  # 92 days more


def test_who_stays_away_from_sfi_is_told_before_three_weeks_are_over() -> None:
    answers = dated(in_sfi(absences=(away(AbsenceKind.INVALID, date(2026, 11, 9)),)))
    assert answers["sfi_absence"] == ("2026-11-29", YELLOW)  # 21 days with the first; 8 left
    back = dated(in_sfi(absences=(away(AbsenceKind.INVALID, date(2026, 11, 9), date(2026, 11, 13)),)))
    assert "sfi_absence" not in back


def test_a_secondary_mover_counts_from_the_first_reception() -> None:
    who = person(
        "1991-05-17",
        PermitGround.REFUGEE,
        permit_decided_on="2025-01-10",
        permit_until="2028-01-10",
        received_on="2026-09-01",
        registered_on="2025-02-01",
        first_municipality=None,
    )
    lived = (
        Residence(case_number=CASE, municipality="0180", days=DateRange(date(2025, 2, 1), date(2026, 9, 1))),
        Residence(case_number=CASE, municipality=OWN, days=DateRange(date(2026, 9, 1))),
    )
    records = PersonRecords(
        person=replace(who, first_municipality="0180"),
        own=OWN,
        residences=lived,
        identities=(numbered(IdentityKind.PERSONAL, "2025-04-01"),),
    )
    assert {"first_claim", "flat_rate_last_period"} <= unknown(records)  # when was she received there?
    told = replace(records, milestones=(milestone(MilestoneKind.FIRST_RECEIVED, "2025-02-01"),))
    assert dated(told) == {
        "permit_ends": ("2028-01-10", TO_COME),
        "personal_number": ("2025-06-07", STOPPED),  # 1 February + 126 days: 27 + 31 + 30 + 31 + 7
        "civic_orientation_duty": ("2028-02-01", TO_COME),
        "first_claim": ("2028-02-01", TO_COME),
        "flat_rate_last_period": ("2027-01-31", YELLOW),  # February 2025 + 23 months; yellow from 31 October
        "flat_rate_move": ("2026-08-01", STOPPED),  # 18 months; she came a month too late
        "health_examination": ("2027-09-01", TO_COME),
    }
    assert found(told)["flat_rate_move"].was_late


def test_somebody_without_a_personal_number() -> None:
    who = person("1999-10-10", PermitGround.REFUGEE, registered_on="2026-07-15", permit_decided_on="2026-06-01")
    records = PersonRecords(person=who, own=OWN, identities=(numbered(IdentityKind.COORDINATION, "2026-05-20"),))
    assert dated(records) == {
        "personal_number": ("2026-11-18", PASSED),  # 15 July + 126 days: 16 + 31 + 30 + 31 + 18
        "coordination_number_dormant": ("2031-12-31", TO_COME),
        "civic_orientation_duty": ("2029-07-15", TO_COME),
    }
    assert found(records)["personal_number"].is_urgent
    given = replace(records, identities=(*records.identities, numbered(IdentityKind.PERSONAL, "2026-11-20")))
    late = found(given)["personal_number"]
    assert (late.status, late.was_late) == (STOPPED, True)


def test_who_has_moved_away_or_is_gone_has_no_deadlines_left() -> None:
    pupil = person("2015-11-30", PermitGround.RELATIVE, permit_decided_on="2025-01-01", permit_until="2027-01-01")
    begun = (milestone(MilestoneKind.SCHOOL_STARTED, "2026-09-28"),)
    moved = Residence(case_number=CASE, municipality="0180", days=DateRange(date(2026, 11, 1)))
    records = PersonRecords(person=pupil, own=OWN, residences=(moved,), milestones=begun)
    assert {status for _, status in dated(records).values()} == {STOPPED}
    dead = replace(records, residences=(replace(moved, kind=ResidenceKind.DECEASED),))
    assert {one.stopped_by for one in found(dead).values() if one.day} == {DayFact.GONE}


def test_the_lease_of_the_home_she_has_now_ends() -> None:
    homes = (
        Housing(
            case_number=CASE, days=DateRange(date(2024, 1, 1), date(2025, 1, 1)), contract_until=date(2024, 12, 31)
        ),
        Housing(case_number=CASE, days=DateRange(date(2025, 1, 1)), contract_until=date(2027, 3, 31)),
    )
    records = PersonRecords(person=person("1990-01-01", PermitGround.REFUGEE), own=OWN, housings=homes)
    assert dated(records)["lease_ends"] == ("2027-03-31", TO_COME)  # yellow from 30 November
    assert dated(records, date(2026, 11, 30))["lease_ends"] == ("2027-03-31", YELLOW)


def test_of_somebody_of_whom_nothing_is_known_nothing_is_told() -> None:
    nobody = PersonRecords(person=Person(case_number=CASE, given_name="Ada"))
    assert dated(nobody) == {}
    assert DeadlineStatus.UNKNOWN in {one.status for one in found(nobody).values()}


def test_a_day_far_from_any_life_is_a_slip_of_the_finger() -> None:
    who = person("1990-01-01", PermitGround.REFUGEE, permit_decided_on="2026-01-01", permit_until="9999-12-31")
    assert "permit_ends" in unknown(PersonRecords(person=replace(who, registered_on=date(9998, 1, 1)), own=OWN))


def test_the_last_day_is_still_in_time() -> None:
    who = person("1990-01-01", PermitGround.REFUGEE, permit_decided_on="2026-01-01", permit_until="2026-12-10")
    records = PersonRecords(person=who, own=OWN)
    days = ("2026-06-09", "2026-06-10", "2026-11-09", "2026-11-10", "2026-12-10", "2026-12-11")
    found_on = [dated(records, date.fromisoformat(one))["permit_ends"][1] for one in days]
    assert found_on == [TO_COME, YELLOW, YELLOW, RED, RED, PASSED]  # six months, and thirty days


def test_who_is_registered_in_a_municipality_is_registered_from_that_day() -> None:
    who = person("1990-01-01", PermitGround.REFUGEE)
    lived = Residence(case_number=CASE, municipality=OWN, days=DateRange(date(2026, 3, 15)))
    records = PersonRecords(person=who, own=OWN, residences=(lived,))
    assert dated(records)["civic_orientation_duty"] == ("2029-03-15", TO_COME)
    stays = replace(lived, kind=ResidenceKind.STAYING)
    assert "civic_orientation_duty" in unknown(replace(records, residences=(stays,)))


# extending

GRANTED = date(2028, 12, 1)
EXTENSION = Extension(
    case_number=CASE,
    rule="sfi_three_years",
    old_day=date(2029, 1, 1),
    new_day=date(2029, 7, 1),
    granted_by="rektor",
    granted_on=GRANTED,
    applied_on=date(2028, 11, 15),
)
LAST = replace(EXTENSION, old_day=date(2031, 9, 1), new_day=date(2032, 1, 1), applied_on=date(2031, 8, 1))


@pytest.mark.parametrize(
    ("extension", "field", "code", "day"),
    [
        (EXTENSION, None, None, None),  # six months and no day more
        (replace(EXTENSION, new_day=date(2029, 7, 2)), "new_day", "beyond_step", "2029-07-01"),
        (replace(EXTENSION, new_day=date(2029, 1, 1)), "new_day", "not_later", "2029-01-01"),
        (LAST, None, None, None),  # three years in all
        (replace(LAST, new_day=date(2032, 1, 2)), "new_day", "beyond_total", "2032-01-01"),
        (replace(EXTENSION, applied_on=None), "applied_on", "missing", None),
        (replace(EXTENSION, applied_on=date(2029, 1, 2)), "applied_on", "applied_too_late", "2029-01-01"),
        (replace(EXTENSION, granted_by=""), "granted_by", "missing", None),
        (replace(EXTENSION, granted_on=date(2028, 12, 2)), "granted_on", "in_the_future", None),
    ],
)
def test_what_the_rule_lets_be_extended(
    extension: Extension, field: str | None, code: str | None, day: str | None
) -> None:
    rule = shipped_rules().named("sfi_three_years")
    assert rule is not None
    problems = extension_problems(rule, date(2029, 1, 1), extension, GRANTED)
    assert [(one.name, one.code) for one in problems] == ([(field, code)] if field else [])
    if day:
        assert problems[0].params["day"] == day


def test_a_rule_that_knows_no_extension_refuses_all() -> None:
    rule = shipped_rules().named("permit_ends")
    assert rule is not None
    assert extension_problems(rule, date(2029, 1, 1), EXTENSION, GRANTED)[0].code == "never_extended"


def test_an_extended_deadline_tells_the_day_it_had_at_first() -> None:
    answer = found(in_sfi(), date(2029, 2, 1), (EXTENSION,))["sfi_three_years"]
    assert (answer.day, answer.at_first, answer.status) == (date(2029, 7, 1), date(2029, 1, 1), YELLOW)
    assert answer.steps[-1].kind is StepKind.EXTENDED


def test_two_extensions_count_in_their_order() -> None:
    second = replace(EXTENSION, old_day=date(2029, 7, 1), new_day=date(2029, 12, 1), granted_on=date(2029, 6, 1))
    answer = found(in_sfi(), date(2029, 8, 1), (second, EXTENSION))["sfi_three_years"]
    assert answer.day == date(2029, 12, 1)


def test_all_shipped_rules_have_a_source_and_words() -> None:
    book: RuleBook = shipped_rules()
    assert len(book.rules) > 30
    assert all(rule.source.law and rule.verified and rule.name for rule in book.rules)
