"""What waits for whom as the cards and the list show it. The note stands on the card alone."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.waiting import ActorWaits, Awaited, Wait
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class WaitLine:
    """Something that waits, or has waited, and whose it is. `weeks` are whole ones.

    `record` is the number of its request or plan, or that of the person; `stored` is what was entered by hand.
    `household` is the key of the household that a wait is of; the person is then one of its members.
    """

    person_id: int
    case_number: str
    name: str
    sort_name: str
    is_protected: bool
    wait: Awaited
    weeks: int
    record: int
    household: str | None = None
    stored: Stored[Wait] | None = None

    @property
    def id(self) -> tuple[object, ...]:
        """What tells it from all others."""
        return self.wait.kind, self.person_id, self.wait.key, self.wait.number, self.wait.since


@dataclass(frozen=True, slots=True)
class Waits:
    """All that waits, the longest first, and what waits for each actor; nobody is named there."""

    lines: tuple[WaitLine, ...]
    actors: tuple[ActorWaits, ...]


@dataclass(frozen=True, slots=True)
class PersonWaits:
    """What waits for one person, the longest first, and what was entered and is over, the latest first."""

    case_number: str
    name: str
    household: str | None
    running: tuple[WaitLine, ...]
    ended: tuple[WaitLine, ...]
