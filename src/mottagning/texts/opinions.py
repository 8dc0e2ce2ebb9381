"""The words of an opinion: whether we answer for the cost of somebody's insats in another municipality.

A refusal can be appealed against at Skolväsendets överklagandenämnd (skollagen 20 kap.; the board's decisions of 2017
and 2020). How, and within which time, is the office's own text, which stands in its settings.
"""

from __future__ import annotations

from datetime import date

from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import Person
from mottagning.domain.requests import BookingRequest, RequestStep, StepKind
from mottagning.texts import formats

TITLE = "Yttrande om kostnadsansvar"
WRITE = "Skriv yttrandet …"
CHOOSE_FOLDER = "Välj mapp för yttrandet"
WRITTEN = "Yttrandet ligger i {file}. Filen är inte krypterad."
APPLICANT, NUMBER, ASKED_BY, SERVICE, PERIOD = "Sökande", "Nummer", "Ansökan till", "Utbildning eller insats", "Tid"
REFERENCE, DECIDED, GROUND, DECIDED_BY = "Beslut", "Beslutsdag", "Grund", "Beslutat av"
SCOPE = "Omfattar"
OUR_OPINION, REASON, APPEAL = "Yttrande", "Skäl", "Hur beslutet överklagas"
_COMMITTED = "{municipality} åtar sig att svara för kostnaderna."
_NOT_COMMITTED = "{municipality} åtar sig inte att svara för kostnaderna."
APPEAL_BOARD = "Beslutet kan överklagas hos Skolväsendets överklagandenämnd."
APPEAL_ASK = "Hur och när det ska göras svarar {whom} på."
CONTACT = "Kontakt"


def opinion(step: RequestStep, municipality: str) -> str:
    """Whether we answer for the cost, as a sentence."""
    said = _COMMITTED if step.kind is StepKind.COMMITTED else _NOT_COMMITTED
    return said.format(municipality=municipality)


def about(
    request: BookingRequest, step: RequestStep, person: Person, number: str | None, counterpart: str
) -> tuple[tuple[str, str], ...]:
    """Whom and what it is about, and by what decision; what is not known is left out."""
    service = f"{request.service}, {request.variant}" if request.variant else request.service
    facts = [
        (APPLICANT, person.name),
        (NUMBER, number),
        (ASKED_BY, counterpart),
        (SERVICE, service),
        (PERIOD, formats.days(request.days)),
        (REFERENCE, step.reference),
        (DECIDED, formats.day(step.on)),
        (GROUND, step.ground),
        (SCOPE, step.scope),
        (DECIDED_BY, step.by),
    ]
    return tuple((heading, said) for heading, said in facts if said)


def appeal(office: OfficeSettings, municipality: str) -> str:
    """Where a refusal is appealed against, and how, as far as the office has said it."""
    how = office.appeal_text or APPEAL_ASK.format(whom=office.board or municipality)
    return f"{APPEAL_BOARD} {how}"


def contact(office: OfficeSettings, municipality: str) -> str:
    """Who answers questions."""
    return ", ".join(
        part for part in (office.board, municipality, office.unit, office.officer, office.phone, office.email) if part
    )


def file_name(request: BookingRequest, day: date) -> str:
    """`Yttrande F2025-0001 2025-03-03.pdf`: nobody's name."""
    return f"Yttrande {request.key} {day.isoformat()}.pdf"
