"""What is due as a calendar file: no names, and a case number only of those without protected data. Logged."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from mottagning.files import calendar_file
from mottagning.files.calendar_file import CalendarDay
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done
from mottagning.readmodels.deadlines import DueDeadline
from mottagning.texts import deadlines as texts
from mottagning.usecases.context import Context


def write_calendar(ctx: Context, lines: Sequence[DueDeadline], target: Path) -> Done[Path]:
    """Write what is due to `target`, one whole day for each line; gives it back. Raises Trouble.

    Who may not see people with protected data has none of them in the file, whatever stands in `lines`.
    """
    seen = [line for line in lines if ctx.sees_protected or not line.is_protected]
    with ctx.writing() as uow:
        calendar_file.write(target, [_day(line) for line in seen], ctx.clock())
        uow.log.read(ReadNote(ReadKind.EXPORT, detail="deadlines_calendar", count=len(seen)))
        uow.log.disclosed(Disclosure("deadlines_calendar", len({line.person_id for line in seen})), target)
        return Done(target, uow.commit())


def _day(line: DueDeadline) -> CalendarDay:
    deadline = line.deadline
    assert deadline.day is not None  # noqa: S101 - what is due has a day
    case_number = None if line.is_protected else line.case_number
    return CalendarDay(
        day=deadline.day,
        title=texts.calendar_title(deadline, case_number),
        text=f"{texts.source(deadline.rule)}\n{texts.verified(deadline.rule)}",
        key=f"{case_number}/{deadline.rule.key}" if case_number else None,
    )
