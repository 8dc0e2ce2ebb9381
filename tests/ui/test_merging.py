"""Can two records be merged at the keyboard, is it said what follows, and can it be undone at once and later?"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QRadioButton

from factories import booking, day, person, residence, without_right
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.domain.people import Person, Protection
from mottagning.ui.people.merging import _Words
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people, open_person, save_person

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
BEGIN = "Slå ihop … Khadija Maxamed · 2024-0009 och Kadidja Maxamed · 2024-0010"
DONE = "Ärende 2024-0010 är en del av ärende 2024-0009."


def add_two(ctx: Context, **values: Any) -> tuple[int, int]:
    born = {"family_name": "Maxamed", "birth_date": day("1990-03-04"), **values}
    with ctx.writing() as uow:
        one = uow.people.add(person(case_number="2024-0009", given_name="Khadija", phone="070-1", **born))
        other = uow.people.add(person(case_number="2024-0010", given_name="Kadidja", email="k@prov.se", **born))
        uow.residences.add_many([residence("2024-0009"), residence("2024-0010")])
        uow.bookings.add(booking("2024-09-01", key="B9", case_number="2024-0010"))
        uow.commit()
    return one.id, other.id


def choose(hands: Any, name: str) -> None:
    """Choose with the arrow keys, from where Tab comes to."""
    wanted = next(one for one in hands.visible(QRadioButton) if one.accessibleName() == name)
    hands.reach(next(one for one in wanted.group().buttons() if one.isChecked()))
    hands.key(Key.Key_Right)
    assert wanted.isChecked()


def test_two_are_merged_from_the_list_and_parted_again(furnished: Any, ctx: Context) -> None:
    kept, gone = add_two(ctx)
    furnished.push("Möjliga dubbletter")
    furnished.push(BEGIN)
    assert furnished.says("Får aldrig användas")
    assert furnished.says("Följer med till ärende 2024-0009: 1 bokning.")
    assert furnished.says("Inga belopp ändras")
    choose(furnished, "Förnamn: Kadidja, 2024-0010")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.says(DONE)
    card = open_person(ctx, kept)
    assert (card.person.value.given_name, card.person.value.email) == ("Kadidja", "k@prov.se")
    assert [one.key for one in card.bookings] == ["B9"]
    assert furnished.screen._shown == kept
    furnished.push("Ångra")
    assert not furnished.says(DONE), "whichever way back was taken, no other is offered"
    assert not furnished.says("Ångra")
    assert open_person(ctx, kept).person.value.given_name == "Khadija"
    assert open_person(ctx, gone).person.value.given_name == "Kadidja"


def test_the_key_that_undoes_parts_them_too(furnished: Any, ctx: Context) -> None:
    kept, gone = add_two(ctx)
    furnished.push("Möjliga dubbletter")
    furnished.push(BEGIN)
    furnished.key(Key.Key_S, CONTROL)
    furnished.key(Key.Key_Z, CONTROL)
    assert {open_person(ctx, one).person.value.case_number for one in (kept, gone)} == {"2024-0009", "2024-0010"}
    assert not furnished.says(DONE), "whichever way back was taken, no other is offered"


def test_a_merge_is_undone_later_from_the_card_or_it_is_said_what_stands_in_the_way(
    furnished: Any, ctx: Context, shown_errors: list[BaseException]
) -> None:
    kept, _ = add_two(ctx)
    furnished.push("Möjliga dubbletter")
    furnished.push(BEGIN)
    furnished.push("Slå ihop")
    furnished.push("Stäng")
    furnished.go("people", kept)
    assert furnished.says("Sammanslagen med ärende 2024-0010 den 2025-03-03")
    now = open_person(ctx, kept).person
    save_person(ctx, now, _with_email(now.value, "ny@prov.se"))
    furnished.push("Ångra sammanslagningen med ärende 2024-0010")
    assert len(shown_errors) == 1
    save_person(ctx, open_person(ctx, kept).person, _with_email(now.value, "k@prov.se"))
    furnished.push("Ångra sammanslagningen med ärende 2024-0010")
    assert not furnished.says("Sammanslagen med ärende")
    assert "2024-0010" in {line.case_number for line in list_people(ctx)}


def _with_email(one: Person, email: str) -> Person:
    return replace(one, email=email)


def test_the_other_record_may_be_the_one_that_stays(furnished: Any, ctx: Context) -> None:
    add_two(ctx)
    furnished.push("Möjliga dubbletter")
    furnished.push(BEGIN)
    furnished.push("Behåll ärende 2024-0010 i stället")
    assert furnished.says("Ärende 2024-0010 blir kvar. Ärende 2024-0009 blir en del av det.")
    furnished.push("Slå ihop")
    assert furnished.says("Ärende 2024-0009 är en del av ärende 2024-0010.")


def test_words_choose_their_button_and_what_was_chosen_is_not_left_unasked(
    furnished: Any, ctx: Context, answers: Any
) -> None:
    kept, _ = add_two(ctx)
    furnished.push("Möjliga dubbletter")
    furnished.push(BEGIN)
    words = next(one for one in furnished.window.findChildren(_Words) if one.text() == "Kadidja")
    QTest.mouseClick(words, Qt.MouseButton.LeftButton)
    furnished.settle()
    assert furnished.screen._form.is_edited
    furnished.key(Key.Key_Escape)
    assert len(answers.asked) == 1
    assert open_person(ctx, kept).person.value.given_name == "Khadija"


def test_a_hint_while_somebody_is_changed_leads_to_merging(furnished: Any, ctx: Context, answers: Any) -> None:
    add_two(ctx)
    third = save_person(
        ctx,
        None,
        person(case_number="2024-0011", given_name="Khadija", family_name="Prov", birth_date=day("1990-03-04")),
    ).value.id
    furnished.go("people", third)
    furnished.key(Key.Key_Return)
    furnished.fill(family_name="Maxamed")
    furnished.settle()
    furnished.push("Slå ihop … Khadija Maxamed · 2024-0009")
    assert len(answers.asked) == 1
    assert furnished.says("Ärende 2024-0011 blir kvar. Ärende 2024-0009 blir en del av det.")


def test_what_keeps_two_from_being_one_is_said_at_once(furnished: Any, ctx: Context) -> None:
    add_two(ctx)
    with ctx.writing() as uow:
        uow.representatives.add(
            Representative(
                case_number="2024-0010",
                kind=RepresentativeKind.GUARDIAN,
                name="Khadija",
                representative_case="2024-0009",
            )
        )
        uow.commit()
    furnished.push("Möjliga dubbletter")
    furnished.push(BEGIN)
    assert furnished.says("Den ena är företrädare för den andra.")
    assert not furnished.button("Slå ihop").isEnabled()


def test_the_former_number_is_found_in_the_search(furnished: Any, ctx: Context) -> None:
    kept, _ = add_two(ctx)
    furnished.push("Möjliga dubbletter")
    furnished.push(BEGIN)
    furnished.push("Slå ihop")
    furnished.go("overview")
    furnished.key(Key.Key_K, CONTROL)
    furnished.type("2024-0010")
    furnished.settle()
    furnished.key(Key.Key_Return)
    assert furnished.screen._shown == kept


def test_without_the_right_nothing_tells_of_the_protected(hands: Any, ctx: Context) -> None:
    for case_number in ("2024-0009", "2024-0010"):
        hidden = {"given_name": "Cleo", "family_name": "Doldin", "protection": Protection.CONFIDENTIAL_FLAG}
        save_person(ctx, None, person(case_number=case_number, birth_date=day("1990-03-04"), **hidden))
    save_person(ctx, None, person(case_number="2024-0012", given_name="Bo", family_name="Prov"))
    hands.program.enter(without_right(ctx))
    hands.settle()
    hands.go("people")
    hands.push("Möjliga dubbletter")
    assert not hands.says("Slå ihop")
