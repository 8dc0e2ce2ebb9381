"""What lies on the line of time of a person or a household. No address: a home is its days and its contract."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from mottagning.domain.belonging import Belonging
from mottagning.domain.deadlines.engine import Deadline
from mottagning.domain.follow_ups import FollowUp, Proposal
from mottagning.domain.housing import Housing
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.timelines import MoveEffects, Thing
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored

Record = Belonging | ResidencePermit | Housing | BookingLine | Stored[PlanActivity] | FollowUp | Proposal | Deadline
"""What a thing on the line is. A held follow-up is a `FollowUp`, the next one a `Proposal`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineThing:
    """A thing and what it is. `plan_id` is the number of the plan that it is part of; what `can_move` is dragged."""

    thing: Thing
    record: Record
    plan_id: int | None = None
    can_move: bool = False

    @property
    def key(self) -> str:
        """What tells it from all others."""
        return self.thing.key


@dataclass(frozen=True, slots=True)
class TimelineMember:
    """Whose line it is."""

    person_id: int
    case_number: str
    name: str
    is_protected: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """The lines of one person, or of the members of a household that may be seen; things in order of time.

    `own` is the own municipality's code, None while nobody has said it.
    """

    members: tuple[TimelineMember, ...]
    things: tuple[TimelineThing, ...]
    today: date
    own: str | None = None
    household: str | None = None

    @property
    def protected(self) -> int:
        """How many of them have protected data."""
        return sum(one.is_protected for one in self.members)

    def without_protected(self) -> Timeline:
        """The lines of the others."""
        left = tuple(one for one in self.members if not one.is_protected)
        ids = {one.person_id for one in left}
        return replace(self, members=left, things=tuple(one for one in self.things if one.thing.person in ids))

    def member(self, person_id: int) -> TimelineMember:
        """Whose a thing is."""
        return next(one for one in self.members if one.person_id == person_id)

    def find(self, key: str | None) -> TimelineThing | None:
        """The thing with this key."""
        return next((one for one in self.things if one.key == key), None)


@dataclass(frozen=True, slots=True)
class MovePreview:
    """What moving an activity would do, with the lines of everybody whom that concerns; nothing has been stored."""

    effects: MoveEffects
    timeline: Timeline
    booking_id: int | None = None
