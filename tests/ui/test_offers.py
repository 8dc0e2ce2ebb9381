"""Can the catalogue be kept and asked from with the keyboard alone, and is a seat never offered that is taken?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from factories import OTHER, OWN, day, days
from mottagning.domain.offers import Offer
from mottagning.usecases.context import Context
from mottagning.usecases.offers import list_offers, save_offer
from mottagning.usecases.requests import list_requests

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
DANA = "Dana Grann (2024-0004)"


@pytest.fixture
def ours(furnished: Any, ctx: Context) -> Any:
    """Somebody whose office has one seat of its own, and knows of an offer of its neighbour."""
    for key, municipality, provider in (("U1", OWN, "Skolan"), ("U2", OTHER, "Grannskolan")):
        offer = Offer(
            key=key,
            service="sfi",
            variant="2B",
            municipality=municipality,
            provider=provider,
            days=days("2025-01-07", "2025-12-19"),
            seats=1,
            seats_on=day("2025-01-28"),
            source="rektorn",
        )
        save_offer(ctx, None, offer)
    return furnished


def asked(hands: Any, **values: str) -> None:
    hands.go("requests")
    hands.key(Key.Key_N, CONTROL)
    hands.fill(**values)
    hands.key(Key.Key_S, CONTROL)
    hands.push("Förfrågan har kommit")
    hands.key(Key.Key_S, CONTROL)


def test_an_offer_is_entered_and_shown_with_how_old_its_figure_is(furnished: Any, ctx: Context) -> None:
    furnished.go("offers")
    furnished.key(Key.Key_N, CONTROL)
    furnished.fill(service="sfi", municipality="Krokom", first="2025-01-07", times="dagtid", seats="12")
    furnished.key(Key.Key_S, CONTROL)
    assert "mån–fre 09.00–12.00" in furnished.problem("times")
    furnished.fill(times="mån-fre 9-12")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.problem("source")
    furnished.fill(seats_on="2025-01-28", source="rektorn")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.says("12 platser den 2025-01-28, uppgiften är 34 dagar gammal. Källa: rektorn")
    assert furnished.says("mån–fre 09.00–12.00")
    assert furnished.says("Inte mätt än")
    assert [line.key for line in list_offers(ctx)] == ["U2025-0001"]


def test_a_request_from_an_offer_takes_over_what_it_says(ours: Any, ctx: Context) -> None:
    ours.go("offers", list_offers(ctx)[0].id)
    ours.push("Ny förfrågan")
    assert ours.shell.current == "requests"
    raw = ours.form.raw()
    assert (raw["service"], raw["variant"], raw["counterpart"], raw["provider"]) == (
        "sfi",
        "2B",
        "Krokom",
        "Grannskolan",
    )
    ours.fill(case_number="Bo Provlund (2024-0002)", first="2025-04-07")
    ours.key(Key.Key_S, CONTROL)
    (line,) = list_requests(ctx)
    assert (line.service, line.variant, line.counterpart) == ("sfi", "2B", OTHER)


def test_the_form_offers_what_fits(ours: Any) -> None:
    ours.go("requests")
    ours.key(Key.Key_N, CONTROL)

    def offered() -> list[str]:
        box = ours.form.control("offer")
        return [box.itemData(place) for place in range(box.count()) if box.itemData(place)]

    assert offered() == ["U2", "U1"]
    ours.fill(service="sfx")
    assert offered() == []
    ours.fill(service="sfi", first="2026-04-07")
    assert offered() == []
    ours.fill(first="2025-04-07", counterpart="Strömsund")
    assert offered() == ["U1"]
    ours.fill(offer="U1")
    assert ours.form.raw()["side"] == "Anordnar"


def test_a_taken_seat_is_not_given_again_and_the_queue_stands_on_the_offers_card(ours: Any, ctx: Context) -> None:
    given = {"case_number": DANA, "offer": "U1", "counterpart": "Krokom", "first": "2025-04-07"}
    for _ in range(2):
        asked(ours, **given)
        if ours.button("Anta").isEnabled():
            ours.push("Anta")
            ours.key(Key.Key_S, CONTROL)
    assert ours.says("Alla platser är tagna")
    ours.push("Ställ i kö")
    ours.key(Key.Key_S, CONTROL)
    ours.go("offers", list_offers(ctx)[-1].id)
    assert ours.says("Inga")
    assert ours.says("0 dagar från förfrågan till antagen (median av 1 antagen förfrågan)")
    ours.push("1. Dana Grann")
    assert ours.shell.current == "requests"
    assert ours.says("I kö, plats 1")


def test_fewer_seats_than_are_taken_are_refused_at_the_field(ours: Any, ctx: Context) -> None:
    asked(ours, case_number=DANA, offer="U1", counterpart="Krokom", first="2025-04-07")
    ours.push("Anta")
    ours.key(Key.Key_S, CONTROL)
    ours.go("offers", list_offers(ctx)[-1].id)
    ours.push("Redigera")
    ours.fill(seats="0")
    ours.key(Key.Key_S, CONTROL)
    assert ours.problem("seats") == "1 plats är redan lovade eller bokade samma dag. Antalet kan inte bli lägre."


def test_an_offer_is_removed_after_a_question(ours: Any, ctx: Context, answers: Any) -> None:
    ours.go("offers", list_offers(ctx)[0].id)
    ours.push("Ta bort utbudet")
    assert len(answers.asked) == 1
    assert [line.key for line in list_offers(ctx)] == ["U1"]


def test_a_workbook_goes_out_and_what_comes_back_is_shown_before_it_is_saved(
    ours: Any, ctx: Context, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    file = tmp_path / "ut.xlsx"
    pick(file)
    ours.go("offers", list_offers(ctx)[0].id)
    ours.push("Skicka arbetsbok …")
    assert ours.form.raw()["municipality"] == "Krokom"
    ours.key(Key.Key_S, CONTROL)
    assert ours.says("Grannskolan"), "the card is back"
    book = load_workbook(file)
    place = next(cell.column for cell in book["Utbud"][1] if cell.value == "Ort")
    book["Utbud"].cell(2, place).value = "Provby"
    book["Utbud"].cell(3, place).value = "Enbart ort"
    book.save(file)
    book.close()
    ours.push("Läs in arbetsbok …")
    assert ours.says("Ort: – → Provby")
    assert ours.says("Rader som inte kan sparas")
    assert [line.place for line in list_offers(ctx)] == [None, None]
    ours.push("Spara ändringarna")
    assert [line.place for line in list_offers(ctx)] == ["Provby", None]
    assert ours.says("Grannskolan · Provby · Krokom")
