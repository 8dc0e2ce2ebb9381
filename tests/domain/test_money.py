"""Is money exact until it is rounded, and rounded once, half away from zero?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mottagning.domain.money import Ore, Rounding, rounded, scaled, total, unscaled

STEADY = settings(derandomize=True, database=None, deadline=None, max_examples=100)
AMOUNTS = st.fractions(min_value=-100_000, max_value=100_000, max_denominator=9_999)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("48.1", 481_000), (Decimal("0.0001"), 1), (9500, 95_000_000), ("-12.5", -125_000), ("0", 0)],
)
def test_a_price_is_kept_in_ten_thousandths(value: str | int | Decimal, expected: int) -> None:
    assert scaled(value) == expected


@pytest.mark.parametrize("value", ["0.00001", "48.12345"])
def test_a_fifth_decimal_is_refused(value: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the value itself is all there is to say
        scaled(value)


def test_what_was_scaled_is_the_same_number_again() -> None:
    assert unscaled(scaled("72.7")) == Fraction(727, 10)


@pytest.mark.parametrize(
    ("kronor", "ore"),
    [
        ("6129.032", 612_903),
        ("0.004", 0),
        ("0.005", 1),  # half goes away from zero
        ("-0.005", -1),
        ("0.0149", 1),
        ("2.675", 268),  # a binary float would say 267
        ("-2.675", -268),
        ("-0.004", 0),
    ],
)
def test_ore_are_rounded_half_away_from_zero(kronor: str, ore: int) -> None:
    assert rounded(Fraction(kronor), Rounding.ORE) == ore


@pytest.mark.parametrize(
    ("kronor", "ore"),
    [
        ("6129.03", 612_900),
        ("6129.50", 613_000),
        ("-6129.50", -613_000),
        ("0.49", 0),
        ("-0.49", 0),
        ("6129.4999", 612_900),
    ],
)
def test_kronor_are_rounded_half_away_from_zero(kronor: str, ore: int) -> None:
    assert rounded(Fraction(kronor), Rounding.KRONA) == ore


def test_ten_times_ten_ore_are_a_krona() -> None:
    assert total([Ore(10)] * 10) == 100
    assert total([]) == 0


@STEADY
@given(AMOUNTS, st.sampled_from(Rounding))
def test_rounding_moves_by_half_a_step_at_most_and_treats_debts_like_claims(
    kronor: Fraction, rounding: Rounding
) -> None:
    step = {Rounding.ORE: 1, Rounding.KRONA: 100}[rounding]
    result = rounded(kronor, rounding)
    assert result % step == 0
    assert abs(result - kronor * 100) * 2 <= step
    assert rounded(-kronor, rounding) == -result
