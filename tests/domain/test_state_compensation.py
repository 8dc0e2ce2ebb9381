"""What does the state pay for a person, to whom and when? Every payment below is reckoned by hand.

The rules are those of reception.md B.3. For who is received in March 2026: the first share is paid in April, the second
in June by where she is registered on 31 May, and then one for each of the periods that end on 31 August, 30 November,
28 February, 31 May, 31 August and 30 November 2027 and 29 February 2028, paid the month after. Age is that of the last
day of the month before the payment.

A tenth of 165 000 kr is 16 500 kr, a fifth 33 000 kr; of 92 600 kr they are 9 260 kr and 18 520 kr. The initial
compensation is a part of the prisbasbelopp of 59 200 kr: 17,45 % is 10 330,40, 34,90 % is 20 660,80, 21,82 % is
12 917,44, 5,24 % is 3 102,08 and 6,98 % is 4 132,16 kr, each rounded to the nearest krona.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from factories import OTHER, OWN, THIRD, day, days, month, person, residence
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.money import Ore
from mottagning.domain.people import BirthPrecision, PermitGround, Residence, ResidenceKind, SettlementKind
from mottagning.domain.profiles import Income, IncomeSource
from mottagning.domain.state_compensation.expected import Expectation, Goes, PaymentKind, StepKind, expected
from mottagning.domain.state_compensation.facts import Circumstances, Reception, ReceptionDay, Unknown, circumstances_of
from mottagning.domain.state_compensation.reading import read_compensation
from mottagning.domain.state_compensation.rules import SchoolForm
from mottagning.domain.state_compensation.school import school_sum
from mottagning.domain.state_compensation.unaccompanied import for_unaccompanied
from mottagning.system.compensation_rules import shipped_compensation
from mottagning.system.paths import resources

CASE = "2026-0001"
RULES = shipped_compensation()
PERIODS = ("2026-09", "2026-12", "2027-03", "2027-06", "2027-09", "2027-12", "2028-03")
ADULT: dict[str, Any] = {
    "case_number": CASE,
    "birth_date": day("1990-06-15"),
    "permit_ground": PermitGround.REFUGEE,
    "settlement_kind": SettlementKind.ASSIGNED,
    "received_on": day("2026-03-10"),
}


def known(*records: object, **values: Any) -> Circumstances:
    return circumstances_of(
        person(**{**ADULT, **values}),
        OWN,
        [one for one in records if isinstance(one, Residence)],
        [one for one in records if isinstance(one, Milestone)],
        [one for one in records if isinstance(one, Income)],
    )


def lived(municipality: str, first: str, last: str | None = None) -> Residence:
    return residence(CASE, municipality, first, last)


def first_received(on: str) -> Milestone:
    return Milestone(case_number=CASE, kind=MilestoneKind.FIRST_RECEIVED, happened_on=day(on))


def found(*records: object, **values: Any) -> Expectation:
    return expected(known(*records, **values), RULES)


def ours(expectation: Expectation) -> list[tuple[str, str, int]]:
    """Month, what it is, and kronor of what comes here."""
    return [(str(one.month), one.kind.value, _kronor(one.amount)) for one in expectation.ours]


def goes(expectation: Expectation, place: Goes) -> list[tuple[str, str]]:
    return [(str(one.month), one.kind.value) for one in expectation.payments if one.goes is place]


def _kronor(amount: Ore | None) -> int:
    assert amount is not None
    assert amount % 100 == 0
    return amount // 100


def shares(*months: str, kronor: int = 16_500) -> list[tuple[str, str, int]]:
    return [(one, "share", kronor) for one in months]


HERE = lived(OWN, "2026-03-10")


def test_who_is_assigned_and_stays_brings_everything() -> None:
    """The worked case of reception.md B.3: 165 000 + 20 661 kr."""
    paid = ours(found(HERE))
    assert paid == [
        ("2026-04", "initial", 20_661),
        ("2026-04", "share", 16_500),
        ("2026-06", "share", 33_000),
        *shares(*PERIODS),
    ]
    assert sum(kronor for _, _, kronor in paid) == 165_000 + 20_661


def test_a_child_has_another_initial_compensation() -> None:
    """Born 2018: under 20 all the time."""
    paid = ours(found(HERE, birth_date=day("2018-02-01")))
    assert paid == [
        ("2026-04", "initial", 10_330),
        ("2026-04", "share", 16_500),
        ("2026-06", "share", 33_000),
        *shares(*PERIODS),
    ]


@pytest.mark.parametrize(
    ("born", "kind", "kronor"),
    [
        ("2006-04-01", SettlementKind.ASSIGNED, 10_330),  # 19 on 31 March 2026, 20 the day after
        ("2006-03-31", SettlementKind.ASSIGNED, 20_661),  # 20 on that day
        ("2006-04-01", SettlementKind.SELF_SETTLED, 3_102),
        ("2006-03-31", SettlementKind.SELF_SETTLED, 4_132),
        ("1959-04-01", SettlementKind.ASSIGNED, 20_661),  # 66 on that day
        ("1959-03-31", SettlementKind.ASSIGNED, 12_917),  # 67
        ("1959-04-01", SettlementKind.OTHER, 4_132),
    ],
)
def test_the_initial_compensation_goes_by_the_age_before_the_payment(
    born: str, kind: SettlementKind, kronor: int
) -> None:
    paid = ours(found(HERE, birth_date=day(born), settlement_kind=kind, registered_on=day("2026-03-10")))
    assert paid[0] == ("2026-04", "initial", kronor)


def test_who_turns_67_brings_less_from_then_on() -> None:
    """67 on 31 August 2026, the last day before the month of the first period's payment."""
    paid = ours(found(HERE, birth_date=day("1959-08-31")))
    assert paid == [
        ("2026-04", "initial", 20_661),
        ("2026-04", "share", 16_500),
        ("2026-06", "share", 33_000),
        *shares(*PERIODS, kronor=9_260),
    ]


def test_an_older_one_of_own_housing_has_no_initial_compensation_that_is_told() -> None:
    """17 § tells amounts below 67 only. 9 260 + 18 520 + 7 × 9 260 = 92 600 kr."""
    expectation = found(HERE, birth_date=day("1955-01-01"), settlement_kind=SettlementKind.SELF_SETTLED)
    paid = ours(expectation)
    assert paid == [("2026-04", "share", 9_260), ("2026-06", "share", 18_520), *shares(*PERIODS, kronor=9_260)]
    assert sum(kronor for _, _, kronor in paid) == 92_600
    assert expectation.payments[0].unknown is Unknown.AMOUNT_FOR_AGE


def test_who_moves_on_in_the_second_month_leaves_the_first_share_only() -> None:
    """Registered elsewhere on 31 May: all from June on goes there, with 16 500 kr more in June."""
    expectation = found(lived(OWN, "2026-03-10", "2026-05-19"), lived(OTHER, "2026-05-20"))
    assert ours(expectation) == [("2026-04", "initial", 20_661), ("2026-04", "share", 16_500)]
    assert goes(expectation, Goes.ELSEWHERE) == [
        ("2026-06", "share"),
        ("2026-06", "move"),
        *((one, "share") for one in PERIODS),
    ]


def test_who_moves_on_in_the_seventh_month_takes_the_later_periods_along() -> None:
    """Moved on 5 October 2026: the period that ends on 30 November is the new municipality's, and ten per cent more."""
    expectation = found(lived(OWN, "2026-03-10", "2026-10-04"), lived(OTHER, "2026-10-05"))
    assert ours(expectation)[2:] == [("2026-06", "share", 33_000), ("2026-09", "share", 16_500)]
    moved = [one for one in expectation.payments if one.kind is PaymentKind.MOVE]
    assert [(str(one.month), one.to, one.amount) for one in moved] == [("2026-12", OTHER, Ore(1_650_000))]


@pytest.mark.parametrize(("moved", "bonus"), [("2027-09-10", ["2027-12"]), ("2027-09-11", [])])
def test_a_move_brings_more_for_eighteen_months(moved: str, bonus: list[str]) -> None:
    """Eighteen months from 10 March 2026 end on 10 September 2027; the period ends on 30 November 2027."""
    expectation = found(HERE, lived(OTHER, moved))
    assert [one[0] for one in ours(expectation)] == ["2026-04", "2026-04", "2026-06", *PERIODS[:5]]
    assert [str(one.month) for one in expectation.payments if one.kind is PaymentKind.MOVE] == bonus


def test_who_moves_here_brings_the_rest_and_more() -> None:
    """Received elsewhere on 10 March 2026, here since 5 October: from the period that ends on 30 November."""
    paid = ours(
        found(
            lived(OTHER, "2026-03-10", "2026-10-04"),
            lived(OWN, "2026-10-05"),
            first_received("2026-03-10"),
            first_municipality=OTHER,
            received_on=day("2026-10-05"),
        )
    )
    assert paid == [("2026-12", "share", 16_500), ("2026-12", "move", 16_500), *shares(*PERIODS[2:])]


def test_where_she_lived_before_need_not_be_told_in_rows() -> None:
    """Received in the other municipality on 10 March 2026, here from 5 October: by a row, or by the reception here."""
    elsewhere = {"first_municipality": OTHER, "received_on": day("2026-10-05")}
    told = found(
        lived(OTHER, "2026-03-10", "2026-10-04"), lived(OWN, "2026-10-05"), first_received("2026-03-10"), **elsewhere
    )
    by_row = found(lived(OWN, "2026-10-05"), first_received("2026-03-10"), **elsewhere)
    by_reception = found(first_received("2026-03-10"), **elsewhere)
    assert ours(told) == ours(by_row) == ours(by_reception) != []
    assert {one.unknown for one in (*by_row.payments, *by_reception.payments)} == {None}


def test_who_moves_here_before_the_second_month_ends_brings_the_second_share() -> None:
    """Registered here on 31 May 2026, the very day that counts: 33 000 + 16 500 kr in June."""
    paid = ours(
        found(
            lived(OTHER, "2026-03-10", "2026-05-30"),
            lived(OWN, "2026-05-31"),
            first_received("2026-03-10"),
            first_municipality=OTHER,
        )
    )
    assert paid == [("2026-06", "share", 33_000), ("2026-06", "move", 16_500), *shares(*PERIODS)]


def test_who_comes_back_brings_the_same_as_any_who_moves_here() -> None:
    """Away from 1 June to 1 October 2026: the period to 31 August is elsewhere, that to 30 November here again."""
    expectation = found(
        lived(OWN, "2026-03-10", "2026-05-31"), lived(OTHER, "2026-06-01", "2026-09-30"), lived(OWN, "2026-10-01")
    )
    assert ours(expectation)[2:5] == [
        ("2026-06", "share", 33_000),
        ("2026-12", "share", 16_500),
        ("2026-12", "move", 16_500),
    ]


def test_a_move_there_and_back_inside_a_period_is_none() -> None:
    """Elsewhere in July 2026: registered here on 31 May and on 31 August alike."""
    expectation = found(
        lived(OWN, "2026-03-10", "2026-06-30"), lived(THIRD, "2026-07-01", "2026-07-31"), lived(OWN, "2026-08-01")
    )
    assert ours(expectation) == ours(found(HERE))


def test_quota_counts_from_the_day_itself_and_a_relative_from_registration() -> None:
    """Came on 30 March, registered on 7 April 2026: first share in April for the one, in May for the other."""
    came = {"received_on": day("2026-03-30"), "registered_on": day("2026-04-07")}
    here = lived(OWN, "2026-04-07")
    quota = found(here, **came, is_quota=True, settlement_kind=SettlementKind.QUOTA)
    relative = found(here, **came, settlement_kind=SettlementKind.RELATIVE, permit_ground=PermitGround.RELATIVE)
    assert ours(quota)[:3] == [
        ("2026-04", "initial", 20_661),
        ("2026-04", "share", 16_500),
        ("2026-06", "share", 33_000),
    ]
    assert ours(relative) == [
        ("2026-05", "initial", 4_132),
        ("2026-05", "share", 16_500),
        ("2026-07", "share", 33_000),  # registered on 30 June
        *shares("2026-10", "2027-01", "2027-04", "2027-07", "2027-10", "2028-01", "2028-04"),
    ]


def test_which_day_counts_is_not_guessed() -> None:
    came = {"received_on": day("2026-03-30"), "registered_on": day("2026-04-07")}
    assert found(**came, settlement_kind=None).unknown is Unknown.RECEPTION_KIND
    assert known(**{**came, "registered_on": came["received_on"]}, settlement_kind=None).reception == Reception(
        day("2026-03-30"), ReceptionDay.ACTUAL
    )


def test_without_a_day_of_reception_nothing_is_worked_out() -> None:
    assert found(HERE, received_on=None).unknown is Unknown.RECEPTION
    elsewhere = found(lived(OTHER, "2026-03-10"), lived(OWN, "2026-10-05"), received_on=day("2026-10-05"))
    assert elsewhere.unknown is Unknown.FIRST_RECEPTION


def test_nothing_more_is_paid_for_who_has_died_or_left_the_country() -> None:
    """Dead on 15 August 2026: the period that ends on 31 August gives nothing to anybody."""
    gone = Residence(case_number=CASE, municipality=OWN, days=days("2026-08-15"), kind=ResidenceKind.DECEASED)
    expectation = found(lived(OWN, "2026-03-10", "2026-08-14"), gone)
    assert [one[0] for one in ours(expectation)] == ["2026-04", "2026-04", "2026-06"]
    assert goes(expectation, Goes.NOWHERE) == [(one, "share") for one in PERIODS]


def test_where_she_is_registered_is_not_guessed() -> None:
    """Staying somewhere tells nothing of registration; nor does a gap."""
    stays = Residence(case_number=CASE, municipality=OTHER, days=days("2026-08-15"), kind=ResidenceKind.STAYING)
    for expectation in (
        found(lived(OWN, "2026-03-10", "2026-08-14"), stays),
        found(lived(OWN, "2026-03-10", "2026-08-14")),
    ):
        assert [one[0] for one in ours(expectation)] == ["2026-04", "2026-04", "2026-06"]
        assert {one.unknown for one in expectation.payments if one.goes is Goes.UNKNOWN} == {Unknown.REGISTRATION}


def test_a_move_out_of_the_unknown_may_bring_more_and_may_not() -> None:
    """Nothing is known of 31 May: whether she came from elsewhere in the period to 31 August cannot be told."""
    expectation = found(lived(OWN, "2026-03-10", "2026-05-15"), lived(OWN, "2026-06-15"))
    assert [(str(one.month), one.kind.value) for one in expectation.payments if one.unknown] == [
        ("2026-06", "share"),
        ("2026-09", "move"),
    ]


def test_without_rows_of_residence_who_was_received_here_is_taken_to_be_registered_here() -> None:
    expectation = found()
    assert ours(expectation) == ours(found(HERE))
    assert StepKind.ASSUMED in {one.kind for one in expectation.payments[2].steps}


def test_the_prisbasbelopp_of_another_year_is_never_guessed() -> None:
    """Received in December: whose year counts is not told. Received in 2025: its prisbasbelopp is not told."""
    assert found(HERE, received_on=day("2026-12-10")).payments[0].unknown is Unknown.BASE_YEAR
    older = found(lived(OWN, "2025-05-12"), received_on=day("2025-05-12"))
    assert [one.unknown for one in older.payments[:2]] == [Unknown.BASE_AMOUNT, Unknown.AMOUNT]
    # the periods that end on 31 October 2025, 31 January and 30 April 2026: the flat rate is told for 2026 on
    assert [one[0] for one in ours(older)] == ["2026-02", "2026-05", "2026-08", "2026-11", "2027-02", "2027-05"]


def test_a_year_of_birth_is_enough_where_every_day_of_it_gives_the_same() -> None:
    adult = {"birth_date": day("1990-01-01"), "birth_precision": BirthPrecision.YEAR}
    assert ours(found(HERE, **adult)) == ours(found(HERE))
    young = found(HERE, birth_date=day("2006-01-01"), birth_precision=BirthPrecision.YEAR)
    assert young.payments[0].unknown is Unknown.BIRTH_DATE  # 19 or 20 on 31 March 2026
    assert ours(young)[0] == ("2026-04", "share", 16_500)
    assert {one.unknown for one in found(HERE, birth_date=None).payments} == {Unknown.BIRTH_DATE}


@pytest.mark.parametrize(
    ("ground", "reason"),
    [
        (None, Unknown.PERMIT_GROUND),
        (PermitGround.ASYLUM_SEEKER, Unknown.OTHER_LAW),
        (PermitGround.TEMPORARY_PROTECTION, Unknown.GROUND_NOT_TOLD),
        (PermitGround.OTHER, Unknown.GROUND_NOT_TOLD),
    ],
)
def test_who_is_covered_is_not_guessed(ground: PermitGround | None, reason: Unknown) -> None:
    assert found(HERE, permit_ground=ground) == Expectation((), reason)


def test_whether_she_was_assigned_is_not_guessed() -> None:
    same = {"registered_on": day("2026-03-10"), "settlement_kind": None}
    assert found(HERE, **same).payments[0].unknown is Unknown.WAY
    assert ours(found(HERE, **same, assigned_on=day("2026-02-01")))[0] == ("2026-04", "initial", 20_661)


def test_every_step_of_an_amount_is_told() -> None:
    """16 500 kr more in December 2026 for who moved here on 5 October, within eighteen months from 10 March."""
    moves = [
        one
        for one in found(
            lived(OTHER, "2026-03-10", "2026-10-04"),
            lived(OWN, "2026-10-05"),
            first_received("2026-03-10"),
            first_municipality=OTHER,
        ).payments
        if one.kind is PaymentKind.MOVE
    ]
    assert [(one.kind, one.day, one.until, one.number, one.place, one.amount, one.part) for one in moves[0].steps] == [
        (StepKind.RECEIVED, day("2026-03-10"), None, None, None, None, None),
        (StepKind.REGISTERED, day("2026-11-30"), None, None, OWN, None, None),
        (StepKind.MOVED, day("2026-10-05"), day("2027-09-10"), None, OTHER, None, None),
        (StepKind.AGE, day("2026-11-30"), None, 36, None, None, None),
        (StepKind.AMOUNT, None, None, None, None, Ore(16_500_000), None),
        (StepKind.PART, None, None, None, None, Ore(1_650_000), Fraction(1, 10)),
    ]


# unaccompanied

CHILD: dict[str, Any] = {
    "birth_date": day("2010-01-15"),
    "is_unaccompanied": True,
    "settlement_kind": SettlementKind.ASSIGNED,
}


def by_day(*records: object, until: str, **values: Any) -> list[tuple[str, str, int]]:
    payments = for_unaccompanied(known(*records, **values), RULES, month(until))
    return [(str(one.month), one.kind.value, _kronor(one.amount)) for one in payments if one.goes is Goes.HERE]


def test_a_child_without_parents_brings_an_amount_a_day() -> None:
    """22 days of March, 30 of April; 18 years on 15 January 2028, so 14 days of that month and none after."""
    paid = by_day(HERE, **CHILD, until="2028-03")
    assert paid[:3] == [
        ("2026-03", "child_once", 30_000),
        ("2026-03", "child_days", 22_000),
        ("2026-04", "child_days", 30_000),
    ]
    assert paid[-1] == ("2028-01", "child_days", 14_000)
    assert by_day(lived(OWN, "2026-03-01"), **CHILD, until="2028-03") == paid, "no day before the reception"
    assert ours(found(HERE, **CHILD))[0] == ("2026-04", "initial", 10_330)


def test_a_child_who_moves_on_is_counted_to_the_last_day_here() -> None:
    """3 days of May 2026."""
    paid = by_day(lived(OWN, "2026-03-10", "2026-05-03"), lived(OTHER, "2026-05-04"), **CHILD, until="2026-12")
    assert paid[-1] == ("2026-05", "child_days", 3_000)


def test_who_has_come_of_age_is_counted_while_there_is_study_support() -> None:
    """18 on 15 June 2026. Studies from 17 August: 15 days × 750 kr = 11 250; June 2027: 10 days = 7 500."""
    studies = Income(case_number=CASE, source=IncomeSource.STUDY_SUPPORT, days=days("2026-08-17", "2027-06-10"))
    paid = by_day(HERE, studies, **{**CHILD, "birth_date": day("2008-06-15")}, until="2028-01")
    assert paid[1:6] == [
        ("2026-03", "child_days", 22_000),
        ("2026-04", "child_days", 30_000),
        ("2026-05", "child_days", 31_000),
        ("2026-06", "child_days", 14_000),
        ("2026-08", "youth_days", 11_250),
    ]
    assert paid[6] == ("2026-09", "youth_days", 22_500)
    assert paid[-1] == ("2027-06", "youth_days", 7_500)


def test_study_support_gives_nothing_from_the_twenty_first_birthday() -> None:
    """21 on 10 May 2026: 9 days of May = 6 750 kr."""
    studies = Income(case_number=CASE, source=IncomeSource.STUDY_SUPPORT, days=days("2026-01-07"))
    paid = by_day(HERE, studies, **{**CHILD, "birth_date": day("2005-05-10")}, until="2026-12")
    assert paid == [
        ("2026-03", "youth_days", 16_500),  # 22 days
        ("2026-04", "youth_days", 22_500),
        ("2026-05", "youth_days", 6_750),
    ]


def test_days_of_an_unknown_birth_date_are_not_counted() -> None:
    payments = for_unaccompanied(known(HERE, **{**CHILD, "birth_date": None}), RULES, month("2026-03"))
    assert {(one.amount, one.unknown) for one in payments} == {(None, Unknown.BIRTH_DATE)}


def test_an_asylum_seeking_child_belongs_to_the_other_ordinance() -> None:
    assert by_day(HERE, **CHILD, permit_ground=PermitGround.ASYLUM_SEEKER, until="2026-12") == []
    assert by_day(HERE, **{**CHILD, "is_unaccompanied": False}, until="2026-12") == []


# school of asylum seekers


@pytest.mark.parametrize(
    ("form", "first", "last", "starts", "kronor"),
    [
        # from Monday 17 August: 17 August and 14 September begin in the third quarter, 12 October in the fourth
        ("compulsory_school", "2026-08-17", None, ["2026-08-17", "2026-09-14"], 33_600),
        ("preschool", "2026-08-17", "2026-09-13", ["2026-08-17"], 9_000),
        ("upper_secondary", "2026-08-17", "2026-09-14", ["2026-08-17", "2026-09-14"], 32_000),
        # from 1 June: 1 and 29 June lie in the second quarter; 27 July, 24 August and 21 September in the third
        ("preschool_class", "2026-06-01", None, ["2026-07-27", "2026-08-24", "2026-09-21"], 19_500),
        ("compulsory_school", "2026-06-01", "2026-06-28", [], 0),
    ],
)
def test_a_tenth_for_each_started_four_weeks(
    form: str, first: str, last: str | None, starts: list[str], kronor: int
) -> None:
    sum_ = school_sum(days(first, last), days("2026-07-01", "2026-09-30"), SchoolForm(form), RULES)
    assert sum_ is not None
    assert [one.isoformat() for one in sum_.starts] == starts
    assert sum_.amount == kronor * 100


def test_school_before_the_amounts_that_are_told_is_not_worked_out() -> None:
    assert school_sum(days("2025-08-18"), days("2025-10-01", "2025-12-31"), SchoolForm.COMPULSORY_SCHOOL, RULES) is None


# the data

TEXT = (resources() / "state_compensation.toml").read_text(encoding="utf-8")


def test_the_shares_are_the_whole() -> None:
    assert sum(one.part * one.times for one in RULES.shares) == 1


@pytest.mark.parametrize(
    ("old", "new", "code"),
    [
        ("kronor = 165000", 'kronor = "165000"', "no_number"),
        ('percent = "17,45"', 'percent = "mycket"', "no_number"),
        ('percent = "17,45"', "", "missing"),
        ('period = "year"', 'period = "week"', "unknown_word"),
        ('key = "flat_rate_from_67"', 'key = "flat_rate_under_67"', "twice"),
        ("paid_after = 1", "paid_after = 1\nwhenever = true", "unknown_field"),
        ("measured_after = 2", "", "missing"),
        ("\n[school_period]", "\n[school_periods]", "unknown_block"),
        ("\n[coverage]", "\n[coverage", "no_toml"),
    ],
)
def test_an_error_in_the_file_is_told(old: str, new: str, code: str) -> None:
    assert old in TEXT
    read = read_compensation("own.toml", TEXT.replace(old, new, 1))
    assert read.rules is None
    assert code in {one.code for one in read.problems}
