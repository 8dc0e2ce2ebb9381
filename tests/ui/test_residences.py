"""Does a person's card show who answers for costs, and tell what a move does before it is saved or removed?"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from factories import THIRD, day, month, residence
from mottagning.domain.people import Residence
from mottagning.readmodels.residences import Move
from mottagning.uikit.timeline import Timeline
from mottagning.usecases import move_effects
from mottagning.usecases.context import Context
from mottagning.usecases.people import save_residence
from mottagning.usecases.returns.closing import close_month

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
AMINA = "2024-0001"


@pytest.fixture
def at_amina(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody at the card of Amina, who is ours, with September and October closed."""
    close_month(ctx, month("2024-09"))
    close_month(ctx, month("2024-10"))
    hands.program.enter(ctx)
    hands.settle()
    hands.go("people")
    hands.tab("Hemkommun")
    return hands


def homes(ctx: Context) -> list[tuple[str, str]]:
    """Amina's municipalities with their first days."""
    with ctx.reading() as reader:
        return [(one.value.municipality, str(one.value.days.start)) for one in reader.residences.of_person(1)]


def note(hands: Any) -> str:
    """What the form says it comes to."""
    label: QLabel = hands.screen._form._note
    return label.text().replace("\u00a0", " ")


def test_a_move_is_told_while_it_is_typed_and_then_saved(at_amina: Any, ctx: Context) -> None:
    """21 of 31 days of October at 9 500 kr."""
    at_amina.push("Ny hemkommun")
    assert at_amina.form.raw()["known_on"] == "2025-03-03", "it is proposed as known today"
    assert note(at_amina) == "", "nothing can be told yet"
    at_amina.fill(municipality="Strömsund", first="2024-10-11")
    at_amina.settle()
    assert "Östersund slutar 2024-10-10 av sig själv." in note(at_amina)
    assert "Köp, Krokom: 1 bokning. Stängda månader: 6 435,48 kr mindre att betala." in note(at_amina)
    assert at_amina.says("B1 sfi, Krokom, oktober 2024–mars 2026 (köp)")
    assert homes(ctx) == [("2380", "2020-01-01")], "telling writes nothing"
    at_amina.key(Key.Key_S, CONTROL)
    assert homes(ctx) == [("2380", "2020-01-01"), (THIRD, "2024-10-11")]
    assert at_amina.says("Östersund   2020-01-01–2024-10-10"), "the row without an end is told with its end"
    assert at_amina.says("folkbokförd, svarar för kostnaderna · känt 2025-03-03")


def test_what_can_no_longer_be_read_is_no_longer_told(at_amina: Any) -> None:
    at_amina.push("Ny hemkommun")
    at_amina.fill(municipality="Strömsund", first="2024-10-11")
    at_amina.settle()
    assert "Strömsund" in "".join(one.accessibleDescription() for one in at_amina.visible(Timeline))
    at_amina.fill(first="i höstas")
    at_amina.settle()
    assert note(at_amina) == ""
    assert at_amina.visible(Timeline) == []


def test_days_that_clash_are_told_while_typing_and_at_their_field(at_amina: Any, ctx: Context) -> None:
    at_amina.push("Ny hemkommun")
    at_amina.fill(municipality="Strömsund", first="2019-06-01", last="2020-06-30")
    at_amina.settle()
    assert note(at_amina) == "Kan inte sparas: Östersund är angiven från 2020-01-01."
    at_amina.key(Key.Key_S, CONTROL)
    assert "krockar" in at_amina.problem("last")
    assert at_amina.problem("first") == ""
    at_amina.fill(first="2020-01-01", last="")
    at_amina.key(Key.Key_S, CONTROL)
    assert "samma dag" in at_amina.problem("first")
    assert len(homes(ctx)) == 1


def test_days_left_without_a_municipality_are_told(at_amina: Any) -> None:
    at_amina.push("Ny hemkommun")
    at_amina.fill(municipality="Strömsund", first="2024-10-11", last="2024-10-31")
    at_amina.settle()
    assert "Ingen hemkommun är angiven från 2024-11-01." in note(at_amina)


def test_a_late_answer_is_not_shown_and_what_was_typed_meanwhile_is_counted_once(
    at_amina: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = move_effects.preview_residence
    go_on = threading.Event()
    counted: list[str] = []
    shown: list[str] = []

    def slow(ctx: Context, before: Any, entered: Residence) -> Move:
        counted.append(str(entered.days.start))
        assert go_on.wait(30)
        return count(ctx, before, entered)

    monkeypatch.setattr(move_effects, "preview_residence", slow)
    at_amina.push("Ny hemkommun")
    panel = at_amina.screen._form
    told: Callable[[str], None] = panel.note
    monkeypatch.setattr(panel, "note", lambda text: (shown.append(text), told(text)))
    at_amina.fill(municipality="Strömsund", first="2024-10-11")
    at_amina.fill(first="2024-10-12")
    at_amina.fill(first="2024-10-21")
    go_on.set()
    at_amina.settle()
    assert counted == ["2024-10-11", "2024-10-21"], "one at a time, and only what stands there when the former is back"
    assert [text.splitlines()[0] for text in shown if text] == ["Östersund slutar 2024-10-20 av sig själv."]


def test_an_answer_that_comes_after_the_form_is_gone_is_nowhere(
    at_amina: Any, answers: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    count = move_effects.preview_residence
    go_on = threading.Event()
    monkeypatch.setattr(move_effects, "preview_residence", lambda *given: (go_on.wait(30), count(*given))[1])
    at_amina.push("Ny hemkommun")
    at_amina.fill(municipality="Strömsund", first="2024-10-11")
    at_amina.screen.leave_form()
    go_on.set()
    at_amina.settle()
    assert at_amina.says("Ny hemkommun")
    assert not at_amina.says("slutar 2024-10-10")


def test_before_a_residence_is_removed_it_is_told_what_that_does(at_amina: Any, ctx: Context, answers: Any) -> None:
    """21 of 31 days of October, which November's closing took back, and November: 6 435.48 + 9 500."""
    save_residence(ctx, None, residence(AMINA, THIRD, "2024-10-11"))
    close_month(ctx, month("2024-11"))
    at_amina.go("people", 2)
    at_amina.go("people", 1)
    at_amina.push("Redigera Strömsund 2024-10-11–")
    assert note(at_amina) == "", "nothing is changed yet"
    answers.yes = False
    at_amina.push("Ta bort")
    (asked,) = answers.asked
    assert "Strömsund 2024-10-11–" in asked
    assert "Stängda månader: 15 935,48 kr mer att betala." in asked.replace("\u00a0", " ")
    assert "Av andra ändringar väntar" not in asked, "the move was returned with November"
    assert len(homes(ctx)) == 2
    answers.yes = True
    at_amina.push("Ta bort")
    assert homes(ctx) == [("2380", "2020-01-01")]


def test_the_card_tells_every_range_of_days_also_those_that_nobody_answers_for(at_amina: Any, ctx: Context) -> None:
    told = replace(
        residence(AMINA, THIRD, "2024-10-11", "2024-12-31"), source="Skatteverket", known_on=day("2024-11-02")
    )
    save_residence(ctx, None, told)
    at_amina.go("people", 2)
    at_amina.go("people", 1)
    (line,) = at_amina.visible(Timeline)
    assert line.accessibleDescription() == (
        "Östersund 2020-01-01–2024-10-10, folkbokförd, svarar för kostnaderna. "
        "Strömsund 2024-10-11–2024-12-31, folkbokförd, svarar för kostnaderna · Skatteverket · känt 2024-11-02. "
        "Ingen uppgift 2025-01-01–, Ingen svarar för kostnaderna. B1 sfi 2024-09-01–"
    )
    assert at_amina.says("Ingen uppgift   2025-01-01–")
    assert at_amina.says("folkbokförd, svarar för kostnaderna · Skatteverket · känt 2024-11-02")
    assert at_amina.says("flyttregel"), "day by day is not always who pays for a booking"
