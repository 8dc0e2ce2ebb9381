"""Is a year billed by a year price made even at its end, to the öre and once?"""

from __future__ import annotations

from fractions import Fraction

from factories import OTHER, OWN, THIRD, agreement, amounts, booking, days, facts, placement, price, settled, terms
from mottagning.domain.agreements import Direction, Price, Terms, Unit
from mottagning.domain.money import Rounding, scaled
from mottagning.domain.settlement.claims import Claim, Component, Given, Reconciled

YEARLY = terms(yearly_reconciliation=True)
PRICE = price("100000", unit=Unit.YEAR)  # 8 333.33 a month: twelve are 99 999.96


def given(began: str, ended: str | None, *parts: Terms | Price, **span: str) -> Given:
    """What a booking gives in a span of settlement months."""
    return settled(placement(booking(began, ended)), [facts(*(parts or (YEARLY, PRICE)))], **span)


def reconciled(found: Given) -> list[Claim]:
    """The reconciliations among claims."""
    return [claim for claim in found.claims if claim.component is Component.RECONCILIATION]


def test_twelve_rounded_months_are_made_a_year() -> None:
    (one,) = reconciled(given("2024-01-01", None, last="2024-12"))
    # 100 000.00 − 12 × 8 333.33 = 0.04
    assert (one.amount, str(one.service_month), str(one.settlement_month)) == (4, "2024-12", "2024-12")
    assert one.steps == (Reconciled(2024, Fraction(12), 10_000_000, 9_999_996),)
    assert one.days == days("2024-01-01", "2024-12-31")


def test_the_rows_of_a_whole_year_are_the_year_price() -> None:
    found = given("2024-01-01", None, last="2024-12")
    assert sum(claim.amount for claim in found.claims) == 10_000_000
    assert set(list(amounts(found).values())[:-1]) == {"8333.33"}


def test_a_booking_that_ended_is_made_even_with_its_last_month() -> None:
    (one,) = reconciled(given("2024-01-01", "2024-04-30"))
    # 4/12 of 100 000 = 33 333.333 → 33 333.33; four months are 33 333.32
    assert (one.amount, str(one.settlement_month)) == (1, "2024-04")


def test_a_part_of_a_month_counts_as_its_days() -> None:
    (one,) = reconciled(given("2024-01-16", "2024-04-30"))
    # 16/31 + 3 months = 109/31: 100 000 / 12 × 109/31 = 29 301.075; billed 4 301.08 + 3 × 8 333.33 = 29 301.07
    assert one.steps == (Reconciled(2024, Fraction(109, 31), 2_930_108, 2_930_107),)
    assert one.amount == 1


def test_a_year_that_is_even_has_no_row() -> None:
    assert reconciled(given("2024-01-01", None, YEARLY, price("120000", unit=Unit.YEAR), last="2024-12")) == []


def test_each_calendar_year_is_made_even_by_itself() -> None:
    found = reconciled(given("2024-07-01", "2025-06-30"))
    # six months of 8 333.33 are 49 999.98: two öre in each year
    assert [(str(one.service_month), str(one.settlement_month), one.amount) for one in found] == [
        ("2024-12", "2024-12", 2),
        ("2025-06", "2025-06", 2),
    ]


def test_published_month_prices_are_not_made_even() -> None:
    assert reconciled(given("2024-01-01", None, YEARLY, PRICE, price("8400"), last="2024-12")) == []


def test_without_the_agreements_word_no_year_is_made_even() -> None:
    assert reconciled(given("2024-01-01", None, terms(), PRICE, last="2024-12")) == []


def test_a_reconciliation_is_given_in_its_own_month_only() -> None:
    assert reconciled(given("2024-01-01", None, first="2024-11", last="2024-11")) == []
    (one,) = reconciled(given("2024-01-01", None, first="2024-12", last="2024-12"))
    assert one.amount == 4


def test_fees_and_rounding_are_those_of_the_rows() -> None:
    fee = terms(yearly_reconciliation=True, administration_fee=scaled(15), rounding=Rounding.KRONA)
    (one,) = reconciled(given("2024-01-01", None, fee, PRICE, last="2024-12"))
    # a month is 9 583.33, rounded 9 583; twelve are 114 996; the year is 115 000
    assert one.amount == 400


def test_two_counterparts_are_made_even_each_by_itself() -> None:
    """We sell by the year; the person moves from one municipality to another on 1 July."""
    one = placement(
        booking("2024-01-01", "2024-12-31"),
        homes=((OTHER, "2020-01-01", "2024-06-30"), (THIRD, "2024-07-01", None)),
    )
    sells = facts(YEARLY, PRICE, agreement=agreement(direction=Direction.SELL, parties=(OTHER, THIRD)))
    found = reconciled(settled(one, [sells]))
    assert {(each.counterpart, each.amount) for each in found} == {(OTHER, 2), (THIRD, 2)}
    assert OWN not in {each.payer for each in found}


def test_a_new_year_price_in_july_is_counted_for_its_own_months() -> None:
    found = reconciled(
        given(
            "2024-01-01",
            None,
            YEARLY,
            price("100000", unit=Unit.YEAR, days=days("2024-01-01", "2024-06-30")),
            price("110000", unit=Unit.YEAR, days=days("2024-07-01")),
            last="2024-12",
        )
    )
    # 50 000 + 55 000 = 105 000; billed 6 × 8 333.33 + 6 × 9 166.67 = 105 000.00
    assert found == []
