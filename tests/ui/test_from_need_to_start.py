"""Can a mother read sfi in Solna while her child's preschool is in Huddinge, from need to start, by keyboard alone?

Every refusal and queue on the way is tried: Sundbyberg is full, Solna puts her in a queue, the estimate has to be
approved, the home municipality first says no to the preschool. The same is then read from a workbook.
"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from factories import FIRST_MONTH, TEST_NUMBERS, Clock, day, days
from mottagning.domain.agreements import Unit
from mottagning.domain.bookings import BookingStatus
from mottagning.domain.money import scaled
from mottagning.domain.offers import Offer
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import Month
from mottagning.domain.requests import RequestStatus
from mottagning.uikit.tabs import TabBar
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.settings import save_settings
from mottagning.usecases.bookings import list_bookings
from mottagning.usecases.context import Context
from mottagning.usecases.offers import save_offer
from mottagning.usecases.people import list_people
from mottagning.usecases.requests import list_requests
from mottagning.usecases.returns.viewing import view_month
from workbooks import make

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
JARFALLA, SOLNA, SUNDBYBERG, HUDDINGE = "0123", "0184", "0183", "0126"
MOTHER, CHILD = "Petra Provlund (2025-0001)", "Lo Provlund (2025-0002)"


@pytest.fixture
def jarfalla(hands: Any, ctx: Context, at_once: None) -> Any:
    """Somebody in Järfälla, who knows what Solna, Sundbyberg and Huddinge have told of their seats."""
    save_settings(ctx, OfficeSettings(municipality=JARFALLA, first_month=FIRST_MONTH, board="Socialnämnden"))
    told = (("U1", "sfi", "2B", SUNDBYBERG, 0), ("U2", "sfi", "2B", SOLNA, 2), ("U3", "förskola", None, HUDDINGE, 1))
    for key, service, variant, municipality, seats in told:
        offer = Offer(
            key=key,
            service=service,
            variant=variant,
            municipality=municipality,
            days=days("2025-01-07", "2025-12-19"),
            price=scaled("9500"),
            unit=Unit.MONTH,
            seats=seats,
            seats_on=day("2025-02-24"),
            source="kommunens lista",
        )
        save_offer(ctx, None, offer)
    hands.program.enter(ctx)
    hands.settle()
    return hands


def saved(hands: Any, **values: str) -> None:
    """Fill in the form on the screen, and save it."""
    hands.fill(**values)
    hands.settle()
    hands.key(Key.Key_S, CONTROL)


def turn(hands: Any, word: str) -> None:
    """Walk along the tabs of a card to the one that says this."""
    (bar,) = hands.visible(TabBar)
    hands.reach(bar)
    there = bar.words.index(word)
    for _ in range(abs(there - bar.chosen)):
        hands.key(Key.Key_Right if there > bar.chosen else Key.Key_Left)
    assert bar.chosen == there


def agree(hands: Any, key: str, municipality: str, service: str, amount: str) -> None:
    """An agreement with one insats at a price a month."""
    hands.go("agreements")
    hands.key(Key.Key_N, CONTROL)
    saved(hands, key=key, parties=municipality, first="2025-01-01")
    turn(hands, "Villkor")
    hands.push("Nya villkor")
    saved(hands, service=service, method="Kalenderdag", unit="Månad")
    turn(hands, "Priser")
    hands.push("Nytt pris")
    saved(hands, service=service, amount=amount, unit="Månad", first="250101", source="Prislista 2025, s. 1")


def register(hands: Any, given: str, **values: str) -> None:
    """A person who lives in Järfälla."""
    hands.go("people")
    hands.key(Key.Key_N, CONTROL)
    saved(hands, given_name=given, family_name="Provlund", **values)
    turn(hands, "Hemkommun")
    hands.push("Ny hemkommun")
    saved(hands, municipality="Järfälla", kind="Folkbokförd", first="2024-02-01")


def step(hands: Any, word: str, **values: str) -> None:
    hands.push(word)
    saved(hands, **values)


def ask(hands: Any, offer: str, **values: str) -> None:
    """A request for a place in an offer."""
    hands.go("requests")
    hands.key(Key.Key_N, CONTROL)
    hands.fill(offer=offer)
    hands.settle()
    saved(hands, **values)


def test_from_need_to_start_in_the_window(jarfalla: Any, ctx: Context, clock: Clock) -> None:
    hands = jarfalla
    agree(hands, "SOLNA", "Solna", "sfi", "9 500")
    agree(hands, "SUNDBYBERG", "Sundbyberg", "sfi", "9 000")
    agree(hands, "HUDDINGE", "Huddinge", "förskola", "12 000")
    register(hands, "Petra", personal_number=TEST_NUMBERS[0])
    register(hands, "Lo", birth_date="2022-05-04")

    # Sundbyberg is full, and says so
    ask(hands, "U1", case_number=MOTHER, first="2025-03-10", last="2025-06-13")
    assert hands.says("Inga lediga platser den 2025-02-24 enligt kommunens lista. Räkna med kö.")
    step(hands, "Skicka förfrågan")
    hands.push("De avböjer")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("reason"), "a refusal says why"
    saved(hands, reason="kursen är full till hösten")
    assert hands.says("Avböjd")

    # her need is put beside the catalogue again: Solna has seats
    hands.go("people", next(line.id for line in list_people(ctx) if line.case_number == "2025-0001"))
    turn(hands, "Bokningar")
    hands.push("Matcha")
    hands.fill(service="sfi", variant="2B", first="2025-03-10", last="2025-06-13")
    hands.settle()
    assert [match.offer.key for _, match in hands.screen.table.rows_model.rows] == ["U2", "U1"]
    hands.reach(hands.screen.table)
    hands.key(Key.Key_Home)
    hands.key(Key.Key_Return)
    saved(hands, choice_reason="har platser nu")
    assert hands.says("SOLNA"), "the agreement was proposed"

    # Solna puts her in a queue, then takes her
    step(hands, "Skicka förfrågan")
    step(hands, "De ställer i kö")
    assert hands.says("I kö, plats 1")
    assert not hands.button("Besluta").isEnabled()
    step(hands, "De antar", by="Solna")
    for lack in ("Kostnaden är inte uppskattad", "Det är frivilligt för personen"):
        assert hands.says(lack), lack
    step(hands, "Notera kostnadsuppskattning")
    assert hands.says("inte godkänd")
    step(hands, "Godkänn kostnadsuppskattningen", by="Chefen")
    hands.push("Redigera")
    saved(hands, consent_on="2025-02-27")
    step(hands, "Besluta", reference="SN 2025/14", ground="skollagen 20 kap. 31 b §")
    assert hands.says("Bokad")

    # Huddinge asks for our word about the preschool: first no, then yes
    ask(hands, "U3", case_number=CHILD, procedure="Yttrande", first="2025-03-10", last="2025-06-13")
    step(hands, "Ansökan har kommit")
    step(hands, "Inget åtagande", reason="plats finns i Järfälla", reference="SN 2025/15")
    assert hands.says("Avböjd")
    assert "De har tagit emot" not in hands.words()
    step(hands, "Åtagande om kostnad", reference="SN 2025/16", ground="skollagen 8 kap. 13 §")
    step(hands, "De har tagit emot", by="Huddinge")
    assert hands.says("Bokad")

    # both begin, and the month counts them
    assert {line.counterpart: line.status for line in list_bookings(ctx)} == dict.fromkeys(
        (SOLNA, HUDDINGE), BookingStatus.PLANNED
    )
    clock.now = datetime(2025, 3, 12, 9, tzinfo=UTC)
    for line in list_bookings(ctx):
        hands.go("bookings", line.id)
        step(hands, "Har börjat", last_present_on="250310")
        step(hands, "Redigera", ground="skollagen 20 kap. 31 b §", told_on="250310", consent_on="250303")
    assert [line.status for line in list_bookings(ctx)] == [BookingStatus.ONGOING] * 2
    months = {row.entry.booking: row.entry.amount for row in view_month(ctx, Month(2025, 3)).rows}
    assert months == {"B2025-0001": 674_194, "B2025-0002": 851_613}, "22 of 31 days at 9 500 and at 12 000"


def test_the_same_from_a_workbook(ctx: Context, tmp_path: Path) -> None:
    """What Järfälla's old list says: the two refusals, the queue, and what came of it."""
    first, last = day("2025-03-10"), day("2025-06-13")
    wishes = {
        "F1": ("beställning", "P1", "sfi", SUNDBYBERG, "SUNDBYBERG", "U1", None),
        "F2": ("beställning", "P1", "sfi", SOLNA, "SOLNA", "U2", "B1"),
        "F3": ("yttrande", "P2", "förskola", HUDDINGE, "HUDDINGE", "U3", "B2"),
    }
    steps = {
        "F1": [("förfrågan", None), ("avböjd", "kursen är full till hösten")],
        "F2": [
            ("förfrågan", None),
            ("i kö", None),
            ("antagen", None),
            ("kostnadsuppskattning", None),
            ("kostnadsuppskattning godkänd", None),
            ("beslutad", None),
        ],
        "F3": [
            ("förfrågan", None),
            ("inget åtagande", "plats finns i Järfälla"),
            ("åtagande om kostnad", None),
            ("mottagen", None),
        ],
    }
    agreements = {
        "SOLNA": (SOLNA, "sfi", 9500),
        "SUNDBYBERG": (SUNDBYBERG, "sfi", 9000),
        "HUDDINGE": (HUDDINGE, "förskola", 12000),
    }
    book = make(
        tmp_path / "järfälla.xlsx",
        {
            "Inställningar": [["Nyckel", "Värde"], ["Egen kommun", JARFALLA], ["Första månad", "2025-01"]],
            "Personer": [
                ["Ärende", "Efternamn", "Förnamn", "Personnummer", "Födelsedatum", "Hushåll"],
                ["P1", "Provlund", "Petra", TEST_NUMBERS[0], None, "H1"],
                ["P2", "Provlund", "Lo", None, day("2022-05-04"), "H1"],
            ],
            "Hemkommun": [
                ["Ärende", "Kommun", "Slag", "Från och med"],
                *([who, JARFALLA, "folkbokförd", day("2024-02-01")] for who in ("P1", "P2")),
            ],
            "Avtal": [
                ["Avtal", "Motpart", "Riktning", "Från och med"],
                *([key, code, "köp", day("2025-01-01")] for key, (code, _, _) in agreements.items()),
            ],
            "Villkor": [
                ["Avtal", "Insats", "Enhet", "Beräkningssätt"],
                *([key, service, "månad", "kalenderdag"] for key, (_, service, _) in agreements.items()),
            ],
            "Priser": [
                ["Avtal", "Insats", "Enhet", "Belopp", "Från och med", "Källa"],
                *(
                    [key, service, "månad", price, day("2025-01-01"), "lista"]
                    for key, (_, service, price) in agreements.items()
                ),
            ],
            "Utbud": [
                ["Utbud", "Insats", "Kommun", "Från och med", "Platser", "Platser den", "Källa"],
                ["U1", "sfi", SUNDBYBERG, day("2025-01-07"), 0, day("2025-02-24"), "lista"],
                ["U2", "sfi", SOLNA, day("2025-01-07"), 2, day("2025-02-24"), "lista"],
                ["U3", "förskola", HUDDINGE, day("2025-01-07"), 1, day("2025-02-24"), "lista"],
            ],
            "Bokningar": [
                [
                    "Bokning",
                    "Ärende",
                    "Avtal",
                    "Insats",
                    "Från och med",
                    "Planerat slut",
                    "Beslut",
                    "Beslutsdatum",
                    "Grund",
                    "Anmäld",
                ],
                [
                    "B1",
                    "P1",
                    "SOLNA",
                    "sfi",
                    first,
                    last,
                    "SN 2025/14",
                    day("2025-03-03"),
                    "skollagen 20 kap. 31 b §",
                    first,
                ],
                [
                    "B2",
                    "P2",
                    "HUDDINGE",
                    "förskola",
                    first,
                    last,
                    "SN 2025/16",
                    day("2025-03-03"),
                    "skollagen 8 kap. 13 §",
                    first,
                ],
            ],
            "Förfrågningar": [
                [
                    "Förfrågan",
                    "Förfarande",
                    "Vår del",
                    "Ärende",
                    "Insats",
                    "Motpart",
                    "Avtal",
                    "Utbud",
                    "Bokning",
                    "Från och med",
                    "Till och med",
                ],
                *(
                    [key, how, "betalar", who, service, code, agreement, offer, booking, first, last]
                    for key, (how, who, service, code, agreement, offer, booking) in wishes.items()
                ),
            ],
            "Förfrågningssteg": [
                ["Förfrågan", "Nummer", "Steg", "Dag", "Skäl", "Belopp"],
                *(
                    [key, number, kind, day("2025-03-03"), why, 28000 if kind == "kostnadsuppskattning" else None]
                    for key, taken in steps.items()
                    for number, (kind, why) in enumerate(taken, start=1)
                ),
            ],
        },
    )
    report = import_workbook(ctx, book).value
    assert report.rejected == ()
    assert {line.key: line.status for line in list_requests(ctx)} == {
        "F1": RequestStatus.REFUSED,
        "F2": RequestStatus.AGREED,
        "F3": RequestStatus.AGREED,
    }
    months = {row.entry.booking: row.entry.amount for row in view_month(ctx, Month(2025, 3)).rows}
    assert months == {"B1": 674_194, "B2": 851_613}


def test_five_people_a_year_need_one_agreement_and_nothing_else(hands: Any, ctx: Context, clock: Clock) -> None:
    """Vaxholm's answer, 2009: useful with very few. Own municipality and one agreement stand; the rest is proposed."""
    clock.now = datetime(2026, 10, 5, 9, tzinfo=UTC)
    hands.program.enter(ctx)
    hands.settle()
    hands.go("agreements")
    hands.key(Key.Key_N, CONTROL)
    saved(hands, key="A1", parties="Krokom", first="2026-01-01")
    turn(hands, "Priser")
    hands.push("Nytt pris")
    saved(hands, service="sfi", amount="9 500", unit="Månad", first="260101", source="Prislista 2026")
    saved(hands)  # terms that fit the price are proposed, and taken as they stand
    hands.go("people")
    hands.key(Key.Key_N, CONTROL)
    saved(hands, given_name="Petra", family_name="Provlund", received_on="260201")
    hands.push("Ny bokning")
    assert (hands.form.raw()["agreement"], hands.form.raw()["service"]) == ("A1", "sfi")
    saved(hands, first="260907", procedure="Mottagen av annan kommun")
    found = view_month(ctx, Month(2026, 9))
    assert found.notes.held == ()
    assert [row.entry.amount for row in found.rows] == [760_000], "24 of 30 days at 9 500"
