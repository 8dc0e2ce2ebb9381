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

    def reason(self, section: str, entry: str, about: tuple[str, str] | None = None) -> Withheld | None:
        """Why an entry is left out, by itself, with its whole section or with the entry that it repeats; else None.

        `about` are the section and key of what it repeats: what is withheld is not told by way of its history.
        """
        for place, key in [(section, entry), *([about] if about else [])]:
            for one in self.omissions:
                if one.section == place and one.entry in {None, key}:
                    return one.reason
        return None

    def remaining(self, sections: Iterable[str]) -> list[str]:
        """The sections that nobody has looked through yet."""
        return [name for name in sections if name not in self.passed]
