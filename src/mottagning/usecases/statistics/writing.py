"""Statistics as files: a workbook, and a PDF. What was written is noted as an uttag; nobody is named."""

from __future__ import annotations

from pathlib import Path

from mottagning.domain.statistics.facts import Split
from mottagning.files import statistics_workbook
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done
from mottagning.readmodels.printouts import Block, Facts, Grid, Heading, Paragraph, Printout
from mottagning.readmodels.statistics import CountedIndicator, CountedMeasure, FigureTable, Statistics
from mottagning.texts import statistics as texts
from mottagning.usecases.context import Context
from mottagning.usecases.printing import Printer, print_to

LOGGED_AS = "statistics_file"
_WORKBOOK, _PDF = "xlsx", "pdf"


def write_workbook(ctx: Context, found: Statistics, folder: Path) -> Done[Path]:
    """Write statistics to `folder` as a workbook; gives the file. Logged. Raises Trouble when it cannot be written."""
    with ctx.writing() as uow:
        target = _target(found, folder, _WORKBOOK)
        statistics_workbook.write(target, found)
        uow.log.read(_read(found))
        uow.log.disclosed(Disclosure(LOGGED_AS, 0), target)
        return Done(target, uow.commit())


def write_pdf(ctx: Context, found: Statistics, folder: Path, printer: Printer, split: Split) -> Done[Path]:
    """Write statistics to `folder` as PDF, by one split; gives the file. Logged.

    Raises Trouble when it cannot be written.
    """
    with ctx.writing() as uow:
        target = _target(found, folder, _PDF)
        print_to(printer, printout_of(found, split), target)
        uow.log.read(_read(found))
        uow.log.disclosed(Disclosure(LOGGED_AS, 0), target)
        return Done(target, uow.commit())


def _target(found: Statistics, folder: Path, ending: str) -> Path:
    return (folder / f"{texts.file_name(found)}.{ending}").absolute()


def _read(found: Statistics) -> ReadNote:
    return ReadNote(ReadKind.EXPORT, detail=texts.title(found)[:400], count=0)


def printout_of(found: Statistics, split: Split) -> Printout:
    """Statistics as blocks for paper, its tables by one split."""
    blocks: list[Block] = [
        Heading(texts.title(found), 1),
        Facts(tuple(texts.facts(found))),
        *(Paragraph(one) for one in texts.notes(found)),
    ]
    for one in found.indicators:
        blocks += _indicator(one, split)
    if found.report and found.report.questions:
        rows = tuple((one.ask, texts.answer(one)) for one in found.report.questions)
        blocks += [Heading(texts.QUESTIONS), Grid(texts.QUESTION_HEADINGS, rows, shares=(50, 50))]
    footer = texts.PRINTED.format(municipality=found.municipality, day=found.drawn_on.isoformat())
    return Printout(texts.title(found), footer, tuple(blocks), is_wide=True)


def _indicator(counted: CountedIndicator, split: Split) -> list[Block]:
    one = counted.indicator
    blocks: list[Block] = [
        Heading(texts.numbered(one)),
        Paragraph(one.definition),
        Paragraph(texts.VERSION.format(number=one.version, source=one.source)),
    ]
    for each in counted.measures:
        blocks += _measure(each, split)
    if one.gaps:
        blocks += [Heading(texts.GAPS, 3), Facts(tuple((gap.what, gap.why) for gap in one.gaps))]
    return blocks


def _measure(counted: CountedMeasure, split: Split) -> list[Block]:
    heading = Heading(f"{counted.definition.name} ({counted.definition.unit})", 3)
    table = counted.of_split(split)
    if table is None:
        return [heading, Paragraph(texts.CLOSED)]
    return [heading, _grid(table) if table.rows else Paragraph(texts.NO_ROWS)]


def _grid(table: FigureTable) -> Grid:
    rows = tuple((row.word, *map(texts.figure, row.figures)) for row in table.every)
    return Grid((table.row_heading, *table.headings), rows, frozenset(range(1, len(table.headings) + 1)))
