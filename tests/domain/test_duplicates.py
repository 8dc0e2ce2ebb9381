"""Which two records are worth a look as one person, which are not, and for what reasons?"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factories import TEST_NUMBERS, day, person
from mottagning.domain.duplicates import (
    Apart,
    Described,
    KnownNumber,
    Sign,
    compare,
    described,
    keys,
    pairs_worth_a_look,
)
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import BirthPrecision, Sex

PERSONAL, COORDINATION = IdentityKind.PERSONAL, IdentityKind.COORDINATION
DOSSIER, TEMPORARY = IdentityKind.DOSSIER, IdentityKind.TEMPORARY


def one(name: str, born: str | None = None, **values: Any) -> Described:
    """Somebody by `Given Family`; `born` as a day, a month (1990-03) or a year."""
    first, _, last = name.partition(" ")
    precision = {4: BirthPrecision.YEAR, 7: BirthPrecision.MONTH}.get(len(born or ""), BirthPrecision.DAY)
    birth = day((born + "-01-01")[:10]) if born else None
    return Described(given_name=first, family_name=last or None, birth_date=birth, birth_precision=precision, **values)


def number(kind: IdentityKind, text: str, issuer: str | None = None, *, is_current: bool = True) -> Any:
    return {"numbers": (KnownNumber(kind, text, issuer, is_current),)}


HOME = {"households": frozenset({"H1"})}
FAMILY = {**HOME, **number(DOSSIER, "12-345678"), "sex": Sex.MAN}

TRUE_PAIRS = {
    "same name and birth date": (one("Amina Provlund", "1990-03-04"), one("Amina Provlund", "1990-03-04")),
    "spelled by ear": (one("Muhammad Jusef", "1990-03-04"), one("Maxamed Yusuf", "1990-03-04")),
    "names changed places": (one("Hassan Ali", "1990-03-04"), one("Ali Hassan", "1990-03-04")),
    "a name more": (one("Ali Hassan", "1990-03-04"), one("Ali Hassan Mohamed", "1990-03-04")),
    "a slip of the keyboard": (one("Gebremedhin Tesfay", "1990-03-04"), one("Gebremedhjn Tesfay", "1990-03-04")),
    "only the year is known": (one("Amina Provlund", "1990"), one("Amina Provlund", "1990-03-04")),
    "1 January for an unknown day": (one("Amina Provlund", "1990-01-01"), one("Amina Provlund", "1990-03-04")),
    "the nearby day of a personnummer": (
        one("Amina Provlund", "1983-02-01", sex=Sex.WOMAN),
        one("Amina Provlund", "1983-02-03", sex=Sex.WOMAN),
    ),
    "the sex registered wrongly": (
        one("Amina Provlund", "1990-03-04", sex=Sex.WOMAN),
        one("Amina Provlund", "1990-03-04", sex=Sex.MAN),
    ),
    "twice in one household": (one("Amina Provlund", **HOME), one("Amina Provlund", **HOME)),
    "a former number": (
        one("Amina Provlund", **number(COORDINATION, "197006872381", is_current=False)),
        one("Mina Prov", **number(COORDINATION, "197006872381")),
    ),
    "one personnummer, and all else different": (
        one("Amina Provlund", "1990-03-04", sex=Sex.WOMAN, **number(PERSONAL, TEST_NUMBERS[0])),
        one("Bo Annan", "1970-05-06", sex=Sex.MAN, **number(PERSONAL, TEST_NUMBERS[0])),
    ),
    "a TF number of one series": (
        one("Amina", **number(TEMPORARY, "19900304-TF12", "Krokom")),
        one("Mina", **number(TEMPORARY, "19900304TF12", "Krokom")),
    ),
    "the name she is called by": (
        one("Oleksandra Prov", "1990-03-04", called_name="Sasha"),
        one("Sasha Prov", "1990-03-04"),
    ),
}
FALSE_PAIRS = {
    "twins": (one("Ali Provlund", "2015-03-04", **FAMILY), one("Omar Provlund", "2015-03-04", **FAMILY)),
    "twins of a long family name": (
        one("Ali Abdi Hassan Warsame", "2015-03-04", **FAMILY),
        one("Omar Abdi Hassan Warsame", "2015-03-04", **FAMILY),
    ),
    "twins who share a given name": (
        Described(given_name="Mohamed Ali", family_name="Prov", birth_date=date(2015, 3, 4), **FAMILY),
        Described(given_name="Mohamed Omar", family_name="Prov", birth_date=date(2015, 3, 4), **FAMILY),
    ),
    "Karim and Karima": (one("Karim Prov", "2015-03-04", **HOME), one("Karima Prov", "2015-03-04", **HOME)),
    "father and son": (one("Ali Hassan", "1970-03-04", **FAMILY), one("Ali Hassan", "2001-09-10", **FAMILY)),
    "a common name and nothing else": (one("Mohamed Ali"), one("Mohamed Ali")),
    "a common name and the sex": (one("Mohamed Ali", sex=Sex.MAN), one("Mohamed Ali", sex=Sex.MAN)),
    "one birth date": (one("Amina Provlund", "1990-03-04"), one("Bo Annan", "1990-03-04")),
    "one family name and birth date": (one("Amina Provlund", "1990-03-04"), one("Bo Provlund", "1990-03-04")),
    "a TF number of two series": (
        one("Amina", **number(TEMPORARY, "19900304-TF12", "Krokom")),
        one("Mina", **number(TEMPORARY, "19900304-TF12", "Åre")),
    ),
    "one dossier, two serials": (
        one("Amina Prov", **number(DOSSIER, "12-345678/1")),
        one("Bo Prov", **number(DOSSIER, "12-345678/2")),
    ),
    "two personnummer": (
        one("Ali Hassan", "1990-03-04", **number(PERSONAL, TEST_NUMBERS[0])),
        one("Ali Hassan", "1990-03-04", **number(PERSONAL, TEST_NUMBERS[1])),
    ),
}


@pytest.mark.parametrize("case", TRUE_PAIRS)
def test_one_person_twice_is_worth_a_look_and_is_found_by_a_key(case: str) -> None:
    left, right = TRUE_PAIRS[case]
    assert compare(left, right).is_worth_a_look
    assert keys(left) & keys(right)


@pytest.mark.parametrize("case", FALSE_PAIRS)
def test_two_people_are_left_alone(case: str) -> None:
    left, right = FALSE_PAIRS[case]
    assert not compare(left, right).is_worth_a_look


def signs(left: Described, right: Described) -> set[Sign]:
    return {reason.sign for reason in compare(left, right).reasons}


def test_every_reason_is_told_of_also_those_against() -> None:
    left = one("Ali Hassan", "1990-03-04", sex=Sex.MAN, **HOME)
    right = one("Ali Hassan", "1990-03-04", sex=Sex.WOMAN, **HOME)
    assert signs(left, right) == {Sign.SAME_NAME, Sign.SAME_DAY, Sign.SAME_HOUSEHOLD, Sign.OTHER_SEX}
    assert signs(one("Amina", "1990-03"), one("Amina", "1990-03-09")) == {Sign.SAME_NAME, Sign.SAME_MONTH}
    assert signs(one("Amina", "1990-03-04"), one("Bo", "1990-04-04")) == {Sign.OTHER_GIVEN_NAME, Sign.OTHER_BIRTH}


def test_a_birth_date_weighs_less_the_less_is_known_of_it() -> None:
    by_day, by_month, by_year = (
        compare(one("Amina", "1990-03-04"), one("Amina", known)).weight for known in ("1990-03-04", "1990-03", "1990")
    )
    assert by_day > by_month > by_year


def test_a_dossier_number_counts_with_or_without_its_serial_and_its_dash() -> None:
    with_serial, plain = number(DOSSIER, "12-345678/1"), number(DOSSIER, "12345678")
    assert Sign.SAME_DOSSIER in signs(one("Amina", **with_serial), one("Amina", **plain))
    assert keys(one("Amina", **with_serial)) & keys(one("Bo", **plain))


_names = st.lists(st.sampled_from(("Ali", "Hassan", "Maxamed", "Muhammad", "Omar", "Åsa")), min_size=1, max_size=3)
_people = st.builds(
    Described,
    given_name=_names.map(" ".join),
    family_name=_names.map(" ".join) | st.none(),
    birth_date=st.dates(date(1990, 1, 1), date(1990, 3, 1)) | st.none(),
    birth_precision=st.sampled_from(BirthPrecision),
    sex=st.sampled_from(Sex) | st.none(),
    households=st.sampled_from((frozenset(), frozenset({"H1"}))),
)


@given(_people, _people)
def test_the_comparison_is_the_same_either_way_and_what_it_finds_shares_a_key(
    left: Described, right: Described
) -> None:
    found = compare(left, right)
    assert found.weight == compare(right, left).weight
    if found.is_worth_a_look:
        assert keys(left) & keys(right)


def test_pairs_are_told_once_and_only_of_those_who_are_asked_for() -> None:
    amina, bo = one("Amina Prov", "1990-03-04"), one("Bo Prov", "1980-01-02")
    everybody = {5: amina, 3: amina, 7: bo, 9: bo}
    assert set(pairs_worth_a_look(everybody)) == {(3, 5), (7, 9)}
    assert set(pairs_worth_a_look(everybody, [9])) == {(7, 9)}


def test_said_to_be_two_they_are_asked_of_again_only_when_a_number_makes_them_one() -> None:
    alike = compare(one("Amina Prov", "1990-03-04"), one("Amina Prov", "1990-03-04"))
    shared = number(PERSONAL, TEST_NUMBERS[0])
    numbered = compare(one("Amina", **shared), one("Amina", **shared))
    said = Apart(case_number="A", other_case="B")
    assert said.settles(alike)
    assert not said.settles(numbered)
    assert Apart(case_number="A", other_case="B", shares_number=True).settles(numbered)


def test_a_person_is_described_by_what_is_registered_of_her() -> None:
    petra = person(personal_number=TEST_NUMBERS[0], household="H1", sex=Sex.WOMAN)
    former = KnownNumber(COORDINATION, "197006872381", is_current=False)
    found = described(petra, [former])
    assert found.numbers == (KnownNumber(PERSONAL, TEST_NUMBERS[0]), former)
    assert found.households == {"H1"}
    assert found.names == ("Petra Prov",)
