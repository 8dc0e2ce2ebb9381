"""Is the register backed up by itself when something has changed, before what cannot be undone, and elsewhere too?"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

import pytest

from factories import PASSPHRASE, Clock, month, person
from mottagning.domain.backup_rules import Reason
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.backups import BackupPlace, Restored
from mottagning.readmodels.overview import WaitingKind
from mottagning.storage import backup
from mottagning.system.clock import stored
from mottagning.texts import backups as texts
from mottagning.texts import formats, problems
from mottagning.usecases import people
from mottagning.usecases.admin import backup_files, backup_state, backups, restoring, second_place, trying
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.registers import open_register
from mottagning.usecases.admin.restored import note_read
from mottagning.usecases.context import Context
from mottagning.usecases.overview.viewing import waiting
from mottagning.usecases.returns.closing import close_month
from workbooks import make

KEPT = "20250303-090000"


@pytest.fixture
def kept(office: Context, tmp_path: Path) -> Context:
    """The small office, with a folder for automatic backups."""
    return replace(office, backups=tmp_path / "Backup" / "prov 00000000-0000-0000-0000-000000000000")


@pytest.fixture
def share(tmp_path: Path) -> Path:
    """A folder on a share that can be reached."""
    folder = tmp_path / "delad"
    folder.mkdir()
    return folder


def enter(ctx: Context, name: str = "Ny") -> None:
    """Change something."""
    people.save_person(ctx, None, person(given_name=name, family_name="Kommen"))


def files(ctx: Context) -> list[str]:
    """The automatic backups by their names."""
    assert ctx.backups is not None
    return sorted(item.name for item in ctx.backups.iterdir()) if ctx.backups.exists() else []


def kinds(ctx: Context) -> list[WaitingKind]:
    """What is told to wait about backups."""
    return [one.kind for one in waiting(ctx) if one.place == ("settings", "backups")]


def failing(code: TroubleCode) -> Callable[..., None]:
    def fail(*_given: object) -> None:
        raise Trouble(code, file="kopian")

    return fail


# when something has changed


def test_it_is_made_when_something_has_changed_and_only_then(kept: Context, clock: Clock) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    assert files(kept) == [f"{KEPT} hourly.mottagning-kopia"]
    clock.tick(hours=1)
    backups.keep_up(kept, Reason.HOURLY)
    assert len(files(kept)) == 1
    enter(kept)
    clock.tick(hours=1)
    backups.keep_up(kept, Reason.LEFT)
    assert files(kept) == [f"{KEPT} hourly.mottagning-kopia", "20250303-110000 left.mottagning-kopia"]
    assert backups.last_backup(kept) == clock.now


def test_to_have_read_somebodys_card_is_a_change_that_must_not_be_lost(kept: Context, clock: Clock) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    people.open_person(kept, people.list_people(kept)[0].id)
    clock.tick(hours=1)
    backups.keep_up(kept, Reason.HOURLY)
    assert len(files(kept)) == 2


def test_a_latest_one_that_is_gone_or_cut_off_is_made_again(kept: Context, clock: Clock) -> None:
    assert kept.backups is not None
    for spoil in (lambda file: file.unlink(), lambda file: file.write_bytes(file.read_bytes()[:-40])):
        backups.keep_up(kept, Reason.HOURLY)
        spoil(kept.backups / files(kept)[-1])
        before = len(files(kept))
        clock.tick(hours=1)
        backups.keep_up(kept, Reason.HOURLY)
        assert len(files(kept)) == before + 1


def test_what_is_changed_while_it_is_copied_is_copied_the_next_time(
    kept: Context, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    packing = backup._pack
    monkeypatch.setattr(backup, "_pack", lambda *given: (enter(kept), packing(*given)))
    backups.keep_up(kept, Reason.HOURLY)
    monkeypatch.setattr(backup, "_pack", packing)
    clock.tick(hours=1)
    backups.keep_up(kept, Reason.HOURLY)
    assert len(files(kept)) == 2


def test_a_closing_is_a_change_though_no_log_tells_of_it(kept: Context, clock: Clock) -> None:
    close_month(kept, month("2024-09"))
    clock.tick(hours=1)
    backups.keep_up(kept, Reason.HOURLY)
    newest, before = backup_state.list_backups(kept)
    assert (newest.reason, before.reason) == (Reason.HOURLY, Reason.CLOSING)
    assert "0 ändringar och 1 stängning" in texts.lost(
        restoring.compare(before.file, kept.db.file, PASSPHRASE, kept.clock)
    )


def test_two_in_a_second_have_a_name_each(kept: Context) -> None:
    for _ in range(2):
        enter(kept)
        backups.keep_up(kept, Reason.LOCKED)
    assert files(kept) == [f"{KEPT} 2 locked.mottagning-kopia", f"{KEPT} locked.mottagning-kopia"]
    assert kept.backups is not None
    assert [backup_files.made_of(kept.backups / name) is not None for name in files(kept)] == [True, True]


def test_a_register_that_is_opened_has_a_folder_of_its_own_by_its_number(ctx: Context, home: Path) -> None:
    ctx.db.close()
    opened = open_register(ctx.db.file, PASSPHRASE, Clock())
    assert opened.backups is not None
    assert opened.backups.parent == home / "Backup"
    assert backup_files.register_of(opened.backups) == "prov"
    backups.let_go(opened)
    assert [(one.register, one.reason) for one in backup_files.known_backups()] == [("prov", Reason.LEFT)]


# before what cannot be taken back


def test_a_month_is_closed_after_a_backup_of_the_register_as_it_was(kept: Context, clock: Clock) -> None:
    close_month(kept, month("2024-09"))
    (name,) = files(kept)
    assert name.endswith("closing.mottagning-kopia")
    assert kept.backups is not None
    restored = restoring.restore(kept.backups / name, kept.db.file.with_name("åter.mottagning"), PASSPHRASE, clock)
    with restored.reading() as reader:
        assert reader.ledger.closings() == []
    restored.db.close()


def test_a_backup_that_holds_everything_already_serves_the_closing_too(kept: Context, clock: Clock) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    clock.tick(minutes=5)
    close_month(kept, month("2024-09"))
    assert len(files(kept)) == 1


@pytest.mark.parametrize("code", [TroubleCode.DISK_FULL, TroubleCode.FILE_IN_USE, TroubleCode.BACKUP_BROKEN])
def test_without_a_backup_no_month_is_closed_and_it_is_said_what_is_unharmed(
    kept: Context, monkeypatch: pytest.MonkeyPatch, code: TroubleCode
) -> None:
    monkeypatch.setattr(backup, "write", failing(code))
    with pytest.raises(Trouble) as caught:
        close_month(kept, month("2024-09"))
    said = problems.trouble(caught.value)
    assert said.what == "Registret kunde inte säkerhetskopieras, och därför har månaden inte stängts."
    assert said.unharmed.startswith("Inget har ändrats. ")
    assert problems.trouble(Trouble(code, file="kopian")).what in said.unharmed
    assert said.advice
    with kept.reading() as reader:
        assert reader.ledger.closings() == []


def test_without_a_backup_nothing_is_read_in(kept: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = make(tmp_path / "in.xlsx", {"Personer": [["Ärende", "Efternamn"], ["X1", "Provberg"]]})
    monkeypatch.setattr(backup, "write", failing(TroubleCode.DISK_FULL))
    before = len(people.list_people(kept))
    with pytest.raises(Trouble) as caught:
        import_workbook(kept, book)
    assert "och därför har inget lästs in" in problems.trouble(caught.value).text
    assert len(people.list_people(kept)) == before


@pytest.mark.parametrize("act", [Reason.CLOSING, Reason.IMPORT, Reason.RETENTION])
def test_whoever_does_such_a_thing_has_the_backup_made_first(kept: Context, act: Reason) -> None:
    backups.before(kept, act)
    assert [name.split()[1] for name in files(kept)] == [f"{act.value}.mottagning-kopia"]


# thinning


def a_year(ctx: Context, clock: Clock, days: int) -> None:
    """Let so many days pass with a change and a backup each, without making all of them."""
    assert ctx.backups is not None
    backups.keep_up(ctx, Reason.HOURLY)
    first = ctx.backups / files(ctx)[0]
    for _ in range(days):
        clock.tick(days=1)
        (ctx.backups / f"{clock.now:%Y%m%d-%H%M%S} left.mottagning-kopia").write_bytes(first.read_bytes())


def test_it_is_thinned_when_the_new_one_is_known_to_be_whole_and_each_removal_is_logged(
    kept: Context, clock: Clock
) -> None:
    a_year(kept, clock, 100)
    assert len(files(kept)) == 101
    enter(kept)
    clock.tick(days=1)
    backups.keep_up(kept, Reason.LEFT)
    left = files(kept)
    assert len(left) < 20
    assert left[-1].startswith(f"{clock.now:%Y%m%d}")
    with kept.reading() as reader:
        logged = [one for one in reader.traces.changes([], {"backup": [None]}, []) if one]  # type: ignore[list-item]
    with kept.db._reading.connect() as connection:
        rows = connection.exec_driver_sql("SELECT action, changes FROM change_log WHERE entity = 'backup'").fetchall()
    assert logged == []
    assert len(rows) == 102 - len(left)
    assert {action for action, _ in rows} == {"thinned"}
    assert not any("Kommen" in changes for _, changes in rows)
    clock.tick(hours=1)
    backups.keep_up(kept, Reason.HOURLY)
    assert files(kept) == left, "that some were thinned out is nothing to be backed up for"


def test_a_backup_that_fails_thins_nothing_out(kept: Context, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    a_year(kept, clock, 40)
    before = files(kept)
    enter(kept)
    monkeypatch.setattr(backup, "_compare", failing(TroubleCode.BACKUP_BROKEN))
    with pytest.raises(Trouble):
        backups.keep_up(kept, Reason.HOURLY)
    assert files(kept) == before


def test_a_damaged_one_neither_goes_nor_stands_for_a_good_one(kept: Context, clock: Clock) -> None:
    assert kept.backups is not None
    a_year(kept, clock, 30)
    day = f"{clock.now:%Y%m%d}"
    broken = kept.backups / f"{day}-235900 left.mottagning-kopia"
    broken.write_bytes(b"x" * 5000)
    strange = kept.backups / "egen.mottagning-kopia"
    strange.write_bytes((kept.backups / files(kept)[0]).read_bytes())
    enter(kept)
    clock.tick(days=1)
    backups.keep_up(kept, Reason.HOURLY)
    assert broken.name in files(kept)
    assert strange.name in files(kept), "what the program has not named is not the program's to take away"
    assert any(name.startswith(day) and name != broken.name for name in files(kept))
    shown = {one.file.name: one.is_whole for one in backup_state.list_backups(kept)}
    assert not shown[broken.name]
    assert shown[strange.name]


def test_a_clock_set_back_loses_nothing_and_the_next_is_made_all_the_same(kept: Context, clock: Clock) -> None:
    a_year(kept, clock, 10)
    enter(kept)
    clock.tick(days=-400)
    backups.keep_up(kept, Reason.HOURLY)
    assert files(kept)[0] == f"{clock.now:%Y%m%d-%H%M%S} hourly.mottagning-kopia"
    assert len(files(kept)) > 7
    clock.tick(days=400, hours=1)
    backups.keep_up(kept, Reason.HOURLY)
    enter(kept)
    backups.keep_up(kept, Reason.HOURLY)
    assert files(kept)[-1].startswith(f"{clock.now:%Y%m%d-%H%M%S}")


# a second place


def test_the_latest_lies_in_the_second_place_as_the_months(kept: Context, share: Path, clock: Clock) -> None:
    second_place.choose_second_place(kept, share)
    assert backups.keep_up(kept, Reason.HOURLY)
    enter(kept)
    clock.tick(days=1)
    assert backups.keep_up(kept, Reason.HOURLY)
    assert kept.backups is not None
    there = share / kept.backups.name
    assert [item.name for item in there.iterdir()] == ["2025-03.mottagning-kopia"]
    latest = kept.backups / files(kept)[-1]
    assert (there / "2025-03.mottagning-kopia").read_bytes() == latest.read_bytes()
    clock.tick(days=30)
    enter(kept)
    backups.keep_up(kept, Reason.HOURLY)
    assert sorted(item.name for item in there.iterdir()) == ["2025-03.mottagning-kopia", "2025-04.mottagning-kopia"]
    places = {one.place for one in backup_state.list_backups(kept)}
    assert places == {BackupPlace.AUTOMATIC, BackupPlace.SECOND}


def test_a_second_place_that_was_away_gets_the_latest_when_it_is_back(kept: Context, share: Path, clock: Clock) -> None:
    second_place.choose_second_place(kept, share)
    share.rename(share.with_name("borta"))
    assert not backups.keep_up(kept, Reason.HOURLY)
    assert len(files(kept)) == 1
    assert not share.exists(), "a disk that is not there is not made up"
    share.with_name("borta").rename(share)
    clock.tick(hours=1)
    assert backups.keep_up(kept, Reason.HOURLY)
    assert len(files(kept)) == 1
    assert kept.backups is not None
    assert len(list((share / kept.backups.name).iterdir())) == 1


def test_a_share_that_goes_away_while_it_is_written_keeps_what_it_had(
    kept: Context, share: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_place.choose_second_place(kept, share)
    backups.keep_up(kept, Reason.HOURLY)
    assert kept.backups is not None
    there = share / kept.backups.name / "2025-03.mottagning-kopia"
    yesterday = there.read_bytes()

    def breaks_off(source: IO[bytes], out: IO[bytes]) -> None:
        out.write(source.read(3000))
        raise OSError(121, "The semaphore timeout period has expired")

    enter(kept)
    clock.tick(days=1)
    monkeypatch.setattr(backup, "_pour", breaks_off)
    assert not backups.keep_up(kept, Reason.HOURLY)
    assert len(files(kept)) == 2, "the backup here is made all the same"
    assert there.read_bytes() == yesterday
    assert [item.name for item in there.parent.iterdir()] == [there.name]


def test_what_the_share_wrote_otherwise_than_it_was_given_does_not_replace_the_former(
    kept: Context, share: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    second_place.choose_second_place(kept, share)
    backups.keep_up(kept, Reason.HOURLY)
    assert kept.backups is not None
    there = share / kept.backups.name / "2025-03.mottagning-kopia"
    before = there.read_bytes()
    enter(kept)
    monkeypatch.setattr(backup, "_pour", lambda _source, out: out.write(b"x"))
    assert not backups.keep_up(kept, Reason.HOURLY)
    assert there.read_bytes() == before


def test_the_folder_of_the_register_is_no_second_place(kept: Context, tmp_path: Path) -> None:
    kept.backups.mkdir(parents=True)  # type: ignore[union-attr]
    for folder, word in ((tmp_path, "ingen annan plats"), (kept.backups, "ingen annan plats"), (tmp_path / "x", "nå")):
        with pytest.raises(Refused) as caught:
            second_place.choose_second_place(kept, folder)
        assert caught.value.code is RefusalCode.NO_SECOND_PLACE
        assert word in problems.refused(caught.value).text
    assert backup_state.backup_state(kept).second_place is None


def test_only_who_keeps_the_settings_chooses_the_second_place(kept: Context, share: Path) -> None:
    officer = replace(kept, user=replace(kept.user, role=Role.OFFICER))
    with pytest.raises(Refused) as caught:
        second_place.choose_second_place(officer, share)
    assert caught.value.code is RefusalCode.NO_RIGHT


# what is told


def test_what_is_missing_is_told_and_no_longer_when_it_is_done(kept: Context, share: Path, clock: Clock) -> None:
    assert kinds(kept) == [WaitingKind.NO_BACKUP]
    backups.keep_up(kept, Reason.HOURLY)
    assert kinds(kept) == [WaitingKind.NO_SECOND_PLACE, WaitingKind.BACKUP_UNTRIED]
    second_place.choose_second_place(kept, share)
    assert kinds(kept) == [WaitingKind.SECOND_PLACE_OLD, WaitingKind.BACKUP_UNTRIED]
    backups.keep_up(kept, Reason.HOURLY)
    trying.try_backup(kept, backup_state.list_backups(kept)[0].file, PASSPHRASE)
    assert kinds(kept) == []
    clock.tick(days=7)
    assert kinds(kept) == []
    clock.tick(days=1)
    assert kinds(kept) == [WaitingKind.SECOND_PLACE_OLD]
    enter(kept)
    assert kinds(kept) == [WaitingKind.BACKUP_OLD, WaitingKind.SECOND_PLACE_OLD]
    backups.keep_up(kept, Reason.HOURLY)
    clock.tick(days=357)
    assert WaitingKind.BACKUP_UNTRIED in kinds(kept)


def test_who_cannot_choose_a_second_place_is_not_asked_to(kept: Context) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    school = replace(kept, user=replace(kept.user, role=Role.OFFICER, unit=OfficeUnit.SCHOOL))
    assert kinds(school) == []


def test_the_foot_of_the_window_says_when_and_what_to_do(kept: Context, share: Path, clock: Clock) -> None:
    def foot() -> list[str]:
        return texts.foot(backup_state.backup_state(kept)).split("\n")

    assert foot() == ["Ingen säkerhetskopia än"]
    backups.keep_up(kept, Reason.HOURLY)
    assert foot()[2:] == ["Ingen andra plats vald"]
    second_place.choose_second_place(kept, share)
    backups.keep_up(kept, Reason.HOURLY)
    assert len(foot()) == 2
    clock.tick(days=8)
    assert foot()[2:] == ["Andra platsen: 2025-03-03", "Anslut till den."]


# trying and comparing


def test_trying_a_backup_opens_verifies_and_compares_it_and_leaves_nothing(kept: Context, clock: Clock) -> None:
    close_month(kept, month("2024-09"))
    clock.tick(hours=1)
    backups.keep_up(kept, Reason.HOURLY)
    enter(kept)
    before = {item.name for item in kept.db.file.parent.iterdir()}
    tried = trying.try_backup(kept, backup_state.list_backups(kept)[0].file, PASSPHRASE)
    assert tried.findings == ()
    assert (tried.closed_months, tried.comparison.changes) == (1, 1)
    assert {item.name for item in kept.db.file.parent.iterdir()} == before
    said = texts.tried(tried)
    assert "1 stängd månad räknades om till samma öre" in said
    assert "1 ändring i registret sedan kopian" in said
    assert backup_state.backup_state(kept).tried == clock.now


def test_a_backup_whose_closed_month_was_tampered_with_is_found_out_and_not_called_tried(
    kept: Context, tmp_path: Path
) -> None:
    close_month(kept, month("2024-09"))
    copy = tmp_path / "ändrad.mottagning-kopia"
    with kept.db._writing.connect() as connection:
        connection.exec_driver_sql("DROP TRIGGER IF EXISTS ledger_row_no_update")
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger'").scalars().all()
        for name in names:
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("UPDATE ledger_row SET amount = amount + 1")
        connection.commit()
    backups.back_up(kept, copy)
    tried = trying.try_backup(kept, copy, PASSPHRASE)
    assert {"total", "fingerprint"} & {one.code for one in tried.findings}
    assert backup_state.backup_state(kept).tried is None


def test_a_wrong_passphrase_proves_nothing(kept: Context) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    source = backup_state.list_backups(kept)[0].file
    with pytest.raises(Trouble) as caught:
        trying.try_backup(kept, source, "fel lösenfras helt")
    assert caught.value.code is TroubleCode.WRONG_PASSPHRASE
    assert backup_state.backup_state(kept).tried is None


def test_it_is_told_how_much_is_newer_before_a_backup_is_put_in_place(kept: Context) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    source = backup_state.list_backups(kept)[0].file
    assert restoring.compare(source, kept.db.file, PASSPHRASE, kept.clock).changes == 0
    for name in ("En", "Två", "Tre"):
        enter(kept, name)
    found = restoring.compare(source, kept.db.file, PASSPHRASE, kept.clock)
    assert found.changes == 3
    assert "3 ändringar i registret sedan kopian. Det följer inte med." in texts.lost(found)


def test_a_register_that_goes_on_from_something_else_is_not_said_to_have_so_many_changes(
    kept: Context, clock: Clock
) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    first = backup_state.list_backups(kept)[0].file
    enter(kept, "Förlorad")
    clock.tick(hours=1)
    backups.keep_up(kept, Reason.HOURLY)
    later = backup_state.list_backups(kept)[0].file
    kept.db.close()
    restored = restoring.restore(first, kept.db.file, PASSPHRASE, clock)
    enter(restored, "Annan")
    found = restoring.compare(later, kept.db.file, PASSPHRASE, kept.clock)
    restored.db.close()
    assert found.changes is None
    assert "bygger inte vidare på kopian" in texts.differs(found)


def test_a_restored_register_is_backed_up_anew_and_says_in_its_log_what_was_restored(
    kept: Context, clock: Clock, home: Path
) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    source = backup_state.list_backups(kept)[0].file
    kept.db.close()
    restored = restoring.restore(source, kept.db.file, PASSPHRASE, clock)
    with restored.db._reading.connect() as connection:
        found = connection.exec_driver_sql("SELECT action FROM change_log WHERE entity = 'backup'").scalars().all()
    assert found == ["restored"]
    backups.let_go(restored)
    assert len(list((home / "Backup").rglob("*left.mottagning-kopia"))) == 1


def test_a_register_restored_from_its_first_backup_knows_of_it(kept: Context, clock: Clock) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    (source,) = backup_state.list_backups(kept)
    kept.db.close()
    clock.tick(hours=1)
    restored = restoring.restore(source.file, kept.db.file, PASSPHRASE, clock)
    assert backup_state.backup_state(restored).last == source.made
    restored.db.close()


def test_what_a_restore_took_away_is_told_until_each_who_was_there_has_read_it(kept: Context, clock: Clock) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    (source,) = backup_state.list_backups(kept)
    enter(kept, "Förlorad")
    lost = restoring.compare(source.file, kept.db.file, PASSPHRASE, kept.clock)
    kept.db.close()
    clock.tick(hours=1)
    mine = restoring.restore(source.file, kept.db.file, PASSPHRASE, clock, lost=lost)
    hers = replace(mine, user=replace(mine.user, name="två", role=Role.OFFICER))
    newcomer = replace(mine, user=replace(mine.user, name="tre", added_at=stored(clock()) + timedelta(days=1)))
    assert [WaitingKind.RESTORED in kinds(one) for one in (mine, hers, newcomer)] == [True, True, False]
    told = backup_state.backup_state(hers).restored
    assert told is not None
    (aside,) = kept.db.file.parent.glob("prov 2*.mottagning")
    assert texts.restored(told) == (
        f"Registret återställdes {formats.moment(told.at)} från kopian som gjordes {formats.moment(source.made)}. Det "
        f"som gjordes efter kopian finns inte i registret: 1 ändring. Det förra registret ligger kvar i samma mapp som "
        f"{aside.name}. Välj det med Öppna ett register på startsidan för att se det som ska göras om."
    )
    note_read(hers)
    assert [WaitingKind.RESTORED in kinds(one) for one in (mine, hers)] == [True, False]
    assert backup_state.backup_state(hers).restored == replace(told, is_to_read=False), "when it was is still told"
    mine.db.close()


@pytest.mark.parametrize(
    ("changes", "closings", "kept_as", "said"),
    [
        (None, 0, None, "från kopian som gjordes 2025-03-03 09:00. Det som skrevs in efter kopian finns inte"),
        (0, 0, "prov 1.mottagning", "Inget hade ändrats efter kopian, så inget saknas."),
        (0, 1, None, "finns inte i registret: 0 ändringar och 1 stängning."),
        (3, 2, None, "finns inte i registret: 3 ändringar och 2 stängningar."),
        (3, -1, None, "finns inte i registret: 3 ändringar."),
    ],
)
def test_what_a_restored_register_lacks_is_said_as_far_as_it_is_known(
    changes: int | None, closings: int, kept_as: str | None, said: str
) -> None:
    at, made = datetime(2025, 3, 3, 11), datetime(2025, 3, 3, 9)  # noqa: DTZ001 - the machine's time
    one = Restored(at=at, made=made, changes=changes, closings=closings, kept=kept_as, is_to_read=True)
    assert said in texts.restored(one)
    assert "från en säkerhetskopia." in texts.restored(replace(one, made=None))


def test_only_who_may_restore_puts_a_backup_in_place_of_a_register(kept: Context, tmp_path: Path, clock: Clock) -> None:
    with kept.writing() as uow:
        one = uow.users.present()[0]
        uow.users.change(one, replace(one.value, role=Role.OFFICER))
        uow.commit()
    backups.keep_up(kept, Reason.HOURLY)
    source = backup_state.list_backups(kept)[0].file
    for act in (
        lambda: restoring.compare(source, kept.db.file, PASSPHRASE, kept.clock),
        lambda: restoring.restore(source, kept.db.file, PASSPHRASE, clock),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.code is RefusalCode.NO_RIGHT
    restoring.restore(source, tmp_path / "annanstans" / "ny.mottagning", PASSPHRASE, clock).db.close()


def test_a_backup_is_restored_where_its_register_lies_whatever_it_is_called_now(
    kept: Context, tmp_path: Path, clock: Clock
) -> None:
    backups.keep_up(kept, Reason.HOURLY)
    source = backup_state.list_backups(kept)[0].file
    other = tmp_path / "annan.mottagning"
    assert restoring.place_of(source, [other, kept.db.file], tmp_path / "Register") == kept.db.file
    assert restoring.place_of(source, [], tmp_path / "Register") == tmp_path / "Register" / "prov.mottagning"


# what a killed program leaves


def test_what_a_killed_program_left_is_no_backup_and_is_cleared_the_next_time(kept: Context) -> None:
    assert kept.backups is not None
    kept.backups.mkdir(parents=True)
    half = kept.backups / f"{KEPT} left.mottagning-kopia.ny"
    half.write_bytes(b"half")
    folder = kept.backups / f".{KEPT} left.mottagning-kopia.ny"
    folder.mkdir()
    (folder / "register.mottagning").write_bytes(b"half")
    other = kept.backups / ".20250303-085959 hourly.mottagning-kopia.ny"
    other.mkdir()
    for old in (half, folder):
        os.utime(old, (1, 1))
    assert backup_state.list_backups(kept) == []
    backups.keep_up(kept, Reason.HOURLY)
    assert files(kept) == [other.name, f"{KEPT} hourly.mottagning-kopia"], "one that is being made by another stays"
