"""When somebody else has the register: does the window say who, let read, keep what was typed, and come back?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from children import Child, dismiss, holder
from factories import PASSPHRASE
from mottagning.system import lock
from mottagning.system.lock import Purpose, lock_file_of
from mottagning.system.places import Place, PlaceKind
from mottagning.usecases import people
from mottagning.usecases.context import Context

Key = Qt.Key


@pytest.fixture
def register(ctx: Context, small_office: None) -> Path:
    """The register of the small office, which nobody here has open."""
    ctx.db.close()
    return ctx.db.file


@pytest.fixture
def other(register: Path) -> Iterator[Child]:
    """Another program that has it."""
    running = holder(register)
    yield running
    if running.returncode is None:
        dismiss(running)


def log_in(hands: Any, register: Path) -> None:
    hands.program.start.show_login(register)
    hands.settle()
    hands.fill(passphrase=PASSPHRASE)
    hands.key(Key.Key_Return)


@pytest.fixture
def reader(hands: Any, register: Path, other: Child) -> Any:
    """Somebody who comes second."""
    log_in(hands, register)
    return hands


def strip(hands: Any) -> str:
    return "\n".join(one.text() for one in hands.visible(QLabel) if "har registret öppet" in one.text())


def test_the_second_sees_who_has_it_reads_and_cannot_change(reader: Any, ctx: Context, shown_errors: list[Any]) -> None:
    assert strip(reader).startswith("prov har registret öppet på datorn ")
    assert reader.says("Du kan läsa allt")
    reader.go("people")
    reader.screen.list.table.setFocus()
    reader.key(Key.Key_Down)
    reader.push("Redigera")
    reader.fill(given_name="Amina Prov")
    reader.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert reader.says("Vänta tills den andra är klar")
    assert shown_errors == [], "it is said at the form"
    assert "Amina Prov" not in [line.name for line in people.list_people(ctx)]


def test_what_was_typed_is_still_there_when_the_other_has_gone(reader: Any, ctx: Context, other: Child) -> None:
    reader.go("people")
    reader.screen.list.table.setFocus()
    reader.key(Key.Key_Down)
    reader.push("Redigera")
    reader.fill(given_name="Amina Prov")
    reader.push("Försök igen")
    assert reader.says("fortfarande öppet hos den andra")
    dismiss(other)
    reader.push("Försök igen")
    assert strip(reader) == ""
    assert reader.says("Nu kan du ändra i registret.")
    assert reader.form.raw()["given_name"] == "Amina Prov"
    reader.key(Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert any("Amina Prov" in line.name for line in people.list_people(ctx))
    with ctx.reading() as opened:
        assert opened.log_breaks() == []


def test_the_register_is_let_go_when_it_is_left_and_when_the_window_closes(hands: Any, register: Path) -> None:
    log_in(hands, register)
    assert lock_file_of(register).exists()
    assert strip(hands) == ""
    hands.program.leave()
    hands.settle()
    assert not lock_file_of(register).exists()
    log_in(hands, register)
    assert lock_file_of(register).exists()
    hands.window.close()
    assert not lock_file_of(register).exists()


def test_who_has_not_been_heard_of_on_the_network_is_taken_over_when_that_is_confirmed(
    hands: Any, register: Path, answers: Any, monkeypatch: pytest.MonkeyPatch, clock: Any
) -> None:
    for module in ("usecases.access", "usecases.admin.registers"):
        monkeypatch.setattr(f"mottagning.{module}.place_of", lambda _path: Place(PlaceKind.NETWORK))
    left = lock.take(register, "Karin Kollega", Purpose.WINDOW, clock().replace(tzinfo=None, day=1))
    assert isinstance(left, lock.RegisterLock)
    lock_file_of(register).unlink()
    lock_file_of(register).write_bytes(replace(left.holder, computer="ANNAN-PC").dumps())
    log_in(hands, register)
    assert "Karin Kollega" in strip(hands)
    assert "tyst" in strip(hands)
    answers.yes = False
    hands.push("Ta över skrivningen …")
    assert "ANNAN-PC" in strip(hands)
    answers.yes = True
    hands.push("Ta över skrivningen …")
    assert strip(hands) == ""
