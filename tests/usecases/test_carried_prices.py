"""Can January be closed before the new price list has come, and is what it billed corrected when the list comes?

The small office, with its prices (9 500 kr bought, 8 000 kr sold) decided for 2024 alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from factories import SOURCE, Clock, agreement, day, days, month, price, terms, without_right
from mottagning.domain.agreements import Price, Unit
from mottagning.domain.ledger import Reason
from mottagning.domain.money import scaled
from mottagning.domain.problems import Check, RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.overview import WaitingKind
from mottagning.readmodels.price_lists import ActivityChoice, Choices, ListedPrice, PriceList
from mottagning.readmodels.year_end import EndingPrices
from mottagning.texts import overview as overview_texts
from mottagning.usecases.context import Context
from mottagning.usecases.overview.viewing import waiting
from mottagning.usecases.price_lists import propose, save
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.viewing import view_month
from mottagning.usecases.year_end.prices import carry_on, ending_prices, propose_carrying, take_back, year_to_carry

OF_2024 = days("2024-01-01", "2024-12-31")
MONTHS = ("2024-09", "2024-10", "2024-11", "2024-12")


@pytest.fixture
def ended(office: Context) -> Context:
    """The small office with prices of 2024 alone, seen in December."""
    with office.writing() as uow:
        uow.prices.change_many([(one, replace(one.value, days=OF_2024)) for one in uow.prices.every()])
        uow.commit()
    return at(office, 2024, 12, 10)


def at(ctx: Context, *when: int) -> Context:
    return replace(ctx, clock=Clock(datetime(*when, 9, 0, tzinfo=UTC)))  # type: ignore[misc]


def stored(ctx: Context) -> list[Price]:
    with ctx.reading() as reader:
        return [one.value for one in reader.prices.every()]


def listed(ctx: Context, year: int = 2025) -> dict[str, EndingPrices]:
    return {one.key: one for one in ending_prices(ctx, year)}


def told(ctx: Context) -> list[str]:
    return [overview_texts.said(one) for one in waiting(ctx) if one.kind is WaitingKind.PRICES_ENDING]


def test_a_price_that_ends_with_the_year_is_listed_with_the_bookings_that_go_on(ended: Context) -> None:
    found = listed(ended)
    assert {key: (len(one.ending), one.bookings, one.party_names) for key, one in found.items()} == {
        "A1": (1, 3, ("Krokom",)),
        "A2": (1, 1, ("Krokom",)),
    }
    assert listed(without_right(ended))["A1"].bookings == 2, "somebody hidden is in no count"


def test_it_is_carried_on_for_the_whole_year_as_preliminary_with_where_it_came_from(ended: Context) -> None:
    assert carry_on(ended, 2025, ["A1"]).value == 1
    (new,) = (one for one in stored(ended) if one.days.start.year == 2025)
    assert (new.agreement, new.amount, new.days, new.is_preliminary) == (
        "A1",
        scaled("9500"),
        days("2025-01-01", "2025-12-31"),
        True,
    )
    assert new.source == f"Förra årets pris, preliminärt: {SOURCE}"
    assert (listed(ended)["A1"].ending, len(listed(ended)["A1"].carried)) == ((), 1)
    assert carry_on(ended, 2025, ["A1"]).value == 0, "once is enough"


@pytest.mark.parametrize(
    "given",
    [
        {"days": days("2024-01-01")},  # goes on by itself
        {"days": days("2024-01-01", "2024-06-30")},  # ended earlier: nobody missed it at the turn of the year
        {"days": days("2025-01-01", "2025-12-31")},
    ],
)
def test_what_does_not_end_with_the_year_is_left_alone(ended: Context, given: dict[str, object]) -> None:
    with ended.writing() as uow:
        (kept,) = uow.prices.of_agreement("A2")
        uow.prices.change(kept, replace(kept.value, **given))  # type: ignore[arg-type]
        uow.commit()
    assert "A2" not in listed(ended)


def test_a_price_with_a_successor_or_an_agreement_that_ends_is_left_alone(ended: Context) -> None:
    with ended.writing() as uow:
        uow.prices.add(price("9900", days=days("2025-03-01")))
        kept = uow.agreements.find("A2")
        assert kept is not None
        uow.agreements.change(kept, replace(kept.value, days=days("2020-01-01", "2024-12-31")))
        uow.commit()
    assert listed(ended) == {}


def test_one_variant_may_have_its_successor_and_another_not(ended: Context) -> None:
    with ended.writing() as uow:
        uow.prices.add(price("700", variant="A", days=OF_2024))
        uow.prices.add(price("800", days=days("2025-01-01")))
        uow.commit()
    assert [(one.variant, one.amount) for one in listed(ended)["A1"].ending] == [("A", scaled("700"))]


def test_what_bookings_come_to_is_told_before_anything_is_stored(ended: Context) -> None:
    for name in MONTHS[:3]:
        close_month(ended, month(name))
    limited = without_right(ended)
    proposal = propose_carrying(limited, 2025, ["A1", "A2"])
    assert (len(proposal.prices), proposal.agreements) == (2, ("A1", "A2"))
    bought, sold = proposal.effects
    # seen on 10 December an open booking is looked at for twelve months: of 2025 to 9 December
    december = 950_000 * 9 // 31 + (950_000 * 9 % 31 >= 16)
    assert (bought.direction, bought.bookings, bought.closed) == (RowDirection.BUY, 2, 0)
    assert bought.ahead == 2 * (11 * 950_000 + december)
    assert (sold.direction, sold.bookings) == (RowDirection.SELL, 1)
    assert {one.days.start.year for one in stored(ended)} == {2024}


def test_without_prices_january_is_held_and_with_them_it_closes_as_preliminary(ended: Context) -> None:
    for name in MONTHS:
        close_month(at(ended, 2025, 2, 3), month(name))
    later = at(ended, 2025, 2, 3)
    held = view_month(later, month("2025-01")).notes.held
    assert {(one.problem.check, one.problem.booking) for one in held} == {
        (Check.K12, key) for key in ("B1", "B2", "B4")
    }
    carry_on(later, 2025, ["A1", "A2"])
    view = view_month(later, month("2025-01"))
    assert view.notes.held == ()
    assert {row.entry.booking: row.entry.amount for row in view.rows} == {"B1": 950_000, "B2": 950_000, "B4": 800_000}
    assert all(row.entry.price is not None and row.entry.price.is_preliminary for row in view.rows)


def test_the_new_list_makes_it_final_and_corrects_what_was_billed(ended: Context) -> None:
    later = at(ended, 2025, 3, 3)
    carry_on(later, 2025, ["A1", "A2"])
    for name in (*MONTHS, "2025-01"):
        close_month(later, month(name))
    new = PriceList((ListedPrice("Priser", "B2", "sfi", "Annan kommun", Unit.MONTH, scaled("9800")),))
    choices = Choices(
        column="Annan kommun",
        days=days("2025-01-01"),
        source="Prislista 2025",
        activities=(ActivityChoice("sfi", "sfi"),),
    )
    save(later, propose(later, "A1", new, choices))
    final = [one for one in stored(later) if one.agreement == "A1" and one.days.start.year == 2025]
    assert [(one.amount, one.is_preliminary, one.source) for one in final] == [
        (scaled("9800"), False, "Prislista 2025")
    ]
    corrections = [row.entry for row in view_month(later, month("2025-02")).rows if row.entry.corrects is not None]
    assert sum(one.amount for one in corrections if one.booking == "B1") == 30_000
    assert {one.reason for one in corrections} == {Reason.NEW_PRICE}
    assert listed(later).keys() == {"A2"}, "what the list replaced is no longer counted as carried on"


def test_carrying_on_is_taken_back_by_removing_and_what_was_entered_by_hand_stays(ended: Context) -> None:
    by_hand = price("500", service="fritidshem", days=days("2025-01-01", "2025-12-31"), is_preliminary=True)
    with ended.writing() as uow:
        uow.terms.add(terms(service="fritidshem"))
        uow.prices.add(by_hand)
        uow.commit()
    before = stored(ended)
    carry_on(ended, 2025, ["A1", "A2"])
    assert take_back(ended, 2025, "A1").value == 1
    take_back(ended, 2025, "A2")
    assert stored(ended) == before


def test_once_january_is_closed_only_the_new_list_replaces_them(ended: Context) -> None:
    later = at(ended, 2025, 3, 3)
    carry_on(later, 2025, ["A1"])
    for name in (*MONTHS, "2025-01"):
        close_month(later, month(name))
    with pytest.raises(Refused) as caught:
        take_back(later, 2025, "A1")
    assert caught.value.code is RefusalCode.PRICES_BILLED
    assert len(stored(later)) == 3


def test_a_second_year_keeps_the_first_source(ended: Context) -> None:
    carry_on(ended, 2025, ["A1"])
    carry_on(at(ended, 2025, 12, 10), 2026, ["A1"])
    assert stored(ended)[-1].source == f"Förra årets pris, preliminärt: {SOURCE}"


# when it is asked for


@pytest.mark.parametrize(
    ("when", "expected"),
    [
        ((2024, 11, 30), []),
        ((2024, 12, 1), ["2 avtal saknar priser för det nya året"]),
        ((2025, 1, 20), ["2 avtal saknar priser för det nya året"]),
        ((2025, 7, 1), []),
    ],
)
def test_it_is_reminded_of_from_december_on(ended: Context, when: tuple[int, int, int], expected: list[str]) -> None:
    assert told(at(ended, *when)) == expected


def test_nothing_reminds_once_they_are_carried_on_or_nobody_needs_them(ended: Context) -> None:
    carry_on(ended, 2025, ["A1"])
    assert told(ended) == ["1 avtal saknar priser för det nya året"]
    with ended.writing() as uow:
        kept = uow.bookings.find("B4")
        assert kept is not None
        uow.bookings.change(kept, replace(kept.value, days=days("2024-09-16", "2024-12-20")))
        uow.commit()
    assert told(ended) == []


def test_what_only_somebody_hidden_needs_reminds_nobody_else(ended: Context) -> None:
    with ended.writing() as uow:
        uow.agreements.add(agreement(key="A3", registry_number="KS 3"))
        uow.terms.add(terms(agreement="A3"))
        uow.prices.add(price(agreement="A3", days=OF_2024))
        kept = uow.bookings.find("B3")
        assert kept is not None
        uow.bookings.change(kept, replace(kept.value, agreement="A3"))
        uow.commit()
    assert told(ended) == ["3 avtal saknar priser för det nya året"]
    assert told(without_right(ended)) == ["2 avtal saknar priser för det nya året"]


def test_the_year_is_the_one_at_hand() -> None:
    assert [year_to_carry(day(one)) for one in ("2024-06-30", "2024-07-01", "2024-12-31", "2025-01-01")] == [
        2024,
        2025,
        2025,
        2025,
    ]
