"""Can somebody with only a keyboard take in a list of her own, decide what is in doubt, and take it all back?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLabel, QPushButton

from factories import PASSPHRASE, TEST_NUMBERS, person
from mottagning.domain.problems import Refused
from mottagning.uikit.forms import FormView
from mottagning.uikit.table import TableView
from mottagning.usecases import people
from mottagning.usecases.context import Context
from workbooks import Rows, lines, make

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
HEAD = ["Namn", "Personnr", "Mottagen", "Kommun"]
ROWS: Rows = [
    HEAD,
    ["Petra Prov", "19900103-2391", "12/1 2024", "Håbo"],
    ["Per Prov", "820101-2385", "3/4/2024", "Götebrog"],
    ["Eva Prov", None, "hösten", "Götebrog"],
    ["Summa", None, None, 3],
]


@pytest.fixture
def chosen(office: Any, pick: Callable[[Path], None], tmp_path: Path) -> Callable[..., Any]:
    """Somebody who chose a list with these rows."""

    def choose(rows: Rows = ROWS) -> Any:
        pick(make(tmp_path / "mottagna.xlsx", {"Lista": rows}))
        office.go("people")
        office.push("Ta in en lista …")
        office.push("Välj lista …")
        return office

    return choose


def table(hands: Any) -> list[list[str]]:
    """The list that is shown, row by row."""
    model = hands.visible(TableView)[0].rows_model
    return [[column.text(row) for column in model.columns] for row in model.rows]


def columns_form(hands: Any) -> FormView:
    """The form with a question for each column."""
    return next(one for one in hands.visible(FormView) if "column0" in one.raw())


def names(ctx: Context) -> list[str]:
    """Who is in the register."""
    return sorted(one.name for one in people.list_people(ctx))


def test_a_list_goes_from_file_to_people_by_keyboard_alone(chosen, ctx: Context) -> None:
    hands = chosen()
    assert columns_form(hands).raw() == {
        "column0": "Namn, förnamnet först",
        "column1": "Personnummer",
        "column2": "Mottagen",
        "column3": "Hemkommun: Kommun",
    }
    assert hands.says("Till exempel 12/1 2024 · 3/4/2024 · hösten")
    assert hands.says("Petra Prov: förnamn Petra, efternamn Prov.")
    hands.push("Granska")
    assert hands.says("1 rad blir en ny person, 0 rader ändrar kända, 1 är tveksam, 1 går inte att ta in.")
    assert hands.says("Inte om någon person: 1 summarad.")
    assert [row[1:4] for row in table(hands)] == [
        ["3/4/2024", "2024-04-03", "1"],
        ["Götebrog", "Göteborg", "2"],
        ["hösten", "", "1"],
    ]
    hands.key(Key.Key_Return)  # to the proposal of the first
    hands.key(Key.Key_Return)  # which is used; on to the next
    assert [row[4] for row in table(hands)] == ["Avgjord", "Att avgöra", "Går inte att läsa"]
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Return)
    hands.key(Key.Key_Return)
    hands.type("2024-10-01")
    hands.key(Key.Key_Return)
    assert {row[4] for row in table(hands)} == {"Avgjord"}
    hands.push("Ta in 3 rader")
    assert hands.says("3 nya personer, 0 ändrade, 0 oförändrade.")
    hands.push("Gå till Personer")
    assert names(ctx) == ["Eva Prov", "Per Prov", "Petra Prov"]


def test_what_waits_is_left_out_and_can_be_saved_with_its_reasons(
    chosen, ctx: Context, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    hands = chosen()
    hands.push("Granska")
    hands.push("Ta in 1 rad")
    assert hands.says("2 rader togs inte in.")
    pick(tmp_path / "kvar")
    hands.push("Spara raderna som inte togs in …")
    assert hands.says("kvar.xlsx")
    assert [row["Namn"] for row in lines(tmp_path / "kvar.xlsx", "Lista")] == ["Per Prov", "Eva Prov"]
    assert names(ctx) == ["Petra Prov"]


def test_all_proposals_are_accepted_at_once_and_rows_skipped(chosen, ctx: Context) -> None:
    hands = chosen()
    hands.push("Granska")
    hands.push("Godta alla förslag (2)")
    hands.visible(TableView)[0].selectRow(2)
    hands.settle()
    hands.push("Hoppa över raderna")
    assert hands.says("1 hoppas över")
    hands.visible(TableView)[0].selectRow(2)
    hands.settle()
    hands.push("Avgör senare")
    assert not hands.says("1 hoppas över")
    hands.visible(TableView)[0].selectRow(2)
    hands.settle()
    hands.push("Lämna tomt")
    assert hands.button("Ta in 2 rader").isEnabled()  # Eva has no day of reception to count her move from
    assert [row[0] for row in table(hands)][-1] == "Hemkommun: Från och med"


def test_every_row_shows_what_becomes_of_it(chosen, ctx: Context) -> None:
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0]))
    hands = chosen()
    hands.push("Granska")
    hands.screen._review.tabs.bar.setFocus()
    hands.key(Key.Key_Right)
    assert [(row[0], row[1], row[3]) for row in table(hands)] == [
        ("2", "A7", "Ändras"),
        ("3", "", "Tveksam"),
        ("4", "", "Går inte"),
    ]
    assert hands.says("– → 2024-01-12")
    assert hands.says("– → Håbo 2024-01-12–")


def test_a_column_is_given_another_meaning_and_the_choice_is_remembered(chosen, ctx: Context) -> None:
    rows: Rows = [["Vem", "När"], ["Petra Prov", "2024-10-01"]]
    hands = chosen(rows)
    assert hands.says("Ingen kolumn känns igen.")
    hands.push("Granska")
    assert hands.says("Ingen kolumn är vald som namn.")
    form = columns_form(hands)
    for name, word in (("column0", "Namn, förnamnet först"), ("column1", "Mottagen")):
        control: Any = form.control(name)
        control.setFocus()
        hands.type(word)
        hands.key(Key.Key_Tab) if hands.app.activePopupWidget() is None else hands.key(Key.Key_Return)
    hands.push("Granska")
    hands.push("Ta in 1 rad")
    hands.push("Ta in en lista till")
    assert hands.says("Kolumnerna är valda som förra gången")
    assert columns_form(hands).raw() == {"column0": "Namn, förnamnet först", "column1": "Mottagen"}


def test_a_meaning_that_does_not_exist_is_said_under_its_column(chosen) -> None:
    hands = chosen()
    control: Any = columns_form(hands).control("column2")
    control.setEditText("Skostorlek")
    hands.push("Granska")
    assert hands.says("Skostorlek hittas inte.")
    assert hands.says("1 fält att rätta")


def test_a_text_file_is_read_again_with_another_encoding(
    office: Any, pick: Callable[[Path], None], tmp_path: Path
) -> None:
    file = tmp_path / "lista.csv"
    file.write_bytes("Namn;Född\r\nBerit \u00d6;1990-01-03\r\n".encode("cp850"))
    pick(file)
    office.go("take_in")
    office.push("Välj lista …")
    reading = next(one for one in office.visible(FormView) if "encoding" in one.raw())
    assert reading.raw()["encoding"] == "DOS (cp850)"
    box: Any = reading.control("encoding")
    assert isinstance(box, QComboBox)
    box.setCurrentText("Windows (cp1252)")
    office.push("Läs om filen")
    assert not office.says("Berit \u00d6")


def test_a_file_that_is_no_list_is_told_of_and_nothing_happens(
    office: Any, pick: Callable[[Path], None], tmp_path: Path, shown_errors: list[BaseException]
) -> None:
    file = tmp_path / "beslut.pdf"
    file.write_bytes(b"%PDF-1.7")
    pick(file)
    office.go("take_in")
    office.push("Välj lista …")
    assert [type(error) for error in shown_errors] == [Refused]
    assert office.button("Välj lista …").isEnabled()


def test_a_list_is_taken_back_whole_and_whoever_was_changed_is_named(chosen, ctx: Context, answers: Any) -> None:
    hands = chosen()
    hands.push("Granska")
    hands.push("Godta alla förslag (2)")
    hands.push("Ta in 2 rader")
    per = next(one for one in people.list_people(ctx) if one.name == "Per Prov")
    card = people.open_person(ctx, per.id)
    people.save_person(ctx, card.person, replace(card.person.value, education_level="gymnasium"))
    hands.push("Ta tillbaka listan")
    assert "tas bort" in answers.asked[-1]
    assert [row[1:] for row in table(hands)] == [["Per Prov", "ändrad sedan dess"]]
    assert names(ctx) == ["Per Prov", "Petra Prov"]
    hands.push("Ta tillbaka de andra")
    assert hands.says("Listan är tillbakatagen")
    assert names(ctx) == ["Per Prov"]
    hands.push("1  Fil")
    assert table(hands)[0][-1] == "Tillbakatagen"


def test_whoever_says_no_takes_nothing_back(chosen, ctx: Context, answers: Any) -> None:
    hands = chosen()
    hands.push("Granska")
    hands.push("Ta in 1 rad")
    answers.yes = False
    hands.push("Ta tillbaka listan")
    assert names(ctx) == ["Petra Prov"]


def test_the_review_looks_again_when_the_register_changes(chosen, ctx: Context) -> None:
    hands = chosen()
    hands.push("Granska")
    hands.go("people")
    done = people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0]))
    hands.program.tasks.changed.emit(done.changed)
    hands.go("take_in")
    assert hands.says("0 rader blir nya personer, 1 rad ändrar en känd")


def test_somebody_changed_the_register_unseen(chosen, ctx: Context, shown_errors: list[BaseException]) -> None:
    hands = chosen()
    hands.push("Granska")
    people.save_person(ctx, None, person(case_number="A7", personal_number=TEST_NUMBERS[0]))
    hands.push("Ta in 1 rad")
    assert len(shown_errors) == 1
    assert names(ctx) == ["Petra Prov"]
    assert hands.says("0 rader blir nya personer, 1 rad ändrar en känd")


def test_the_guide_is_reached_from_settings_and_leads_back(office: Any) -> None:
    office.go("settings")
    office.tab("Säkerhet och flytt")
    office.settle()
    office.push("Ta in en lista …")
    assert office.shell.current == "take_in"
    (marked,) = [one for one in office.visible(QPushButton) if one.objectName() == "area" and one.isChecked()]
    assert marked.text().startswith("Personer")
    office.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert office.shell.current == "settings"


@pytest.mark.usefixtures("cheap_keys")
def test_the_first_page_leads_to_it_through_a_new_register(hands: Any) -> None:
    hands.push("Flytta in från Excel")
    hands.push("Skapa ett register och ta in en lista")
    hands.fill(
        municipality="Krokom",
        first_month="2025-01",
        name="Prov",
        user="Petra Prov",
        passphrase=PASSPHRASE,
        again=PASSPHRASE,
    )
    hands.push("Skapa registret")
    written = hands.visible(QCheckBox)[0]
    written.setChecked(True)
    hands.push("Öppna registret")
    assert hands.shell.current == "take_in"
    assert any(one.text() == "Ta in en lista" for one in hands.visible(QLabel))
    hands.program.register.desk.ctx.db.close()
