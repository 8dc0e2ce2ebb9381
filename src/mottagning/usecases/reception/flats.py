"""Flats: listed, opened, registered, reserved, given back; which there are for whom; the office's rent norms."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from mottagning.domain.assignments import latest_day
from mottagning.domain.flats import (
    Flat,
    FlatReservation,
    RentNorm,
    fit,
    flat_problems,
    free_on,
    norm_problems,
    reservation_problems,
    within_norm,
)
from mottagning.domain.people import Person, Protection
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.reception import AssignmentLine, FlatCard, FlatChoice, FlatLine, FlatState
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.gathering import rule_book
from mottagning.usecases.people import following
from mottagning.usecases.reception.listing import assignment_lines
from mottagning.usecases.reception.viewing import reserved_lines
from mottagning.usecases.visible import seen_assignment, seen_flat


def list_flats(ctx: Context) -> list[FlatLine]:
    """Every flat that the user may see, those that are free first."""
    with ctx.reading() as reader:
        flats = reader.flats.visible(protected=ctx.sees_protected)
        held = _by_flat(reader)
        assignments = _assignments(ctx, reader)
        norms = [one.value for one in reader.rent_norms.every()]
        lines = [_line(ctx, one, held.get(one.value.key, []), assignments, norms) for one in flats]
        return sorted(lines, key=lambda line: (_ORDER.index(line.state), line.flat.days.start, line.flat.key))


_ORDER = (FlatState.FREE, FlatState.COMING, FlatState.RESERVED, FlatState.ENDED)


def _by_flat(reader: Reader) -> dict[str, list[FlatReservation]]:
    found: dict[str, list[FlatReservation]] = defaultdict(list)
    for one in reader.flat_reservations.every():
        found[one.value.flat].append(one.value)
    return found


def _assignments(ctx: Context, reader: Reader) -> dict[str, AssignmentLine]:
    found = reader.assignments.visible(protected=ctx.sees_protected)
    return {line.assignment.key: line for line in assignment_lines(ctx, reader, found)}


def _line(
    ctx: Context,
    one: Stored[Flat],
    held: Sequence[FlatReservation],
    assignments: dict[str, AssignmentLine],
    norms: Sequence[RentNorm],
) -> FlatLine:
    flat = one.value
    current = [each for each in sorted(held, key=lambda each: each.days) if each.days.end > ctx.today]
    having = [assignments[each.assignment] for each in current if each.assignment in assignments]
    return FlatLine(
        id=one.id,
        flat=flat,
        state=_state(flat, held, ctx.today),
        reserved_for=tuple(line.assignment.key for line in having),
        within_for=_within_for(flat, norms, ctx.today),
        person_id=next((line.person_id for line in having if line.person_id is not None), None),
        is_protected=any(line.is_protected for line in having),
    )


def _state(flat: Flat, held: Iterable[FlatReservation], today: date) -> FlatState:
    if flat.days.end <= today:
        return FlatState.ENDED
    day = max(today, flat.days.start)
    if not free_on(flat, held, day):
        return FlatState.RESERVED
    return FlatState.COMING if flat.days.start > today else FlatState.FREE


def _norms_of(flat: Flat, norms: Iterable[RentNorm], today: date) -> list[RentNorm]:
    """The norms that hold when a flat is free, by the size of the household."""
    day = max(today, flat.days.start)
    return sorted((one for one in norms if day in one.days), key=lambda one: one.persons)


def _within_for(flat: Flat, norms: Iterable[RentNorm], today: date) -> tuple[int, ...] | None:
    known = _norms_of(flat, norms, today)
    if flat.rent is None or not known:
        return None
    return tuple(one.persons for one in known if within_norm(flat, one))


def open_flat(ctx: Context, flat_id: int) -> FlatCard:
    """Everything about one flat. Raises Refused when it is gone or may not be seen."""
    with ctx.reading() as reader:
        flat = seen_flat(ctx, reader, flat_id)
        held = reader.flat_reservations.of_flat(flat_id)
        norms = [one.value for one in reader.rent_norms.every()]
        line = _line(ctx, flat, [one.value for one in held], _assignments(ctx, reader), norms)
        shown = _norms_of(flat.value, norms, ctx.today)
        return FlatCard(
            flat,
            line,
            tuple(reserved_lines(reader, held)),
            tuple((one, within_norm(flat.value, one)) for one in shown),
        )


def save_flat(ctx: Context, before: Stored[Flat] | None, flat: Flat) -> Done[Stored[Flat]]:
    """Register a flat, or change the one read as `before`; a new one gets its key here when it has none.

    Raises Refused with every field that cannot be so.
    """
    with ctx.writing() as uow:
        held: list[FlatReservation] = []
        if before is not None:
            held = [one.value for one in uow.flat_reservations.of_flat(seen_flat(ctx, uow, before.id).id)]
        if not flat.key:
            flat = replace(flat, key=next(following(f"BO{ctx.today.year}-", uow.flats.keys())))
        _require(*flat_problems(flat, held))
        after = uow.flats.put(before, flat)
        return Done(after, uow.commit())


def remove_flat(ctx: Context, before: Stored[Flat]) -> Done[None]:
    """Remove a flat that was a mistake. Raises Refused while it is reserved, or when it was changed since."""
    with ctx.writing() as uow:
        if uow.flat_reservations.of_flat(seen_flat(ctx, uow, before.id).id):
            raise Refused(RefusalCode.IN_USE)
        uow.flats.remove(before)
        return Done(None, uow.commit())


# for whom


def flats_for(ctx: Context, assignment_id: int) -> list[FlatChoice]:
    """The flats that those of an assignment may have besides their own, each with what speaks for and against it.

    They are free, or will be on the day that one is wanted. What speaks least against stands first, then the lower
    rent; people choose, nobody else.
    """
    with ctx.reading() as reader:
        assignment = seen_assignment(ctx, reader, assignment_id).value
        wanted = assignment.arrival or latest_day(assignment, rule_book(ctx, reader)).day
        held = _by_flat(reader)
        norms = [one.value for one in reader.rent_norms.every()]
        choices = []
        for one in reader.flats.visible(protected=ctx.sees_protected):
            reserved = held.get(one.value.key, [])
            found = fit(one.value, reserved, assignment.persons, wanted, norms, ctx.today)
            is_theirs = any(each.assignment == assignment.key for each in reserved)
            is_to_have = _state(one.value, reserved, ctx.today) in {FlatState.FREE, FlatState.COMING}
            if not is_theirs and (is_to_have or found.is_free):
                choices.append(FlatChoice(one, found))
        return sorted(choices, key=lambda one: (one.fit.hindrances, one.flat.value.rent or 0, one.flat.value.key))


def reserve(
    ctx: Context, before: Stored[FlatReservation] | None, one: FlatReservation
) -> Done[Stored[FlatReservation]]:
    """Reserve a flat for an assignment over some days. Raises Refused when it is another's any of them."""
    with ctx.writing() as uow:
        flat, assignment = uow.flats.find(one.flat), uow.assignments.find(one.assignment)
        if flat is None or assignment is None:
            raise Refused(RefusalCode.GONE)
        seen_flat(ctx, uow, flat.id)
        seen_assignment(ctx, uow, assignment.id)
        others = [
            each.value for each in uow.flat_reservations.of_flat(flat.id) if before is None or each.id != before.id
        ]
        _require(*reservation_problems(one, flat.value, others, highest_protection(uow, assignment.id)))
        after: Stored[FlatReservation] = uow.flat_reservations.put(before, one)
        return Done(after, uow.commit())


def highest_protection(reader: Reader, assignment_id: int) -> Protection:
    """The strongest protection of those who come with an assignment."""
    assignment = reader.assignments.get(assignment_id).value
    levels = {assignment.protection, *(each.protection for each in _living(reader, assignment_id))}
    return max(levels, key=list(Protection).index)


def _living(reader: Reader, assignment_id: int) -> list[Person]:
    """Those registered who come with an assignment, or belong to its household."""
    assignment = reader.assignments.get(assignment_id).value
    cases = {one.value.case_number for one in reader.expected_persons.of_assignment(assignment_id)}
    if assignment.household is not None:
        cases |= {one.value.case_number for one in reader.memberships.of_household(assignment.household)}
    return [one.value for one in reader.people.naming("case_number", [case for case in cases if case is not None])]


def release(ctx: Context, before: Stored[FlatReservation]) -> Done[None]:
    """Give a flat back. Raises Refused when the reservation was changed since, or may not be seen."""
    with ctx.writing() as uow:
        flat = uow.flats.find(before.value.flat)
        if flat is None:
            raise Refused(RefusalCode.GONE)
        seen_flat(ctx, uow, flat.id)
        uow.flat_reservations.remove(before)
        return Done(None, uow.commit())


# the office's norms


def list_norms(ctx: Context) -> list[Stored[RentNorm]]:
    """The office's rent norms by size of household, the newest first."""
    with ctx.reading() as reader:
        found = reader.rent_norms.every()
        return sorted(found, key=lambda one: (one.value.persons, -one.value.days.start.toordinal()))


def save_norm(ctx: Context, before: Stored[RentNorm] | None, norm: RentNorm) -> Done[Stored[RentNorm]]:
    """Enter a rent norm, or change the one read as `before`. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        others = [one.value for one in uow.rent_norms.every() if before is None or one.id != before.id]
        _require(*norm_problems(norm, others))
        after = uow.rent_norms.put(before, norm)
        return Done(after, uow.commit())


def remove_norm(ctx: Context, before: Stored[RentNorm]) -> Done[None]:
    """Remove a rent norm. Raises Refused when it was changed since."""
    with ctx.writing() as uow:
        uow.rent_norms.remove(before)
        return Done(None, uow.commit())


def _require(*problems: FieldProblem) -> None:
    if problems:
        raise Refused(RefusalCode.INVALID_FIELDS, *problems)
