"""Is what came held against what was worked out, and is nothing said to be missing before its month has ended?"""

from __future__ import annotations

import pytest

from factories import day, month
from mottagning.domain.deadlines.rules import Certainty, Source
from mottagning.domain.money import Ore
from mottagning.domain.state_compensation.expected import Goes, Payment, PaymentKind
from mottagning.domain.state_compensation.facts import Unknown
from mottagning.domain.state_compensation.received import Arrival, ReceivedPayment, arrival, received_problems
from mottagning.domain.state_compensation.rules import Told

TOLD = Told(source=Source("förordning (2010:1122)", "12 §"), verified=day("2026-04-27"), certainty=Certainty.LAW)


def payment(amount: int | None = 1_650_000) -> Payment:
    return Payment(
        kind=PaymentKind.SHARE,
        month=month("2026-09"),
        share="period",
        place=1,
        goes=Goes.HERE,
        told=TOLD,
        amount=None if amount is None else Ore(amount),
        unknown=Unknown.BIRTH_DATE if amount is None else None,
    )


def came(amount: int = 1_650_000) -> ReceivedPayment:
    return ReceivedPayment(
        case_number="2026-0001",
        kind=PaymentKind.SHARE,
        month=month("2026-09"),
        received_on=day("2026-10-02"),
        received=Ore(amount),
    )


@pytest.mark.parametrize(
    ("expected", "got", "today", "stands"),
    [
        (payment(), None, "2026-09-30", Arrival.AWAITED),
        (payment(), None, "2026-10-01", Arrival.NOT_NOTED),
        (payment(), came(), "2026-10-02", Arrival.CAME),
        (payment(), came(1_640_000), "2026-10-02", Arrival.DIFFERS),
        (payment(), came(0), "2026-10-02", Arrival.DIFFERS),
        (payment(None), None, "2026-12-01", Arrival.UNKNOWN),
        (payment(None), came(), "2026-12-01", Arrival.CAME),
        (None, came(), "2026-12-01", Arrival.UNEXPECTED),
        (None, None, "2026-12-01", Arrival.UNKNOWN),
    ],
)
def test_what_came_is_held_against_what_was_worked_out(
    expected: Payment | None, got: ReceivedPayment | None, today: str, stands: Arrival
) -> None:
    assert arrival(expected, got, day(today)) is stands


def test_nothing_less_than_nothing_comes() -> None:
    assert received_problems(came(0)) == ()
    assert [(one.name, one.code) for one in received_problems(came(-1))] == [("received", "negative")]
