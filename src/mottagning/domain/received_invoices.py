"""How far has an invoice that another municipality sent come? Registered, controlled or disputed, attested, paid.

Where one stands is stored nowhere: it follows from the steps, which are only ever added to (who did what, on which
day). That the service was delivered and the invoice is right is one attest, that it is to be paid another (Heby,
domain/settlement 1); the program keeps the second, and with four eyes nobody gives it to what she registered herself.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem

DUE_SOON = timedelta(days=10)
"""An invoice that falls due within so many days waits visibly."""


class InvoiceStepKind(Enum):
    """What was done with an invoice."""

    REGISTERED = "registered"
    CHANGED = "changed"
    CONTROLLED = "controlled"
    DISPUTED = "disputed"
    DECIDED = "decided"
    ANSWERED = "answered"
    ATTESTED = "attested"
    PAID = "paid"
    VOIDED = "voided"


class InvoiceState(Enum):
    """Where an invoice stands."""

    REGISTERED = "registered"
    CONTROLLED = "controlled"
    DISPUTED = "disputed"
    ATTESTED = "attested"
    PAID = "paid"
    VOIDED = "voided"


_STATES = {InvoiceStepKind(state.value): state for state in InvoiceState}
_BEFORE_ATTEST = frozenset({InvoiceState.REGISTERED, InvoiceState.CONTROLLED, InvoiceState.DISPUTED})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceivedInvoice:
    """An invoice or a credit invoice (`amount` in öre, then negative) for the service months up to and with the last.

    `key` is its number of arrival here, `number` the sender's own. `specification` is the name of the file with its
    rows. Everything about one that `is_protected` is for those who may see people with protected data.
    """

    key: str
    counterpart: str
    number: str
    arrived_on: date
    due_on: date
    amount: Ore
    first_month: Month
    last_month: Month
    invoiced_on: date | None = None
    their_reference: str | None = None
    our_reference: str | None = None
    is_protected: bool = False
    note: str | None = None
    specification: str | None = None
    voided_on: date | None = None

    @property
    def is_credit(self) -> bool:
        """Whether it gives money back."""
        return self.amount < 0


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceStep:
    """Something done with an invoice: the `number`th, on a day, by somebody; `amount` in öre is what was to be paid."""

    invoice: str
    number: int
    kind: InvoiceStepKind
    on: date
    by: str
    note: str | None = None
    amount: Ore | None = None


def invoice_problems(invoice: ReceivedInvoice, today: date) -> tuple[FieldProblem, ...]:
    """What keeps an invoice from being registered."""
    problems = [FieldProblem(name, "missing") for name in ("key", "number") if not getattr(invoice, name)]
    if not invoice.amount:
        problems.append(FieldProblem("amount", "missing"))
    if invoice.arrived_on > today:
        problems.append(FieldProblem("arrived_on", "in_the_future"))
    if invoice.last_month < invoice.first_month:
        problems.append(FieldProblem("last_month", "ends_before_start"))
    if invoice.invoiced_on is not None and invoice.due_on < invoice.invoiced_on:
        problems.append(FieldProblem("due_on", "ends_before_start"))
    return tuple(problems)


def state_of(steps: Sequence[InvoiceStep]) -> InvoiceState:
    """Where an invoice with these steps, in their order, stands."""
    told = [_STATES[step.kind] for step in steps if step.kind in _STATES]
    return told[-1] if told else InvoiceState.REGISTERED


def last_of(steps: Iterable[InvoiceStep], kind: InvoiceStepKind) -> InvoiceStep | None:
    """The last step of a kind."""
    return next((step for step in reversed(list(steps)) if step.kind is kind), None)


def answered_on(steps: Sequence[InvoiceStep]) -> date | None:
    """The day on which they were answered what is disputed now; None while they have not been."""
    for step in reversed(steps):
        if step.kind is InvoiceStepKind.ANSWERED:
            return step.on
        if step.kind in {InvoiceStepKind.CONTROLLED, InvoiceStepKind.REGISTERED}:
            return None
    return None


def cannot_change(steps: Sequence[InvoiceStep]) -> str | None:
    """Why a registration, its rows and what was decided of them cannot be mended any more; None when they can."""
    state = state_of(steps)
    return None if state in _BEFORE_ATTEST else f"is_{state.value}"


def cannot_attest(steps: Sequence[InvoiceStep], by: str, *, four_eyes: bool) -> str | None:
    """Why `by` may not attest; None when she may. What is disputed is attested in its other parts once answered."""
    state = state_of(steps)
    if state not in _BEFORE_ATTEST:
        return f"is_{state.value}"
    if state is InvoiceState.REGISTERED:
        return "not_controlled"
    if state is InvoiceState.DISPUTED and answered_on(steps) is None:
        return "not_answered"
    return "own_registration" if four_eyes and by in _registered_by(steps) else None


def _registered_by(steps: Iterable[InvoiceStep]) -> set[str]:
    """Who entered the invoice, or changed what was entered."""
    return {step.by for step in steps if step.kind in {InvoiceStepKind.REGISTERED, InvoiceStepKind.CHANGED}}


def cannot_pay(steps: Sequence[InvoiceStep]) -> str | None:
    """Why it cannot be noted as paid; None when it can."""
    state = state_of(steps)
    return (
        None if state is InvoiceState.ATTESTED else "not_attested" if state in _BEFORE_ATTEST else f"is_{state.value}"
    )


def cannot_void(steps: Sequence[InvoiceStep]) -> str | None:
    """Why it cannot be voided; None when it can. What was paid is taken back by a credit invoice."""
    state = state_of(steps)
    return f"is_{state.value}" if state in {InvoiceState.PAID, InvoiceState.VOIDED} else None


def next_step(steps: Sequence[InvoiceStep]) -> InvoiceStepKind | None:
    """What is to be done next; None when nothing is."""
    state = state_of(steps)
    if state is InvoiceState.REGISTERED:
        return InvoiceStepKind.CONTROLLED
    if state is InvoiceState.DISPUTED and answered_on(steps) is None:
        return InvoiceStepKind.ANSWERED
    if state in _BEFORE_ATTEST:
        return InvoiceStepKind.ATTESTED
    return InvoiceStepKind.PAID if state is InvoiceState.ATTESTED else None


def is_due_soon(invoice: ReceivedInvoice, steps: Sequence[InvoiceStep], today: date) -> bool:
    """Whether it is unpaid and its last day is near or has passed."""
    is_open = state_of(steps) not in {InvoiceState.PAID, InvoiceState.VOIDED}
    return is_open and invoice.due_on <= today + DUE_SOON
