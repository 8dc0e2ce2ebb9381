"""Is this a number that an invoice is sent or paid by? Organisation numbers, Peppol-id, bankgiro, plusgiro, momsnummer.

Each is tried by its check digit, for a wrong one sends the invoice to nobody or to somebody else. The rules are those
that Peppol BIS Billing 3 holds Swedish senders to (PEPPOL-COMMON-R040, R049, SE-R-001 to SE-R-010).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from mottagning.domain.identity import luhn

ORGANISATION, LOCATION = "0007", "0088"
"""The schemes of Peppol-id that Swedish public bodies are found by: organisationsnummer and GLN."""

_PEPPOL = re.compile(r"([0-9]{4}):(\S{1,50})")
_VAT = re.compile(r"SE([0-9]{10})[0-9]{2}")


@dataclass(frozen=True, slots=True)
class PeppolId:
    """An electronic address: a scheme and a number in it."""

    scheme: str
    number: str


def organisation_number(text: str | None) -> str | None:
    """The ten digits of an organisation number, None when it is none: its third digit is 2 or more, which tells it
    from a person's number."""
    digits = (text or "").replace("-", "").replace(" ", "")
    fits = re.fullmatch(r"[0-9]{2}[2-9][0-9]{7}", digits)
    return digits if fits and luhn(digits) else None


def peppol_id(text: str | None) -> PeppolId | None:
    """`0007:2120001462` or `0088:7362120001460` in its parts, None when it is none; other schemes as they stand."""
    match = _PEPPOL.fullmatch((text or "").strip())
    if not match:
        return None
    scheme, number = match.groups()
    if scheme == ORGANISATION:
        found = organisation_number(number)
        return PeppolId(scheme, found) if found else None
    return PeppolId(scheme, number) if scheme != LOCATION or _is_location(number) else None


def _is_location(number: str) -> bool:
    """A GLN: thirteen digits, the last by modulus 10 with weights 1, 3, 1 … from the last (GS1)."""
    if not re.fullmatch(r"[0-9]{13}", number):
        return False
    return sum(int(digit) * (1 + place % 2 * 2) for place, digit in enumerate(reversed(number))) % 10 == 0


def bankgiro(text: str | None) -> str | None:
    """The seven or eight digits of a bankgiro number, None when it is none."""
    return _giro(text, 7)


def plusgiro(text: str | None) -> str | None:
    """The two to eight digits of a plusgiro number, None when it is none."""
    return _giro(text, 2)


def _giro(text: str | None, least: int) -> str | None:
    digits = (text or "").replace("-", "").replace(" ", "")
    return digits if re.fullmatch(rf"[0-9]{{{least},8}}", digits) and luhn(digits) else None


def vat_number(text: str | None) -> str | None:
    """`SE` and twelve digits, the first ten an organisation number; None when it is none."""
    match = _VAT.fullmatch((text or "").replace(" ", "").upper())
    return match.group() if match and organisation_number(match.group(1)) else None
