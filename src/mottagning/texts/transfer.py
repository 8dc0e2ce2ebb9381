"""What is said of a workbook that is read or written: cells that cannot be taken, and things worth a look."""

from __future__ import annotations

from collections.abc import Sequence

from mottagning.texts import formats

EMPTY = "Cellen är tom men måste fyllas i."
FORMULA = "Cellen innehåller en formel. Klistra in värdet i stället."
ERROR_VALUE = "Cellen innehåller ett Excel-fel."
MERGED = "Cellerna är sammanfogade. Dela dem och skriv värdet i varje rad."
NO_DATE = "Väntade ett datum, som Excel-datum eller text ÅÅÅÅ-MM-DD."
NUMBER_NOT_DATE = "Väntade ett datum men fann ett tal. Formatera cellen som datum eller skriv ÅÅÅÅ-MM-DD."
DATE_WITH_TIME = "Väntade ett datum utan klockslag."
DATE_TOO_OLD = "Datum före 1900-03-01 kan inte läsas säkert från Excel. Skriv datumet som text ÅÅÅÅ-MM-DD."
NO_MONTH = "Väntade en månad, ÅÅÅÅ-MM."
NO_YES_NO = "Väntade ja eller nej."
NO_NUMBER = "Väntade ett tal."
NO_WHOLE_NUMBER = "Väntade ett helt tal."
TOO_LARGE = "Talet är för stort."
NEGATIVE = "Talet får inte vara negativt."
TOO_MANY_DECIMALS = "Högst fyra decimaler kan anges."
STEP_STANDS = "Det som har gjorts med en faktura ändras inte. Här står något annat."
PAID_BY_ANOTHER = "Bokningen och månaden är redan betalda med en annan faktura."
NO_ORE = "Beloppet anges i kronor med högst två decimaler."
HOUSEHOLD = "Hushåll"
NO_MUNICIPALITY = "Väntade en kommunkod, fyra siffror, för en av Sveriges kommuner."
NO_COUNTERPART = "Väntade en kommunkod, eller ett organisationsnummer som finns i bladet Motparter."
NO_COUNTRY = "Väntade en landskod med två bokstäver enligt ISO 3166."
NO_LANGUAGE = "Väntade en språkkod enligt ISO 639."
NO_READINGS = "Väntade undantag som 9=09-15; 7,8=08-31."
NO_READING_DAY = "Väntade en dag i månaden, 1–31."
NO_SHARES = "Väntade två delar i procent som tillsammans är 100, till exempel 65/35."
NO_COST_SHARES = "Väntade andelar som 0162=12; 0180=40, med kommunkod och tal."
NO_CHARACTERS = "Texten innehåller styrtecken som inte kan sparas."
ENDS_BEFORE_START = "Till och med ligger före Från och med."
PRELIMINARY_PRICE_OVERLAPS = (
    "Ett preliminärt pris gäller redan då. Öppna det i stället, skriv det slutliga beloppet och ta bort krysset vid "
    "Preliminärt; eller ge det en sista dag."
)
NAME_MISSING = "Efternamn eller förnamn måste fyllas i."
TAKEN = "Finns redan."
OWN_KEY = "Avtalet kan inte hänvisa till sig självt."
GOES_ROUND = "Avtalet skulle gå i ring: det andra avtalet leder tillbaka hit."
NOT_A_WORKBOOK = "Filen är ingen Excel-arbetsbok (.xlsx)."
RETURNS_TOGETHER = "Stängda månader läses in tillsammans eller inte alls."
CODE_WAS_NUMBER = "Kommunkoden var ett tal och har lästs som {code}."
CHOOSE_IN_LIST = "Välj ett av orden i listan."
IDENTITY_REASONS = {
    "shape": "Väntade {kind}.",
    "date": "Numrets datum finns inte i almanackan.",
    "check_digit": "Kontrollsiffran stämmer inte. Jämför siffrorna med originalet.",
    "other_kind": "Numret är ett {other}. Flytta det till den kolumnen.",
}
IDENTITY_FORMS = {
    "personal_number": "ett personnummer med 10 eller 12 siffror",
    "coordination_number": "ett samordningsnummer med 10 eller 12 siffror",
    "dossier_number": "ett dossiernummer, 7 eller 8 siffror, med eller utan /löpnummer",
    "temporary_number": "ett TF-nummer, ÅÅÅÅMMDD-TFnn",
    "other_number": "en beteckning, högst 60 tecken",
}
IDENTITY_OTHERS = {"personal_number": "samordningsnummer", "coordination_number": "personnummer"}


def wrong_identity(kind: str, reason: str) -> str:
    """Why a text is no identity number of the kind that is wanted."""
    return IDENTITY_REASONS[reason].format(kind=IDENTITY_FORMS[kind], other=IDENTITY_OTHERS.get(kind, ""))


def not_one_of(choices: Sequence[str]) -> str:
    """A word outside a closed list."""
    return f"Väntade ett av: {', '.join(choices)}."


def too_long(longest: int) -> str:
    """A text that does not fit."""
    return f"Texten är längre än {longest} tecken."


def unknown_sheet(name: str) -> str:
    """A sheet that the format does not have."""
    return f"Bladet {name} hör inte till formatet och har inte lästs."


def doubled_sheet(name: str, other: str) -> str:
    """A sheet that stands twice, maybe under its two names."""
    return f"Bladet {name} är samma blad som {other}. Lägg alla rader i ett av dem."


def unknown_column(name: str) -> str:
    """A column that the format does not have."""
    return f"Kolumnen {name} hör inte till formatet och har inte lästs."


def missing_column(sheet: str, name: str) -> str:
    """A mandatory column that is missing."""
    return f"Bladet {sheet} saknar kolumnen {name}, som måste finnas."


def missing_row(sheet: str, name: str) -> str:
    """A label of a sheet that is filled in row by row, which is missing."""
    return f"Bladet {sheet} saknar raden {name}."


def doubled_column(name: str) -> str:
    """A heading that stands twice."""
    return f"Kolumnen {name} finns två gånger."


def doubled_key(row: int) -> str:
    """A key that stands in an earlier row."""
    return f"Samma nyckel finns redan på rad {row}."


def unknown_setting(key: str) -> str:
    """A key that Inställningar does not know."""
    return f"Inställningen {key} är okänd och har inte lästs."


def missing_setting(key: str) -> str:
    """A setting without which there is no register."""
    return f"Inställningen {key} måste finnas när registret skapas."


def unknown_reference(what: str, value: str) -> str:
    """A key that points at nothing."""
    return f"{what} {value} finns varken i arbetsboken eller i registret."


def rejected_reference(what: str, value: str) -> str:
    """A key that points at a row that was refused."""
    return f"{what} {value} kunde inte läsas, så raden kan inte heller det."


def new_service(name: str) -> str:
    """An insats that the catalogue lacks."""
    return f"Insatsen {name} fanns inte i katalogen och har lagts till utan förvald grund."


def overlapping_price(row: int) -> str:
    """Two prices for the same thing on the same day."""
    return f"Priset gäller samma dagar som priset på rad {row}."


def overlapping_price_in_register() -> str:
    """A price that meets one in the register."""
    return "Priset gäller samma dagar som ett pris som redan finns i registret."


def overlapping_residence() -> str:
    """Two municipalities for the same day."""
    return "Perioden överlappar en annan hemkommun för samma person."


def same_number(row: str) -> str:
    """Two persons with one number."""
    return f"Samma nummer finns hos ärende {row}. En person ska bara finnas en gång."


def needs_provider() -> str:
    """A booking that does not say who provides."""
    return "Anordnarkommun behövs: avtalet är ömsesidigt, är ett byte eller har flera motparter."


def no_such_party(agreement: str) -> str:
    """What is told of a party that the agreement does not have."""
    return f"Avtal {agreement} har ingen sådan motpart. Uppgifterna sparas, men binder ingen."


def not_a_party(agreement: str) -> str:
    """A provider that the agreement does not bind."""
    return f"Kommunen är inte motpart i avtal {agreement}. Raderna hålls inne tills det är rättat (K07)."


def number_disagrees() -> str:
    """A number that carries another birth date."""
    return "Födelsedatum och nummer stämmer inte överens. Det kan vara riktigt; kontrollera."


def locked_setting(key: str) -> str:
    """A setting that closed months rest on."""
    return f"{key} kan inte ändras när månader har stängts."


def closed_already() -> str:
    """Returns for a register that has its own."""
    return "Registret har redan stängda månader. Underlag kan bara läsas in i ett register som inte har stängt någon."


def wrong_fingerprint() -> str:
    """A return whose rows are not those that were closed."""
    return "Kontrollsiffran stämmer inte med raderna. Underlaget har ändrats utanför programmet."


def row_of_unknown_return(number: str) -> str:
    """A row whose return is not there."""
    return f"Underlaget {number} finns inte i bladet Underlag."


def unreadable_row() -> str:
    """A row whose exact columns have been tampered with."""
    return "Radens kolumner efter Beräkning kan inte läsas. De ska inte ändras för hand."


def unreadable_cover() -> str:
    """A front sheet that has been tampered with."""
    return "Försättsbladets uppgifter kan inte läsas. De ska inte ändras för hand."


def wrong_number(number: str) -> str:
    """A return's number that does not name its month."""
    return f"Underlagets nummer {number} stämmer inte med månad, motpart och riktning."


def version_of_nothing(number: str) -> str:
    """A new version whose former one was not closed before it."""
    return f"Underlaget {number} är en ny version, men den version som det ersätter är inte stängd före det."


def closed_twice(month: str) -> str:
    """A month that two acts close whole."""
    return f"Månaden {month} kan bara stängas en gång. De andra stängningarna ska vara en del eller en ny version."


def replaced_return(number: str) -> str:
    """Something that happened to a return which a later version has replaced."""
    return f"Underlaget {number} har ersatts av en ny version. Det kan inte ha lämnats ut."


def months_with_gaps(month: str) -> str:
    """Closed months that do not follow one another."""
    return f"Månaden {month} saknas bland de stängda månaderna. Stängda månader måste följa på varandra."


def file_not_read(key: str) -> str:
    """A document whose contents a workbook cannot carry."""
    return f"Filen till {key} följer inte med arbetsboken. Hämta den ur dokumentmappen eller lägg till den på kortet."


def form_not_read(agreement: str) -> str:
    """A counterpart's form, whose workbook another workbook cannot carry."""
    return f"Motpartens blankett för avtal {agreement} följer inte med arbetsboken. Välj den igen på avtalets kort."


def key_taken(key: str) -> str:
    """A key that something else has."""
    return f"{key} är upptaget. Välj en annan beteckning."


def summary(created: int, changed: int, unchanged: int) -> str:
    """What an import did."""
    parts = [
        formats.counted(created, "ny post", "nya poster"),
        formats.counted(changed, "ändrad", "ändrade"),
        formats.counted(unchanged, "oförändrad", "oförändrade"),
    ]
    return ", ".join(parts)


def key_of_another(key: str) -> str:
    """A course booked by headcount under the key of something else that is settled."""
    return f"{key} är redan en bokning eller en gemensam insats. Ge gruppbokningen en annan beteckning."


def key_of_a_booking(key: str) -> str:
    """A course held together under the key of a booking."""
    return f"{key} är redan en bokning eller gruppbokning. Ge den gemensamma insatsen ett annat namn."


def key_of_a_course(key: str) -> str:
    """A booking under the key of a course held together."""
    return f"{key} är redan en gemensam insats eller en gruppbokning. Ge bokningen en annan beteckning."


def former_case(former: str, current: str) -> str:
    """A row that names a case that has become part of another."""
    return f"Ärende {former} är en del av ärende {current}. Raden gäller det."


def former_case_passed_over(former: str, current: str) -> str:
    """Such a row, where the case itself says what holds."""
    return f"Ärende {former} är en del av ärende {current}. Raden tas inte med; det som står i {current} gäller."


def case_is_there(case_number: str) -> str:
    """A former case number that somebody has."""
    return f"Ärende {case_number} finns för sig och kan inte vara tidigare ärende för någon annan."


def overdrawn(offer: str) -> str:
    """That rows promise more seats than there are."""
    return (
        f"Utbudet {offer} skulle få fler lovade platser än det har. Ändra stegen eller dagarna, eller höj antalet "
        "platser."
    )


def promises_unseen(offer: str) -> str:
    """That rows promise seats, which somebody else may."""
    return f"Platser i utbudet {offer} lovas bara av den som får se alla personer."
