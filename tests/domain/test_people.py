"""Is a person who cannot be registered told from one that is only worth a look?"""

from __future__ import annotations

import pytest

from factories import OTHER, OWN, TEST_NUMBERS, THIRD, day, person, residence
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import (
    Person,
    Protection,
    ResidenceKind,
    number_disagrees,
    overlapping,
    person_problems,
)


def problems(**values: object) -> list[tuple[str, str]]:
    """Field and code of what is wrong with a person."""
    return [(problem.name, problem.code) for problem in person_problems(person(**values))]


def test_a_case_number_and_one_name_are_enough() -> None:
    assert person_problems(Person(case_number="2024-1", given_name="Petra")) == ()
    assert person_problems(Person(case_number="2024-1", family_name="Prov")) == ()


def test_a_person_needs_a_case_number_and_a_name() -> None:
    assert problems(case_number="") == [("case_number", "missing")]
    assert problems(family_name=None, given_name=None) == [("family_name", "name_missing")]
    assert problems(family_name="", given_name="") == [("family_name", "name_missing")]


def test_a_permit_does_not_end_before_it_was_given() -> None:
    given = day("2024-05-01")
    assert problems(permit_decided_on=given, permit_until=day("2024-04-30")) == [("permit_until", "ends_before_start")]
    assert problems(permit_decided_on=given, permit_until=given) == []
    assert problems(permit_decided_on=None, permit_until=day("2024-04-30")) == []


@pytest.mark.parametrize("name", ["birth_date", "received_on", "registered_on", "assigned_on", "permit_decided_on"])
def test_a_day_that_time_is_counted_from_has_a_year_that_may_be_meant(name: str) -> None:
    assert problems(**{name: day("9999-12-31")}) == [(name, "unlikely_year")]
    assert problems(**{name: day("1899-12-31")}) == [(name, "unlikely_year")]
    assert problems(**{name: day("2024-02-29")}) == []


def test_the_name_is_what_is_known_of_it() -> None:
    assert person(given_name="Petra", family_name="Prov").name == "Petra Prov"
    assert person(given_name=None, family_name="Prov").name == "Prov"


def test_a_level_of_protection_hides_a_person() -> None:
    assert not person().is_protected
    assert person(protection=Protection.CONFIDENTIAL_FLAG).is_protected
    assert person(protection=Protection.PROTECTED_REGISTRATION).is_protected


def test_a_person_is_named_outside_by_personnummer_before_all_other_numbers() -> None:
    numbers = {
        "temporary_number": "20100101-TF10",
        "dossier_number": "12-345678",
        "coordination_number": "201808632382",
        "personal_number": TEST_NUMBERS[0],
    }
    known: dict[str, str] = {}
    kinds = []
    for name, number in numbers.items():
        known[name] = number
        best = person(**known).best_identity
        assert best is not None
        assert best[1] == number
        kinds.append(best[0])
    assert kinds == [
        IdentityKind.TEMPORARY,
        IdentityKind.DOSSIER,
        IdentityKind.COORDINATION,
        IdentityKind.PERSONAL,
    ]
    assert person().best_identity is None


@pytest.mark.parametrize(
    ("numbers", "birth", "disagrees"),
    [
        ({"personal_number": "199001032391"}, "1990-01-03", False),
        ({"personal_number": "199001032391"}, "1990-01-01", True),  # numbers of the first had run out
        ({"coordination_number": "201808632382"}, "2018-08-03", False),  # day 63 is the third
        ({"coordination_number": "201808632382"}, "2018-08-04", True),
        ({"coordination_number": "191806602395"}, "1918-06-01", True),  # day 60: no day at all
        ({"personal_number": "199001032391", "coordination_number": "201808632382"}, "1990-01-03", False),
        ({"dossier_number": "12-345678"}, "1990-01-03", False),
        ({"personal_number": "199001032391"}, None, False),
    ],
)
def test_a_number_that_carries_another_day_than_the_birth_is_noticed(
    numbers: dict[str, str], birth: str | None, disagrees: bool
) -> None:
    assert number_disagrees(person(birth_date=day(birth) if birth else None, **numbers)) is disagrees


def test_two_municipalities_on_the_same_closed_day_overlap() -> None:
    first = residence("M-1", OWN, "2024-01-01", "2024-03-31")
    second = residence("M-1", OTHER, "2024-03-31", None)
    assert overlapping([second, first]) == second


def test_a_row_that_begins_the_day_after_does_not_overlap() -> None:
    first = residence("M-1", OWN, "2024-01-01", "2024-03-31")
    assert overlapping([first, residence("M-1", OTHER, "2024-04-01")]) is None


def test_an_open_row_lasts_until_the_next_begins() -> None:
    rows = [
        residence("M-1", OWN, "2024-01-01"),
        residence("M-1", OTHER, "2024-03-01"),
        residence("M-1", THIRD, "2024-05-01"),
    ]
    assert overlapping(rows) is None
    assert overlapping([]) is None


def test_a_row_inside_a_longer_closed_one_overlaps_even_when_another_stands_between() -> None:
    year = residence("M-1", OWN, "2024-01-01", "2024-12-31")
    inside = residence("M-1", OTHER, "2024-03-01", "2024-03-31")
    assert overlapping([year, inside, residence("M-1", THIRD, "2025-01-01")]) == inside


def test_only_days_of_living_somewhere_make_a_municipality_pay() -> None:
    paying = {kind for kind in ResidenceKind if kind.pays}
    assert paying == {ResidenceKind.REGISTERED, ResidenceKind.STAYING, ResidenceKind.PLACED}
