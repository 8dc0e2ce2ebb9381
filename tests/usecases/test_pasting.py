"""Do rows pasted from a spreadsheet go the way of a file: read, doubted, taken in, taken back, and as secret?"""

from __future__ import annotations

from dataclasses import replace

import pytest

from factories import TEST_NUMBERS, day, person
from mottagning.domain.people import Protection
from mottagning.readmodels.take_in import Decisions, ListOf, OfficeList, Pasted, Preview, ReadAs, Standing, TakenIn
from mottagning.usecases import people
from mottagning.usecases.context import Context
from mottagning.usecases.take_in.reading import read_list
from mottagning.usecases.take_in.taking import preview, take_in
from mottagning.usecases.take_in.undoing import list_take_ins, undo

HEADED = (
    "Namn\tPersonnr\tMottagen\tKommun\r\n"
    "Petra Prov\t19900103-2391\t2024-01-31\tHåbo\r\n"
    "Per Prov\t8201012385\t31/1/24\tHåbo\r\n"
    '"Eva\nProv"\t070101-2387\t2024-02-30\tHåbo\r\n'
)
BARE = "Petra Prov\t19900103-2391\t2024-01-31\r\nPer Prov\t8201012385\t2024-02-01\r\n"


def pasted(ctx: Context, text: str, read_as: ReadAs | None = None) -> OfficeList:
    """Rows that were pasted."""
    return read_list(ctx, Pasted(text), read_as)


def look(ctx: Context, one: OfficeList, decisions: Decisions | None = None) -> Preview:
    """What taking them in as guessed would do."""
    return preview(ctx, one, one.guesses, decisions or {})


def take(ctx: Context, one: OfficeList, decisions: Decisions | None = None) -> TakenIn:
    """Take them in as guessed."""
    return take_in(ctx, one, one.guesses, decisions or {}, look(ctx, one, decisions)).value


def everybody(ctx: Context) -> dict[str, object]:
    """Everyone in the register by name."""
    with ctx.reading() as reader:
        return {one.value.name: one.value for one in reader.people.every()}


def test_rows_with_headings_go_the_way_of_a_file(ctx: Context) -> None:
    one = pasted(ctx, HEADED)
    assert one.read_as == ReadAs(ListOf.PEOPLE, "", None, None, 1)
    seen = look(ctx, one)
    asked = [(doubt.text, doubt.proposal) for doubt in seen.doubts if doubt.text]
    assert asked == [("31/1/24", "2024-01-31"), ("2024-02-30", "")]
    assert [row.standing for row in seen.rows] == [Standing.NEW, Standing.DOUBTFUL, Standing.REFUSED]
    assert everybody(ctx) == {}  # nothing is saved by looking
    taken = take(ctx, one, {seen.doubts[0].key: "2024-01-31"})
    assert taken.left_out == 1
    assert sorted(everybody(ctx)) == ["Per Prov", "Petra Prov"]
    with ctx.reading() as reader:
        homes = {(one.value.municipality, str(one.value.days.start)) for one in reader.residences.every()}
    assert homes == {("0305", "2024-01-31")}


def test_rows_without_headings_are_told_by_what_stands_in_them(ctx: Context) -> None:
    one = pasted(ctx, BARE)
    assert one.guesses == ("names.given_first", "persons.personal_number", None)
    assert len(one.rows) == 2
    chosen = (*one.guesses[:2], "persons.received_on")
    seen = preview(ctx, one, chosen, {})
    take_in(ctx, one, chosen, {}, seen)
    assert sorted(str(person.received_on) for person in everybody(ctx).values()) == ["2024-01-31", "2024-02-01"]  # type: ignore[attr-defined]


def test_the_first_of_people_who_are_only_words_is_not_taken_for_headings(ctx: Context) -> None:
    assert len(pasted(ctx, "Petra Prov\tSyrien\r\nPer Prov\tIrak\r\n").rows) == 2
    assert len(pasted(ctx, "Petra Prov\nPer Prov\n").rows) == 2
    assert len(pasted(ctx, "Namn\nPetra Prov\nPer Prov\n").rows) == 2


def test_somebody_who_knows_better_says_which_row_has_the_headings(ctx: Context) -> None:
    text = "Vem\tNär\r\nPetra Prov\t2024-01-31\r\n"
    assert pasted(ctx, text).headings == ("", "")
    assert pasted(ctx, text, ReadAs(heading_row=1)).headings == ("Vem", "När")


def test_one_column_of_names_is_a_list_of_people(ctx: Context) -> None:
    assert take(ctx, pasted(ctx, "Petra Prov\nPer Prov\n")).take_in.created == 2


def test_one_column_of_numbers_says_that_names_are_missing(ctx: Context) -> None:
    one = pasted(ctx, "\n".join(TEST_NUMBERS))
    assert one.guesses == ("persons.personal_number",)
    assert "namn" in look(ctx, one).hindrance


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Namn\tPersonnr\nPetra Prov\t1,99001E+11\n", "E+11"),
        ("Namn\tMottagen\nPetra Prov\t#######\n", "#####"),
        ("Namn\tPersonnr\tMottagen\nPetra\nProv\t9001032391\t2024-01-31\n", "olika långa"),
    ],
)
def test_what_was_lost_on_the_way_is_told_of(ctx: Context, text: str, said: str) -> None:
    assert said in pasted(ctx, text).hint


def test_what_was_whole_has_nothing_to_tell_of(ctx: Context) -> None:
    assert pasted(ctx, HEADED).hint == ""


def test_they_are_taken_back_as_a_whole(ctx: Context) -> None:
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0]))
    before = everybody(ctx)
    taken = take(ctx, pasted(ctx, BARE.replace("Petra Prov", "Petra Lena Prov")))
    assert everybody(ctx) != before
    assert [one.file for one in list_take_ins(ctx)] == ["Inklistrade rader"]
    assert undo(ctx, taken.take_in.id).value.is_undone
    assert everybody(ctx) == before


def test_nothing_of_the_text_is_kept_beside_the_people(ctx: Context) -> None:
    take(ctx, pasted(ctx, "Namn\tAnteckning\nPetra Prov\tHemlighet4711\n"))
    with ctx.writing() as uow:
        names = [row[0] for row in uow._connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type='table'")]
        held = [str(row) for name in names for row in uow._connection.exec_driver_sql(f"SELECT * FROM {name}")]
    assert any("Prov" in one for one in held)
    assert not any("Hemlighet4711" in one for one in held)


def test_people_who_may_not_be_seen_neither_show_in_pasted_rows_nor_change_by_them(ctx: Context) -> None:
    hidden = person(
        case_number="A7",
        family_name="Hemlig",
        personal_number=TEST_NUMBERS[0],
        birth_date=day("1990-01-03"),
        protection=Protection.CONFIDENTIAL_FLAG,
    )
    people.save_person(ctx, None, hidden)
    blind = replace(ctx, user=replace(ctx.user, may_see_protected=False))
    one = pasted(blind, f"Petra Hemlig\t{TEST_NUMBERS[0]}\r\nPer Prov\t8201012385\r\n")
    seen = look(blind, one)
    assert [row.standing for row in seen.rows] == [Standing.NEW, Standing.NEW]
    assert "A7" not in repr(seen)
    assert seen.doubts == ()
    assert [row.standing for row in look(ctx, one).rows] == [
        Standing.SAME,
        Standing.NEW,
    ]  # who may, sees that it is she
    taken = take(blind, one)
    with ctx.reading() as reader:
        assert hidden in [stored.value for stored in reader.people.every()]
    undo(blind, taken.take_in.id)
    assert list(everybody(ctx).values()) == [hidden]
