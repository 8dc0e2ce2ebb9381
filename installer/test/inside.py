"""Asks Windows what only Windows answers, with the installed program's own modules, and prints the answers as JSON.

Run by the installed Python on the computer of the trials: `trials.asks_windows_itself` says what they have to be.
"""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path

from mottagning.domain.problems import Trouble
from mottagning.system import credentials, lock, places, policy, recent
from mottagning.system.keyfile import Cost
from mottagning.usecases.admin.registers import create_register, open_register

SECRET = "hemligt å"  # noqa: S105 - of a trial
LONG = 280
"""More characters than a path of Windows may have that asks for no more."""
CHEAP = Cost(iterations=1, memory=8 * 1024, lanes=1)


def main() -> int:
    """Ask, and print."""
    laid_down = policy.own_policy()
    register = _long(Path("C:\\Åsa Öberg")) / "Öst & väst #1.mottagning"
    answers = {
        "municipality": laid_down.municipality,
        "lock_after": laid_down.lock_after,
        "backups": str(laid_down.backups),
        "unusable": list(laid_down.unusable),
        "remembered": _remembered(),
        "place": places.place_of(Path("C:\\Users")).kind.value,
        "second_writer": _second_writer(register),
        "long_path": _opened(register),
        "length": len(str(register)),
    }
    recent.remember(register)
    print(json.dumps(answers))
    return 0


def _remembered() -> list[str | None]:
    """What the Credential Manager keeps, and what it keeps once it has forgotten."""
    try:
        credentials.remember("prov", SECRET)
    except Trouble as trouble:
        return [trouble.code.value]
    kept = credentials.remembered("prov")
    credentials.forget("prov")
    return [kept, credentials.remembered("prov")]


def _second_writer(register: Path) -> str | None:
    """Whom a second program hears of."""
    register.parent.mkdir(parents=True, exist_ok=True)
    now = datetime.now(tz=UTC)  # noqa: TID251 - a trial has no clock of its own
    first = lock.take(register, "Åsa", lock.Purpose.WINDOW, now)
    second = lock.take(register, "Bo", lock.Purpose.WINDOW, now)
    if isinstance(first, lock.RegisterLock):
        first.release()
    return second.by.user if isinstance(second, lock.Held) and second.by else None


def _opened(register: Path) -> str:
    """Who is logged in to a register with a long path and letters that are not everybody's."""

    def clock() -> datetime:
        return datetime.now().astimezone()  # noqa: TID251 - as above

    create_register(register, SECRET, "Åsa", clock, cost=CHEAP).ctx.db.close()
    opened = open_register(register, SECRET, clock)
    opened.db.close()
    return opened.user.name


def _long(folder: Path) -> Path:
    while len(str(folder)) < LONG:
        folder = folder / "en mapp i en mapp"
    return folder


if __name__ == "__main__":
    sys.exit(main())
