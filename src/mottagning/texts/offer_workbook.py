"""The words of the workbook in which another office tells what it offers, and of what it says when it comes back."""

from __future__ import annotations

from mottagning.texts import formats

GUIDE, LISTS = "Så fyller ni i", "Listor"
LIST_HEADINGS = ("Insatser", "Språkkod", "Språk")
ADVICE = (
    "Bladet Utbud visar vad vi vet om ert utbud. Ändra det som inte stämmer, och skriv nya utbud på de tomma raderna.",
    "Utbud lämnas tomt på nya rader; numret sätts när arbetsboken läses in. Insats, Kommun och Från och med måste "
    "fyllas i.",
    "Platser: så många ni tar emot. Bara ni sätter antalet. Skriv dagen som antalet gäller i Platser den, och vem som "
    "har uppgett det i Källa.",
    "Tider skrivs som mån–fre 09.00–12.00; lör 10.00–13.00. Språk är en kod ur bladet Listor.",
    "Finns inte: ja, när kommunen inte har insatsen själv.",
    "Skriv inga uppgifter om personer i arbetsboken.",
)

SEND, READ, SAVE = "Skicka arbetsbok …", "Läs in arbetsbok …", "Spara ändringarna"
SEND_TITLE, READ_TITLE = "Arbetsbok till en annan kommun", "Utbud ur arbetsboken"
WHOM, WRITE = "Kommun", "Skriv arbetsboken"
SEND_TEXT = (
    "Arbetsboken visar kommunens utbud som vi känner det, med tomma rader för nya. Kommunen rättar, fyller i platser "
    "med dag och källa, och skickar tillbaka den. Den innehåller inga personer."
)
WRITTEN = "Arbetsboken är skriven."
NEW_OFFER, NOTHING_NEW = "nytt utbud", "Inget i arbetsboken skiljer sig från katalogen."
REJECTED = "Rader som inte kan sparas"
REJECTED_TEXT = "De rättas i arbetsboken, som sedan läses in igen. De andra raderna kan sparas nu."
NOT_THEIRS = "Utbudet är en annan kommuns. Bara säljaren ändrar sitt utbud och antalet platser."
OURS = "Egna utbud ändras på sidan Utbud, inte med en arbetsbok."
OLD_DAY = "Antalet platser är ändrat men inte dagen. Skriv dagen som det nya antalet gäller."
NO_OFFER = "Utbudet finns inte i katalogen. Lämna cellen tom för ett nytt."
NO_SERVICE = "Insatsen finns inte i katalogen. Välj i bladet Listor."


def heading(name: str) -> str:
    """The heading of the guide."""
    return f"Utbud i {name}"


def file_name(name: str, day: str) -> str:
    """What the file is proposed to be called."""
    return f"Utbud {name} {day}.xlsx"


def source(name: str) -> str:
    """The source of a number of seats that names none."""
    return f"arbetsbok från {name}"


def found(changed: int, new: int) -> str:
    """What a workbook would change."""
    return f"{formats.counted(changed, 'utbud ändras', 'utbud ändras')}, {formats.counted(new, 'är nytt', 'är nya')}."


def change(label: str, before: str, after: str) -> str:
    """One field of an offer, before and after."""
    return f"{label}: {before or formats.NOTHING} → {after or formats.NOTHING}"


def rejected(cell: str | None, message: str) -> str:
    """Why a row cannot be saved."""
    return f"{cell}: {message}" if cell else message
