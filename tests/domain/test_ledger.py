"""What is left to return when the facts have changed since a month was closed?

Rows are built by hand: a month price of 9 500 kr by calendar day (31 days of October) unless a test says otherwise.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from factories import (
    OTHER,
    THIRD,
    agreement,
    booking,
    day,
    days,
    entry,
    facts,
    month,
    placement,
    price,
    row,
    settled,
    terms,
    unit_price,
)
from mottagning.domain.agreements import Method, Unit
from mottagning.domain.bookings import SupplementKind
from mottagning.domain.ledger import (
    Difference,
    Entry,
    LedgerRow,
    Limits,
    RowKind,
    RowReference,
    Triple,
    differences,
    entry_of,
)
from mottagning.domain.money import Ore, Rounding, scaled
from mottagning.domain.settlement.claims import Component, DayKind, DaysCounted, Fees, Supplemented, TakenBack
from mottagning.domain.settlement.timeline import RowDirection

OCTOBER = Triple(month("2024-10"), OTHER, RowDirection.BUY)


def part(count: int, amount: int, **values: object) -> Entry:
    """So many days of October, for so many öre."""
    return entry(quantity=Fraction(count), amount=Ore(amount), **values)


def only(found: tuple[Difference, ...]) -> Difference:
    """The one triple that is out of balance."""
    (one,) = found
    return one


def left(today: list[Entry], returned: list[LedgerRow], limits: dict[str, Limits] | None = None) -> Difference:
    """What is left of the one triple that is out of balance."""
    return only(differences(today, returned, limits or {}))


def shown(one: Difference) -> list[tuple[Fraction, int, RowKind]]:
    """Quantity, amount and kind of each row."""
    return [(each.quantity, each.amount, each.kind) for each in one.entries]


# Without a limit


def test_what_nobody_has_returned_is_a_regular_row() -> None:
    found = left([entry()], [])
    assert (found.triple, found.lost) == (OCTOBER, 0)
    assert found.entries == (entry(),)
    assert found.amount == 950_000


def test_what_has_been_returned_already_leaves_nothing() -> None:
    assert differences([entry()], [row(entry())], {}) == ()


def test_rows_of_nothing_are_none() -> None:
    assert differences([part(0, 0)], [], {}) == ()


def test_the_second_return_holds_the_net_of_a_day_less() -> None:
    # 30 of 31 days are 9 193.548, 306.45 less than the month
    found = left([part(30, 919_355)], [row(entry())])
    assert shown(found) == [(Fraction(-1), -30_645, RowKind.CORRECTION)]
    assert found.entries[0].corrects == RowReference("2024-10 2309 K 1", 1)


def test_what_never_was_is_taken_back_whole() -> None:
    counted = DaysCounted(DayKind.ALL, (days("2024-10-12", "2024-10-31"),), 20)
    found = left([], [row(part(20, 612_903, steps=(counted,)))])
    assert shown(found) == [(Fraction(-20), -612_903, RowKind.CORRECTION)]
    assert found.entries[0].steps == (TakenBack(),)  # what a row counted does not explain that it is taken back


def test_a_new_price_takes_the_old_row_back_and_bills_the_new() -> None:
    found = left([part(31, 980_000, price=unit_price("9800"))], [row(entry())])
    assert shown(found) == [
        (Fraction(-31), -950_000, RowKind.CORRECTION),
        (Fraction(31), 980_000, RowKind.CORRECTION),
    ]
    assert found.amount == 30_000
    assert [each.price and each.price.kronor for each in found.entries] == [9500, 9800]


def test_a_price_of_another_source_but_the_same_amount_is_the_same_price() -> None:
    assert differences([entry(price=unit_price(source="en annan"))], [row(entry())], {}) == ()


def test_a_difference_that_one_rounding_cannot_express_cancels_and_bills_anew() -> None:
    """Two rows at the same price, of which one is now a day shorter.

    20 days were 6 129.03 and 19 are 5 822.58: the difference is 306.45, and one day is 306.45. But 5 days were
    1 532.26 (1 532.258) and 3 are 919.35 (919.355): 612.91 for two days, though two days are 612.90.
    """
    net = left([part(19, 582_258)], [row(part(20, 612_903))])
    assert shown(net) == [(Fraction(-1), -30_645, RowKind.CORRECTION)]
    anew = left([part(3, 91_935)], [row(part(5, 153_226))])
    assert shown(anew) == [
        (Fraction(-5), -153_226, RowKind.CORRECTION),
        (Fraction(3), 91_935, RowKind.CORRECTION),
    ]
    assert anew.amount == -61_291


def test_what_is_worth_nothing_any_more_is_taken_back_and_not_billed_anew_as_nothing() -> None:
    """A price of 30 öre was returned in öre; the terms now round to whole kronor, and 0.30 is none."""
    small = {"price": unit_price("0.30"), "quantity": Fraction(1), "of": None}
    found = left([entry(**small, rounding=Rounding.KRONA, amount=Ore(0))], [row(entry(**small, amount=Ore(30)))])
    assert shown(found) == [(Fraction(-1), -30, RowKind.CORRECTION)]


def test_nothing_that_was_taken_back_once_is_taken_back_again() -> None:
    """5 days were billed, taken back and billed anew as 3; now they are 2: only the 3 are standing."""
    returned = [
        row(part(5, 153_226)),
        row(part(-5, -153_226, kind=RowKind.CORRECTION), "2024-11 2309 K 1", 1),
        row(part(3, 91_935, kind=RowKind.CORRECTION), "2024-11 2309 K 1", 2),
    ]
    # 2 days are 612.903 → 612.90; the difference of 306.45 is one day: 306.452 → a net row fits
    net = left([part(2, 61_290)], returned)
    assert shown(net) == [(Fraction(-1), -30_645, RowKind.CORRECTION)]
    # 10 days are 3 064.516 → 3 064.52; seven days are 2 145.161 → 2 145.16, but 3 064.52 − 919.35 = 2 145.17
    anew = left([part(10, 306_452)], returned)
    assert shown(anew) == [
        (Fraction(-3), -91_935, RowKind.CORRECTION),
        (Fraction(10), 306_452, RowKind.CORRECTION),
    ]
    assert anew.entries[0].corrects == RowReference("2024-11 2309 K 1", 2)


def test_a_correction_names_the_latest_row_that_it_corrects() -> None:
    returned = [row(entry()), row(part(-1, -30_645, kind=RowKind.CORRECTION), "2024-11 2309 K 1", 4)]
    found = left([part(29, 888_710)], returned)
    assert found.entries[0].corrects == RowReference("2024-11 2309 K 1", 4)


def test_a_new_line_in_a_returned_month_names_the_months_latest_row() -> None:
    """A supplement that is decided afterwards."""
    found = left([entry(), extra(SupplementKind.NEWCOMER)], [row(entry(), place=7)])
    assert shown(found) == [(Fraction(1), 70_000, RowKind.CORRECTION)]
    assert found.entries[0].corrects == RowReference("2024-10 2309 K 1", 7)
    assert found.entries[0].steps == (Supplemented(SupplementKind.NEWCOMER, None),)


def extra(kind: SupplementKind) -> Entry:
    """A supplement of 700 kr a month."""
    return entry(
        component=Component.SUPPLEMENT,
        price=unit_price("700"),
        quantity=Fraction(1),
        of=None,
        amount=Ore(70_000),
        steps=(Supplemented(kind, None),),
    )


def test_a_supplement_that_was_taken_back_is_in_balance() -> None:
    """What takes it back is added up with it, so that nothing is taken back and given anew month after month."""
    first = row(extra(SupplementKind.NEWCOMER))
    taken = left([], [first]).entries[0]
    assert (taken.amount, taken.steps) == (-70_000, (Supplemented(SupplementKind.NEWCOMER, None), TakenBack()))
    assert differences([], [first, row(taken, "2024-11 2309 K 1")], {}) == ()


def test_supplements_of_two_kinds_are_never_added_up() -> None:
    found = left([extra(SupplementKind.NEWCOMER)], [row(extra(SupplementKind.MOTHER_TONGUE))])
    assert sorted(shown(found), key=lambda one: one[1]) == [
        (Fraction(-1), -70_000, RowKind.CORRECTION),
        (Fraction(1), 70_000, RowKind.CORRECTION),
    ]


def test_fees_that_were_agreed_afterwards_take_the_old_row_back() -> None:
    found = left([entry(fees=Fees(scaled(15)), amount=Ore(1_092_500))], [row(entry())])
    assert [(each.quantity, each.amount, each.fees) for each in found.entries] == [
        (Fraction(-31), -950_000, Fees()),
        (Fraction(31), 1_092_500, Fees(scaled(15))),
    ]


def test_another_counterpart_is_another_matter() -> None:
    """The person lived elsewhere: what one was asked for is taken back, the other is asked."""
    found = differences([entry(counterpart=THIRD)], [row(entry())], {})
    assert [(one.triple.counterpart, shown(one)) for one in found] == [
        (OTHER, [(Fraction(-31), -950_000, RowKind.CORRECTION)]),
        (THIRD, [(Fraction(31), 950_000, RowKind.REGULAR)]),
    ]


def test_each_month_is_settled_by_itself_and_in_order() -> None:
    november = entry(service_month=month("2024-11"), settlement_month=month("2024-11"))
    found = differences([november, entry()], [], {})
    assert [one.triple.service_month for one in found] == [month("2024-10"), month("2024-11")]


def test_a_reconciliation_keeps_its_kind_when_it_changes() -> None:
    december = {"service_month": month("2024-12"), "settlement_month": month("2024-12")}
    made_even = entry(
        component=Component.RECONCILIATION,
        kind=RowKind.RECONCILIATION,
        quantity=Fraction(1),
        of=None,
        amount=Ore(4),
        **december,
    )
    found = left([replace(made_even, amount=Ore(3))], [row(made_even, "2024-12 2309 K 1")])
    assert {each.kind for each in found.entries} == {RowKind.RECONCILIATION}
    assert found.amount == -1


def test_an_exchange_is_corrected_by_its_days() -> None:
    given = {"direction": RowDirection.EXCHANGE, "price": None, "amount": Ore(0)}
    one = entry(**given)
    assert left([one], []).entries == (one,)
    assert differences([one], [row(one)], {}) == ()
    assert shown(left([replace(one, quantity=Fraction(30))], [row(one)])) == [(Fraction(-1), 0, RowKind.CORRECTION)]


def test_a_correction_names_no_invoice_of_its_own_accord() -> None:
    found = left([part(30, 919_355)], [row(entry(corrects_invoice="4711"))])
    assert found.entries[0].corrects_invoice is None


# With limits


def limits(
    retroactive: int | None = None, credit: int | None = None, told: str = "2024-12", end_told: str = "2024-12"
) -> dict[str, Limits]:
    """The limits of the agreement."""
    return {"A1": Limits(retroactive, credit, month(told), month(end_told))}


@pytest.mark.parametrize(
    ("retroactive", "lost"),
    [(None, False), (2, False), (1, True), (0, True)],
)
def test_a_claim_more_months_back_than_the_limit_is_lost(retroactive: int | None, lost: bool) -> None:
    """October, told in December: two months back."""
    found = left([entry()], [], limits(retroactive=retroactive))
    assert (found.lost, found.amount) == ((950_000, 0) if lost else (0, 950_000))


@pytest.mark.parametrize(("credit", "lost"), [(None, False), (2, False), (1, True), (0, True)])
def test_a_credit_more_months_back_than_the_limit_is_lost(credit: int | None, lost: bool) -> None:
    found = left([part(30, 919_355)], [row(entry())], limits(credit=credit))
    assert (found.lost, found.amount) == ((-30_645, 0) if lost else (0, -30_645))


def test_each_limit_takes_its_own_sign_only() -> None:
    assert left([entry()], [], limits(credit=0)).lost == 0
    assert left([part(30, 919_355)], [row(entry())], limits(retroactive=0)).lost == 0


def test_with_zero_only_the_month_itself_is_taken() -> None:
    assert left([entry()], [], limits(retroactive=0, told="2024-10")).lost == 0
    assert left([entry()], [], limits(retroactive=0, told="2024-11")).lost == 950_000
    assert left([entry()], [], limits(retroactive=0, told="2024-09")).lost == 0  # told before it began


def test_a_reading_is_as_late_as_the_month_that_it_is_settled_in() -> None:
    july = entry(service_month=month("2024-07"), settlement_month=month("2024-09"))
    assert left([july], [], limits(retroactive=3)).lost == 0  # September to December
    assert left([july], [], limits(retroactive=2)).lost == 950_000


def test_what_comes_from_a_new_price_is_not_limited() -> None:
    found = left([part(31, 980_000, price=unit_price("9800"))], [row(entry())], limits(retroactive=0, credit=0))
    assert (found.lost, found.amount) == (0, 30_000)
    cheaper = left([part(31, 900_000, price=unit_price("9000"))], [row(entry())], limits(retroactive=0, credit=0))
    assert (cheaper.lost, cheaper.amount) == (0, -50_000)


def test_days_and_price_together_lose_the_days_and_keep_the_price() -> None:
    """31 days at 9 500 were returned; today it is 20 days at 9 800.

    The price alone: 31 days at 9 800 are 300.00 more. The days alone are 11/31 of 9 800 = 3 477.419 less, and
    20/31 × 9 800 = 6 322.581: in all 6 322.58 − 9 500.00 = −3 177.42.
    """
    found = left([part(20, 632_258, price=unit_price("9800"))], [row(entry())], limits(credit=0))
    assert shown(found) == [
        (Fraction(-31), -950_000, RowKind.CORRECTION),
        (Fraction(31), 980_000, RowKind.CORRECTION),
    ]
    assert (found.amount, found.lost) == (30_000, -347_742)


def test_an_agreement_without_limits_takes_nothing() -> None:
    assert left([entry(agreement="A2")], [], limits(retroactive=0)).lost == 0


def test_limits_are_counted_from_when_start_and_end_were_told() -> None:
    one = agreement(retroactive_limit=1, credit_limit=3)
    told = booking(told_on=day("2024-10-31"), end_told_on=day("2024-11-01"))
    assert Limits.of(one, told, month("2025-02")) == Limits(1, 3, month("2024-10"), month("2024-11"))


def test_what_nobody_was_told_of_counts_from_the_month_being_closed() -> None:
    one = agreement(retroactive_limit=1, credit_limit=3)
    untold = booking(told_on=None, end_told_on=None)
    assert Limits.of(one, untold, month("2025-02")) == Limits(1, 3, month("2025-02"), month("2025-02"))


# From claims


def test_a_claim_becomes_a_row_with_what_the_booking_says() -> None:
    booked = booking(
        "2024-10-12",
        "2024-10-31",
        provider="Skolan",
        variant="1A",
        counterpart_reference="ZZ1",
        is_sensitive=True,
        decision="Dnr 7",
    )
    claim = settled(placement(booked), [facts()]).claims[0]
    one = entry_of(claim, booked, 17, "§ 9")
    assert (one.booking, one.person, one.ground, one.decision) == ("B1", 17, "§ 9", "Dnr 7")
    assert (one.variant, one.provider, one.counterpart_reference, one.is_sensitive) == ("1A", "Skolan", "ZZ1", True)
    assert (one.quantity, one.of, one.amount, one.kind, one.reason) == (20, 31, 612_903, RowKind.REGULAR, None)


def test_a_row_by_age_names_the_variant_of_its_price() -> None:
    booked = booking("2024-10-12", "2024-10-31", variant="efter ålder")
    claim = settled(placement(booked), [facts(terms(), price())]).claims[0]
    priced = replace(claim, price=unit_price(variant="3–5"))
    assert entry_of(priced, booked, 1, None).variant == "3–5"


def test_a_claim_of_reconciliation_is_a_row_of_its_own_kind() -> None:
    yearly = facts(terms(yearly_reconciliation=True), price("100000", unit=Unit.YEAR))
    claims = settled(placement(booking("2024-01-01", "2024-12-31")), [yearly]).claims
    kinds = {entry_of(claim, booking(), 1, None).kind for claim in claims}
    assert kinds == {RowKind.REGULAR, RowKind.RECONCILIATION}
    assert {claim.method for claim in claims} == {Method.CALENDAR_DAY}
