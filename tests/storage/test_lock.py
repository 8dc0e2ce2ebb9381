"""Is a register only one's at a time, whoever is killed, and is it told whose? Other programs are processes here."""

from __future__ import annotations

import errno
import os
import platform
import sys
from datetime import datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from children import dismiss, holder
from factories import Clock
from mottagning.system import lock
from mottagning.system.clock import stored
from mottagning.system.lock import Held, Holder, Purpose, RegisterLock, lock_file_of, take
from mottagning.usecases.context import Context

NOW = stored(Clock()())
HOUR = timedelta(hours=1)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Where a register would be; the lock does not look at it."""
    return tmp_path / "prov.mottagning"


def taken(register: Path, now: datetime = NOW, **how: bool) -> RegisterLock | Held:
    return take(register, "Petra Prov", Purpose.WINDOW, now, **how)


def ours(register: Path, now: datetime = NOW, **how: bool) -> RegisterLock:
    found = taken(register, now, **how)
    assert isinstance(found, RegisterLock)
    return found


def words_of(register: Path, computer: str, process: int, heard: datetime = NOW) -> None:
    """Words left by somebody, without a lock."""
    left = Holder("Karin Kollega", computer, process, Purpose.WINDOW, NOW, heard, "märke")
    lock_file_of(register).write_bytes(left.dumps())


def test_whoever_comes_second_hears_who_has_it_where_and_since_when(register: Path) -> None:
    first = ours(register)
    second = taken(register)
    assert isinstance(second, Held)
    assert second.by is not None
    told = (second.by.user, second.by.computer, second.by.process, second.by.since)
    assert told == ("Petra Prov", platform.node(), os.getpid(), NOW)
    first.release()


def test_it_is_the_next_ones_when_it_is_let_go_and_nothing_is_left_lying(register: Path) -> None:
    ours(register).release()
    assert not lock_file_of(register).exists()
    again = ours(register)
    again.release()
    again.release()
    assert list(register.parent.glob("prov*")) == []


def test_the_words_name_nobody_in_the_register(office: Context) -> None:
    ours(office.db.file)
    said = lock_file_of(office.db.file).read_text()
    assert "Petra Prov" in said
    with office.reading() as reader:
        people = [one.value for one in reader.people.every()]
    assert people
    assert not [one for one in people if one.case_number in said or str(one.family_name) in said]


def test_another_program_has_it_until_it_goes(office: Context) -> None:
    running = holder(office.db.file)
    held = taken(office.db.file)
    assert isinstance(held, Held)
    assert held.by is not None
    assert (held.by.user, held.by.process) == ("prov", running.pid)
    dismiss(running)
    ours(office.db.file).release()


@pytest.mark.parametrize("how", [{}, {"in_network": True}], ids=["local", "network"])
def test_a_program_that_was_killed_leaves_nothing_stale(office: Context, how: dict[str, bool]) -> None:
    running = holder(office.db.file)
    running.kill()
    running.communicate()
    assert lock_file_of(office.db.file).exists(), "it could not clean up"
    ours(office.db.file, **how).release()


def test_words_that_came_with_a_copied_file_are_nobodys_on_a_disk_of_ones_own(register: Path) -> None:
    words_of(register, "ANNAN-PC", 4)
    ours(register).release()


# on a network folder, where a lock that was got is no proof


def test_another_computers_words_are_believed_while_they_are_fresh(register: Path) -> None:
    words_of(register, "ANNAN-PC", 4)
    held = taken(register, NOW + timedelta(minutes=9), in_network=True)
    assert isinstance(held, Held)
    assert held.by is not None
    assert (held.by.computer, held.is_silent) == ("ANNAN-PC", False)
    assert isinstance(taken(register, NOW + timedelta(minutes=9), in_network=True, takes_over=True), Held)


def test_who_has_been_silent_is_passed_by_only_when_somebody_says_so(register: Path) -> None:
    words_of(register, "ANNAN-PC", 4)
    held = taken(register, NOW + HOUR, in_network=True)
    assert isinstance(held, Held)
    assert held.is_silent
    ours(register, NOW + HOUR, in_network=True, takes_over=True).release()


def test_a_holder_that_is_heard_of_is_not_silent_and_one_that_was_taken_over_knows(register: Path) -> None:
    mine = ours(register, in_network=True)
    mine.beat(NOW + HOUR)
    assert lock.holder_of(register) == mine.holder
    assert mine.holder.since == NOW
    assert mine.is_ours
    words_of(register, "ANNAN-PC", 4, NOW + HOUR)
    assert not mine.is_ours
    mine.release()
    assert lock_file_of(register).exists(), "it is the other's by now"


def test_words_of_a_process_that_still_runs_here_are_believed_without_a_lock(register: Path) -> None:
    words_of(register, platform.node(), os.getppid())
    assert isinstance(taken(register, in_network=True), Held)


def test_a_folder_that_knows_no_locks_has_the_words(register: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_locks(*_asked: object) -> None:
        raise OSError(errno.ENOLCK, "no locks")

    monkeypatch.setitem(sys.modules, "fcntl", SimpleNamespace(flock=no_locks, LOCK_EX=2, LOCK_NB=4))
    mine = ours(register, in_network=True)
    assert isinstance(taken(register, in_network=True), Held)
    mine.release()
    ours(register, in_network=True).release()


def test_words_that_are_half_written_are_nobodys_name(register: Path) -> None:
    mine = ours(register)
    lock_file_of(register).write_bytes(b'{"user": "Pet')
    assert taken(register) == Held(None)
    mine.release()


# Windows, its calls replaced


class FakeWindows:
    """Locks one byte of one file, and knows one process."""

    LK_NBLCK = 2

    def __init__(self) -> None:
        self.locked: dict[int, int] = {}
        self.code = 259
        self.refusal = errno.EACCES

    def locking(self, opened: int, _mode: int, count: int) -> None:
        place = os.lseek(opened, 0, os.SEEK_CUR)
        file = os.fstat(opened).st_ino
        if file in self.locked.values():
            raise OSError(self.refusal, "locked")
        assert (place, count) == (1 << 20, 1), "a byte that holds words could not be read by others"
        self.locked[opened] = file

    def OpenProcess(self, _access: int, _inherit: int, process: int) -> int:
        return 7 if process == 4 else 0

    def GetExitCodeProcess(self, _handle: int, code: Any) -> int:
        code._obj.value = self.code
        return 1

    def CloseHandle(self, handle: int) -> int:
        return handle


@pytest.fixture
def windows(monkeypatch: pytest.MonkeyPatch) -> FakeWindows:
    """The calls of Windows, as far as the lock uses them."""
    fake = FakeWindows()
    monkeypatch.setitem(sys.modules, "msvcrt", fake)  # type: ignore[arg-type]
    monkeypatch.setattr(lock.ctypes, "windll", SimpleNamespace(kernel32=fake), raising=False)
    monkeypatch.setattr(lock, "_WINDOWS", True)
    return fake


def test_windows_locks_a_byte_beyond_the_words(register: Path, windows: FakeWindows) -> None:
    mine = ours(register)
    held = taken(register)
    assert isinstance(held, Held)
    assert held.by == mine.holder
    windows.locked.clear()
    mine.release()
    assert not lock_file_of(register).exists()


def test_a_windows_that_says_nothing_of_why_has_locked_it(register: Path, windows: FakeWindows) -> None:
    mine = ours(register)
    windows.refusal = 0
    assert isinstance(taken(register), Held)
    windows.refusal = errno.EIO
    with pytest.raises(OSError, match="locked"):
        taken(register)
    mine.release()


@pytest.mark.parametrize(("process", "code", "runs"), [(4, 259, True), (4, 0, False), (5, 259, False)])
def test_windows_tells_whether_a_process_runs(windows: FakeWindows, process: int, code: int, runs: bool) -> None:
    windows.code = code
    assert lock._runs(process) is runs
