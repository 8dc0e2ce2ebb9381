"""Do a month's rows form the right returns, and does the control figure cover what money depends on?"""

from __future__ import annotations

from dataclasses import fields, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

import pytest

from factories import OTHER, THIRD, day, days, entry, month, row, unit_price
from mottagning.domain.agreements import Method, Unit
from mottagning.domain.ledger import Entry, Reason, RowKind, RowReference
from mottagning.domain.money import Ore, Rounding, scaled
from mottagning.domain.returns import Return, compose, fingerprint, number_of
from mottagning.domain.settlement.claims import Component, Fees, PaidOnce
from mottagning.domain.settlement.timeline import RowDirection

NUMBER = "2024-10 2309 K 1"

MONEY: dict[str, Any] = {
    "booking": "B2",
    "service": "sfx",
    "counterpart": THIRD,
    "payer": OTHER,
    "direction": RowDirection.SELL,
    "agreement": "A2",
    "service_month": month("2024-09"),
    "days": days("2024-10-01", "2024-10-30"),
    "quantity": Fraction(30),
    "of": 30,
    "unit": Unit.MONTH,
    "price": unit_price("9501"),
    "fees": Fees(scaled(15)),
    "amount": Ore(950_001),
    "kind": RowKind.CORRECTION,
    "corrects": RowReference("2024-09 2309 K 1", 3),
}
"""What a return says and sums; the control figure must move with each of them."""

BESIDES: dict[str, Any] = {
    "person": 2,
    "variant": "1A",
    "provider": "Skolan",
    "provider_municipality": THIRD,
    "method": Method.WEEKDAY,
    "settlement_month": month("2024-11"),
    "rounding": Rounding.KRONA,
    "steps": (PaidOnce(day("2024-10-01")),),
    "component": Component.SUPPLEMENT,
    "corrects_invoice": "12345",
    "reason": Reason.MOVE,
    "ground": "§ 4",
    "decision": "Dnr 2",
    "counterpart_reference": "ZZ",
    "is_sensitive": True,
}
"""Whom a row is about, and what explains it: not in the control figure, so that a name can be taken away."""


def test_every_field_of_a_row_is_either_money_or_besides() -> None:
    assert MONEY.keys() | BESIDES.keys() == {field.name for field in fields(Entry)}
    assert not MONEY.keys() & BESIDES.keys()


@pytest.mark.parametrize("name", MONEY)
def test_the_control_figure_moves_with_everything_that_money_depends_on(name: str) -> None:
    changed = replace(entry(), **{name: MONEY[name]})
    assert fingerprint(NUMBER, [row(changed)]) != fingerprint(NUMBER, [row(entry())])


@pytest.mark.parametrize("fees", [Fees(scaled(15)), Fees(scaled(0), scaled(15)), Fees(scaled(6))])
def test_each_fee_has_its_own_place_in_the_control_figure(fees: Fees) -> None:
    others = {fingerprint(NUMBER, [row(entry(fees=one))]) for one in (Fees(), Fees(scaled(1), scaled(2)))}
    assert fingerprint(NUMBER, [row(entry(fees=fees))]) not in others


@pytest.mark.parametrize("name", BESIDES)
def test_the_control_figure_stays_whoever_the_row_is_about(name: str) -> None:
    changed = replace(entry(), **{name: BESIDES[name]})
    assert fingerprint(NUMBER, [row(changed)]) == fingerprint(NUMBER, [row(entry())])


def test_the_control_figure_depends_on_number_place_and_order() -> None:
    one, two = row(entry(), place=1), row(entry(booking="B2"), place=2)
    figures = [
        fingerprint(NUMBER, [one, two]),
        fingerprint(NUMBER, [two, one]),
        fingerprint(NUMBER, [one]),
        fingerprint(NUMBER, []),
        fingerprint("2024-10 2309 K 2", [one, two]),
        fingerprint(NUMBER, [replace(one, row=3), two]),
    ]
    assert len(set(figures)) == 6


def test_the_control_figure_is_that_of_words_that_never_change() -> None:
    """Closed returns are checked against it for ever: these words may not change with the program."""
    words = (
        "2024-10 2309 K 1\n"
        "row=1|booking=B1|service=sfi|counterpart=2309|payer=2380|direction=buy|service_month=2024-10"
        "|first=2024-10-01|end=2024-11-01|quantity=31|of=31|unit=day|price=9500|administration=0|vat=0"
        "|amount=950000|kind=regular|corrects=None|agreement=A1"
    )
    assert fingerprint(NUMBER, [row(entry())]) == sha256(words.encode()).hexdigest()


def test_a_price_is_the_same_however_it_was_published() -> None:
    yearly = unit_price("114000", unit=Unit.YEAR, divisor=12)  # 114 000 / 12 = 9 500
    assert fingerprint(NUMBER, [row(entry(price=yearly))]) == fingerprint(NUMBER, [row(entry())])


@pytest.mark.parametrize(
    ("direction", "version", "number"),
    [
        (RowDirection.BUY, 1, "2026-10 0180 K 1"),
        (RowDirection.SELL, 1, "2026-10 0180 S 1"),
        (RowDirection.EXCHANGE, 2, "2026-10 0180 B 2"),
    ],
)
def test_a_number_says_month_counterpart_direction_and_version(
    direction: RowDirection, version: int, number: str
) -> None:
    assert number_of(month("2026-10"), "0180", direction, version) == number


def composed(*entries: tuple[Entry, bool]) -> tuple[Return, ...]:
    """The returns of October 2024."""
    return compose(month("2024-10"), entries)


def test_each_counterpart_and_direction_has_a_return_of_its_own() -> None:
    found = composed(
        (entry(counterpart=THIRD), False),
        (entry(direction=RowDirection.SELL), False),
        (entry(), False),
        (entry(booking="B2"), False),
    )
    assert [(one.number, len(one.rows)) for one in found] == [
        ("2024-10 2309 K 1", 2),
        ("2024-10 2309 S 1", 1),
        ("2024-10 2313 K 1", 1),
    ]
    assert [one.total for one in found] == [1_900_000, 950_000, 950_000]
    assert composed() == ()


def test_rows_stand_by_booking_month_and_part_and_are_numbered_from_one() -> None:
    wanted = [
        entry(service_month=month("2024-09")),
        entry(),
        entry(component=Component.SUPPLEMENT, amount=Ore(50_000)),
        entry(component=Component.RECONCILIATION, amount=Ore(1)),
        entry(booking="B2"),
    ]
    (found,) = composed(*[(one, False) for one in reversed(wanted)])
    assert [one.entry for one in found.rows] == wanted
    assert [(one.row, one.number, one.month) for one in found.rows] == [
        (place, "2024-10 2309 K 1", month("2024-10")) for place in range(1, 6)
    ]


def test_the_order_in_which_bookings_were_settled_does_not_matter() -> None:
    entries = [(entry(booking=f"B{place}", amount=Ore(place)), place % 2 == 0) for place in range(1, 8)]
    assert composed(*entries) == composed(*reversed(entries))


def test_protected_people_have_returns_whose_numbers_name_no_municipality() -> None:
    found = composed(
        (entry(), False),
        (entry(booking="B2"), True),
        (entry(booking="B3", counterpart=THIRD), True),
        (entry(booking="B4", counterpart=THIRD, direction=RowDirection.SELL), True),
    )
    assert [(one.number, one.is_protected, one.counterpart) for one in found] == [
        ("2024-10 2309 K 1", False, OTHER),
        ("2024-10 X1 K 1", True, OTHER),
        ("2024-10 X2 K 1", True, THIRD),
        ("2024-10 X3 S 1", True, THIRD),
    ]
    assert [one.entry.booking for one in found[0].rows] == ["B1"]
    assert all(one.number == each.number for each in found for one in each.rows)


def test_the_control_figure_of_a_return_is_that_of_its_rows() -> None:
    (found,) = composed((entry(), False), (entry(booking="B2"), False))
    assert found.fingerprint == fingerprint(found.number, found.rows)
