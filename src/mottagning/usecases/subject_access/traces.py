"""What has the program itself noted of a person? What was returned and written about her, who read and changed it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal

from mottagning.domain.identity import IdentityKind, written
from mottagning.domain.people import Person, Protection
from mottagning.domain.returns import HandOutWay
from mottagning.files.layouts.register import SHEETS
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.reference import Reference
from mottagning.readmodels.returns import ClosedReturn, SentIdentity
from mottagning.readmodels.subject_access import (
    AccessColumn,
    AccessEntry,
    AccessSection,
    ChangeTrace,
    ReadTrace,
    Shows,
)
from mottagning.storage.reader import Reader
from mottagning.system.clock import shown
from mottagning.texts import formats, words
from mottagning.texts import subject_access as texts
from mottagning.usecases.changes_in_words import changes_said
from mottagning.usecases.subject_access.records import (
    NAMING_FIELDS,
    OF_PERSONS,
    Found,
    leads_to_protected,
    own_fields,
)

REPORT = "subject_access"
"""How the log tells that a person was opened for her report."""

_ADDRESS = frozenset({"address"})


def trace_sections(reader: Reader, reference: Reference, person: Stored[Person], found: Found) -> list[AccessSection]:
    """What was returned, handed out, written, read and changed."""
    sent = reader.ledger.sent_of_person(person.id)
    named = [person.id, *reader.merges.former_ids(person.id)]
    numbers = {row.number for row, _ in sent}
    returns = [one for one in reader.ledger.returns() if one.number in numbers]
    counterparts = {one.number: reference.name(one.counterpart) for one in returns}
    returned = [
        AccessEntry(
            f"{row.number}/{row.row}",
            (
                row.number,
                row.row,
                counterparts.get(row.number),
                row.entry.booking,
                row.entry.service,
                str(row.entry.service_month),
                Decimal(row.entry.amount) / 100,
                who.name,
                _number(who),
            ),
        )
        for row, who in sent
    ]
    return [
        _section("returned", texts.RETURNED, texts.RETURNED_HEADINGS, returned, numbers=(1,), amounts=(6,)),
        _section("handed_out", texts.HANDED, texts.HANDED_HEADINGS, _events(returns), caution="staff"),
        _section(
            "disclosed",
            texts.DISCLOSED,
            texts.DISCLOSED_HEADINGS,
            _disclosures(reader, reference, named, returns),
            caution="staff",
        ),
        _section(
            "read", texts.READ, texts.READ_HEADINGS, map(_reading, reader.traces.readings(named)), caution="staff"
        ),
        _section(
            "changed",
            texts.CHANGED,
            texts.CHANGED_HEADINGS,
            _changes(reader, reference, person, found),
            caution="staff",
        ),
    ]


def _section(
    name: str,
    title: str,
    headings: Sequence[str],
    entries: Iterable[AccessEntry],
    *,
    caution: str | None = None,
    numbers: tuple[int, ...] = (),
    amounts: tuple[int, ...] = (),
) -> AccessSection:
    shows = {**dict.fromkeys(numbers, Shows.NUMBER), **dict.fromkeys(amounts, Shows.AMOUNT)}
    columns = tuple(AccessColumn(heading, shows.get(place, Shows.TEXT)) for place, heading in enumerate(headings))
    return AccessSection(name, title, columns, tuple(entries), caution)


def _number(who: SentIdentity) -> str | None:
    return written(IdentityKind(who.kind), who.number) if who.kind and who.number else who.number


def _moment(at: datetime) -> str:
    return formats.moment(shown(at))


def _events(returns: Iterable[ClosedReturn]) -> Iterable[AccessEntry]:
    """What happened to the returns that she stands in: to whom they went, and how."""
    for one in returns:
        for place, event in enumerate(one.events):
            way = words.word(HandOutWay(event.way)) if event.way else None
            cells = (one.number, _moment(event.at), words.word(event.state), event.recipient, way, event.by)
            yield AccessEntry(f"{one.number}/{place}", cells)


def _disclosures(
    reader: Reader, reference: Reference, persons: Sequence[int], returns: Sequence[ClosedReturn]
) -> Iterable[AccessEntry]:
    """Files that were written with her in them; a return handed out is told of by what happened to it."""
    for one in reader.traces.disclosures(persons, [each.id for each in returns]):
        if one.what in texts.DISCLOSURES:
            recipient = reference.name(one.recipient) if one.recipient else None
            yield AccessEntry(str(one.id), (_moment(one.at), texts.DISCLOSURES[one.what], recipient, one.by))


def _reading(one: ReadTrace) -> AccessEntry:
    what = texts.FOR_REPORT if one.detail == REPORT else texts.READINGS[one.what]
    return AccessEntry(str(one.id), (_moment(one.at), one.by, what))


# what was changed


def _changes(reader: Reader, reference: Reference, person: Stored[Person], found: Found) -> list[AccessEntry]:
    by_table = {reader.by_sheet[sheet.name].shape.table.name: sheet for sheet in SHEETS}
    of_bookings = {
        table: [one.id for one in found[sheet.name]]
        for table, sheet in by_table.items()
        if "booking" in own_fields(sheet.record)
    }
    bookings = [one.value.key for one in found["bookings"]]
    hides = person.value.protection is Protection.PROTECTED_REGISTRATION
    entries = []
    named = [person.id, *reader.merges.former_ids(person.id)]
    for one in reader.traces.changes(named, of_bookings, bookings):
        if leads_to_protected(reader, person.value.case_number, _cases(one)):
            continue
        sheet = by_table.get(one.entity)
        columns = {column.field: column for column in sheet.columns} if sheet else {}
        hidden = {*NAMING_FIELDS, *(_ADDRESS if hides else ())}
        said = changes_said(reference, columns, one, hidden)
        title = sheet.title if sheet else one.entity
        cells = (_moment(one.at), one.by, title, texts.action(one.action), said)
        entries.append(AccessEntry(str(one.id), cells, (sheet.name, str(one.entity_id)) if sheet else None))
    return entries


def _cases(one: ChangeTrace) -> Iterable[object]:
    """Whose records a change is about, before and after."""
    kept = [one.changes.get(name) for name in OF_PERSONS]
    return [case for part in kept for case in (part if isinstance(part, list) else [part])]
