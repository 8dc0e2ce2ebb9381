"""What came of reading a workbook: what was created, changed, refused and warned of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from pathlib import Path

from mottagning.domain.agreements import Method, Unit
from mottagning.domain.closing_scope import ClosingKind
from mottagning.domain.identity import IdentityKind
from mottagning.domain.ledger import Reason, RowKind
from mottagning.domain.money import Rounding, Scaled
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.returns import HandOutWay, ReturnState
from mottagning.domain.settlement.claims import Component
from mottagning.domain.settlement.timeline import RowDirection


@dataclass(frozen=True, slots=True)
class Rejected:
    """A cell, or a whole sheet, that cannot be taken: where it stands, what stands there, what is expected.

    `follows` says that nothing is wrong but the row it refers to, and that it is well again with that.
    """

    sheet: str
    cell: str | None
    value: str | None
    message: str
    follows: bool = False


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that was taken, and is worth a look."""

    sheet: str
    cell: str | None
    message: str


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts by kind of record. Nothing was imported unless `is_imported`."""

    is_imported: bool
    created: Mapping[str, int] = field(default_factory=dict)
    changed: Mapping[str, int] = field(default_factory=dict)
    unchanged: Mapping[str, int] = field(default_factory=dict)
    rejected: tuple[Rejected, ...] = ()
    rejected_file: Path | None = None
    warnings: tuple[Warned, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRecord:
    """A return as the register workbook has it; a month closed without rows has no counterpart."""

    number: str
    month: Month
    counterpart: str | None = None
    direction: RowDirection | None = None
    closed_at: str | None = None
    fingerprint: str | None = None
    closed_by: str | None = None
    is_protected: bool = False
    cover: str | None = None
    part: int | None = None
    kind: ClosingKind | None = None
    scope: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnRowRecord:
    """A ledger row as the register workbook has it. Exact values stand in the columns after Specifikation's."""

    number: str
    row: int
    booking: str
    service: str
    service_month: Month
    days: DateRange
    method: Method
    unit: Unit
    amount: Fraction
    kind: RowKind
    agreement: str
    case_number: str | None = None
    identity: str | None = None
    identity_kind: IdentityKind | None = None
    previous_identity: str | None = None
    name: str | None = None
    variant: str | None = None
    provider: str | None = None
    provider_municipality: str | None = None
    payer: str | None = None
    quantity: Fraction | None = None
    of: int | None = None
    unit_price: Fraction | None = None
    administration_fee: Scaled = Scaled(0)
    corrects: str | None = None
    corrects_invoice: str | None = None
    reason: Reason | None = None
    ground: str | None = None
    decision: str | None = None
    counterpart_reference: str | None = None
    price_source: str | None = None
    is_preliminary: bool = False
    explanation: str | None = None
    settlement_month: Month | None = None
    exact_quantity: str | None = None
    price: str | None = None
    vat_compensation: Scaled = Scaled(0)
    rounding: Rounding = Rounding.ORE
    component: Component = Component.SERVICE
    is_sensitive: bool = False
    steps: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRecord:
    """What happened to a return, as the register workbook has it."""

    number: str
    at: str
    by: str | None = None
    state: ReturnState
    way: HandOutWay | None = None
    recipient: str | None = None
    invoice_number: str | None = None
    invoiced_on: date | None = None
