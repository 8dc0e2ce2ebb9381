"""How does work reach the register without the window standing still? One worker thread behind two doors.

`query` reads and `command` changes; both run an ordinary function on the worker and come back on the window's thread.
What is counted over everybody (`aside`) has a thread of its own, so that nobody waits behind it for a list; so has what
may hang, as a share that is not there (`behind`).
A command says what it changed, and the screens that are interested look again. What goes wrong always reaches either
the caller's `failed` or one place that shows it.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from mottagning.readmodels.changes import Done

T = TypeVar("T")
PATIENCE = 600
"""Milliseconds before work shows that it is going on."""

Then = Callable[[Any], None]
Failed = Callable[[BaseException], bool]
"""Takes an error; False when it is not the one to say it."""


class Tasks(QObject):
    """The window's way to the register."""

    _finished = Signal(object, int)
    changed = Signal(object)
    """A command changed these areas."""
    busy = Signal(bool)
    """Work has been going on for long enough to be told of, or has ended."""
    progressed = Signal(int, int)
    """So many of so many steps are done."""
    trouble = Signal(object)
    """An error that no caller took."""

    def __init__(self) -> None:
        super().__init__()
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="register")
        self._aside = ThreadPoolExecutor(max_workers=1, thread_name_prefix="aside")
        self._behind = ThreadPoolExecutor(max_workers=1, thread_name_prefix="behind")
        self._numbers = count()
        self._waiting: dict[int, tuple[Then, Failed | None]] = {}
        self._shown = False
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._show_busy)
        self._finished.connect(self._come_back)

    def query(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Read something; `then` gets it."""
        self._start(work, then, failed)

    def aside(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Read something that takes long and that nobody waits for; `then` gets it, after what was asked later too."""
        self._start(work, then, failed, self._aside)

    def behind(self, work: Callable[[], T], then: Callable[[T], None], failed: Failed | None = None) -> None:
        """Do something that may have to wait for a disk or a share, with nobody waiting for it."""
        self._start(work, then, failed, self._behind)

    def last(self, work: Callable[[], None]) -> None:
        """Do something with the register that nothing may be under way for, as closing it."""

        def alone() -> None:
            self._aside.submit(int).result()
            self._behind.submit(int).result()
            work()

        self._start(alone, lambda _none: None, None)

    def command(
        self, work: Callable[[], Done[T]], then: Callable[[T], None] | None = None, failed: Failed | None = None
    ) -> None:
        """Change something; `then` gets its value, and the screens are told what changed."""

        def done(outcome: Done[T]) -> None:
            if then is not None:
                then(outcome.value)
            self.changed.emit(outcome.changed)

        self._start(work, done, failed)

    @property
    def is_idle(self) -> bool:
        """Whether nothing is under way."""
        return not self._waiting

    def stop(self) -> None:
        """Finish what is under way, and take no more."""
        self._pool.shutdown(wait=True)
        self._aside.shutdown(wait=True)
        self._behind.shutdown(wait=True)

    def _start(
        self, work: Callable[[], Any], then: Then, failed: Failed | None, pool: ThreadPoolExecutor | None = None
    ) -> None:
        number = next(self._numbers)
        self._waiting[number] = (then, failed)  # held here, so that the worker never lets go of a widget
        if not self._patience.isActive() and not self._shown:
            self._patience.start()
        future: Future[Any] = (pool or self._pool).submit(work)
        future.add_done_callback(lambda ended: self._finished.emit(ended, number))

    def _come_back(self, future: Future[Any], number: int) -> None:
        then, failed = self._waiting.pop(number)
        if self.is_idle:
            self._patience.stop()
            if self._shown:
                self._shown = False
                self.busy.emit(False)  # noqa: FBT003 - a signal's argument
        error = future.exception()
        if error is None:
            then(future.result())
        elif failed is None or not failed(error):
            self.trouble.emit(error)

    def _show_busy(self) -> None:
        if self._waiting:
            self._shown = True
            self.busy.emit(True)  # noqa: FBT003 - a signal's argument
