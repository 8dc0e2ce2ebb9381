"""What stands on an invoice for a return? Its lines, period, reference and sum, exact to the öre.

Only what we sell is invoiced. One invoice has one reference (EN 16931 BT-10), so rows that go to several become several
invoices. A sum below nought is a credit note with all signs turned. Nobody is named: a line says the booking's number,
the insats – its neutral code where the row is sensitive – and the days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from fractions import Fraction

from mottagning.domain.agreements import Unit
from mottagning.domain.ledger import Entry, LedgerRow
from mottagning.domain.money import Ore, Rounding, Scaled, rounded, total
from mottagning.domain.payment_numbers import PeppolId
from mottagning.domain.periods import DateRange, Month, hull
from mottagning.domain.postal import PostalAddress

_SHOWN = 10_000
"""À-pris is shown with four decimals."""
_MOST_ROUNDED = 100
"""Öre. What lies further from quantity × price than a rounding is no rounding: a year's settlement, a share."""


class Adding(Enum):
    """What a line adds to quantity × price, or takes from it."""

    ADMINISTRATION = "administration"
    VAT_COMPENSATION = "vat_compensation"
    ROUNDING = "rounding"


@dataclass(frozen=True, slots=True)
class Added:
    """An addition in öre; below nought a deduction."""

    what: Adding
    amount: Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """A row of the return. amount = quantity × price / base, in öre, + what is added.

    `unit` is None where the line is one sum. `quantity` and `price` (kronor) have finitely many decimals.
    """

    row: int
    booking: str
    service: str
    service_month: Month
    days: DateRange
    quantity: Fraction
    unit: Unit | None
    price: Fraction
    base: int
    added: tuple[Added, ...]
    amount: Ore


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceParty:
    """A seller or a buyer; `contact` is a desk, its phone and e-mail, never a person."""

    name: str
    endpoint: PeppolId
    organisation_number: str | None = None
    address: PostalAddress | None = None
    vat_number: str | None = None
    desk: str | None = None
    phone: str | None = None
    email: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    """How an invoice is paid: so many days after it is issued, to a giro (one of the two at least)."""

    days: int
    bankgiro: str | None = None
    plusgiro: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceHead:
    """What the invoices of a return have in common. `vat_exempt`: exempt from moms rather than outside it."""

    return_number: str
    issued: date
    seller: InvoiceParty
    buyer: InvoiceParty
    payment: Payment
    is_vat_exempt: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Invoice:
    """An invoice or a credit note; `preceding` are the numbers of the invoices that it corrects."""

    number: str
    head: InvoiceHead
    is_credit: bool
    reference: str
    period: DateRange
    lines: tuple[InvoiceLine, ...]
    preceding: tuple[str, ...]
    address: PostalAddress | None = None

    @property
    def total(self) -> Ore:
        """What the lines come to, in öre; never below nought."""
        return total([line.amount for line in self.lines])


@dataclass(frozen=True, slots=True)
class Target:
    """Where rows go: a reference, an address of its own, and which rows."""

    reference: str
    address: PostalAddress | None
    rows: tuple[LedgerRow, ...]


def invoice_number(return_number: str, given: str | None = None) -> str:
    """The number of a return's invoice: the one it has been given, else the return's own without blanks."""
    return given or return_number.replace(" ", "-")


def invoices(
    number: str, head: InvoiceHead, targets: Sequence[Target], neutral: Mapping[str, str]
) -> tuple[Invoice, ...]:
    """An invoice for each target, numbered `number`, or `number-1`, `number-2` … where there are several.

    `neutral` has the code that stands for each sensitive insats.
    """
    numbers = [number] if len(targets) == 1 else [f"{number}-{place}" for place in range(1, len(targets) + 1)]
    return tuple(_invoice(own, head, target, neutral) for own, target in zip(numbers, targets, strict=True))


def _invoice(number: str, head: InvoiceHead, target: Target, neutral: Mapping[str, str]) -> Invoice:
    is_credit = total([row.entry.amount for row in target.rows]) < 0
    lines = [line_of(row, neutral) for row in target.rows]
    named = dict.fromkeys(row.entry.corrects_invoice for row in target.rows)
    return Invoice(
        number=number,
        head=head,
        is_credit=is_credit,
        reference=target.reference,
        period=hull(line.days for line in lines),
        lines=tuple(_turned(line) if is_credit else line for line in lines),
        preceding=tuple(one for one in named if one),
        address=target.address,
    )


def _turned(line: InvoiceLine) -> InvoiceLine:
    return replace(
        line,
        quantity=-line.quantity,
        amount=Ore(-line.amount),
        added=tuple(replace(one, amount=Ore(-one.amount)) for one in line.added),
    )


def line_of(row: LedgerRow, neutral: Mapping[str, str]) -> InvoiceLine:
    """A row as a line that multiplies out to its amount."""
    entry = row.entry
    quantity, price, base, unit, added = _measured(entry) or _as_one_sum(entry)
    return InvoiceLine(
        row=row.row,
        booking=entry.booking,
        service=neutral.get(entry.service, entry.service) if entry.is_sensitive else entry.service,
        service_month=entry.service_month,
        days=entry.days,
        quantity=quantity,
        unit=unit,
        price=price,
        base=base,
        added=added,
        amount=entry.amount,
    )


_Measure = tuple[Fraction, Fraction, int, Unit | None, tuple[Added, ...]]


def _measured(entry: Entry) -> _Measure | None:
    """Quantity and price as the row counts them, with fee and rounding for themselves; None where they do not tell.

    A price is per so many where it is divided (`Av`) or has no end of decimals: 9 500 kr per 31 days.
    """
    if entry.price is None or entry.price.kronor < 0:
        return None
    kronor, share = entry.price.kronor, entry.quantity / (entry.of or 1)
    counted = rounded(share * kronor, Rounding.ORE)
    added = _fees(entry, share * kronor)
    rest = entry.amount - counted - total([one.amount for one in added])
    if abs(rest) > _MOST_ROUNDED:
        return None
    if rest:
        added += (Added(Adding.ROUNDING, Ore(rest)),)
    count, per = _finite(entry.quantity)
    base = per * (entry.of or 1)
    shown = Fraction(round(kronor * _SHOWN), _SHOWN)
    if rounded(count * shown / base, Rounding.ORE) == counted:
        return count, shown, base, entry.unit, added
    many, divisor = _finite(kronor)
    return count, many, base * divisor, entry.unit, added


def _fees(entry: Entry, exact: Fraction) -> tuple[Added, ...]:
    """The administration fee, and the moms compensation on top of it."""
    administered = replace(entry.fees, vat=Scaled(0)).factor
    fees = (
        (Adding.ADMINISTRATION, exact * (administered - 1)),
        (Adding.VAT_COMPENSATION, exact * (entry.fees.factor - administered)),
    )
    return tuple(Added(what, amount) for what, fee in fees if (amount := rounded(fee, Rounding.ORE)))


def _as_one_sum(entry: Entry) -> _Measure:
    sign = -1 if entry.amount < 0 else 1
    return Fraction(sign), Fraction(abs(entry.amount), 100), 1, None, ()


def _finite(value: Fraction) -> tuple[Fraction, int]:
    """`value` as a number with finitely many decimals divided by a whole one."""
    divisor = value.denominator
    for prime in (2, 5):
        while divisor % prime == 0:
            divisor //= prime
    return value * divisor, divisor
