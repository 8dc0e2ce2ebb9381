"""Is what waits found for one and for all, entered, ended and taken back, and out of sight with its person?"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Any

from factories import OTHER, day, days, person, without_right
from mottagning.domain.assignments import Assignment, AssignmentKind, ExpectedPerson
from mottagning.domain.bookings import Procedure
from mottagning.domain.checklists import ChecklistMark
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Identity, Protection, Residence, ResidenceKind
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.problems import RefusalCode
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.domain.responsibilities import ActorKind, Responsibility
from mottagning.domain.waiting import Actor, Wait, WaitKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.waiting import WaitLine
from mottagning.usecases.context import Context
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.merging.undoing import undo_merge
from mottagning.usecases.people import remove_person
from mottagning.usecases.reception.assigning import remove_assignment, save_assignment, save_expected
from mottagning.usecases.subject_access.gathering import gather
from mottagning.usecases.waiting.keeping import end_wait, remove_wait, resume_wait, save_wait
from mottagning.usecases.waiting.viewing import list_waits, person_waits
from steps import known, refused

AMINA, BO, CLEO, DANA, ESTER = "2024-0001", "2024-0002", "2024-0003", "2024-0004", "2025-0001"
# The clock stands at 3 March 2025.


def put(ctx: Context, *records: tuple[str, Any]) -> None:
    with ctx.writing() as uow:
        for name, record in records:
            getattr(uow, name).add(record)
        uow.commit()


def numberless(ctx: Context, case_number: str = AMINA, registered: str = "2025-01-20") -> None:
    """Somebody who was registered and has no personnummer: six weeks ago."""
    with ctx.writing() as uow:
        for home in uow.residences.of_case(case_number):
            uow.residences.remove(home)
        for one in uow.identities.of_case(case_number):
            uow.identities.remove(one)
        uow.commit()
    known(ctx, case_number, registered_on=day(registered))


def enter(ctx: Context, what: str = "Svar om god man", **values: Any) -> Stored[Wait]:
    given: dict[str, Any] = {"since": day("2025-02-03"), "actor_kind": ActorKind.OTHER, "actor": "Överförmyndaren"}
    owner = {} if "household" in values else {"case_number": AMINA}
    return save_wait(ctx, None, Wait(key="", what=what, **{**owner, **given, **values})).value


def said(lines: Any) -> list[tuple[str, WaitKind, int]]:
    return [(one.case_number, one.wait.kind, one.weeks) for one in lines]


def line_of(ctx: Context, kind: WaitKind) -> WaitLine:
    (one,) = [one for one in list_waits(ctx).lines if one.wait.kind is kind]
    return one


# worked out


def test_nothing_waits_in_an_office_where_all_is_done(office: Context) -> None:
    found = list_waits(office)
    assert (found.lines, found.actors) == ((), ())


def test_a_missing_personnummer_waits_for_whom_the_map_names(office: Context) -> None:
    numberless(office)
    one = line_of(office, WaitKind.PERSONAL_NUMBER)
    assert (one.case_number, one.wait.actor, one.weeks) == (AMINA, Actor(ActorKind.TAX_AGENCY), 6)
    put(
        office,
        (
            "responsibilities",
            Responsibility(
                key="folkbokforing", area="x", what="x", actor_kind=ActorKind.TAX_AGENCY, actor="Servicekontoret"
            ),
        ),
    )
    assert line_of(office, WaitKind.PERSONAL_NUMBER).wait.actor.name == "Servicekontoret"
    put(office, ("identities", Identity(case_number=AMINA, kind=IdentityKind.PERSONAL, number="199001032384")))
    assert person_waits(office, AMINA).running == ()


def test_a_personnummer_that_came_is_counted_among_what_ended(office: Context) -> None:
    numberless(office, registered="2024-10-07")
    came = Identity(case_number=AMINA, kind=IdentityKind.PERSONAL, number="199001032384", valid_from=day("2025-01-20"))
    put(office, ("identities", came))
    (tax,) = list_waits(office).actors
    assert (tax.running, tax.weeks, tax.ended, tax.ended_weeks) == (0, None, 1, Fraction(15))


def test_a_request_leads_to_itself_and_names_whom_it_was_sent_to(office: Context) -> None:
    request = BookingRequest(
        key="F1",
        procedure=Procedure.ORDER,
        side=Side.PAYING,
        case_number=AMINA,
        service="sfi",
        counterpart=OTHER,
        days=days("2025-04-01"),
    )
    step = RequestStep(request="F1", number=1, kind=StepKind.REQUESTED, on=day("2025-02-10"))
    school = Counterpart(code="5560000001", name="Provskolan AB", kind=CounterpartKind.PRIVATE)
    put(office, ("requests", request), ("request_steps", step), ("counterparts", school))
    one = line_of(office, WaitKind.REQUEST)
    with office.reading() as reader:
        found = reader.requests.find("F1")
    assert found is not None
    assert (one.record, one.weeks, one.wait.actor) == (found.id, 3, Actor(ActorKind.MUNICIPALITY, office.name(OTHER)))
    with office.writing() as uow:
        uow.requests.change(found, replace(request, counterpart="5560000001"))
        uow.commit()
    assert line_of(office, WaitKind.REQUEST).wait.actor == Actor(ActorKind.PROVIDER, "Provskolan AB")


def test_an_open_plan_tells_of_activities_and_of_the_checklist(office: Context) -> None:
    known(office, AMINA, received_on=day("2024-09-02"), birth_date=day("1990-01-03"))
    activity = PlanActivity(
        plan="PL1",
        number=1,
        what="Kartläggning",
        days=days("2025-02-17"),
        actor_kind=ActorKind.EMPLOYMENT_SERVICE,
    )
    put(
        office,
        ("plans", IntroductionPlan(key="PL1", case_number=AMINA, days=days("2024-09-02"))),
        ("plan_activities", activity),
    )
    found = person_waits(office, AMINA).running
    # months 2–5 ended on 2 February: what the map names another for has waited since the day after; her sfi is booked
    assert [(one.wait.kind, one.wait.key, one.wait.since.isoformat(), one.weeks) for one in found] == [
        (WaitKind.CHECKLIST, "halsoundersokning-gjord", "2025-02-03", 4),
        (WaitKind.CHECKLIST, "af-kartlaggning", "2025-02-03", 4),
        (WaitKind.CHECKLIST, "so-borjad", "2025-02-03", 4),
        (WaitKind.ACTIVITY, "PL1", "2025-02-17", 2),
    ]
    assert [one.wait.actor.kind for one in found[:2]] == [ActorKind.REGION, ActorKind.EMPLOYMENT_SERVICE]
    put(
        office,
        (
            "checklist_marks",
            ChecklistMark(item="halsoundersokning-gjord", on=day("2025-03-01"), by="prov", case_number=AMINA),
        ),
    )
    assert "halsoundersokning-gjord" not in [one.wait.key for one in person_waits(office, AMINA).running]
    with office.writing() as uow:
        plan = uow.plans.find("PL1")
        assert plan is not None
        uow.plans.change(plan, replace(plan.value, closed_on=day("2025-03-01")))
        uow.commit()
    assert person_waits(office, AMINA).running == (), "a closed plan waits for nobody"


def test_nobody_waits_here_who_has_moved_to_another_municipality(office: Context) -> None:
    numberless(office)
    moved = Residence(case_number=AMINA, municipality=OTHER, days=days("2025-02-01"), kind=ResidenceKind.REGISTERED)
    put(office, ("residences", moved))
    assert list_waits(office).lines == ()


def test_every_item_that_names_somebody_names_a_line_of_the_map(office: Context) -> None:
    lines = {one.key for one in office.reference.responsibilities.lines}
    named = {one.answers for one in office.reference.plans.checklist.items if one.answers}
    assert named
    assert named <= lines


# entered by hand


def test_a_wait_is_entered_ended_with_one_press_and_taken_back(office: Context) -> None:
    entered = enter(office)
    assert entered.value.key == "VN2025-0001"
    card = person_waits(office, AMINA)
    assert said(card.running) == [(AMINA, WaitKind.ENTERED, 4)]
    over = end_wait(office, entered).value
    card = person_waits(office, AMINA)
    assert (card.running, said(card.ended)) == ((), [(AMINA, WaitKind.ENTERED, 4)])
    assert list_waits(office).lines == ()
    (actor,) = list_waits(office).actors
    assert (actor.actor.name, actor.ended, actor.ended_weeks) == ("Överförmyndaren", 1, Fraction(4))
    resume_wait(office, over)
    assert said(person_waits(office, AMINA).running) == [(AMINA, WaitKind.ENTERED, 4)]


def test_a_wait_that_was_changed_meanwhile_is_not_overwritten(office: Context) -> None:
    entered = enter(office)
    save_wait(office, entered, replace(entered.value, note="ringt"))
    assert refused(lambda: end_wait(office, entered))[0][1] == RefusalCode.CHANGED_MEANWHILE.value


def test_a_household_waits_once_and_on_every_members_card(office: Context) -> None:
    enter(office, "Bostad", household="H1", actor_kind=None, actor=None)
    assert said(list_waits(office).lines) == [(AMINA, WaitKind.ENTERED, 4)]
    assert list_waits(office).lines[0].is_protected, "one of them has protected data"
    assert [said(person_waits(office, case).running) for case in (AMINA, BO)] == [
        [(AMINA, WaitKind.ENTERED, 4)],
        [(BO, WaitKind.ENTERED, 4)],
    ]
    assert refused(lambda: enter(office, "Bostad", household="H9")) == [("household", "unknown")]
    assert refused(lambda: enter(office, "Bostad", household="H1", case_number=AMINA)) == [
        ("household", "of_one_of_both")
    ]


def test_what_waits_longest_comes_first(office: Context) -> None:
    enter(office, "kort", since=day("2025-02-24"))
    enter(office, "lång", since=day("2024-12-02"), case_number=BO)
    numberless(office)
    assert [(one.case_number, one.weeks) for one in list_waits(office).lines] == [(BO, 13), (AMINA, 6), (AMINA, 1)]


def test_it_goes_with_its_person_and_stands_in_her_report(office: Context) -> None:
    with office.writing() as uow:
        uow.people.add(replace(uow.people.every()[0].value, case_number=ESTER, personal_number=None, household=None))
        uow.commit()
    enter(office, case_number=ESTER, note="ringt två gånger")
    with office.reading() as reader:
        ester = reader.people.find(ESTER)
    assert ester is not None
    draft = gather(office, ester.id)
    (section,) = [one for one in draft.sections if one.name == "waits"]
    assert "ringt två gånger" in [cell for one in section.entries for cell in one.cells]
    remove_person(office, ester)
    with office.reading() as reader:
        assert reader.waits.every() == []


def test_it_follows_whom_its_person_is_merged_into_and_comes_back(office: Context) -> None:
    with office.writing() as uow:
        uow.people.add(person(case_number=ESTER, given_name="Aminah", family_name="Provlund"))
        uow.commit()
    enter(office, case_number=ESTER)
    with office.reading() as reader:
        amina, twin = reader.people.find(AMINA), reader.people.find(ESTER)
    assert amina is not None
    assert twin is not None
    asked = preview_merge(office, amina.id, twin.id).plan.asked
    merged = merge_people(office, amina, twin, asked).value
    assert said(person_waits(office, AMINA).running) == [(AMINA, WaitKind.ENTERED, 4)]
    undo_merge(office, merged.id)
    assert said(person_waits(office, ESTER).running) == [(ESTER, WaitKind.ENTERED, 4)]
    assert person_waits(office, AMINA).running == ()


def test_what_waits_for_a_household_that_comes_goes_with_it(office: Context) -> None:
    """Before anybody belongs to it: over to whom it becomes, or away with an assignment that was a mistake."""
    one = Assignment(key="", kind=AssignmentKind.ASSIGNED, decided_on=day("2025-02-10"), persons=1)
    first, second = save_assignment(office, None, one).value, save_assignment(office, None, one).value
    enter(office, "Nycklar", household=first.value.household)
    enter(office, "Möbler", household=second.value.household)
    assert list_waits(office).lines == (), "nobody's card shows it yet"
    save_expected(office, first.id, None, ExpectedPerson(assignment="", number=0, case_number=AMINA))
    assert [one.wait.what for one in list_waits(office).lines] == ["Nycklar"]
    remove_assignment(office, second)
    with office.reading() as reader:
        assert [one.value.what for one in reader.waits.every()] == ["Nycklar"]


def test_it_is_removed(office: Context) -> None:
    entered = enter(office)
    remove_wait(office, entered)
    assert person_waits(office, AMINA).running == ()


# secrecy


def test_a_protected_person_leaves_no_trace_in_lists_counts_and_medians(office: Context) -> None:
    numberless(office, AMINA)
    enter(office)
    limited = without_right(office)
    before = list_waits(limited)
    numberless(office, CLEO, "2023-01-02")
    hers = enter(office, case_number=CLEO, since=day("2023-01-02"))
    assert list_waits(limited) == before
    assert len(list_waits(office).lines) == len(before.lines) + 2
    assert refused(lambda: person_waits(limited, CLEO)) == [("", RefusalCode.GONE.value)]
    for work in (end_wait, resume_wait, remove_wait):
        assert refused(lambda work=work: work(limited, hers)) == [("", RefusalCode.GONE.value)]
    assert refused(lambda: enter(limited, case_number=CLEO)) == [("", RefusalCode.GONE.value)]


def test_a_household_of_protected_people_alone_is_not_there(office: Context) -> None:
    for case in (AMINA, BO):
        known(office, case, protection=Protection.PROTECTED_REGISTRATION)
    kept = enter(office, "Bostad", household="H1")
    limited = without_right(office)
    assert list_waits(limited).lines == ()
    assert refused(lambda: end_wait(limited, kept)) == [("household", "unknown")]
