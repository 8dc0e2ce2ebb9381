"""A request as a workbook: what we ask, and the answer that the other office fills in; a label beside each cell."""

from __future__ import annotations

from mottagning.files.layouts.register import Column, Holds

ASKED_TITLE, ANSWER_TITLE = "Förfrågan", "Svar"

KEY, SENDER, RECIPIENT, NUMBER = "Förfrågan", "Från kommun", "Till", "Nummer"
NAME, SERVICE, VARIANT, FIRST, LAST = "Namn", "Insats", "Variant", "Från och med", "Till och med"
HOURS, PROVIDER = "Timmar i veckan", "Önskad anordnare"

ANSWER = Column("Svar", "kind")
COLUMNS = (
    ANSWER,
    Column("Skäl", "reason"),
    Column("Dag för svaret", "on", Holds.DAY),
    Column("Första dag", "first", Holds.DAY),
    Column("Anordnare", "provider"),
    Column("Pris för hela perioden, kr", "amount", Holds.SCALED),
    Column("Er referens", "reference"),
    Column("Kontakt", "contact"),
)
