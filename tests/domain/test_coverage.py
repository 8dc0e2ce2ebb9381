"""Which agreements cover a wish, in which order, and what is said of those that nearly do?"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest

from factories import OTHER, OWN, THIRD, agreement, day, days, facts, price, terms
from mottagning.domain.agreement_parties import AgreementParty
from mottagning.domain.agreements import Agreement, AgreementKind, Direction
from mottagning.domain.coverage import Coverage, Lack, Lacking, Scene, Wish, coverage, uncovered_from
from mottagning.domain.settlement.facts import book, chain
from mottagning.domain.swedish import BY_AGE

WISH = Wish(service="sfi", days=days("2025-03-01", "2025-06-30"), counterpart=OTHER, is_taken=True)


def wish(**values: Any) -> Wish:
    """SFI in the other municipality in the spring of 2025."""
    given = {"service": "sfi", "days": WISH.days, "counterpart": OTHER, "is_taken": True}
    return Wish(**{**given, **values})


def answer(
    asked: Wish,
    *agreements: Agreement,
    parties: Sequence[AgreementParty] = (),
    bare: Sequence[str] = (),
    prices: Sequence[Any] | None = None,
) -> Coverage:
    """What the rule says; every agreement has terms and a price for sfi but those that are `bare`."""
    found = {}
    for one in agreements:
        agreed = [] if one.key in bare else [terms(agreement=one.key)]
        asked_prices = [price(agreement=one.key)] if prices is None else prices
        made = facts(*agreed, *asked_prices, agreement=one)
        found[one.key] = book(made)
    successors: dict[str, list[Agreement]] = {}
    for one in agreements:
        if one.replaces:
            successors.setdefault(one.replaces, []).append(one)
    known: dict[str, dict[str, AgreementParty]] = {}
    for party in parties:
        known.setdefault(party.agreement, {})[party.code] = party
    return coverage(asked, Scene(found, {key: chain(key, successors) for key in found}, known, OWN))


def lacks(found: Coverage, key: str = "A1") -> list[tuple[Lack, str | None]]:
    """What one agreement lacks, with the day."""
    judged = found.of(key)
    assert judged is not None
    return [(one.lack, str(one.on) if one.on else None) for one in judged.lacks]


# order


def test_the_most_specific_agreement_comes_first() -> None:
    kinds = {
        "ram": AgreementKind.COOPERATION,
        "avsikt": AgreementKind.DECLARATION_OF_INTENT,
        "delregion": AgreementKind.SUBREGIONAL,
        "utan slag": None,
        "särskilt": AgreementKind.SPECIFIC,
        "lokalt": AgreementKind.LOCAL,
        "beslut": AgreementKind.INDIVIDUAL_DECISION,
    }
    found = answer(wish(), *(agreement(key=key, kind=kind) for key, kind in kinds.items()))
    assert [one.agreement.key for one in found.covering] == list(reversed(kinds))


def test_of_the_same_kind_the_one_between_fewer_comes_first_and_then_the_newer() -> None:
    found = answer(
        wish(),
        agreement(key="tre", parties=(OTHER, THIRD, "2321")),
        agreement(key="gammalt", days=days("2019-01-01")),
        agreement(key="nytt", days=days("2024-01-01")),
    )
    assert [one.agreement.key for one in found.covering] == ["nytt", "gammalt", "tre"]


def test_a_frame_covers_without_terms_and_is_never_proposed() -> None:
    frame = agreement(key="LÄN", kind=AgreementKind.COOPERATION, parties=(OTHER, THIRD), direction=Direction.MUTUAL)
    found = answer(wish(), frame, bare=["LÄN"])
    assert [(one.agreement.key, one.is_frame) for one in found.covering] == [("LÄN", True)]
    assert found.proposed is None
    specific = answer(wish(), frame, agreement(), bare=["LÄN"]).proposed
    assert specific is not None
    assert specific.agreement.key == "A1"


# what is lacking


@pytest.mark.parametrize(
    ("values", "lack"),
    [
        ({"days": days("2020-01-01", "2025-02-28")}, (Lack.ENDED, "2025-02-28")),
        ({"days": days("2025-03-02")}, (Lack.NOT_BEGUN, "2025-03-02")),
        ({"notice_on": day("2024-05-01")}, (Lack.GIVEN_NOTICE, "2025-01-31")),
        ({"notice_on": day("2024-12-01"), "notice_months": 3}, (Lack.GIVEN_NOTICE, "2025-02-28")),
        ({"direction": Direction.SELL}, (Lack.OTHER_WAY, None)),
    ],
)
def test_one_thing_keeps_it_from_covering(values: dict[str, Any], lack: tuple[Lack, str | None]) -> None:
    found = answer(wish(), agreement(**values))
    assert lacks(found) == [lack]
    assert (found.covering, [one.agreement.key for one in found.nearly]) == ((), ["A1"])


def test_it_covers_to_the_last_day_of_its_notice() -> None:
    assert lacks(answer(wish(), agreement(notice_on=day("2024-06-02")))) == []  # the first of March is its last day


def test_without_terms_or_price_that_day_it_nearly_covers() -> None:
    assert lacks(answer(wish(), agreement(), bare=["A1"])) == [(Lack.NO_TERMS, None)]
    later = answer(wish(), agreement(), bare=["A1"], prices=[terms(valid_from=day("2025-07-01")), price()])
    assert lacks(later) == [(Lack.NO_TERMS, "2025-03-01")]
    old = price(days=days("2024-01-01", "2024-12-31"))
    assert lacks(answer(wish(), agreement(), prices=[old])) == [(Lack.NO_PRICE, "2025-03-01")]


@pytest.mark.parametrize(
    ("asked", "priced", "is_lacking"),
    [
        ({"variant": "1A"}, {"variant": "1A"}, False),
        ({"variant": "1A"}, {}, False),
        ({"variant": "1A"}, {"variant": "3D"}, True),
        ({"variant": BY_AGE}, {"variant": "3–5 år"}, False),
        ({}, {"variant": "3D"}, False),  # which one is not known yet
        ({}, {"seller": THIRD}, True),
        ({"is_taken": False}, {"seller": OWN}, False),
    ],
)
def test_a_price_has_to_be_one_that_may_be_right(
    asked: dict[str, Any], priced: dict[str, Any], is_lacking: bool
) -> None:
    found = answer(wish(**asked), agreement(direction=Direction.MUTUAL), prices=[price(**priced)])
    assert bool(lacks(found)) is is_lacking


def test_two_things_lacking_are_not_nearly() -> None:
    found = answer(wish(service="sfx"), agreement(direction=Direction.SELL))
    assert [lack for lack, _ in lacks(found)] == [Lack.OTHER_WAY, Lack.NO_TERMS]
    assert found.nearly == ()


def test_an_agreement_with_others_is_not_told_of() -> None:
    assert answer(wish(), agreement(parties=(THIRD,))).judged == ()
    assert [one.agreement.key for one in answer(wish(counterpart=None), agreement(parties=(THIRD,))).covering] == ["A1"]


def test_which_way_is_no_matter_in_an_agreement_both_ways_or_before_it_is_known() -> None:
    for direction in (Direction.MUTUAL, Direction.EXCHANGE):
        assert answer(wish(is_taken=False), agreement(direction=direction)).proposed is not None
    assert answer(wish(is_taken=None), agreement(direction=Direction.SELL)).proposed is not None


def test_one_that_another_has_taken_over_from_is_replaced() -> None:
    found = answer(wish(), agreement(), agreement(key="A2", replaces="A1", days=days("2025-01-01")))
    assert lacks(found) == [(Lack.REPLACED, "2025-01-01")]
    assert [one.agreement.key for one in found.covering] == ["A2"]
    left_out = agreement(key="A2", replaces="A1", days=days("2025-01-01"), parties=(THIRD,))
    assert lacks(answer(wish(), agreement(), left_out)) == [], "a successor that leaves the party out replaces nothing"


# parties


def party(code: str = OTHER, **values: str) -> AgreementParty:
    """What is known of a party of A1; days as texts."""
    return AgreementParty(agreement="A1", code=code, **{name: day(value) for name, value in values.items()})


@pytest.mark.parametrize(
    ("known", "lack"),
    [
        (party(left_on="2025-03-01"), Lacking(Lack.LEFT, day("2025-03-01"), OTHER)),
        (party(joined_on="2025-03-02"), Lacking(Lack.NOT_JOINED, day("2025-03-02"), OTHER)),
        (party(OWN, left_on="2025-01-01"), Lacking(Lack.LEFT, day("2025-01-01"), OWN)),
        (party(THIRD, left_on="2025-01-01"), None),
        (party(joined_on="2025-03-01"), None),
    ],
)
def test_a_party_that_is_not_bound_that_day_is_told(known: AgreementParty, lack: Lacking | None) -> None:
    judged = answer(wish(), agreement(parties=(OTHER, THIRD)), parties=[known]).of("A1")
    assert judged is not None
    assert judged.lacks == ((lack,) if lack else ())


def test_when_nobody_knows_the_counterpart_one_bound_party_is_enough() -> None:
    both = agreement(parties=(OTHER, THIRD))
    asked = wish(counterpart=None)
    assert lacks(answer(asked, both, parties=[party(left_on="2025-01-01")])) == []
    gone = [party(left_on="2025-01-01"), party(THIRD, left_on="2025-01-01")]
    assert lacks(answer(asked, both, parties=gone)) == [(Lack.LEFT, "2025-01-01")]


# how far it reaches


def until(found: Coverage) -> tuple[str | None, str | None]:
    """The last day that A1 covers, and who leaves after it."""
    judged = found.of("A1")
    assert judged is not None
    return str(judged.until) if judged.until else None, judged.leaver


def test_it_is_told_how_far_an_agreement_reaches() -> None:
    assert until(answer(wish(), agreement())) == (None, None)
    ending = agreement(notice_on=day("2024-08-01"))
    assert until(answer(wish(), ending)) == ("2025-04-30", None)
    assert until(answer(wish(days=days("2025-03-01", "2025-04-30")), ending)) == (None, None)
    assert until(answer(wish(), ending, parties=[party(left_on="2025-04-01")])) == ("2025-03-31", OTHER)


def test_one_that_follows_without_a_gap_makes_it_reach_further() -> None:
    ending = agreement(days=days("2020-01-01", "2025-04-30"))
    following = agreement(key="A2", replaces="A1", days=days("2025-05-01"))
    assert until(answer(wish(), ending, following)) == (None, None)
    late = agreement(key="A2", replaces="A1", days=days("2025-05-02"))
    assert until(answer(wish(), ending, late)) == ("2025-04-30", None)


def test_one_that_follows_early_ends_the_first_even_where_it_would_have_held_longer() -> None:
    """As the settlement has it: what governs is the last that has begun."""
    short = agreement(key="A2", replaces="A1", days=days("2025-04-01", "2025-04-30"))
    assert uncovered_from([agreement(), short], WISH.days) == day("2025-05-01")
