"""Can an administrator let others in and out, and everybody look after her own passphrase, at the keyboard?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keyring
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QLabel, QPushButton

from factories import CHEAP, PASSPHRASE
from mottagning.texts import users as texts
from mottagning.uikit import messages
from mottagning.uikit.messages import Unsaved
from mottagning.uikit.screen import Goto
from mottagning.usecases.admin.remembering import is_remembered
from mottagning.usecases.admin.users import renew_recovery_code
from usecases.test_users import Store

Key = Qt.Key
KIM = "kims egna ord"
pytestmark = pytest.mark.usefixtures("cheap_users")


@pytest.fixture
def at_users(furnished: Any) -> Any:
    """Somebody at the users, in the settings."""
    furnished.go("settings")
    furnished.tab(texts.TAB)
    return furnished


def add_kim(hands: Any, **values: str) -> None:
    hands.push("Ny användare")
    hands.fill(**{"name": "Kim", "passphrase": KIM, "again": KIM, **values})
    hands.push("Spara")


def names(hands: Any) -> list[str]:
    return [one.value.name for one in hands.screen.users.table.rows_model.rows]


def log_in(hands: Any, passphrase: str, user: str = "") -> None:
    file = hands.program.register.desk.ctx.db.file
    hands.program.leave()
    hands.settle()
    hands.program.start.show_login(file)
    hands.settle()
    hands.fill(user=user, passphrase=passphrase)
    hands.push("Logga in")


def test_a_user_is_added_and_logs_in_as_herself(at_users: Any) -> None:
    add_kim(at_users, role="Ekonom", unit="Ekonomi")
    assert names(at_users) == ["prov", "två", "Kim"]
    log_in(at_users, KIM)
    assert at_users.says("Inloggad: Kim")
    buttons = [one.text().split("   ")[0] for one in at_users.visible(QPushButton)]
    assert "Planer" not in buttons
    assert "Underlag" in buttons
    at_users.go("settings")
    at_users.tab(texts.TAB)
    assert not at_users.says("Ny användare")
    assert at_users.says("Byt min lösenfras")
    at_users.program.register.desk.ctx.close()


def test_what_is_wrong_with_a_new_user_is_said_at_its_field(at_users: Any) -> None:
    add_kim(at_users, name="PROV")
    assert at_users.problem("name") == "Det namnet har eller har haft någon annan."
    at_users.fill(name="Kim", again="något annat")
    at_users.push("Spara")
    assert at_users.problem("again") == "De två är inte lika."
    at_users.fill(passphrase="kort", again="kort")
    at_users.push("Spara")
    assert "Minst 12" in at_users.problem("passphrase")
    assert names(at_users) == ["prov", "två"]


def test_rights_are_shown_and_changed(at_users: Any) -> None:
    at_users.screen.users.table.selectRow(1)
    at_users.settle()
    at_users.fill(role="Ekonom")
    at_users.push("Spara")
    at_users.screen.users.table.selectRow(0)
    at_users.screen.users.table.selectRow(1)
    at_users.settle()
    assert at_users.says("planer och anteckningar")
    assert at_users.says("Ser inte")


def test_a_user_is_removed_when_it_is_meant(at_users: Any, answers: Any) -> None:
    at_users.screen.users.table.selectRow(1)
    at_users.settle()
    answers.yes = False
    at_users.push("Ta bort användaren")
    assert names(at_users) == ["prov", "två"]
    answers.yes = True
    at_users.push("Ta bort användaren")
    assert names(at_users) == ["prov"]
    assert "två" in answers.asked[-1]


def test_the_passphrase_is_changed_by_who_knows_it(at_users: Any) -> None:
    at_users.push("Byt min lösenfras")
    at_users.fill(former="fel", passphrase=KIM, again=KIM)
    at_users.push("Spara")
    assert at_users.problem("former") == "Det är inte din lösenfras."
    at_users.fill(former=PASSPHRASE)
    at_users.push("Spara")
    assert at_users.says("Lösenfrasen är bytt.")
    log_in(at_users, PASSPHRASE)
    assert at_users.says("Lösenfrasen stämmer inte.")
    at_users.fill(passphrase=KIM)
    at_users.push("Logga in")
    assert at_users.says("Inloggad: prov")
    at_users.program.register.desk.ctx.close()


def test_who_came_by_the_code_and_has_forgotten_hers_sets_another(at_users: Any) -> None:
    code = renew_recovery_code(at_users.program.register.desk.ctx, CHEAP).value
    log_in(at_users, code)
    assert at_users.says("kan du sedan sätta en ny med koden: Inställningar, Användare, Byt min lösenfras.")
    at_users.push("Öppna som prov")
    at_users.go("settings")
    at_users.tab(texts.TAB)
    at_users.push("Byt min lösenfras")
    assert at_users.says("Har du glömt den: skriv återställningskoden")
    at_users.fill(former=code, passphrase=KIM, again=KIM)
    at_users.push("Spara")
    assert at_users.says("Lösenfrasen är bytt.")
    log_in(at_users, KIM)
    assert at_users.says("Inloggad: prov")


def test_what_is_typed_of_a_user_is_not_lost_for_a_new_code(at_users: Any, answers: Any) -> None:
    at_users.push("Ny användare")
    at_users.fill(name="Kim")
    answers.unsaved = Unsaved.STAY
    at_users.push("Ny återställningskod")
    assert at_users.form.raw()["name"] == "Kim"


def test_a_new_recovery_code_is_shown_once(at_users: Any, answers: Any) -> None:
    at_users.push("Ny återställningskod")
    (code,) = [one.text() for one in at_users.visible(QLabel) if one.objectName() == "code"]
    answers.yes = False
    at_users.screen.users.table.selectRow(1)
    at_users.push("Ny användare")
    at_users.go("people")
    assert ["Har du skrivit upp återställningskoden?" in one for one in answers.asked] == [False, True, True, True]
    assert at_users.says(code)
    answers.yes = True
    at_users.screen.users.table.selectRow(0)
    at_users.settle()
    assert not at_users.says(code)
    at_users.go("people")
    assert len(answers.asked) == 5
    at_users.go("settings")
    log_in(at_users, code)
    at_users.push("Öppna som prov")
    assert at_users.says("Inloggad med återställningskoden som prov")
    at_users.program.register.desk.ctx.close()


def test_who_may_close_with_one_key_holder_is_told_what_to_do(
    at_users: Any, answers: Any, shown_errors: list[BaseException]
) -> None:
    at_users.screen.users.table.selectRow(1)
    at_users.settle()
    at_users.push("Ta bort användaren")
    at_users.go("returns")
    at_users.push("3  Stäng")
    at_users.push("Stäng september 2024")
    assert "två" in answers.asked[0]
    assert messages.message_of(shown_errors[0]).text.startswith("Bara en person kan öppna registret.")


@pytest.fixture
def store() -> Iterator[Store]:
    """The computer's store for this test."""
    before, made = keyring.get_keyring(), Store()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_who_is_remembered_comes_straight_in_and_can_be_forgotten(
    at_users: Any, store: Store, start: Callable[[], Any], answers: Any
) -> None:
    file = at_users.program.register.desk.ctx.db.file
    at_users.program.preferences.put("last_register", str(file))
    at_users.push("Kom ihåg mig på den här datorn")
    assert at_users.says("Datorn kommer ihåg dig.")
    assert answers.asked[0].startswith("Kom ihåg mig på den här datorn?")
    again = start()
    assert again.says("Inloggad: prov")
    again.program.lock()
    again.settle()
    assert again.says("Registret är låst."), "the lock asks for the passphrase all the same"
    again.program.register.desk.ctx.close()
    at_users.push("Glöm mig på alla datorer")
    assert not is_remembered(file)
    assert store.kept == {}


def test_a_computer_without_a_store_says_so(at_users: Any, answers: Any, shown_errors: list[BaseException]) -> None:
    at_users.push("Kom ihåg mig på den här datorn")
    assert answers.asked
    assert messages.message_of(shown_errors[0]).text.startswith("Den här datorn kan inte komma ihåg dig.")


def test_the_page_for_a_substitute_is_written(at_users: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(messages, "choose_folder", lambda *_given: tmp_path)
    at_users.push("Överlämna till vikarie …")
    at_users.fill(substitute="Kim {0}", first="2025-03-10", last="2025-03-03")
    at_users.push("Skriv sidan …")
    assert at_users.problem("last") == "Slutet ligger före starten."
    at_users.fill(last="2025-03-14")
    at_users.push("Skriv sidan …")
    assert (tmp_path / "Överlämning 2025-03-10.pdf").read_bytes().startswith(b"%PDF")


def test_a_register_whose_keeper_is_gone_is_taken_over(furnished: Any) -> None:
    ctx = furnished.program.register.desk.ctx
    old, code = renew_recovery_code(ctx, CHEAP).value, renew_recovery_code(ctx, CHEAP).value
    furnished.program.leave()
    furnished.settle()
    furnished.program.start.show_login(ctx.db.file)
    furnished.settle()
    furnished.push("Ta över registret")
    furnished.fill(code=PASSPHRASE, user="Bo", passphrase=KIM, again=KIM)
    furnished.push("Ta över")
    assert "ingen återställningskod" in furnished.problem("code")
    furnished.fill(code=code, again="något annat")
    furnished.push("Ta över")
    assert furnished.problem("again") == "De två är inte lika."
    furnished.fill(code=old, again=KIM)
    furnished.push("Ta över")
    assert furnished.says("Återställningskoden stämmer inte.")
    assert not furnished.says("Lösenfrasen stämmer inte"), "hers is a new one"
    furnished.fill(code=code)
    furnished.push("Ta över")
    (shown,) = [one.text() for one in furnished.visible(QLabel) if one.objectName() == "code"]
    assert shown != code
    furnished.visible(QCheckBox)[0].setChecked(True)
    furnished.push("Öppna registret")
    assert furnished.says("Inloggad: Bo")
    furnished.program.register.desk.ctx.close()


# what is typed


def test_what_is_typed_of_a_user_is_not_lost_without_a_question(at_users: Any, answers: Any) -> None:
    answers.yes = False
    at_users.fill(may_see_protected=False)
    at_users.screen.users.table.selectRow(1)
    at_users.settle()
    at_users.key(Key.Key_Escape)
    at_users.shell.go(Goto("people"))
    at_users.settle()
    assert len(answers.asked) == 3
    assert at_users.shell.current == "settings"
    assert not at_users.form.control("may_see_protected").isChecked()
    answers.yes = True
    at_users.shell.go(Goto("people"))
    at_users.settle()
    assert at_users.shell.current == "people"


def test_from_a_form_one_comes_back_to_who_is_chosen_in_the_list(at_users: Any) -> None:
    table = at_users.screen.users.table
    at_users.push("Ny användare")
    at_users.key(Key.Key_Escape)
    assert at_users.says("Ta bort användaren") == (table.current.value.name != "prov")
    assert at_users.form.raw()["role"] == "Administratör"
    assert at_users.app.focusWidget() is table
    table.selectRow(1)
    at_users.settle()
    at_users.push("Avbryt")
    assert at_users.form.raw()["role"] == "Handläggare"
    assert at_users.app.focusWidget() is table


def test_who_was_added_is_shown(at_users: Any) -> None:
    add_kim(at_users)
    assert at_users.screen.users.table.current.value.name == "Kim"


def test_nobody_is_offered_to_remove_herself(at_users: Any) -> None:
    assert at_users.screen.users.table.current.value.name == "prov"
    assert not at_users.says("Ta bort användaren")
    at_users.screen.users.table.selectRow(1)
    at_users.settle()
    assert at_users.says("Ta bort användaren")


@pytest.mark.parametrize(("tab", "name"), [("Kontoret", "board"), ("Insatser", "ground"), ("Ekonomifiler", "bankgiro")])
def test_what_is_typed_in_the_settings_is_not_lost_without_a_question(
    furnished: Any, answers: Any, tab: str, name: str
) -> None:
    furnished.go("settings")
    furnished.tab(tab)
    before = furnished.form.raw()[name]
    furnished.fill(**{name: "Något nytt"})
    furnished.tab("Om programmet")
    answers.yes = False
    furnished.shell.go(Goto("people"))
    furnished.settle()
    assert furnished.shell.current == "settings"
    assert furnished.form.raw()[name] == "Något nytt", "the page with what is typed is shown"
    answers.yes = True
    furnished.form.control(name).setFocus()
    furnished.key(Key.Key_Escape)
    assert furnished.form.raw()[name] == before
    assert len(answers.asked) == 2
    furnished.shell.go(Goto("people"))
    assert furnished.shell.current == "people"
