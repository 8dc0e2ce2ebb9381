"""Can somebody with only a keyboard paste rows from a spreadsheet among the persons, and is pasting text left alone?"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from mottagning.domain.problems import Refused
from mottagning.system.paths import documents
from mottagning.texts import problems
from mottagning.uikit import messages
from mottagning.uikit.forms import FormView
from mottagning.uikit.table import TableView
from mottagning.usecases import people
from mottagning.usecases.context import Context

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
ROWS = "Petra Prov\t19900103-2391\t2024-01-31\r\nPer Prov\t8201012385\t31/1/24\r\n"


@pytest.fixture
def copied(app: QApplication) -> Any:
    """Puts text on the clipboard, as another program does."""
    yield app.clipboard().setText
    app.clipboard().clear()


def columns_form(hands: Any) -> FormView:
    """The form with a question for each column."""
    return next(one for one in hands.visible(FormView) if "column0" in one.raw())


def names(ctx: Context) -> list[str]:
    """Who is in the register."""
    return sorted(one.name for one in people.list_people(ctx))


def test_rows_go_from_the_clipboard_to_people_by_keyboard_alone(office: Any, ctx: Context, copied: Any) -> None:
    copied(ROWS)
    office.go("people")
    office.key(Key.Key_V, CONTROL)
    assert office.shell.current == "take_in"
    assert office.says("Inklistrade rader")
    form = columns_form(office)
    assert form.raw() == {"column0": "Namn, förnamnet först", "column1": "Personnummer", "column2": ""}
    office.reach(form.control("column2"))
    office.type("Mottagen")
    office.key(Key.Key_Tab) if office.app.activePopupWidget() is None else office.key(Key.Key_Return)
    office.push("Granska")
    assert office.says("1 rad blir en ny person, 0 rader ändrar kända, 1 är tveksam.")
    assert names(ctx) == []
    office.key(Key.Key_Return)
    office.key(Key.Key_Return)
    office.push("Ta in 2 rader")
    assert names(ctx) == ["Per Prov", "Petra Prov"]
    office.push("Ta tillbaka listan")
    assert names(ctx) == []


@pytest.fixture(autouse=True)
def _yes(answers: Any) -> None:
    """Whoever is asked says yes."""


def test_rows_are_pasted_where_the_guide_begins_too(office: Any, copied: Any) -> None:
    copied(ROWS)
    office.go("take_in")
    office.push("Klistra in")
    assert office.says("Så har raderna lästs")
    office.push("1  Fil")
    copied(ROWS + "Eva Prov\t070101-2387\t2024-01-31\r\n")
    office.key(Key.Key_V, CONTROL)
    assert office.says("2024-01-31 · 31/1/24")
    assert office.says("Petra Prov · Per Prov · Eva Prov")


def test_a_list_with_somebody_in_it_takes_pasted_rows(furnished: Any, copied: Any) -> None:
    copied(ROWS)
    furnished.visible(TableView)[0].setFocus()
    furnished.key(Key.Key_V, CONTROL)
    assert furnished.shell.current == "take_in"


def test_a_text_field_takes_the_text_itself(furnished: Any, copied: Any) -> None:
    copied("Petra Prov\t19900103-2391")
    furnished.screen.list.filter.setFocus()
    furnished.key(Key.Key_V, CONTROL)
    assert furnished.shell.current == "people"
    assert "Petra Prov" in furnished.screen.list.filter.text()


def test_whoever_writes_of_a_person_pastes_nothing_beside_it(furnished: Any, copied: Any) -> None:
    copied(ROWS)
    furnished.key(Key.Key_N, CONTROL)
    sex = furnished.form.control("sex")
    sex.setFocus()
    furnished.key(Key.Key_V, CONTROL)
    furnished.screen._form.save_button.setFocus()
    furnished.key(Key.Key_V, CONTROL)
    assert furnished.shell.current == "people"
    assert furnished.form.control("sex") is sex


@pytest.mark.parametrize(("text", "said"), [("", "tomt eller ingen text"), ("Petra", "inga rader")])
def test_what_is_no_rows_is_said_and_the_list_stays(
    office: Any, copied: Any, shown_errors: list[BaseException], text: str, said: str
) -> None:
    copied(text)
    office.go("people")
    office.key(Key.Key_V, CONTROL)
    assert office.shell.current == "people"
    assert len(shown_errors) == 1
    assert isinstance(shown_errors[0], Refused)
    assert said in problems.refused(shown_errors[0]).text
    assert messages.message_of(shown_errors[0]).text


def test_a_picture_is_no_rows(office: Any, app: QApplication, shown_errors: list[BaseException]) -> None:
    app.clipboard().setImage(QImage(4, 4, QImage.Format.Format_RGB32))
    office.go("take_in")
    office.push("Klistra in")
    app.clipboard().clear()
    assert [type(error) for error in shown_errors] == [Refused]
    assert office.button("Klistra in").isEnabled()


def test_what_was_decided_in_another_list_is_not_lost_unasked(office: Any, copied: Any, answers: Any) -> None:
    copied("Namn\tMottagen\nPetra Prov\t3/4/2024\nPer Prov\t2024-01-31\n")
    office.go("people")
    office.key(Key.Key_V, CONTROL)
    office.push("Granska")
    office.push("Godta alla förslag (1)")
    office.go("people")
    answers.yes = False
    copied(ROWS)
    office.key(Key.Key_V, CONTROL)
    assert "går förlorat" in answers.asked[-1]
    assert office.button("Ta in 2 rader").isEnabled()
    answers.yes = True
    office.go("people")
    office.key(Key.Key_V, CONTROL)
    assert "column2" in columns_form(office).raw()


def test_rows_that_are_left_out_are_proposed_among_the_persons_documents(
    office: Any, copied: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed: list[Path] = []
    monkeypatch.setattr(messages, "choose_target", lambda _parent, _title, path, _filter: proposed.append(path))
    copied("Namn\tMottagen\nPetra Prov\thösten\nPer Prov\t2024-01-31\n")
    office.go("people")
    office.key(Key.Key_V, CONTROL)
    office.push("Granska")
    office.push("Ta in 1 rad")
    office.push("Spara raderna som inte togs in …")
    assert proposed == [documents() / "Inklistrade rader - inte intagna.xlsx"]


def test_the_menu_of_the_list_offers_it(furnished: Any, copied: Any) -> None:
    copied(ROWS)
    table = furnished.visible(TableView)[0]
    action = next(one for one in table.actions() if one.text() == "Klistra in rader …")
    action.trigger()
    furnished.settle()
    assert furnished.shell.current == "take_in"
