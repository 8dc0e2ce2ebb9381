"""Is everything that the register holds about a person in her registerutdrag, and nothing that may not be?"""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pytest

from factories import OTHER, day, days, document, furnish, month, without_right
from mottagning.domain.bookings import Absence, AbsenceKind, Procedure
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.households import Household, Representative, RepresentativeKind
from mottagning.domain.housing import Housing
from mottagning.domain.people import Protection
from mottagning.domain.problems import RefusalCode, Refused, Trouble
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.domain.requests import BookingRequest, Side
from mottagning.domain.returns import HandOutWay
from mottagning.domain.subject_access import Omission, Review, Withheld
from mottagning.readmodels.admin import ReadKind, ReadNote
from mottagning.readmodels.printouts import Facts, Grid, Heading, Paragraph, Printout
from mottagning.readmodels.subject_access import AccessDraft, AccessSection
from mottagning.storage.tables import people as tables
from mottagning.usecases import people, people_parts
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.context import Context
from mottagning.usecases.documents import save_document
from mottagning.usecases.duplicates import say_apart
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, list_returns, write_returns
from mottagning.usecases.subject_access.gathering import gather
from mottagning.usecases.subject_access.records import NAMING_FIELDS, OWN_FIELDS
from mottagning.usecases.subject_access.writing import printout_of, report_of, write_report
from workbooks import lines, read, shown

AMINA, BO, CLEO = 1, 2, 3
CASE = "2024-0001"
FORMULA = "=1+1"


def section(draft: AccessDraft, name: str) -> AccessSection:
    return next(one for one in draft.sections if one.name == name)


def rows(draft: AccessDraft, name: str) -> list[dict[str, Any]]:
    """A section's entries by heading, without empty cells."""
    found = section(draft, name)
    headings = [column.heading for column in found.columns]
    return [
        {heading: cell for heading, cell in zip(headings, one.cells, strict=True) if cell is not None}
        for one in found.entries
    ]


def said(draft: AccessDraft) -> str:
    return " ".join(str(cell) for one in draft.sections for entry in one.entries for cell in entry.cells)


def reviewed(draft: AccessDraft, *omissions: Omission) -> Review:
    """Everything gone through, with what is proposed left out and more."""
    proposed = [Omission(one.name, None, one.proposed) for one in draft.sections if one.proposed]
    return Review(frozenset(one.name for one in draft.sections), (*proposed, *omissions))


def on_paper(printout: Printout) -> str:
    """Every word of a printout."""
    words: list[str] = [printout.title, printout.footer]
    for block in printout.blocks:
        match block:
            case Heading(text) | Paragraph(text):
                words.append(text)
            case Facts(pairs):
                words += [part for pair in pairs for part in pair]
            case Grid(headings, table, _):
                words += [*headings, *(cell for row in table for cell in row)]
    return "\n".join(words)


class Paper:
    """Stands in for the printer: keeps what it is given."""

    def __init__(self) -> None:
        self.printouts: list[Printout] = []

    def __call__(self, printout: Printout, file: Path) -> None:
        self.printouts.append(printout)
        file.write_bytes(b"%PDF")


def write(ctx: Context, draft: AccessDraft, folder: Path, *omissions: Omission) -> tuple[dict[str, Any], str]:
    """The workbook's cells and the words on paper."""
    paper = Paper()
    files = write_report(ctx, draft, reviewed(draft, *omissions), folder, paper).value
    return read(files[0]), on_paper(paper.printouts[0])


def disclosures(ctx: Context) -> list[Any]:
    with ctx.reading() as reader:
        return list(reader._connection.exec_driver_sql("SELECT what, person, left_out FROM disclosure ORDER BY id"))


def save(ctx: Context, *parts: Any) -> None:
    for part in parts:
        people_parts.save_part(ctx, None, part)


# nothing is forgotten


def test_every_kind_of_record_that_names_a_person_has_a_section(office: Context) -> None:
    names = {one.name for one in gather(office, AMINA).sections}
    with office.reading() as reader:
        kinds = {name: store.shape for name, store in reader.by_sheet.items()}
    hers = {
        name for name, shape in kinds.items() if {item.name for item in fields(shape.kind)} & {"case_number", "booking"}
    }
    assert len(hers) > 15
    assert hers - names == set()


def test_every_field_that_refers_to_a_person_is_looked_in(office: Context) -> None:
    with office.reading() as reader:
        referring = {
            reference.field
            for store in reader.by_sheet.values()
            for reference in store.shape.references
            if getattr(reference.table, "element", reference.table) is tables.person
        }
    assert referring
    assert referring - {*OWN_FIELDS, *NAMING_FIELDS} == set()


def test_what_was_entered_stands_there_in_words(office: Context) -> None:
    save(
        office,
        Housing(case_number=CASE, days=days("2024-01-01"), address="Provgatan 1", rent=65_000_000),
        Reminder(case_number=CASE, kind=ReminderKind.OWN, detail=FORMULA, due_on=day("2025-04-01")),
    )
    with office.writing() as uow:
        uow.absences.add(Absence(booking="B1", days=days("2024-09-09", "2024-09-10"), kind=AbsenceKind.LEAVE))
        uow.absences.add(Absence(booking="B2", days=days("2024-10-09", "2024-10-10"), kind=AbsenceKind.LEAVE))
        uow.commit()
    draft = gather(office, AMINA)
    (person,) = rows(draft, "persons")
    assert person["Personnummer"] == "19900103-2391"
    assert rows(draft, "housings")[0] == {
        "Från och med": day("2024-01-01"),
        "Adress": "Provgatan 1",
        "Tidsbegränsat": "nej",
        "Hyra": 6500,
    }
    assert rows(draft, "residences")[0]["Kommun"] == "Östersund"
    assert [one["Bokning"] for one in rows(draft, "bookings")] == ["B1"]
    assert [one["Bokning"] for one in rows(draft, "absences")] == ["B1"], "and not that of somebody else"
    assert rows(draft, "reminders")[0]["Gäller"] == FORMULA


def test_why_an_offer_was_chosen_for_her_stands_there(office: Context) -> None:
    asked = BookingRequest(
        key="F1",
        procedure=Procedure.ORDER,
        side=Side.PAYING,
        case_number=CASE,
        service="sfi",
        counterpart=OTHER,
        days=days("2025-04-07"),
        choice_reason="Närmast barnens skola",
        chosen_on=day("2025-03-01"),
        offers_compared=7,
    )
    with office.writing() as uow:
        uow.requests.add(asked)
        uow.commit()
    (row,) = rows(gather(office, AMINA), "requests")
    kept = {name: row[name] for name in ("Skäl för valet", "Valt den", "Jämförda utbud")}
    assert kept == {"Skäl för valet": "Närmast barnens skola", "Valt den": day("2025-03-01"), "Jämförda utbud": 7}


def test_what_was_returned_about_her_and_to_whom_it_went(office: Context, tmp_path: Path) -> None:
    close_month(office, month("2024-09"))
    write_returns(office, tmp_path)
    bought, sold = (next(one for one in list_returns(office) if f" {letter} " in one.number) for letter in "KS")
    hand_out(office, bought.id, HandOutWay.SDK, "Krokoms kommun")
    hand_out(office, sold.id, HandOutWay.SDK, "Någon annan")
    export_register(office, tmp_path / "allt.xlsx")
    draft = gather(office, AMINA)
    (row,) = rows(draft, "returned")
    assert (row["Underlag"], row["Motpart"], row["Bokning"], row["Belopp"]) == (bought.number, "Krokom", "B1", 9500)
    assert (row["Namn som det sändes"], row["Nummer som det sändes"]) == ("Amina Provlund", "19900103-2391")
    assert [(one["Mottagare"], one["Sätt"]) for one in rows(draft, "handed_out")] == [("Krokoms kommun", "SDK")]
    assert [one["Vad"].split(";")[0] for one in rows(draft, "disclosed")] == [
        "Underlaget skrevs som fil",
        "Hela registret skrevs som arbetsbok",
    ]


def test_a_whole_register_written_before_she_came_is_not_hers(ctx: Context, tmp_path: Path, clock: Any) -> None:
    export_register(ctx, tmp_path / "allt.xlsx")
    clock.tick(days=1)
    furnish(ctx)
    assert rows(gather(ctx, AMINA), "disclosed") == []


def test_the_log_tells_who_read_and_who_changed_what(office: Context) -> None:
    people.open_person(replace(office, user=replace(office.user, name="Kim")), AMINA)
    people.open_person(office, BO)
    with office.writing() as uow:
        absence = uow.absences.add(Absence(booking="B1", days=days("2024-09-09"), kind=AbsenceKind.LEAVE))
        uow.commit()
    with office.writing() as uow:
        uow.absences.remove(absence)
        amina = uow.people.get(AMINA)
        uow.people.change(amina, replace(amina.value, phone="070-1"))
        uow.commit()
    draft = gather(office, AMINA)
    assert [one["Vem"] for one in rows(draft, "read")] == ["Kim", "prov"]
    changes = [(one["Vad"], one["Gjort"], one.get("Uppgifter")) for one in rows(draft, "changed")]
    assert ("Frånvaro", "borttaget", "Bokning: B1; Från och med: 2024-09-09; Slag: ledig") in changes
    assert ("Personer", "ändrat", "Telefon: 070-1") in changes
    assert "B2" not in said(draft)


def test_what_was_said_of_a_record_that_is_gone_is_not_told_of_another_persons(office: Context) -> None:
    with office.writing() as uow:
        gone = uow.absences.add(Absence(booking="B2", days=days("2024-09-09"), kind=AbsenceKind.LEAVE))
        uow.absences.remove(gone)
        uow.absences.add(Absence(booking="B1", days=days("2024-09-10"), kind=AbsenceKind.LEAVE))
        uow.commit()
    draft = gather(office, AMINA)
    assert "2024-09-10" in said(draft)
    assert "2024-09-09" not in said(draft)


def test_however_she_was_read_it_stands_there(office: Context) -> None:
    with office.writing() as uow:
        for kind in ReadKind:
            uow.log.read(ReadNote(kind, person=AMINA))
        uow.commit()
    assert len(rows(gather(office, AMINA), "read")) > len(ReadKind), "the report itself is one more"


def test_where_others_records_name_her_stands_without_them(office: Context) -> None:
    guardian = Representative(
        case_number="2024-0002", kind=RepresentativeKind.GUARDIAN, name="Amina Provlund", representative_case=CASE
    )
    save(office, guardian)
    with office.writing() as uow:
        household = uow.households.find("H1")
        assert household is not None
        uow.households.change(household, Household(key="H1", anchor_person=CASE))
        uow.commit()
    draft = gather(office, AMINA)
    assert rows(draft, "representative_case") == [{"Slag": "vårdnadshavare", "Namn": "Amina Provlund"}]
    assert rows(draft, "anchor_person") == [{"Hushåll": "H1"}]
    hidden = replace(draft, sections=tuple(one for one in draft.sections if one.name != "member_names"))
    assert "2024-0002" not in said(hidden)


def test_documents_of_her_and_of_her_bookings_are_told(office: Context) -> None:
    for given in ({"case_number": CASE, "title": "Intyg"}, {"booking": "B1", "title": "Beslut"}, {"booking": "B2"}):
        save_document(office, None, document(**given))
    assert [one["Rubrik"] for one in rows(gather(office, AMINA), "documents")] == ["Intyg", "Beslut"]


def test_who_she_is_not_is_told_without_naming_the_other(office: Context) -> None:
    say_apart(office, AMINA, BO)
    for one in (AMINA, BO):
        draft = gather(office, one)
        other = "2024-0002" if one == AMINA else CASE
        hidden = replace(draft, sections=tuple(part for part in draft.sections if part.name != "member_names"))
        assert [len(rows(draft, "aparts")), len(rows(draft, "other_case"))] == ([1, 0] if one == AMINA else [0, 1])
        assert other not in said(hidden)


# who may not be in it


def test_what_joins_her_to_somebody_protected_is_in_nobodys_report_but_that_ones(office: Context) -> None:
    """Whoever has the right: that they are no one person, and for whom she is a guardian."""
    say_apart(office, AMINA, CLEO)
    guardian = Representative(
        case_number="2024-0003", kind=RepresentativeKind.GUARDIAN, name="Amina Provlund", representative_case=CASE
    )
    save(office, guardian)
    draft = gather(office, AMINA)
    assert [rows(draft, name) for name in ("aparts", "other_case", "representative_case")] == [[], [], []]
    assert "Inte samma person" not in [one["Vad"] for one in rows(draft, "changed")]
    hers = gather(office, CLEO)
    assert [len(rows(hers, name)) for name in ("other_case", "representatives")] == [1, 1]


def test_others_in_the_household_are_a_role_and_a_number_until_a_review_lets_names_in(
    office: Context, tmp_path: Path
) -> None:
    draft = gather(office, AMINA)
    assert rows(draft, "members") == [{"Hushåll": "H1", "Antal": 1}], "she with protected data is not counted"
    assert section(draft, "member_names").proposed is Withheld.OTHERS
    book, paper = write(office, draft, tmp_path)
    assert "Bo Provlund" not in f"{book}{paper}"
    everything = Review(frozenset(one.name for one in draft.sections))
    assert "Bo Provlund" in on_paper(printout_of(report_of(draft, everything)))
    assert "Doldin" not in on_paper(printout_of(report_of(draft, everything)))


def test_a_person_with_protected_data_needs_the_right_and_is_not_noted_without_it(office: Context) -> None:
    with pytest.raises(Refused) as caught:
        gather(without_right(office), CLEO)
    assert caught.value.code is RefusalCode.GONE
    assert len(rows(gather(office, CLEO), "read")) == 1, "only the one with the right stands in the log"


def test_a_protected_report_names_no_case_and_no_address(office: Context, tmp_path: Path) -> None:
    with office.writing() as uow:
        uow.housings.add(Housing(case_number="2024-0003", days=days("2024-01-01"), address="Hemliga vägen 9"))
        uow.commit()
    cleo = people.open_person(office, CLEO).person
    people.save_person(office, cleo, replace(cleo.value, protection=Protection.PROTECTED_REGISTRATION))
    draft = gather(office, CLEO)
    paper = Paper()
    files = write_report(office, draft, reviewed(draft), tmp_path, paper).value
    assert [file.name for file in files] == ["Registerutdrag 2025-03-03.xlsx", "Registerutdrag 2025-03-03.pdf"]
    assert "Hemliga" not in f"{read(files[0])}{on_paper(paper.printouts[0])}"
    assert disclosures(office)[-1][:2] == ("subject_access_pdf", CLEO)


def test_protected_since_it_was_gathered(office: Context, tmp_path: Path) -> None:
    draft = gather(office, AMINA)
    amina = people.open_person(office, AMINA).person
    people.save_person(office, amina, replace(amina.value, protection=Protection.CONFIDENTIAL_FLAG))
    with pytest.raises(Refused):
        write_report(without_right(office), draft, reviewed(draft), tmp_path, Paper())
    assert list(tmp_path.glob("Registerutdrag*")) == []
    files = write_report(office, draft, reviewed(draft), tmp_path, Paper()).value
    assert CASE not in str(files)


# the review


def test_nothing_is_written_before_everything_is_reviewed(office: Context, tmp_path: Path) -> None:
    draft = gather(office, AMINA)
    most = reviewed(draft)
    for name in ("persons", "changed"):
        with pytest.raises(Refused) as caught:
            write_report(office, draft, replace(most, passed=most.passed - {name}), tmp_path, Paper())
        assert caught.value.code is RefusalCode.NOT_REVIEWED
    assert list(tmp_path.glob("Registerutdrag*")) == []
    assert disclosures(office) == []


def test_what_is_left_out_is_in_neither_file_and_in_the_log(office: Context, tmp_path: Path) -> None:
    save(
        office,
        Reminder(case_number=CASE, kind=ReminderKind.OWN, detail="Hemlig anteckning"),
        Reminder(case_number=CASE, kind=ReminderKind.OWN, detail="Öppen anteckning"),
    )
    draft = gather(office, AMINA)
    secret = section(draft, "reminders").entries[0]
    book, paper = write(office, draft, tmp_path, Omission("reminders", secret.key, Withheld.UNFINISHED))
    for written in (str(book), paper):
        assert "Hemlig anteckning" not in written
        assert "Öppen anteckning" in written
    for what, person, left_out in disclosures(office):
        assert what.startswith("subject_access_")
        assert person == AMINA
        assert f'"{secret.key}"' in left_out
        assert '"unfinished"' in left_out
        assert "anteckning" not in left_out


def test_a_section_that_is_left_out_is_not_told_of_and_neither_is_its_history(office: Context, tmp_path: Path) -> None:
    save(office, Reminder(case_number=CASE, kind=ReminderKind.OWN, detail="Hemlig anteckning"))
    book, paper = write(
        office,
        gather(office, AMINA),
        tmp_path,
        Omission("reminders", None, Withheld.SECRET),
        Omission("read", None, Withheld.SECRET),
    )
    for written in (str(book), paper):
        assert "Hemlig anteckning" not in written
    assert "Bevakningar" not in book
    assert "Vem som läst" not in book
    assert "\nVem som läst\n" not in paper
    assert {row["Vad"] for row in lines(tmp_path / f"Registerutdrag {CASE} 2025-03-03.xlsx", "Ändringar")} >= {
        "Personer"
    }


def test_a_report_is_itself_in_the_next_one(office: Context, tmp_path: Path) -> None:
    write(office, gather(office, AMINA), tmp_path)
    draft = gather(office, AMINA)
    assert [one["Vad"] for one in rows(draft, "disclosed")] == [
        "Registerutdrag som arbetsbok",
        "Registerutdrag som PDF",
    ]
    assert rows(draft, "read")[1]["Vad"] == "Skrev till fil"
    assert rows(gather(office, BO), "disclosed") == []


# the files


def test_files_have_no_name_in_theirs_and_say_when_they_were_handed_out(office: Context, tmp_path: Path) -> None:
    draft = gather(office, AMINA)
    files = write_report(office, draft, reviewed(draft), tmp_path, Paper()).value
    assert [file.name for file in files] == [
        f"Registerutdrag {CASE} 2025-03-03.xlsx",
        f"Registerutdrag {CASE} 2025-03-03.pdf",
    ]
    about = [row[0] for row in read(files[0])["Om utdraget"]]
    assert "Utlämnat 2025-03-03" in about
    assert any("artikel 15" in line for line in about)


def test_a_text_that_looks_like_a_formula_is_a_text(office: Context, tmp_path: Path) -> None:
    save(office, Reminder(case_number=CASE, kind=ReminderKind.OWN, detail=FORMULA))
    draft = gather(office, AMINA)
    files = write_report(office, draft, reviewed(draft), tmp_path, Paper()).value
    assert lines(files[0], "Bevakningar")[0]["Gäller"] == FORMULA


def test_the_same_person_twice_gives_the_same_cells(office: Context, tmp_path: Path) -> None:
    first = gather(office, AMINA)
    second = gather(office, AMINA)
    found = []
    for name, draft in (("a", first), ("b", second)):
        folder = tmp_path / name
        folder.mkdir()
        (book, _) = write_report(office, draft, reviewed(draft), folder, Paper()).value
        found.append(shown(book))
    for cells in found:
        del cells["Vem som läst"]  # each gathering is a reading
    assert found[0] == found[1]


def test_what_the_office_has_not_answered_is_said_and_what_it_has_is_quoted(office: Context) -> None:
    assert "Ändamål" in gather(office, AMINA).missing
    with office.writing() as uow:
        settings = uow.settings.office()
        assert settings is not None
        uow.settings.save(replace(settings, data_purpose="Ta emot nyanlända."))
        uow.commit()
    draft = gather(office, AMINA)
    assert "Ändamål" not in draft.missing
    assert dict(draft.about)["Ändamål"] == "Ta emot nyanlända."
    assert dict(draft.about)["Rättslig grund"] == "Uppgift saknas. Fråga Provnämnden."


def test_a_file_that_could_not_be_written_leaves_no_half_and_the_other_in_the_log(
    office: Context, tmp_path: Path
) -> None:
    def broken(_printout: Printout, file: Path) -> None:
        file.write_bytes(b"half")
        raise OSError(28, "full")

    draft = gather(office, AMINA)
    with pytest.raises(Trouble):
        write_report(office, draft, reviewed(draft), tmp_path, broken)
    assert [file.suffix for file in tmp_path.glob("*Registerutdrag*")] == [".xlsx"]
    assert [one[0] for one in disclosures(office)] == ["subject_access_workbook"]


def test_a_consent_names_its_recipient(office: Context) -> None:
    given = day("2024-01-01")
    save(office, Consent(case_number=CASE, recipient=OTHER, purpose=ConsentPurpose.RETURNS, given_on=given))
    assert rows(gather(office, AMINA), "consents")[0]["Mottagare"] == "Krokom"
