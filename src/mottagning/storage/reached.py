"""How far has a register come? What tells whether a copy of it still holds everything.

Every transaction that changes something is counted, whether it stands in a log or not, as a closing does not; what was
only read or handed out moves the heads of the logs. What the register remembers of its own backups does neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from mottagning.storage.chain import LOGS, NO_HEAD, Head

CHANGES = "changes"
"""The note that counts them."""
Ask = Callable[[str], Iterable[Any]]
"""Runs a statement and gives its rows."""


@dataclass(frozen=True, slots=True)
class Reached:
    """The number of transactions that have changed something, and the head of each log."""

    changes: int
    heads: Mapping[str, Head]


def reached(ask: Ask) -> Reached:
    """How far the register has come that `ask` asks."""
    heads = {log: Head(rows, digest) for log, rows, digest in ask("SELECT log, rows, digest FROM log_head")}
    changes = sum(int(value) for (value,) in ask(f"SELECT value FROM setting WHERE key = '{CHANGES}'"))  # noqa: S608
    return Reached(changes, {log: heads.get(log, NO_HEAD) for log in LOGS})
