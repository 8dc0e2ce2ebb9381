"""The words of the page Ansvar: who answers for what."""

from __future__ import annotations

from datetime import date

from mottagning.domain.responsibilities import Responsibility
from mottagning.texts import formats, words

TITLE = "Ansvar"
ONE, MANY = "rad", "rader"
NEW = "Ny rad"
EMPTY_TITLE = "Här står vem som ansvarar för vad"
EMPTY_TEXT = "Programmets rader bygger på lag och avtal. Lägg till egna rader med enhet och kontakt."
NOTHING_CHOSEN = "Välj en rad"
NOTHING_CHOSEN_TEXT = "Här visas vem som ansvarar, vem man ringer och vad det vilar på."

AREA, SERVICE, WHAT, WHO, KIND = "Område", "Insats", "Vad", "Vem", "Slag"
ACTOR, UNIT, CONTACT, PHONE, EMAIL = "Namn", "Enhet", "Kontakt", "Telefon", "E-post"
DOCUMENT, SOURCE, VERIFIED = "Styrande dokument", "Grund", "Verifierad till"
VALID_FROM, VALID_UNTIL, PERIOD = "Från och med", "Till och med", "Gäller"
ORIGIN, OWN, SHIPPED, NOT_NOW = "Uppgift", "Egen", "Programmets", "Gäller inte nu"

SECTION_WHAT, SECTION_WHO, SECTION_MORE = "Vad", "Vem", "Vad det vilar på"
AREA_HINT = "Välj ett område, eller skriv ett eget."
SERVICE_HINT = "Tomt när raden gäller hela området."
ACTOR_HINT = "Till exempel vuxenutbildningen, eller namnet på en kommun."

ADAPT = "Ange enhet och kontakt"
ADAPTED = "Står i stället för programmets rad: {what}. Grund: {source}."
REMOVE = "Ta bort raden"
REMOVE_TEXT = "Er rad tas bort. Har programmet en rad för samma sak visas den i stället."
ASK = "Vem ansvarar för vad?"
NO_AREA = "Ingen rad handlar om {service}. Alla visas."


def who(line: Responsibility) -> str:
    """Who answers: `Hemkommunen`, `Arbetsförmedlingen`, `Vuxenutbildningen, mottagningsenheten`."""
    named = line.actor or words.first_upper(words.word(line.actor_kind))
    return f"{named}, {line.unit}" if line.unit else named


def reached(line: Responsibility) -> str | None:
    """Whom to call, on one line."""
    return " · ".join(part for part in (line.contact, line.phone, line.email) if part) or None


def holds(line: Responsibility) -> str | None:
    """The days on which it holds; None without a limit."""
    if line.valid_from is None and line.valid_until is None:
        return None
    return f"{formats.day(line.valid_from) or ''}–{formats.day(line.valid_until) or ''}"


def verified(day: date) -> str:
    """Until when the program's lines are known to be right."""
    return f"{formats.day(day)}; ändringar därefter är inte prövade"
