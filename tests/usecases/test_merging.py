"""Do two records of one person become one, and two again, without losing a row, a number or an öre?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from factories import (
    CHEAP,
    OTHER,
    OWN,
    PASSPHRASE,
    TEST_NUMBERS,
    Clock,
    booking,
    day,
    days,
    month,
    person,
    price,
    residence,
    terms,
    without_right,
)
from mottagning.domain.documents import Document, DocumentKind
from mottagning.domain.duplicates import Apart
from mottagning.domain.households import Household, Membership, Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.ledger import LedgerRow, RowKind
from mottagning.domain.merging import Choices, Side
from mottagning.domain.people import Person, Protection
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.plans import ClosureReason, IntroductionPlan
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.domain.profiles import Income, IncomeSource, LanguageLevel, LanguageSkill, WorkProfile
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.merging import Merge
from mottagning.storage.stores.merging import naming
from mottagning.storage.tables.admin import change_log
from mottagning.texts.problems import refused
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.bookings import save_booking
from mottagning.usecases.context import Context
from mottagning.usecases.duplicates import possible_duplicates
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.merging.undoing import undo_merge
from mottagning.usecases.people import list_people, next_case_number, open_person, remove_person, save_person
from mottagning.usecases.plans.planning import begin_plan, save_plan
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.planning import plan
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.searching import search
from mottagning.usecases.subject_access.gathering import gather
from workbooks import make

AMINA, BO, CLEO, TWIN = "2024-0001", "2024-0002", "2024-0003", "2024-0009"


def stored(ctx: Context, case_number: str) -> Stored[Person]:
    with ctx.reading() as reader:
        found = reader.people.find(case_number)
    assert found is not None
    return found


def merge(ctx: Context, kept: str, gone: str, **chosen: Side) -> Merge:
    one, other = stored(ctx, kept), stored(ctx, gone)
    choices: Choices = {**preview_merge(ctx, one.id, other.id).plan.asked, **chosen}
    return merge_people(ctx, one, other, choices).value


def add_twin(ctx: Context, **values: Any) -> Stored[Person]:
    """Amina once more, as she was registered before she had a personnummer, with a booking of her own."""
    given = {"given_name": "Aminah", "family_name": "Provlund", "dossier_number": "12-345678", "household": "H9"}
    with ctx.writing() as uow:
        twin = uow.people.add(person(case_number=TWIN, **{**given, **values}))
        uow.residences.add(residence(TWIN))
        uow.bookings.add(booking("2024-09-01", key="B9", case_number=TWIN, service="sfx"))
        uow.commit()
    return twin


@pytest.fixture
def twice(office: Context) -> Context:
    """The office with Amina in it twice; two months are closed."""
    with office.writing() as uow:
        uow.terms.add(terms(service="sfx"))
        uow.prices.add(price(service="sfx"))
        uow.commit()
    add_twin(office)
    close_month(office, month("2024-09"))
    close_month(office, month("2024-10"))
    return office


def rich(ctx: Context) -> None:
    """Everything that can hang on a person hangs on both, some of it the same."""
    with ctx.writing() as uow:
        for case, rent in ((AMINA, None), (TWIN, 50_000_000)):
            uow.permits.add(ResidencePermit(case_number=case, decided_on=day("2024-01-05")))
            uow.languages.add(LanguageSkill(case_number=case, language="so", level=LanguageLevel.NATIVE))
            uow.profiles.add(WorkProfile(case_number=case, education="Skola", profession=None if rent else "Bagare"))
            uow.incomes.add(Income(case_number=case, source=IncomeSource.SOCIAL_ASSISTANCE, days=days("2024-02-01")))
            uow.housings.add(Housing(case_number=case, days=days("2024-03-01"), address="Provgatan 1", rent=rent))
            uow.reminders.add(Reminder(case_number=case, kind=ReminderKind.OWN, detail="Ring"))
            uow.documents.add(
                Document(key=f"D2024-{rent or 1:04}", case_number=case, kind=DocumentKind.CERTIFICATE, title="Prov")
            )
            uow.aparts.add(Apart(case_number=case, other_case=BO))
        uow.aparts.add(Apart(case_number=AMINA, other_case=TWIN))
        uow.representatives.add(
            Representative(case_number=BO, kind=RepresentativeKind.GUARDIAN, name="Aminah", representative_case=TWIN)
        )
        household = uow.households.find("H9")
        assert household is not None
        uow.households.change(household, Household(key="H9", anchor_person=TWIN))
        uow.memberships.add(
            Membership(case_number=TWIN, household="H5", joined_on=day("2020-01-01"), left_on=day("2020-12-31"))
        )
        uow.commit()


def sheets(ctx: Context, tmp_path: Path, name: str) -> dict[str, list[tuple[object, ...]]]:
    target = tmp_path / f"{name}.xlsx"
    export_register(ctx, target)
    book = load_workbook(target)
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_everything_that_hangs_on_the_other_moves_and_equal_rows_become_one(twice: Context) -> None:
    rich(twice)
    merge(twice, AMINA, TWIN)
    card = open_person(twice, stored(twice, AMINA).id)
    assert {one.key for one in card.bookings} == {"B1", "B9"}
    assert card.person.value.dossier_number == "12-345678"
    assert card.person.value.personal_number == TEST_NUMBERS[0]
    assert (card.person.value.given_name, card.person.value.household) == ("Amina", "H1")
    parts = card.parts
    assert len(card.residences) == len(parts.permits) == len(parts.languages) == len(parts.incomes) == 1
    (profile,) = parts.profiles
    assert (profile.value.education, profile.value.profession) == ("Skola", "Bagare"), "what only one says is filled in"
    (home,) = parts.housings
    assert home.value.rent == 50_000_000
    assert {one.value.household for one in parts.memberships} == {"H1"}, "nobody is in two at once"
    assert [one.value.detail for one in parts.reminders if one.value.kind is ReminderKind.OWN] == ["Ring"]
    with twice.reading() as reader:
        assert len(reader.documents.naming("case_number", [AMINA])) == 2
        (said,) = reader.aparts.every()
        assert {said.value.case_number, said.value.other_case} == {AMINA, BO}
        assert reader.representatives.of_case(BO)[0].value.representative_case == AMINA
        household = reader.households.find("H9")
        assert household is not None
        assert household.value.anchor_person == AMINA
    assert [line.case_number for line in list_people(twice)].count(TWIN) == 0


def test_nothing_names_the_record_that_is_gone(twice: Context) -> None:
    rich(twice)
    gone = stored(twice, TWIN).id
    merge(twice, AMINA, TWIN)
    with twice.db.reading() as reader:
        for table, column in naming():
            assert reader._connection.scalar(select(func.count()).where(column == gone)) == 0, table.name


def test_undoing_gives_back_exactly_what_was(twice: Context, tmp_path: Path) -> None:
    rich(twice)
    before = sheets(twice, tmp_path, "before")
    done = merge(twice, AMINA, TWIN, given_name=Side.GONE)
    assert sheets(twice, tmp_path, "merged") != before
    undone = undo_merge(twice, done.id).value
    assert sheets(twice, tmp_path, "after") == before
    assert undone.gone_case == TWIN
    assert verify(twice) == []
    with pytest.raises(Refused):
        undo_merge(twice, done.id)


def rows(ctx: Context, closing: str) -> list[LedgerRow]:
    """The rows that closing a month would give."""
    with ctx.reading() as reader:
        office = reader.settings.office()
        assert office is not None
        return [row for one in plan(reader, office, month(closing)).returns for row in one.rows]


def corrections(ctx: Context, closing: str) -> list[LedgerRow]:
    """Those of them that are not for the month itself."""
    return [row for row in rows(ctx, closing) if row.entry.kind is not RowKind.REGULAR]


@pytest.mark.parametrize(("kept", "gone"), [(AMINA, TWIN), (TWIN, AMINA)])
def test_a_merge_alone_corrects_nothing_and_closed_months_stand(twice: Context, kept: str, gone: str) -> None:
    with twice.reading() as reader:
        before = reader.ledger.rows([one.id for one in reader.ledger.returns()])
    done = merge(twice, kept, gone)
    with twice.reading() as reader:
        assert reader.ledger.rows([one.id for one in reader.ledger.returns()]) == before
    assert verify(twice) == []
    assert corrections(twice, "2024-11") == []
    close_month(twice, month("2024-11"))
    assert verify(twice) == []
    undo_merge(twice, done.id)
    assert corrections(twice, "2024-12") == []
    close_month(twice, month("2024-12"))
    assert verify(twice) == []


def test_money_follows_the_person_where_facts_differ_and_is_told_before(twice: Context) -> None:
    """The twin moved away in October, Amina's record knew nothing of it."""
    twin = stored(twice, TWIN)
    with twice.writing() as uow:
        home = uow.residences.of_person(twin.id)[0]
        uow.residences.change(home, replace(home.value, municipality=OTHER, days=days("2024-10-01")))
        uow.commit()
    shown = preview_merge(twice, stored(twice, AMINA).id, twin.id)
    assert {one.booking for one in shown.effects} == {"B1", "B9"}
    merge(twice, AMINA, TWIN)
    assert {row.entry.booking for row in corrections(twice, "2024-11")} >= {"B1"}


def test_what_is_corrected_later_is_about_the_person_who_has_the_booking(twice: Context) -> None:
    merge(twice, AMINA, TWIN)
    amina = stored(twice, AMINA).id
    with twice.writing() as uow:
        booked = uow.bookings.find("B9")
        assert booked is not None
        uow.bookings.change(booked, replace(booked.value, days=days("2024-09-01", "2024-09-30")))
        uow.commit()
    found = [row for row in rows(twice, "2024-11") if row.entry.booking == "B9"]
    assert found
    assert {row.entry.person for row in found} == {amina}
    close_month(twice, month("2024-11"))
    assert verify(twice) == []


def test_bookings_that_would_then_be_the_same_one_twice_are_told_of_before(twice: Context) -> None:
    save_booking(twice, None, booking("2024-11-01", key="B10", case_number=TWIN))
    shown = preview_merge(twice, stored(twice, AMINA).id, stored(twice, TWIN).id)
    assert {one.booking for one in shown.held} & {"B1", "B10"}


def test_days_that_were_counted_as_ours_without_a_row_keep_their_payer(office: Context) -> None:
    add_twin(office, received_on=day("2024-08-01"))
    with office.writing() as uow:
        uow.terms.add(terms(service="sfx"))
        uow.prices.add(price(service="sfx"))
        uow.residences.remove(uow.residences.of_case(TWIN)[0])
        home = uow.residences.of_case(AMINA)[0]
        uow.residences.change(home, replace(home.value, days=days("2024-10-15")))
        uow.commit()
    amina = stored(office, AMINA)
    save_person(office, amina, replace(amina.value, received_on=day("2024-10-15")))
    close_month(office, month("2024-09"))
    close_month(office, month("2024-10"))
    shown = preview_merge(office, stored(office, AMINA).id, stored(office, TWIN).id)
    assert shown.assumed == days("2024-08-01", "2024-10-14")
    done = merge(office, AMINA, TWIN)
    assert [row for row in corrections(office, "2024-11") if row.entry.booking == "B9"] == []
    undo_merge(office, done.id)
    assert corrections(office, "2024-11") == []


def test_what_differs_must_be_chosen(twice: Context) -> None:
    one, other = stored(twice, AMINA), stored(twice, TWIN)
    with pytest.raises(Refused) as refusal:
        merge_people(twice, one, other, {})
    assert {(problem.name, problem.code) for problem in refusal.value.fields} >= {("given_name", "must_choose")}
    merge(twice, AMINA, TWIN, given_name=Side.GONE)
    assert stored(twice, AMINA).value.given_name == "Aminah"


@pytest.mark.parametrize("case_number", [AMINA, TWIN])
def test_somebody_who_was_changed_since_is_not_merged(twice: Context, case_number: str) -> None:
    one, other = stored(twice, AMINA), stored(twice, TWIN)
    choices = preview_merge(twice, one.id, other.id).plan.asked
    changed = stored(twice, case_number)
    save_person(twice, changed, replace(changed.value, phone="070"))
    with pytest.raises(Refused) as refusal:
        merge_people(twice, one, other, choices)
    assert refusal.value.code is RefusalCode.CHANGED_MEANWHILE
    assert stored(twice, TWIN).id == other.id


def test_a_preview_keeps_nothing_but_that_it_was_read(twice: Context, tmp_path: Path) -> None:
    before = sheets(twice, tmp_path, "before")
    shown = preview_merge(twice, stored(twice, AMINA).id, stored(twice, TWIN).id)
    assert shown.moves["booking"] == 1
    assert shown.effects == shown.held == shown.problems == ()
    assert sheets(twice, tmp_path, "after") == before


def test_looking_again_with_other_choices_is_not_read_as_once_more(twice: Context) -> None:
    one, other = stored(twice, AMINA).id, stored(twice, TWIN).id
    shown = preview_merge(twice, one, other)
    preview_merge(twice, one, other, shown.plan.asked)
    with twice.reading() as reader:
        assert [len(reader.traces.readings([each])) for each in (one, other)] == [1, 1]


def test_former_numbers_stay_in_the_history_and_the_chosen_one_is_current(ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.people.add(person(case_number=AMINA, dossier_number="12-345678"))
        uow.people.add(person(case_number=TWIN, dossier_number="12-345679", coordination_number="197006872381"))
        uow.commit()
    merge(ctx, AMINA, TWIN, dossier_number=Side.GONE)
    card = open_person(ctx, stored(ctx, AMINA).id)
    assert {(one.value.number, one.value.is_current) for one in card.identities} == {
        ("12-345678", False),
        ("12-345679", True),
        ("197006872381", True),
    }
    assert card.person.value.dossier_number == "12-345679"


def test_a_personnummer_that_not_all_have_heard_of_is_to_be_told(twice: Context) -> None:
    number = f"{TEST_NUMBERS[0][:8]}-{TEST_NUMBERS[0][8:]}"
    with twice.writing() as uow:
        done = Reminder(case_number=AMINA, kind=ReminderKind.TELL_NEW_NUMBER, detail=number, done_on=day("2024-10-01"))
        uow.reminders.add(done)
        uow.commit()
    shown = preview_merge(twice, stored(twice, TWIN).id, stored(twice, AMINA).id)
    assert shown.new_number
    merge(twice, TWIN, AMINA)
    (reminder,) = open_person(twice, stored(twice, TWIN).id).parts.reminders
    assert (reminder.value.detail, reminder.value.done_on) == (number, None)


def test_overlapping_homes_are_named_and_the_chosen_ones_stay(twice: Context) -> None:
    with twice.writing() as uow:
        for case, code, last in ((AMINA, OWN, "2024-12-31"), (TWIN, OTHER, None)):
            home = uow.residences.of_case(case)[0]
            first = "2020-01-01" if case == AMINA else "2022-01-01"
            uow.residences.change(home, replace(home.value, municipality=code, days=days(first, last)))
        uow.commit()
    shown = preview_merge(twice, stored(twice, AMINA).id, stored(twice, TWIN).id)
    (clash,) = [one for one in shown.plan.clashes if one.kind == "residences"]
    assert (clash.kept[0].municipality, clash.gone[0].municipality) == (OWN, OTHER)
    merge(twice, AMINA, TWIN, residences=Side.GONE)
    assert [one.value.municipality for one in open_person(twice, stored(twice, AMINA).id).residences] == [OTHER]


def test_somebody_who_answers_for_the_other_is_not_merged_with_her(twice: Context) -> None:
    with twice.writing() as uow:
        uow.representatives.add(
            Representative(case_number=BO, kind=RepresentativeKind.GUARDIAN, name="Amina", representative_case=AMINA)
        )
        uow.commit()
    assert [one.name for one in preview_merge(twice, stored(twice, AMINA).id, stored(twice, BO).id).problems] == [
        "representatives"
    ]
    with pytest.raises(Refused):
        merge(twice, AMINA, BO)


def test_of_two_plans_that_go_on_one_is_closed_first(twice: Context) -> None:
    numbers = [
        begin_plan(twice, IntroductionPlan(key="", case_number=case, days=days("2025-02-03"))).value
        for case in (AMINA, TWIN)
    ]
    assert [one.name for one in preview_merge(twice, stored(twice, AMINA).id, stored(twice, TWIN).id).problems] == [
        "plans"
    ]
    with pytest.raises(Refused):
        merge(twice, AMINA, TWIN)
    closed = replace(numbers[1].value, closed_on=day("2025-03-01"), closure_reason=ClosureReason.OTHER)
    save_plan(twice, numbers[1], closed)
    merge(twice, AMINA, TWIN)
    with twice.reading() as reader:
        plans = [one.value for one in reader.plans.of_person(stored(twice, AMINA).id)]
    assert sorted(one.is_open for one in plans) == [False, True]


# the former case number


def test_the_former_case_number_leads_to_the_person(twice: Context) -> None:
    merge(twice, AMINA, TWIN)
    amina = stored(twice, AMINA).id
    assert [hit.id for hit in search(twice, TWIN).hits] == [amina]
    saved = save_booking(twice, None, booking("2025-01-01", key="B20", case_number=TWIN)).value
    assert saved.value.case_number == AMINA
    for case_number in (TWIN, AMINA):
        with pytest.raises(Refused) as refusal:
            save_person(twice, None, person(case_number=case_number))
        assert refusal.value.code is RefusalCode.KEY_TAKEN


def test_a_proposed_case_number_is_never_a_former_one(ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.people.add_many([person(case_number="2025-0001"), person(case_number="2025-0002")])
        uow.commit()
    merge(ctx, "2025-0001", "2025-0002")
    assert next_case_number(ctx) == "2025-0003"


def test_rows_of_a_workbook_that_name_the_former_number_are_about_the_person(twice: Context, tmp_path: Path) -> None:
    merge(twice, AMINA, TWIN)
    file = make(
        tmp_path / "in.xlsx",
        {
            "Personer": [["Ärende", "Förnamn", "Personnummer"], [TWIN, "Aminah", None]],
            "Hemkommun": [
                ["Ärende", "Kommun", "Från och med"],
                [TWIN, OTHER, "2020-01-01"],
                [AMINA, OWN, "2020-01-01"],
                [TWIN, OTHER, "2026-01-01"],
            ],
            "Bokningar": [
                ["Bokning", "Ärende", "Avtal", "Insats", "Från och med"],
                ["B21", TWIN, "A1", "sfi", "2025-02-01"],
            ],
        },
    )
    report = import_workbook(twice, file).value
    assert report.is_imported
    assert sum("är en del av ärende 2024-0001" in one.message for one in report.warnings) == 4
    card = open_person(twice, stored(twice, AMINA).id)
    assert (card.person.value.given_name, card.person.value.personal_number) == ("Amina", TEST_NUMBERS[0])
    assert "B21" in {one.key for one in card.bookings}
    assert [(one.value.municipality, one.value.days.start) for one in card.residences] == [
        (OWN, day("2020-01-01")),
        (OTHER, day("2026-01-01")),
    ]
    again = import_workbook(twice, file).value
    assert not again.created
    assert not again.changed


def test_former_numbers_go_out_and_come_in(twice: Context, tmp_path: Path, another: Any) -> None:
    merge(twice, AMINA, TWIN)
    before = sheets(twice, tmp_path, "out")
    assert (AMINA, TWIN, None) in before["Tidigare ärenden"]
    empty = create_register(tmp_path / "nytt.mottagning", PASSPHRASE, "prov", Clock(), cost=CHEAP).ctx
    try:
        assert import_workbook(empty, tmp_path / "out.xlsx").value.is_imported
        assert sheets(empty, tmp_path, "again") == before
        assert [hit.title for hit in search(empty, TWIN).hits] == ["Amina Provlund"]
    finally:
        empty.db.close()


def test_a_case_that_is_there_is_nobody_elses_former_one(twice: Context, tmp_path: Path) -> None:
    file = make(tmp_path / "in.xlsx", {"Tidigare ärenden": [["Ärende", "Tidigare ärende"], [AMINA, BO]]})
    report = import_workbook(twice, file).value
    assert [one.message for one in report.rejected] == [
        "Ärende 2024-0002 finns för sig och kan inte vara tidigare ärende för någon annan."
    ]


# undoing


def test_what_was_added_since_stays_and_what_was_changed_elsewhere_is_kept(twice: Context) -> None:
    done = merge(twice, AMINA, TWIN)
    save_booking(twice, None, booking("2025-01-01", key="B20", case_number=AMINA))
    now = stored(twice, AMINA)
    save_person(twice, now, replace(now.value, phone="070-1"))
    undo_merge(twice, done.id)
    assert {one.key for one in open_person(twice, now.id).bookings} == {"B1", "B20"}
    assert stored(twice, AMINA).value.phone == "070-1"
    assert stored(twice, AMINA).value.dossier_number is None
    assert {one.key for one in open_person(twice, stored(twice, TWIN).id).bookings} == {"B9"}
    assert [hit.id for hit in search(twice, TWIN).hits] == [stored(twice, TWIN).id]


def test_what_would_be_overwritten_is_said_in_words(twice: Context) -> None:
    done = merge(twice, AMINA, TWIN, given_name=Side.GONE)
    now = stored(twice, AMINA)
    save_person(twice, now, replace(now.value, given_name="Annan"))
    with pytest.raises(Refused) as refusal:
        undo_merge(twice, done.id)
    assert refused(refusal.value).text == (
        "Sammanslagningen kan inte ångras. Personens uppgifter 2024-0001 har ändrats sedan dess. Inget har ändrats. "
        "Rätta det som står i vägen, eller låt sammanslagningen stå."
    )
    save_person(twice, stored(twice, AMINA), replace(now.value, given_name="Aminah"))
    undo_merge(twice, done.id)
    assert stored(twice, AMINA).value.given_name == "Amina"


def test_a_number_that_came_since_stands_in_the_way(twice: Context) -> None:
    done = merge(twice, AMINA, TWIN)
    now = stored(twice, AMINA)
    save_person(twice, now, replace(now.value, dossier_number="99-999999"))
    with pytest.raises(Refused) as refusal:
        undo_merge(twice, done.id)
    assert refusal.value.code is RefusalCode.MERGE_STANDS


def test_merges_are_undone_from_the_last_one(twice: Context, tmp_path: Path) -> None:
    before = sheets(twice, tmp_path, "before")
    first = merge(twice, AMINA, TWIN)
    second = merge(twice, BO, AMINA)
    assert [hit.id for hit in search(twice, TWIN).hits] == [stored(twice, BO).id]
    with pytest.raises(Refused) as refusal:
        undo_merge(twice, first.id)
    assert "Ärende 2024-0001 har i sin tur slagits ihop" in refused(refusal.value).text
    undo_merge(twice, second.id)
    undo_merge(twice, first.id)
    assert sheets(twice, tmp_path, "after") == before


def test_the_log_tells_what_was_merged_and_undone(twice: Context) -> None:
    done = merge(twice, AMINA, TWIN)
    undo_merge(twice, done.id)
    with twice.reading() as reader:
        found = reader._connection.execute(select(change_log.c.entity, change_log.c.action)).all()
    assert {("booking", "merged"), ("person", "merged"), ("booking", "unmerged"), ("person_merge", "undone")} <= {
        (row.entity, row.action) for row in found
    }


# secrecy


@pytest.mark.parametrize(("kept", "gone"), [(AMINA, CLEO), (CLEO, AMINA)])
def test_without_the_right_nobody_protected_is_merged_or_told_of(office: Context, kept: str, gone: str) -> None:
    one, other = stored(office, kept), stored(office, gone)
    choices = preview_merge(office, one.id, other.id).plan.asked
    without = without_right(office)
    for attempt in (
        lambda: preview_merge(without, one.id, other.id),
        lambda: merge_people(without, one, other, choices),
    ):
        with pytest.raises(Refused) as refusal:
            attempt()
        assert refusal.value.code is RefusalCode.GONE
        assert not refusal.value.fields


@pytest.mark.parametrize(("kept", "gone"), [(AMINA, CLEO), (CLEO, AMINA)])
def test_the_protected_wins_and_closed_rows_are_masked(office: Context, tmp_path: Path, kept: str, gone: str) -> None:
    close_month(office, month("2024-09"))
    done = merge(office, kept, gone)
    assert stored(office, kept).value.protection is Protection.CONFIDENTIAL_FLAG
    assert corrections(office, "2024-10") == []
    without = without_right(office)
    assert {line.case_number for line in list_people(without)}.isdisjoint({AMINA, CLEO})
    assert search(without, AMINA).hits == search(without, CLEO).hits == ()
    told = str(sheets(without, tmp_path, "without"))
    for word in (AMINA, CLEO, "Amina", "Cleo", TEST_NUMBERS[0], TEST_NUMBERS[2]):
        assert word not in told
    with pytest.raises(Refused) as refusal:
        undo_merge(without, done.id)
    assert refusal.value.code is RefusalCode.GONE
    undo_merge(office, done.id)
    assert stored(office, AMINA).value.protection is Protection.NONE


def test_an_undo_brings_nobody_protected_to_those_without_the_right(office: Context) -> None:
    done = merge(office, AMINA, CLEO)
    now = stored(office, AMINA)
    save_person(office, now, replace(now.value, protection=Protection.NONE))
    with pytest.raises(Refused):
        undo_merge(without_right(office), done.id)


def test_the_address_of_somebody_with_skyddad_folkbokforing_is_kept_nowhere(twice: Context) -> None:
    with twice.writing() as uow:
        uow.housings.add(Housing(case_number=TWIN, days=days("2024-03-01"), address="Provgatan 1"))
        amina = uow.people.find(AMINA)
        assert amina is not None
        uow.people.change(amina, replace(amina.value, protection=Protection.PROTECTED_REGISTRATION))
        uow.commit()
    assert preview_merge(twice, stored(twice, AMINA).id, stored(twice, TWIN).id).drops_addresses
    done = merge(twice, AMINA, TWIN)
    (home,) = open_person(twice, stored(twice, AMINA).id).parts.housings
    assert home.value.address is None
    with twice.reading() as reader:
        assert "Provgatan" not in str(reader.merges.rows(done.id))
    undo_merge(twice, done.id)
    (home,) = open_person(twice, stored(twice, TWIN).id).parts.housings
    assert home.value.address is None


def test_an_address_goes_from_what_was_merged_when_the_protection_comes_later(twice: Context) -> None:
    with twice.writing() as uow:
        uow.housings.add(Housing(case_number=AMINA, days=days("2024-03-01"), address="Provgatan 1", persons=1))
        uow.housings.add(Housing(case_number=TWIN, days=days("2024-03-01"), address="Provgatan 2"))
        uow.commit()
    done = merge(twice, AMINA, TWIN)
    now = stored(twice, AMINA)
    save_person(twice, now, replace(now.value, protection=Protection.PROTECTED_REGISTRATION))
    with twice.reading() as reader:
        assert "Provgatan" not in str(reader.merges.rows(done.id))


def test_a_removed_person_takes_what_was_merged_into_her_along(ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.people.add_many([person(case_number=AMINA), person(case_number=TWIN)])
        uow.commit()
    done = merge(ctx, AMINA, TWIN)
    remove_person(ctx, stored(ctx, AMINA))
    with ctx.reading() as reader:
        assert reader.merges.rows(done.id) == []
        assert reader.former_cases.every() == []


def test_two_who_are_one_are_no_longer_suggested(ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.people.add_many([person(case_number=one, birth_date=day("1990-03-04")) for one in (AMINA, TWIN)])
        uow.commit()
    assert len(possible_duplicates(ctx).pairs) == 1
    done = merge(ctx, AMINA, TWIN)
    assert possible_duplicates(ctx).pairs == ()
    undo_merge(ctx, done.id)
    assert len(possible_duplicates(ctx).pairs) == 1


def test_without_the_right_a_former_number_of_the_protected_tells_nothing(office: Context, tmp_path: Path) -> None:
    add_twin(office)
    done = merge(office, CLEO, TWIN)
    without = without_right(office)
    with pytest.raises(Refused) as refusal:
        save_booking(without, None, booking("2025-01-01", key="B20", case_number=TWIN))
    assert CLEO not in str([problem.params for problem in refusal.value.fields])
    file = make(
        tmp_path / "in.xlsx",
        {
            "Personer": [["Ärende", "Förnamn"], [TWIN, "Någon"]],
            "Tidigare ärenden": [["Ärende", "Tidigare ärende"], [AMINA, TWIN]],
            "Hemkommun": [["Ärende", "Kommun", "Från och med"], [TWIN, OTHER, "2026-01-01"]],
        },
    )
    report = import_workbook(without, file).value
    assert not report.is_imported
    assert {one.sheet for one in report.rejected} == {"Personer", "Tidigare ärenden", "Hemkommun"}
    told = str((report.rejected, report.warnings))
    assert CLEO not in told
    assert "Doldin" not in told
    merge(office, BO, CLEO)
    with pytest.raises(Refused) as refusal:
        undo_merge(without, done.id)
    assert refusal.value.code is RefusalCode.GONE


def returned(ctx: Context, case_number: str) -> list[tuple[str, str]]:
    """What a person's report tells was returned about her: booking and month."""
    with ctx.reading() as reader:
        found = reader.ledger.sent_of_person(stored(ctx, case_number).id)
    return sorted((row.entry.booking, str(row.month)) for row, _ in found)


def test_what_was_returned_leads_to_whoever_has_the_booking_also_what_was_closed_meanwhile(twice: Context) -> None:
    hers = [("B1", "2024-09"), ("B1", "2024-10")]
    twins = [("B9", "2024-09"), ("B9", "2024-10")]
    done = merge(twice, AMINA, TWIN)
    assert returned(twice, AMINA) == [*hers, *twins]
    close_month(twice, month("2024-11"))
    undo_merge(twice, done.id)
    assert returned(twice, AMINA) == [*hers, ("B1", "2024-11")]
    assert returned(twice, TWIN) == [*twins, ("B9", "2024-11")]


def test_her_report_tells_what_the_log_says_of_both_records(twice: Context) -> None:
    twin = stored(twice, TWIN)
    save_person(twice, twin, replace(twin.value, phone="070-777"))
    merge(twice, AMINA, TWIN)
    draft = gather(twice, stored(twice, AMINA).id)
    changed = next(section for section in draft.sections if section.name == "changed")
    assert any("070-777" in str(entry.cells) for entry in changed.entries)
    assert not any("person_merge" in str(entry.cells) or "ledger" in str(entry.cells) for entry in changed.entries)
