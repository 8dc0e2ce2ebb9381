"""What has been closed, as shown and as kept: closings, returns, what was sent about whom."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import Enum
from pathlib import Path

from mottagning.domain.accepted_warnings import AcceptedWarning
from mottagning.domain.agreements import Terms
from mottagning.domain.attests import Attest, AttestKind
from mottagning.domain.closing_scope import EVERYTHING, Scope
from mottagning.domain.ledger import Entry, LedgerRow, Reason
from mottagning.domain.money import Ore
from mottagning.domain.parked_rows import ParkedRows
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem
from mottagning.domain.reporting import Reported
from mottagning.domain.return_notes import ReturnNote
from mottagning.domain.returns import Return, ReturnState
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Stored


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingRecord:
    """An act of closing: the `part`th of its month, of what `scope` takes.

    `office` and `notes` are canonical texts: the settings used; what was held, lost, warned of. A month that came from
    a workbook has no time and no user, and cannot be recomputed.
    """

    id: int = 0
    month: Month
    part: int = 1
    scope: Scope = EVERYTHING
    closed_at: datetime | None
    closed_by: str | None
    program: str
    office: str
    notes: str
    is_recomputable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FrozenBooking:
    """The facts of a booking in one closing, as canonical text with its digest; `siblings` are digests of others'."""

    booking: str
    digest: str
    body: str
    span_first: Month
    siblings: tuple[str, ...]
    is_protected: bool
    is_held: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SentIdentity:
    """Who a row was about, as sent. `kind` is the kind of `number`; `previous_number` was sent last time."""

    person: int
    case_number: str | None
    name: str | None
    kind: str | None
    number: str | None
    previous_number: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnEvent:
    """What happened to a return after its closing."""

    at: datetime
    by: str
    state: ReturnState
    way: str | None = None
    recipient: str | None = None
    invoice_number: str | None = None
    invoiced_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedReturn:
    """A return without its rows. `cover` holds the frozen facts of its front sheet.

    `row_count` and `total` (öre) are those of its file; `ledger_rows` and `ledger_total` also hold what takes back the
    former version, which it `replaces`.
    """

    id: int
    closing_id: int
    replaces: str | None
    replaced_by: str | None
    ledger_rows: int
    ledger_total: Ore
    number: str
    month: Month
    counterpart: str
    direction: RowDirection
    version: int
    is_protected: bool
    row_count: int
    total: Ore
    fingerprint: str
    cover: str
    events: tuple[ReturnEvent, ...]

    def with_rows(self, rows: Iterable[LedgerRow]) -> Return:
        """The return as it was closed, with these rows of it."""
        return Return(
            self.number,
            self.month,
            self.counterpart,
            self.direction,
            self.version,
            self.is_protected,
            tuple(rows),
        )

    @property
    def state(self) -> ReturnState:
        """How far it has come."""
        return self.events[-1].state if self.events else ReturnState.CLOSED

    @property
    def invoice_number(self) -> str | None:
        """The invoice that carried it."""
        return next((event.invoice_number for event in reversed(self.events) if event.invoice_number), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A party as the front sheet presents it."""

    code: str
    name: str
    organisation_number: str | None = None
    board: str | None = None
    contact: str | None = None
    address: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Where an invoice goes and under what reference; `bookings` are those of a decision with its own."""

    address: str | None
    reference: str | None
    bookings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreedRule:
    """The terms of an insats that a return bills, and how many months back its agreement corrects."""

    terms: Terms
    retroactive_limit: int | None = None
    credit_limit: int | None = None


@dataclass(frozen=True, slots=True)
class Attested:
    """Who has attested rows of a return, and on which day last."""

    kind: AttestKind
    by: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """The facts of a front sheet, frozen at the closing. `attests` are of every kind and person once, in order."""

    own: Party
    counterpart: Party
    addressees: tuple[Addressee, ...]
    rules: tuple[AgreedRule, ...]
    is_sent: bool
    attests: tuple[Attested, ...] = ()


class ChangeKind(Enum):
    """What happened to a booking since the last return to the same counterpart."""

    NEW = "new"
    MOVED = "moved"
    CHANGED = "changed"
    ENDED = "ended"
    CORRECTED = "corrected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What is different since the last return. Amounts in öre."""

    kind: ChangeKind
    booking: str
    service: str
    service_month: Month | None
    before: Ore
    after: Ore
    reason: Reason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnDocument:
    """Everything that a return's workbook shows. `balance` is the other direction's total, where there is one."""

    closed: ClosedReturn
    closed_at: datetime | None
    closed_by: str | None
    cover: Cover
    rows: tuple[LedgerRow, ...]
    identities: dict[int, SentIdentity]
    changes: tuple[Change, ...]
    neutral_services: dict[str, str]
    other_direction: tuple[RowDirection, Ore] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountLine:
    """One line for the economy office: a counterpart, insats and period with its accounts. Amount in öre."""

    number: str
    counterpart: str
    counterpart_name: str
    direction: RowDirection
    service: str
    service_month: Month
    bookings: tuple[tuple[str, Ore], ...]
    amount: Ore
    account: str | None
    cost_centre: str | None
    activity_code: str | None
    project: str | None
    party_code: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldNote:
    """Rows that were held back: the problem, how much (öre, None when it cannot be told), and of whom if known."""

    problem: Problem
    service_month: Month
    amount: Ore | None
    counterpart: str | None = None
    direction: RowDirection | None = None
    is_protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LostNote:
    """What a limit took: of which booking and service month, in öre."""

    booking: str
    service_month: Month
    amount: Ore
    is_protected: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosingNotes:
    """What a closing held back, lost and warned of."""

    held: tuple[HeldNote, ...] = ()
    lost: tuple[LostNote, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class VersionPreview:
    """What a new version of a return would say: its number, both totals (öre), the rows that go and that come."""

    number: str
    before: Ore
    after: Ore
    gone: tuple[Entry, ...]
    new: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RowView:
    """A row as preview and window show it. `number` and `row` are set once it is closed.

    `attests` are those that stand of a row that is not closed yet; `is_own` says that the user has made it herself.
    """

    entry: Entry
    case_number: str | None
    name: str | None
    number: str
    row: int
    attests: tuple[Attest, ...] = ()
    is_own: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnView:
    """A return as the month's list shows it, closed or to come."""

    number: str
    counterpart: str
    direction: RowDirection
    row_count: int
    corrections: int
    total: Ore
    state: ReturnState | None
    id: int | None = None
    events: tuple[ReturnEvent, ...] = ()
    replaces: str | None = None


@dataclass(frozen=True, slots=True)
class AcceptedProblem:
    """A warning that somebody has let stand."""

    problem: Problem
    accepted: Stored[AcceptedWarning]


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthView:
    """A month as it stands: closed with its frozen rows, or open with what closing it now would return.

    Warnings that were accepted are neither among `problems` nor the warnings of `notes`.
    """

    month: Month
    is_closed: bool
    is_next: bool
    skips_open_months: bool
    returns: tuple[ReturnView, ...]
    rows: tuple[RowView, ...]
    notes: ClosingNotes
    problems: tuple[Problem, ...]
    accepted: tuple[AcceptedProblem, ...] = ()
    people: Mapping[str, str] = field(default_factory=dict)
    """The names of the people behind bookings with problems, by booking."""
    protected_returns: int = 0
    """How many returns of people with protected data a closed month has, as far as the user may know."""
    closed_at: datetime | None = None
    closed_by: str | None = None
    closed_parts: frozenset[str] = frozenset()
    """Counterparts of an open month that have been closed already."""
    reported: Mapping[str, Reported] = field(default_factory=dict)
    """Who has reported what, by counterpart."""
    parked: tuple[Stored[ParkedRows], ...] = ()
    notes_on: tuple[Stored[ReturnNote], ...] = ()
    requires_attest: bool = False
    protected_to_attest: Mapping[AttestKind, int] = field(default_factory=dict)
    """How many bookings of people with protected data the user may attest, by kind; empty without the right."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthState:
    """A month in the list of months: how far it has come."""

    month: Month
    is_closed: bool
    returns: int
    total_bought: Ore
    total_sold: Ore
    handed_out: int


@dataclass(frozen=True, slots=True)
class WrittenForm:
    """A counterpart's own form, filled in with `rows` of the `of` rows of a return: those of one agreement."""

    agreement: str
    file: Path
    rows: int
    of: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenReturn:
    """A return and the file that holds it, None where it has not been written; `forms` stand beside it."""

    closed: ClosedReturn
    file: Path | None
    forms: tuple[WrittenForm, ...] = ()


@dataclass(frozen=True, slots=True)
class WrittenInvoice:
    """An e-invoice of a return and its file; `total` in öre, what is invoiced or credited."""

    closed: ClosedReturn
    number: str
    total: Ore
    file: Path


@dataclass(frozen=True, slots=True)
class WrittenInvoices:
    """The e-invoices of a month, and the names of the counterparts that take none."""

    written: tuple[WrittenInvoice, ...]
    without: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that a verification found: a code, which closed thing, and what the sentence needs."""

    code: str
    subject: str
