"""Can a list be arranged, filtered, exported and printed at the keyboard, remembered, and noted as it is shown?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QPushButton

from factories import person, without_right
from mottagning.domain.problems import Trouble, TroubleCode
from mottagning.readmodels.lists import ListColumn, ListFilter, ListSheet, SavedFilter
from mottagning.storage.engine import connect
from mottagning.ui.people.columns import quick_filters
from mottagning.uikit import list_printing, messages
from mottagning.uikit.filters import described, fitting, offers
from mottagning.uikit.table import TableView
from mottagning.usecases import lists
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people

Key = Qt.Key
CONTROL, ALT, SHIFT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ShiftModifier,
)

NEVER = 3_600_000
"""Milliseconds: what a timer does is done by hand."""


@pytest.fixture
def people(hands: Any, ctx: Context, small_office: None) -> Any:
    """Somebody at the small office's list of persons; Petra lacks all that can be lacking."""
    with ctx.writing() as uow:
        uow.people.add(person(case_number="2024-0009", given_name="Petra", family_name="Öberg"))
        uow.commit()
    hands.program.enter(ctx)
    hands.settle()
    hands.go("people")
    for timer in (hands.screen.list.pause, hands.screen.list.table.rest):
        timer.setInterval(NEVER)
    return hands


def names(hands: Any) -> list[str]:
    """Who is shown, from above."""
    return [line.name for line in hands.screen.list.table.rows_model.rows]


def lines(hands: Any) -> list[str]:
    """What the open panel lists."""
    ticks = panel(hands).ticks
    return [ticks.item(place).text() for place in range(ticks.count())]


def panel(hands: Any) -> Any:
    """The panel that is open."""
    part = hands.screen.list
    (found,) = [one for one in (part.column_panel, part.filter_panel) if one.isVisible()]
    return found


def go_to(hands: Any, words: str) -> None:
    """Walk to the line that begins so in the open panel."""
    ticks = panel(hands).ticks
    ticks.setFocus()
    hands.key(Key.Key_Home)
    while not ticks.currentItem().text().startswith(words):
        hands.key(Key.Key_Down)


def tick(hands: Any, words: str) -> None:
    """Tick the line that begins so, or take the tick away."""
    go_to(hands, words)
    hands.key(Key.Key_Space)


def rows(ctx: Context, statement: str) -> list[tuple[Any, ...]]:
    """What stands in the register."""
    with closing(connect(ctx.db.file, ctx.key)) as connection:
        return [tuple(row) for row in connection.execute(statement)]


def shown(ctx: Context) -> list[tuple[str, int]]:
    """What is noted of lists that were shown."""
    return rows(ctx, "SELECT detail, count FROM read_log WHERE what = 'list' ORDER BY id")


def headings(hands: Any) -> list[str]:
    """The columns that are wanted, from left to right."""
    return [one.heading for one in hands.screen.list.table.wanted_columns]


# columns


def test_columns_are_shown_moved_and_sorted_by_at_the_keyboard_and_stay_so(people: Any, ctx: Context) -> None:
    people.push("Kolumner")
    assert panel(people).ticks.hasFocus()
    tick(people, "Hushåll")
    tick(people, "Ärende")
    go_to(people, "Hushåll")
    for _ in range(4):
        people.key(Key.Key_Up, ALT)
    assert headings(people)[:2] == ["Hushåll", "Namn"]
    assert panel(people).ticks.currentItem().text() == "Hushåll", "the cursor goes with it"
    people.push("Sortera också efter kolumnen")
    people.push("Sortera också efter kolumnen")
    go_to(people, "Namn")
    people.push("Sortera också efter kolumnen")
    assert {"Hushåll ↓1", "Namn ↑2"} <= set(lines(people))
    assert names(people) == ["Cleo Doldin", "Amina Provlund", "Bo Provlund", "Dana Grann", "Petra Öberg"]
    people.key(Key.Key_Escape)
    assert people.screen.list.table.hasFocus()
    people.program.register.close()
    people.program.enter(ctx)
    people.settle()
    people.go("people")
    assert headings(people)[:2] == ["Hushåll", "Namn"]
    assert names(people)[:2] == ["Cleo Doldin", "Amina Provlund"]
    people.push("Kolumner")
    people.push("Kolumnerna som från början")
    assert headings(people)[:2] == ["Ärende", "Namn"]
    assert names(people)[0] == "Amina Provlund", "in the order they were registered"


def test_lines_of_a_panel_do_not_lie_over_one_another(people: Any) -> None:
    people.push("Kolumner")
    ticks = panel(people).ticks
    heights = {ticks.visualItemRect(ticks.item(place)).height() for place in range(ticks.count())}
    assert heights == {ticks.sizeHintForRow(0)}


def test_the_last_column_stays(people: Any) -> None:
    people.push("Kolumner")
    for heading in headings(people):
        tick(people, heading)
    assert len(headings(people)) == 1


def test_a_third_time_ends_the_sorting(people: Any) -> None:
    people.push("Kolumner")
    go_to(people, "Namn")
    for mark in ("Namn ↑", "Namn ↓", "Namn"):
        people.push("Sortera också efter kolumnen")
        assert mark in lines(people)


def test_columns_somebody_has_chosen_never_give_way(people: Any) -> None:
    people.push("Kolumner")
    tick(people, "Född")
    people.key(Key.Key_Escape)
    people.window.resize(900, 500)
    people.settle()
    table = people.screen.list.table
    hidden = [one.heading for place, one in enumerate(table.rows_model.columns) if table.isColumnHidden(place)]
    assert not {"Född", "Hemkommun", "Nummer eller född"} & set(hidden)


# filters


def test_choices_of_one_filter_widen_and_of_several_narrow(people: Any) -> None:
    people.push("Filter")
    assert "Saknar personnummer   1" in lines(people)
    assert [one for one in lines(people) if one.startswith("Hemkommun")] == [
        "Hemkommun: Krokom   1",
        "Hemkommun: Östersund   3",
    ]
    tick(people, "Hemkommun: Krokom")
    assert names(people) == ["Dana Grann"]
    tick(people, "Hemkommun: Östersund")
    assert len(names(people)) == 4
    tick(people, "Saknar personnummer")
    assert names(people) == []
    tick(people, "Hemkommun: Krokom")
    tick(people, "Hemkommun: Östersund")
    assert names(people) == ["Petra Öberg"]
    people.key(Key.Key_Escape)
    assert people.says("Filter: Saknar personnummer")
    people.push("Visa alla")
    assert len(names(people)) == 5


def test_what_a_filter_looks_in_is_found_out_before_the_first_letter(people: Any, ctx: Context) -> None:
    model = people.screen.list.table.rows_model
    assert model.lacks_words  # nobody has filtered
    people.key(Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    people.settle()
    assert not model.lacks_words
    people.key(Key.Key_F5)  # the list is read anew while somebody filters
    people.settle()
    assert not model.lacks_words
    people.screen.list.filter.setText("öberg")
    assert names(people) == ["Petra Öberg"]


def test_what_a_former_list_held_is_not_taken_for_what_this_one_holds(people: Any) -> None:
    model = people.screen.list.table.rows_model
    former = model.every
    people.screen.list.set_rows(people.screen.list.prepared(list(reversed(former))))
    model.know_words(former, ["öberg"] * len(former))
    people.screen.list.filter.setText("öberg")
    assert names(people) == ["Petra Öberg"]


def test_a_filter_is_kept_by_name_in_the_register_and_nowhere_else(people: Any, ctx: Context) -> None:
    people.screen.list.table.show_column(2, shown=True)
    people.screen.list.filter.setText("öberg")
    people.push("Filter")
    tick(people, "Saknar hemkommun")
    panel(people).name.setFocus()
    people.type("Att rätta")
    people.key(Key.Key_Return)
    people.push("Stäng")
    people.push("Visa alla")
    people.push("Filter")
    saved = panel(people).saved
    assert [saved.itemText(place) for place in range(saved.count())] == ["Sparade filter", "Att rätta   1"]
    saved.setFocus()
    people.key(Key.Key_Down)
    assert names(people) == ["Petra Öberg"]
    assert people.screen.list.filter.text() == "öberg"
    assert "berg" not in people.program.preferences.file.read_text("utf-8")
    people.push("Ta bort det sparade filtret")
    assert lists.list_filters(ctx, "people") == []


def test_kept_filters_are_each_persons_own_and_one_list_s(ctx: Context) -> None:
    kept = SavedFilter("Mina", ListFilter("anna", (("home", "2380"), ("no_birth", "1"))))
    lists.keep_filter(ctx, "people", SavedFilter("Mina", ListFilter("bo")))
    lists.keep_filter(ctx, "people", kept)
    lists.keep_filter(ctx, "people", SavedFilter("Äldre", ListFilter()))
    assert lists.list_filters(ctx, "people") == [kept, SavedFilter("Äldre", ListFilter())]
    assert lists.list_filters(ctx, "bookings") == []
    assert lists.list_filters(replace(ctx, user=replace(ctx.user, name="annan")), "people") == []


def test_protected_people_are_in_no_count_without_the_right(office: Any, ctx: Context, small_office: None) -> None:
    quick = quick_filters(ctx.name)
    found = {one.words: one.count for one in offers(quick, list_people(without_right(ctx)), ())}
    assert found["Hemkommun: Östersund"] == 2
    assert {one.words: one.count for one in offers(quick, list_people(ctx), ())}["Hemkommun: Östersund"] == 3


def test_a_choice_that_no_row_has_any_more_can_still_be_taken_back(ctx: Context) -> None:
    quick = quick_filters(ctx.name)
    (one,) = offers(quick, [], [("home", "2380")])
    assert (one.words, one.count) == ("Hemkommun: Östersund", 0)
    assert fitting(quick, [("gone", "1")]) is None, "what an older program offered"
    assert described(quick, ListFilter(" anna ", (("no_birth", "1"),))) == "anna · Saknar födelsedatum"


@pytest.mark.parametrize(
    ("choice", "found"),
    [("Utan beslut", set()), ("Utan slutdatum", {"B1", "B2", "B3", "B4"}), ("Status: Pågår", {"B1", "B2", "B3", "B4"})],
)
def test_bookings_are_filtered_by_what_they_lack_and_where_they_stand(
    people: Any, choice: str, found: set[str]
) -> None:
    people.go("bookings")
    people.push("Filter")
    offered = [one for one in lines(people) if one.startswith(choice)]
    assert bool(offered) == bool(found)
    if offered:
        tick(people, choice)
        assert {line.key for line in people.screen.list.table.rows_model.rows} == found


# what is noted


def test_a_list_is_noted_once_it_stands_still_with_filter_and_count_and_not_for_each_key(
    people: Any, ctx: Context
) -> None:
    part = people.screen.list
    assert part.pause.isActive(), "a list that was just shown"
    part.pause.timeout.emit()
    people.settle()
    assert shown(ctx) == [("people", 5)]
    part.filter.setFocus()
    people.type("provlund")
    people.push("Filter")
    tick(people, "Hemkommun: Östersund")
    assert shown(ctx) == [("people", 5)]
    part.pause.timeout.emit()
    people.settle()
    assert shown(ctx)[1:] == [("people: provlund · Hemkommun: Östersund", 2)]
    part.pause.stop()
    people.key(Key.Key_F5)
    assert not part.pause.isActive(), "the same list read anew is not shown anew"


def test_typing_in_the_filter_opens_the_first_card_once_it_rests(people: Any, ctx: Context) -> None:
    opened = "SELECT count(*) FROM read_log WHERE what = 'card'"
    table = people.screen.list.table
    before = rows(ctx, opened)[0][0]
    people.screen.list.filter.setFocus()
    people.type("dana")
    people.settle()
    assert rows(ctx, opened)[0][0] == before
    assert table.current.name == "Dana Grann"
    table.rest.timeout.emit()
    people.settle()
    assert rows(ctx, opened)[0][0] == before + 1
    assert people.screen._card.person.value.name == "Dana Grann"


@pytest.mark.parametrize("typed", ["199001032391", "900103-2391", "9001032391", "19900103 2391"])
def test_a_number_is_found_however_it_is_typed(people: Any, typed: str) -> None:
    people.screen.list.filter.setText(typed)
    assert names(people) == ["Amina Provlund"]


@pytest.mark.parametrize("key", [Key.Key_Down, Key.Key_Return, Key.Key_Enter, Key.Key_Escape])
def test_the_filter_is_left_for_the_rows_with_the_keys_one_is_used_to(people: Any, key: Qt.Key) -> None:
    people.key(Key.Key_F, CONTROL)
    people.type("" if key is Key.Key_Escape else "dana")
    people.key(key)
    assert people.screen.list.table.hasFocus()
    assert (names(people) == ["Dana Grann"]) is (key is not Key.Key_Escape)


def test_esc_empties_the_filter_before_it_leaves_it(people: Any) -> None:
    everybody = names(people)
    people.key(Key.Key_F, CONTROL)
    people.type("dana")
    people.key(Key.Key_Escape)
    assert names(people) == everybody
    assert people.screen.list.filter.hasFocus()


def test_enter_right_after_the_filter_edits_the_row_that_is_seen(people: Any) -> None:
    people.screen.list.filter.setFocus()
    people.type("dana")
    people.screen.list.table.setFocus()
    people.key(Key.Key_Return)
    assert people.form.raw()["given_name"] == "Dana"


def test_a_form_opened_right_after_the_filter_is_not_left_for_the_row_it_chose(people: Any, answers: Any) -> None:
    people.screen.list.filter.setFocus()
    people.type("dana")
    people.push("Redigera")
    people.type("Pia")
    assert not people.screen.list.table.rest.isActive()
    assert people.form.raw()["given_name"] == "PiaAmina", "the card that was shown"
    assert answers.asked == []


def test_a_copy_is_a_disclosure_of_so_many_persons(people: Any, ctx: Context) -> None:
    people.go("bookings")
    people.push("Kolumner")
    tick(people, "Insats")
    people.key(Key.Key_Escape)
    people.key(Key.Key_A, CONTROL)
    people.key(Key.Key_C, CONTROL)
    assert QGuiApplication.clipboard().text().split("\n")[0] == "Bokning\tPerson\tMotpart\tStart\tStatus"
    assert rows(ctx, "SELECT what, persons FROM disclosure") == [("bookings_copy", 4)]


# export


def midnight(text: str) -> datetime:
    """A day as openpyxl reads a cell of one."""
    return datetime.fromisoformat(text)


def test_the_workbook_holds_what_is_shown_and_days_are_days(
    people: Any, ctx: Context, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    target = tmp_path / "ut.xlsx"
    pick(target)
    people.go("bookings")
    people.push("Kolumner")
    go_to(people, "Start")
    people.key(Key.Key_Up, ALT)
    people.push("Sortera också efter kolumnen")
    people.push("Sortera också efter kolumnen")
    people.key(Key.Key_Escape)
    people.screen.list.filter.setText("provlund")
    people.push("Exportera listan till Excel")
    assert people.says(f"Exporterat till {target}")
    book = load_workbook(target)
    assert [[cell.value for cell in row] for row in book.active.iter_rows()] == [
        ["Bokning", "Person", "Insats", "Start", "Motpart", "Status"],
        ["B2", "Bo Provlund", "sfi", midnight("2024-10-07"), "Krokom", "Pågår"],
        ["B1", "Amina Provlund", "sfi", midnight("2024-09-01"), "Krokom", "Pågår"],
    ]
    assert rows(ctx, "SELECT what, persons FROM disclosure") == [("bookings_export", 2)]
    assert rows(ctx, "SELECT detail, count FROM read_log WHERE what = 'export'") == [("bookings: provlund", 2)]


@pytest.mark.parametrize(("along", "found"), [(True, 5), (False, 4)])
def test_protected_people_are_asked_about_before_they_leave(
    people: Any, ctx: Context, pick: Callable[[Path], None], tmp_path: Path, answers: Any, along: bool, found: int
) -> None:
    answers.yes = along
    pick(tmp_path / "ut.xlsx")
    people.push("Exportera listan till Excel")
    assert "1 person med skyddade personuppgifter" in answers.asked[0]
    told = [[cell.value for cell in row] for row in load_workbook(tmp_path / "ut.xlsx").active.iter_rows()]
    assert ("Cleo Doldin" in {row[1] for row in told}) == along
    assert rows(ctx, "SELECT what, persons FROM disclosure") == [("people_export", found)]


def test_the_proposed_name_names_nobody(people: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    proposed: list[Path] = []
    monkeypatch.setattr(messages, "choose_target", lambda _w, _t, proposal, _f: proposed.append(proposal))
    people.screen.list.filter.setText("amina")
    people.push("Exportera listan till Excel")
    assert [one.name for one in proposed] == ["Personer 2025-03-03.xlsx"]


def test_a_workbook_that_cannot_be_written_is_told_of_and_not_noted(
    people: Any, ctx: Context, pick: Callable[[Path], None], tmp_path: Path, shown_errors: list[Any]
) -> None:
    people.screen.list.filter.setText("amina")
    (tmp_path / "fil").write_text("")
    pick(tmp_path / "fil" / "ut.xlsx")
    people.push("Exportera listan till Excel")
    (error,) = shown_errors
    assert isinstance(error, Trouble)
    assert error.code is TroubleCode.FILE_UNWRITABLE
    assert rows(ctx, "SELECT * FROM disclosure") == []


# print


def paper(tmp_path: Path) -> QPrinter:
    """A printer that writes a file."""
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "ut.pdf"))
    list_printing.set_up(printer)
    return printer


@pytest.mark.parametrize(("number", "pages"), [(0, 1), (3, 1), (29, 1), (30, 2), (100, 4)])
def test_a_list_takes_as_many_pages_as_it_needs(app: Any, tmp_path: Path, number: int, pages: int) -> None:
    words = tuple((f"Rad {place}", "2024-01-01") for place in range(number))
    columns = (
        ListColumn("Namn", 200, is_right=False, is_day=False),
        ListColumn("Född", 100, is_right=False, is_day=True),
    )
    list_printing.paint(paper(tmp_path), ListSheet("people", "Personer", "", number, columns, words, words), "fot")
    assert (tmp_path / "ut.pdf").read_bytes().count(b"/Type /Page\n") == pages


@pytest.mark.parametrize("is_printed", [True, False])
def test_only_what_was_printed_is_noted(
    people: Any, ctx: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, is_printed: bool
) -> None:
    def preview(_parent: object, _title: str, _printer: object, paint: Callable[[QPrinter], None]) -> bool:
        paint(paper(tmp_path))
        return is_printed

    monkeypatch.setattr(messages, "preview", preview)
    people.screen.list.filter.setText("dana")
    people.key(Key.Key_P, CONTROL)
    assert (tmp_path / "ut.pdf").stat().st_size > 0
    assert rows(ctx, "SELECT what, persons FROM disclosure") == ([("people_print", 1)] if is_printed else [])
    assert rows(ctx, "SELECT detail, count FROM read_log WHERE what = 'print'") == (
        [("people: dana", 1)] if is_printed else []
    )


# room


@pytest.mark.parametrize("size", [(900, 500), (1080, 640), (1440, 900)])
@pytest.mark.parametrize("word", ["Filter", "Kolumner"])
def test_a_panel_has_room_in_every_window(people: Any, size: tuple[int, int], word: str) -> None:
    people.window.resize(*size)
    people.push(word)
    people.settle()
    assert (people.window.width(), people.window.height()) == size
    found = panel(people)
    parts = [found.ticks, *found.findChildren(QPushButton)]
    places = [(one, one.geometry().translated(one.mapTo(found, one.rect().topLeft()) - one.pos())) for one in parts]
    assert [a.accessibleName() for a, there in places if not found.rect().contains(there)] == []
    meeting = [(a, b) for a, one in places for b, other in places if a is not b and one.intersects(other)]
    assert meeting == []
    assert [one.text() for one in found.findChildren(QPushButton) if one.sizeHint().width() > one.width()] == []


def test_days_sort_as_days(people: Any, ctx: Context) -> None:
    born = {"2024-0001": date(1990, 1, 3), "2024-0002": date(2001, 12, 1)}
    with ctx.writing() as uow:
        for case, day in born.items():
            found = uow.people.find(case)
            assert found is not None
            uow.people.change(found, replace(found.value, birth_date=day))
        uow.commit()
    people.key(Key.Key_F5)
    people.screen.list.table.sort_column(2, also=False)
    assert names(people)[-2:] == ["Amina Provlund", "Bo Provlund"], "those without a day come first"


# several at once


def choose_all(hands: Any) -> None:
    """Choose every row that is shown."""
    hands.screen.list.table.setFocus()
    hands.key(Key.Key_A, CONTROL)


def test_several_are_changed_after_a_look_and_taken_back(people: Any, ctx: Context) -> None:
    assert not people.button("Ändra flera").isEnabled(), "one row is no several"
    choose_all(people)
    people.push("Ändra flera")
    people.fill(field="Mottagen")
    people.settle()
    assert people.form.control("received_on").isVisible()
    assert not people.form.control("household").isVisible()
    people.fill(received_on="240201")
    people.push("Visa vad som ändras")
    assert people.says("5 ändras.")
    assert [line.received_on for line in list_people(ctx)] == [None] * 5
    people.push("Ändra 5 personer")
    assert {line.received_on for line in list_people(ctx)} == {date(2024, 2, 1)}
    assert people.says("5 personer ändrade.")
    people.push("Ångra")
    assert {line.received_on for line in list_people(ctx)} == {None}
    assert not people.says("5 personer ändrade.")


def test_the_look_says_which_stay_and_why(people: Any) -> None:
    people.go("bookings")
    choose_all(people)
    people.push("Ändra flera")
    people.push("Visa vad som ändras")
    assert people.problem("field") == "Måste fyllas i."
    people.fill(field="Planerat slut", planned_until="240920")
    people.push("Visa vad som ändras")
    (table,) = [one for one in people.visible(TableView) if one.accessibleName() == "Så blir det"]
    told = {
        row.before.value.key: table.rows_model.index(place, 1).data() for place, row in enumerate(table.rows_model.rows)
    }
    assert told["B2"] == "–   Slutet ligger före starten."
    assert told["B1"] == "– → 2024-09-20"
    people.push("Tillbaka")
    assert people.says("B1"), "the card is back"


def test_a_change_that_somebody_else_was_before_is_refused_whole(people: Any, ctx: Context) -> None:
    choose_all(people)
    people.push("Ändra flera")
    people.fill(field="Hushåll", household="H7")
    people.push("Visa vad som ändras")
    with ctx.writing() as uow:
        bo = uow.people.find("2024-0002")
        assert bo is not None
        uow.people.change(bo, replace(bo.value, called_name="Bosse"))
        uow.commit()
    people.push("Ändra 5 personer")
    assert people.says("Inget har ändrats.")
    assert "H7" not in {line.household for line in list_people(ctx)}


def test_an_empty_list_of_the_settings_says_what_it_is_for_and_has_one_way_to_begin(furnished: Any) -> None:
    furnished.go("settings")
    furnished.tab("Skolkalendrar")
    assert furnished.says("Ingen skolkalender än")
    assert not furnished.screen._runs.table.isVisible()
    furnished.push("Ny period")
    furnished.fill(calendar="Krokom", first="2024-08-20", last="2024-10-25")
    furnished.key(Key.Key_S, CONTROL)
    assert not furnished.says("Ingen skolkalender än")
    assert len(furnished.screen._runs.table.rows_model.rows) == 1
    furnished.tab("Gallring")
    furnished.tab("Protokoll")
    assert furnished.says("Inget har gallrats än")
    furnished.tab("Förslag")
    assert furnished.says("Inga förslag väntar")
    furnished.push("Gå till Att gallra")
    assert furnished.screen._retention.due.isVisible()
