"""What would a move do? Told before it is saved, counted as the next closing and the estimate would; writes nothing."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from mottagning.domain.belonging import Belonging, belongings, ended_by, residence_problems
from mottagning.domain.closing import Candidate
from mottagning.domain.effects import Outlook, Standpoint, Worth, living, outlook
from mottagning.domain.ledger import Triple
from mottagning.domain.money import total
from mottagning.domain.people import Person, Residence
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem, RefusalCode, Refused
from mottagning.domain.settlement.facts import stays
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.bookings import BookingLine
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.residences import Move, MoveEffect, MoveHeld
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.returns.planning import gathered, ledger_of

_Party = tuple[RowDirection, str]
"""Köp, sälj or byte, and with whom."""


def preview_residence(ctx: Context, before: Stored[Residence] | None, residence: Residence) -> Move:
    """What saving a residence would do, in the place of the one read as `before` if there is one.

    Raises Refused when the person is gone or may not be seen.
    """
    with ctx.reading() as reader:
        person = _visible(ctx, reader, residence.case_number)
        others = _others(reader, person, before)
        problems = residence_problems(residence, others)
        if problems:
            return Move(_belongings(ctx, reader, person, others), problems=problems)
        return _move(ctx, reader, person, [*others, residence], ended_by(residence, others))


def preview_removal(ctx: Context, before: Stored[Residence]) -> Move:
    """What removing a residence would do. Raises Refused when the person is gone or may not be seen."""
    with ctx.reading() as reader:
        person = _visible(ctx, reader, before.value.case_number)
        return _move(ctx, reader, person, _others(reader, person, before), None)


def person_belongings(
    reader: Reader, person: Person, residences: Iterable[Residence], lines: Iterable[BookingLine]
) -> tuple[Belonging, ...]:
    """Who answers for a person day by day, from the first day that matters: reception, or a booking's start."""
    office = reader.settings.office()
    starts = [line.days.start for line in lines]
    since = min([*starts, *([person.received_on] if person.received_on else [])], default=None)
    return belongings(residences, office.municipality if office else None, person.received_on, since)


def _visible(ctx: Context, reader: Reader, case_number: str) -> Stored[Person]:
    person = reader.people.find(case_number)
    if person is None or (person.value.is_protected and not ctx.sees_protected):
        raise Refused(RefusalCode.GONE)
    return person


def _others(reader: Reader, person: Stored[Person], before: Stored[Residence] | None) -> list[Residence]:
    return [one.value for one in reader.residences.of_person(person.id) if before is None or one.id != before.id]


def _lines(ctx: Context, reader: Reader, person: Stored[Person]) -> list[BookingLine]:
    return reader.lists.bookings(ctx.today, protected=ctx.sees_protected, person=person.id)


def _belongings(
    ctx: Context, reader: Reader, person: Stored[Person], residences: Iterable[Residence]
) -> tuple[Belonging, ...]:
    return person_belongings(reader, person.value, residences, _lines(ctx, reader, person))


def _move(
    ctx: Context, reader: Reader, person: Stored[Person], residences: Sequence[Residence], ended: Residence | None
) -> Move:
    lines = _lines(ctx, reader, person)
    present = [one.value for one in reader.residences.of_person(person.id)]
    now = person_belongings(reader, person.value, present, lines)
    then = person_belongings(reader, person.value, residences, lines)
    compared = list(_compared(ctx, reader, lines, residences))
    return Move(
        belongings=then,
        gaps=tuple(one.days for one in then if one.is_gap and one not in now),
        ended=ended,
        effects=tuple(effect for one, now, then in compared for effect in _effects(one, now, then)),
        held=tuple(held for _, now, then in compared for held in _newly_held(now, then)),
    )


def _compared(
    ctx: Context, reader: Reader, lines: Sequence[BookingLine], residences: Iterable[Residence]
) -> Iterator[tuple[Candidate, Outlook, Outlook]]:
    """Each booking with what is still to come of it: as it is, and as it would be."""
    office = reader.settings.office()
    if office is None or not lines:
        return
    found = gathered(reader, office, [line.id for line in lines])
    at = Standpoint(found.month, reader.ledger.last_closed(), ctx.today)
    ledger = ledger_of(office, found.agreements)
    imagined = stays(residences)
    for one in found.candidates:
        yield one, outlook(ledger, one, at), outlook(ledger, living(one, imagined), at)


def _effects(one: Candidate, now: Outlook, then: Outlook) -> Iterator[MoveEffect]:
    """What is otherwise, counterpart by counterpart."""
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


def _newly_held(now: Outlook, then: Outlook) -> Iterator[MoveHeld]:
    """What is held back for a reason that did not hold it before; the months of one reason together."""
    before = {held.service_month for held in now.held}
    months: dict[tuple[str, str], list[tuple[Month, Problem]]] = defaultdict(list)
    for held in then.held:
        if held.service_month not in before:
            reason = (held.problem.check.value, held.problem.reason)
            months[reason].append((held.service_month, held.problem))
    for found in months.values():
        yield MoveHeld(found[0][1].booking, found[0][0], found[-1][0], found[0][1])
