"""How does a disk fail on demand? libfiu stands between the process and the system, and is told here what to refuse.

The process is started with `PRELOADED` as LD_PRELOAD; then
what Python and the database write goes through it alike. Debian's package is `libfiu0`, which tests/run.py installs.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

PRELOADED = Path("/usr/lib/fiu/fiu_posix_preload.so")
"""What a process has to be started with, where it is installed."""

_WRITES = (
    b"posix/io/rw/write",
    b"posix/io/rw/pwrite",
    b"posix/io/rw/ftruncate",
    b"posix/io/sync/fsync",
    b"posix/io/dir/rename",
)
"""What a disk can refuse: writing, making longer or shorter, waiting until it is kept, giving a name."""
_CALLBACK = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.c_char_p, ctypes.c_void_p, ctypes.c_void_p, ctypes.c_void_p)


def is_installed() -> bool:
    """Whether writes can be made to fail on this system."""
    return PRELOADED.exists()


@dataclass
class Disk:
    """The disk as this process sees it. There is one."""

    _library: Any = field(default_factory=lambda: ctypes.CDLL("libfiu.so.0"))
    _asked: Any = None
    writes: int = 0
    """How many writes there were while it was last counted."""

    def __post_init__(self) -> None:
        self._library.fiu_init(0)

    @contextmanager
    def failing(self, nth: int, number: int, *, for_good: bool = False) -> Iterator[None]:
        """Count writes, and let the `nth` (from 1; 0 for none) end with the system's error `number`; `for_good`: and
        all that follow."""
        self.writes = 0

        def fails(*_unused: object) -> int:
            self.writes += 1
            return int(nth > 0 and (self.writes >= nth if for_good else self.writes == nth))

        self._asked = _CALLBACK(fails)  # it must outlive the calls
        for name in _WRITES:
            self._library.fiu_enable_external(name, 1, ctypes.c_void_p(number), 0, self._asked)
        try:
            yield
        finally:
            for name in _WRITES:
                self._library.fiu_disable(name)
