"""A request as a file to the other municipality: what it asks, and what the answer would change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mottagning.domain.disclosure import DisclosureGround
from mottagning.domain.requests import BookingRequest, RequestStep
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.transfer import Rejected, Warned


@dataclass(frozen=True, slots=True)
class RequestFile:
    """What a file asks about, and on what ground; without one, or of somebody protected, no file is written."""

    request: BookingRequest
    person: int
    name: str
    number: str | None
    sender: str
    sender_name: str
    recipient_name: str
    ground: DisclosureGround | None
    is_protected: bool = False
    contact: tuple[str, ...] = ()

    @property
    def may_be_written(self) -> bool:
        """Whether there is a ground, and no protection."""
        return self.ground is not None and not self.is_protected


@dataclass(frozen=True, slots=True)
class ProposedFact:
    """A field of the request that the answer would change."""

    place: int
    name: str
    was: object
    becomes: object


@dataclass(frozen=True, slots=True)
class ProposedStep:
    """A step that the answer means."""

    place: int
    step: RequestStep


@dataclass(frozen=True, slots=True)
class AnsweredRequest:
    """An answer beside the request. `waits` says that the answer cannot be noted now: it is not where one is given."""

    file: Path
    before: Stored[BookingRequest]
    name: str
    recipient_name: str
    facts: tuple[ProposedFact, ...]
    steps: tuple[ProposedStep, ...]
    rejected: tuple[Rejected, ...] = ()
    warnings: tuple[Warned, ...] = ()
    waits: bool = False


@dataclass(frozen=True, slots=True)
class TakenRequest:
    """What an answer changed, enough to undo it: the request as it is and was, and the steps that were added."""

    after: Stored[BookingRequest]
    before: BookingRequest
    steps: tuple[Stored[RequestStep], ...]
