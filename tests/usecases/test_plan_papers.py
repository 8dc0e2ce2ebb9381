"""Does a plan on paper say what it should and no more, and do templates go out and come back as they were?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from factories import OTHER, day, days, without_right
from mottagning.domain.consents import Consent, ConsentPurpose
from mottagning.domain.housing import Housing
from mottagning.domain.people import Protection
from mottagning.domain.plan_templates import ItemKind
from mottagning.domain.plans import ClosureReason, Goal, IntroductionPlan
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.printouts import Facts, Grid, Heading, Paragraph, Printout
from mottagning.storage.tables.admin import disclosure
from mottagning.usecases.context import Context
from mottagning.usecases.people_parts import save_part as save_person_part
from mottagning.usecases.plans.planning import begin_plan, save_part, save_plan
from mottagning.usecases.plans.printing import write_plan
from mottagning.usecases.plans.template_workbook import read_templates, remove_template, write_templates
from mottagning.usecases.plans.templates import list_templates

AMINA = "2024-0001"
Press = list[Printout]


def words(printout: Printout) -> str:
    """All that stands on the paper."""
    found: list[str] = [printout.title, printout.footer]
    for block in printout.blocks:
        match block:
            case Heading(text, _) | Paragraph(text):
                found.append(text)
            case Facts(pairs):
                found += [word for pair in pairs for word in pair]
            case Grid():
                found += [*block.headings, *(cell for row in block.rows for cell in row)]
    return "\n".join(found)


def begun(ctx: Context, protection: Protection = Protection.NONE) -> int:
    """Amina with a home, a telephone and a plan with her words."""
    with ctx.writing() as uow:
        amina = uow.people.find(AMINA)
        assert amina is not None
        uow.housings.add(Housing(case_number=AMINA, days=days("2024-01-01"), address="Provgatan 1"))
        known: dict[str, Any] = {"phone": "070-1234567", "interpreter_language": "so", "protection": protection}
        uow.people.change(amina, replace(amina.value, **known))
        uow.commit()
    plan = IntroductionPlan(key="", case_number=AMINA, days=days("2025-02-03"), begun_from="vuxen-20-66")
    number = begin_plan(ctx, plan).value.id
    save_part(ctx, number, None, Goal(plan="", number=0, area="Bageri", words="Jag vill baka"))
    return number


def printed(ctx: Context, number: int, folder: Path, **values: Any) -> tuple[Printout, Path]:
    press: Press = []

    def printer(printout: Printout, file: Path) -> None:
        press.append(printout)
        file.write_bytes(b"%PDF")

    file = write_plan(ctx, number, folder, printer, **values).value
    return press[0], file


def logged(ctx: Context) -> list[Any]:
    with ctx.db.reading() as reader:
        return list(reader.settings._connection.execute(select(disclosure)).mappings())


def test_the_paper_has_her_own_words_and_room_to_sign(office: Context, tmp_path: Path) -> None:
    printout, file = printed(office, begun(office), tmp_path)
    said = words(printout)
    for part in ("Min plan", "Amina Provlund", "Provgatan 1", "”Jag vill baka”", "Vem jag kan fråga", "Att pricka av"):
        assert part in said
    assert "Tolk på somaliska" in said
    assert file.name == "Plan PL2025-0001 2025-03-03.pdf"
    assert "Amina" not in printout.title + printout.footer + file.name
    (row,) = logged(office)
    assert (row["what"], row["persons"]) == ("plan_pdf", 1)


def test_a_protected_persons_paper_has_no_address_and_is_not_for_everybody(office: Context, tmp_path: Path) -> None:
    number = begun(office, Protection.CONFIDENTIAL_FLAG)
    said = words(printed(office, number, tmp_path)[0])
    assert "Amina Provlund" in said
    assert "Provgatan" not in said
    assert "070" not in said
    with pytest.raises(Refused):
        printed(without_right(office), number, tmp_path)


def test_the_paper_tells_the_days_that_matter_to_her_in_words_to_her(office: Context, tmp_path: Path) -> None:
    number = begun(office)
    assert "Viktiga dagar" not in words(printed(office, number, tmp_path)[0])
    with office.writing() as uow:
        amina = uow.people.find(AMINA)
        assert amina is not None
        known = {"permit_decided_on": day("2024-01-01"), "permit_until": day("2025-06-21")}
        uow.people.change(amina, replace(amina.value, received_on=day("2025-01-07"), **known))
        uow.commit()
    (grid,) = [
        block
        for block in printed(office, number, tmp_path)[0].blocks
        if isinstance(block, Grid) and block.headings == ("Dag", "Vad som händer")
    ]
    # the notice of move was due on 4 February; what the municipality claims of the state is nothing to her
    assert grid.rows == (("21 juni 2025", "Ditt uppehållstillstånd går ut."),)


def test_a_handover_tells_what_was_done_and_asks_nobody_to_sign(office: Context, tmp_path: Path) -> None:
    number = begun(office)
    with office.reading() as reader:
        plan = reader.plans.get(number)
    closed = replace(
        plan.value,
        history="Sfi i Provbyn",
        closed_on=day("2025-03-01"),
        closure_reason=ClosureReason.MOVED,
        handed_to="Provbyns mottagning",
        handed_on=day("2025-03-02"),
    )
    stored = save_plan(office, plan, closed).value
    save_plan(office, stored, replace(closed, handed_ground="Lagen 3 §"))
    said = words(printed(office, number, tmp_path, is_handover=True)[0])
    for part in ("Överlämning av plan", "Sfi i Provbyn", "Flytt till annan kommun", "Provbyns mottagning"):
        assert part in said
    assert "Underskrift" not in said
    assert "När vi ses nästa gång" not in said
    assert "Lagen 3 §" in said
    (row,) = logged(office)
    assert (row["recipient"], row["ground"]) == ("Provbyns mottagning", "Lagen 3 §")


def test_a_handover_is_never_written_over_the_plan_that_was_signed(office: Context, tmp_path: Path) -> None:
    number = begun(office)
    with office.reading() as reader:
        plan = reader.plans.get(number)
    stored = save_plan(office, plan, replace(plan.value, handed_to="Provbyns mottagning")).value
    save_plan(office, stored, replace(stored.value, handed_ground="Lagen 3 §"))
    files = [printed(office, number, tmp_path, is_handover=asked)[1].name for asked in (False, True)]
    assert files == ["Plan PL2025-0001 2025-03-03.pdf", "Överlämning PL2025-0001 2025-03-03.pdf"]


def test_a_plan_is_not_handed_over_to_nobody_nor_without_a_ground(office: Context, tmp_path: Path) -> None:
    number = begun(office)
    with pytest.raises(Refused) as refused:
        printed(office, number, tmp_path, is_handover=True)
    assert [one.name for one in refused.value.fields] == ["handed_to"]
    with office.reading() as reader:
        plan = reader.plans.get(number)
    stored = save_plan(office, plan, replace(plan.value, handed_to="Provbyns mottagning")).value
    with pytest.raises(Refused) as refused:
        printed(office, number, tmp_path, is_handover=True)
    assert refused.value.code is RefusalCode.NO_GROUND
    with pytest.raises(Refused) as refused:
        save_plan(office, stored, replace(stored.value, handed_ground="de behöver den"))
    assert [one.name for one in refused.value.fields] == ["handed_ground"]
    assert logged(office) == []
    assert list(tmp_path.glob("*.pdf")) == []


def test_her_consent_to_the_recipient_is_a_ground(office: Context, tmp_path: Path) -> None:
    number = begun(office)
    with office.reading() as reader:
        plan = reader.plans.get(number)
    save_plan(office, plan, replace(plan.value, handed_municipality=OTHER))
    consent = Consent(
        case_number=AMINA, recipient=office.name(OTHER), purpose=ConsentPurpose.PLANNING, given_on=day("2025-02-20")
    )
    save_person_part(office, None, consent)
    printed(office, number, tmp_path, is_handover=True)
    (row,) = logged(office)
    assert row["recipient"] == OTHER
    assert "2025-02-20" in row["ground"]


def test_nothing_is_logged_when_the_file_cannot_be_written(office: Context, tmp_path: Path) -> None:
    def broken(_printout: Printout, _file: Path) -> None:
        raise OSError

    number = begun(office)
    with pytest.raises(Exception):  # noqa: B017, PT011 - trouble with the disk, whichever
        write_plan(office, number, tmp_path, broken)
    assert logged(office) == []
    assert list(tmp_path.glob("Plan*")) == []


def test_templates_come_back_as_they_went_out(office: Context, tmp_path: Path) -> None:
    before = list_templates(office)
    file = tmp_path / "mallar.xlsx"
    write_templates(office, file, [one.template.key for one in before])
    assert load_workbook(file).sheetnames == ["Planmallar", "Planmallsrader"]
    report = read_templates(office, file).value
    assert report.created == {"plan_templates": 5, "plan_template_items": sum(len(one.items) for one in before)}
    after = list_templates(office)
    assert [(one.template, one.items) for one in after] == [(one.template, one.items) for one in before]
    assert all(one.is_own for one in after)
    assert read_templates(office, file).value.created == {}
    remove_template(office, "aldre-67")
    assert [one.is_own for one in list_templates(office) if one.template.key == "aldre-67"] == [False]


def test_a_bad_template_is_told_cell_by_cell_and_nothing_is_taken(office: Context, tmp_path: Path) -> None:
    file = tmp_path / "mallar.xlsx"
    write_templates(office, file, ["vuxen-20-66", "aldre-67"])
    book = load_workbook(file)
    book["Planmallar"]["D2"].value = 3  # to an age below the first
    book["Planmallsrader"]["C4"].value = "dröm"
    book["Planmallsrader"]["H5"].value = 99
    book["Planmallsrader"]["E6"].value = None
    book.create_sheet("Personer").append(["Ärende", "Efternamn"])
    book["Personer"].append(["P1", "Obehörig"])
    book.save(file)
    report = read_templates(office, file).value
    assert not report.is_imported
    own = [one for one in report.rejected if not one.follows]
    assert {(one.sheet, one.cell) for one in own} == {("Planmallar", "D2"), ("Planmallsrader", "C4")}
    # the lines of a template that cannot be taken follow it; those of the other are judged once it can
    assert [one.is_own for one in list_templates(office)] == [False] * 5
    with office.reading() as reader:
        assert reader.people.find("P1") is None, "only templates are read"
    book["Planmallar"]["D2"].value = 66
    book["Planmallsrader"]["C4"].value = "aktivitet"
    book.save(file)
    found = {(one.sheet, one.cell) for one in read_templates(office, file).value.rejected}
    assert found == {("Planmallsrader", "H5"), ("Planmallsrader", "E6")}


def test_a_template_with_a_line_of_each_kind_says_what_it_is(office: Context) -> None:
    kinds = {item.kind for one in list_templates(office) for item in one.items}
    assert kinds == set(ItemKind)
