"""Does a bill agree with ours? The file is read, ours is gathered, and the two are compared."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from mottagning.domain.invoice_control import control, control_sum
from mottagning.domain.invoice_memory import Former, credits_among, remembered
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.swedish import folded
from mottagning.readmodels.invoices import Begun, Controlled, TheirBill
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context, office_of, own_municipality
from mottagning.usecases.invoices.knowing import Known, known, of_direction
from mottagning.usecases.invoices.reading import read_bill
from mottagning.usecases.invoices.reasoning import reasons
from mottagning.usecases.naming import names_of


def control_bill(ctx: Context, file: Path, counterpart: str, first: Month, last: Month) -> Controlled:
    """Compare a file of `counterpart` with ours of the service months `first` to `last`.

    What the file bills of other months is compared with ours of those. Raises Refused when the counterpart is unknown
    or the file is no bill, Trouble when it cannot be reached.
    """
    bill = read_bill(ctx, file, last)
    with ctx.reading() as reader:
        require_known(ctx, reader, counterpart)
        return compared(ctx, reader, bill, Asked(counterpart, first, last))


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose rows of which months are asked about. `invoice` is the key of the registered invoice that they are of.

    With `whole` the bill is one sum for all that is due of the months.
    """

    counterpart: str
    first: Month
    last: Month
    invoice: str | None = None
    whole: bool = False


def compared(ctx: Context, reader: Reader, bill: TheirBill, asked: Asked) -> Controlled:
    """A bill that was read against ours, and against what earlier invoices say. A registered one is ours to pay."""
    until = max([asked.last, *(row.last for row in bill.rows if row.last is not None)])
    office = office_of(reader)
    found = known(ctx, reader, office, asked.counterpart, until, asked.invoice)
    buys = RowDirection.BUY
    direction = buys if asked.invoice else _direction(ctx, reader, bill, found, asked.counterpart)
    formers = _formers(ctx, reader, asked) if direction is buys else []
    credited = credits_among(bill.rows, formers)
    theirs = [row for row in bill.rows if row.row not in credited]
    ours = of_direction(found, direction)
    if asked.whole:
        control_found = control_sum(theirs[0], ours, asked.first, asked.last)
    else:
        control_found = control(theirs, ours, asked.first, asked.last)
    memory = remembered(control_found, bill.rows, credited, formers)
    why = reasons(ctx, reader, office, found, memory.control, asked.counterpart, direction)
    return Controlled(
        bill=bill,
        counterpart=asked.counterpart,
        direction=direction,
        first=asked.first,
        last=asked.last,
        control=memory.control,
        reasons=why.likely,
        held=why.held,
        bookings=why.bookings,
        numbers=memory.numbers,
        people=found.people,
    )


def _formers(ctx: Context, reader: Reader, asked: Asked) -> list[Former]:
    """The rows of the counterpart's other invoices that may be seen and are not voided, in the order of arrival."""
    numbers = {
        one.value.key: one.value.number
        for one in reader.received_invoices.visible(protected=ctx.sees_protected)
        if one.value.counterpart == asked.counterpart and one.value.voided_on is None and one.value.key != asked.invoice
    }
    rows = (one.value for one in reader.invoice_rows.naming("invoice", list(numbers)))
    return [Former(numbers[row.invoice], row) for row in rows]


def begin_control(ctx: Context) -> Begun:
    """What a control begins with."""
    with ctx.reading() as reader:
        own = own_municipality(reader)
        parties = dict.fromkeys(code for one in reader.agreements.every() for code in one.value.parties if code != own)
    return Begun(tuple(parties), Month.of(ctx.today).plus(-1))


def require_known(ctx: Context, reader: Reader, counterpart: str) -> None:
    """Raises Refused when there is no such counterpart."""
    entered = {one.value.code for one in reader.counterparts.every()}
    if counterpart not in ctx.reference.municipalities and counterpart not in entered:
        problem = FieldProblem("counterpart", "unknown", {"value": counterpart})
        raise Refused(RefusalCode.INVALID_FIELDS, problem)


def _direction(ctx: Context, reader: Reader, bill: TheirBill, found: Known, counterpart: str) -> RowDirection:
    """Who pays by what the file says: we do, unless it names them alone, or says nothing and we only sell to them."""
    theirs = [folded(one) for one in (counterpart, *names_of(ctx, reader, [counterpart]).values())]
    if bill.payers:
        is_theirs = all(any(one in folded(payer) for one in theirs) for payer in bill.payers)
    else:
        is_theirs = {entry.direction for entry in found.entries} == {RowDirection.SELL}
    return RowDirection.SELL if is_theirs else RowDirection.BUY
