"""What is known of people that their follow-ups are counted from? Of one, or of all who have a plan."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.follow_up_facts import follow_up_facts, rules_named
from mottagning.domain.follow_ups import FollowUpFacts
from mottagning.domain.people import Person
from mottagning.readmodels.changes import Stored
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.gathering import records_of, records_of_all, rule_book


def follow_up_facts_of(ctx: Context, reader: Reader, person: Stored[Person]) -> FollowUpFacts:
    """What is known of one person."""
    book = rules_named(rule_book(ctx, reader), ctx.reference.plans.follow_ups.events)
    extended = [one.value for one in reader.extensions.of_person(person.id)]
    return follow_up_facts(records_of(ctx, reader, person), book, ctx.today, extended)


def follow_up_facts_of_all(ctx: Context, reader: Reader, cases: Sequence[str]) -> Mapping[str, FollowUpFacts]:
    """The same of many, by their case numbers."""
    book = rules_named(rule_book(ctx, reader), ctx.reference.plans.follow_ups.events)
    extended: dict[str, list[Extension]] = defaultdict(list)
    for one in reader.extensions.every():
        extended[one.value.case_number].append(one.value)
    wanted = set(cases)
    people = [one for one in reader.people.every() if one.value.case_number in wanted]
    return {
        records.person.case_number: follow_up_facts(records, book, ctx.today, extended[records.person.case_number])
        for records in records_of_all(ctx, reader, people)
    }
