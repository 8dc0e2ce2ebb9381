"""Whose register is it? The own municipality and how it presents itself in returns."""

from __future__ import annotations

from dataclasses import dataclass

from mottagning.domain.payment_numbers import organisation_number
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeSettings:
    """The settings of a register. `first_month` is its first settlement month: nothing earlier is ever billed.

    `requires_attest`: somebody else attests each row before its month is closed (K26). `appeal_text` tells how and when
    a refused commitment of cost is appealed against. What begins with `data_` is what the office tells a person of its
    handling of her data (GDPR art. 15).
    """

    municipality: str
    first_month: Month
    board: str | None = None
    unit: str | None = None
    officer: str | None = None
    organisation_number: str | None = None
    invoice_address: str | None = None
    reference: str | None = None
    email: str | None = None
    phone: str | None = None
    requires_state_funding: bool = False
    requires_attest: bool = False
    appeal_text: str | None = None
    data_purpose: str | None = None
    data_ground: str | None = None
    data_sources: str | None = None
    data_retention: str | None = None
    data_rights: str | None = None
    data_protection_officer: str | None = None


def office_problems(office: OfficeSettings) -> tuple[FieldProblem, ...]:
    """What keeps the settings from being saved."""
    problems = []
    if len(office.municipality) != 4 or not office.municipality.isdecimal():
        problems.append(FieldProblem("municipality", "not_a_municipality"))
    if office.organisation_number and organisation_number(office.organisation_number) is None:
        problems.append(FieldProblem("organisation_number", "not_an_organisation_number"))
    return tuple(problems)
