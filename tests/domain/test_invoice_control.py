"""Which of their rows agree with ours, and what is wrong with the others?"""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from factories import month
from mottagning.domain.invoice_control import Control, OurRow, TheirRow, Verdict, control
from mottagning.domain.money import Ore

ONE, OTHER = "199001032391", "198201012385"


def theirs(row: int, kronor: float, period: str | None = "2024-10", **values: Any) -> TheirRow:
    """A row of theirs about Amina's sfi in October; `period` as `2024-10` or `2024-10--2024-12`."""
    first, _, last = (period or "").partition("--")
    given: dict[str, Any] = {
        "keys": frozenset({"b1"}),
        "first": month(first) if first else None,
        "last": month(last or first) if first else None,
    }
    given.update({name: frozenset(value) if isinstance(value, set) else value for name, value in values.items()})
    return TheirRow(row=row, amount=Ore(round(kronor * 100)), **given)


def ours(kronor: float, period: str = "2024-10", booking: str = "B1", **values: Any) -> OurRow:
    """What we know of a booking in a month."""
    given: dict[str, Any] = {
        "keys": frozenset({booking.lower()}),
        "numbers": frozenset({ONE}),
        "name": "Amina Provlund",
    }
    given.update({name: frozenset(value) if isinstance(value, set) else value for name, value in values.items()})
    return OurRow(booking=booking, month=month(period), amount=Ore(round(kronor * 100)), **given)


def compare(their: list[TheirRow], our: list[OurRow], first: str = "2024-09", last: str = "2024-12") -> Control:
    return control(their, our, month(first), month(last))


def said(found: Control) -> list[tuple[str, list[int], str | None]]:
    """Verdict, their rows, our booking."""
    return [(one.verdict.value, [row.row for row in one.theirs], one.booking) for one in found.compared]


def test_the_same_amount_for_the_same_booking_and_month_agrees() -> None:
    found = compare([theirs(2, 9500)], [ours(9500)])
    assert said(found) == [("agreed", [2], "B1")]
    assert (found.agreed, found.differences, found.their_amount, found.our_amount) == (1, (), 950000, 950000)


@pytest.mark.parametrize(
    ("kronor", "verdict"), [(9501, "agreed"), (9499, "agreed"), (9501.01, "amount"), (8000, "amount")]
)
def test_a_krona_is_rounding_and_more_is_another_amount(kronor: float, verdict: str) -> None:
    found = compare([theirs(2, kronor)], [ours(9500)])
    assert said(found) == [(verdict, [2], "B1")]
    assert found.compared[0].difference == round(kronor * 100) - 950000


def test_a_row_without_a_booking_is_known_by_its_number_and_then_by_its_name() -> None:
    their = [theirs(2, 9500, keys=set(), numbers={ONE}), theirs(3, 4000, keys=set(), name="Provlund, Bo")]
    our = [ours(9500), ours(4000, booking="B2", name="Bo Provlund", numbers={OTHER})]
    assert said(compare(their, our)) == [("agreed", [2], "B1"), ("agreed", [3], "B2")]


def test_the_number_decides_where_their_key_happens_to_be_another_booking_of_ours() -> None:
    their = [theirs(2, 9500, keys={"b2"}, numbers={ONE})]
    assert said(compare(their, [ours(9500), ours(9500, booking="B2", numbers={OTHER}, name="Bo")])) == [
        ("agreed", [2], "B1"),
        ("missing_there", [], "B2"),
    ]


def test_one_of_several_bookings_of_a_person_is_told_by_its_amount_and_then_by_its_insats() -> None:
    our = [ours(9500, service="sfi"), ours(700, booking="B2", service="samhällsorientering")]
    who: dict[str, Any] = {"keys": set(), "numbers": {ONE}}
    both = compare([theirs(2, 700, **who), theirs(3, 9500, **who)], our)
    assert (both.agreed, both.differences) == (2, ())
    apart = compare([theirs(2, 700, **who), theirs(3, 9000, **who)], our)
    assert said(apart) == [("agreed", [2], "B2"), ("amount", [3], "B1")]
    assert said(compare([theirs(2, 10200, **who)], our)) == [("agreed", [2], "B1")]
    found = compare([theirs(2, 9000, service="Samhällsorientering", **who)], our)
    assert said(found) == [("amount", [2], "B2"), ("missing_there", [], "B1")]


def test_what_only_one_side_has_is_missing_on_the_other() -> None:
    their = [theirs(2, 9500, keys={"z9"}, numbers={OTHER})]
    assert said(compare(their, [ours(9500)])) == [("missing_here", [2], None), ("missing_there", [], "B1")]


def test_what_lies_outside_the_asked_months_is_not_missing_there() -> None:
    assert said(compare([], [ours(9500, "2024-08"), ours(9500, "2024-09"), ours(0, "2024-10")])) == [
        ("missing_there", [], "B1")
    ]


def test_one_row_of_theirs_may_be_about_several_months_of_ours() -> None:
    our = [ours(9500, "2024-10"), ours(9500, "2024-11"), ours(9500, "2024-12")]
    found = compare([theirs(2, 19000, "2024-10--2024-11")], our)
    assert said(found) == [("agreed", [2], "B1"), ("missing_there", [], "B1")]
    assert found.compared[1].ours[0].month == month("2024-12")


def test_several_rows_of_theirs_may_be_one_of_ours_and_a_correction_is_added_to_what_it_corrects() -> None:
    their = [theirs(2, 9500), theirs(3, -9500), theirs(4, 6129.03)]
    assert said(compare(their, [ours(9500), ours(-3370.97)])) == [("agreed", [2, 3, 4], "B1")]


def test_a_correction_that_is_billed_alone_agrees_and_what_it_corrects_no_longer_does() -> None:
    our = [ours(7426.55), ours(-7426.55), ours(9902.06)]
    found = compare([theirs(2, -7426.55), theirs(3, 9902.06)], our)
    assert (said(found), found.our_amount) == ([("agreed", [2, 3], "B1")], 247551)
    assert said(compare([theirs(2, -9992)], [ours(9992), ours(-9992)])) == [("agreed", [2], "B1")]
    assert said(compare([theirs(2, 7426.55)], our)) == [("amount", [2], "B1")]
    assert said(compare([theirs(2, 9992)], [ours(9992), ours(-9992)]))[0][0] == "amount"


def test_a_row_that_stands_twice_is_told_apart_from_the_first() -> None:
    found = compare([theirs(2, 9500), theirs(5, 9500)], [ours(9500)])
    assert said(found) == [("agreed", [2], "B1"), ("twice", [5], "B1")]
    assert (found.their_amount, found.our_amount) == (1900000, 950000)


def test_two_equal_rows_that_both_are_ours_are_no_repetition() -> None:
    assert said(compare([theirs(2, 500), theirs(3, 500)], [ours(500), ours(500)])) == [("agreed", [2, 3], "B1")]


def test_what_is_billed_again_in_other_words_is_billed_twice() -> None:
    their = [theirs(2, 9500), theirs(3, 9400, keys=set(), numbers={ONE}, service="SFI")]
    assert said(compare(their, [ours(9500)])) == [("agreed", [2], "B1"), ("twice", [3], "B1")]


def test_the_right_amount_in_another_month_is_another_period() -> None:
    found = compare([theirs(2, 9500, "2024-11")], [ours(9500, "2024-10")])
    assert said(found) == [("period", [2], "B1")]
    assert found.compared[0].months == (month("2024-11"), month("2024-11"))


def test_a_month_that_was_not_asked_for_is_never_taken_for_another_period() -> None:
    found = compare([theirs(2, 9500, "2024-11")], [ours(9500, "2024-08")])
    assert said(found) == [("missing_here", [2], None)]


def test_the_nearest_month_is_taken_and_the_earlier_of_two() -> None:
    found = compare([theirs(2, 9500, "2024-11")], [ours(9500, "2024-12"), ours(9500, "2024-10"), ours(9500, "2024-09")])
    assert found.compared[0].ours[0].month == month("2024-10")


@pytest.mark.parametrize("keys", [{"b1"}, set()])
def test_another_number_for_the_same_booking_or_name_is_another_identity(keys: set[str]) -> None:
    their = [theirs(2, 9500, keys=keys, numbers={OTHER}, name="Amina Provlund")]
    assert said(compare(their, [ours(9500)])) == [("identity", [2], "B1")]


def test_who_is_billed_apart_is_missed_in_a_bill_of_her_kind_alone() -> None:
    hers = [ours(800, booking="B3", is_apart=True), ours(900, booking="B4", is_apart=True)]
    our = [ours(9500), ours(700, booking="B2"), *hers]
    assert said(compare([theirs(2, 9500)], our)) == [("agreed", [2], "B1"), ("missing_there", [], "B2")]
    assert said(compare([], our)) == [("missing_there", [], "B1"), ("missing_there", [], "B2")]
    apart = compare([theirs(2, 800, keys={"b3"})], our)
    assert said(apart) == [("agreed", [2], "B3"), ("missing_there", [], "B4")]


def test_a_row_of_nothing_bills_nobody() -> None:
    assert said(compare([theirs(2, 0), theirs(3, 9500)], [ours(9500)])) == [("agreed", [3], "B1")]


def test_a_namesake_with_another_amount_is_somebody_else() -> None:
    their = [theirs(2, 700, keys=set(), numbers={OTHER}, name="Amina Provlund")]
    assert said(compare(their, [ours(9500)])) == [("missing_here", [2], None), ("missing_there", [], "B1")]


def test_a_former_number_is_the_same_person() -> None:
    their = [theirs(2, 9500, keys=set(), numbers={OTHER})]
    assert said(compare(their, [ours(9500, numbers={ONE, OTHER})])) == [("agreed", [2], "B1")]


def test_what_was_paid_before_is_not_paid_again_and_is_not_missing() -> None:
    paid = ours(9500, paid=Ore(950000), paid_with="F1")
    found = compare([theirs(2, 9500)], [paid])
    assert said(found) == [("paid_before", [2], "B1")]
    assert (found.our_amount, found.compared[0].ours[0].paid_with) == (0, "F1")
    assert said(compare([], [paid])) == []


def test_only_the_correction_is_left_of_what_was_paid_before() -> None:
    rows = [ours(9500, paid=Ore(950000), paid_with="F1"), ours(500)]
    assert said(compare([theirs(2, 500)], rows)) == [("agreed", [2], "B1")]


def test_a_bill_that_comes_eight_months_late_and_tells_the_year_before_is_compared_with_its_own_month() -> None:
    found = compare([theirs(2, 9500, "2023-12")], [ours(9500, "2023-12"), ours(9500, "2024-09")], "2024-08", "2024-09")
    assert said(found) == [("agreed", [2], "B1"), ("missing_there", [], "B1")]


def test_a_row_without_a_period_is_the_first_month_with_its_amount_or_all_of_them() -> None:
    our = [ours(9000, "2024-09"), ours(9500, "2024-10"), ours(9500, "2024-11")]
    one = compare([theirs(2, 9500, None)], our)
    assert one.compared[0].ours[0].month == month("2024-10")
    assert said(compare([theirs(2, 28000, None)], our)) == [("agreed", [2], "B1")]


def test_a_row_that_says_of_nobody_is_missing_here() -> None:
    assert said(compare([theirs(2, 9500, keys=set())], [])) == [("missing_here", [2], None)]


def test_the_order_in_which_our_rows_come_changes_nothing() -> None:
    their = [theirs(2, 9500), theirs(3, 9500, "2024-11"), theirs(4, 100, keys=set(), numbers={ONE})]
    our = [ours(9500), ours(9400, "2024-11"), ours(100, booking="B3")]
    answers = {str(said(compare(their, list(order)))) for order in permutations(our)}
    assert len(answers) == 1


def test_every_row_of_theirs_stands_once_in_the_answer() -> None:
    their = [theirs(number, 1000 * number, keys={f"b{number % 3}"}) for number in range(2, 12)]
    our = [ours(2000 * number, booking=f"B{number}", numbers={str(number)}) for number in range(3)]
    rows = [row.row for one in compare(their, our).compared for row in one.theirs]
    assert sorted(rows) == list(range(2, 12))


def test_verdicts_of_the_command_line_are_its_words() -> None:
    assert {one.value for one in Verdict} >= {"missing_here", "missing_there", "amount", "period", "identity", "twice"}


def test_their_own_key_that_happens_to_be_one_of_ours_is_told_by_the_name() -> None:
    their = [theirs(2, 9500, keys={"b2"}, name="Bo Främling")]
    assert said(compare(their, [ours(9500, booking="B2")])) == [("identity", [2], "B2")]
    both = [ours(9500, booking="B2"), ours(9500, booking="B7", name="Bo Främling", numbers={OTHER})]
    assert said(compare(their, both)) == [("agreed", [2], "B7"), ("missing_there", [], "B2")]
