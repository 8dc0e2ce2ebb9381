"""An office's own list into the register: looked at, then everything that is without doubt, in one transaction."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from mottagning.domain.backup_rules import Reason
from mottagning.domain.canonical import text_of
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.files.register_workbook import writing
from mottagning.files.register_workbook.writing import RejectedRows
from mottagning.readmodels.admin import Disclosure, ReadKind, ReadNote
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.take_in import Decisions, ListOf, Mapped, OfficeList, Preview, Standing, TakenIn
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.stores.take_in import Footprint, Place, TakenRecord
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.admin.backups import before
from mottagning.usecases.context import Context
from mottagning.usecases.take_in.joining import Change, Planned
from mottagning.usecases.take_in.planning import Plan, plan
from mottagning.usecases.take_in.reading import saved_headings
from mottagning.usecases.take_in.undoing import BOOKING

_LEFT_OUT = frozenset({Standing.DOUBTFUL, Standing.REFUSED, Standing.SKIPPED})
_LOG = "take_in"
_SHOWS_KNOWN = {
    ListOf.PEOPLE: frozenset({Standing.CHANGED, Standing.SAME}),
    ListOf.BOOKINGS: frozenset({Standing.NEW, Standing.SAME}),
}
"""Rows that show somebody of the register."""


def preview(ctx: Context, listed: OfficeList, mapped: Mapped, decisions: Decisions) -> Preview:
    """What taking the list in would do. The first look is noted in the log where it shows people who are known."""
    with ctx.writing() as uow:
        shown = plan(ctx, uow, listed, mapped, decisions).preview
        known = sum(row.standing in _SHOWS_KNOWN[listed.of] for row in shown.rows)
        if known and not decisions:
            uow.log.read(ReadNote(ReadKind.LIST, detail=_LOG, count=known))
            uow.commit()
        return shown


def take_in(
    ctx: Context, listed: OfficeList, mapped: Mapped, decisions: Decisions, seen: Preview, *, keep_mapping: bool = True
) -> Done[TakenIn]:
    """Take in every row that is without doubt, as it was `seen`; the others are left out.

    `keep_mapping` remembers what the columns mean, for the next list with the same headings. Raises Refused when the
    register has changed since it was looked at, or nothing can be taken in; Trouble when it cannot be backed up first.
    """
    before(ctx, Reason.IMPORT)
    with ctx.writing() as uow:
        made = plan(ctx, uow, listed, mapped, decisions)
        if made.preview != seen:
            raise Refused(RefusalCode.CHANGED_MEANWHILE)
        done = _write_bookings(uow, listed, made) if listed.of is ListOf.BOOKINGS else _write(uow, listed, made)
        headings = saved_headings(listed.headings)
        if keep_mapping and any(headings):
            uow.take_ins.save_mapping(headings, mapped)
        return Done(done, uow.commit())


def _write(uow: UnitOfWork, listed: OfficeList, made: Plan) -> TakenIn:
    new = [one for one in made.people if one.standing is Standing.NEW]
    changed = [one for one in made.people if one.standing is Standing.CHANGED]
    ids = [one.before.id for one in changed if one.before]
    earlier = uow.take_ins.footprints(ids)
    added = uow.people.add_many([one.person for one in new if one.person])
    for one in changed:
        if one.before and one.person:
            uow.people.change(one.before, one.person)
    known: dict[object, int] = {one.value.case_number: one.id for one in added}
    known |= {one.before.value.case_number: one.before.id for one in changed if one.before}
    for store in (uow.residences, uow.identities):
        store.know("case_number", known)
    _write_parts(uow.residences, [change for one in (*new, *changed) for change in one.residences])
    for one in (*new, *changed):
        _write_identities(uow, one)
    formers = {place: value for one in changed for place, value in _formers(one)}
    now = uow.take_ins.footprints([*ids, *(one.id for one in added)])
    records = list(_records(now, earlier, formers))
    taken = uow.take_ins.add(listed.of, listed.name, len(new), len(changed), records)
    unchanged = sum(one.standing is Standing.SAME for one in made.people)
    return TakenIn(taken, unchanged, sum(row.standing in _LEFT_OUT for row in made.preview.rows))


def _write_bookings(uow: UnitOfWork, listed: OfficeList, made: Plan) -> TakenIn:
    new = [one for one in made.bookings if one.standing is Standing.NEW]
    added = uow.bookings.add_many([one.booking for one in new])
    records = [
        TakenRecord(one.person.id, (BOOKING, stored.id), stored.version, is_new=True)
        for one, stored in zip(new, added, strict=True)
    ]
    taken = uow.take_ins.add(listed.of, listed.name, len(new), 0, records)
    return TakenIn(taken, len(made.bookings) - len(new), sum(row.standing in _LEFT_OUT for row in made.preview.rows))


def _write_parts(store: KeyedStore[Any], changes: Sequence[Change]) -> None:
    store.add_many([record for before, record in changes if before is None])
    store.change_many([(before, record) for before, record in changes if before is not None])


def _write_identities(uow: UnitOfWork, one: Planned) -> None:
    """Numbers with their days and issuer; a number that the person was just given is there already."""
    for _, record in one.identities:
        before = uow.identities.find(record.case_number, record.kind, record.number)
        if before is None:
            uow.identities.add(record)
        else:
            uow.identities.change(before, record)


def _formers(one: Planned) -> Iterable[tuple[Place, str]]:
    """What the records of a known person said before."""
    changes: list[tuple[str, Stored[Any] | None]] = [("person", one.before)]
    changes += [("residence", before) for before, _ in one.residences]
    changes += [("identity", before) for before, _ in one.identities]
    return [((table, before.id), text_of(before.value)) for table, before in changes if before is not None]


def _records(
    now: Mapping[int, Footprint], earlier: Mapping[int, Footprint], formers: Mapping[Place, str]
) -> Iterable[TakenRecord]:
    """Everything that is kept about the people of the list, as it stands now."""
    for person, footprint in now.items():
        before = earlier.get(person, {})
        for place, version in footprint.items():
            former_version = before.get(place)
            yield TakenRecord(person, place, version, former_version is None, former_version, formers.get(place))


def save_left_out(ctx: Context, listed: OfficeList, seen: Preview, target: Path) -> None:
    """Write the rows that are not taken in, as they stood, each with its reason; it stands in the log. Raises
    Trouble."""
    reasons = {row.number: row.message for row in seen.rows if row.standing in _LEFT_OUT}
    rows = [(row.cells, reasons[row.number]) for row in listed.rows if row.number in reasons]
    title = listed.read_as.sheet or Path(listed.name).stem
    with ctx.writing() as uow:
        writing.write_rejected(target, [RejectedRows(_sheet_name(title), listed.headings, rows)])
        uow.log.disclosed(Disclosure("rejected_rows", len(rows)), target)
        uow.commit()


def _sheet_name(title: str) -> str:
    """A name that Excel takes for a sheet."""
    plain = "".join(letter for letter in title if letter not in "[]:*?/\\'")
    return plain[:31] or "1"
