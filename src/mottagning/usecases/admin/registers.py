"""Making a register and opening one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mottagning.domain.backup_rules import Reason
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.users import Role, User
from mottagning.storage import backup, migrate
from mottagning.storage.backup import Label
from mottagning.storage.database import Database
from mottagning.storage.engine import connect
from mottagning.storage.journal import Journal
from mottagning.storage.trouble import said
from mottagning.system import keyfile
from mottagning.system.clock import stored
from mottagning.system.paths import key_file_of
from mottagning.system.reference import reference
from mottagning.usecases.admin.backup_files import folder_of, new_file
from mottagning.usecases.context import Context
from mottagning.usecases.permitted import closed_to

Clock = Callable[[], datetime]
_PAGE = 4096


@dataclass(frozen=True, slots=True)
class NewRegister:
    """A register that was just made, with the code that is shown once."""

    ctx: Context
    recovery_code: str


def create_register(
    file: Path,
    passphrase: str,
    user: str,
    clock: Clock,
    *,
    office: OfficeSettings | None = None,
    cost: keyfile.Cost | None = None,
) -> NewRegister:
    """Make an encrypted register at `file`, its maker with all rights, and its key file beside it.

    Raises Refused when there is one already or the passphrase is empty, Trouble when it cannot be written; then
    nothing is left behind.
    """
    if file.exists():
        raise Refused(RefusalCode.REGISTER_EXISTS, file=str(file))
    if not passphrase.strip():
        raise Refused(RefusalCode.PASSPHRASE_TOO_SHORT)
    fresh = keyfile.create(user, passphrase, cost)
    beside = beside_of(file)
    try:
        with said(file):
            file.parent.mkdir(parents=True, exist_ok=True)
            beside.unlink(missing_ok=True)
            beside.touch()  # the database engine would not say why it cannot make a file
            connect(beside, fresh.key, must_exist=False).close()
            migrate.migrate(beside, fresh.key)
            _furnish(beside, fresh, user, clock, office)
            keyfile.write(key_file_of(file), fresh.file)
            beside.rename(file)
    except BaseException:
        forget(beside)
        raise
    return NewRegister(_context(file, fresh.key, fresh.file, fresh.slot, clock), fresh.recovery_code)


def _furnish(file: Path, fresh: keyfile.Fresh, name: str, clock: Clock, office: OfficeSettings | None) -> None:
    """The first user, the shipped catalogue, the settings; and everything in the one file."""
    database = Database(file, fresh.key)
    moment = stored(clock())
    with closing(database), database.writing(Journal(name, moment)) as uow:
        maker = User(name=name, key_slot=fresh.slot, added_at=moment, role=Role.ADMINISTRATOR, may_see_protected=True)
        uow.users.add(maker)
        uow.services.add_many(reference().services)
        if office is not None:
            uow.settings.save(office)
        uow.commit()
    with closing(connect(file, fresh.key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def beside_of(file: Path) -> Path:
    """Where a register is put together before it takes its name."""
    return file.with_name(file.name + ".ny")


def forget(file: Path) -> None:
    """Remove a register that never took its name, with what the database wrote beside it."""
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def open_register(file: Path, passphrase: str, clock: Clock, user: str | None = None) -> Context:
    """Open the register at `file` with a passphrase or its recovery code.

    An older register is backed up and brought up to date. Raises Trouble.
    """
    if not file.exists():
        raise Trouble(TroubleCode.REGISTER_MISSING, file=str(file))
    _require_register(file)
    keys = keyfile.read(key_file_of(file))
    unlocked = keyfile.unlock(keys, passphrase, user)
    try:
        older = migrate.needs_migration(file, unlocked.key)
    except Trouble as trouble:
        if trouble.code is TroubleCode.NOT_A_REGISTER:
            raise Trouble(TroubleCode.KEY_FILE_FOREIGN, file=str(file)) from trouble
        raise
    if older:
        copy = new_file(folder_of(file, keys), clock(), Reason.MIGRATION)
        backup.write(file, unlocked.key, keys.dumps(), copy, Label(stored(clock()), Reason.MIGRATION))
        migrate.migrate(file, unlocked.key)
    return _context(file, unlocked.key, keys, unlocked.slot, clock)


def _require_register(file: Path) -> None:
    """An encrypted register is whole pages of noise; anything else is told apart before a passphrase is asked for."""
    with said(file), file.open("rb") as stream:
        head = stream.read(16)
    size = file.stat().st_size
    if size < _PAGE or size % _PAGE or head.startswith((b"SQLite format 3", b"PK\x03\x04", b"%PDF")):
        raise Trouble(TroubleCode.NOT_A_REGISTER, file=str(file))


def _context(file: Path, key: bytes, keys: keyfile.KeyFile, slot: str, clock: Clock) -> Context:
    user = user_of(file, key, keys, slot)
    database = Database(file, key, closed_to(user))
    return Context(database, user, clock, reference(), key, folder_of(file, keys))


def user_of(file: Path, key: bytes, keys: keyfile.KeyFile, slot: str) -> User:
    """Whose slot it is; the recovery code is the first administrator's. Raises Trouble when it is nobody's any more."""
    database = Database(file, key)
    with closing(database), database.reading() as reader:
        users = [one.value for one in reader.users.present()]
    if keyfile.is_recovery(keys, slot):
        users = [one for one in users if one.role is Role.ADMINISTRATOR][:1]
    else:
        users = [one for one in users if one.key_slot == slot]
    if not users:
        raise Trouble(TroubleCode.WRONG_PASSPHRASE)
    return users[0]


def unlock(ctx: Context, passphrase: str) -> None:
    """Make sure that it is the one who is logged in who comes back. Raises Trouble when it is not.

    Another person's passphrase does not open; the recovery code is the first administrator's.
    """
    keys = keyfile.read(key_file_of(ctx.db.file))
    unlocked = keyfile.unlock(keys, passphrase)
    if user_of(ctx.db.file, ctx.key, keys, unlocked.slot).name != ctx.user.name:
        raise Trouble(TroubleCode.WRONG_PASSPHRASE)
