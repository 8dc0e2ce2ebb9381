"""When does an agreement hold, and what keeps agreements, terms and prices from being registered?"""

from __future__ import annotations

import pytest

from factories import OTHER, THIRD, agreement, day, days, price, terms
from mottagning.domain.agreements import (
    Method,
    Unit,
    agreement_problems,
    can_price,
    clashing_price,
    price_problems,
    terms_problems,
)
from mottagning.domain.money import scaled
from mottagning.domain.problems import FieldProblem
from mottagning.domain.settlement.readings import Readings


def told(problems: tuple[FieldProblem, ...]) -> list[tuple[str, str]]:
    """Field and code of each problem."""
    return [(problem.name, problem.code) for problem in problems]


def test_without_notice_an_agreement_holds_over_its_days() -> None:
    assert agreement(days=days("2024-01-01", "2024-12-31")).covers == days("2024-01-01", "2024-12-31")
    assert agreement(days=days("2024-01-01")).covers == days("2024-01-01")


@pytest.mark.parametrize(
    ("notice_on", "months", "last"),
    [
        ("2024-03-15", None, "2024-12-14"),  # nine months when nothing is said: the last day is the fourteenth
        ("2024-03-15", 3, "2024-06-14"),
        ("2024-03-15", 0, "2024-03-14"),  # no notice at all: over on the day it reached the other
        ("2024-05-31", 1, "2024-06-29"),  # 31 June is the thirtieth, and the end is not in it
        ("2024-11-30", 3, "2025-02-27"),
    ],
)
def test_notice_ends_an_agreement_so_many_months_after_it_was_given(
    notice_on: str, months: int | None, last: str
) -> None:
    one = agreement(days=days("2020-01-01"), notice_on=day(notice_on), notice_months=months)
    assert one.covers == days("2020-01-01", last)


def test_notice_never_makes_an_agreement_longer() -> None:
    one = agreement(days=days("2020-01-01", "2024-04-30"), notice_on=day("2024-03-15"))
    assert one.covers == days("2020-01-01", "2024-04-30")


def test_an_agreement_that_notice_ended_before_it_began_never_holds() -> None:
    one = agreement(days=days("2025-06-01"), notice_on=day("2024-03-01"))
    assert one.covers is None
    same_day = agreement(days=days("2024-12-01"), notice_on=day("2024-03-01"))
    assert same_day.covers is None


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"key": ""}, ("key", "missing")),
        ({"parties": ()}, ("parties", "missing")),
        ({"replaces": "A1"}, ("replaces", "own_key")),
        ({"rests_on": "A1"}, ("rests_on", "own_key")),
        ({"notice_months": -1}, ("notice_months", "negative")),
        ({"retroactive_limit": -1}, ("retroactive_limit", "negative")),
        ({"credit_limit": -1}, ("credit_limit", "negative")),
    ],
)
def test_an_agreement_that_cannot_be_is_refused_at_its_field(
    values: dict[str, object], problem: tuple[str, str]
) -> None:
    assert told(agreement_problems(agreement(**values))) == [problem]


def test_a_whole_agreement_has_no_problem() -> None:
    assert (
        told(agreement_problems(agreement(notice_months=0, retroactive_limit=0, credit_limit=0, replaces="A0"))) == []
    )


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"service": ""}, [("service", "missing")]),
        ({"method": Method.SCHOOL_DAY}, [("school_calendar", "missing")]),
        ({"method": Method.SCHOOL_DAY, "school_calendar": "gr"}, []),
        ({"method": Method.PART_PAYMENT}, [("shares", "missing")]),
        ({"method": Method.PART_PAYMENT, "shares": (65, 35)}, []),
        ({"method": Method.PART_PAYMENT, "shares": (65, 30)}, [("shares", "not_a_hundred")]),
        ({"method": Method.PART_PAYMENT, "shares": (0, 100)}, []),
        ({"readings": Readings(0)}, [("reading_day", "not_a_reading_day")]),
        ({"readings": Readings(32)}, [("reading_day", "not_a_reading_day")]),
        ({"readings": Readings(31)}, []),
        ({}, []),
    ],
)
def test_terms_name_what_their_rule_needs(values: dict[str, object], problems: list[tuple[str, str]]) -> None:
    assert told(terms_problems(terms(**values))) == problems


@pytest.mark.parametrize(
    ("values", "problems"),
    [
        ({"service": ""}, [("service", "missing")]),
        ({"amount": scaled(-1)}, [("amount", "negative")]),
        ({"amount": scaled(0)}, []),
        ({"source": ""}, [("source", "missing")]),
        ({"days_per_year": 0}, [("days_per_year", "negative")]),
        ({"days_per_year": 178}, []),
    ],
)
def test_a_price_needs_an_insats_and_a_source(values: dict[str, object], problems: list[tuple[str, str]]) -> None:
    assert told(price_problems(price(**values))) == problems


def test_two_prices_for_the_same_thing_and_day_clash() -> None:
    first = price(days=days("2024-01-01", "2024-12-31"))
    second = price("9800", days=days("2024-12-31"))
    assert clashing_price(second, [first]) == first
    assert clashing_price(first, [second]) == second


@pytest.mark.parametrize(
    "values",
    [
        {"days": days("2025-01-01")},  # the day after
        {"service": "sfx"},
        {"variant": "1A"},
        {"seller": THIRD},
        {"unit": Unit.YEAR},
        {"agreement": "A2"},
    ],
)
def test_prices_for_different_things_or_days_do_not_clash(values: dict[str, object]) -> None:
    first = price(days=days("2024-01-01", "2024-12-31"))
    assert clashing_price(price(**{"days": days("2024-06-01"), **values}), [first]) is None


def test_the_same_seller_and_variant_clash_like_any_other() -> None:
    named = price(variant="1A", seller=OTHER)
    assert clashing_price(price("1", variant="1A", seller=OTHER), [price(), named]) == named


@pytest.mark.parametrize(
    ("price", "terms", "fits"),
    [
        (Unit.MONTH, Unit.MONTH, True),
        (Unit.YEAR, Unit.MONTH, True),
        (Unit.YEAR, Unit.TERM, True),
        (Unit.YEAR, Unit.COURSE, False),
        (Unit.MONTH, Unit.COURSE, False),
        (Unit.MONTH, Unit.YEAR, False),
    ],
)
def test_a_price_is_counted_in_its_own_unit_and_a_years_in_its_parts(price: Unit, terms: Unit, fits: bool) -> None:
    assert can_price(price, terms) is fits
