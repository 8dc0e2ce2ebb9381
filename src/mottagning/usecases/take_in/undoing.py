"""A list that was taken in, taken back as a whole: who or what it brought in goes, what it changed is as before.

Whoever somebody has worked with since stays as she is and is named; people with bookings or plans are never removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mottagning.domain.bookings import Booking
from mottagning.domain.canonical import from_text
from mottagning.domain.documents import DocumentOf, Owner
from mottagning.domain.people import Identity, Person, Residence
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.take_in import Kept, KeptPerson, ListOf, TakeIn, Undone
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.stores.take_in import TakenRecord
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context

_PERSON, BOOKING = "person", "booking"
_KINDS: dict[str, type] = {_PERSON: Person, "identity": Identity, "residence": Residence}


def list_take_ins(ctx: Context) -> list[TakeIn]:
    """The lists that were taken in, the latest first."""
    with ctx.reading() as reader:
        return reader.take_ins.every()


def undo(ctx: Context, number: int, *, leave_changed: bool = False) -> Done[Undone]:
    """Take a list back. When somebody was changed since, nothing happens and she is named, unless `leave_changed`:
    then the others are taken back. Raises Refused when the list is gone or taken back already."""
    with ctx.writing() as uow:
        taken = next((one for one in uow.take_ins.every() if one.id == number and not one.is_undone), None)
        if taken is None:
            raise Refused(RefusalCode.GONE)
        if taken.of is ListOf.BOOKINGS:
            return _undo_bookings(ctx, uow, number, leave_changed=leave_changed)
        people = uow.take_ins.records(number)
        reasons = dict(_reasons(uow, people))
        kept = tuple(_named(ctx, uow, reasons))
        if kept and not leave_changed:
            return Done(Undone(False, 0, 0, kept), frozenset())  # noqa: FBT003 - the first field
        there = uow.take_ins.footprints(list(people)).keys() - reasons.keys()
        new = [person for person in people if person in there and _is_new(people[person])]
        for stored in uow.people.of(new):
            uow.people.remove(stored)
        changed = [person for person in people if person in there and not _is_new(people[person])]
        for person in changed:
            _restore(uow, people[person])
        uow.take_ins.undone(number)
        return Done(Undone(True, len(new), len(changed), kept), uow.commit())  # noqa: FBT003 - the first field


def _undo_bookings(ctx: Context, uow: UnitOfWork, number: int, *, leave_changed: bool) -> Done[Undone]:
    """Remove the bookings that came with a list, but for those that somebody worked with or that were returned."""
    records = [one for found in uow.take_ins.records(number).values() for one in found]
    versions = {one.place[1]: one.version for one in records}
    there = uow.bookings.of(list(versions))
    used = set(uow.ledger.rows_of_bookings([one.value.key for one in there])) | _noted(uow, there)
    reasons = {one.id: Kept.IN_USE for one in there if one.value.key in used}
    reasons |= {one.id: Kept.CHANGED for one in there if one.version != versions[one.id]}
    holders = {
        one.value.case_number: one.value
        for one in uow.people.every()
        if ctx.sees_protected or not one.value.is_protected
    }
    reasons |= {one.id: Kept.CHANGED for one in there if one.value.case_number not in holders}
    kept = tuple(
        KeptPerson(person.case_number, person.name, reasons[one.id], one.value.key)
        for one in there
        if one.id in reasons and (person := holders.get(one.value.case_number))
    )
    if kept and not leave_changed:
        return Done(Undone(False, 0, 0, kept, ListOf.BOOKINGS), frozenset())  # noqa: FBT003 - the first field
    gone = [one for one in there if one.id not in reasons]
    for one in gone:
        uow.bookings.remove(one)
    uow.take_ins.undone(number)
    return Done(Undone(True, len(gone), 0, kept, ListOf.BOOKINGS), uow.commit())  # noqa: FBT003 - the first field


def _noted(uow: UnitOfWork, bookings: Sequence[Stored[Booking]]) -> set[str]:
    """The keys of those beside which somebody noted something."""
    return {
        one.value.key
        for one in bookings
        if any(store.of_booking(one.id) for store in (uow.absences, uow.supplements, uow.reports))
        or uow.documents.of_owner(Owner(DocumentOf.BOOKING, one.value.key))
        or uow.accepted_warnings.naming("booking", [one.value.key])
        or uow.parked_rows.naming("booking", [one.value.key])
        or uow.deviations.naming("booking", [one.value.key])
        or uow.plan_activities.naming("booking", [one.value.key])
        or uow.weekly_hours.naming("booking", [one.value.key])
        or uow.invoice_payments.naming("our_booking", [one.value.key])
        or uow.requests.of_booking(one.value.key)
    }


def _is_new(records: Sequence[TakenRecord]) -> bool:
    return any(one.is_new and one.place[0] == _PERSON for one in records)


def _reasons(uow: UnitOfWork, people: dict[int, list[TakenRecord]]) -> Iterator[tuple[int, Kept]]:
    """Who stays as she is, and why. Somebody who is gone already is no matter."""
    now = uow.take_ins.footprints(list(people))
    in_use = uow.take_ins.in_use(people.keys())
    for person, records in people.items():
        if person not in now:
            continue
        if now[person] != {one.place: one.version for one in records}:
            yield person, Kept.CHANGED
        elif person in in_use and _is_new(records):
            yield person, Kept.IN_USE


def _named(ctx: Context, uow: UnitOfWork, reasons: dict[int, Kept]) -> Iterator[KeptPerson]:
    """Those whom the user may see; others stay as they are without a word."""
    for stored in uow.people.of(list(reasons)):
        if ctx.sees_protected or not stored.value.is_protected:
            yield KeptPerson(stored.value.case_number, stored.value.name, reasons[stored.id])


def _restore(uow: UnitOfWork, records: Sequence[TakenRecord]) -> None:
    """A known person as she was, her former numbers current again."""
    stores: dict[str, KeyedStore[Any]] = {
        "identity": uow.identities,
        "residence": uow.residences,
        _PERSON: uow.people,
    }
    for one in records:
        table, record = one.place
        if table not in stores:
            continue  # it is written with the person
        if one.is_new:
            stores[table].remove(stores[table].get(record))
        elif one.former is not None:
            current = stores[table].get(record)
            after = stores[table].change(current, from_text(_KINDS[table], one.former))
            uow.take_ins.is_again(one.place, one.former_version or one.version, after.version)
