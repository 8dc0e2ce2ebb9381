"""What would taking a list in do? Its rows read, joined to people, and what each would become.

The same plan is shown before and carried out after, so that nothing happens that was not seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mottagning.readmodels.take_in import Decisions, ListOf, Mapped, OfficeList, Preview, PreviewRow
from mottagning.storage.reader import Reader
from mottagning.texts import take_in as texts
from mottagning.usecases.context import Context
from mottagning.usecases.take_in.composing import compose
from mottagning.usecases.take_in.joining import Joining, Planned
from mottagning.usecases.take_in.matching import known_people
from mottagning.usecases.take_in.placing import PlannedBooking, place
from mottagning.usecases.take_in.showing import as_booking, as_planned, as_told
from mottagning.usecases.take_in.targets import CASE_KEY, IDENTITY_KEYS, NAME_KEYS, Targets, list_targets
from mottagning.usecases.take_in.telling import Doubts, Telling, tell


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done, and how it is shown."""

    preview: Preview
    people: tuple[Planned, ...] = ()
    bookings: tuple[PlannedBooking, ...] = ()


def plan(ctx: Context, reader: Reader, listed: OfficeList, mapped: Mapped, decisions: Decisions) -> Plan:
    """What taking `listed` in would do when its columns mean `mapped` and doubts are decided so."""
    targets = list_targets(ctx, reader, listed.of)
    hindrance = _hindrance(listed, mapped, targets)
    if hindrance:
        return Plan(Preview((), (), {}, hindrance))
    office = reader.settings.office()
    doubts = Doubts(decisions)
    telling = tell(listed, mapped, targets, doubts, ctx.name(office.municipality) if office else None)
    known = known_people(reader, protected=ctx.sees_protected)
    if listed.of is ListOf.BOOKINGS:
        bookings = place(ctx, reader, telling.rows, known, targets, doubts)
        shown = {one.told.row.number: as_booking(ctx, one) for one in bookings}
        return Plan(_preview(telling, shown, doubts), bookings=tuple(bookings))
    people = Joining(known, doubts).join(telling.rows)
    compose(ctx, reader, people, known.taken)
    able = tuple(one for one in people if one.person is not None)
    shown = {told.row.number: as_planned(ctx, told, one) for one in able for told in one.rows if told.is_usable}
    return Plan(_preview(telling, shown, doubts), able)


def _preview(telling: Telling, shown: Mapping[int, PreviewRow], doubts: Doubts) -> Preview:
    """The rows as they stand in the list; those that are not `shown` to become anything say why."""
    rows = (shown.get(told.row.number) or as_told(told) for told in telling.rows)
    return Preview(tuple(rows), doubts.found, telling.ignored)


def _hindrance(listed: OfficeList, mapped: Mapped, targets: Targets) -> str:
    """Why nothing can be taken in with such columns."""
    chosen = [key for key in mapped if key is not None]
    doubled = next((key for key in chosen if chosen.count(key) > 1), None)
    if doubled is not None:
        return texts.twice(targets[doubled].label)
    if listed.of is ListOf.PEOPLE and not NAME_KEYS & set(chosen):
        return texts.NEEDS_NAME
    if listed.of is ListOf.BOOKINGS and not _says_who(set(chosen)):
        return texts.NEEDS_WHO
    return "" if listed.rows else texts.NO_ROWS


def _says_who(chosen: set[str]) -> bool:
    """Whether a person of the register can be found by such columns."""
    return bool(chosen & {CASE_KEY, *IDENTITY_KEYS}) or ("persons.birth_date" in chosen and bool(chosen & NAME_KEYS))
