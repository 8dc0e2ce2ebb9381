"""Does the window back up by itself, and can somebody see, try, restore and put elsewhere without the mouse?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from factories import PASSPHRASE, Clock, person
from mottagning.domain.backup_rules import Reason, rules_on
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.domain.users import Role
from mottagning.storage import backup
from mottagning.system.paths import Paths
from mottagning.usecases import people
from mottagning.usecases.admin import backups, registers
from mottagning.usecases.context import Context

Pick = Callable[[Path], None]
Key = Qt.Key


@pytest.fixture
def kept(ctx: Context, small_office: None, paths: Paths) -> Context:
    """The small office's register, backed up by itself."""
    return replace(ctx, backups=paths.backups / "prov 00000000-0000-0000-0000-000000000000")


@pytest.fixture
def at_backups(hands: Any, kept: Context) -> Any:
    """Somebody at the page of backups, with one made."""
    backups.keep_up(kept, Reason.HOURLY)
    hands.program.enter(kept)
    hands.settle()
    hands.go("settings", "backups")
    return hands


def names(ctx: Context) -> list[str]:
    assert ctx.backups is not None
    return sorted(item.name.split()[-1].split(".")[0] for item in ctx.backups.glob("*-kopia"))


def enter(ctx: Context) -> None:
    people.save_person(ctx, None, person(given_name="Ny", family_name="Kommen"))


def answer(hands: Any, passphrase: str) -> None:
    """Type a passphrase where it is asked for, and press Enter."""
    hands.fill(passphrase=passphrase)
    hands.key(Key.Key_Return)


# by itself


def test_it_is_backed_up_when_locked_hourly_and_when_left(hands: Any, kept: Context, clock: Clock) -> None:
    hands.program.enter(kept)
    hands.settle()
    hands.program.lock()
    hands.settle()
    assert names(kept) == ["locked"]
    answer(hands, PASSPHRASE)
    assert hands.says("Säkerhetskopia\n2025-03-03")
    enter(kept)
    clock.tick(hours=1)
    hourly = hands.program.register.backing_up._clock
    assert hourly.interval() == rules_on(clock.now.date()).minutes * 60_000
    hourly.timeout.emit()
    hands.settle()
    enter(kept)
    clock.tick(hours=1)
    hands.program.leave()
    hands.settle()
    assert names(kept) == ["hourly", "left", "locked"]


def test_closing_the_window_backs_up_before_the_program_ends(hands: Any, kept: Context) -> None:
    hands.program.enter(kept)
    hands.settle()
    hands.window.close()
    assert names(kept) == ["left"]


def test_a_backup_that_fails_by_itself_is_a_line_and_no_box(
    hands: Any, kept: Context, monkeypatch: pytest.MonkeyPatch, shown_errors: list[BaseException]
) -> None:
    def full(*_given: object) -> None:
        raise Trouble(TroubleCode.DISK_FULL, file="kopian")

    with monkeypatch.context() as patch:
        patch.setattr(backup, "write", full)
        hands.program.enter(kept)
        hands.settle()
        hands.program.register.backing_up.keep_up(Reason.HOURLY)
        hands.settle()
        assert hands.says("Registret kunde inte säkerhetskopieras. Disken är full")
        assert shown_errors == []
        hands.program.leave()
        hands.settle()
        assert [one.code for one in shown_errors if isinstance(one, Trouble)] == [TroubleCode.DISK_FULL]
    hands.program.enter(replace(kept, db=kept.db))
    hands.settle()
    hands.program.register.backing_up.keep_up(Reason.HOURLY)
    hands.settle()
    assert names(kept) == ["hourly"], "what failed once is done the next time"


# the page


def test_the_overview_leads_to_the_page_that_shows_each_backup(hands: Any, kept: Context) -> None:
    hands.program.enter(kept)
    hands.settle()
    hands.go("overview")
    hands.push("Öppna: Ingen säkerhetskopia är gjord än")
    assert hands.says("Inga säkerhetskopior än")
    hands.push("Säkerhetskopiera nu")
    assert hands.says("Registret är säkerhetskopierat.")
    hands.go("overview")
    assert not hands.says("Ingen säkerhetskopia är gjord än"), "what is done waits no more"
    hands.go("settings", "backups")
    (line,) = hands.screen._backups.table.rows_model.rows
    shown = hands.screen._backups.table.rows_model
    cells = [str(shown.index(0, place).data()) for place in range(shown.columnCount())]
    assert cells == ["2025-03-03 " + f"{line.made:%H:%M}", "Skriven för hand", cells[2], "Verifierad", "Här på datorn"]
    assert cells[2].endswith(" MB")
    assert hands.says(str(line.file))


def test_a_second_place_is_chosen_gets_the_backup_and_is_given_up(
    at_backups: Any, tmp_path: Path, pick: Pick, kept: Context
) -> None:
    share = tmp_path / "delad"
    share.mkdir()
    assert at_backups.says("Ingen vald")
    pick(share)
    at_backups.push("Välj andra plats …")
    assert at_backups.says("läggs från nu också i")
    assert len(list(share.rglob("*.mottagning-kopia"))) == 1
    assert names(kept) == ["asked", "hourly"], "that a place was chosen is a change too"
    assert len(at_backups.screen._backups.table.rows_model.rows) == 3
    at_backups.push("Sluta kopiera dit")
    assert at_backups.says("läggs inte längre på en andra plats")
    assert len(list(share.rglob("*.mottagning-kopia"))) == 1, "what lies there stays"


def test_the_folder_of_the_register_is_refused_with_a_sentence(
    at_backups: Any, tmp_path: Path, pick: Pick, shown_errors: list[BaseException]
) -> None:
    pick(tmp_path)
    at_backups.push("Välj andra plats …")
    assert len(shown_errors) == 1
    assert at_backups.says("Ingen vald")


def test_a_backup_is_tried_with_the_passphrase_and_what_it_proved_is_said(at_backups: Any, kept: Context) -> None:
    at_backups.push("Pröva kopian …")
    answer(at_backups, "fel fel fel fel")
    assert at_backups.says("Lösenfrasen stämmer inte.")
    answer(at_backups, PASSPHRASE)
    assert at_backups.says("öppnades med lösenfrasen. Filen är hel, loggarna är obrutna")
    assert at_backups.says("Den kan återställas.")
    assert [item.name for item in kept.db.file.parent.iterdir() if item.name.startswith(".")] == []


def test_escape_leaves_the_question_and_the_backup_is_shown_again(at_backups: Any) -> None:
    at_backups.push("Pröva kopian …")
    at_backups.key(Key.Key_Escape)
    assert at_backups.says("Kopian öppnades, räknades och jämfördes")


def test_what_was_said_of_the_last_backup_is_not_said_again_after_something_else(at_backups: Any) -> None:
    at_backups.push("Säkerhetskopiera nu")
    assert at_backups.says("Registret är säkerhetskopierat.")
    at_backups.push("Återställ …")
    at_backups.key(Key.Key_Escape)
    assert not at_backups.says("Registret är säkerhetskopierat.")


def test_a_backup_is_restored_after_telling_what_is_lost(at_backups: Any, kept: Context, answers: Any) -> None:
    enter(kept)
    answers.yes = False
    at_backups.push("Återställ …")
    answer(at_backups, PASSPHRASE)
    assert "1 ändring i registret sedan kopian. Det följer inte med." in answers.asked[0]
    assert "ligger kvar bredvid prov.mottagning" in answers.asked[0]
    assert "Ny Kommen" in [line.name for line in people.list_people(kept)]
    answers.yes = True
    at_backups.push("Återställ …")
    answer(at_backups, PASSPHRASE)
    assert at_backups.shell.current == "settings"
    assert at_backups.shell.screen_shown.place == "Säkerhetskopior"
    assert at_backups.says("Säkerhetskopian är återställd.")
    now = at_backups.program.register.desk.ctx
    assert "Ny Kommen" not in [line.name for line in people.list_people(now)]
    assert len(list(kept.db.file.parent.glob("prov*.mottagning"))) == 2
    now.db.close()


def test_what_a_restore_took_away_stands_to_be_read_until_it_is_read(
    at_backups: Any, kept: Context, answers: Any, clock: Clock
) -> None:
    enter(kept)
    clock.tick(hours=2)
    at_backups.push("Återställ …")
    answer(at_backups, PASSPHRASE)
    hands = at_backups
    for _ in range(2):  # to be read again by who has gone somewhere else meanwhile
        assert hands.says("finns inte i registret: 1 ändring. Det förra registret ligger kvar i samma mapp som prov 2")
        hands.go("overview")
        (way,) = [one for one in hands.visible(QPushButton) if "Registret återställdes" in one.accessibleName()]
        assert "från kopian 2025-03-03" in way.accessibleName()
        hands.push(way.accessibleName())
    hands.push("Jag har läst det")
    assert not hands.says("finns inte i registret")
    assert hands.says("Senast återställd")
    hands.go("overview")
    assert not hands.says("Registret återställdes")
    hands.program.register.desk.ctx.close()


def test_who_has_the_register_to_herself_lets_go_of_it_to_restore(hands: Any, kept: Context, answers: Any) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    hands.program.enter(registers.hold_register(kept))
    hands.settle()
    hands.go("settings", "backups")
    hands.push("Återställ …")
    answer(hands, PASSPHRASE)
    assert len(answers.asked) == 1
    assert hands.shell.current == "settings"
    now = hands.program.register.desk.ctx
    assert now.access is not None
    assert now.access.held is None, "it is ours again"
    now.close()


def test_who_may_not_restore_is_not_offered_to(hands: Any, kept: Context) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    hands.program.enter(replace(kept, user=replace(kept.user, role=Role.OFFICER)))
    hands.settle()
    hands.go("settings", "backups")
    words = [one.text() for one in hands.visible(QPushButton)]
    assert "Pröva kopian …" in words
    assert "Återställ …" not in words
    assert "Välj andra plats …" not in words


def test_everything_on_the_page_is_reached_with_tab(at_backups: Any) -> None:
    for word in (
        "Säkerhetskopiera nu",
        "Skriv kopia till fil …",
        "Pröva kopian …",
        "Återställ …",
        "Välj andra plats …",
    ):
        at_backups.reach(at_backups.button(word))
    at_backups.reach(at_backups.screen._backups.table)


# the first page


def test_the_first_page_offers_the_backups_there_are_and_restores_where_the_register_lay(
    hands: Any, kept: Context, answers: Any
) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    enter(kept)
    kept.db.close()
    hands.program.preferences.put("last_register", str(kept.db.file))
    hands.push("Återställ en säkerhetskopia")
    (offered,) = [one for one in hands.visible(QPushButton) if one.accessibleName().startswith("prov, 2025-03-03")]
    assert "Ändringar under dagen · " in offered.accessibleDescription()
    assert offered.accessibleDescription().endswith(" MB · verifierad")
    hands.push(offered.accessibleName())
    hands.fill(passphrase=PASSPHRASE)
    hands.push("Återställ")
    assert "1 ändring i registret sedan kopian" in answers.asked[0]
    assert hands.says("Register: prov")
    assert hands.says("finns inte i registret: 1 ändring. Det förra registret ligger kvar"), "told here too"
    now = hands.program.register.desk.ctx
    assert now.db.file == kept.db.file
    assert "Ny Kommen" not in [line.name for line in people.list_people(now)]
    now.db.close()
