"""The words for persons who may be the same: each reason, the hint while somebody is entered, the list."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain.duplicates import Comparison, Sign
from mottagning.readmodels.duplicates import Suspect
from mottagning.texts import formats
from mottagning.texts.people import birth_as_known

TITLE = "Möjliga dubbletter"
SHOW = "Möjliga dubbletter"
BACK = "Tillbaka"
EXPLAINED = (
    "Personer som kan vara registrerade två gånger, de troligaste först. Förslagen bygger på nummer, namn, "
    "födelsedatum, hushåll och kön; det är du som avgör."
)
NONE = "Ingen i registret ser ut att vara registrerad två gånger."
APART = "Inte samma person"
APART_TITLE = "Sagda att inte vara samma person"
APART_EXPLAINED = "De föreslås inte igen, om inte ett nummer senare visar att de är samma."
TAKE_BACK = "Föreslå igen"
SAID = "Sparat. De två föreslås inte igen."
TAKEN_BACK = "De två kan föreslås igen."
SEVERAL_MORE = "och {number} till"
ENTERED = "Kan redan finnas i registret:"

_SIGNS: Mapping[Sign, str] = {
    Sign.SAME_PERSONAL: "samma personnummer, nu eller tidigare",
    Sign.SAME_COORDINATION: "samma samordningsnummer, nu eller tidigare",
    Sign.SAME_TEMPORARY: "samma TF-nummer från samma utfärdare",
    Sign.SAME_DOSSIER: "samma dossiernummer",
    Sign.SAME_NAME: "samma namn",
    Sign.LIKE_NAME: "namnen liknar varandra",
    Sign.SAME_DAY: "samma födelsedatum",
    Sign.SAME_MONTH: "samma födelsemånad",
    Sign.NEAR_DAY: "födelsedatumen ligger nära varandra",
    Sign.SAME_YEAR: "samma födelseår",
    Sign.SAME_HOUSEHOLD: "samma hushåll",
    Sign.SAME_SEX: "samma kön",
    Sign.OTHER_NUMBER: "olika nummer av samma slag",
    Sign.OTHER_BIRTH: "olika födelsedatum",
    Sign.OTHER_GIVEN_NAME: "olika förnamn",
    Sign.OTHER_SEX: "olika kön",
}


def reasons(found: Comparison) -> str:
    """All that speaks for it, and what speaks against."""
    weighty = [one for one in sorted(found.reasons, key=lambda one: -one.weight) if one.weight]
    said = formats.listed([_SIGNS[one.sign] for one in weighty if one.weight > 0])
    against = formats.listed([_SIGNS[one.sign] for one in weighty if one.weight < 0])
    return f"{said}. Talar emot: {against}." if against else f"{said}."


def suspect(one: Suspect) -> str:
    """Name and case number of somebody."""
    return f"{one.name} · {one.case_number}"


def born(one: Suspect) -> str:
    """When somebody was born, as far as it is known."""
    known = birth_as_known(one.birth_date, one.birth_precision)
    return f"född {known}" if known else "okänt födelsedatum"


def hinted(one: Suspect, found: Comparison) -> str:
    """What is said below somebody who is suggested."""
    return f"{born(one)}: {reasons(found)}"


def imported(name: str, case_number: str, found: Comparison) -> str:
    """A row of a workbook that may be somebody who is there already."""
    return f"Kan vara samma person som {name} (ärende {case_number}): {reasons(found)}"


def apart_named(one: Suspect, other: Suspect) -> str:
    """The full name of the button that says that two are not the same."""
    return f"{APART}: {one.name} och {other.name}"


def take_back_named(one: Suspect, other: Suspect) -> str:
    """The full name of the button that lets two be suggested again."""
    return f"{TAKE_BACK}: {one.name} och {other.name}"
