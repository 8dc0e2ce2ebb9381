"""What lies on somebody's line of time, who may see it, and is an activity moved only as it should be?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from factories import day, days, without_right
from hidden import HER, HER_BOOKING, hide, marks_in
from mottagning.domain.follow_ups import FollowUp
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.plan_activities import ActivityStatus, PlanActivity
from mottagning.domain.plans import ClosureReason, IntroductionPlan
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.timelines import ThingKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.printouts import Printout
from mottagning.readmodels.timelines import Timeline
from mottagning.storage.tables.admin import disclosure, read_log
from mottagning.usecases.context import Context
from mottagning.usecases.plans.following_up import save_follow_up
from mottagning.usecases.plans.planning import begin_plan, save_part, save_plan
from mottagning.usecases.timelines.moving import move_activity, preview_move
from mottagning.usecases.timelines.printing import write_timeline
from mottagning.usecases.timelines.viewing import household_timeline, person_timeline

AMINA, BO = "2024-0001", "2024-0002"


def of_kind(found: Timeline, kind: ThingKind) -> list[Any]:
    return [one for one in found.things if one.thing.kind is kind]


def activity(**values: Any) -> PlanActivity:
    given: dict[str, Any] = {
        "plan": "",
        "number": 0,
        "what": "Praktik",
        "days": days("2025-04-07", "2025-05-30"),
        "actor_kind": ActorKind.OWN_UNIT,
    }
    return PlanActivity(**{**given, **values})


def planned(ctx: Context, case_number: str = AMINA, **values: Any) -> tuple[int, Stored[PlanActivity]]:
    """A plan of somebody received a month ago, with one activity."""
    with ctx.writing() as uow:
        who = uow.people.find(case_number)
        assert who is not None
        uow.people.change(who, replace(who.value, received_on=day("2025-02-03"), permit_until=day("2025-06-21")))
        uow.commit()
    plan = IntroductionPlan(key="", case_number=case_number, days=days("2025-02-03", "2026-02-02"))
    number = begin_plan(ctx, plan).value.id
    stored: Any = save_part(ctx, number, None, activity(**values)).value
    return number, stored


def test_everything_that_has_days_lies_on_the_line(office: Context) -> None:
    number, stored = planned(office)
    save_follow_up(office, number, None, FollowUp(plan="", number=0, on=day("2025-03-03")), {})
    with office.writing() as uow:
        uow.permits.add(ResidencePermit(case_number=AMINA, decided_on=day("2024-06-22"), valid_until=day("2025-06-21")))
        uow.housings.add(
            Housing(case_number=AMINA, days=days("2025-02-03"), address="Provgatan 1", contract_until=day("2026-01-31"))
        )
        uow.commit()
    found = person_timeline(office, AMINA)
    assert [one.name for one in found.members] == ["Amina Provlund"]
    lying = {kind: [one.thing.days for one in of_kind(found, kind)] for kind in ThingKind}
    assert lying[ThingKind.RESIDENCE][0].start == day("2020-01-01")
    assert lying[ThingKind.PERMIT] == [days("2024-06-22", "2025-06-21")]
    assert lying[ThingKind.HOUSING] == [days("2025-02-03", "2026-01-31")], "a contract ends the home"
    assert lying[ThingKind.BOOKING] == [days("2024-09-01")]
    assert stored.value.days in lying[ThingKind.ACTIVITY]
    assert lying[ThingKind.FOLLOW_UP] == [days("2025-03-03", "2025-03-03"), days("2025-04-03", "2025-04-03")]
    assert [one.thing.is_live for one in of_kind(found, ThingKind.FOLLOW_UP)] == [False, True], "held, then proposed"
    assert lying[ThingKind.DEADLINE], "a permit that ends is a deadline"
    assert "Provgatan" not in repr(found)


def test_a_permit_that_only_the_persons_own_record_tells_of_lies_there_too(office: Context) -> None:
    planned(office)
    with office.writing() as uow:
        who = uow.people.find(AMINA)
        assert who is not None
        uow.people.change(who, replace(who.value, permit_decided_on=day("2024-06-22")))
        uow.commit()
    (permit,) = of_kind(person_timeline(office, AMINA), ThingKind.PERMIT)
    assert permit.thing.days == days("2024-06-22", "2025-06-21")


def test_a_day_that_nobody_can_mean_lies_nowhere(office: Context) -> None:
    with office.writing() as uow:
        uow.permits.add(ResidencePermit(case_number=AMINA, decided_on=day("9999-12-31")))
        uow.commit()
    assert of_kind(person_timeline(office, AMINA), ThingKind.PERMIT) == []


def test_a_household_has_the_lines_of_those_in_it_the_eldest_first(office: Context) -> None:
    with office.writing() as uow:
        for case, born in ((AMINA, "1990-01-03"), (BO, "1982-01-01")):
            who = uow.people.find(case)
            assert who is not None
            uow.people.change(who, replace(who.value, birth_date=day(born)))
        uow.commit()
    found = household_timeline(office, "H1")
    assert [one.case_number for one in found.members] == [BO, AMINA, HER]
    assert {one.thing.person for one in of_kind(found, ThingKind.BOOKING)} == {1, 2, 3}


def test_who_may_not_be_seen_has_no_line_and_no_part_in_anothers(office: Context) -> None:
    number, stored = planned(office)
    with office.writing() as uow:
        uow.representatives.add(Representative(case_number=BO, kind=RepresentativeKind.GUARDIAN, name="Godman"))
        uow.commit()
    hide(office)
    blind = without_right(office)
    assert marks_in(repr(household_timeline(blind, "H1"))) == []
    assert marks_in(repr(preview_move(blind, number, stored, days("2025-04-14", "2025-06-06")))) == []
    for key in (HER, "2023-9999"):
        with pytest.raises(Refused):
            person_timeline(blind, key)
    seen = {one.thing.person for one in household_timeline(office, "H1").things}
    assert len(seen) == 3
    assert HER_BOOKING in repr(household_timeline(office, "H1"))


def test_a_household_in_which_nobody_may_be_seen_is_not_there(office: Context) -> None:
    with pytest.raises(Refused) as refused:
        household_timeline(without_right(office), "H9")
    assert refused.value.code is RefusalCode.GONE


def test_what_a_move_does_is_told_and_nothing_is_stored(office: Context) -> None:
    number, stored = planned(office, booking="B1")
    _, others = planned(office, BO, what="Kurs", days=days("2025-06-02", "2025-06-05"))
    found = preview_move(office, number, stored, days("2025-05-05", "2025-06-27"))
    assert [one.code for one in found.effects.arising] == ["after_permit"]
    assert [one.thing.kind for one in found.effects.passed if one.thing.days.start == day("2025-06-21")]
    met = [found.timeline.find(one.key) for one in found.effects.meets]
    assert others in [one.record for one in met if one]
    assert found.booking_id == 1
    with office.reading() as reader:
        assert reader.plan_activities.get(stored.id) == stored


def test_a_move_changes_the_days_and_nothing_else(office: Context) -> None:
    number, stored = planned(office, booking="B1")
    to = days("2025-04-14", "2025-06-06")
    after = move_activity(office, number, stored, to).value
    assert after.value == replace(stored.value, days=to)
    with office.reading() as reader:
        booking = reader.bookings.find("B1")
        assert booking is not None
        assert booking.value.days == days("2024-09-01"), "a booking is changed as a booking"


def test_what_was_changed_meanwhile_is_not_moved(office: Context) -> None:
    number, stored = planned(office)
    save_part(office, number, stored, replace(stored.value, place="Bageriet"))
    with pytest.raises(Refused) as refused:
        move_activity(office, number, stored, days("2025-04-14", "2025-06-06"))
    assert refused.value.code is RefusalCode.CHANGED_MEANWHILE


@pytest.mark.parametrize("status", [one for one in ActivityStatus if one is not ActivityStatus.PLANNED])
def test_what_has_begun_or_is_over_is_not_moved(office: Context, status: ActivityStatus) -> None:
    number, stored = planned(office, status=status)
    (lying,) = [one for one in person_timeline(office, AMINA).things if one.record == stored]
    assert not lying.can_move
    with pytest.raises(Refused):
        move_activity(office, number, stored, days("2025-04-14", "2025-06-06"))


def test_in_a_closed_plan_nothing_is_moved(office: Context) -> None:
    number, stored = planned(office)
    with office.reading() as reader:
        plan = reader.plans.get(number)
    closed = replace(plan.value, closed_on=day("2025-03-01"), closure_reason=ClosureReason.MOVED)
    save_plan(office, plan, closed)
    (lying,) = [one for one in person_timeline(office, AMINA).things if one.record == stored]
    assert not lying.can_move
    with pytest.raises(Refused):
        move_activity(office, number, stored, days("2025-04-14", "2025-06-06"))


def printed(ctx: Context, found: Timeline, folder: Path) -> tuple[str, Path]:
    """All that stands on the paper, and the file."""
    press: list[Printout] = []

    def printer(printout: Printout, file: Path) -> None:
        press.append(printout)
        file.write_bytes(b"%PDF")

    file = write_timeline(ctx, found, folder, printer).value
    return repr(press[0]), file


def test_on_paper_everybody_has_her_rows_and_nobody_her_address(office: Context, tmp_path: Path) -> None:
    planned(office)
    with office.writing() as uow:
        uow.housings.add(Housing(case_number=AMINA, days=days("2025-02-03"), address="Provgatan 1"))
        uow.commit()
    said, file = printed(office, household_timeline(office, "H1"), tmp_path)
    for part in ("Amina Provlund", "Bo Provlund", "Cleo Doldin", "Praktik", "2025-05-30", "Tidsfrist"):
        assert part in said
    assert "Provgatan" not in said
    assert file.name == "Tidslinje H1 2025-03-03.pdf"
    with office.reading() as reader:
        (row,) = reader.settings._connection.execute(select(disclosure)).mappings()
    assert (row["what"], row["persons"]) == ("timeline_pdf", 3)


def test_those_with_protected_data_can_be_left_behind_and_are_not_for_everybody(
    office: Context, tmp_path: Path
) -> None:
    whole = household_timeline(office, "H1")
    said, _ = printed(office, whole.without_protected(), tmp_path)
    assert "Bo Provlund" in said
    assert marks_in(said) == []
    with pytest.raises(Refused):
        printed(without_right(office), whole, tmp_path)
    _, alone = printed(office, person_timeline(office, HER), tmp_path)
    assert alone.name == "Tidslinje 2025-03-03.pdf", "not even her case stands in a file's name"


def test_who_was_looked_at_stands_in_the_log(office: Context) -> None:
    household_timeline(office, "H1")
    with office.reading() as reader:
        told = reader.settings._connection.execute(select(read_log)).mappings().all()
    assert {row["person"] for row in told if row["what"] == "card"} == {1, 2, 3}
