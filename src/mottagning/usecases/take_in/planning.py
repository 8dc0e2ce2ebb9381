"""What would taking a list in do? Its rows read, joined to people, and what each would become.

The same plan is shown before and carried out after, so that nothing happens that was not seen.
"""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.readmodels.take_in import Decisions, Mapped, OfficeList, Preview
from mottagning.storage.reader import Reader
from mottagning.texts import take_in as texts
from mottagning.usecases.context import Context
from mottagning.usecases.take_in.composing import compose
from mottagning.usecases.take_in.joining import Joining, Planned
from mottagning.usecases.take_in.matching import known_people
from mottagning.usecases.take_in.showing import as_planned, as_told
from mottagning.usecases.take_in.targets import NAME_KEYS, Targets, people_targets
from mottagning.usecases.take_in.telling import Doubts, tell


@dataclass(frozen=True, slots=True)
class Plan:
    """What would be done, and how it is shown."""

    people: tuple[Planned, ...]
    preview: Preview


def plan(ctx: Context, reader: Reader, listed: OfficeList, mapped: Mapped, decisions: Decisions) -> Plan:
    """What taking `listed` in would do when its columns mean `mapped` and doubts are decided so."""
    targets = people_targets(ctx.reference, ctx.today)
    hindrance = _hindrance(listed, mapped, targets)
    if hindrance:
        return Plan((), Preview((), (), {}, hindrance))
    office = reader.settings.office()
    doubts = Doubts(decisions)
    telling = tell(listed, mapped, targets, doubts, ctx.name(office.municipality) if office else None)
    known = known_people(reader, protected=ctx.sees_protected)
    people = Joining(known, doubts).join(telling.rows)
    compose(ctx, reader, people, known.taken)
    shown = {told.row.number: as_told(told) for told in telling.rows}
    for one in people:
        if one.person is not None:
            shown |= {told.row.number: as_planned(ctx, told, one) for told in one.rows if told.is_usable}
    preview = Preview(tuple(shown[told.row.number] for told in telling.rows), doubts.found, telling.ignored)
    return Plan(tuple(one for one in people if one.person is not None), preview)


def _hindrance(listed: OfficeList, mapped: Mapped, targets: Targets) -> str:
    """Why nothing can be taken in with such columns."""
    chosen = [key for key in mapped if key is not None]
    doubled = next((key for key in chosen if chosen.count(key) > 1), None)
    if doubled is not None:
        return texts.twice(targets[doubled].label)
    if not NAME_KEYS & set(chosen):
        return texts.NEEDS_NAME
    return "" if listed.rows else texts.NO_ROWS
