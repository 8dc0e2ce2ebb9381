"""The columns of the lists of a month: problems, counterparts, rows, closed returns."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mottagning.domain.ledger import RowKind
from mottagning.domain.problems import Severity
from mottagning.domain.returns import ReturnState
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.returns import RowView
from mottagning.texts import checks, formats, words
from mottagning.texts import months as texts
from mottagning.texts.returns import DIRECTIONS
from mottagning.ui.returns.lines import CounterpartLine, ProblemLine
from mottagning.uikit.columns import Align, Column, Tone, text_column

Names = Callable[[str], str]
_STATE_TONES = {
    ReturnState.CLOSED: Tone.INFORMATION,
    ReturnState.HANDED_OUT: Tone.OK,
    ReturnState.INVOICED: Tone.OK,
}


def problem_columns(names: Names) -> list[Column[ProblemLine]]:
    """The problems of step one."""
    return [
        Column(
            "severity",
            texts.SEVERITY,
            lambda line: texts.ACCEPTED_CHIP if line.accepted else words.word(line.problem.severity),
            lambda line: line.place,
            106,
            tone=_tone,
        ),
        text_column("check", texts.CHECK, lambda line: line.problem.check.value, width=80, gives_way=3),
        text_column("booking", texts.BOOKING, lambda line: line.problem.booking, width=104),
        text_column("person", texts.PERSON, lambda line: line.person, width=116, gives_way=1),
        text_column("month", texts.MONTH, lambda line: line.problem.month, width=82, gives_way=2),
        text_column(
            "what", texts.WHAT, lambda line: checks.said(line.problem, names).message, width=220, stretches=True
        ),
    ]


def _tone(line: ProblemLine) -> Tone:
    if line.accepted is not None:
        return Tone.OK
    return Tone.STOP if line.problem.severity is Severity.STOP else Tone.WARNING


def counterpart_columns(names: Names) -> list[Column[CounterpartLine]]:
    """The counterparts of steps two and three."""
    return [
        Column(
            "counterpart",
            texts.COUNTERPART,
            lambda line: names(line.counterpart) if line.counterpart else texts.UNKNOWN,
            lambda line: sort_key(names(line.counterpart)) if line.counterpart else "",
            116,
            stretches=True,
        ),
        text_column(
            "we", texts.WE, lambda line: DIRECTIONS[line.direction] if line.direction else None, width=86, gives_way=1
        ),
        Column("rows", texts.ROWS, lambda line: str(line.rows), lambda line: line.rows, 68, Align.RIGHT, gives_way=2),
        Column(
            "corrections",
            texts.CORRECTIONS,
            lambda line: str(line.corrections) if line.corrections else formats.NOTHING,
            lambda line: line.corrections,
            90,
            Align.RIGHT,
            gives_way=3,
        ),
        Column(
            "amount",
            texts.AMOUNT,
            lambda line: formats.kr(line.total, unit=False),
            lambda line: line.total,
            112,
            Align.RIGHT,
        ),
        Column(
            "status",
            texts.STATUS,
            lambda line: status(line)[0],
            lambda line: status(line)[0],
            134,
            tone=lambda line: status(line)[1],
        ),
    ]


def status(line: CounterpartLine) -> tuple[str, Tone]:
    """How a counterpart stands, in words on a chip."""
    if line.state is not None:
        return words.word(line.state), _STATE_TONES[line.state]
    if line.parked:
        return texts.HELD_BACK, Tone.WARNING
    if line.waiting:
        return texts.waiting(line.waiting), Tone.STOP
    lacking = _lacking(line)
    return (lacking, Tone.WARNING) if lacking else (texts.READY, Tone.OK)


def _lacking(line: CounterpartLine) -> str | None:
    """What one would look at before its rows are closed."""
    to_attest = max(line.unattested.values(), default=0)
    if to_attest:
        return texts.to_attest(to_attest)
    if line.lacks_reports:
        return texts.lacks_reports(line.lacks_reports)
    return texts.warnings(line.warnings) if line.warnings else None


def row_columns(rows: Sequence[RowView]) -> list[Column[RowView]]:
    """The rows of one return; with the kind of each where they are not all ordinary."""
    kind = text_column("kind", texts.KIND, _kind, width=110, gives_way=2)
    return [
        text_column("booking", texts.BOOKING, lambda row: row.entry.booking, width=100, gives_way=3),
        text_column("person", texts.PERSON, lambda row: row.name, width=72, stretches=True),
        *([kind] if any(_kind(row) for row in rows) else []),
        text_column(
            "service_month", texts.SERVICE_MONTH, lambda row: str(row.entry.service_month), width=84, gives_way=1
        ),
        Column(
            "amount",
            texts.AMOUNT,
            lambda row: formats.kr(row.entry.amount, unit=False),
            lambda row: row.entry.amount,
            92,
            Align.RIGHT,
        ),
    ]


def _kind(row: RowView) -> str | None:
    return None if row.entry.kind is RowKind.REGULAR else words.word(row.entry.kind)
