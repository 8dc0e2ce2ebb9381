"""Does a register open with its passphrase and its recovery code, and with nothing else?"""

from __future__ import annotations

import json
import random
import sqlite3
import unicodedata
import zipfile
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from factories import CHEAP, PASSPHRASE, Clock, furnish
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.users import Role, User
from mottagning.storage.database import Database
from mottagning.system import keyfile
from mottagning.system.paths import key_file_of, own_paths
from mottagning.usecases import people
from mottagning.usecases.admin.registers import NewRegister, create_register, open_register, unlock
from mottagning.usecases.admin.settings import read_settings
from mottagning.usecases.admin.users import list_users
from mottagning.usecases.context import Context

OTHERS = "en annan lösenfras"


@pytest.fixture
def made(tmp_path: Path, clock: Clock) -> NewRegister:
    """A register that was just made, closed again."""
    new = create_register(tmp_path / "ny.mottagning", PASSPHRASE, "Åsa", clock, cost=CHEAP)
    new.ctx.db.close()
    return new


def _open(made: NewRegister, secret: str, user: str | None = None) -> Context:
    opened = open_register(made.ctx.db.file, secret, made.ctx.clock, user)
    opened.db.close()
    return opened


def _code(act: Callable[[], object]) -> TroubleCode:
    with pytest.raises(Trouble) as caught:
        act()
    return caught.value.code


# making


def test_a_new_register_has_its_maker_the_catalogue_and_the_settings(tmp_path: Path, clock: Clock) -> None:
    office = OfficeSettings(municipality="2380", first_month=Month(2025, 1))
    new = create_register(tmp_path / "mapp" / "ny.mottagning", PASSPHRASE, "Åsa", clock, office=office, cost=CHEAP)
    assert (new.ctx.user.name, new.ctx.user.role, new.ctx.sees_protected) == ("Åsa", Role.ADMINISTRATOR, True)
    assert [one.value for one in list_users(new.ctx)] == [new.ctx.user]
    assert read_settings(new.ctx) == office
    with new.ctx.reading() as reader:
        assert [one.value for one in reader.services.every()] == list(new.ctx.reference.services)
    new.ctx.db.close()
    assert sorted(path.name for path in (tmp_path / "mapp").iterdir()) == ["ny.mottagning", "ny.mottagning.nyckel"]


def test_a_register_that_is_there_is_not_made_again(made: NewRegister, clock: Clock) -> None:
    before = made.ctx.db.file.read_bytes()
    with pytest.raises(Refused) as caught:
        create_register(made.ctx.db.file, OTHERS, "Kim", clock, cost=CHEAP)
    assert caught.value.code is RefusalCode.REGISTER_EXISTS
    assert made.ctx.db.file.read_bytes() == before


@pytest.mark.parametrize("empty", ["", "   "])
def test_a_register_needs_a_passphrase(tmp_path: Path, clock: Clock, empty: str) -> None:
    with pytest.raises(Refused) as caught:
        create_register(tmp_path / "ny.mottagning", empty, "Åsa", clock, cost=CHEAP)
    assert caught.value.code is RefusalCode.PASSPHRASE_TOO_SHORT
    assert list(tmp_path.glob("ny*")) == []


def test_a_register_that_cannot_be_made_leaves_nothing_behind(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(keyfile, "write", full)
    assert _code(lambda: create_register(tmp_path / "ny.mottagning", PASSPHRASE, "Åsa", clock, cost=CHEAP)) is (
        TroubleCode.DISK_FULL
    )
    assert list(tmp_path.glob("ny*")) == []


def test_a_register_that_lies_in_its_place_always_gives_its_recovery_code(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else it would be made, and nobody would ever see the code."""

    def unreadable(*_given: object) -> None:
        raise Trouble(TroubleCode.DISK_FULL)

    monkeypatch.setattr(Database, "reading", unreadable)
    new = create_register(tmp_path / "ny.mottagning", PASSPHRASE, "Åsa", clock, cost=CHEAP)
    assert (tmp_path / "ny.mottagning").exists()
    assert len(new.recovery_code) > 20


def test_a_key_file_that_cannot_be_written_leaves_the_former_alone(
    made: NewRegister, monkeypatch: pytest.MonkeyPatch
) -> None:
    file, before = key_file_of(made.ctx.db.file), made.ctx.key_text

    def full(_file: int) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr("mottagning.system.keyfile.os.fsync", full)
    with pytest.raises(OSError, match="full"):
        keyfile.write(file, keyfile.KeyFile("annat", ()))
    assert made.ctx.key_text == before
    assert sorted(path.name for path in file.parent.glob("*.nyckel*")) == [file.name]


def test_what_an_interrupted_making_left_is_no_hindrance(tmp_path: Path, clock: Clock) -> None:
    (tmp_path / "ny.mottagning.ny").write_bytes(b"half a register")
    create_register(tmp_path / "ny.mottagning", PASSPHRASE, "Åsa", clock, cost=CHEAP).ctx.db.close()
    assert sorted(path.name for path in tmp_path.glob("ny*")) == ["ny.mottagning", "ny.mottagning.nyckel"]


# opening


def test_passphrase_and_recovery_code_open_and_another_does_not(made: NewRegister) -> None:
    code = made.recovery_code
    for secret in (PASSPHRASE, code, code.lower().replace("-", " "), code.replace("O", "0").replace("I", "1")):
        assert _open(made, secret).user.name == "Åsa"
    for wrong in ("fel lösenfras", PASSPHRASE.upper(), f"{PASSPHRASE} ", "", code[:-1], f"A{code[1:]}"[::-1]):
        own_paths().tries.unlink(missing_ok=True)
        assert _code(lambda wrong=wrong: _open(made, wrong)) is TroubleCode.WRONG_PASSPHRASE


def test_a_passphrase_is_the_same_however_the_keyboard_puts_its_letters_together(tmp_path: Path, clock: Clock) -> None:
    composed, taken_apart = (unicodedata.normalize(form, "åäö fyra öar") for form in ("NFC", "NFD"))
    assert composed != taken_apart
    new = create_register(tmp_path / "ny.mottagning", taken_apart, "Åsa", clock, cost=CHEAP)
    new.ctx.db.close()
    assert _open(new, composed).user.name == "Åsa"


def test_each_user_opens_with_her_own_passphrase(made: NewRegister) -> None:
    _add_user(made, "Kim", OTHERS)
    assert _open(made, OTHERS).user == replace(_open(made, OTHERS).user, name="Kim", role=Role.OFFICER)
    assert _open(made, PASSPHRASE, "åsa ").user.name == "Åsa"
    assert _open(made, OTHERS, "Kim").sees_protected is False
    assert _code(lambda: _open(made, OTHERS, "Åsa")) is TroubleCode.WRONG_PASSPHRASE
    assert _code(lambda: _open(made, PASSPHRASE, "okänd")) is TroubleCode.WRONG_PASSPHRASE
    assert _open(made, made.recovery_code, "Kim").user.name == "Åsa"


def _add_user(made: NewRegister, name: str, passphrase: str) -> None:
    keys, slot = keyfile.with_user(keyfile.KeyFile.loads(made.ctx.key_text), made.ctx.key, name, passphrase, CHEAP)
    keyfile.write(key_file_of(made.ctx.db.file), keys)
    with made.ctx.writing() as uow:
        uow.users.add(User(name=name, key_slot=slot, added_at=made.ctx.clock().replace(tzinfo=None), role=Role.OFFICER))
        uow.commit()
    made.ctx.db.close()


def test_only_who_is_logged_in_comes_back_to_a_locked_window(made: NewRegister) -> None:
    _add_user(made, "Kim", OTHERS)
    asa, kim = _open(made, PASSPHRASE), _open(made, OTHERS)
    unlock(asa, PASSPHRASE)
    unlock(asa, made.recovery_code)
    unlock(kim, OTHERS)
    for ctx, secret in ((asa, OTHERS), (asa, "fel"), (kim, PASSPHRASE), (kim, made.recovery_code)):
        assert _code(lambda ctx=ctx, secret=secret: unlock(ctx, secret)) is TroubleCode.WRONG_PASSPHRASE
    for ctx in (asa, kim):
        ctx.db.close()


def test_a_wrong_passphrase_changes_nothing(made: NewRegister) -> None:
    before = made.ctx.db.file.read_bytes()
    assert _code(lambda: _open(made, "fel lösenfras")) is TroubleCode.WRONG_PASSPHRASE
    assert made.ctx.db.file.read_bytes() == before


# keys


def test_without_its_key_file_a_register_stays_shut(made: NewRegister) -> None:
    key_file_of(made.ctx.db.file).unlink()
    for secret in (PASSPHRASE, made.recovery_code):
        assert _code(lambda secret=secret: _open(made, secret)) is TroubleCode.KEY_FILE_MISSING


def test_a_key_file_of_another_register_is_known(made: NewRegister, tmp_path: Path, clock: Clock) -> None:
    other = create_register(tmp_path / "annat.mottagning", PASSPHRASE, "Åsa", clock, cost=CHEAP)
    other.ctx.db.close()
    key_file_of(made.ctx.db.file).write_text(other.ctx.key_text, encoding="utf-8")
    assert _code(lambda: _open(made, PASSPHRASE)) is TroubleCode.KEY_FILE_FOREIGN


@pytest.mark.parametrize(
    "content",
    [b"", b"{}", b"[]", b"null", b"ingen nyckel", b"\xff\xfe\x00", b'{"register": 1, "slots": [1]}', b"\x00" * 2000],
)
def test_a_file_that_is_no_key_file_is_told(made: NewRegister, content: bytes) -> None:
    key_file_of(made.ctx.db.file).write_bytes(content)
    assert _code(lambda: _open(made, PASSPHRASE)) is TroubleCode.KEY_FILE_DAMAGED


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("salt", 5),
        ("salt", ""),
        ("nonce", ""),
        ("nonce", None),
        ("wrapped", None),
        ("wrapped", "inga hexsiffror"),
        ("cost", {"iterations": "3", "memory": 64, "lanes": 1}),
        ("cost", {"iterations": 0, "memory": 64, "lanes": 1}),
        ("cost", {"iterations": 1, "memory": 2**40, "lanes": 1}),
        ("cost", {"iterations": 1, "memory": -1, "lanes": 1}),
        ("cost", None),
        ("more", "than a slot has"),
    ],
)
def test_a_slot_with_something_impossible_in_it_is_damage(made: NewRegister, name: str, value: object) -> None:
    found = json.loads(made.ctx.key_text)
    for slot in found["slots"]:
        slot[name] = value
    key_file_of(made.ctx.db.file).write_text(json.dumps(found), encoding="utf-8")
    assert _code(lambda: _open(made, PASSPHRASE)) is TroubleCode.KEY_FILE_DAMAGED


def test_no_damage_to_a_key_file_is_taken_for_a_bug(made: NewRegister) -> None:
    chance = random.Random(1)
    text = made.ctx.key_text
    told = set()
    for _ in range(400):
        place = chance.randrange(len(text))
        spoilt = text[:place] + chance.choice('09af"{}[],: nulx') + text[place + chance.randrange(3) :]
        try:
            assert keyfile.unlock(keyfile.KeyFile.loads(spoilt), PASSPHRASE).key == made.ctx.key
        except Trouble as trouble:
            told.add(trouble.code)
    assert told == {TroubleCode.KEY_FILE_DAMAGED, TroubleCode.WRONG_PASSPHRASE}


# files that are no registers


def _plain_database(file: Path) -> None:
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("CREATE TABLE person (name)")
        connection.commit()


def _workbook(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("xl/workbook.xml", "x" * 8192)


NOT_REGISTERS: dict[str, Callable[[Path], object]] = {
    "nothing": lambda file: file.write_bytes(b""),
    "text": lambda file: file.write_text("inget register"),
    "a whole page less a byte": lambda file: file.write_bytes(b"\x01" * 4095),
    "a page and a byte": lambda file: file.write_bytes(b"\x01" * 4097),
    "a pdf": lambda file: file.write_bytes(b"%PDF-1.7".ljust(8192)),
    "a database in clear": _plain_database,
    "a workbook": _workbook,
}


@pytest.mark.parametrize("kind", NOT_REGISTERS)
def test_a_file_that_is_no_register_is_told_before_any_passphrase(tmp_path: Path, clock: Clock, kind: str) -> None:
    file = tmp_path / "x.mottagning"
    NOT_REGISTERS[kind](file)
    before = file.read_bytes()
    assert _code(lambda: open_register(file, PASSPHRASE, clock)) is TroubleCode.NOT_A_REGISTER
    assert file.read_bytes() == before


def test_noise_under_the_name_of_a_register_is_told(made: NewRegister) -> None:
    made.ctx.db.file.write_bytes(random.Random(2).randbytes(40_960))
    assert _code(lambda: _open(made, PASSPHRASE)) is TroubleCode.KEY_FILE_FOREIGN


def test_a_register_that_is_not_there_or_a_folder_is_told(tmp_path: Path, clock: Clock) -> None:
    assert _code(lambda: open_register(tmp_path / "x.mottagning", PASSPHRASE, clock)) is TroubleCode.REGISTER_MISSING
    assert _code(lambda: open_register(tmp_path, PASSPHRASE, clock)) is TroubleCode.FILE_UNWRITABLE


def test_a_register_that_went_away_is_not_made_anew(office: Context) -> None:
    office.db.close()
    office.db.file.unlink()
    assert _code(lambda: people.list_people(office)) is TroubleCode.REGISTER_MISSING
    assert not office.db.file.exists()


# damaged registers


@pytest.mark.parametrize("every", [pytest.param(1, marks=pytest.mark.slow), 5])
def test_no_damage_to_a_register_is_taken_for_a_bug_or_for_the_truth(made: NewRegister, every: int) -> None:
    """A page overwritten at a time: the register says so, or what it shows is what was there. Each page in the long
    form; in the short one every fifth."""
    furnish(made.ctx)
    names = [line.name for line in people.list_people(made.ctx)]
    made.ctx.db.close()
    whole = made.ctx.db.file.read_bytes()
    told = set()
    for page in range(0, len(whole) // 4096, every):
        made.ctx.db.file.write_bytes(whole[: page * 4096] + b"\x55" * 4096 + whole[(page + 1) * 4096 :])
        try:
            ctx = open_register(made.ctx.db.file, PASSPHRASE, made.ctx.clock)
            assert [line.name for line in people.list_people(ctx)] == names
            ctx.db.close()
        except Trouble as trouble:
            told.add(trouble.code)
    assert told == {TroubleCode.REGISTER_DAMAGED, TroubleCode.KEY_FILE_FOREIGN}


@pytest.mark.parametrize("pages", [1, 2, 20, -1])
def test_a_register_that_was_cut_off_is_told(made: NewRegister, pages: int) -> None:
    furnish(made.ctx)
    made.ctx.db.close()
    whole = made.ctx.db.file.read_bytes()
    made.ctx.db.file.write_bytes(whole[: pages * 4096])

    def use() -> None:
        ctx = open_register(made.ctx.db.file, PASSPHRASE, made.ctx.clock)
        with ctx.writing() as uow:
            uow.people.every()
            uow.bookings.every()
            uow.ledger.returns()
            uow.commit()

    assert _code(use) is TroubleCode.REGISTER_DAMAGED
