"""Can the counterpart's own form be chosen, tried and removed on the agreement's card, with the keyboard alone?"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices

from counterpart_forms import a_form, with_cells, with_parts
from factories import month
from mottagning.domain.problems import Refused
from mottagning.usecases.context import Context
from mottagning.usecases.return_templates import form_of, read_form, save_form
from mottagning.usecases.returns.closing import close_month
from workbooks import values

Key = Qt.Key


@pytest.fixture
def card(furnished: Any, ctx: Context) -> Any:
    """The card of the agreement that we buy under, on its facts."""
    furnished.go("agreements", 1)
    furnished.tab("Uppgifter")
    return furnished


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were opened in another program."""
    found: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: found.append(url.toLocalFile()))
    return found


def _push_by_keyboard(hands: Any, word: str) -> None:
    hands.reach(hands.button(word))
    hands.key(Key.Key_Space)


def test_a_form_is_chosen_at_the_keyboard_after_what_it_loses_was_told(
    card: Any, ctx: Context, tmp_path: Path, pick: Callable[[Path], None]
) -> None:
    assert card.says("Ingen. Vill motparten ha underlaget i sin egen arbetsbok")
    pick(with_parts(a_form(tmp_path / "Faktura.xlsx"), {"xl/media/image1.png": b""}))
    _push_by_keyboard(card, "Välj arbetsbok …")
    assert card.says("Faktura.xlsx: 8 märken och en märkt rad med 6 kolumner.")
    assert card.says("Det här följer inte med när blanketten fylls i:")
    assert card.says("• bilder, till exempel en logotyp")
    assert form_of(ctx, "A1") is None
    assert card.target is card.button("Använd blanketten")
    card.key(Key.Key_Space)
    assert form_of(ctx, "A1") is not None
    assert card.says("Faktura.xlsx (")
    assert card.screen.isAncestorOf(card.target), "the cursor stays on the page"


def test_a_form_that_was_looked_at_is_left(
    card: Any, ctx: Context, tmp_path: Path, pick: Callable[[Path], None]
) -> None:
    pick(a_form(tmp_path / "Faktura.xlsx"))
    card.button("Välj arbetsbok …").setFocus()
    card.push("Välj arbetsbok …")
    assert card.says("Allt i arbetsboken följer med.")
    assert card.app.focusWidget() is card.button("Använd blanketten")
    card.push("Avbryt")
    assert form_of(ctx, "A1") is None
    assert card.says("Ingen. Vill motparten")


def test_a_workbook_that_cannot_be_filled_in_is_told_and_nothing_changes(
    card: Any, ctx: Context, tmp_path: Path, pick: Callable[[Path], None], shown_errors: list[BaseException]
) -> None:
    pick(with_cells(tmp_path / "utan.xlsx", {"A1": "Belopp"}))
    card.push("Välj arbetsbok …")
    (error,) = shown_errors
    assert isinstance(error, Refused)
    assert error.params["reason"] == "no_marks"
    assert card.says("Ingen. Vill motparten")


def test_a_form_is_tried_with_the_latest_closed_return_and_opened(
    card: Any, ctx: Context, tmp_path: Path, pick: Callable[[Path], None], opened: list[str]
) -> None:
    close_month(ctx, month("2024-09"))
    save_form(ctx, None, "A1", read_form(a_form(tmp_path / "Faktura.xlsx")).file)
    card.screen.reread()
    card.settle()
    card.tab("Uppgifter")
    pick(tmp_path / "prov.xlsx")
    card.push("Pröva …")
    assert values(tmp_path / "prov.xlsx")["Faktura"]["B1"] == "2024-09 2309 K 1"
    assert opened == [str(tmp_path / "prov.xlsx")]


def test_a_form_is_removed_after_a_question(card: Any, ctx: Context, tmp_path: Path, answers: Any) -> None:
    save_form(ctx, None, "A1", read_form(a_form(tmp_path / "Faktura.xlsx")).file)
    card.screen.reread()
    card.settle()
    card.tab("Uppgifter")
    card.push("Ta bort blanketten")
    assert form_of(ctx, "A1") is None


def test_the_workbook_with_all_marks_is_saved(card: Any, tmp_path: Path, pick: Callable[[Path], None]) -> None:
    pick(tmp_path / "alla.xlsx")
    card.push("Spara ett exempel …")
    assert len(read_form(tmp_path / "alla.xlsx").columns) == 33
