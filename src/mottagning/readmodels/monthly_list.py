"""A month's list to a provider: what is asked, who cannot be asked about, and what an answer would change."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from mottagning.domain.attendance import ProposedEnd
from mottagning.domain.bookings import Absence, Booking
from mottagning.domain.disclosure import DisclosureGround
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.transfer import Rejected, Warned


@dataclass(frozen=True, slots=True)
class ListedBooking:
    """A row that is asked about. `number` as people write it; `service` is the neutral code of a sensitive booking."""

    booking: str
    person: int
    name: str
    number: str | None
    service: str
    variant: str | None
    provider: str | None
    start: date
    planned_until: date | None
    ground: DisclosureGround


@dataclass(frozen=True, slots=True)
class Ungrounded:
    """A booking that is left out, for there is no ground on which it may be told of."""

    booking: str
    name: str


@dataclass(frozen=True, slots=True)
class MonthlyList:
    """What a list to `recipient` holds of a month. `protected` counts persons left out; 0 without the right to know."""

    month: Month
    sender: str
    recipient: str
    rows: tuple[ListedBooking, ...]
    ungrounded: tuple[Ungrounded, ...] = ()
    protected: int = 0


@dataclass(frozen=True, slots=True)
class ListNames:
    """What the two offices of a list are called, and who may be asked."""

    sender: str
    recipient: str
    contact: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposed:
    """Something that an answer would change: a booking's field, or with `name` ABSENCE an absence.

    `place` is its own in the whole answer. `kept` is the stored absence that is changed, None for a new one.
    """

    place: int
    name: str
    was: object
    becomes: object
    kept: Stored[Absence] | None = None


ABSENCE = "absence"


@dataclass(frozen=True, slots=True)
class BookingAnswer:
    """What the answer says of one booking.

    `closed` is what comes of it in months that are closed, None where they stay as they are. `end` is what
    her staying away leads to by the rule. `lacks_price` says that the agreement has no
    price for the course; `is_ended_here` that they say she remains though her booking has ended.
    """

    before: Stored[Booking]
    name: str
    proposed: tuple[Proposed, ...]
    closed: Ore | None = None
    end: ProposedEnd | None = None
    lacks_price: bool = False
    is_ended_here: bool = False

    @property
    def is_worth_telling(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.proposed) or self.is_ended_here or self.end is not None


@dataclass(frozen=True, slots=True)
class AnsweredList:
    """A list that came back. `unanswered` rows say nothing, `agreeing` ones say what is known already."""

    file: Path
    month: Month
    recipient: str
    recipient_name: str
    answers: tuple[BookingAnswer, ...]
    rejected: tuple[Rejected, ...]
    warnings: tuple[Warned, ...]
    unanswered: int
    agreeing: int

    @property
    def proposed(self) -> tuple[Proposed, ...]:
        """Everything that could be changed."""
        return tuple(one for answer in self.answers for one in answer.proposed)


@dataclass(frozen=True, slots=True)
class Taken:
    """What was changed by an answer, with what stood there before: enough to undo it."""

    bookings: tuple[tuple[Stored[Booking], Booking], ...] = ()
    absences: tuple[tuple[Stored[Absence], Absence | None], ...] = ()
