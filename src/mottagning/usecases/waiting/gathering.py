"""What waits for people? Their records read at once, however many they are, and what was entered of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from mottagning.domain.counterparts import CounterpartKind
from mottagning.domain.deadlines.gathering import PersonRecords, facts_of
from mottagning.domain.names import listed_name
from mottagning.domain.people import Person
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.requests import BookingRequest, RequestStep
from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.waiting import (
    Actor,
    Answers,
    Awaited,
    Known,
    KnownRequest,
    Wait,
    WaitKind,
    entered,
    waits,
    who_answers,
)
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.waiting import WaitLine
from mottagning.storage.reader import Reader
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.usecases.context import Context
from mottagning.usecases.deadlines.gathering import records_of_all

_AT_ONCE = 500
_COUNTERPARTS: Mapping[CounterpartKind, ActorKind] = {
    CounterpartKind.MUNICIPALITY: ActorKind.MUNICIPALITY,
    CounterpartKind.REGION: ActorKind.REGION,
    CounterpartKind.PRIVATE: ActorKind.PROVIDER,
}
"""What actor a counterpart is; an authority or a federation is another, and has its name."""


def lines_of(ctx: Context, reader: Reader, people: Sequence[Stored[Person]]) -> Iterator[WaitLine]:
    """What waits for people that the caller has made sure may be seen, and has waited; not what their households do."""
    answers, others = _answers(ctx, reader), _others(ctx, reader)
    for start in range(0, len(people), _AT_ONCE):
        some = people[start : start + _AT_ONCE]
        kept = _Kept(reader, [one.value.case_number for one in some])
        for person, records in zip(some, records_of_all(ctx, reader, some), strict=True):
            for one in waits(kept.known(ctx, records, others), answers, ctx.today):
                yield _line(ctx, person, one, kept.record(person, one))
            for wait in kept.waits.get(person.value.case_number, ()):
                yield entered_line(ctx, person, wait)


def entered_line(ctx: Context, person: Stored[Person], wait: Stored[Wait]) -> WaitLine:
    """What somebody has entered of a person, or of a household that she is a member of."""
    return _line(ctx, person, entered(wait.value), person.id, wait)


def _line(
    ctx: Context, person: Stored[Person], one: Awaited, record: int, stored: Stored[Wait] | None = None
) -> WaitLine:
    who = person.value
    return WaitLine(
        person_id=person.id,
        case_number=who.case_number,
        name=who.name,
        sort_name=listed_name(who.given_name, who.family_name),
        is_protected=who.is_protected,
        wait=one,
        weeks=one.weeks(ctx.today),
        record=record,
        household=stored.value.household if stored else None,
        stored=stored,
    )


class _Kept:
    """What some people have besides what deadlines are counted from: requests, open plans, what was entered."""

    def __init__(self, reader: Reader, cases: Sequence[str]) -> None:
        self.requests: Mapping[str, Sequence[Stored[BookingRequest]]] = _by(reader.requests, "case_number", cases)
        asked = [one.value.key for found in self.requests.values() for one in found]
        self.steps: Mapping[str, Sequence[RequestStep]] = reader.request_steps.of_requests(asked)
        plans = _by(reader.plans, "case_number", cases)
        self.plans: Mapping[str, Stored[IntroductionPlan]] = {
            case: one for case, found in plans.items() for one in found if one.value.is_open
        }
        keys = [one.value.key for one in self.plans.values()]
        self.activities = _by(reader.plan_activities, "plan", keys)
        self.marks = _by(reader.checklist_marks, "case_number", cases)
        self.waits: Mapping[str, Sequence[Stored[Wait]]] = _by(reader.waits, "case_number", cases)
        self._numbers = {one.value.key: one.id for found in self.requests.values() for one in found}

    def known(self, ctx: Context, records: PersonRecords, others: Mapping[str, Actor]) -> Known:
        """What is known of one of them. The checklist is kept where there is an open plan."""
        case = records.person.case_number
        plan = self.plans.get(case)
        return Known(
            person=records.person,
            days=facts_of(records, ctx.today).days,
            requests=[
                KnownRequest(one.value, self.steps.get(one.value.key, ()), _other(ctx, others, one.value.counterpart))
                for one in self.requests.get(case, ())
            ],
            activities=[one.value for one in self.activities.get(plan.value.key, ())] if plan else (),
            checklist=ctx.reference.plans.checklist.items if plan else (),
            done={one.value.item for one in self.marks.get(case, ())},
        )

    def record(self, person: Stored[Person], one: Awaited) -> int:
        """The number of the request or the plan that waits, else that of the person."""
        if one.kind is WaitKind.REQUEST and one.key is not None:
            return self._numbers[one.key]
        plan = self.plans.get(person.value.case_number)
        return person.id if plan is None or one.kind is WaitKind.PERSONAL_NUMBER else plan.id


def _by(store: KeyedStore[Any], name: str, keys: Sequence[str]) -> Mapping[str, Sequence[Stored[Any]]]:
    found: dict[str, list[Stored[Any]]] = defaultdict(list)
    for one in store.naming(name, keys) if keys else ():
        found[getattr(one.value, name)].append(one)
    return found


def _answers(ctx: Context, reader: Reader) -> Answers:
    """Who answers, by the office's own lines before those of the program."""
    lines = [*(one.value for one in reader.responsibilities.every()), *ctx.reference.responsibilities.lines]
    return lambda key: who_answers(lines, key, ctx.today)


def _others(ctx: Context, reader: Reader) -> Mapping[str, Actor]:
    """The counterparts that are no municipality, by their code."""
    return {
        one.value.code: Actor(_COUNTERPARTS.get(one.value.kind, ActorKind.OTHER), one.value.name or one.value.code)
        for one in reader.counterparts.every()
        if one.value.code not in ctx.reference.municipalities
    }


def _other(ctx: Context, others: Mapping[str, Actor], code: str) -> Actor:
    return others.get(code) or Actor(ActorKind.MUNICIPALITY, ctx.name(code))


def longest_first(lines: Iterable[WaitLine]) -> list[WaitLine]:
    """Those that still run, the longest first."""
    running = [one for one in lines if one.wait.until is None]
    return sorted(running, key=lambda one: (one.wait.since, one.sort_name, one.wait.what or ""))
