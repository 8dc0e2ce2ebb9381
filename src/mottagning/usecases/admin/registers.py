"""Making a register and opening one."""

from __future__ import annotations

import getpass
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

from mottagning.domain.backup_rules import Reason
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.rights import Act, may_do
from mottagning.domain.users import Role, User
from mottagning.readmodels.admin import RECOVERY_CODE, ReadKind, ReadNote
from mottagning.storage import backup, migrate
from mottagning.storage.aside import remove, take_in, waiting_files
from mottagning.storage.backup import Label
from mottagning.storage.database import Database
from mottagning.storage.engine import MAKE, connect, keep_journal
from mottagning.storage.journal import Journal
from mottagning.storage.leftover import BESIDE, has_journal
from mottagning.storage.trouble import said
from mottagning.system import keyfile
from mottagning.system.clock import stored
from mottagning.system.paths import key_file_of, own_paths
from mottagning.system.places import Place, PlaceKind, place_of
from mottagning.system.reference import reference
from mottagning.system.tries import Tries
from mottagning.usecases import access
from mottagning.usecases.access import Access, alone_with, if_free, telling_who
from mottagning.usecases.admin.backup_files import folder_of, new_file
from mottagning.usecases.admin.placing import put_in_place, set_foreign_aside
from mottagning.usecases.context import Context
from mottagning.usecases.permitted import closed_to

Clock = access.Clock
_PAGE = 4096
_CANNOT_BE_WRITTEN = {TroubleCode.REGISTER_READ_ONLY, TroubleCode.REGISTER_BUSY, TroubleCode.DISK_FULL}


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

    Raises Refused when there is one already, the passphrase is empty or the place unfit, Trouble when it cannot be
    written; then nothing is left behind.
    """
    place = fit_place(file)
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
            connect(beside, fresh.key, mode=MAKE).close()
            keep_journal(beside, fresh.key, in_network=place.is_network)
            migrate.migrate(beside, fresh.key)
            maker = _furnish(beside, fresh, user, clock, office)
            put_in_place(beside, file, fresh.file, clock)
    except BaseException:
        forget(beside)
        raise
    return NewRegister(_in_hands(file, fresh.key, fresh.file, maker, clock), fresh.recovery_code)


def _furnish(file: Path, fresh: keyfile.Fresh, name: str, clock: Clock, office: OfficeSettings | None) -> User:
    """The first user, whom it gives, the shipped catalogue, the settings; and everything in the one file."""
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
    return maker


def beside_of(file: Path) -> Path:
    """Where a register is put together before it takes its name."""
    return file.with_name(file.name + ".ny")


def forget(file: Path) -> None:
    """Remove a register that never took its name, with what the database wrote beside it."""
    for suffix in ("", *BESIDE):
        file.with_name(file.name + suffix).unlink(missing_ok=True)


def open_register(file: Path, passphrase: str, clock: Clock, user: str | None = None) -> Context:
    """Open the register at `file` with a passphrase or its recovery code.

    An older register is backed up and brought up to date. Raises Refused when it lies in an unfit place, else Trouble;
    after some wrong tries also when the next comes too soon.
    """
    fit_place(file)
    if not file.exists():
        raise Trouble(TroubleCode.REGISTER_MISSING, file=str(file))
    _require_register(file)
    keys = keyfile.read(key_file_of(file))
    failed = _failed(keys)
    return opened_with(file, keys, unlocked_by(keys, passphrase, user, clock), clock, failed)


def opened_with(
    file: Path, keys: keyfile.KeyFile, unlocked: keyfile.Unlocked, clock: Clock, failed: int = 0
) -> Context:
    """The register at `file` with its key, brought up to date, the login noted with the wrong tries before it."""
    place = fit_place(file)
    _leave_what_is_foreign(file, unlocked.key, clock)
    with telling_who(file):
        if _is_older(file, unlocked.key):
            _bring_up(file, unlocked.key, keys, clock)
        with said(file):
            keep_journal(file, unlocked.key, in_network=place.is_network)
        ctx = _context(file, unlocked.key, keys, unlocked.slot, clock)
    _note_login(ctx, failed, _way(keys, unlocked.slot))
    return ctx


def _leave_what_is_foreign(file: Path, key: bytes, clock: Clock) -> None:
    """A journal lies beside a register that somebody has open, or where a program has crashed: that one is tried."""
    if has_journal(file):
        with if_free(file, getpass.getuser(), clock) as is_free:
            if is_free:
                set_foreign_aside(file, key, clock)


def fit_place(file: Path) -> Place:
    """Where a register lies or would lie. Raises Refused where it would come to harm."""
    place = place_of(file)
    if place.kind is PlaceKind.SYNCED:
        raise Refused(RefusalCode.PLACE_SYNCED, file=str(file), program=place.program)
    if place.kind is PlaceKind.REMOVABLE:
        raise Refused(RefusalCode.PLACE_REMOVABLE, file=str(file))
    return place


def _is_older(file: Path, key: bytes) -> bool:
    try:
        return migrate.needs_migration(file, key)
    except Trouble as trouble:
        if trouble.code is TroubleCode.NOT_A_REGISTER:
            raise Trouble(TroubleCode.KEY_FILE_FOREIGN, file=str(file)) from trouble
        raise


def unlocked_by(keys: keyfile.KeyFile, secret: str, user: str | None, clock: Clock) -> keyfile.Unlocked:
    """The key, opened with a passphrase or the recovery code. Raises Trouble, also when the try comes too soon after
    wrong ones."""
    tries, now = Tries(own_paths().tries), stored(clock())
    left = tries.left(keys.register, now)
    if left:
        raise Trouble(TroubleCode.TOO_MANY_TRIES, seconds=left)
    try:
        unlocked = keyfile.unlock(keys, secret, user)
    except Trouble as trouble:
        if trouble.code is TroubleCode.WRONG_PASSPHRASE:
            tries.note(keys.register, now)
        raise
    tries.forget(keys.register)
    return unlocked


def _failed(keys: keyfile.KeyFile) -> int:
    """How many wrong tries have been made on this machine since the last right one."""
    return Tries(own_paths().tries).failed(keys.register)


def _way(keys: keyfile.KeyFile, slot: str) -> str | None:
    """By what somebody came in, where it was no passphrase of her own: the recovery code is nobody's."""
    return RECOVERY_CODE if keyfile.is_recovery(keys, slot) else None


def _note_login(ctx: Context, failed: int, way: str | None) -> None:
    """Who logged in, by what, and after how many wrong tries on this machine."""
    with where_it_can_be_written(), ctx.writing() as uow:
        uow.log.read(ReadNote(ReadKind.LOGIN, detail=way, count=failed))
        uow.commit()


@contextmanager
def where_it_can_be_written() -> Iterator[None]:
    """Pass by what cannot be noted of opening a register: where that cannot be written, nothing can."""
    try:
        yield
    except Trouble as trouble:
        if trouble.code not in _CANNOT_BE_WRITTEN:
            raise


def _bring_up(file: Path, key: bytes, keys: keyfile.KeyFile, clock: Clock) -> None:
    """Copy the register and migrate it, alone with it; another program may have done so meanwhile."""
    with alone_with(file, getpass.getuser(), clock):
        if migrate.needs_migration(file, key):
            copy = new_file(folder_of(file, keys), clock(), Reason.MIGRATION)
            backup.write(file, key, keys.dumps(), copy, Label(stored(clock()), Reason.MIGRATION))
            migrate.migrate(file, key)


def hold_register(ctx: Context) -> Context:
    """Have an open register to oneself; when somebody else has it, it is only read (`ctx.is_read_only`).

    Raises Trouble. What was read by those who had it open meanwhile is taken into its logs.
    """
    in_network = fit_place(ctx.db.file).is_network
    held = replace(ctx, access=Access(ctx.db.file, ctx.key, ctx.user.name, ctx.clock, in_network=in_network))
    try_to_write(held)
    return held


def try_to_write(ctx: Context, *, takes_over: bool = False) -> bool:
    """Try again to have a register that is only read to oneself; False while somebody else has it. Raises Trouble.

    `takes_over` also passes by somebody who has not been heard of for long (`Held.is_silent`).
    """
    if ctx.access is None or not ctx.access.try_to_hold(takes_over=takes_over):
        return False
    for file in waiting_files(ctx.db.file):
        with suppress(Trouble):  # one that cannot be read stays where it is, and a verification tells of it
            with ctx.writing() as uow:
                take_in(uow, file, ctx.key)
                uow.commit()
            remove(file)
    return True


def _require_register(file: Path) -> None:
    """An encrypted register is whole pages of noise; anything else is told apart before a passphrase is asked for."""
    with said(file), file.open("rb") as stream:
        head = stream.read(16)
    size = file.stat().st_size
    is_cut = size < _PAGE or size % _PAGE != 0
    if head.startswith((b"SQLite format 3", b"PK\x03\x04", b"%PDF")) or (is_cut and not key_file_of(file).exists()):
        raise Trouble(TroubleCode.NOT_A_REGISTER, file=str(file))
    if is_cut:
        raise Trouble(TroubleCode.REGISTER_DAMAGED, file=str(file))


def _context(file: Path, key: bytes, keys: keyfile.KeyFile, slot: str, clock: Clock) -> Context:
    ctx = _in_hands(file, key, keys, user_of(file, key, keys, slot), clock)
    return replace(ctx, by_code=keyfile.is_recovery(keys, slot))


def _in_hands(file: Path, key: bytes, keys: keyfile.KeyFile, user: User, clock: Clock) -> Context:
    """The register for a user. Nothing is read yet, so there is nothing that can fail."""
    database = Database(file, key, closed_to(user))
    return Context(database, user, clock, reference(), key, backups=folder_of(file, keys))


def user_of(file: Path, key: bytes, keys: keyfile.KeyFile, slot: str) -> User:
    """Whose slot it is; the recovery code is that of the first who keeps users. Raises Trouble when it is nobody's.

    A passphrase's slot is whose the register says, whatever has been written into the key file.
    """
    database = Database(file, key)
    with closing(database), database.reading() as reader:
        every = [one.value for one in reader.users.every()]
    present = [one for one in every if one.removed_at is None]
    if any(one.key_slot == slot for one in every):
        users = [one for one in present if one.key_slot == slot]
    elif keyfile.is_recovery(keys, slot):
        users = [one for one in present if may_do(one, Act.KEEP_USERS)]
    else:
        users = [one for one in present if keyfile.is_machine_of(keys, slot, one.name)]
    if not users:
        raise Trouble(TroubleCode.WRONG_PASSPHRASE)
    return users[0]


def unlock(ctx: Context, passphrase: str) -> bool:
    """Make sure that it is the one who is logged in who comes back; True when she did by the recovery code.

    Wrong tries before it stand in the log, and that it was the recovery code, which is that of the first who keeps
    users. Another person's passphrase does not open. Raises Trouble; of a right code that is another's, with whose.
    """
    keys = keyfile.read(key_file_of(ctx.db.file))
    failed = _failed(keys)
    unlocked = unlocked_by(keys, passphrase, ctx.user.name, ctx.clock)
    way = _way(keys, unlocked.slot)
    whose = user_of(ctx.db.file, ctx.key, keys, unlocked.slot).name
    if whose != ctx.user.name:
        raise Trouble(TroubleCode.WRONG_PASSPHRASE, **({"keeper": whose} if way else {}))
    if failed or way:
        _note_login(ctx, failed, way)
    return way is not None
