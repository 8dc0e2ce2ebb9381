"""Can a request go as a file, and its answer be taken in, with the keyboard alone?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from factories import OTHER, day
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.uikit.messages import message_of
from mottagning.usecases.context import Context
from ui.test_requests import CONTROL, Key, begin, step
from workbooks import make


@pytest.fixture
def file(tmp_path: Path, pick: Callable[[Path], None]) -> Path:
    """Where the request is written to, and chosen from."""
    pick(tmp_path / "fil.xlsx")
    return tmp_path / "fil.xlsx"


@pytest.fixture
def asked(furnished: Any, ctx: Context) -> Any:
    """A place is asked for, and Bo has agreed to what leaves."""
    consent = Consent(
        case_number="2024-0002", recipient=OTHER, purpose=ConsentPurpose.PLANNING, given_on=day("2025-02-01")
    )
    with ctx.writing() as uow:
        uow.consents.add(consent)
        uow.commit()
    begin(furnished, agreement="A1")
    step(furnished, "Skicka förfrågan")
    return furnished


def fill_in(file: Path, **cells: str) -> None:
    """Answer as the other office does."""
    book = load_workbook(file)
    for place, said in cells.items():
        book["Svar"][place] = said
    book.save(file)


def test_a_request_without_a_ground_says_what_to_do(furnished: Any, file: Path) -> None:
    begin(furnished)
    furnished.push("Skriv förfrågan som fil …")
    assert furnished.says("Lägg in samtycket på personens kort")
    assert not furnished.button("Skriv filen …").isEnabled()
    furnished.key(Key.Key_Escape)
    assert furnished.says("Påbörjad")


def test_it_is_written_answered_saved_and_undone(asked: Any, file: Path) -> None:
    asked.push("Skriv förfrågan som fil …")
    assert asked.says("samtycke 2025-02-01")
    asked.key(Key.Key_S, CONTROL)
    fill_in(file, B1="i kö", B5="Skolan")
    asked.push("Läs in svar …")
    ticks = [one.text() for one in asked.visible(QCheckBox) if one.isChecked()]
    assert ticks == ["Anordnare: – → Skolan", "I kö: 2025-03-03"]
    asked.key(Key.Key_S, CONTROL)
    assert asked.says("I kö, plats 1")
    assert asked.says("Skolan")
    asked.key(Key.Key_Z, CONTROL)
    assert asked.says("Väntar på svar")
    assert not asked.screen.list._undo.count(), "the way back above the list goes with it"


def test_an_answer_that_cannot_be_read_says_which_cell(asked: Any, file: Path) -> None:
    asked.push("Skriv förfrågan som fil …")
    asked.key(Key.Key_S, CONTROL)
    fill_in(file, B1="kanske")
    asked.push("Läs in svar …")
    assert asked.says("Väntade ett av: antagen, i kö, avböjd.")
    assert not asked.says("Svaret säger inget"), "what it says cannot be read yet"
    assert asked.app.focusWidget() is asked.button("Avbryt")
    asked.key(Qt.Key.Key_Escape)
    assert asked.says("Väntar på svar")


def test_a_workbook_that_is_no_answer_is_told_what_would_be_one(
    asked: Any, tmp_path: Path, pick: Callable[[Path], None], shown_errors: list[BaseException]
) -> None:
    pick(make(tmp_path / "lista.xlsx", {"Lista": [["Namn"]]}))
    asked.push("Läs in svar …")
    (error,) = shown_errors
    said = message_of(error)
    assert said.what == "lista.xlsx är inget svar på en förfrågan som har skrivits härifrån."
    assert "Bladet Förfrågan" in said.advice


def test_an_answer_that_cannot_be_noted_now_is_not_said_to_be_empty(asked: Any, file: Path) -> None:
    asked.push("Skriv förfrågan som fil …")
    asked.key(Key.Key_S, CONTROL)
    fill_in(file, B1="antagen")
    step(asked, "Återta")
    asked.push("Läs in svar …")
    assert asked.says("Svaret kan inte noteras nu")
    assert not asked.says("Svaret säger inget")
