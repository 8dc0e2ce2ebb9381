"""Can somebody who may not see a person change or learn of her by a register workbook?

To who may not see her she is not there: rows about her are as rows about nobody, and a key of hers is taken.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from factories import day, without_right
from hidden import HER, HER_BOOKING, HER_REQUEST, hide
from mottagning.domain.households import Representative, RepresentativeKind
from mottagning.files.layouts.register import SHEETS
from mottagning.readmodels.transfer import ImportReport
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from workbooks import make, read, shown

OF_HER = ("case_number", "booking", "request", "our_booking")
BOOKING = ["Bokning", "Ärende", "Insats", "Avtal", "Från och med"]
NOBODY, NO_BOOKING, NO_REQUEST = "2024-0999", "B999", "F999"


@pytest.fixture
def office(ctx: Context, small_office: None) -> Context:
    """The small office with somebody hidden, of whom everything is written."""
    with ctx.writing() as uow:
        guardian = Representative(case_number="2024-0002", kind=RepresentativeKind.GUARDIAN, name="Godman")
        uow.representatives.add(guardian)
        uow.commit()
    hide(ctx)
    return ctx


def hers(office: Context, folder: Path) -> dict[str, list[list[Any]]]:
    """The rows of the whole register that name her or her booking, with their headings."""
    file = folder / "allt.xlsx"
    export_register(office, file)
    found = {}
    for title, (heading, *rows) in read(file).items():
        mine = [row for row in rows if {HER, HER_BOOKING, HER_REQUEST} & set(row)]
        if mine and title != "Hushåll":  # the household is the others' too
            found[title] = [heading, *mine]
    return found


def taken(ctx: Context, file: Path) -> ImportReport:
    """What comes of importing what can be imported."""
    report = import_workbook(ctx, file, accept_valid=True).value
    assert report.is_imported
    return report


def state(office: Context, folder: Path) -> Any:
    """The whole register, cell by cell."""
    file = folder / "tillstånd.xlsx"
    export_register(office, file)
    return shown(file)


def test_rows_of_every_kind_about_her_change_nothing_and_count_as_nothing(office: Context, tmp_path: Path) -> None:
    sheets = hers(office, tmp_path)
    expected = {
        sheet.title for sheet in SHEETS if {item.name for item in fields(sheet.record)} & {*OF_HER, "other_case"}
    }
    assert sheets.keys() == expected, "every kind of record is tried"
    before = state(office, tmp_path)
    report = taken(without_right(office), make(tmp_path / "hennes.xlsx", sheets))
    assert (report.created, report.changed, report.unchanged) == ({}, {}, {})
    assert {one.sheet for one in report.rejected} == expected
    assert report.warnings == ()
    assert state(office, tmp_path) == before


def test_the_same_rows_are_known_to_who_may_see_her(office: Context, tmp_path: Path) -> None:
    report = taken(office, make(tmp_path / "hennes.xlsx", hers(office, tmp_path)))
    assert report.rejected == ()
    assert report.unchanged["persons"] == 1


def test_what_is_said_of_her_rows_is_what_is_said_of_nobodys(office: Context, tmp_path: Path) -> None:
    """But for the keys that are hers: of them it is said that they are taken, as in the window."""
    limited = without_right(office)
    sheets = hers(office, tmp_path)
    names = {HER: NOBODY, HER_BOOKING: NO_BOOKING, HER_REQUEST: NO_REQUEST}
    strange = {
        title: [heading, *([names.get(cell, cell) if isinstance(cell, str) else cell for cell in row] for row in rows)]
        for title, (heading, *rows) in sheets.items()
    }
    own_keys = ("Personer", "Bokningar", "Förfrågningar", "Avvikelser", "Dokument")
    said = []
    for name, tried in (("hennes", sheets), ("ingens", strange)):
        kept = {title: rows for title, rows in tried.items() if title not in own_keys}
        report = taken(limited, make(tmp_path / f"{name}.xlsx", kept))
        said.append([(one.sheet, one.cell, one.message) for one in report.rejected])
    known, nobody = said
    back = {NOBODY: HER, NO_BOOKING: HER_BOOKING, NO_REQUEST: HER_REQUEST}
    for unknown, mine in back.items():
        nobody = [(sheet, cell, message.replace(unknown, mine)) for sheet, cell, message in nobody]
    assert known == nobody


@pytest.mark.parametrize(
    ("sheet", "heading", "row"),
    [
        ("Personer", ["Ärende", "Efternamn"], [HER, "Annan"]),
        ("Personer", ["Ärende", "Efternamn"], [" 2024-0003 ", "Annan"]),
        ("Bokningar", BOOKING, [HER_BOOKING, "2024-0001", "sfi", "A1", day("2024-09-01")]),
        ("Bokningar", BOOKING, [HER_BOOKING.lower(), "2024-0002", "sfi", "A1", day("2024-09-01")]),
    ],
)
def test_a_key_of_hers_cannot_be_used_for_anybody(
    office: Context, tmp_path: Path, sheet: str, heading: list[str], row: list[Any]
) -> None:
    before = state(office, tmp_path)
    report = taken(without_right(office), make(tmp_path / "rad.xlsx", {sheet: [heading, row]}))
    (problem,) = report.rejected
    assert problem.message == f"{row[0].strip()} är upptaget. Välj en annan beteckning."
    assert state(office, tmp_path) == before


def test_others_rows_beside_hers_are_taken(office: Context, tmp_path: Path) -> None:
    rows = [["Ärende", "Efternamn"], [HER, "Annan"], ["2024-0001", "Nytt"]]
    report = taken(without_right(office), make(tmp_path / "rad.xlsx", {"Personer": rows}))
    assert report.changed == {"persons": 1}
    assert len(report.rejected) == 1


def test_nobody_is_made_a_guardian_or_an_anchor_of_her_by_who_may_not_see_her(office: Context, tmp_path: Path) -> None:
    before = state(office, tmp_path)
    sheets = {
        "Hushåll": [["Hushåll", "Anknytningsperson"], ["H9", HER]],
        "Företrädare": [
            ["Ärende", "Slag", "Namn", "Eget ärende"],
            ["2024-0001", "god man", "Någon", HER],
        ],
    }
    report = taken(without_right(office), make(tmp_path / "namn.xlsx", sheets))
    assert sorted(one.sheet for one in report.rejected) == ["Företrädare", "Hushåll"]
    assert all(f"{HER}" in one.message for one in report.rejected)
    assert state(office, tmp_path) == before
