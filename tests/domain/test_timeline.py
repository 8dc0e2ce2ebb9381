"""Which days of a booking count, and who settles them with whom?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import (
    OTHER,
    OWN,
    THIRD,
    agreement,
    booking,
    books,
    day,
    days,
    facts,
    placement,
    price,
    terms,
)
from mottagning.domain.agreements import Agreement, Direction, MoveRule
from mottagning.domain.bookings import Outcome
from mottagning.domain.settlement.facts import Placement
from mottagning.domain.settlement.timeline import DayState, RowDirection, Segment, timeline

Shown = list[tuple[str, str | None, DayState, str | None]]
BOOKED = ("2024-10-01", "2024-10-31")


def segments(one: Placement, *agreements: Agreement, rule: MoveRule = MoveRule.DIRECT) -> tuple[Segment, ...]:
    """The days of a booking under its agreements."""
    chained = [facts(terms(agreement=each.key), price(agreement=each.key), agreement=each) for each in agreements]
    return timeline(one, books(*chained), OWN, rule)


def shown(one: Placement, *agreements: Agreement) -> Shown:
    """First day, last day, state and counterpart of each segment."""
    found = segments(one, *(agreements or (agreement(),)))
    return [
        (each.days.start.isoformat(), str(each.days.last) if each.days.last else None, each.state, each.counterpart)
        for each in found
    ]


def test_a_bought_day_is_settled_with_the_only_party() -> None:
    assert shown(placement(booking(*BOOKED))) == [("2024-10-01", "2024-10-31", DayState.ACTIVE, OTHER)]
    (one,) = segments(placement(booking(*BOOKED)), agreement())
    assert (one.payer, one.direction, one.is_bought, one.is_covered) == (OWN, RowDirection.BUY, True, True)


def test_an_open_booking_has_an_open_segment() -> None:
    assert shown(placement(booking("2024-10-01"))) == [("2024-10-01", None, DayState.ACTIVE, OTHER)]


def test_what_never_started_has_no_day() -> None:
    assert shown(placement(booking(*BOOKED, outcome=Outcome.NEVER_STARTED))) == []


def test_a_booking_without_any_agreement_has_no_day() -> None:
    assert timeline(placement(booking(*BOOKED)), [], OWN, MoveRule.DIRECT) == ()


def test_days_after_the_end_of_the_agreement_are_not_covered() -> None:
    assert shown(placement(booking(*BOOKED)), agreement(days=days("2024-01-01", "2024-10-15"))) == [
        ("2024-10-01", "2024-10-15", DayState.ACTIVE, OTHER),
        ("2024-10-16", "2024-10-31", DayState.NOT_COVERED, None),
    ]


def test_days_before_the_agreement_are_not_covered() -> None:
    assert shown(placement(booking(*BOOKED)), agreement(days=days("2024-10-10"))) == [
        ("2024-10-01", "2024-10-09", DayState.NOT_COVERED, None),
        ("2024-10-10", "2024-10-31", DayState.ACTIVE, OTHER),
    ]


def test_notice_ends_the_days_that_count() -> None:
    # told on 11 January: nine months later is 11 October, the first day that is not covered
    ended = agreement(days=days("2020-01-01"), notice_on=day("2024-01-11"))
    assert shown(placement(booking(*BOOKED)), ended) == [
        ("2024-10-01", "2024-10-10", DayState.ACTIVE, OTHER),
        ("2024-10-11", "2024-10-31", DayState.NOT_COVERED, None),
    ]


def test_an_agreement_that_notice_ended_before_it_began_covers_nothing() -> None:
    never = agreement(days=days("2024-10-01"), notice_on=day("2023-01-01"))
    assert shown(placement(booking(*BOOKED)), never) == [("2024-10-01", "2024-10-31", DayState.NOT_COVERED, None)]


def test_a_successor_takes_open_bookings_over_from_its_first_day() -> None:
    old = agreement(key="A1", days=days("2020-01-01", "2024-10-15"))
    new = agreement(key="A2", replaces="A1", days=days("2024-10-11"))
    found = segments(placement(booking(*BOOKED)), old, new)
    assert [(each.days, each.book.agreement.key if each.book else None) for each in found] == [
        (days("2024-10-01", "2024-10-10"), "A1"),
        (days("2024-10-11", "2024-10-15"), "A2"),
        (days("2024-10-16", "2024-10-31"), "A2"),
    ]
    assert {each.state for each in found} == {DayState.ACTIVE}


def test_a_successor_without_the_provider_leaves_the_bookings_with_the_old_agreement() -> None:
    old = agreement(key="A1", parties=(OTHER, THIRD), days=days("2020-01-01", "2024-10-15"))
    new = agreement(key="A2", parties=(THIRD,), replaces="A1", days=days("2024-10-11"))
    assert shown(placement(booking(*BOOKED, provider_municipality=OTHER)), old, new) == [
        ("2024-10-01", "2024-10-15", DayState.ACTIVE, OTHER),
        ("2024-10-16", "2024-10-31", DayState.NOT_COVERED, None),
    ]


@pytest.mark.parametrize(
    ("provider", "state", "counterpart"),
    [
        (OTHER, DayState.ACTIVE, OTHER),
        (THIRD, DayState.ACTIVE, THIRD),
        (None, DayState.NOT_A_PARTY, None),  # one of several, and nobody says which
        ("0180", DayState.NOT_A_PARTY, None),
    ],
)
def test_where_several_parties_sell_the_booking_names_the_one(
    provider: str | None, state: DayState, counterpart: str | None
) -> None:
    several = agreement(parties=(OTHER, THIRD))
    one = placement(booking(*BOOKED, provider_municipality=provider))
    assert shown(one, several) == [("2024-10-01", "2024-10-31", state, counterpart)]


def test_a_provider_that_is_not_the_only_party_is_no_counterpart() -> None:
    one = placement(booking(*BOOKED, provider_municipality=THIRD))
    assert shown(one) == [("2024-10-01", "2024-10-31", DayState.NOT_A_PARTY, None)]


def test_a_bought_day_of_one_who_lives_elsewhere_is_not_ours() -> None:
    one = placement(booking(*BOOKED), homes=((OWN, "2020-01-01", "2024-10-10"), (THIRD, "2024-10-11", None)))
    assert shown(one) == [
        ("2024-10-01", "2024-10-10", DayState.ACTIVE, OTHER),
        ("2024-10-11", "2024-10-31", DayState.NOT_OURS, None),
    ]


def test_what_we_buy_for_one_without_any_home_is_ours_from_reception() -> None:
    received = placement(booking(*BOOKED), homes=(), received_on=day("2024-10-08"))
    assert shown(received) == [
        ("2024-10-01", "2024-10-07", DayState.NO_HOME, None),
        ("2024-10-08", "2024-10-31", DayState.ACTIVE, OTHER),
    ]
    assert shown(placement(booking(*BOOKED), homes=())) == [("2024-10-01", "2024-10-31", DayState.NO_HOME, None)]


def test_reception_does_not_fill_a_gap_between_homes() -> None:
    one = placement(booking(*BOOKED), homes=((OWN, "2024-10-10", None),), received_on=day("2024-01-01"))
    assert shown(one)[0] == ("2024-10-01", "2024-10-09", DayState.NO_HOME, None)


SELLS = agreement(direction=Direction.SELL, parties=(OTHER, THIRD))


@pytest.mark.parametrize(
    ("home", "state", "counterpart"),
    [
        (OTHER, DayState.ACTIVE, OTHER),
        (THIRD, DayState.ACTIVE, THIRD),
        (OWN, DayState.NOT_OURS, None),
        ("0180", DayState.NOT_A_PARTY, None),
    ],
)
def test_a_sold_day_is_settled_with_the_municipality_that_pays(
    home: str, state: DayState, counterpart: str | None
) -> None:
    one = placement(booking(*BOOKED), homes=((home, "2020-01-01", None),))
    assert shown(one, SELLS) == [("2024-10-01", "2024-10-31", state, counterpart)]


def test_a_seller_need_not_be_a_party_of_its_own_agreement() -> None:
    one = placement(booking(*BOOKED, provider_municipality=OWN), homes=((OTHER, "2020-01-01", None),))
    (segment,) = segments(one, SELLS)
    assert (segment.state, segment.counterpart, segment.direction) == (DayState.ACTIVE, OTHER, RowDirection.SELL)


def test_a_sold_day_without_a_home_has_no_payer_even_after_reception() -> None:
    one = placement(booking(*BOOKED), homes=(), received_on=day("2024-01-01"))
    assert shown(one, SELLS) == [("2024-10-01", "2024-10-31", DayState.NO_HOME, None)]


@pytest.mark.parametrize("direction", [Direction.MUTUAL, Direction.EXCHANGE])
def test_where_both_give_the_provider_decides_who_takes(direction: Direction) -> None:
    both = agreement(direction=direction)
    taken = placement(booking(*BOOKED, provider_municipality=OTHER))
    given = placement(booking(*BOOKED, provider_municipality=OWN), homes=((OTHER, "2020-01-01", None),))
    (bought,), (sold,) = segments(taken, both), segments(given, both)
    assert (bought.state, bought.counterpart, bought.is_bought) == (DayState.ACTIVE, OTHER, True)
    assert (sold.state, sold.counterpart, sold.is_bought) == (DayState.ACTIVE, OTHER, False)
    expected = (RowDirection.BUY, RowDirection.SELL)
    if direction is Direction.EXCHANGE:
        expected = (RowDirection.EXCHANGE, RowDirection.EXCHANGE)
    assert (bought.direction, sold.direction) == expected


def test_days_before_booking_and_after_it_are_no_segments() -> None:
    (segment,) = segments(placement(booking(*BOOKED)), agreement())
    assert segment.within(days("2024-10-20", "2024-11-20")) == replace(segment, days=days("2024-10-20", "2024-10-31"))
    assert segment.within(days("2024-11-01", "2024-11-20")) is None
