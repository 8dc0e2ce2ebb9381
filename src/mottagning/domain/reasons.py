"""Why does a row correct another? What changed since the booking was last closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mottagning.domain.bookings import Outcome
from mottagning.domain.ledger import Difference, LedgerRow, Reason, triple_of
from mottagning.domain.settlement.facts import Placement

Changed = Callable[[Placement, Placement], bool]

_CHANGES: tuple[tuple[Reason, Changed], ...] = (
    (Reason.SHARED_COST, lambda old, new: old.shared != new.shared),
    (
        Reason.NEVER_STARTED,
        lambda old, new: (
            old.booking.outcome is not new.booking.outcome
            and Outcome.NEVER_STARTED in {old.booking.outcome, new.booking.outcome}
        ),
    ),
    (Reason.HEADCOUNT, lambda old, new: old.heads != new.heads),
    (Reason.START, lambda old, new: old.booking.days.start != new.booking.days.start),
    (Reason.END, lambda old, new: old.booking.days.end != new.booking.days.end),
    (Reason.MOVE, lambda old, new: old.person.stays != new.person.stays),
    (Reason.ABSENCE, lambda old, new: old.absences != new.absences),
    (Reason.REPORT, lambda old, new: old.reports != new.reports),
    (Reason.SUPPLEMENT, lambda old, new: old.supplements != new.supplements),
    (
        Reason.RESULT,
        lambda old, new: (old.booking.graded_on, old.booking.outcome) != (new.booking.graded_on, new.booking.outcome),
    ),
)


def reason_of(
    previous: Placement | None, today: Placement, difference: Difference, returned: Sequence[LedgerRow]
) -> Reason:
    """The first thing that changed in the booking's facts; else a new price where only prices differ, else terms."""
    if previous is not None:
        for reason, changed in _CHANGES:
            if changed(previous, today):
                return reason
    before = {row.entry.price for row in returned if triple_of(row.entry) == difference.triple}
    now = {entry.price for entry in difference.entries}
    if now - before:
        return Reason.NEW_PRICE
    return Reason.OTHER if previous is None else Reason.TERMS
