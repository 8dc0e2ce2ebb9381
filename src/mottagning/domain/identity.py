"""Is this an identity number, and which? Personnummer, samordningsnummer, dossier and TF numbers.

Personnummer: FoL (1991:481) 18 §; samordningsnummer: the same with 60 added to the day. The rule below accepts
every official test number: day 60–91, month 00–12, serial not 000, check digit by Luhn. A number may carry another
day than the birth, so a birth date is never taken from it.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum

_NATIONAL = re.compile(r"([0-9]{2})?([0-9]{6})([-+]?)([0-9]{4})")
_DOSSIER = re.compile(r"[0-9]{1,2}-?[0-9]{6}(/[0-9]+)?")
_OTHER = re.compile(r"\S.{0,59}")
_TEMPORARY = re.compile(r"[0-9]{8}-?TF?\w{2,4}", re.IGNORECASE)


class IdentityKind(Enum):
    """Whose number it is."""

    PERSONAL = "personal_number"
    COORDINATION = "coordination_number"
    DOSSIER = "dossier_number"
    TEMPORARY = "temporary_number"
    OTHER = "other_number"
    """Any other designation, as that of a residence permit card: its issuer says whose."""


class IdentityLevel(Enum):
    """How sure it is who holds a samordningsnummer (lag 2022:1697, 2 kap.)."""

    CONFIRMED = "confirmed"
    PROBABLE = "probable"
    UNCERTAIN = "uncertain"


class IdentityProblem(ValueError):
    """Why a text is no number of its kind: `shape`, `date`, `check_digit` or `other_kind`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def luhn(digits: str) -> bool:
    """Whether digits end in their check digit (modulus 10, weights 1, 2, 1 … from the last)."""
    doubled = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in doubled) % 10 == 0


def canonical(kind: IdentityKind, text: str, today: date) -> str:
    """`text` as it is stored: twelve digits for the national numbers, else trimmed and upper case.

    `today` decides the century of ten digits. Raises IdentityProblem.
    """
    compact = re.sub(r"\s", "", text).upper()
    if kind is IdentityKind.DOSSIER:
        return _shaped(_DOSSIER, compact)
    if kind is IdentityKind.TEMPORARY:
        return _shaped(_TEMPORARY, compact)
    if kind is IdentityKind.OTHER:
        return _shaped(_OTHER, " ".join(text.split()))
    return _national(kind, compact, today)


def _shaped(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise IdentityProblem("shape")
    return text


def _national(kind: IdentityKind, text: str, today: date) -> str:
    match = _NATIONAL.fullmatch(text)
    if not match:
        raise IdentityProblem("shape")
    century, birth, sign, last = match.groups()
    if last.startswith("000") or not luhn(birth + last):
        raise IdentityProblem("shape" if last.startswith("000") else "check_digit")
    coordination = int(birth[4:]) >= 60
    if coordination != (kind is IdentityKind.COORDINATION):
        raise IdentityProblem("other_kind")
    century = century or _century(birth, sign, today)
    _require_date(century + birth, coordination=coordination)
    return century + birth + last


def _century(birth: str, sign: str, today: date) -> str:
    """The latest century in which the number is not of a day to come; with `+`, written from the year in which the
    person turns a hundred, the latest that is at least so long ago."""
    year = today.year // 100 * 100 + int(birth[:2])
    month, day = int(birth[2:4]), int(birth[4:]) % 60
    if sign == "+":
        return str((year - (200 if year > today.year else 100)) // 100)
    if (year, month, day) > (today.year, today.month, today.day):
        year -= 100
    return str(year // 100)


def _require_date(birth: str, *, coordination: bool) -> None:
    month, day = int(birth[4:6]), int(birth[6:])
    if coordination:
        if month > 12 or day > 91:
            raise IdentityProblem("date")
        return
    try:
        date(int(birth[:4]), month, day)
    except ValueError as error:
        raise IdentityProblem("date") from error


def birth_of(personal_number: str) -> date:
    """The day that a stored personnummer says: a proposal to look at, for it may be another than the birth."""
    return date(int(personal_number[:4]), int(personal_number[4:6]), int(personal_number[6:8]))


def is_womans(personal_number: str) -> bool:
    """Whether a stored personnummer is a woman's: its last digit but one is even (folkbokföringslagen 18 §)."""
    return int(personal_number[10]) % 2 == 0


def same_number(one: str | None, other: str | None) -> bool:
    """Whether two numbers are the same, however they are written."""
    return _bare(one) == _bare(other)


def _bare(number: str | None) -> str:
    return "".join(letter for letter in number or "" if letter.isalnum()).upper()


def written(kind: IdentityKind, number: str) -> str:
    """The number as people write it: `ÅÅÅÅMMDD-NNNN` for the national ones."""
    if kind in {IdentityKind.PERSONAL, IdentityKind.COORDINATION} and len(number) == 12:
        return f"{number[:8]}-{number[8:]}"
    return number
