"""Is each of the twelve ways in which a bill is usually wrong named, in the control and to the sender?"""

from __future__ import annotations

from pathlib import Path

import pytest

from factories import (
    OTHER,
    OWN,
    TEST_NUMBERS,
    THIRD,
    agreement,
    booking,
    day,
    days,
    month,
    person,
    price,
    received_invoice,
    residence,
    terms,
)
from mottagning.domain.agreements import AgeGroup, Method
from mottagning.domain.settlement.readings import Readings
from mottagning.domain.swedish import BY_AGE
from mottagning.readmodels.received_invoices import Looked
from mottagning.texts import invoices as texts
from mottagning.usecases.context import Context
from mottagning.usecases.invoices import handling, received
from workbooks import make

HEADING = ["Bokning", "Personnummer", "Elev", "Avser månad", "Belopp"]
OCTOBER = "2024-10"


@pytest.fixture
def school(ctx: Context) -> Context:
    """Twelve people with a booking each, B1 to B12, and what makes the twelve wrongs possible."""
    ends = {"B5": "2024-10-31", "B8": "2024-09-30"}
    starts = {"B5": "2024-10-01", "B9": "2024-10-18"}
    services = {"B9": "grundskola", "B10": "förskola"}
    cases = {f"B{number}": f"2024-{number:04}" for number in range(1, 13)}
    born = {"B10": day("2020-05-05")}
    numbers = {"B12": TEST_NUMBERS[0], "B3": TEST_NUMBERS[1]}
    with ctx.writing() as uow:
        uow.people.add_many(
            [
                person(
                    case_number=case,
                    given_name=f"Elev{key}",
                    family_name="Prov",
                    birth_date=born.get(key),
                    personal_number=numbers.get(key),
                )
                for key, case in cases.items()
            ]
        )
        uow.residences.add_many([residence(case) for key, case in cases.items() if key != "B11"])
        uow.residences.add_many(
            [residence(cases["B11"], OWN, "2020-01-01", "2024-09-30"), residence(cases["B11"], THIRD, "2024-10-01")]
        )
        uow.agreements.add(agreement())
        uow.terms.add_many(
            [
                terms(),
                terms(service="grundskola", method=Method.MEASURING_DAY, readings=Readings(15)),
                terms(service="förskola"),
            ]
        )
        uow.prices.add_many(
            [
                price("9000", days=days("2020-01-01", "2023-12-31")),
                price(days=days("2024-01-01")),
                price("8000", service="grundskola"),
                price("12000", service="förskola", variant="1-2 år"),
                price("7000", service="förskola", variant="3-5 år"),
            ]
        )
        uow.age_groups.add_many(
            [
                AgeGroup(agreement="A1", service="förskola", variant="1-2 år", from_age=1, to_age=2),
                AgeGroup(agreement="A1", service="förskola", variant="3-5 år", from_age=3, to_age=5),
            ]
        )
        uow.bookings.add_many(
            [
                booking(
                    starts.get(key, "2024-09-01"),
                    ends.get(key),
                    key=key,
                    case_number=case,
                    service=services.get(key, "sfi"),
                    variant=BY_AGE if key == "B10" else None,
                )
                for key, case in cases.items()
            ]
        )
        uow.commit()
    return ctx


def look(ctx: Context, folder: Path, rows: list[list[object]], number: str, kronor: str) -> Looked:
    """What the control of an invoice with these rows comes to."""
    key = received.next_invoice_key(ctx)
    invoice = received.save_invoice(ctx, None, received_invoice(kronor, key=key, number=number)).value
    file = make(folder / f"{number}.xlsx", {"Blad1": [HEADING, *rows]})
    return handling.look(ctx, invoice.id, file)


WRONGS = {
    "unknown to us": ("X99", None, "Eva Främling", OCTOBER, 700),
    "another year's price": ("B3", None, None, OCTOBER, 9000),
    "another quantity": ("B4", None, None, OCTOBER, 6129.03),
    "another month": ("B5", None, None, "2024-09", 9500),
    "doubled": ("B6", None, None, OCTOBER, 9500),
    "doubled again": ("B6", None, None, OCTOBER, 9500),
    "paid before": ("B7", None, None, OCTOBER, 9500),
    "stop not told": ("B8", None, None, OCTOBER, 9500),
    "another measuring day": ("B9", None, None, OCTOBER, 8000),
    "another age group": ("B10", None, None, OCTOBER, 12000),
    "not at home with us": ("B11", None, None, OCTOBER, 9500),
    "somebody else's number": ("B12", TEST_NUMBERS[4], None, OCTOBER, 9500),
    "right": ("B1", None, None, OCTOBER, 9500),
}
NAMED = {
    "unknown to us": ("missing_here", "motsvaras inte av något hos oss"),
    "another year's price": ("amount", "de har räknat med priset som gäller 2020-01-01–2023-12-31"),
    "another quantity": ("amount", "de har räknat 20 dagar där vi räknar 31 dagar"),
    "another month": ("period", "avser september 2024. Samma belopp för B5 hör hos oss till oktober 2024"),
    "doubled": ("agreed", "stämmer med B6"),
    "doubled again": ("twice", "begär B6 oktober 2024 en gång till"),
    "paid before": ("paid_before", "är redan betald, faktura 4700 (2025-03-03)"),
    "stop not told": ("missing_here", "de har inte fått veta att bokningen slutade 2024-09-30"),
    "another measuring day": ("missing_here", "de har läst av den 20 i månaden"),
    "another age group": ("amount", "de har räknat med åldersgruppen 1-2 år"),
    "not at home with us": ("missing_here", "de räknar med att personen hör till"),
    "somebody else's number": ("identity", "har en annan identitet än B12"),
    "right": ("agreed", "stämmer med B1"),
}


def test_each_of_the_twelve_wrongs_is_named(school: Context, tmp_path: Path) -> None:
    before = look(school, tmp_path, [list(WRONGS["paid before"])], "4700", "9500")
    handling.keep(school, before)
    handling.attest(school, before.invoice.id)
    handling.pay(school, before.invoice.id, school.today)
    looked = look(school, tmp_path, [list(row) for row in WRONGS.values()], "4711", "100000")
    found = looked.found
    places = dict(enumerate(WRONGS, start=2))
    said = {
        places[row.row]: (one.verdict.value, texts.in_full(found, one, school.name).replace("\u00a0", " "))
        for one in found.control.compared
        for row in one.theirs
    }
    for wrong, (verdict, words) in NAMED.items():
        assert said[wrong][0] == verdict, (wrong, said[wrong])
        assert words in said[wrong][1], wrong
    left_out = [one for one in found.control.compared if one.verdict.value == "missing_there"]
    assert [one.booking for one in left_out] == ["B2"], "the twelfth: a row of ours that theirs lack"
    assert texts.said(left_out[0]).replace("\u00a0", " ") == "B2, 9 500,00 kr för oktober 2024, har de inte med."
    handling.keep(school, looked)
    kept = received.open_invoice(school, looked.invoice.id)
    assert {places[row.row] for row in kept.rows if row.stance.value == "agreed"} == {"right", "doubled"}
    assert all(row.why for row in kept.rows if row.is_head), "each has what it may be told by"
    assert month(OCTOBER) == kept.invoice.value.first_month
    assert kept.invoice.value.counterpart == OTHER
