"""When a register cannot be opened: are the ways on found, and does each lead to an open register?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from factories import CHEAP, PASSPHRASE, Clock
from mottagning.domain.backup_rules import Reason
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.system import keyfile
from mottagning.system.paths import Paths, key_file_of
from mottagning.usecases import people
from mottagning.usecases.admin import rescue, restoring
from mottagning.usecases.admin.backup_files import folder_of, new_file
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.admin.registers import create_register, open_register
from mottagning.usecases.context import Context

PAGE = 4096


@pytest.fixture
def closed(office: Context) -> Path:
    """The register of the small office, which nobody has open."""
    office.db.close()
    return office.db.file


def trouble_of(file: Path, clock: Clock) -> TroubleCode:
    with pytest.raises(Trouble) as caught:
        open_register(file, PASSPHRASE, clock)
    return caught.value.code


def test_backups_are_found_beside_the_register_and_in_the_persons_own_folder_latest_first(
    office: Context, tmp_path: Path, clock: Clock
) -> None:
    own = tmp_path / "Backup"
    for place in (own / "a.mottagning-kopia", tmp_path / "b.mottagning-kopia"):
        back_up(office, place)
        clock.tick(days=1)
    (own / "c.txt").touch()
    found = rescue.found_backups(office.db.file, own)
    assert [one.file.name for one in found] == ["b.mottagning-kopia", "a.mottagning-kopia"]
    assert found[0].made - found[1].made == timedelta(days=1)
    assert rescue.found_backups(tmp_path / "annan" / "x.mottagning", tmp_path / "finns inte") == []


def test_the_automatic_backups_of_a_register_are_found_and_not_those_of_another_of_its_name(
    office: Context, home: Path
) -> None:
    keys = keyfile.read(key_file_of(office.db.file))
    own = folder_of(office.db.file, keys)
    other = own.with_name(f"{office.db.file.stem} 00000000-0000-0000-0000-000000000000")
    for folder in (own, other):
        back_up(office, new_file(folder, office.clock(), Reason.HOURLY))
    assert [one.file.parent for one in rescue.found_backups(office.db.file, Paths(home).backups)] == [own]
    key_file_of(office.db.file).write_text("{")
    found = rescue.found_backups(office.db.file, Paths(home).backups)
    assert {one.file.parent for one in found} == {own, other}, "its key file cannot tell which"


@pytest.mark.parametrize("way", ["a copy of the key file", "a backup"])
@pytest.mark.parametrize("harm", ["missing", "damaged", "foreign"])
def test_another_key_file_opens_the_register_again(
    office: Context, tmp_path: Path, clock: Clock, harm: str, way: str
) -> None:
    keys = key_file_of(office.db.file)
    kept = tmp_path / "kopia.nyckel" if way == "a copy of the key file" else tmp_path / "kopia.mottagning-kopia"
    if way == "a backup":
        back_up(office, kept)
    else:
        kept.write_bytes(keys.read_bytes())
    office.db.close()
    if harm == "missing":
        keys.unlink()
    elif harm == "damaged":
        keys.write_text(keys.read_text()[:90])
    else:
        other = create_register(tmp_path / "annan" / "x.mottagning", PASSPHRASE, "prov", clock, cost=CHEAP)
        other.ctx.db.close()
        keys.write_bytes(key_file_of(other.ctx.db.file).read_bytes())
    assert trouble_of(office.db.file, clock).value == f"key_file_{harm}"
    rescue.use_key_file(office.db.file, kept, clock)
    opened = open_register(office.db.file, PASSPHRASE, clock)
    assert people.list_people(opened)
    opened.close()
    former = list(keys.parent.glob(f"{keys.name} *"))
    assert len(former) == (0 if harm == "missing" else 1), "the former one is kept"


def test_a_file_that_is_no_key_file_is_not_put_in_place(closed: Path, tmp_path: Path, clock: Clock) -> None:
    before = key_file_of(closed).read_bytes()
    (tmp_path / "anteckning.txt").write_text("hej")
    with pytest.raises(Trouble):
        rescue.use_key_file(closed, tmp_path / "anteckning.txt", clock)
    assert key_file_of(closed).read_bytes() == before


def test_what_is_saved_of_a_cut_register_opens_with_the_same_passphrase(
    closed: Path, tmp_path: Path, clock: Clock
) -> None:
    whole = closed.read_bytes()
    closed.write_bytes(whole[: -PAGE * 3 - 7])
    damaged = closed.read_bytes()
    assert trouble_of(closed, clock) is TroubleCode.REGISTER_DAMAGED
    saved = rescue.save_readable(closed, PASSPHRASE, tmp_path / "Register", clock)
    assert closed.read_bytes() == damaged
    assert saved.file.parent == tmp_path / "Register"
    opened = open_register(saved.file, PASSPHRASE, clock)
    assert len(people.list_people(opened)) > 0
    opened.close()
    words = {one.word: one for one in saved.parts}
    assert words["Personer"].saved == 4
    assert words["Användare och inställningar"].saved > 1


def test_a_wrong_passphrase_saves_nothing(closed: Path, tmp_path: Path, clock: Clock) -> None:
    with pytest.raises(Trouble) as caught:
        rescue.save_readable(closed, "fel fel fel fel", tmp_path / "Register", clock)
    assert caught.value.code is TroubleCode.WRONG_PASSPHRASE
    assert not (tmp_path / "Register").exists()


@pytest.mark.parametrize(("back", "told"), [(timedelta(hours=23), False), (timedelta(hours=25), True)])
def test_a_clock_that_was_set_back_is_noticed(office: Context, clock: Clock, back: timedelta, told: bool) -> None:
    people.open_person(office, people.list_people(office)[0].id)
    worked = clock()
    clock.now = worked - back
    last = rescue.clock_is_behind(office)
    assert last == (worked if told else None)


@pytest.mark.parametrize("way", ["saving", "comparing", "restoring"])
def test_no_passphrase_is_guessed_where_a_register_is_saved_or_restored(
    office: Context, tmp_path: Path, clock: Clock, way: str
) -> None:
    copy, file = tmp_path / "en.mottagning-kopia", office.db.file
    back_up(office, copy)
    office.db.close()
    ways: dict[str, Callable[[str], object]] = {
        "saving": lambda passphrase: rescue.save_readable(file, passphrase, tmp_path / "räddat", clock),
        "comparing": lambda passphrase: restoring.compare(copy, file, passphrase, clock),
        "restoring": lambda passphrase: restoring.restore(copy, file, passphrase, clock),
    }

    def code(passphrase: str) -> TroubleCode:
        with pytest.raises(Trouble) as caught:
            ways[way](passphrase)
        return caught.value.code

    assert {code("fel") for _ in range(4)} == {TroubleCode.WRONG_PASSPHRASE}
    assert code(PASSPHRASE) is TroubleCode.TOO_MANY_TRIES
    clock.tick(seconds=5)
    assert ways[way](PASSPHRASE)
