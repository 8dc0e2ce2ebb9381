"""What must be known before files for the economy system can be written? The office's settings of them.

E-invoices and vouchers are each off until somebody switches them on. Which accounts and dimensions a municipality uses
differs (domain notes on settlement, 5), so none is proposed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mottagning.domain.payment_numbers import bankgiro, peppol_id, plusgiro, vat_number
from mottagning.domain.postal import postal_address
from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class EconomySettings:
    """How e-invoices (Peppol) and vouchers (SIE) are written.

    `seller_name` is the municipality's whole name, as it is registered: `Östersunds kommun`.
    `is_vat_exempt`: what is sold is exempt from moms (EN 16931 category E, which needs `vat_number`) rather than
    outside it (O). `payment_days` from invoice to payment. A dimension is its number in the economy system's SIE.
    The accounts of what is accrued are asked for when that is first written.
    """

    writes_invoices: bool = False
    seller_name: str | None = None
    peppol_id: str | None = None
    postal_address: str | None = None
    bankgiro: str | None = None
    plusgiro: str | None = None
    payment_days: int | None = None
    is_vat_exempt: bool = False
    vat_number: str | None = None
    writes_vouchers: bool = False
    claims_account: str | None = None
    debts_account: str | None = None
    accrued_income_account: str | None = None
    accrued_costs_account: str | None = None
    voucher_series: str | None = None
    cost_centre_dimension: str | None = None
    activity_dimension: str | None = None
    project_dimension: str | None = None
    party_dimension: str | None = None


ACCOUNTS = ("claims_account", "debts_account")
ACCRUAL_ACCOUNTS = ("accrued_income_account", "accrued_costs_account")
_GAPS = {"bankgiro": "no_giro"}
"""What is said of a gap where another setting would fill it as well."""
DIMENSIONS = ("cost_centre_dimension", "activity_dimension", "project_dimension", "party_dimension")


def economy_problems(settings: EconomySettings) -> tuple[FieldProblem, ...]:
    """What keeps the settings from being saved: numbers that are none, and gaps in what is switched on."""
    gaps = [*invoice_gaps(settings), *voucher_gaps(settings)]
    return (*_wrong_numbers(settings), *(FieldProblem(name, _GAPS.get(name, "missing")) for name in gaps))


def invoice_gaps(settings: EconomySettings) -> tuple[str, ...]:
    """The settings that e-invoices lack; none while they are off."""
    if not settings.writes_invoices:
        return ()
    asked = ["seller_name", "peppol_id", "postal_address", "payment_days"]
    asked += ["vat_number"] if settings.is_vat_exempt else []
    gaps = [name for name in asked if getattr(settings, name) is None]
    return (*gaps, *(() if settings.bankgiro or settings.plusgiro else ("bankgiro",)))


def voucher_gaps(settings: EconomySettings) -> tuple[str, ...]:
    """The settings that vouchers lack; none while they are off."""
    return tuple(name for name in ACCOUNTS if settings.writes_vouchers and getattr(settings, name) is None)


def is_account(text: str) -> bool:
    """Whether `text` can be an account in SIE, which takes digits only."""
    return re.fullmatch(r"[0-9]+", text) is not None


def _wrong_numbers(settings: EconomySettings) -> Iterator[FieldProblem]:
    for name, reads in (
        ("peppol_id", peppol_id),
        ("bankgiro", bankgiro),
        ("plusgiro", plusgiro),
        ("vat_number", vat_number),
    ):
        text = getattr(settings, name)
        if text and reads(text) is None:
            yield FieldProblem(name, f"not_a_{name}")
    address = postal_address(settings.postal_address)
    if address and not (address.lines and address.town):
        yield FieldProblem("postal_address", "not_a_postal_address")
    if settings.payment_days is not None and settings.payment_days < 0:
        yield FieldProblem("payment_days", "negative")
    for name in (*ACCOUNTS, *ACCRUAL_ACCOUNTS):
        text = getattr(settings, name)
        if text and not is_account(text):
            yield FieldProblem(name, "not_an_account")
    yield from _wrong_dimensions(settings)


def _wrong_dimensions(settings: EconomySettings) -> Iterator[FieldProblem]:
    seen: set[str] = set()
    for name in DIMENSIONS:
        text = getattr(settings, name)
        if not text:
            continue
        if not re.fullmatch(r"[1-9][0-9]*", text):
            yield FieldProblem(name, "not_a_dimension")
        elif text in seen:
            yield FieldProblem(name, "dimension_taken")
        seen.add(text)
