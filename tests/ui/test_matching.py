"""Can a need be matched and a place asked for with the keyboard alone, and is it kept why that offer was chosen?"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt

from factories import OTHER, OWN, THIRD, day, days
from mottagning.domain.offers import Offer
from mottagning.domain.requests import BookingRequest
from mottagning.usecases.context import Context
from mottagning.usecases.offers import save_offer
from mottagning.usecases.people import list_people

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
BO = "2024-0002"


@pytest.fixture
def catalogue(furnished: Any, ctx: Context) -> Any:
    """Somebody whose catalogue has sfi at home, with an agreement, without one, and where it is lacking."""
    told = {"service": "sfi", "days": days("2025-01-07")}
    for offer in (
        Offer(key="U1", municipality=OTHER, variant="2B", provider="Grannskolan", **told),
        Offer(key="U2", municipality=THIRD, variant="2B", **told),
        Offer(key="U3", municipality=OWN, variant="2B", **told),
        Offer(key="U4", municipality="2321", is_lacking=True, **told),
    ):
        save_offer(ctx, None, offer)
    return furnished


def begin(hands: Any, ctx: Context, **values: str) -> None:
    """From Bo's card to the page, with sfi 2B from April."""
    hands.go("people", next(line.id for line in list_people(ctx) if line.case_number == BO))
    hands.tab("Bokningar")
    hands.push("Matcha")
    hands.fill(service="sfi", variant="2B", first="2025-04-07", **values)
    hands.settle()


def shown(hands: Any) -> list[str]:
    return [match.offer.key for _, match in hands.screen.table.rows_model.rows]


def requests(ctx: Context) -> list[BookingRequest]:
    with ctx.reading() as reader:
        return [one.value for one in reader.requests.every()]


def test_a_place_is_asked_for_where_the_need_fits_and_why_is_kept(catalogue: Any, ctx: Context) -> None:
    hands = catalogue
    begin(hands, ctx)
    assert hands.says("Bo Provlund")
    assert shown(hands) == ["U3", "U1", "U2", "U4"]
    assert hands.says("Matcha: 4 utbud av sfi")
    hands.reach(hands.screen.table)
    hands.key(Key.Key_Down)
    assert hands.says("A1 täcker den första dagen")
    hands.key(Key.Key_Return)
    raw = hands.form.raw()
    assert (raw["service"], raw["variant"], raw["first"]) == ("sfi", "2B", "2025-04-07")
    assert (raw["side"], raw["counterpart"], raw["agreement"]) == ("Betalar", "Krokom", "A1")
    assert raw["choice_reason"] == ""
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("choice_reason")
    assert requests(ctx) == []
    hands.type("Närmast hemmet")
    hands.key(Key.Key_S, CONTROL)
    (kept,) = requests(ctx)
    assert (kept.case_number, kept.offer, kept.agreement) == (BO, "U1", "A1")
    assert (kept.choice_reason, kept.chosen_on, kept.offers_compared) == ("Närmast hemmet", day("2025-03-03"), 4)
    assert hands.says("2025-03-03, bland 4 utbud")


def test_what_fits_follows_what_is_typed_and_what_cannot_be_read_is_said(catalogue: Any, ctx: Context) -> None:
    hands = catalogue
    begin(hands, ctx)
    hands.fill(home="Krokom")
    hands.settle()
    assert shown(hands)[0] == "U1"
    hands.fill(taken="mån 9-1x")
    hands.settle()
    assert hands.says("Listan visar inte det som står nu. Rätta: Upptagna tider.")
    assert shown(hands)[0] == "U1"
    hands.fill(taken="mån 9-12")
    hands.settle()
    assert not hands.says("Listan visar inte")
    hands.fill(service="gymnasium")
    hands.settle()
    assert hands.says("Inget utbud av insatsen finns i katalogen")
    assert not hands.button("Fråga om plats").isEnabled()


@pytest.mark.parametrize(("key", "said"), [("U3", "personens hemkommun"), ("U4", "har inte insatsen själv")])
def test_no_place_is_asked_for_at_home_or_where_it_is_lacking(
    catalogue: Any, ctx: Context, key: str, said: str
) -> None:
    hands = catalogue
    begin(hands, ctx)
    hands.screen.table.choose(key)
    hands.settle()
    assert hands.says(said)
    assert not hands.button("Fråga om plats").isEnabled()
    hands.screen.table.setFocus()
    hands.key(Key.Key_Return)
    assert shown(hands), "the page stays"


def test_a_place_is_asked_for_from_the_day_that_the_offer_begins_until_it_ends(catalogue: Any, ctx: Context) -> None:
    hands = catalogue
    there = days("2025-05-05", "2025-06-13")
    save_offer(ctx, None, Offer(key="U5", municipality=OTHER, service="sfi", variant="2B", days=there))
    begin(hands, ctx)
    hands.screen.table.choose("U5")
    hands.settle()
    hands.push("Fråga om plats")
    assert (hands.form.raw()["first"], hands.form.raw()["last"]) == ("2025-05-05", "2025-06-13")


def test_a_request_that_is_only_begun_gets_the_offer_that_is_found(catalogue: Any, ctx: Context) -> None:
    hands = catalogue
    hands.go("requests")
    hands.key(Key.Key_N, CONTROL)
    hands.fill(case_number=f"Bo Provlund ({BO})", service="sfi", counterpart="Åre", first="2025-04-07")
    hands.key(Key.Key_S, CONTROL)
    hands.push("Sök i utbudet")
    assert set(shown(hands)) == {"U1", "U2", "U3", "U4"}
    hands.screen.table.choose("U1")
    hands.settle()
    hands.push("Fråga om plats")
    hands.type("Det enda med avtal")
    hands.key(Key.Key_S, CONTROL)
    (kept,) = requests(ctx)
    assert (kept.key, kept.offer, kept.counterpart, kept.offers_compared) == ("F2025-0001", "U1", OTHER, 4)


def test_another_offer_afterwards_is_no_longer_the_one_that_was_compared(catalogue: Any, ctx: Context) -> None:
    hands = catalogue
    begin(hands, ctx)
    hands.screen.table.choose("U1")
    hands.settle()
    hands.push("Fråga om plats")
    hands.type("Närmast")
    hands.key(Key.Key_S, CONTROL)
    hands.push("Redigera")
    hands.fill(provider="Filialen")
    hands.key(Key.Key_S, CONTROL)
    assert requests(ctx)[0].offers_compared == 4
    hands.push("Redigera")
    hands.fill(counterpart="", offer="")
    hands.fill(counterpart="Åre")
    hands.key(Key.Key_S, CONTROL)
    (kept,) = requests(ctx)
    assert (kept.offer, kept.chosen_on, kept.offers_compared) == (None, None, None)


def test_from_the_catalogue_a_need_is_nobodys_until_somebody_is_named(catalogue: Any) -> None:
    hands = catalogue
    hands.go("offers")
    hands.push("Matcha")
    assert hands.says("Ingen person är vald")
    assert hands.form.raw()["service"] == "sfi"
    assert hands.form.raw()["home"] == "Östersund"
    hands.screen.table.choose("U2")
    hands.settle()
    hands.push("Fråga om plats")
    assert hands.form.raw()["case_number"] == ""
