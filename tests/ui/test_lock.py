"""Does the lock hide everything about people, and give back the place and the form one left?"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QMessageBox, QTableView, QWidget

from factories import CHEAP, PASSPHRASE
from mottagning.uikit import messages
from mottagning.usecases.admin import registers
from mottagning.usecases.admin.users import renew_recovery_code
from mottagning.usecases.context import Context

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
REAL_BOX = QMessageBox.exec
NAMES = ("Amina", "Provlund", "Doldin", "19900103", "2024-0001")


@pytest.fixture
def at_people(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody who reads the card of a person in the small office."""
    hands.program.enter(ctx)
    hands.settle()
    hands.go("people")
    hands.screen.list.table.setFocus()
    hands.key(Key.Key_Down)
    hands.key(Key.Key_Up)
    return hands


def readable(hands: Any) -> str:
    """Everything that can be read in the window: words, fields, lists, names for screen readers, tooltips, title."""
    texts = [hands.window.windowTitle(), *hands.words(), *(one.text() for one in hands.visible(QLineEdit))]
    for one in hands.visible(QWidget):
        texts += [one.toolTip(), one.accessibleName(), one.accessibleDescription()]
    for table in hands.visible(QTableView):
        model = table.model()
        texts += [
            str(model.index(row, place).data())
            for row in range(model.rowCount())
            for place in range(model.columnCount())
        ]
    return "\n".join(texts)


def unlock(hands: Any, passphrase: str = PASSPHRASE) -> None:
    """Type the passphrase and press Enter."""
    hands.fill(passphrase=passphrase)
    hands.key(Key.Key_Return)


def idle_timer(hands: Any) -> QTimer:
    """The clock that runs while nobody touches the window."""
    (found,) = (one for one in hands.window.findChildren(QTimer) if one.isSingleShot() and one.interval() >= 60_000)
    return found


@pytest.mark.parametrize("way", ["Ctrl+L", "button"])
def test_nothing_about_people_is_readable_while_it_is_locked(at_people: Any, way: str) -> None:
    assert all(name in readable(at_people) for name in NAMES[:2]), "there was something to hide"
    if way == "button":
        at_people.push("Lås")
    else:
        at_people.key(Key.Key_L, CONTROL)
    assert at_people.says("Registret är låst")
    assert not any(name in readable(at_people) for name in NAMES)
    for letter in (Key.Key_K, Key.Key_2, Key.Key_N, Key.Key_F):
        at_people.key(letter, CONTROL)
        assert at_people.says("Registret är låst"), "no shortcut goes past the lock"
        assert not any(name in readable(at_people) for name in NAMES)


def opened(ctx: Context) -> int:
    """How often the register's file is open."""
    return sum(one.resolve() == ctx.db.file.resolve() for one in Path("/proc/self/fd").iterdir() if one.is_symlink())


@pytest.mark.skipif(sys.platform != "linux", reason="which files are open is asked of the system")
def test_nor_after_a_backup_was_made_behind_the_lock(
    hands: Any, ctx: Context, small_office: None, tmp_path: Path
) -> None:
    kept = replace(ctx, backups=tmp_path / "Backup")
    hands.program.enter(kept)
    hands.settle()
    assert opened(ctx) > 0
    hands.program.lock()
    hands.settle()
    assert len(list((tmp_path / "Backup").iterdir())) == 1
    assert opened(ctx) == 0
    hands.program.register.backing_up._clock.timeout.emit()
    hands.settle()
    assert opened(ctx) == 0, "an hour later there is nothing to back up, which is seen in the register too"
    unlock(hands)
    assert hands.says("Säkerhetskopia\n2025-03-03")


@pytest.mark.skipif(sys.platform != "linux", reason="which files are open is asked of the system")
def test_nothing_of_the_register_is_kept_open_while_it_is_locked(at_people: Any, ctx: Context) -> None:
    assert opened(ctx) > 0
    at_people.key(Key.Key_L, CONTROL)
    at_people.settle()
    assert opened(ctx) == 0
    unlock(at_people)
    at_people.key(Key.Key_F5)
    at_people.settle()
    assert all(name in readable(at_people) for name in NAMES[:2])


def test_only_the_right_passphrase_opens_and_one_is_where_one_was(at_people: Any) -> None:
    before = at_people.screen.list.table.current
    at_people.key(Key.Key_L, CONTROL)
    unlock(at_people, "fel fel fel fel")
    assert at_people.says("Lösenfrasen hör inte till prov")
    assert at_people.program.is_locked
    field = at_people.form.control("passphrase")
    assert (field.text(), at_people.app.focusWidget()) == ("", field), "ready for another try"
    unlock(at_people)
    assert not at_people.program.is_locked
    assert at_people.shell.current == "people"
    assert at_people.screen.list.table.current == before
    assert at_people.says("Amina Provlund")


def test_it_says_whose_session_is_locked_and_nothing_else_of_the_register(at_people: Any) -> None:
    ctx = at_people.program.register.desk.ctx
    before = set(readable(at_people).split("\n"))
    at_people.key(Key.Key_L, CONTROL)
    shown = set(readable(at_people).split("\n"))
    assert {"Register", ctx.db.file.stem, "Inloggad", f"{ctx.user.name}, administratör"} <= shown
    assert not any(text in shown for text in before if len(text) > 3 and text not in {"Mottagning", "Hjälp"})


def test_a_colleague_is_told_whose_passphrase_is_wanted_and_how_she_comes_in(at_people: Any) -> None:
    at_people.key(Key.Key_L, CONTROL)
    unlock(at_people, f"{PASSPHRASE} till")
    assert at_people.program.is_locked
    assert at_people.says("Lösenfrasen hör inte till prov, som är inloggad.")
    assert at_people.says("väljer du Ett annat register och loggar in med din egen")


def test_too_many_wrong_passphrases_say_how_long_to_wait(at_people: Any, clock: Any) -> None:
    at_people.key(Key.Key_L, CONTROL)
    for _ in range(5):
        unlock(at_people, "fel fel fel fel")
    assert at_people.says("Vänta 5 sekunder")
    clock.tick(seconds=4)
    unlock(at_people, "fel fel fel fel")
    assert at_people.says("Vänta 1 sekund och")


def test_the_code_of_another_says_as_whom_it_opens(
    hands: Any, ctx: Context, small_office: None, another: Callable[[], Context]
) -> None:
    code = renew_recovery_code(another(), CHEAP).value
    hers = registers.open_register(ctx.db.file, f"{PASSPHRASE} till", ctx.clock)
    hands.program.enter(hers)
    hands.settle()
    hands.program.lock()
    hands.settle()
    unlock(hands, code)
    assert hands.program.is_locked
    assert hands.says("Återställningskoden låser inte upp för två: den öppnar registret som prov.")
    hers.close()


def test_what_was_unlocked_with_the_recovery_code_says_so_until_it_is_unlocked_with_the_passphrase(
    at_people: Any,
) -> None:
    code = renew_recovery_code(at_people.program.register.desk.ctx, CHEAP).value
    at_people.key(Key.Key_L, CONTROL)
    unlock(at_people, code)
    assert at_people.says("Inloggad med återställningskoden som prov · Register: prov")
    at_people.program._dress()
    at_people.key(Key.Key_L, CONTROL)
    unlock(at_people)
    assert "Register: prov · Inloggad: prov" in at_people.words()


def test_nobody_saves_what_somebody_else_typed_before_the_lock(at_people: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at_people.key(Key.Key_N, CONTROL)
    at_people.fill(given_name="Petra")
    at_people.key(Key.Key_L, CONTROL)
    offered: list[list[str]] = []

    def answered(box: QMessageBox) -> int:
        offered.append([one.text() for one in box.buttons()])
        box.buttons()[-1].click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answered)
    at_people.push("Ett annat register")
    assert offered == [["Kasta ändringarna", "Stanna kvar"]]
    monkeypatch.setattr(messages, "ask_about_unsaved", lambda *_asked, **_how: messages.Unsaved.DISCARD)


def test_a_form_that_was_being_filled_in_is_as_it_was(at_people: Any, answers: Any) -> None:
    at_people.key(Key.Key_N, CONTROL)
    at_people.fill(given_name="Petra", birth_date="1990-")
    at_people.key(Key.Key_L, CONTROL)
    assert "Petra" not in readable(at_people)
    unlock(at_people)
    assert at_people.form.raw()["given_name"] == "Petra"
    assert at_people.form.raw()["birth_date"] == "1990-"
    assert answers.asked == []


def test_another_register_instead_asks_before_the_form_is_lost(at_people: Any, answers: Any) -> None:
    at_people.key(Key.Key_N, CONTROL)
    at_people.fill(given_name="Petra")
    at_people.key(Key.Key_L, CONTROL)
    answers.yes = False
    at_people.push("Ett annat register")
    assert at_people.program.is_locked
    answers.yes = True
    at_people.push("Ett annat register")
    assert len(answers.asked) == 2
    assert at_people.program.register is None
    assert at_people.says("Kom igång")


def test_the_window_locks_itself_when_nobody_touches_it_for_ten_minutes(at_people: Any) -> None:
    timer = idle_timer(at_people)
    assert timer.interval() == 10 * 60 * 1000
    timer.setInterval(0)
    at_people.settle()
    assert at_people.program.is_locked
    assert not timer.isActive(), "a locked window does not lock again"
    unlock(at_people)
    assert timer.isActive()
    assert timer.interval() == 10 * 60 * 1000


@pytest.mark.parametrize("touch", ["key", "mouse"])
def test_every_touch_starts_the_ten_minutes_anew(at_people: Any, touch: str) -> None:
    """Keys and clicks come through the window that has the cursor, as the system gives them."""
    timer = idle_timer(at_people)
    timer.start(5 * 60 * 1000)
    window = at_people.window.windowHandle()
    if touch == "key":
        QTest.keyClick(window, Key.Key_Down)
    else:
        QTest.mouseClick(window, Qt.MouseButton.LeftButton)
    assert timer.interval() == 10 * 60 * 1000


def test_other_minutes_are_chosen_in_the_settings_and_kept(at_people: Any) -> None:
    at_people.go("settings")
    at_people.screen.tabs.bar.setFocus()
    for _ in range(len(at_people.screen.tabs.bar.words) - 1):
        at_people.key(Key.Key_Right)
    chooser = next(one for one in at_people.visible(QComboBox) if "Lås" in one.accessibleName())
    chooser.setFocus()
    at_people.key(Key.Key_Up)
    assert idle_timer(at_people).interval() == 5 * 60 * 1000
    assert at_people.program.preferences.get("lock_after") == "5"


def test_the_first_page_never_locks(hands: Any) -> None:
    hands.key(Key.Key_L, CONTROL)
    assert not hands.program.is_locked
    assert hands.says("Kom igång")


def test_locking_closes_a_question_that_stands_open(at_people: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    at_people.key(Key.Key_N, CONTROL)
    at_people.fill(given_name="Petra")
    idle = QTimer(at_people.window)
    idle.timeout.connect(lambda: at_people.app.activeModalWidget() and at_people.program.lock())
    idle.start(5)
    with monkeypatch.context() as real:
        real.setattr(QMessageBox, "exec", REAL_BOX)
        at_people.key(Key.Key_Escape)
    idle.stop()
    assert at_people.program.is_locked
    assert at_people.app.activeModalWidget() is None
    at_people.window.activateWindow()
    assert QTest.qWaitForWindowActive(at_people.window)
    unlock(at_people)
    assert at_people.form.raw()["given_name"] == "Petra", "a question without an answer loses nothing"
    monkeypatch.setattr(messages, "ask", lambda *_asked: True)


def test_esc_only_empties_the_field(at_people: Any) -> None:
    at_people.key(Key.Key_L, CONTROL)
    at_people.fill(passphrase="halv")
    at_people.key(Key.Key_Escape)
    assert at_people.says("Registret är låst")
    assert at_people.program.register is not None
    assert at_people.form.control("passphrase").text() == ""
    unlock(at_people)
    assert not at_people.says("Registret är låst")
