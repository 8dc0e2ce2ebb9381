"""The words of the area Bokningar."""

from __future__ import annotations

from datetime import date

from mottagning.domain.ledger import Reason
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.readmodels.bookings import BookingDoubts
from mottagning.texts import formats, words

TITLE = "Bokningar"
ONE, MANY = "bokning", "bokningar"
NEW = "Ny bokning"
EMPTY_TITLE = "Här finns insatser som är bokade över kommungränsen"
EMPTY_TEXT = "En bokning är en persons plats i en insats hos en annan kommun, eller någon annans plats hos er."
NOTHING_CHOSEN = "Välj en bokning"
NOTHING_CHOSEN_TEXT = "Här visas den bokning som du väljer i listan."

KEY, PERSON, SERVICE, COUNTERPART = "Bokning", "Person", "Insats", "Motpart"
START = "Start"
DIRECTION, PERIOD, STATUS, AGREEMENT = "Riktning", "Period", "Status", "Avtal"
NO_DECISION, NO_END = "Utan beslut", "Utan slutdatum"
NOT_TOLD, NO_COUNTERPART = "Start inte anmäld", "Utan motpart"

SECTION_WHAT, SECTION_WHEN, SECTION_DECISION = "Vad och för vem", "När", "Beslut och grund"
SECTION_RETURN = "Till underlaget"
CASE = "Ärende"
VARIANT, PROVIDER_MUNICIPALITY, PROVIDER = "Variant", "Anordnarkommun", "Anordnare"
VARIANT_HINT = "Som i avtalets prislista. Skriv efter ålder när åldern väljer priset."
PROVIDER_HINT = "Behövs när avtalet har flera motparter, är ömsesidigt eller är ett byte."
FIRST, LAST, PLANNED = "Från och med", "Till och med", "Planerat slut"
LAST_HINT = "Tomt betyder att insatsen pågår."
OUTCOME, GRADED, PRESENT = "Slut", "Betygsdatum", "Senast närvarande"
HOURS, QUANTITY = "Omfattning, timmar per vecka", "Antal poäng eller styck"
PROCEDURE, GROUND = "Förfarande", "Grund"
GROUND_HINT = "Paragraf eller överenskommelse. Behövs när insatsen inte har en förvald paragraf."
DECISION_HINT = "Nummer, eller: behövs inte enligt överenskommelse."
DECISION, DECIDED = "Beslut, nummer", "Beslutsdatum"
SCOPE = "Beslutet omfattar"
SCOPE_HINT = "Till exempel tid, timmar eller kurser. Det som står i beslutet."
TOLD, END_TOLD = "Start anmäld", "Slut anmält"
OBSTACLE, OBSTACLE_HINT = "Hinder", "När den aldrig påbörjades."
CONSENT, FINANCING, PROJECT = "Samtycke till utlämnande", "Finansiering", "Projekt"
CONSENT_HINT = "Dagen då personen samtyckte till att raderna lämnas till motparten."
INVOICE_ADDRESS, INVOICE_REFERENCE = "Fakturaadress", "Fakturareferens"
INVOICE_HINT = "Bara när beslutet har egna; annars gäller avtalets."
COUNTERPART_REFERENCE, SENSITIVE = "Motpartens referens", "Känslig: visa bara en neutral kod i filen"
ABSENCES, SUPPLEMENTS, REPORTS = "Frånvaro", "Tillägg", "Rapporterat"
OPEN_PERSON = "Öppna personen"
CAME, END = "Har börjat", "Avsluta"
PRESENT_FIRST, PRESENT_HINT = "Var på plats den", "Står sedan som Senast närvarande."
END_HINT = "Sista dagen i insatsen. Behövs inte för den som aldrig började."
END_TOLD_HINT = "Dagen då den kommun som betalar fick veta det."
REMOVE = "Ta bort bokningen"
REMOVE_TEXT = (
    "Bokningen tas bort. En bokning som har begärts, redovisats eller betalats avslutas i stället, eller får slutet "
    "aldrig påbörjad."
)
NEW_ABSENCE, NEW_SUPPLEMENT, NEW_REPORT = "Ny frånvaro", "Nytt tillägg", "Ny rapport"
EDIT_ABSENCE, EDIT_SUPPLEMENT, EDIT_REPORT = "Ändra frånvaro", "Ändra tillägg", "Ändra rapport"
REMOVE_ABSENCE, REMOVE_SUPPLEMENT, REMOVE_REPORT = "Ta bort frånvaron", "Ta bort tillägget", "Ta bort rapporten"
SUM = "Summa"
KIND, AMOUNT_PER_MONTH, MONTH, REPORTED = "Slag", "Belopp per månad, kr", "Månad", "Antal"
NEEDS_PERSON = "Registrera en person först."
NEEDS_AGREEMENT = "Lägg in ett avtal först."

PENDING = "Stängda månader har ändrats. Nästa månad som stängs tar med:"


def doubts(found: BookingDoubts) -> list[str]:
    """What may be wrong with a booking, with its rule."""
    said = []
    if found.same_service is not None:
        said.append(same_service(found.same_service))
    if found.permit_until is not None:
        said.append(permit_ends(found.permit_until))
    return said


def same_service(other: str) -> str:
    """That another booking holds the same days."""
    return (
        f"Personen har redan bokning {other} av samma insats under samma tid. Bara en av dem ersätts en och samma dag."
    )


def permit_ends(until: date | None) -> str:
    """How long the permit holds."""
    return f"Tillståndet gäller till och med {formats.day(until)}."


def pending(month: Month, amount: Ore, reason: Reason | None) -> str:
    """`oktober 2024   -9 500,00 kr   ändrat slut`."""
    why = words.word(reason) if reason else ""
    return f"{formats.month(month)}   {formats.kr(amount)}   {why}".rstrip()
