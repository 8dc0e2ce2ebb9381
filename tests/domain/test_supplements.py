"""Is a supplement paid for each month that the booking's own rule bills, and for no other?"""

from __future__ import annotations

import pytest

from factories import (
    OTHER,
    OWN,
    THIRD,
    agreement,
    booking,
    days,
    facts,
    placement,
    price,
    settled,
    terms,
)
from mottagning.domain.agreements import Direction, Method, Terms, Unit
from mottagning.domain.bookings import Supplement, SupplementKind
from mottagning.domain.money import scaled
from mottagning.domain.problems import Check, Severity
from mottagning.domain.settlement.claims import Component, Given, Supplemented
from mottagning.domain.settlement.readings import Readings, parse_exceptions

MOTHER_TONGUE, ADDITIONAL = SupplementKind.MOTHER_TONGUE, SupplementKind.ADDITIONAL


def supplement(
    kind: SupplementKind = MOTHER_TONGUE,
    first: str = "2024-01-01",
    last: str | None = None,
    amount: str = "700",
    decision: str | None = None,
) -> Supplement:
    """An amount a month on top of the price."""
    return Supplement(booking="B1", kind=kind, amount=scaled(amount), days=days(first, last), decision=decision)


def given(*some: Supplement, of: Terms | None = None, first: str = "2024-10-01", last: str = "2024-11-15") -> Given:
    """What a booking with supplements gives at a month price of 9 500 kr."""
    one = placement(booking(first, last), supplements=some)
    return settled(one, [facts(of or terms(), price())])


def supplements(found: Given) -> list[tuple[str, int]]:
    """Service month and amount of each supplement."""
    return [
        (str(claim.service_month), claim.amount) for claim in found.claims if claim.component is Component.SUPPLEMENT
    ]


def test_a_supplement_is_a_row_of_its_own_and_whole_for_a_month_in_part() -> None:
    found = given(supplement())
    assert supplements(found) == [("2024-10", 70_000), ("2024-11", 70_000)]
    october, extra = found.claims[:2]
    assert (october.component, october.amount) == (Component.SERVICE, 950_000)
    assert (extra.quantity, extra.of, extra.unit) == (1, None, Unit.MONTH)
    assert extra.steps == (Supplemented(MOTHER_TONGUE, None),)
    assert extra.price is not None
    assert extra.price.kronor == 700


def test_a_supplement_is_paid_for_the_months_that_its_days_touch() -> None:
    assert supplements(given(supplement(first="2024-11-30"))) == [("2024-11", 70_000)]
    assert supplements(given(supplement(last="2024-10-01"))) == [("2024-10", 70_000)]
    assert supplements(given(supplement(last="2024-09-30"))) == []


def test_a_month_that_is_not_billed_has_no_supplement() -> None:
    measured = terms(method=Method.MEASURING_DAY, readings=Readings(15, parse_exceptions("11=11-16")))
    assert supplements(given(supplement(), of=measured)) == [("2024-10", 70_000)]


def test_a_supplement_is_settled_with_the_month_that_it_belongs_to() -> None:
    measured = terms(method=Method.MEASURING_DAY, readings=Readings(15, parse_exceptions("7,8=09-15")))
    found = given(supplement(), of=measured, first="2024-07-01", last="2024-09-30")
    assert {(str(one.service_month), str(one.settlement_month)) for one in found.claims} == {
        ("2024-07", "2024-09"),
        ("2024-08", "2024-09"),
        ("2024-09", "2024-09"),
    }
    assert len(supplements(found)) == 3


def test_fees_are_taken_on_supplements_too() -> None:
    fee = terms(administration_fee=scaled(15))
    assert supplements(given(supplement(), of=fee))[0] == ("2024-10", 80_500)  # 700 × 1.15


def test_two_kinds_are_two_rows() -> None:
    found = given(supplement(), supplement(SupplementKind.NEWCOMER, amount="300"), last="2024-10-31")
    assert sorted(supplements(found)) == [("2024-10", 30_000), ("2024-10", 70_000)]


@pytest.mark.parametrize("decision", [None, ""])
def test_an_additional_amount_without_a_decision_holds_the_month_back(decision: str | None) -> None:
    found = given(supplement(ADDITIONAL, decision=decision), last="2024-10-31")
    assert supplements(found) == []
    (problem,) = found.problems
    assert (problem.check, problem.severity, problem.booking, problem.month, problem.reason) == (
        Check.K22,
        Severity.STOP,
        "B1",
        "2024-10",
        "no_decision",
    )


def test_an_additional_amount_with_a_decision_is_paid() -> None:
    found = given(supplement(ADDITIONAL, decision="Dnr 9"), last="2024-10-31")
    assert (supplements(found), found.problems) == ([("2024-10", 70_000)], ())


def test_an_additional_amount_outside_its_term_neither_costs_nor_stops() -> None:
    found = given(supplement(ADDITIONAL, last="2024-06-30"), last="2024-10-31")
    assert (supplements(found), found.problems) == ([], ())


def test_a_supplement_cannot_be_divided_and_is_the_first_rows_counterparts() -> None:
    """We sell to two municipalities; the person moves on 10 October, and the first pays October's supplement."""
    one = placement(
        booking("2024-10-01", "2024-11-30"),
        homes=((OTHER, "2020-01-01", "2024-10-09"), (THIRD, "2024-10-10", None)),
        supplements=(supplement(),),
    )
    sells = facts(terms(), price(), agreement=agreement(direction=Direction.SELL, parties=(OTHER, THIRD)))
    found = settled(one, [sells])
    paid = [(one.counterpart, str(one.service_month)) for one in found.claims if one.component is Component.SUPPLEMENT]
    assert paid == [(OTHER, "2024-10"), (THIRD, "2024-11")]


def test_a_supplement_in_an_exchange_costs_nothing() -> None:
    exchange = facts(terms(), agreement=agreement(direction=Direction.EXCHANGE))
    one = placement(booking("2024-10-01", "2024-10-31", provider_municipality=OTHER), supplements=(supplement(),))
    found = settled(one, [exchange])
    assert [(claim.component, claim.price, claim.amount) for claim in found.claims] == [
        (Component.SERVICE, None, 0),
        (Component.SUPPLEMENT, None, 0),
    ]
    assert {claim.payer for claim in found.claims} == {OWN}
