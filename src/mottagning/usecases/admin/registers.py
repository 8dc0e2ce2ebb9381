"""Making a register, opening one, and backing one up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mottagning.domain.office import OfficeSettings, Role, User
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.storage import backup, migrate
from mottagning.storage.database import Database
from mottagning.storage.engine import connect
from mottagning.storage.trouble import said
from mottagning.system import keyfile
from mottagning.system.clock import shown, stored
from mottagning.system.paths import BACKUP_SUFFIX, key_file_of
from mottagning.system.reference import reference
from mottagning.usecases.context import Context

Clock = Callable[[], datetime]
_PAGE = 4096
LAST_BACKUP = "last_backup"


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
    beside = file.with_name(file.name + ".ny")
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
        _forget(beside)
        raise
    return NewRegister(_context(file, fresh.key, fresh.file, fresh.slot, clock), fresh.recovery_code)


def _furnish(file: Path, fresh: keyfile.Fresh, name: str, clock: Clock, office: OfficeSettings | None) -> None:
    """The first user, the shipped catalogue, the settings; and everything in the one file."""
    database = Database(file, fresh.key)
    moment = stored(clock())
    with closing(database), database.writing(name, moment) as uow:
        user = User(name=name, key_slot=fresh.slot, role=Role.ADMINISTRATOR, may_see_protected=True)
        uow.users.add(user, moment)
        uow.services.add_many(reference().services)
        if office is not None:
            uow.settings.save(office)
        uow.commit()
    with closing(connect(file, fresh.key)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()


def _forget(file: Path) -> None:
    for suffix in ("", "-wal", "-shm"):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def open_register(file: Path, passphrase: str, clock: Clock, user: str | None = None) -> Context:
    """Open the register at `file` with a passphrase or its recovery code.

    An older register is copied and brought up to date. Raises Trouble.
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
        copy = file.with_name(f"{file.stem} {stored(clock()):%Y%m%d-%H%M%S}{BACKUP_SUFFIX}")
        backup.write(file, unlocked.key, keys.dumps(), copy)
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
    database = Database(file, key)
    return Context(database, _user_of(database, slot), clock, reference(), key, keys.dumps())


def _user_of(database: Database, slot: str) -> User:
    """Whose slot it is; the recovery code is the first administrator's."""
    with database.reading() as reader:
        users = reader.users.every()
    known = [user for user in users if user.key_slot == slot]
    administrators = [user for user in users if user.role is Role.ADMINISTRATOR]
    return (known or administrators)[0]


def unlock(ctx: Context, passphrase: str) -> None:
    """Make sure that it is the one who is logged in who comes back. Raises Trouble when it is not.

    Another person's passphrase does not open; the recovery code is the first administrator's.
    """
    keys = keyfile.KeyFile.loads(ctx.key_text)
    unlocked = keyfile.unlock(keys, passphrase)
    if _user_of(ctx.db, unlocked.slot).name != ctx.user.name:
        raise Trouble(TroubleCode.WRONG_PASSPHRASE)


def back_up(ctx: Context, target: Path) -> Mapping[str, int]:
    """Back the register up to one file, and give how many rows each table holds. Raises Trouble.

    The copy is opened, counted and compared before it counts as a backup; then the register remembers it.
    """
    held = backup.write(ctx.db.file, ctx.key, ctx.key_text, target)
    with ctx.writing() as uow:
        uow.settings.note(LAST_BACKUP, stored(ctx.clock()).isoformat())
        uow.commit()
    return held


def last_backup(ctx: Context) -> datetime | None:
    """When the last verified backup was made, in the machine's time."""
    with ctx.reading() as reader:
        found = reader.settings.noted(LAST_BACKUP)
        return shown(datetime.fromisoformat(found)) if found else None


def restore(source: Path, file: Path, passphrase: str, clock: Clock, user: str | None = None) -> Context:
    """Put the register of a backup at `file`, and open it.

    A register that lies there already is kept beside it under another name. Raises Trouble when the backup is not
    whole, is newer than the program, or the passphrase does not open it; then nothing is changed.
    """
    keys = keyfile.KeyFile.loads(backup.key_text(source))
    unlocked = keyfile.unlock(keys, passphrase, user)
    beside = file.with_name(file.name + ".ny")
    try:
        with said(file):
            file.parent.mkdir(parents=True, exist_ok=True)
        backup.unpack(source, beside)
        backup.counts(beside, unlocked.key)
        migrate.needs_migration(beside, unlocked.key)
        with said(file):
            _set_aside(file, clock)
            keyfile.write(key_file_of(file), keys)
            beside.rename(file)
    finally:
        _forget(beside)
    return open_register(file, passphrase, clock, user)


def _set_aside(file: Path, clock: Clock) -> None:
    """Keep what lies at `file`, with its key file, under a name that says when."""
    stem = f"{file.stem} {stored(clock()):%Y%m%d-%H%M%S}"
    aside, again = file.with_name(stem + file.suffix), 2
    while aside.exists():
        aside, again = file.with_name(f"{stem} {again}{file.suffix}"), again + 1
    for suffix in ("", "-wal", "-shm"):
        part = file.with_name(file.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    if key_file_of(file).exists():
        key_file_of(file).rename(key_file_of(aside))
