"""Which plans are there, who has none, and whose follow-up is late?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from mottagning.domain.follow_ups import Proposal, plan_is_late, proposed
from mottagning.domain.plans import IntroductionPlan
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.people import PersonLine
from mottagning.readmodels.plans import PlanLine, PlanStatus
from mottagning.storage.reader import Reader
from mottagning.usecases.context import Context, own_municipality
from mottagning.usecases.plans.facts import follow_up_facts_of_all


def list_plans(ctx: Context) -> list[PlanLine]:
    """Every plan of those that the user may see, and everybody received here who has none."""
    with ctx.reading() as reader:
        people = reader.lists.people(ctx.today, protected=ctx.sees_protected)
        lines = list(_of_plans(ctx, reader, {one.case_number: one for one in people}))
        having = {line.person_id for line in lines}
        return [*lines, *(lacking_line(ctx, one) for one in _ours(reader, people) if one.id not in having)]


def _of_plans(ctx: Context, reader: Reader, people: dict[str, PersonLine]) -> Iterator[PlanLine]:
    plans = reader.plans.visible(protected=ctx.sees_protected)
    proposals, counts = _proposals(ctx, reader, plans), reader.planning.counts()
    for plan in plans:
        person = people[plan.value.case_number]
        yield plan_line(person, plan, proposals.get(plan.id), counts.get(plan.value.key, (0, 0)), ctx.today)


def plan_line(
    person: PersonLine,
    plan: Stored[IntroductionPlan],
    proposal: Proposal | None,
    counts: tuple[int, int],
    today: date,
) -> PlanLine:
    """A plan as the list shows it."""
    is_late = proposal is not None and proposal.is_late(today)
    opened = PlanStatus.LATE if is_late else PlanStatus.OPEN
    return PlanLine(
        id=plan.id,
        person_id=person.id,
        case_number=person.case_number,
        name=person.name,
        sort_name=person.sort_name,
        status=opened if plan.value.is_open else PlanStatus.CLOSED,
        is_protected=person.is_protected,
        household=person.household,
        received_on=person.received_on,
        key=plan.value.key,
        days=plan.value.days,
        closed_on=plan.value.closed_on,
        officer=plan.value.officer,
        proposal=proposal,
        goals=counts[0],
        activities=counts[1],
    )


def lacking_line(ctx: Context, person: PersonLine) -> PlanLine:
    """Somebody without a plan as the list shows her."""
    is_late = plan_is_late(person.received_on, ctx.today, ctx.reference.plans.follow_ups)
    return PlanLine(
        id=-person.id,
        person_id=person.id,
        case_number=person.case_number,
        name=person.name,
        sort_name=person.sort_name,
        status=PlanStatus.LACKING_LATE if is_late else PlanStatus.LACKING,
        is_protected=person.is_protected,
        household=person.household,
        received_on=person.received_on,
    )


def _ours(reader: Reader, people: list[PersonLine]) -> Iterator[PersonLine]:
    """Those who have been received and belong here today; who has no row of Hemkommun belongs here."""
    own = own_municipality(reader)
    placed = reader.planning.placed()
    for one in people:
        if one.received_on is not None and (one.municipality == own or one.id not in placed):
            yield one


def _proposals(ctx: Context, reader: Reader, plans: Iterable[Stored[IntroductionPlan]]) -> dict[int, Proposal]:
    """The next follow-up of each of these that is open, by the plan's number."""
    rules, held = ctx.reference.plans.follow_ups, reader.planning.follow_ups()
    opened = [one for one in plans if one.value.is_open]
    facts = follow_up_facts_of_all(ctx, reader, [one.value.case_number for one in opened])
    found = {}
    for plan in opened:
        known = facts[plan.value.case_number]
        proposal = proposed(plan.value, held.get(plan.value.key, []), known, rules)
        if proposal is not None:
            found[plan.id] = proposal
    return found


def late_follow_ups(ctx: Context, reader: Reader) -> list[int]:
    """The plans whose next follow-up should have been held by now, the latest of them first."""
    plans = reader.plans.visible(protected=ctx.sees_protected)
    late = [(one.day, plan) for plan, one in _proposals(ctx, reader, plans).items() if one.is_late(ctx.today)]
    return [plan for _, plan in sorted(late)]
