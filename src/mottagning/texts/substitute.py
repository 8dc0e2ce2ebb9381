"""The words of the page for a substitute."""

from __future__ import annotations

from datetime import date

from mottagning.domain.periods import DateRange
from mottagning.texts import formats

TITLE, OPEN = "Överlämning till vikarie", "Överlämna till vikarie …"
TEXT = (
    "En sida med det som väntar: obesvarade förfrågningar, bokningar som slutar, tidsfrister, nästa månad att stänga "
    "och dina anteckningar. Personer står med ärendenummer, aldrig med namn; skyddade personer står inte alls. "
    "Vikarien loggar in som sig själv: lägg till henne som användare."
)
SUBSTITUTE, FIRST, LAST, NOTES = "Vikarie", "Första dag", "Sista dag", "Anteckningar till vikarien"
NOTES_HINT = "Skriv inga namn på personer; använd ärendenummer."
WRITE = "Skriv sidan …"
WRITTEN = "Sidan ligger i {file}."
FILE_NAME = "Överlämning {first}.pdf"
PERIOD, FROM, REGISTER = "Tid", "Överlämnas av", "Register"
WAITS, NOTHING = "Det här väntar", "Ingenting väntar."
MONTH, NONE_TO_CLOSE = "Nästa månad att stänga", "ingen än"
REQUESTS, REQUEST_HEADINGS = "Förfrågningar där det är vår tur", ("Förfrågan", "Ärende", "Insats", "Motpart", "Sedan")
ENDING, ENDING_HEADINGS = "Bokningar som slutar under tiden", ("Bokning", "Ärende", "Insats", "Motpart", "Slutar")
DUE, DUE_HEADINGS = "Tidsfrister till och med sista dagen", ("Dag", "Ärende", "Vad")
OF_NOTES = "Anteckningar"


def period(days: DateRange) -> str:
    """The substitute's days."""
    return formats.days(days)


def file_name(first: date) -> str:
    """The file's name: never whose it is."""
    return FILE_NAME.format(first=first.isoformat())


def footer(today: date) -> str:
    """At the foot of each page."""
    return f"{TITLE} · {formats.day(today)} · Innehåller uppgifter ur registret. Förstör sidan när den inte behövs."
