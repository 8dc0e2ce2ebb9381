"""Attesting a month's rows before they are closed: never one's own (K26)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from mottagning.domain.attests import (
    Attest,
    AttestKind,
    attests_by_triple,
    fingerprint_of,
    may_attest,
    standing_attests,
)
from mottagning.domain.ledger import Entry, Triple, by_triple
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.changes import Done
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.system.clock import stored
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.returns.planning import Plan, plan

Makers = Mapping[str, frozenset[str]]
"""Who has entered or changed each booking and what hangs on it."""


@dataclass(frozen=True, slots=True)
class ToAttest:
    """What a booking is settled with in a month: its rows, the attests of them that stand, and who has made them."""

    booking: str
    triple: Triple
    entries: tuple[Entry, ...]
    given: tuple[Attest, ...]
    makers: frozenset[str]
    is_protected: bool

    def lacks(self, kind: AttestKind) -> bool:
        """Whether nobody has given this attest."""
        return kind not in {one.kind for one in self.given}


def attest_rows(ctx: Context, month: Month, counterpart: str, direction: RowDirection, kind: AttestKind) -> Done[int]:
    """Attest the ordinary rows of a counterpart that the user has not made herself; gives how many bookings.

    Raises Refused when there is nothing left that she may attest.
    """

    def is_wanted(one: ToAttest) -> bool:
        return one.triple.counterpart == counterpart and one.triple.direction is direction and not one.is_protected

    return _attest(ctx, month, kind, is_wanted)


def attest_protected(ctx: Context, month: Month, kind: AttestKind) -> Done[int]:
    """Attest the rows of people with protected data that the user has not made herself; gives how many bookings.

    Raises Refused without the right to them, and when there is nothing left that she may attest.
    """
    if not ctx.sees_protected:
        raise Refused(RefusalCode.NO_RIGHT)
    return _attest(ctx, month, kind, lambda one: one.is_protected)


def _attest(ctx: Context, month: Month, kind: AttestKind, is_wanted: Callable[[ToAttest], bool]) -> Done[int]:
    with ctx.writing() as uow:
        planned = plan(uow, office_of(uow), month, attests=False)
        asked = [one for one in to_attest(uow, planned) if is_wanted(one) and one.lacks(kind)]
        allowed = [one for one in asked if may_attest(ctx.user.name, one.makers)]
        if not allowed:
            raise Refused(RefusalCode.OWN_ROWS if asked else RefusalCode.GONE)
        now = stored(ctx.clock())
        uow.attests.append(
            Attest(
                booking=one.booking,
                triple=one.triple,
                kind=kind,
                fingerprint=fingerprint_of(one.entries),
                by=ctx.user.name,
                at=now,
            )
            for one in allowed
        )
        return Done(len({one.booking for one in allowed}), uow.commit())


def protected_to_attest(ctx: Context, reader: Reader, planned: Plan) -> dict[AttestKind, int]:
    """How many bookings of people with protected data the user may attest; nothing for who may not see them."""
    if not ctx.sees_protected:
        return {}
    waiting = [one for one in to_attest(reader, planned) if one.is_protected and may_attest(ctx.user.name, one.makers)]
    return {kind: len({one.booking for one in waiting if one.lacks(kind)}) for kind in AttestKind}


def to_attest(reader: Reader, planned: Plan) -> list[ToAttest]:
    """Everything in a month that is attested."""
    outcomes = [one for one in planned.outcomes if one.entries]
    attested = attests_by_triple(reader.attests.of_bookings([one.booking for one in outcomes]))
    makers = makers_of(reader, planned.due)
    return [
        ToAttest(
            outcome.booking,
            triple,
            tuple(entries),
            tuple(standing_attests(attested, outcome.booking, triple, entries)),
            makers.get(outcome.booking, frozenset()),
            outcome.is_protected,
        )
        for outcome in outcomes
        for triple, entries in by_triple(outcome.entries).items()
    ]


def makers_of(reader: Reader, due: Iterable[DueBooking]) -> Makers:
    """Who has made the rows of these bookings."""
    of_table: dict[str, list[DueBooking]] = {}
    for one in due:
        of_table.setdefault(one.table.name, []).append(one)
    found: dict[str, frozenset[str]] = {}
    for bookings in of_table.values():
        by_id = reader.traces.makers(bookings[0].table, [one.id for one in bookings])
        found.update({one.placement.booking.key: frozenset(by_id.get(one.id, ())) for one in bookings})
    return found
