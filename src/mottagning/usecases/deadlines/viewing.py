"""What is due, for one person and for all? Somebody who may not be seen is not there, nor counted."""

from __future__ import annotations

from mottagning.domain.deadlines.engine import Deadline, deadlines, urgent_of_each
from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.deadlines.gathering import facts_of
from mottagning.domain.people import Person
from mottagning.domain.rights import Part
from mottagning.domain.swedish import sort_key
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.deadlines import DueDeadline, PersonDeadlines
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.gathering import records_of, records_of_all, rule_book
from mottagning.usecases.visible import may_see


def person_deadlines(ctx: Context, reader: Reader, person: Stored[Person]) -> PersonDeadlines:
    """Every rule's answer for one person, whom the caller has made sure may be seen; none without sight of plans."""
    if not ctx.sees(Part.PLANS):
        return PersonDeadlines(today=ctx.today)
    extensions = tuple(reader.extensions.of_person(person.id))
    facts = facts_of(records_of(ctx, reader, person), ctx.today)
    found = deadlines(facts, rule_book(ctx, reader), ctx.today, [one.value for one in extensions])
    return PersonDeadlines(found, extensions, ctx.today)


def due_deadlines(ctx: Context) -> list[DueDeadline]:
    """What somebody has to look at now, of all who may be seen: the most urgent first.

    Nothing for who does not see plans.
    """
    if not ctx.sees(Part.PLANS):
        return []
    with ctx.reading() as reader:
        people = [one for one in reader.people.every() if may_see(ctx, one.value)]
        book = rule_book(ctx, reader)
        extended: dict[str, list[Extension]] = {}
        for one in reader.extensions.every():
            extended.setdefault(one.value.case_number, []).append(one.value)
        known = (
            (facts_of(records, ctx.today), extended.get(records.person.case_number, ()))
            for records in records_of_all(ctx, reader, people)
        )
        found = [
            _due(person, deadline, (deadline.day - ctx.today).days)
            for person, urgent in zip(people, urgent_of_each(known, book, ctx.today), strict=True)
            for deadline in urgent
            if deadline.day is not None
        ]
        return sorted(found, key=lambda one: (one.urgency, one.sort_name, one.deadline.rule.name))


def _due(person: Stored[Person], deadline: Deadline, left: int) -> DueDeadline:
    value = person.value
    return DueDeadline(
        person_id=person.id,
        case_number=value.case_number,
        name=value.name,
        sort_name=sort_key(f"{value.family_name or ''} {value.given_name or ''}"),
        is_protected=value.is_protected,
        deadline=deadline,
        days_left=left,
    )
