"""Which agreements cover a booking, as the form and the card show it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mottagning.domain.agreements import Agreement
from mottagning.domain.coverage import Coverage, Judged, Wish
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True)
class Covered:
    """The answer for one wish. `agreements` are those named in it, by key, `names` those of parties, by code.

    `chosen` is the agreement that the booking itself follows; None while it has none.
    """

    wish: Wish
    answer: Coverage
    agreements: Mapping[str, Stored[Agreement]]
    names: Mapping[str, str]
    chosen: Stored[Agreement] | None = None

    @property
    def own(self) -> Judged | None:
        """What is said of the chosen agreement."""
        return self.answer.of(self.chosen.value.key) if self.chosen else None
