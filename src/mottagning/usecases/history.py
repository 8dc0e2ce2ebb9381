"""Who did what with a record, and when? Told of one that the user may see, with what hangs on it."""

from __future__ import annotations

from typing import Any

from mottagning.files.layouts.register import SHEETS
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.history import Happening
from mottagning.readmodels.subject_access import ChangeTrace
from mottagning.storage.reader import Reader
from mottagning.system.clock import shown
from mottagning.usecases.changes_in_words import changes_said
from mottagning.usecases.context import Context
from mottagning.usecases.permitted import closed_to
from mottagning.usecases.visible import person_of_case, seen_assignment, seen_flat

_HANGS_ON = {
    "bookings": ("absences", "supplements", "reports", "weekly_hours"),
    "requests": ("request_steps",),
    "assignments": ("expected_persons", "preparations", "flat_reservations"),
    "flats": ("flat_reservations",),
    "plans": (
        "plan_goals",
        "plan_activities",
        "plan_responsibilities",
        "child_sections",
        "follow_ups",
        "goal_reviews",
        "weekly_hours",
    ),
}
"""What belongs to a record of a sheet and is named by it."""
_FIELDS = {"bookings": "booking", "requests": "request", "plans": "plan", "assignments": "assignment", "flats": "flat"}
_KNOWN = frozenset({"case_number", "key", "booking", "request", "plan", "number", "assignment"})
"""What the card says itself."""


def history(ctx: Context, kind: str, record_id: int) -> list[Happening]:
    """What was done with the record of the sheet `kind`, latest first. Raises Refused when it may not be seen."""
    sheets = {one.name: one for one in SHEETS}
    with ctx.reading() as reader:
        stores: Any = reader.by_sheet
        record = stores[kind].get(record_id)
        _require_seen(ctx, reader, kind, record)
        own = stores[kind].shape.table.name
        hanging = {stores[name].shape.table.name: sheets[name] for name in _HANGS_ON[kind]}
        closed = closed_to(ctx.user)  # the log is open, and must not tell what these tables may not
        parts = {table: sheet for table, sheet in hanging.items() if table not in closed}
        of_table = {own: sheets[kind], **parts}
        fields = dict.fromkeys(parts, _FIELDS[kind])

        def told(one: ChangeTrace) -> Happening:
            sheet = of_table[one.entity]
            columns = {column.field: column for column in sheet.columns if column.field not in _KNOWN}
            return Happening(shown(one.at), one.by, sheet.title, one.action, changes_said(ctx.reference, columns, one))

        found = reader.traces.of_record(own, record_id, fields, record.value.key)
        return [told(one) for one in reversed(found)]


def _require_seen(ctx: Context, reader: Reader, kind: str, record: Stored[Any]) -> None:
    """Raises Refused when the record is somebody's whom the user may not know of."""
    match kind:
        case "assignments":
            seen_assignment(ctx, reader, record.id)
        case "flats":
            seen_flat(ctx, reader, record.id)
        case _:
            person_of_case(ctx, reader, record.value.case_number)
