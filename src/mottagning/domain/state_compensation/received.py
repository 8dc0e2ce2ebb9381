"""What has come of what the state pays unasked, and does it agree with what was worked out?

Most of it is paid without an application (förordning (2010:1122) 11–18, 29–30 §§), so that nobody but the municipality
itself finds out what never came, or came with another amount.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import Enum

from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem
from mottagning.domain.state_compensation.expected import Payment, PaymentKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedPayment:
    """Money that has come for a person: of this kind, for the `month` in which it was expected.

    `reference` is what Migrationsverket calls the payment.
    """

    case_number: str
    kind: PaymentKind
    month: Month
    received_on: date
    received: Ore
    reference: str | None = None


class Arrival(Enum):
    """How what was expected stands to what has come."""

    AWAITED = "awaited"
    """Its month has not ended."""
    NOT_NOTED = "not_noted"
    """Its month has ended, and nobody has noted that it came."""
    CAME = "came"
    DIFFERS = "differs"
    """Another amount came than was worked out."""
    UNEXPECTED = "unexpected"
    """It came, and nothing says that it should: what is wrongly paid is claimed back (39–41 §§)."""
    UNKNOWN = "unknown"
    """What should come cannot be worked out."""


def arrival(payment: Payment | None, came: ReceivedPayment | None, today: date) -> Arrival:
    """How an expected payment stands to what came of it; `payment` is None where nothing was expected."""
    if came is not None:
        return _came(payment, came)
    if payment is None or payment.amount is None:
        return Arrival.UNKNOWN
    return Arrival.NOT_NOTED if payment.month < Month.of(today) else Arrival.AWAITED


def _came(payment: Payment | None, came: ReceivedPayment) -> Arrival:
    if payment is None:
        return Arrival.UNEXPECTED
    if payment.amount is None:
        return Arrival.CAME
    return Arrival.CAME if payment.amount == came.received else Arrival.DIFFERS


def received_problems(one: ReceivedPayment) -> tuple[FieldProblem, ...]:
    """What keeps `one` from being noted."""
    return (FieldProblem("received", "negative"),) if one.received < 0 else ()
