"""What became of an invoice's rows, and what of ours do they pay? Each booking and service month once.

Payments of a booking and month are numbered: the first is `line` 1, and only what is left to pay – a rest, a
correction, a credit – is ever the next. The database keeps two invoices from having the same line.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum

from mottagning.domain.invoice_control import Compared, Control, OurRow, TheirRow, Verdict
from mottagning.domain.money import ZERO, Ore, total
from mottagning.domain.periods import Month

BETWEEN_KEYS = "; "

Place = tuple[str, Month]
"""A booking and a service month."""


class Stance(Enum):
    """What we say of a row: it is ours and agreed, it differs, or it is not ours."""

    AGREED = "agreed"
    DIFFERS = "differs"
    NOT_OURS = "not_ours"


class Decision(Enum):
    """What somebody decides of rows that differ."""

    PAY_THEIRS = "pay_theirs"
    PAY_OURS = "pay_ours"
    DISPUTE = "dispute"
    NOT_OURS = "not_ours"


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceRow:
    """A row of theirs as it was controlled; amounts in öre.

    Rows about the same thing were added up: they have the `head`, the number of the first of them, in common, and it
    alone carries `our_amount`. `why` is what was found, as a sentence that may be told to them.
    """

    invoice: str
    row: int
    head: int
    amount: Ore
    verdict: Verdict
    stance: Stance
    our_amount: Ore = ZERO
    our_booking: str | None = None
    our_first: Month | None = None
    our_last: Month | None = None
    first_month: Month | None = None
    last_month: Month | None = None
    name: str | None = None
    identity: str | None = None
    reference: str | None = None
    service: str | None = None
    why: str | None = None

    @property
    def is_head(self) -> bool:
        """Whether it stands for the rows that were added up with it."""
        return self.row == self.head

    @property
    def their(self) -> TheirRow:
        """The row as it was read."""
        return TheirRow(
            row=self.row,
            amount=self.amount,
            keys=frozenset((self.reference or "").split(BETWEEN_KEYS)) - {""},
            numbers=frozenset({self.identity} if self.identity else ()),
            name=self.name,
            service=self.service,
            first=self.first_month,
            last=self.last_month,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoicePayment:
    """What rows of an invoice (those of `head`) pay of a booking and month, in öre; the `line`th payment of it.

    `our_rows` are the rows of closed returns that say so, as numbers; none while the month is open.
    """

    invoice: str
    head: int
    our_booking: str
    service_month: Month
    line: int
    amount: Ore
    our_rows: str | None = None


@dataclass(frozen=True, slots=True)
class InvoiceTotals:
    """An invoice's money in öre: `billed` is the sum of what the others say of it.

    `credited` takes back what was never agreed to; `unexplained` is what the rows do not account for.
    """

    billed: Ore
    agreed: Ore
    disputed: Ore
    not_ours: Ore
    credited: Ore
    unexplained: Ore

    @property
    def is_right(self) -> bool:
        """Whether all of it is agreed to."""
        return not (self.disputed or self.not_ours or self.unexplained)


@dataclass(frozen=True, slots=True)
class MonthTotals:
    """What an invoice bills of some months against ours, in öre; no months where its rows name none."""

    months: tuple[Month, ...]
    theirs: Ore
    ours: Ore

    @property
    def difference(self) -> Ore:
        """What they want too much."""
        return Ore(self.theirs - self.ours)


def stance_of(one: Compared, booking: str | None) -> Stance:
    """What we say of rows by themselves: what leads to nothing of ours is not ours."""
    if one.verdict in {Verdict.AGREED, Verdict.CREDITED}:
        return Stance.AGREED
    is_foreign = one.verdict is Verdict.NOT_OURS or (one.verdict is Verdict.MISSING_HERE and booking is None)
    return Stance.NOT_OURS if is_foreign else Stance.DIFFERS


def kept_rows(
    invoice: str, control: Control, bookings: Mapping[int, str], why: Mapping[int, str]
) -> tuple[InvoiceRow, ...]:
    """The rows of theirs as they are kept. `bookings` are those that a row without ours leads to, by its number."""
    return tuple(
        row
        for one in control.compared
        if one.theirs
        for row in _kept(invoice, one, _booking(one, bookings), why.get(one.theirs[0].row))
    )


def _booking(one: Compared, bookings: Mapping[int, str]) -> str | None:
    """The one booking that rows are about; none where they are about several together."""
    if not one.ours:
        return bookings.get(one.theirs[0].row)
    return one.booking if len({row.booking for row in one.ours}) == 1 else None


def _kept(invoice: str, one: Compared, booking: str | None, why: str | None) -> Iterable[InvoiceRow]:
    months = [row.month for row in one.ours]
    head = one.theirs[0].row
    for their in one.theirs:
        yield InvoiceRow(
            invoice=invoice,
            row=their.row,
            head=head,
            amount=their.amount,
            verdict=one.verdict,
            stance=stance_of(one, booking),
            our_amount=one.our_amount if their.row == head else ZERO,
            our_booking=booking,
            our_first=min(months) if months else None,
            our_last=max(months) if months else None,
            first_month=their.first,
            last_month=their.last,
            name=their.name,
            identity=min(their.numbers) if their.numbers else None,
            reference=BETWEEN_KEYS.join(sorted(their.keys)) or None,
            service=their.service,
            why=why if their.row == head else None,
        )


def payments_of(invoice: str, control: Control, lines: Mapping[Place, int]) -> tuple[InvoicePayment, ...]:
    """What the rows that agree pay. `lines` are the last numbers that payments have; none is 0."""
    return tuple(
        payment
        for one in control.compared
        if one.verdict is Verdict.AGREED
        for payment in paying(invoice, one.theirs[0].row, one.their_amount, one.ours, lines)
    )


def paying(
    invoice: str, head: int, amount: Ore, ours: Sequence[OurRow], lines: Mapping[Place, int]
) -> tuple[InvoicePayment, ...]:
    """`amount` öre over our rows: each what is due, and what is over or lacking evenly among them, to the öre."""
    shares = shared(amount, [row.due for row in ours])
    return tuple(
        InvoicePayment(
            invoice=invoice,
            head=head,
            our_booking=row.booking,
            service_month=row.month,
            line=lines.get((row.booking, row.month), 0) + 1,
            amount=share,
            our_rows=", ".join(row.returned) or None,
        )
        for row, share in zip(ours, shares, strict=True)
        if share
    )


def shared(amount: Ore, due: Sequence[Ore]) -> tuple[Ore, ...]:
    """`amount` in shares of what is due; a rounding's difference lies evenly, a part payment fills the first first."""
    over = amount - sum(due)
    if len(due) < 2 or abs(over) <= len(due) * 100:
        each, rest = divmod(over, len(due))
        return tuple(Ore(one + each + (place < rest)) for place, one in enumerate(due))
    left, shares = int(amount), []
    for one in due[:-1]:
        part = max(min(one, left), 0) if amount > 0 else min(max(one, left), 0)
        shares.append(Ore(part))
        left -= part
    return (*shares, Ore(left))


def totals(amount: Ore, rows: Sequence[InvoiceRow], payments: Iterable[InvoicePayment]) -> InvoiceTotals:
    """The money of an invoice of `amount` öre."""
    paid: dict[int, int] = {}
    for payment in payments:
        paid[payment.head] = paid.get(payment.head, 0) + payment.amount
    billed: dict[int, int] = {}
    for row in rows:
        billed[row.head] = billed.get(row.head, 0) + row.amount
    heads = [row for row in rows if row.is_head]
    credited = sum(billed[row.head] for row in heads if row.verdict is Verdict.CREDITED)
    foreign = sum(billed[row.head] for row in heads if row.stance is Stance.NOT_OURS)
    disputed = sum(billed[row.head] - paid.get(row.head, 0) for row in heads if row.stance is Stance.DIFFERS)
    return InvoiceTotals(
        billed=amount,
        agreed=Ore(sum(paid.values())),
        disputed=Ore(disputed),
        not_ours=Ore(foreign),
        credited=Ore(credited),
        unexplained=Ore(amount - sum(billed.values())),
    )


def months_of(rows: Sequence[InvoiceRow]) -> tuple[MonthTotals, ...]:
    """Billed against ours, month by month as the rows name them; those that name none come last."""
    found: dict[tuple[Month, ...], list[InvoiceRow]] = {}
    for row in rows:
        found.setdefault(_months(row), []).append(row)
    return tuple(
        MonthTotals(
            months, total([row.amount for row in found[months]]), total([row.our_amount for row in found[months]])
        )
        for months in sorted(found, key=lambda months: (not months, months))
    )


def _months(row: InvoiceRow) -> tuple[Month, ...]:
    return (row.first_month, row.last_month) if row.first_month and row.last_month else ()
