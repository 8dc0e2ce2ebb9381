"""Invoices that others sent, as lists and cards show them, and the answer to one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mottagning.domain.disclosure import DisclosureGround
from mottagning.domain.invoice_control import Verdict
from mottagning.domain.invoice_rows import InvoicePayment, InvoiceRow, InvoiceTotals, MonthTotals, Stance
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.received_invoices import InvoiceState, InvoiceStep, InvoiceStepKind, ReceivedInvoice
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.invoices import Behind, Controlled


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceInList:
    """An invoice in the list. `next` is what is to be done, `days_left` to its last day, negative when that passed."""

    id: int
    invoice: ReceivedInvoice
    state: InvoiceState
    next: InvoiceStepKind | None
    totals: InvoiceTotals
    days_left: int
    is_due_soon: bool
    paid_on: date | None
    has_protected: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceCard:
    """All that is kept of one invoice. `people` are those behind our bookings; `amount` of `steps` is in öre."""

    invoice: Stored[ReceivedInvoice]
    line: InvoiceInList
    steps: tuple[InvoiceStep, ...]
    rows: tuple[InvoiceRow, ...]
    payments: tuple[InvoicePayment, ...]
    months: tuple[MonthTotals, ...]
    people: Mapping[str, Behind]
    may_change: bool
    may_void: bool

    def paid_of(self, head: int) -> Ore:
        """What the rows added up under `head` pay."""
        return Ore(sum(one.amount for one in self.payments if one.head == head))

    def billed_of(self, head: int) -> Ore:
        """What the rows added up under `head` bill."""
        return Ore(sum(one.amount for one in self.rows if one.head == head))


@dataclass(frozen=True, slots=True)
class Looked:
    """What the control of a registered invoice would keep, and what is worth knowing before that.

    `sum_differs` is what the invoice says more than its rows, in öre; `other_months` are those its rows name besides
    the invoice's own.
    """

    invoice: Stored[ReceivedInvoice]
    found: Controlled
    has_specification: bool
    sum_differs: Ore
    other_months: tuple[Month, ...]
    protected_rows: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AnsweredRow:
    """Rows of theirs with our answer, amounts in öre; nothing about whom they are. Nobody's row has no `ground`."""

    rows: tuple[int, ...]
    reference: str | None
    booking: str | None
    months: tuple[Month, ...]
    billed: Ore
    agreed: Ore
    stance: Stance
    verdict: Verdict
    why: str | None
    ground: DisclosureGround | None = None
    person: int | None = None

    @property
    def disputed(self) -> Ore:
        """What we do not agree to; nothing of what only ends an earlier dispute."""
        return Ore(0) if self.verdict is Verdict.CREDITED else Ore(self.billed - self.agreed)


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceAnswer:
    """The answer to the sender of an invoice. `ungrounded` are our bookings whose rows may not be told of."""

    invoice: Stored[ReceivedInvoice]
    sender: str
    recipient: str
    contact: tuple[str, ...]
    rows: tuple[AnsweredRow, ...]
    ungrounded: tuple[str, ...]
    protected: int

    @property
    def agreed(self) -> tuple[AnsweredRow, ...]:
        """The rows that are agreed to whole."""
        return tuple(one for one in self.rows if not one.disputed)

    @property
    def disputed(self) -> tuple[AnsweredRow, ...]:
        """The rows that are not, or not whole."""
        return tuple(one for one in self.rows if one.disputed)
