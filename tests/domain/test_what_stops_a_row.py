"""Does a bad input hold back its own row, with booking, month and reason, and leave the other months alone?"""

from __future__ import annotations

from dataclasses import replace

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
    placement,
    price,
    settled,
    terms,
)
from mottagning.domain.agreements import AgeGroup, Direction, Method, Terms, Unit
from mottagning.domain.bookings import Booking, Outcome, Report
from mottagning.domain.money import scaled
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, Problem, Severity
from mottagning.domain.settlement.claims import Given
from mottagning.domain.settlement.facts import AgreementFacts, Placement
from mottagning.domain.settlement.readings import Readings, parse_exceptions
from mottagning.texts.checks import said

BOOKED = ("2024-09-01", "2024-11-30")


def given(*agreements: AgreementFacts, one: Placement | None = None) -> Given:
    """What a booking of September to November gives."""
    return settled(one or placement(booking(*BOOKED)), list(agreements))


def stop(found: Given) -> tuple[Check, str, str | None]:
    """The one stop of the booking: its check, reason and month."""
    (problem,) = found.problems
    assert problem.severity is Severity.STOP
    assert problem.booking == "B1"
    return problem.check, problem.reason, problem.month


def param(found: Given, name: str) -> object:
    """What the sentence about the one problem needs."""
    (problem,) = found.problems
    return problem.params[name]


# Prices


def test_a_month_without_a_price_is_held_back_alone() -> None:
    found = given(facts(terms(), price(days=days("2024-01-01", "2024-09-30")), price(days=days("2024-11-01"))))
    assert stop(found) == (Check.K12, "none", "2024-10")
    assert param(found, "day") == "2024-10-01"
    assert amounts(found) == {"2024-09": "9500.00", "2024-11": "9500.00"}


def test_one_day_without_a_price_holds_the_whole_month_back() -> None:
    found = given(facts(terms(), price(days=days("2024-01-01", "2024-10-30")), price(days=days("2024-11-01"))))
    assert stop(found) == (Check.K12, "none", "2024-10")
    assert param(found, "day") == "2024-10-31"
    assert list(amounts(found)) == ["2024-09", "2024-11"]


def test_two_prices_on_the_deciding_day_hold_the_month_back() -> None:
    found = given(facts(terms(), price(days=days("2024-01-01")), price("9900", days=days("2024-11-01"))))
    assert stop(found) == (Check.K12, "two", "2024-11")
    assert list(amounts(found)) == ["2024-09", "2024-10"]


@pytest.mark.parametrize(
    ("method", "unit"),
    [
        (Method.CALENDAR_DAY, Unit.MONTH),
        (Method.CALENDAR_DAY, Unit.DAY),
        (Method.WEEKDAY, Unit.DAY),
        (Method.NIGHT, Unit.NIGHT),
    ],
)
def test_rules_that_count_days_ask_a_price_of_each_day(method: Method, unit: Unit) -> None:
    until = price("100", unit=unit, days=days("2024-01-01", "2024-10-20"))
    found = settled(placement(booking("2024-10-01", "2024-10-31")), [facts(terms(unit=unit, method=method), until)])
    assert stop(found)[0] is Check.K12
    assert param(found, "day") == "2024-10-21"
    assert found.claims == ()


@pytest.mark.parametrize("method", [Method.MEASURING_DAY, Method.STARTED_MONTH, Method.HALF_MONTH])
def test_month_priced_rules_ask_a_price_of_the_first_day_only(method: Method) -> None:
    only_the_first = price(days=days("2024-10-01", "2024-10-01"))
    one = placement(booking("2024-10-01", "2024-10-31"))
    assert amounts(settled(one, [facts(terms(method=method), only_the_first)])) == {"2024-10": "9500.00"}
    the_rest = price(days=days("2024-10-02"))
    assert stop(settled(one, [facts(terms(method=method), the_rest)])) == (Check.K12, "none", "2024-10")


@pytest.mark.parametrize(
    ("method", "unit", "wrong"),
    [
        (Method.CALENDAR_DAY, Unit.MONTH, Unit.WEEK),
        (Method.CALENDAR_DAY, Unit.DAY, Unit.MONTH),
        (Method.WEEKDAY, Unit.DAY, Unit.MONTH),
        (Method.MEASURING_DAY, Unit.MONTH, Unit.DAY),
        (Method.STARTED_MONTH, Unit.MONTH, Unit.TERM),
        (Method.HALF_MONTH, Unit.MONTH, Unit.WEEK),
        (Method.ROLLING_MONTH, Unit.MONTH, Unit.FOUR_WEEK_PERIOD),
        (Method.FOUR_WEEK_PERIOD, Unit.FOUR_WEEK_PERIOD, Unit.MONTH),
        (Method.WEEK, Unit.WEEK, Unit.YEAR),
        (Method.NIGHT, Unit.NIGHT, Unit.DAY),
        (Method.TERM, Unit.TERM, Unit.MONTH),
        (Method.PLACE, Unit.PLACE, Unit.COURSE),
        (Method.COURSE, Unit.COURSE, Unit.PLACE),
        (Method.PART_PAYMENT, Unit.POINT, Unit.COURSE),
        (Method.PART_PAYMENT, Unit.COURSE, Unit.POINT),
        (Method.REPORTED, Unit.HOUR, Unit.PIECE),
        (Method.REPORTED, Unit.MONTH, Unit.HOUR),
    ],
)
def test_a_unit_that_the_rule_cannot_use_is_no_price(method: Method, unit: Unit, wrong: Unit) -> None:
    one = placement(
        booking(
            "2024-09-01", "2024-09-30", outcome=Outcome.COMPLETED, graded_on=day("2024-09-30"), quantity=scaled(100)
        ),
        reports=(Report(booking="B1", month=Month(2024, 9), quantity=scaled(1)),),
    )
    agreed = terms(unit=unit, method=method, shares=(65, 35))
    found = settled(one, [facts(agreed, price(unit=wrong))])
    assert found.claims == ()
    assert {(problem.check, problem.reason, problem.month) for problem in found.problems} == {
        (Check.K12, "none", "2024-09")
    }
    assert settled(one, [facts(agreed, price(unit=unit))]).problems == ()


def test_a_year_price_without_days_gives_no_day_price() -> None:
    found = given(facts(terms(unit=Unit.DAY), price("112000", unit=Unit.YEAR)))
    assert {problem.month for problem in found.problems} == {"2024-09", "2024-10", "2024-11"}
    assert found.claims == ()


# Variants and ages


@pytest.mark.parametrize("variant", [None, "2B"])
def test_a_variant_that_has_no_price_is_told_as_such(variant: str | None) -> None:
    one = placement(booking("2024-10-01", "2024-10-31", variant=variant))
    found = settled(one, [facts(terms(), price(variant="1A"))])
    assert stop(found) == (Check.K13, "variant", "2024-10")
    assert param(found, "variant") == variant


def groups() -> AgreementFacts:
    """A price for children of three to five."""
    return facts(
        terms(),
        price(variant="3–5"),
        age_groups=(AgeGroup(agreement="A1", service="sfi", variant="3–5", from_age=3, to_age=5),),
    )


def child(born: str | None, *booked: str) -> Placement:
    """A booking by age."""
    return placement(booking(*(booked or BOOKED), variant="efter ålder"), birth_date=day(born) if born else None)


@pytest.mark.parametrize(
    ("born", "held"),
    [
        ("2021-10-15", ["2024-09", "2024-10"]),  # three on 15 October: the first half of it has no group
        ("2018-11-10", ["2024-11"]),  # six on 10 November
        ("2010-01-01", ["2024-09", "2024-10", "2024-11"]),
    ],
)
def test_a_child_outside_every_group_is_held_back_in_those_months(born: str, held: list[str]) -> None:
    found = settled(child(born), [groups()])
    assert [(problem.check, problem.reason, problem.month) for problem in found.problems] == [
        (Check.K14, "age", each) for each in held
    ]
    assert set(amounts(found)) == {"2024-09", "2024-10", "2024-11"} - set(held)


def test_a_child_whose_birth_is_not_known_has_no_variant() -> None:
    found = settled(child(None, "2024-10-01", "2024-10-31"), [groups()])
    assert stop(found) == (Check.K13, "variant", "2024-10")
    assert "födelsedatum saknas" in said(found.problems[0], str).message


def test_a_childs_group_without_a_price_is_named() -> None:
    other = AgeGroup(agreement="A1", service="sfi", variant="6–9", from_age=6, to_age=9)
    agreed = groups()
    agreed = replace(agreed, age_groups=(*agreed.age_groups, other))
    found = settled(child("2017-01-01", "2024-10-01", "2024-10-31"), [agreed])
    assert stop(found) == (Check.K13, "variant", "2024-10")
    assert param(found, "variant") == "6–9"
    assert "sfi, 6–9" in said(found.problems[0], str).message


def test_a_price_without_variant_serves_a_child_whose_birth_is_not_known() -> None:
    """A missing birth date never stops a row."""
    found = settled(child(None, "2024-10-01", "2024-10-31"), [facts(terms(), price())])
    assert (found.problems, amounts(found)) == ((), {"2024-10": "9500.00"})


# Agreements


def test_a_start_before_the_agreement_holds_its_months_back() -> None:
    found = given(facts(terms(), price(), agreement=agreement(days=days("2024-10-10"))))
    assert [(one.check, one.reason, one.month, one.params["day"]) for one in found.problems] == [
        (Check.K07, "no_terms", "2024-09", "2024-09-01"),
        (Check.K07, "not_covered", "2024-10", "2024-10-01"),
    ]
    assert {one.severity for one in found.problems} == {Severity.STOP}
    assert amounts(found)["2024-11"] == "9500.00"


def test_days_after_the_agreement_hold_their_month_back() -> None:
    found = given(facts(terms(), price(), agreement=agreement(days=days("2020-01-01", "2024-11-15"))))
    assert stop(found) == (Check.K07, "not_covered", "2024-11")
    assert (param(found, "day"), param(found, "agreement")) == ("2024-11-16", "A1")
    assert list(amounts(found))[:2] == ["2024-09", "2024-10"]


def test_a_booking_whose_agreement_is_unknown_is_held_back() -> None:
    found = settled(placement(booking(*BOOKED)), [facts(terms(service="sfx"), price())])
    assert [(one.check, one.reason, one.month) for one in found.problems] == [
        (Check.K07, "no_terms", each) for each in ("2024-09", "2024-10", "2024-11")
    ]
    assert found.claims == ()


def test_a_provider_outside_the_agreement_is_told() -> None:
    one = placement(booking("2024-10-01", "2024-10-31", provider_municipality=THIRD))
    found = settled(one, [facts()])
    assert stop(found) == (Check.K07, "not_a_party", "2024-10")
    assert param(found, "party") == THIRD


def test_one_of_several_parties_must_be_named() -> None:
    several = facts(terms(), price(), agreement=agreement(parties=(OTHER, THIRD)))
    found = settled(placement(booking("2024-10-01", "2024-10-31")), [several])
    assert stop(found) == (Check.K07, "not_a_party", "2024-10")


def test_the_reading_day_of_a_month_that_lies_elsewhere_must_be_covered_too() -> None:
    """July is read on 15 September, after the agreement ended."""
    summer = terms(method=Method.MEASURING_DAY, readings=Readings(15, parse_exceptions("7,8=09-15")))
    ended = facts(summer, price(), agreement=agreement(days=days("2020-01-01", "2024-08-31")))
    found = settled(placement(booking("2024-07-01", "2024-09-30")), [ended])
    assert [(one.check, one.month) for one in found.problems] == [
        (Check.K07, "2024-07"),
        (Check.K07, "2024-08"),
        (Check.K07, "2024-09"),
    ]
    assert found.claims == ()


# Homes


def home_problem(found: Given) -> list[tuple[Check, Severity, str, str | None]]:
    """Check, severity, reason and month of each problem."""
    return [(one.check, one.severity, one.reason, one.month) for one in found.problems]


def test_a_sold_day_without_a_home_holds_its_month_back() -> None:
    sells = facts(terms(), price(), agreement=agreement(direction=Direction.SELL))
    one = placement(booking(*BOOKED), homes=((OTHER, "2020-01-01", "2024-10-30"), (OTHER, "2024-11-01", None)))
    found = settled(one, [sells])
    assert home_problem(found) == [(Check.K08, Severity.STOP, "sold", "2024-10")]
    assert param(found, "day") == "2024-10-31"
    assert {"2024-09", "2024-11"} <= set(amounts(found))


def test_a_bought_day_without_a_home_is_only_worth_a_look() -> None:
    one = placement(booking(*BOOKED), homes=((OWN, "2020-01-01", "2024-10-10"), (OWN, "2024-10-21", None)))
    found = settled(one, [facts()])
    assert home_problem(found) == [(Check.K08, Severity.WARN, "bought", "2024-10")]
    assert amounts(found)["2024-10"] == "6435.48"  # 21 of 31 days: 199 500 / 31


def test_days_in_another_municipality_are_no_problem() -> None:
    one = placement(booking(*BOOKED), homes=((OWN, "2020-01-01", "2024-10-10"), (THIRD, "2024-10-11", None)))
    assert settled(one, [facts()]).problems == ()


# Results


def completed(**values: object) -> Booking:
    """A course completed in November."""
    return booking(*BOOKED, outcome=Outcome.COMPLETED, **values)


@pytest.mark.parametrize(
    "agreed",
    [
        terms(unit=Unit.COURSE, method=Method.COURSE),
        terms(unit=Unit.COURSE, method=Method.PART_PAYMENT, shares=(65, 35)),
    ],
)
def test_a_completed_course_without_a_grade_holds_its_last_month_back(agreed: Terms) -> None:
    found = settled(placement(completed()), [facts(agreed, price(unit=Unit.COURSE))])
    assert stop(found) == (Check.K20, "no_grade_date", "2024-11")
    assert param(found, "day") == "2024-11-30"


def test_part_payment_needs_points_and_a_planned_end() -> None:
    agreed = facts(terms(unit=Unit.POINT, method=Method.PART_PAYMENT, shares=(65, 35)), price(unit=Unit.POINT))

    def told(one: Booking) -> list[tuple[str, str | None]]:
        found = settled(placement(one), [agreed], last="2024-10")
        assert found.claims == ()
        assert {problem.check for problem in found.problems} == {Check.K12}
        return [(problem.reason, problem.month) for problem in found.problems]

    assert told(booking("2024-09-01", quantity=scaled(100))) == [
        ("no_planned_end", "2024-09"),
        ("no_planned_end", "2024-10"),
    ]
    assert told(booking(*BOOKED)) == [("no_points", "2024-09"), ("no_points", "2024-10")]


def test_what_never_started_has_neither_rows_nor_problems() -> None:
    never: list[Problem] = []
    for method in Method:
        one = placement(booking(*BOOKED, outcome=Outcome.NEVER_STARTED))
        found = settled(one, [facts(terms(method=method), agreement=agreement(days=days("2024-10-01")))])
        assert found.claims == ()
        never += found.problems
    assert never == []
