"""A household's week on paper, to put on the fridge: composed, written, logged. No address ever stands on it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

from mottagning.domain.week_conflicts import Weight
from mottagning.domain.weeks import DAYS, WORKING_DAYS, Member
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done
from mottagning.readmodels.printouts import Block, Grid, Heading, Paragraph, Printout
from mottagning.readmodels.weeks import WeekCard
from mottagning.texts import weeks as texts
from mottagning.usecases.context import Context
from mottagning.usecases.printing import Printer, print_to
from mottagning.usecases.weeks.viewing import household_week, persons_week


def write_week(
    ctx: Context, who: str, day: date, folder: Path, printer: Printer, *, is_household: bool = True
) -> Done[Path]:
    """Write the week that holds `day` to `folder` as PDF, A4 on its side; gives the file. It stands in the log.

    `who` is a household, or else a case number. Raises Refused when there is nobody to see, Trouble when the file
    cannot be written.
    """
    card = household_week(ctx, who, day) if is_household else persons_week(ctx, who, day)
    printout = printout_of(card, ctx.name, ctx.today)
    target = (folder / texts.file_name(card)).absolute()
    with ctx.writing() as uow:
        print_to(printer, printout, target)
        for one in card.lines:
            uow.log.disclosed(Disclosure("week_pdf", 1, person=one.person_id), target)
            uow.log.read(ReadNote(ReadKind.EXPORT, person=one.person_id))
        return Done(target, uow.commit())


def printout_of(card: WeekCard, place: Callable[[str], str], today: date) -> Printout:
    """The week as blocks for paper: everybody's days, and what does not fit."""
    week = card.week.week
    days = [day for day in range(1, DAYS + 1) if day <= WORKING_DAYS or _has_any(card, day)]
    headings = (texts.PAPER_WHO, *(_heading(card, day) for day in days))
    rows = tuple((one.name, *(_cell(one, day, place) for day in days)) for one in card.week.members)
    share = 88 // len(days)
    blocks: list[Block] = [
        Heading(f"{texts.PAPER}: {texts.week_name(week).lower()}", 1),
        Paragraph(texts.PAPER_INTRODUCTION),
        Grid(headings, rows, shares=(100 - share * len(days), *(share for _ in days))),
        *_to_solve(card, place),
    ]
    return Printout(texts.PAPER, texts.footer(today), tuple(blocks), is_wide=True)


def _has_any(card: WeekCard, day: int) -> bool:
    return any(one.weekday == day for member in card.week.members for one in member.blocks)


def _heading(card: WeekCard, day: int) -> str:
    named = card.names.get(day)
    word = texts.short_day(card.week.week, day)
    return f"{word}\n{named.name}" if named else word


def _cell(member: Member, day: int, place: Callable[[str], str]) -> str:
    blocks = sorted((one for one in member.blocks if one.weekday == day), key=lambda one: (one.begins, one.ends))
    return texts.paper_cell(blocks, place)


def _to_solve(card: WeekCard, place: Callable[[str], str]) -> list[Block]:
    """What does not fit, said in plain words; what is only noted stays in the office."""
    said = texts.Sentences(card.week, place)
    found = [one.conflict for one in card.told if one.conflict.weight is not Weight.NOTE]
    told = [Paragraph(texts.paper_conflict(one, said)) for one in found]
    return [Heading(texts.PAPER_TO_SOLVE), *told] if told else []
