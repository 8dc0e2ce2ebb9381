"""A line of time as rows on paper: written as PDF, noted in the log. It holds no address."""

from __future__ import annotations

from pathlib import Path

from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done
from mottagning.readmodels.printouts import Block, Grid, Heading, Paragraph, Printout
from mottagning.readmodels.timelines import Timeline, TimelineMember
from mottagning.texts import timelines as texts
from mottagning.usecases.context import Context
from mottagning.usecases.printing import Printer, print_to
from mottagning.usecases.visible import seen_person

_SHARES = (14, 42, 13, 13, 18)
"""The parts of the width of the columns."""


def write_timeline(ctx: Context, found: Timeline, folder: Path, printer: Printer) -> Done[Path]:
    """Write the lines that were read to `folder` as PDF, one table for each person; gives the file.

    Raises Refused when somebody of them may not be seen, Trouble when the file cannot be written.
    """
    with ctx.writing() as uow:
        for one in found.members:
            seen_person(ctx, uow, one.person_id)
            uow.log.read(ReadNote(ReadKind.EXPORT, person=one.person_id))
        target = (folder / texts.file_name(found)).absolute()
        print_to(printer, printout_of(ctx, found), target)
        only = found.members[0].person_id if len(found.members) == 1 else None
        uow.log.disclosed(Disclosure("timeline_pdf", len(found.members), person=only), target)
        return Done(target, uow.commit())


def printout_of(ctx: Context, found: Timeline) -> Printout:
    """The lines as blocks for paper."""
    blocks: list[Block] = [Heading(texts.title(found), 1)]
    for member in found.members:
        blocks += _of_member(ctx, found, member)
    return Printout(texts.TITLE, texts.footer(found.today), tuple(blocks))


def _of_member(ctx: Context, found: Timeline, member: TimelineMember) -> list[Block]:
    things = [one for one in found.things if one.thing.person == member.person_id]
    rows = tuple(texts.paper_row(one, found, ctx.name) for one in things)
    table: Block = Grid(texts.PAPER_HEADINGS, rows, shares=_SHARES) if rows else Paragraph(texts.EMPTY)
    return [Heading(member.name), table]
