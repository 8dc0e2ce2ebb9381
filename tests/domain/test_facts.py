"""Which agreement and which terms does a booking follow on a day, and where did the person live?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import OTHER, OWN, THIRD, agreement, books, day, days, facts, placement, price, residence, terms
from mottagning.domain.agreements import Method, Unit
from mottagning.domain.people import ResidenceKind
from mottagning.domain.settlement.facts import Stay, book, chain, governing, moves, stays, terms_for

OLD = facts(terms(), price(), agreement=agreement(key="A1", days=days("2023-01-01", "2024-06-30")))
NEW = facts(
    terms(agreement="A2", method=Method.STARTED_MONTH),
    price(agreement="A2"),
    agreement=agreement(key="A2", replaces="A1", days=days("2024-07-10")),
)


def test_the_last_agreement_of_the_chain_that_has_begun_governs() -> None:
    chained = books(OLD, NEW)
    assert governing(chained, day("2022-12-31")) is None
    for on, key in [("2023-01-01", "A1"), ("2024-07-09", "A1"), ("2024-07-10", "A2"), ("2030-01-01", "A2")]:
        found = governing(chained, day(on))
        assert found is not None
        assert found.agreement.key == key


def test_a_month_follows_the_terms_of_its_first_day() -> None:
    changing = book(
        facts(
            terms(),
            terms(valid_from=day("2024-05-02"), unit=Unit.DAY),
            price(),
            agreement=agreement(days=days("2023-01-01")),
        )
    )
    found = terms_for([changing], "sfi", day("2024-05-01"), day("2024-05-31"))
    assert found is not None
    assert found[1].unit is Unit.MONTH
    found = terms_for([changing], "sfi", day("2024-06-01"), day("2024-06-30"))
    assert found is not None
    assert found[1].unit is Unit.DAY


def test_where_agreement_or_terms_begin_inside_the_month_those_are_followed() -> None:
    late = book(facts(terms(valid_from=day("2024-07-20")), price(), agreement=agreement(days=days("2024-07-10"))))
    found = terms_for([late], "sfi", day("2024-07-01"), day("2024-07-31"))
    assert found is not None
    assert found[1].valid_from == day("2024-07-20")
    assert terms_for([late], "sfi", day("2024-06-01"), day("2024-06-30")) is None


def test_an_insats_without_terms_has_none() -> None:
    assert terms_for(books(OLD), "sfx", day("2024-01-01"), day("2024-01-31")) is None


def test_a_successor_brings_its_own_terms_from_the_month_after_it_began() -> None:
    chained = books(OLD, NEW)
    july = terms_for(chained, "sfi", day("2024-07-01"), day("2024-07-31"))
    august = terms_for(chained, "sfi", day("2024-08-01"), day("2024-08-31"))
    assert july is not None
    assert august is not None
    assert [july[1].method, august[1].method] == [Method.CALENDAR_DAY, Method.STARTED_MONTH]


def test_a_chain_is_every_follower_in_the_order_of_their_first_days() -> None:
    one = agreement(key="A1")
    two = agreement(key="A2", replaces="A1", days=days("2024-01-01"))
    three = agreement(key="A3", replaces="A2", days=days("2025-01-01"))
    aside = agreement(key="A0", replaces="A1", days=days("2024-06-01"))
    successors = {"A1": [two, aside], "A2": [three]}
    assert chain("A1", successors) == ("A1", "A2", "A0", "A3")
    assert chain("A2", successors) == ("A2", "A3")
    assert chain(one.key, {}) == ("A1",)


def test_a_ring_of_replacements_is_walked_once() -> None:
    two = agreement(key="A2", replaces="A1", days=days("2024-01-01"))
    one = agreement(key="A1", replaces="A2", days=days("2023-01-01"))
    assert chain("A1", {"A1": [two], "A2": [one]}) == ("A1", "A2")


def test_a_stay_ends_at_the_latest_where_the_next_begins() -> None:
    rows = [
        residence("M-1", OTHER, "2024-05-01", "2024-05-31"),
        residence("M-1", OWN, "2023-01-01"),
        residence("M-1", THIRD, "2024-08-01"),
    ]
    assert stays(rows) == (
        Stay(days("2023-01-01", "2024-04-30"), OWN),
        Stay(days("2024-05-01", "2024-05-31"), OTHER),  # June and July are nobody's
        Stay(days("2024-08-01"), THIRD),
    )


def test_one_without_any_row_has_no_stay() -> None:
    assert stays([]) == ()


def test_nobody_pays_for_days_of_one_who_emigrated_died_or_is_unknown() -> None:
    for kind in ResidenceKind:
        one = replace(residence("M-1", OTHER, "2024-05-01"), kind=kind)
        pays = kind in {ResidenceKind.REGISTERED, ResidenceKind.STAYING, ResidenceKind.PLACED}
        assert stays([one]) == (Stay(days("2024-05-01"), OTHER if pays else None),)


@pytest.mark.parametrize(
    ("homes", "expected"),
    [
        ([(OWN, "2020-01-01", None)], []),
        ([(OWN, "2020-01-01", "2024-03-11"), (OTHER, "2024-03-12", None)], ["2024-03-12"]),
        ([(OWN, "2020-01-01", "2024-03-11"), (OWN, "2024-03-12", None)], []),  # only another address
        ([(OWN, "2020-01-01", "2024-03-11"), (OWN, "2024-04-01", None)], ["2024-03-12", "2024-04-01"]),
    ],
)
def test_a_move_is_the_day_on_which_another_begins_to_answer(
    homes: list[tuple[str, str, str | None]], expected: list[str]
) -> None:
    assert [found.isoformat() for found in moves(placement(homes=homes).person.stays)] == expected
