"""Do plats, kurs, delbetalning and rapporterat pay what was started, completed or reported, and only that?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given as with_values
from hypothesis import settings
from hypothesis import strategies as st

from factories import OTHER, OWN, THIRD, amounts, booking, day, days, facts, month, placement, price, settled, terms
from mottagning.domain.agreements import Method, Price, Terms, Unit
from mottagning.domain.bookings import Booking, Outcome, Report
from mottagning.domain.money import Rounding, scaled
from mottagning.domain.settlement.claims import Claim, Given, PaidOnce, PartPaid, Reported

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=60)
AWAY = ((OWN, "2020-01-01", "2024-10-09"), (THIRD, "2024-10-10", None))
BACK = ((THIRD, "2020-01-01", "2024-10-09"), (OWN, "2024-10-10", None))

Homes = tuple[tuple[str, str, str | None], ...]
HOME: Homes = ((OWN, "2020-01-01", None),)


def given(one: Booking, *parts: Terms | Price, homes: Homes = HOME) -> Given:
    """What a booking gives."""
    return settled(placement(one, homes=homes), [facts(*parts)])


def only(found: Given) -> Claim:
    """The one claim that there is."""
    assert found.problems == ()
    (claim,) = found.claims
    return claim


def completed(first: str, last: str | None, graded: str | None, **values: object) -> Booking:
    """A course that was completed."""
    return booking(first, last, outcome=Outcome.COMPLETED, graded_on=day(graded) if graded else None, **values)


# Plats

PLACE = terms(unit=Unit.PLACE, method=Method.PLACE)


def test_a_place_is_paid_once_in_the_month_of_the_start() -> None:
    claim = only(given(booking("2024-10-14", "2025-06-10"), PLACE, price("25000", unit=Unit.PLACE)))
    assert (str(claim.service_month), str(claim.settlement_month), claim.amount) == ("2024-10", "2024-10", 2_500_000)
    assert (claim.quantity, claim.unit, claim.steps) == (1, Unit.PLACE, (PaidOnce(day("2024-10-14")),))


def test_a_place_costs_what_holds_on_the_day_of_the_start() -> None:
    changed = [
        price("25000", unit=Unit.PLACE, days=days("2024-01-01", "2024-10-14")),
        price("26000", unit=Unit.PLACE, days=days("2024-10-15")),
    ]
    assert amounts(given(booking("2024-10-14"), PLACE, *changed)) == {"2024-10": "25000.00"}
    assert amounts(given(booking("2024-10-15"), PLACE, *changed)) == {"2024-10": "26000.00"}


def test_a_place_is_paid_by_the_one_that_pays_on_the_day_of_the_start() -> None:
    seat = price("25000", unit=Unit.PLACE)
    assert amounts(given(booking("2024-10-01"), PLACE, seat, homes=AWAY)) == {"2024-10": "25000.00"}
    assert given(booking("2024-10-01"), PLACE, seat, homes=BACK).claims == ()


def test_a_place_that_was_interrupted_is_paid_all_the_same() -> None:
    one = booking("2024-10-14", "2024-10-15", outcome=Outcome.INTERRUPTED)
    assert amounts(given(one, PLACE, price("25000", unit=Unit.PLACE))) == {"2024-10": "25000.00"}


# Kurs

COURSE = terms(unit=Unit.COURSE, method=Method.COURSE)
NACKA = price("30000", unit=Unit.COURSE)


def test_a_course_is_paid_once_when_it_is_completed_in_the_month_of_the_grade() -> None:
    claim = only(given(completed("2024-08-20", "2024-12-20", "2025-01-08"), COURSE, NACKA))
    assert (str(claim.service_month), str(claim.settlement_month), claim.amount) == ("2025-01", "2025-01", 3_000_000)
    assert claim.steps == (PaidOnce(day("2025-01-08")),)
    assert claim.days == days("2024-08-20", "2024-12-20")


@pytest.mark.parametrize("outcome", [None, Outcome.INTERRUPTED, Outcome.MOVED, Outcome.OTHER, Outcome.NEVER_STARTED])
def test_a_course_that_was_not_completed_costs_nothing(outcome: Outcome | None) -> None:
    one = booking("2024-08-20", "2024-12-20", outcome=outcome, graded_on=day("2024-12-20"))
    assert given(one, COURSE, NACKA) == Given()


def test_a_course_costs_what_holds_on_the_day_of_the_grade() -> None:
    changed = [
        price("30000", unit=Unit.COURSE, days=days("2024-01-01", "2024-12-31")),
        price("31000", unit=Unit.COURSE, days=days("2025-01-01")),
    ]
    assert amounts(given(completed("2024-08-20", "2024-12-20", "2025-01-08"), COURSE, *changed)) == {
        "2025-01": "31000.00"
    }


def test_a_course_is_paid_by_the_one_that_pays_on_the_bookings_last_day() -> None:
    assert given(completed("2024-08-20", "2024-10-10", "2024-10-10"), COURSE, NACKA, homes=AWAY).claims == ()
    assert given(completed("2024-08-20", "2024-10-09", "2024-10-30"), COURSE, NACKA, homes=AWAY).claims
    assert given(completed("2024-08-20", "2024-10-09", "2024-10-30"), COURSE, NACKA, homes=BACK).claims == ()
    assert given(completed("2024-08-20", "2024-10-10", "2024-10-30"), COURSE, NACKA, homes=BACK).claims


def test_a_course_whose_end_nobody_wrote_is_paid_by_the_one_that_pays_on_the_grade() -> None:
    assert amounts(given(completed("2024-08-20", None, "2024-12-20"), COURSE, NACKA)) == {"2024-12": "30000.00"}


# Delbetalning

PARTS = terms(unit=Unit.POINT, method=Method.PART_PAYMENT, shares=(65, 35))
POINT = price("50", unit=Unit.POINT)
HUNDRED = scaled(100)


def planned(last: str | None = None, until: str = "2024-12-20", points: str = "100", **values: object) -> Booking:
    """A course of some points, from 20 August and planned until December: five months."""
    return booking("2024-08-20", last, planned_until=day(until), quantity=scaled(points), **values)


def test_the_first_part_comes_in_equal_shares_for_the_months_that_were_planned() -> None:
    # 100 points × 50 kr = 5 000; 65 % = 3 250, over five months 650 each
    found = given(planned("2024-12-20"), PARTS, POINT)
    assert amounts(found) == dict.fromkeys(("2024-08", "2024-09", "2024-10", "2024-11", "2024-12"), "650.00")
    first = found.claims[0]
    assert (first.quantity, first.of, first.unit) == (13, None, Unit.POINT)  # 65 points / 5
    assert first.steps == (PartPaid(65, 1, 1, 5),)


def test_the_second_part_comes_with_the_grade() -> None:
    one = planned("2024-12-20", outcome=Outcome.COMPLETED, graded_on=day("2025-01-10"))
    found = given(one, PARTS, POINT)
    assert amounts(found)["2025-01"] == "1750.00"  # 35 % of 5 000
    last = found.claims[-1]
    assert (last.quantity, last.steps) == (35, (PartPaid(35, 1, 1, 1),))


def test_in_the_month_of_the_grade_share_and_second_part_are_rows_of_their_own() -> None:
    one = planned("2024-12-20", outcome=Outcome.COMPLETED, graded_on=day("2024-12-20"))
    december = [claim.amount for claim in given(one, PARTS, POINT).claims if str(claim.service_month) == "2024-12"]
    assert december == [65_000, 175_000]


def test_a_course_completed_early_pays_the_shares_that_are_left_with_the_second_part() -> None:
    one = planned("2024-10-15", outcome=Outcome.COMPLETED, graded_on=day("2024-10-20"))
    found = given(one, PARTS, POINT)
    # October: its own share, two shares left, and 35 %
    assert amounts(found) == {"2024-08": "650.00", "2024-09": "650.00", "2024-10": "3700.00"}
    assert [claim.steps[0] for claim in found.claims][2:] == [
        PartPaid(65, 3, 3, 5),
        PartPaid(65, 4, 5, 5),
        PartPaid(35, 1, 1, 1),
    ]


def test_a_grade_months_after_the_last_day_brings_the_shares_left_then() -> None:
    one = planned("2024-10-15", outcome=Outcome.COMPLETED, graded_on=day("2025-01-10"))
    assert amounts(given(one, PARTS, POINT)) == {
        "2024-08": "650.00",
        "2024-09": "650.00",
        "2024-10": "650.00",
        "2025-01": "3050.00",  # 2 × 650 + 1 750
    }


def test_a_grade_before_the_last_month_leaves_no_share_to_be_billed_twice() -> None:
    one = planned("2024-12-20", outcome=Outcome.COMPLETED, graded_on=day("2024-11-28"))
    assert amounts(given(one, PARTS, POINT)) == {
        "2024-08": "650.00",
        "2024-09": "650.00",
        "2024-10": "650.00",
        "2024-11": "3050.00",  # its own share, December's, and 1 750: 5 000 in all
    }


def test_a_course_that_was_interrupted_has_no_second_part() -> None:
    one = planned("2024-10-15", outcome=Outcome.INTERRUPTED)
    assert amounts(given(one, PARTS, POINT)) == dict.fromkeys(("2024-08", "2024-09", "2024-10"), "650.00")


def test_months_after_the_plan_have_no_share() -> None:
    assert list(amounts(given(planned("2025-02-10"), PARTS, POINT))) == [
        "2024-08",
        "2024-09",
        "2024-10",
        "2024-11",
        "2024-12",
    ]


def test_without_a_plan_the_last_day_is_the_plan() -> None:
    one = booking("2024-08-20", "2024-11-10", quantity=HUNDRED)
    assert amounts(given(one, PARTS, POINT)) == dict.fromkeys(
        ("2024-08", "2024-09", "2024-10", "2024-11"), "812.50"
    )  # 3 250 / 4


def test_shares_add_up_to_the_part_to_the_ore() -> None:
    # 65 % of 100.01 × 48.10 = 3 126.81265; a fifth is 625.36253: the running sums are 625.36, 1 250.73, 1 876.09, …
    one = planned("2024-12-20", points="100.01")
    found = given(one, PARTS, price("48.1", unit=Unit.POINT))
    assert [claim.amount for claim in found.claims] == [62_536, 62_537, 62_536, 62_536, 62_536]
    assert sum(claim.amount for claim in found.claims) == 312_681


def test_a_course_price_is_parted_as_points_are() -> None:
    parts = terms(unit=Unit.COURSE, method=Method.PART_PAYMENT, shares=(50, 50))
    one = planned("2024-12-20", outcome=Outcome.COMPLETED, graded_on=day("2024-12-20"))
    found = given(one, parts, NACKA)
    # 15 000 / 5 = 3 000 a month, and 15 000 with the grade
    assert amounts(found) == dict.fromkeys(("2024-08", "2024-09", "2024-10", "2024-11"), "3000.00") | {
        "2024-12": "18000.00"
    }
    assert [str(claim.quantity) for claim in found.claims] == ["1/10"] * 5 + ["1/2"]


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((100, 0), ["2024-08", "2024-09", "2024-10", "2024-11", "2024-12"]),
        ((0, 100), ["2025-01"]),
    ],
)
def test_a_part_of_nothing_has_no_rows(shares: tuple[int, int], expected: list[str]) -> None:
    parts = terms(unit=Unit.POINT, method=Method.PART_PAYMENT, shares=shares)
    one = planned("2024-12-20", outcome=Outcome.COMPLETED, graded_on=day("2025-01-10"))
    assert list(amounts(given(one, parts, POINT))) == expected


def test_every_part_costs_what_held_at_the_start() -> None:
    changed = [
        price("50", unit=Unit.POINT, days=days("2024-01-01", "2024-08-31")),
        price("60", unit=Unit.POINT, days=days("2024-09-01")),
    ]
    one = planned("2024-12-20", outcome=Outcome.COMPLETED, graded_on=day("2025-01-10"))
    assert sum(claim.amount for claim in given(one, PARTS, *changed).claims) == 500_000


def test_each_share_is_paid_by_the_one_that_pays_on_the_first_day_of_its_month() -> None:
    one = planned("2024-12-20", outcome=Outcome.COMPLETED, graded_on=day("2025-01-10"))
    assert list(amounts(given(one, PARTS, POINT, homes=AWAY))) == ["2024-08", "2024-09", "2024-10"]
    assert list(amounts(given(one, PARTS, POINT, homes=BACK))) == ["2024-11", "2024-12", "2025-01"]


@STEADY
@with_values(
    st.integers(1, 400),
    st.integers(1, 1_000_000),
    st.integers(0, 100),
    st.sampled_from(Rounding),
    st.integers(0, 4),
    st.integers(0, 60),
)
def test_a_completed_course_costs_its_value_whenever_it_ended(
    points: int, amount: int, first: int, rounding: Rounding, months: int, late: int
) -> None:
    """Whatever the plan and the grade, the parts are each rounded once: at most a step from the exact value."""
    last = day("2024-08-20").replace(month=8 + months)
    graded = month("2024-08").plus(late % 12).day(25)
    parts = terms(unit=Unit.POINT, method=Method.PART_PAYMENT, shares=(first, 100 - first), rounding=rounding)
    one = booking(
        "2024-08-20",
        last.isoformat(),
        planned_until=day("2024-12-20"),
        quantity=scaled(points),
        outcome=Outcome.COMPLETED,
        graded_on=graded,
    )
    cost = price(str(Decimal(amount).scaleb(-4)), unit=Unit.POINT)
    found = given(one, parts, cost)
    step = {Rounding.ORE: 1, Rounding.KRONA: 100}[rounding]
    exact = Fraction(cost.amount, 100) * points  # in öre
    assert abs(sum(claim.amount for claim in found.claims) - exact) <= step


# Rapporterat


def reported(unit: Unit, *reports: tuple[str, str], homes: Homes = HOME, cost: Price | None = None) -> Given:
    """What a booking from 1 October to 30 November gives for what was reported of it."""
    one = placement(
        booking("2024-10-01", "2024-11-30"),
        homes=homes,
        reports=tuple(Report(booking="B1", month=month(of), quantity=scaled(many)) for of, many in reports),
    )
    return settled(one, [facts(terms(unit=unit, method=Method.REPORTED), cost or price("412.5", unit=unit))])


@pytest.mark.parametrize("unit", [Unit.HOUR, Unit.PIECE])
def test_what_was_reported_is_paid_by_the_hour_or_piece(unit: Unit) -> None:
    claim = only(reported(unit, ("2024-10", "12.25")))
    # 12.25 × 412.50 = 5 053.125
    assert (claim.quantity, claim.of, claim.unit, claim.amount) == (Fraction(49, 4), None, unit, 505_313)
    assert claim.steps == (Reported(month("2024-10")),)


def test_a_month_that_was_held_is_the_month_price_however_often_it_was_counted() -> None:
    found = reported(Unit.MONTH, ("2024-10", "1"), ("2024-11", "3"))
    assert [(claim.quantity, claim.amount) for claim in found.claims] == [(1, 41_250), (1, 41_250)]


@pytest.mark.parametrize("unit", [Unit.HOUR, Unit.MONTH])
def test_nothing_reported_is_nothing_paid(unit: Unit) -> None:
    assert reported(unit) == Given()
    assert reported(unit, ("2024-10", "0")) == Given()


def test_what_was_reported_for_a_month_outside_the_booking_is_not_paid() -> None:
    assert reported(Unit.HOUR, ("2024-09", "10"), ("2024-12", "10")) == Given()


def test_what_was_reported_costs_what_holds_on_the_first_of_the_month() -> None:
    found = reported(
        Unit.HOUR, ("2024-10", "10"), cost=price("400", unit=Unit.HOUR, days=days("2020-01-01", "2024-10-01"))
    )
    assert amounts(found) == {"2024-10": "4000.00"}


def test_what_was_reported_is_paid_by_the_one_that_pays_on_the_months_first_day() -> None:
    both = (("2024-10", "10"), ("2024-11", "10"))
    assert list(amounts(reported(Unit.HOUR, *both, homes=AWAY))) == ["2024-10"]
    assert list(amounts(reported(Unit.HOUR, *both, homes=BACK))) == ["2024-11"]
    assert {claim.counterpart for claim in reported(Unit.HOUR, *both, homes=BACK).claims} == {OTHER}
