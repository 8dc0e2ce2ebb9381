"""Is an invoice of any shape valid by UBL 2.1, EN 16931 and Peppol BIS Billing 3, and exact line by line?"""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from e_invoices import Read, problems
from factories import OTHER, OWN, day, days, entry, month, row, unit_price
from mottagning.domain.agreements import Unit
from mottagning.domain.invoices import Invoice, InvoiceHead, InvoiceParty, Payment, Target, invoices
from mottagning.domain.ledger import Entry, RowKind, RowReference
from mottagning.domain.money import Ore, Rounding, scaled
from mottagning.domain.payment_numbers import PeppolId
from mottagning.domain.postal import postal_address
from mottagning.domain.settlement.claims import Fees
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.files.peppol import encoded

NUMBER = f"2024-10 {OTHER} S 1"
SELLER = InvoiceParty(
    name="Provbyns kommun",
    endpoint=PeppolId("0007", "2120001462"),
    organisation_number="2120001462",
    address=postal_address("Box 1\n123 45 Provbyn"),
    desk="Provnämnden",
    phone="0123-456 78",
    email="faktura@example.invalid",
)
BUYER = InvoiceParty(
    name="Grannbyns kommun",
    endpoint=PeppolId("0088", "7350034130000"),
    organisation_number="2120001389",
    address=postal_address("Fakturaenheten, Box 2, SE-123 46 Grannbyn"),
)
HEAD = InvoiceHead(
    return_number=NUMBER,
    issued=day("2024-11-05"),
    seller=SELLER,
    buyer=BUYER,
    payment=Payment(days=30, bankgiro="9912346", plusgiro="4158207"),
)


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
        amount = Decimal(str(line.text("cbc:LineExtensionAmount")))
        assert abs(line.multiplied - amount) < Decimal("0.005"), line.text("cbc:ID")
    assert read.payable == Decimal(sum(one.amount for one in SHAPES[shape])) / 100
