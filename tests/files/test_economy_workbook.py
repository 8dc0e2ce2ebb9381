"""Does Ekonomiunderlag tell the economy office what to book, by account, and never about whom?"""

from __future__ import annotations

from pathlib import Path

from openpyxl import load_workbook

from factories import OTHER, TEST_NUMBERS, agreement, booking, day, month, person, price, residence, terms
from mottagning.domain.agreements import Direction
from mottagning.domain.counterparts import Counterpart, CounterpartKind
from mottagning.domain.services import Service
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from workbooks import lines, read, shown

PRIVATE = "000000-0001"
OCTOBER = "2024-10 2380 Ekonomiunderlag.xlsx"


def test_sheets_and_columns_stand_in_order(folder: Path) -> None:
    sheets = read(folder / OCTOBER)
    assert list(sheets) == ["Per insats", "Per bokning"]
    facts = ["Underlag", "Motpart", "Namn", "Riktning", "Insats", "Avser månad", "Bokningar", "Belopp"]
    assert sheets["Per insats"][0] == [*facts, "Ansvar", "Konto", "Verksamhet", "Projekt", "Motpartskod"]
    assert sheets["Per bokning"][0] == ["Underlag", "Motpart", "Insats", "Avser månad", "Bokning", "Belopp"]


# 16/31 × 1 000 = 516,13; 20/30 × 9 500 - 9 500 = -3 166,67; 25/31 × 9 500 = 7 661,29; a whole October at 8 000.


def test_each_insats_and_period_has_a_line_with_its_accounts(folder: Path) -> None:
    *found, bought_for, sold_for = lines(folder / OCTOBER, "Per insats")
    shared = {"Motpart": "2309", "Namn": "Provbyns kommun", "Bokningar": 1, "Motpartskod": "82"}
    bought = {**shared, "Underlag": "2024-10 2309 K 1", "Riktning": "köp"}
    talks = {"Insats": "I77", "Konto": "4631", "Ansvar": "2100", "Projekt": "P-1"}
    assert found == [
        {**bought, **talks, "Avser månad": "2024-10", "Belopp": 516.13},
        {**bought, "Insats": "sfi", "Avser månad": "2024-09", "Belopp": -3166.67},
        {**bought, "Insats": "sfi", "Avser månad": "2024-10", "Belopp": 7661.29},
        {
            **shared,
            "Underlag": "2024-10 2309 S 1",
            "Riktning": "sälj",
            "Insats": "sfi",
            "Avser månad": "2024-10",
            "Belopp": 8000,
        },
    ]
    # what we owe and what we are owed are paid gross: 516,13 - 3 166,67 + 7 661,29, and 8 000 for itself
    assert bought_for == {"Underlag": "Summa köp", "Belopp": 5010.75}
    assert sold_for == {"Underlag": "Summa sälj", "Belopp": 8000}


def test_each_booking_has_its_amount(folder: Path) -> None:
    found = [(one["Bokning"], one["Avser månad"], one["Belopp"]) for one in lines(folder / OCTOBER, "Per bokning")]
    assert found == [
        ("B5", "2024-10", 516.13),
        ("B1", "2024-09", -3166.67),
        ("B2", "2024-10", 7661.29),
        ("B4", "2024-10", 8000),
    ]


def test_nobody_is_named_and_no_number_stands_there(folder: Path) -> None:
    for file in folder.glob("*Ekonomiunderlag*"):
        cells = " ".join(str(value) for sheet in shown(file).values() for value, _ in sheet.values())
        secrets = [number[4:8] + "-" for number in TEST_NUMBERS] + [number[:8] for number in TEST_NUMBERS]
        for secret in ("Amina", "Bo ", "Provlund", "Dana", "Cleo", "2024-0001", "samtal", "B3", *secrets):
            assert secret not in cells, secret


def test_protected_people_have_a_file_of_their_own_that_says_no_municipality_in_its_name(
    two_months: Context, tmp_path: Path
) -> None:
    write_returns(two_months, tmp_path, month("2024-10"), protected=True)
    (file,) = tmp_path.glob("*Ekonomiunderlag*")
    assert file.name == "2024-10 X Ekonomiunderlag.xlsx"
    assert [one["Bokning"] for one in lines(file, "Per bokning")] == ["B3"]


def test_codes_are_texts_and_amounts_have_two_decimals_on_a_page_of_a4(folder: Path) -> None:
    book = load_workbook(folder / OCTOBER)
    for sheet in book.worksheets:
        heading = [cell.value for cell in sheet[1]]
        for row in sheet.iter_rows(min_row=2):
            for name, cell in zip(heading, row, strict=True):
                if cell.value is not None:
                    shown_as = {"Belopp": "#,##0.00", "Bokningar": "0"}.get(str(name), "@")
                    assert cell.number_format == shown_as, (sheet.title, name)
                    assert cell.data_type == ("s" if shown_as == "@" else "n")
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToWidth) == ("landscape", 1)
        assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$1", "A2")
        assert len(sheet.tables) == 1
    (table,) = book["Per insats"].tables.values()
    assert table.ref == "A1:M5"  # four lines; the sum lies below the table


def test_a_private_counterpart_stands_under_its_name_and_kind(ctx: Context, tmp_path: Path) -> None:
    with ctx.writing() as uow:
        uow.services.add(Service(name="kurs", code="I78", account_buy="4633", account_sell="3500", activity_code="47"))
        uow.counterparts.add(Counterpart(code=PRIVATE, name="Provskolan AB", kind=CounterpartKind.PRIVATE))
        uow.people.add(person(case_number="2024-0001"))
        uow.residences.add(residence("2024-0001"))
        uow.agreements.add(agreement(parties=(PRIVATE,)))
        uow.terms.add(terms(service="kurs"))
        uow.prices.add(price("300", service="kurs"))
        uow.bookings.add(booking("2024-09-01", service="kurs", consent_on=day("2024-09-01")))
        uow.commit()
    close_month(ctx, month("2024-09"))
    write_returns(ctx, tmp_path)
    line = lines(tmp_path / "2024-09 2380 Ekonomiunderlag.xlsx", "Per insats")[0]
    expected = {"Motpart": PRIVATE, "Namn": "Provskolan AB", "Motpartskod": "87", "Konto": "4633", "Verksamhet": "47"}
    assert {name: line[name] for name in expected} == expected


def test_what_is_sold_stands_on_its_own_account(ctx: Context, tmp_path: Path) -> None:
    with ctx.writing() as uow:
        uow.services.add(Service(name="kurs", code="I78", account_buy="4633", account_sell="3500"))
        uow.people.add(person(case_number="2024-0001"))
        uow.residences.add(residence("2024-0001", OTHER))
        uow.agreements.add(agreement(direction=Direction.SELL))
        uow.terms.add(terms(service="kurs"))
        uow.prices.add(price("300", service="kurs"))
        uow.bookings.add(booking("2024-09-01", service="kurs", consent_on=day("2024-09-01")))
        uow.commit()
    close_month(ctx, month("2024-09"))
    write_returns(ctx, tmp_path)
    line = lines(tmp_path / "2024-09 2380 Ekonomiunderlag.xlsx", "Per insats")[0]
    assert (line["Riktning"], line["Konto"], line["Belopp"]) == ("sälj", "3500", 300)
