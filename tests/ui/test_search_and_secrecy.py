"""Does the search find what may be found, is a protected person nowhere without the right, and is a copy noted?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QTableView, QWidget

from factories import OTHER, days, without_right
from mottagning.domain.bookings import Procedure
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode
from mottagning.domain.requests import BookingRequest, Side
from mottagning.readmodels.search import HitKind, HitNote
from mottagning.storage.engine import connect
from mottagning.texts import window as texts
from mottagning.uikit.table import TableView
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PROTECTED = ("Cleo", "Doldin", "20070101", "070101", "2024-0003", "B3")


@pytest.fixture
def with_right(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody who may see protected people, in the small office."""
    with ctx.writing() as uow:
        amina = uow.people.find("2024-0001")
        assert amina is not None
        uow.people.change(amina, replace(amina.value, temporary_number="19900103-TF12"))
        uow.commit()
    close_month(ctx, Month(2024, 9))
    hands.program.enter(ctx)
    hands.settle()
    return hands


@pytest.fixture
def without(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody who may not see protected people, in the same office."""
    close_month(ctx, Month(2024, 9))
    hands.program.enter(without_right(ctx))
    hands.settle()
    return hands


def find(hands: Any, text: str) -> list[str]:
    """What the search lists for a text."""
    hands.key(Key.Key_K, CONTROL)
    hands.type(text)
    hands.settle()
    lists = hands.visible(QListWidget)
    return [one.item(place).text() for one in lists for place in range(one.count())]


def everything(hands: Any) -> str:
    """All that the window holds in words: shown, for screen readers, under the pointer, in lists to choose from."""
    texts = [hands.window.windowTitle(), *hands.words(), *(one.text() for one in hands.visible(QLineEdit))]
    for one in hands.window.findChildren(QWidget):
        texts += [one.toolTip(), one.accessibleName(), one.accessibleDescription()]
    for box in hands.window.findChildren(QComboBox):
        texts += [box.itemText(place) for place in range(box.count())]
    for table in hands.window.findChildren(QTableView):
        model = table.model()
        for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            texts += [
                str(model.index(row, place).data(role))
                for row in range(model.rowCount())
                for place in range(model.columnCount())
            ]
    return "\n".join(texts)


def log(ctx: Context) -> list[tuple[str, str | None, int | None]]:
    """What stands in the reading log about lists, oldest first."""
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        rows = connection.execute("SELECT what, detail, count FROM read_log WHERE person IS NULL ORDER BY id")
        return [tuple(row) for row in rows]


FOUND = (
    ("amina", "Amina Provlund", "Person", "people"),
    ("PROVL am", "Amina Provlund", "Person", "people"),
    ("900103", "Amina Provlund", "Person", "people"),
    ("2024-0001", "Amina Provlund", "Person", "people"),
    ("2024 0001", "Amina Provlund", "Person", "people"),
    ("TF12 1990", "Amina Provlund", "Person", "people"),
    ("19900103-TF12", "Amina Provlund", "Person", "people"),
    ("b2", "B2", "Bokning", "bookings"),
    ("KS 2020/1", "A1", "Avtal", "agreements"),
    ("2024-09 2309", "2024-09 2309 K 1", "Underlag", "returns"),
)


def test_one_field_finds_everything_and_enter_opens_it(with_right: Any) -> None:
    for typed, title, kind, area in FOUND:
        first = find(with_right, typed)[0]
        assert first.startswith(title), typed
        assert first.endswith(kind), typed
        with_right.key(Key.Key_Return)
        assert with_right.shell.current == area, typed
        assert with_right.says(title), typed
        assert with_right.shell.search.text() == ""


def test_arrows_choose_among_the_hits_and_escape_leaves(with_right: Any) -> None:
    assert [one.split("   ")[0] for one in find(with_right, "provlund")] == ["Amina Provlund", "Bo Provlund"]
    with_right.key(Key.Key_Down)
    with_right.key(Key.Key_Return)
    assert with_right.screen.list.table.current.name == "Bo Provlund"
    assert find(with_right, "zzz") == ["Inga träffar"]
    with_right.key(Key.Key_Escape)
    assert with_right.visible(QListWidget) == []
    assert with_right.screen.list.table.current.name == "Bo Provlund"


def test_who_has_the_right_finds_a_protected_person_marked_in_words(with_right: Any) -> None:
    assert find(with_right, "doldin")[0].startswith("Cleo Doldin")
    with_right.key(Key.Key_Return)
    assert with_right.says("Sekretessmarkering")
    assert "Skyddad" in everything(with_right)


def test_without_the_right_no_search_finds_her(without: Any) -> None:
    for typed in ("cleo", "doldin", "070101", "20070101", "2024-0003", "B3"):
        assert find(without, typed) == ["Inga träffar"], typed


def test_without_the_right_she_is_nowhere_in_the_window(without: Any) -> None:
    seen = [everything(without)]
    for area in ("people", "agreements", "bookings", "returns", "settings", "overview"):
        without.go(area)
        seen.append(everything(without))
    without.go("people")
    without.screen.list.table.setFocus()
    for _ in range(3):
        seen.append(everything(without))
        without.key(Key.Key_Down)
    assert without.says("3 personer"), "the count leaves her out"
    without.go("bookings")
    assert without.says("3 bokningar")
    without.key(Key.Key_N, CONTROL)
    seen.append(everything(without))
    text = "\n".join(seen)
    assert "Amina Provlund" in text
    assert [secret for secret in PROTECTED if secret in text] == []


def test_a_household_shows_only_those_who_may_be_seen(without: Any) -> None:
    find(without, "amina")
    without.key(Key.Key_Return)
    without.tab("Hushåll")
    assert without.says("I samma hushåll")
    assert without.says("Bo Provlund")
    assert not without.says("Cleo")


def test_a_protected_record_that_is_wished_for_is_gone_in_words(
    without: Any, shown_errors: list[Any], ctx: Context
) -> None:
    with ctx.reading() as reader:
        cleo = reader.people.find("2024-0003")
    assert cleo is not None
    without.go("people", cleo.id)
    without.go("bookings", "B3")
    assert {error.code for error in shown_errors} <= {RefusalCode.GONE}
    assert [secret for secret in PROTECTED if secret in everything(without)] == []


def test_what_the_window_remembers_names_nobody(with_right: Any) -> None:
    find(with_right, "doldin")
    with_right.key(Key.Key_Return)
    with_right.go("bookings")
    with_right.window.close()
    kept = with_right.program.preferences.file.read_text("utf-8")
    assert '"area": "bookings"' in kept
    assert [secret for secret in (*PROTECTED, "Amina", "Provlund") if secret in kept] == []


@pytest.mark.parametrize(
    ("area", "name", "rows"), [("people", "Personer", 3), ("bookings", "Bokningar", 3), ("returns", "Rader", 2)]
)
def test_a_copy_holds_the_chosen_rows_and_is_noted_with_their_number(
    without: Any, ctx: Context, area: str, name: str, rows: int
) -> None:
    without.go(area)
    if area == "returns":
        without.push("2  Förhandsgranska")
    table = next(one for one in without.visible(TableView) if one.accessibleName().startswith(name))
    table.setFocus()
    without.key(Key.Key_A, CONTROL)
    without.key(Key.Key_C, CONTROL)
    copied = QGuiApplication.clipboard().text().split("\n")
    assert len(copied) == 1 + rows
    assert "Amina Provlund" in "".join(copied)
    assert [secret for secret in PROTECTED if secret in "".join(copied)] == []
    assert ("copy", area, rows) in log(ctx)
    assert without.says("Kopierat")


def test_a_card_that_is_opened_is_noted_for_that_person(
    with_right: Any, ctx: Context, another: Callable[[], Context]
) -> None:
    find(with_right, "doldin")
    with_right.key(Key.Key_Return)
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        (who,) = connection.execute("SELECT person FROM read_log WHERE what = 'card' ORDER BY id DESC LIMIT 1")
        (cleo,) = connection.execute("SELECT id FROM person WHERE case_number = '2024-0003'")
    assert who == cleo


def test_what_was_searched_for_is_noted_once_it_stands_still(furnished: Any, ctx: Context) -> None:
    furnished.key(Key.Key_K, CONTROL)
    furnished.type("amina")
    furnished.settle()
    assert [what for what, _, _ in log_of(ctx) if what == "search"] == []
    furnished.program.register._searched.timeout.emit()
    furnished.settle()
    assert [one for one in log_of(ctx) if one[0] == "search"] == [("search", "amina", 1)]
    furnished.key(Key.Key_Escape)


def log_of(ctx: Context) -> list[tuple[str, str | None, int | None]]:
    """The reading log, oldest first."""
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        rows = connection.execute("SELECT what, detail, count FROM read_log ORDER BY id")
        return [tuple(row) for row in rows]


def test_a_request_is_found_by_its_key_and_opened(with_right: Any, ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.requests.add(
            BookingRequest(
                key="F9003",
                procedure=Procedure.ORDER,
                side=Side.PAYING,
                case_number="2024-0001",
                service="sfi",
                counterpart=OTHER,
                days=days("2024-10-01"),
            )
        )
        uow.commit()
    (said,) = find(with_right, "f9003")
    assert said.startswith("F9003 ")
    assert said.endswith("Förfrågan")
    with_right.key(Key.Key_Return)
    with_right.settle()
    assert with_right.shell.current == "requests"
    assert with_right.says("F9003")


def test_every_kind_of_hit_has_its_word() -> None:
    assert set(texts.HIT_KINDS) == {kind.value for kind in HitKind}
    assert set(texts.HIT_NOTES) == {note.value for note in HitNote}
