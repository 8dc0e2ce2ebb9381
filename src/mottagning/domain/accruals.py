"""What has been given by the end of a month and not been invoiced by then? Upplupna kostnader och intäkter.

Whatever is about the month or an earlier one counts as given (Avser månad). What stands in a return that had no invoice
that day is known to the öre; what no return holds yet is what the rules would return today, whether it waits for its
month to be closed or for something that holds it back. What was invoiced ahead is not taken off.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from mottagning.domain.closing import Ledger
from mottagning.domain.ledger import Entry, LedgerRow
from mottagning.domain.money import Ore
from mottagning.domain.outlook import Ahead, not_returned
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem, Severity
from mottagning.domain.settlement.claims import Claim
from mottagning.domain.settlement.estimate import Supposition
from mottagning.domain.settlement.facts import Placement
from mottagning.domain.settlement.timeline import RowDirection


class Basis(Enum):
    """How well an amount is known."""

    RETURNED = "returned"
    """It stands in a return, closed or handed out, that has not been invoiced."""
    WAITING = "waiting"
    """Its month is closed, but no return holds it: late news, or something keeps it back."""
    OPEN = "open"
    """Its month has not been closed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Accrued:
    """So many öre of a booking and service month, settled with whom; `number` is that of its return.

    `is_supposed` where a result or a report had to be supposed. No names, no identities.
    """

    booking: str
    person: int
    service: str
    service_month: Month
    counterpart: str
    direction: RowDirection
    amount: Ore
    basis: Basis
    number: str | None = None
    is_sensitive: bool = False
    is_supposed: bool = False


@dataclass(frozen=True, slots=True)
class Outstanding:
    """What no return holds yet of a booking, and what keeps some of it from being counted."""

    accrued: tuple[Accrued, ...] = ()
    problems: tuple[Problem, ...] = ()


_SUPPOSED = {Supposition.COMPLETED, Supposition.REPORTED}


def outstanding(
    placement: Placement, ledger: Ledger, month: Month, ahead: Ahead, returned: Sequence[LedgerRow] | None
) -> Outstanding:
    """What a booking has given by the end of `month` that no return holds.

    `ahead.span` are the settlement months that are looked at: what a reading decides may be settled later than the
    month that it is about. `returned` are all rows of the booking, or None where its facts are those of its last
    closing.
    """
    found = not_returned(placement, ledger, ahead, returned)
    is_supposed = bool(_SUPPOSED & set(found.supposed))
    accrued = (
        *(_accrued(placement, one, Basis.WAITING) for one in found.late if _counts(one, month)),
        *(_accrued(placement, one, Basis.OPEN, is_supposed=is_supposed) for one in found.coming if _counts(one, month)),
    )
    stops = tuple(one for one in found.problems if one.severity is Severity.STOP and _is_by(one, month))
    return Outstanding(accrued, stops)


def _counts(one: Claim | Entry, month: Month) -> bool:
    """Whether something had been given by the end of `month`; an exchange is nobody's debt."""
    return one.service_month <= month and one.direction is not RowDirection.EXCHANGE and one.amount != 0


def _accrued(placement: Placement, one: Claim | Entry, basis: Basis, *, is_supposed: bool = False) -> Accrued:
    booking = placement.booking
    return Accrued(
        booking=booking.key,
        person=placement.person.id,
        service=booking.service,
        service_month=one.service_month,
        counterpart=one.counterpart,
        direction=one.direction,
        amount=one.amount,
        basis=basis,
        is_sensitive=booking.is_sensitive,
        is_supposed=is_supposed,
    )


def _is_by(problem: Problem, month: Month) -> bool:
    return problem.month is None or Month.parse(problem.month) <= month
