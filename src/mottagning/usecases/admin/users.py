"""Who may log in: adding, changing and removing users, passphrases, the recovery code, taking a register over.

The key file and the register are two files. What is written first can always be left alone: a slot without a user opens
nothing, and neither does a removed user's slot that is still there.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from mottagning.domain.backup_rules import Reason
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.rights import Act, may_do
from mottagning.domain.users import OfficeUnit, Role, User, passphrase_problems, user_problems
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.trouble import said
from mottagning.system import keyfile
from mottagning.system.clock import stored
from mottagning.system.paths import key_file_of
from mottagning.usecases.access import alone_with
from mottagning.usecases.admin.backups import before
from mottagning.usecases.admin.registers import Clock, NewRegister, open_register, unlocked_by, user_of
from mottagning.usecases.context import Context
from mottagning.usecases.returns.verifying import verify


@dataclass(frozen=True, slots=True, kw_only=True)
class Rights:
    """What an administrator decides of a user."""

    role: Role
    unit: OfficeUnit
    may_see_protected: bool = False


def list_users(ctx: Context) -> list[Stored[User]]:
    """Who may log in, in the order they were added. Raises Refused without the right to keep users."""
    ctx.require(Act.KEEP_USERS)
    with ctx.reading() as reader:
        return reader.users.present()


def add_user(
    ctx: Context, name: str, rights: Rights, passphrase: str, cost: keyfile.Cost | None = None
) -> Done[Stored[User]]:
    """Let somebody log in with a passphrase of her own.

    Raises Refused without the right, when the name is or was somebody's, or the passphrase is too short or another's;
    Trouble when the key file cannot be written.
    """
    ctx.require(Act.KEEP_USERS)
    ctx.require_writable()
    former = keyfile.KeyFile.loads(ctx.key_text)
    _require_own(former, passphrase)
    keys, slot = keyfile.with_user(former, ctx.key, name, passphrase, cost)
    with ctx.writing() as uow:
        user = _user(name.strip(), slot, rights, ctx)
        others = [one.value for one in uow.users.every()]
        problems = (*user_problems(user, others), *passphrase_problems(passphrase))
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        added = uow.users.add(user)
        _write(ctx, keys)
        return Done(added, uow.commit())


def change_rights(ctx: Context, before: Stored[User], rights: Rights) -> Done[Stored[User]]:
    """Give a user other rights; they hold from her next login.

    Raises Refused without the right, or when nobody would be left who keeps users.
    """
    ctx.require(Act.KEEP_USERS)
    after = replace(before.value, role=rights.role, unit=rights.unit, may_see_protected=rights.may_see_protected)
    with ctx.writing() as uow:
        changed = uow.users.change(before, after)
        _require_keeper(uow.users.present())
        return Done(changed, uow.commit())


def remove_user(ctx: Context, before: Stored[User]) -> Done[None]:
    """Let a user log in no more. What she has done stays in the logs under her name.

    Raises Refused without the right, for oneself, or when nobody would be left who keeps users. Who has kept a copy of
    the key file can still open copies of the register from that time with the passphrase.
    """
    ctx.require(Act.KEEP_USERS)
    ctx.require_writable()
    if before.value.name == ctx.user.name:
        raise Refused(RefusalCode.OWN_ACCOUNT)
    with ctx.writing() as uow:
        uow.users.change(before, replace(before.value, removed_at=stored(ctx.clock())))
        _require_keeper(uow.users.present())
        changed = uow.commit()
    kept = keyfile.without(keyfile.KeyFile.loads(ctx.key_text), before.value.name, before.value.key_slot)
    _write(ctx, kept)
    return Done(None, changed)


def change_passphrase(ctx: Context, former: str, passphrase: str, cost: keyfile.Cost | None = None) -> Done[None]:
    """Change one's own passphrase. Raises Refused when the new one is too short or another's, or the former wrong.

    Who has forgotten the former may give the recovery code in its place, if it is she in whose name that opens.
    Raises Trouble when the try comes too soon after wrong ones: nobody guesses faster here at an open window.
    Backups from before open with the former one. Computers that remembered her have to be told again.
    """
    ctx.require_writable()
    problems = passphrase_problems(passphrase)
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)
    keys = keyfile.KeyFile.loads(ctx.key_text)
    try:
        opened = unlocked_by(keys, former, ctx.user.name, ctx.clock)
    except Trouble as trouble:
        if trouble.code is not TroubleCode.WRONG_PASSPHRASE:
            raise
        raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("former", "wrong_passphrase")) from trouble
    slot = ctx.user.key_slot
    by_code = keyfile.is_recovery(keys, opened.slot) and _opens_for(ctx, keys, opened.slot)
    if opened.slot != slot and not by_code:
        raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("former", "wrong_passphrase"))
    _require_own(keys, passphrase, slot)
    with ctx.writing() as uow:
        uow.note_key("passphrase_by_code" if by_code else "passphrase", ctx.user.name)
        kept = keyfile.without_machines(keys, ctx.user.name)
        _write(ctx, keyfile.with_passphrase(kept, ctx.key, slot, ctx.user.name, passphrase, cost))
        return Done(None, uow.commit())


def renew_recovery_code(ctx: Context, cost: keyfile.Cost | None = None) -> Done[str]:
    """A new recovery code, shown once; the former opens the register no more. Raises Refused without the right."""
    ctx.require(Act.KEEP_USERS)
    ctx.require_writable()
    keys, code = keyfile.with_recovery(keyfile.KeyFile.loads(ctx.key_text), ctx.key, cost)
    with ctx.writing() as uow:
        uow.note_key("recovery_code", ctx.user.name)
        _write(ctx, keys)
        return Done(code, uow.commit())


def take_over(
    file: Path,
    recovery_code: str,
    name: str,
    passphrase: str,
    clock: Clock,
    *,
    cost: keyfile.Cost | None = None,
) -> NewRegister:
    """Become the keeper of a register whose keeper is gone, by its recovery code. Gives a new code.

    It starts from a backup that is known to open, of a register that is as it was closed. Raises Refused when it is not
    the recovery code, the name is taken, the passphrase too short or the register not whole; Trouble when the code does
    not open it or there can be no backup.
    """
    keys = keyfile.read(key_file_of(file))
    former = open_register(file, recovery_code, clock)
    try:
        if not keyfile.is_recovery_code(keys, recovery_code):
            raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("code", "not_the_code"))
        with alone_with(file, name, clock):
            if verify(former):
                raise Refused(RefusalCode.REGISTER_NOT_WHOLE)
            before(former, Reason.TAKING_OVER)
            rights = Rights(role=Role.ADMINISTRATOR, unit=OfficeUnit.RECEPTION, may_see_protected=True)
            add_user(former, name, rights, passphrase, cost)
            code = renew_recovery_code(former, cost).value
    finally:
        former.db.close()
    return NewRegister(open_register(file, passphrase, clock, name), code)


def _require_own(keys: keyfile.KeyFile, passphrase: str, slot: str | None = None) -> None:
    """Raises Refused for a passphrase that somebody else logs in with: the passphrase alone says who comes.

    An administrator who gives everybody the same first one would have them all log in as the first.
    """
    if keyfile.is_taken(keys, passphrase, slot):
        raise Refused(RefusalCode.INVALID_FIELDS, FieldProblem("passphrase", "passphrase_taken"))


def _opens_for(ctx: Context, keys: keyfile.KeyFile, slot: str) -> bool:
    """Whether it is in the name of who is logged in that a slot opens the register."""
    return user_of(ctx.db.file, ctx.key, keys, slot).name == ctx.user.name


def _user(name: str, slot: str, rights: Rights, ctx: Context) -> User:
    return User(
        name=name,
        key_slot=slot,
        added_at=stored(ctx.clock()),
        role=rights.role,
        unit=rights.unit,
        may_see_protected=rights.may_see_protected,
    )


def _require_keeper(present: list[Stored[User]]) -> None:
    """Not every administrator keeps users: who works where not all is seen does not."""
    if not any(may_do(one.value, Act.KEEP_USERS) for one in present):
        raise Refused(RefusalCode.LAST_ADMINISTRATOR)


def _write(ctx: Context, keys: keyfile.KeyFile) -> None:
    file = key_file_of(ctx.db.file)
    with said(file):
        keyfile.write(file, keys)
