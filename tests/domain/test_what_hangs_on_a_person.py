"""Households, representatives, permits, homes, income, consents: what is refused of each, and what follows of them?"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from factories import day, days, person
from mottagning.domain.consents import Consent, ConsentPurpose, consent_problems
from mottagning.domain.households import (
    Living,
    Membership,
    Representative,
    RepresentativeKind,
    membership_problems,
    representative_problems,
)
from mottagning.domain.housing import Housing, housing_problems
from mottagning.domain.money import scaled
from mottagning.domain.people import BirthPrecision, Protection, number_disagrees
from mottagning.domain.permits import ResidencePermit, newest, permit_problems
from mottagning.domain.problems import FieldProblem
from mottagning.domain.profiles import Income, IncomeSource, income_gaps

CASE = "2024-0001"


def codes(problems: tuple[FieldProblem, ...]) -> list[tuple[str, str]]:
    return [(problem.name, problem.code) for problem in problems]


def member(first: str | None, last: str | None = None, household: str = "H1", **values: Any) -> Membership:
    return Membership(
        case_number=CASE,
        household=household,
        joined_on=day(first) if first else None,
        left_on=day(last) if last else None,
        **values,
    )


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (member("2024-02-01"), member("2024-01-01", "2024-01-31", "H2"), []),
        (member("2024-01-31"), member("2024-01-01", "2024-01-31", "H2"), ["lives_elsewhere"]),
        (member("2024-02-01"), member(None, None, "H2"), ["lives_elsewhere"]),
        (member(None, "2023-12-31"), member("2024-01-01", None, "H2"), []),
        (member("2024-02-01", living=Living.BY_TURNS), member("2024-01-01", None, "H2"), ["lives_elsewhere"]),
        (
            member("2024-02-01", living=Living.BY_TURNS),
            member("2024-01-01", None, "H2", living=Living.BY_TURNS),
            [],
        ),
        (
            member("2024-02-01", living=Living.BY_TURNS),
            member("2024-01-01", None, "H1", living=Living.BY_TURNS),
            ["lives_elsewhere"],
        ),
    ],
)
def test_nobody_lives_in_two_households_except_by_turns(
    one: Membership, other: Membership, expected: list[str]
) -> None:
    assert [problem.code for problem in membership_problems(one, [other])] == expected
    assert [problem.code for problem in membership_problems(other, [one])] == expected


def test_a_time_in_a_household_does_not_end_before_it_begins() -> None:
    assert codes(membership_problems(member("2024-02-01", "2024-01-31"))) == [("left_on", "ends_before_start")]
    assert membership_problems(member("2024-02-01", "2024-02-01")) == ()


def test_nobody_represents_herself() -> None:
    guardian = Representative(case_number=CASE, kind=RepresentativeKind.GUARDIAN, name="Prov", representative_case=CASE)
    assert codes(representative_problems(guardian)) == [("representative_case", "own_case")]


def test_a_permit_holds_from_its_decision_unless_another_day_is_told() -> None:
    permit = ResidencePermit(case_number=CASE, decided_on=day("2024-01-10"), valid_until=day("2024-01-09"))
    assert codes(permit_problems(permit)) == [("valid_until", "ends_before_start")]
    earlier = ResidencePermit(
        case_number=CASE, decided_on=day("2024-01-10"), valid_from=day("2024-01-01"), valid_until=day("2024-01-09")
    )
    assert permit_problems(earlier) == ()
    assert newest([permit, earlier]) is permit
    assert newest([]) is None


def test_an_address_is_never_kept_with_skyddad_folkbokforing() -> None:
    home = Housing(case_number=CASE, days=days("2024-01-01"), address="Provgatan 1")
    assert codes(housing_problems(home, Protection.PROTECTED_REGISTRATION)) == [("address", "protected_address")]
    assert housing_problems(home, Protection.CONFIDENTIAL_FLAG) == ()


@pytest.mark.parametrize(
    ("rooms", "persons", "expected"),
    [("2", 5, Fraction(5, 2)), ("2.5", 5, Fraction(2)), (None, 5, None), ("2", None, None), ("0", 5, None)],
)
def test_how_crowded_a_home_is(rooms: str | None, persons: int | None, expected: Fraction | None) -> None:
    home = Housing(case_number=CASE, days=days("2024-01-01"), rooms=scaled(rooms) if rooms else None, persons=persons)
    assert home.persons_per_room == expected


def income(first: str, last: str | None = None, source: IncomeSource = IncomeSource.WAGES) -> Income:
    return Income(case_number=CASE, source=source, days=days(first, last))


def gaps(*incomes: Income) -> list[tuple[str, str]]:
    """First and last days without income in the first half of 2024."""
    found = income_gaps(incomes, days("2024-01-01", "2024-06-30"))
    return [(str(one.start), str(one.last)) for one in found]


def test_days_without_any_income_are_gaps() -> None:
    assert gaps() == [("2024-01-01", "2024-06-30")]
    assert gaps(income("2023-12-01")) == []
    assert gaps(income("2024-01-15", "2024-01-31"), income("2024-03-01")) == [
        ("2024-01-01", "2024-01-14"),
        ("2024-02-01", "2024-02-29"),
    ]


def test_incomes_that_overlap_hide_no_gap_behind_them() -> None:
    long = income("2024-01-01", "2024-05-31", IncomeSource.SOCIAL_ASSISTANCE)
    assert gaps(long, income("2024-02-01", "2024-02-29")) == [("2024-06-01", "2024-06-30")]
    assert gaps(income("2024-07-01")) == [("2024-01-01", "2024-06-30")]


def test_a_consent_holds_until_the_day_it_is_withdrawn() -> None:
    given = Consent(
        case_number=CASE,
        recipient="2309",
        purpose=ConsentPurpose.PLANNING,
        given_on=day("2024-01-01"),
        withdrawn_on=day("2024-06-01"),
    )
    held = [given.holds_on(day(one)) for one in ("2023-12-31", "2024-01-01", "2024-05-31", "2024-06-01")]
    assert held == [False, True, True, False]
    backwards = Consent(
        case_number=CASE,
        recipient="",
        purpose=ConsentPurpose.PLANNING,
        given_on=day("2024-01-01"),
        withdrawn_on=day("2023-01-01"),
    )
    assert codes(consent_problems(backwards)) == [("recipient", "missing"), ("withdrawn_on", "ends_before_start")]


@pytest.mark.parametrize(
    ("birth", "precision", "disagrees"),
    [
        ("1990-01-03", BirthPrecision.DAY, False),
        ("1990-01-04", BirthPrecision.DAY, True),
        ("1990-01-01", BirthPrecision.MONTH, False),
        ("1990-02-01", BirthPrecision.MONTH, True),
        ("1990-01-01", BirthPrecision.YEAR, False),
        ("1991-01-01", BirthPrecision.YEAR, True),
    ],
)
def test_a_number_is_compared_with_as_much_of_the_birth_date_as_is_known(
    birth: str, precision: BirthPrecision, disagrees: bool
) -> None:
    one = person(personal_number="199001032391", birth_date=day(birth), birth_precision=precision)
    assert number_disagrees(one) is disagrees
