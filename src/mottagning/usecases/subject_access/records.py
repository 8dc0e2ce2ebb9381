"""What has been entered about a person? Every kind of record that names her, by the columns of its sheet.

A kind whose records have a `case_number` or a `booking` gets a section by itself, with whatever columns it has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from mottagning.domain.identity import written
from mottagning.domain.people import Identity, Person
from mottagning.files.layouts.register import SHEETS, Column, Holds, Sheet
from mottagning.files.register_workbook.cells import written_value
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.records import values_of
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.subject_access import AccessColumn, AccessEntry, AccessSection, Cell, Shows
from mottagning.storage.reader import Reader
from mottagning.texts import subject_access as texts
from mottagning.usecases.changes_in_words import NAMED, named

OWN_FIELDS = ("case_number", "booking", "request", "our_booking", "plan")
"""The fields by which a record is about a person, or about a booking, a request or a plan of hers."""

NAMING_FIELDS = ("anchor_person", "representative_case", "other_case")
"""The fields by which somebody else's record names a person."""

OF_PERSONS = ("case_number", "other_case")
"""The fields by which a record is there because of somebody."""

_OTHERS = frozenset({*NAMING_FIELDS})
_CAUTIONS: Mapping[str, str] = {
    "representatives": "others",
    "housings": "free_text",
    "profiles": "free_text",
    "reminders": "free_text",
    "deviations": "free_text",
    "accepted_warnings": "free_text",
    "parked_rows": "free_text",
    "documents": "files",
    "plans": "free_text",
    "plan_goals": "free_text",
    "plan_activities": "free_text",
    "plan_responsibilities": "free_text",
    "child_sections": "free_text",
    "follow_ups": "free_text",
    "goal_reviews": "free_text",
    "checklist_marks": "free_text",
    "assignments": "free_text",
    "waits": "free_text",
    "state_compensation_claims": "free_text",
    "received_state_payments": "free_text",
}
_MONEY = frozenset({"amount", "rent", "cost", "applied", "granted", "received"})


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the report is about, and the keys of her bookings, requests and plans."""

    case_number: str
    bookings: tuple[str, ...]
    requests: tuple[str, ...] = ()
    plans: tuple[str, ...] = ()


Found = Mapping[str, Sequence[Stored[Any]]]
"""Her records by the name of their sheet."""


def own_fields(kind: type) -> tuple[str, ...]:
    """The fields by which records of `kind` are somebody's; none for those that are nobody's."""
    names = {item.name for item in fields(kind)}
    return tuple(name for name in OWN_FIELDS if name in names)


def naming_field(kind: type) -> str | None:
    """The field by which records of `kind` name somebody whose they are not."""
    names = {item.name for item in fields(kind)}
    return next((name for name in NAMING_FIELDS if name in names), None)


def own_records(reader: Reader, subject: Subject) -> Found:
    """All records that are hers, and those of her bookings, requests and plans."""
    keys = {
        "case_number": (subject.case_number,),
        "booking": subject.bookings,
        "request": subject.requests,
        "our_booking": subject.bookings,
        "plan": subject.plans,
    }
    found = {}
    for sheet in SHEETS:
        asked = own_fields(sheet.record)
        if asked:
            store = reader.by_sheet[sheet.name]
            hers = {one.id: one for field in asked for one in store.naming(field, keys[field])}
            found[sheet.name] = [
                hers[number] for number in sorted(hers) if _is_told(reader, subject, hers[number].value)
            ]
    found["assignments"] = _assignments(reader, subject, [one.value.assignment for one in found["expected_persons"]])
    return found


def _assignments(reader: Reader, subject: Subject, keys: Sequence[str]) -> list[Stored[Any]]:
    """The assignments that she came with, but for those of others with protected data too."""
    found = []
    for one in reader.assignments.naming("key", keys):
        cases = [each.value.case_number for each in reader.expected_persons.of_assignment(one.id)]
        if not leads_to_protected(reader, subject.case_number, cases):
            found.append(one)
    return found


def own_sections(reference: Reference, found: Found) -> list[AccessSection]:
    """A section for each kind that can be hers, with or without entries."""
    return [_section(reference, sheet, found[sheet.name]) for sheet in SHEETS if sheet.name in found]


def naming_sections(reader: Reader, reference: Reference, subject: Subject) -> list[AccessSection]:
    """Where somebody else's record names her: only what is said of her, not whose record it is."""
    sections = []
    for sheet in SHEETS:
        field = naming_field(sheet.record)
        if field is None:
            continue
        records = reader.by_sheet[sheet.name].naming(field, [subject.case_number])
        others = [one for one in records if getattr(one.value, "case_number", None) != subject.case_number]
        hers = [one for one in others if _is_told(reader, subject, one.value)]
        title = texts.NAMED[field]
        sections.append(_section(reference, sheet, hers, name=field, title=title))
    return sections


def leads_to_protected(reader: Reader, case_number: str, cases: Iterable[object]) -> bool:
    """Whether a record with these cases is there because of somebody with protected data other than `case_number`'s.

    It is in nobody else's report, whoever has the right to see her: the report leaves the office.
    """
    others = {case for case in cases if isinstance(case, str)} - {case_number}
    return any((person := reader.people.find(case)) is not None and person.value.is_protected for case in others)


def _is_told(reader: Reader, subject: Subject, record: object) -> bool:
    return not leads_to_protected(reader, subject.case_number, (getattr(record, name, None) for name in OF_PERSONS))


def _section(
    reference: Reference, sheet: Sheet, records: Iterable[Stored[Any]], name: str = "", title: str = ""
) -> AccessSection:
    left_out = _OTHERS if sheet.record is Person else _OTHERS | {"case_number"}
    columns = [column for column in sheet.columns if column.field not in left_out]
    return AccessSection(
        name or sheet.name,
        title or sheet.title,
        tuple(AccessColumn(column.heading, shows(column)) for column in columns),
        tuple(
            AccessEntry(
                str(one.id), tuple(cell_of(reference, column, value) for column, value in _values(one, columns))
            )
            for one in records
        ),
        caution="others" if name else _CAUTIONS.get(sheet.name),
    )


def _values(one: Stored[Any], columns: Sequence[Column]) -> Iterable[tuple[Column, object]]:
    values = values_of(one.value)
    if isinstance(one.value, Identity):
        values["number"] = written(one.value.kind, one.value.number)
    return [(column, values[column.field]) for column in columns]


def shows(column: Column) -> Shows:
    """How a column's cells are written."""
    if column.holds is Holds.DAY:
        return Shows.DAY
    if column.holds is Holds.ORE:
        return Shows.AMOUNT
    if column.holds in {Holds.SCALED, Holds.SIGNED}:
        return Shows.AMOUNT if column.field in _MONEY else Shows.NUMBER
    return Shows.NUMBER if column.holds is Holds.WHOLE else Shows.TEXT


def cell_of(reference: Reference, column: Column, value: Any) -> Cell:  # noqa: ANN401 - a field of any kind
    """A value for somebody who knows no codes: municipalities, countries and languages by their names."""
    if value is None or value == "":
        return None
    if column.holds is Holds.COUNTRIES:
        return ", ".join(named(reference, Holds.COUNTRY, code) for code in value) or None
    if column.holds in NAMED or column.field == "recipient":
        return named(reference, column.holds, value)
    cell: Cell = written_value(value, column)  # type: ignore[assignment]  # what cells hold
    return cell
