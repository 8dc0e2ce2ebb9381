"""Do twelve people get the right plan, checklist, first follow-up and deadlines? Every day below is reckoned by hand.

Today is Saturday 21 November 2026. The rules of the days are those of reception.md B.2-B.4 and C.3: weekly the first
month after the reception, monthly until five months have passed, then every third month; events come in between.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import pytest

from factories import OTHER, OWN, Clock, day, days
from mottagning.domain.checklists import ChecklistMark, NotFor, OwnerKind, Phase
from mottagning.domain.deadlines.milestones import Milestone, MilestoneKind
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Identity, PermitGround, Person, Residence, SettlementKind
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.profiles import Income, IncomeSource
from mottagning.readmodels.plans import PlanCard
from mottagning.usecases.context import Context
from mottagning.usecases.plans.checking import save_mark
from mottagning.usecases.plans.planning import begin_plan
from mottagning.usecases.plans.templates import templates_for
from mottagning.usecases.plans.viewing import open_plan

CASE = "2026-0001"

EVERYBODY = {
    "personuppgifter-information",
    "id-handlingar",
    "samtycke",
    "ut-kort",
    "flyttanmalan",
    "forsakringskassan",
    "vardcentral",
    "halsoundersokning-bokad",
    "personnummer",
    "personnummer-meddelat",
    "bankkonto",
    "e-legitimation",
    "halsoundersokning-gjord",
    "tandvard",
    "fritid",
}
SMALL_CHILD = EVERYBODY | {"forskola-sokt", "forskola-plats", "vaccinationer"}
PUPIL = EVERYBODY | {"skola-inskriven", "elevbedomning", "fritidshem", "modersmal", "vaccinationer"}
SFI = {"sfi-anmald", "sfi-borjad", "id-kort"}
ORIENTATION = {"so-erbjuden", "so-borjad", "so-intyg"}
YOUTH = EVERYBODY | SFI | {"sprakintroduktion", "modersmal"}
ADULT = EVERYBODY | SFI | ORIENTATION | {"af-inskriven", "af-kartlaggning", "cv-validering"}


@dataclass(frozen=True, kw_only=True)
class Described:
    """Somebody, and what is right for her. `items` are those of the checklist that are for her herself."""

    who: dict[str, Any]
    kept: tuple[object, ...] = ()
    plan_from: str
    template: str
    follow_up: tuple[str, str]
    items: set[str]
    deadlines: dict[str, str] = field(default_factory=dict)


def happened(kind: MilestoneKind, on: str) -> Milestone:
    return Milestone(case_number=CASE, kind=kind, happened_on=day(on))


def numbered(kind: IdentityKind, number: str, on: str) -> Identity:
    return Identity(case_number=CASE, kind=kind, number=number, valid_from=day(on))


def lived(municipality: str, first: str, last: str | None = None) -> Residence:
    return Residence(case_number=CASE, municipality=municipality, days=days(first, last))


def of_quota_family(born: str, template: str, items: set[str], **deadlines: str) -> Described:
    """Received as quota refugees on Tuesday 6 October 2026, planned three weeks later."""
    return Described(
        who={
            "birth_date": born,
            "household": "H1",
            "is_quota": True,
            "permit_ground": PermitGround.REFUGEE,
            "settlement_kind": SettlementKind.QUOTA,
            "permit_decided_on": "2026-07-01",
            "assigned_on": "2026-08-03",
            "received_on": "2026-10-06",
            "registered_on": "2026-10-20",
        },
        plan_from="2026-10-27",
        template=template,
        follow_up=("2026-11-03", "first_month"),  # a week after the plan began
        items=items,
        deadlines={"first_claim": "2029-10-06", "health_examination": "2027-10-06", **deadlines},
    )


PEOPLE = {
    "mother of a quota family": of_quota_family(
        "1988-04-02", "vuxen-20-66", ADULT, civic_orientation_duty="2029-10-20"
    ),
    "her toddler": of_quota_family("2025-06-15", "barn-0-5", SMALL_CHILD, preschool_reserved="2028-06-15"),
    "her child of four": of_quota_family("2022-05-20", "barn-0-5", SMALL_CHILD, preschool_reserved="2025-05-20"),
    "her child of eight": of_quota_family("2018-09-30", "barn-6-15", PUPIL),
    "her child of fourteen": of_quota_family(
        "2012-02-10", "barn-6-15", PUPIL | {"id-kort"}, sfi_from_sixteen="2028-07-01"
    ),
    "nineteen years old": Described(
        who={
            "birth_date": "2007-03-15",
            "permit_ground": PermitGround.REFUGEE,
            "settlement_kind": SettlementKind.SELF_SETTLED,
            "permit_decided_on": "2025-11-20",
            "permit_until": "2028-11-20",
            "received_on": "2026-01-15",
            "registered_on": "2026-01-15",
        },
        kept=(numbered(IdentityKind.PERSONAL, "200703150000", "2026-03-01"),),
        plan_from="2026-06-20",
        template="ungdom-16-19",
        follow_up=("2026-09-20", "later"),  # five months had passed on 15 June: every third month
        items=YOUTH | ORIENTATION,
        deadlines={"establishment_from_twenty": "2027-03-15", "youth_follow_up": "2027-03-14"},
    ),
    "sixty-eight years old": Described(
        who={
            "birth_date": "1958-05-05",
            "permit_ground": PermitGround.RELATIVE,
            "settlement_kind": SettlementKind.RELATIVE,
            "permit_decided_on": "2026-02-01",
            "permit_until": "2028-05-01",
            "received_on": "2026-03-02",
            "registered_on": "2026-03-02",
        },
        plan_from="2026-03-20",
        template="aldre-67",
        follow_up=("2026-03-27", "first_month"),
        items=EVERYBODY | SFI,
        deadlines={"permit_ends": "2028-05-01", "flat_rate_last_period": "2028-02-29"},
    ),
    "a relative in etablering": Described(
        who={
            "birth_date": "1992-08-31",
            "permit_ground": PermitGround.RELATIVE,
            "settlement_kind": SettlementKind.RELATIVE,
            "permit_decided_on": "2025-12-10",
            "permit_until": "2027-12-10",
            "received_on": "2026-01-31",
            "registered_on": "2026-01-31",
        },
        kept=(
            numbered(IdentityKind.PERSONAL, "199208310000", "2026-02-20"),
            happened(MilestoneKind.ESTABLISHMENT_PLAN, "2026-03-01"),
            happened(MilestoneKind.SFI_ADMITTED, "2026-03-23"),
        ),
        plan_from="2026-02-16",
        template="vuxen-20-66",
        follow_up=("2026-02-20", "personal_number"),  # before the week was over
        items=ADULT,
        deadlines={"establishment_window": "2029-03-01", "sfi_three_years": "2029-03-23"},
    ),
    "from Ukraine with LMA": Described(
        who={
            "birth_date": "1990-01-01",
            "permit_ground": PermitGround.TEMPORARY_PROTECTION,
            "settlement_kind": SettlementKind.ASSIGNED,
            "permit_decided_on": "2025-02-20",
            "permit_until": "2027-03-04",
            "assigned_on": "2026-11-02",
        },
        kept=(
            ResidencePermit(
                case_number=CASE,
                decided_on=day("2022-04-01"),
                ground=PermitGround.TEMPORARY_PROTECTION,
                valid_from=day("2022-04-04"),
            ),
            Income(case_number=CASE, source=IncomeSource.LMA_ALLOWANCE, days=days("2022-04-04")),
        ),
        plan_from="2026-11-16",
        template="vuxen-20-66",
        follow_up=("2026-11-23", "first_meeting"),  # not received yet: a week after the plan began
        items=ADULT,
        deadlines={"lma_housing": "2026-12-02", "quarterly_claim": "2026-12-31", "permit_ends": "2027-03-04"},
    ),
    "an unaccompanied minor": Described(
        who={
            "birth_date": "2009-09-09",
            "permit_ground": PermitGround.REFUGEE,
            "is_unaccompanied": True,
            "permit_decided_on": "2026-03-03",
            "permit_until": "2029-03-03",
            "received_on": "2026-04-01",
            "registered_on": "2026-04-15",
        },
        kept=(
            numbered(IdentityKind.PERSONAL, "200909090000", "2026-06-01"),
            happened(MilestoneKind.LANGUAGE_INTRODUCTION, "2026-08-17"),
        ),
        plan_from="2026-05-10",
        template="ungdom-16-19",
        follow_up=("2026-06-01", "personal_number"),  # monthly would have been 10 June
        items=YOUTH | {"god-man", "vaccinationer"},
        deadlines={"legal_representative_ends": "2027-09-08", "unaccompanied_claim": "2026-12-31"},
    ),
    "whose permit ends": Described(
        who={
            "birth_date": "1985-12-24",
            "permit_ground": PermitGround.SUBSIDIARY_PROTECTION,
            "permit_decided_on": "2025-11-10",
            "permit_until": "2026-12-10",
            "received_on": "2023-11-22",
            "registered_on": "2023-11-22",
        },
        kept=(numbered(IdentityKind.PERSONAL, "198512240000", "2024-01-10"),),
        plan_from="2026-05-01",
        template="vuxen-20-66",
        # three years of orientation end 22 November 2026, six months before is 22 May; the permit's would be 10 June
        follow_up=("2026-05-22", "orientation_ends"),
        items=ADULT,
        deadlines={"permit_ends": "2026-12-10", "civic_orientation_duty": "2026-11-22"},
    ),
    "who moved on to us": Described(
        who={
            "birth_date": "1991-05-17",
            "permit_ground": PermitGround.REFUGEE,
            "permit_decided_on": "2025-01-10",
            "permit_until": "2028-01-10",
            "received_on": "2026-09-01",
            "registered_on": "2025-02-01",
            "first_municipality": OTHER,
        },
        kept=(
            lived(OTHER, "2025-02-01", "2026-08-31"),
            lived(OWN, "2026-09-01"),
            happened(MilestoneKind.FIRST_RECEIVED, "2025-02-01"),
        ),
        plan_from="2026-09-10",
        template="vuxen-20-66",
        follow_up=("2026-09-17", "first_month"),  # the move itself came before the plan
        items=ADULT,
        deadlines={"first_claim": "2028-02-01", "flat_rate_last_period": "2027-01-31"},
    ),
}


def planned(ctx: Context, clock: Clock, one: Described) -> PlanCard:
    """Her plan, begun from the first template that is offered."""
    clock.now = datetime(2026, 11, 21, 9, tzinfo=UTC)
    dated = {
        name: day(value) if name.endswith(("_on", "_date", "_until")) else value for name, value in one.who.items()
    }
    with ctx.writing() as uow:
        uow.people.add(Person(case_number=CASE, given_name="Ada", **dated))
        stores: dict[type, Any] = {
            Identity: uow.identities,
            Income: uow.incomes,
            Milestone: uow.milestones,
            Residence: uow.residences,
            ResidencePermit: uow.permits,
        }
        for record in one.kept:
            stores[type(record)].add(record)
        uow.commit()
    first = templates_for(ctx, CASE, day(one.plan_from))[0].template.key
    plan = IntroductionPlan(key="", case_number=CASE, days=days(one.plan_from), begun_from=first)
    return open_plan(ctx, begin_plan(ctx, plan).value.id)


def applying(card: PlanCard, owner: OwnerKind) -> Iterable[str]:
    return (
        line.item.key
        for phase in card.checked.phases
        for line in phase.lines
        if line.item.owner is owner and line.not_for is None
    )


@pytest.mark.parametrize("one", PEOPLE.values(), ids=PEOPLE)
def test_template_follow_up_checklist_and_deadlines_are_hers(ctx: Context, clock: Clock, one: Described) -> None:
    card = planned(ctx, clock, one)
    assert card.plan is not None
    assert card.plan.value.begun_from == one.template
    assert card.goals
    assert (card.child is not None) == (one.template.startswith("barn") or "god-man" in one.items)
    proposal = card.line.proposal
    assert proposal is not None
    assert (str(proposal.day), proposal.rule or proposal.kind.value) == one.follow_up
    assert set(applying(card, OwnerKind.PERSON)) == one.items
    found = {deadline.rule.key: str(deadline.day) for deadline in card.deadlines.deadlines if deadline.day}
    assert {key: found.get(key) for key in one.deadlines} == one.deadlines


def test_the_phases_end_counted_from_the_reception(ctx: Context, clock: Clock) -> None:
    card = planned(ctx, clock, PEOPLE["mother of a quota family"])
    assert {phase.phase: str(phase.ends_on) for phase in card.checked.phases} == {
        Phase.BEFORE_ARRIVAL: "2026-10-06",
        Phase.FIRST_DAY: "2026-10-06",
        Phase.FIRST_WEEK: "2026-10-13",
        Phase.FIRST_MONTH: "2026-11-06",
        Phase.MONTHS_2_TO_5: "2027-03-06",
        Phase.MONTHS_6_TO_24: "2028-10-06",
    }
    assert {"hamtning", "tolk-ankomst", "hyresnorm"} <= set(applying(card, OwnerKind.HOUSEHOLD))


def test_who_is_alone_has_a_home_to_see_to_all_the_same_and_is_told_why_an_item_is_not_for_her(
    ctx: Context, clock: Clock
) -> None:
    card = planned(ctx, clock, PEOPLE["nineteen years old"])
    household = set(applying(card, OwnerKind.HOUSEHOLD))
    assert {"hyreskontrakt", "el", "forsorjningsstod"} <= household
    assert not {"hamtning", "hyresnorm"} & household  # she settled by herself
    assert not any(line.is_shared for phase in card.checked.phases for line in phase.lines)
    lease = ChecklistMark(item="hyreskontrakt", on=day("2026-11-20"), by="prov", case_number=CASE)
    save_mark(ctx, None, lease)
    again = open_plan(ctx, card.line.id)
    assert [line.mark.value for phase in again.checked.phases for line in phase.lines if line.mark is not None] == [
        lease
    ]
    reasons = {line.item.key: line.not_for for phase in card.checked.phases for line in phase.lines if line.not_for}
    assert (reasons["god-man"], reasons["forskola-sokt"]) == (NotFor.UNACCOMPANIED, NotFor.AGE)
