"""The small fixed register whose returns stand as golden files in `tests/files/golden`, and how they are made anew:

    .venv/bin/python tests/goldens.py

Look at what `git diff` shows afterwards: each line is a cell of a file that an economist gets.
"""

from __future__ import annotations

import sys
import tempfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

if __name__ == "__main__":  # pytest knows where the sources are
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "src"))

from openpyxl import load_workbook

from factories import (
    CHEAP,
    FIRST_MONTH,
    OTHER,
    OWN,
    PASSPHRASE,
    TEST_NUMBERS,
    THIRD,
    Clock,
    agreement,
    booking,
    day,
    furnish,
    month,
    person,
    price,
    residence,
    second_holder,
    terms,
)
from mottagning.domain.agreements import Direction, Unit
from mottagning.domain.counterparts import Counterpart
from mottagning.domain.money import scaled
from mottagning.domain.office import OfficeSettings
from mottagning.domain.services import Service
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from workbooks import make

GOLDEN = Path(__file__).resolve().parent / "files" / "golden"
LONG_NAME = "Provlund-Testberg af Demonstrationsgården"
_WHEN = "Stängt"


def returned(folder: Path) -> Context:
    """A register that has closed September and October 2024 with a row of every sort.

    Beside the small office of `factories.furnish` (köp, sälj, somebody protected): an end that was told too late (a
    correction), a sensitive insats, a preliminary price with an administrative fee, a year that is made even, what is
    exchanged, a long name, and a text that looks like a formula.
    """
    made = create_register(folder / "guld.mottagning", PASSPHRASE, "prov", Clock(), cost=CHEAP)
    second_holder(made.ctx)
    ctx = replace(made.ctx, backups=None)
    _office(ctx)
    furnish(ctx)
    _more(ctx)
    close_month(ctx, month("2024-09"))
    ended = [["Bokning", "Ärende", "Avtal", "Insats", "Från och med", "Till och med", "Slut"]]
    ended += [["B1", "2024-0001", "A1", "sfi", day("2024-09-01"), day("2024-09-20"), "avbrott"]]
    import_workbook(ctx, make(folder / "slut.xlsx", {"Bokningar": ended}))
    close_month(ctx, month("2024-10"))
    return ctx


def _office(ctx: Context) -> None:
    with ctx.writing() as uow:
        office = OfficeSettings(
            municipality=OWN,
            first_month=FIRST_MONTH,
            board="Provnämnden",
            unit="Mottagningsenheten",
            officer="Hanna Handläggare",
            invoice_address="Provkommunen, Fakturaenheten, Box 0, 000 00 Provstad",
            reference="ZZ2380",
        )
        uow.settings.save(office)
        uow.commit()


def _more(ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.counterparts.add_many(
            [
                Counterpart(code=OTHER, name="Provbyns kommun", invoice_address="Torget 0", reference="ZZ2309"),
                Counterpart(code=THIRD, name="Bytbyns kommun"),
            ]
        )
        uow.services.add_many(
            [
                Service(name="samtal", code="I77", account_buy="4631", cost_centre="2100", project="P-1"),
                Service(name="vuxenkurs", code="I78", account_buy="4633", activity_code="47"),
                Service(name="årskurs", code="I79", account_buy="4634"),
            ]
        )
        uow.people.add_many(
            [
                person(case_number="2024-0005", given_name="Maria Magdalena", family_name=LONG_NAME),
                person(case_number="2024-0006", given_name="@Eva", family_name="=1+1", personal_number=TEST_NUMBERS[4]),
            ]
        )
        uow.residences.add_many([residence("2024-0005"), residence("2024-0006")])
        uow.agreements.add(agreement(key="A3", direction=Direction.EXCHANGE, parties=(THIRD,), registry_number="KS 3"))
        fee = scaled("5")
        uow.terms.add_many(
            [
                terms(service="samtal"),
                terms(service="vuxenkurs", administration_fee=fee),
                terms(service="årskurs", yearly_reconciliation=True),
                terms(agreement="A3"),
            ]
        )
        uow.prices.add_many(
            [
                price("1000", service="samtal", variant="enskilt", source="Beslut 7"),
                price("4321.50", service="vuxenkurs", variant="kurs B", is_preliminary=True, source="Preliminär lista"),
                price("100000", service="årskurs", unit=Unit.YEAR),
                price("9000", agreement="A3"),
            ]
        )
        consent = {"consent_on": day("2024-09-01")}
        sensitive = {"provider": "Samtalsrummet", "is_sensitive": True, "counterpart_reference": "Dnr 77"}
        uow.bookings.add_many(
            [
                booking(
                    "2024-10-16",
                    key="B5",
                    case_number="2024-0002",
                    service="samtal",
                    variant="enskilt",
                    invoice_reference="SEKR",
                    **sensitive,
                    **consent,
                ),
                booking(
                    "2024-10-01",
                    key="B6",
                    case_number="2024-0005",
                    service="vuxenkurs",
                    variant="kurs B",
                    provider="Provskolan",
                    **consent,
                ),
                booking("2024-09-01", "2024-10-31", key="B7", case_number="2024-0006", service="årskurs", **consent),
                booking("2024-10-05", key="B8", case_number="2024-0005", agreement="A3"),
            ]
        )
        uow.commit()


def write_all(ctx: Context, folder: Path) -> list[Path]:
    """All files of both months, those about protected people too."""
    write_returns(ctx, folder)
    write_returns(ctx, folder, protected=True)
    return sorted(folder.glob("*.xlsx"))


def told(file: Path) -> str:
    """A workbook as a readable text: a line for each filled cell with its type, number format and value."""
    lines = []
    for sheet in load_workbook(file).worksheets:
        lines.append(f"# {sheet.title}")
        for row in sheet.iter_rows():
            told_of = [cell for cell in row if cell.value is not None]
            for cell in told_of:
                value = "(i datorns tidszon)" if told_of[0].value == _WHEN and cell.column > 1 else _told(cell.value)
                lines.append(f"{cell.coordinate}  {cell.data_type}  {cell.number_format}  {value}")
    return "\n".join(lines) + "\n"


def _told(value: object) -> str:
    return value.date().isoformat() if isinstance(value, datetime) else str(value)


def main() -> None:
    """Make the golden files anew."""
    GOLDEN.mkdir(exist_ok=True)
    for old in GOLDEN.glob("*.txt"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder:
        ctx = returned(Path(folder))
        for file in write_all(ctx, Path(folder) / "ut"):
            (GOLDEN / f"{file.stem}.txt").write_text(told(file), encoding="utf-8", newline="\n")
        ctx.db.close()


if __name__ == "__main__":
    main()
