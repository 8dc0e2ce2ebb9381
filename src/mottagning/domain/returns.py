"""What is a return? The rows of one month, counterpart and direction, under one number.

`2026-10 0180 K 1`: month, counterpart, K köp / S sälj / B byte, version. Rows of people with protected data form
returns of their own (`2026-10 X1 K 1`): their number names no municipality, for that alone can tell where one is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

from mottagning.domain.canonical import digest, text_of
from mottagning.domain.ledger import Entry, LedgerRow, Reason
from mottagning.domain.money import Ore, total
from mottagning.domain.periods import Month
from mottagning.domain.settlement.claims import Component
from mottagning.domain.settlement.timeline import RowDirection

_LETTERS: Mapping[RowDirection, str] = {
    RowDirection.BUY: "K",
    RowDirection.SELL: "S",
    RowDirection.EXCHANGE: "B",
}
FIRST_VERSION = 1


class ReturnState(Enum):
    """Closed, then handed out, then invoiced."""

    CLOSED = "closed"
    HANDED_OUT = "handed_out"
    INVOICED = "invoiced"


class HandOutWay(Enum):
    """By which channel a return left the office."""

    SDK = "sdk"
    SECURE_MAIL = "secure_mail"
    E_SERVICE = "e_service"
    REGISTERED_MAIL = "registered_mail"


@dataclass(frozen=True, slots=True)
class Return:
    """A month's rows for one counterpart and direction, as closed."""

    number: str
    month: Month
    counterpart: str
    direction: RowDirection
    version: int
    is_protected: bool
    rows: tuple[LedgerRow, ...]

    @property
    def shown(self) -> tuple[LedgerRow, ...]:
        """The rows of its file: all but those that take back a former version."""
        return tuple(shown(self.rows))

    @property
    def total(self) -> Ore:
        """The sum of its file, in öre."""
        return total([row.entry.amount for row in self.shown])

    @property
    def fingerprint(self) -> str:
        """The control figure: what the rows are, whoever they are about."""
        return fingerprint(self.number, self.rows)


def shown(rows: Iterable[LedgerRow]) -> Iterable[LedgerRow]:
    """The rows that stand in the files of their returns."""
    return (row for row in rows if row.entry.reason is not Reason.WITHDRAWN)


def fingerprint(number: str, rows: Iterable[LedgerRow]) -> str:
    """SHA-256 over a return's number and the rows of its file without the register's own person numbers."""
    return digest("\n".join([number, *(row_text(row) for row in shown(rows))]))


def row_text(row: LedgerRow) -> str:
    """One row in words that do not change; the person's number in this register is left out."""
    return f"row={row.row}|{facts_text(row.entry)}"


def facts_text(entry: Entry) -> str:
    """What a row says, wherever it stands, in words that do not change."""
    facts = {
        "booking": entry.booking,
        "service": entry.service,
        "counterpart": entry.counterpart,
        "payer": entry.payer,
        "direction": entry.direction.value,
        "service_month": str(entry.service_month),
        "first": entry.days.start.isoformat(),
        "end": entry.days.end.isoformat(),
        "quantity": str(entry.quantity),
        "of": entry.of,
        "unit": entry.unit.value,
        "price": str(entry.price.kronor) if entry.price else None,
        "administration": entry.fees.administration,
        "vat": entry.fees.vat,
        "amount": entry.amount,
        "kind": entry.kind.value,
        "corrects": f"{entry.corrects.number}/{entry.corrects.row}" if entry.corrects else None,
        "agreement": entry.agreement,
    }
    return "|".join(f"{name}={value}" for name, value in facts.items())


def number_of(month: Month, party: str, direction: RowDirection, version: int = FIRST_VERSION) -> str:
    """The number of a return; `party` is a kommunkod or, for a protected return, `X` and a serial."""
    return f"{month} {party} {_LETTERS[direction]} {version}"


def party_of(number: str) -> str:
    """Whom a return's number names: a kommunkod, or the serial of a protected return."""
    return number.split(" ")[1]


def compose(month: Month, entries: Iterable[tuple[Entry, bool]], protected_before: int = 0) -> tuple[Return, ...]:
    """The returns of a month from its entries, each with whether its person is protected.

    `protected_before` protected returns of the month have been closed already; the serials of others follow theirs.
    """
    groups: dict[tuple[bool, str, RowDirection], list[Entry]] = defaultdict(list)
    for entry, is_protected in entries:
        groups[is_protected, entry.counterpart, entry.direction].append(entry)
    returns = []
    serial = protected_before
    for is_protected, counterpart, direction in sorted(groups, key=lambda key: (key[0], key[1], key[2].value)):
        serial += is_protected
        party = f"X{serial}" if is_protected else counterpart
        number = number_of(month, party, direction)
        rows = in_order(groups[is_protected, counterpart, direction])
        returns.append(
            Return(
                number,
                month,
                counterpart,
                direction,
                FIRST_VERSION,
                is_protected,
                tuple(LedgerRow(number, place, month, entry) for place, entry in enumerate(rows, start=1)),
            )
        )
    return tuple(returns)


def in_order(entries: Iterable[Entry]) -> list[Entry]:
    """The entries in the order of their rows."""
    text = cache(text_of)  # most rows have a price that other rows have
    return sorted(entries, key=lambda entry: (*_order(entry), text(entry.price)))


_PLACES = {component: place for place, component in enumerate(Component)}


def _order(entry: Entry) -> tuple[object, ...]:
    return entry.booking, entry.service_month, _PLACES[entry.component], entry.days.start
