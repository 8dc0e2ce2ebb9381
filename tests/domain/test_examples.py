"""What do terms come to, for somebody invented, at the agreement's own price?"""

from __future__ import annotations

from typing import Any

import pytest

from factories import OTHER, OWN, UNITS, agreement, day, days, price, terms
from mottagning.domain.agreements import AgeGroup, Direction, Method, SchoolRun, Unit
from mottagning.domain.examples import Agreed, Example, example
from mottagning.domain.problems import Check
from mottagning.domain.settlement.readings import Readings, parse_exceptions
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.texts import rules


def shown(*prices: Any, how: Any = None, **values: Any) -> Example | None:
    agreed = Agreed(own=OWN, agreement=values.pop("agreement", agreement()), prices=prices, **values)
    return example(agreed, how or terms())


def found(*prices: Any, **values: Any) -> Example:
    one = shown(*prices, **values)
    assert one is not None
    return one


def test_somebody_begins_on_the_twelfth_and_stays_half_a_year() -> None:
    one = found(price(days=days("2024-01-01")))
    assert one.days == days("2024-01-12", "2024-06-30")
    # 20 of 31 days: 9 500 × 20 / 31 = 6 129,03
    assert [entry.amount for entry in one.entries] == [612_903, *[950_000] * 5]


def test_without_a_price_there_is_no_example() -> None:
    assert shown(price(service="grundskola")) is None


def test_the_newest_price_is_shown() -> None:
    old = price("9000", days=days("2023-01-01", "2023-12-31"))
    one = found(old, price("9500", days=days("2024-01-01")))
    assert [entry.price.amount for entry in one.entries if entry.price] == [95_000_000] * 6


def test_a_price_that_the_rule_cannot_use_is_passed_over() -> None:
    old = price(days=days("2024-01-01", "2024-12-31"))
    one = found(price("500", unit=Unit.DAY, days=days("2025-01-01")), old)
    assert (one.days.start, one.problems) == (day("2024-01-12"), ())


def test_what_keeps_the_rule_from_counting_is_told() -> None:
    one = found(price(unit=Unit.TERM))
    assert one.entries == ()
    assert [problem.check for problem in one.problems][:1] == [Check.K12]


@pytest.mark.parametrize("method", Method)
def test_every_rule_has_an_example(method: Method) -> None:
    how = terms(method=method, unit=UNITS.get(method, Unit.MONTH), shares=(65, 35), school_calendar="Skola")
    run = SchoolRun(calendar="Skola", days=days("2024-01-08", "2024-06-12"))
    priced = price(unit=how.unit, days=days("2024-01-01", "2024-12-31"))
    one = found(priced, how=how, school_runs=(run,), agreement=agreement(days=days("2024-01-01")))
    assert one.entries
    assert one.problems == ()
    assert rules.worked_example(one).startswith("Räkneexempel 2024-01-12–2024-06-30: ")


def test_in_a_sale_it_is_the_other_municipalitys_person() -> None:
    one = found(price(), agreement=agreement(direction=Direction.SELL))
    assert {(entry.direction, entry.payer) for entry in one.entries} == {(RowDirection.SELL, OTHER)}


def test_an_age_group_is_shown_by_its_own_price() -> None:
    group = AgeGroup(agreement="A1", service="sfi", variant="1-2 år", from_age=1, to_age=2)
    assert found(price(variant="1-2 år"), age_groups=(group,)).entries


def test_a_price_that_begins_late_in_a_month_is_shown_from_the_next() -> None:
    assert found(price(days=days("2024-03-15"))).days.start == day("2024-04-12")


def test_a_price_that_ends_before_the_twelfth_is_shown_from_its_first_day() -> None:
    assert found(price(days=days("2024-03-01", "2024-03-05"))).days.start == day("2024-03-01")


def test_the_example_reads_as_an_economist_would_say_it() -> None:
    readings = Readings(15, parse_exceptions("5,6=05-15"))
    one = found(price(days=days("2024-01-01")), how=terms(method=Method.MEASURING_DAY, readings=readings))
    assert rules.worked_example(one) == (
        "Räkneexempel 2024-01-12–2024-06-30: "
        "januari 1 månad × 9 500,00 kr (inskriven 15 januari) = 9 500,00 kr; "
        "februari 1 månad × 9 500,00 kr (inskriven 15 februari) = 9 500,00 kr; …; "
        "juni 1 månad × 9 500,00 kr (inskriven 15 maj) = 9 500,00 kr. Summa 57 000,00 kr."
    )
