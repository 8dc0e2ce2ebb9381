"""Who has a register open? One writer at a time: a lock of the operating system on a file beside it, with who in words.

The system lets go of the lock when its process ends, however it ends, so on this computer's own disks nothing stale is
left: a file without a lock is nobody's. On a network folder such locks cannot always be trusted. There the holder also
says every minute that she is still there, and who finds another computer's words believes them until they are old.

The words name a user, a computer and a process, and nothing of what the register holds. Own code rather than
`filelock`, which brings several thousand lines of leases, fallbacks and native calls round the one that is needed.
"""

from __future__ import annotations

import ctypes
import errno
import json
import os
import platform
import secrets
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from enum import Enum
from importlib import import_module
from pathlib import Path
from typing import Any

SUFFIX = ".las"
BEAT = timedelta(minutes=1)
"""How often the holder says that she is still there."""
SILENT_AFTER = timedelta(minutes=10)
"""Words this old are taken to be left behind. Clocks in a Windows domain differ by less than five minutes: Kerberos
refuses more (Microsoft, "Maximum tolerance for computer clock synchronization", default 5 minutes)."""
_LENGTH = 600
"""The words are always as long as this, so that a new text never leaves the end of an old one."""
_BEYOND = 1 << 20
"""Where the locked byte lies. Windows lets nobody read a byte that is locked, so it is none of those that are words."""
_WINDOWS = os.name == "nt"
_MAY_ASK, _STILL_ACTIVE = 0x1000, 259
"""PROCESS_QUERY_LIMITED_INFORMATION and STILL_ACTIVE of the Windows API."""
_LOCKED_ON_WINDOWS = {errno.EACCES, errno.EDEADLK, 0}
"""How `_locking` of the C library says that somebody else has locked it; Wine's says nothing of why."""
_NO_SUCH_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP}


class Purpose(Enum):
    """What a register is held for: a window stays, a command ends by itself."""

    WINDOW = "window"
    COMMAND = "command"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a register: since when, and when she last said so; moments in UTC."""

    user: str
    computer: str
    process: int
    purpose: Purpose
    since: datetime
    heard: datetime
    mark: str
    """Tells two holdings apart, even of the same process."""

    @property
    def is_this_process(self) -> bool:
        """Whether it is this program itself."""
        return self.process == os.getpid() and self.computer == platform.node()

    def dumps(self) -> bytes:
        """The words in the file, always of the same length."""
        values = {**asdict(self), "purpose": self.purpose.value}
        values |= {name: getattr(self, name).isoformat() for name in ("since", "heard")}
        return json.dumps(values).encode().ljust(_LENGTH)

    @classmethod
    def loads(cls, text: bytes) -> Holder | None:
        """Read the words; None when they are not whole."""
        try:
            values = json.loads(text)
            moments = {name: datetime.fromisoformat(values[name]) for name in ("since", "heard")}
            return cls(**{**values, **moments, "purpose": Purpose(values["purpose"])})
        except (ValueError, KeyError, TypeError):
            return None


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody else has the register. `by` is None when it is not told who."""

    by: Holder | None
    is_silent: bool = False
    """Nothing has been heard for so long that it may be taken over, if somebody says so."""


class RegisterLock:
    """A register that is ours to write, until `release` or the end of the process."""

    def __init__(self, file: Path, opened: int, holder: Holder) -> None:
        self._file, self._opened, self.holder = file, opened, holder

    def beat(self, now: datetime) -> None:
        """Say that we are still there. Raises OSError."""
        kept = self.holder
        self.holder = Holder(kept.user, kept.computer, kept.process, kept.purpose, kept.since, now, kept.mark)
        _write(self._opened, self.holder)

    @property
    def is_ours(self) -> bool:
        """Whether nobody has taken it over, as may happen to a computer on a network that has slept."""
        found = _read(self._file)
        return found is None or found.mark == self.holder.mark

    def release(self) -> None:
        """Let others have it. The file goes while it is still locked; Windows removes only what nobody has open."""
        if self._opened < 0:
            return
        opened, self._opened = self._opened, -1
        goes = self.is_ours
        if goes and not _WINDOWS:
            _remove(self._file)
        os.close(opened)
        if goes and _WINDOWS:
            _remove(self._file)


def lock_file_of(register: Path) -> Path:
    """The file beside a register that says who has it."""
    return register.with_name(register.name + SUFFIX)


def holder_of(register: Path) -> Holder | None:
    """Whom the words beside a register name; None where nobody is named. Whether she still holds it is not asked."""
    return _read(lock_file_of(register))


def take(
    register: Path, user: str, purpose: Purpose, now: datetime, *, in_network: bool = False, takes_over: bool = False
) -> RegisterLock | Held:
    """Have the register to oneself, or hear who has it. `now` is in UTC; `takes_over` passes by words that are old.

    Raises OSError when the file cannot be written.
    """
    file = lock_file_of(register)
    opened = _open_locked(file)
    if opened is None:
        return Held(_read(file))
    try:
        found = _read(file) if in_network else None
        if found is not None and not _is_left_behind(found):
            silent = _is_silent(found, now)
            if not (silent and takes_over):
                os.close(opened)
                return Held(found, silent)
        holder = Holder(user, platform.node(), os.getpid(), purpose, now, now, secrets.token_hex(8))
        _write(opened, holder)
    except OSError:
        os.close(opened)
        raise
    return RegisterLock(file, opened, holder)


def _is_left_behind(found: Holder) -> bool:
    """Words of this computer whose process is gone: it ended without letting go."""
    return found.computer == platform.node() and not _runs(found.process)


def _is_silent(found: Holder, now: datetime) -> bool:
    return now - found.heard > SILENT_AFTER


def _open_locked(file: Path) -> int | None:
    """The file, locked; None when somebody else has locked it."""
    while True:
        opened = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666)
        try:
            if not _lock(opened):
                os.close(opened)
                return None
            if _WINDOWS or os.fstat(opened).st_nlink:
                return opened
        except BaseException:
            os.close(opened)
            raise
        os.close(opened)  # the holder let go of it, and of its name, between the two steps


def _remove(file: Path) -> None:
    """Whoever has opened it by now keeps it."""
    with suppress(OSError):
        file.unlink(missing_ok=True)


def _write(opened: int, holder: Holder) -> None:
    os.lseek(opened, 0, os.SEEK_SET)
    os.write(opened, holder.dumps())
    os.fsync(opened)


def _read(file: Path) -> Holder | None:
    try:
        with file.open("rb") as stream:
            return Holder.loads(stream.read(_LENGTH))
    except OSError:
        return None


def _lock(opened: int) -> bool:
    """Lock the file that is open; False when somebody else has."""
    return _lock_on_windows(opened) if _WINDOWS else _lock_elsewhere(opened)


def _lock_on_windows(opened: int) -> bool:
    msvcrt: Any = import_module("msvcrt")
    os.lseek(opened, _BEYOND, os.SEEK_SET)
    try:
        msvcrt.locking(opened, msvcrt.LK_NBLCK, 1)
    except OSError as error:
        if error.errno not in _LOCKED_ON_WINDOWS:
            raise
        return False
    return True


def _lock_elsewhere(opened: int) -> bool:
    fcntl: Any = import_module("fcntl")
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError as error:
        if error.errno not in _NO_SUCH_LOCKS:
            raise
    return True  # a folder that knows no locks has only the words


def _runs(process: int) -> bool:
    """Whether there is such a process on this computer."""
    return _runs_on_windows(process) if _WINDOWS else _runs_elsewhere(process)


def _runs_on_windows(process: int) -> bool:
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - only Windows has it
    handle = kernel.OpenProcess(_MAY_ASK, 0, process)
    if not handle:
        return False
    code = ctypes.c_ulong()
    kernel.GetExitCodeProcess(handle, ctypes.byref(code))
    kernel.CloseHandle(handle)
    return code.value == _STILL_ACTIVE


def _runs_elsewhere(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
