"""What have others done since one last logged in? Told of what one may see, record by record, never to what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from mottagning.files.layouts.register import SHEETS
from mottagning.readmodels.logs import LogLine
from mottagning.readmodels.overview import ChangedRecord, News
from mottagning.storage.reader import Reader
from mottagning.system.clock import shown, stored
from mottagning.usecases.context import Context
from mottagning.usecases.logs.viewing import in_words
from mottagning.usecases.permitted import closed_to

DAYS_AT_FIRST = 7
"""So far back is told to who has not logged in before."""
MOST = 500
"""So many records are listed; the others, of a list that was taken in, say, are counted."""
_Record = tuple[str | None, int | None]
"""The table of a record and its number there."""
_PAGES: Mapping[str, str] = {
    "persons": "people",
    "agreements": "agreements",
    "offers": "offers",
    "requests": "requests",
    "bookings": "bookings",
    "deviations": "deviations",
    "plans": "plans",
    "assignments": "assignments",
    "flats": "flats",
    "received_invoices": "received_invoices",
}
"""The sheets whose records have a page of their own. What hangs on a person is seen on her card."""


def news(ctx: Context, days: int | None = None) -> News:
    """What others have done since one last logged in, or in the last `days`.

    People with protected data, and records that name them, are left out without the right to see them; what belongs to
    a part that one does not see as well.
    """
    with ctx.reading() as reader:
        since = _since(ctx, reader, days)
        of_table = {reader.by_sheet[sheet.name].shape.table.name: sheet.name for sheet in SHEETS}
        open_tables = set(of_table) - closed_to(ctx.user)
        found = reader.logs.changes_by_others(ctx.user.name, since, open_tables, protected=ctx.sees_protected)
        latest, times = _by_record(found)
        listed = latest[:MOST]
        lines = [
            _told(line, of_table[was.entity or ""], times[was.entity, was.record])
            for line, was in zip(in_words(reader, listed), listed, strict=True)
        ]
        return News(shown(since), tuple(lines), len(latest))


def _since(ctx: Context, reader: Reader, days: int | None) -> datetime:
    before = None if days is not None else reader.logs.login_before_last(ctx.user.name)
    return before or stored(ctx.clock() - timedelta(days=days or DAYS_AT_FIRST))


def _by_record(lines: Sequence[LogLine]) -> tuple[list[LogLine], Counter[_Record]]:
    """The latest line of each record, and how often each was changed."""
    latest: dict[_Record, LogLine] = {}
    for line in lines:
        latest.setdefault((line.entity, line.record), line)
    return list(latest.values()), Counter((line.entity, line.record) for line in lines)


def _told(line: LogLine, sheet: str, times: int) -> ChangedRecord:
    is_gone = line.what == "removed"
    page = None if is_gone else _PAGES.get(sheet)
    area, record = (page, line.record) if page else ("people", line.person) if line.person else (None, None)
    return ChangedRecord(
        at=shown(line.at),
        by=line.by,
        sheet=line.entity or "",
        action=line.what,
        fields=line.detail or "",
        times=times,
        id=line.row,
        person=line.person,
        name=line.name or "",
        case_number=line.case_number or "",
        is_protected=line.is_protected,
        area=area,
        record=record,
    )
