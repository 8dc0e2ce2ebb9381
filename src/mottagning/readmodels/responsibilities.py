"""The map of responsibilities as the list and the cards show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from mottagning.domain.responsibilities import Responsibility
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class ResponsibilityLine:
    """A line of the map. `id` is its number in the register; below zero it comes with the program.

    `holds` says whether it holds today.
    """

    id: int
    line: Responsibility
    holds: bool

    @property
    def is_own(self) -> bool:
        """Whether the office has written it."""
        return self.id > 0


@dataclass(frozen=True, slots=True)
class ResponsibilityCard:
    """A line with what it can be changed by. `stored` is None for one that comes with the program.

    `shipped` is the program's own line with that key, which was true on `verified`.
    """

    shown: ResponsibilityLine
    stored: Stored[Responsibility] | None
    shipped: Responsibility | None
    verified: date
