"""May this session write in the register, and if not, who has it?

Taken when a window opens a register, and for as long as a command writes. It can change while the session lasts: who
only reads can try again, and who slept on a network folder may have been taken over.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from mottagning.domain.problems import Param, RefusalCode, Refused, Trouble, TroubleCode
from mottagning.storage.aside import Aside, waiting_files
from mottagning.storage.trouble import said
from mottagning.system import lock
from mottagning.system.clock import shown, stored
from mottagning.system.lock import Held, Holder, Purpose, RegisterLock
from mottagning.system.places import place_of

Clock = Callable[[], datetime]
BEAT = lock.BEAT
"""How often the holder of a register on a network folder says that she is still there."""
_PATIENCE = 60.0
"""Seconds that a command waits for another command, which ends by itself."""
_PAUSE = 0.1


class Access:
    """A register held by us, or by somebody else while we read."""

    def __init__(self, file: Path, key: bytes, user: str, clock: Clock, *, in_network: bool) -> None:
        self._file, self._user, self._clock, self.in_network = file, user, clock, in_network
        self.aside = Aside(file, key, secrets.token_hex(4))
        self._lock: RegisterLock | None = None
        self.held: Held | None = None

    @property
    def is_read_only(self) -> bool:
        """Whether somebody else has it."""
        return self._lock is None

    def try_to_hold(self, *, takes_over: bool = False) -> bool:
        """Have the register to oneself from now on; False when somebody else has it. Raises Trouble.

        `takes_over` also passes by somebody who has not been heard of for long.
        """
        if self._lock is None:
            with said(self._file):
                found = _take(self._file, self._user, Purpose.WINDOW, self._clock, self.in_network, takes_over)
            self._lock, self.held = (found, None) if isinstance(found, RegisterLock) else (None, found)
        return self._lock is not None

    def may_write(self) -> bool:
        """Whether it is still ours: on a network folder, somebody may have taken it over while this computer slept."""
        if self._lock is not None and self.in_network and not self._lock.is_ours:
            self._lose(self._lock)
        return self._lock is not None

    def beat(self) -> None:
        """Say that we are still there, where others have only our word for it. Raises Trouble."""
        if self.in_network and self.may_write() and self._lock is not None:
            with said(self._file):
                self._lock.beat(stored(self._clock()))

    def require(self) -> None:
        """Raises Refused, with who has it, while it may not be written."""
        if not self.may_write():
            raise Refused(RefusalCode.REGISTER_HELD, **who(self.held.by if self.held else None))

    def release(self) -> None:
        """Let others have it."""
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Turn the database's refusal to be written into who has it."""
        try:
            yield
        except Trouble as trouble:
            if trouble.code is TroubleCode.REGISTER_READ_ONLY:
                raise Refused(RefusalCode.REGISTER_HELD, **who(self.held.by if self.held else None)) from trouble
            raise

    def _lose(self, held: RegisterLock) -> None:
        held.release()
        self._lock, self.held = None, Held(lock.holder_of(self._file))


def left_aside(file: Path, access: Access | None) -> list[Path]:
    """What was read while somebody else had the register, and could not be taken into its logs when ours began."""
    return waiting_files(file) if access is not None and not access.is_read_only else []


def keep_hold(access: Access | None) -> None:
    """Say that we are still there, where others have only our word for it. Raises Trouble."""
    if access is not None:
        access.beat()


def _take(
    file: Path, user: str, purpose: Purpose, clock: Clock, in_network: bool, takes_over: bool = False
) -> RegisterLock | Held:
    return lock.take(file, user, purpose, stored(clock()), in_network=in_network, takes_over=takes_over)


@contextmanager
def alone_with(file: Path, user: str, clock: Clock) -> Iterator[None]:
    """Have a register to oneself while something is done that is over soon. One that is not there yet is nobody's.

    Waits for another command. Raises Trouble when a window has it, or when it cannot be written.
    """
    if not file.exists():
        yield
        return
    began, in_network = time.monotonic(), place_of(file).is_network
    with said(file):
        found = _take(file, user, Purpose.COMMAND, clock, in_network)
        while isinstance(found, Held) and _ends_by_itself(found) and time.monotonic() - began < _PATIENCE:
            time.sleep(_PAUSE)
            found = _take(file, user, Purpose.COMMAND, clock, in_network)
    if isinstance(found, Held):
        raise Trouble(TroubleCode.REGISTER_BUSY, file=str(file), **who(found.by))
    try:
        yield
    finally:
        found.release()


@contextmanager
def if_free(file: Path, user: str, clock: Clock) -> Iterator[bool]:
    """Have a register to oneself for a moment; False, without waiting, where somebody has it or none can be written."""
    try:
        found = _take(file, user, Purpose.COMMAND, clock, place_of(file).is_network)
    except OSError:
        yield False
        return
    if isinstance(found, Held):
        yield False
        return
    try:
        yield True
    finally:
        found.release()


def _ends_by_itself(held: Held) -> bool:
    """Another command; one that has locked it and not yet said so among them."""
    return held.by is None or held.by.purpose is Purpose.COMMAND


@contextmanager
def telling_who(file: Path) -> Iterator[None]:
    """Add to a register that is busy who has it, when that is told."""
    try:
        yield
    except Trouble as trouble:
        if trouble.code is not TroubleCode.REGISTER_BUSY or "user" in trouble.params:
            raise
        found = lock.holder_of(file)
        if found is None or found.is_this_process:
            raise
        raise Trouble(trouble.code, **{**trouble.params, **who(found)}) from trouble


def who(holder: Holder | None) -> Mapping[str, Param]:
    """What a sentence needs to tell who has a register; nothing where it is not told."""
    if holder is None:
        return {}
    since = shown(holder.since)
    return {"user": holder.user, "computer": holder.computer, "since": since.isoformat(timespec="minutes")}
