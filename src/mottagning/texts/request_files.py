"""The words of a request that goes as a file, and of the answer that comes back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mottagning.domain.periods import DateRange
from mottagning.domain.requests import RequestStep
from mottagning.readmodels.request_files import AnsweredRequest, ProposedFact, RequestFile
from mottagning.texts import formats, requests

WRITE = "Skriv förfrågan som fil …"
WAY, WRITE_FILE, CHOOSE_TARGET = "Lämnas genom", "Skriv filen …", "Spara förfrågan"
ABOUT = (
    "Den andra kommunen får en arbetsbok med det som du frågar om, och fyller i sitt svar: antagen, i kö eller avböjd, "
    "första dag, anordnare, pris och referens."
)
GROUND, NAME, RECIPIENT = "Grund för utlämnande", "Person", "Till"
NO_GROUND = (
    "Det finns ingen grund att lämna ut uppgifter om personen dit: insatsen har ingen paragraf, och inget samtycke "
    "till kommunen för planering eller samordning gäller. Lägg in samtycket på personens kort, och skriv sedan filen."
)
PROTECTED = "Personen har skyddade uppgifter och skrivs inte i någon fil. Hör av dig på annat sätt."

FILE_TITLE = "Förfrågan om plats"
FILE_ABOUT = "Fyll i de färgade cellerna i bladet Svar, spara arbetsboken och skicka tillbaka den samma väg."
ANSWER_TITLE = "Svar på förfrågan"
HINTS: Mapping[str, str] = {
    "kind": "Välj i listan: antagen, i kö eller avböjd.",
    "reason": "Måste skrivas när svaret är avböjd. Skriv inget om personen.",
    "on": "Skriv datum som 2025-01-31.",
    "first": "När den blir en annan än den som önskas.",
    "provider": "Skolan eller den som annars ger insatsen.",
    "amount": "Vad hela tiden beräknas kosta, utan moms.",
    "reference": "Det som ska stå på underlaget.",
    "contact": "Vem vi kan fråga.",
}
LOCKED = "Bladen är låsta utan lösenord, så att inget ändras av misstag."

CAME_ABOUT = "Kryssa för det som ska sparas."
NOTHING_NEW = "Svaret säger inget som ändrar förfrågan."
WAITS = "Svaret kan inte noteras nu. Notera först att förfrågan är skickad, eller se var den står."
FACTS: Mapping[str, str] = {
    "days": requests.FIRST,
    "provider": requests.PROVIDER,
    "counterpart_reference": requests.COUNTERPART_REFERENCE,
}
PROBLEMS: Mapping[str, str] = {
    "answer_missing": "Välj ett svar: antagen, i kö eller avböjd.",
    "reason_missing": "Skriv skälet till att det är avböjt.",
    "in_the_future": "Dagen har inte varit än.",
    "before_last_step": "Dagen ligger före det senaste steget i förfrågan.",
    "after_last_day": "Dagen ligger efter den sista dag som önskas.",
}


def file_name(key: str) -> str:
    """A name that tells of no person."""
    return f"Förfrågan {key}.xlsx"


def title(found: RequestFile) -> str:
    """Which request, and to whom."""
    return f"{found.request.key}: fil till {found.recipient_name}"


def came_title(found: AnsweredRequest) -> str:
    """Whose answer to which request."""
    return f"{found.before.value.key}: svar från {found.recipient_name}"


def fact(one: ProposedFact) -> str:
    """What would be changed: `Anordnare: – → Skolan`."""
    return f"{FACTS[one.name]}: {_value(one.was)} → {_value(one.becomes)}"


def _value(one: object) -> str:
    if isinstance(one, DateRange):
        return formats.day(one.start)
    if isinstance(one, date):
        return formats.day(one)
    return str(one) if one else formats.NOTHING


def step(one: RequestStep) -> str:
    """A step that would be noted."""
    what, details = requests.step(one)
    return f"{what}: {details}"


def who(found: AnsweredRequest) -> str:
    """The request, the person and the insats of an answer."""
    request = found.before.value
    return f"{request.key} · {found.name} · {request.service}"


def written(file: str) -> str:
    """A file was written."""
    return f"Förfrågan är skriven: {file}. Lämna den den väg som du har angett, och notera sedan att den är skickad."


SAVED = "Svaret är sparat."
