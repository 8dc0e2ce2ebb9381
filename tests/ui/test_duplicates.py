"""Is somebody who is entered twice named while one types, and can the list be worked through at the keyboard?"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt

from factories import TEST_NUMBERS, day, person, without_right
from mottagning.domain.people import Protection
from mottagning.usecases.context import Context
from mottagning.usecases.duplicates import possible_duplicates
from mottagning.usecases.people import list_people, save_person

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
HINT = "Kan redan finnas i registret:"


def add(ctx: Context, case_number: str, given: str, family: str, born: str, **values: Any) -> int:
    made = person(case_number=case_number, given_name=given, family_name=family, birth_date=day(born), **values)
    return save_person(ctx, None, made).value.id


def enter(hands: Any, **values: str) -> None:
    hands.key(Key.Key_N, CONTROL)
    hands.fill(**values)
    hands.settle()


def test_who_is_entered_again_is_named_with_reasons_and_can_be_opened(
    furnished: Any, ctx: Context, answers: Any
) -> None:
    there = add(ctx, "2024-0009", "Khadija", "Maxamed", "1990-03-04")
    enter(furnished, given_name="Kadidja", family_name="Muhammad")
    assert not furnished.says(HINT), "a name alone is no reason"
    furnished.fill(birth_date="1990-03-04")
    furnished.settle()
    assert furnished.says(HINT)
    assert furnished.says("samma födelsedatum")
    way = "Khadija Maxamed · 2024-0009"
    furnished.reach(furnished.button(way))
    furnished.push(way)
    assert len(answers.asked) == 1, "what was typed is not lost unasked"
    assert furnished.screen._shown == there
    assert furnished.says("2024-0009")


def test_a_hint_goes_when_its_reason_does_and_stops_nobody(furnished: Any, ctx: Context) -> None:
    add(ctx, "2024-0009", "Khadija", "Maxamed", "1990-03-04")
    enter(furnished, given_name="Khadija", family_name="Maxamed", birth_date="1990-03-04")
    assert furnished.says(HINT)
    furnished.fill(birth_date="1991-03-04")
    furnished.settle()
    assert not furnished.says(HINT)
    furnished.fill(birth_date="1990-03-04")
    furnished.key(Key.Key_S, CONTROL)
    assert [line.name for line in list_people(ctx)].count("Khadija Maxamed") == 2


def test_a_person_who_is_changed_is_compared_when_something_is_changed(furnished: Any, ctx: Context) -> None:
    add(ctx, "2024-0009", "Khadija", "Maxamed", "1990-03-04", dossier_number="12-345678")
    amina = add(ctx, "2024-0010", "Khadija", "Prov", "1990-03-04")
    furnished.go("people", amina)
    furnished.key(Key.Key_Return)
    assert not furnished.says(HINT)
    furnished.fill(family_name="Maxamed")
    furnished.settle()
    assert furnished.says("2024-0009")


def test_a_number_that_is_entered_on_the_card_is_compared(furnished: Any, ctx: Context) -> None:
    add(ctx, "2024-0009", "Khadija", "Maxamed", "1990-03-04", personal_number=TEST_NUMBERS[4])
    other = add(ctx, "2024-0010", "Annan", "Prov", "1971-03-04")
    furnished.go("people", other)
    furnished.push("Nytt nummer")
    furnished.fill(kind="Personnummer", number=TEST_NUMBERS[4])
    furnished.settle()
    assert furnished.says("samma personnummer")


def test_the_list_is_worked_through_at_the_keyboard_and_an_answer_can_be_taken_back(
    furnished: Any, ctx: Context
) -> None:
    add(ctx, "2024-0009", "Khadija", "Maxamed", "1990-03-04")
    add(ctx, "2024-0010", "Khadija", "Maxamed", "1990-03-04")
    furnished.push("Möjliga dubbletter")
    assert furnished.says("Samma namn")
    furnished.push("Inte samma person: Khadija Maxamed och Khadija Maxamed")
    assert possible_duplicates(ctx).pairs == ()
    assert furnished.says("Ingen i registret ser ut att vara registrerad två gånger.")
    furnished.push("Föreslå igen: Khadija Maxamed och Khadija Maxamed")
    assert len(possible_duplicates(ctx).pairs) == 1
    way = "Khadija Maxamed · 2024-0010"
    furnished.push(way)
    assert furnished.says("Ny bokning"), "the card of the one who was chosen"
    furnished.push("Möjliga dubbletter")
    furnished.push("Tillbaka")
    assert furnished.says("Ny bokning"), "back at the card that was there"


def test_without_the_right_a_form_and_the_list_say_nothing_of_the_protected(hands: Any, ctx: Context) -> None:
    add(ctx, "2024-0009", "Cleo", "Doldin", "1990-03-04", protection=Protection.CONFIDENTIAL_FLAG)
    add(ctx, "2024-0010", "Bo", "Prov", "1971-03-04")
    hands.program.enter(without_right(ctx))
    hands.settle()
    hands.go("people")
    enter(hands, given_name="Cleo", family_name="Doldin", birth_date="1990-03-04")
    assert not hands.says(HINT)
    hands.key(Key.Key_S, CONTROL)
    hands.push("Möjliga dubbletter")
    assert hands.says("Ingen i registret ser ut att vara registrerad två gånger.")
