"""What has been returned, and what is left to return? Ledger rows and the difference rows of a closing.

A closed month never changes. What the rules give for today's facts, less what all earlier returns hold, is the
difference; it comes row by row for each price, so that every row is quantity × unit price × fees. Where one rounding
cannot express a difference, the earlier rows are cancelled and the new one stands whole
(formats/register-workbook: Corrections).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import Enum
from fractions import Fraction

from mottagning.domain.agreements import Agreement, Method, Unit
from mottagning.domain.bookings import Booking, SupplementKind
from mottagning.domain.money import ZERO, Ore, Rounding, rounded, total
from mottagning.domain.people import NOBODY
from mottagning.domain.periods import DateRange, Month
from mottagning.domain.settlement.claims import Claim, Component, Fees, Step, Supplemented, TakenBack, worth
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.timeline import RowDirection


class RowKind(Enum):
    """Radtyp."""

    REGULAR = "regular"
    CORRECTION = "correction"
    RECONCILIATION = "reconciliation"


class Reason(Enum):
    """Orsak: why a row comes late or corrects another."""

    LATE = "late"
    HELD = "held"
    NEVER_STARTED = "never_started"
    START = "start"
    END = "end"
    MOVE = "move"
    ABSENCE = "absence"
    REPORT = "report"
    SUPPLEMENT = "supplement"
    RESULT = "result"
    NEW_PRICE = "new_price"
    TERMS = "terms"
    SHARED_COST = "shared_cost"
    HEADCOUNT = "headcount"
    WITHDRAWN = "withdrawn"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class RowReference:
    """A row in a return."""

    number: str
    row: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One row's worth: a booking, a service month, a counterpart and a price. No names, no identities.

    `person` is the register's own number of the case, or NOBODY. Amounts in öre; `quantity` may be negative in a
    correction.
    """

    booking: str
    person: int
    service: str
    variant: str | None
    provider: str | None
    provider_municipality: str | None
    counterpart: str
    payer: str
    direction: RowDirection
    agreement: str
    method: Method
    service_month: Month
    settlement_month: Month
    days: DateRange
    quantity: Fraction
    of: int | None
    unit: Unit
    price: UnitPrice | None
    fees: Fees
    rounding: Rounding
    amount: Ore
    steps: tuple[Step, ...]
    component: Component = Component.SERVICE
    kind: RowKind = RowKind.REGULAR
    corrects: RowReference | None = None
    corrects_invoice: str | None = None
    reason: Reason | None = None
    ground: str | None = None
    decision: str | None = None
    counterpart_reference: str | None = None
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """An entry as it stands in a return, for good."""

    number: str
    row: int
    month: Month
    entry: Entry

    @property
    def reference(self) -> RowReference:
        """How other rows name it."""
        return RowReference(self.number, self.row)


def persons_in(rows: Iterable[LedgerRow]) -> int:
    """How many persons rows are about; a course held together is about nobody."""
    return len({row.entry.person for row in rows} - {NOBODY})


@dataclass(frozen=True, slots=True)
class Triple:
    """What is settled as one: a service month with a counterpart (of one booking)."""

    service_month: Month
    counterpart: str
    direction: RowDirection


@dataclass(frozen=True, slots=True)
class Line:
    """What can be added up: the same thing counted at the same price."""

    component: Component
    supplement: SupplementKind | None
    unit: Unit
    of: int | None
    kronor: Fraction | None
    fees: Fees


@dataclass(frozen=True, slots=True)
class Lost:
    """What a limit of the agreement takes from a booking and service month, in öre."""

    booking: str
    triple: Triple
    amount: Ore


@dataclass(frozen=True, slots=True)
class Difference:
    """What a triple lacks: entries to return, and what a limit takes."""

    triple: Triple
    entries: tuple[Entry, ...]
    lost: Ore = ZERO

    @property
    def amount(self) -> Ore:
        """The sum of the entries."""
        return total([entry.amount for entry in self.entries])


@dataclass(frozen=True, slots=True)
class Limits:
    """How late a claim or a credit may come, and counted from when (formats: Corrections)."""

    retroactive: int | None
    credit: int | None
    told: Month
    end_told: Month

    @classmethod
    def of(cls, agreement: Agreement, booking: Booking, closing: Month) -> Limits:
        """The limits of an agreement for a booking; what nobody was told of is told in the month being closed."""
        return cls(
            agreement.retroactive_limit,
            agreement.credit_limit,
            Month.of(booking.told_on) if booking.told_on else closing,
            Month.of(booking.end_told_on) if booking.end_told_on else closing,
        )

    def takes(self, amount: Ore, settlement_month: Month) -> bool:
        """Whether a difference of `amount` belongs to a settlement month too long ago."""
        limit, told = (self.retroactive, self.told) if amount > 0 else (self.credit, self.end_told)
        return limit is not None and told.index - settlement_month.index > limit


def entry_of(claim: Claim, booking: Booking, person: int, ground: str | None) -> Entry:
    """A claim as a row that nobody has returned yet."""
    return Entry(
        booking=booking.key,
        person=person,
        service=booking.service,
        variant=(claim.price.variant if claim.price else None) or booking.variant,
        provider=booking.provider,
        provider_municipality=booking.provider_municipality,
        counterpart=claim.counterpart,
        payer=claim.payer,
        direction=claim.direction,
        agreement=claim.agreement,
        method=claim.method,
        service_month=claim.service_month,
        settlement_month=claim.settlement_month,
        days=claim.days,
        quantity=claim.quantity,
        of=claim.of,
        unit=claim.unit,
        price=claim.price,
        fees=claim.fees,
        rounding=claim.rounding,
        amount=claim.amount,
        steps=claim.steps,
        component=claim.component,
        kind=RowKind.RECONCILIATION if claim.component is Component.RECONCILIATION else RowKind.REGULAR,
        ground=ground,
        decision=booking.decision,
        counterpart_reference=booking.counterpart_reference,
        is_sensitive=booking.is_sensitive,
    )


def triple_of(entry: Entry) -> Triple:
    """What `entry` is settled with."""
    return Triple(entry.service_month, entry.counterpart, entry.direction)


def by_triple(entries: Iterable[Entry]) -> dict[Triple, list[Entry]]:
    """Entries by what they are settled with, in the order given."""
    found: dict[Triple, list[Entry]] = {}
    for entry in entries:
        found.setdefault(triple_of(entry), []).append(entry)
    return found


def differences(
    entitled: Iterable[Entry], returned: Iterable[LedgerRow], limits: Mapping[str, Limits]
) -> tuple[Difference, ...]:
    """What is left to return of one booking, triple by triple in order; nothing for a triple in balance.

    `limits` are those of each agreement that an entry names; a missing one has none.
    """
    today: dict[Triple, list[Entry]] = defaultdict(list)
    before: dict[Triple, list[LedgerRow]] = defaultdict(list)
    for entry in entitled:
        today[triple_of(entry)].append(entry)
    for row in returned:
        before[triple_of(row.entry)].append(row)
    ordered = sorted({*today, *before}, key=lambda one: (one.service_month, one.counterpart, one.direction.value))
    found = (_difference(triple, today[triple], before[triple], limits) for triple in ordered)
    return tuple(one for one in found if one.entries or one.lost)


def _difference(
    triple: Triple, today: Sequence[Entry], before: Sequence[LedgerRow], limits: Mapping[str, Limits]
) -> Difference:
    entries = _entries(today, before)
    amount = total([entry.amount for entry in entries])
    if not entries or amount == 0:
        return Difference(triple, entries)
    sample = (today or [row.entry for row in before])[-1]
    limit = limits.get(sample.agreement)
    if limit is None or not limit.takes(amount, sample.settlement_month):
        return Difference(triple, entries)
    kept = _entries(_repriced(today, before), before)
    return Difference(triple, kept, Ore(amount - total([entry.amount for entry in kept])))


def line_of(entry: Entry) -> Line:
    """What `entry` can be added up with."""
    supplement = next((step.kind for step in entry.steps if isinstance(step, Supplemented)), None)
    kronor = entry.price.kronor if entry.price else None
    return Line(entry.component, supplement, entry.unit, entry.of, kronor, entry.fees)


def _entries(today: Sequence[Entry], before: Sequence[LedgerRow]) -> tuple[Entry, ...]:
    """Row by row for each price: what today's facts give less what was returned."""
    if not before:
        return tuple(entry for entry in today if entry.amount or entry.direction is RowDirection.EXCHANGE)
    lines: dict[Line, tuple[list[Entry], list[LedgerRow]]] = {}
    for row in before:
        lines.setdefault(line_of(row.entry), ([], []))[1].append(row)
    for entry in today:
        lines.setdefault(line_of(entry), ([], []))[0].append(entry)
    return tuple(
        entry for line, (new, old) in lines.items() for entry in _line(new, old, _corrected_by_new(line, before))
    )


def _corrected_by_new(line: Line, before: Sequence[LedgerRow]) -> LedgerRow | None:
    """The row that a new line of a returned month corrects: the latest. A year's settlement corrects only another."""
    if line.component is Component.RECONCILIATION:
        before = [row for row in before if row.entry.component is Component.RECONCILIATION]
    return before[-1] if before else None


def _line(new: Sequence[Entry], old: Sequence[LedgerRow], latest: LedgerRow | None) -> Iterable[Entry]:
    quantity = _quantity(new) - _quantity([row.entry for row in old])
    amount = _amount(new) - _amount([row.entry for row in old])
    model = new[-1] if new else old[-1].entry
    counts = quantity if model.direction is RowDirection.EXCHANGE else amount
    if not counts:
        return ()
    corrected = old[-1] if old else latest
    if corrected is None:
        return tuple(new)
    if not new:
        model = taken_back(model)
    difference = _corrected(model, corrected, quantity, Ore(amount))
    if not old or _fits(difference):
        return (difference,)
    cancelled = [
        _corrected(taken_back(row.entry), row, -row.entry.quantity, Ore(-row.entry.amount)) for row in _standing(old)
    ]
    whole = [_corrected(entry, corrected, entry.quantity, entry.amount) for entry in new if entry.amount]
    return (*cancelled, *whole)


def _quantity(entries: Iterable[Entry]) -> Fraction:
    return sum((entry.quantity for entry in entries), Fraction(0))


def _amount(entries: Iterable[Entry]) -> int:
    return sum(entry.amount for entry in entries)


def _corrected(model: Entry, corrected: LedgerRow, quantity: Fraction, amount: Ore) -> Entry:
    kind = RowKind.RECONCILIATION if model.component is Component.RECONCILIATION else RowKind.CORRECTION
    return replace(
        model, quantity=quantity, amount=amount, kind=kind, corrects=corrected.reference, corrects_invoice=None
    )


def taken_back(entry: Entry) -> Entry:
    """A row that no longer stands: what it counted says nothing any more, only which supplement it was."""
    kept = tuple(step for step in entry.steps if isinstance(step, Supplemented))
    return replace(entry, steps=(*kept, TakenBack()))


def _fits(entry: Entry) -> bool:
    """Whether the row is what quantity, price and fees give."""
    return rounded(worth(entry.quantity, entry.of, entry.price, entry.fees), entry.rounding) == entry.amount


def _standing(rows: Sequence[LedgerRow]) -> Sequence[LedgerRow]:
    """The rows that no later one cancels, so that nothing is cancelled twice."""
    standing: list[LedgerRow] = []
    for row in rows:
        twin = next(
            (
                one
                for one in standing
                if one.entry.quantity == -row.entry.quantity and one.entry.amount == -row.entry.amount
            ),
            None,
        )
        if twin is None:
            standing.append(row)
        else:
            standing.remove(twin)
    return standing


def _repriced(today: Sequence[Entry], before: Sequence[LedgerRow]) -> list[Entry]:
    """What was returned at today's price: the difference that comes from a new price alone is not limited.

    Where the returned quantity cannot be given one price of today, it keeps its own.
    """
    kept: list[Entry] = []
    measures = dict.fromkeys(_measure(row.entry) for row in before)
    for measure in measures:
        old = [row.entry for row in before if _measure(row.entry) == measure]
        new = [entry for entry in today if _measure(entry) == measure]
        quantity = _quantity(old)
        if new and quantity == _quantity(new):
            kept += new
        elif len({line_of(entry) for entry in new}) == 1 and quantity:
            model = new[-1]
            amount = rounded(worth(quantity, model.of, model.price, model.fees), model.rounding)
            kept.append(replace(model, quantity=quantity, amount=amount))
        else:
            kept += old
    return kept


def _measure(entry: Entry) -> tuple[object, ...]:
    line = line_of(entry)
    return line.component, line.supplement, line.unit, line.of
