"""Does a household's week hold what the register knows, no more, and nothing of whom the user may not see?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from factories import OTHER, OWN, agreement, booking, day, days, person, terms, without_right
from hidden import hide, marks_in
from mottagning.domain.agreements import Method, SchoolRun, Unit
from mottagning.domain.bookings import Procedure
from mottagning.domain.children_hours import Care
from mottagning.domain.households import Living, Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.offers import Offer
from mottagning.domain.people import HouseholdRole, Protection
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.requests import BookingRequest, Side
from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.week_conflicts import ConflictKind
from mottagning.domain.week_remedies import RemedyKind
from mottagning.domain.weekly_times import parse_times
from mottagning.domain.weeks import WeeklyHours
from mottagning.readmodels.printouts import Grid, Heading, Paragraph, Printout
from mottagning.readmodels.weeks import Thing, WeekCard
from mottagning.storage.tables.admin import disclosure
from mottagning.texts.weeks import Sentences, file_name, when
from mottagning.usecases.bookings import booking_by_key, open_booking, remove_booking
from mottagning.usecases.context import Context
from mottagning.usecases.history import history
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.people import remove_person
from mottagning.usecases.plans.planning import begin_plan, remove_plan, save_part
from mottagning.usecases.weeks.keeping import propose_hours, remove_hours, save_hours
from mottagning.usecases.weeks.printing import write_week
from mottagning.usecases.weeks.viewing import household_week, persons_week

AMINA, BO, GIRL = "2024-0001", "2024-0002", "2025-0009"
MONDAY = day("2025-03-03")
OFFER = Offer(
    key="U1",
    service="sfi",
    municipality=OTHER,
    days=days("2024-08-01"),
    times=parse_times("1-4 09:00-12:00", int),
    seats=3,
    seats_on=MONDAY,
    source="rektor",
)


def hours(case_number: str, text: str, **values: Any) -> WeeklyHours:
    given: dict[str, Any] = {"key": "", "case_number": case_number, "days": days("2025-01-01"), "what": "arbete"}
    return WeeklyHours(**{**given, "times": parse_times(text, int), **values})


def put(ctx: Context, *told: WeeklyHours) -> None:
    for one in told:
        save_hours(ctx, None, one)


@pytest.fixture
def family(office: Context) -> Context:
    """Amina, who reads sfi in the other municipality by an offer (B1), Bo (B2, nobody knows when), a girl of four."""
    with office.writing() as uow:
        uow.people.add(
            person(
                case_number=GIRL,
                given_name="Gia",
                family_name="Provlund",
                household="H1",
                household_role=HouseholdRole.CHILD,
                birth_date=day("2021-01-01"),
            )
        )
        for case, role in ((AMINA, HouseholdRole.MAIN_APPLICANT), (BO, HouseholdRole.CO_APPLICANT)):
            (own,) = uow.memberships.of_case(case)
            uow.memberships.change(own, replace(own.value, role=role))
        uow.representatives.add(Representative(case_number=BO, kind=RepresentativeKind.GUARDIAN, name="Godman"))
        uow.offers.add(OFFER)
        uow.requests.add(
            BookingRequest(
                key="F1",
                procedure=Procedure.ORDER,
                side=Side.PAYING,
                case_number=AMINA,
                service="sfi",
                counterpart=OTHER,
                days=days("2024-09-01"),
                offer="U1",
                booking="B1",
            )
        )
        uow.commit()
    return office


def answers(ctx: Context, *guardians: str) -> None:
    """Say who the girl's guardians are."""
    with ctx.writing() as uow:
        for one in guardians:
            kind = RepresentativeKind.GUARDIAN
            uow.representatives.add(
                Representative(case_number=GIRL, kind=kind, name=f"V {one}", representative_case=one)
            )
        uow.commit()


def told(card: WeekCard) -> list[tuple[str, str, str]]:
    """Each conflict as its kind, weight and days."""
    return [(one.conflict.kind.value, one.conflict.weight.value, when(one.conflict)) for one in card.told]


def thing(card: WeekCard, case: str, what: str) -> Thing:
    return next(one for one in card.line(case).things if one.what == what)


def test_a_booking_has_the_hours_of_its_offer_until_the_office_says_otherwise(family: Context) -> None:
    card = household_week(family, "H1", MONDAY)
    sfi = thing(card, AMINA, "sfi")
    assert (sfi.hours, sfi.offered, sfi.is_untimed) == ((), OFFER.times, False)
    assert [one.weekday for one in card.week.member(AMINA).blocks] == [1, 2, 3, 4]
    assert card.week.member(AMINA).blocks[0].place == OTHER
    proposed = propose_hours(family, AMINA, sfi)
    assert (proposed.booking, proposed.times, proposed.municipality) == ("B1", OFFER.times, OTHER)
    save_hours(family, None, replace(proposed, times=parse_times("5 13:00-16:00", int), travel=40))
    after = household_week(family, "H1", MONDAY)
    assert [(one.weekday, one.travel) for one in after.week.member(AMINA).blocks] == [(5, 40)]
    assert thing(after, AMINA, "sfi").offered == ()


def test_what_goes_on_at_unknown_hours_is_said_and_an_activity_only_where_it_takes_hours(family: Context) -> None:
    plan = begin_plan(family, IntroductionPlan(key="", case_number=BO, days=days("2025-01-01"))).value
    for what, many in (("kurs", 40_000), ("ansökan", None)):
        activity = PlanActivity(
            plan="", number=0, what=what, days=days("2025-01-01"), actor_kind=ActorKind.OWN_UNIT, hours_per_week=many
        )
        save_part(family, plan.id, None, activity)
    card = household_week(family, "H1", MONDAY)
    assert card.week.member(BO).untimed == ("sfi", "kurs")
    assert ("hours_unknown", "unknown", "") in told(card)


def test_the_girls_day_is_weighed_against_her_guardians_hours(family: Context) -> None:
    """Amina is gone 8.20–12.40 Monday to Thursday, Bo 7.30–16.30 all week; Bo's sfi (B2) too has hours now."""
    sfi = propose_hours(family, AMINA, thing(household_week(family, "H1", MONDAY), AMINA, "sfi"))
    put(
        family,
        replace(sfi, travel=40),
        hours(BO, "1-5 08:00-16:00", municipality=OWN, travel=30),
        hours(BO, "6 10:00-12:00", booking="B2", what=None, municipality=OWN),
        hours(GIRL, "1-3 08:30-13:00", what="förskola", care=Care.ALL_DAY, municipality=OWN),
    )
    answers(family, AMINA, BO)
    card = household_week(without_right(family), "H1", MONDAY)
    assert told(card) == [
        ("bring", "clash", "mån–ons 08.20–08.30"),
        ("care", "clash", "tors 08.20–12.40"),
    ]
    said = Sentences(card.week, family.name)
    bring, care = card.told
    assert said.reason(bring.conflict).startswith("Ingen vårdnadshavare kan lämna Gia Provlund på förskola i ")
    assert "Amina Provlund behöver åka 08.20 till sfi" in said.reason(bring.conflict)
    ways = [said.way_out(bring.conflict, one) for one in bring.remedies]
    assert f"Förskola i {family.name(OWN)} från 08.20 i stället för 08.30" in ways
    assert care.remedies[0].kind is RemedyKind.CARE_THAT_DAY


def test_who_leaves_within_the_week_is_reckoned_with_until_then(family: Context) -> None:
    answers(family, BO)
    put(family, hours(BO, "1-5 08:00-16:00", municipality=OWN))
    with family.writing() as uow:
        (own,) = uow.memberships.of_case(GIRL)
        uow.memberships.change(own, replace(own.value, left_on=day("2025-03-04")))
        uow.commit()
    alone = [one for one in told(household_week(family, "H1", MONDAY)) if one[0] == "care"]
    assert [days for _, _, days in alone] == ["mån–tis 08.00–16.00"]


def test_while_nobody_is_registered_as_guardian_the_adults_who_came_are_taken_to_be(family: Context) -> None:
    card = household_week(family, "H1", MONDAY)
    assert (card.week.member(GIRL).guardians, card.line(GIRL).is_presumed) == ((AMINA, BO), True)
    answers(family, BO)
    card = household_week(family, "H1", MONDAY)
    assert (card.week.member(GIRL).guardians, card.line(GIRL).is_presumed) == ((BO,), False)


def test_another_group_with_room_is_proposed(family: Context) -> None:
    """Bo is back at 14.30: sfi in the evening would do, and it has two seats; a full group is not proposed."""
    with family.writing() as uow:
        evening = parse_times("1-4 17:00-20:00", int)
        uow.offers.add(replace(OFFER, key="U2", times=evening, seats=2))
        uow.offers.add(replace(OFFER, key="U3", times=parse_times("1-4 17:30-20:00", int), seats=0))
        uow.commit()
    sfi = propose_hours(family, AMINA, thing(household_week(family, "H1", MONDAY), AMINA, "sfi"))
    put(
        family,
        replace(sfi, travel=40),
        hours(BO, "1-5 08:00-14:00", municipality=OWN, travel=30),
        hours(BO, "6 10:00-12:00", booking="B2", what=None, municipality=OWN),
    )
    card = household_week(family, "H1", MONDAY)
    (care,) = [one for one in card.told if one.conflict.kind is ConflictKind.CARE]
    found = [one for one in care.remedies if one.kind is RemedyKind.SWITCH]
    assert [(one.offer.offer, one.offer.seats) for one in found if one.offer] == [("U2", 2)]
    said = Sentences(card.week, family.name).way_out(care.conflict, found[0])
    assert said == f"Byt sfi till U2 i {family.name(OTHER)}, mån–tors 17.00–20.00: utbudet har 2 platser"


def test_a_holiday_has_no_hours_and_an_eve_has(family: Context) -> None:
    """1 May 2025 is a Thursday; the week of Christmas Eve has its Wednesday, which no law makes free."""
    card = household_week(family, "H1", day("2025-05-01"))
    assert card.names[4].name == "Första maj"
    assert [one.weekday for one in card.week.member(AMINA).blocks] == [1, 2, 3]
    eve = household_week(family, "H1", day("2025-12-24"))
    assert [one.weekday for one in eve.week.member(AMINA).blocks] == [1, 2, 3]
    assert (eve.names[3].name, eve.names[3].is_public, sorted(eve.week.holidays)) == ("Julafton", False, [4, 5])


def test_years_whose_holidays_nobody_has_said_are_told_of(family: Context) -> None:
    """The week of 1 January 2041 begins on Monday 31 December 2040."""
    assert household_week(family, "H1", day("2040-12-27")).unknown_year is None
    assert household_week(family, "H1", day("2040-12-31")).unknown_year == 2041


def test_a_school_break_known_by_its_calendar_closes_the_school_and_not_fritids(family: Context) -> None:
    with family.writing() as uow:
        uow.agreements.add(agreement(key="A9"))
        school = {"agreement": "A9", "unit": Unit.DAY, "method": Method.SCHOOL_DAY, "school_calendar": "Krokom"}
        for service in ("grundskola", "fritidshem"):
            uow.terms.add(terms(service=service, **school))
        for first, last in (("2025-01-08", "2025-02-28"), ("2025-03-05", "2025-06-12")):
            uow.school_runs.add(SchoolRun(calendar="Krokom", days=days(first, last)))
        for key, service in (("B8", "grundskola"), ("B9", "fritidshem")):
            uow.bookings.add(booking("2025-01-08", key=key, case_number=GIRL, agreement="A9", service=service))
        uow.commit()
    put(
        family,
        hours(GIRL, "1-5 08:00-13:00", booking="B8", what=None),
        hours(GIRL, "1-5 13:00-16:00", booking="B9", what=None),
    )
    card = household_week(family, "H1", MONDAY)
    blocks = card.week.member(GIRL).blocks
    assert [one.weekday for one in blocks if one.care is Care.SCHOOL] == [3, 4, 5]
    assert [one.weekday for one in blocks if one.care is Care.AROUND_SCHOOL] == [1, 2, 3, 4, 5]
    assert [(one.calendar, sorted(one.weekdays)) for one in card.breaks] == [("Krokom", [1, 2])]


def test_hours_end_with_their_booking(family: Context) -> None:
    with family.writing() as uow:
        before = uow.bookings.find("B2")
        assert before is not None
        uow.bookings.change(before, replace(before.value, days=days("2024-10-07", "2025-03-04")))
        uow.commit()
    put(family, hours(BO, "1-5 08:00-10:00", booking="B2", what=None))
    assert [one.weekday for one in household_week(family, "H1", MONDAY).week.member(BO).blocks] == [1, 2]
    assert household_week(family, "H1", day("2025-03-10")).line(BO).things == ()


def test_a_child_by_turns_and_one_alone(family: Context) -> None:
    with family.writing() as uow:
        (own,) = uow.memberships.of_case(GIRL)
        uow.memberships.change(own, replace(own.value, living=Living.BY_TURNS))
        uow.commit()
    assert household_week(family, "H1", MONDAY).week.member(GIRL).is_by_turns
    alone = persons_week(family, "2024-0004", MONDAY)
    assert (alone.household, [one.case_number for one in alone.lines]) == (None, ["2024-0004"])
    assert persons_week(family, AMINA, MONDAY).household == "H1"


# entering


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"booking": "B2"}, ("booking", "not_hers")),
        ({"booking": "B77"}, ("booking", "not_hers")),
        ({"plan": "PL77", "activity": 1}, ("plan", "plan_not_hers")),
        ({"what": None}, ("what", "missing")),
    ],
)
def test_hours_that_do_not_fit_the_register_are_refused(
    family: Context, values: dict[str, Any], problem: tuple[str, str]
) -> None:
    with pytest.raises(Refused) as caught:
        save_hours(family, None, hours(AMINA, "1 08:00-10:00", **values))
    assert [(one.name, one.code) for one in caught.value.fields] == [problem]


def test_hours_get_a_key_are_told_of_in_the_history_and_go_with_their_booking(family: Context) -> None:
    stored = save_hours(family, None, hours(BO, "1 08:00-10:00", booking="B2", what=None)).value
    assert stored.value.key == "VT2025-0001"
    number = booking_by_key(family, "B2")
    assert number is not None
    assert ("Veckotider", "added") in [(one.what, one.action) for one in history(family, "bookings", number)]
    remove_booking(family, open_booking(family, number).booking)
    with family.reading() as reader:
        assert reader.weekly_hours.every() == []


def test_hours_of_an_activity_go_with_the_plan(family: Context) -> None:
    plan = begin_plan(family, IntroductionPlan(key="", case_number=BO, days=days("2025-01-01"))).value
    activity = PlanActivity(plan="", number=0, what="kurs", days=days("2025-01-01"), actor_kind=ActorKind.OWN_UNIT)
    save_part(family, plan.id, None, activity)
    put(family, hours(BO, "1 08:00-10:00", plan=plan.value.key, activity=1, what=None))
    card = household_week(family, "H1", MONDAY)
    assert [one.what for one in card.week.member(BO).blocks] == ["kurs"]
    remove_plan(family, plan)
    with family.reading() as reader:
        assert reader.weekly_hours.every() == []


def test_hours_are_changed_and_removed_by_who_read_them_last(family: Context) -> None:
    stored = save_hours(family, None, hours(BO, "1 08:00-10:00")).value
    after = save_hours(family, stored, replace(stored.value, travel=15)).value
    with pytest.raises(Refused) as caught:
        remove_hours(family, stored)
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE
    remove_hours(family, after)
    with family.reading() as reader:
        assert reader.weekly_hours.every() == []


def test_hours_follow_a_merge_and_go_with_a_person(family: Context) -> None:
    with family.writing() as uow:
        twin = uow.people.add(person(case_number="2024-0077", given_name="Bosse"))
        uow.commit()
    put(family, hours("2024-0077", "1 08:00-10:00"), hours(BO, "2 08:00-10:00"))
    with family.reading() as reader:
        bo = reader.people.find(BO)
    assert bo is not None
    merge_people(family, bo, twin, preview_merge(family, bo.id, twin.id).plan.asked)
    with family.reading() as reader:
        assert [one.value.key for one in reader.weekly_hours.of_case(BO)] == ["VT2025-0001", "VT2025-0002"]
        girl = reader.people.find(GIRL)
    assert girl is not None
    put(family, hours(GIRL, "1 08:00-10:00"))
    remove_person(family, girl)
    with family.reading() as reader:
        assert len(reader.weekly_hours.every()) == 2


# secrecy


def test_who_may_not_be_seen_leaves_no_trace_in_the_week(family: Context) -> None:
    hide(family)
    unseeing = without_right(family)
    with pytest.raises(Refused):
        persons_week(unseeing, "2024-0003", MONDAY)
    card = household_week(unseeing, "H1", MONDAY)
    assert marks_in(repr(card)) == []
    assert [one.case_number for one in card.lines] == [AMINA, BO, GIRL]
    assert marks_in(repr(household_week(family, "H1", MONDAY))) != []
    with pytest.raises(Refused):
        save_hours(unseeing, None, hours("2024-0003", "1 08:00-10:00"))


def test_the_file_of_somebody_protected_does_not_name_her_case(ctx: Context, tmp_path: Path) -> None:
    with ctx.writing() as uow:
        uow.people.add(person(case_number="2025-0042", protection=Protection.CONFIDENTIAL_FLAG))
        uow.commit()
    card = persons_week(ctx, "2025-0042", MONDAY)
    assert file_name(card) == "Vecka 2025-10.pdf"


def test_the_paper_has_everybodys_days_and_never_an_address(family: Context, tmp_path: Path) -> None:
    with family.writing() as uow:
        uow.housings.add(Housing(case_number=AMINA, days=days("2024-01-01"), address="Provgatan 1"))
        uow.commit()
    put(family, hours(BO, "1 08:00-16:00", municipality=OWN, travel=30))
    put(family, hours(BO, "2 20:00-23:30", what="kvällsjobb", municipality=OWN, travel=45))
    pressed: list[Printout] = []

    def press(printout: Printout, file: Path) -> None:
        pressed.append(printout)
        file.write_bytes(b"%PDF")

    file = write_week(family, "H1", MONDAY, tmp_path, press).value
    (printout,) = pressed
    assert (file.name, printout.is_wide) == ("Vecka 2025-10 H1.pdf", True)
    said = "\n".join(
        "\n".join([*block.headings, *(cell for row in block.rows for cell in row)])
        if isinstance(block, Grid)
        else block.text
        for block in printout.blocks
        if isinstance(block, Grid | Heading | Paragraph)
    )
    assert f"07.30 hemifrån\n08.00–16.00 arbete, {family.name(OWN)}\n16.30 hemma" in said
    assert f"20.00–23.30 kvällsjobb, {family.name(OWN)}\n00.15 hemma" in said
    assert "Gia Provlund" in said
    assert "Det här behöver vi lösa tillsammans" in said
    assert "Provgatan" not in said
    with family.reading() as reader:
        rows = reader._connection.execute(select(disclosure.c.what)).scalars().all()
    assert rows.count("week_pdf") == 4
    hide(family)
    write_week(without_right(family), "H1", MONDAY, tmp_path, press)
    assert marks_in(repr(pressed[-1])) == []
