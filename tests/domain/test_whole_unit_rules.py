"""Do the rules that count whole units – mätdag, termin, påbörjade månader, halvor, perioder och veckor – bill once?"""

from __future__ import annotations

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
from mottagning.domain.agreements import AgeGroup, AgeSwitch, Method, MoveRule, Price, ReadingCondition, Terms, Unit
from mottagning.domain.bookings import Absence, AbsenceKind
from mottagning.domain.money import scaled
from mottagning.domain.settlement.claims import Claim, DayRead, Given, PeriodsStarted
from mottagning.domain.settlement.readings import Readings, parse_exceptions

AWAY = ((OWN, "2020-01-01", "2024-10-09"), (THIRD, "2024-10-10", None))
BACK = ((THIRD, "2020-01-01", "2024-10-09"), (OWN, "2024-10-10", None))


def given(first: str, last: str | None, *parts: Terms | Price, until: str = "2025-12") -> Given:
    """What a booking between two days gives."""
    return settled(placement(booking(first, last)), [facts(*parts)], last=until)


def settled_in(found: Given) -> dict[str, str]:
    """Settlement month by service month."""
    return {str(claim.service_month): str(claim.settlement_month) for claim in found.claims}


def only(found: Given) -> Claim:
    """The one claim that there is."""
    assert found.problems == ()
    (claim,) = found.claims
    return claim


# Mätdag


def measured(number: int = 15, exceptions: str = "", **values: object) -> Terms:
    """Terms with a measuring day."""
    return terms(method=Method.MEASURING_DAY, readings=Readings(number, parse_exceptions(exceptions)), **values)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-10-01", "2024-10-14", {}),  # left the day before
        ("2024-10-01", "2024-10-15", {"2024-10": "9500.00"}),
        ("2024-10-15", "2024-10-15", {"2024-10": "9500.00"}),
        ("2024-10-16", "2024-11-15", {"2024-11": "9500.00"}),
        ("2024-10-16", "2024-11-14", {}),
    ],
)
def test_a_month_is_paid_in_full_when_the_reading_day_is_active(
    first: str, last: str, expected: dict[str, str]
) -> None:
    assert amounts(given(first, last, measured(), price())) == expected


def test_a_reading_tells_its_day_and_what_it_asked() -> None:
    claim = only(given("2024-10-10", "2024-10-20", measured(), price()))
    assert (claim.quantity, claim.of, claim.unit) == (1, None, Unit.MONTH)
    assert claim.steps == (DayRead(day("2024-10-15"), ReadingCondition.ENROLLED),)
    assert claim.days == days("2024-10-10", "2024-10-20")


def test_a_month_shorter_than_the_measuring_day_is_read_on_its_last() -> None:
    assert amounts(given("2024-11-30", "2024-12-30", measured(31), price())) == {"2024-11": "9500.00"}


def test_one_reading_settles_the_months_that_it_decides() -> None:
    """Örebro: 15 May decides May and June, 15 September July to September."""
    found = given("2024-05-01", "2024-10-31", measured(15, "5,6=05-15; 7,8,9=09-15"), price())
    assert settled_in(found) == {
        "2024-05": "2024-05",
        "2024-06": "2024-05",
        "2024-07": "2024-09",
        "2024-08": "2024-09",
        "2024-09": "2024-09",
        "2024-10": "2024-10",
    }
    assert set(amounts(found).values()) == {"9500.00"}


def test_a_reading_later_than_its_month_pays_months_before_the_booking_began() -> None:
    """The pupil came on 20 August; the reading of 15 September still decides July to September."""
    found = given("2024-08-20", "2024-10-31", measured(15, "7,8,9=09-15"), price())
    assert list(amounts(found)) == ["2024-07", "2024-08", "2024-09", "2024-10"]
    july = next(claim for claim in found.claims if claim.service_month == month("2024-07"))
    assert july.days == days("2024-07-01", "2024-07-31")


def test_one_who_left_before_the_reading_is_paid_for_none_of_its_months() -> None:
    found = given("2024-06-01", "2024-09-14", measured(15, "7,8,9=09-15"), price())
    assert list(amounts(found)) == ["2024-06"]


@pytest.mark.parametrize(("span", "expected"), [("2024-05", ["2024-05", "2024-06"]), ("2024-06", [])])
def test_the_return_of_a_month_holds_what_its_readings_decide(span: str, expected: list[str]) -> None:
    one = placement(booking("2024-05-01", "2024-10-31"))
    found = settled(one, [facts(measured(15, "5,6=05-15"), price())], first=span, last=span)
    assert list(amounts(found)) == expected


@pytest.mark.parametrize(
    ("told", "expected"),
    [("2024-10-15", {"2024-10", "2024-11"}), ("2024-10-16", {"2024-11"}), (None, set())],
)
def test_where_it_is_asked_the_start_must_have_been_told_by_the_reading(told: str | None, expected: set[str]) -> None:
    one = booking("2024-10-01", "2024-11-30", told_on=day(told) if told else None)
    found = settled(placement(one), [facts(measured(condition=ReadingCondition.TOLD), price())])
    assert set(amounts(found)) == expected


@pytest.mark.parametrize(
    ("away", "expected"),
    [
        (("2024-10-15", "2024-10-15"), {"2024-11"}),
        (("2024-10-01", "2024-10-14"), {"2024-10", "2024-11"}),
        (("2024-10-16", None), {"2024-10"}),
    ],
)
def test_where_it_is_asked_the_person_must_be_present(away: tuple[str, str | None], expected: set[str]) -> None:
    absence = Absence(booking="B1", days=days(*away), kind=AbsenceKind.INVALID)
    one = placement(booking("2024-10-01", "2024-11-30"), absences=(absence,))
    present = facts(measured(condition=ReadingCondition.PRESENT), price())
    assert set(amounts(settled(one, [present]))) == expected
    assert set(amounts(settled(one, [facts(measured(), price())]))) == {"2024-10", "2024-11"}


def test_the_municipality_that_pays_on_the_reading_day_pays_the_month() -> None:
    agreed = facts(measured(10), price())
    for number, homes, paid in [(9, AWAY, True), (10, AWAY, False), (9, BACK, False), (10, BACK, True)]:
        agreed = facts(measured(number), price())
        found = settled(placement(booking("2024-10-01", "2024-10-31"), homes=homes), [agreed])
        assert bool(found.claims) is paid


def test_the_price_of_a_month_is_that_of_its_first_day() -> None:
    changed = [price("9300", days=days("2024-01-01", "2024-10-01")), price("9500", days=days("2024-10-02"))]
    assert amounts(given("2024-10-01", "2024-11-30", measured(), *changed)) == {
        "2024-10": "9300.00",
        "2024-11": "9500.00",
    }


def test_the_age_on_the_first_day_of_the_month_decides_its_price() -> None:
    """Three years on 2 October: October still belongs to 1–2 years, though the reading is on the fifteenth."""
    groups = (
        AgeGroup(agreement="A1", service="sfi", variant="1–2", from_age=1, to_age=2),
        AgeGroup(agreement="A1", service="sfi", variant="3–5", from_age=3, to_age=5),
    )
    agreed = facts(
        measured(age_switch=AgeSwitch.BIRTHDAY),
        price("12000", variant="1–2"),
        price("11000", variant="3–5"),
        age_groups=groups,
    )
    child = placement(booking("2024-10-01", "2024-11-30", variant="efter ålder"), birth_date=day("2021-10-02"))
    assert amounts(settled(child, [agreed])) == {"2024-10": "12000.00", "2024-11": "11000.00"}


# Termin

TERM = terms(unit=Unit.TERM, method=Method.TERM)


def test_a_term_is_paid_when_its_reading_is_active_and_named_by_the_month_of_the_reading() -> None:
    found = given("2024-01-08", "2024-12-20", TERM, price("50000", unit=Unit.TERM))
    assert amounts(found) == {"2024-02": "50000.00", "2024-09": "50000.00"}
    assert settled_in(found) == {"2024-02": "2024-02", "2024-09": "2024-09"}
    spring, autumn = found.claims
    assert (spring.days, autumn.days) == (days("2024-01-08", "2024-06-30"), days("2024-07-01", "2024-12-20"))
    assert spring.steps == (DayRead(day("2024-02-15"), ReadingCondition.ENROLLED),)


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2024-02-16", "2024-09-14", []),  # between the readings
        ("2024-02-15", "2024-02-15", ["2024-02"]),
        ("2024-09-15", "2025-02-14", ["2024-09"]),
    ],
)
def test_a_term_that_was_not_read_costs_nothing(first: str, last: str, expected: list[str]) -> None:
    assert list(amounts(given(first, last, TERM, price("50000", unit=Unit.TERM)))) == expected


def test_a_term_has_readings_of_its_own_and_is_half_a_year() -> None:
    own = terms(unit=Unit.TERM, method=Method.TERM, readings=Readings(15, parse_exceptions("VT=03-01; HT=10-15")))
    found = given("2024-01-08", "2024-12-20", own, price("95001", unit=Unit.YEAR))
    assert amounts(found) == {"2024-03": "47500.50", "2024-10": "47500.50"}  # 95 001 / 2


def test_the_price_of_a_term_is_that_of_its_reading() -> None:
    changed = [
        price("50000", unit=Unit.TERM, days=days("2024-01-01", "2024-02-14")),
        price("52000", unit=Unit.TERM, days=days("2024-02-15")),
    ]
    assert amounts(given("2024-01-08", "2024-06-10", TERM, *changed)) == {"2024-02": "52000.00"}


def test_a_term_asks_what_the_agreement_asks_of_a_reading() -> None:
    present = terms(unit=Unit.TERM, method=Method.TERM, condition=ReadingCondition.PRESENT)
    absence = Absence(booking="B1", days=days("2024-02-10", "2024-02-20"), kind=AbsenceKind.LEAVE)
    one = placement(booking("2024-01-08", "2024-12-20"), absences=(absence,))
    assert list(amounts(settled(one, [facts(present, price("50000", unit=Unit.TERM))]))) == ["2024-09"]


# Påbörjad månad och halvmånad

STARTED = terms(method=Method.STARTED_MONTH)
HALVES = terms(method=Method.HALF_MONTH)


def test_a_month_that_has_begun_is_paid_whole() -> None:
    found = given("2024-10-31", "2024-12-01", STARTED, price())
    assert amounts(found) == {"2024-10": "9500.00", "2024-11": "9500.00", "2024-12": "9500.00"}
    first = found.claims[0]
    assert (first.quantity, first.of, first.unit) == (1, None, Unit.MONTH)
    assert first.steps == (PeriodsStarted((days("2024-10-31", "2024-10-31"),)),)


@pytest.mark.parametrize(
    ("first", "last", "halves", "expected"),
    [
        ("2024-10-01", "2024-10-31", 2, "9501.00"),
        ("2024-10-15", "2024-10-15", 1, "4750.50"),
        ("2024-10-15", "2024-10-16", 2, "9501.00"),
        ("2024-10-16", "2024-10-16", 1, "4750.50"),
    ],
)
def test_each_half_of_a_month_that_has_begun_is_half_the_price(
    first: str, last: str, halves: int, expected: str
) -> None:
    found = given(first, last, HALVES, price("9501"))
    claim = only(found)
    assert (claim.quantity, claim.of, claim.unit) == (halves, 2, Unit.MONTH)
    assert amounts(found) == {"2024-10": expected}


def test_the_second_half_of_february_begins_on_the_sixteenth() -> None:
    found = given("2024-02-16", "2024-02-29", HALVES, price())
    assert only(found).steps == (PeriodsStarted((days("2024-02-16", "2024-02-29"),)),)


@pytest.mark.parametrize("method", [Method.STARTED_MONTH, Method.HALF_MONTH])
def test_where_the_agreement_begins_inside_the_month_its_first_day_is_the_price_date(method: Method) -> None:
    agreed = facts(terms(method=method), price(days=days("2024-10-10")), agreement=agreement(days=days("2024-10-10")))
    found = settled(placement(booking("2024-10-10", "2024-10-31")), [agreed])
    assert amounts(found) == {"2024-10": "9500.00"}


def test_one_who_moves_here_in_the_middle_is_the_others_that_month() -> None:
    for method, october in [(Method.STARTED_MONTH, None), (Method.HALF_MONTH, "4750.00")]:
        one = placement(booking("2024-10-01", "2024-11-30"), homes=BACK)
        found = amounts(settled(one, [facts(terms(method=method), price())]))
        assert (found.get("2024-10"), found["2024-11"]) == (october, "9500.00")


# Rullande månad

ROLLING = terms(method=Method.ROLLING_MONTH)


def test_a_rolling_month_is_counted_from_the_start() -> None:
    """20 February to 19 March, 20 March to 19 April: two months have begun, the second on its first day."""
    found = given("2024-02-20", "2024-03-20", ROLLING, price())
    assert amounts(found) == {"2024-02": "9500.00", "2024-03": "9500.00"}
    assert [claim.steps for claim in found.claims] == [
        (PeriodsStarted((days("2024-02-20", "2024-03-19"),)),),
        (PeriodsStarted((days("2024-03-20", "2024-03-20"),)),),
    ]
    assert amounts(given("2024-02-20", "2024-03-19", ROLLING, price())) == {"2024-02": "9500.00"}


def test_a_rolling_month_from_the_last_day_begins_on_the_last_day_of_shorter_months() -> None:
    # 31 January, 29 February, 31 March, 30 April 2024
    found = given("2024-01-31", "2024-04-30", ROLLING, price())
    assert [claim.days.start.isoformat() for claim in found.claims] == [
        "2024-01-31",
        "2024-02-29",
        "2024-03-31",
        "2024-04-30",
    ]


def test_the_service_month_of_a_period_is_that_in_which_it_begins() -> None:
    found = given("2024-12-20", "2025-01-19", ROLLING, price())
    assert settled_in(found) == {"2024-12": "2024-12"}


def test_a_period_costs_what_holds_on_its_first_day() -> None:
    changed = [price("9300", days=days("2024-01-01", "2024-03-19")), price("9500", days=days("2024-03-20"))]
    assert amounts(given("2024-02-20", "2024-04-19", ROLLING, *changed)) == {
        "2024-02": "9300.00",
        "2024-03": "9500.00",
    }


def test_a_period_is_paid_by_the_one_that_pays_on_its_first_day() -> None:
    away = settled(placement(booking("2024-09-20", "2024-11-19"), homes=AWAY), [facts(ROLLING, price())])
    back = settled(placement(booking("2024-09-20", "2024-11-19"), homes=BACK), [facts(ROLLING, price())])
    assert list(amounts(away)) == ["2024-09"]  # 20 September to 19 October, though the move is on 10 October
    assert list(amounts(back)) == ["2024-10"]


def test_each_period_follows_the_terms_of_its_own_first_day() -> None:
    """From 10 March an administration fee is taken: the period that began on 20 February does not have it."""
    fee = terms(method=Method.ROLLING_MONTH, valid_from=day("2024-03-10"), administration_fee=scaled(10))
    found = given("2024-02-20", "2024-04-19", ROLLING, fee, price())
    assert amounts(found) == {"2024-02": "9500.00", "2024-03": "10450.00"}


# Fyraveckorsperiod och vecka

FOUR_WEEKS = terms(unit=Unit.FOUR_WEEK_PERIOD, method=Method.FOUR_WEEK_PERIOD)
WEEKS = terms(unit=Unit.WEEK, method=Method.WEEK)


def test_a_period_of_four_weeks_is_counted_from_the_start() -> None:
    # 1 October + 28 days = 29 October, + 28 = 26 November
    found = given("2024-10-01", "2024-11-26", FOUR_WEEKS, price("8000", unit=Unit.FOUR_WEEK_PERIOD))
    assert amounts(found) == {"2024-10": "16000.00", "2024-11": "8000.00"}
    october = found.claims[0]
    assert (october.quantity, october.unit) == (2, Unit.FOUR_WEEK_PERIOD)
    assert october.steps == (PeriodsStarted((days("2024-10-01", "2024-10-28"), days("2024-10-29", "2024-11-25"))),)


def test_a_period_without_a_price_of_its_own_is_a_tenth_of_the_year() -> None:
    assert amounts(given("2024-10-01", "2024-10-28", FOUR_WEEKS, price("95001", unit=Unit.YEAR))) == {
        "2024-10": "9500.10"
    }


def test_weeks_that_begin_in_a_month_are_one_row() -> None:
    # from Thursday 3 October: 3, 10, 17, 24 and 31 October, 7 November
    found = given("2024-10-03", "2024-11-07", WEEKS, price("2000", unit=Unit.WEEK))
    assert [(str(claim.service_month), claim.quantity, claim.amount) for claim in found.claims] == [
        ("2024-10", 5, 1_000_000),
        ("2024-11", 1, 200_000),
    ]


def test_weeks_at_two_prices_are_two_rows() -> None:
    changed = [
        price("2000", unit=Unit.WEEK, days=days("2024-01-01", "2024-10-16")),
        price("2100", unit=Unit.WEEK, days=days("2024-10-17")),
    ]
    found = given("2024-10-03", "2024-10-31", WEEKS, *changed)
    assert [(claim.quantity, claim.amount) for claim in found.claims] == [(2, 400_000), (3, 630_000)]


def test_a_week_has_no_price_computed_from_the_year() -> None:
    assert given("2024-10-03", "2024-10-09", WEEKS, price("95000", unit=Unit.YEAR)).claims == ()


def test_periods_are_counted_from_the_start_years_later_too() -> None:
    # 1 January 2022 + 26 × 28 days = 30 December 2023, + 28 = 27 January 2024
    found = settled(
        placement(booking("2022-01-01", "2024-02-23")),
        [facts(FOUR_WEEKS, price("8000", unit=Unit.FOUR_WEEK_PERIOD))],
        first="2024-01",
    )
    assert [claim.days.start.isoformat() for claim in found.claims] == ["2024-01-27"]


@pytest.mark.parametrize("method", [Method.ROLLING_MONTH, Method.FOUR_WEEK_PERIOD, Method.WEEK, Method.STARTED_MONTH])
def test_a_booking_that_goes_on_is_settled_month_by_month(method: Method) -> None:
    unit = {Method.FOUR_WEEK_PERIOD: Unit.FOUR_WEEK_PERIOD, Method.WEEK: Unit.WEEK}.get(method, Unit.MONTH)
    found = given("2024-10-10", None, terms(unit=unit, method=method), price(unit=unit), until="2024-12")
    assert list(amounts(found)) == ["2024-10", "2024-11", "2024-12"]
    assert {claim.counterpart for claim in found.claims} == {OTHER}


def test_a_period_follows_its_own_terms_also_when_somebody_moves() -> None:
    """From 15 October the one that granted pays all. The period of 20 September stands under the older terms, that of
    20 October under the new: she moved on 10 October, and we granted it.
    """
    older = terms(method=Method.ROLLING_MONTH)
    newer = terms(method=Method.ROLLING_MONTH, valid_from=day("2024-10-15"), move_rule=MoveRule.GRANTING_PAYS_ALL)
    one = placement(booking("2024-09-20", "2024-12-19"), homes=AWAY)
    found = amounts(settled(one, [facts(older, newer, price())]))
    assert found == {"2024-09": "9500.00", "2024-10": "9500.00", "2024-11": "9500.00"}
