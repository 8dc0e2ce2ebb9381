"""Does the search answer in the right order, with the right notes, at once after every change, and in secrecy?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import OTHER, TEST_NUMBERS, booking, day, days, person, without_right
from mottagning.domain.bookings import Procedure
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Identity, PermitGround, Protection
from mottagning.domain.requests import BookingRequest, RequestStep, Side, StepKind
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.search import Found, HitKind, HitNote
from mottagning.storage.database import Database
from mottagning.storage.queries.search import LIMIT
from mottagning.usecases import people
from mottagning.usecases.context import Context
from mottagning.usecases.permitted import closed_to
from mottagning.usecases.searching import search


def add(ctx: Context, *names: str, **values: object) -> None:
    """People with these names, given name first."""
    with ctx.writing() as uow:
        for name in names:
            given, _, family = name.rpartition(" ")
            uow.people.add(person(given_name=given or None, family_name=family, **values))
        uow.commit()


def titles(ctx: Context, text: str) -> list[str]:
    """The names that are found, in order."""
    return [hit.title for hit in search(ctx, text).hits]


def test_what_is_spelled_so_stands_before_what_sounds_so(ctx: Context) -> None:
    add(ctx, "Ali Mohamed", "Zara Muhammadi", "Åke Muhammad", "Adam Muhammad", "Bo Maxamed", "Cleo Mahmoud")
    assert titles(ctx, "muhammad") == [
        *("Adam Muhammad", "Åke Muhammad"),  # the word itself, sorted as Swedes do
        "Zara Muhammadi",  # what begins so
        *("Bo Maxamed", "Ali Mohamed"),  # what sounds so
    ]


def test_a_false_friend_is_no_hit(ctx: Context) -> None:
    add(ctx, "Hassan Prov", "Hussein Prov", "Jamal Berg", "Kamil Borg")
    assert titles(ctx, "hassan") == ["Hassan Prov"]
    assert titles(ctx, "husain") == ["Hussein Prov"]
    assert titles(ctx, "berg") == ["Jamal Berg"]


def test_every_word_has_to_fit(ctx: Context) -> None:
    add(ctx, "Abdul Rahman Ali", "Abdul Karim Ali", "Rahman Prov")
    for typed in ("rahman ali", "ali abdurrahman", "abdirahman ali", "al rah ab"):
        assert titles(ctx, typed) == ["Abdul Rahman Ali"], typed


def test_the_name_somebody_is_called_by_finds_too(ctx: Context) -> None:
    add(ctx, "Andreas Prov", called_name="Dréa")
    assert titles(ctx, "drea") == ["Andreas Prov"]


def test_more_hits_are_told_of_but_not_shown(ctx: Context) -> None:
    add(ctx, *(f"Amina Prov{chr(97 + place)}" for place in range(LIMIT)))
    found = search(ctx, "amina")
    assert (len(found.hits), found.has_more) == (LIMIT, False)
    add(ctx, "Amina Aaa")
    found = search(ctx, "amina")
    assert (len(found.hits), found.has_more) == (LIMIT, True)
    assert found.hits[0].title == "Amina Aaa"


def test_nothing_typed_finds_nothing(office: Context) -> None:
    assert search(office, "") == search(office, "  ") == search(office, "'-") == Found()


@pytest.mark.parametrize("typed", ["SY", "ar", "refugee", "flykting", "grundskola", "1990-01-03"])
def test_what_is_no_permitted_term_finds_nobody(ctx: Context, typed: str) -> None:
    """Neither citizenship, language, ground, education nor birth date (förordning 2001:637 15 §)."""
    add(
        ctx,
        "Petra Prov",
        citizenship="SY",
        mother_tongue="ar",
        permit_ground=PermitGround.REFUGEE,
        education_level="grundskola",
        birth_date=day("1990-01-03"),
    )
    assert not search(ctx, typed).hits


# former identities


def notes(ctx: Context, text: str) -> tuple[HitNote, ...]:
    """What is said of the only hit."""
    (hit,) = search(ctx, text).hits
    return hit.notes


def test_a_former_number_finds_and_says_so(ctx: Context) -> None:
    stored = people.save_person(ctx, None, person(temporary_number="19900104-TF12")).value
    assert notes(ctx, "900104-tf12") == ()
    people.save_person(ctx, stored, replace(stored.value, temporary_number=None, personal_number=TEST_NUMBERS[0]))
    assert notes(ctx, "900104-tf12") == (HitNote.FORMER_NUMBER,)
    assert notes(ctx, "900103") == ()
    assert notes(ctx, "petra") == ()


def test_the_history_of_numbers_is_found_as_it_is_written(ctx: Context) -> None:
    one, other = (people.save_person(ctx, None, person(given_name=name)).value for name in ("Amina", "Bo"))
    given = {"kind": IdentityKind.DOSSIER, "number": "12-345678"}
    with ctx.writing() as uow:
        added = uow.identities.add(Identity(case_number=one.value.case_number, is_current=False, **given))
        uow.commit()
    assert titles(ctx, "12-345678") == ["Amina Prov"]
    assert notes(ctx, "12345678") == (HitNote.FORMER_NUMBER,)
    with ctx.writing() as uow:
        moved = uow.identities.change(added, Identity(case_number=other.value.case_number, is_current=True, **given))
        uow.commit()
    assert titles(ctx, "12345678") == ["Bo Prov"]
    assert notes(ctx, "12345678") == ()
    with ctx.writing() as uow:
        uow.identities.remove(moved)
        uow.commit()
    assert titles(ctx, "12345678") == []
    assert titles(ctx, "bo prov") == ["Bo Prov"]


# at once


def test_a_change_is_found_with_the_change_and_not_without_it(ctx: Context) -> None:
    stored = people.save_person(ctx, None, person(given_name="Amina")).value
    with ctx.writing() as uow:
        uow.people.change(stored, replace(stored.value, given_name="Bahar"))
    assert titles(ctx, "bahar") == [], "it was rolled back"
    changed = people.save_person(ctx, stored, replace(stored.value, given_name="Bahar")).value
    assert (titles(ctx, "bahar"), titles(ctx, "amina")) == (["Bahar Prov"], [])
    people.remove_person(ctx, changed)
    assert titles(ctx, "prov") == []


# secrecy

CLEO = ("cleo", "doldin", "kleo", "doldyn", "070101", TEST_NUMBERS[2], "2024-0003", "0003", "B3", "b3")


def test_without_the_right_a_protected_person_is_as_one_who_is_not_there(ctx: Context) -> None:
    """The same answer as from a register that never held her: no hit, no count, no word of more."""
    add(ctx, *(f"Amina Prov{chr(97 + place)}" for place in range(LIMIT)))
    before = search(without_right(ctx), "amina")
    add(ctx, "Amina Aaa", "Amina Doldin", protection=Protection.CONFIDENTIAL_FLAG)
    assert search(without_right(ctx), "amina") == before
    assert search(without_right(ctx), "doldin amina") == search(without_right(ctx), "doldin") == Found()
    assert search(ctx, "amina").has_more


def test_many_protected_people_crowd_nobody_out(ctx: Context) -> None:
    add(ctx, *(f"Amina Aprov{place:03}" for place in range(150)), protection=Protection.PROTECTED_REGISTRATION)
    add(ctx, "Amina Zprov")
    assert titles(without_right(ctx), "amina") == ["Amina Zprov"]
    assert search(without_right(ctx), "amina").has_more is False


@pytest.mark.parametrize("typed", CLEO)
def test_no_term_finds_her_without_the_right(ctx: Context, small_office: None, typed: str) -> None:
    assert search(without_right(ctx), typed) == Found()
    assert search(ctx, typed).hits


def test_who_has_the_right_is_told_that_she_is_protected(office: Context) -> None:
    assert notes(office, "doldin") == (HitNote.PROTECTED,)


# papers


def test_bookings_are_found_by_the_beginning_of_their_key_in_any_case(office: Context) -> None:
    with office.writing() as uow:
        uow.bookings.add(booking("2024-10-01", "2024-10-05", key="Krokom-7"))
        uow.commit()
    for typed in ("Krokom-7", "krokom"):
        assert [(hit.kind, hit.title) for hit in search(office, typed).hits] == [(HitKind.BOOKING, "Krokom-7")]
    assert [hit.title for hit in search(office, "b").hits if hit.kind is HitKind.BOOKING] == ["B1", "B2", "B3", "B4"]


NUMBER = "AMN 2023/369"
"""The number of a decision about a place of Cleo's, whose data are protected, and of one of Amina's."""


def decide(ctx: Context) -> None:
    """The same number stands on a booking and on a step of a request, of Amina and of Cleo each."""
    with ctx.writing() as uow:
        for key, case_number in (("Ö1", "2024-0001"), ("Ö2", "2024-0003")):
            uow.bookings.add(booking("2024-10-01", "2024-10-05", key=key, case_number=case_number, decision=NUMBER))
        for key, case_number in (("F9003", "2024-0001"), ("F9004", "2024-0003")):
            uow.requests.add(
                BookingRequest(
                    key=key,
                    procedure=Procedure.ORDER,
                    side=Side.PAYING,
                    case_number=case_number,
                    service="sfi",
                    counterpart=OTHER,
                    days=days("2024-10-01"),
                )
            )
            for number, kind in enumerate((StepKind.REQUESTED, StepKind.DECIDED)):
                step = RequestStep(request=key, number=number, kind=kind, on=day("2024-09-01"), reference=NUMBER)
                uow.request_steps.add(step)
        uow.commit()


def places(ctx: Context, text: str) -> list[tuple[HitKind, str]]:
    """The bookings and requests that are found, in order."""
    return [(hit.kind, hit.title) for hit in search(ctx, text).hits]


@pytest.mark.parametrize("typed", [NUMBER, "amn 2023", " AMN  2023/369 "])
def test_a_number_of_a_decision_finds_its_bookings_and_requests_once_each(office: Context, typed: str) -> None:
    decide(office)
    hits = search(office, typed).hits
    assert [(hit.kind, hit.title) for hit in hits] == [
        *((HitKind.BOOKING, key) for key in ("Ö1", "Ö2")),
        *((HitKind.REQUEST, key) for key in ("F9003", "F9004")),
    ]
    assert all(hit.detail.endswith(f" · {NUMBER}") for hit in hits)


def test_a_request_is_found_by_the_beginning_of_its_key(office: Context) -> None:
    decide(office)
    assert places(office, "f9003") == [(HitKind.REQUEST, "F9003")]
    assert places(office, "F9") == [(HitKind.REQUEST, "F9003"), (HitKind.REQUEST, "F9004")]


def test_without_the_right_no_decision_or_request_of_hers_is_found(office: Context) -> None:
    decide(office)
    without = without_right(office)
    assert places(without, NUMBER) == [(HitKind.BOOKING, "Ö1"), (HitKind.REQUEST, "F9003")]
    assert search(without, "F9004") == Found()


@pytest.mark.parametrize("unit", OfficeUnit)
@pytest.mark.parametrize("role", Role)
def test_whoever_searches_meets_no_table_that_is_closed_to_her(office: Context, role: Role, unit: OfficeUnit) -> None:
    decide(office)
    user = replace(office.user, role=role, unit=unit)
    hers = replace(office, user=user, db=Database(office.db.file, office.key, closed_to(user)))
    assert len(places(hers, NUMBER)) == 4
    hers.db.close()
