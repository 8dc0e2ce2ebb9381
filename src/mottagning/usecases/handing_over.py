"""A page for a substitute: what waits, what ends and falls due while she is there, and a few words from the officer.

People stand on it by their case numbers alone, and those with protected data not at all: paper lies about.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mottagning.domain.bookings import BookingStatus
from mottagning.domain.periods import DateRange
from mottagning.domain.rights import Part
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.changes import Done
from mottagning.readmodels.printouts import Block, Facts, Grid, Heading, Paragraph, Printout
from mottagning.texts import formats
from mottagning.texts import overview as overview_texts
from mottagning.texts import substitute as texts
from mottagning.usecases.context import Context, office_of
from mottagning.usecases.deadlines.viewing import due_deadlines
from mottagning.usecases.overview.viewing import waiting
from mottagning.usecases.printing import Printer, print_to
from mottagning.usecases.requests import request_lines
from mottagning.usecases.returns.planning import next_open

_OPEN = frozenset({BookingStatus.PLANNED, BookingStatus.ONGOING})


@dataclass(frozen=True, slots=True, kw_only=True)
class Handover:
    """Who comes, for which days, half-open, and what she is told."""

    substitute: str
    days: DateRange
    notes: str | None = None


def write_handover(ctx: Context, handover: Handover, folder: Path, printer: Printer) -> Done[Path]:
    """Write the page to `folder` as PDF; gives the file. It stands in the log. Raises Trouble when it cannot be."""
    printout = compose(ctx, handover)
    target = (folder / texts.file_name(handover.days.start)).absolute()
    with ctx.writing() as uow:
        print_to(printer, printout, target)
        uow.log.disclosed(Disclosure("substitute_page", 0, recipient=handover.substitute))
        return Done(target, uow.commit())


def compose(ctx: Context, handover: Handover) -> Printout:
    """The page as blocks for paper."""
    facts = [(texts.SUBSTITUTE, handover.substitute), (texts.PERIOD, texts.period(handover.days))]
    facts += [(texts.FROM, ctx.user.name), (texts.REGISTER, ctx.db.file.stem), (texts.MONTH, _month(ctx))]
    blocks: list[Block] = [Heading(texts.TITLE, 1), Facts(tuple(facts))]
    if handover.notes:
        blocks += [Heading(texts.OF_NOTES), *map(Paragraph, handover.notes.splitlines())]
    blocks.append(Heading(texts.WAITS))
    said = [overview_texts.said(one) for one in waiting(ctx)]
    blocks += [Paragraph(f"• {one}") for one in said] or [Paragraph(texts.NOTHING)]
    for title, headings, rows in (
        (texts.REQUESTS, texts.REQUEST_HEADINGS, _requests(ctx)),
        (texts.ENDING, texts.ENDING_HEADINGS, _ending(ctx, handover.days)),
        (texts.DUE, texts.DUE_HEADINGS, _due(ctx, handover.days)),
    ):
        found = tuple(rows)
        if found:
            blocks += [Heading(title), Grid(headings, found)]
    return Printout(texts.TITLE, texts.footer(ctx.today), tuple(blocks))


def _month(ctx: Context) -> str:
    with ctx.reading() as reader:
        return formats.month(next_open(reader, office_of(reader)))


def _requests(ctx: Context) -> Iterator[tuple[str, ...]]:
    with ctx.reading() as reader:
        lines = request_lines(reader, reader.requests.visible(protected=False))
    for one in lines:
        if one.is_our_turn:
            since = formats.day(one.since) if one.since else ""
            yield one.key, one.case_number, one.service, ctx.name(one.counterpart), since


def _ending(ctx: Context, days: DateRange) -> Iterator[tuple[str, ...]]:
    with ctx.reading() as reader:
        lines = reader.lists.bookings(ctx.today, protected=False)
    found = []
    for one in lines:
        end = one.planned_until or one.days.last
        if one.status in _OPEN and end is not None and days.start <= end < days.end:
            other = ctx.name(one.counterpart) if one.counterpart else ""
            found.append((end, (one.key, one.case_number, one.service, other, formats.day(end))))
    yield from (row for _, row in sorted(found))


def _due(ctx: Context, days: DateRange) -> Iterator[tuple[str, ...]]:
    """The deadlines that are still to come and not beyond the substitute's last day; the late ones wait already."""
    if not ctx.sees(Part.PLANS):
        return
    found = [
        (one.deadline.day, one.case_number, one.deadline.rule.name)
        for one in due_deadlines(ctx)
        if one.deadline.day is not None and ctx.today <= one.deadline.day < days.end and not one.is_protected
    ]
    yield from ((formats.day(day), case_number, name) for day, case_number, name in sorted(found))
