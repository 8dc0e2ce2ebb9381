"""Merging two records of one person: looked at, and done.

What merging would do is found by doing it in a transaction that is not kept: the counts, and what the next closing and
the estimates would make of the bookings, are then those of the merge itself. To somebody without the right, a protected
person is not there: she can be merged with nobody, and nothing tells of her.
"""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain.closing import Candidate
from mottagning.domain.effects import Outlook, Standpoint, outlook
from mottagning.domain.merging import Choices, merged_person
from mottagning.domain.people import Person, Protection, person_problems
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.changes import Done, Stored
from mottagning.readmodels.merging import Merge, MergePreview
from mottagning.storage.reader import Reader
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.context import Context
from mottagning.usecases.merging.joining import Two, assumed_days, is_new_number, join, problems, two
from mottagning.usecases.move_effects import effects_of, newly_held
from mottagning.usecases.returns.planning import gathered, ledger_of
from mottagning.usecases.visible import seen_person

Seen = Mapping[str, tuple[Candidate, Outlook]]
"""What is still to come of each booking."""


def preview_merge(ctx: Context, kept_id: int, gone_id: int, choices: Choices | None = None) -> MergePreview:
    """What merging two records would do with these choices, or with what is proposed: that first look is noted as
    reading both.

    Raises Refused when one of them is gone or may not be seen, or both are the same record.
    """
    if choices is None:
        _note_read(ctx, kept_id, gone_id)
    with ctx.writing() as uow:  # never kept
        both = _both(ctx, uow, kept_id, gone_id)
        chosen = {**both.plan.asked, **(choices or {})}
        merged = merged_person(both.kept.value, both.gone.value, chosen)
        found = (*problems(both, chosen), *person_problems(merged))
        days = assumed_days(uow, both)
        before = _outlooks(ctx, uow, both)
        moves = {} if found else join(uow, both, chosen)[1]
        after = before if found else _outlooks(ctx, uow, both)
        compared = [(after[key][0], before[key][1], after[key][1]) for key in after if key in before]
        return MergePreview(
            kept=both.kept,
            gone=both.gone,
            plan=both.plan,
            moves=moves,
            merged=merged,
            problems=found,
            effects=tuple(effect for one in compared for effect in effects_of(*one)),
            held=tuple(held for _, now, then in compared for held in newly_held(now, then)),
            assumed=days,
            new_number=is_new_number(both, merged),
            drops_addresses=_drops_addresses(both, merged),
        )


def _note_read(ctx: Context, *persons: int) -> None:
    with ctx.writing() as uow:
        for person in persons:
            seen_person(ctx, uow, person)
            uow.log.read(ReadNote(ReadKind.CARD, person=person))
        uow.commit()


def _both(ctx: Context, uow: UnitOfWork, kept_id: int, gone_id: int) -> Two:
    kept, gone = seen_person(ctx, uow, kept_id), seen_person(ctx, uow, gone_id)
    if kept.id == gone.id:
        raise Refused(RefusalCode.GONE)
    return two(uow, kept, gone)


def _drops_addresses(both: Two, merged: Person) -> bool:
    homes = (*both.kept_parts["housings"], *both.gone_parts["housings"])
    return merged.protection is Protection.PROTECTED_REGISTRATION and any(one.value.address for one in homes)


def _outlooks(ctx: Context, reader: Reader, both: Two) -> Seen:
    """What the next closing and the estimates make of the bookings of the two."""
    office = reader.settings.office()
    if office is None:
        return {}
    lines = [
        line.id
        for person in (both.kept.id, both.gone.id)
        for line in reader.lists.bookings(ctx.today, protected=True, person=person)
    ]
    found = gathered(reader, office, lines)
    ledger = ledger_of(office, found.agreements)
    at = Standpoint(found.month, reader.ledger.last_closed(), ctx.today)
    return {one.placement.booking.key: (one, outlook(ledger, one, at)) for one in found.candidates}


def merge_people(ctx: Context, kept: Stored[Person], gone: Stored[Person], choices: Choices) -> Done[Merge]:
    """Make `gone` part of `kept`; its case number leads to `kept` from then on.

    Raises Refused when one of them was changed since it was read, is gone or may not be seen, when something that
    differs is not chosen, or when the two cannot become one.
    """
    with ctx.writing() as uow:
        both = _both(ctx, uow, kept.id, gone.id)
        if (both.kept.version, both.gone.version) != (kept.version, gone.version):
            raise Refused(RefusalCode.CHANGED_MEANWHILE)
        found = person_problems(merged_person(both.kept.value, both.gone.value, choices))
        if found:
            raise Refused(RefusalCode.INVALID_FIELDS, *found)
        number, _ = join(uow, both, choices)
        merge = uow.merges.get(number)
        assert merge is not None  # noqa: S101 - it was just done
        return Done(merge, uow.commit())
