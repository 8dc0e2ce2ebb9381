"""A bill of another municipality as it was read, and what came of comparing it with ours."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.invoice_control import Compared, Control, TheirRow
from mottagning.domain.periods import Month
from mottagning.domain.settlement.timeline import RowDirection


@dataclass(frozen=True, slots=True)
class TheirBill:
    """What they sent: a specification or an invoice, row by row.

    `unread` are the rows that say something of somebody but no amount. `payers` are the municipalities that it says
    are to pay, as written; none where it says nothing.
    """

    name: str
    rows: tuple[TheirRow, ...]
    unread: tuple[int, ...]
    payers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Controlled:
    """A bill compared with ours over the months `first` to `last`. `direction` is ours: we mostly buy."""

    bill: TheirBill
    counterpart: str
    direction: RowDirection
    first: Month
    last: Month
    control: Control

    @property
    def differences(self) -> tuple[Compared, ...]:
        """What does not agree."""
        return self.control.differences
