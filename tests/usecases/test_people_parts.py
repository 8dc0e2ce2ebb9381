"""What hangs on a person: kept, put right, refused and hidden, and what follows from it elsewhere in the register."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from factories import OTHER, TEST_NUMBERS, day, days, without_right
from mottagning.domain.households import Living, Membership, Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import HouseholdRole, Identity, PermitGround, Protection
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.profiles import Income, IncomeSource
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.readmodels.overview import WaitingKind
from mottagning.readmodels.people import PersonCard
from mottagning.usecases import people, people_parts
from mottagning.usecases.context import Context
from mottagning.usecases.overview.viewing import overview

AMINA, BO, CLEO = "2024-0001", "2024-0002", "2024-0003"


def card(ctx: Context, case_number: str = AMINA) -> PersonCard:
    line = next(one for one in people.list_people(ctx) if one.case_number == case_number)
    return people.open_person(ctx, line.id)


def save(ctx: Context, part: Any, before: Any = None) -> Any:
    return people_parts.save_part(ctx, before, part).value


def refused(ctx: Context, part: Any) -> list[tuple[str, str]]:
    with pytest.raises(Refused) as caught:
        save(ctx, part)
    return [(problem.name, problem.code) for problem in caught.value.fields]


def permit(decided: str, until: str | None = None, **values: Any) -> ResidencePermit:
    return ResidencePermit(
        case_number=AMINA, decided_on=day(decided), valid_until=day(until) if until else None, **values
    )


def current(ctx: Context) -> tuple[Any, Any, Any]:
    person = card(ctx).person.value
    return person.permit_ground, person.permit_decided_on, person.permit_until


def test_the_permit_that_was_decided_last_is_the_persons(office: Context) -> None:
    save(office, permit("2024-01-10", "2027-01-09", ground=PermitGround.REFUGEE))
    save(office, permit("2021-01-10", "2023-12-31", ground=PermitGround.ASYLUM_SEEKER))
    assert current(office) == (PermitGround.REFUGEE, day("2024-01-10"), day("2027-01-09"))
    newest = save(office, permit("2027-01-05", ground=PermitGround.REFUGEE))
    assert current(office) == (PermitGround.REFUGEE, day("2027-01-05"), None)
    people_parts.remove_part(office, newest)
    assert current(office) == (PermitGround.REFUGEE, day("2024-01-10"), day("2027-01-09"))


def test_a_permit_on_the_persons_own_form_stands_among_her_permits(office: Context) -> None:
    def write(decided: str | None, until: str | None) -> list[str]:
        before = card(office).person
        values = {"permit_decided_on": decided and day(decided), "permit_until": until and day(until)}
        people.save_person(office, before, replace(before.value, **values))
        return [str(one.value.decided_on) for one in card(office).parts.permits]

    assert write("2024-01-10", "2027-01-09") == ["2024-01-10"]
    assert write("2024-01-10", "2028-01-09") == ["2024-01-10"], "the same decision, put right"
    assert write("2027-01-05", None) == ["2027-01-05", "2024-01-10"], "a later decision is a new permit"
    assert write("2026-12-05", None) == ["2026-12-05", "2024-01-10"], "an earlier day puts the last one right"
    assert write(None, None) == ["2024-01-10"], "none takes the last one back"


def test_a_household_of_the_form_is_put_right_and_earlier_times_stay(office: Context) -> None:
    before = card(office).person
    assert before.value.household == "H1"
    open_time = card(office).parts.memberships[0]
    save(office, replace(open_time.value, joined_on=day("2024-01-01")), open_time)
    former = Membership(case_number=AMINA, household="H0", joined_on=day("2020-01-01"), left_on=day("2023-12-31"))
    save(office, former)
    people.save_person(office, card(office).person, replace(card(office).person.value, household="H7"))
    assert [one.value.household for one in card(office).parts.memberships] == ["H0", "H7"]


def test_somebody_else_s_change_of_the_permit_is_not_overwritten(office: Context) -> None:
    before = card(office).person
    save(office, permit("2024-01-10"))
    with pytest.raises(Refused) as caught:
        people.save_person(office, before, replace(before.value, called_name="Mina"))
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE


def test_a_child_lives_by_turns_in_two_households(office: Context) -> None:
    here = card(office, BO).parts.memberships[0]
    there = Membership(case_number=BO, household="H2", role=HouseholdRole.CHILD, living=Living.BY_TURNS)
    assert refused(office, there) == [("joined_on", "lives_elsewhere")]
    save(office, replace(here.value, living=Living.BY_TURNS), here)
    save(office, there)
    assert {one.value.household for one in card(office, BO).parts.memberships} == {"H1", "H2"}
    assert card(office, BO).person.value.household == "H1", "the first is hers"
    assert [line.name for line in people.open_household(office, "H2").lines] == ["Bo Provlund"]


def test_a_new_personnummer_is_to_be_told_once(office: Context) -> None:
    with office.writing() as uow:
        stored = uow.people.find(AMINA)
        assert stored is not None
        uow.people.change(stored, replace(stored.value, personal_number=None))
        uow.commit()
    for _ in range(2):
        before = card(office).person
        people.save_person(office, before, replace(before.value, personal_number=TEST_NUMBERS[4]))
    found = card(office)
    assert [(one.value.kind, one.value.detail) for one in found.parts.reminders] == [
        (ReminderKind.TELL_NEW_NUMBER, f"{TEST_NUMBERS[4][:8]}-{TEST_NUMBERS[4][8:]}")
    ]
    assert found.untold == (OTHER,), "whoever has an open booking"


def test_a_number_entered_in_the_history_is_checked_and_told(office: Context) -> None:
    number = Identity(case_number=AMINA, kind=IdentityKind.PERSONAL, number="890502-2391", is_current=True)
    assert refused(office, replace(number, number="890502-2392")) == [("number", "not_an_identity")]
    save(office, number)
    found = card(office)
    assert found.person.value.personal_number == "198905022391"
    assert len(found.parts.reminders) == 1
    save(
        office, Identity(case_number=AMINA, kind=IdentityKind.OTHER, number="UT-kort 12 34", issuer="Migrationsverket")
    )
    save(office, Identity(case_number=AMINA, kind=IdentityKind.OTHER, number="AB 1", issuer="Region"))
    others = [one.value for one in card(office).identities if one.value.kind is IdentityKind.OTHER]
    assert [one.is_current for one in others] == [True, True], "designations of different issuers hold side by side"


def test_days_without_income_since_reception_are_told_once_income_is_known(office: Context) -> None:
    before = card(office).person
    people.save_person(office, before, replace(before.value, received_on=day("2025-01-01")))
    assert card(office).parts.gaps == ()
    save(office, Income(case_number=AMINA, source=IncomeSource.WAGES, days=days("2025-01-15", "2025-02-15")))
    assert card(office).parts.gaps == (days("2025-01-01", "2025-01-14"), days("2025-02-16", "2025-03-03"))


def test_the_address_of_somebody_with_skyddad_folkbokforing_is_refused(office: Context) -> None:
    before = card(office, CLEO).person
    people.save_person(office, before, replace(before.value, protection=Protection.PROTECTED_REGISTRATION))
    home = Housing(case_number=CLEO, days=days("2024-01-01"), address="Provgatan 1")
    assert refused(office, home) == [("address", "protected_address")]
    save(office, replace(home, address=None))


def test_skyddad_folkbokforing_takes_the_address_that_is_kept_away(office: Context) -> None:
    save(office, Housing(case_number=AMINA, days=days("2024-01-01"), address="Provgatan 1", landlord="Provhem"))
    before = card(office).person
    people.save_person(office, before, replace(before.value, protection=Protection.PROTECTED_REGISTRATION))
    (home,) = card(office).parts.housings
    assert (home.value.address, home.value.landlord) == (None, "Provhem")


def test_without_the_right_nothing_of_a_protected_person_is_kept_seen_or_named(office: Context) -> None:
    guardian = Representative(
        case_number=AMINA, kind=RepresentativeKind.GUARDIAN, name="Godman", representative_case=CLEO
    )
    save(office, guardian)
    with office.reading() as reader:
        household = reader.households.find("H1")
    assert household is not None
    people.save_household(office, household, replace(household.value, anchor_person=CLEO))
    blind = without_right(office)
    assert card(blind).parts.representatives[0].value.representative_case is None
    shown = people.open_household(blind, "H1")
    assert [line.name for line in shown.lines] == ["Amina Provlund", "Bo Provlund"]
    assert (shown.anchor_name, shown.household.value.anchor_person) == (None, None)
    with pytest.raises(Refused) as caught:
        save(blind, Income(case_number=CLEO, source=IncomeSource.WAGES, days=days("2024-01-01")))
    assert caught.value.code is RefusalCode.GONE


def test_a_part_that_names_the_hidden_keeps_the_name_when_somebody_without_the_right_changes_it(
    office: Context,
) -> None:
    guardian = Representative(
        case_number=AMINA, kind=RepresentativeKind.GUARDIAN, name="Godman", representative_case=CLEO
    )
    save(office, guardian)
    blind = without_right(office)
    (seen,) = card(blind).parts.representatives
    save(blind, replace(seen.value, phone="070"), seen)
    (kept,) = card(office).parts.representatives
    assert (kept.value.phone, kept.value.representative_case) == ("070", CLEO)


@pytest.mark.parametrize("kept", [None, BO])
def test_nobody_is_made_a_guardian_of_the_hidden_without_the_right(office: Context, kept: str | None) -> None:
    """It was taken, so that whoever tried numbers learnt which of them are somebody's."""
    guardian = Representative(
        case_number=AMINA, kind=RepresentativeKind.GUARDIAN, name="Godman", representative_case=kept
    )
    before = save(office, guardian) if kept else None
    blind, said = without_right(office), []
    for case_number in (CLEO, "2024-0999"):
        with pytest.raises(Refused) as caught:
            save(blind, replace(guardian, representative_case=case_number), before)
        said.append([(one.name, one.code) for one in caught.value.fields])
    assert said == [[("representative_case", "unknown")]] * 2


def test_what_must_not_be_forgotten_waits_on_the_first_page(office: Context) -> None:
    def waiting(ctx: Context) -> list[tuple[int, int | None]]:
        return [(one.count, one.record) for one in overview(ctx).waiting if one.kind is WaitingKind.REMINDERS]

    assert waiting(office) == []
    save(office, Reminder(case_number=BO, kind=ReminderKind.OWN, detail="ring"))
    save(office, Reminder(case_number=CLEO, kind=ReminderKind.OWN, detail="skriv", due_on=day("2025-03-10")))
    hers = card(office, CLEO).person.id
    assert waiting(office) == [(2, hers)], "what has a day comes first"
    assert waiting(without_right(office)) == [(1, card(office, BO).person.id)]
    (reminder,) = card(office, BO).parts.reminders
    save(office, replace(reminder.value, done_on=day("2025-03-03")), reminder)
    assert waiting(without_right(office)) == []
