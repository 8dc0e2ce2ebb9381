"""What may be left out of a subject access report, and is its review complete? (GDPR art. 15, lag 2018:218 5 kap.)"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum


class Withheld(Enum):
    """Why something is not handed to the person herself (lag 2018:218 5 kap. 1-2 §§)."""

    SECRET = "secret"  # noqa: S105 - a reason, no passphrase
    UNFINISHED = "unfinished"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Omission:
    """A section, or with `entry` one entry of it, that is left out."""

    section: str
    entry: str | None
    reason: Withheld


@dataclass(frozen=True, slots=True)
class Review:
    """What an officer has gone through, section by section, and what she leaves out."""

    passed: frozenset[str] = frozenset()
    omissions: tuple[Omission, ...] = ()

    def reason(self, section: str, entry: str) -> Withheld | None:
        """Why an entry is left out, by itself or with its whole section; None when it is handed out."""
        found = (one for one in self.omissions if one.section == section and one.entry in {None, entry})
        return next((one.reason for one in found), None)

    def remaining(self, sections: Iterable[str]) -> list[str]:
        """The sections that nobody has looked through yet."""
        return [name for name in sections if name not in self.passed]
