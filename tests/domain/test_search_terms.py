"""Do the terms that a person is kept under answer what people type?"""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.test_names import ONE_NAME
from mottagning.domain.identity import IdentityKind
from mottagning.domain.search import SOUND, Number, person_terms, readings

NUMBERS = (
    Number(IdentityKind.PERSONAL, "199001032391", is_current=True),
    Number(IdentityKind.DOSSIER, "12-345678/1", is_current=True),
    Number(IdentityKind.TEMPORARY, "19900104-TF12", is_current=False),
)


def finds(text: str, terms: dict[str, bool]) -> set[str]:
    """The terms that a typed text meets, when every word of one of its readings meets some."""
    for words in readings(text):
        met = [
            {term for term in terms if any(span.low <= term < span.high for span in (word.spelled, *word.heard))}
            for word in words
        ]
        if all(met):
            return set.union(*met)
    return set()


def named(*names: str) -> dict[str, bool]:
    """The terms of somebody with these names."""
    return person_terms("X", names, ())


@pytest.mark.parametrize(
    "typed",
    [
        *("199001032391", "19900103-2391", "9001032391", "900103-2391", "900103+2391", "900103 2391", "900103 - 2391"),
        *("900103", "1990", "12-345678/1", "12-345678", "12345678", "12 345678"),
        *("19900104-TF12", "900104TF12", "tf12", "TF12 1990", "19900104tf", "19900104-T"),
        *("ÄR-2024/0017", "är-2024/0017", "AR2024/0017", "0017", "2024/0017", "amina 900103", "900103-2391 Prov"),
    ],
)
def test_a_number_is_found_however_it_is_written(typed: str) -> None:
    assert finds(typed, person_terms("ÄR-2024/0017", ("Amina", "Provlund"), NUMBERS))


@pytest.mark.parametrize(
    "typed", ["2391", "345678", "19900105", "199001032392", "17", "bo 900103", "tf13", "-", "'", ""]
)
def test_what_is_not_the_beginning_of_a_number_does_not_find(typed: str) -> None:
    assert not finds(typed, person_terms("ÄR-2024/0017", ("Amina", "Provlund"), NUMBERS))


def test_a_former_number_is_known_as_one() -> None:
    terms = person_terms("2024-1", ("Amina",), NUMBERS)
    assert {term for term, is_former in terms.items() if is_former} == {"19900104tf12", "900104tf12", "tf12"}


def test_other_designations_find_nobody() -> None:
    card = Number(IdentityKind.OTHER, "UT-kort 778899", is_current=True)
    assert person_terms("X", (), [card]) == person_terms("X", (), ())


def test_a_number_that_came_back_is_not_former() -> None:
    again = Number(IdentityKind.TEMPORARY, "19900104-TF12", is_current=True)
    for numbers in ((*NUMBERS, again), (again, *NUMBERS)):
        assert not any(person_terms("2024-1", ("Amina",), numbers).values())


def test_nothing_but_names_and_numbers_is_a_term() -> None:
    terms = person_terms("2024-1", ("Amina", None, ""), NUMBERS[:1])
    assert {term for term in terms if not term.startswith(SOUND)} == {
        *("20241", "1", "amina", "199001032391", "9001032391")
    }


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("as", "Åsa Ärlig"),
        ("arl asa", "Åsa Ärlig"),
        ("åsa", "Asa"),
        ("al-hass", "Al Hassan"),
        ("alhassan", "Al-Hassan"),
        ("al hassan", "Alhassan"),
        ("o'nei", "O’Neill"),
        ("ghebre", "Gebremedhin"),
        ("Muham", "Mohamed"),
        ("abdir", "Abdul Rahman"),
        ("abdul rahman", "Abdurrahman"),
        ("abdirahman ali", "Ali Abdul-Rahman"),
        ("ali reza", "Alireza"),
        ("alireza", "Ali Reza"),
        ("Muhammad Ali Prov", "Prov Cali Maxamed"),
        ("Щербаков", "Sjtjerbakov"),
        ("shcherbakov", "Щербаков"),
        ("محمد", "محمد علی"),
        ("علي", "محمد علی"),
        ("ገብ", "ገብረመድህን"),
    ],
)
def test_a_name_is_found_by_its_parts(typed: str, stored: str) -> None:
    assert finds(typed, named(*stored.split()) | named(stored))


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("hussein", "Hassan"),
        ("amanuel", "Amina"),
        ("lund", "Provlund"),
        ("ali bo", "Ali Prov"),
        ("el", "Ali"),
        ("~", "Ali"),
    ],
)
def test_another_name_is_not(typed: str, stored: str) -> None:
    assert not finds(typed, named(stored))


@given(st.sampled_from([tuple(group.split()) for group in ONE_NAME]), st.data())
def test_every_way_of_writing_a_name_finds_every_other(group: tuple[str, ...], data: st.DataObject) -> None:
    typed, stored = data.draw(st.sampled_from(group)), data.draw(st.sampled_from(group))
    assert finds(typed, named("Prov", stored))


@given(
    st.lists(st.sampled_from(["Amina", "Åsa", "O’Neill", "Gebremedhin", "Щербаков"]), min_size=1, max_size=3), st.data()
)
def test_parts_are_found_in_any_order_by_any_beginning(names: list[str], data: st.DataObject) -> None:
    begun = [name[: data.draw(st.integers(1, len(name)))] for name in names]
    terms = named(" ".join(names))
    for order in permutations(begun):
        assert finds(" ".join(order), terms)


@given(st.text(max_size=30))
def test_any_text_can_be_typed(text: str) -> None:
    for words in readings(text):
        for word in words:
            for span in (word.spelled, *word.heard):
                assert span.low < span.high
