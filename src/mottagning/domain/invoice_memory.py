"""What do earlier invoices say of the rows of a new one? What was not ours is not asked again; a credit finds its row.

A row that takes back what was never agreed to is no matter of ours: it only ends what was disputed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from mottagning.domain.invoice_control import Compared, Control, TheirRow, Verdict, about_the_same
from mottagning.domain.invoice_rows import InvoiceRow, Stance


@dataclass(frozen=True, slots=True)
class Former:
    """A row of an earlier invoice of the same counterpart; `number` is that invoice's own."""

    number: str
    kept: InvoiceRow


@dataclass(frozen=True, slots=True)
class Remembered:
    """A control with what earlier invoices say of it: their numbers, by the first row that each is about."""

    control: Control
    numbers: Mapping[int, str]


def credits_among(theirs: Sequence[TheirRow], formers: Sequence[Former]) -> Mapping[int, Former]:
    """The rows of theirs that take back a row that was never agreed to, each such row once."""
    credited = [one.kept.their for one in formers if one.kept.verdict is Verdict.CREDITED]
    open_rows = []
    for former in formers:
        if former.kept.stance is Stance.AGREED or former.kept.amount <= 0:
            continue
        back = next((row for row in credited if _takes_back(row, former.kept.their)), None)
        if back is None:
            open_rows.append(former)
        else:
            credited.remove(back)
    found: dict[int, Former] = {}
    for row in theirs:
        of = next((one for one in open_rows if _takes_back(row, one.kept.their)), None)
        if of is not None:
            found[row.row] = of
            open_rows.remove(of)
    return found


def _takes_back(row: TheirRow, other: TheirRow) -> bool:
    same_months = (row.first, row.last) == (other.first, other.last)
    return row.amount < 0 and row.amount == -other.amount and same_months and about_the_same(row, other)


def remembered(
    control: Control, theirs: Sequence[TheirRow], credits_: Mapping[int, Former], formers: Sequence[Former]
) -> Remembered:
    """The control of the other rows, with the credits in their places and what was not ours before called so again."""
    numbers = {row: former.number for row, former in credits_.items()}
    by_row = {row.row: row for row in theirs}
    compared = [Compared(Verdict.CREDITED, (by_row[row],)) for row in credits_]
    foreign = [one for one in formers if one.kept.stance is Stance.NOT_OURS]
    for one in control.compared:
        known = _known(one, foreign) if one.verdict is Verdict.MISSING_HERE else None
        if known is not None:
            numbers[one.theirs[0].row] = known.number
        compared.append(one if known is None else replace(one, verdict=Verdict.NOT_OURS))
    with_rows = sorted((one for one in compared if one.theirs), key=lambda one: one.theirs[0].row)
    return Remembered(Control((*with_rows, *(one for one in compared if not one.theirs))), numbers)


def _known(one: Compared, foreign: Sequence[Former]) -> Former | None:
    return next((former for former in reversed(foreign) if about_the_same(one.theirs[0], former.kept.their)), None)
