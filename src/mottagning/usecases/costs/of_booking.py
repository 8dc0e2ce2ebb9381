"""What has one booking cost beside what it was told to, for its card? All its months, as far ahead as an estimate."""

from __future__ import annotations

from mottagning.domain.costs import Amount, Measure, Tally, tally, told_of
from mottagning.domain.outlook import Ahead, MonthAmount, remaining
from mottagning.domain.periods import Month
from mottagning.domain.settlement.engine import Span
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.bookings import BookingLine
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import ledger_of, next_open

_EVER = Month(9999, 12)


def cost_of(ctx: Context, reader: Reader, line: BookingLine) -> Tally | None:
    """The sums of a booking that the user may see; None before anything of it is estimated or closed."""
    office = reader.settings.office()
    if office is None:
        return None
    span = Span(Month(1, 1), _EVER)
    amounts = reader.costs.closed(span, protected=ctx.sees_protected, booking=line.key)
    asked = reader.requests.of_booking(line.key)
    steps = [one.value for one in reader.request_steps.of_request(asked.value.key)] if asked else []
    told = told_of(asked.value, steps) if asked else None
    if told is not None:
        worth = MonthAmount(
            line.counterpart or "", line.agreement, RowDirection.BUY, Month.of(told.days.start), told.amount
        )
        amounts.append(Amount(line.key, Measure.ESTIMATED, worth))
    if not amounts:
        return None
    (placed,) = reader.facts.placements([line.id])
    returned = reader.ledger.rows_of_bookings([line.key]).get(line.key, ())
    ledger = ledger_of(office, reader.facts.agreements(placed.placement.chain))
    ahead = Ahead(ctx.today, next_open(reader, office), span)
    found = remaining(placed.placement, ledger, ahead, returned)
    return tally([*amounts, *(Amount(line.key, Measure.REMAINING, worth) for worth in found.worths)])
