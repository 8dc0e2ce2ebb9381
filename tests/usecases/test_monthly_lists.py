"""Does a month's list hold exactly those it may, and does what comes back change just what was said and chosen?"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from factories import OTHER, TEST_NUMBERS, THIRD, agreement, booking, day, days, month, price, without_right
from hidden import marks_in
from mottagning.domain.bookings import Absence, AbsenceKind, Booking, Outcome
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.people import Protection
from mottagning.domain.periods import Month
from mottagning.domain.problems import RefusalCode, Refused, Trouble
from mottagning.domain.returns import HandOutWay
from mottagning.domain.services import Service
from mottagning.readmodels.admin import Disclosure
from mottagning.readmodels.monthly_list import AnsweredList, MonthlyList
from mottagning.storage.stores.admin import LogStore
from mottagning.texts.problems import refused
from mottagning.usecases.context import Context
from mottagning.usecases.monthly_lists.answers import read_answer, save_answer, undo_answer
from mottagning.usecases.monthly_lists.listing import draft_list, list_recipients, write_list
from mottagning.usecases.people import save_person
from mottagning.usecases.returns.closing import close_month
from workbooks import make, read

FEBRUARY = Month(2025, 2)
AMINA, BO, CLEO = "2024-0001", "2024-0002", "2024-0003"
Fill = Callable[..., Path]


@pytest.fixture
def clerk(office: Context) -> Context:
    """The small office in the hands of somebody who may not see protected people."""
    return without_right(office)


@pytest.fixture
def logged(monkeypatch: pytest.MonkeyPatch) -> list[Disclosure]:
    """What is noted as handed out."""
    noted: list[Disclosure] = []
    disclosed = LogStore.disclosed

    def note(store: LogStore, disclosure: Disclosure, *files: Path) -> None:
        noted.append(disclosure)
        disclosed(store, disclosure, *files)

    monkeypatch.setattr(LogStore, "disclosed", note)
    return noted


def written(ctx: Context, folder: Path, of: Month = FEBRUARY, way: HandOutWay = HandOutWay.SDK) -> Path:
    return write_list(ctx, draft_list(ctx, OTHER, of), way, folder / "lista.xlsx").value


@pytest.fixture
def filled(clerk: Context, tmp_path: Path) -> Fill:
    """Writes the list and fills it in as the other office would: `B1={"Kvar": "nej"}`, `more=[...]`."""

    def fill(more: list[list[object]] | None = None, of: Month = FEBRUARY, **rows: dict[str, object]) -> Path:
        file = written(clerk, tmp_path, of)
        book = load_workbook(file)
        sheet = book["Lista"]
        headings = {cell.value: cell.column for cell in sheet[1]}
        by_key = {cell.value: cell.row for cell in sheet["A"]}
        for key, said in rows.items():
            for heading, value in said.items():
                sheet.cell(by_key[key], headings[heading]).value = value
        for number, values in enumerate(more or [], start=2):
            for place, value in enumerate(values, start=1):
                book["Fler frånvaror"].cell(number, place).value = value
        book.save(file)
        return file

    return fill


def stored(ctx: Context, key: str) -> Booking:
    with ctx.reading() as reader:
        found = reader.bookings.find(key)
        assert found is not None
        return found.value


def absences(ctx: Context, key: str = "B1") -> list[Absence]:
    with ctx.reading() as reader:
        found = reader.bookings.find(key)
        assert found is not None
        return [one.value for one in reader.absences.of_booking(found.id)]


def away(first: str, last: str | None, kind: AbsenceKind = AbsenceKind.INVALID, key: str = "B1") -> Absence:
    return Absence(booking=key, days=days(first, last), kind=kind)


def keep(ctx: Context, store: str, *records: Any) -> None:
    with ctx.writing() as uow:
        getattr(uow, store).add_many(records)
        uow.commit()


def change(ctx: Context, key: str, **values: Any) -> None:
    with ctx.writing() as uow:
        found = uow.bookings.find(key)
        assert found is not None
        uow.bookings.change(found, replace(found.value, **values))
        uow.commit()


def proposed(found: AnsweredList, key: str = "B1") -> dict[str, object]:
    """What would become of a booking, by field."""
    return {p.name: p.becomes for one in found.answers if one.before.value.key == key for p in one.proposed}


def save_all(ctx: Context, found: AnsweredList) -> Any:
    return save_answer(ctx, found, {one.place for one in found.proposed}).value


def rejected(found: AnsweredList) -> list[tuple[str | None, str]]:
    return [(one.cell, one.message) for one in found.rejected]


# who is in it


def keys(found: MonthlyList) -> list[str]:
    return [one.booking for one in found.rows]


def test_the_list_holds_what_was_bought_there_and_active_then(office: Context) -> None:
    keep(office, "bookings", booking("2025-03-01", key="B7", case_number=BO))
    keep(office, "bookings", booking("2024-10-01", "2025-02-01", key="B8", case_number=BO))
    keep(
        office, "bookings", booking("2024-10-01", "2025-06-01", key="B9", case_number=BO, outcome=Outcome.NEVER_STARTED)
    )
    assert keys(draft_list(office, OTHER, FEBRUARY)) == ["B1", "B8", "B2"], "by name, then by first day"
    assert keys(draft_list(office, OTHER, Month(2024, 8))) == []
    assert "B4" not in keys(draft_list(office, OTHER, FEBRUARY)), "she is theirs, not ours"


def test_only_those_of_whom_we_buy_can_be_asked(office: Context) -> None:
    assert list_recipients(office) == [(OTHER, "Krokom")]
    keep(office, "agreements", agreement(key="A3", parties=(OTHER, THIRD)))
    keep(office, "bookings", booking("2024-10-01", key="B6", agreement="A3", provider_municipality=THIRD))
    assert [code for code, _ in list_recipients(office)] == [OTHER, THIRD]
    assert keys(draft_list(office, THIRD, FEBRUARY)) == ["B6"]


def test_a_protected_person_is_never_in_it_and_counted_only_for_those_who_may_know(
    office: Context, clerk: Context, tmp_path: Path
) -> None:
    seeing, other = draft_list(office, OTHER, FEBRUARY), draft_list(clerk, OTHER, FEBRUARY)
    assert (seeing.protected, other.protected) == (1, 0)
    assert keys(seeing) == keys(other) == ["B1", "B2"]
    file = written(office, tmp_path)
    assert marks_in(f"{file.name} {read(file)}") == []
    assert marks_in(repr(other)) == []


def test_an_office_with_only_hidden_people_there_has_nobody_to_ask(office: Context, clerk: Context) -> None:
    keep(office, "agreements", agreement(key="A3", parties=(THIRD,)))
    keep(office, "bookings", booking("2024-10-01", key="B6", case_number=CLEO, agreement="A3"))
    assert [code for code, _ in list_recipients(office)] == [OTHER, THIRD]
    assert [code for code, _ in list_recipients(clerk)] == [OTHER]


# on what ground


@pytest.fixture
def ungrounded(office: Context) -> Context:
    """Bo's insats has no paragraph, and rests on an agreement."""
    keep(office, "services", Service(name="samtal", code="I77"))
    change(office, "B2", service="samtal", ground="lokal överenskommelse")
    return office


def test_who_lacks_a_ground_is_left_out_and_named(ungrounded: Context, tmp_path: Path) -> None:
    found = draft_list(ungrounded, OTHER, FEBRUARY)
    assert [(one.booking, one.name) for one in found.ungrounded] == [("B2", "Bo Provlund")]
    assert "Bo Provlund" not in str(read(written(ungrounded, tmp_path)))


@pytest.mark.parametrize(
    ("recipient", "purpose", "given", "withdrawn", "counts"),
    [
        (OTHER, ConsentPurpose.COORDINATION, "2025-01-01", None, True),
        ("krokom", ConsentPurpose.PLANNING, "2025-01-01", None, True),
        (THIRD, ConsentPurpose.COORDINATION, "2025-01-01", None, False),
        (OTHER, ConsentPurpose.OTHER, "2025-01-01", None, False),
        (OTHER, ConsentPurpose.COORDINATION, "2025-01-01", "2025-03-01", False),
        (OTHER, ConsentPurpose.COORDINATION, "2025-03-04", None, False),
    ],
    ids=["to them", "by name", "to somebody else", "for something else", "withdrawn", "not yet"],
)
def test_a_consent_counts_while_it_holds_for_that_recipient_and_purpose(
    ungrounded: Context, recipient: str, purpose: ConsentPurpose, given: str, withdrawn: str | None, counts: bool
) -> None:
    consent = Consent(
        case_number=BO,
        recipient=recipient,
        purpose=purpose,
        given_on=day(given),
        withdrawn_on=day(withdrawn) if withdrawn else None,
    )
    keep(ungrounded, "consents", consent)
    assert ("B2" in keys(draft_list(ungrounded, OTHER, FEBRUARY))) is counts


def test_the_consent_of_the_booking_itself_is_a_ground(ungrounded: Context) -> None:
    change(ungrounded, "B2", consent_on=day("2025-01-15"))
    ground = {one.booking: one.ground for one in draft_list(ungrounded, OTHER, FEBRUARY).rows}["B2"]
    assert (ground.paragraph, ground.consent_on) == (None, day("2025-01-15"))


def test_what_left_is_noted_for_each_person_with_recipient_way_and_ground(
    ungrounded: Context, tmp_path: Path, logged: list[Disclosure]
) -> None:
    change(ungrounded, "B2", consent_on=day("2025-01-15"))
    written(ungrounded, tmp_path, way=HandOutWay.SECURE_MAIL)
    assert logged == [
        Disclosure("monthly_list", 1, recipient=OTHER, way=HandOutWay.SECURE_MAIL, ground=ground, person=person)
        for person, ground in ((1, "skollagen 20 kap. 11 d §"), (2, "samtycke 2025-01-15"))
    ]


def test_nothing_is_noted_of_a_file_that_could_not_be_written(
    office: Context, tmp_path: Path, logged: list[Disclosure]
) -> None:
    (tmp_path / "lista.xlsx").mkdir()
    with pytest.raises(Trouble):
        written(office, tmp_path)
    assert logged == []


def test_a_person_protected_since_the_look_stops_the_writing(office: Context, tmp_path: Path) -> None:
    draft = draft_list(office, OTHER, FEBRUARY)
    keep(office, "bookings", booking("2024-11-01", key="B6", case_number=BO))
    with pytest.raises(Refused) as caught:
        write_list(office, draft, HandOutWay.SDK, tmp_path / "lista.xlsx")
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE
    assert not (tmp_path / "lista.xlsx").exists()


# the file, by a second reader


def test_the_file_says_cell_by_cell_what_is_asked(office: Context, tmp_path: Path) -> None:
    change(office, "B2", planned_until=day("2025-06-13"), variant="kurs B", provider="Skolan", is_sensitive=True)
    change(office, "B1", planned_until=day("2025-06-13"), variant="kurs C", provider="Skolan")
    sheets = read(written(office, tmp_path))
    assert list(sheets) == ["Lista", "Fler frånvaror", "Så här fyller du i"]
    heading, amina, bo = sheets["Lista"]
    assert heading == [
        *("Bokning", "Namn", "Nummer", "Insats", "Variant", "Anordnare", "Start", "Planerat slut"),
        *("Kvar", "Slutade", "Slut", "Senast närvarande", "Kurs eller variant"),
        *("Frånvaro från", "Frånvaro till", "Slag av frånvaro"),
    ]
    day_of = datetime.date
    number = f"{TEST_NUMBERS[0][:8]}-{TEST_NUMBERS[0][8:]}"
    expected = ["B1", "Amina Provlund", number, "sfi", "kurs C", "Skolan", day_of(2024, 9, 1), day_of(2025, 6, 13)]
    assert amina == [*expected, *[""] * 8]
    assert bo[3:6] == ["I01", "", ""], "a sensitive booking says neither what nor where"
    assert [row[:2] for row in sheets["Så här fyller du i"][:3]] == [
        ["Månad", "2025-02"],
        ["Från kommun", "2380"],
        ["Till", OTHER],
    ]


def test_only_the_cells_to_fill_in_are_open_and_closed_words_are_chosen(office: Context, tmp_path: Path) -> None:
    sheet = load_workbook(written(office, tmp_path))["Lista"]
    assert sheet.protection.sheet
    assert sheet.protection.password is None
    assert [cell.protection.locked for cell in sheet[2]] == [True] * 8 + [False] * 8
    assert sheet.freeze_panes == "A2"
    rules = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert rules == {
        "I2:I3": '"ja,nej"',
        "K2:K3": '"slutförd,avbrott,flytt,aldrig påbörjad,annat"',
        "P2:P3": '"giltig,ogiltig,ledig,uppehåll"',
    }


# what comes back


def test_an_untouched_list_changes_nothing(clerk: Context, filled: Fill) -> None:
    found = read_answer(clerk, filled())
    assert (found.proposed, found.unanswered, found.rejected, found.warnings) == ((), 2, (), ())
    assert (found.month, found.recipient_name) == (FEBRUARY, "Krokom")


def test_every_answer_becomes_what_it_says(clerk: Context, filled: Fill) -> None:
    said = {
        "Kvar": "nej",
        "Slutade": datetime.date(2025, 2, 14),
        "Slut": "avbrott",
        "Senast närvarande": "2025-02-10",
        "Kurs eller variant": "kurs D",
        "Frånvaro från": datetime.date(2025, 2, 11),
        "Frånvaro till": datetime.date(2025, 2, 12),
        "Slag av frånvaro": "giltig",
    }
    found = read_answer(clerk, filled(B1=said, B2={"Kvar": "ja"}))
    assert proposed(found) == {
        "days": days("2024-09-01", "2025-02-14"),
        "outcome": Outcome.INTERRUPTED,
        "end_told_on": day("2025-03-03"),
        "last_present_on": day("2025-02-10"),
        "variant": "kurs D",
        "absence": away("2025-02-11", "2025-02-12", AbsenceKind.VALID),
    }
    assert found.agreeing == 1
    assert stored(clerk, "B1") == booking("2024-09-01"), "nothing is saved by reading"
    save_all(clerk, found)
    assert stored(clerk, "B1") == booking(
        "2024-09-01",
        "2025-02-14",
        outcome=Outcome.INTERRUPTED,
        end_told_on=day("2025-03-03"),
        last_present_on=day("2025-02-10"),
        variant="kurs D",
    )
    assert absences(clerk) == [away("2025-02-11", "2025-02-12", AbsenceKind.VALID)]
    assert read_answer(clerk, found.file).proposed == (), "read once more it says nothing new"


def test_only_what_is_chosen_is_saved(clerk: Context, filled: Fill) -> None:
    ended = {"Slutade": datetime.date(2025, 2, 14), "Slut": "avbrott"}
    found = read_answer(clerk, filled(B1=ended, B2=ended))
    [chosen] = [p.place for one in found.answers if one.name == "Bo Provlund" for p in one.proposed if p.name == "days"]
    save_answer(clerk, found, {chosen})
    assert stored(clerk, "B1") == booking("2024-09-01")
    assert stored(clerk, "B2").days.last == day("2025-02-14")
    assert stored(clerk, "B2").outcome is None


def test_undo_puts_everything_back(clerk: Context, filled: Fill) -> None:
    keep(clerk, "absences", away("2025-02-01", None))
    said = {
        "Slutade": datetime.date(2025, 2, 14),
        "Frånvaro från": datetime.date(2025, 2, 1),
        "Frånvaro till": datetime.date(2025, 2, 12),
        "Slag av frånvaro": "ogiltig",
    }
    found = read_answer(
        clerk, filled(more=[["B1", datetime.date(2025, 1, 7), datetime.date(2025, 1, 8), "ledig"]], B1=said)
    )
    taken = save_all(clerk, found)
    assert len(absences(clerk)) == 2
    undo_answer(clerk, taken)
    assert stored(clerk, "B1") == booking("2024-09-01")
    assert absences(clerk) == [away("2025-02-01", None)]


def test_undo_is_all_or_nothing_when_somebody_changed_one_since(clerk: Context, filled: Fill) -> None:
    ended = {"Slutade": datetime.date(2025, 2, 14)}
    taken = save_all(clerk, read_answer(clerk, filled(B1=ended, B2=ended)))
    change(clerk, "B2", provider="Skolan")
    with pytest.raises(Refused):
        undo_answer(clerk, taken)
    assert stored(clerk, "B1").days.last == day("2025-02-14")


def test_saving_is_all_or_nothing_when_somebody_changed_one_since(clerk: Context, filled: Fill) -> None:
    ended = {"Slutade": datetime.date(2025, 2, 14)}
    found = read_answer(clerk, filled(B1=ended, B2=ended))
    change(clerk, "B2", provider="Skolan")
    with pytest.raises(Refused) as caught:
        save_all(clerk, found)
    assert caught.value.code is RefusalCode.CHANGED_MEANWHILE
    assert stored(clerk, "B1") == booking("2024-09-01")


def test_one_who_never_came_needs_no_last_day(clerk: Context, filled: Fill) -> None:
    found = read_answer(clerk, filled(B1={"Kvar": "nej", "Slut": "aldrig påbörjad"}))
    assert proposed(found) == {"outcome": Outcome.NEVER_STARTED, "end_told_on": day("2025-03-03")}


def test_an_end_told_of_before_keeps_its_day(clerk: Context, filled: Fill) -> None:
    change(clerk, "B1", end_told_on=day("2025-02-20"))
    assert proposed(read_answer(clerk, filled(B1={"Slutade": datetime.date(2025, 2, 14)}))).keys() == {"days"}


def test_remaining_where_the_booking_has_ended_is_told_and_changes_nothing(clerk: Context, filled: Fill) -> None:
    change(clerk, "B1", days=days("2024-09-01", "2025-02-10"))
    [one] = read_answer(clerk, filled(B1={"Kvar": "ja"})).answers
    assert (one.is_ended_here, one.proposed) == (True, ())


def test_a_course_without_a_price_is_told(clerk: Context, filled: Fill) -> None:
    keep(clerk, "prices", price("9000", variant="kurs D"))
    found = read_answer(clerk, filled(B1={"Kurs eller variant": "Kurs d"}, B2={"Kurs eller variant": "kurs X"}))
    assert [one.lacks_price for one in found.answers] == [False, True]


def test_a_change_in_closed_months_is_told_with_what_it_gives(clerk: Context, filled: Fill) -> None:
    close_month(clerk, month("2024-09"))
    close_month(clerk, month("2024-10"))
    said = {"Slutade": datetime.date(2024, 10, 10), "Slut": "avbrott"}
    late = {"Slutade": datetime.date(2024, 11, 10), "Slut": "avbrott"}
    found = read_answer(clerk, filled(of=Month(2024, 10), B1=said, B2=late))
    amounts = {one.before.value.key: one.closed for one in found.answers}
    assert amounts == {"B1": -643_548, "B2": None}, "9 500 kr for 31 days less 3 064,52 kr for ten"


# absences


def test_several_absences_of_one_person_stand_in_the_second_sheet(clerk: Context, filled: Fill) -> None:
    more = [
        ["B1", datetime.date(2025, 2, 3), datetime.date(2025, 2, 4), "giltig"],
        ["B1", datetime.date(2025, 2, 20), None, "ogiltig"],
    ]
    said = {"Frånvaro från": datetime.date(2025, 2, 10), "Frånvaro till": "2025-02-11", "Slag av frånvaro": "ledig"}
    save_all(clerk, read_answer(clerk, filled(more=more, B1=said)))
    assert sorted(absences(clerk), key=lambda one: one.days.start) == [
        away("2025-02-03", "2025-02-04", AbsenceKind.VALID),
        away("2025-02-10", "2025-02-11", AbsenceKind.LEAVE),
        away("2025-02-20", None),
    ]


@pytest.mark.parametrize(
    ("kept", "told", "after"),
    [
        (away("2025-02-01", None), ("2025-02-01", "2025-02-12"), away("2025-02-01", "2025-02-12")),
        (away("2025-01-20", None), ("2025-02-01", "2025-02-12"), away("2025-01-20", "2025-02-12")),
        (away("2025-02-01", "2025-02-12"), ("2025-02-05", "2025-02-07"), None),
        (away("2025-02-01", "2025-02-12"), ("2025-02-05", "2025-02-20"), away("2025-02-01", "2025-02-20")),
        (
            away("2025-02-01", "2025-02-12", AbsenceKind.VALID),
            ("2025-02-01", "2025-02-12"),
            away("2025-02-01", "2025-02-12"),
        ),
    ],
    ids=["came back", "came back, told in part", "known", "longer", "another kind"],
)
def test_an_absence_that_is_known_is_changed_where_more_is_told(
    clerk: Context, filled: Fill, kept: Absence, told: tuple[str, str], after: Absence | None
) -> None:
    keep(clerk, "absences", kept)
    said = {"Frånvaro från": told[0], "Frånvaro till": told[1], "Slag av frånvaro": "ogiltig"}
    found = read_answer(clerk, filled(B1=said))
    assert proposed(found).get("absence") == after
    save_all(clerk, found)
    assert absences(clerk) == [after or kept]


def test_an_absence_that_clashes_is_told_at_its_cell(clerk: Context, filled: Fill) -> None:
    keep(clerk, "absences", away("2025-02-01", "2025-02-12", AbsenceKind.VALID))
    said = {"Frånvaro från": "2025-02-05", "Frånvaro till": "2025-02-20", "Slag av frånvaro": "ogiltig"}
    found = read_answer(clerk, filled(B1=said))
    [(cell, message)] = rejected(found)
    assert cell == "N2"
    assert "krockar" in message
    assert found.proposed == ()


@pytest.mark.parametrize(
    ("last", "kind", "hint"),
    [
        ("2025-02-24", "ogiltig", "2025-02-03"),
        ("2025-02-23", "ogiltig", None),
        ("2025-02-28", "giltig", None),
        (None, "ogiltig", "2025-02-03"),
    ],
    ids=["22 days", "21 days", "with reason", "still away"],
)
def test_more_than_three_weeks_without_reason_is_a_hint_and_nothing_else(
    clerk: Context, filled: Fill, last: str | None, kind: str, hint: str | None
) -> None:
    said = {"Frånvaro från": "2025-02-03", "Frånvaro till": last, "Slag av frånvaro": kind}
    found = read_answer(clerk, filled(B1=said))
    [one] = found.answers
    assert (one.end.since if one.end else None) == (day(hint) if hint else None)
    assert proposed(found).keys() == {"absence"}


# files that are not what was sent


def test_a_file_that_is_no_list_is_refused_with_what_it_is(clerk: Context, filled: Fill, tmp_path: Path) -> None:
    file = filled()
    book = load_workbook(file)
    foreign = {
        "workbook": _text(tmp_path / "brev.xlsx"),
        "head": make(tmp_path / "annan.xlsx", {"Blad1": [["Bokning"], ["B1"]]}),
        "sender": _with(book, tmp_path / "av annan.xlsx", "B2", THIRD),
    }
    book = load_workbook(file)
    del book["Lista"]
    foreign["sheet"] = tmp_path / "utan.xlsx"
    book.save(foreign["sheet"])
    for reason, one in foreign.items():
        with pytest.raises(Refused) as caught:
            read_answer(clerk, one)
        assert (caught.value.code, caught.value.params["reason"]) == (RefusalCode.NOT_AN_ANSWER, reason)
        assert refused(caught.value).what.startswith(one.name)


def _text(file: Path) -> Path:
    file.write_text("Hej")
    return file


def _with(book: Any, file: Path, place: str, value: object, sheet: str = "Så här fyller du i") -> Path:
    book[sheet][place].value = value
    book.save(file)
    return file


@pytest.mark.parametrize(
    ("place", "value", "cell", "message"),
    [
        ("A2", "B999", "A2", "Bokningen finns inte"),
        ("A2", "B4", "A2", "Bokningen finns inte"),
        ("A2", "B2", "C2", "Numret hör inte till"),
        ("C2", "19890502-2392", "C2", "Numret hör inte till"),
        ("A2", None, "A2", "måste fyllas i"),
        ("I2", "kanske", "I2", "ja eller nej"),
        ("J2", "14/2", "J2", "ÅÅÅÅ-MM-DD"),
        ("J2", 45, "J2", "före 1900"),
        ("J2", "=IDAG()", "J2", "formel"),
        ("J2", "2024-08-30", "J2", "före bokningens start"),
        ("K2", "hoppade av", "K2", "Väntade ett av: slutförd, avbrott"),
        ("K2", "avbrott", "J2", "dagen då personen slutade"),
        ("I2", "nej", "J2", "dagen då personen slutade"),
        ("L2", "2025-03-04", "L2", "inte varit än"),
        ("N2", "2025-02-03", "P2", "Välj slag"),
        ("P2", "giltig", "N2", "första dag"),
        ("O2", "2025-02-03", "N2", "första dag"),
    ],
)
def test_a_cell_that_cannot_be_taken_is_told_and_its_row_left_alone(
    clerk: Context, filled: Fill, place: str, value: object, cell: str, message: str
) -> None:
    file = filled(B2={"Senast närvarande": datetime.date(2025, 2, 27)})
    found = read_answer(clerk, _with(load_workbook(file), file, place, value, "Lista"))
    told = dict(rejected(found))
    assert message in told[cell]
    assert [one.before.value.key for one in found.answers] == [
        key for key in ("B2",) if not (place == "A2" and value == "B2")
    ]


@pytest.mark.parametrize(
    ("said", "cell"),
    [
        ({"Kvar": "ja", "Slutade": "2025-02-14"}, "I2"),
        ({"Slut": "aldrig påbörjad", "Senast närvarande": "2025-02-14"}, "K2"),
        ({"Slutade": "2025-02-14", "Senast närvarande": "2025-02-15"}, "L2"),
        (
            {"Frånvaro från": "2025-02-14", "Frånvaro till": "2025-02-13", "Slag av frånvaro": "ledig"},
            "O2",
        ),
    ],
    ids=["stays and left", "never there but seen", "seen after the end", "back before away"],
)
def test_a_row_that_contradicts_itself_is_told(
    clerk: Context, filled: Fill, said: dict[str, object], cell: str
) -> None:
    found = read_answer(clerk, filled(B1=said))
    assert [where for where, _ in rejected(found)] == [cell]
    assert found.proposed == ()


def test_a_doubled_row_is_told_and_the_first_one_counts(clerk: Context, filled: Fill) -> None:
    file = filled(B1={"Slutade": datetime.date(2025, 2, 14)})
    book = load_workbook(file)
    sheet = book["Lista"]
    for column in range(1, 17):
        sheet.cell(4, column).value = sheet.cell(2, column).value
    sheet["J4"].value = datetime.date(2025, 2, 20)
    book.save(file)
    found = read_answer(clerk, file)
    assert rejected(found) == [("A4", "Samma nyckel finns redan på rad 2.")]
    assert proposed(found)["days"] == days("2024-09-01", "2025-02-14")


def test_a_changed_heading_is_told_and_the_other_columns_count(clerk: Context, filled: Fill) -> None:
    file = filled(B1={"Slutade": datetime.date(2025, 2, 14), "Senast närvarande": datetime.date(2025, 2, 13)})
    found = read_answer(clerk, _with(load_workbook(file), file, "J1", "Slutdatum", "Lista"))
    assert rejected(found) == [(None, "Bladet Lista saknar kolumnen Slutade, som måste finnas.")]
    assert proposed(found) == {"last_present_on": day("2025-02-13")}
    found = read_answer(clerk, _with(load_workbook(file), file, "A1", "Id", "Lista"))
    assert found.answers == ()
    assert rejected(found)[0] == (None, "Bladet Lista saknar kolumnen Bokning, som måste finnas.")


def test_rows_of_another_months_list_are_told(clerk: Context, filled: Fill) -> None:
    """Bo began in October: a row of his does not belong to the list of September."""
    file = filled(of=Month(2024, 10), B2={"Senast närvarande": datetime.date(2024, 10, 30)})
    found = read_answer(clerk, _with(load_workbook(file), file, "B1", "2024-09"))
    assert found.month == Month(2024, 9)
    assert rejected(found) == [("A3", "Bokningen har inga dagar i listans månad.")]


def test_a_changed_white_cell_is_told_and_not_taken(clerk: Context, filled: Fill) -> None:
    file = filled(B1={"Senast närvarande": datetime.date(2025, 2, 13)})
    found = read_answer(clerk, _with(load_workbook(file), file, "G2", datetime.date(2024, 9, 9), "Lista"))
    assert [(one.cell, one.message) for one in found.warnings] == [
        ("G2", "Start läses inte härifrån; här står 2024-09-01.")
    ]
    assert proposed(found) == {"last_present_on": day("2025-02-13")}


def test_a_former_number_of_the_same_person_is_hers(clerk: Context, filled: Fill) -> None:
    file = filled(B1={"Senast närvarande": datetime.date(2025, 2, 13)})
    with clerk.reading() as reader:
        amina = reader.people.by_case(AMINA)
    assert amina is not None
    save_person(clerk, amina, replace(amina.value, personal_number=TEST_NUMBERS[4]))
    assert proposed(read_answer(clerk, file)) == {"last_present_on": day("2025-02-13")}


def test_absences_of_a_booking_that_is_not_in_the_list_are_told(clerk: Context, filled: Fill) -> None:
    more: list[list[object]] = [["B9", "2025-02-03", "2025-02-04", "giltig"], ["B1", "2025-02-03", None, None]]
    found = read_answer(clerk, filled(more=more))
    assert [(one.sheet, one.cell) for one in found.rejected] == [("Fler frånvaror", "D3"), ("Fler frånvaror", "A2")]


# who has become protected meanwhile


def test_a_row_of_somebody_hidden_is_that_of_an_unknown_booking(office: Context, clerk: Context, filled: Fill) -> None:
    file = filled(B1={"Slutade": "2025-02-14"})
    unknown = read_answer(clerk, _with(load_workbook(file), file, "A2", "B999", "Lista"))
    _with(load_workbook(file), file, "A2", "B1", "Lista")
    with office.writing() as uow:
        amina = uow.people.find(AMINA)
        assert amina is not None
        uow.people.change(amina, replace(amina.value, protection=Protection.CONFIDENTIAL_FLAG))
        uow.commit()
    hidden = read_answer(clerk, file)
    assert [one.message for one in hidden.rejected] == [one.message for one in unknown.rejected]
    assert (hidden.answers, hidden.unanswered, hidden.agreeing) == ((), unknown.unanswered, unknown.agreeing)
    assert len(read_answer(office, file).answers) == 1, "who may see her takes it in"


def test_a_booking_hidden_since_the_look_is_not_changed(office: Context, clerk: Context, filled: Fill) -> None:
    found = read_answer(clerk, filled(B1={"Slutade": "2025-02-14"}))
    with office.writing() as uow:
        amina = uow.people.find(AMINA)
        assert amina is not None
        uow.people.change(amina, replace(amina.value, protection=Protection.CONFIDENTIAL_FLAG))
        uow.commit()
    with pytest.raises(Refused) as caught:
        save_all(clerk, found)
    assert caught.value.code is RefusalCode.GONE
    assert stored(office, "B1").days.is_open
