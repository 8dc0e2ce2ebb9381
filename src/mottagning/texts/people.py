"""The words of the area Personer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from mottagning.domain.people import BirthPrecision, Person
from mottagning.texts import formats, words

TITLE = "Personer"
ONE, MANY = "person", "personer"
NEW = "Ny person"
EMPTY_TITLE = "Här finns de personer som ni tar emot"
EMPTY_TEXT = "Registrera en person med det som är känt; resten kan fyllas i efter hand. Okänt är ett svar."
NOTHING_CHOSEN = "Välj en person"
NOTHING_CHOSEN_TEXT = "Här visas den person som du väljer i listan."

NUMBER_OR_BIRTH = "Nummer eller född"
CASE, NAME, BIRTH, HOME = "Ärende", "Namn", "Född", "Hemkommun"
HOUSEHOLD, BOOKINGS = "Hushåll", "Bokningar"
UNTIL_SHORT = "Tillstånd t.o.m."
NO_NUMBER, NO_HOME, NO_BIRTH = "Saknar personnummer", "Saknar hemkommun", "Saknar födelsedatum"
NO_RECEPTION = "Saknar mottagningsdatum"
BOOKED, NOT_BOOKED = "Har aktuell bokning", "Utan aktuell bokning"
PROTECTED = "Skydd"
PROTECTED_CHIP = "Skyddad"

SECTION_PERSON, SECTION_NUMBERS, SECTION_PERMIT = "Personen", "Nummer", "Tillstånd och mottagande"
SECTION_HOUSEHOLD, SECTION_PROTECTION = "Hushåll", "Skydd"
FAMILY_NAME, GIVEN_NAME, CALLED_NAME = "Efternamn", "Förnamn", "Tilltalsnamn"
BIRTH_DATE, SEX, CITIZENSHIP = "Födelsedatum", "Kön", "Medborgarskap"
MOTHER_TONGUE, INTERPRETER = "Modersmål", "Tolkspråk"
OTHER_CITIZENSHIPS, BIRTH_COUNTRY = "Fler medborgarskap", "Födelseland"
SEVERAL_HINT = "Flera skiljs åt med semikolon."
BIRTH_PRECISION = "Födelsedatum avser"
BIRTH_PRECISION_HINT = "Är bara året känt: skriv 1 januari och välj år."
DIALECT, INTERPRETER_WISH, PHONE, EMAIL = "Dialekt", "Önskad tolk", "Telefon", "E-post"
REGISTERED, ASSIGNED, FIRST_MUNICIPALITY = "Folkbokförd den", "Anvisad den", "Första kommun"
PERSONAL, COORDINATION = "Personnummer", "Samordningsnummer"
DOSSIER, TEMPORARY = "Dossiernummer", "TF-nummer"
GROUND, DECIDED, UNTIL = "Grund för tillstånd", "Beslutsdatum", "Tillstånd till och med"
UNTIL_HINT = "Tomt med ett beslutsdatum betyder permanent."
RECEIVED, SETTLEMENT = "Mottagen", "Bosättningssätt"
RECEIVED_HINT = "För det vi köper hör personen till er kommun från den dagen, tills hemkommun är angiven."
QUOTA, UNACCOMPANIED = "Kvotflykting", "Ensamkommande barn"
HOUSEHOLD_KEY, ROLE, EDUCATION = "Hushåll", "Roll i hushållet", "Utbildningsnivå"
HOUSEHOLD_HINT = "Samma beteckning för alla i hushållet."
PROTECTION = "Skyddade personuppgifter"
PROTECTION_HINT = "Den som har skydd syns bara för den som har behörighet, och redovisas för sig."

NUMBER_DISAGREES = "Födelsedatumet och numret stämmer inte överens. Det kan vara riktigt, men kontrollera."
HOUSEHOLD_MEMBERS = "I samma hushåll"
NO_MEMBERS = "Ingen annan är angiven."
NEW_BOOKING = "Ny bokning"
NEW_MEMBER = "Ny i hushållet"
NEW_MEMBER_TITLE = "Ny i hushållet, tillsammans med {name}"
NEW_MEMBER_KEY = "Ctrl+Shift+N"
REMOVE = "Ta bort personen"
REMOVE_TEXT = "Personen tas bort ur registret. Det går bara när det inte finns några bokningar."
PERMANENT = "permanent"


def in_choice(name: str, case_number: str) -> str:
    """A person among those to choose from: `Amina Prov (2024-0001)`; the name is what is typed to find her."""
    return f"{name} ({case_number})"


def birth(person: Person) -> str | None:
    """The birth date as far as it is known: a day, `mars 1990` or `1990`."""
    return birth_as_known(person.birth_date, person.birth_precision)


def birth_as_known(day: date | None, precision: BirthPrecision) -> str | None:
    """A birth date as far as it is known."""
    if day is None:
        return None
    by_precision = {
        BirthPrecision.DAY: formats.day(day),
        BirthPrecision.MONTH: f"{formats.MONTHS[day.month - 1]} {day.year}",
        BirthPrecision.YEAR: str(day.year),
    }
    return by_precision[precision]


def interpreter(person: Person, languages: Mapping[str, str]) -> str | None:
    """The language of the interpreter, with dialect and wish."""
    language = languages.get(person.interpreter_language or "")
    wish = f"helst {words.word(person.interpreter_wish)}" if person.interpreter_wish else None
    return ", ".join(part for part in (language, person.interpreter_dialect, wish) if part) or None


def ground(person: Person) -> str | None:
    """On what ground she stays, and what is said of her besides; nothing of that is a ground by itself."""
    besides = ["kvotflykting"] if person.is_quota else []
    besides += ["ensamkommande barn"] if person.is_unaccompanied else []
    known = words.word_or_nothing(person.permit_ground) or ("inte angiven" if besides else "")
    return words.first_upper(", ".join(part for part in (known, *besides) if part)) or None
