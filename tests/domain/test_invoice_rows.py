"""Does money of an invoice add up to the öre: what pays what, what is agreed, disputed, not ours, and by month?"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as some

from factories import month
from mottagning.domain.invoice_control import OurRow, TheirRow, Verdict, control, control_sum
from mottagning.domain.invoice_memory import Former, credits_among, remembered
from mottagning.domain.invoice_rows import (
    InvoiceRow,
    Stance,
    kept_rows,
    months_of,
    paying,
    payments_of,
    shared,
    totals,
)
from mottagning.domain.money import Ore

ONE, STRANGER = frozenset({"199001032391"}), frozenset({"198905022391"})
OCTOBER, NOVEMBER = month("2024-10"), month("2024-11")


def theirs(row: int, kronor: float, **values: Any) -> TheirRow:
    told: dict[str, Any] = {"numbers": ONE, "first": OCTOBER, "last": OCTOBER}
    return TheirRow(row=row, amount=Ore(round(kronor * 100)), **{**told, **values})


def ours(kronor: float, of: Any = OCTOBER, **values: Any) -> OurRow:
    return OurRow(booking="B1", month=of, amount=Ore(round(kronor * 100)), numbers=ONE, **values)


def kept(row: int, kronor: float, stance: Stance, verdict: Verdict = Verdict.AMOUNT, **values: Any) -> InvoiceRow:
    told: dict[str, Any] = {"head": row, "identity": min(ONE), "first_month": OCTOBER, "last_month": OCTOBER}
    return InvoiceRow(
        invoice="MF1", row=row, amount=Ore(round(kronor * 100)), stance=stance, verdict=verdict, **{**told, **values}
    )


@given(some.integers(-(10**9), 10**9), some.lists(some.integers(0, 10**7), min_size=1, max_size=12))
def test_shares_always_add_up_to_what_is_paid(amount: int, due: list[int]) -> None:
    assert sum(shared(Ore(amount), [Ore(one) for one in due])) == amount


def test_a_roundings_difference_lies_evenly_and_a_part_payment_fills_the_first_first() -> None:
    assert shared(Ore(2000), [Ore(999), Ore(999)]) == (1000, 1000)
    assert shared(Ore(1003), [Ore(500), Ore(500)]) == (502, 501)
    assert shared(Ore(1_500_000), [Ore(950_000), Ore(950_000)]) == (950_000, 550_000)


def test_each_payment_of_a_place_has_the_next_number() -> None:
    (first,) = paying("MF1", 2, Ore(500_000), [ours(9500)], {})
    left = ours(9500, paid=Ore(500_000), paid_with="1")
    (second,) = paying("MF2", 2, Ore(450_000), [left], {("B1", OCTOBER): first.line})
    assert (first.line, second.line, second.amount) == (1, 2, 450_000)


def test_what_is_left_of_a_roundings_difference_is_nothing() -> None:
    assert ours(9500.40, paid=Ore(950_000)).due == 0
    assert ours(9501.01, paid=Ore(950_000)).due == 101
    assert ours(0.40).due == 40


def test_agreed_rows_pay_and_the_others_do_not() -> None:
    found = control(
        [theirs(2, 9500), theirs(3, 700, numbers=STRANGER), theirs(4, 9000, first=NOVEMBER, last=NOVEMBER)],
        [ours(9500, returned=("2024-10 2309 K 1, rad 4",)), ours(9500, NOVEMBER)],
        OCTOBER,
        NOVEMBER,
    )
    rows = kept_rows("MF1", found, {}, {})
    payments = payments_of("MF1", found, {})
    assert [(row.row, row.stance.value) for row in rows] == [(2, "agreed"), (3, "not_ours"), (4, "differs")]
    assert [(one.head, one.service_month, one.amount, one.our_rows) for one in payments] == [
        (2, OCTOBER, 950_000, "2024-10 2309 K 1, rad 4")
    ]
    money = totals(Ore(2_000_000), rows, payments)
    assert (money.agreed, money.disputed, money.not_ours, money.unexplained) == (950_000, 900_000, 70_000, 80_000)
    assert money.agreed + money.disputed + money.not_ours + money.unexplained == money.billed
    assert not money.is_right
    assert [(one.theirs, one.ours, one.difference) for one in months_of(rows)] == [
        (1_020_000, 950_000, 70_000),
        (900_000, 950_000, -50_000),
    ]


def test_a_sum_without_rows_is_all_that_is_due_or_differs() -> None:
    rows = [ours(9500), ours(9500, NOVEMBER), ours(9500, NOVEMBER, is_apart=True)]
    whole = TheirRow(row=1, amount=Ore(1_900_000))
    (agreed,) = control_sum(whole, rows[:2], OCTOBER, NOVEMBER).compared
    assert (agreed.verdict, [row.month for row in agreed.ours]) == (Verdict.AGREED, [OCTOBER, NOVEMBER])
    (other,) = control_sum(TheirRow(row=1, amount=Ore(1_000_000)), rows[:2], OCTOBER, NOVEMBER).compared
    assert (other.verdict, other.difference) == (Verdict.AMOUNT, -900_000)
    (none,) = control_sum(whole, [], OCTOBER, NOVEMBER).compared
    assert none.verdict is Verdict.MISSING_HERE


def test_what_was_not_ours_is_not_asked_again() -> None:
    former = Former("4711", kept(3, 700, Stance.NOT_OURS, identity=min(STRANGER)))
    rows = [theirs(2, 800, numbers=STRANGER, first=NOVEMBER, last=NOVEMBER), theirs(3, 5, numbers=frozenset({"1"}))]
    found = remembered(control(rows, [], OCTOBER, NOVEMBER), rows, {}, [former])
    assert [one.verdict for one in found.control.compared] == [Verdict.NOT_OURS, Verdict.MISSING_HERE]
    assert found.numbers == {2: "4711"}


def test_a_credit_of_what_was_never_agreed_to_ends_it_once_and_leaves_ours_alone() -> None:
    former = Former("4711", kept(3, 10_000, Stance.DIFFERS))
    rows = [theirs(2, -10_000), theirs(3, -10_000)]
    credited = credits_among(rows, [former])
    assert list(credited) == [2]
    found = remembered(control(rows[1:], [ours(9500)], OCTOBER, OCTOBER), rows, credited, [former])
    assert [one.verdict for one in found.control.compared] == [Verdict.CREDITED, Verdict.AMOUNT]
    (row, _) = kept_rows("MF2", found.control, {}, {})
    assert totals(Ore(-1_000_000), [row], []).is_right
    done = Former("4712", row)
    assert credits_among([theirs(2, -10_000)], [former, done]) == {}


@pytest.mark.parametrize(
    "other",
    [{"numbers": STRANGER}, {"first": NOVEMBER, "last": NOVEMBER}, {"numbers": frozenset(), "name": "Någon Annan"}],
)
def test_a_credit_of_something_else_is_none(other: dict[str, Any]) -> None:
    former = Former("4711", kept(3, 10_000, Stance.DIFFERS))
    assert credits_among([theirs(2, -10_000, **other)], [former]) == {}
    assert credits_among([theirs(2, -9_000)], [former]) == {}
