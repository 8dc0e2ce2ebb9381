"""Can a place be asked for, handled and booked with the keyboard alone, with every refusal and queue on the way?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from PySide6.QtCore import Qt

from mottagning.usecases.bookings import list_bookings
from mottagning.usecases.context import Context
from mottagning.usecases.requests import list_requests, open_request

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
BO = "Bo Provlund (2024-0002)"


def enter(hands: Any, **values: str) -> None:
    """A new request for Bo, not saved."""
    hands.go("requests")
    hands.key(Key.Key_N, CONTROL)
    given = {"case_number": BO, "service": "sfi", "counterpart": "Krokom", "first": "2025-04-07", "last": "2025-06-13"}
    hands.fill(**{**given, **values})


def begin(hands: Any, **values: str) -> None:
    """A new request for Bo, saved."""
    enter(hands, **values)
    hands.key(Key.Key_S, CONTROL)


def step(hands: Any, word: str, **values: str) -> None:
    hands.push(word)
    if values:
        hands.fill(**values)
    hands.key(Key.Key_S, CONTROL)


def test_an_order_goes_from_wish_to_booking(furnished: Any, ctx: Context) -> None:
    hands, before = furnished, len(list_bookings(ctx))
    begin(hands)
    assert hands.says("Påbörjad")
    step(hands, "Skicka förfrågan")
    assert hands.says("Väntar på svar")
    assert not hands.button("Besluta").isEnabled()
    for lack in ("har inte antagit", "inte uppskattad", "frivilligt", "Ange avtalet"):
        assert hands.says(lack), lack
    hands.push("Redigera")
    hands.fill(agreement="A1", consent_on="2025-03-01")
    hands.key(Key.Key_S, CONTROL)
    assert not hands.says("Ange avtalet")
    hands.push("Notera kostnadsuppskattning")
    assert hands.form.raw()["amount"], "the engine's own figure stands there"
    hands.key(Key.Key_S, CONTROL)
    step(hands, "Godkänn kostnadsuppskattningen", by="Chefen")
    step(hands, "De ställer i kö")
    assert hands.says("I kö, plats 1")
    step(hands, "De antar", by="Krokom")
    assert len(list_bookings(ctx)) == before
    step(hands, "Besluta", reference="KS 2025/7", ground="avtal")
    assert hands.says("Bokad")
    (line,) = list_requests(ctx)
    assert line.booking
    hands.push("Öppna bokningen")
    assert hands.shell.current == "bookings"
    assert hands.says("KS 2025/7")


@pytest.mark.usefixtures("at_once")
def test_the_agreement_that_covers_the_wish_is_proposed(furnished: Any, ctx: Context) -> None:
    enter(furnished)
    furnished.settle()
    assert furnished.says("Föreslaget: det mest specifika avtal som täcker.")
    furnished.key(Key.Key_S, CONTROL)
    (line,) = list_requests(ctx)
    assert open_request(ctx, line.id).request.value.agreement == "A1"


@pytest.mark.usefixtures("at_once")
def test_an_agreement_that_was_cleared_stays_so(furnished: Any, ctx: Context) -> None:
    enter(furnished)
    furnished.settle()
    assert furnished.form.raw()["agreement"] == "A1"
    furnished.fill(agreement="")
    furnished.settle()
    assert furnished.form.raw()["agreement"] == ""
    furnished.key(Key.Key_S, CONTROL)
    furnished.push("Redigera")
    furnished.settle()
    assert furnished.form.raw()["agreement"] == "", "nothing is filled in before anything is typed"


@pytest.mark.usefixtures("at_once")
def test_a_wish_that_no_agreement_covers_is_told_so_while_it_is_entered(furnished: Any) -> None:
    enter(furnished, counterpart="Härjedalen")
    furnished.settle()
    assert furnished.says("Inget avtal täcker")
    assert furnished.form.raw()["agreement"] == ""


def test_a_refusal_asks_for_its_reason_where_it_is_said(furnished: Any, ctx: Context) -> None:
    begin(furnished, agreement="A1")
    step(furnished, "Skicka förfrågan")
    furnished.push("De avböjer")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.problem("reason")
    furnished.fill(reason="ingen plats före hösten")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.says("Avböjd")
    assert furnished.says("ingen plats före hösten")
    assert "Besluta" not in furnished.words()


@pytest.mark.parametrize(("on", "said"), [("2025-01-01", "Steget före är från"), ("2027-01-01", "inte varit än")])
def test_a_step_has_its_day_between_the_last_one_and_today(furnished: Any, on: str, said: str) -> None:
    begin(furnished, agreement="A1")
    step(furnished, "Skicka förfrågan")
    furnished.push("De antar")
    assert furnished.app.focusWidget().selectedText(), "the proposed day is typed over"
    furnished.fill(on=on)
    furnished.key(Key.Key_S, CONTROL)
    assert said in furnished.problem("on")


def test_who_arranges_is_told_that_the_answer_is_hers(furnished: Any) -> None:
    begin(furnished, agreement="A2", side="Anordnar", case_number="Dana Grann (2024-0004)")
    step(furnished, "Förfrågan har kommit")
    assert furnished.says("Ni har inte antagit")
    assert furnished.says("Väntar på vårt svar")
    assert not furnished.says("Väntar på svar")


@pytest.mark.parametrize(
    ("side", "committed"), [("Betalar", "Åtagande om kostnad"), ("Anordnar", "De åtar sig kostnaden")]
)
def test_a_commitment_to_pay_is_not_said_to_be_an_admission(furnished: Any, side: str, committed: str) -> None:
    begin(furnished, procedure="Yttrande", side=side)
    step(furnished, "Ansökan har kommit")
    step(furnished, committed)
    assert furnished.says("Åtagande finns")
    assert not furnished.says("Antagen")


def test_a_mistaken_step_is_taken_back_after_a_question(furnished: Any, ctx: Context, answers: Any) -> None:
    begin(furnished)
    step(furnished, "Skicka förfrågan")
    furnished.push("Ta tillbaka senaste steget")
    assert "misstag" in answers.asked[0]
    assert furnished.says("Påbörjad")


def test_what_is_doubtful_is_told_with_its_rule(furnished: Any) -> None:
    begin(furnished, agreement="A1", variant="2B")
    step(furnished, "Skicka förfrågan")
    assert furnished.says("redan bokning B2 av samma insats")


def test_what_is_our_turn_waits_on_the_first_page_and_in_the_navigation(furnished: Any, ctx: Context) -> None:
    begin(furnished)
    furnished.go("overview")
    assert furnished.says("1 förfrågan där det är vår tur")
    furnished.go("requests")
    step(furnished, "Skicka förfrågan")
    furnished.go("overview")
    assert not furnished.says("där det är vår tur")


def test_a_request_from_a_persons_card_is_for_her(furnished: Any) -> None:
    furnished.go("people", 2)
    furnished.tab("Bokningar")
    furnished.push("Ny förfrågan")
    assert furnished.shell.current == "requests"
    assert "2024-0002" in str(furnished.form.raw()["case_number"])


def test_an_opinion_is_written_as_a_pdf(furnished: Any, tmp_path: Path, pick: Callable[[Path], None]) -> None:
    begin(furnished, procedure="Yttrande")
    step(furnished, "Ansökan har kommit")
    step(furnished, "Inget åtagande", reason="Samma kurs ges här.", reference="KS 2025/3")
    pick(tmp_path)
    furnished.push("Skriv yttrandet …")
    assert furnished.says("Yttrandet ligger i ")
    (file,) = tmp_path.glob("Yttrande*.pdf")
    with pypdfium2.PdfDocument(file) as document:
        words = " ".join(document[0].get_textpage().get_text_bounded().split())
    assert "Bo Provlund" in words
    assert "överklagandenämnd" in words
