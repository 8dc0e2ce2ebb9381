"""Does the window help while something is entered: the cursor, what is said, what is proposed and worked out?"""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QScrollArea

from factories import TEST_NUMBERS, booking, days, person, residence
from mottagning.domain.people import HouseholdRole
from mottagning.domain.periods import Month
from mottagning.uikit import messages
from mottagning.uikit.table import TableView
from mottagning.uikit.tabs import TabBar
from mottagning.uikit.window import LEAST
from mottagning.usecases.agreements import list_agreements, list_school_runs, open_agreement
from mottagning.usecases.bookings import list_bookings, open_booking
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people, open_person

Key = Qt.Key
CONTROL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PLAIN = Qt.KeyboardModifier.NoModifier


def note(hands: Any) -> str:
    """What the form tells above its buttons."""
    panel = hands.screen._form
    return str(panel._note.text()).replace("\u00a0", " ") if panel._note.isVisible() else ""


# the cursor


def test_one_person_after_another_is_entered_without_the_mouse(office: Any, ctx: Context) -> None:
    office.go("people")
    for name in ("Petra", "Pia", "Per"):
        office.key(Key.Key_N, CONTROL)
        office.type(name)
        office.key(Key.Key_S, CONTROL)
        assert office.app.focusWidget() is office.screen.list.table
    assert sorted(line.name for line in list_people(ctx)) == ["Per", "Petra", "Pia"]


def test_a_family_of_five_is_registered_in_three_minutes_by_keyboard_alone(office: Any, ctx: Context) -> None:
    """What is known on the first day: names, birth dates, language, permit, reception. Two keys a second are slow."""
    keys = 0

    def press(key: Key, modifier: Any = PLAIN) -> None:
        nonlocal keys
        keys += 1
        office.key(key, modifier)

    def write(name: str, text: str) -> None:
        """Go on with Tab to a field and type."""
        nonlocal keys
        while office.app.focusWidget() is not office.form.control(name):
            keys += 1
            QTest.keyClick(office.target, Key.Key_Tab)
        keys += len(text)
        office.type(text)

    office.go("people")
    press(Key.Key_N, CONTROL)
    write("given_name", "Amina")
    write("family_name", "Provlund")
    write("birth_date", "900103")
    write("citizenship", "Syrien")
    write("mother_tongue", "arabiska")
    write("interpreter_language", "arabiska")
    write("permit_ground", "f")
    write("permit_decided_on", "241112")
    write("permit_until", "271111")
    write("received_on", "idag")
    write("settlement_kind", "a")
    press(Key.Key_S, CONTROL)
    for given, born in (("Omar", "880214"), ("Lina", "120301"), ("Sami", "150722"), ("Noor", "210930")):
        press(Key.Key_N, CONTROL | SHIFT)
        write("given_name", given)
        write("birth_date", born)
        press(Key.Key_S, CONTROL)
    family = [open_person(ctx, line.id).person.value for line in list_people(ctx)]
    assert [(one.given_name, one.household_role, str(one.birth_date)) for one in family] == [
        ("Amina", HouseholdRole.MAIN_APPLICANT, "1990-01-03"),
        ("Omar", HouseholdRole.CO_APPLICANT, "1988-02-14"),
        ("Lina", HouseholdRole.CHILD, "2012-03-01"),
        ("Sami", HouseholdRole.CHILD, "2015-07-22"),
        ("Noor", HouseholdRole.CHILD, "2021-09-30"),
    ]
    shared = ("family_name", "citizenship", "permit_ground", "permit_decided_on", "permit_until", "received_on")
    assert len({tuple(getattr(one, name) for name in (*shared, "household")) for one in family}) == 1
    assert keys < 3 * 60 * 2, f"{keys} keys"


def test_a_new_record_is_begun_wherever_in_the_area_the_cursor_is(furnished: Any) -> None:
    for away in (furnished.shell.search, furnished.button("Personer"), furnished.screen.list.filter):
        away.setFocus()
        furnished.key(Key.Key_N, CONTROL)
        assert furnished.form.isAncestorOf(furnished.app.focusWidget())
        furnished.key(Key.Key_Escape)


def test_leaving_a_form_puts_the_cursor_back_in_the_list(furnished: Any) -> None:
    furnished.key(Key.Key_N, CONTROL)
    furnished.key(Key.Key_Escape)
    assert furnished.app.focusWidget() is furnished.screen.list.table


def test_tab_goes_from_the_last_field_of_a_form_to_its_buttons(furnished: Any) -> None:
    furnished.key(Key.Key_N, CONTROL)
    controls = list(furnished.form._controls.values())
    next(one for one in reversed(controls) if one.isVisible()).setFocus()
    furnished.key(Key.Key_Tab)
    assert furnished.app.focusWidget() is furnished.button("Spara")
    furnished.key(Key.Key_Tab)
    assert furnished.app.focusWidget() is furnished.button("Avbryt")


def test_enter_presses_the_button_that_has_the_cursor(furnished: Any) -> None:
    shell, screen = furnished.shell, furnished.screen
    for word, follows in (
        ("Ny person", lambda: screen.is_writing),  # on the page
        ("Avbryt", lambda: not screen.is_writing),  # below a form
        ("Kolumner", lambda: screen.list.column_panel.isVisible() is True),  # above the list
        ("Avtal", lambda: shell.current == "agreements"),  # an area
        ("returns", lambda: shell.current == "returns"),
        ("3  Stäng", lambda: furnished.button("3  Stäng").isChecked()),  # a step
    ):
        push = shell._buttons.get(word) or furnished.button(word)
        push.setFocus(Qt.FocusReason.TabFocusReason)
        furnished.key(Key.Key_Enter if word == "Avtal" else Key.Key_Return)
        assert follows(), word


def test_a_click_in_the_list_leaves_a_form_in_which_nothing_was_typed(furnished: Any) -> None:
    table = furnished.screen.list.table
    shown, place = table.current.name, table.visualRect(table.currentIndex()).center()
    furnished.key(Key.Key_N, CONTROL)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    furnished.settle()
    assert furnished.says(shown)


def test_a_form_stays_when_the_list_is_read_anew(furnished: Any) -> None:
    furnished.key(Key.Key_Return)
    form = furnished.form
    furnished.key(Key.Key_F5)
    assert furnished.form is form


def test_the_first_page_begins_with_the_first_question(hands: Any) -> None:
    hands.push("Skapa ett register")
    assert hands.form.control("municipality").hasFocus()


# what is said


def test_what_was_wrong_is_forgotten_when_it_is_mended(furnished: Any) -> None:
    furnished.go("bookings")
    furnished.key(Key.Key_N, CONTROL)
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.problem("case_number") == "Måste fyllas i."
    assert furnished.says("3 fält att rätta")
    furnished.fill(case_number="Amina")
    assert furnished.problem("case_number") == ""


def test_what_is_wrong_comes_in_sight(furnished: Any) -> None:
    furnished.go("bookings")
    furnished.key(Key.Key_N, CONTROL)
    last = furnished.form.control("counterpart_reference")
    area = next(one for one in furnished.visible(QScrollArea) if one.isAncestorOf(furnished.form))
    area.ensureWidgetVisible(last)
    furnished.key(Key.Key_S, CONTROL)
    wrong = furnished.form.control("case_number")
    assert area.viewport().rect().contains(wrong.mapTo(area.viewport(), wrong.rect().center()))


def test_unsaved_changes_can_be_saved_on_the_spot(furnished: Any, ctx: Context, answers: Any) -> None:
    answers.unsaved = messages.Unsaved.SAVE
    furnished.key(Key.Key_N, CONTROL)
    furnished.type("Petra")
    furnished.key(Key.Key_Escape)
    furnished.settle()
    assert "Petra" in [line.name for line in list_people(ctx)]


def test_only_one_button_is_filled(office: Any) -> None:
    def filled() -> list[str]:
        return [one.text() for one in office.visible(QPushButton) if one.objectName() == "primary"]

    for area in ("people", "agreements", "bookings"):
        office.go(area)
        assert len(filled()) == 1, f"{area}: the empty list"
        office.key(Key.Key_N, CONTROL)
        office.settle()
        assert "Spara" in filled()
        office.key(Key.Key_Escape)


# what is proposed and worked out


def test_a_personnummer_proposes_birth_date_and_sex_and_takes_nothing_that_was_said(furnished: Any) -> None:
    furnished.key(Key.Key_N, CONTROL)
    furnished.fill(personal_number=TEST_NUMBERS[0])  # 1990-01-03, last digit but one 9
    raw = furnished.form.raw()
    assert (raw["birth_date"], raw["sex"]) == ("1990-01-03", "Man")
    furnished.fill(birth_date="1990-02-03", personal_number=TEST_NUMBERS[1])
    assert furnished.form.raw()["birth_date"] == "1990-02-03"


def test_terms_are_proposed_and_told_while_they_are_entered(furnished: Any, ctx: Context) -> None:
    furnished.go("agreements")
    furnished.push("Nya villkor")
    furnished.fill(service="grundskola")
    raw = furnished.form.raw()
    assert (raw["method"], raw["unit"], raw["reading_exceptions"]) == ("Mätdag", "Månad", "5,6=05-15; 7,8,9=09-15")
    assert "Full månadsersättning när personen är inskriven den 15" in note(furnished)
    assert "Förslag, läs mot ert avtal: Örebro" in note(furnished)
    furnished.fill(service="sfi", method="Kalenderdag", unit="Månad")
    assert "20 av 31 dagar × 9 500,00 kr = 6 129,03 kr" in note(furnished), "with the agreement's own price"


def test_what_does_not_matter_to_a_rule_is_not_asked(furnished: Any) -> None:
    furnished.go("agreements")
    furnished.push("Nya villkor")
    shown = {"reading_day": "Mätdag", "shares": "Delbetalning", "counts_discharge_day": "Dygn"}
    for name, method in shown.items():
        control = furnished.form.control("method")
        control.setCurrentText(method)
        control.activated.emit(control.currentIndex())
        furnished.settle()
        for other in shown:
            assert furnished.form.control(other).isVisible() == (other == name), (method, other)


def test_a_small_office_begins_by_entering_one_price(furnished: Any, ctx: Context) -> None:
    furnished.go("agreements")
    furnished.visible(TabBar)[0].choose(1)
    furnished.settle()
    furnished.push("Nytt pris")
    furnished.fill(service="förskola", amount="12050", unit="Månad", first="2024-01-01", source="Prislista 2024")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.form.raw()["method"] == "Mätdag", "what the insats usually is stands there to be read and saved"
    assert "12 050,00 kr" in note(furnished)
    furnished.key(Key.Key_S, CONTROL)
    first = list_agreements(ctx)[0].id
    assert [one.value.service for one in open_agreement(ctx, first).terms] == ["sfi", "förskola"]


def test_age_groups_are_kept_with_their_insats(furnished: Any, ctx: Context, answers: Any) -> None:
    furnished.go("agreements")
    furnished.push("Ny åldersgrupp")
    furnished.fill(service="sfi", variant="1–2 år", from_age="2", to_age="1")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.problem("to_age") == "Till-åldern är lägre än från-åldern."
    furnished.fill(from_age="1", to_age="2")
    furnished.key(Key.Key_S, CONTROL)
    furnished.push("Ändra åldersgruppen 1–2 år")
    furnished.fill(to_age="3")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.says("1–2 år: 1–3 år")
    furnished.push("Ändra åldersgruppen 1–2 år")
    furnished.push("Ta bort åldersgruppen")
    assert open_agreement(ctx, list_agreements(ctx)[0].id).age_groups == ()


def test_a_course_held_together_is_divided_while_it_is_entered_and_its_row_leads_back_to_it(
    furnished: Any, ctx: Context
) -> None:
    furnished.go("agreements")
    furnished.visible(TabBar)[0].choose(2)
    furnished.settle()
    assert furnished.says("En kurs som flera kommuner håller tillsammans")
    furnished.push("Ny gemensam insats")
    furnished.fill(key="GK1", service="sfi", first="2024-09-02", last="2024-11-29", cost="240000", source="Avtal § 4")
    furnished.fill(sharing="Personer", shares="Ingenstans 40")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.problem("shares") == "Ingenstans hittas inte. Välj i listan."
    own, other = ctx.name("2380"), ctx.name("2309")
    furnished.fill(shares=f"{own} 12; {other} 40")
    assert f"{own}: 12 av 52 personer, 55 384,62 kr" in note(furnished)
    assert "Summa 240 000,00 kr" in note(furnished)
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.says(f"{other}: 40 av 52 personer, 184 615,38 kr")
    furnished.go("bookings", "GK1")
    assert furnished.shell.current == "agreements"


def test_inhabitants_are_those_of_the_shipped_list(furnished: Any, ctx: Context) -> None:
    furnished.go("agreements")
    furnished.visible(TabBar)[0].choose(2)
    furnished.settle()
    furnished.push("Ny gemensam insats")
    furnished.fill(key="GK1", service="sfi", first="2024-09-02", last="2024-11-29", cost="240000", source="Avtal § 4")
    furnished.fill(sharing="Invånare")
    people = ctx.reference.municipalities["2380"].population
    assert f"{ctx.name('2380')} {people}" in furnished.form.raw()["shares"]
    assert "Invånare den 31 december 2025 (SCB)." in note(furnished)


def test_school_days_are_entered_and_removed(furnished: Any, ctx: Context, answers: Any) -> None:
    furnished.go("settings")
    furnished.screen.tabs.bar.choose(3)
    furnished.settle()
    furnished.push("Ny period")
    furnished.fill(calendar="Krokom 2024/25", first="2024-08-19", last="2024-10-25")
    furnished.key(Key.Key_S, CONTROL)
    (run,) = list_school_runs(ctx)
    assert run.value.days == days("2024-08-19", "2024-10-25")
    (table,) = [one for one in furnished.visible(TableView) if one.accessibleName() == "Skolkalendrar"]
    assert table.rows_model.index(0, 3).data() == "50", "ten weeks of five days"
    table.selectRow(0)
    furnished.settle()
    furnished.push("Ta bort perioden")
    assert list_school_runs(ctx) == []


def test_a_reading_day_that_no_month_has_is_refused(furnished: Any) -> None:
    furnished.go("agreements")
    furnished.push("Nya villkor")
    furnished.fill(service="grundskola", reading_day="45")
    furnished.key(Key.Key_S, CONTROL)
    assert furnished.problem("reading_day")


@pytest.mark.usefixtures("at_once")
def test_a_booking_is_estimated_while_it_is_entered(furnished: Any) -> None:
    furnished.go("bookings")
    furnished.key(Key.Key_N, CONTROL)
    furnished.fill(case_number="Amina Provlund (2024-0001)", agreement="A1", first="2025-04-01", last="2025-05-31")
    assert furnished.form.raw()["service"] == "sfi", "the agreement has no other"
    furnished.settle()
    assert "Beräknad kostnad 19 000,00 kr" in note(furnished)


def test_what_was_noted_beside_a_booking_is_changed_and_removed(furnished: Any, ctx: Context, answers: Any) -> None:
    furnished.go("bookings")
    furnished.push("Nytt tillägg")
    furnished.fill(kind="Nyanländ", amount="500", first="2024-10-01")
    furnished.key(Key.Key_S, CONTROL)
    furnished.push("Ändra tillägg: nyanländ   500,00 kr   2024-10-01–")
    furnished.fill(amount="700")
    furnished.key(Key.Key_S, CONTROL)
    first = list_bookings(ctx)[0].id
    assert [one.value.amount for one in open_booking(ctx, first).supplements] == [7_000_000]
    furnished.push("Ändra tillägg: nyanländ   700,00 kr   2024-10-01–")
    furnished.push("Ta bort tillägget")
    assert open_booking(ctx, first).supplements == ()


def test_what_is_wrong_with_a_person_is_mended_on_the_persons_card(furnished: Any, ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.people.add(person(case_number="2024-0009", given_name="Vilse"))
        uow.residences.add(residence("2024-0009", "2309", "2030-01-01"))
        uow.bookings.add(booking("2024-09-01", key="B9", case_number="2024-0009", agreement="A2"))
        uow.commit()
    furnished.go("returns", Month(2024, 9))
    furnished.push("1  Granska")
    table = furnished.screen._problems
    place = next(number for number, one in enumerate(table.rows_model.rows) if one.problem.booking == "B9")
    table.selectRow(place)
    furnished.settle()
    furnished.push("Öppna personen")
    assert furnished.shell.current == "people"
    assert furnished.screen.list.table.current.name == "Vilse Prov"


# the window


def test_a_narrow_window_shows_the_areas_as_pictures_and_the_columns_that_matter(furnished: Any) -> None:
    furnished.go("bookings")
    furnished.window.resize(LEAST)
    furnished.settle()
    assert furnished.window.size() == LEAST
    assert not furnished.says("Översikt")
    names = [one.accessibleName() for one in furnished.visible(QPushButton) if one.objectName() == "area"]
    assert names[:2] == ["Översikt", "Personer"]
    table = furnished.screen.list.table
    shown = [one.name for place, one in enumerate(table.rows_model.columns) if not table.isColumnHidden(place)]
    assert shown == ["key", "person", "status"]
    furnished.window.resize(QSize(1440, 900))
    furnished.settle()
    assert furnished.says("Översikt")
    assert not table.isColumnHidden([one.name for one in table.rows_model.columns].index("start"))


def test_tabs_of_an_agreement_are_named(furnished: Any) -> None:
    furnished.go("agreements")
    (tabs,) = furnished.visible(TabBar)
    words = tabs.words
    assert words == ["Villkor", "Priser", "Kurser", "Parter", "Uppgifter"]


def test_a_page_that_lies_under_an_area_is_marked_as_that_area(furnished: Any) -> None:
    for name, area in (("assignments", "Planer"), ("year_end", "Kostnader"), ("people", "Personer")):
        furnished.go(name)
        marked = [
            one.text() for one in furnished.visible(QPushButton) if one.objectName() == "area" and one.isChecked()
        ]
        assert [word.split("   ")[0] for word in marked] == [area]


# back and forward


def test_one_goes_back_to_the_record_one_was_at_and_on_again(furnished: Any) -> None:
    table = furnished.screen.list.table
    furnished.go("people", 1)
    furnished.go("people", 2)
    furnished.go("bookings")
    furnished.push("Gå tillbaka (Alt+vänsterpil)")
    assert (furnished.shell.current, table.current.id) == ("people", 2)
    furnished.key(Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert (furnished.shell.current, table.current.id) == ("people", 1)
    assert furnished.says(table.current.name)
    furnished.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert table.current.id == 2
    furnished.key(Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert furnished.shell.current == "bookings"
    assert not furnished.button("Gå framåt (Alt+högerpil)").isEnabled()
    for button, area in ((Qt.MouseButton.BackButton, "people"), (Qt.MouseButton.ForwardButton, "bookings")):
        QTest.mousePress(furnished.window.windowHandle(), button, PLAIN, furnished.window.rect().center())
        furnished.settle()
        assert furnished.shell.current == area, "the mouse's own buttons"


def test_the_window_comes_back_on_a_screen_that_is_there(hands: Any) -> None:
    """It was last on a second screen, which is not connected today."""
    window, screen = hands.window, hands.window.screen().availableGeometry()
    window.setGeometry(screen.right() + 3000, screen.bottom() + 2000, 1000, 600)
    remembered = window.remembered()
    window.setGeometry(0, 0, 900, 500)
    window.place_as(remembered)
    assert screen.contains(window.frameGeometry().center())
    assert screen.intersects(window.geometry())
