"""Is what is closed and what is still to come together what the rules give for the whole booking?

A month price of 9 500 kr by calendar day unless a test says otherwise. September and October 2024 are closed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from domain.test_settlement_properties import STEADY, agreements, placements
from factories import OTHER, OWN, Desk, agreement, booking, books, day, facts, month, placement, price, terms
from mottagning.domain.agreements import Direction, Method, Unit
from mottagning.domain.bookings import Outcome
from mottagning.domain.outlook import Ahead, MonthAmount, goes_as_planned, planned, remaining
from mottagning.domain.problems import Check
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.estimate import Supposition
from mottagning.domain.settlement.facts import AgreementFacts, Placement
from mottagning.domain.settlement.timeline import RowDirection

CLOSED = ("2024-09", "2024-10")


def ahead(first: str = "2024-09", last: str = "2026-12", **values: Any) -> Ahead:
    return Ahead(
        **{
            "seen_on": day("2024-11-05"),
            "following": month("2024-11"),
            "span": Span(month(first), month(last)),
            **values,
        }
    )


def closed(one: Placement, *agreed: AgreementFacts) -> Desk:
    """A desk that has closed September and October of this booking."""
    desk = Desk(agreements=agreed or (facts(),), first="2024-09")
    for each in CLOSED:
        desk.close(each, one)
    return desk


def kronor(worths: Sequence[MonthAmount]) -> dict[str, int]:
    """Öre by month."""
    sums: dict[str, int] = {}
    for one in worths:
        sums[str(one.month)] = sums.get(str(one.month), 0) + one.amount
    return sums


def test_in_balance_only_open_months_are_still_to_come() -> None:
    one = placement(booking("2024-09-01", planned_until=day("2024-12-15")))
    found = remaining(one, closed(one).ledger, ahead())
    # November whole; 15 of December's 31 days: 9 500 × 15 / 31 = 4 596,77
    assert kronor(found.worths) == {"2024-11": 950_000, "2024-12": 459_677}
    assert (found.problems, found.supposed) == ((), ())


def test_only_the_months_of_the_view_are_looked_at() -> None:
    one = placement(booking("2024-09-01", planned_until=day("2025-02-28")))
    ledger = closed(one).ledger
    assert kronor(remaining(one, ledger, ahead("2025-01", "2025-12")).worths) == {
        "2025-01": 950_000,
        "2025-02": 950_000,
    }
    assert remaining(one, ledger, ahead("2024-09", "2024-10")).worths == ()


def test_without_a_plan_it_goes_on_to_the_end_of_the_year_and_says_so() -> None:
    one = placement(booking("2024-09-01"))
    found = remaining(one, closed(one).ledger, ahead(until=day("2025-01-01")))
    assert kronor(found.worths) == {"2024-11": 950_000, "2024-12": 950_000}
    assert found.supposed == (Supposition.GOES_ON,)


def test_news_of_a_closed_month_are_still_to_come_there() -> None:
    """It ended on 15 October: 9 500 × 15 / 31 = 4 596,77 of the 9 500 returned, so 4 903,23 comes back."""
    before = placement(booking("2024-09-01"))
    desk = closed(before)
    after = replace(before, booking=booking("2024-09-01", "2024-10-15", planned_until=day("2024-12-31")))
    assert kronor(remaining(after, desk.ledger, ahead(), desk.rows).worths) == {"2024-10": -490_323}
    assert kronor(planned(after, desk.ledger, ahead())) == dict.fromkeys(
        ("2024-09", "2024-10", "2024-11", "2024-12"), 950_000
    )


def test_one_that_never_started_takes_everything_back() -> None:
    before = placement(booking("2024-09-01", planned_until=day("2024-11-30")))
    desk = closed(before)
    after = replace(before, booking=replace(before.booking, outcome=Outcome.NEVER_STARTED))
    found = remaining(after, desk.ledger, ahead(), desk.rows)
    assert kronor(found.worths) == {"2024-09": -950_000, "2024-10": -950_000}
    assert sum(kronor(planned(after, desk.ledger, ahead())).values()) == 3 * 950_000


def test_what_a_limit_takes_is_not_still_to_come() -> None:
    """Credits are given one month back from when the end was told, in November: nothing of September comes back."""
    limited = facts(agreement=agreement(credit_limit=1))
    before = placement(booking("2024-09-01"))
    desk = closed(before, limited)
    after = replace(before, booking=replace(before.booking, outcome=Outcome.NEVER_STARTED))
    assert kronor(remaining(after, desk.ledger, ahead(), desk.rows).worths) == {"2024-10": -950_000}


def test_under_a_successor_it_goes_on_at_its_price() -> None:
    successor = facts(
        terms(agreement="A9"),
        price("10000", agreement="A9"),
        agreement=agreement(key="A9", replaces="A1", days=replace(agreement().days, start=day("2024-12-01"))),
    )
    one = placement(booking("2024-09-01", planned_until=day("2024-12-31")), chain=("A1", "A9"))
    desk = closed(one, facts(), successor)
    found = remaining(one, desk.ledger, ahead()).worths
    assert [(worth.agreement, str(worth.month), worth.amount) for worth in found] == [
        ("A1", "2024-11", 950_000),
        ("A9", "2024-12", 1_000_000),
    ]


def test_what_is_sold_is_as_positive_as_what_is_bought() -> None:
    sells = facts(agreement=agreement(direction=Direction.SELL))
    homes = ((OTHER, "2020-01-01", None),)
    one = placement(booking("2024-09-01", "2024-11-30", provider_municipality=OWN), homes=homes)
    found = remaining(one, closed(one, sells).ledger, ahead()).worths
    assert [(worth.direction, worth.counterpart, worth.amount) for worth in found] == [
        (RowDirection.SELL, OTHER, 950_000)
    ]


def test_an_exchange_is_still_to_come_at_no_price() -> None:
    swaps = facts(terms(), agreement=agreement(direction=Direction.EXCHANGE))
    one = placement(booking("2024-09-01", "2024-11-30", provider_municipality=OTHER))
    found = remaining(one, closed(one, swaps).ledger, ahead())
    assert [(worth.direction, worth.amount) for worth in found.worths] == [(RowDirection.EXCHANGE, 0)]
    assert found.problems == ()


def test_what_has_no_price_is_told() -> None:
    unpriced = facts(terms(), agreement=agreement())
    one = placement(booking("2024-11-01", "2024-11-30"))
    found = remaining(one, closed(one, unpriced).ledger, ahead())
    assert found.worths == ()
    assert {problem.check for problem in found.problems} == {Check.K12}


def test_an_interrupted_course_was_planned_to_be_completed() -> None:
    agreed = facts(terms(method=Method.COURSE, unit=Unit.COURSE), price("13546", unit=Unit.COURSE))
    one = placement(booking("2024-09-02", "2024-10-04", planned_until=day("2024-12-13"), outcome=Outcome.INTERRUPTED))
    desk = closed(one, agreed)
    assert remaining(one, desk.ledger, ahead()).worths == ()
    assert kronor(planned(one, desk.ledger, ahead())) == {"2024-12": 1_354_600}


def test_it_goes_as_planned_until_its_end_says_otherwise() -> None:
    today, plan = day("2024-11-05"), {"planned_until": day("2024-12-13")}
    assert goes_as_planned(booking("2024-09-01"), today)
    assert goes_as_planned(booking("2024-09-01", **plan), today)
    assert goes_as_planned(booking("2024-09-01", "2024-12-13", **plan), today)
    assert not goes_as_planned(booking("2024-09-01", "2024-12-12", **plan), today)
    assert not goes_as_planned(booking("2024-09-01", **plan), day("2024-12-14"))
    assert not goes_as_planned(booking("2024-09-01", outcome=Outcome.NEVER_STARTED, **plan), today)


@STEADY
@given(placements(), agreements(tuple(set(Method) - {Method.REPORTED})), st.integers(1, 14), st.booleans())
def test_closed_and_still_to_come_are_the_whole(
    one: Placement, agreed: AgreementFacts, closings: int, was_changed: bool
) -> None:
    """Whatever the rule and however many months are closed; looked at anew, closed months hold nothing more.

    The end and the result are known, so that nothing has to be supposed.
    """
    last = one.booking.days.end if not one.booking.days.is_open else day("2025-12-31")
    known = replace(
        one.booking,
        days=replace(one.booking.days, end=last),
        planned_until=None,
        outcome=one.booking.outcome or Outcome.INTERRUPTED,
    )
    one = replace(one, booking=known)
    desk, following = Desk(agreements=(agreed,)), month("2024-01")
    for _ in range(closings):
        if desk.outcome(str(following), one).held:
            break  # what a stop holds back is not in balance
        desk.close(str(following), one)
        following = following.plus(1)
    span = Span(month("2024-01"), month("2027-12"))
    left = remaining(one, desk.ledger, Ahead(day("2024-01-01"), following, span), desk.rows if was_changed else None)
    whole = settle(one, books(agreed), Office(OWN, month("2024-01")), span)
    returned = [row.entry.amount for row in desk.rows]
    assert sum(returned) + sum(worth.amount for worth in left.worths) == sum(claim.amount for claim in whole.claims)
    assert all(worth.month >= following for worth in left.worths)
