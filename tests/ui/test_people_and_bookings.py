"""Can a person, an agreement and a booking be registered, mended and removed at the keyboard, with nothing lost?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from factories import OTHER, TEST_NUMBERS, day, days, person
from mottagning.domain.bookings import Absence, AbsenceKind
from mottagning.domain.money import scaled
from mottagning.uikit.forms import FormView
from mottagning.uikit.tabs import TabBar
from mottagning.usecases.agreements import list_agreements, open_agreement
from mottagning.usecases.bookings import list_bookings, open_booking, save_extra
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people, open_person, remove_person, save_person
from ui.conftest import PLAIN

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier


def column_shown(hands: Any, place: int) -> list[str]:
    """A column of the list, from above."""
    model = hands.screen.list.table.rows_model
    return [model.index(row, place).data() for row in range(model.rowCount())]


def edit(hands: Any, case_number: str = "2024-0001") -> None:
    """Walk to a person in the list, and open the form with Enter."""
    table = hands.screen.list.table
    table.setFocus()
    hands.key(Key.Key_Home, CONTROL)
    while table.current.case_number != case_number:
        hands.key(Key.Key_Down)
    hands.key(Key.Key_Return)


# from nothing, at the keyboard


def test_a_person_is_registered_with_what_is_known(office: Any, ctx: Context) -> None:
    office.go("people")
    assert office.says("Okänt är ett svar"), "an empty list says what it is for"
    office.key(Key.Key_N, CONTROL)
    office.type("Petra")
    office.key(Key.Key_Tab)
    office.type("Provlund")
    office.fill(personal_number=TEST_NUMBERS[0], received_on="240201")
    office.key(Key.Key_S, CONTROL)
    (line,) = list_people(ctx)
    assert (line.name, line.case_number) == ("Petra Provlund", "2025-0001")
    stored = open_person(ctx, line.id).person.value
    assert stored.personal_number == "199001032391"
    assert stored.received_on is not None
    assert stored.received_on.isoformat() == "2024-02-01"
    assert column_shown(office, 1) == ["Petra Provlund"], "the list has her at once"
    assert office.says("Sparat")


def test_an_agreement_gets_terms_and_prices_and_says_its_rule_in_words(office: Any, ctx: Context) -> None:
    office.go("agreements")
    office.key(Key.Key_N, CONTROL)
    office.fill(key="A1", parties="Krokom", first="2025-01-01")
    office.key(Key.Key_S, CONTROL)
    assert office.says("Utan villkor kan inget räknas")
    office.push("Nya villkor")
    office.fill(service="sfi", method="Kalenderdag", unit="Månad")
    office.key(Key.Key_S, CONTROL)
    office.reach(office.visible(TabBar)[0])
    office.key(Key.Key_Right)
    office.push("Nytt pris")
    office.fill(service="sfi", amount="9 500,50", unit="Månad", first="250101", source="Prislista, s. 1")
    office.key(Key.Key_S, CONTROL)
    card = open_agreement(ctx, list_agreements(ctx)[0].id)
    assert card.agreement.value.parties == (OTHER,)
    assert [one.value.amount for one in card.prices] == [scaled("9500.50")]
    assert [one.value.service for one in card.terms] == ["sfi"]
    assert office.says("9 500,50"), "the card shows the price that was saved, and stays at prices"


def test_a_booking_is_made_from_the_persons_card(furnished: Any, ctx: Context) -> None:
    furnished.screen.list.choose(list_people(ctx)[0].id)
    furnished.settle()
    furnished.push("Ny bokning")
    assert furnished.shell.current == "bookings"
    assert "2024-0001" in furnished.form.raw()["case_number"], "the person is filled in"
    furnished.fill(agreement="A1", service="sfi", first="2025-02-03", ground="skollagen 20 kap. 11 d §")
    furnished.key(Key.Key_S, CONTROL)
    made = max(list_bookings(ctx), key=lambda line: line.id)
    stored = open_booking(ctx, made.id).booking.value
    assert (stored.case_number, stored.agreement, stored.service) == ("2024-0001", "A1", "sfi")
    assert stored.days.start.isoformat() == "2025-02-03"
    assert made.key in column_shown(furnished, 0)
    furnished.push("Ny frånvaro")
    furnished.fill(first="2025-02-10", last="2025-02-14", kind="Giltig")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.says("2025-02-10"), "the card shows the absence"


def test_a_booking_begins_and_ends_from_its_card(furnished: Any, ctx: Context) -> None:
    number = next(line.id for line in list_bookings(ctx) if line.key == "B2")
    furnished.go("bookings", number)
    furnished.push("Har börjat")
    assert furnished.form.raw()["last_present_on"] == "2024-10-07", "the first day stands there"
    furnished.key(Key.Key_S, CONTROL)
    assert open_booking(ctx, number).booking.value.last_present_on == day("2024-10-07")
    furnished.push("Avsluta")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.problem("outcome"), "how it ended is not taken for granted"
    furnished.fill(outcome="Avbrott", last="2024-10-01")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.problem("last") == "Slutet ligger före starten."
    furnished.fill(last="2024-12-20")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.says("Avbruten")
    assert open_booking(ctx, number).booking.value.days.last == day("2024-12-20")
    assert not [one for one in furnished.words() if one == "Avsluta"], "it has ended"


def test_a_proposed_end_stands_in_the_form_to_be_decided(furnished: Any, ctx: Context) -> None:
    away = Absence(booking="B2", days=days("2024-11-04", "2024-12-20"), kind=AbsenceKind.INVALID)
    save_extra(ctx, None, away)
    furnished.go("overview")
    furnished.key(Key.Key_F5)
    assert furnished.says("1 bokning kan vara avbruten")
    furnished.go("bookings", next(line.id for line in list_bookings(ctx) if line.key == "B2"))
    assert furnished.says("mer än 21 dagar i följd från 2024-11-04")
    furnished.push("Avsluta enligt förslaget")
    given = furnished.form.raw()
    assert (given["outcome"], given["last"]) == ("Avbrott", "2024-11-03")


def test_without_people_the_form_of_a_booking_says_what_comes_first(office: Any) -> None:
    office.go("bookings")
    office.key(Key.Key_N, CONTROL)
    assert office.says("Registrera en person först.")


# what is wrong


def test_what_is_wrong_is_said_beside_its_field_and_the_cursor_goes_to_the_first(furnished: Any, ctx: Context) -> None:
    furnished.key(Key.Key_N, CONTROL)
    furnished.fill(given_name="Prov", birth_date="i våras", personal_number="199001032392", permit_until="31 mars")
    furnished.key(Key.Key_S, CONTROL)
    wrong = [name for name in furnished.form.raw() if furnished.problem(name)]
    assert wrong == ["personal_number", "birth_date", "permit_until"]
    assert "Skriv ett datum" in furnished.problem("birth_date")
    assert furnished.app.focusWidget() is furnished.form.control("personal_number")
    furnished.fill(birth_date="1990-01-03", personal_number=TEST_NUMBERS[0], permit_until="")
    furnished.key(Key.Key_S, CONTROL)
    assert "2024-0001" in furnished.problem("personal_number"), "the register knows who has that number"
    assert furnished.app.focusWidget() is furnished.form.control("personal_number")
    assert len(list_people(ctx)) == 4
    furnished.fill(personal_number="")
    furnished.key(Key.Key_S, CONTROL)
    assert len(list_people(ctx)) == 5


def test_a_residence_that_overlaps_is_said_at_the_day_that_is_in_the_way(furnished: Any) -> None:
    furnished.tab("Hemkommun")
    furnished.push("Ny hemkommun")
    furnished.fill(municipality="Krokom", kind="Folkbokförd", first="2019-06-01", last="2020-06-30")
    furnished.key(Key.Key_S, CONTROL)
    assert "2020-01-01" in furnished.problem("last")
    furnished.fill(last="2019-05-31")
    furnished.key(Key.Key_S, CONTROL)
    assert "före starten" in furnished.problem("last")
    furnished.fill(last="2019-12-31")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.says("Krokom")
    assert furnished.says("2019-06-01")


# editing


def test_enter_opens_a_record_and_a_change_is_seen_in_the_list_and_in_other_areas(furnished: Any) -> None:
    edit(furnished)
    furnished.fill(family_name="Ödlund")
    furnished.key(Key.Key_S, CONTROL)
    assert "Amina Ödlund" in column_shown(furnished, 1)
    furnished.go("bookings")
    assert "Amina Ödlund" in column_shown(furnished, 1)


def test_a_record_changed_by_somebody_else_is_not_overwritten_and_nothing_typed_is_lost(
    furnished: Any, another: Callable[[], Context]
) -> None:
    edit(furnished)
    furnished.fill(family_name="Ödlund", called_name="Mina")
    theirs = another()
    (line,) = (one for one in list_people(theirs) if one.case_number == "2024-0001")
    before = open_person(theirs, line.id).person
    save_person(theirs, before, replace(before.value, family_name="Provström"))
    furnished.key(Key.Key_S, CONTROL)
    assert "Provström" in furnished.problem("family_name"), "what the other one saved is shown"
    assert furnished.form.raw()["family_name"] == "Ödlund"
    assert furnished.form.raw()["called_name"] == "Mina"
    assert open_person(theirs, before.id).person.value.family_name == "Provström"
    assert furnished.button("Spara").isEnabled()


def test_a_record_removed_by_somebody_else_is_said_in_the_form(
    furnished: Any, ctx: Context, another: Callable[[], Context]
) -> None:
    save_person(ctx, None, person(case_number="2024-0000", given_name="Adam"))
    furnished.key(Key.Key_F5)
    edit(furnished, "2024-0000")
    furnished.fill(called_name="Mina")
    theirs = another()
    (line,) = (one for one in list_people(theirs) if one.case_number == "2024-0000")
    remove_person(theirs, open_person(theirs, line.id).person)
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.says("finns inte längre")
    assert furnished.form.raw()["called_name"] == "Mina"


@pytest.mark.parametrize("way", ["escape", "button", "area", "other row", "new"])
def test_unsaved_changes_are_asked_about_however_one_leaves(furnished: Any, answers: Any, way: str) -> None:
    edit(furnished)
    furnished.fill(called_name="Mina")
    answers.yes = False

    def leave() -> None:
        if way == "escape":
            furnished.key(Key.Key_Escape)
        elif way == "button":
            furnished.push("Avbryt")
        elif way == "area":
            furnished.key(Key.Key_1, CONTROL)
        elif way == "new":
            furnished.key(Key.Key_N, CONTROL)
        else:
            furnished.screen.list.table.setFocus()
            furnished.key(Key.Key_Down)

    leave()
    assert len(answers.asked) == 1
    assert "inte är sparade" in answers.asked[0]
    assert furnished.shell.current == "people"
    assert furnished.form.raw()["called_name"] == "Mina", "staying loses nothing"
    answers.yes = True
    leave()
    assert len(answers.asked) == 2
    typed = [box.text() for box in furnished.visible(QLineEdit)]
    assert "Mina" not in typed, "it was thrown away as asked"


@pytest.mark.parametrize("is_new", [False, True])
@pytest.mark.parametrize("by_mouse", [False, True])
def test_the_list_marks_the_record_of_a_form_that_is_to_stay(
    furnished: Any, answers: Any, is_new: bool, by_mouse: bool
) -> None:
    edit(furnished)
    if is_new:
        furnished.key(Key.Key_N, CONTROL)
    furnished.fill(called_name="Mina")
    furnished.form.control("called_name").setFocus()
    answers.yes = False
    table = furnished.screen.list.table
    marked = [index.row() for index in table.selectionModel().selectedRows()]
    if by_mouse:
        other = table.visualRect(table.rows_model.index(1, 0)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, PLAIN, other)
    else:
        table.setFocus()
        furnished.key(Key.Key_Down)
    furnished.settle()
    assert len(answers.asked) == 1
    assert [index.row() for index in table.selectionModel().selectedRows()] == marked == ([] if is_new else [0])
    assert furnished.form.raw()["called_name"] == "Mina"
    assert furnished.form.control("called_name").hasFocus()


@pytest.mark.parametrize("key", [Key.Key_E, Key.Key_N])
def test_a_form_whose_changes_were_thrown_away_is_gone_when_one_comes_back(
    furnished: Any, answers: Any, key: Qt.Key
) -> None:
    if key is Key.Key_N:
        furnished.key(key, CONTROL)
    else:
        edit(furnished)
    furnished.fill(called_name="Mina")
    furnished.key(Key.Key_1, CONTROL)
    assert (furnished.shell.current, len(answers.asked)) == ("overview", 1)
    furnished.go("people")
    assert furnished.visible(FormView) == []
    furnished.push("Redigera")
    furnished.fill(called_name="Mona")
    furnished.key(Key.Key_1, CONTROL)
    assert len(answers.asked) == 2, "what is typed anew is asked about anew"


def test_a_form_that_was_only_looked_at_is_left_without_a_question(furnished: Any, answers: Any) -> None:
    edit(furnished)
    furnished.key(Key.Key_Escape)
    assert answers.asked == []
    assert furnished.says("Redigera")


def test_removing_asks_first_and_says_why_when_it_cannot_be(
    furnished: Any, ctx: Context, answers: Any, shown_errors: list[Any]
) -> None:
    furnished.push("Ta bort personen")
    assert shown_errors[0].code.value == "in_use"
    assert len(list_people(ctx)) == 4
    furnished.go("bookings")
    answers.yes = False
    furnished.push("Ta bort bokningen")
    assert len(list_bookings(ctx)) == 4
    answers.yes = True
    furnished.push("Ta bort bokningen")
    assert len(list_bookings(ctx)) == 3
    assert len(column_shown(furnished, 0)) == 3


def test_a_reminder_of_ones_own_is_entered_and_undone(furnished: Any, shown_errors: list[BaseException]) -> None:
    furnished.go("people", 2)
    furnished.tab("Övrigt")
    furnished.push("Ny bevakning")
    furnished.fill(detail="Ring skolan", due_on="+2v")
    furnished.key(Key.Key_S, CONTROL)
    assert shown_errors == []
    assert furnished.says("Ring skolan")
    furnished.key(Key.Key_Z, CONTROL)
    assert not furnished.says("Ring skolan")
