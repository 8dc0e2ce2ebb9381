"""The words of a month's list to a provider: in the window, in the file, and of what came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from mottagning.domain.bookings import Absence
from mottagning.domain.disclosure import DisclosureGround
from mottagning.domain.money import Ore
from mottagning.domain.periods import DateRange, Month
from mottagning.readmodels.monthly_list import ABSENCE, AnsweredList, BookingAnswer, ListNames, MonthlyList, Proposed
from mottagning.texts import bookings, formats, words

# the window: writing

WRITE = "Lista till anordnaren …"
TITLE = "Månadens lista till anordnaren"
ABOUT = (
    "Den andra kommunen får en arbetsbok med era bokningar där, och fyller i vem som är kvar, vem som har slutat och "
    "när, kurs och frånvaro. Bara den som det finns en grund att lämna ut uppgifter om är med."
)
RECIPIENT, MONTH, WAY = "Till", "Månad", "Lämnas genom"
LOOK, WRITE_FILE = "Visa vilka som är med", "Skriv filen …"
NOBODY = "Ingen bokning kan vara med i listan."
NO_RECIPIENT = "Ni har inga bokningar hos någon annan kommun."
UNGROUNDED = "Inte med: grund saknas"
UNGROUNDED_ADVICE = (
    "Skriv paragrafen som Grund i bokningen, eller dagen för Samtycke till utlämnande där. Ett samtycke till kommunen "
    "för planering eller samordning på personens kort räcker också. Skriv sedan listan igen."
)
CHOOSE_TARGET = "Spara listan"
COLUMNS = ("Bokning", "Person", "Insats", "Grund")

# the file

GUIDE_FIRST = "Fyll i de färgade cellerna i bladet Lista, spara arbetsboken och skicka tillbaka den samma väg."
GUIDE: tuple[tuple[str, str], ...] = (
    ("Kvar", "ja om personen är kvar, nej om personen har slutat eller aldrig har börjat."),
    ("Slutade", "Sista dagen i insatsen, när personen har slutat. Skriv datum som 2025-01-31."),
    ("Slut", "Välj i listan hur det slutade: slutförd, avbrott, flytt, aldrig påbörjad eller annat."),
    ("Senast närvarande", "Den dag då personen senast var där."),
    ("Kurs eller variant", "Den kurs eller nivå som personen läser nu, om den har ändrats."),
    ("Frånvaro från, till", "Första och sista dagen. Lämna Frånvaro till tom om personen fortfarande är borta."),
    ("Slag av frånvaro", "Välj i listan: giltig (till exempel sjuk), ogiltig, ledig eller uppehåll. Skriv inga skäl."),
    ("Flera frånvaror", "Den andra och de följande skrivs i bladet Fler frånvaror, en rad för varje."),
    ("Inget att säga", "Lämna raden tom. Det gör inget att några rader inte kan fyllas i; skicka det som är klart."),
)
GUIDE_LAST = (
    "Ändra inte de vita cellerna, rubrikerna eller bladens namn; på dem känns raderna igen.",
    "Bladen är låsta utan lösenord, så att inget ändras av misstag.",
)


def footer(month: Month) -> str:
    """What stands at the foot of a printed sheet."""
    return f"Lista {formats.month(month)}"


def guide_title(month: Month, names: ListNames) -> str:
    """What the list is, and from whom to whom."""
    return f"{formats.month(month).capitalize()}: från {names.sender} till {names.recipient}"


def contact(said: Sequence[str | None]) -> tuple[str, ...]:
    """Whom to ask."""
    known = [one for one in said if one]
    return (f"Frågor: {', '.join(known)}.",) if known else ()


def file_name(month: Month, recipient: str) -> str:
    """A name that tells of no person."""
    return f"Lista {month} {recipient}.xlsx"


def ground(one: DisclosureGround) -> str:
    """On what a row leaves."""
    return one.paragraph or f"samtycke {formats.day(one.consent_on)}"


def outcome(found: MonthlyList) -> str:
    """How many rows the list would have."""
    return f"{formats.counted(len(found.rows), 'bokning', 'bokningar')} är med." if found.rows else NOBODY


def protected(number: int) -> str:
    """Who is never in a list, to those who may know."""
    who = formats.counted(number, "person", "personer")
    return f"{who} med skyddade uppgifter är inte med. Hör av dig om dem på annat sätt."


def written(file: str) -> str:
    """A file was written."""
    return f"Listan är skriven: {file}. Lämna den den väg som du har angett."


# the window: reading

CAME_ABOUT = "Kryssa för det som ska sparas. Det som inte är förkryssat sparas bara om du väljer det."
NOTHING_NEW = "Svaret säger inget som ändrar era bokningar."
REJECTED = "Rader som inte kan tas in"
REJECTED_ADVICE = "De andra raderna kan sparas. Rätta filen, eller be den andra kommunen göra det, och läs in den igen."
IS_ENDED_HERE = (
    "De säger att personen är kvar, men bokningen är avslutad här. Ändra bokningen om det är de som har rätt."
)
LACKS_PRICE = "Avtalet har inget pris för kursen. Månaden kan inte stängas utan pris."
ABSENCE_WORD = "Frånvaro"
NAMES: Mapping[str, str] = {
    "days": bookings.LAST,
    "outcome": bookings.OUTCOME,
    "end_told_on": bookings.END_TOLD,
    "last_present_on": bookings.PRESENT,
    "variant": bookings.VARIANT,
    ABSENCE: ABSENCE_WORD,
}


def came_title(found: AnsweredList) -> str:
    """Whose answer for which month."""
    return f"Svar från {found.recipient_name} för {formats.month(found.month)}"


def came(found: AnsweredList) -> str:
    """What the answer comes to."""
    said = [f"{formats.counted(len(found.proposed), 'uppgift', 'uppgifter')} kan ändras."]
    if found.agreeing:
        said.append(f"{formats.counted(found.agreeing, 'rad säger', 'rader säger')} det som redan står.")
    if found.unanswered:
        said.append(f"{formats.counted(found.unanswered, 'rad är inte ifylld', 'rader är inte ifyllda')}.")
    return " ".join(said)


def who(one: BookingAnswer) -> str:
    """The booking, the person and the insats of an answer."""
    booking = one.before.value
    service = f"{booking.service}, {booking.variant}" if booking.variant else booking.service
    return f"{booking.key} · {one.name} · {service}"


def change(one: Proposed) -> str:
    """What would be changed: `Slut: – → avbrott`."""
    return f"{NAMES[one.name]}: {value(one.was)} → {value(one.becomes)}"


def value(one: object) -> str:
    """A value of a booking as it is read."""
    match one:
        case None:
            return formats.NOTHING
        case DateRange():
            return formats.day(one.last)
        case date():
            return formats.day(one)
        case Absence():
            return f"{formats.days(one.days)}, {words.word(one.kind)}"
        case str():
            return one
    return words.word(one)  # type: ignore[arg-type]


def correction(amount: Ore) -> str:
    """What comes of it in closed months."""
    return f"Månader som är stängda ändras inte: det ger rättelse i nästa underlag, {formats.kr(amount)}."


def saved(number: int) -> str:
    """What was saved, where it can be undone."""
    return f"{formats.counted(number, 'ändring', 'ändringar')} sparade ur svaret."


# what cannot be taken

PROBLEMS: Mapping[str, str] = {
    "remains_and_ended": "Kvar är ja, men raden säger också att personen har slutat. Rätta det ena.",
    "never_and_present": "Aldrig påbörjad, men raden har en sista eller en närvarande dag. Rätta det ena.",
    "when_ended": "Skriv dagen då personen slutade.",
    "before_start": "Dagen ligger före bokningens start.",
    "in_the_future": "Dagen har inte varit än.",
    "after_end": "Senast närvarande ligger efter dagen då personen slutade.",
    "absence_from": "Skriv frånvarons första dag.",
    "absence_kind": "Välj slag av frånvaro.",
    "clashes": "Frånvaron krockar med en annan som står i bokningen. Rätta den på bokningens kort.",
    "told_twice": "Frånvaron överlappar en annan i samma fil.",
}
UNKNOWN_BOOKING = "Bokningen finns inte bland dem som ni har där."
OTHER_NUMBER = "Numret hör inte till bokningens person. Raden har ändrats eller hör till en annan bokning."
OTHER_MONTH = "Bokningen har inga dagar i listans månad."


def changed_by_them(heading: str, here: str) -> str:
    """A white cell that says something else than the register."""
    return f"{heading} läses inte härifrån; här står {here}."


def not_ours(sender: str) -> str:
    """A list that another municipality wrote."""
    return f"Listan är skriven av {sender}, inte av er kommun."
