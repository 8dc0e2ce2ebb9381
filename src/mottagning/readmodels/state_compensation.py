"""State compensation as lists and cards show it: what is expected month by month, and what is applied for."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.state_compensation.claims import Latest, Loss, StateCompensationClaim
from mottagning.domain.state_compensation.expected import Payment, PaymentKind
from mottagning.domain.state_compensation.facts import Unknown
from mottagning.domain.state_compensation.received import Arrival, ReceivedPayment
from mottagning.domain.state_compensation.rules import Ground
from mottagning.domain.state_compensation.school import SchoolSum
from mottagning.readmodels.changes import Stored

_PLACES = 1000
"""A person has fewer payments than that."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Whose:
    """The person of a line."""

    person_id: int
    case_number: str
    name: str
    sort_name: str
    is_protected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpectedLine:
    """A payment that is expected for a person with what came of it, or what came unexpected, or why none is told."""

    whose: Whose
    place: int
    payment: Payment | None = None
    unknown: Unknown | None = None
    came: Stored[ReceivedPayment] | None = None
    arrival: Arrival = Arrival.UNKNOWN

    @property
    def id(self) -> int:
        """What tells it from all others."""
        return self.whose.person_id * _PLACES + self.place

    @property
    def month(self) -> Month | None:
        """The month it is paid in, or for."""
        if self.payment is not None:
            return self.payment.month
        return self.came.value.month if self.came else None

    @property
    def kind(self) -> PaymentKind | None:
        """What it is; None where nothing can be said."""
        if self.payment is not None:
            return self.payment.kind
        return self.came.value.kind if self.came else None

    @property
    def why(self) -> Unknown | None:
        """Why there is no amount."""
        return self.payment.unknown if self.payment else self.unknown

    @property
    def amount(self) -> Ore | None:
        """What comes here; None where it is not known."""
        return self.payment.amount if self.payment else None

    @property
    def received(self) -> Ore | None:
        """What has come; None where nothing is noted."""
        return self.came.value.received if self.came else None

    @property
    def is_told(self) -> bool:
        """Whether there is an amount of some sort, or is to be: not of her of whom nothing can be said."""
        return self.payment is not None or self.came is not None


def person_of_line(line_id: int) -> int:
    """Whose a line is."""
    return line_id // _PLACES


def place_of_line(line_id: int) -> int:
    """Which of her payments a line is, from 1; 0 is none."""
    return line_id % _PLACES


@dataclass(frozen=True, slots=True)
class MonthSum:
    """What is expected in a month, of all that can be worked out, how many payments cannot, and what has come."""

    month: Month
    amount: Ore
    payments: int
    unknown: int
    received: Ore
    """Of what is noted."""
    not_noted: int
    """Payments whose month has ended and of which nobody has noted that they came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimLine:
    """A claim with what follows from its ground: until when, what it can give, and what is lost."""

    whose: Whose
    claim: Stored[StateCompensationClaim]
    ground: Ground | None
    until: Latest
    days_left: int | None
    expected: Ore | None
    school: SchoolSum | None
    is_below: bool
    loss: Loss | None
    lost: Ore | None

    @property
    def id(self) -> int:
        """The claim's number."""
        return self.claim.id


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonCompensation:
    """All of one person: every payment to whatever municipality with what came of it, and her claims."""

    whose: Whose
    lines: tuple[ExpectedLine, ...]
    unknown: Unknown | None
    claims: tuple[ClaimLine, ...]

    @property
    def payments(self) -> tuple[Payment, ...]:
        """What is expected."""
        return tuple(one.payment for one in self.lines if one.payment is not None)

    @property
    def received(self) -> Ore:
        """What has come of all that is noted."""
        return Ore(sum(one.received or 0 for one in self.lines))

    @property
    def total(self) -> Ore:
        """What comes here of the payments that are told by month of payment."""
        found = [one for one in self.payments if one.kind.is_dated and one.is_here and one.amount is not None]
        return Ore(sum(one.amount or 0 for one in found))
