"""Are persons, months and value counted both ways, and a day never twice?"""

from __future__ import annotations

from fractions import Fraction

import pytest

from factories import OTHER, OWN, THIRD, agreement, booking, books, day, days, facts, month, placement, price, terms
from mottagning.domain.agreements import Direction
from mottagning.domain.bookings import Outcome
from mottagning.domain.exchange import (
    Balance,
    Portion,
    Value,
    Visit,
    as_if_billed,
    balances,
    is_exchange,
    is_valued,
    person_months,
    visits,
)
from mottagning.domain.money import Ore
from mottagning.domain.periods import DateRange
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.timeline import RowDirection

OCTOBER = Span(month("2024-10"), month("2024-10"))
YEAR = DateRange(day("2024-01-01"), day("2025-01-01"))
SWAPS = facts(terms(), price(), agreement=agreement(direction=Direction.EXCHANGE))


def test_a_day_is_its_share_of_its_month() -> None:
    """11–30 September are 20 of 30 days, October is whole, 1–14 February 2024 are 14 of 29."""
    assert person_months([days("2024-09-11", "2024-10-31")]) == Fraction(20, 30) + 1
    assert person_months([days("2024-02-01", "2024-02-14")]) == Fraction(14, 29)


def test_ranges_that_meet_make_a_whole_and_days_of_several_count_once() -> None:
    halves = [DateRange(day("2024-10-01"), day("2024-10-10")), DateRange(day("2024-10-10"), day("2024-11-01"))]
    assert person_months(halves) == 1
    assert person_months([*halves, days("2024-10-05", "2024-10-20")]) == 1
    assert person_months([days("2024-10-21", "2024-10-31"), days("2024-10-01", "2024-10-10")]) == Fraction(21, 31)
    assert person_months([]) == 0


def test_ours_and_theirs_are_balanced_for_each_counterpart() -> None:
    visited = [
        Visit(OTHER, is_ours=True, person=1, days=days("2024-09-01", "2024-10-31")),
        Visit(OTHER, is_ours=True, person=1, days=days("2024-10-01", "2024-10-31")),
        Visit(OTHER, is_ours=True, person=2, days=days("2024-10-01", "2024-10-31")),
        Visit(OTHER, is_ours=False, person=3, days=days("2024-10-01", "2024-10-31")),
        Visit(THIRD, is_ours=False, person=1, days=days("2024-10-01", "2024-10-31")),
    ]
    values = [
        Value(OTHER, is_ours=True, amount=Ore(300)),
        Value(OTHER, is_ours=False, amount=Ore(100)),
        Value(OTHER, is_ours=True, amount=Ore(-20)),
    ]
    found = balances(visited, values)
    assert found == (
        Balance(OTHER, Portion(2, Fraction(3), Ore(280)), Portion(1, Fraction(1), Ore(100))),
        Balance(THIRD, Portion(), Portion(1, Fraction(1), Ore(0))),
    )
    assert (found[0].months, found[0].value) == (-2, -180)


def test_the_days_of_a_booking_are_those_that_are_settled() -> None:
    """She moved away on 15 October: what came after is nobody's exchange with us."""
    homes = ((OWN, "2020-01-01", "2024-10-14"), (THIRD, "2024-10-15", None))
    found = list(visits(placement(booking("2024-10-01"), homes=homes), books(), OWN, YEAR))
    assert found == [Visit(OTHER, is_ours=True, person=1, days=days("2024-10-01", "2024-10-14"))]


def test_one_that_never_started_is_no_visit() -> None:
    never = placement(booking("2024-10-01", "2024-10-31", outcome=Outcome.NEVER_STARTED))
    assert list(visits(never, books(), OWN, YEAR)) == []


def test_what_is_exchanged_is_worth_what_the_agreement_would_bill() -> None:
    """Ours there at 9 500 kr a month, though nothing is billed."""
    (swap,) = books(SWAPS)
    ours = placement(booking("2024-10-01", "2024-10-31", provider_municipality=OTHER))
    office = Office(OWN, OCTOBER.first)
    assert is_exchange(swap)
    assert [claim.amount for claim in settle(ours, [swap], office, OCTOBER).claims] == [0]
    (claim,) = settle(ours, [as_if_billed(swap)], office, OCTOBER).claims
    assert (claim.amount, claim.direction, claim.counterpart) == (950_000, RowDirection.BUY, OTHER)


def test_what_we_give_in_exchange_is_worth_something_to_them() -> None:
    (swap,) = books(SWAPS)
    theirs = placement(
        booking("2024-10-01", "2024-10-31", provider_municipality=OWN), homes=((OTHER, "2020-01-01", None),)
    )
    (visit,) = visits(theirs, [swap], OWN, YEAR)
    assert (visit.counterpart, visit.is_ours) == (OTHER, False)
    (claim,) = settle(theirs, [as_if_billed(swap)], Office(OWN, OCTOBER.first), OCTOBER).claims
    assert (claim.amount, claim.direction) == (950_000, RowDirection.SELL)


@pytest.mark.parametrize(
    ("directions", "billed", "exchanged"),
    [
        ((Direction.EXCHANGE, Direction.BUY), 285_000 + 950_000, 4 * 950_000 + 665_000),
        ((Direction.BUY, Direction.EXCHANGE), 4 * 950_000 + 665_000, 285_000 + 950_000),
        ((Direction.EXCHANGE, Direction.EXCHANGE), 0, 6 * 950_000),
        ((Direction.BUY, Direction.BUY), 6 * 950_000, 0),
    ],
)
def test_only_what_is_not_billed_is_valued_beside_it(
    directions: tuple[Direction, Direction], billed: int, exchanged: int
) -> None:
    """July to December at 9 500 kr a month, replaced on 22 November.

    21 of November's 30 days are 6 650 kr and 9 of them 2 850 kr.
    """
    first, then = directions
    follows = agreement(key="A2", direction=then, days=days("2024-11-22"), replaces="A1")
    chain = books(
        facts(terms(), price(), agreement=agreement(direction=first)),
        facts(terms(agreement="A2"), price(agreement="A2"), agreement=follows),
    )
    one = placement(booking("2024-07-01", "2024-12-31", provider_municipality=OTHER), chain=("A1", "A2"))
    office, span = Office(OWN, month("2024-07")), Span(month("2024-07"), month("2024-12"))
    real = settle(one, chain, office, span).claims
    valued = settle(one, [as_if_billed(book) for book in chain], office, span).claims
    assert sum(each.amount for each in real) == billed
    assert sum(each.amount for each in valued if is_valued(each)) == exchanged
