"""Can a month's list be written, and taken in again, with the keyboard alone and with everybody told of?"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QCheckBox

from factories import booking, without_right
from mottagning.domain.bookings import Outcome
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.services import Service
from mottagning.usecases.context import Context

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def at_bookings(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody without the right to protected people at the bookings of the small office, where Bo's talks lack one."""
    with ctx.writing() as uow:
        uow.services.add(Service(name="samtal", code="I77"))
        uow.bookings.add(booking("2025-01-13", key="B5", case_number="2024-0002", service="samtal", ground="avtal"))
        uow.commit()
    hands.program.enter(without_right(ctx))
    hands.settle()
    hands.go("bookings")
    return hands


@pytest.fixture
def file(tmp_path: Path, pick: Callable[[Path], None]) -> Path:
    """Where the list is written to, and chosen from."""
    pick(tmp_path / "lista.xlsx")
    return tmp_path / "lista.xlsx"


def write(hands: Any) -> None:
    hands.push("Lista till anordnaren …")
    hands.fill(way="säker e-post")
    hands.key(Key.Key_S, CONTROL)
    hands.key(Key.Key_S, CONTROL)


def answer(file: Path, **cells: object) -> None:
    """Fill in the list as the other office would, by the places of its cells."""
    book = load_workbook(file)
    for place, value in cells.items():
        book["Lista"][place].value = value
    book.save(file)


def ticks(hands: Any) -> Iterator[tuple[str, bool]]:
    return ((one.text(), one.isChecked()) for one in hands.visible(QCheckBox) if "→" in one.text())


def test_who_is_in_the_list_and_who_is_not_is_told_before_it_is_written(at_bookings: Any, file: Path) -> None:
    hands = at_bookings
    hands.push("Lista till anordnaren …")
    assert hands.form.raw()["recipient"] == "Krokom", "there is but one to choose"
    assert hands.form.raw()["month"] == "2025-02", "the month that has ended"
    hands.fill(recipient="", way="säker e-post")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("recipient")
    hands.fill(recipient="Krokom")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("2 bokningar är med.")
    assert hands.says("B5 · Bo Provlund")
    assert hands.says("Skriv paragrafen som Grund i bokningen")
    assert not hands.says("skyddade"), "to who may not know there is nobody"
    assert not file.exists()
    hands.key(Key.Key_S, CONTROL)
    assert file.exists()


def test_who_may_know_is_told_how_many_are_left_out(hands: Any, ctx: Context, small_office: None, file: Path) -> None:
    hands.program.enter(ctx)
    hands.settle()
    hands.go("bookings")
    hands.push("Lista till anordnaren …")
    hands.fill(way="SDK")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("1 person med skyddade uppgifter är inte med. Hör av dig om dem på annat sätt.")
    assert not hands.says("Cleo")


def test_an_answer_is_looked_at_chosen_saved_and_undone(at_bookings: Any, ctx: Context, file: Path) -> None:
    hands = at_bookings
    write(hands)
    answer(file, I2="nej", J2=datetime.date(2025, 2, 14), K2="avbrott", M3="kurs X")
    hands.push("Läs in svar …")
    assert hands.says("Svar från Krokom för februari 2025")
    assert list(ticks(hands)) == [
        ("Till och med: – → 2025-02-14", True),
        ("Slut: – → avbrott", True),
        ("Slut anmält: – → 2025-03-03", True),
        ("Variant: – → kurs X", False),
    ]
    assert hands.says("Avtalet har inget pris för kursen.")
    assert hands.app.focusWidget().text().startswith("Till och med"), "the cursor stands on the first tick"
    hands.reach(_box(hands, "Slut anmält"))
    hands.key(Key.Key_Space)
    assert hands.button("Spara 2 ändringar")
    hands.key(Key.Key_S, CONTROL)
    with ctx.reading() as reader:
        saved = reader.bookings.find("B1").value  # type: ignore[union-attr]
    assert (saved.days.last, saved.outcome, saved.end_told_on) == (
        datetime.date(2025, 2, 14),
        Outcome.INTERRUPTED,
        None,
    )
    assert hands.says("2 ändringar sparade ur svaret.")
    hands.push("Ångra")
    with ctx.reading() as reader:
        assert reader.bookings.find("B1").value.days.is_open  # type: ignore[union-attr]


def _box(hands: Any, beginning: str) -> QCheckBox:
    return next(one for one in hands.visible(QCheckBox) if one.text().startswith(beginning))


def test_what_cannot_be_read_is_told_cell_by_cell_beside_what_can(at_bookings: Any, file: Path) -> None:
    hands = at_bookings
    write(hands)
    answer(file, J2="i fredags", L3=datetime.date(2025, 2, 27))
    hands.push("Läs in svar …")
    assert hands.says("De andra raderna kan sparas.")
    assert hands.says("Väntade ett datum")
    assert [words for words, _ in ticks(hands)] == ["Senast närvarande: – → 2025-02-27"]


def test_an_answer_that_says_nothing_cannot_be_saved_and_is_left_with_esc(at_bookings: Any, file: Path) -> None:
    hands = at_bookings
    write(hands)
    hands.push("Läs in svar …")
    assert hands.says("Svaret säger inget som ändrar era bokningar.")
    assert not hands.button("Spara 0 ändringar").isEnabled()
    hands.key(Key.Key_Escape)
    assert not hands.says("Svar från Krokom")


def test_a_list_may_be_dropped_on_the_page(at_bookings: Any, file: Path) -> None:
    hands = at_bookings
    write(hands)
    answer(file, L3=datetime.date(2025, 2, 27))
    told = QMimeData()
    told.setUrls([QUrl.fromLocalFile(str(file))])
    copy, left, plain = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    hands.screen.dropEvent(QDropEvent(QPointF(5, 5), copy, told, left, plain))
    hands.settle()
    assert hands.says("Svar från Krokom")


def test_another_file_is_refused_in_words(at_bookings: Any, file: Path, shown_errors: list[BaseException]) -> None:
    file.write_text("inget blad")
    at_bookings.push("Läs in svar …")
    [error] = shown_errors
    assert isinstance(error, Refused)
    assert error.code is RefusalCode.NOT_AN_ANSWER
