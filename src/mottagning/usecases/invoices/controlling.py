"""Does a bill agree with ours? The file is read, ours is gathered, and the two are compared."""

from __future__ import annotations

from pathlib import Path

from mottagning.domain.invoice_control import control
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.swedish import folded
from mottagning.readmodels.invoices import Begun, Controlled, TheirBill
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context, office_of
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
        _require_known(ctx, reader, counterpart)
        until = max([last, *(row.last for row in bill.rows if row.last is not None)])
        office = office_of(reader)
        found = known(ctx, reader, office, counterpart, until)
        direction = _direction(ctx, reader, bill, found, counterpart)
        compared = control(bill.rows, of_direction(found, direction), first, last)
        why = reasons(ctx, reader, office, found, compared, counterpart, direction)
    return Controlled(
        bill=bill,
        counterpart=counterpart,
        direction=direction,
        first=first,
        last=last,
        control=compared,
        reasons=why.likely,
        held=why.held,
        people=found.people,
    )


def begin_control(ctx: Context) -> Begun:
    """What a control begins with."""
    with ctx.reading() as reader:
        office = reader.settings.office()
        own = office.municipality if office else None
        parties = dict.fromkeys(code for one in reader.agreements.every() for code in one.value.parties if code != own)
    return Begun(tuple(parties), Month.of(ctx.today).plus(-1))


def _require_known(ctx: Context, reader: Reader, counterpart: str) -> None:
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
