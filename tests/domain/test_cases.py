"""Do the settlement's worked examples come out to the öre – by the rules, and in the returns of closed months?

The cases are TOML files in `cases/`, in the words of the register workbook, so that an economist can read and add to
them. Each is imported as a workbook; then the rules are asked directly, and the months are closed one by one.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from factories import Clock
from mottagning.domain.periods import Month
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.texts import formats
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.viewing import view_month

CASES = Path(__file__).parent / "cases"
SETTINGS = {"Egen kommun": "2380"}
DEFAULTS: Mapping[str, Mapping[str, Any]] = {
    "Personer": {"Ärende": "2024-0001", "Efternamn": "Prov", "Förnamn": "Petra"},
    "Hemkommun": {"Ärende": "2024-0001", "Kommun": "2380", "Från och med": "2010-01-01"},
    "Avtal": {"Avtal": "A1", "Motpart": "2309", "Riktning": "köp", "Från och med": "2010-01-01"},
    "Villkor": {"Avtal": "A1", "Insats": "sfi", "Enhet": "månad", "Beräkningssätt": "kalenderdag"},
    "Priser": {
        "Avtal": "A1",
        "Insats": "sfi",
        "Enhet": "månad",
        "Från och med": "2010-01-01",
        "Källa": "Prislista för prov",
    },
    "Bokningar": {
        "Bokning": "B1",
        "Ärende": "2024-0001",
        "Avtal": "A1",
        "Insats": "sfi",
        "Grund": "skollagen 20 kap. 11 d §",
        "Beslut": "Dnr 1",
        "Beslutsdatum": "2010-01-01",
    },
}
"""What a case need not say."""


@dataclass(frozen=True)
class Case:
    """One worked example: sheets of rows, and the amount of each service month."""

    name: str
    sheets: Mapping[str, list[Mapping[str, Any]]]
    expected: Mapping[str, str]
    months: tuple[Month, ...]


def cases() -> Iterator[Any]:
    for file in sorted(CASES.glob("*.toml")):
        for one in tomllib.loads(file.read_text(encoding="utf-8"))["fall"]:
            yield pytest.param(_case(one), id=f"{file.stem}: {one['namn']}")


def _case(one: Mapping[str, Any]) -> Case:
    sheets = {title: rows for title, rows in one.items() if isinstance(rows, list)}
    for title, values in DEFAULTS.items():
        sheets[title] = [{**values, **row} for row in sheets.get(title, [{}])]
    first, last = one["månader"].split("–")
    months = [Month.parse(first)]
    while months[-1] < Month.parse(last):
        months.append(months[-1].plus(1))
    return Case(one["namn"], sheets, one["väntat"], tuple(months))


def _workbook(case: Case, file: Path) -> Path:
    book = Workbook()
    settings = book.active
    settings.title = "Inställningar"
    settings.append(["Nyckel", "Värde"])
    for key, value in {**SETTINGS, "Första månad": str(case.months[0])}.items():
        settings.append([key, value])
    for title, rows in case.sheets.items():
        sheet = book.create_sheet(title)
        headings = list(dict.fromkeys(heading for row in rows for heading in row))
        sheet.append(headings)
        for row in rows:
            sheet.append([row.get(heading) for heading in headings])
    book.save(file)
    return file


@pytest.fixture
def clock() -> Clock:
    """A day after every case."""
    return Clock(datetime(2030, 1, 2, tzinfo=UTC))


@pytest.mark.parametrize("case", list(cases()))
def test_worked_example(case: Case, ctx: Context, tmp_path: Path) -> None:
    report = import_workbook(ctx, _workbook(case, tmp_path / "fall.xlsx")).value
    assert report.rejected == ()
    assert _by_the_rules(case, ctx) == case.expected
    assert _by_closing(case, ctx) == case.expected


def _by_the_rules(case: Case, ctx: Context) -> dict[str, str]:
    with ctx.reading() as reader:
        found = reader.facts.due(case.months[-1])
        books = reader.facts.books()
    office = Office("2380", case.months[0])
    sums: dict[Month, int] = defaultdict(int)
    for one in found:
        chain = [books[key] for key in one.placement.chain]
        for claim in settle(one.placement, chain, office, Span(case.months[0], case.months[-1])).claims:
            sums[claim.settlement_month] += claim.amount
            assert claim.steps, "an amount that nobody can explain"
    return _shown(sums)


def _by_closing(case: Case, ctx: Context) -> dict[str, str]:
    sums: dict[Month, int] = defaultdict(int)
    for month in case.months:
        assert view_month(ctx, month).notes.held == ()
        close_month(ctx, month)
        for row in view_month(ctx, month).rows:
            sums[month] += row.entry.amount
    return _shown(sums)


def _shown(sums: Mapping[Month, int]) -> dict[str, str]:
    """Kronor by the month in which they are settled; months without an amount are left out."""
    return {str(month): formats.kr(sums[month], unit=False) for month in sorted(sums) if sums[month]}
