"""Can a plan be begun, filled, followed up and closed at the keyboard, and is what does not fit said there?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QPushButton

from factories import day
from mottagning.domain.plans import GoalStatus
from mottagning.readmodels.plans import PlanStatus
from mottagning.texts.plans import CHANGE_MARK
from mottagning.usecases.context import Context
from mottagning.usecases.plans.listing import list_plans
from mottagning.usecases.plans.viewing import open_plan, plan_of_person

AMINA = "2024-0001"
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def received(furnished: Any, ctx: Context) -> Any:
    """Somebody at the page Planer, where Amina was received a month ago with a permit until midsummer."""
    with ctx.writing() as uow:
        amina = uow.people.find(AMINA)
        assert amina is not None
        known = {"birth_date": day("1990-01-03"), "received_on": day("2025-02-03")}
        known |= {"permit_decided_on": day("2024-01-01"), "permit_until": day("2025-06-21")}
        uow.people.change(amina, replace(amina.value, **known))
        uow.commit()
    furnished.screen.refresh()
    furnished.settle()
    return furnished


def begin(hands: Any) -> None:
    """Begin Amina's plan from her card."""
    hands.go("people", 1)
    hands.push("Öppna planen")
    assert hands.shell.current == "plans"
    hands.push("Börja en plan")
    assert hands.form.control("begun_from").currentText() == "Vuxen 20–66 år"
    hands.fill(first="2025-02-03", needs="Svenska och ett arbete")
    hands.key(Key.Key_S, CONTROL)


def test_a_plan_begins_on_the_persons_card_and_takes_her_own_words(received: Any, ctx: Context) -> None:
    hands = received
    begin(hands)
    assert hands.says("Svenska och ett arbete")
    assert hands.says("Personens egna ord saknas än.")
    hands.push("Redigera Egen försörjning")
    hands.fill(words="Jag vill baka bröd", measure="anställd", due_on="2025-12-31")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("”Jag vill baka bröd”")
    assert [one.key for one in list_plans(ctx) if one.case_number == AMINA] == ["PL2025-0001"]


def test_a_word_wider_than_the_card_leaves_the_buttons_in_sight(received: Any) -> None:
    hands = received
    begin(hands)
    hands.push("Redigera Egen försörjning")
    hands.fill(words="w" * 300)
    hands.key(Key.Key_S, CONTROL)
    assert ends_within(hands, "Redigera Egen försörjning")
    hands.push("Redigera")
    hands.fill(needs="w" * 300)
    hands.key(Key.Key_S, CONTROL)
    assert ends_within(hands, "Redigera Egen försörjning")


def ends_within(hands: Any, button: str) -> bool:
    """Whether a button is seen in all its width."""
    edit = hands.button(button)
    return bool(edit.mapTo(hands.window, edit.rect().topRight()).x() < hands.window.width())


def test_an_activity_that_waits_for_itself_is_refused_where_it_is_said(
    received: Any, ctx: Context, answers: Any
) -> None:
    hands = received
    begin(hands)
    hands.tab("Aktiviteter")
    hands.push("Ny aktivitet")
    hands.fill(what="Praktik", depends_on="1  Sfi: börjar inom tre månader")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Praktik")
    hands.push("Redigera Sfi: börjar inom tre månader")
    hands.fill(depends_on="6  Praktik")
    hands.key(Key.Key_S, CONTROL)
    assert "1 → 6 → 1" in hands.problem("depends_on")
    hands.key(Key.Key_Escape)


def test_what_lies_beyond_the_permit_is_told_while_it_is_entered(at_once: None, received: Any, ctx: Context) -> None:
    hands = received
    begin(hands)
    hands.tab("Aktiviteter")
    hands.push("Ny aktivitet")
    hands.fill(what="Praktik", first="2025-06-01", last="2025-06-22")
    hands.settle()
    assert hands.says("Till och med: Ligger efter uppehållstillståndets sista dag, 2025-06-21.")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Ligger efter uppehållstillståndets sista dag"), "it is kept, and told of"


def test_a_follow_up_is_held_and_the_next_is_proposed_with_its_reason(received: Any, ctx: Context) -> None:
    hands = received
    begin(hands)
    assert hands.says(
        "Nästa uppföljning 2025-02-10: det första mötet, inom en vecka från mottagandet – den dagen har varit."
    )
    assert counted(hands) == 1
    hands.push("Ny uppföljning")
    hands.fill(on="2025-03-04")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("on") == "Dagen har inte varit än."
    hands.fill(on="2025-03-03", participants="Amina, Petra", own_view="Det går bra", goal_1="På väg")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Nästa uppföljning 2025-04-03: varje månad, månad 2–5.")
    assert counted(hands) == 0
    hands.tab("Uppföljningar")
    assert hands.says("Det går bra")
    card = open_plan(ctx, plan_of_person(ctx, AMINA))
    assert [one.status.value for one in card.follow_ups[0].reviews] == ["under_way", "not_begun"]


@pytest.mark.usefixtures("answers")
def test_a_follow_up_is_taken_back_with_what_it_said_of_goals(received: Any, ctx: Context) -> None:
    hands = received
    begin(hands)
    hands.push("Ny uppföljning")
    hands.fill(on="2025-03-03", goal_1="Uppnått")
    hands.key(Key.Key_S, CONTROL)
    key = plan_of_person(ctx, AMINA)
    assert open_plan(ctx, key).goals[0].value.status is GoalStatus.REACHED
    hands.key(Key.Key_Z, CONTROL)
    assert not open_plan(ctx, key).follow_ups
    assert open_plan(ctx, key).goals[0].value.status is GoalStatus.NOT_BEGUN
    hands.push("Ny uppföljning")
    hands.fill(on="2025-03-03", goal_1="Uppnått", own_view="Det går bra")
    hands.key(Key.Key_S, CONTROL)
    hands.tab("Uppföljningar")
    hands.push("Redigera Uppföljning 1")
    hands.push("Ta bort")
    assert not open_plan(ctx, key).follow_ups
    hands.key(Key.Key_Z, CONTROL)
    assert open_plan(ctx, key).follow_ups[0].follow_up.value.own_view == "Det går bra"
    assert open_plan(ctx, key).goals[0].value.status is GoalStatus.REACHED


def test_what_is_worked_out_for_a_form_that_was_saved_meanwhile_is_told_to_nobody(received: Any) -> None:
    hands = received
    begin(hands)
    hands.push("Ny uppföljning")
    panel = hands.screen._form
    hands.fill(participants="Amina")
    hands.key(Key.Key_S, CONTROL)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    panel.note("Kommer för sent.")
    assert not hands.says("Kommer för sent.")


def counted(hands: Any) -> int:
    """What the navigation says waits at Planer."""
    hands.settle()
    return int("".join(letter for letter in hands.shell._buttons["plans"].text() if letter.isdecimal()) or 0)


def test_an_item_is_ticked_and_unticked_with_the_cursor_on_it(received: Any, ctx: Context) -> None:
    hands = received
    begin(hands)
    hands.tab("Checklista")
    box = next(one for one in hands.visible(QCheckBox) if one.accessibleName() == "Kopior av id-handlingar tagna")
    box.setFocus(Qt.FocusReason.TabFocusReason)
    hands.key(Key.Key_Space)
    assert hands.says("2025-03-03 · prov")
    assert box.isChecked()
    assert QApplication.focusWidget() is box
    hands.key(Key.Key_Space)
    assert not box.isChecked()
    assert not hands.says("2025-03-03 · prov")
    hands.push("Gäller inte … Kopior av id-handlingar tagna")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("why") == "Måste fyllas i."
    hands.fill(why="finns redan")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Gäller inte: finns redan")


def test_what_was_said_of_an_item_is_undone(received: Any, ctx: Context) -> None:
    hands, name = received, "Kopior av id-handlingar tagna"
    begin(hands)
    hands.tab("Checklista")

    def box() -> QCheckBox:
        return next(one for one in hands.visible(QCheckBox) if one.accessibleName() == name)

    for is_ticked in (True, False):
        box().setFocus(Qt.FocusReason.TabFocusReason)
        hands.key(Key.Key_Space)
        assert box().isChecked() == is_ticked
        hands.key(Key.Key_Z, CONTROL)
        assert box().isChecked() != is_ticked
        if is_ticked:
            box().setFocus(Qt.FocusReason.TabFocusReason)
            hands.key(Key.Key_Space)
    assert box().isChecked()
    hands.push(f"{CHANGE_MARK} {name}")
    hands.fill(state="Gäller inte", why="finns redan")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Gäller inte: finns redan")
    hands.key(Key.Key_Z, CONTROL)
    assert box().isChecked()


def test_a_childs_voice_stands_in_the_childs_own_plan(received: Any, ctx: Context) -> None:
    with ctx.writing() as uow:
        bo = uow.people.find("2024-0002")
        assert bo is not None
        uow.people.change(bo, replace(bo.value, birth_date=day("2016-05-05"), received_on=day("2025-02-03")))
        uow.commit()
    hands = received
    begin(hands)
    hands.tab("Barnet")
    assert hands.says("Barnen i hushållet")
    hands.push("Bo Provlund")
    hands.push("Börja en plan")
    assert hands.form.control("begun_from").currentText() == "Barn 6–15 år"
    hands.key(Key.Key_S, CONTROL)
    hands.tab("Barnet")
    hands.push("Redigera Barnets eget avsnitt")
    hands.fill(voice="Jag vill ha en kompis", heard_on="2025-03-03")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("”Jag vill ha en kompis”")


def test_a_plan_is_closed_with_a_reason(received: Any, ctx: Context) -> None:
    hands = received
    begin(hands)
    hands.tab("Avslut")
    hands.push("Avsluta planen")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("closure_reason") == "Måste fyllas i."
    hands.fill(closure_reason="Flytt till annan kommun", handed_to="Provbyns mottagning")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Planen är avslutad.")
    assert hands.says("Avslutad")
    assert counted(hands) == 0


def test_an_empty_page_says_what_it_is_for_and_has_the_one_button(office: Any) -> None:
    office.go("plans")
    assert office.says("Här planeras mottagandet")
    office.push("Ny plan")
    assert office.form.control("case_number").isVisible()


def test_a_household_leads_to_the_plans_of_its_members(received: Any) -> None:
    hands = received
    begin(hands)
    hands.go("people", 1)
    hands.tab("Hushåll")
    hands.push("Visa hushållet")
    assert hands.says("PL2025-0001")
    hands.push("Planen")
    assert hands.shell.current == "plans"


def test_the_plan_tells_what_is_due_and_how_it_was_counted(received: Any, ctx: Context) -> None:
    hands = received
    begin(hands)
    hands.tab("Tidsfrister")
    assert hands.says("Uppehållstillståndet går ut")
    assert hands.says("2025-06-21   110 dagar kvar")  # 28 + 30 + 31 + 21 days from the third of March
    hands.push("Hur dagen räknades: Uppehållstillståndet går ut")
    assert hands.says("Verifierad till 2026-04-27")


def test_the_demonstration_shows_plans_that_go_on_that_are_late_and_that_are_lacking(demo_ctx: Context) -> None:
    lines = list_plans(demo_ctx)
    assert {one.status for one in lines} >= {PlanStatus.OPEN, PlanStatus.LATE, PlanStatus.LACKING_LATE}
    card = open_plan(demo_ctx, next(one.id for one in lines if one.key == "PL2023-0001"))
    assert any(one.activity.value.booking for one in card.activities)
    assert any(one.value.words for one in card.goals)
    assert card.follow_ups
    assert any(line.mark for phase in card.checked.phases for line in phase.lines)


def test_somebody_without_a_plan_is_shown_with_one_filled_button(received: Any) -> None:
    received.go("people", 1)
    received.push("Öppna planen")
    assert received.button("Börja en plan").isEnabled()
    filled = [one.text() for one in received.visible(QPushButton) if one.objectName() == "primary"]
    assert filled == ["Ny plan"]
