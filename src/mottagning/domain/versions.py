"""How is a return mended that nobody has been given yet? By a new version: its old rows are cancelled in the ledger.

The new version holds the rows as they should be, from 1 on, and after them one for each of the former version that
takes it back. So the sums of the ledger stay right, and the file of the new version shows the net, as if the former
version had never been.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from mottagning.domain.ledger import Entry, LedgerRow, Reason, RowKind, taken_back
from mottagning.domain.money import Ore
from mottagning.domain.returns import Return, in_order, number_of, party_of


def is_withdrawal(entry: Entry) -> bool:
    """Whether a row takes back one of a former version, and stands in no file."""
    return entry.reason is Reason.WITHDRAWN


def standing(rows: Iterable[LedgerRow]) -> list[LedgerRow]:
    """The rows that count as returned: neither withdrawn by a later version, nor withdrawing."""
    found = list(rows)
    withdrawn = {row.entry.corrects for row in found if is_withdrawal(row.entry)}
    return [row for row in found if not is_withdrawal(row.entry) and row.reference not in withdrawn]


def next_version(former: Return, entries: Iterable[Entry]) -> Return:
    """The version after `former`, whose rows should have been `entries`."""
    version = former.version + 1
    number = number_of(former.month, party_of(former.number), former.direction, version)
    rows = [*in_order(entries), *(_withdrawal(row) for row in former.shown)]
    ledger = tuple(LedgerRow(number, place, former.month, entry) for place, entry in enumerate(rows, start=1))
    return replace(former, number=number, version=version, rows=ledger)


def says_the_same(former: Sequence[Entry], entries: Iterable[Entry]) -> bool:
    """Whether a new version would have just the rows of the former one."""
    return in_order(former) == in_order(entries)


def _withdrawal(row: LedgerRow) -> Entry:
    return replace(
        taken_back(row.entry),
        quantity=-row.entry.quantity,
        amount=Ore(-row.entry.amount),
        kind=RowKind.CORRECTION,
        corrects=row.reference,
        corrects_invoice=None,
        reason=Reason.WITHDRAWN,
    )
