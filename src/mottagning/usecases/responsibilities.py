"""The map of responsibilities: listed, opened, added to, adapted to the office."""

from __future__ import annotations

from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.responsibilities import (
    Responsibility,
    ResponsibilityMap,
    areas_of,
    not_replaced,
    responsibility_problems,
)
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.responsibilities import ResponsibilityCard, ResponsibilityLine
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.people import following


def list_responsibilities(ctx: Context) -> list[ResponsibilityLine]:
    """Who answers for what: the office's lines, and those of the program that none of them stands in place of.

    They come area by area in the program's order, the office's own areas last.
    """
    with ctx.reading() as reader:
        own = reader.responsibilities.every()
    shipped = _map(ctx)
    left = set(not_replaced(shipped.lines, (one.value for one in own), ctx.today))
    lines = [ResponsibilityLine(one.id, one.value, one.value.holds_on(ctx.today)) for one in own]
    lines += [
        ResponsibilityLine(-place, line, line.holds_on(ctx.today))
        for place, line in enumerate(shipped.lines, start=1)
        if line in left
    ]
    places = {area.name: place for place, area in enumerate(shipped.areas)}
    return sorted(
        lines, key=lambda one: (places.get(one.line.area, len(places)), sort_key(one.line.area), not one.is_own)
    )


def areas(ctx: Context) -> list[str]:
    """The areas of the map: the program's, then the office's own."""
    return list(dict.fromkeys([*(area.name for area in _map(ctx).areas), *_own_areas(ctx)]))


def _own_areas(ctx: Context) -> list[str]:
    with ctx.reading() as reader:
        return [one.value.area for one in reader.responsibilities.every()]


def areas_of_service(ctx: Context, service: str) -> tuple[str, ...]:
    """The areas that are about an insats."""
    with ctx.reading() as reader:
        return areas_of(service, _map(ctx).areas, [one.value for one in reader.responsibilities.every()])


def line_with_key(ctx: Context, key: str) -> int | None:
    """The number of the line with this key that holds today, the office's own before the program's."""
    found = [one for one in list_responsibilities(ctx) if one.line.key == key and one.holds]
    return found[0].id if found else None


def open_responsibility(ctx: Context, line_id: int) -> ResponsibilityCard:
    """Everything about one line. Raises Refused when it is gone."""
    shipped = _map(ctx)
    if line_id < 0:
        line = shipped.lines[-line_id - 1]
        return ResponsibilityCard(
            ResponsibilityLine(line_id, line, line.holds_on(ctx.today)), None, line, shipped.verified
        )
    with ctx.reading() as reader:
        stored = reader.responsibilities.get(line_id)
    also = next((line for line in shipped.lines if line.key == stored.value.key), None)
    shown = ResponsibilityLine(stored.id, stored.value, stored.value.holds_on(ctx.today))
    return ResponsibilityCard(shown, stored, also, shipped.verified)


def save_responsibility(
    ctx: Context, before: Stored[Responsibility] | None, line: Responsibility
) -> Done[Stored[Responsibility]]:
    """Keep a line of the office's. Raises Refused with every field that cannot be so."""
    with ctx.writing() as uow:
        problems = responsibility_problems(line)
        if problems:
            raise Refused(RefusalCode.INVALID_FIELDS, *problems)
        after = uow.responsibilities.put(before, line)
        return Done(after, uow.commit())


def remove_responsibility(ctx: Context, before: Stored[Responsibility]) -> Done[None]:
    """Remove a line of the office's; the program's own with its key is shown again."""
    with ctx.writing() as uow:
        uow.responsibilities.remove(before)
        return Done(None, uow.commit())


def next_responsibility_key(ctx: Context) -> str:
    """A free key for a line of the office's own: the year and the next number."""
    with ctx.reading() as reader:
        return _next_key(ctx, reader)


def _next_key(ctx: Context, reader: Reader) -> str:
    return next(following(f"R{ctx.today.year}-", reader.responsibilities.keys()))


def _map(ctx: Context) -> ResponsibilityMap:
    return ctx.reference.responsibilities
