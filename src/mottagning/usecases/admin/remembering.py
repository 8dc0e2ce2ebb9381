"""Being remembered on this computer: logging in without the passphrase, by what the system's own store keeps."""

from __future__ import annotations

from pathlib import Path

from mottagning.domain.problems import Trouble
from mottagning.readmodels.changes import Done
from mottagning.storage.trouble import said
from mottagning.system import credentials, keyfile
from mottagning.system.paths import key_file_of
from mottagning.usecases.admin.registers import Clock, opened_with
from mottagning.usecases.context import Context


def is_remembered(file: Path) -> bool:
    """Whether this computer opens the register by itself."""
    try:
        register = keyfile.read(key_file_of(file)).register
    except Trouble:
        return False
    return credentials.remembered(register) is not None


def remember_me(ctx: Context) -> Done[None]:
    """Let this computer open the register in the name of who is logged in, for who is logged in to the computer.

    Raises Trouble where the computer keeps no secrets; then nothing is changed.
    """
    ctx.require_writable()
    file = key_file_of(ctx.db.file)
    keys, token = keyfile.with_machine(keyfile.read(file), ctx.key, ctx.user.name)
    credentials.remember(keys.register, token)
    with ctx.writing() as uow:
        uow.note_key("remembered", ctx.user.name)
        with said(file):
            keyfile.write(file, keys)
        return Done(None, uow.commit())


def forget_me(ctx: Context) -> Done[None]:
    """Have every computer ask for the passphrase again."""
    ctx.require_writable()
    file = key_file_of(ctx.db.file)
    keys = keyfile.read(file)
    with ctx.writing() as uow:
        uow.note_key("forgotten", ctx.user.name)
        with said(file):
            keyfile.write(file, keyfile.without_machines(keys, ctx.user.name))
        changed = uow.commit()
    credentials.forget(keys.register)
    return Done(None, changed)


def open_remembered(file: Path, clock: Clock) -> Context | None:
    """The register, opened by what this computer keeps; None where the passphrase has to be asked for."""
    try:
        keys = keyfile.read(key_file_of(file))
        token = credentials.remembered(keys.register)
        if token is None:
            return None
        return opened_with(file, keys, keyfile.unlock_machine(keys, token), clock)
    except Trouble:
        return None
