"""The words of files that another office fills in and sends back, whatever they are about."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.texts import formats

READ = "Läs in svar …"
ALL, NONE = "Välj alla", "Välj inga"
UNDO, UNDONE = "Ångra", "Ångrat"
UNDO_REFUSED = "Någon har ändrat dem sedan dess. Inget har ångrats."


def save(number: int) -> str:
    """The button that saves what is ticked."""
    return f"Spara {formats.counted(number, 'ändring', 'ändringar')}"


NOT_AN_ANSWER: Mapping[str, tuple[str, str]] = {
    "workbook": (
        "är ingen Excel-arbetsbok (.xlsx) som går att läsa.",
        "Be den andra kommunen spara den som .xlsx utan lösenord och skicka den igen. En gammal fil (.xls) öppnas och "
        "sparas om i Excel.",
    ),
    "head": (
        "är ingen lista till en anordnare som har skrivits härifrån.",
        "Kontrollera att det är rätt fil. Bladet Så här fyller du i ska finnas kvar som det var. Svar på förfrågningar "
        "läses in under Förfrågningar.",
    ),
    "asked": (
        "är inget svar på en förfrågan som har skrivits härifrån.",
        "Kontrollera att det är rätt fil. Bladet Förfrågan ska finnas kvar som det var. Listor från anordnare "
        "läses in under Bokningar.",
    ),
    "sheet": ("saknar bladet som fylls i.", "Kontrollera att det är rätt fil, och att bladets namn inte har ändrats."),
    "unknown": ("svarar på en förfrågan som inte finns här.", "Kontrollera att det är rätt fil."),
    "number": (
        "har ett annat nummer än personen i förfrågan.",
        "Filen har ändrats på vägen. Be den andra kommunen svara i filen som ni skrev.",
    ),
    "recipient": (
        "är skriven till en annan än den som förfrågan gäller.",
        "Kontrollera att det är rätt fil. Gäller förfrågan en annan kommun nu, skriv filen på nytt.",
    ),
    "sender": ("är skriven av en annan kommun än er.", "Kontrollera att det är rätt fil."),
}
