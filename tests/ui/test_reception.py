"""Can a reception be planned at the keyboard, from the decision to the keys, and is what does not fit said there?"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox

from factories import Clock, day, days
from mottagning.domain.assignments import Assignment, AssignmentKind, ExpectedPerson
from mottagning.domain.flats import Flat, RentNorm
from mottagning.domain.money import scaled
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people
from mottagning.usecases.reception.assigning import save_assignment, save_expected
from mottagning.usecases.reception.flats import list_flats, save_flat, save_norm
from mottagning.usecases.reception.listing import list_assignments
from mottagning.usecases.reception.quotas import list_quotas
from mottagning.usecases.reception.viewing import open_assignment

CONTROL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def awaited(furnished: Any, ctx: Context) -> Any:
    """Somebody at the list of assignments, where three are to be received by 10 April; today is 3 March 2025."""
    one = Assignment(key="", kind=AssignmentKind.ASSIGNED, decided_on=day("2025-02-10"), persons=3)
    assignment = save_assignment(ctx, None, one).value
    named = ExpectedPerson(assignment="", number=0, given_name="Hodan", family_name="Provdotter")
    save_expected(ctx, assignment.id, None, named)
    save_expected(ctx, assignment.id, None, ExpectedPerson(assignment="", number=0, age=7))
    furnished.go("assignments", assignment.id)
    return furnished


def test_an_assignment_is_entered_and_its_last_day_is_counted(furnished: Any, ctx: Context) -> None:
    hands = furnished
    hands.go("plans")
    hands.push("Planerad mottagning")
    assert hands.shell.current == "assignments"
    hands.key(Key.Key_N, CONTROL)
    hands.fill(kind="anvisad", persons="3", decided_on="2025-02-10", received_on="2025-02-20")
    hands.key(Key.Key_S, CONTROL)
    assert "Välj mottagen" in hands.problem("status")
    hands.fill(received_on="", arrives_on="2025-04-11")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("38 dagar kvar")
    assert hands.says("2025-04-10, enligt förordning (2016:39) 10 §")
    assert hands.says("efter den sista mottagningsdagen, 2025-04-10")
    assert [line.assignment.persons for line in list_assignments(ctx)] == [3]


def test_who_is_expected_becomes_a_person_with_what_was_ticked(awaited: Any, ctx: Context) -> None:
    hands = awaited
    hands.tab("Personer")
    assert hands.says("2 av 3 är angivna, 0 är registrerade.")
    assert hands.says("Namn inte känt")
    hands.push("Registrera Hodan Provdotter")
    assert hands.says("2 av 3 är angivna, 1 är registrerade.")
    hands.tab("Före ankomst")
    boxes = hands.visible(QCheckBox)
    assert len(boxes) == 8
    boxes[0].setFocus()
    hands.key(Key.Key_Space)
    assert hands.says("1 av 8 punkter är avprickade.")
    hodan = next(line for line in list_people(ctx) if line.name == "Hodan Provdotter")
    hands.go("plans", ("person", hodan.case_number))
    assert hands.says("1 av 8")


def test_more_than_the_decision_names_are_told_of_and_those_without_a_name_told_apart(awaited: Any) -> None:
    hands = awaited
    hands.tab("Personer")
    for age in ("3", "5"):
        hands.push("Lägg till person")
        hands.fill(age=age)
        hands.key(Key.Key_S, CONTROL)
    assert hands.says("4 av 3 är angivna, 0 är registrerade. Det är fler än anvisningen gäller: 3.")
    for age in (3, 5, 7):
        assert hands.button(f"Redigera Namn inte känt, {age} år")


def test_nobody_is_expected_or_registered_who_is_not_born(awaited: Any) -> None:
    hands = awaited
    hands.tab("Personer")
    hands.push("Redigera Hodan Provdotter")
    hands.fill(birth_date="2025-03-04")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("birth_date") == "Dagen har inte varit än."
    hands.fill(birth_date="2025-03-03")
    hands.key(Key.Key_S, CONTROL)
    hands.push("Registrera Hodan Provdotter")
    assert hands.says("Sparat")
    hands.go("people", max(line.id for line in list_people(hands.screen.desk.ctx)))
    hands.push("Redigera")
    hands.fill(birth_date="2025-03-04")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("birth_date") == "Dagen har inte varit än."


def test_the_days_left_are_those_of_today_in_a_window_left_open(awaited: Any, clock: Clock) -> None:
    hands = awaited
    assert left(hands) == "38 dagar kvar"
    clock.tick(days=10)
    hands.key(Key.Key_F5)
    assert left(hands) == "28 dagar kvar"
    assert hands.says("28 dagar kvar"), "the card and the list agree"


def left(hands: Any) -> str:
    """The days left as the list says."""
    model = hands.screen.list.table.model()
    headings = [model.headerData(place, Qt.Orientation.Horizontal) for place in range(model.columnCount())]
    return str(model.index(0, headings.index("Dagar kvar")).data())


def test_a_quota_refugee_is_not_said_to_have_a_ground_that_is_still_asked_for(awaited: Any) -> None:
    """The deadlines wait for the ground; the card must not look as if it were there."""
    hands = awaited
    hands.push("Redigera")
    hands.fill(kind="kvot", due_on="2025-04-10")
    hands.key(Key.Key_S, CONTROL)
    hands.tab("Personer")
    hands.push("Registrera Hodan Provdotter")
    hands.go("people", max(line.id for line in list_people(hands.screen.desk.ctx)))
    assert hands.says("Inte angiven, kvotflykting")


def test_who_sees_to_an_item_is_said_beside_it(awaited: Any, ctx: Context) -> None:
    hands = awaited
    hands.tab("Före ankomst")
    hands.push("Ansvarig … Tolk är bokad till ankomsten")
    hands.fill(responsible="Petra", days_before="5")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Petra · 5 dagar före ankomst")


def test_a_flat_is_reserved_from_its_reasons(awaited: Any, ctx: Context) -> None:
    norm = RentNorm(persons=3, days=days("2025-01-01"), amount=scaled("8000"), source="nämnden")
    save_norm(ctx, None, norm)
    flat = Flat(
        key="", address="Provgatan 1", days=days("2025-01-01", "2025-12-31"), rent=scaled("8100"), rooms=scaled(2)
    )
    save_flat(ctx, None, flat)
    hands = awaited
    hands.screen.reread()
    hands.settle()
    hands.tab("Bostad")
    assert hands.says("✓  Ledig 2025-04-10")
    assert hands.says("✗  Hyran 8 100 kr är över normen för 3 personer, 8 000 kr (nämnden)")
    assert hands.says("–  3 personer på 2 rum: 1,5 per rum")
    hands.push("Reservera … Provgatan 1")
    hands.fill(first="2025-04-01", last="2026-01-01")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("last") == "Bostaden är inte ledig alla de dagarna."
    hands.fill(last="2025-12-31")
    hands.key(Key.Key_S, CONTROL)
    (line,) = list_flats(ctx)
    assert line.reserved_for == ("AN2025-0001",)
    assert len(open_assignment(ctx, list_assignments(ctx)[0].id).homes) == 1


def test_a_flat_and_a_norm_are_entered(furnished: Any, ctx: Context, answers: Any) -> None:
    hands = furnished
    hands.go("flats")
    hands.key(Key.Key_N, CONTROL)
    hands.fill(address="Provgatan 1", first="2025-05-01", rent="8 100,50", rooms="2", landlord="Provbo")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("Ingen norm är angiven.")
    hands.push("Hyresnormer")
    hands.push("Ny norm")
    hands.fill(persons="3", amount="9000", first="2025-01-01")
    hands.key(Key.Key_S, CONTROL)
    assert hands.problem("source") == "Måste fyllas i."
    hands.fill(source="Nämndens beslut")
    hands.key(Key.Key_S, CONTROL)
    assert hands.says("3 personer: 9 000 kr")
    hands.push("Tillbaka")
    assert hands.says("9 000 kr: hyran är inom normen")
    hands.push("Hyresnormer")
    hands.push("Redigera 3 personer: 9 000 kr")
    hands.push("Ta bort")
    assert hands.says("Ingen norm är angiven.")


def test_the_quota_is_entered_with_its_source_beside_the_outcome(awaited: Any, ctx: Context) -> None:
    hands = awaited
    hands.tab("Kommuntal")
    assert hands.shell.current == "municipal_quotas"
    assert hands.says("Kommuntalet är inte angivet.")
    hands.push("Ange")
    hands.fill(persons="21", source="Länsstyrelsens beslut")
    hands.key(Key.Key_S, CONTROL)
    (line,) = list_quotas(ctx)
    assert (line.outcome.quota, line.outcome.to_assign) == (21, 18)
    hands.tab("Anvisningar")
    assert hands.shell.current == "assignments"


def test_an_interrupted_assignment_is_replaced_on_the_same_quota(awaited: Any, ctx: Context) -> None:
    hands = awaited
    hands.push("Ersätt …")
    hands.fill(decided_on="2025-03-01")
    hands.key(Key.Key_S, CONTROL)
    assert [line.assignment.replaces for line in list_assignments(ctx)] == ["AN2025-0001", None]
    assert [line.assignment.counts_in for line in list_assignments(ctx)] == [2025, 2025]


def test_a_years_figures_have_room_in_the_smallest_window(awaited: Any) -> None:
    hands = awaited
    hands.window.resize(900, 500)
    hands.tab("Kommuntal")
    card = hands.screen.card
    assert hands.says("varav tidigare års")
    assert card._inside.minimumSizeHint().width() <= card._area.viewport().width()
