"""A month's list to a provider as a workbook: its sheets, what stands in it, and what the other office fills in."""

from __future__ import annotations

from dataclasses import replace

from mottagning.domain.bookings import AbsenceKind, Outcome
from mottagning.domain.monthly_list import Answer
from mottagning.files.layouts.register import Column, Holds, Sheet

TITLE, MORE_TITLE, GUIDE_TITLE = "Lista", "Fler frånvaror", "Så här fyller du i"

MONTH, SENDER, RECIPIENT = "Månad", "Från kommun", "Till"
"""The facts at the head of the guide by which a list is known again."""

KEY = Column("Bokning", "booking", mandatory=True)
NUMBER = Column("Nummer", "number")
ABOUT = (
    KEY,
    Column("Namn", "name"),
    NUMBER,
    Column("Insats", "service"),
    Column("Variant", "variant"),
    Column("Anordnare", "provider"),
    Column("Start", "start", Holds.DAY),
    Column("Planerat slut", "planned_until", Holds.DAY),
)
"""What we say; it is not read back but for the booking and the number, by which a row is known."""

AWAY = (
    Column("Frånvaro från", "first", Holds.DAY),
    Column("Frånvaro till", "last", Holds.DAY),
    Column("Slag av frånvaro", "kind", Holds.WORD, kind=AbsenceKind),
)
ANSWERS = (
    Column("Kvar", "remains", Holds.YES_NO),
    Column("Slutade", "ended_on", Holds.DAY),
    Column("Slut", "outcome", Holds.WORD, kind=Outcome),
    Column("Senast närvarande", "last_present_on", Holds.DAY),
    Column("Kurs eller variant", "course"),
    *AWAY,
)

LIST = Sheet(TITLE, "monthly_list", Answer, ("booking",), (*ABOUT, *ANSWERS))
MORE = Sheet(MORE_TITLE, "more_absences", Answer, ("booking", "first"), (KEY, *(replace(one) for one in AWAY)))
