"""Why may a bill differ? Bookings behind differences are settled anew with facts that they may have otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mottagning.domain.invoice_control import Compared, Control, Verdict, may_concern
from mottagning.domain.invoice_reasons import Claimed, Likely, likely
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import Problem
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.storage.queries.facts import DueBooking
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.invoices.knowing import Known
from mottagning.usecases.returns.planning import ledger_of

_ASKED = frozenset({Verdict.AMOUNT, Verdict.MISSING_HERE})


@dataclass(frozen=True, slots=True)
class Reasons:
    """The likely reasons, what holds rows back and the booking that leads to, by the number of their first row."""

    likely: Mapping[int, tuple[Likely, ...]]
    held: Mapping[int, Problem]
    bookings: Mapping[int, str]


def reasons(
    ctx: Context,
    reader: Reader,
    office: OfficeSettings,
    found: Known,
    control: Control,
    counterpart: str,
    direction: RowDirection,
) -> Reasons:
    """Likely reasons of every difference whose booking is known."""
    suspects = {one: _suspects(found, one) for one in control.differences if one.verdict in _ASKED and one.months}
    facts = _facts(ctx, reader, {key for keys in suspects.values() for key in keys})
    ledger = ledger_of(office, reader.facts.agreements({key for one in facts.values() for key in one.placement.chain}))
    told: dict[int, tuple[Likely, ...]] = {}
    held: dict[int, Problem] = {}
    bookings: dict[int, str] = {}
    for one, keys in suspects.items():
        row = one.theirs[0].row
        claimed = Claimed(
            counterpart=counterpart,
            direction=direction,
            first=one.months[0],
            last=one.months[-1],
            amount=one.their_amount,
        )
        placements = [facts[key].placement for key in keys if key in facts]
        given = {each.booking.key: likely(each, ledger.chain(each), ledger.office, claimed) for each in placements}
        likeliest = next((key for key, reasons_ in given.items() if reasons_), None)
        told[row] = given[likeliest] if likeliest else ()
        only = keys[0] if len(keys) == 1 else likeliest
        if only is not None:
            bookings[row] = only
        problem = _held(found, keys, one)
        if problem is not None:
            held[row] = problem
    return Reasons(told, held, bookings)


def _suspects(found: Known, one: Compared) -> Sequence[str]:
    """The bookings that a difference may be about: the one it was compared with, else those of the same person."""
    if one.ours:
        keys = {row.booking for row in one.ours}
        return sorted(keys) if len(keys) == 1 else ()
    return sorted({row.booking for row in may_concern(one.theirs[0], (*found.rows, *found.held_rows))})


def _facts(ctx: Context, reader: Reader, keys: Iterable[str]) -> dict[str, DueBooking]:
    """The facts of bookings, those that may be seen."""
    found = reader.facts.by_key(sorted(keys))
    return {one.placement.booking.key: one for one in found if ctx.sees_protected or not one.is_protected}


def _held(found: Known, keys: Iterable[str], one: Compared) -> Problem | None:
    """The first stop that keeps back our row for one of its months."""
    if one.ours:
        return None
    return next(
        (
            held.problem
            for planned in found.plans
            for outcome in planned.outcomes
            if outcome.booking in keys
            for held in outcome.held
            if one.months[0] <= held.service_month <= one.months[-1]
        ),
        None,
    )
