"""Runs a command of the program and kills itself at one of its moments: run by test_kills.

A moment is a statement that is about to run, a transaction that has just ended, or a change of a file below the watched
folder that is about to be made. Without a moment to die at, the command runs to its end and its moments are printed.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from factories import CHEAP_UNASKED
from mottagning.system import keyfile

STATEMENT, COMMIT, READ = "statement", "commit", "end of reading"
_CHANGES = {"open", "os.rename", "os.link", "os.remove", "os.mkdir", "os.rmdir"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


class Moments:
    """Counts what happens, and ends the process at one of it: nothing is flushed, closed or cleaned up."""

    def __init__(self, watched: Path, deadly: int | None) -> None:
        self.watched = str(watched)
        self.deadly = deadly
        self.seen: list[str] = []

    def passes(self, what: str) -> None:
        """One more moment."""
        self.seen.append(what)
        if len(self.seen) == self.deadly:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

    def audit(self, event: str, arguments: tuple[Any, ...]) -> None:
        """What Python tells of: a file that is about to be changed."""
        if event not in _CHANGES or not str(arguments[0]).startswith(self.watched):
            return
        if event != "open" or arguments[2] & _WRITING:
            self.passes(f"{event} {Path(str(arguments[0])).name}")


def watch_connections(moments: Moments) -> None:
    """Every connection that is opened from now on tells of its statements and commits."""
    plain = sqlcipher.connect

    class Watched(sqlcipher.Connection):  # type: ignore[misc, name-defined]
        kept = 0

        def commit(self) -> None:
            super().commit()
            moments.passes(COMMIT if self.total_changes > self.kept else READ)
            self.kept = self.total_changes

    def connect(*arguments: Any, **named: Any) -> Any:
        connection = plain(*arguments, factory=Watched, **named)
        connection.set_trace_callback(lambda _statement: moments.passes(STATEMENT))
        return connection

    sqlcipher.connect = connect


def main(watched: str, deadly: str, *command: str) -> int:
    """Run `command`, its moments counted."""
    from mottagning.cli import app

    keyfile.Cost.__init__.__defaults__ = CHEAP_UNASKED
    moments = Moments(Path(watched), int(deadly) or None)
    watch_connections(moments)
    sys.addaudithook(moments.audit)
    status = app.main(list(command))
    print(json.dumps(moments.seen))
    return status


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
