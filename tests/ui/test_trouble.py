"""A register that cannot be opened: is it said what happened and what is unharmed, and does each way on work?"""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QPushButton

from factories import PASSPHRASE, Clock
from mottagning.domain.backup_rules import Reason
from mottagning.storage.engine import connect
from mottagning.system import keyfile
from mottagning.system.paths import Paths, key_file_of
from mottagning.usecases import people
from mottagning.usecases.admin.backup_files import folder_of
from mottagning.usecases.admin.backups import back_up, keep_up
from mottagning.usecases.context import Context

PAGE = 4096
EVERYWHERE = {"Försök igen", "Ett annat register", "Välj en annan säkerhetskopia …"}
KEY, SAVE = "Välj nyckelfil …", "Rädda det som går att läsa …"


@pytest.fixture
def register(ctx: Context, small_office: None, paths: Paths) -> Path:
    """The register of the small office with a backup in the person's own folder; nobody has it open."""
    back_up(ctx, paths.backups / "prov 2025-03-01.mottagning-kopia")
    ctx.db.close()
    return ctx.db.file


def log_in(hands: Any, register: Path) -> None:
    hands.program.start.show_login(register)
    hands.settle()
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Logga in")


def cut(file: Path) -> None:
    file.write_bytes(file.read_bytes()[: -3 * PAGE - 9])


def flip(file: Path) -> None:
    content = bytearray(file.read_bytes())
    content[90] ^= 0xFF
    file.write_bytes(content)


def newer(file: Path, key: bytes) -> None:
    with closing(connect(file, key)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")


def spoil_keys(file: Path) -> None:
    key_file_of(file).write_text("{")


HARMS = {
    "cut off": (lambda file, _key: cut(file), "är skadad eller kan inte läsas", {SAVE}),
    "bytes flipped": (lambda file, _key: flip(file), "så är registret skadat", {SAVE, KEY}),
    "key file missing": (lambda file, _key: key_file_of(file).unlink(), "saknas", {KEY}),
    "key file damaged": (lambda file, _key: spoil_keys(file), "Nyckelfilen är skadad, så registret kan inte", {KEY}),
    "newer": (newer, "nyare version av Mottagning", set()),
    "gone": (lambda file, _key: file.unlink(), "Det finns inget register", set()),
    "something else": (lambda file, _key: file.write_bytes(b"%PDF".ljust(PAGE)), "är inget register", {SAVE}),
}


@pytest.mark.parametrize("name", HARMS)
def test_the_page_says_what_happened_and_offers_the_ways_that_can_help(
    hands: Any, register: Path, ctx: Context, name: str, shown_errors: list[Any]
) -> None:
    harm, said, ways = HARMS[name]
    harm(register, ctx.key)
    log_in(hands, register)
    assert hands.says("Registret kan inte öppnas")
    assert hands.says(said)
    offered = {one.accessibleName() for one in hands.visible(QPushButton)}
    assert offered >= EVERYWHERE | ways
    assert not ({KEY, SAVE} - ways) & offered
    assert any("prov 2025-03-01" in one for one in offered), "the backup there is"
    assert hands.app.focusWidget() is hands.button("Försök igen")
    assert shown_errors == []


def test_a_backup_takes_the_place_of_a_damaged_register_which_is_kept(hands: Any, register: Path) -> None:
    cut(register)
    damaged = register.read_bytes()
    log_in(hands, register)
    (backup,) = [one for one in hands.visible(QPushButton) if "prov 2025-03-01" in one.text()]
    hands.push(backup.text())
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Återställ")
    assert hands.says("Det som skrevs in efter kopian finns inte i registret. Det förra registret ligger kvar")
    assert hands.program.register.desk.ctx.db.file == register
    aside = list(register.parent.glob("prov *.mottagning"))
    assert [one.read_bytes() for one in aside] == [damaged]


def test_the_backup_that_was_made_by_itself_is_offered_and_takes_the_place(
    hands: Any, ctx: Context, small_office: None, paths: Paths
) -> None:
    kept = replace(ctx, backups=folder_of(ctx.db.file, keyfile.read(key_file_of(ctx.db.file))))
    keep_up(kept, Reason.HOURLY)
    ctx.db.close()
    cut(ctx.db.file)
    log_in(hands, ctx.db.file)
    assert hands.says("Återställ den senaste säkerhetskopian här nedanför")
    (offered,) = [one for one in hands.visible(QPushButton) if one.text().startswith("prov, 20")]
    assert hands.says("Ändringar under dagen · ")
    hands.push(offered.text())
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Återställ")
    assert hands.says("Det som skrevs in efter kopian finns inte i registret.")


def test_another_key_file_is_put_in_place(hands: Any, register: Path, tmp_path: Path, pick: Any) -> None:
    shutil.move(key_file_of(register), tmp_path / "borttappad.nyckel")
    log_in(hands, register)
    pick(tmp_path / "borttappad.nyckel")
    hands.push(KEY)
    assert hands.says("Nyckelfilen är på plats.")
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Logga in")
    assert hands.shell.current == "overview"


def test_what_can_be_read_is_saved_and_opened(hands: Any, register: Path, paths: Paths) -> None:
    cut(register)
    log_in(hands, register)
    hands.push(SAVE)
    hands.fill(passphrase="fel fel fel fel")
    hands.push("Rädda")
    assert hands.says("Lösenfrasen stämmer inte.")
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Rädda")
    assert hands.says("Det som gick att läsa är räddat")
    assert hands.says("Det skadade registret är orört.")
    hands.push("Öppna det räddade registret")
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Logga in")
    hands.go("people")
    assert len(hands.screen.list.table.rows_model.rows) > 0
    assert hands.program.register.desk.ctx.db.file.parent == paths.registers


def test_the_same_page_is_there_for_who_suspects_something(hands: Any, register: Path) -> None:
    hands.program.start.show_login(register)
    hands.settle()
    hands.push("Är något fel?")
    offered = {one.accessibleName() for one in hands.visible(QPushButton)}
    assert offered >= EVERYWHERE | {KEY, SAVE}
    hands.push("Försök igen")
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Logga in")
    assert hands.shell.current == "overview"


def test_a_clock_that_was_set_back_is_told_before_anything_is_shown(
    hands: Any, register: Path, ctx: Context, clock: Clock
) -> None:
    people.open_person(ctx, people.list_people(ctx)[0].id)
    ctx.db.close()
    worked = clock()
    clock.now = worked - timedelta(days=40)
    log_in(hands, register)
    assert hands.says("Datorns klocka går fel")
    assert hands.says("Frister och påminnelser räknas från datorns dag")
    assert hands.program.register is None
    clock.now = worked + timedelta(hours=1)
    hands.push("Försök igen")
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Logga in")
    assert hands.shell.current == "overview"
    hands.program.leave()
    hands.settle()
    clock.now = worked - timedelta(days=40)
    log_in(hands, register)
    hands.push("Fortsätt ändå")
    assert hands.shell.current == "overview"
