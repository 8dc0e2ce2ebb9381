"""Does the cost of a course held together divide to the öre, and does each one's share settle as any other row?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given as assuming
from hypothesis import strategies as st

from factories import (
    OTHER,
    OWN,
    THIRD,
    Desk,
    agreement,
    amounts,
    booking,
    days,
    facts,
    month,
    placement,
    price,
    settled,
    shared_offer,
    terms,
)
from mottagning.domain.agreements import Agreement, Direction, Method, Unit
from mottagning.domain.ledger import Reason, RowKind
from mottagning.domain.money import SCALE, Ore, Rounding, Scaled, divided, scaled
from mottagning.domain.problems import Check
from mottagning.domain.settlement.claims import CostShared, Given
from mottagning.domain.settlement.facts import Placement, shared_placement
from mottagning.domain.shared_offers import (
    Share,
    SharedOffer,
    SharedPayment,
    SharingKey,
    parse_shares,
    part_of,
    settled_months,
    shared_offer_problems,
    written_shares,
)

THREE = f"{OWN}=1; {OTHER}=1; {THIRD}=1"


def course(offer: SharedOffer | None = None) -> Placement:
    """A shared offer as it is settled."""
    return shared_placement(offer or shared_offer(), ("A1",))


def given(offer: SharedOffer, agreed: Agreement | None = None, **of_terms: Any) -> Given:
    """What a shared offer gives in 2024."""
    agreed = agreed or agreement(parties=(OTHER, THIRD))
    parts = [terms(unit=Unit.COURSE, method=Method.SHARED_COST, **of_terms)] if of_terms else []
    return settled(course(offer), [facts(*parts, agreement=agreed) if parts else bare(agreed)], last="2024-12")


def bare(agreed: Agreement) -> Any:
    """An agreement without a word on the insats."""
    return facts(terms(service="annat"), agreement=agreed)


def selling(*parties: str) -> Agreement:
    """An agreement in which we give."""
    return agreement(parties=parties, direction=Direction.SELL)


def test_we_pay_our_share_of_a_course_that_another_arranges_month_by_month() -> None:
    found = given(shared_offer())  # 240 000 / 6 = 40 000 a month, of which 12/52
    assert amounts(found) == dict.fromkeys([f"2024-0{number}" for number in range(1, 7)], "9230.77")
    claim = found.claims[0]
    assert (claim.counterpart, claim.payer, claim.method) == (OTHER, OWN, Method.SHARED_COST)
    assert (claim.quantity, claim.of, claim.unit) == (12, 52, Unit.COURSE)
    assert claim.price is not None
    assert claim.price.kronor == 40_000
    assert claim.steps == (CostShared(SharingKey.PERSONS, 1, 6, Ore(0)),)


def test_each_of_the_others_pays_a_share_of_a_course_that_we_arrange() -> None:
    offer = shared_offer("100", THREE, provider_municipality=OWN, payment=SharedPayment.AT_START)
    found = given(offer, selling(OTHER, THIRD))
    # 100,00 in three: 33,34 to the lowest code, 33,33 to the others; ours is billed to nobody
    assert {claim.counterpart: claim.amount for claim in found.claims} == {OTHER: 3334, THIRD: 3333}


def test_what_a_share_differs_from_its_own_rounding_is_told() -> None:
    offer = shared_offer("100", THREE, provider_municipality=OWN, payment=SharedPayment.AT_START)
    found = given(offer, selling(OTHER, THIRD))
    levelled = {claim.counterpart: claim.steps[0].levelled for claim in found.claims}  # type: ignore[union-attr]
    assert levelled == {OTHER: 1, THIRD: 0}


@pytest.mark.parametrize(
    ("payment", "expected"),
    [
        (SharedPayment.AT_START, {"2024-01": "55384.62"}),
        (SharedPayment.AT_END, {"2024-06": "55384.62"}),
    ],
)
def test_a_cost_can_be_settled_at_once(payment: SharedPayment, expected: dict[str, str]) -> None:
    assert amounts(given(shared_offer(payment=payment))) == expected  # 240 000 × 12/52 = 55 384,615…


def test_fixed_shares_may_have_decimals() -> None:
    shares = f"{OWN}=33,3; {OTHER}=66,7"
    found = given(shared_offer("1000", shares, sharing=SharingKey.FIXED, payment=SharedPayment.AT_START))
    assert amounts(found) == {"2024-01": "333.00"}
    assert (found.claims[0].quantity, found.claims[0].of) == (333, 1000)


def test_fees_and_rounding_are_those_of_the_terms() -> None:
    offer = shared_offer("100000", THREE, payment=SharedPayment.AT_START)
    found = given(offer, administration_fee=scaled("3"), rounding=Rounding.KRONA)
    # 103 000 in whole kronor: 34 334 to the lowest code (2309), 34 333 to 2313 and to us
    assert amounts(found) == {"2024-01": "34333.00"}


def test_a_person_booked_under_a_shared_cost_costs_nothing_besides() -> None:
    own = placement(booking("2024-01-08", "2024-06-14"))
    assert settled(own, [facts(terms(unit=Unit.COURSE, method=Method.SHARED_COST), price())]) == Given()


def test_a_course_that_no_agreement_covers_is_held_back() -> None:
    found = given(shared_offer(), agreement(days=days("2024-03-01")))
    assert {problem.month for problem in found.problems if problem.check is Check.K07} == {"2024-01", "2024-02"}
    assert sorted(amounts(found)) == ["2024-03", "2024-04", "2024-05", "2024-06"]


def test_a_municipality_outside_the_agreement_is_told_of() -> None:
    offer = shared_offer("100", THREE, provider_municipality=OWN, payment=SharedPayment.AT_START)
    found = given(offer, selling(OTHER))
    assert {claim.counterpart for claim in found.claims} == {OTHER}
    assert {problem.params["party"] for problem in found.problems} == {THIRD}


def test_shares_that_change_give_difference_rows_that_say_so() -> None:
    agreed = bare(agreement(parties=(OTHER,)))
    desk = Desk((agreed,))
    desk.close("2024-01", course())
    outcome = desk.close("2024-02", course(shared_offer(shares=f"{OWN}=10; {OTHER}=40")))
    assert [(str(entry.service_month), entry.amount, entry.kind, entry.reason) for entry in outcome.entries] == [
        # 40 000 × 10/50 = 8 000,00; what was returned at 12/52 is cancelled and stands anew
        ("2024-01", -923_077, RowKind.CORRECTION, Reason.SHARED_COST),
        ("2024-01", 800_000, RowKind.CORRECTION, Reason.SHARED_COST),
        ("2024-02", 800_000, RowKind.REGULAR, None),
    ]


def test_a_final_cost_corrects_a_preliminary_one() -> None:
    agreed = bare(agreement(parties=(OTHER,)))
    desk = Desk((agreed,))
    desk.close("2024-01", course(shared_offer(is_preliminary=True)))
    assert desk.rows[0].entry.price is not None
    assert desk.rows[0].entry.price.is_preliminary
    outcome = desk.close("2024-02", course(shared_offer("260000")))
    assert sum(entry.amount for entry in outcome.entries) == 2 * 1_000_000 - 923_077  # 260 000 / 6 × 12/52 = 10 000


def test_it_needs_neither_decision_nor_ground_for_it_is_about_nobody() -> None:
    outcome = Desk((bare(agreement(parties=(OTHER,))),)).close("2024-01", course())
    assert outcome.problems == ()
    assert [entry.person for entry in outcome.entries] == [0]


@assuming(
    st.integers(0, 10**9),
    st.lists(st.integers(0, 10**8), min_size=1, max_size=26).filter(any),
    st.sampled_from(Rounding),
)
def test_shares_add_up_and_none_is_a_unit_from_its_own(amount: int, weights: list[int], rounding: Rounding) -> None:
    step = 1 if rounding is Rounding.ORE else 100
    shares = divided(Ore(amount * step), weights, rounding)
    assert sum(shares) == amount * step
    for share, weight in zip(shares, weights, strict=True):
        assert abs(Fraction(amount * step * weight, sum(weights)) - share) < step


@assuming(
    st.integers(0, 10**9),
    st.lists(st.integers(1, 10**6), min_size=2, max_size=8),
    st.sampled_from(SharedPayment),
    st.sampled_from([Fraction(1), Fraction(103, 100)]),
)
def test_all_parts_and_shares_add_up_to_the_cost(
    cost: int, weights: list[int], payment: SharedPayment, factor: Fraction
) -> None:
    shares = tuple(Share(f"{2000 + place}", Scaled(weight)) for place, weight in enumerate(weights))
    offer = shared_offer(payment=payment, shares="2000=1")
    offer = SharedOffer(**{**_fields(offer), "cost": Scaled(cost), "shares": shares})
    parts = [part_of(offer, one, factor, Rounding.ORE) for one in settled_months(offer)]
    amounts_of = [part.by_municipality for part in parts if part]
    assert all(sum(one.values()) == part.amount for one, part in zip(amounts_of, parts, strict=True) if part)
    exact = Fraction(cost, SCALE) * factor * 100
    assert abs(sum(part.amount for part in parts if part) - exact) <= Fraction(1, 2)


def _fields(offer: SharedOffer) -> dict[str, Any]:
    return {name: getattr(offer, name) for name in SharedOffer.__slots__}  # type: ignore[attr-defined]


def test_the_order_of_shares_does_not_matter() -> None:
    turned = shared_offer(shares=f"{OTHER}=40; {OWN}=12")
    assert part_of(turned, month("2024-03"), Fraction(1), Rounding.ORE) == part_of(
        shared_offer(), month("2024-03"), Fraction(1), Rounding.ORE
    )


@pytest.mark.parametrize("text", ["0162=12; 0180=40", "0162=33,3; 0180=66,7", ""])
def test_shares_are_written_as_they_are_read(text: str) -> None:
    assert written_shares(parse_shares(text)) == text


def test_large_numbers_may_have_blanks() -> None:
    assert parse_shares("0180=995 574;0162 = 32 000") == (
        Share("0180", scaled("995574")),
        Share("0162", scaled("32000")),
    )


@pytest.mark.parametrize("text", ["Danderyd=12", "0162", "0162=", "0162=a", "0162=1,00001", "162=3"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=text):
        parse_shares(text)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, set()),
        ({"key": ""}, {("key", "missing")}),
        ({"source": ""}, {("source", "missing")}),
        ({"days": days("2024-01-08")}, {("last", "missing")}),
        ({"shares": ()}, {("shares", "not_divided")}),
        ({"shares": parse_shares(f"{OWN}=0")}, {("shares", "not_divided")}),
        ({"shares": parse_shares(f"{OWN}=1; {OWN}=2")}, {("shares", "not_divided")}),
        ({"sharing": SharingKey.FIXED}, {("shares", "shares_not_a_hundred")}),
        ({"cost": Scaled(-1)}, {("cost", "negative")}),
    ],
)
def test_what_keeps_an_offer_from_being_registered(values: dict[str, Any], expected: set[tuple[str, str]]) -> None:
    offer = SharedOffer(**{**_fields(shared_offer()), **values})
    assert {(problem.name, problem.code) for problem in shared_offer_problems(offer)} == expected
