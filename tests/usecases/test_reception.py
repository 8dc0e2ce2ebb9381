"""Is a planned reception prepared, received and followed up without loss, and out of sight with whom it is about?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factories import OTHER, OWN, Clock, day, days, residence, without_right
from mottagning.domain.assignments import Assignment, AssignmentKind, AssignmentStatus, ExpectedPerson, Preparation
from mottagning.domain.checklists import ChecklistMark
from mottagning.domain.flats import Flat, FlatReservation, RentNorm
from mottagning.domain.households import Membership
from mottagning.domain.housing import Housing
from mottagning.domain.money import scaled
from mottagning.domain.onward_moves import MoveKind
from mottagning.domain.people import HouseholdRole, Person, Protection, SettlementKind
from mottagning.domain.quotas import MunicipalQuota, QuotaKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.overview import WaitingKind
from mottagning.readmodels.reception import AssignmentCard, FlatState
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.overview.viewing import waiting
from mottagning.usecases.people import list_people, open_person, remove_person, save_person
from mottagning.usecases.people_parts import save_part
from mottagning.usecases.plans.checking import save_mark
from mottagning.usecases.plans.viewing import open_plan
from mottagning.usecases.reception.assigning import (
    register_expected,
    remove_assignment,
    remove_expected,
    remove_preparation,
    save_assignment,
    save_expected,
    save_preparation,
)
from mottagning.usecases.reception.flats import (
    flats_for,
    list_flats,
    list_norms,
    open_flat,
    release,
    remove_flat,
    reserve,
    save_flat,
    save_norm,
)
from mottagning.usecases.reception.listing import list_assignments
from mottagning.usecases.reception.moves import list_moves
from mottagning.usecases.reception.quotas import list_quotas, number_of, open_quota, save_quota
from mottagning.usecases.reception.viewing import open_assignment
from steps import refused
from workbooks import make

AMINA, BO, CLEO, DANA = "2024-0001", "2024-0002", "2024-0003", "2024-0004"


def assign(ctx: Context, decided: str = "2025-02-10", **values: Any) -> AssignmentCard:
    """An assignment as the window shows it then; today is 3 March 2025."""
    given: dict[str, Any] = {"kind": AssignmentKind.ASSIGNED, "persons": 3}
    one = Assignment(key="", decided_on=day(decided), **{**given, **values})
    return open_assignment(ctx, save_assignment(ctx, None, one).value.id)


def again(ctx: Context, card: AssignmentCard) -> AssignmentCard:
    return open_assignment(ctx, card.assignment.id)


def changed(ctx: Context, card: AssignmentCard, **values: Any) -> AssignmentCard:
    before = again(ctx, card).assignment
    save_assignment(ctx, before, replace(before.value, **values))
    return again(ctx, card)


def expect(ctx: Context, card: AssignmentCard, **values: Any) -> Stored[ExpectedPerson]:
    return save_expected(ctx, card.assignment.id, None, ExpectedPerson(assignment="", number=0, **values)).value


def let(ctx: Context, first: str = "2025-01-01", last: str | None = "2025-12-31", **values: Any) -> Stored[Flat]:
    given: dict[str, Any] = {"address": "Provgatan 1", "rent": scaled("8000"), "rooms": scaled(2)}
    return save_flat(ctx, None, Flat(key="", days=days(first, last), **{**given, **values})).value


def hold(
    ctx: Context, flat: Stored[Flat], card: AssignmentCard, first: str, last: str | None
) -> Stored[FlatReservation]:
    one = FlatReservation(flat=flat.value.key, assignment=card.assignment.value.key, days=days(first, last))
    return reserve(ctx, None, one).value


def person_of(ctx: Context, case_number: str) -> Person:
    with ctx.reading() as reader:
        found = reader.people.find(case_number)
        assert found is not None
        return found.value


# from the decision to the reception


def test_an_assignment_is_given_its_key_and_a_household_before_anybody_is_known(office: Context) -> None:
    card = assign(office)
    assert (card.assignment.value.key, card.assignment.value.household) == ("AN2025-0001", "H2025-0001")
    assert card.line.last.day == day("2025-04-10")
    assert [line.assignment.key for line in list_assignments(office)] == ["AN2025-0001"]


def test_those_to_come_stand_first_by_their_last_day(office: Context) -> None:
    later = assign(office, "2025-02-20")
    sooner = assign(office, "2025-02-01")
    past = assign(office, "2025-01-01", status=AssignmentStatus.CANCELLED)
    order = [line.id for line in list_assignments(office)]
    assert order == [card.assignment.id for card in (sooner, later, past)]


def test_who_is_expected_is_registered_once_she_has_a_name(office: Context) -> None:
    card = assign(office, kind=AssignmentKind.QUOTA, interpreter_language="so")
    known = expect(office, card, given_name="Hodan", family_name="Provdotter", role=HouseholdRole.MAIN_APPLICANT)
    expect(office, card, age=7, role=HouseholdRole.CHILD)
    made = register_expected(office, card.assignment.id, [1, 2]).value
    assert [one.value.name for one in made] == ["Hodan Provdotter"], "nobody is made of an age"
    hodan = person_of(office, made[0].value.case_number)
    assert (hodan.settlement_kind, hodan.household) == (SettlementKind.QUOTA, card.assignment.value.household)
    assert (hodan.assigned_on, hodan.interpreter_language) == (day("2025-02-10"), "so")
    shown = again(office, card).expected
    assert [(one.person_name, one.expected.value.case_number is None) for one in shown] == [
        ("Hodan Provdotter", False),
        (None, True),
    ]
    assert register_expected(office, card.assignment.id, [known.value.number]).value == [], "and only once"


def test_the_last_day_of_a_quota_decision_is_the_persons_own_deadline(office: Context) -> None:
    card = assign(office, kind=AssignmentKind.QUOTA, due_on=day("2025-06-01"))
    expect(office, card, given_name="Hodan")
    (made,) = register_expected(office, card.assignment.id, [1]).value
    days_of = {one.rule.key: one.day for one in open_person(office, made.id).deadlines.deadlines}
    assert days_of["assignment_reception_quota"] == day("2025-06-01")


def test_what_was_ticked_before_the_arrival_follows_to_who_is_registered(office: Context) -> None:
    card = assign(office)
    household = card.assignment.value.household
    save_mark(office, None, ChecklistMark(item="hyresvard", on=day("2025-03-01"), by="prov", household=household))
    assert (again(office, card).line.settled, card.line.asked) == (1, 8)
    expect(office, card, given_name="Hodan")
    (made,) = register_expected(office, card.assignment.id, [1]).value
    checked = open_plan(office, -made.id).checked
    ticked = [line.item.key for phase in checked.phases for line in phase.lines if line.mark is not None]
    assert ticked == ["hyresvard"]


def test_who_sees_to_an_item_is_said_with_days_before_the_arrival(office: Context) -> None:
    card = assign(office, arrives_on=day("2025-04-01"))
    task = Preparation(assignment="", item="hyresvard", responsible="Petra", days_before=7)
    done = save_preparation(office, card.assignment.id, None, task).value
    assert again(office, card).tasks["hyresvard"].value.responsible == "Petra"
    wrong = replace(task, item="el", days_before=-1)
    assert refused(lambda: save_preparation(office, card.assignment.id, None, wrong)) == [
        ("item", "unknown"),
        ("days_before", "negative"),
    ]
    far = replace(task, days_before=366)
    assert refused(lambda: save_preparation(office, card.assignment.id, None, far)) == [
        ("days_before", "too_many_days")
    ]
    remove_preparation(office, done)
    assert again(office, card).tasks == {}


def test_a_reception_gives_its_day_to_those_who_lack_one(office: Context) -> None:
    card = assign(office)
    for name in ("Hodan", "Ali"):
        expect(office, card, given_name=name)
    first, second = register_expected(office, card.assignment.id, [1, 2]).value
    save_person(office, first, replace(first.value, received_on=day("2025-02-20")))
    received = {"status": AssignmentStatus.RECEIVED}
    changed(office, card, received_on=day("2025-02-27"), **received)
    cases = [one.value.case_number for one in (first, second)]
    assert [person_of(office, case).received_on for case in cases] == [day("2025-02-20"), day("2025-02-27")]
    changed(office, card, received_on=day("2025-02-28"), **received)
    assert [person_of(office, case).received_on for case in cases] == [day("2025-02-20"), day("2025-02-28")]
    changed(office, card, received_on=None, status=AssignmentStatus.EXPECTED)
    assert [person_of(office, case).received_on for case in cases] == [day("2025-02-20"), None], "nobody came"


def test_somebody_who_is_registered_already_is_linked_and_brings_her_household(office: Context) -> None:
    card = assign(office)
    household = card.assignment.value.household
    save_mark(office, None, ChecklistMark(item="hyresvard", on=day("2025-03-01"), by="prov", household=household))
    expect(office, card, case_number=DANA)
    assert person_of(office, DANA).household == household
    other = assign(office)
    mark = ChecklistMark(
        item="tolk-ankomst", on=day("2025-03-01"), by="prov", household=other.assignment.value.household
    )
    save_mark(office, None, mark)
    expect(office, other, case_number=AMINA)
    after = again(office, other)
    assert after.assignment.value.household == "H1", "the assignment's own had nobody"
    assert [line.item.key for line in after.checked.phases[0].lines if line.mark] == ["tolk-ankomst"]
    assert refused(lambda: expect(office, card, case_number=AMINA)) == [("case_number", "linked_twice")]


def test_an_interrupted_assignment_is_replaced(office: Context) -> None:
    old = assign(office, "2024-11-01", status=AssignmentStatus.CANCELLED)
    new = assign(office, "2025-02-10", replaces=old.assignment.value.key, quota_year=2024)
    assert again(office, old).assignment.value.status is AssignmentStatus.REPLACED
    assert [one.id for one in again(office, old).kin] == [new.assignment.id]
    assert [one.id for one in new.kin] == [old.assignment.id]


def test_what_is_replaced_no_more_is_what_it_was(office: Context) -> None:
    cancelled = assign(office, "2024-11-01", status=AssignmentStatus.CANCELLED)
    awaited = assign(office, "2025-02-01", status=AssignmentStatus.PREPARING)

    def statuses() -> list[AssignmentStatus]:
        return [again(office, one).assignment.value.status for one in (cancelled, awaited)]

    new = assign(office, "2025-02-10", replaces=cancelled.assignment.value.key)
    new = changed(office, new, replaces=awaited.assignment.value.key)
    assert statuses() == [AssignmentStatus.CANCELLED, AssignmentStatus.REPLACED]
    changed(office, new, note="om igen")
    remove_assignment(office, again(office, new).assignment)
    assert statuses() == [AssignmentStatus.CANCELLED, AssignmentStatus.PREPARING]


def test_what_replaces_somebody_hidden_stays_so_and_tells_nothing(office: Context) -> None:
    hidden = assign(
        office, "2024-11-01", status=AssignmentStatus.CANCELLED, protection=Protection.CONFIDENTIAL_FLAG
    ).assignment.value.key
    new = assign(office, "2025-02-10", replaces=hidden)
    blind = without_right(office)
    changed(blind, new, replaces=None, note="lägenheten är klar")  # her form has nothing to choose there
    after = again(office, new)
    assert (after.assignment.value.replaces, after.assignment.value.note) == (hidden, "lägenheten är klar")
    assert [one.value.status for one in after.kin] == [AssignmentStatus.REPLACED]


def test_a_mistake_is_removed_whole_and_nothing_else_is(office: Context) -> None:
    card = assign(office)
    expect(office, card, age=3)
    task = Preparation(assignment="", item="hyresvard", responsible="Petra")
    save_preparation(office, card.assignment.id, None, task)
    flat = let(office)
    kept = hold(office, flat, card, "2025-04-01", "2025-12-31")
    assert refused(lambda: remove_assignment(office, again(office, card).assignment)) == [("", "in_use")]
    release(office, kept)
    remove_assignment(office, again(office, card).assignment)
    assert list_assignments(office) == []
    with office.reading() as reader:
        assert [one.value.key for one in reader.households.every()] == ["H1"]


def test_an_assignment_with_somebody_registered_is_kept(office: Context) -> None:
    card = assign(office)
    linked = expect(office, card, case_number=DANA)
    assert refused(lambda: remove_assignment(office, again(office, card).assignment)) == [("", "in_use")]
    remove_expected(office, linked)
    remove_assignment(office, again(office, card).assignment)
    assert person_of(office, DANA).case_number == DANA


def test_who_was_registered_by_mistake_is_expected_again(office: Context) -> None:
    card = assign(office)
    expect(office, card, given_name="Hodan")
    (made,) = register_expected(office, card.assignment.id, [1]).value
    remove_person(office, made)
    (line,) = again(office, card).expected
    assert (line.expected.value.name, line.expected.value.case_number) == ("Hodan", None)


def test_what_waits_names_the_assignment_whose_last_day_is_near(office: Context, clock: Clock) -> None:
    card = assign(office)  # to be received by 10 April

    def told() -> list[tuple[int, object]]:
        return [(one.count, one.place) for one in waiting(office) if one.kind is WaitingKind.ASSIGNMENTS_DUE]

    assert told() == []
    clock.tick(days=8)  # 11 March: thirty days are left
    assert told() == [(1, ("assignments", card.assignment.id))]
    changed(office, card, status=AssignmentStatus.CANCELLED)
    assert told() == []


# flats


def test_one_flat_is_never_two_assignments_the_same_days(office: Context) -> None:
    flat, one, other = let(office), assign(office), assign(office)
    kept = hold(office, flat, one, "2025-04-01", "2025-08-31")
    assert refused(lambda: hold(office, flat, other, "2025-08-31", "2025-12-31")) == [("first", "flat_taken")]
    assert refused(lambda: hold(office, flat, other, "2025-01-01", "2025-04-01")) == [("first", "flat_taken")]
    hold(office, flat, other, "2025-09-01", "2025-12-31")
    longer = replace(kept.value, days=days("2025-04-01", "2025-09-01"))
    assert refused(lambda: reserve(office, kept, longer)) == [("first", "flat_taken")]
    shorter = replace(kept.value, days=days("2025-05-01", "2025-08-31"))
    assert reserve(office, kept, shorter).value.value == shorter
    card = open_flat(office, flat.id)
    assert [line.reservation.value.assignment for line in card.reserved] == ["AN2025-0001", "AN2025-0002"]
    assert refused(lambda: remove_flat(office, flat)) == [("", "in_use")]


def test_flats_are_told_as_they_are_today(office: Context) -> None:
    card = assign(office)
    free, coming, ended = let(office), let(office, "2025-06-01", None), let(office, "2024-01-01", "2025-03-02")
    taken = let(office)
    hold(office, taken, card, "2025-03-01", "2025-12-31")
    states = {line.id: line.state for line in list_flats(office)}
    assert states == {
        free.id: FlatState.FREE,
        coming.id: FlatState.COMING,
        ended.id: FlatState.ENDED,
        taken.id: FlatState.RESERVED,
    }
    assert [line.reserved_for for line in list_flats(office) if line.id == taken.id] == [("AN2025-0001",)]


def test_flats_are_shown_with_what_speaks_for_and_against_them_and_none_is_chosen(office: Context) -> None:
    card = assign(office, arrives_on=day("2025-04-01"))
    save_norm(office, None, RentNorm(persons=3, days=days("2025-01-01"), amount=scaled("8000"), source="nämnden"))
    dear = let(office, rent=scaled("8000.01"))
    late = let(office, "2025-04-02", None)
    good = let(office, rent=scaled("7999"))
    let(office, "2024-01-01", "2025-03-02")  # no longer let
    found = flats_for(office, card.assignment.id)
    assert [one.flat.id for one in found] == [good.id, late.id, dear.id]
    assert [(one.fit.is_within_norm, one.fit.is_free) for one in found] == [(True, True), (True, False), (False, True)]
    assert again(office, card).homes == ()


def test_norms_are_the_offices_own_and_dated(office: Context) -> None:
    flat = let(office)
    assert open_flat(office, flat.id).norms == ()
    old = RentNorm(persons=3, days=days("2024-01-01", "2024-12-31"), amount=scaled("7000"), source="nämnden")
    now = RentNorm(persons=3, days=days("2025-01-01"), amount=scaled("8000"), source="nämnden")
    for norm in (old, now, replace(now, persons=2, amount=scaled("7500"))):
        save_norm(office, None, norm)
    assert [line.within_for for line in list_flats(office)] == [(3,)]
    assert [(one.persons, within) for one, within in open_flat(office, flat.id).norms] == [(2, False), (3, True)]
    assert len(list_norms(office)) == 3
    assert refused(lambda: save_norm(office, None, replace(now, days=days("2026-01-01")))) == [
        ("first", "norm_overlaps")
    ]


# the quota and moves


def test_the_quota_stands_beside_its_outcome(office: Context) -> None:
    assign(office)
    (line,) = list_quotas(office)
    assert (line.outcome.year, line.quota, line.outcome.assigned) == (2025, None, 3)
    quota = MunicipalQuota(year=2025, kind=QuotaKind.SETTLEMENT, persons=21, source="Länsstyrelsens beslut")
    kept = save_quota(office, None, quota).value.value
    assert number_of(kept.year, kept.kind) == line.id
    shown = open_quota(office, line.id)
    assert (shown.outcome.quota, shown.outcome.to_assign) == (21, 18)
    assert refused(lambda: save_quota(office, None, quota)) == [("kind", "taken")]


def test_moves_and_wishes_are_read_out_of_residences_and_homes(office: Context) -> None:
    with office.writing() as uow:
        (here,) = uow.residences.of_case(AMINA)
        uow.residences.change(here, replace(here.value, days=days("2020-01-01", "2021-01-31")))
        uow.residences.add(residence(AMINA, OTHER, "2021-02-01"))
        uow.housings.add(Housing(case_number=BO, days=days("2024-01-01"), wished_municipality=OTHER))
        uow.housings.add(Housing(case_number=DANA, days=days("2023-01-01", "2023-12-31"), wished_municipality=OWN))
        uow.commit()
    found = [(one.case_number, one.move.kind, one.move.target, one.move.months) for one in list_moves(office)]
    assert found == [(AMINA, MoveKind.MOVED_ON, OTHER, 13), (BO, MoveKind.WISHES, OTHER, None)]


# whom nobody is to know of


def test_an_assignment_is_hidden_whole_with_anybody_of_it(office: Context) -> None:
    limited = without_right(office)
    marked = assign(office, protection=Protection.CONFIDENTIAL_FLAG)
    linked = assign(office)
    expect(office, linked, case_number=CLEO)
    open_one = assign(office, persons=2)
    assert [line.id for line in list_assignments(limited)] == [open_one.assignment.id]
    for card in (marked, linked):
        assert refused(lambda card=card: open_assignment(limited, card.assignment.id)) == [("", "gone")]
        assert refused(lambda card=card: expect(limited, card, age=3)) == [("", "gone")]
        assert refused(lambda card=card: flats_for(limited, card.assignment.id)) == [("", "gone")]
    assert [line.outcome.assigned for line in list_quotas(limited)] == [2], "nor in sums"
    assert [line.outcome.assigned for line in list_quotas(office)] == [8]
    kin = assign(office, household="H1")  # Cleo belongs to it, and nobody is linked
    assert {line.id for line in list_assignments(office) if line.is_protected} == {
        card.assignment.id for card in (marked, linked, kin)
    }
    replacing = {"replaces": marked.assignment.value.key}
    assert refused(lambda: assign(limited, **replacing)) == [("replaces", "unknown")]
    assert refused(lambda: expect(limited, open_one, case_number=CLEO)) == [("case_number", "unknown")]


def test_one_who_is_linked_or_belongs_to_the_household_hides_it(office: Context) -> None:
    limited = without_right(office)
    linked = assign(office)
    expect(office, linked, given_name="Hodan")
    register_expected(office, linked.assignment.id, [1])
    expect(office, linked, case_number=CLEO)
    assert again(office, linked).assignment.value.household != person_of(office, CLEO).household
    lived = assign(office)
    expect(office, lived, case_number=BO)
    assert again(office, lived).assignment.value.household == person_of(office, CLEO).household
    assert list_assignments(limited) == []


def test_a_flat_that_is_taken_today_may_be_free_when_it_is_wanted(office: Context) -> None:
    card, other = assign(office, arrives_on=day("2025-04-01")), assign(office)
    soon, late = let(office), let(office)
    hold(office, soon, other, "2025-01-01", "2025-03-31")
    hold(office, late, other, "2025-01-01", "2025-04-01")
    assert [(one.flat.id, one.fit.is_free) for one in flats_for(office, card.assignment.id)] == [(soon.id, True)]


def test_her_flat_is_hidden_with_her(office: Context) -> None:
    limited = without_right(office)
    card = assign(office, protection=Protection.CONFIDENTIAL_FLAG)
    flat, other = let(office), let(office)
    kept = hold(office, flat, card, "2025-04-01", "2025-12-31")
    assert [line.id for line in list_flats(limited)] == [other.id]
    assert refused(lambda: open_flat(limited, flat.id)) == [("", "gone")]
    assert refused(lambda: release(limited, kept)) == [("", "gone")]
    mine = assign(limited)
    assert [one.flat.id for one in flats_for(limited, mine.assignment.id)] == [other.id]
    assert refused(lambda: hold(limited, flat, mine, "2025-01-01", "2025-01-31")) == [("", "gone")]


def test_no_address_is_kept_for_skyddad_folkbokforing(office: Context) -> None:
    flat = let(office)
    secret = assign(office, protection=Protection.PROTECTED_REGISTRATION)
    assert refused(lambda: hold(office, flat, secret, "2025-04-01", "2025-12-31")) == [("flat", "protected_address")]
    card = assign(office)
    expect(office, card, given_name="Hodan")
    (made,) = register_expected(office, card.assignment.id, [1]).value
    hold(office, flat, card, "2025-04-01", "2025-12-31")
    with_level = {"protection": Protection.PROTECTED_REGISTRATION}
    before = again(office, card).assignment
    assert refused(lambda: save_assignment(office, before, replace(before.value, **with_level))) == [
        ("protection", "flat_is_reserved")
    ]
    save_person(office, made, replace(made.value, **with_level))
    assert again(office, card).homes == (), "the flat goes with the address of who becomes protected"


@pytest.mark.parametrize("way", ["form", "membership", "workbook"])
def test_no_flat_is_kept_for_a_household_that_somebody_with_skyddad_folkbokforing_comes_to(
    office: Context, way: str, tmp_path: Path
) -> None:
    secret = save_person(
        office, None, Person(case_number="S-1", given_name="Hodan", protection=Protection.PROTECTED_REGISTRATION)
    ).value
    card = assign(office)
    hold(office, let(office), card, "2025-04-01", "2025-12-31")
    household = card.assignment.value.household
    assert household is not None
    if way == "form":
        save_person(office, secret, replace(secret.value, household=household))
    elif way == "membership":
        save_part(office, None, Membership(case_number="S-1", household=household))
    else:
        rows = [["Ärende", "Hushåll"], ["S-1", household]]
        file = make(tmp_path / "flytt.xlsx", {"Hushållsmedlemmar": rows})
        assert import_workbook(office, file).value.is_imported
    assert again(office, card).homes == ()


def test_who_is_merged_stays_expected(office: Context) -> None:
    card = assign(office)
    expect(office, card, case_number=DANA)
    people = {line.case_number: line.id for line in list_people(office)}
    kept, gone = (open_person(office, people[case]).person for case in (BO, DANA))
    merge_people(office, kept, gone, preview_merge(office, kept.id, gone.id).plan.asked)
    (line,) = again(office, card).expected
    assert line.expected.value.case_number == BO
