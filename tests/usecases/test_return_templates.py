"""Can an agreement's form be chosen, replaced, removed and moved to another register, and is it told of?"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from counterpart_forms import a_form, with_cells
from factories import (
    CHEAP,
    PASSPHRASE,
    Clock,
    agreement,
    booking,
    day,
    month,
    person,
    price,
    residence,
    second_holder,
    terms,
)
from mottagning.domain.documents import Attachment
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.agreements import remove_agreement
from mottagning.usecases.context import Context
from mottagning.usecases.return_templates import form_of, read_form, remove_form, save_form
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from workbooks import lines, values


@pytest.fixture
def file(tmp_path: Path) -> Attachment:
    """A form that somebody chose."""
    return read_form(a_form(tmp_path / "blankett.xlsx")).file


@pytest.fixture
def other(tmp_path: Path) -> Attachment:
    """Another."""
    return read_form(with_cells(tmp_path / "ny.xlsx", {"A1": "{{rad.Belopp}}"})).file


def _journal(ctx: Context) -> list[str]:
    with ctx.reading() as reader:
        rows = reader._connection.exec_driver_sql(
            "SELECT action FROM change_log WHERE entity = 'return_template' ORDER BY id"
        )
        return [row[0] for row in rows]


def test_a_chosen_form_stands_on_its_agreement_with_name_who_and_when(office: Context, file: Attachment) -> None:
    assert form_of(office, "A1") is None
    save_form(office, None, "A1", file)
    card = form_of(office, "A1")
    assert card is not None
    kept = card.template.value
    assert (kept.file_name, kept.size, kept.chosen_by) == ("blankett.xlsx", len(file.contents), "prov")
    assert (kept.chosen_on, card.has_file) == (office.today, True)
    assert kept.sha256 == hashlib.sha256(file.contents).hexdigest()


def test_a_form_is_replaced_and_removed_and_the_journal_remembers(
    office: Context, file: Attachment, other: Attachment, tmp_path: Path
) -> None:
    first = save_form(office, None, "A1", file).value
    second = save_form(office, first, "A1", other).value
    with office.reading() as reader:
        assert reader.return_templates.contents(second.id) == other.contents
    remove_form(office, second)
    assert form_of(office, "A1") is None
    assert _journal(office) == ["added", "file_kept", "changed", "file_kept", "removed"]
    close_month(office, month("2024-09"))
    assert [one.forms for one in write_returns(office, tmp_path / "ut")] == [(), ()]


def test_a_form_that_somebody_chose_meanwhile_is_not_overwritten(
    office: Context, file: Attachment, other: Attachment
) -> None:
    first = save_form(office, None, "A1", file).value
    for before in (None, first):
        if before is first:
            save_form(office, first, "A1", other)
        with pytest.raises(Refused) as caught:
            save_form(office, before, "A1", file)
        assert caught.value.code is RefusalCode.CHANGED_MEANWHILE


def test_what_cannot_be_filled_in_is_not_kept(office: Context) -> None:
    with pytest.raises(Refused) as caught:
        save_form(office, None, "A1", Attachment("x.xlsx", b"inget"))
    assert caught.value.code is RefusalCode.NOT_A_TEMPLATE
    assert form_of(office, "A1") is None


def test_a_form_goes_with_its_agreement(ctx: Context, file: Attachment) -> None:
    with ctx.writing() as uow:
        stored = uow.agreements.add(agreement())
        uow.commit()
    save_form(ctx, None, "A1", file)
    remove_agreement(ctx, stored)
    with ctx.reading() as reader:
        assert reader.return_templates.every() == []


def test_a_return_of_two_agreements_has_a_form_of_each_with_its_own_rows(
    ctx: Context, file: Attachment, tmp_path: Path
) -> None:
    with ctx.writing() as uow:
        for key, kronor, service in (("A1", "9500", "sfi"), ("A/2", "700", "grundskola")):
            case = f"2024-{key}"
            uow.people.add(person(case_number=case))
            uow.residences.add(residence(case))
            uow.agreements.add(agreement(key=key))
            uow.terms.add(terms(agreement=key, service=service))
            uow.prices.add(price(kronor, agreement=key, service=service))
            given = {"case_number": case, "agreement": key, "service": service, "consent_on": day("2024-09-01")}
            uow.bookings.add(booking("2024-09-01", key=f"B-{key}", **given))
        uow.commit()
    close_month(ctx, month("2024-09"))
    for key in ("A1", "A/2"):
        save_form(ctx, None, key, file)
    (written,) = write_returns(ctx, tmp_path / "ut")
    assert [(one.agreement, one.file.name, one.rows, one.of) for one in written.forms] == [
        ("A/2", "2024-09 2309 K 1 2380-2309 Motpartens blankett A-2.xlsx", 1, 2),
        ("A1", "2024-09 2309 K 1 2380-2309 Motpartens blankett A1.xlsx", 1, 2),
    ]
    for one, amount in zip(written.forms, (700, 9500), strict=True):
        cells = values(one.file)["Faktura"]
        assert (cells["A3"], cells["B3"], cells["E6"], cells["B6"]) == (amount, 1, amount, f"B-{one.agreement}")
    with ctx.reading() as reader:
        said = reader._connection.exec_driver_sql("SELECT what, persons FROM disclosure ORDER BY id").all()
    assert [tuple(one) for one in said] == [("return_file", 2), ("return_form", 1), ("return_form", 1)]


def test_a_form_is_told_of_in_the_register_workbook_and_asked_for_in_the_other_register(
    office: Context, file: Attachment, tmp_path: Path
) -> None:
    save_form(office, None, "A1", file)
    export_register(office, tmp_path / "ut.xlsx")
    (row,) = lines(tmp_path / "ut.xlsx", "Blanketter")
    assert (row["Avtal"], row["Filnamn"], row["Vald av"]) == ("A1", "blankett.xlsx", "prov")
    moved = second_holder(create_register(tmp_path / "annat.mottagning", PASSPHRASE, "prov", Clock(), cost=CHEAP).ctx)
    report = import_workbook(moved, tmp_path / "ut.xlsx").value
    assert "Motpartens blankett för avtal A1 följer inte med" in " ".join(one.message for one in report.warnings)
    card = form_of(moved, "A1")
    assert card is not None
    assert not card.has_file
    close_month(moved, month("2024-09"))
    assert [one.forms for one in write_returns(moved, tmp_path / "utan")] == [(), ()]
    save_form(moved, card.template, "A1", file)  # the same file again
    again = form_of(moved, "A1")
    assert again is not None
    assert again.has_file
    import_workbook(moved, tmp_path / "ut.xlsx")
    assert form_of(moved, "A1") == again
    moved.db.close()


def test_a_text_that_looks_like_a_formula_never_reckons_in_a_form(ctx: Context, tmp_path: Path) -> None:
    texts = {"agreement": "=2+2", "case_number": "-1", "key": "=1+1", "provider": "@SUM(A1)", "variant": "+1"}
    with ctx.writing() as uow:
        uow.people.add(person(case_number="-1", family_name='=HYPERLINK("http://x")', given_name=None))
        uow.residences.add(residence("-1"))
        uow.agreements.add(agreement(key="=2+2"))
        uow.terms.add(terms(agreement="=2+2"))
        uow.prices.add(price(agreement="=2+2"))
        uow.bookings.add(booking("2024-09-01", **texts, consent_on=day("2024-09-01")))
        uow.commit()
    close_month(ctx, month("2024-09"))
    marks = ("{{Avtal}}", "{{rad.Bokning}}", "{{rad.Namn}}", "{{rad.Ärende}}", "{{rad.Anordnare}}", "{{rad.Variant}}")
    form = with_cells(tmp_path / "b.xlsx", {f"{'ABCDEF'[place]}1": mark for place, mark in enumerate(marks)})
    save_form(ctx, None, "=2+2", read_form(form).file)
    (written,) = write_returns(ctx, tmp_path / "ut")
    (filled,) = written.forms
    cells = load_workbook(filled.file).active[1]
    assert [cell.value for cell in cells] == ["=2+2", "=1+1", '=HYPERLINK("http://x")', "-1", "@SUM(A1)", "+1"]
    assert {cell.data_type for cell in cells} == {"s"}
