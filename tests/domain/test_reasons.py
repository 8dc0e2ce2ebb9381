"""Does a correction say what changed since the booking was last closed?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import OTHER, OWN, THIRD, booking, day, days, entry, month, placement, row, unit_price
from mottagning.domain.bookings import Absence, AbsenceKind, Outcome, Report, Supplement, SupplementKind
from mottagning.domain.ledger import Difference, Reason, Triple
from mottagning.domain.money import Ore, scaled
from mottagning.domain.reasons import reason_of
from mottagning.domain.settlement.facts import Placement
from mottagning.domain.settlement.timeline import RowDirection

CLOSED = placement(booking("2024-10-01", "2024-12-20"))
OCTOBER = Triple(month("2024-10"), OTHER, RowDirection.BUY)
RETURNED = [row(entry())]


def correction(kronor: str = "9500") -> Difference:
    """A day less, or a new price."""
    return Difference(OCTOBER, (entry(amount=Ore(-30_645), price=unit_price(kronor)),))


def booked(**values: object) -> Placement:
    """The closed booking with something changed in it."""
    return replace(CLOSED, booking=replace(CLOSED.booking, **values))


AWAY = Absence(booking="B1", days=days("2024-10-14"), kind=AbsenceKind.VALID)
HELD = Report(booking="B1", month=month("2024-10"), quantity=scaled(10))
EXTRA = Supplement(booking="B1", kind=SupplementKind.OTHER, amount=scaled(500), days=days("2024-10-01"))
MOVED = placement(CLOSED.booking, homes=((OWN, "2020-01-01", "2024-10-31"), (THIRD, "2024-11-01", None)))


@pytest.mark.parametrize(
    ("today", "reason"),
    [
        (booked(outcome=Outcome.NEVER_STARTED), Reason.NEVER_STARTED),
        (booked(days=days("2024-10-02", "2024-12-20")), Reason.START),
        (booked(days=days("2024-10-01", "2024-12-19")), Reason.END),
        (MOVED, Reason.MOVE),
        (replace(CLOSED, absences=(AWAY,)), Reason.ABSENCE),
        (replace(CLOSED, reports=(HELD,)), Reason.REPORT),
        (replace(CLOSED, supplements=(EXTRA,)), Reason.SUPPLEMENT),
        (booked(graded_on=day("2024-12-20")), Reason.RESULT),
        (booked(outcome=Outcome.INTERRUPTED), Reason.RESULT),
    ],
)
def test_what_changed_in_the_facts_is_the_reason_both_ways(today: Placement, reason: Reason) -> None:
    assert reason_of(CLOSED, today, correction(), RETURNED) is reason
    assert reason_of(today, CLOSED, correction(), RETURNED) is reason


def test_the_booking_comes_before_the_person_and_what_hangs_on_it() -> None:
    today = replace(MOVED, absences=(AWAY,), supplements=(EXTRA,))
    assert reason_of(CLOSED, today, correction(), RETURNED) is Reason.MOVE
    ended = replace(today, booking=replace(today.booking, days=days("2024-10-01", "2024-11-30")))
    assert reason_of(CLOSED, ended, correction(), RETURNED) is Reason.END
    restarted = replace(ended, booking=replace(ended.booking, days=days("2024-10-02", "2024-11-30")))
    assert reason_of(CLOSED, restarted, correction(), RETURNED) is Reason.START
    never = replace(restarted, booking=replace(restarted.booking, outcome=Outcome.NEVER_STARTED))
    assert reason_of(CLOSED, never, correction(), RETURNED) is Reason.NEVER_STARTED


def test_with_the_same_facts_a_price_that_nobody_returned_is_a_new_price_list() -> None:
    assert reason_of(CLOSED, CLOSED, correction("9800"), RETURNED) is Reason.NEW_PRICE


def test_with_the_same_facts_and_prices_the_terms_have_changed() -> None:
    assert reason_of(CLOSED, CLOSED, correction(), RETURNED) is Reason.TERMS


def test_a_price_that_was_returned_for_another_month_is_new_to_this_one() -> None:
    november = row(entry(service_month=month("2024-11"), price=unit_price("9800")))
    assert reason_of(CLOSED, CLOSED, correction("9800"), [*RETURNED, november]) is Reason.NEW_PRICE


def test_where_the_former_facts_are_not_known_only_a_price_can_be_told() -> None:
    assert reason_of(None, CLOSED, correction("9800"), RETURNED) is Reason.NEW_PRICE
    assert reason_of(None, CLOSED, correction(), RETURNED) is Reason.OTHER


def test_what_decides_no_money_is_no_reason() -> None:
    today = booked(invoice_reference="ZZ9", counterpart_reference="ZZ1", decided_on=day("2024-09-01"))
    assert reason_of(CLOSED, today, correction(), RETURNED) is Reason.TERMS
