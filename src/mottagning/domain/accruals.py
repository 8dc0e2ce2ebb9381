"""What has been given by the end of a month and not been invoiced by then? Upplupna kostnader och intäkter.

Whatever is about the month or an earlier one counts as given (Avser månad). What stands in a return that had no invoice
that day is known to the öre; what no return holds yet is what the rules would return today, whether it waits for its
month to be closed or for something that holds it back. What was invoiced ahead is not taken off.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from mottagning.domain.closing import Candidate, Ledger, unreturned
from mottagning.domain.ledger import Entry, LedgerRow, entry_of
from mottagning.domain.money import Ore
from mottagning.domain.outlook import Ahead
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem, Severity
from mottagning.domain.settlement.engine import Span, settle
from mottagning.domain.settlement.estimate import Supposition, last_settled, supposing
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
    late, problems = ((), ()) if returned is None else _late(placement, ledger, ahead, returned)
    supposed, what = supposing(placement, ledger.chain(placement), ahead.seen_on, ahead.until)
    first, last = max(ahead.span.first, ahead.following), min(ahead.span.last, last_settled(supposed.booking.days))
    coming: Iterable[Entry] = ()
    if first <= last:
        given = settle(supposed, ledger.chain(placement), ledger.office, Span(first, last))
        coming = [entry_of(claim, placement.booking, placement.person.id, None) for claim in given.claims]
        problems = (*problems, *given.problems)
    found = (
        *_by(month, late, Basis.WAITING, is_supposed=False),
        *_by(month, coming, Basis.OPEN, is_supposed=bool(_SUPPOSED & set(what))),
    )
    stops = tuple(one for one in problems if one.severity is Severity.STOP and _is_by(one, month))
    return Outstanding(found, stops)


def _late(
    placement: Placement, ledger: Ledger, ahead: Ahead, returned: Sequence[LedgerRow]
) -> tuple[Iterable[Entry], tuple[Problem, ...]]:
    """What the next closing would say of settlement months that are closed."""
    span = Span(ledger.office.first_month, ahead.following.plus(-1))
    given = settle(placement, ledger.chain(placement), ledger.office, span)
    candidate = Candidate(placement, span, tuple(returned))
    found = unreturned(ahead.following, ledger.subject(placement), candidate, given)
    return [entry for one in found for entry in one.entries], given.problems


def _by(month: Month, entries: Iterable[Entry], basis: Basis, *, is_supposed: bool) -> Iterator[Accrued]:
    """What of `entries` had been given by the end of `month`; an exchange is nobody's debt."""
    for entry in entries:
        if entry.service_month <= month and entry.direction is not RowDirection.EXCHANGE and entry.amount:
            yield Accrued(
                booking=entry.booking,
                person=entry.person,
                service=entry.service,
                service_month=entry.service_month,
                counterpart=entry.counterpart,
                direction=entry.direction,
                amount=entry.amount,
                basis=basis,
                is_sensitive=entry.is_sensitive,
                is_supposed=is_supposed,
            )


def _is_by(problem: Problem, month: Month) -> bool:
    return problem.month is None or Month.parse(problem.month) <= month
