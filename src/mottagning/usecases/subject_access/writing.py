"""How does a reviewed report leave the office? As a workbook and on paper, each noted with what was left out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

from mottagning.domain.canonical import text_of
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.subject_access import Review
from mottagning.files import subject_access_workbook
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done
from mottagning.readmodels.printouts import Block, Facts, Grid, Heading, Paragraph, Printout
from mottagning.readmodels.subject_access import AccessColumn, AccessDraft, AccessReport, AccessSection, Cell, Shows
from mottagning.texts import formats
from mottagning.texts import subject_access as texts
from mottagning.usecases.context import Context
from mottagning.usecases.printing import Printer, print_to
from mottagning.usecases.visible import seen_person

_WIDEST = 6
"""More columns than these do not stand beside one another on A4; each entry then stands by itself."""


def report_of(draft: AccessDraft, review: Review) -> AccessReport:
    """What is handed out after the review. A section of which nothing is left is not told of."""
    kept = [_kept(section, review) for section in draft.sections if section.entries]
    return AccessReport(
        day=draft.day,
        name=draft.name,
        about=draft.about,
        sections=tuple(section for section in kept if section.entries),
        empty=tuple(section.title for section in draft.sections if not section.entries),
    )


def _kept(section: AccessSection, review: Review) -> AccessSection:
    entries = tuple(one for one in section.entries if review.reason(section.name, one.key, one.about) is None)
    return replace(section, entries=entries)


def write_report(ctx: Context, draft: AccessDraft, review: Review, folder: Path, printer: Printer) -> Done[list[Path]]:
    """Write a reviewed report to `folder` as a workbook and, with `printer`, as PDF; gives the files.

    Raises Refused while a section with entries has not been reviewed, or when she may no longer be seen; Trouble when
    a file cannot be written. What was written stands in the log with what was left out.
    """
    waiting = review.remaining(section.name for section in draft.sections if section.entries)
    if waiting:
        raise Refused(RefusalCode.NOT_REVIEWED, number=len(waiting))
    report = report_of(draft, review)
    case_number = None if draft.is_protected else draft.case_number
    left_out = text_of(review.omissions) if review.omissions else None
    written: list[Path] = []
    with ctx.writing() as uow:
        if seen_person(ctx, uow, draft.person).value.is_protected:
            case_number = None  # she may have been protected since it was gathered
        writers = (
            ("subject_access_workbook", ".xlsx", partial(subject_access_workbook.write, report=report)),
            ("subject_access_pdf", ".pdf", partial(print_to, printer, printout_of(report))),
        )
        try:
            for what, suffix, write in writers:
                target = (folder / texts.file_name(draft.day, case_number, suffix)).absolute()
                write(target)
                written.append(target)
                uow.log.disclosed(Disclosure(what, 1, person=draft.person, left_out=left_out), target)
        finally:
            if written:
                uow.log.read(ReadNote(ReadKind.EXPORT, person=draft.person))
            changed = uow.commit()  # what was written before a disk failed has been written, and stands in the log
    return Done(written, changed)


# on paper


def printout_of(report: AccessReport) -> Printout:
    """The report as blocks for paper."""
    day = formats.day(report.day)
    blocks: list[Block] = [Heading(texts.TITLE, 1), Paragraph(f"{report.name}. {texts.HANDED_OUT.format(day=day)}.")]
    for heading, text in report.about:
        blocks += [Heading(heading, 3), Paragraph(text)]
    for section in report.sections:
        blocks += [Heading(section.title), *_blocks(section)]
    if report.empty:
        blocks += [Heading(texts.EMPTY_HEADING), Paragraph(", ".join(report.empty) + ".")]
    return Printout(texts.TITLE, texts.footer(report), tuple(blocks))


def _blocks(section: AccessSection) -> list[Block]:
    said = [
        [texts.cell(value, column.shows) for value, column in _pairs(section, one.cells)] for one in section.entries
    ]
    headings = tuple(column.heading for column in section.columns)
    if len(headings) <= _WIDEST:
        right = frozenset(place for place, one in enumerate(section.columns) if one.shows in _FIGURES)
        return [Grid(headings, tuple(map(tuple, said)), right)]
    return [
        Facts(tuple((heading, text) for heading, text in zip(headings, cells, strict=True) if text)) for cells in said
    ]


_FIGURES = frozenset({Shows.NUMBER, Shows.AMOUNT})


def _pairs(section: AccessSection, cells: tuple[Cell, ...]) -> zip[tuple[Cell, AccessColumn]]:
    return zip(cells, section.columns, strict=True)
