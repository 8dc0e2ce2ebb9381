"""What the tests of files stand on: registers that hold nothing yet."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from factories import (
    CHEAP,
    FIRST_MONTH,
    OTHER,
    OWN,
    PASSPHRASE,
    Clock,
    booking,
    copy_register,
    day,
    furnish,
    month,
    price,
    second_holder,
    terms,
)
from mottagning.domain.counterparts import Counterpart
from mottagning.domain.office import OfficeSettings
from mottagning.domain.services import Service
from mottagning.storage.database import Database
from mottagning.system.paths import key_file_of
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from workbooks import make


@pytest.fixture(scope="session")
def _nothing(tmp_path_factory: pytest.TempPathFactory) -> Context:
    """A register without settings that is made once."""
    made = create_register(tmp_path_factory.mktemp("tomt") / "tomt.mottagning", PASSPHRASE, "prov", Clock(), cost=CHEAP)
    second_holder(made.ctx)
    made.ctx.db.close()
    return replace(made.ctx, backups=None)


@pytest.fixture
def copied(tmp_path: Path, clock: Clock) -> Iterator[Callable[[Context], Context]]:
    """Makes and opens copies of a register that is closed."""
    made: list[Context] = []

    def copy(source: Context) -> Context:
        file = tmp_path / f"register {len(made) + 1}.mottagning"
        copy_register(source.db.file, file)
        made.append(replace(source, db=Database(file, source.key), clock=clock))
        return made[-1]

    yield copy
    for ctx in made:
        ctx.db.close()


@pytest.fixture
def empty(copied: Callable[[Context], Context], _nothing: Context) -> Callable[[], Context]:
    """Makes registers that hold nothing but the shipped catalogue, not even settings."""
    return lambda: copied(_nothing)


@pytest.fixture(scope="session")
def _two_months(tmp_path_factory: pytest.TempPathFactory, _nothing: Context) -> Context:
    """The small office after two months, with something sensitive and somebody who left earlier than was known.

    Amina's course ended on 20 September, which was told in October; Bo has talks from 16 October, marked as sensitive.
    """
    file = copy_register(_nothing.db.file, tmp_path_factory.mktemp("två månader") / "två.mottagning")
    shutil.copy(key_file_of(_nothing.db.file), key_file_of(file))
    office = replace(_nothing, db=Database(file, _nothing.key), clock=Clock())
    ended = [["Bokning", "Ärende", "Avtal", "Insats", "Från och med", "Till och med", "Slut"]]
    ended += [["B1", "2024-0001", "A1", "sfi", day("2024-09-01"), day("2024-09-20"), "avbrott"]]
    with office.writing() as uow:
        uow.settings.save(
            OfficeSettings(municipality=OWN, first_month=FIRST_MONTH, board="Provnämnden", reference="ZZ2380")
        )
        uow.commit()
    furnish(office)
    with office.writing() as uow:
        uow.services.add(Service(name="samtal", code="I77", account_buy="4631", cost_centre="2100", project="P-1"))
        uow.terms.add(terms(service="samtal"))
        uow.prices.add(price("1000", service="samtal", variant="enskilt", source="Beslut 7"))
        uow.counterparts.add(
            Counterpart(
                code=OTHER, name="Provbyns kommun", invoice_address="Torget 0", reference="ZZ2309", contact="Eva"
            )
        )
        uow.bookings.add(
            booking(
                "2024-10-16",
                key="B5",
                case_number="2024-0002",
                service="samtal",
                variant="enskilt",
                provider="Samtalsrummet",
                is_sensitive=True,
                consent_on=day("2024-10-01"),
                counterpart_reference="Dnr 77",
                invoice_reference="SEKR",
            )
        )
        uow.commit()
    close_month(office, month("2024-09"))
    import_workbook(office, make(file.with_name("slut.xlsx"), {"Bokningar": ended}))
    close_month(office, month("2024-10"))
    office.db.close()
    return office


@pytest.fixture
def two_months(_two_months: Context, copied: Callable[[Context], Context]) -> Context:
    """The small office after two months: see above."""
    return copied(_two_months)


@pytest.fixture(scope="module")
def folder(_two_months: Context, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of both months, written once."""
    made = tmp_path_factory.mktemp("ut")
    write_returns(_two_months, made)
    _two_months.db.close()
    return made
