"""What lies on a person's line of time? Read from the register for one after another; a household is small."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from mottagning.domain.bookings import BookingStatus
from mottagning.domain.deadlines.engine import RUNNING, DeadlineStatus
from mottagning.domain.follow_ups import proposed
from mottagning.domain.people import Person
from mottagning.domain.periods import DateRange, is_slip
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.timelines import Thing, ThingKind, movable
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.timelines import Record, Timeline, TimelineMember, TimelineThing
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context, own_municipality
from mottagning.usecases.deadlines.viewing import person_deadlines
from mottagning.usecases.move_effects import person_belongings
from mottagning.usecases.plans.facts import follow_up_facts_of

_LIVE = frozenset({BookingStatus.PLANNED, BookingStatus.ONGOING})


def timeline_of(
    ctx: Context, reader: Reader, people: Sequence[Stored[Person]], household: str | None = None
) -> Timeline:
    """The lines of these people, whom the caller has made sure may be seen, in their order."""
    own = own_municipality(reader)
    found = [thing for person in people for thing in _of_person(ctx, reader, person, own)]
    return Timeline(
        tuple(TimelineMember(one.id, one.value.case_number, one.value.name, one.value.is_protected) for one in people),
        tuple(sorted(found, key=_order)),
        ctx.today,
        own,
        household,
    )


def _order(one: TimelineThing) -> tuple[date, str]:
    return one.thing.days.start, one.key


def _of_person(ctx: Context, reader: Reader, person: Stored[Person], own: str | None) -> Iterator[TimelineThing]:
    bookings = reader.lists.bookings(ctx.today, protected=ctx.sees_protected, person=person.id)
    residences = [one.value for one in reader.residences.of_person(person.id)]
    for number, belonging in enumerate(person_belongings(own, person.value, residences, bookings)):
        yield _thing(person, ThingKind.RESIDENCE, number, belonging.days, belonging)
    yield from _of_papers(reader, person)
    for booking in bookings:
        days = _between(booking.days.start, booking.days.last or booking.planned_until) or booking.days
        yield _thing(person, ThingKind.BOOKING, booking.id, days, booking, is_live=booking.status in _LIVE)
    for plan in reader.plans.of_person(person.id):
        yield from _of_plan(ctx, reader, person, plan)
    yield from _deadlines(ctx, reader, person)


def _of_papers(reader: Reader, person: Stored[Person]) -> Iterator[TimelineThing]:
    """Permits and homes; what would end before it begins lies on no day."""
    for number, permit in enumerate(_permits(reader, person)):
        days = _between(permit.valid_from or permit.decided_on, permit.valid_until)
        if days is not None:
            yield _thing(person, ThingKind.PERMIT, number, days, permit)
    for home in reader.housings.of_person(person.id):
        days = _between(home.value.days.start, home.value.days.last or home.value.contract_until)
        if days is not None:
            yield _thing(person, ThingKind.HOUSING, home.id, days, replace(home.value, address=None))


def _deadlines(ctx: Context, reader: Reader, person: Stored[Person]) -> Iterator[TimelineThing]:
    for one in person_deadlines(ctx, reader, person).deadlines:
        if one.day is not None and one.status in RUNNING:  # what was stopped, or is not for her, lies on no day
            day = DateRange.inclusive(one.day, one.day)
            is_live = one.status is not DeadlineStatus.PASSED
            yield _thing(person, ThingKind.DEADLINE, one.rule.key, day, one, is_live=is_live)


def _of_plan(
    ctx: Context, reader: Reader, person: Stored[Person], plan: Stored[IntroductionPlan]
) -> Iterator[TimelineThing]:
    for activity in reader.plan_activities.of_plan(plan.id):
        value = activity.value
        made = _thing(
            person, ThingKind.ACTIVITY, activity.id, value.days, activity, plan.id, is_live=value.status.is_live
        )
        yield replace(made, can_move=movable(value, is_plan_open=plan.value.is_open))
    held = reader.follow_ups.of_plan(plan.id)
    for one in held:
        day = DateRange.inclusive(one.value.on, one.value.on)
        yield _thing(person, ThingKind.FOLLOW_UP, one.id, day, one.value, plan.id, is_live=False)
    if not plan.value.is_open:
        return
    facts = follow_up_facts_of(ctx, reader, person)
    coming = proposed(plan.value, [one.value for one in held], facts, ctx.reference.plans.follow_ups)
    if coming is not None:
        day = DateRange.inclusive(coming.day, coming.day)
        yield _thing(person, ThingKind.FOLLOW_UP, f"next-{plan.id}", day, coming, plan.id)


def _permits(reader: Reader, person: Stored[Person]) -> list[ResidencePermit]:
    """The decisions; where none is kept, the one that the person's own record tells of."""
    found = [one.value for one in reader.permits.of_person(person.id)]
    who = person.value
    if found or who.permit_decided_on is None:
        return found
    return [
        ResidencePermit(
            case_number=who.case_number,
            decided_on=who.permit_decided_on,
            ground=who.permit_ground,
            valid_until=who.permit_until,
        )
    ]


def _between(first: date, last: date | None) -> DateRange | None:
    return None if is_slip(first) or (last is not None and last < first) else DateRange.inclusive(first, last)


def _thing(
    person: Stored[Person],
    kind: ThingKind,
    number: object,
    days: DateRange,
    record: Record,
    plan_id: int | None = None,
    *,
    is_live: bool = True,
) -> TimelineThing:
    thing = Thing(key=f"{kind.value}/{person.id}/{number}", person=person.id, kind=kind, days=days, is_live=is_live)
    return TimelineThing(thing=thing, record=record, plan_id=plan_id)
