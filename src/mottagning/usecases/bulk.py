"""Changing one field of several persons or bookings: looked at first, saved together or not at all, undone alike."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from mottagning.domain.bookings import Booking, booking_problems
from mottagning.domain.people import Person, person_problems
from mottagning.domain.problems import FieldProblem, RefusalCode, Refused
from mottagning.readmodels.bulk import Change
from mottagning.readmodels.changes import Done, Stored
from mottagning.storage.reader import Reader
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.usecases.context import Context

T = TypeVar("T", Person, Booking)

PERSON_FIELDS = ("received_on", "household", "settlement_kind")
"""What several persons can be given at once: nothing that the law keeps out of lists, nothing that is anybody's own."""

BOOKING_FIELDS = (
    "planned_until",
    "told_on",
    "end_told_on",
    "decision",
    "decided_on",
    "procedure",
    "financing",
    "provider",
    "invoice_reference",
)
"""What several bookings can be given at once. A consent is each person's own, and so is not among it."""


def preview_people(ctx: Context, ids: Sequence[int], field: str, value: object) -> list[Change[Person]]:
    """What giving `field` this value would do to each of these persons that the user may see."""
    with ctx.reading() as reader:
        return _previewed(_seen_people(ctx, reader, ids), _given(PERSON_FIELDS, field, value), person_problems)


def preview_bookings(ctx: Context, ids: Sequence[int], field: str, value: object) -> list[Change[Booking]]:
    """What giving `field` this value would do to each of these bookings that the user may see."""
    with ctx.reading() as reader:
        return _previewed(_seen_bookings(ctx, reader, ids), _given(BOOKING_FIELDS, field, value), booking_problems)


def change_people(ctx: Context, changes: Sequence[Change[Person]]) -> Done[list[Change[Person]]]:
    """Save what was looked at; gives the changes that undo it.

    Raises Refused, and changes nothing, when one of them was changed or removed since.
    """
    with ctx.writing() as uow:
        undo = _saved(uow.people, changes, lambda ids: _seen_people(ctx, uow, ids))
        return Done(undo, uow.commit())


def change_bookings(ctx: Context, changes: Sequence[Change[Booking]]) -> Done[list[Change[Booking]]]:
    """Save what was looked at; gives the changes that undo it.

    Raises Refused, and changes nothing, when one of them was changed or removed since.
    """
    with ctx.writing() as uow:
        undo = _saved(uow.bookings, changes, lambda ids: _seen_bookings(ctx, uow, ids))
        return Done(undo, uow.commit())


def _given(allowed: Sequence[str], field: str, value: object) -> dict[str, Any]:
    assert field in allowed, field  # noqa: S101 - the window offers no other
    return {field: value}


def _previewed(
    found: Sequence[Stored[T]], given: dict[str, Any], problems: Callable[[T], tuple[FieldProblem, ...]]
) -> list[Change[T]]:
    wished = [(one, replace(one.value, **given)) for one in found]
    return [Change(one, after, problems(after) if after != one.value else ()) for one, after in wished]


def _saved(
    store: KeyedStore[T], changes: Sequence[Change[T]], seen: Callable[[list[int]], Sequence[Stored[T]]]
) -> list[Change[T]]:
    made = [one for one in changes if one.is_made]
    if len(seen([one.before.id for one in made])) != len(made):
        raise Refused(RefusalCode.GONE)
    after = store.change_many([(one.before, one.after) for one in made])
    return [Change(now, one.before.value) for now, one in zip(after, made, strict=True)]


def _seen_people(ctx: Context, reader: Reader, ids: Sequence[int]) -> list[Stored[Person]]:
    return [one for one in reader.people.of(ids) if ctx.sees_protected or not one.value.is_protected]


def _seen_bookings(ctx: Context, reader: Reader, ids: Sequence[int]) -> list[Stored[Booking]]:
    found = reader.bookings.of(ids)
    if ctx.sees_protected:
        return found
    seen = {line.id for line in reader.lists.bookings(ctx.today, protected=False)}
    return [one for one in found if one.id in seen]
