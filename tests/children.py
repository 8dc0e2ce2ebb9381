"""How does a test run the program in a process of its own – to kill it, or to take room or rights away from it?

Where there is `fork`, a child is born of a process that has loaded the program already (see warm).
"""

from __future__ import annotations

import atexit
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TookTooLong
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

import warm
from factories import PASSPHRASE


class Forked:
    """A child of the warm process, in as much as the tests need as if it were one of ours (subprocess.Popen)."""

    def __init__(self, arguments: tuple[str, ...], environment: Mapping[str, str]) -> None:
        child_in, own_in = os.pipe()
        own_out, child_out = os.pipe()
        own_err, child_err = os.pipe()
        own_told, child_told = os.pipe()
        streams = (child_in, child_out, child_err, child_told)
        warm.ask(_warm(), arguments, environment, streams)
        for stream in streams:
            os.close(stream)
        self.stdin: IO[str] = os.fdopen(own_in, "w", encoding="utf-8")
        self.stdout: IO[str] = os.fdopen(own_out, encoding="utf-8")
        self.stderr: IO[str] = os.fdopen(own_err, encoding="utf-8")
        self._told: IO[str] = os.fdopen(own_told, encoding="ascii")
        self.pid = int(self._told.readline())
        self._said: tuple[Future[str], Future[str]] | None = None
        self.returncode: int | None = None

    def communicate(self, last: str = "", timeout: float | None = None) -> tuple[str, str]:
        """Give it its last line, and wait for its end; raises TimeoutExpired when that takes more seconds."""
        if self._said is None:
            reading = ThreadPoolExecutor(2)
            self._said = reading.submit(self.stdout.read), reading.submit(self.stderr.read)
            reading.shutdown(wait=False)
            self._give(last)
        try:
            out, err = (one.result(timeout) for one in self._said)
        except TookTooLong:
            raise subprocess.TimeoutExpired("a child", timeout or 0) from None
        self.wait()
        for stream in (self.stdout, self.stderr):
            stream.close()
        return out, err

    def _give(self, last: str) -> None:
        with suppress(BrokenPipeError):  # it is dead
            self.stdin.write(last)
            self.stdin.close()

    def wait(self) -> int:
        """Wait for its end; gives how it ended."""
        if self.returncode is None:
            self.returncode = int(self._told.readline())
            self._told.close()
        return self.returncode

    def kill(self) -> None:
        """Kill it, at once."""
        with suppress(ProcessLookupError):  # it has come to its end
            os.kill(self.pid, signal.SIGKILL)


Child = subprocess.Popen[str] | Forked


@cache
def _warm() -> socket.socket:
    """The way to the warm process, which ends with this one."""
    own, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, warm.MOST)
    process = subprocess.Popen(
        [sys.executable, warm.__file__, str(its.fileno())],
        env=surroundings(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        pass_fds=[its.fileno()],
    )
    its.close()

    def end() -> None:
        own.close()
        process.wait()

    atexit.register(end)
    return own


def surroundings() -> Mapping[str, str]:
    """What a child process is to know: where the program is, and the passphrase."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path), "MOTTAGNING_PASSPHRASE": PASSPHRASE}


def start(*arguments: str, environment: Mapping[str, str] | None = None) -> Child:
    """Start Python with these arguments, what it says kept apart."""
    given = surroundings() if environment is None else environment
    return Forked(arguments, given) if hasattr(os, "fork") else new(*arguments, environment=given)


def new(*arguments: str, environment: Mapping[str, str]) -> subprocess.Popen[str]:
    """Start Python with these arguments and nothing loaded before."""
    return subprocess.Popen(
        [sys.executable, *arguments],
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def ready() -> None:
    """Have the program loaded, before the time of a child is taken."""
    start("-c", "").communicate()


def program(*arguments: object) -> Child:
    """Start a command of the program."""
    return start("-m", "mottagning", *map(str, arguments))


def holder(register: Path) -> Child:
    """Start a program that has the register open as a window has, until it is killed or gets a line to read."""
    running = start(str(Path(__file__).parent / "storage" / "child_holds.py"), str(register))
    assert running.stdout is not None
    assert running.stdout.readline() == "held\n"
    return running


def dismiss(running: Child) -> None:
    """Have it let go of the register."""
    running.communicate("\n")
