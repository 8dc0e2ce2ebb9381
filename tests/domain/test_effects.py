"""Is what a move would do told as the closings that follow return it, to the öre, under every Flyttregel?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import product

import pytest

from factories import (
    OTHER,
    OWN,
    THIRD,
    Desk,
    agreement,
    booking,
    facts,
    month,
    placement,
    price,
    residence,
    terms,
)
from mottagning.domain.agreements import Direction, Method, MoveRule
from mottagning.domain.closing import Candidate
from mottagning.domain.effects import Outlook, Standpoint, Worth, living, outlook
from mottagning.domain.ledger import Triple
from mottagning.domain.periods import Month, months_between
from mottagning.domain.settlement.engine import Span
from mottagning.domain.settlement.facts import AgreementFacts, Placement, stays
from mottagning.domain.settlement.timeline import RowDirection

Homes = Sequence[tuple[str, str, str | None]]
STAYED: Homes = ((OWN, "2020-01-01", None),)
MOVED: Homes = ((OWN, "2020-01-01", "2024-10-09"), (THIRD, "2024-10-10", None))
SOLD_STAYED: Homes = ((OTHER, "2020-01-01", None),)
SOLD_MOVED: Homes = ((OTHER, "2020-01-01", "2024-10-09"), (THIRD, "2024-10-10", None))
METHODS = (Method.CALENDAR_DAY, Method.STARTED_MONTH, Method.MEASURING_DAY, Method.HALF_MONTH)
AT = Standpoint(month("2025-01"), month("2024-12"), month("2025-01").last)


def lived(homes: Homes) -> Placement:
    """A booking of September to May; who lives where."""
    return placement(booking("2024-09-01", "2025-05-31"), homes=homes)


def agreed(rule: MoveRule, method: Method, limit: int | None, *, sells: bool = False) -> AgreementFacts:
    """9 500 kr a month, bought of one or sold to two."""
    direction, parties = (Direction.SELL, (OTHER, THIRD)) if sells else (Direction.BUY, (OTHER,))
    made = agreement(direction=direction, parties=parties, credit_limit=limit, retroactive_limit=limit)
    return facts(terms(method=method, move_rule=rule), price(), agreement=made)


def closed(agreements: AgreementFacts, homes: Homes) -> Desk:
    """September to December are closed."""
    desk = Desk((agreements,))
    for each in months_between(month("2024-09"), month("2024-12")):
        desk.close(str(each), lived(homes))
    return desk


def seen(desk: Desk, homes: Homes, instead: Homes) -> tuple[Outlook, Outlook]:
    """What is still to come of the booking as it is, and if the person had lived `instead`."""
    one = Candidate(
        placement=lived(homes),
        span=Span(month("2024-01"), AT.month),
        returned=tuple(desk.rows),
        lost=tuple(desk.lost),
        previous=desk.previous,
    )
    imagined = stays(residence("", code, first, last) for code, first, last in instead)
    return outlook(desk.ledger, one, AT), outlook(desk.ledger, living(one, imagined), AT)


def sums(found: Mapping[Triple, Worth]) -> tuple[int, int, int]:
    """Öre in closed months, ahead and lost."""
    return (
        sum(one.closed for one in found.values()),
        sum(one.ahead for one in found.values()),
        sum(one.lost for one in found.values()),
    )


def returned_later(desk: Desk, homes: Homes) -> tuple[int, int, int]:
    """What January to August return: of closed months in the first of them, of the others, and what was lost."""
    before = len(desk.rows)
    lost = sum(one.amount for one in desk.lost)
    for each in months_between(AT.month, Month(2025, 8)):
        desk.close(str(each), lived(homes))
    entries = [row.entry for row in desk.rows[before:]]
    return (
        sum(entry.amount for entry in entries if AT.is_closed(entry.settlement_month)),
        sum(entry.amount for entry in entries if not AT.is_closed(entry.settlement_month)),
        sum(one.amount for one in desk.lost) - lost,
    )


@pytest.mark.parametrize(("method", "rule"), list(product(METHODS, MoveRule)))
@pytest.mark.parametrize("limit", [None, 2])
@pytest.mark.parametrize(
    ("homes", "instead", "sells"),
    [
        (STAYED, MOVED, False),
        (MOVED, STAYED, False),  # the move is taken back
        (SOLD_STAYED, SOLD_MOVED, True),
        (SOLD_MOVED, SOLD_STAYED, True),
    ],
)
def test_what_is_told_is_what_the_closings_return(
    homes: Homes, instead: Homes, sells: bool, limit: int | None, rule: MoveRule, method: Method
) -> None:
    agreements = agreed(rule, method, limit, sells=sells)
    now, then = seen(closed(agreements, homes), homes, instead)
    stayed = returned_later(closed(agreements, homes), homes)
    moved = returned_later(closed(agreements, homes), instead)
    assert sums(then.less(now)) == tuple(after - before for after, before in zip(moved, stayed, strict=True))


def test_a_move_takes_back_what_closed_months_have_and_what_is_ahead() -> None:
    """22 of 31 days of October at 9 500 kr: 6 741.94; November and December, then January to May."""
    now, then = seen(closed(agreed(MoveRule.DIRECT, Method.CALENDAR_DAY, None), STAYED), STAYED, MOVED)
    assert sums(then.less(now)) == (-674_194 - 2 * 950_000, -5 * 950_000, 0)
    assert {str(one.service_month) for one in then.less(now)} == {str(Month(2024, 10).plus(add)) for add in range(8)}


def test_a_limit_on_credits_takes_the_months_that_lie_too_far_back() -> None:
    """Told in January with two months' limit: November and December come back, October does not."""
    now, then = seen(closed(agreed(MoveRule.DIRECT, Method.CALENDAR_DAY, 2), STAYED), STAYED, MOVED)
    assert sums(then.less(now)) == (-2 * 950_000, -5 * 950_000, -674_194)


def test_a_sold_booking_goes_from_one_counterpart_to_the_other() -> None:
    rule = agreed(MoveRule.HALF_MONTH, Method.CALENDAR_DAY, None, sells=True)
    now, then = seen(closed(rule, SOLD_STAYED), SOLD_STAYED, SOLD_MOVED)
    october = {one.counterpart: worth.closed for one, worth in then.less(now).items() if one.service_month.number == 10}
    assert october == {OTHER: -490_323, THIRD: 490_323}  # 16 of 31 days: 152 000 / 31 = 4 903.23


def test_days_that_nobody_answers_for_hold_sold_months_back() -> None:
    """Nothing is taken back of a month that a stop holds: it waits until somebody says where the person belongs."""
    gone: Homes = ((OTHER, "2020-01-01", "2024-10-09"),)
    now, then = seen(
        closed(agreed(MoveRule.DIRECT, Method.CALENDAR_DAY, None, sells=True), SOLD_STAYED), SOLD_STAYED, gone
    )
    assert sums(then.less(now))[0] == 0
    assert now.held == ()
    assert [str(held.service_month) for held in then.held] == ["2024-10", "2024-11", "2024-12", "2025-01"]


def test_an_exchange_is_otherwise_though_it_counts_no_kronor() -> None:
    made = agreement(direction=Direction.EXCHANGE)
    agreements = facts(terms(), price(), agreement=made)
    one = placement(booking("2024-09-01", "2025-05-31", provider_municipality=OTHER))
    desk = Desk((agreements,))
    desk.close("2024-09", one)
    desk.close("2024-10", one)
    candidate = Candidate(placement=one, span=Span(month("2024-01"), month("2024-11")), returned=tuple(desk.rows))
    at = Standpoint(month("2024-11"), month("2024-10"), month("2024-11").first)
    moved = living(
        candidate, stays([residence("", OWN, "2020-01-01", "2024-10-09"), residence("", THIRD, "2024-10-10")])
    )
    changed = outlook(desk.ledger, moved, at).less(outlook(desk.ledger, candidate, at))
    assert sums(changed) == (0, 0, 0)
    assert {one.direction for one in changed} == {RowDirection.EXCHANGE}
    assert min(str(one.service_month) for one in changed) == "2024-10"


def test_while_no_month_is_closed_all_is_ahead() -> None:
    desk = Desk((agreed(MoveRule.DIRECT, Method.CALENDAR_DAY, None),))
    one = Candidate(placement=lived(STAYED), span=Span(month("2024-01"), month("2024-09")))
    at = Standpoint(month("2024-09"), None, month("2024-09").first)
    moved = living(one, stays([residence("", OWN, "2020-01-01", "2024-10-09"), residence("", THIRD, "2024-10-10")]))
    changed = outlook(desk.ledger, moved, at).less(outlook(desk.ledger, one, at))
    assert sums(changed) == (0, -674_194 - 7 * 950_000, 0)
