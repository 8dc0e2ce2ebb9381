"""Can the search be used from the keyboard alone, at any speed of typing, and does it tell what it shows?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListWidget

from factories import TEST_NUMBERS, person
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.readmodels.search import Found
from mottagning.ui import register
from mottagning.usecases import people
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people
from mottagning.usecases.searching import latest, search

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
LONGEST = 30


@pytest.fixture
def window(hands: Any, ctx: Context, small_office: None) -> Any:
    """The small office, with a search that is begun."""
    hands.program.enter(ctx)
    hands.settle()
    hands.key(Key.Key_K, CONTROL)
    return hands


def listed(hands: Any) -> list[str]:
    """What the search lists."""
    return [one.item(place).text() for one in hands.visible(QListWidget) for place in range(one.count())]


def write(hands: Any, text: str) -> list[str]:
    """Type, and see what is listed."""
    hands.type(text)
    hands.settle()
    return listed(hands)


@dataclass
class Slow:
    """A search that answers when it is let."""

    asked: list[str] = field(default_factory=list)
    may_answer: Event = field(default_factory=Event)

    def __call__(self, ctx: Context, text: str) -> Found:
        self.asked.append(text)
        assert self.may_answer.wait(LONGEST)
        return search(ctx, text)


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> Iterator[Slow]:
    """Searches wait until they are let go on."""
    made = Slow()
    monkeypatch.setattr(register, "search", made)
    yield made
    made.may_answer.set()


def test_only_the_last_of_fast_keystrokes_is_looked_for_and_shown(window: Any, slow: Slow) -> None:
    window.type("prov")
    assert listed(window) == [], "the window does not wait"
    slow.may_answer.set()
    window.settle()
    assert slow.asked == ["p", "prov"]
    assert [one.split("   ")[0] for one in listed(window)] == ["Amina Provlund", "Bo Provlund"]


def test_a_late_answer_to_what_was_typed_before_is_not_shown(window: Any) -> None:
    write(window, "amina")
    shown = listed(window)
    window.shell.search.show_found("am", Found())
    assert listed(window) == shown


def test_an_answer_after_leaving_is_not_shown(window: Any, slow: Slow) -> None:
    window.type("p")
    QTest.keyClick(window.target, Key.Key_Escape)
    slow.may_answer.set()
    window.settle()
    assert listed(window) == []


def test_enter_before_the_answer_opens_what_was_typed_and_not_what_was_shown(window: Any, slow: Slow) -> None:
    slow.may_answer.set()
    assert write(window, "b")[0].startswith("Bo Provlund")
    slow.may_answer.clear()
    QTest.keyClick(window.target, Key.Key_Backspace)
    window.type("dana")
    QTest.keyClick(window.target, Key.Key_Return)
    assert window.shell.current == "overview"
    slow.may_answer.set()
    window.settle()
    assert window.screen.list.table.current.name == "Dana Grann"
    assert window.shell.search.text() == ""


def test_a_search_that_fails_is_told_and_the_next_one_works(
    window: Any, monkeypatch: pytest.MonkeyPatch, shown_errors: list[Any]
) -> None:
    def broken(_ctx: Context, _text: str) -> Found:
        raise Trouble(TroubleCode.REGISTER_DAMAGED)

    monkeypatch.setattr(register, "search", broken)
    assert write(window, "a") == []
    assert [error.code for error in shown_errors] == [TroubleCode.REGISTER_DAMAGED]
    monkeypatch.setattr(register, "search", search)
    window.key(Key.Key_K, CONTROL)
    assert write(window, "amina")[0].startswith("Amina")


def test_the_keyboard_walks_the_hits_and_stops_at_the_ends(window: Any) -> None:
    write(window, "prov")
    said: Callable[[], str] = window.shell.search.accessibleDescription
    assert said() == "Amina Provlund, 2024-0001, Person, träff 1 av 2"
    window.key(Key.Key_Up)
    assert said().startswith("Amina")
    for key in (Key.Key_PageDown, Key.Key_Down):
        window.key(key)
        assert said() == "Bo Provlund, 2024-0002, Person, träff 2 av 2"
    window.key(Key.Key_PageUp)
    assert said().startswith("Amina")


def test_esc_puts_the_cursor_back_where_it_was(window: Any, answers: Any) -> None:
    window.key(Key.Key_Escape)
    window.go("people")
    window.key(Key.Key_N, CONTROL)
    window.type("Pia")
    field = window.app.focusWidget()
    window.key(Key.Key_K, CONTROL)
    window.type("am")
    window.key(Key.Key_Escape)
    assert window.app.focusWidget() is field
    window.key(Key.Key_Escape)
    QTest.mouseClick(window.shell.search, Qt.MouseButton.LeftButton)
    window.key(Key.Key_Escape)
    assert window.screen.list.table.hasFocus(), "where it was is not known: where one begins"


def test_no_hits_are_told_and_cannot_be_chosen(window: Any) -> None:
    assert write(window, "zzz") == ["Inga träffar"]
    assert window.shell.search.accessibleDescription() == "Inga träffar"
    window.key(Key.Key_Down)
    window.key(Key.Key_Return)
    assert window.shell.current == "overview"
    assert listed(window) == ["Inga träffar"]
    window.key(Key.Key_Escape)
    assert listed(window) == []
    assert window.shell.search.accessibleDescription() == ""


def test_the_number_of_hits_is_shown_and_that_there_are_more(window: Any, ctx: Context) -> None:
    write(window, "prov")
    assert window.says("2 träffar")
    with ctx.writing() as uow:
        for place in range(25):
            uow.people.add(person(given_name=f"Zara{chr(97 + place)}", family_name="Flera"))
        uow.commit()
    window.shell.search.begin()
    assert len(write(window, "flera")) == 20
    assert window.says("20 träffar visas, det finns fler. Skriv mer.")


def test_a_former_number_and_protection_are_told_in_words(window: Any, ctx: Context) -> None:
    with ctx.writing() as uow:
        dana, cleo = uow.people.find("2024-0004"), uow.people.find("2024-0003")
        assert dana is not None
        assert cleo is not None
        uow.people.change(dana, replace(dana.value, personal_number=TEST_NUMBERS[4]))
        uow.people.change(cleo, replace(cleo.value, temporary_number="20070102-TF20"))
        uow.commit()
    assert write(window, "20200220") == ["Dana Grann   2024-0004   tidigare nummer   Person"]
    window.shell.search.begin()
    assert write(window, "070102-TF20") == ["Cleo Doldin   2024-0003   Skyddad   Person"]


def test_the_hits_stay_inside_a_small_window(window: Any, ctx: Context) -> None:
    with ctx.writing() as uow:
        for place in range(25):
            uow.people.add(person(given_name=f"Zara{chr(97 + place)}", family_name="Flera"))
        uow.commit()
    window.window.resize(900, 500)
    window.settle()
    write(window, "flera")
    card = window.visible(QListWidget)[0].parentWidget()
    assert window.shell.rect().contains(card.geometry())


# what was opened last


def test_an_empty_search_shows_whose_cards_one_opened_last(window: Any, ctx: Context) -> None:
    assert listed(window) == [], "nothing has been opened yet, and nothing is said"
    window.key(Key.Key_Escape)
    for number in (1, 4, 2):
        window.go("people", number)
    first, second = (line.name for number in (2, 4) for line in list_people(ctx) if line.id == number)
    window.go("overview")
    window.key(Key.Key_K, CONTROL)
    assert [one.split("   ")[0] for one in listed(window)][:2] == [first, second]
    assert window.says("Senast öppnade")
    window.key(Key.Key_Down)
    window.key(Key.Key_Return)
    assert (window.shell.current, window.screen.list.table.current.name) == ("people", second)


def test_what_was_opened_last_is_ones_own_and_nobody_who_may_not_be_seen(window: Any, ctx: Context) -> None:
    for number in (1, 2, 3):
        people.open_person(ctx, number)
    without = replace(ctx, user=replace(ctx.user, may_see_protected=False))
    assert [hit.id for hit in latest(ctx).hits] == [3, 2, 1], "the third is protected"
    assert [hit.id for hit in latest(without).hits] == [2, 1]
    assert latest(replace(ctx, user=replace(ctx.user, name="Kim"))).hits == ()
