"""Is the line of time a way to look, to go on from, and to move an activity with its effects known first?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QPushButton

from factories import day, days
from mottagning.domain.housing import Housing
from mottagning.domain.periods import DateRange
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plans import ClosureReason, IntroductionPlan
from mottagning.domain.responsibilities import ActorKind
from mottagning.ui.timelines.part import TimelinePart
from mottagning.usecases.context import Context
from mottagning.usecases.plans.planning import begin_plan, save_part, save_plan
from mottagning.usecases.plans.viewing import plan_of_person
from workbooks import shown

AMINA, BO = "2024-0001", "2024-0002"
PRACTICE = days("2025-04-07", "2025-05-30")
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def planned(furnished: Any, ctx: Context) -> Any:
    """Somebody at Planer, where Amina's plan has a practice and what depends on it, and Bo has a course."""
    with ctx.writing() as uow:
        for case_number in (AMINA, BO):
            who = uow.people.find(case_number)
            assert who is not None
            known = {"received_on": day("2025-02-03"), "permit_until": day("2025-06-21")}
            uow.people.change(who, replace(who.value, **known))
        uow.housings.add(Housing(case_number=AMINA, days=days("2025-02-03"), address="Provgatan 1"))
        uow.commit()
    number = begun(ctx, AMINA, ("Praktik", PRACTICE, {"booking": "B1"}))
    put(ctx, number, "Arbetsprövning", days("2025-06-02", "2025-09-30"), depends_on=1)
    begun(ctx, BO, ("Kurs", days("2025-06-02", "2025-06-05"), {}))
    furnished.go("plans", ("tab", number, "Tidslinje"))
    return furnished


def begun(ctx: Context, case_number: str, activity: tuple[str, DateRange, dict[str, Any]]) -> int:
    """A plan with nothing but one activity."""
    plan = IntroductionPlan(key="", case_number=case_number, days=days("2025-02-03", "2026-02-02"))
    number = begin_plan(ctx, plan).value.id
    what, when, values = activity
    put(ctx, number, what, when, **values)
    return number


def put(ctx: Context, number: int, what: str, when: DateRange, **values: Any) -> None:
    activity = PlanActivity(plan="", number=0, what=what, days=when, actor_kind=ActorKind.OWN_UNIT, **values)
    save_part(ctx, number, None, activity)


def part(hands: Any) -> TimelinePart:
    """The line that is shown."""
    (found,) = hands.visible(TimelinePart)
    return found


def choose(hands: Any, word: str) -> TimelinePart:
    """Put the cursor on a thing by what its sentence says."""
    found = part(hands)
    (item,) = [one for lane in found.view._chart.lanes for one in lane.items if word in one.told]
    found.view.choose(item.key)
    found.view.setFocus()
    hands.settle()
    return found


def practice(ctx: Context) -> DateRange:
    """The days of the practice as they are stored."""
    with ctx.reading() as reader:
        return next(one.value.days for one in reader.plan_activities.every() if one.value.what == "Praktik")


def test_a_move_by_keys_tells_what_it_does_and_is_saved_only_when_it_is_said_so(planned: Any, ctx: Context) -> None:
    hands = planned
    choose(hands, "Praktik")
    for _ in range(4):
        hands.key(Key.Key_Right, CONTROL)
    assert hands.says("Praktik: 2025-05-05–2025-06-27, 28 dagar senare.")
    assert not hands.says("Så blir det")
    hands.key(Key.Key_Return)
    for said in (
        "Praktik: 2025-04-07–2025-05-30 blir 2025-05-05–2025-06-27, 28 dagar senare.",
        "Ligger efter uppehållstillståndets sista dag, 2025-06-21.",
        "”Arbetsprövning” beror på den och börjar 2025-06-02, innan den här är klar.",
        "Slutar först efter tidsfristen 2025-06-21: ",
        "Bo Provlund har samma dagar: Kurs, 2025-06-02–2025-06-05, planerad.",
        "Aktiviteten är bokningen B1. Bokningens dagar ändras inte här; de ändras på bokningens kort.",
    ):
        assert hands.says(said), said
    assert practice(ctx) == PRACTICE
    hands.key(Key.Key_Space)
    assert hands.app.focusWidget() is not None
    assert practice(ctx) == days("2025-05-05", "2025-06-27")
    assert hands.says("Praktik är flyttad till 2025-05-05–2025-06-27.")
    assert hands.app.focusWidget() is part(hands).view, "the cursor is back where the work is"
    hands.push("Ångra flytten")
    assert practice(ctx) == PRACTICE


def test_esc_leaves_a_move_before_and_after_its_effects_are_shown(planned: Any, ctx: Context) -> None:
    hands = planned
    found = choose(hands, "Praktik")
    hands.key(Key.Key_Right, CONTROL)
    hands.key(Key.Key_Escape)
    assert found.view.ghost is None
    hands.key(Key.Key_Right, CONTROL)
    hands.key(Key.Key_Return)
    assert hands.says("Så blir det")
    hands.key(Key.Key_Escape)
    assert not hands.says("Så blir det")
    assert found.view.ghost is None
    assert hands.app.focusWidget() is found.view
    assert practice(ctx) == PRACTICE


def test_the_end_alone_is_moved_and_what_stood_before_is_told_as_such(planned: Any, ctx: Context) -> None:
    hands = planned
    choose(hands, "Arbetsprövning")
    hands.key(Key.Key_Space)
    hands.key(Key.Key_Left, CONTROL)
    hands.key(Key.Key_Return)
    assert hands.says("Arbetsprövning: 2025-06-02–2025-09-30 blir 2025-06-02–2025-09-23, slutar 7 dagar tidigare.")
    assert hands.says("Som förut: Ligger efter uppehållstillståndets sista dag, 2025-06-21.")
    hands.push("Spara flytten")
    with ctx.reading() as reader:
        stored = [one.value.days for one in reader.plan_activities.every() if one.value.what == "Arbetsprövning"]
    assert stored == [days("2025-06-02", "2025-09-23")]


def test_what_was_changed_meanwhile_is_not_overwritten(
    planned: Any, ctx: Context, shown_errors: list[BaseException]
) -> None:
    hands = planned
    choose(hands, "Praktik")
    hands.key(Key.Key_Right, CONTROL)
    hands.key(Key.Key_Return)
    with ctx.reading() as reader:
        before = next(one for one in reader.plan_activities.every() if one.value.what == "Praktik")
    save_part(ctx, 1, before, replace(before.value, place="Bageriet"))
    hands.push("Spara flytten")
    assert len(shown_errors) == 1
    assert practice(ctx) == PRACTICE


def test_a_booking_is_not_moved_and_it_is_said_where_it_is_changed(planned: Any) -> None:
    hands = planned
    choose(hands, "B1 sfi")
    hands.key(Key.Key_Right, CONTROL)
    assert hands.says("En bokning flyttas inte här. Den ändras på bokningens kort: tryck Retur.")
    hands.key(Key.Key_Return)
    assert hands.shell.current == "bookings"
    assert hands.says("B1")


def test_enter_opens_the_record_where_it_is_kept(planned: Any) -> None:
    hands = planned
    for word, area, says in (
        ("Praktik", "plans", "Ny aktivitet"),
        ("Uppföljning, ", "plans", "Planen har inte följts upp än."),
        ("Hemkommun, ", "people", "Ny hemkommun"),
        ("Boende, ", "people", "Nytt boende"),
        ("Uppehållstillståndet", "people", "Hur dagen räknades"),
    ):
        hands.go("plans", ("tab", 1, "Tidslinje"))
        choose(hands, word)
        hands.key(Key.Key_Return)
        assert hands.shell.current == area
        assert hands.says(says) or [one for one in hands.visible(QPushButton) if one.text() == says], word


def test_the_same_stands_as_rows_and_the_two_have_one_cursor(planned: Any) -> None:
    hands = planned
    found = part(hands)
    assert found.table is not None
    told = {one.key for lane in found.view._chart.lanes for one in lane.items}
    assert {one.key for one in found.table.rows_model.rows} == told
    choose(hands, "Praktik")
    current = found.table.current
    assert current is not None
    assert current.key == found.view.key
    found.table.selectRow(0)
    hands.settle()
    assert found.view.key == found.table.rows_model.rows[0].key


def test_the_scale_is_chosen_and_says_when_it_is_ones_own(planned: Any) -> None:
    hands = planned
    found = part(hands)
    scale = next(one for one in hands.visible(QComboBox) if one.accessibleName() == "Skala")
    assert scale.currentText() == "Visa allt"
    scale.setFocus()
    scale.setCurrentText("Månad")
    scale.activated.emit(scale.currentIndex())
    hands.settle()
    monthly = found.view.per_day
    hands.push("Närmare")
    assert monthly is not None
    assert found.view.per_day is not None
    assert found.view.per_day > monthly
    assert scale.currentIndex() == -1


def test_the_scale_and_the_cursor_stay_when_the_card_is_read_anew(planned: Any) -> None:
    hands = planned
    found = choose(hands, "Praktik")
    found.view.scale_to(3.2)
    hands.go("people", 1)
    hands.go("plans", 1)
    hands.screen.reread()
    hands.settle()
    assert part(hands) is not found
    assert part(hands).view.per_day == 3.2
    assert "Praktik" in part(hands).view.accessibleDescription()


def test_a_household_has_a_line_for_each_and_one_goes_back(planned: Any) -> None:
    hands = planned
    hands.go("people", 1)
    hands.tab("Hushåll")
    hands.push("Visa hushållet")
    hands.push("Visa hushållets tidslinje")
    assert hands.says("Tidslinje för hushåll H1")
    assert {band.name for band in part(hands).view._chart.bands} == {"Amina Provlund", "Bo Provlund", "Cleo Doldin"}
    choose(hands, "Kurs")
    hands.key(Key.Key_Right, CONTROL)
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Escape)
    assert not hands.says("Så blir det")
    assert hands.says("Tidslinje för hushåll H1"), "Esc leaves the move first"
    hands.key(Key.Key_Escape)
    assert hands.says("Hushåll H1")
    assert not hands.visible(TimelinePart)


def test_it_is_shown_larger_and_one_goes_back_to_the_card(planned: Any) -> None:
    hands = planned
    before = part(hands).width()
    hands.push("Visa tidslinjen större")
    assert part(hands).width() > before
    hands.push("Tillbaka")
    assert part(hands).width() == before


def test_rows_leave_as_a_workbook_and_as_a_pdf_without_an_address(
    planned: Any, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    hands = planned
    pick(tmp_path / "rader.xlsx")
    part(hands)._export()
    hands.settle()
    cells = [str(value) for sheet in shown(tmp_path / "rader.xlsx").values() for value, _ in sheet.values()]
    assert "Praktik" in cells
    assert not [one for one in cells if "Provgatan" in one]
    pick(tmp_path)
    hands.push("Spara som PDF …")
    file = tmp_path / "Tidslinje 2024-0001 2025-03-03.pdf"
    assert file.read_bytes().startswith(b"%PDF")


def test_protected_people_are_taken_along_only_when_it_is_said_so(
    planned: Any, answers: Any, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    hands = planned
    hands.go("people", 1)
    hands.tab("Hushåll")
    hands.push("Visa hushållet")
    hands.push("Visa hushållets tidslinje")
    answers.yes = False
    pick(tmp_path / "rader.xlsx")
    part(hands)._export()
    hands.settle()
    cells = [str(value) for sheet in shown(tmp_path / "rader.xlsx").values() for value, _ in sheet.values()]
    assert "Bo Provlund" in cells
    assert "Cleo Doldin" not in cells
    assert len(answers.asked) == 1


def test_a_closed_plan_lies_still(planned: Any, ctx: Context) -> None:
    hands = planned
    with ctx.reading() as reader:
        plan = reader.plans.get(plan_of_person(ctx, AMINA))
    save_plan(ctx, plan, replace(plan.value, closed_on=day("2025-03-01"), closure_reason=ClosureReason.MOVED))
    hands.screen.reread()
    hands.settle()
    choose(hands, "Praktik")
    hands.key(Key.Key_Right, CONTROL)
    assert hands.says("Det här flyttas inte på tidslinjen.")
    assert not [one for one in hands.visible(QPushButton) if one.text() == "Spara flytten"]
