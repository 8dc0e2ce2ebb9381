"""Is an invoice of any shape valid by UBL 2.1, EN 16931 and Peppol BIS Billing 3, and exact line by line?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from e_invoices import HEAD, NUMBER, SELLER, Read, problems
from factories import OTHER, OWN, days, entry, month, row, unit_price
from mottagning.domain.agreements import Unit
from mottagning.domain.invoices import Invoice, Target, invoices
from mottagning.domain.ledger import Entry, RowKind, RowReference
from mottagning.domain.money import Ore, Rounding, scaled
from mottagning.domain.postal import postal_address
from mottagning.domain.settlement.claims import Fees
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files.peppol import encoded


def sold(**values: Any) -> Entry:
    """October 2024, sold at 9 500 kr."""
    return entry(direction=RowDirection.SELL, payer=OTHER, provider_municipality=OWN, **values)


def invoice(*entries: Entry, **values: Any) -> Invoice:
    rows = tuple(row(one, NUMBER, place) for place, one in enumerate(entries, start=1))
    (made,) = invoices("F1", replace(HEAD, **values), [Target("ZZ2309", None, rows)], {"samtal": "I77"})
    return made


WHOLE = sold()
PART = sold(quantity=Fraction(20), amount=Ore(612_903), days=days("2024-10-12", "2024-10-31"))
WITH_FEE = sold(fees=Fees(administration=scaled(15)), amount=Ore(1_092_500))
PART_WITH_FEE = replace(PART, fees=Fees(administration=scaled("12.5")), amount=Ore(689_516))
TO_KRONA = replace(PART, rounding=Rounding.KRONA, amount=Ore(612_900))
OF_A_YEAR = sold(price=unit_price("96607", unit=Unit.YEAR, divisor=12), quantity=Fraction(1), of=None, unit=Unit.MONTH)
OF_A_YEAR = replace(OF_A_YEAR, amount=Ore(805_058))
MANY_HOURS = replace(OF_A_YEAR, quantity=Fraction(1000), amount=Ore(805_058_333))
A_THIRD = sold(quantity=Fraction(1, 3), of=None, unit=Unit.COURSE, amount=Ore(316_667))
RECONCILED = replace(OF_A_YEAR, amount=Ore(-4), kind=RowKind.RECONCILIATION)
SHARED = sold(quantity=Fraction(12), of=52, unit=Unit.PIECE, price=unit_price("240000"), amount=Ore(5_538_400))
CREDIT = sold(
    service_month=month("2024-03"),
    days=days("2024-03-01", "2024-03-31"),
    quantity=Fraction(-31),
    amount=Ore(-950_000),
    kind=RowKind.CORRECTION,
    corrects=RowReference(f"2024-03 {OTHER} S 1", 4),
    corrects_invoice="F-2024/77",
)
CREDIT_WITH_FEE = replace(CREDIT, fees=Fees(administration=scaled(15)), amount=Ore(-1_092_500))
EVERY_UNIT = [sold(unit=unit, of=None, quantity=Fraction(1)) for unit in Unit]

SHAPES = {
    "a whole month": [WHOLE],
    "a part of a month": [PART],
    "a fee": [WITH_FEE],
    "a part with a fee of a broken per cent": [PART_WITH_FEE],
    "rounded to kronor": [TO_KRONA],
    "a twelfth of a year price": [OF_A_YEAR],
    "a thousand of a price without an end of decimals": [MANY_HOURS],
    "a third of a course": [A_THIRD],
    "a year's settlement": [WHOLE, RECONCILED],
    "a share levelled by some kronor": [SHARED],
    "a correction of an earlier month": [WHOLE, replace(CREDIT, amount=Ore(-306_452), quantity=Fraction(-10))],
    "nothing left to pay": [WHOLE, CREDIT],
    "a credit": [CREDIT],
    "a credit with a fee and a row to pay": [CREDIT_WITH_FEE, PART],
    "every unit": EVERY_UNIT,
}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_valid_and_multiplies_out(shape: str) -> None:
    document = encoded(invoice(*SHAPES[shape]))
    assert problems(document) == []
    read = Read.of(document)
    for line in read.lines:
        assert abs(line.multiplied - line.amount) < Decimal("0.005"), line.text("cbc:ID")
    assert read.payable == Decimal(sum(one.amount for one in SHAPES[shape])) / 100


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("<cbc:BuyerReference>ZZ2309</cbc:BuyerReference>", "", "PEPPOL-EN16931-R003"),
        ('<cbc:PriceAmount currencyID="SEK">9500</', '<cbc:PriceAmount currencyID="SEK">9501</', "PEPPOL-EN16931-R120"),
        (
            "<cbc:StartDate>2024-10-12</cbc:StartDate>",
            "<cbc:StartDate>2024-10-13</cbc:StartDate>",
            "PEPPOL-EN16931-R110",
        ),
        ("2120001462</cbc:CompanyID>", "212000146</cbc:CompanyID>", "PEPPOL-COMMON-R049"),
        ("7350034130000", "7350034130001", "PEPPOL-COMMON-R040"),
        ("9912346", "991234", "SE-R-009"),
        ("VATEX-EU-O", "VATEX-EU-G", "VATEX"),
        (">6129.03</cbc:PayableAmount>", ">6129.04</cbc:PayableAmount>", "BR-CO-16"),
        ("<cbc:ID>O</cbc:ID>", "<cbc:ID>S</cbc:ID>", "BR-S-"),
        ("<cbc:DueDate>2024-12-05</cbc:DueDate>", "<cbc:DueDate>05/12/2024</cbc:DueDate>", "DueDate"),
    ],
)
def test_a_spoilt_invoice_is_found_out(before: str, after: str, rule: str) -> None:
    """The rules really run: each of these breaks one."""
    text = encoded(invoice(PART)).decode()
    assert before in text
    found = problems(text.replace(before, after, 1).encode())
    assert any(rule in one for one in found), found


def test_what_is_exempt_from_moms_names_our_number_and_what_is_outside_it_names_none() -> None:
    numbered = replace(SELLER, vat_number="SE212000146201")
    exempt, outside = encoded(invoice(WHOLE, seller=numbered, is_vat_exempt=True)), encoded(invoice(WHOLE))
    assert (problems(exempt), problems(outside)) == ([], [])
    assert any("BR-E-02" in one for one in problems(encoded(invoice(WHOLE, is_vat_exempt=True))))
    assert any("BR-O-02" in one for one in problems(encoded(invoice(WHOLE, seller=numbered))))
    tax = "cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/"
    said = [
        [Read.of(one).text(tax + name) for name in ("cbc:ID", "cbc:TaxExemptionReason")] for one in (exempt, outside)
    ]
    assert said == [
        ["E", "Interkommunal ersättning, undantagen från mervärdesskatt"],
        ["O", "Interkommunal ersättning, utanför mervärdesskatt"],
    ]


def test_the_invoice_covers_the_days_of_the_month_that_a_row_corrects() -> None:
    read = Read.of(encoded(invoice(WHOLE, replace(CREDIT, quantity=Fraction(-10), amount=Ore(-306_452)))))
    assert (read.kind, read.text("cac:InvoicePeriod/cbc:StartDate")) == ("380", "2024-03-01")
    assert read.text("cac:InvoicePeriod/cbc:EndDate") == "2024-10-31"
    assert [line.text("cac:InvoicePeriod/cbc:StartDate") for line in read.lines] == ["2024-10-01", "2024-03-01"]
    assert read.texts("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == ["F-2024/77"]


def test_a_sum_below_nought_is_a_credit_note_that_names_what_it_credits() -> None:
    read = Read.of(encoded(invoice(CREDIT_WITH_FEE, PART)))
    assert (read.kind, read.payable) == ("381", Decimal("-4795.97"))
    assert read.texts("cac:BillingReference/cac:InvoiceDocumentReference/cbc:ID") == ["F-2024/77"]
    assert [line.text("cbc:CreditedQuantity") for line in read.lines] == ["31", "-20"]
    assert read.text("cac:PaymentMeans/cbc:PaymentMeansCode") is None, "nobody pays a credit into our giro"


def test_the_fee_and_the_rounding_stand_for_themselves() -> None:
    """20/31 × 9 500 = 6 129,03; 12,5 % of it 766,13; a krona's rounding takes 3 öre."""
    told = []
    for one in (PART_WITH_FEE, TO_KRONA):
        (line,) = Read.of(encoded(invoice(one))).lines
        values = ("cbc:InvoicedQuantity", "cac:Price/cbc:PriceAmount", "cac:Price/cbc:BaseQuantity")
        added = ("cbc:ChargeIndicator", "cbc:AllowanceChargeReason", "cbc:Amount")
        told.append([*map(line.text, values), *(line.text(f"cac:AllowanceCharge/{name}") for name in added)])
    assert told == [
        ["20", "9500", "31", "true", "Administrativ avgift", "766.13"],
        ["20", "9500", "31", "false", "Avrundning", "0.03"],
    ]


def test_what_is_no_quantity_times_price_is_one_sum() -> None:
    line = Read.of(encoded(invoice(WHOLE, RECONCILED))).lines[1]
    values = ("cbc:InvoicedQuantity", "cac:Price/cbc:PriceAmount", "cac:Price/cbc:BaseQuantity")
    assert [line.text(name) for name in values] == ["-1", "0.04", "1"]


def test_several_references_are_several_invoices_that_add_up() -> None:
    rows = [row(one, NUMBER, place) for place, one in enumerate((WHOLE, PART, CREDIT), start=1)]
    targets = [
        Target("ZZ1", None, (rows[0],)),
        Target("ZZ2", postal_address("Gatan 1, 111 11 Staden"), (rows[1],)),
        Target("ZZ3", None, (rows[2],)),
    ]
    read = [Read.of(encoded(one)) for one in invoices("F1", HEAD, targets, {})]
    assert [problems(encoded(one)) for one in invoices("F1", HEAD, targets, {})] == [[], [], []]
    assert [(one.text("cbc:ID"), one.text("cbc:BuyerReference"), one.kind) for one in read] == [
        ("F1-1", "ZZ1", "380"),
        ("F1-2", "ZZ2", "380"),
        ("F1-3", "ZZ3", "381"),
    ]
    assert sum(one.payable for one in read) == Decimal("6129.03")
    towns = [one.text("cac:AccountingCustomerParty/cac:Party/cac:PostalAddress/cbc:CityName") for one in read]
    assert towns == ["Grannbyn", "Staden", "Grannbyn"]


def test_a_sensitive_row_says_the_neutral_code_and_no_line_says_more_than_booking_and_month() -> None:
    (line,) = Read.of(encoded(invoice(replace(WHOLE, service="samtal", is_sensitive=True)))).lines
    assert line.text("cac:Item/cbc:Name") == "I77"
    assert line.text("cac:Item/cbc:Description") == "Bokning B1, avser 2024-10"


def test_letters_that_xml_cannot_hold_and_those_it_must_hide_do_no_harm() -> None:
    document = encoded(invoice(replace(WHOLE, service="sfi <kväll> & \x0bdag")))
    assert problems(document) == []
    assert Read.of(document).lines[0].text("cac:Item/cbc:Name") == "sfi <kväll> &  dag"
