"""What happened in a month that explains its amounts? The moves of the people behind its rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from mottagning.domain.periods import Month
from mottagning.domain.settlement.facts import Placement, moves
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import previous_facts


def moves_of(ctx: Context, keys: Sequence[str], closed: Month | None) -> Mapping[str, tuple[date, ...]]:
    """The days of moves by booking: as the month `closed` was closed with, or as they are known now."""
    with ctx.reading() as reader:
        return {one.booking.key: moves(one.person.stays) for one in _placements(reader, keys, closed)}


def _placements(reader: Reader, keys: Sequence[str], closed: Month | None) -> list[Placement]:
    if closed is None:
        return [one.placement for one in reader.facts.by_key(keys)]
    record = reader.ledger.closing(closed)
    if record is None:
        return []
    return [previous_facts(one) for one in reader.ledger.frozen_bookings(keys, record.id).values()]
