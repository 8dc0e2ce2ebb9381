"""What would a move do? Told before it is saved, counted as the next closing and the estimate would; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mottagning.domain.belonging import Belonging, belongings, ended_by, residence_problems
from mottagning.domain.closing import Candidate
from mottagning.domain.effects import Outlook, Standpoint, Worth, living, outlook
from mottagning.domain.ledger import Triple
from mottagning.domain.money import total
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import Person, Residence
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem
from mottagning.domain.settlement.facts import stays
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.residences import Move, MoveEffect, MoveHeld
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import gathered, ledger_of
from mottagning.usecases.visible import person_of_case

_Party = tuple[RowDirection, str]
"""Köp, sälj or byte, and with whom."""


def preview_residence(ctx: Context, before: Stored[Residence] | None, residence: Residence) -> Move:
    """What saving a residence would do, in the place of the one read as `before` if there is one.

    Raises Refused when the person is gone or may not be seen.
    """
    with ctx.reading() as reader:
        person = person_of_case(ctx, reader, residence.case_number)
        others = _others(reader, person, before)
        problems = residence_problems(residence, others)
        if problems:
            return Move(problems=problems)
        return _move(ctx, reader, person, [*others, residence], ended_by(residence, others))


def preview_removal(ctx: Context, before: Stored[Residence]) -> Move:
    """What removing a residence would do. Raises Refused when the person is gone or may not be seen."""
    with ctx.reading() as reader:
        person = person_of_case(ctx, reader, before.value.case_number)
        return _move(ctx, reader, person, _others(reader, person, before), None)


def person_belongings(
    own: str | None, person: Person, residences: Iterable[Residence], lines: Iterable[BookingLine]
) -> tuple[Belonging, ...]:
    """Who answers for a person day by day, from the first day that matters: reception, or a booking's start."""
    starts = [line.days.start for line in lines]
    since = min([*starts, *([person.received_on] if person.received_on else [])], default=None)
    return belongings(residences, own, person.received_on, since)


def _others(reader: Reader, person: Stored[Person], before: Stored[Residence] | None) -> list[Residence]:
    return [one.value for one in reader.residences.of_person(person.id) if before is None or one.id != before.id]


def _move(
    ctx: Context, reader: Reader, person: Stored[Person], residences: Sequence[Residence], ended: Residence | None
) -> Move:
    office = reader.settings.office()
    own = office.municipality if office else None
    lines = reader.lists.bookings(ctx.today, protected=ctx.sees_protected, person=person.id)
    now = person_belongings(own, person.value, _others(reader, person, None), lines)
    then = person_belongings(own, person.value, residences, lines)
    compared = list(_compared(ctx, reader, office, lines, residences)) if office else []
    return Move(
        belongings=then,
        gaps=tuple(one.days for one in then if one.is_gap and one not in now),
        ended=ended,
        effects=tuple(effect for one, is_now, would_be in compared for effect in effects_of(one, is_now, would_be)),
        held=tuple(held for _, is_now, would_be in compared for held in newly_held(is_now, would_be)),
    )


def _compared(
    ctx: Context,
    reader: Reader,
    office: OfficeSettings,
    lines: Sequence[BookingLine],
    residences: Iterable[Residence],
) -> Iterator[tuple[Candidate, Outlook, Outlook]]:
    """Each booking with what is still to come of it: as it is, and as it would be."""
    found = gathered(reader, office, [line.id for line in lines])
    at = Standpoint(found.month, reader.ledger.last_closed(), ctx.today)
    ledger = ledger_of(office, found.agreements)
    imagined = stays(residences)
    for one in found.candidates:
        yield one, outlook(ledger, one, at), outlook(ledger, living(one, imagined), at)


def effects_of(one: Candidate, now: Outlook, then: Outlook) -> Iterator[MoveEffect]:
    """What is otherwise of a booking, counterpart by counterpart."""
    present = _by_party(now.worth)
    taken = [(_party(lost.triple), lost.amount) for lost in one.lost]
    changed = then.less(now)
    for party, worth in _by_party(changed).items():
        before = present.get(party, Worth())
        own = {triple.service_month: changed[triple] for triple in changed if _party(triple) == party}
        yield MoveEffect(
            booking=one.placement.booking.key,
            service=one.placement.booking.service,
            direction=party[0],
            counterpart=party[1],
            first=min(own),
            last=max(own),
            closed_months=sum(1 for one_month in own.values() if one_month.closed),
            closed=worth.closed,
            ahead=worth.ahead,
            lost=worth.lost,
            lost_before=total([before.lost, *(amount for taken_of, amount in taken if taken_of == party)]),
            waiting=before.closed,
        )


def _by_party(found: Mapping[Triple, Worth]) -> dict[_Party, Worth]:
    sums: dict[_Party, Worth] = defaultdict(Worth)
    for triple in sorted(found, key=lambda one: (one.direction.value, one.service_month, one.counterpart)):
        sums[_party(triple)] += found[triple]
    return dict(sums)


def _party(triple: Triple) -> _Party:
    return triple.direction, triple.counterpart


def newly_held(now: Outlook, then: Outlook) -> Iterator[MoveHeld]:
    """What is held back for a reason that did not hold it before; the months of one reason together."""
    before = {held.service_month for held in now.held}
    months: dict[tuple[str, str], list[tuple[Month, Problem]]] = defaultdict(list)
    for held in then.held:
        if held.service_month not in before:
            reason = (held.problem.check.value, held.problem.reason)
            months[reason].append((held.service_month, held.problem))
    for found in months.values():
        yield MoveHeld(found[0][1].booking, found[0][0], found[-1][0], found[0][1])
