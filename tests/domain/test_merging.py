"""Which fields of two records agree, which only one has, what is proposed and why, and what cannot both stand?"""

from __future__ import annotations

from typing import Any

import pytest

from factories import OTHER, OWN, TEST_NUMBERS, day, days, person, residence
from mottagning.domain.households import Living, Membership
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind
from mottagning.domain.merging import (
    KINDS,
    Caution,
    FieldMatch,
    Ground,
    Side,
    assumed,
    compare_fields,
    is_current,
    merged_person,
    plan,
    unanswered,
)
from mottagning.domain.people import BirthPrecision, Identity, PermitGround, Protection
from mottagning.domain.profiles import WorkProfile
from mottagning.files.layouts.register import SHEETS

NUMBER = TEST_NUMBERS[0]
KEPT, GONE = "2024-0001", "2024-0002"


def match(name: str, kept: dict[str, Any], gone: dict[str, Any]) -> FieldMatch:
    found = compare_fields(person(case_number=KEPT, **kept), person(case_number=GONE, **gone))
    return next(one for one in found if one.name == name)


BORN = day("1990-01-03")


@pytest.mark.parametrize(
    ("name", "kept", "gone", "side", "ground"),
    [
        ("phone", {"phone": "070"}, {"phone": "070"}, Side.KEPT, Ground.SAME),
        ("phone", {}, {"phone": "070"}, Side.GONE, Ground.ONLY_THERE),
        ("phone", {"phone": "070"}, {}, Side.KEPT, Ground.ONLY_THERE),
        ("phone", {"phone": "070"}, {"phone": "071"}, Side.KEPT, Ground.KEPT),
        ("is_quota", {}, {"is_quota": True}, Side.GONE, Ground.ONLY_THERE),
        (
            "given_name",
            {"given_name": "A"},
            {"given_name": "B", "personal_number": NUMBER},
            Side.GONE,
            Ground.HAS_NUMBER,
        ),
        (
            "received_on",
            {"received_on": day("2024-02-01")},
            {"received_on": day("2024-01-01")},
            Side.GONE,
            Ground.EARLIER,
        ),
        (
            "birth_date",
            {"birth_date": day("1990-05-05"), "personal_number": NUMBER},
            {"birth_date": BORN},
            Side.GONE,
            Ground.AS_NUMBER,
        ),
        (
            "birth_date",
            {"birth_date": day("1990-05-05")},
            {"birth_date": day("1990-05-06"), "personal_number": NUMBER},
            Side.GONE,
            Ground.HAS_NUMBER,
        ),
        (
            "birth_date",
            {"birth_date": day("1990-01-01"), "birth_precision": BirthPrecision.YEAR},
            {"birth_date": BORN},
            Side.GONE,
            Ground.MORE_EXACT,
        ),
        ("birth_date", {"birth_date": day("1990-01-01")}, {"birth_date": BORN}, Side.KEPT, Ground.KEPT),
        ("protection", {}, {"protection": Protection.CONFIDENTIAL_FLAG}, Side.GONE, Ground.PROTECTED),
        (
            "protection",
            {"protection": Protection.PROTECTED_REGISTRATION},
            {"protection": Protection.CONFIDENTIAL_FLAG},
            Side.KEPT,
            Ground.PROTECTED,
        ),
    ],
)
def test_what_is_proposed_and_why(
    name: str, kept: dict[str, Any], gone: dict[str, Any], side: Side, ground: Ground
) -> None:
    found = match(name, kept, gone)
    assert (found.proposed, found.ground) == (side, ground)
    assert found.needs_choice == (ground not in {Ground.SAME, Ground.ONLY_THERE, Ground.PROTECTED})


@pytest.mark.parametrize("chosen", list(Side))
def test_nobody_chooses_the_protection_away(chosen: Side) -> None:
    hidden = person(case_number=GONE, protection=Protection.CONFIDENTIAL_FLAG)
    merged = merged_person(person(case_number=KEPT), hidden, {"protection": chosen})
    assert merged.protection is Protection.CONFIDENTIAL_FLAG


def test_a_birth_date_goes_with_how_much_of_it_is_known() -> None:
    kept = person(case_number=KEPT, birth_date=BORN)
    gone = person(case_number=GONE, birth_date=day("1990-01-01"), birth_precision=BirthPrecision.YEAR)
    merged = merged_person(kept, gone, {"birth_date": Side.GONE})
    assert (merged.birth_date, merged.birth_precision) == (day("1990-01-01"), BirthPrecision.YEAR)


def test_the_kept_case_names_the_one_and_a_neutral_number_is_not_lost() -> None:
    gone = person(case_number=GONE, neutral_number="N00007", given_name="Petra", phone="070")
    merged = merged_person(person(case_number=KEPT), gone, {})
    assert (merged.case_number, merged.neutral_number, merged.phone) == (KEPT, "N00007", "070")


def test_a_ground_without_a_decision_is_chosen_and_one_with_follows_the_permits() -> None:
    kept, gone = {"permit_ground": PermitGround.REFUGEE}, {"permit_ground": PermitGround.RELATIVE}
    assert match("permit_ground", kept, gone).needs_choice
    decided = person(case_number=KEPT, permit_decided_on=day("2024-01-01"), **kept)
    names = {one.name for one in compare_fields(decided, person(case_number=GONE, **gone))}
    assert names.isdisjoint({"permit_ground", "permit_decided_on", "permit_until", "case_number", "household"})


@pytest.mark.parametrize("name", ["personal_number", "coordination_number"])
def test_two_national_numbers_give_reason_to_think_once_more(name: str) -> None:
    one, other = person(**{name: TEST_NUMBERS[0]}), person(**{name: TEST_NUMBERS[1]})
    assert plan(one, other, {}, {}).cautions == (Caution.OTHER_NUMBER,)
    assert plan(one, person(), {}, {}, said_apart=True).cautions == (Caution.SAID_APART,)


def test_one_row_takes_what_only_the_other_says_and_what_differs_is_asked() -> None:
    kept = WorkProfile(case_number=KEPT, education="Skola", profession="Bagare")
    gone = WorkProfile(case_number=GONE, education="Högskola", goal="Kock")
    (pair,) = plan(person(), person(), {"profiles": [kept]}, {"profiles": [gone]}).pairs
    assert pair.differing == ("education",)
    joined = pair.joined(Side.GONE)
    assert (joined.case_number, joined.education, joined.profession, joined.goal) == (
        KEPT,
        "Högskola",
        "Bagare",
        "Kock",
    )
    assert pair.joined(Side.KEPT).education == "Skola"


@pytest.mark.parametrize(
    ("mine", "theirs", "clashes"),
    [
        (("2024-01-01", None), ("2024-06-01", None), False),
        (("2024-01-01", "2024-12-31"), ("2024-06-01", None), True),
        (("2024-06-01", None), ("2024-01-01", "2024-12-31"), True),
        (("2024-01-01", "2024-05-31"), ("2024-06-01", None), False),
        (("2024-01-01", None), ("2024-01-01", None), True),
    ],
)
def test_homes_clash_where_days_are_said_twice(
    mine: tuple[str, str | None], theirs: tuple[str, str | None], clashes: bool
) -> None:
    one, other = residence(KEPT, OWN, *mine), residence(GONE, OTHER, *theirs)
    found = plan(person(), person(), {"residences": [one]}, {"residences": [other]})
    assert [(clash.kept, clash.gone) for clash in found.clashes] == ([((one,), (other,))] if clashes else [])
    assert ("residences" in found.asked) is clashes
    if clashes:
        assert found.clashes[0].left_out(Side.KEPT) == (other,)
        assert found.clashes[0].left_out(Side.GONE) == (one,)


def test_the_same_home_twice_is_one_row_and_no_clash() -> None:
    one = Housing(case_number=KEPT, days=days("2024-01-01"), persons=2)
    other = Housing(case_number=GONE, days=days("2024-01-01"), address="Provgatan 1")
    found = plan(person(), person(), {"housings": [one]}, {"housings": [other]})
    assert found.clashes == ()
    assert found.pairs[0].joined(Side.KEPT) == Housing(
        case_number=KEPT, days=days("2024-01-01"), persons=2, address="Provgatan 1"
    )


@pytest.mark.parametrize(
    ("living", "household", "clashes"),
    [(Living.ALWAYS, "H2", True), (Living.BY_TURNS, "H2", False), (Living.ALWAYS, "H1", False)],
)
def test_nobody_is_in_two_households_at_once_but_by_turns(living: Living, household: str, clashes: bool) -> None:
    one = Membership(case_number=KEPT, household="H1", living=living)
    other = Membership(case_number=GONE, household=household, living=living, joined_on=day("2024-01-01"))
    found = plan(person(), person(), {"memberships": [one]}, {"memberships": [other]})
    assert bool(found.clashes) is clashes
    assert bool(found.pairs) is (household == "H1")


def test_all_that_must_be_chosen_is_asked_for() -> None:
    found = plan(person(phone="070"), person(phone="071"), {}, {})
    assert [(one.name, one.code) for one in unanswered(found, {})] == [("phone", "must_choose")]
    assert unanswered(found, {"phone": Side.GONE}) == ()


def test_a_number_is_current_when_the_person_has_it() -> None:
    number = Identity(case_number=KEPT, kind=IdentityKind.DOSSIER, number="12-345678")
    assert is_current(number, person(dossier_number="12-345678"))
    assert not is_current(number, person(dossier_number="12-345679"))


@pytest.mark.parametrize(
    ("received", "first", "expected"),
    [
        ("2024-01-01", "2024-03-01", days("2024-01-01", "2024-02-29")),
        ("2024-03-01", "2024-03-01", None),
        ("2024-01-01", None, None),
        (None, "2024-03-01", None),
    ],
)
def test_days_that_counted_as_ours_are_those_before_the_others_first_row(
    received: str | None, first: str | None, expected: object
) -> None:
    one = person(received_on=day(received) if received else None)
    rows = [residence(GONE, OTHER, first)] if first else []
    assert assumed(one, OWN, rows) == expected
    assert assumed(one, None, rows) is None


def test_every_kind_that_hangs_on_a_person_is_compared() -> None:
    about = {sheet.name for sheet in SHEETS if sheet.key[:1] == ("case_number",)}
    assert about - {"persons", "aparts"} == set(KINDS)
