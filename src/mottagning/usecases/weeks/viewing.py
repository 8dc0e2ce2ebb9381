"""A household's week: what takes everybody's time, what does not fit, and what would solve it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from mottagning.domain.households import Membership, meet
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.week_conflicts import Weight, conflicts
from mottagning.domain.week_remedies import Alternative, remedies
from mottagning.domain.weekly_times import WeeklyTime, at_minute
from mottagning.domain.weeks import DAYS, HouseholdWeek, Week
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.weeks import Told, WeekCard
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.offers import offer_lines
from mottagning.usecases.visible import person_of_case
from mottagning.usecases.weeks.gathering import Lodger, gather, lodgers


def household_week(ctx: Context, household: str, day: date) -> WeekCard:
    """The week that holds `day` of a household, noted in the log of whom it tells. Raises Refused when there is none
    to see."""
    with ctx.writing() as uow:
        card = week_card(ctx, uow, household, lodgers(ctx, uow, household, Week.of(day)), Week.of(day))
        for one in card.lines:
            uow.log.read(ReadNote(ReadKind.CARD, person=one.person_id))
        uow.commit()
        return card


def persons_week(ctx: Context, case_number: str, day: date) -> WeekCard:
    """The week of the household that somebody belongs to then, hers alone where she belongs to none.

    Raises Refused when she is gone or may not be seen.
    """
    with ctx.reading() as reader:
        person = person_of_case(ctx, reader, case_number)
        week = Week.of(day)
        asked = Membership(case_number="", household="", joined_on=week.days.start, left_on=week.days.last)
        own = [one.value for one in reader.memberships.of_person(person.id) if meet(one.value, asked)]
    if own:
        return household_week(ctx, own[-1].household, day)
    with ctx.writing() as uow:
        card = week_card(ctx, uow, None, [Lodger(person)], week)
        uow.log.read(ReadNote(ReadKind.CARD, person=person.id))
        uow.commit()
        return card


def week_card(ctx: Context, reader: Reader, household: str | None, people: Sequence[Lodger], week: Week) -> WeekCard:
    """The week of these people. Raises Refused when there is nobody."""
    if not people:
        raise Refused(RefusalCode.GONE)
    found = gather(ctx, reader, people, week)
    clashes = conflicts(found.week)
    alternatives = (
        _alternatives(ctx, reader, found.week) if any(one.weight is not Weight.NOTE for one in clashes) else {}
    )
    named = {day: one for day in range(1, DAYS + 1) if (one := ctx.reference.holidays.get(week.day(day)))}
    return WeekCard(
        household=household,
        week=found.week,
        lines=found.lines,
        told=tuple(Told(one, remedies(found.week, one, alternatives)) for one in clashes),
        names=named,
        breaks=found.breaks,
        unknown_year=_unknown_year(ctx, week),
    )


def _unknown_year(ctx: Context, week: Week) -> int | None:
    known = {day.year for day in ctx.reference.holidays}
    return next((year for day in range(1, DAYS + 1) if (year := week.day(day).year) not in known), None)


def _alternatives(ctx: Context, reader: Reader, week: HouseholdWeek) -> Mapping[str, Sequence[Alternative]]:
    """The offers with room that could stand in place of what is booked, by the hours or the booking."""
    blocks = {one.source or one.thing: one for member in week.members for one in member.blocks if one.service}
    services = sorted({one.service for one in blocks.values() if one.service})
    stored = [
        one
        for one in reader.offers.naming("service", services)
        if one.value.times and not one.value.is_lacking and one.value.days.meet(week.week.days)
    ]
    lines = {one.key: one for one in offer_lines(ctx, reader, stored)}
    open_to = [one.value for one in stored if lines[one.value.key].has_free]
    found: dict[str, list[Alternative]] = {}
    for source, block in blocks.items():
        held = _times_of(week, source)
        for offer in open_to:
            line = lines[offer.key]
            if offer.service == block.service and set(offer.times) != held:
                seats = line.free if line.is_ours else line.seats.number if line.seats else None
                found.setdefault(source, []).append(Alternative(offer.key, offer.municipality, offer.times, seats))
    return found


def _times_of(week: HouseholdWeek, source: str) -> set[WeeklyTime]:
    return {
        WeeklyTime(one.weekday, at_minute(one.begins), at_minute(one.ends))
        for member in week.members
        for one in member.blocks
        if (one.source or one.thing) == source
    }
