"""What does a request that came back say? Its facts, and the answer with every cell that cannot be read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from openpyxl.cell.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from mottagning.domain.request_answers import ANSWERS, RequestAnswer
from mottagning.domain.requests import StepKind
from mottagning.files.answer_file import MOST_ROWS, labelled, no_answer, opened_answer, said_beside, sheet_of
from mottagning.files.layouts import request_file as layout
from mottagning.files.layouts.register import Column
from mottagning.files.register_workbook.cells import CellContext, CellProblem, plain, shown, value_of
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.transfer import Rejected
from mottagning.texts import transfer, words


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """A request as it came back. `cells` tells where each field of the answer stands."""

    key: str
    sender: str
    recipient: str | None
    number: str | None
    answer: RequestAnswer
    cells: dict[str, str]
    rejected: tuple[Rejected, ...]


def read(file: Path, reference: Reference, today: date) -> AnswerFile:
    """Read an answer. Raises Refused when the file is none, Trouble when it cannot be read."""
    book = opened_answer(file)
    asked, answer = sheet_of(book, layout.ASKED_TITLE), sheet_of(book, layout.ANSWER_TITLE)
    if asked is None:
        raise no_answer(file, "asked")
    facts = said_beside(asked, layout.KEY, layout.SENDER, layout.RECIPIENT, layout.NUMBER)
    if not {layout.KEY, layout.SENDER} <= facts.keys():
        raise no_answer(file, "asked")
    if answer is None:
        raise no_answer(file, "sheet")
    found = _Answer(answer, CellContext(reference, today, []))
    return AnswerFile(
        key=facts[layout.KEY],
        sender=facts[layout.SENDER],
        recipient=facts.get(layout.RECIPIENT),
        number=facts.get(layout.NUMBER),
        answer=found.answer,
        cells=found.cells,
        rejected=found.rejected,
    )


class _Answer:
    """The cells of the answer, each read as its label says."""

    def __init__(self, sheet: Worksheet, context: CellContext) -> None:
        by_label = {words.folded(one.heading): one for one in layout.COLUMNS}
        labels = {words.folded(str(plain(one) or "")) for (one,) in sheet.iter_rows(max_row=MOST_ROWS, max_col=1)}
        self.cells: dict[str, str] = {}
        problems = [
            Rejected(sheet.title, None, None, transfer.missing_row(sheet.title, one.heading))
            for label, one in by_label.items()
            if label not in labels
        ]
        values: dict[str, object] = {}
        for label, cell in labelled(sheet):
            column = by_label.get(words.folded(label))
            if column is None:
                continue
            self.cells[column.field] = cell.coordinate
            try:
                values[column.field] = _value(cell, column, context)
            except CellProblem as problem:
                problems.append(Rejected(sheet.title, cell.coordinate, shown(cell), str(problem)))
        self.answer = RequestAnswer(**values)  # type: ignore[arg-type]
        self.rejected = tuple(problems)


def _value(cell: Cell, column: Column, context: CellContext) -> object:
    value = value_of(cell, column, context)
    return value if column is not layout.ANSWER or value is None else _kind(str(value))


def _kind(said: str) -> StepKind:
    for one in ANSWERS:
        if words.folded(words.word(one)) == words.folded(said):
            return one
    raise CellProblem(transfer.not_one_of([words.word(one) for one in ANSWERS]))
