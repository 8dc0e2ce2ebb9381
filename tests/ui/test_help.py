"""Does help come up for what is on the screen, and can it be read, searched and walked through?"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QPushButton, QWidget

from mottagning.readmodels.handbook import Handbook
from mottagning.texts import handbook as texts
from mottagning.ui.handbook.topic import without_count
from mottagning.ui.handbook.window import HelpWindow
from mottagning.ui.reception.places import PLACES
from mottagning.uikit import theme
from mottagning.uikit.messages import Unsaved
from mottagning.uikit.tabs import TabBar
from mottagning.usecases import handbook

Key = Qt.Key
REAL_BOX = QMessageBox.exec
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture(scope="module")
def book() -> Handbook:
    return handbook.handbook()


@pytest.fixture
def helper(app: Any, book: Handbook) -> Iterator[HelpWindow]:
    """The help, at its first page."""
    window = HelpWindow(book)
    window.open_at(book.pages[0])
    assert QTest.qWaitForWindowActive(window)
    yield window
    window.close()
    window.deleteLater()


def asked(hands: Any) -> str:
    """The page that F1 opens; the help is put away again."""
    QTest.keyClick(hands.target, Key.Key_F1)
    shown: HelpWindow = hands.program.helper
    assert shown.isVisible()
    found = shown.current
    shown.close()
    hands.window.activateWindow()
    assert QTest.qWaitForWindowActive(hands.window)
    return found


def press(on: QWidget, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    QTest.keyClick(on, key, modifier)


# what belongs to the screen


def test_f1_follows_from_the_first_page_to_a_form_and_the_lock(demo: Any) -> None:
    hands, found = demo, []
    hands.go("people")
    found.append(asked(hands))
    hands.tab("Hemkommun")
    found.append(asked(hands))
    hands.push("Ny hemkommun")
    hands.form.focus_first()
    found.append(asked(hands))
    hands.key(Key.Key_Escape)
    hands.push("Möjliga dubbletter")
    found.append(asked(hands))
    hands.go("returns")
    found.append(asked(hands))
    hands.program.lock()
    hands.settle()
    found.append(asked(hands))
    assert found == ["registrera-person", "hemkommun", "hemkommun", "dubbletter", "manaden", "logga-in"]


def test_the_pages_before_a_register_have_help_with_the_mouse_too(hands: Any) -> None:
    hands.push("Hjälp")
    helper = hands.program.helper
    assert helper.current == "start"
    helper.close()
    hands.window.activateWindow()
    hands.push("Skapa ett register")
    assert asked(hands) == "skapa-register"


def test_the_menu_has_help_and_it_goes_with_the_program(demo: Any) -> None:
    demo.push("Hjälp")
    assert demo.program.helper.current == "oversikt"
    demo.window.close()
    assert not demo.program.helper.isVisible()


def test_f1_in_a_question_opens_the_page_of_what_lies_under_it_and_it_can_be_read(
    demo: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    demo.go("people")
    demo.key(Key.Key_N, CONTROL)
    demo.fill(given_name="Petra")
    found: list[object] = []

    def ask_for_help() -> None:
        box = demo.app.activeModalWidget()
        if box is None or not box.isActiveWindow():
            return
        look.stop()
        QTest.keyClick(box.windowHandle(), Key.Key_F1)
        helper: HelpWindow | None = demo.program.helper
        if helper is not None:
            found.append(helper.current)
            helper.go("start")
            QTest.mousePress(helper.windowHandle(), Qt.MouseButton.BackButton)  # one that is shut out hears nothing
            found.append(helper.current)
            helper.close()
        found.append(box.isVisible())
        QTest.keyClick(box, Key.Key_Escape)

    look = QTimer(demo.window)
    look.timeout.connect(ask_for_help)
    look.start(5)
    with monkeypatch.context() as real:
        real.setattr(QMessageBox, "exec", REAL_BOX)
        demo.key(Key.Key_Escape)
    look.stop()
    assert found == ["registrera-person", "registrera-person", True]
    assert demo.form.raw()["given_name"] == "Petra", "the question was answered afterwards: to stay"
    monkeypatch.setattr("mottagning.uikit.messages.ask_about_unsaved", lambda *_asked: Unsaved.DISCARD)


def test_every_area_and_every_tab_has_a_page_of_its_own(demo: Any, book: Handbook) -> None:
    places = {place for page in book.pages for place in page.places}
    seen = {f"{area}/{word}" for area in demo.shell._places for word in tabs_of(demo, area)}
    assert len(seen) > 40
    missing = sorted((seen | set(demo.shell._places)) - places)
    assert not missing, "\n".join(missing)


def tabs_of(hands: Any, area: str) -> set[str]:
    """The words of every tab of an area, those within others too; a bar that leads to other areas is none of its."""
    hands.go(area)
    found: set[str] = set()
    for place in range(len(bars[0].words) if (bars := hands.visible(TabBar)) else 0):
        hands.visible(TabBar)[0].choose(place)
        hands.settle()
        if hands.shell.current != area:
            return set()
        inside = [bar.words for bar in hands.visible(TabBar) if bar.words != list(PLACES.values())]
        found |= {without_count(word) for words in inside for word in words}
    return found


# reading


def test_a_link_leads_to_its_page_and_one_comes_back(helper: HelpWindow) -> None:
    helper.page.wanted.emit("hemkommun#en-flytt")
    assert helper.current == "hemkommun"
    assert helper.page.verticalScrollBar().value() > 0
    press(helper, Key.Key_Left, ALT)
    assert helper.current == "start"
    press(helper, Key.Key_Right, ALT)
    assert helper.current == "hemkommun"


def test_the_mouse_s_side_buttons_turn_the_page_of_the_help_and_not_that_of_the_window_behind(demo: Any) -> None:
    demo.go("people")
    demo.go("bookings")
    demo.key(Key.Key_F1)
    helper: HelpWindow = demo.program.helper
    first = helper.current
    helper.go("start")
    for side, page in ((Qt.MouseButton.BackButton, first), (Qt.MouseButton.ForwardButton, "start")):
        QTest.mousePress(helper.windowHandle(), side, Qt.KeyboardModifier.NoModifier, helper.rect().center())
        demo.settle()
        assert helper.current == page
    assert demo.shell.current == "bookings"
    helper.close()


def test_what_is_searched_for_is_listed_opened_and_marked(helper: HelpWindow) -> None:
    press(helper, Key.Key_F, CONTROL)
    assert helper.search.hasFocus()
    helper.search.setText("kontrollsiffran")
    assert helper.list.item(0).data(Qt.ItemDataRole.UserRole) == "ekonom-rattelser"
    press(helper.search, Key.Key_Return)
    assert helper.current == "ekonom-rattelser"
    marks = {mark.cursor.selectedText().lower() for mark in helper.page.extraSelections()}
    assert marks == {"kontrollsiffr"}
    press(helper, Key.Key_Escape)
    assert helper.isVisible()
    assert helper.page.extraSelections() == []
    assert helper.list.currentItem().text() == "För ekonomen: rättelser, gränser och stängning"
    press(helper, Key.Key_Escape)
    assert not helper.isVisible()


def test_everything_has_a_name_and_tab_goes_through_it(app: Any, helper: HelpWindow) -> None:
    helper.search.setFocus()
    wanted = {helper.search, helper.list, helper.page, *helper.findChildren(QPushButton)}
    wanted = {one for one in wanted if one.isEnabled()}
    assert all(one.accessibleName() for one in wanted)
    reached = set()
    for _ in range(60):  # links of the page are places too
        reached.add(app.focusWidget())
        QTest.keyClick(app.focusWidget(), Key.Key_Tab)
    assert wanted <= reached


def test_f1_in_the_help_tells_of_the_help(helper: HelpWindow) -> None:
    press(helper, Key.Key_F1)
    assert helper.current == "hjalpen"


def test_it_is_said_when_nothing_is_found(helper: HelpWindow) -> None:
    helper.search.setText("xyzzy")
    assert helper.list.count() == 0
    assert helper._found.text() == texts.NO_HITS


def test_the_contents_lead_with_the_arrows(helper: HelpWindow) -> None:
    helper.list.setFocus()
    press(helper.list, Key.Key_Down)
    assert helper.current == "skapa-register"


def test_letters_grow_and_pictures_fit(helper: HelpWindow) -> None:
    helper.go("people" if helper.current != "start" else "registrera-person")
    before = helper.page.document().defaultFont().pixelSize()
    press(helper, Key.Key_Plus, CONTROL)
    assert helper.page.document().defaultFont().pixelSize() > before
    press(helper, Key.Key_0, CONTROL)
    assert helper.page.document().defaultFont().pixelSize() == before
    assert helper.page.horizontalScrollBar().maximum() == 0


def test_the_page_wears_the_theme(app: Any, helper: HelpWindow) -> None:
    looks = []
    for mode in (theme.Mode.DARK, theme.Mode.LIGHT):
        theme.apply(app, mode)
        looks.append(helper.page.document().defaultStyleSheet())
    assert theme.DARK.text.lower() in looks[0]
    assert theme.LIGHT.text.lower() in looks[1]
