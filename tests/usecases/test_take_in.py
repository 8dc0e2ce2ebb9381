"""Does an office's own list become people, with what is in doubt asked about, and go away again as a whole?"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from factories import OTHER, OWN, TEST_NUMBERS, agreement, booking, day, person, price, residence, terms
from mottagning.domain.people import Person, Protection, Sex
from mottagning.domain.problems import RefusalCode, Refused, Trouble
from mottagning.domain.take_in.rows import Ignored
from mottagning.readmodels.take_in import (
    SKIP,
    Decisions,
    DoubtKey,
    Kept,
    OfficeList,
    Preview,
    ReadAs,
    Standing,
    TakenIn,
)
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.texts import problems
from mottagning.usecases import people
from mottagning.usecases.context import Context
from mottagning.usecases.merging.merging import merge_people, preview_merge
from mottagning.usecases.merging.undoing import undo_merge
from mottagning.usecases.take_in.reading import read_list
from mottagning.usecases.take_in.taking import preview, save_left_out, take_in
from mottagning.usecases.take_in.undoing import list_take_ins, undo
from mottagning.usecases.written_files import standing_files
from workbooks import Rows, lines, make

HEAD = ["Namn", "Personnr", "Född", "Mottagen", "Kommun", "Flyttdatum"]
PETRA = ["Petra Prov", "19900103-2391", "1990-01-03", "24-10-01", "Örebro", "1/10 2024"]
PER = ["Per Prov", "820101-2385", None, "2024-10-02", None, None]


@pytest.fixture
def listed(ctx: Context, tmp_path: Path) -> Callable[..., OfficeList]:
    """A list that was read from a workbook with these rows."""

    def read(*rows: list[object], read_as: ReadAs | None = None) -> OfficeList:
        return read_list(ctx, make(tmp_path / "lista.xlsx", {"Lista": list(rows)}), read_as)

    return read


def look(ctx: Context, one: OfficeList, decisions: Decisions | None = None) -> Preview:
    """What taking it in as guessed would do."""
    return preview(ctx, one, one.guesses, decisions or {})


def take(ctx: Context, one: OfficeList, decisions: Decisions | None = None) -> TakenIn:
    """Take it in as guessed."""
    seen = look(ctx, one, decisions)
    assert not seen.hindrance
    return take_in(ctx, one, one.guesses, decisions or {}, seen).value


def everybody(ctx: Context) -> dict[str, Person]:
    """Everyone in the register by name."""
    with ctx.reading() as reader:
        return {one.value.name: one.value for one in reader.people.every()}


def homes(ctx: Context, case_number: str) -> list[tuple[str, str]]:
    """Where somebody belongs and from when."""
    with ctx.reading() as reader:
        return [
            (one.value.municipality, str(one.value.days.start))
            for one in reader.residences.every()
            if one.value.case_number == case_number
        ]


def content(ctx: Context) -> list[object]:
    """All that the register holds about people."""
    with ctx.reading() as reader:
        return [[one.value for one in store.every()] for store in (reader.people, reader.residences, reader.identities)]


def standings(seen: Preview) -> dict[int, Standing]:
    """What becomes of each row."""
    return {row.number: row.standing for row in seen.rows}


def book(ctx: Context, case_number: str) -> None:
    """Book something for somebody."""
    with ctx.writing() as uow:
        uow.agreements.add(agreement())
        uow.terms.add(terms())
        uow.prices.add(price())
        uow.bookings.add(booking(case_number=case_number))
        uow.commit()


# what becomes of a list


def test_a_list_as_offices_keep_them_becomes_people(ctx: Context, tmp_path: Path) -> None:
    rows: Rows = [
        ["Nyanlända 2024 – arbetsmaterial"],
        [],
        ["Efternamn, förnamn", "Pers.nr", "K/M", "Inflyttad", "Kommun", "Nat.", "Kvot", "Anteckning"],
        ["Prov, Petra", 199001032391, "K", "12/1 2024", "Håbo kommun", "Syrien", "x", "ring"],
        ["Prov, Per Erik", "820101-2385", "M", "24-01-15", "Habo", "afghansk", None, None],
        [],
        ["Efternamn, förnamn", "Pers.nr", "K/M", "Inflyttad", "Kommun", "Nat.", "Kvot", "Anteckning"],
        ["Provsson, Eva", "2020-02-20", "flicka", 45306, 180, "?", "nej", None],
        ["Summa", None, None, None, None, None, None, 3],
    ]
    one = read_list(ctx, make(tmp_path / "lista.xlsx", {"Lista": rows}))
    assert one.read_as.heading_row == 3
    seen = look(ctx, one)
    assert seen.ignored == {7: Ignored.HEADING_AGAIN, 9: Ignored.TOTAL}
    assert standings(seen) == {4: Standing.NEW, 5: Standing.NEW, 8: Standing.NEW}
    assert take(ctx, one).take_in.created == 3
    found = everybody(ctx)
    petra, per, eva = found["Petra Prov"], found["Per Erik Prov"], found["Eva Provsson"]
    assert (petra.personal_number, petra.sex, petra.citizenship, petra.is_quota) == (
        TEST_NUMBERS[0],
        Sex.WOMAN,
        "SY",
        True,
    )
    assert (per.personal_number, per.received_on, per.citizenship) == (TEST_NUMBERS[1], day("2024-01-15"), "AF")
    assert (eva.birth_date, eva.personal_number, eva.citizenship) == (day("2020-02-20"), None, None)
    assert [homes(ctx, one.case_number) for one in (petra, per, eva)] == [
        [("0305", "2024-01-12")],
        [("0643", "2024-01-15")],
        [("0180", "2024-01-15")],
    ]
    assert [one.case_number for one in (petra, per, eva)] == ["2025-0001", "2025-0002", "2025-0003"]


def test_a_text_file_of_an_old_system_is_as_good(ctx: Context, tmp_path: Path) -> None:
    file = tmp_path / "utdrag.txt"
    file.write_bytes("Förnamn;Efternamn;Födelsedatum;Modersmål\r\nÅsa;Prov;590304;dari\r\n".encode("cp850"))
    one = read_list(ctx, file)
    take(ctx, one)
    found = everybody(ctx)["Åsa Prov"]
    assert (found.birth_date, found.mother_tongue) == (day("1959-03-04"), "prs")


def test_what_is_in_doubt_waits_and_the_rest_is_taken(ctx: Context, listed, tmp_path: Path) -> None:
    one = listed(
        HEAD,
        PETRA,
        ["Per Prov", "820101-2386", None, "2024-10-02", None, None],
        ["Eva Prov", None, "3/4/1985", None, "Narnia", "2024-10-01"],
    )
    seen = look(ctx, one)
    assert standings(seen) == {2: Standing.NEW, 3: Standing.DOUBTFUL, 4: Standing.REFUSED}
    assert take(ctx, one).left_out == 2
    assert list(everybody(ctx)) == ["Petra Prov"]
    save_left_out(ctx, one, seen, tmp_path / "kvar.xlsx")
    (left,) = standing_files(ctx)
    assert (Path(left.path).name, left.what) == ("kvar.xlsx", "rejected_rows")
    kept = lines(tmp_path / "kvar.xlsx", "Lista")
    assert [row["Namn"] for row in kept] == ["Per Prov", "Eva Prov"]
    assert "Kontrollsiffran" in kept[0]["Fel"]
    assert "Narnia" in kept[1]["Fel"]


def test_a_doubt_is_decided_once_for_all_rows_that_have_it(ctx: Context, listed) -> None:
    one = listed(
        HEAD,
        ["Petra Prov", None, "1990-01-03", None, "Götebrog", "2024-10-01"],
        ["Per Prov", None, "1982-01-01", None, "Götebrog", "2024-10-01"],
        ["Eva Prov", None, "1989-05-02", None, "Narnia", "2024-10-01"],
    )
    doubts = {doubt.text: doubt for doubt in look(ctx, one).doubts}
    assert (doubts["Götebrog"].rows, doubts["Götebrog"].proposal) == ((2, 3), "Göteborg")
    decisions = {doubts["Götebrog"].key: "Göteborg", doubts["Narnia"].key: ""}
    seen = look(ctx, one, decisions)
    assert [doubt.is_open for doubt in seen.doubts if doubt.text] == [False, False]
    left = DoubtKey("residences.municipality", "")
    assert standings(look(ctx, one, {**decisions, left: ""})) == dict.fromkeys((2, 3, 4), Standing.NEW)
    take(ctx, one, {**decisions, left: SKIP})
    assert sorted(everybody(ctx)) == ["Per Prov", "Petra Prov"]
    assert homes(ctx, everybody(ctx)["Petra Prov"].case_number) == [("1480", "2024-10-01")]


def test_an_answer_that_cannot_be_read_is_no_answer(ctx: Context, listed) -> None:
    one = listed(HEAD, ["Per Prov", None, "hösten", None, None, None], PETRA)
    key = look(ctx, one).doubts[0].key
    seen = look(ctx, one, {key: "våren"})
    assert seen.doubts[0].is_open
    assert standings(seen)[2] is Standing.DOUBTFUL
    assert standings(look(ctx, one, {key: "1990-01-03"}))[2] is Standing.NEW


def test_a_protection_nobody_understands_keeps_the_person_out(ctx: Context, listed) -> None:
    one = listed(
        ["Namn", "Född", "Sekretess"], ["Petra Prov", "1990-01-03", "ja se pärm"], ["Per Prov", "1982-01-01", "nej"]
    )
    assert standings(look(ctx, one)) == {2: Standing.REFUSED, 3: Standing.NEW}
    key = look(ctx, one).doubts[0].key
    take(ctx, one, {key: "sekretessmarkering"})
    assert everybody(ctx)["Petra Prov"].protection is Protection.CONFIDENTIAL_FLAG


def test_a_row_without_a_name_is_told_of(ctx: Context, listed) -> None:
    seen = look(ctx, listed(HEAD, PETRA, [None, "820101-2385", None, None, None, None]))
    assert standings(seen)[3] is Standing.REFUSED
    assert "namn" in seen.rows[1].message


def test_two_rows_about_one_person_are_one_person(ctx: Context, listed) -> None:
    one = listed(
        HEAD, PETRA, ["Petra Prov", "19900103-2391", None, None, "Håbo", "2025-01-01"], ["Eva Annan", *PETRA[1:]]
    )
    assert standings(look(ctx, one)) == {2: Standing.NEW, 3: Standing.NEW, 4: Standing.REFUSED}
    take(ctx, one)
    assert homes(ctx, everybody(ctx)["Petra Prov"].case_number) == [("1880", "2024-10-01"), ("0305", "2025-01-01")]


def test_a_namesake_born_the_same_day_is_asked_about(ctx: Context, listed) -> None:
    one = listed(
        HEAD, ["Petra Prov", None, "1990-01-03", None, None, None], ["Prov, Petra", None, "900103", None, None, None]
    )
    seen = look(ctx, one)
    assert standings(seen) == {2: Standing.NEW, 3: Standing.DOUBTFUL}
    assert take(ctx, one, {seen.doubts[0].key: ""}).take_in.created == 2


def test_a_move_without_its_day_takes_the_day_of_reception_or_asks(ctx: Context, listed) -> None:
    one = listed(
        HEAD,
        ["Petra Prov", None, "1990-01-03", "2024-10-01", "Håbo", None],
        ["Per Prov", None, "820101", None, "Håbo", None],
    )
    seen = look(ctx, one)
    assert standings(seen) == {2: Standing.NEW, 3: Standing.DOUBTFUL}
    take(ctx, one, {seen.doubts[0].key: "2024-12-01"})
    found = everybody(ctx)
    assert [homes(ctx, found[name].case_number) for name in ("Petra Prov", "Per Prov")] == [
        [("0305", "2024-10-01")],
        [("0305", "2024-12-01")],
    ]


def test_numbers_of_any_kind_are_taken_with_their_days(ctx: Context, listed) -> None:
    one = listed(
        ["Namn", "Personnr", "Identiteter: Slag", "Identiteter: Nummer", "Identiteter: Från och med"],
        ["Petra Prov", "19900103-2391", "dossier", "50-123456/2", "2024-01-12"],
    )
    take(ctx, one)
    with ctx.reading() as reader:
        found = {(one.value.kind.value, one.value.number, one.value.valid_from) for one in reader.identities.every()}
    assert found == {("personal_number", TEST_NUMBERS[0], None), ("dossier_number", "50-123456/2", day("2024-01-12"))}
    assert everybody(ctx)["Petra Prov"].dossier_number == "50-123456/2"


# people who are known


def test_somebody_known_by_number_is_changed_where_the_list_says_something(ctx: Context, listed) -> None:
    people.save_person(
        ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0], education_level="gymnasium")
    )
    seen = look(ctx, listed(HEAD, PETRA))
    row = seen.rows[0]
    assert (row.standing, row.case_number) == (Standing.CHANGED, "A7")
    assert [(one.label, one.before) for one in row.differences] == [
        ("Födelsedatum", ""),
        ("Mottagen", ""),
        ("Hemkommun", ""),
    ]
    take(ctx, listed(HEAD, PETRA))
    found = everybody(ctx)["Petra Prov"]
    assert (found.case_number, found.education_level, found.received_on) == ("A7", "gymnasium", day("2024-10-01"))


def test_the_same_list_again_changes_nothing(ctx: Context, listed) -> None:
    take(ctx, listed(HEAD, PETRA, PER))
    before = content(ctx)
    again = listed(HEAD, PETRA, PER)
    assert set(standings(look(ctx, again)).values()) == {Standing.SAME}
    assert take(ctx, again).unchanged == 2
    assert content(ctx) == before


def test_somebody_alike_is_asked_about_before_she_is_registered_twice(ctx: Context, listed) -> None:
    people.save_person(ctx, None, person(case_number="A7", birth_date=day("1990-01-03")))
    one = listed(HEAD, PETRA)
    doubt = look(ctx, one).doubts[0]
    assert (doubt.proposal, doubt.rows) == ("A7", (2,))
    assert look(ctx, one, {doubt.key: ""}).rows[0].case_number == "2025-0001"
    assert look(ctx, one, {doubt.key: "A7"}).rows[0].standing is Standing.CHANGED


def test_another_persons_number_under_a_known_case_is_refused(ctx: Context, listed) -> None:
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0]))
    one = listed(["Ärende", "Namn", "Personnr"], ["A8", "Petra Prov", "19900103-2391"])
    assert standings(look(ctx, one)) == {2: Standing.REFUSED}


@pytest.mark.parametrize("rows", [[HEAD, ["Eva Annan", *PETRA[1:]]], [["Ärende", "Namn"], ["A7", "Eva Annan"]]])
def test_another_name_under_a_known_number_is_asked_about(ctx: Context, listed, rows: list[list[object]]) -> None:
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0]))
    one = listed(*rows)
    seen = look(ctx, one)
    assert standings(seen) == {2: Standing.DOUBTFUL}
    assert "Petra Prov" in seen.doubts[0].message
    assert standings(look(ctx, one, {seen.doubts[0].key: "A7"})) == {2: Standing.CHANGED}
    assert standings(look(ctx, one, {seen.doubts[0].key: ""})) == {2: Standing.REFUSED}


def test_people_who_may_not_be_seen_neither_stop_a_list_nor_show_in_it(ctx: Context, listed) -> None:
    hidden = person(
        case_number="A7",
        family_name="Hemlig",
        personal_number=TEST_NUMBERS[0],
        birth_date=day("1990-01-03"),
        protection=Protection.CONFIDENTIAL_FLAG,
    )
    people.save_person(ctx, None, hidden)
    blind = replace(ctx, user=replace(ctx.user, may_see_protected=False))
    one = listed(HEAD, ["Petra Hemlig", *PETRA[1:]])
    seen = look(blind, one)
    assert [(row.standing, row.case_number) for row in seen.rows] == [(Standing.NEW, "2025-0001")]
    assert {one.before for one in seen.rows[0].differences} == {""}
    assert seen.doubts == ()
    own = listed(["Ärende", "Namn"], ["A7", "Petra Annan"])
    row = look(blind, own).rows[0]
    assert (row.standing, row.message) == (Standing.REFUSED, "Ärende: Finns redan.")
    assert take(blind, own).left_out == 1
    assert everybody(ctx)["Petra Hemlig"] == hidden


# columns


def test_nothing_is_taken_without_a_name_or_with_one_meaning_twice(ctx: Context, listed) -> None:
    one = listed(HEAD, PETRA)
    assert "namn" in preview(ctx, one, (None,) * len(HEAD), {}).hindrance
    doubled = (*one.guesses[:2], "persons.personal_number", *one.guesses[3:])
    assert "två kolumner" in preview(ctx, one, doubled, {}).hindrance


def test_what_columns_mean_is_remembered_for_the_next_list_with_the_same_headings(ctx: Context, listed) -> None:
    rows = (["Vem", "När"], ["Petra Prov", "2024-10-01"])
    one = listed(*rows)
    assert one.guesses == (None, None)
    mapped = ("names.given_first", "persons.received_on")
    take_in(ctx, one, mapped, {}, preview(ctx, one, mapped, {}))
    again = listed(["VEM ", "när"], ["Per Prov", "2024-10-01"])
    assert (again.guesses, again.is_known, again.hint) == (mapped, True, "")
    assert listed(["Vem", "När", "Var"], ["Per Prov", "2024-10-01", "Håbo"]).is_known is False


def test_columns_without_headings_are_not_taken_for_those_of_another_list(ctx: Context, listed) -> None:
    rows = [["Petra Prov", "19900103-2391"], ["Per Prov", "820101-2385"], ["Eva Prov", "070101-2387"]]
    one = listed(*rows)
    assert one.read_as.heading_row == 0
    mapped = ("names.given_first", "persons.personal_number")
    assert one.guesses == mapped
    take_in(ctx, one, mapped, {}, preview(ctx, one, mapped, {}))
    assert listed(*rows).is_known is False


def test_somebody_who_knows_better_says_which_sheet_and_row(ctx: Context, tmp_path: Path) -> None:
    file = make(
        tmp_path / "l.xlsx", {"A": [["Namn", "Född"], ["Petra Prov", "900103"]], "B": [["x"], ["Namn"], ["Per Prov"]]}
    )
    assert read_list(ctx, file).read_as.sheet == "A"
    other = read_list(ctx, file, ReadAs(sheet="B", heading_row=0))
    assert (other.headings, len(other.rows)) == (("",), 3)
    assert read_list(ctx, file, ReadAs(sheet="B", heading_row=2)).guesses == ("names.given_first",)


def test_a_list_of_something_else_says_so(ctx: Context, listed) -> None:
    assert "ser inte ut" in listed(["Namn", "Telefon"], ["Vattenfall AB", "08-123"]).hint
    assert "Ingen kolumn" in listed(["a", "b"], ["x1", "y1"]).hint
    assert listed(HEAD, PETRA).hint == ""


def test_what_was_seen_is_what_is_done(ctx: Context, listed) -> None:
    one = listed(HEAD, PETRA)
    seen = look(ctx, one)
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0]))
    with pytest.raises(Refused) as refused:
        take_in(ctx, one, one.guesses, {}, seen)
    assert refused.value.code is RefusalCode.CHANGED_MEANWHILE


def test_a_take_in_that_fails_leaves_nothing(ctx: Context, listed, monkeypatch: pytest.MonkeyPatch) -> None:
    one = listed(HEAD, PETRA, PER)
    seen = look(ctx, one)
    before = content(ctx)
    monkeypatch.setattr(UnitOfWork, "commit", lambda _uow: (_ for _ in ()).throw(OSError("full")))
    with pytest.raises((OSError, Trouble)):
        take_in(ctx, one, one.guesses, {}, seen)
    assert content(ctx) == before


# taking it back


@pytest.fixture
def taken(ctx: Context, listed) -> int:
    """A list that made Per and changed Petra, who was known; its number."""
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0], household="H1"))
    people.save_residence(ctx, None, residence("A7", OTHER, "2024-10-01"))
    return take(ctx, listed(HEAD, [*PETRA[:1], "19900103-2391", *PETRA[2:]], PER)).take_in.id


def test_a_list_is_taken_back_as_a_whole(ctx: Context, listed) -> None:
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0], household="H1"))
    people.save_residence(ctx, None, residence("A7", OTHER, "2024-10-01"))
    before = content(ctx)
    done = take(ctx, listed(HEAD, PETRA, PER))
    assert (done.take_in.created, done.take_in.changed) == (1, 1)
    assert content(ctx) != before
    came = undo(ctx, done.take_in.id).value
    assert (came.is_undone, came.removed, came.restored, came.kept) == (True, 1, 1, ())
    assert content(ctx) == before
    assert [one.is_undone for one in list_take_ins(ctx)] == [True]
    with pytest.raises(Refused):
        undo(ctx, done.take_in.id)


def test_a_new_number_goes_and_the_former_is_current_again(ctx: Context, listed) -> None:
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0]))
    before = content(ctx)
    one = listed(["Ärende", "Namn", "Personnr"], ["A7", "Petra Prov", "820101-2385"])
    done = take(ctx, one)
    assert everybody(ctx)["Petra Prov"].personal_number == TEST_NUMBERS[1]
    undo(ctx, done.take_in.id)
    assert content(ctx) == before


def _edit_person(ctx: Context, name: str) -> None:
    with ctx.reading() as reader:
        before = next(one for one in reader.people.every() if one.value.name == name)
    people.save_person(ctx, before, replace(before.value, education_level="gymnasium"))


def _add_home(ctx: Context, name: str) -> None:
    people.save_residence(ctx, None, residence(everybody(ctx)[name].case_number, OWN, "2025-02-01"))


@pytest.mark.parametrize("work", [_edit_person, _add_home])
@pytest.mark.parametrize("name", ["Petra Prov", "Per Prov"])
def test_whoever_was_worked_with_since_is_named_and_stays(ctx: Context, taken: int, work, name: str) -> None:
    work(ctx, name)
    before = content(ctx)
    came = undo(ctx, taken).value
    assert (came.is_undone, [(one.name, one.why) for one in came.kept]) == (False, [(name, Kept.CHANGED)])
    assert content(ctx) == before
    rest = undo(ctx, taken, leave_changed=True).value
    assert (rest.is_undone, rest.removed + rest.restored) == (True, 1)
    assert name in everybody(ctx)


def test_somebody_with_a_booking_is_never_removed(ctx: Context, taken: int) -> None:
    book(ctx, everybody(ctx)["Per Prov"].case_number)
    assert [(one.name, one.why) for one in undo(ctx, taken).value.kept] == [("Per Prov", Kept.IN_USE)]
    undo(ctx, taken, leave_changed=True)
    assert "Per Prov" in everybody(ctx)


def test_lists_are_taken_back_one_after_another(ctx: Context, listed) -> None:
    start = content(ctx)
    first = take(ctx, listed(HEAD, PETRA)).take_in.id
    between = content(ctx)
    second = take(ctx, listed(HEAD, [PETRA[0], PETRA[1], None, "2024-11-05", "Håbo", "2024-10-01"])).take_in.id
    assert [one.why for one in undo(ctx, first).value.kept] == [Kept.CHANGED]
    assert undo(ctx, second).value.is_undone
    assert content(ctx) == between
    assert undo(ctx, first).value.is_undone
    assert content(ctx) == start


def test_those_who_may_not_be_seen_are_left_without_a_word(ctx: Context, listed) -> None:
    done = take(
        ctx,
        listed(["Namn", "Född", "Sekretess"], ["Petra Hemlig", "900103", "sekretess"], ["Per Prov", "820101", None]),
    )
    _edit_person(ctx, "Petra Hemlig")
    blind = replace(ctx, user=replace(ctx.user, may_see_protected=False))
    came = undo(blind, done.take_in.id).value
    assert (came.is_undone, came.kept) == (True, ())
    assert list(everybody(ctx)) == ["Petra Hemlig"]


def test_somebody_removed_since_is_no_matter_and_leaves_nothing_behind(ctx: Context, taken: int) -> None:
    with ctx.reading() as reader:
        per = next(one for one in reader.people.every() if one.value.name == "Per Prov")
    people.remove_person(ctx, per)
    with ctx.reading() as reader:
        assert per.id not in reader.take_ins.records(taken)
    assert undo(ctx, taken).value.removed == 0


def test_what_a_list_did_is_in_the_change_log(ctx: Context, taken: int) -> None:
    undo(ctx, taken)
    with ctx.writing() as uow:
        rows = uow._connection.exec_driver_sql("SELECT entity, action FROM change_log").fetchall()
    assert ("take_in", "added") in rows
    assert ("take_in", "undone") in rows
    assert ("person", "removed") in rows


# real files


def test_real_files_of_other_things_are_told_apart(ctx: Context) -> None:
    """Reads the folder that MOTTAGNING_REAL_FILES names; says so when there is none."""
    folder = os.environ.get("MOTTAGNING_REAL_FILES")
    if not folder:
        print("MOTTAGNING_REAL_FILES names no folder: no real files were read")
        return
    files = [file for file in Path(folder).rglob("*") if file.is_file()]
    assert files, "the folder is empty"
    assert [file for file in files if not _what_it_says(ctx, file)] == []


def _what_it_says(ctx: Context, file: Path) -> str:
    """What somebody is told who takes this for a list of people."""
    try:
        return read_list(ctx, file).hint
    except Refused as refused:
        return problems.refused(refused).text


def merge_two(ctx: Context, kept: str, gone: str) -> int:
    """Make two people one by their names; gives the merge's number."""
    with ctx.reading() as reader:
        found = {one.value.name: one for one in reader.people.every()}
    asked = preview_merge(ctx, found[kept].id, found[gone].id).plan.asked
    return merge_people(ctx, found[kept], found[gone], asked).value.id


def test_a_merge_keeps_a_list_from_being_taken_back_until_it_is_undone(ctx: Context, listed) -> None:
    taken = take(ctx, listed(HEAD, PETRA, PER)).take_in.id
    merge = merge_two(ctx, "Petra Prov", "Per Prov")
    came = undo(ctx, taken).value
    assert (came.is_undone, [(one.name, one.why) for one in came.kept]) == (False, [("Petra Prov", Kept.CHANGED)])
    undo_merge(ctx, merge)
    assert undo(ctx, taken).value.removed == 2


def test_a_row_under_a_former_case_number_is_about_the_person_and_the_number_is_never_given_again(
    ctx: Context, listed
) -> None:
    take(ctx, listed(HEAD, PETRA, PER))
    merge_two(ctx, "Petra Prov", "Per Prov")
    with ctx.reading() as reader:
        (former,) = reader.former_cases.every()
    again = listed(["Ärende", "Namn", "Telefon"], [former.value.former_case, "Petra Prov", "070-1"])
    take(ctx, again)
    people_now = everybody(ctx)
    assert set(people_now) == {"Petra Prov"}
    assert people_now["Petra Prov"].case_number == former.value.case_number
    take(ctx, listed(["Namn", "Född"], ["Ny Person", "2001-02-03"]))
    assert everybody(ctx)["Ny Person"].case_number not in {former.value.former_case, former.value.case_number}
