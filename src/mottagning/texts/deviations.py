"""The words of the page Avvikelser."""

from __future__ import annotations

TITLE = "Avvikelser"
ONE, MANY = "avvikelse", "avvikelser"
NEW = "Ny avvikelse"
EMPTY_TITLE = "Här noteras det som inte blev som avtalat"
EMPTY_TEXT = "En avvikelse gäller en bokning, eller en kommun och dess anordnare, och är öppen tills den är åtgärdad."
NOTHING_CHOSEN = "Välj en avvikelse"
NOTHING_CHOSEN_TEXT = "Här visas vad den gäller och vad som görs åt den."
KEY, KIND, NOTICED, WHAT = "Avvikelse", "Slag", "Upptäckt", "Vad som hände"
BOOKING, COUNTERPART, PROVIDER = "Bokning", "Kommun", "Anordnare"
ABOUT_HINT = "Ange en bokning, eller en kommun eller anordnare."
RESPONSIBLE, MEASURE, DUE, CLOSED, RESULT = "Ansvarig", "Åtgärd", "Klar senast", "Avslutad", "Resultat"
SECTION_WHAT, SECTION_HANDLING = "Vad som hände", "Handläggning"
STATUS, OPEN, LATE, DONE = "Läge", "Öppen", "Försenad", "Avslutad"
OPEN_BOOKING, REMOVE, REMOVE_TEXT = "Öppna bokningen", "Ta bort avvikelsen", "Avvikelsen tas bort ur registret."
