"""A list that was taken in, taken back as a whole: who it brought in goes, what it changed is as before.

Whoever somebody has worked with since stays as she is and is named; people with bookings or plans are never removed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from mottagning.domain.canonical import from_text
from mottagning.domain.people import Identity, Person, Residence
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Done
from mottagning.readmodels.take_in import Kept, KeptPerson, TakeIn, Undone
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.storage.stores.take_in import TakenRecord
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context

_PERSON = "person"
_KINDS: dict[str, type] = {_PERSON: Person, "identity": Identity, "residence": Residence}


def list_take_ins(ctx: Context) -> list[TakeIn]:
    """The lists that were taken in, the latest first."""
    with ctx.reading() as reader:
        return reader.take_ins.every()


def undo(ctx: Context, number: int, *, leave_changed: bool = False) -> Done[Undone]:
    """Take a list back. When somebody was changed since, nothing happens and she is named, unless `leave_changed`:
    then the others are taken back. Raises Refused when the list is gone or taken back already."""
    with ctx.writing() as uow:
        if not any(one.id == number and not one.is_undone for one in uow.take_ins.every()):
            raise Refused(RefusalCode.GONE)
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
