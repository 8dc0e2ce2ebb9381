"""Can one see what waits for whom, enter it, end it and take that back, and go to the record and to who answers?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt

from factories import OTHER, day, days, without_right
from mottagning.domain.bookings import Procedure
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plans import IntroductionPlan
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.domain.responsibilities import ActorKind
from mottagning.domain.waiting import Wait
from mottagning.usecases.context import Context
from mottagning.usecases.waiting.keeping import save_wait
from mottagning.usecases.waiting.viewing import person_waits

AMINA, BO, CLEO = "2024-0001", "2024-0002", "2024-0003"
CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


def fill(ctx: Context) -> None:
    """Amina has no personnummer since six weeks, a request without answer and an activity that has not begun."""
    with ctx.writing() as uow:
        for store in (uow.identities, uow.residences):
            for one in store.of_case(AMINA):
                store.remove(one)
        amina = uow.people.find(AMINA)
        assert amina is not None
        registered = {"personal_number": None, "registered_on": day("2025-01-20")}
        uow.people.change(amina, replace(amina.value, **registered))
        uow.requests.add(
            BookingRequest(
                key="F1",
                procedure=Procedure.ORDER,
                side=Side.PAYING,
                case_number=AMINA,
                service="sfi",
                counterpart=OTHER,
                days=days("2025-04-01"),
            )
        )
        uow.request_steps.add(RequestStep(request="F1", number=1, kind=StepKind.REQUESTED, on=day("2025-02-10")))
        uow.plans.add(IntroductionPlan(key="PL1", case_number=AMINA, days=days("2024-09-02")))
        uow.plan_activities.add(
            PlanActivity(
                plan="PL1",
                number=1,
                what="Hälsosamtal",
                days=days("2025-02-17"),
                actor_kind=ActorKind.REGION,
            )
        )
        uow.commit()


@pytest.fixture
def waited(furnished: Any, ctx: Context) -> Any:
    """Somebody at the list of what waits; today is 3 March 2025."""
    fill(ctx)
    furnished.go("plans")
    furnished.push("Väntar på")
    assert furnished.shell.current == "waits"
    return furnished


def shown(hands: Any) -> list[tuple[str, str, str]]:
    """What, whom and how many weeks, from the top."""
    part = hands.screen.waits
    texts = {one.name: one.text for one in part.table.rows_model.columns}
    return [(texts["what"](row), texts["actor"](row), texts["weeks"](row)) for row in part.table.rows_model.rows]


def test_the_longest_wait_stands_first_with_whom_and_for_how_long(waited: Any) -> None:
    assert shown(waited) == [
        ("Personnummer", "Skatteverket", "6"),
        ("Svar på förfrågan om sfi", "Krokom", "3"),
        ("Hälsosamtal", "Regionen", "2"),
    ]


@pytest.mark.parametrize(
    ("place", "area", "said"),
    [(0, "people", "Amina Provlund"), (1, "requests", "F1"), (2, "plans", "Hälsosamtal")],
)
def test_each_line_opens_its_record(waited: Any, place: int, area: str, said: str) -> None:
    waited.screen.waits.table.selectRow(place)
    waited.screen.waits.table.setFocus()
    waited.key(Key.Key_Return)
    assert waited.shell.current == area
    assert waited.says(said)


@pytest.mark.parametrize(
    ("place", "who", "what"),
    [
        (0, "Skatteverket", "Folkbokför; den som har flyttat"),
        (1, "Kommunen", "sfi"),
        (2, "Regionen", "hälsoundersökning"),
    ],
)
def test_each_line_leads_to_who_answers(waited: Any, place: int, who: str, what: str) -> None:
    waited.screen.waits.table.selectRow(place)
    waited.push("Vem ansvarar?")
    assert waited.shell.current == "responsibilities"
    assert waited.says(who)
    assert waited.says(what)


def test_an_actor_is_told_how_many_and_how_long_and_leads_to_them(waited: Any) -> None:
    hands = waited
    hands.tab("Per aktör")
    part = hands.screen.actors
    columns = part.table.rows_model.columns
    assert [one.text(part.table.rows_model.rows[0]) for one in columns] == ["Skatteverket", "1", "6", "6", "", "–"]
    part.table.selectRow(1)
    part.table.setFocus()
    hands.key(Key.Key_Return)
    assert [one[0] for one in shown(hands)] == ["Svar på förfrågan om sfi"]


def test_a_wait_is_entered_ended_and_taken_back_on_the_card(waited: Any, ctx: Context) -> None:
    hands = waited
    hands.go("people", 1)
    hands.tab("Väntar på")
    assert hands.says("Väntar på Skatteverket, 6 veckor")
    assert hands.says("Sedan 2025-01-20 (folkbokförd)")
    hands.push("Ny väntan")
    hands.fill(what="God man", actor="Överförmyndaren", since="2025-03-04", note="Ringt två gånger")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("since") == "Dagen har inte varit än."
    hands.fill(since="2025-02-10")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Väntar på Överförmyndaren, 3 veckor")
    assert hands.says("Ringt två gånger")
    hands.push("Slut i dag: God man")
    assert hands.says("Väntade på Överförmyndaren, 3 veckor")
    hands.push("Väntar ändå: God man")
    assert hands.says("Väntar på Överförmyndaren, 3 veckor")
    hands.go("waits")
    assert [one[0] for one in shown(hands)] == [
        "Personnummer",
        "God man",
        "Svar på förfrågan om sfi",
        "Hälsosamtal",
    ]
    assert not hands.says("Ringt två gånger"), "the note stands on the card alone"


def test_a_wait_of_the_household_is_changed_and_removed_from_the_plan(waited: Any, ctx: Context, answers: Any) -> None:
    hands = waited
    hands.go("plans", ("person", AMINA))
    hands.tab("Väntar på")
    hands.push("Ny väntan")
    hands.fill(what="Bostad", of_household=True)
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Väntar på okänt vem, mindre än en vecka")
    assert [one.wait.what for one in person_waits(ctx, BO).running] == ["Bostad"]
    hands.push("Redigera Bostad")
    hands.push("Ta bort")
    assert person_waits(ctx, BO).running == ()
    assert not hands.says("okänt vem")


def test_nothing_of_a_protected_person_is_shown_without_the_right(
    hands: Any, office: Any, ctx: Context, small_office: None
) -> None:
    save_wait(ctx, None, Wait(key="", what="hemligt", since=day("2025-02-03"), case_number=CLEO))
    hands.program.enter(without_right(ctx))
    hands.settle()
    hands.go("waits")
    assert shown(hands) == []
    assert hands.says("Inget väntar")
    hands.tab("Per aktör")
    assert hands.screen.actors.table.rows_model.total == 0
