"""Does everybody log in with her own passphrase, and nobody who should not?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoStore

from factories import CHEAP, FIRST_MONTH, OWN, PASSPHRASE, Clock
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import RefusalCode, Trouble, TroubleCode
from mottagning.domain.rights import Act
from mottagning.domain.users import OfficeUnit, Role, User
from mottagning.readmodels.changes import Stored
from mottagning.storage import backup
from mottagning.system import keyfile
from mottagning.system.paths import key_file_of, own_paths
from mottagning.texts import logs as texts
from mottagning.usecases.admin import users
from mottagning.usecases.admin.backups import back_up
from mottagning.usecases.admin.key_holders import has_key_holders
from mottagning.usecases.admin.registers import NewRegister, create_register, open_register, unlock
from mottagning.usecases.admin.remembering import forget_me, is_remembered, open_remembered, remember_me
from mottagning.usecases.admin.users import Rights
from mottagning.usecases.context import Context
from mottagning.usecases.logs.viewing import LogFilter, last_days, list_log
from mottagning.usecases.returns.closing import close_month
from steps import refused

KIM, NEW = "kims egna ord", "en helt annan fras"
OFFICER = Rights(role=Role.OFFICER, unit=OfficeUnit.RECEPTION)
KEEPER = Rights(role=Role.ADMINISTRATOR, unit=OfficeUnit.RECEPTION)


@pytest.fixture
def made(tmp_path: Path, clock: Clock) -> Iterator[NewRegister]:
    """A register that Åsa has just made, still open."""
    office = OfficeSettings(municipality=OWN, first_month=FIRST_MONTH)
    new = create_register(tmp_path / "prov.mottagning", PASSPHRASE, "Åsa", clock, office=office, cost=CHEAP)
    yield new
    new.ctx.db.close()


@pytest.fixture
def opens(made: NewRegister) -> Iterator[Callable[..., Context]]:
    """Opens the register of `made` as a later start would."""
    opened: list[Context] = []

    def again(secret: str, user: str | None = None) -> Context:
        opened.append(open_register(made.ctx.db.file, secret, made.ctx.clock, user))
        return opened[-1]

    yield again
    for one in opened:
        one.db.close()


def add(ctx: Context, name: str = "Kim", rights: Rights = OFFICER, passphrase: str = KIM) -> Stored[User]:
    return users.add_user(ctx, name, rights, passphrase, CHEAP).value


def key_log(ctx: Context) -> list[tuple[str, str]]:
    """What the log says was done with keys, and whose."""
    with ctx.reading() as reader:
        log = "SELECT action, changes FROM change_log WHERE entity = 'key_file'"
        return [(str(action), str(changes)) for action, changes in reader._connection.exec_driver_sql(log)]


def said(work: Callable[[], object]) -> TroubleCode:
    with pytest.raises(Trouble) as caught:
        work()
    return caught.value.code


def test_a_user_who_was_added_opens_with_her_own_passphrase(made: NewRegister, opens: Callable[..., Context]) -> None:
    added = add(made.ctx)
    assert opens(KIM).user == added.value
    assert opens(KIM, "kim").user.name == "Kim"
    assert opens(PASSPHRASE).user.name == "Åsa"
    assert [one.value.name for one in users.list_users(made.ctx)] == ["Åsa", "Kim"]


def test_a_backup_made_in_the_same_session_opens_with_the_new_passphrase(made: NewRegister, tmp_path: Path) -> None:
    add(made.ctx)
    copy = tmp_path / "prov.mottagning-kopia"
    back_up(made.ctx, copy)
    assert keyfile.unlock(keyfile.KeyFile.loads(backup.key_text(copy)), KIM).key == made.ctx.key


@pytest.mark.parametrize(
    ("name", "passphrase", "problem"),
    [
        ("åsa ", KIM, ("name", "user_taken")),
        (" ", KIM, ("name", "missing")),
        ("Kim", "kort", ("passphrase", "too_short")),
        ("Kim", PASSPHRASE, ("passphrase", "passphrase_taken")),
    ],
)
def test_a_user_who_cannot_be_added_leaves_nothing(
    made: NewRegister, name: str, passphrase: str, problem: tuple[str, str]
) -> None:
    before = made.ctx.key_text
    assert refused(lambda: add(made.ctx, name, passphrase=passphrase)) == [problem]
    assert made.ctx.key_text == before
    assert len(users.list_users(made.ctx)) == 1


def test_a_name_that_somebody_had_is_never_given_again(made: NewRegister) -> None:
    users.remove_user(made.ctx, add(made.ctx))
    assert refused(lambda: add(made.ctx, "KIM")) == [("name", "user_taken")]


def test_a_key_file_that_cannot_be_written_adds_nobody(made: NewRegister, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(keyfile, "write", full)
    assert said(lambda: add(made.ctx)) is TroubleCode.DISK_FULL
    assert len(users.list_users(made.ctx)) == 1


def test_who_was_removed_does_not_come_in_and_stays_in_the_log(
    made: NewRegister, opens: Callable[..., Context]
) -> None:
    kim = add(made.ctx)
    keys = made.ctx.key_text
    users.remove_user(made.ctx, kim)
    assert said(lambda: opens(KIM)) is TroubleCode.WRONG_PASSPHRASE
    key_file_of(made.ctx.db.file).write_text(keys, encoding="utf-8")  # a copy of the key file that she had kept
    assert said(lambda: opens(KIM)) is TroubleCode.WRONG_PASSPHRASE
    assert [one.value.name for one in users.list_users(made.ctx)] == ["Åsa"]


def test_a_slot_that_is_nobodys_opens_nothing(made: NewRegister, opens: Callable[..., Context]) -> None:
    """A process was killed between the key file and the register."""
    keys, _slot = keyfile.with_user(keyfile.KeyFile.loads(made.ctx.key_text), made.ctx.key, "Spöke", KIM, CHEAP)
    keyfile.write(key_file_of(made.ctx.db.file), keys)
    assert said(lambda: opens(KIM)) is TroubleCode.WRONG_PASSPHRASE


def test_somebody_always_keeps_the_users(made: NewRegister) -> None:
    asa = users.list_users(made.ctx)[0]
    assert refused(lambda: users.remove_user(made.ctx, asa)) == [("", RefusalCode.OWN_ACCOUNT.value)]
    assert refused(lambda: users.change_rights(made.ctx, asa, OFFICER)) == [("", RefusalCode.LAST_ADMINISTRATOR.value)]
    add(made.ctx, rights=KEEPER)
    users.change_rights(made.ctx, asa, OFFICER)


@pytest.mark.parametrize("unit", [OfficeUnit.SCHOOL, OfficeUnit.ECONOMY])
def test_an_administrator_who_does_not_see_all_is_not_who_keeps_users(
    made: NewRegister, opens: Callable[..., Context], unit: OfficeUnit
) -> None:
    """The last who keeps users moves nowhere, and the recovery code is hers who does."""
    narrow, last = Rights(role=Role.ADMINISTRATOR, unit=unit), [("", RefusalCode.LAST_ADMINISTRATOR.value)]
    asa = users.list_users(made.ctx)[0]
    kim = add(made.ctx, rights=narrow)
    assert refused(lambda: users.change_rights(made.ctx, asa, narrow)) == last
    users.change_rights(made.ctx, kim, KEEPER)
    users.change_rights(opens(KIM), asa, narrow)
    assert opens(made.recovery_code).user.name == "Kim"
    users.take_over(made.ctx.db.file, made.recovery_code, "Bo", NEW, made.ctx.clock, cost=CHEAP).ctx.db.close()


def test_only_who_keeps_users_does(made: NewRegister, opens: Callable[..., Context]) -> None:
    kim = add(made.ctx)
    hers = opens(KIM)
    for work in (
        lambda: users.list_users(hers),
        lambda: add(hers, "Bo", passphrase=NEW),
        lambda: users.change_rights(hers, kim, KEEPER),
        lambda: users.remove_user(hers, kim),
        lambda: users.renew_recovery_code(hers, CHEAP),
    ):
        assert refused(work) == [("", RefusalCode.NO_RIGHT.value)]


def test_other_rights_hold_from_the_next_login(made: NewRegister, opens: Callable[..., Context]) -> None:
    kim = add(made.ctx)
    users.change_rights(made.ctx, kim, Rights(role=Role.MANAGER, unit=OfficeUnit.RECEPTION, may_see_protected=True))
    hers = opens(KIM)
    assert (hers.user.role, hers.sees_protected, hers.may(Act.SEE_LOG)) == (Role.MANAGER, True, True)


def test_a_changed_passphrase_opens_and_the_former_does_not(made: NewRegister, opens: Callable[..., Context]) -> None:
    add(made.ctx)
    hers = opens(KIM)
    users.change_passphrase(hers, KIM, NEW, CHEAP)
    assert opens(NEW).user.name == "Kim"
    assert said(lambda: opens(KIM)) is TroubleCode.WRONG_PASSPHRASE
    assert opens(PASSPHRASE).user.name == "Åsa"
    unlock(hers, NEW)


@pytest.mark.parametrize("former", [PASSPHRASE, "fel", ""])
def test_a_passphrase_is_changed_by_who_knows_it_alone(
    made: NewRegister, opens: Callable[..., Context], former: str
) -> None:
    add(made.ctx)
    hers = opens(KIM)
    assert refused(lambda: users.change_passphrase(hers, former, NEW, CHEAP)) == [("former", "wrong_passphrase")]
    assert refused(lambda: users.change_passphrase(hers, KIM, "kort", CHEAP)) == [("passphrase", "too_short")]


def test_who_forgot_hers_sets_another_with_the_code_that_opens_in_her_name(
    made: NewRegister, opens: Callable[..., Context]
) -> None:
    hers = opens(made.recovery_code)
    users.change_passphrase(hers, made.recovery_code, NEW, CHEAP)
    assert opens(NEW).user.name == "Åsa"
    assert opens(made.recovery_code).by_code
    assert said(lambda: opens(PASSPHRASE)) is TroubleCode.WRONG_PASSPHRASE
    assert key_log(made.ctx) == [("passphrase_by_code", '{"name": "Åsa"}')]


def test_the_code_sets_nobody_elses_passphrase(made: NewRegister, opens: Callable[..., Context]) -> None:
    add(made.ctx, rights=KEEPER)
    work = partial(users.change_passphrase, opens(KIM), made.recovery_code, NEW, CHEAP)
    assert refused(work) == [("former", "wrong_passphrase")]


def test_two_never_log_in_with_the_same_passphrase(made: NewRegister, opens: Callable[..., Context]) -> None:
    """Without a name she who came second would have logged in as the first."""
    add(made.ctx)
    hers = opens(KIM)
    assert refused(lambda: users.change_passphrase(hers, KIM, PASSPHRASE, CHEAP)) == [
        ("passphrase", "passphrase_taken")
    ]
    users.change_passphrase(hers, KIM, KIM, CHEAP)
    assert opens(KIM).user.name == "Kim"


def test_a_new_recovery_code_opens_and_the_former_does_not(made: NewRegister, opens: Callable[..., Context]) -> None:
    code = users.renew_recovery_code(made.ctx, CHEAP).value
    assert code != made.recovery_code
    assert opens(code).user.name == "Åsa"
    assert said(lambda: opens(made.recovery_code)) is TroubleCode.WRONG_PASSPHRASE


def test_what_happened_with_keys_is_in_the_log_without_the_words(made: NewRegister) -> None:
    users.change_passphrase(made.ctx, PASSPHRASE, NEW, CHEAP)
    code = users.renew_recovery_code(made.ctx, CHEAP).value
    found = key_log(made.ctx)
    assert found == [("passphrase", '{"name": "Åsa"}'), ("recovery_code", '{"name": "Åsa"}')]
    assert code not in str(found)


def test_two_can_open_it_or_not(made: NewRegister) -> None:
    assert not has_key_holders(made.ctx)
    kim = add(made.ctx)
    assert has_key_holders(made.ctx)
    users.remove_user(made.ctx, kim)
    assert not has_key_holders(made.ctx)


def test_the_first_month_is_closed_when_two_can_open_it(made: NewRegister) -> None:
    assert refused(lambda: close_month(made.ctx, FIRST_MONTH)) == [("", RefusalCode.KEY_HOLDERS_MISSING.value)]
    kim = add(made.ctx)
    close_month(made.ctx, FIRST_MONTH)
    users.remove_user(made.ctx, kim)
    close_month(made.ctx, FIRST_MONTH.plus(1))


def test_the_command_line_closes_for_one_alone(made: NewRegister) -> None:
    close_month(made.ctx, FIRST_MONTH, alone=True)


def test_a_register_is_taken_over_from_a_backup_that_opens(made: NewRegister, opens: Callable[..., Context]) -> None:
    file = made.ctx.db.file
    taken = users.take_over(file, made.recovery_code, "Bo", NEW, made.ctx.clock, cost=CHEAP)
    try:
        assert (taken.ctx.user.name, taken.ctx.user.role) == ("Bo", Role.ADMINISTRATOR)
        (copy,) = own_paths().backups.rglob("*taking_over*")
        assert keyfile.unlock(keyfile.KeyFile.loads(backup.key_text(copy)), PASSPHRASE).key == made.ctx.key
        assert said(lambda: opens(made.recovery_code)) is TroubleCode.WRONG_PASSPHRASE
        assert opens(taken.recovery_code).user.name == "Åsa"
    finally:
        taken.ctx.db.close()


def test_a_register_that_is_not_whole_is_not_taken_over(made: NewRegister) -> None:
    with made.ctx.writing() as uow:
        uow._connection.exec_driver_sql("DELETE FROM log_head")
        uow.commit()
    work = partial(users.take_over, made.ctx.db.file, made.recovery_code, "Bo", NEW, made.ctx.clock)
    assert refused(work) == [("", RefusalCode.REGISTER_NOT_WHOLE.value)]
    assert list(own_paths().backups.rglob("*taking_over*")) == []


def test_a_passphrase_takes_nothing_over(made: NewRegister) -> None:
    work = partial(users.take_over, made.ctx.db.file, PASSPHRASE, "Bo", NEW, made.ctx.clock)
    assert refused(work) == [("code", "not_the_code")]


# wrong tries


def test_after_some_wrong_tries_one_waits(made: NewRegister, opens: Callable[..., Context], clock: Clock) -> None:
    for _ in range(4):
        assert said(lambda: opens("fel")) is TroubleCode.WRONG_PASSPHRASE
    with pytest.raises(Trouble) as caught:
        opens(PASSPHRASE)
    assert (caught.value.code, caught.value.params["seconds"]) == (TroubleCode.TOO_MANY_TRIES, 5)
    clock.tick(seconds=5)
    assert said(lambda: opens("fel")) is TroubleCode.WRONG_PASSPHRASE
    clock.tick(seconds=9)
    assert said(lambda: opens(PASSPHRASE)) is TroubleCode.TOO_MANY_TRIES
    clock.tick(days=-2)
    assert said(lambda: opens(PASSPHRASE)) is TroubleCode.TOO_MANY_TRIES
    clock.tick(days=2, seconds=1)
    assert opens(PASSPHRASE).user.name == "Åsa"
    assert said(lambda: opens("fel")) is TroubleCode.WRONG_PASSPHRASE
    assert opens(PASSPHRASE).user.name == "Åsa"


def test_wrong_tries_stand_in_the_log_of_the_next_login(made: NewRegister, opens: Callable[..., Context]) -> None:
    for _ in range(2):
        said(lambda: opens("fel"))
    opens(PASSPHRASE)
    with made.ctx.reading() as reader:
        log = "SELECT \"by\", count FROM read_log WHERE what = 'login'"
        assert [tuple(row) for row in reader._connection.exec_driver_sql(log)] == [("Åsa", 2)]


def test_a_locked_window_is_not_guessed_open(made: NewRegister, clock: Clock) -> None:
    for _ in range(4):
        assert said(lambda: unlock(made.ctx, "fel")) is TroubleCode.WRONG_PASSPHRASE
    assert said(lambda: unlock(made.ctx, PASSPHRASE)) is TroubleCode.TOO_MANY_TRIES
    clock.tick(seconds=5)
    unlock(made.ctx, PASSPHRASE)
    assert logins(made.ctx) == ["efter 4 fel försök"]
    unlock(made.ctx, PASSPHRASE)
    assert logins(made.ctx) == ["efter 4 fel försök"], "coming back is no login"


def test_nobodys_passphrase_is_guessed_where_it_is_changed(made: NewRegister, clock: Clock) -> None:
    for _ in range(4):
        assert refused(lambda: users.change_passphrase(made.ctx, "fel", NEW, CHEAP)) == [("former", "wrong_passphrase")]
    work = partial(users.change_passphrase, made.ctx, PASSPHRASE, NEW, CHEAP)
    assert said(work) is TroubleCode.TOO_MANY_TRIES
    clock.tick(seconds=5)
    work()


def test_the_log_tells_that_it_was_the_recovery_code(made: NewRegister, opens: Callable[..., Context]) -> None:
    opens(made.recovery_code)
    unlock(made.ctx, made.recovery_code)
    assert logins(made.ctx) == ["med återställningskoden"] * 2
    opens(PASSPHRASE)
    assert logins(made.ctx)[0] == ""


def logins(ctx: Context) -> list[str]:
    """What the log says of each login, the latest first."""
    lines = list_log(ctx, LogFilter(days=last_days(ctx.today)))
    return [texts.detail(one) for one in lines if one.what == "login"]


# remembered on this computer


class Store(KeyringBackend):
    """A computer's store, in memory."""

    priority = 1  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def store() -> Iterator[Store]:
    """The computer's store for this test."""
    before, made = keyring.get_keyring(), Store()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def test_who_is_remembered_comes_in_without_the_passphrase(made: NewRegister, store: Store) -> None:
    add(made.ctx)
    hers = open_register(made.ctx.db.file, KIM, made.ctx.clock)
    assert not is_remembered(made.ctx.db.file)
    remember_me(hers)
    assert is_remembered(made.ctx.db.file)
    again = open_remembered(made.ctx.db.file, made.ctx.clock)
    assert again is not None
    assert again.user.name == "Kim"
    assert KIM not in str(store.kept)
    forget_me(hers)
    assert store.kept == {}
    assert open_remembered(made.ctx.db.file, made.ctx.clock) is None
    for one in (hers, again):
        one.db.close()


def test_a_remembered_secret_is_no_passphrase(made: NewRegister, store: Store, opens: Callable[..., Context]) -> None:
    remember_me(made.ctx)
    (token,) = store.kept.values()
    assert said(lambda: opens(token)) is TroubleCode.WRONG_PASSPHRASE


def test_a_changed_passphrase_or_a_removed_user_is_not_remembered(made: NewRegister, store: Store) -> None:
    kim = add(made.ctx)
    hers = open_register(made.ctx.db.file, KIM, made.ctx.clock)
    remember_me(hers)
    users.change_passphrase(hers, KIM, NEW, CHEAP)
    assert open_remembered(made.ctx.db.file, made.ctx.clock) is None
    remember_me(hers)
    hers.db.close()
    users.remove_user(made.ctx, kim)
    assert open_remembered(made.ctx.db.file, made.ctx.clock) is None


def test_a_computer_without_a_store_says_so_and_changes_nothing(made: NewRegister) -> None:
    before, keys = keyring.get_keyring(), made.ctx.key_text
    keyring.set_keyring(NoStore())
    try:
        assert said(lambda: remember_me(made.ctx)) is TroubleCode.NO_CREDENTIAL_STORE
        assert open_remembered(made.ctx.db.file, made.ctx.clock) is None
        assert not is_remembered(made.ctx.db.file)
        assert made.ctx.key_text == keys
    finally:
        keyring.set_keyring(before)


# a key file that somebody has edited


def edited(ctx: Context, name: str, **values: str) -> None:
    """Write something else of the latest slot of this user into the key file."""
    keys = keyfile.KeyFile.loads(ctx.key_text)
    hers = [one for one in keys.slots if one.user == keyfile._tag(keys.register, name)][-1]
    slots = tuple(replace(one, **values) if one is hers else one for one in keys.slots)
    keyfile.write(key_file_of(ctx.db.file), replace(keys, slots=slots))


def tag_of(ctx: Context, name: str) -> str:
    return keyfile._tag(keyfile.KeyFile.loads(ctx.key_text).register, name)


def test_nobody_becomes_another_by_editing_the_key_file(made: NewRegister, opens: Callable[..., Context]) -> None:
    kim = add(made.ctx)
    edited(made.ctx, "Kim", user=tag_of(made.ctx, "Åsa"))
    assert opens(KIM).user.name == "Kim"
    users.remove_user(made.ctx, kim)
    assert said(lambda: opens(KIM)) is TroubleCode.WRONG_PASSPHRASE
    assert [one.id for one in keyfile.KeyFile.loads(made.ctx.key_text).slots if one.id == kim.value.key_slot] == []


def test_a_passphrase_called_a_recovery_code_is_none(made: NewRegister, opens: Callable[..., Context]) -> None:
    like_a_code = "ABCD" * 8
    add(made.ctx, passphrase=like_a_code)
    edited(made.ctx, "Kim", kind="recovery")
    assert opens(like_a_code).user.name == "Kim"


def test_a_computer_opens_for_whom_it_remembers_alone(made: NewRegister, store: Store) -> None:
    add(made.ctx)
    hers = open_register(made.ctx.db.file, KIM, made.ctx.clock)
    remember_me(hers)
    hers.db.close()
    edited(made.ctx, "Kim", user=tag_of(made.ctx, "Åsa"))
    assert open_remembered(made.ctx.db.file, made.ctx.clock) is None


def test_a_passphrase_called_a_computers_opens_nothing(made: NewRegister, store: Store) -> None:
    add(made.ctx)
    edited(made.ctx, "Kim", kind="machine", user=tag_of(made.ctx, "Åsa"))
    keyring.set_password("Mottagning", keyfile.KeyFile.loads(made.ctx.key_text).register, KIM)
    assert open_remembered(made.ctx.db.file, made.ctx.clock) is None
