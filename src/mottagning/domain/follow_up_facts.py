"""What does the register say of a person that gives reason to a follow-up? Her records, and her deadlines.

A follow-up before something ends counts from the deadline of the same rule, so that pauses, extensions and what stops a
deadline are reckoned in one place.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from itertools import pairwise

from mottagning.domain.bookings import AbsenceKind
from mottagning.domain.deadlines.engine import RUNNING, deadlines
from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.deadlines.facts import DayFact
from mottagning.domain.deadlines.gathering import PersonRecords, facts_of
from mottagning.domain.deadlines.rules import RuleBook
from mottagning.domain.follow_ups import FollowUpEvent, FollowUpFacts


def rules_named(book: RuleBook, events: Collection[FollowUpEvent]) -> RuleBook:
    """Those of the rules that `events` count from, so that the others are not reckoned for a long list."""
    keys = {one.deadline for one in events}
    return RuleBook(tuple(one for one in book.rules if one.key in keys), book.limits)


def follow_up_facts(
    records: PersonRecords, book: RuleBook, today: date, extensions: Sequence[Extension] = ()
) -> FollowUpFacts:
    """What is known of one person on `today`; a deadline that has been stopped gives no reason to anything."""
    person, facts = records.person, facts_of(records, today)
    found = deadlines(facts, book, today, extensions)
    return FollowUpFacts(
        birth_date=person.birth_date,
        received_on=person.received_on,
        permits_decided=tuple(sorted(_decided(records))),
        moves=tuple(_moves(records)),
        personal_number_on=facts.days.get(DayFact.PERSONAL_NUMBER),
        absences=tuple(one.days for one in records.absences if one.kind is AbsenceKind.INVALID),
        deadlines={one.rule.key: one.day for one in found if one.day is not None and one.status in RUNNING},
    )


def _decided(records: PersonRecords) -> set[date]:
    known = {one.decided_on for one in records.permits} | {records.person.permit_decided_on}
    return {day for day in known if day is not None}


def _moves(records: PersonRecords) -> Iterator[date]:
    """The days on which another municipality became the one that pays."""
    homes = sorted((one.days.start, one.municipality or "") for one in records.residences if one.kind.pays)
    return (after[0] for before, after in pairwise(homes) if before[1] != after[1])
