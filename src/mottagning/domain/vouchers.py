"""What is booked? Vouchers whose lines come to nought, as an economy system takes them in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from mottagning.domain.money import Ore, total


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherLine:
    """An amount on an account, debit above nought. `objects` are codes by the number of their dimension."""

    account: str
    amount: Ore
    objects: tuple[tuple[str, str], ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voucher:
    """Lines booked together. An empty `series` or `number` is for the economy system to give."""

    day: date
    text: str
    lines: tuple[VoucherLine, ...]
    series: str = ""
    number: str = ""

    @property
    def is_balanced(self) -> bool:
        """Whether debit and credit are the same."""
        return total([line.amount for line in self.lines]) == 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VoucherFile:
    """Vouchers of one year with what their codes are called: accounts and dimensions by number."""

    company: str
    organisation_number: str | None
    made: date
    vouchers: tuple[Voucher, ...]
    accounts: Mapping[str, str]
    dimensions: Mapping[str, str]
