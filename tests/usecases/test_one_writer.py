"""Can two never overwrite each other? The second only reads, hears who writes, and what she reads is in the logs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import text

from children import dismiss, holder
from factories import PASSPHRASE, Clock, person
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.storage.aside import waiting_files
from mottagning.storage.database import Database
from mottagning.system import lock
from mottagning.system.lock import lock_file_of
from mottagning.system.places import Place, PlaceKind
from mottagning.texts import problems
from mottagning.usecases import people
from mottagning.usecases.access import alone_with, keep_hold
from mottagning.usecases.admin import registers
from mottagning.usecases.admin.registers import hold_register, open_register, try_to_write
from mottagning.usecases.context import Context
from mottagning.usecases.lists import log_copy
from mottagning.usecases.returns.verifying import verify


@pytest.fixture
def first(office: Context) -> Context:
    """Who has the register."""
    return hold_register(office)


@pytest.fixture
def second(first: Context, another: Callable[[], Context]) -> Context:
    """Who came later, under her own name."""
    other = another()
    return hold_register(replace(other, user=replace(other.user, name="Karin Kollega")))


def read_log(ctx: Context) -> list[tuple[str, str, int | None]]:
    with ctx.reading() as reader:
        rows = reader._connection.execute(text("SELECT by, what, person FROM read_log ORDER BY id")).all()
    return [(by, what, who) for by, what, who in rows]


def everything(ctx: Context) -> list[int]:
    return [line.id for line in people.list_people(ctx)]


def test_the_first_writes_and_the_second_only_reads(first: Context, second: Context) -> None:
    assert (first.is_read_only, second.is_read_only) == (False, True)
    before = everything(first)
    with pytest.raises(Refused) as caught:
        people.save_person(second, None, person(case_number="ny"))
    assert caught.value.code is RefusalCode.REGISTER_HELD
    said = problems.refused(caught.value).text
    assert said.startswith("prov har registret öppet på datorn ")
    assert "Inget har ändrats." in said
    people.save_person(first, None, person(case_number="ny"))
    assert everything(second) == everything(first) != before


@pytest.mark.parametrize(
    "change",
    [
        lambda ctx: ctx.note_key("passphrase", "prov"),
        lambda ctx: ctx.settings.note("last_backup", "2025"),
        lambda ctx: ctx.look_again([]) or ctx.people.add(person(case_number="ny")),
    ],
    ids=["a word in the log of changes", "a setting", "a record"],
)
def test_nothing_but_the_logs_is_kept_by_who_only_reads(second: Context, change: Callable[..., object]) -> None:
    def keep() -> None:
        with second.writing() as uow:
            change(uow)
            uow.commit()

    with pytest.raises(Refused) as caught:
        keep()
    assert caught.value.code is RefusalCode.REGISTER_HELD


def test_a_card_read_meanwhile_is_noted_and_comes_into_the_log(first: Context, second: Context) -> None:
    one = everything(second)[0]
    people.open_person(second, one)
    log_copy(second, "people", 3, 3)
    assert read_log(first) == [], "nobody but the first writes in the register"
    (aside,) = waiting_files(first.db.file)
    assert b"Karin" not in aside.read_bytes(), "it is encrypted"
    first.close()
    assert try_to_write(second)
    assert read_log(second) == [("Karin Kollega", "card", one), ("Karin Kollega", "copy", None)]
    assert waiting_files(first.db.file) == []
    assert verify(second) == [], "the chain of the logs holds"
    people.save_person(second, None, person(case_number="ny"))


def test_what_was_read_comes_into_the_log_with_whoever_writes_next(first: Context, second: Context) -> None:
    people.open_person(second, everything(second)[0])
    second.close()
    first.close()
    third = hold_register(replace(first, db=Database(first.db.file, first.key), access=None))
    assert [by for by, _, _ in read_log(third)] == ["Karin Kollega"]
    third.close()


def test_a_card_is_not_shown_when_its_reading_cannot_be_noted(
    first: Context, second: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert second.access is not None
    blocked = second.access.aside._file
    blocked.mkdir()
    with pytest.raises(Trouble):
        people.open_person(second, everything(second)[0])


def test_readings_that_cannot_be_taken_in_stop_nobody_and_are_told(first: Context, second: Context) -> None:
    people.open_person(second, everything(second)[0])
    (aside,) = waiting_files(first.db.file)
    aside.write_bytes(b"x" * 8192)
    first.close()
    assert try_to_write(second)
    assert [(one.code, one.subject) for one in verify(second)] == [("unread_aside", aside.name)]


def test_it_stays_read_only_while_the_first_has_it(second: Context) -> None:
    assert not try_to_write(second)
    assert second.is_read_only


def test_another_program_that_has_it_is_named(office: Context) -> None:
    running = holder(office.db.file)
    mine = hold_register(office)
    assert mine.is_read_only
    with pytest.raises(Trouble) as caught, alone_with(office.db.file, "prov", office.clock):
        pytest.fail("somebody has it")
    assert caught.value.code is TroubleCode.REGISTER_BUSY
    assert problems.trouble(caught.value).what.startswith("prov har registret öppet på datorn")
    dismiss(running)
    assert try_to_write(mine)
    mine.close()


def test_a_register_that_is_busy_tells_who_has_it_instead_of_that_it_is_locked(
    office: Context, another: Callable[[], Context], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("mottagning.storage.engine.BUSY_MILLISECONDS", 1)
    held = hold_register(office)
    assert held.access is not None
    _as_if_of_another(held, monkeypatch)
    with held.writing(), pytest.raises(Trouble) as caught, another().writing():
        pytest.fail("two wrote at the same time")
    assert problems.trouble(caught.value).what.startswith("prov har registret öppet på datorn ANNAN-PC")
    held.close()


def _as_if_of_another(ctx: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    found = lock.holder_of(ctx.db.file)
    assert found is not None
    lock_file_of(ctx.db.file).write_bytes(replace(found, computer="ANNAN-PC").dumps())


# on a network folder


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every folder is one of the network."""
    for module in ("usecases.access", "usecases.admin.registers"):
        monkeypatch.setattr(f"mottagning.{module}.place_of", lambda _path: Place(PlaceKind.NETWORK))


@pytest.mark.usefixtures("network")
def test_who_slept_and_was_taken_over_does_not_write(office: Context, clock: Clock) -> None:
    mine = hold_register(office)
    found = lock.holder_of(office.db.file)
    assert found is not None
    theirs = replace(found, user="Karin Kollega", computer="ANNAN-PC", mark="annat")
    lock_file_of(office.db.file).write_bytes(theirs.dumps())
    with pytest.raises(Refused) as caught:
        people.save_person(mine, None, person(case_number="ny"))
    assert problems.refused(caught.value).what.startswith("Karin Kollega har registret öppet på datorn ANNAN-PC")
    assert mine.is_read_only


@pytest.mark.usefixtures("network")
def test_who_is_there_says_so(office: Context, clock: Clock) -> None:
    mine = hold_register(office)
    clock.now = clock.now.replace(hour=23)
    keep_hold(mine.access)
    found = lock.holder_of(office.db.file)
    assert found is not None
    assert found.heard > found.since
    mine.close()


def test_a_register_keeps_the_journal_that_its_place_asks_for(
    office: Context, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    office.db.close()
    seen = {}
    for kind in (PlaceKind.NETWORK, PlaceKind.LOCAL):
        monkeypatch.setattr(registers, "place_of", lambda _path, kind=kind: Place(kind))
        ctx = open_register(office.db.file, PASSPHRASE, office.clock)
        people.save_person(ctx, None, person(case_number=kind.value))
        with ctx.reading() as reader:
            seen[kind] = reader._connection.execute(text("PRAGMA journal_mode")).scalar()
        ctx.close()
    assert seen == {PlaceKind.NETWORK: "delete", PlaceKind.LOCAL: "wal"}
    assert not list(tmp_path.glob("*-journal"))


@pytest.mark.parametrize(
    ("place", "code", "said"),
    [
        (Place(PlaceKind.SYNCED, "OneDrive"), RefusalCode.PLACE_SYNCED, "kopieras av OneDrive"),
        (Place(PlaceKind.SYNCED), RefusalCode.PLACE_SYNCED, "kopieras av ett synkprogram"),
        (Place(PlaceKind.REMOVABLE), RefusalCode.PLACE_REMOVABLE, "flyttbart minne"),
    ],
)
def test_a_register_is_neither_made_nor_opened_where_it_would_come_to_harm(
    office: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, place: Place, code: RefusalCode, said: str
) -> None:
    monkeypatch.setattr(registers, "place_of", lambda _path: place)
    new = tmp_path / "ny" / "ny.mottagning"
    for act in (
        lambda: open_register(office.db.file, PASSPHRASE, office.clock),
        lambda: registers.create_register(new, PASSPHRASE, "prov", office.clock),
    ):
        with pytest.raises(Refused) as caught:
            act()
        assert caught.value.code is code
        assert said in problems.refused(caught.value).text
    assert not new.parent.exists()
