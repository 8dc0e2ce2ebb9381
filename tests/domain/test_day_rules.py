"""Do the rules that count days – kalenderdag, måndag–fredag, skoldag, dygn – count the right ones?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from factories import (
    OTHER,
    OWN,
    THIRD,
    agreement,
    amounts,
    booking,
    day,
    days,
    facts,
    month,
    placement,
    price,
    settled,
    terms,
)
from mottagning.domain.agreements import (
    AgeGroup,
    AgeSwitch,
    Direction,
    Method,
    Price,
    ReadingCondition,
    SchoolRun,
    Terms,
    Unit,
)
from mottagning.domain.bookings import Absence, AbsenceKind
from mottagning.domain.money import Rounding, scaled
from mottagning.domain.problems import Check
from mottagning.domain.settlement.claims import Claim, DayKind, DaysCounted, Given
from mottagning.domain.settlement.facts import AgreementFacts, Placement
from mottagning.domain.settlement.timeline import RowDirection


def given(first: str, last: str | None, *parts: Terms | Price, **more: object) -> Given:
    """What a booking between two days gives."""
    return settled(placement(booking(first, last)), [facts(*parts, **more)])


def only(found: Given) -> Claim:
    """The one claim that there is."""
    assert found.problems == ()
    (claim,) = found.claims
    return claim


# Kalenderdag


def test_a_whole_month_is_the_month_price() -> None:
    claim = only(given("2024-10-01", "2024-10-31"))
    assert (claim.quantity, claim.of, claim.unit, claim.amount) == (31, 31, Unit.DAY, 950_000)
    assert (claim.service_month, claim.settlement_month) == (month("2024-10"), month("2024-10"))
    assert (claim.counterpart, claim.payer, claim.direction) == (OTHER, OWN, RowDirection.BUY)


def test_part_of_a_month_is_the_days_of_it() -> None:
    claim = only(given("2024-10-12", "2024-10-31"))
    # 20 of 31 days × 9 500 = 190 000 / 31 = 6 129.032
    assert (claim.quantity, claim.of, claim.amount) == (20, 31, 612_903)
    assert claim.steps == (DaysCounted(DayKind.ALL, (days("2024-10-12", "2024-10-31"),), 20),)
    assert claim.days == days("2024-10-12", "2024-10-31")


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-02-29", "2024-03-01", {"2024-02": "327.59", "2024-03": "306.45"}),  # 9 500 / 29 and 9 500 / 31
        ("2023-02-28", "2023-02-28", {"2023-02": "339.29"}),  # 9 500 / 28 = 339.286
        ("2024-12-31", "2025-01-01", {"2024-12": "306.45", "2025-01": "306.45"}),
    ],
)
def test_each_month_is_divided_by_its_own_days(first: str, last: str, expected: dict[str, str]) -> None:
    found = settled(placement(booking(first, last)), [facts()], first="2023-01")
    assert amounts(found) == expected


def test_with_a_day_price_each_active_day_costs_it() -> None:
    claim = only(given("2024-10-12", "2024-10-31", terms(unit=Unit.DAY), price("310", unit=Unit.DAY)))
    assert (claim.quantity, claim.of, claim.unit, claim.amount) == (20, None, Unit.DAY, 620_000)


def test_a_day_price_is_computed_from_a_year_price_and_its_days() -> None:
    # 112 000 / 261 × 3 = 1 287.356
    year = price("112000", unit=Unit.YEAR, days_per_year=261)
    assert only(given("2024-10-01", "2024-10-03", terms(unit=Unit.DAY), year)).amount == 128_736


def test_a_month_price_is_a_twelfth_of_the_year_exactly() -> None:
    # 100 000 / 12 = 8 333.3333; 16 of 31 days are 4 301.0753; of a rounded 8 333.33 they would be 4 301.0735
    year = price("100000", unit=Unit.YEAR)
    assert only(given("2024-10-01", "2024-10-31", terms(), year)).amount == 833_333
    assert only(given("2024-10-16", "2024-10-31", terms(), year)).amount == 430_108


def test_a_price_that_changes_inside_a_month_splits_the_row() -> None:
    found = given(
        "2024-10-01",
        "2024-10-31",
        terms(),
        price("9300", days=days("2024-01-01", "2024-10-10")),
        price("9500", days=days("2024-10-11")),
    )
    # 10/31 × 9 300 = 3 000.00; 21/31 × 9 500 = 6 435.484
    assert [(claim.quantity, claim.of, claim.amount) for claim in found.claims] == [
        (10, 31, 300_000),
        (21, 31, 643_548),
    ]


def test_days_at_the_same_price_are_one_row_though_another_variants_price_changed_between() -> None:
    found = given(
        "2024-10-01",
        "2024-10-31",
        terms(),
        price("9300", days=days("2024-01-01")),
        price("9500", variant="1A", days=days("2024-10-10", "2024-10-20")),
    )
    assert [claim.quantity for claim in found.claims] == [31]


def test_absence_does_not_stop_a_rule_that_counts_days() -> None:
    away = Absence(booking="B1", days=days("2024-10-01", "2024-10-31"), kind=AbsenceKind.VALID)
    found = settled(placement(booking("2024-10-01", "2024-10-31"), absences=(away,)), [facts()])
    assert amounts(found) == {"2024-10": "9500.00"}


def test_days_before_and_after_a_time_elsewhere_are_one_row() -> None:
    """Home, away for ten days, home again: 1–10 and 21–31 October are 21 of 31 days."""
    one = placement(
        booking("2024-10-01", "2024-10-31"),
        homes=((OWN, "2020-01-01", "2024-10-10"), (THIRD, "2024-10-11", "2024-10-20"), (OWN, "2024-10-21", None)),
    )
    claim = only(settled(one, [facts()]))
    assert (claim.quantity, claim.amount) == (21, 643_548)
    assert claim.steps == (
        DaysCounted(DayKind.ALL, (days("2024-10-01", "2024-10-10"), days("2024-10-21", "2024-10-31")), 21),
    )
    assert claim.days == days("2024-10-01", "2024-10-31")


@pytest.mark.parametrize(
    ("fees", "expected"),
    [
        ({"administration_fee": scaled(15)}, "7048.39"),  # 6 129.032 × 1.15 = 7 048.387
        ({"vat_compensation": scaled(6)}, "6496.77"),  # × 1.06 = 6 496.774
        ({"administration_fee": scaled(15), "vat_compensation": scaled(6)}, "7471.29"),  # × 1.219 = 7 471.290
        ({"administration_fee": scaled("2.5")}, "6282.26"),  # × 1.025 = 6 282.258
        ({"rounding": Rounding.KRONA}, "6129.00"),
        ({"rounding": Rounding.KRONA, "administration_fee": scaled(15)}, "7048.00"),
    ],
)
def test_fees_are_multiplied_before_the_one_rounding(fees: dict[str, object], expected: str) -> None:
    assert amounts(given("2024-10-12", "2024-10-31", terms(**fees), price())) == {"2024-10": expected}


def test_an_exchange_keeps_its_rows_and_costs_nothing() -> None:
    exchange = facts(terms(), price(), agreement=agreement(direction=Direction.EXCHANGE))
    one = placement(booking("2024-10-12", "2024-10-31", provider_municipality=OTHER))
    claim = only(settled(one, [exchange]))
    assert (claim.quantity, claim.of, claim.price, claim.amount, claim.direction) == (
        20,
        31,
        None,
        0,
        RowDirection.EXCHANGE,
    )


def test_an_exchange_needs_no_price() -> None:
    exchange = facts(terms(), agreement=agreement(direction=Direction.EXCHANGE))
    one = placement(booking("2024-10-12", "2024-10-31", provider_municipality=OTHER))
    assert settled(one, [exchange]).problems == ()


def test_a_sale_takes_our_own_price_among_several_sellers() -> None:
    prices = [price("9500", seller=OWN), price("9900", seller=OTHER)]
    both = facts(terms(), *prices, agreement=agreement(direction=Direction.MUTUAL))
    sold = placement(
        booking("2024-10-01", "2024-10-31", provider_municipality=OWN), homes=((OTHER, "2020-01-01", None),)
    )
    bought = placement(booking("2024-10-01", "2024-10-31", provider_municipality=OTHER))
    assert amounts(settled(sold, [both])) == {"2024-10": "9500.00"}
    assert amounts(settled(bought, [both])) == {"2024-10": "9900.00"}


def preschool(switch: AgeSwitch) -> AgreementFacts:
    """Krokom 2024 in round figures: 12 000 kr for 1–2 years, 11 000 kr for 3–5."""
    return facts(
        terms(age_switch=switch),
        price("12000", variant="1–2"),
        price("11000", variant="3–5"),
        age_groups=(
            AgeGroup(agreement="A1", service="sfi", variant="1–2", from_age=1, to_age=2),
            AgeGroup(agreement="A1", service="sfi", variant="3–5", from_age=3, to_age=5),
        ),
    )


def test_a_birthday_inside_the_month_splits_the_row_between_the_age_groups() -> None:
    child = placement(booking("2024-10-01", "2024-10-31", variant="efter ålder"), birth_date=day("2021-10-11"))
    found = settled(child, [preschool(AgeSwitch.BIRTHDAY)])
    # 10/31 × 12 000 = 3 870.968; 21/31 × 11 000 = 7 451.613
    assert [(claim.quantity, claim.price and claim.price.variant, claim.amount) for claim in found.claims] == [
        (10, "1–2", 387_097),
        (21, "3–5", 745_161),
    ]


def test_with_a_switch_in_august_the_birthday_in_october_changes_nothing() -> None:
    child = placement(booking("2024-07-01", "2024-10-31", variant="efter ålder"), birth_date=day("2021-10-11"))
    assert amounts(settled(child, [preschool(AgeSwitch.AUGUST_1)])) == {
        "2024-07": "12000.00",
        "2024-08": "11000.00",
        "2024-09": "11000.00",
        "2024-10": "11000.00",
    }


def test_a_successor_asks_its_own_price_from_its_first_day() -> None:
    old = facts(terms(), price("9300"), agreement=agreement(days=days("2020-01-01", "2024-10-10")))
    new = facts(
        terms(agreement="A2"),
        price("9500", agreement="A2"),
        agreement=agreement(key="A2", replaces="A1", days=days("2024-10-11")),
    )
    found = settled(placement(booking("2024-10-01", "2024-10-31"), chain=("A1", "A2")), [old, new])
    assert [(claim.agreement, claim.quantity, claim.amount) for claim in found.claims] == [
        ("A1", 10, 300_000),
        ("A2", 21, 643_548),
    ]


# Måndag–fredag


def test_weekdays_are_counted_and_public_holidays_with_them() -> None:
    by_weekday = terms(unit=Unit.DAY, method=Method.WEEKDAY)
    claim = only(given("2024-12-23", "2024-12-31", by_weekday, price("500", unit=Unit.DAY)))
    # 23, 24, 25, 26, 27, 30 and 31 December
    assert (claim.quantity, claim.of, claim.unit, claim.amount) == (7, None, Unit.DAY, 350_000)
    assert claim.steps == (DaysCounted(DayKind.WEEKDAYS, (days("2024-12-23", "2024-12-31"),), 7),)


def test_a_weekend_alone_gives_no_row() -> None:
    by_weekday = terms(unit=Unit.DAY, method=Method.WEEKDAY)
    assert given("2024-10-05", "2024-10-06", by_weekday, price("500", unit=Unit.DAY)) == Given()


def test_a_weekend_needs_no_price() -> None:
    """The old price ends on Friday 4 October, the new one begins on Monday the seventh: nothing is missing."""
    found = given(
        "2024-10-01",
        "2024-10-31",
        terms(unit=Unit.DAY, method=Method.WEEKDAY),
        price("100", unit=Unit.DAY, days=days("2024-01-01", "2024-10-04")),
        price("110", unit=Unit.DAY, days=days("2024-10-07")),
    )
    # four days at 100, nineteen at 110
    assert found.problems == ()
    assert [(claim.quantity, claim.amount) for claim in found.claims] == [(4, 40_000), (19, 209_000)]


def test_a_weekday_without_a_price_holds_the_month_back() -> None:
    found = given(
        "2024-10-01",
        "2024-10-31",
        terms(unit=Unit.DAY, method=Method.WEEKDAY),
        price("100", unit=Unit.DAY, days=days("2024-01-01", "2024-10-03")),
    )
    assert found.claims == ()
    assert [(one.check, one.month, one.params["day"]) for one in found.problems] == [
        (Check.K12, "2024-10", "2024-10-04")
    ]


# Skoldag

SCHOOL = terms(unit=Unit.DAY, method=Method.SCHOOL_DAY, school_calendar="gr")
RUNS = (
    SchoolRun(calendar="gr", days=days("2024-08-20", "2024-10-25")),
    SchoolRun(calendar="gr", days=days("2024-11-04", "2024-12-20")),
    SchoolRun(calendar="annan", days=days("2024-10-28", "2024-11-01")),
)


def test_school_days_are_the_weekdays_of_the_agreements_own_calendar() -> None:
    found = given("2024-10-01", "2024-11-30", SCHOOL, price("600", unit=Unit.DAY), school_runs=RUNS)
    # October 1–25 has 19 Mondays to Fridays; the week after is autumn break; November 4–29 has 20
    assert [(claim.quantity, claim.amount) for claim in found.claims] == [(19, 1_140_000), (20, 1_200_000)]
    assert found.claims[0].steps == (DaysCounted(DayKind.SCHOOL_DAYS, (days("2024-10-01", "2024-10-31"),), 19),)


def test_a_holiday_month_costs_nothing_and_needs_no_price() -> None:
    found = given(
        "2024-07-01",
        "2024-07-31",
        SCHOOL,
        price("600", unit=Unit.DAY, days=days("2024-08-20")),
        school_runs=RUNS,
    )
    assert found == Given()


def test_a_year_without_any_school_day_in_the_calendar_holds_the_month_back() -> None:
    one = placement(booking("2025-01-07", "2025-01-31"))
    found = settled(one, [facts(SCHOOL, price("600", unit=Unit.DAY), school_runs=RUNS)])
    assert found.claims == ()
    assert [(one.check, one.reason, one.month) for one in found.problems] == [(Check.K12, "no_school_days", "2025-01")]


# Dygn

NIGHT = terms(unit=Unit.NIGHT, method=Method.NIGHT)


def test_every_day_but_the_last_is_a_night() -> None:
    claim = only(given("2024-10-10", "2024-10-20", NIGHT, price("900", unit=Unit.NIGHT)))
    assert (claim.quantity, claim.unit, claim.amount) == (10, Unit.NIGHT, 900_000)
    assert claim.steps == (DaysCounted(DayKind.NIGHTS, (days("2024-10-10", "2024-10-20"),), 10),)


def test_the_day_of_discharge_counts_where_the_agreement_says_so() -> None:
    counts = terms(unit=Unit.NIGHT, method=Method.NIGHT, counts_discharge_day=True)
    assert only(given("2024-10-10", "2024-10-20", counts, price("900", unit=Unit.NIGHT))).quantity == 11


def test_the_turn_of_a_month_is_a_night_of_the_month_that_ends() -> None:
    found = given("2024-10-30", "2024-11-02", NIGHT, price("900", unit=Unit.NIGHT))
    assert amounts(found) == {"2024-10": "1800.00", "2024-11": "900.00"}


def test_a_stay_that_goes_on_counts_every_day_of_a_month() -> None:
    found = settled(placement(booking("2024-10-30")), [facts(NIGHT, price("900", unit=Unit.NIGHT))], last="2024-11")
    assert amounts(found) == {"2024-10": "1800.00", "2024-11": "27000.00"}


def test_leaving_on_the_first_of_a_month_is_no_night_of_it_and_needs_no_price() -> None:
    found = given(
        "2024-12-30", "2025-01-01", NIGHT, price("900", unit=Unit.NIGHT, days=days("2024-01-01", "2024-12-31"))
    )
    assert found.problems == ()
    assert amounts(found) == {"2024-12": "1800.00"}


def test_one_day_is_no_night() -> None:
    assert given("2024-10-10", "2024-10-10", NIGHT, price("900", unit=Unit.NIGHT)) == Given()


def test_a_month_that_ended_by_moving_away_counts_every_day_before_the_move() -> None:
    """The booking's last day is another municipality's: every night until the move is ours."""
    one = placement(
        booking("2024-10-10", "2024-10-20"), homes=((OWN, "2020-01-01", "2024-10-14"), (THIRD, "2024-10-15", None))
    )
    assert only(settled(one, [facts(NIGHT, price("900", unit=Unit.NIGHT))])).quantity == Fraction(5)


# Settlement months


def test_what_belongs_to_a_month_before_the_span_is_not_given() -> None:
    one: Placement = placement(booking("2024-09-15", "2024-11-15"))
    assert list(amounts(settled(one, [facts()], first="2024-10", last="2024-10"))) == ["2024-10"]


# Frånvaro


AWAY = (Absence(booking="B1", days=days("2024-10-07", "2024-10-20"), kind=AbsenceKind.VALID),)


@pytest.mark.parametrize(
    ("method", "unit", "counted"),
    [
        (Method.CALENDAR_DAY, Unit.DAY, 17),  # 31 days less 14
        (Method.WEEKDAY, Unit.DAY, 13),  # 23 Mondays to Fridays less 10
        (Method.NIGHT, Unit.NIGHT, 16),  # and the last day
    ],
)
def test_with_presence_agreed_no_day_of_absence_is_paid(method: Method, unit: Unit, counted: int) -> None:
    agreed = terms(method=method, unit=unit, condition=ReadingCondition.PRESENT)
    one = placement(booking("2024-10-01", "2024-10-31"), absences=AWAY)
    claim = only(settled(one, [facts(agreed, price("100", unit=unit))]))
    assert (claim.quantity, claim.amount) == (counted, counted * 10_000)
    enrolled = settled(one, [facts(replace(agreed, condition=ReadingCondition.ENROLLED), price("100", unit=unit))])
    assert only(enrolled).quantity == {17: 31, 13: 23, 16: 30}[counted]


@pytest.mark.parametrize(
    ("method", "sums"),
    [
        (Method.STARTED_MONTH, {"2024-09": "9500.00", "2024-11": "9500.00"}),
        (Method.HALF_MONTH, {"2024-09": "9500.00", "2024-11": "9500.00"}),
        (Method.ROLLING_MONTH, {"2024-09": "9500.00", "2024-11": "9500.00"}),
    ],
)
def test_with_presence_agreed_a_unit_without_an_active_day_is_not_paid(method: Method, sums: dict[str, str]) -> None:
    agreed = terms(method=method, condition=ReadingCondition.PRESENT)
    away = Absence(booking="B1", days=days("2024-10-01", "2024-10-31"), kind=AbsenceKind.LEAVE)
    one = placement(booking("2024-09-01", "2024-11-30"), absences=(away,))
    assert amounts(settled(one, [facts(agreed, price())])) == sums
