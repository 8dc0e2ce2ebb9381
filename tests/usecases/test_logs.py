"""Who did what with whom: is it seen by those who check it, reviewed every month, and by nobody else?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from factories import Clock, day, days, person, without_right
from hidden import hide
from mottagning.domain.bookings import Absence, AbsenceKind
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.domain.log_review import Log, ReviewResult, SampleReason
from mottagning.domain.people import Protection
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode
from mottagning.domain.returns import HandOutWay
from mottagning.domain.users import OfficeUnit, Role
from mottagning.readmodels.logs import LogLine, LogReview
from mottagning.readmodels.overview import WaitingKind
from mottagning.storage.database import Database
from mottagning.storage.hanging import owners
from mottagning.storage.stores.keyed import KeyedStore
from mottagning.texts import logs as texts
from mottagning.usecases import lists, people, searching
from mottagning.usecases.bookings import save_extra
from mottagning.usecases.context import Context
from mottagning.usecases.logs.reviewing import begin_review, finish_review, note_result, open_review
from mottagning.usecases.logs.viewing import LogFilter, in_words, last_days, list_log, person_log, users_in_log
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.merging.undoing import undo_merge
from mottagning.usecases.overview.viewing import waiting
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, write_returns
from steps import known, refused

AMINA, BO = "2024-0001", "2024-0002"
LATELY = LogFilter(days=days("2025-02-01", "2025-03-31"))
MARCH, APRIL = Month(2025, 3), Month(2025, 4)


def as_(ctx: Context, name: str, role: Role = Role.MANAGER, unit: OfficeUnit = OfficeUnit.RECEPTION) -> Context:
    return replace(ctx, user=replace(ctx.user, name=name, role=role, unit=unit))


def id_of(ctx: Context, case_number: str) -> int:
    with ctx.reading() as reader:
        found = reader.people.find(case_number)
    assert found is not None
    return found.id


def said(lines: list[LogLine]) -> list[tuple[str, str, str | None]]:
    return [(one.by, one.what, one.case_number) for one in lines]


def test_the_log_of_a_person_tells_who_read_and_changed_what(office: Context, clock: Clock) -> None:
    amina = id_of(office, AMINA)
    kim = as_(office, "Kim", Role.OFFICER)
    people.open_person(kim, amina)
    clock.tick(hours=1)
    with office.reading() as reader:
        before = reader.people.get(amina)
    people.save_person(kim, before, replace(before.value, phone="070-000 00 00"))
    people.open_person(kim, id_of(office, BO))
    changed, read = person_log(office, amina)[:2]
    assert (changed.log, changed.by, changed.what, changed.detail) == (Log.CHANGE, "Kim", "changed", "Telefon")
    assert (read.log, read.by, read.what, read.unit) == (Log.READ, "Kim", "card", "reception")
    assert {one.case_number for one in person_log(office, amina)} == {AMINA}


def test_no_line_holds_what_a_field_was_changed_to(office: Context) -> None:
    known(office, AMINA, phone="070-000 00 00")
    assert "070" not in str(person_log(office, id_of(office, AMINA)))


def test_every_change_of_what_is_somebodys_says_whose(office: Context) -> None:
    """Days away, additions and reports were about nobody: her log, its review and retention did not know of them."""
    stores = [one for one in _kinds(KeyedStore) if one.shape.table.name in owners()]
    assert len(stores) > 30
    assert [one.__name__ for one in stores if one._person is KeyedStore._person] == []
    save_extra(office, None, Absence(booking="B1", days=days("2024-10-14", "2024-10-18"), kind=AbsenceKind.INVALID))
    assert person_log(office, id_of(office, AMINA))[0].entity == "Frånvaro"


def test_the_log_is_told_in_words_of_the_office(office: Context) -> None:
    tables = {one.shape.table.name for one in _kinds(KeyedStore) if hasattr(one, "shape")}
    assert len(tables) > 60
    told = LogLine(
        log=Log.CHANGE,
        row=1,
        at=office.clock(),
        by="Kim",
        unit=None,
        what="added",
        entity="",
        record=1,
        person=None,
        case_number=None,
        name=None,
        is_protected=False,
        detail="made, name, may_see_protected",
        count=None,
    )
    with office.reading() as reader:
        lines = in_words(reader, [replace(told, entity=one) for one in sorted(tables | {"backup", "retention_answer"})])
    assert [one.entity for one in lines if not texts.what(one)[0].isupper()] == []
    for action, words in (("undone", "ångrat"), ("finished", "avslutat"), ("written", "gjord")):
        assert texts.what(replace(told, entity="person_merge", what=action)) == f"Sammanslagning: {words}"
    assert texts.detail(replace(told, entity="user_account")) == "Namn, Får se skyddade personer"
    for detail, words in (
        ("request_file", "Förfrågan om plats skrevs som fil"),
        ("state_compensation_claims: Bo", "Ansökningar om statlig ersättning: Bo"),
    ):
        assert texts.detail(replace(told, log=Log.READ, what="export", detail=detail)) == words


def _kinds(store: type[KeyedStore[Any]]) -> Iterator[type[KeyedStore[Any]]]:
    for one in store.__subclasses__():
        yield from ([one] if "shape" in vars(one) else [])
        yield from _kinds(one)


def test_the_log_of_a_user_and_of_days(office: Context, clock: Clock) -> None:
    people.open_person(as_(office, "Kim"), id_of(office, AMINA))
    clock.tick(days=1)
    lists.log_list(as_(office, "Bo"), "people", "", 4)
    today = last_days(office.today, 1)
    assert said(list_log(office, LogFilter(days=today))) == [("Bo", "list", None)]
    yesterday = days("2025-03-03", "2025-03-03")
    assert ("Kim", "card", AMINA) in said(list_log(office, LogFilter(days=yesterday, by="Kim")))
    assert users_in_log(office) == ["prov", "två"]


def test_a_day_is_the_offices_own(office: Context, clock: Clock) -> None:
    clock.now = clock.now.fromisoformat("2025-07-01T00:30:00+02:00")  # still June in universal time
    lists.log_list(office, "people", "", 4)
    assert said(list_log(office, LogFilter(days=days("2025-07-01", "2025-07-01")))) == [("prov", "list", None)]
    assert list_log(office, LogFilter(days=days("2025-06-30", "2025-06-30"))) == []


def test_looking_in_the_log_is_logged(office: Context) -> None:
    list_log(office, LogFilter(days=last_days(office.today), by="Kim"))
    person_log(office, id_of(office, AMINA))
    latest = list_log(office, LogFilter(days=last_days(office.today)))
    assert said([one for one in latest if one.what == "log"]) == [("prov", "log", AMINA), ("prov", "log", None)]


@pytest.mark.parametrize("role", [Role.OFFICER, Role.ECONOMIST])
def test_who_does_not_check_sees_no_log(office: Context, role: Role) -> None:
    ctx = as_(office, "Kim", role)
    for work in (
        lambda: list_log(ctx, LogFilter(days=last_days(ctx.today))),
        lambda: person_log(ctx, 1),
        lambda: users_in_log(ctx),
        lambda: begin_review(ctx, Month(2025, 2)),
        lambda: open_review(ctx, Month(2025, 2)),
        lambda: finish_review(ctx, Month(2025, 2), None),
    ):
        assert refused(work) == [("", RefusalCode.NO_RIGHT.value)]
    assert WaitingKind.LOG_REVIEW not in {one.kind for one in waiting(ctx)}


def test_who_may_not_see_somebody_sees_nothing_of_her_in_the_log(office: Context) -> None:
    people.open_person(office, id_of(office, BO))
    known(office, BO, protection=Protection.CONFIDENTIAL_FLAG)
    blind = without_right(office)
    whole = [one.case_number for one in list_log(office, LogFilter(days=last_days(office.today)))]
    seen = [one.case_number for one in list_log(blind, LogFilter(days=last_days(office.today)))]
    assert BO in whole
    assert BO not in seen
    assert refused(lambda: person_log(blind, id_of(office, BO))) == [("", RefusalCode.GONE.value)]


@pytest.mark.parametrize("typed", ["Cleo Doldin", "doldin", "DOLD", "Kleo", "20070101-2387", "070101", "2024-0003"])
def test_who_may_not_see_somebody_does_not_learn_that_she_was_asked_for(office: Context, typed: str) -> None:
    searching.log_search(office, typed, 1)
    lists.log_list(office, "people", typed, 1)
    searching.log_search(office, "Amina", 1)
    lists.log_list(office, "people", "", 3)
    whole = [one.detail for one in list_log(office, LogFilter(days=last_days(office.today))) if one.log is Log.READ]
    blind = list_log(without_right(office), LogFilter(days=last_days(office.today)))
    assert whole == ["people", "Amina", f"people: {typed}", typed]
    assert [one.detail for one in blind if one.what in {"search", "list"}] == ["people", "Amina"]


@pytest.mark.parametrize("typed", ["B3", "b3", "F3", "MF3", "hemligt 4711", "2024-09 X1 K 1"])
def test_who_may_not_see_somebody_does_not_learn_that_a_record_of_hers_was_asked_for(
    office: Context, typed: str
) -> None:
    hidden(office)
    close_month(office, Month(2024, 9))
    searching.log_search(office, typed, 1)
    lists.log_list(office, "bookings", typed, 1)
    lists.log_list(office, "invoice_answer", typed, 1)
    searching.log_search(office, "B1", 1)
    assert sum(one.detail is not None and typed in one.detail for one in list_log(office, LATELY)) == 3
    assert [one.detail for one in list_log(without_right(office), LATELY) if one.what in {"search", "list"}] == ["B1"]


def hidden(office: Context) -> None:
    with office.writing() as uow:
        uow.representatives.add(Representative(case_number=BO, kind=RepresentativeKind.GUARDIAN, name="Godman"))
        uow.commit()
    hide(office)


def test_a_return_of_protected_people_leaves_no_line_to_who_may_not_see_them(office: Context, tmp_path: Path) -> None:
    close_month(office, Month(2024, 9))
    (written,) = write_returns(office, tmp_path, protected=True)
    hand_out(office, written.closed.id, HandOutWay.SDK, "Registratorn")
    assert [one.what for one in list_log(office, LATELY) if one.log is Log.DISCLOSURE] == ["handed_out", "return_file"]
    assert [one for one in list_log(without_right(office), LATELY) if one.log is Log.DISCLOSURE] == []


def test_how_many_somebody_else_saw_is_not_told_where_hidden_people_are_among_them(office: Context) -> None:
    lists.log_list(office, "people", "", 4)
    lists.log_copy(office, "people", 4, 4)
    blind = as_(without_right(office), "Kim")
    lists.log_list(blind, "people", "", 3)
    seen = [one for one in list_log(blind, LATELY) if one.log is not Log.CHANGE]
    told = [(one.by, one.what, one.count) for one in seen]
    by = office.user.name
    assert told == [("Kim", "list", 3), (by, "copy", None), (by, "list", None), (by, "people_copy", None)]
    assert {one.count for one in list_log(office, LATELY) if one.what in {"copy", "people_copy"}} == {4}


def test_who_was_removed_or_merged_while_hidden_leaves_no_line_to_who_may_not_see_her(office: Context) -> None:
    blind = without_right(office)
    before = said_of(list_log(blind, LATELY))
    protected = {"protection": Protection.CONFIDENTIAL_FLAG, "family_name": "Doldin"}
    for case_number in ("2025-0001", "2025-0002", "2025-0003"):
        people.save_person(office, None, person(case_number=case_number, given_name="Cleo", **protected))
        people.open_person(office, id_of(office, case_number))
    with office.reading() as reader:
        kept, gone, wrong = (reader.people.get(id_of(office, f"2025-000{number}")) for number in (1, 2, 3))
    people.remove_person(office, wrong)
    choices = preview_merge(office, kept.id, gone.id).plan.asked
    merge = merge_people(office, kept, gone, choices).value
    assert said_of(list_log(blind, LATELY)) == before
    undo_merge(office, merge.id)
    assert said_of(list_log(blind, LATELY)) == before


def said_of(lines: list[LogLine]) -> list[tuple[object, ...]]:
    """The lines but for those of the logs themselves having been read."""
    return [(one.by, one.what, one.entity, one.person) for one in lines if one.what != "log"]


# the review


@pytest.fixture
def march(office: Context, clock: Clock) -> Context:
    """A month in which Kim read cards on a Monday, one of a protected person; now it is the second of April."""
    known(office, BO, protection=Protection.CONFIDENTIAL_FLAG)
    kim = as_(office, "Kim")
    for case in (AMINA, BO):
        people.open_person(kim, id_of(office, case))
    clock.now = clock.now.replace(month=4, day=2)
    return office


def drawn(review: LogReview) -> list[tuple[str, SampleReason]]:
    return [(one.line.by, one.reason) for one in review.lines]


def test_a_month_waits_for_its_review_until_it_is_finished(march: Context) -> None:
    def is_waiting(ctx: Context) -> list[Month | None]:
        return [one.month for one in waiting(ctx) if one.kind is WaitingKind.LOG_REVIEW]

    assert is_waiting(march) == [MARCH]
    boss = as_(march, "Chef")
    review = begin_review(boss, MARCH).value
    assert is_waiting(march) == [MARCH]
    assert refused(lambda: finish_review(boss, MARCH, "Inget")) == [("", RefusalCode.NOT_REVIEWED.value)]
    for line in review.lines:
        note_result(boss, line, ReviewResult.RIGHT, None)
    finish_review(boss, MARCH, "Inget att anmärka")
    assert is_waiting(march) == []
    finished = open_review(march, MARCH)
    assert finished is not None
    assert (finished.conclusion, finished.by, finished.left) == ("Inget att anmärka", "Chef", 0)


def test_what_is_drawn_stays_drawn(march: Context) -> None:
    first = begin_review(march, MARCH).value
    people.open_person(march, id_of(march, AMINA))
    assert begin_review(as_(march, "Chef"), MARCH).value.lines == first.lines
    assert ("Kim", SampleReason.PROTECTED) in drawn(first)


def test_a_month_that_goes_on_is_not_reviewed(march: Context) -> None:
    assert refused(lambda: begin_review(march, APRIL)) == [("", RefusalCode.MONTH_NOT_ENDED.value)]


def test_nobody_reviews_herself(march: Context) -> None:
    kim = as_(march, "Kim")
    own = next(one for one in begin_review(kim, MARCH).value.lines if one.line.by == "Kim")
    assert refused(lambda: note_result(kim, own, ReviewResult.RIGHT, None)) == [("", RefusalCode.OWN_LOG_ROW.value)]


@pytest.mark.parametrize("result", [ReviewResult.ASKED, ReviewResult.WRONG])
def test_what_is_not_right_takes_a_word(march: Context, result: ReviewResult) -> None:
    boss = as_(march, "Chef")
    line = begin_review(boss, MARCH).value.lines[0]
    assert refused(lambda: note_result(boss, line, result, " ")) == [("note", "missing")]
    note_result(boss, line, result, "Frågad: hade ärendet")
    again = open_review(boss, MARCH)
    assert again is not None
    assert (again.lines[0].result, again.lines[0].note) == (result, "Frågad: hade ärendet")


def test_a_reviewer_without_the_right_sees_nothing_of_somebody_protected_and_does_not_finish_for_others(
    march: Context,
) -> None:
    blind = as_(without_right(march), "Chef")
    review = begin_review(blind, MARCH).value
    assert BO not in {one.line.case_number for one in review.lines}
    for line in review.lines:
        note_result(blind, line, ReviewResult.RIGHT, None)
    assert refused(lambda: finish_review(blind, MARCH, None)) == [("", RefusalCode.NOT_REVIEWED.value)]


def test_what_was_done_stands_in_the_log_after_the_register_is_opened_again(march: Context) -> None:
    march.db.close()
    again = replace(march, db=Database(march.db.file, march.key))
    assert ("Kim", "card", AMINA) in said(list_log(again, LogFilter(days=days("2025-03-01", "2025-03-31"))))
    people.save_person(again, None, person(case_number="2025-0009", received_on=day("2025-03-01")))
    again.db.close()
