"""How many wrong passphrases have been tried here, and when? Kept for each register, beside the program's settings.

Whoever can remove the file can also copy the register and try elsewhere: what holds then is the passphrase. This keeps
somebody at the desk of a colleague from guessing.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mottagning.domain.tries import wait_after


@dataclass(frozen=True, slots=True)
class Tries:
    """The wrong tries on this machine."""

    file: Path

    def failed(self, register: str) -> int:
        """How many wrong tries have been made in a row."""
        return self._read().get(register, (0, ""))[0]

    def left(self, register: str, now: datetime) -> int:
        """The seconds until the next try may be made; never more than its whole wait, also when the clock went back."""
        failed, last = self._read().get(register, (0, ""))
        wait = wait_after(failed)
        if not wait:
            return 0
        until = datetime.fromisoformat(last) + timedelta(seconds=wait)
        return max(0, min(wait, -(-(until - now) // timedelta(seconds=1))))

    def note(self, register: str, now: datetime) -> None:
        """Another wrong try."""
        found = self._read()
        self._write({**found, register: (found.get(register, (0, ""))[0] + 1, now.isoformat())})

    def forget(self, register: str) -> None:
        """The right one was given."""
        found = self._read()
        if found.pop(register, None) is not None:
            self._write(found)

    def _read(self) -> dict[str, tuple[int, str]]:
        try:
            found = json.loads(self.file.read_text(encoding="utf-8"))
            return {
                str(key): (int(failed), datetime.fromisoformat(last).isoformat())
                for key, (failed, last) in found.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def _write(self, found: dict[str, tuple[int, str]]) -> None:
        """A disk that cannot be written keeps nobody out of the register."""
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            beside = self.file.with_suffix(".ny")
            beside.write_text(json.dumps(found), encoding="utf-8")
            beside.replace(self.file)
        except OSError:
            return
