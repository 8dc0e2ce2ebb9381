"""Who pays after a move? Each Flyttregel on its days, and what the rules give for the months of a move."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from factories import OTHER, OWN, THIRD, agreement, amounts, booking, day, days, facts, placement, price, settled, terms
from mottagning.domain.agreements import Direction, Method, MoveRule
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.settlement.facts import Stay
from mottagning.domain.settlement.moves import paying

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=100)
DIRECT, MONTH_END, HALF_MONTH = MoveRule.DIRECT, MoveRule.MONTH_END, MoveRule.HALF_MONTH
COURSE_END, SCHOOL_YEAR_END, GRANTING = MoveRule.COURSE_END, MoveRule.SCHOOL_YEAR_END, MoveRule.GRANTING_PAYS_ALL
BOOKED = days("2024-08-20", "2025-12-19")


def homes(*moves: tuple[str, str | None, str | None]) -> list[Stay]:
    """Where somebody lived: municipality, first day, last day."""
    return [Stay(days(first, last), municipality) for municipality, first, last in moves]


def moved(on: str) -> list[Stay]:
    """From the own municipality to the other on a day."""
    day_before = date.fromordinal(day(on).toordinal() - 1).isoformat()
    return homes((OWN, "2020-01-01", day_before), (OTHER, on, None))


def payer(stays: list[Stay], on: str, rule: MoveRule, booked: DateRange = BOOKED) -> str | None:
    """Who pays on a day."""
    return next((stay.municipality for stay in paying(rule, stays, booked) if day(on) in stay.days), None)


@pytest.mark.parametrize(
    ("rule", "on", "takes_over"),
    [
        (DIRECT, "2024-10-10", "2024-10-10"),
        (MONTH_END, "2024-10-10", "2024-11-01"),
        (MONTH_END, "2024-10-01", "2024-11-01"),  # the first day in the new one is in October: the old pays October
        (MONTH_END, "2024-12-31", "2025-01-01"),
        (HALF_MONTH, "2024-10-01", "2024-10-16"),
        (HALF_MONTH, "2024-10-15", "2024-10-16"),
        (HALF_MONTH, "2024-10-16", "2024-11-01"),
        (HALF_MONTH, "2024-10-31", "2024-11-01"),
        (COURSE_END, "2024-10-10", "2025-12-20"),  # the day after the booking's last
        (SCHOOL_YEAR_END, "2024-10-10", "2025-07-01"),
        (SCHOOL_YEAR_END, "2025-03-01", "2025-07-01"),
        (SCHOOL_YEAR_END, "2025-06-30", "2025-07-01"),
        (SCHOOL_YEAR_END, "2025-07-01", "2025-07-01"),  # the school year is over
        (SCHOOL_YEAR_END, "2025-07-02", "2026-07-01"),
    ],
)
def test_the_new_municipality_takes_over_when_the_rule_says(rule: MoveRule, on: str, takes_over: str) -> None:
    stays = moved(on)
    before = date.fromordinal(day(takes_over).toordinal() - 1).isoformat()
    assert payer(stays, takes_over, rule) == OTHER
    assert payer(stays, before, rule) == OWN


@pytest.mark.parametrize(
    ("rule", "takes_over"),
    [
        (MONTH_END, "2024-11-01"),
        (HALF_MONTH, "2024-10-16"),
        (COURSE_END, "2025-12-20"),
        (SCHOOL_YEAR_END, "2025-07-01"),
    ],
)
def test_to_be_registered_where_one_stays_already_is_no_second_move(rule: MoveRule, takes_over: str) -> None:
    stays = homes((OWN, "2020-01-01", "2024-10-09"), (OTHER, "2024-10-10", "2024-10-12"), (OTHER, "2024-10-13", None))
    before = date.fromordinal(day(takes_over).toordinal() - 1).isoformat()
    assert payer(stays, before, rule) == OWN
    assert payer(stays, takes_over, rule) == OTHER
    assert payer(stays, "2099-01-01", GRANTING) == OWN


def test_the_one_that_granted_pays_for_ever() -> None:
    stays = moved("2024-10-10")
    assert [payer(stays, on, GRANTING) for on in ("2024-08-20", "2024-10-10", "2025-12-19", "2099-01-01")] == [OWN] * 4


@pytest.mark.parametrize("rule", MoveRule)
@pytest.mark.parametrize("on", ["2024-08-20", "2024-08-01"])
def test_a_move_before_or_on_the_first_day_is_nobodys_old_commitment(rule: MoveRule, on: str) -> None:
    assert payer(moved(on), "2024-08-20", rule) == OTHER


@pytest.mark.parametrize("rule", MoveRule)
def test_a_move_after_the_booking_changes_nothing_in_it(rule: MoveRule) -> None:
    assert payer(moved("2025-12-20"), "2025-12-19", rule) == OWN


def test_an_open_booking_is_paid_by_the_old_one_as_long_as_it_lasts() -> None:
    assert payer(moved("2024-10-10"), "2031-01-01", COURSE_END, days("2024-08-20")) == OWN


def test_a_second_move_before_the_first_took_effect_leaves_the_one_between_out() -> None:
    stays = homes((OWN, "2020-01-01", "2024-10-04"), (OTHER, "2024-10-05", "2024-10-19"), (THIRD, "2024-10-20", None))
    assert [payer(stays, on, MONTH_END) for on in ("2024-10-12", "2024-10-31", "2024-11-01")] == [OWN, OWN, THIRD]
    assert [payer(stays, on, HALF_MONTH) for on in ("2024-10-15", "2024-10-16", "2024-10-31", "2024-11-01")] == [
        OWN,
        OTHER,
        OTHER,
        THIRD,
    ]
    assert payer(stays, "2025-12-19", COURSE_END) == OWN
    assert payer(stays, "2025-12-19", GRANTING) == OWN


@pytest.mark.parametrize("rule", [rule for rule in MoveRule if rule is not DIRECT])
def test_nobody_pays_longer_because_a_person_died_emigrated_or_is_lost(rule: MoveRule) -> None:
    gone = homes((OWN, "2020-01-01", "2024-10-09"), (None, "2024-10-10", None))
    lost = homes((OWN, "2020-01-01", "2024-10-09"), (OTHER, "2024-10-20", None))
    assert payer(gone, "2024-10-10", rule) is None
    assert payer(lost, "2024-10-10", rule) is None
    assert payer(lost, "2024-10-20", rule) == OTHER  # not from one straight to another


# From here: money. A month price of 9 500 kr by calendar day; the other municipality sells to us until the move.


def by_rule(rule: MoveRule, method: Method = Method.CALENDAR_DAY, on: str = "2024-10-10") -> dict[str, str]:
    """What we pay for September to December when the person moves away."""
    one = placement(
        booking("2024-09-01", "2024-12-31"),
        homes=((OWN, "2020-01-01", date.fromordinal(day(on).toordinal() - 1).isoformat()), (THIRD, on, None)),
    )
    return amounts(settled(one, [facts(terms(method=method, move_rule=rule), price())]))


@pytest.mark.parametrize(
    ("rule", "october", "later"),
    [
        (DIRECT, "2758.06", []),  # 9 of 31 days: 85 500 / 31 = 2 758.0645
        (MONTH_END, "9500.00", []),
        (HALF_MONTH, "4596.77", []),  # 15 of 31 days: 142 500 / 31 = 4 596.774
        (COURSE_END, "9500.00", ["2024-11", "2024-12"]),
        (SCHOOL_YEAR_END, "9500.00", ["2024-11", "2024-12"]),
        (GRANTING, "9500.00", ["2024-11", "2024-12"]),
    ],
)
def test_each_rule_pays_its_days_of_the_month_of_a_move(rule: MoveRule, october: str, later: list[str]) -> None:
    assert by_rule(rule) == {"2024-09": "9500.00", "2024-10": october} | dict.fromkeys(later, "9500.00")


def test_a_month_that_cannot_be_divided_is_paid_by_the_one_that_pays_on_its_first_day() -> None:
    assert by_rule(DIRECT, Method.STARTED_MONTH) == {"2024-09": "9500.00", "2024-10": "9500.00"}


def test_halves_are_paid_by_the_one_that_pays_on_the_first_day_of_each() -> None:
    assert by_rule(DIRECT, Method.HALF_MONTH) == {"2024-09": "9500.00", "2024-10": "4750.00"}
    assert by_rule(DIRECT, Method.HALF_MONTH, "2024-10-16") == {"2024-09": "9500.00", "2024-10": "4750.00"}
    assert by_rule(DIRECT, Method.HALF_MONTH, "2024-10-17") == {"2024-09": "9500.00", "2024-10": "9500.00"}


def test_a_seller_settles_with_the_old_and_then_with_the_new_municipality() -> None:
    """We sell to both; the month price of 9 500 kr follows the person on 10 October."""
    one = placement(
        booking("2024-10-01", "2024-10-31"),
        homes=((OTHER, "2020-01-01", "2024-10-09"), (THIRD, "2024-10-10", None)),
    )
    sells = agreement(direction=Direction.SELL, parties=(OTHER, THIRD))
    found = settled(one, [facts(terms(), price(), agreement=sells)])
    assert [(claim.counterpart, claim.payer, str(claim.quantity), claim.amount) for claim in found.claims] == [
        (OTHER, OTHER, "9", 275_806),  # 9 / 31
        (THIRD, THIRD, "22", 674_194),  # 22 / 31 of 9 500 = 6 741.935: together 9 500.00
    ]


@st.composite
def lives(draw: st.DrawFn) -> list[Stay]:
    """Two to four municipalities in a row, without a gap."""
    edges = sorted(draw(st.sets(st.dates(date(2024, 1, 1), date(2025, 12, 31)), min_size=2, max_size=4)))
    codes = draw(st.lists(st.sampled_from([OWN, OTHER, THIRD]), min_size=len(edges), max_size=len(edges)))
    ends = [*edges[1:], OPEN]
    return [Stay(DateRange(first, end), code) for first, end, code in zip(edges, ends, codes, strict=True)]


@STEADY
@given(lives(), st.sampled_from(MoveRule), st.dates(date(2024, 1, 1), date(2025, 12, 1)), st.integers(1, 400))
def test_every_day_has_one_payer_under_every_rule(stays: list[Stay], rule: MoveRule, start: date, length: int) -> None:
    booked = DateRange(start, date.fromordinal(start.toordinal() + length))
    for each in booked.each():
        payers = [stay.municipality for stay in paying(rule, stays, booked) if each in stay.days]
        assert len(payers) == (1 if each >= stays[0].days.start else 0)
        assert all(one in {stay.municipality for stay in stays if stay.days.start <= each} for one in payers)
