"""Looking in the logs: of a time, of a user, of a person. That somebody looked is logged too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from mottagning.domain.periods import DateRange
from mottagning.domain.rights import Act
from mottagning.files.layouts.register import SHEETS, Sheet
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.logs import LogLine
from mottagning.storage.reader import Reader
from mottagning.system.clock import stored
from mottagning.usecases.context import Context
from mottagning.usecases.visible import seen_person

DAYS = 31
"""So far back the logs are shown unless somebody asks for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogFilter:
    """Of which days, half-open in the office's time, and of whom."""

    days: DateRange
    by: str | None = None


def last_days(today: date, days: int = DAYS) -> DateRange:
    """The last days up to and including today."""
    return DateRange(today - timedelta(days=days - 1), today + timedelta(days=1))


def list_log(ctx: Context, wanted: LogFilter) -> list[LogLine]:
    """What was done, the latest first. Raises Refused without the right to see the logs."""
    ctx.require(Act.SEE_LOG)
    since, until = bounds(ctx, wanted.days)
    with ctx.writing() as uow:
        found = uow.logs.lines(since, until, protected=ctx.sees_protected, by=wanted.by)
        uow.log.read(ReadNote(ReadKind.LOG, detail=wanted.by, count=len(found)))
        uow.commit()
        return in_words(uow, found)


def person_log(ctx: Context, person_id: int) -> list[LogLine]:
    """Everything that was done with one person's data, the latest first; of those who were merged into her too.

    Raises Refused without the right to see the logs, or to see her.
    """
    ctx.require(Act.SEE_LOG)
    with ctx.writing() as uow:
        seen_person(ctx, uow, person_id)
        persons = [person_id, *(uow.merges.gone_of(one.id) for one in uow.merges.of_person(person_id))]
        found = uow.logs.of_persons(persons, protected=ctx.sees_protected)
        uow.log.read(ReadNote(ReadKind.LOG, person=person_id, count=len(found)))
        uow.commit()
        return in_words(uow, found)


def in_words(reader: Reader, lines: Sequence[LogLine]) -> list[LogLine]:
    """What was changed, called as the office calls it: the sheet of its kind, and its columns."""
    sheets = {reader.by_sheet[sheet.name].shape.table.name: sheet for sheet in SHEETS}
    return [_in_words(line, sheets[line.entity]) if line.entity in sheets else line for line in lines]


def _in_words(line: LogLine, sheet: Sheet) -> LogLine:
    headings = {column.field: column.heading for column in sheet.columns}
    named = [headings[field] for field in (line.detail or "").split(", ") if field in headings]
    return replace(line, entity=sheet.title, detail=", ".join(named) or None)


def users_in_log(ctx: Context) -> list[str]:
    """All who have ever logged in, for choosing among. Raises Refused without the right to see the logs."""
    ctx.require(Act.SEE_LOG)
    with ctx.reading() as reader:
        return [one.value.name for one in reader.users.every()]


def bounds(ctx: Context, days: DateRange) -> tuple[datetime, datetime]:
    """The moments, as stored, between which these days lie where the office is."""
    zone = ctx.clock().tzinfo
    first, last = (stored(datetime.combine(day, time(), zone)) for day in (days.start, days.end))
    return first, last
