"""The words of courses that are booked by headcount."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from mottagning.domain.group_bookings import GroupBooking
from mottagning.domain.settlement.estimate import Estimate
from mottagning.texts import checks, formats, offers

SECTION = "Gruppbokningar"
TITLE, NEW, REMOVE = "Gruppbokning", "Ny gruppbokning", "Ta bort gruppbokningen"
REMOVE_TEXT = "Det går bara när inget har redovisats. Annars ställs den in."
EMPTY = (
    "En kurs vars deltagare inte är nyanlända, till exempel utbildning för gode män, bokas på antal deltagare. Den "
    "kostar avtalets pris gånger antalet."
)
KEY, PROVIDER_MUNICIPALITY, PROVIDER, PAYER = "Beteckning", "Anordnarkommun", "Anordnare", "Betalande kommun"
PLANNED, FEWEST, MOST = "Planerade deltagare", "Minst", "Högst"
PARTICIPANTS, HELD_ON, QUANTITY = "Deltagare", "Rapporterat", "Timmar eller tillfällen"
PARTICIPANTS_HINT = "Hur många som kom. Tomt tills kursen har hållits."
HELD_ON_HINT = "Dagen då antalet blev känt. En kurs med kurspris redovisas den månaden."
QUANTITY_HINT = "Per deltagare, när priset är per timme eller styck."
FEWEST_HINT = "Färre påpekas."
MOST_HINT = "Fler kan inte planeras."
CANCELLED = "Inställd"
DECISION, DECIDED, TOLD, REFERENCE = "Beslut", "Beslutsdatum", "Anmäld", "Motpartens referens"
FINANCING, PROJECT, INVOICE_ADDRESS, INVOICE_REFERENCE = "Finansiering", "Projekt", "Fakturaadress", "Fakturareferens"
SECTION_COURSE, SECTION_WHO, SECTION_HELD, SECTION_PAPER = (
    "Kursen",
    "Deltagare",
    "När den har hållits",
    "Beslut och faktura",
)
NOT_REPORTED = "Kursen är över. Skriv in hur många som kom, eller att den ställdes in."


def about(group: GroupBooking, name: Callable[[str], str]) -> str:
    """`2024-03-11–2024-03-25. Nacka anordnar, Östersund betalar.`"""
    provider = f"{group.provider}, {name(group.provider_municipality)}" if group.provider else None
    held = provider or name(group.provider_municipality)
    return f"{formats.days(group.days)}. {held} anordnar, {name(group.payer)} betalar."


def participants(group: GroupBooking) -> str:
    """`12 deltagare (14 planerade), rapporterat 2024-04-02.`"""
    if group.is_cancelled:
        return f"{CANCELLED}. {group.planned} deltagare var planerade."
    if group.participants is None:
        return f"{group.planned} planerade deltagare."
    planned = "" if group.participants == group.planned else f" ({group.planned} planerade)"
    return f"{group.participants} deltagare{planned}, rapporterat {formats.day(group.held_on)}."


def doubts(group: GroupBooking, today: date) -> list[str]:
    """What is worth a look: too few while something can be done about it, or nobody has said how many came."""
    return [*few(group, today), *([NOT_REPORTED] if group.is_unreported(today) else [])]


def few(group: GroupBooking, today: date) -> list[str]:
    """That too few take part, while something can be done about it."""
    if not group.has_too_few or group.days.start < today:
        return []
    return [offers.too_few(group.headcount, group.fewest or 0)]


def comes_to(found: Estimate) -> str:
    """What the group comes to, with what keeps it from being counted."""
    said = [checks.said(problem, str).message for problem in found.problems[:1]]
    amounts = [
        f"Beräknat: {formats.kr(claim.amount)} i {formats.month(claim.settlement_month)}." for claim in found.claims
    ]
    return " ".join([*amounts, *said])
