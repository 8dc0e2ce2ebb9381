"""Which price holds on a day: published before computed, own Variant before none, a seller's own before the common?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from factories import OTHER, THIRD, day, days, facts, price, terms
from mottagning.domain.agreements import Price, Unit
from mottagning.domain.settlement.facts import book
from mottagning.domain.settlement.prices import (
    DAY_PRICE,
    MONTH_PRICE,
    PriceGap,
    Question,
    UnitPrice,
    Wanted,
    edges,
    price_on,
    wanted,
)

ON = "2024-10-15"


def found(
    *prices: Price,
    variant: str | None = None,
    seller: str | None = OTHER,
    of: Wanted = MONTH_PRICE,
    on: str = ON,
    service: str = "sfi",
) -> UnitPrice | PriceGap:
    """What the price list says."""
    return price_on(book(facts(terms(), *prices)), Question(service, variant, seller), of, day(on))


def kronor(*prices: Price, **question: object) -> Fraction:
    """The price of a unit, which there is."""
    one = found(*prices, **question)
    assert isinstance(one, UnitPrice)
    return one.kronor


def test_a_price_holds_from_its_first_day_to_its_last() -> None:
    old, new = price("9000", days=days("2024-01-01", "2024-10-14")), price("9500", days=days("2024-10-15"))
    assert kronor(old, new, on="2024-10-14") == 9000
    assert kronor(old, new, on="2024-10-15") == 9500
    assert found(old, new, on="2023-12-31") is PriceGap.NONE


def test_a_published_month_price_comes_before_one_computed_from_the_year() -> None:
    """Krokom 2023: 139 450 / 12 = 11 620.83, published as 11 621."""
    year, published = price("139450", unit=Unit.YEAR), price("11621")
    assert kronor(year, published) == 11621
    assert kronor(year) == Fraction(139450, 12)


def test_a_day_price_is_computed_from_the_year_only_by_its_own_days() -> None:
    assert kronor(price("178000", unit=Unit.YEAR, days_per_year=178), of=DAY_PRICE) == 1000
    assert found(price("178000", unit=Unit.YEAR), of=DAY_PRICE) is PriceGap.NONE
    assert kronor(price("990", unit=Unit.DAY), price("178000", unit=Unit.YEAR, days_per_year=178), of=DAY_PRICE) == 990


def test_other_units_are_computed_from_the_year_where_the_rule_says_so() -> None:
    year = price("100000", unit=Unit.YEAR)
    assert kronor(year, of=wanted(Unit.TERM, 2)) == 50_000
    assert kronor(year, of=wanted(Unit.FOUR_WEEK_PERIOD, 10)) == 10_000
    assert found(year, of=wanted(Unit.WEEK)) is PriceGap.NONE


def test_a_price_of_another_unit_is_none() -> None:
    assert found(price(unit=Unit.WEEK)) is PriceGap.NONE


def test_a_price_of_another_insats_is_none() -> None:
    assert found(price(service="sfx")) is PriceGap.NONE


def test_the_own_variant_comes_before_the_price_without_one() -> None:
    common, own = price("9000"), price("9500", variant="1A")
    assert kronor(common, own, variant="1A") == 9500
    assert kronor(common, own, variant="2B") == 9000
    assert kronor(common, own) == 9000


def test_the_own_variant_serves_only_on_the_days_it_is_valid() -> None:
    common, own = price("9000"), price("9500", variant="1A", days=days("2024-11-01"))
    assert kronor(common, own, variant="1A") == 9000


def test_a_year_price_of_the_own_variant_comes_before_a_month_price_without_one() -> None:
    common, own = price("9000"), price("120000", variant="1A", unit=Unit.YEAR)
    assert kronor(common, own, variant="1A") == 10_000


def test_a_booking_without_variant_takes_no_price_that_has_one() -> None:
    assert found(price(variant="1A")) is PriceGap.VARIANT


def test_another_variant_is_none_of_mine() -> None:
    assert found(price(variant="1A"), variant="2B") is PriceGap.VARIANT


def test_a_sellers_own_price_comes_before_the_common_one() -> None:
    common, own = price("9000"), price("9500", seller=OTHER)
    assert kronor(common, own, seller=OTHER) == 9500
    assert kronor(common, own, seller=THIRD) == 9000
    assert found(own, seller=THIRD) is PriceGap.NONE


def test_two_prices_on_the_same_day_are_none() -> None:
    first, second = price("9000", days=days("2024-01-01", ON)), price("9500", days=days(ON))
    assert found(first, second) is PriceGap.TWO
    assert kronor(first, second, on="2024-10-14") == 9000
    assert kronor(first, second, on="2024-10-16") == 9500


def test_two_year_prices_matter_only_where_the_year_is_asked() -> None:
    years = [price("120000", unit=Unit.YEAR), price("121000", unit=Unit.YEAR)]
    assert found(*years) is PriceGap.TWO
    assert kronor(*years, price("9500")) == 9500


def test_what_a_price_was_is_kept_with_it() -> None:
    published = price(
        "139450", unit=Unit.YEAR, variant="1–2", is_preliminary=True, source="KS 1", days=days("2024-01-01")
    )
    assert found(published, variant="1–2") == UnitPrice(
        1_394_500_000,
        Unit.YEAR,
        12,
        "1–2",
        days("2024-01-01"),
        "KS 1",
        True,  # noqa: FBT003 - as it stands
    )


@pytest.mark.parametrize("seller", [OTHER, THIRD])
def test_every_day_on_which_the_price_may_change_is_an_edge(seller: str) -> None:
    prices = [
        price(days=days("2024-01-01", "2024-06-30")),
        price("1", seller=OTHER, days=days("2024-03-01", "2024-03-31")),
    ]
    expected = {day("2024-01-01"), day("2024-07-01")}
    if seller == OTHER:
        expected |= {day("2024-03-01"), day("2024-04-01")}
    assert set(edges(book(facts(terms(), *prices)), Question("sfi", None, seller), MONTH_PRICE)) == expected
