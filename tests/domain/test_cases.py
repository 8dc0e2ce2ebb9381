"""Do worked examples come out to the öre – by the rules, in the returns of closed months, and in the files sent?

The cases are TOML files in `cases/`, in the words of the register workbook, so that an economist can read and add to
them; those that the handbook shows lie beside its pages. Each is imported as a workbook, the months are closed one by
one, the returns are written and read again – what was sold as e-invoices too – and at last the rules are asked. What a
case may say beside its sheets (amounts in kronor, `väntat` by the month of the return):

* `månader`: the first and the last month that is closed, `uträkning`: the arithmetic in words.
* `väntat`: the sum of each month's returns; `"per motpart"`: the same by counterpart.
* `"hålls kvar"`: the checks that hold rows back when a month is closed; `varningar`: those that only make us look.
* `förlorat`: what a limit takes, by service month.
* `fakturaadresser`: address, reference and bookings as the front sheets name them.
* `senare`: what is known only after a month has been closed (`efter`), as sheets of changed rows.
* `"enligt reglerna"`: what the rules give for the facts as they are at last, where other amounts were returned.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from itertools import takewhile
from pathlib import Path
from typing import Any

import pytest

from e_invoices import HEAD, problems, set_up
from e_invoices import Read as Invoiced
from factories import OWN, Clock
from mottagning.domain.invoices import Target, invoices
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.problems import Check, Problem
from mottagning.domain.settlement.engine import Office, Span, settle
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files.peppol import encoded
from mottagning.readmodels.returns import WrittenReturn
from mottagning.texts import formats
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.handbook import pages_folder
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import write_returns
from mottagning.usecases.returns.economy.invoices import write_invoices
from mottagning.usecases.returns.viewing import view_month
from workbooks import Rows, lines, make, read

CASES = Path(__file__).parent / "cases"
SHOWN = pages_folder() / "examples.toml"
Sheets = Mapping[str, list[Mapping[str, Any]]]
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

ELSEWHERE = frozenset({Check.K04, Check.K30})
"""Silence, and a month read in another: true of many of these examples, and tried by themselves (test_looks)."""


Sums = dict[str, str]
"""Kronor by month; months without an amount are left out."""


@dataclass(frozen=True)
class Case:
    """One worked example. `later` are sheets that come in after a month has been closed."""

    sheets: Sheets
    later: Mapping[Month, Sheets]
    months: tuple[Month, ...]
    expected: Mapping[str, Any]


@dataclass(frozen=True)
class Returned:
    """What closing the months of a case gave."""

    sums: Sums
    by_counterpart: dict[str, Sums]
    held: dict[str, list[str]]
    lost: Sums
    warnings: list[str]


def cases() -> Iterator[Any]:
    for file in (*sorted(CASES.glob("*.toml")), SHOWN):
        for one in tomllib.loads(file.read_text(encoding="utf-8"))["fall"]:
            yield pytest.param(_case(one), id=f"{file.stem}: {one['namn']}")


def _case(one: Mapping[str, Any]) -> Case:
    sheets = {title: rows for title, rows in one.items() if isinstance(rows, list) and title[0].isupper()}
    for title, values in DEFAULTS.items():
        sheets[title] = [{**values, **row} for row in sheets.get(title, [{}])]
    first, last = one["månader"].split("–")
    months = [Month.parse(first)]
    while months[-1] < Month.parse(last):
        months.append(months[-1].plus(1))
    later = {Month.parse(event["efter"]): _changes(event) for event in one.get("senare", ())}
    assert later.keys() <= set(months), "something is told after a month that is never closed"
    return Case(sheets, later, tuple(months), one)


def _changes(event: Mapping[str, Any]) -> Sheets:
    return {
        title: [{**DEFAULTS.get(title, {}), **row} for row in rows]
        for title, rows in event.items()
        if isinstance(rows, list)
    }


def _workbook(sheets: Sheets, file: Path, first: Month | None = None) -> Path:
    rows = {title: _rows(values) for title, values in sheets.items() if values}
    if first is not None:
        rows["Inställningar"] = [["Nyckel", "Värde"], ["Egen kommun", OWN], ["Första månad", str(first)]]
    return make(file, rows)


def _rows(values: list[Mapping[str, Any]]) -> Rows:
    headings = list(dict.fromkeys(heading for row in values for heading in row))
    return [headings, *([row.get(heading) for heading in headings] for row in values)]


@pytest.fixture
def clock() -> Clock:
    """A day after every case."""
    return Clock(datetime(2030, 1, 2, tzinfo=UTC))


@pytest.mark.parametrize("case", list(cases()))
def test_worked_example(case: Case, ctx: Context, tmp_path: Path) -> None:
    _take_in(ctx, _workbook(case.sheets, tmp_path / "fall.xlsx", case.months[0]))
    returned, expected = _by_closing(case, ctx, tmp_path), case.expected
    assert returned.sums == expected["väntat"]
    assert returned.by_counterpart == expected.get("per motpart", returned.by_counterpart)
    assert returned.held == expected.get("hålls kvar", {})
    assert returned.lost == expected.get("förlorat", {})
    assert returned.warnings == expected.get("varningar", [])
    files = write_returns(ctx, tmp_path / "underlag")
    assert _in_the_files(files) == returned.sums
    if "fakturaadresser" in expected:
        assert _addressees(files) == expected["fakturaadresser"]
    assert _in_the_invoices(ctx, tmp_path / "fakturor") == _sold(files)
    assert _problems_if_sold(ctx, files) == []
    assert _by_the_rules(case, ctx) == expected.get("enligt reglerna", expected["väntat"])


def _take_in(ctx: Context, file: Path) -> None:
    assert import_workbook(ctx, file).value.rejected == ()


def _by_closing(case: Case, ctx: Context, folder: Path) -> Returned:
    sums: dict[str, dict[Month, int]] = defaultdict(lambda: defaultdict(int))
    held: dict[str, list[str]] = {}
    lost: dict[Month, int] = defaultdict(int)
    warnings: list[str] = []
    for month in case.months:
        notes = close_month(ctx, month).value
        for row in view_month(ctx, month).rows:
            sums[row.entry.counterpart][month] += row.entry.amount
        if notes.held:
            held[str(month)] = [_said(note.problem) for note in notes.held]
        for one in notes.lost:
            lost[one.service_month] += one.amount
        warnings += [_said(problem) for problem in notes.warnings if problem.check not in ELSEWHERE]
        if month in case.later:
            _take_in(ctx, _workbook(case.later[month], folder / "senare.xlsx"))
    total = {month: sum(one[month] for one in sums.values()) for month in case.months}
    return Returned(
        _shown(total), {code: _shown(one) for code, one in sums.items()}, held, _shown(lost), sorted(set(warnings))
    )


def _said(problem: Problem) -> str:
    return f"{problem.check.value} {problem.booking}".strip()


def _in_the_files(files: Sequence[WrittenReturn]) -> Sums:
    """The sum of Belopp in Specifikation of every return, by its month."""
    sums: dict[Month, Decimal] = defaultdict(Decimal)
    for written in files:
        for line in lines(written.file, "Specifikation"):
            sums[written.closed.month] += Decimal(str(line["Belopp"]))
    return _shown({month: int(amount * 100) for month, amount in sums.items()})


def _sold(files: Sequence[WrittenReturn]) -> Sums:
    """The sums of the returns of what was sold."""
    sums: dict[Month, int] = defaultdict(int)
    for one in files:
        sums[one.closed.month] += one.closed.total if one.closed.direction is RowDirection.SELL else 0
    return _shown(sums)


def _in_the_invoices(ctx: Context, folder: Path) -> Sums:
    """What is to be paid by the e-invoices of what was sold, each of them valid."""
    with ctx.reading() as reader:
        sold = [one for one in reader.ledger.returns(protected=False) if one.direction is RowDirection.SELL]
    if not sold:
        return {}
    set_up(ctx, *{one.counterpart for one in sold})
    sums: dict[Month, int] = defaultdict(int)
    for written in write_invoices(ctx, folder).written:
        document = written.file.read_bytes()
        assert problems(document) == []
        sums[written.closed.month] += int(Invoiced.of(document).payable * 100)
    return _shown(sums)


def _problems_if_sold(ctx: Context, files: Sequence[WrittenReturn]) -> list[str]:
    """What would be wrong with an invoice of every row, bought ones too: they take all the shapes there are."""
    ids = [one.closed.id for one in files if one.closed.direction is not RowDirection.EXCHANGE]
    with ctx.reading() as reader:
        found = reader.ledger.rows(ids)
    rows = tuple(replace(row, row=place) for place, row in enumerate(found, start=1))
    if not rows:
        return []
    (invoice,) = invoices("F1", HEAD, [Target("ZZ1", None, rows)], {})
    document = encoded(invoice)
    read = Invoiced.of(document)
    assert read.payable == Decimal(sum(row.entry.amount for row in rows)) / 100
    inexact = [line for line in read.lines if abs(line.multiplied - line.amount) >= Decimal("0.005")]
    return [*problems(document), *(str(line.text("cbc:ID")) for line in inexact)]


def _addressees(files: Sequence[WrittenReturn]) -> list[list[str]]:
    """Fakturaadress, Referens and Gäller bokning of every front sheet."""
    found = []
    for written in files:
        rows = [[str(cell) for cell in row[:3]] for row in read(written.file)["Försättsblad"]]
        heading = next(place for place, row in enumerate(rows) if row[0] == "Fakturaadress")
        found += list(takewhile(any, rows[heading + 1 :]))
    return found


def _by_the_rules(case: Case, ctx: Context) -> Sums:
    with ctx.reading() as reader:
        booked = [row["Bokning"] for row in case.sheets["Bokningar"]]
        held_together = [row["Gemensam insats"] for row in case.sheets.get("Gemensamma insatser", ())]
        groups = [row["Gruppbokning"] for row in case.sheets.get("Gruppbokningar", ())]
        found = reader.facts.by_key([*booked, *held_together, *groups])
        books = reader.facts.books()
    office = Office(OWN, case.months[0])
    sums: dict[Month, int] = defaultdict(int)
    for one in found:
        chain = [books[key] for key in one.placement.chain]
        for claim in settle(one.placement, chain, office, Span(case.months[0], case.months[-1])).claims:
            sums[claim.settlement_month] += claim.amount
            assert claim.steps, "an amount that nobody can explain"
    return _shown(sums)


def _shown(sums: Mapping[Month, int]) -> Sums:
    return {str(month): formats.kr(Ore(sums[month]), unit=False) for month in sorted(sums) if sums[month]}
