"""How is a ledger row kept? An entry as columns and back."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from fractions import Fraction
from functools import lru_cache
from typing import Any

from mottagning.domain.agreements import Method, Unit
from mottagning.domain.canonical import from_text
from mottagning.domain.ledger import Entry, Reason, RowKind, RowReference
from mottagning.domain.money import Ore, Rounding
from mottagning.domain.periods import OPEN, DateRange, Month
from mottagning.domain.settlement.claims import Component, Fees, Step
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.storage.codec import Row

_STEPS = tuple[Step, ...]
_READ_BEFORE = 4_096
"""So many texts that were read lately are known: most rows of a month have the same price, steps and quantity."""


@lru_cache(_READ_BEFORE)
def _price(text: str) -> UnitPrice:
    return from_text(UnitPrice, text)


@lru_cache(_READ_BEFORE)
def _steps(text: str) -> _STEPS:
    return from_text(_STEPS, text)


_quantity, _month = lru_cache(_READ_BEFORE)(Fraction), lru_cache(_READ_BEFORE)(Month.parse)


def columns(entry: Entry, text: Callable[[Hashable], str]) -> dict[str, Any]:
    """The columns of a row; `text` writes its price and its steps, once where many rows have the same."""
    return {
        "booking": entry.booking,
        "person": entry.person,
        "service": entry.service,
        "variant": entry.variant,
        "provider": entry.provider,
        "provider_municipality": entry.provider_municipality,
        "counterpart": entry.counterpart,
        "payer": entry.payer,
        "direction": entry.direction.value,
        "agreement": entry.agreement,
        "method": entry.method.value,
        "service_month": str(entry.service_month),
        "settlement_month": str(entry.settlement_month),
        "start": entry.days.start,
        "end": None if entry.days.is_open else entry.days.end,
        "quantity": str(entry.quantity),
        "of": entry.of,
        "unit": entry.unit.value,
        "price": text(entry.price) if entry.price else None,
        "administration_fee": entry.fees.administration,
        "vat_compensation": entry.fees.vat,
        "rounding": entry.rounding.value,
        "amount": entry.amount,
        "component": entry.component.value,
        "kind": entry.kind.value,
        "corrects_number": entry.corrects.number if entry.corrects else None,
        "corrects_row": entry.corrects.row if entry.corrects else None,
        "corrects_invoice": entry.corrects_invoice,
        "reason": entry.reason.value if entry.reason else None,
        "ground": entry.ground,
        "decision": entry.decision,
        "counterpart_reference": entry.counterpart_reference,
        "is_sensitive": entry.is_sensitive,
        "steps": text(entry.steps),
    }


def entry(row: Row) -> Entry:
    """The entry that a row holds."""
    end: date | None = row["end"]
    return Entry(
        booking=row["booking"],
        person=row["person"],
        service=row["service"],
        variant=row["variant"],
        provider=row["provider"],
        provider_municipality=row["provider_municipality"],
        counterpart=row["counterpart"],
        payer=row["payer"],
        direction=RowDirection(row["direction"]),
        agreement=row["agreement"],
        method=Method(row["method"]),
        service_month=_month(row["service_month"]),
        settlement_month=_month(row["settlement_month"]),
        days=DateRange(row["start"], OPEN if end is None else end),
        quantity=_quantity(row["quantity"]),
        of=row["of"],
        unit=Unit(row["unit"]),
        price=_price(row["price"]) if row["price"] else None,
        fees=Fees(row["administration_fee"], row["vat_compensation"]),
        rounding=Rounding(row["rounding"]),
        amount=Ore(row["amount"]),
        steps=_steps(row["steps"]),
        component=Component(row["component"]),
        kind=RowKind(row["kind"]),
        corrects=RowReference(row["corrects_number"], row["corrects_row"]) if row["corrects_number"] else None,
        corrects_invoice=row["corrects_invoice"],
        reason=Reason(row["reason"]) if row["reason"] else None,
        ground=row["ground"],
        decision=row["decision"],
        counterpart_reference=row["counterpart_reference"],
        is_sensitive=row["is_sensitive"],
    )
