"""Can somebody with only a keyboard come from nothing to an open register, and hear in words what stands in the way?"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QPushButton

from factories import CHEAP, PASSPHRASE, copy_register
from mottagning.main import main
from mottagning.storage.engine import connect
from mottagning.system.paths import Paths, key_file_of
from mottagning.texts.logs import detail
from mottagning.uikit.table import TableView
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.admin.users import renew_recovery_code
from mottagning.usecases.context import Context
from mottagning.usecases.logs.viewing import LogFilter, last_days, list_log
from workbooks import make

pytestmark = pytest.mark.usefixtures("cheap_keys")
Key = Qt.Key
Pick = Callable[[Path], None]
HEADS = {
    "Inställningar": [["Nyckel", "Värde"], ["Egen kommun", "2380"], ["Första månad", "2025-01"]],
    "Personer": [["Ärende", "Efternamn", "Födelsedatum"], ["2025-0001", "Provlund", "1990-01-03"]],
}


def shown_cells(hands: Any) -> list[list[str]]:
    """The lists of what could not be taken, row by row."""
    (table,) = hands.visible(TableView)
    model = table.rows_model
    return [
        [model.index(place, column).data() for column in range(model.columnCount())]
        for place in range(model.rowCount())
    ]


def fill_register(hands: Any, **other: str) -> None:
    """What every new register is asked for."""
    hands.fill(**{"name": "Prov", "user": "Petra Prov", "passphrase": PASSPHRASE, "again": PASSPHRASE, **other})


@pytest.fixture
def closed(ctx: Context) -> Path:
    """A register that nobody has open."""
    ctx.db.close()
    return ctx.db.file


@pytest.fixture
def at_login(hands: Any, closed: Path, pick: Pick) -> Iterator[Any]:
    """Somebody at the login page of a register that was chosen by hand."""
    pick(closed)
    hands.push("Öppna ett register")
    yield hands
    if hands.program.register is not None:
        hands.program.register.desk.ctx.db.close()


# a register from nothing


def test_the_first_page_offers_every_way_to_begin_and_the_demonstration_first(hands: Any) -> None:
    named = [one.accessibleName() for one in hands.visible(QPushButton)]
    assert named == [
        "Hjälp",
        "Öppna demonstrationsregister",
        "Skapa ett register",
        "Flytta in från Excel",
        "Öppna ett register",
        "Återställ en säkerhetskopia",
    ]
    assert hands.says("utan nät")
    assert hands.button("Öppna demonstrationsregister").hasFocus()


def test_a_register_is_made_and_its_code_is_shown_once(hands: Any, paths: Paths) -> None:
    hands.push("Skapa ett register")
    hands.fill(municipality="Östersund", first_month="2025-01")
    fill_register(hands)
    hands.push("Skapa registret")
    (code,) = [one.text() for one in hands.visible(QLabel) if one.objectName() == "code"]
    assert len(re.sub("[^0-9A-Z]", "", code)) >= 20
    assert not hands.button("Öppna registret").isEnabled(), "only who has written the code down goes on"
    box = hands.visible(QCheckBox)[0]
    assert box.hasFocus(), "one begins at what is to be done, not at the help above it"
    hands.key(Key.Key_Space)
    hands.push("Öppna registret")
    assert hands.shell.current == "overview"
    assert hands.says("Register: Prov · Inloggad: Petra Prov")
    assert hands.says("Östersund")
    assert not any(code in text for text in hands.words()), "the code is shown once"
    assert code not in "".join(file.read_text("utf-8") for file in paths.home.rglob("*.json"))
    assert (paths.registers / "Prov.mottagning").exists()


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({"passphrase": "kort", "again": "kort"}, "passphrase", "Minst 12 tecken"),
        ({"again": "prov med andra ord"}, "again", "inte lika"),
        ({"name": "Prov/2025"}, "name", "filnamn"),
        ({"first_month": "januari"}, "first_month", "Skriv en månad"),
        ({"municipality": "Ankeborg"}, "municipality", "Ankeborg hittas inte"),
        ({"user": ""}, "user", "Måste fyllas i"),
    ],
)
def test_what_keeps_a_register_from_being_made_is_said_beside_its_field(
    hands: Any, paths: Paths, typed: dict[str, str], field: str, said: str
) -> None:
    hands.push("Skapa ett register")
    hands.fill(municipality="Östersund", first_month="2025-01")
    fill_register(hands)
    hands.fill(**typed)
    hands.push("Skapa registret")
    assert said in hands.problem(field)
    assert hands.app.focusWidget() is hands.form.control(field)
    assert [name for name in hands.form.raw() if hands.problem(name)] == [field]
    assert not paths.registers.exists() or list(paths.registers.iterdir()) == []


def test_a_name_that_is_taken_is_said_and_the_register_there_is_untouched(
    hands: Any, paths: Paths, closed: Path
) -> None:
    paths.registers.mkdir(parents=True)
    there = paths.registers / "Prov.mottagning"
    shutil.copy(closed, there)
    before = there.read_bytes()
    hands.push("Skapa ett register")
    hands.fill(municipality="Östersund", first_month="2025-01")
    fill_register(hands)
    hands.push("Skapa registret")
    assert hands.says("Det finns redan ett register")
    assert there.read_bytes() == before
    assert hands.form.raw()["user"] == "Petra Prov", "what was typed is still there"


def test_escape_closes_a_list_of_suggestions_and_leaves_the_form_as_it_is(hands: Any) -> None:
    hands.push("Skapa ett register")
    hands.form.control("municipality").setFocus()
    hands.type("Öst")
    assert hands.app.activePopupWidget() is not None
    hands.key(Key.Key_Escape)
    assert hands.app.activePopupWidget() is None
    assert hands.form.raw()["municipality"] == "Öst"


def test_escape_and_the_button_both_lead_back(hands: Any) -> None:
    hands.push("Skapa ett register")
    hands.key(Key.Key_Escape)
    assert hands.says("Kom igång")
    hands.push("Skapa ett register")
    hands.push("Tillbaka")
    assert hands.says("Kom igång")


# a register there is


def test_a_passphrase_that_was_wrong_is_written_over(at_login: Any) -> None:
    at_login.type("fel fras")
    at_login.key(Key.Key_Return)
    at_login.type(PASSPHRASE)
    at_login.key(Key.Key_Return)
    assert at_login.shell.current == "overview"


def test_who_mistyped_too_often_waits_at_the_form_and_is_not_led_to_the_backups(at_login: Any, clock: Any) -> None:
    for _ in range(5):
        at_login.fill(passphrase="fel fras med ord")
        at_login.key(Key.Key_Return)
    assert at_login.says("Vänta 5 sekunder")
    assert not at_login.says("Registret kan inte öppnas")
    clock.now += timedelta(seconds=6)
    at_login.fill(passphrase=PASSPHRASE)
    at_login.key(Key.Key_Return)
    assert at_login.shell.current == "overview"


def test_a_colleague_is_told_that_the_name_there_is_not_hers(at_login: Any) -> None:
    at_login.fill(user="Någon", passphrase=PASSPHRASE)
    at_login.key(Key.Key_Return)
    assert at_login.says("Lösenfrasen hör inte till Någon.")
    assert at_login.says("eller inget alls, under Användare")


def come_by_the_code(hands: Any, user: str) -> None:
    hands.fill(user=user, passphrase=hands.code)
    hands.key(Key.Key_Return)


@pytest.fixture
def with_code(at_login: Any, another: Callable[[], Context]) -> Any:
    """Somebody at the login page who has the recovery code."""
    at_login.code = renew_recovery_code(another(), CHEAP).value
    return at_login


@pytest.mark.parametrize("user", ["", "två"])
def test_who_comes_by_the_recovery_code_is_told_in_whose_name_before_and_after(
    with_code: Any, user: str, closed: Path
) -> None:
    come_by_the_code(with_code, user)
    assert with_code.program.register is None
    assert with_code.says("Registret öppnas som prov, administratör")
    assert with_code.says("Är du inte prov väljer du Ta över registret.")
    assert with_code.button("Öppna som prov").hasFocus()
    with_code.push("Öppna som prov")
    assert with_code.says("Inloggad med återställningskoden som prov · Register: prov")
    assert with_code.program.preferences.get(f"last_user: {closed.name}") == "", "it need not be prov who sat there"


def test_who_came_by_the_code_can_take_over_in_her_own_name_instead_or_go_back(
    with_code: Any, another: Callable[[], Context]
) -> None:
    come_by_the_code(with_code, "")
    with_code.push("Tillbaka")
    assert with_code.button("Logga in")
    come_by_the_code(with_code, "")
    with_code.push("Ta över registret")
    assert set(with_code.form.raw()) == {"code", "user", "passphrase", "again"}
    assert with_code.program.register is None
    log = list_log(another(), LogFilter(days=last_days(another().today)))
    assert [(one.by, detail(one)) for one in log if one.what == "login"] == [("prov", "med återställningskoden")] * 2


def test_too_many_wrong_codes_say_how_long_to_wait_and_nothing_of_another_field(at_login: Any, clock: Any) -> None:
    at_login.push("Ta över registret")
    at_login.fill(code="ABCD", user="Bo", passphrase="ny med flera ord", again="ny med flera ord")
    for _ in range(5):
        at_login.push("Ta över")
    assert at_login.says("För många försök med fel lösenfras eller återställningskod.")
    assert at_login.says("Vänta 5 sekunder och försök igen.")
    assert not at_login.says("i samma fält")


def test_a_register_opens_with_its_passphrase_and_enter_and_is_offered_next_time(at_login: Any, closed: Path) -> None:
    at_login.fill(passphrase=PASSPHRASE)
    at_login.key(Key.Key_Return)
    assert at_login.shell.current == "overview"
    assert at_login.program.preferences.get("last_register") == str(closed)
    assert PASSPHRASE not in at_login.program.preferences.file.read_text("utf-8")


def test_the_register_used_last_asks_for_its_passphrase_at_once(
    app: QApplication, paths: Paths, closed: Path, start: Callable[[], Any]
) -> None:
    paths.home.mkdir(parents=True)
    paths.settings.write_text(f'{{"last_register": "{closed.as_posix()}"}}', encoding="utf-8")
    hands = start()
    assert hands.says("Register: prov")
    assert isinstance(app.focusWidget(), QLineEdit)
    hands.push("Ett annat register")
    hands.push("prov")
    assert hands.says("Register: prov")


def test_a_wrong_passphrase_is_said_and_the_field_is_ready_for_another(at_login: Any) -> None:
    at_login.fill(passphrase="fel fel fel fel")
    at_login.key(Key.Key_Return)
    assert at_login.says("Lösenfrasen stämmer inte.")
    assert at_login.program.register is None
    field = at_login.form.control("passphrase")
    assert at_login.app.focusWidget() is field
    assert field.echoMode() == QLineEdit.EchoMode.Password
    at_login.fill(passphrase=PASSPHRASE)
    at_login.push("Logga in")
    assert at_login.shell.current == "overview"


def test_a_file_that_is_no_register_is_said_and_untouched(at_login: Any, closed: Path) -> None:
    closed.write_bytes(b"PK\x03\x04" + b"x" * 4096)
    at_login.fill(passphrase=PASSPHRASE)
    at_login.push("Logga in")
    assert at_login.says("är inget register")
    assert at_login.program.register is None


def test_a_register_of_a_newer_program_is_said_and_untouched(at_login: Any, ctx: Context) -> None:
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    before = ctx.db.file.read_bytes()
    at_login.fill(passphrase=PASSPHRASE)
    at_login.push("Logga in")
    assert at_login.says("nyare version av Mottagning")
    assert ctx.db.file.read_bytes() == before


def test_a_register_without_its_key_file_says_which_file_is_missing(at_login: Any, closed: Path) -> None:
    key_file_of(closed).unlink()
    at_login.fill(passphrase=PASSPHRASE)
    at_login.push("Logga in")
    said = "\n".join(at_login.words()).replace("\u200b", "")
    assert f"{key_file_of(closed)} saknas" in said


# moving in


def test_moving_in_shows_each_bad_cell_and_takes_the_rest_when_asked(
    hands: Any, tmp_path: Path, pick: Pick, paths: Paths
) -> None:
    people = [*HEADS["Personer"], ["2025-0002", "Provberg", "i våras"]]
    pick(make(tmp_path / "flytt.xlsx", {**HEADS, "Personer": people}))
    hands.push("Flytta in från Excel")
    hands.push("Välj arbetsbok …")
    assert hands.says("Arbetsbok: flytt.xlsx")
    fill_register(hands)
    hands.push("Läs in")
    ((cell, value, message),) = shown_cells(hands)
    assert (cell, value) == ("Personer!C3", "i våras")
    assert message
    assert hands.says("Inget har ändrats")
    assert list(paths.registers.glob("*.mottagning")) == []
    hands.push("Läs in det som går")
    assert hands.says("Skriv upp återställningskoden")
    assert hands.says("Raderna som inte kunde läsas in ligger i")
    hands.reach(hands.visible(QCheckBox)[0])
    hands.key(Key.Key_Space)
    hands.push("Öppna registret")
    hands.go("people")
    assert [line.case_number for line in hands.screen.list.table.rows_model.rows] == ["2025-0001"]


def test_a_workbook_without_faults_moves_in_at_once_and_one_of_another_sort_is_refused(
    hands: Any, tmp_path: Path, pick: Pick
) -> None:
    pick(make(tmp_path / "annan.xlsx", {"Blad1": [["Namn"], ["x"]]}))
    hands.push("Flytta in från Excel")
    hands.push("Välj arbetsbok …")
    fill_register(hands)
    hands.push("Läs in")
    assert hands.says("inget av bladen känns igen")
    hands.push("Tillbaka")
    pick(make(tmp_path / "flytt.xlsx", HEADS))
    hands.push("Flytta in från Excel")
    hands.push("Välj arbetsbok …")
    fill_register(hands)
    hands.push("Läs in")
    assert hands.says("Skriv upp återställningskoden")
    assert hands.visible(QCheckBox)[0].hasFocus()


def test_causes_stand_before_what_follows_from_them(hands: Any, tmp_path: Path, pick: Pick, app: Any) -> None:
    agreed = [["Avtal", "Motpart", "Riktning", "Från och med"], ["A1", "Xköping", "köp", "2024-01-01"]]
    priced = [["Avtal", "Insats", "Belopp", "Enhet", "Från och med", "Källa"]]
    priced += [["A1", "sfi", 9500, "månad", "2024-01-01", "lista"]]
    pick(make(tmp_path / "flytt.xlsx", {**HEADS, "Priser": priced, "Avtal": agreed}))
    hands.push("Flytta in från Excel")
    hands.push("Välj arbetsbok …")
    fill_register(hands)
    hands.push("Läs in")
    assert [row[0] for row in shown_cells(hands)] == ["Avtal!B2", "Priser!A2"]
    assert hands.says("2 celler att rätta. 1 av dem följer av andra")
    hands.push("Kopiera listan")
    assert "Xköping" in app.clipboard().text()


def test_an_empty_workbook_is_saved_to_be_filled_in(hands: Any, tmp_path: Path, pick: Pick) -> None:
    pick(tmp_path / "mall")
    hands.push("Flytta in från Excel")
    hands.push("Spara en tom mall …")
    assert hands.says(f"Mallen ligger i {tmp_path / 'mall.xlsx'}")
    assert (tmp_path / "mall.xlsx").exists()


# the demonstration


def test_a_demonstration_made_with_another_passphrase_asks_for_it(hands: Any, paths: Paths, demo_ctx: Context) -> None:
    demo_ctx.db.close()
    paths.demonstration.mkdir(parents=True)
    file = paths.demonstration / "demo.mottagning"
    copy_register(demo_ctx.db.file, file)
    hands.push("Öppna demonstrationsregister")
    assert hands.says("Demonstrationsregistrets lösenfras är")
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Logga in")
    assert hands.shell.current == "overview"
    hands.program.register.desk.ctx.db.close()


def test_a_restored_backup_opens_with_the_same_passphrase(hands: Any, tmp_path: Path, ctx: Context, pick: Pick) -> None:
    back_up(ctx, tmp_path / "kopia.mottagning-kopia")
    pick(tmp_path / "kopia.mottagning-kopia")
    hands.push("Återställ en säkerhetskopia")
    hands.fill(passphrase="fel fel fel fel")
    hands.push("Återställ")
    assert hands.says("Lösenfrasen stämmer inte.")
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Återställ")
    assert hands.says("Register: kopia")
    hands.program.register.desk.ctx.db.close()


# opened from the file


def test_a_file_that_is_opened_leads_to_its_login(hands: Any, closed: Path) -> None:
    hands.program.show(file=closed)
    hands.settle()
    assert hands.says(closed.stem)
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Logga in")
    assert hands.program.register is not None
    assert hands.program.register.desk.ctx.db.file == closed


def test_a_file_that_is_gone_is_said_to_be(hands: Any, tmp_path: Path) -> None:
    hands.program.show(file=tmp_path / "borta.mottagning")
    hands.settle()
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Logga in")
    assert hands.says("Det finns inget register i")


@pytest.mark.parametrize(
    ("given", "wanted"),
    [
        ([], {"demo": False, "file": None}),
        (["--demo"], {"demo": True, "file": None}),
        (["C:/Register/Prov.MOTTAGNING"], {"demo": False, "file": Path("C:/Register/Prov.MOTTAGNING")}),
    ],
)
def test_what_opens_the_window(given: list[str], wanted: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr("mottagning.ui.app.main", lambda **said: asked.append(said) or 0)
    assert main(given) == 0
    assert asked == [wanted]


def test_two_files_or_an_option_are_for_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["a.mottagning", "b.mottagning"]) == 2
    assert main(["--register=a.mottagning"]) == 2
    assert "mottagning" in capsys.readouterr().err
