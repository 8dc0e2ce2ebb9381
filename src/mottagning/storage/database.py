"""How does the rest of the program reach a register? Two doors: `reading` and `writing`. Nothing else is public."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from mottagning.storage.aside import Aside, Looking
from mottagning.storage.engine import reading_engine, writing_engine
from mottagning.storage.journal import Journal
from mottagning.storage.reader import Reader
from mottagning.storage.trouble import said
from mottagning.storage.unit_of_work import Guard, UnitOfWork


class Database:
    """A register that is open. A session lives for one use case and leaves nothing open behind it."""

    def __init__(self, file: Path, key: bytes, closed: frozenset[str] = frozenset()) -> None:
        """`closed` names the tables that are not there for whoever opens it: nothing of them can be read or written."""
        self.file = file
        self._reading = reading_engine(file, key, closed)
        self._writing = writing_engine(file, key, closed)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """A transaction that sees one state of the register and can write nothing. Raises Trouble."""
        with said(self.file), self._reading.connect() as connection, connection.begin():
            yield Reader(connection)

    @contextmanager
    def writing(self, journal: Journal, guard: Guard | None = None) -> Iterator[UnitOfWork]:
        """A transaction that holds the write lock, rolled back unless committed. Raises Trouble.

        `journal` knows who and when, for the log; `guard` is asked before anything is kept.
        """
        with said(self.file), self._writing.connect() as connection:
            connection.begin()
            yield UnitOfWork(connection, journal, guard)

    @contextmanager
    def looking(self, journal: Journal, aside: Aside) -> Iterator[UnitOfWork]:
        """A transaction that changes nothing; what it notes in the logs is kept in `aside`. Raises Trouble."""
        with said(self.file), self._reading.connect() as connection, connection.begin():
            yield Looking(connection, journal, aside)

    def close(self) -> None:
        """Let go of the file, and of the pages that were kept of it; a later transaction opens it anew."""
        self._reading.dispose()
        self._writing.dispose()
