"""What is different since the last return to the same counterpart? From ledger rows alone, so it never changes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from mottagning.domain.ledger import Entry, LedgerRow, RowKind, triple_of
from mottagning.domain.money import Ore, total
from mottagning.domain.periods import Month
from mottagning.readmodels.returns import Change, ChangeKind, ClosedReturn
from mottagning.storage.reader import Reader


def changes_of(reader: Reader, one: ClosedReturn, rows: Sequence[LedgerRow]) -> tuple[Change, ...]:
    """New, ended, changed, moved and corrected bookings, in order of booking and month."""
    former = _former_return(reader, one)
    previous = [row.entry for row in reader.ledger.rows([former.id])] if former else []
    current = [row.entry for row in rows]
    history = reader.ledger.rows_of_bookings(_asked_about(current, previous), before=one.month)
    found = [
        *_corrected(current, history),
        *_ordinary(current, history, previous, one),
        *_ended(current, previous, one.month),
    ]
    return tuple(sorted(found, key=lambda change: (change.booking, str(change.service_month or ""), change.kind.value)))


def _asked_about(current: Sequence[Entry], previous: Sequence[Entry]) -> list[str]:
    """The bookings whose earlier months have something to say: those corrected, and those not billed here last time."""
    known = _regular(previous).keys()
    return sorted({one.booking for one in current if one.kind is RowKind.CORRECTION or one.booking not in known})


def _former_return(reader: Reader, one: ClosedReturn) -> ClosedReturn | None:
    same = [
        other
        for other in reader.ledger.returns(protected=one.is_protected)
        if other.counterpart == one.counterpart and other.direction is one.direction and other.month < one.month
    ]
    return same[-1] if same else None


def _corrected(current: Sequence[Entry], history: dict[str, list[LedgerRow]]) -> Iterable[Change]:
    groups: dict[tuple[object, ...], list[Entry]] = defaultdict(list)
    for entry in current:
        if entry.kind is RowKind.CORRECTION:
            groups[entry.booking, triple_of(entry)].append(entry)
    for (booking, triple), entries in groups.items():
        before = total([row.entry.amount for row in history[str(booking)] if triple_of(row.entry) == triple])
        yield Change(
            kind=ChangeKind.CORRECTED,
            booking=str(booking),
            service=entries[0].service,
            service_month=entries[0].service_month,
            before=before,
            after=Ore(before + _amount(entries)),
            reason=entries[0].reason,
        )


def _ordinary(
    current: Sequence[Entry], history: dict[str, list[LedgerRow]], previous: Sequence[Entry], one: ClosedReturn
) -> Iterable[Change]:
    """Bookings that are billed for the first time, have moved here, or cost something else than last time."""
    former = _regular(previous)
    for booking, entries in _regular(current).items():
        before = _amount(former.get(booking, ()))
        if booking in former:
            kind = ChangeKind.CHANGED if before and before != _amount(entries) else None
        else:
            kind = _kind(history.get(booking, ()), one)
        if kind is not None:
            yield Change(
                kind=kind,
                booking=booking,
                service=entries[0].service,
                service_month=entries[-1].service_month,
                before=before,
                after=_amount(entries),
                reason=entries[0].reason,
            )


def _kind(history: Sequence[LedgerRow], one: ClosedReturn) -> ChangeKind | None:
    """What a booking is that was not billed here last time; None when it was earlier."""
    if not history:
        return ChangeKind.NEW
    return None if any(row.entry.counterpart == one.counterpart for row in history) else ChangeKind.MOVED


def _ended(current: Sequence[Entry], previous: Sequence[Entry], month: Month) -> Iterable[Change]:
    """Bookings that cost something last time and nothing in `month`: what is not billed, beside what is taken back."""
    now = _regular(current)
    for booking, entries in _regular(previous).items():
        if booking not in now:
            yield Change(
                kind=ChangeKind.ENDED,
                booking=booking,
                service=entries[0].service,
                service_month=month,
                before=_amount(entries),
                after=Ore(0),
                reason=None,
            )


def _regular(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        if entry.kind is RowKind.REGULAR:
            found[entry.booking].append(entry)
    return found


def _amount(entries: Iterable[Entry]) -> Ore:
    return total([entry.amount for entry in entries])
