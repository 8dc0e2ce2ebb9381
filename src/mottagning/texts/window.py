"""The words of the window itself: areas, search, buttons that recur, the first page, logging in and locking."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.texts import formats

NAME = "Mottagning"
TAGLINE = "Personer, bokningar i andra kommuner och månadens underlag. Krypterat på den här datorn, utan nät."

OVERVIEW, PEOPLE, AGREEMENTS, BOOKINGS = "Översikt", "Personer", "Avtal", "Bokningar"
RETURNS, SETTINGS = "Underlag", "Inställningar"
NAVIGATION = "Områden"

SEARCH = "Sök namn, personnummer, ärende eller bokning   Ctrl+K"
SEARCH_NAME = "Sök"
NO_HITS = "Inga träffar"
SEARCH_HITS = "Träffar"
HIT_KINDS: Mapping[str, str] = {
    "person": "Person",
    "booking": "Bokning",
    "request": "Förfrågan",
    "agreement": "Avtal",
    "return": "Underlag",
    "invoice": "Mottagen faktura",
}
HIT_NOTES: Mapping[str, str] = {"former_number": "tidigare nummer", "protected": "Skyddad"}
LATEST = "Senast öppnade"
FILTER = "Filtrera listan   Ctrl+F"
FILTER_NAME = "Filtrera listan"

SAVE, CANCEL, EDIT, REMOVE, ADD, CLOSE, BACK = (
    "Spara",
    "Avbryt",
    "Redigera",
    "Ta bort",
    "Lägg till",
    "Stäng",
    "Tillbaka",
)
COPY = "Kopiera"
COPY_ROWS = "Kopiera rader med rubriker"
SAVED = "Sparat"
REMOVED = "Borttaget"
UNDO, UNDO_NAME, UNDONE = "Ångra", "Ångra den senaste ändringen (Ctrl+Z)", "Ändringen är ångrad"
GO_BACK, GO_ON = "Gå tillbaka (Alt+vänsterpil)", "Gå framåt (Alt+högerpil)"
UNDO_NOTHING = "Det finns ingen ändring att ångra med Ctrl+Z. Det som är sparat går att rätta på kortet."
UNDO_LATER = "Spara det du skriver, eller avbryt, innan du ångrar."
COPIED = "Kopierat"
WORKING = "Arbetar …"
UNSAVED = "Du har ändringar som inte är sparade."
UNSAVED_ADVICE = "Spara dem, kasta dem och gå vidare, eller stanna kvar."
UNSAVED_LOCKED = "Den som är inloggad har ändringar som inte är sparade."
UNSAVED_LOCKED_ADVICE = "De försvinner om du går vidare. Bara den som låser upp kan spara dem."
DISCARD = "Kasta ändringarna"
STAY = "Stanna kvar"
REMOVE_QUESTION, KEEP = "Ska det tas bort?", "Behåll"
REQUIRED_NOTE = "* måste fyllas i"
REPORT = "Visa felrapport"
COPY_REPORT = "Kopiera felrapporten"
UNDERSTOOD = "OK"
ERROR_TITLE = "Mottagning"

MENU_LOCK, MENU_HELP = "Lås", "Hjälp"


def not_undone(why: str) -> str:
    """Why the latest change stands as it is."""
    return f"Inget har ångrats. {why}"


def hits_found(number: int, *, has_more: bool) -> str:
    """How many hits the search shows, and whether there are others."""
    counted = formats.counted(number, "träff", "träffar")
    return f"{counted} visas, det finns fler. Skriv mer." if has_more else counted


def hit_chosen(place: int, number: int, hit: str) -> str:
    """What a screen reader says of the chosen hit."""
    return f"{hit}, träff {place} av {number}"


def register_label(name: str) -> str:
    """Which register is open."""
    return f"Register: {name}"


def open_register(name: str, user: str, *, by_code: bool = False) -> str:
    """Which register is open, and who is logged in; that it was by the recovery code, which is nobody's own, comes
    first, since a narrow window cuts the end off."""
    return f"Inloggad {BY_CODE} som {user} · Register: {name}" if by_code else f"Register: {name} · Inloggad: {user}"


BY_CODE = "med återställningskoden"
NO_OFFICE = "Egen kommun saknas"


def table_name(name: str) -> str:
    """What a list is called, to a screen reader and in the logs."""
    return _TABLES.get(name, name)


_TABLES: Mapping[str, str] = {
    "people": "Personer",
    "plans": "Planer",
    "assignments": "Anvisningar",
    "municipal_quotas": "Kommuntal",
    "flats": "Lediga bostäder",
    "onward_moves": "Vidareflyttar",
    "agreements": "Avtal",
    "bookings": "Bokningar",
    "returns": "Underlag per motpart",
    "rows": "Rader i underlaget",
    "problems": "Hinder och varningar",
    "closed": "Stängda underlag",
    "deadlines": "Tidsfrister",
    "deviations": "Avvikelser",
    "offers": "Utbud",
    "requests": "Förfrågningar",
    "responsibilities": "Ansvar",
    "state_compensation": "Väntad statlig ersättning",
    "state_compensation_claims": "Ansökningar om statlig ersättning",
    "rejections": "Celler att se över",
    "month_by_counterpart": "Månaden per motpart",
    "news": "Ändrat av andra",
    "deadline_rules": "Regler",
    "waits": "Vad som väntar",
    "waits_actors": "Väntan per aktör",
    "statistics": "Tal",
    "statistics_choices": "Rapporter och indikatorer",
    "users": "Användare",
    "logs": "Loggar",
    "services": "Insatser",
    "counterparts": "Motparter",
    "school_runs": "Skolkalendrar",
    "terms": "Villkor",
    "prices": "Priser",
    "price_list": "Priser i prislistan",
    "written_files": "Filer som ligger kvar",
    "take_ins": "Listor som har tagits in",
    "doubts": "Att ta ställning till",
    "list_rows": "Rader i listan",
    "log_review": "Granskning av loggen",
    "kept": "Personer som inte tas tillbaka",
    "backups": "Säkerhetskopior",
    "retention": "Att gallra",
    "retention_waiting": "Förslag om gallring",
    "retention_protocols": "Gallringsprotokoll",
    "retention_rules": "Regler för gallring",
    "residences": "Hemkommun",
    "timeline": "Tidslinjen som rader",
    "timeline_household": "Hushållets tidslinje som rader",
    "bulk": "Så blir det",
    "monthly_list": "Bokningar som är med i listan",
    "ungrounded": "Bokningar som inte är med",
    "months": "Månader",
    "matches": "Utbud i den ordning som de passar",
    "costs_counterparts": "Kostnader per motpart",
    "costs_agreements": "Kostnader per avtal",
    "costs_bookings": "Kostnader per bokning",
    "costs_trades": "Köpt och sålt",
    "costs_budgets": "Budget",
    "accrued_accounts": "Upplupet per konto",
    "accrued": "Upplupna belopp",
    "ending_prices": "Priser som slutar med året",
    "year_settled": "Slutreglering",
    "costs_matrix": "Årets matris",
    "costs_months": "Kostnader månad för månad",
    "balances": "Byte och balans",
    "invoice_rows": "Fakturans rader",
    "received_invoices": "Mottagna fakturor",
    "received_rows": "Fakturans rader",
    "invoice_months": "Fakturan månad för månad",
    "invoice_steps": "Fakturans historik",
    "answer_rows": "Rader i svaret",
}


def page(number: int, pages: int) -> str:
    """Which page of how many."""
    return f"Sida {number} av {pages}"


def to_mend(number: int) -> str:
    """Why a form was not saved."""
    return (
        f"{formats.counted(number, 'fält', 'fält')} att rätta. Det står under {'fältet' if number == 1 else 'fälten'}."
    )


def to_mend_in_workbook(number: int, following: int) -> str:
    """How much of a workbook is wrong, and how much of it mends itself."""
    said = f"{formats.counted(number, 'cell', 'celler')} att rätta."
    if following:
        said += f" {following} av dem följer av andra och är rätta när de är det; de står sist."
    return said


def rows_shown(shown: int, total: int, one: str, many: str) -> str:
    """How many rows a list shows."""
    if shown == total:
        return formats.counted(total, one, many)
    return f"{shown} av {formats.counted(total, one, many)}"


START_DEMO = "Öppna demonstrationsregister"
START_DEMO_TEXT = "Påhittade personer, riktiga publicerade priser. Prova fritt."
START_CREATE = "Skapa ett register"
START_CREATE_TEXT = "Börja från början med er egen kommun."
START_MOVE_IN = "Flytta in från Excel"
START_MOVE_IN_TEXT = "En lista som ni själva för, eller ett register som arbetsbok."
START_OPEN = "Öppna ett register"
START_OPEN_TEXT = "Ett register som redan finns på datorn eller i en mapp."
START_RESTORE = "Återställ en säkerhetskopia"
START_RESTORE_TEXT = "Kopian har nyckeln med sig; lösenfrasen är densamma."
START_KNOWN = "Dina register"
START_NEW = "Kom igång"

DEMO_MAKING = "Gör demonstrationsregistret: stänger månader och skriver underlag."
DEMO_PASSPHRASE_NOTE = (
    "Demonstrationsregistrets lösenfras är {passphrase}. Pröva också {passphrase} som ekonom: en ekonom ser varken "
    "planer eller anteckningar."
)
DEMO_PASSPHRASE = "demonstration"

LOGIN_TITLE = "Logga in"
LOCKED_TITLE = "Låst"
LOCKED_TEXT = (
    "Registret är låst. Skriv lösenfrasen för att fortsätta där du var. Är du någon annan stänger du det med Ett annat "
    "register, och loggar in själv."
)
LOCKED_REGISTER, LOCKED_USER = "Register", "Inloggad"
LOCKED_NOT_HERS = (
    "Lösenfrasen hör inte till {user}, som är inloggad. Är du någon annan väljer du Ett annat register och loggar in "
    "med din egen. Har du glömt den skriver du återställningskoden i samma fält."
)
LOCKED_CODE_OF = (
    "Återställningskoden låser inte upp för {user}: den öppnar registret som {keeper}. Välj Ett annat register och "
    "logga in med koden där."
)
UNLOCKED_BY_CODE = "Upplåst med återställningskoden. Det du gör loggas som {user}."
ONLY_LOOK = "Du kan se det här men har inte behörighet att ändra det."
LOGIN_PASSPHRASE = "Lösenfras"
TAKE_OVER, TAKE_OVER_DO = "Ta över registret", "Ta över"
TAKE_OVER_TEXT = (
    "När den som hade hand om registret inte längre kan öppna det. Återställningskoden öppnar det en gång till: "
    "registret kontrolleras, säkerhetskopieras och får dig som administratör, med en ny kod. Det står i loggen."
)
TAKE_OVER_CODE = "Återställningskod"
TAKE_OVER_WRONG = (
    "Återställningskoden stämmer inte. Registret är oförändrat. Läs koden en gång till. Det är den senaste koden som "
    "gäller."
)
LOGIN_USER = "Användare"
LOGIN_USER_HINT = "Får lämnas tomt: lösenfrasen säger vem du är."
LOGIN_NOT_HERS = (
    "Lösenfrasen hör inte till {user}. Är du någon annan skriver du ditt eget namn, eller inget alls, under Användare. "
    "Har du glömt den skriver du återställningskoden i samma fält."
)
BY_CODE_TITLE = "Öppna med återställningskoden"
BY_CODE_TEXT = (
    "Koden är ingens egen. Registret öppnas som {user}, {role}, som är den första som har hand om användarna. Allt du "
    "gör loggas som {user}, och att det var återställningskoden som öppnade."
)
BY_CODE_HERS = (
    "Är du {user} och har glömt din lösenfras, kan du sedan sätta en ny med koden: Inställningar, Användare, Byt min "
    "lösenfras."
)
BY_CODE_OTHER = (
    "Är du inte {user} väljer du Ta över registret. Då får du en egen lösenfras, och det du gör loggas i ditt eget "
    "namn."
)
BY_CODE_DO = "Öppna som {user}"
LOGIN_SHOW = "Visa lösenfrasen"
LOGIN_DO = "Logga in"
UNLOCK_DO = "Lås upp"
OTHER_REGISTER = "Ett annat register"
LOCK_AFTER = "Lås när ingen rört tangentbord eller mus på"
LOCK_LAID_DOWN = "IT har bestämt att det är högst {minutes}."

CREATE_TITLE = "Skapa ett register"
CREATE_TEXT = (
    "Registret är en krypterad fil. Lösenfrasen är nyckeln: den kan inte återskapas av någon annan, men du får en "
    "återställningskod att låsa in."
)
CREATE_DO = "Skapa registret"
CREATE_NAME, CREATE_FOLDER = "Registrets namn", "Mapp"
CREATE_NAME_GIVEN = "Mottagning"
CREATE_FOLDER_CHOOSE = "Annan mapp …"
CREATE_SECTION_REGISTER, CREATE_SECTION_OFFICE = "Registret", "Kommunen"
CREATE_USER, CREATE_PASSPHRASE, CREATE_AGAIN = "Ditt namn", "Lösenfras", "Lösenfrasen igen"
CREATE_MUNICIPALITY, CREATE_MONTH, CREATE_BOARD = "Egen kommun", "Första månad", "Nämnd"
CREATE_MONTH_HINT = "Den första månaden som ska stängas här, ÅÅÅÅ-MM. Inget tidigare redovisas."
CREATE_PASSPHRASE_HINT = "Minst 12 tecken. Flera ord är lätta att minnas och svåra att gissa."

RESTORE_TITLE = "Återställ en säkerhetskopia"
RESTORE_TEXT = "Kopia: {file}. Ett register med samma namn i mappen får ligga kvar under ett namn med tidpunkt."
RESTORE_DO = "Återställ"

RECOVERY_TITLE = "Skriv upp återställningskoden"
RECOVERY_TEXT = (
    "Med koden kan registret öppnas om lösenfrasen glöms. Den visas bara nu. Skriv upp den och lås in den; spara den "
    "inte i datorn."
)
RECOVERY_DONE = "Jag har skrivit upp koden"
RECOVERY_GO = "Öppna registret"

MOVE_IN_TITLE = "Flytta in från Excel"
MOVE_IN_TEXT = "Inget läses in förrän alla celler är rätt, om du inte vill."
MOVE_IN_LIST_TITLE = "En lista över personer som ni själva för"
MOVE_IN_LIST_ABOUT = (
    "I Excel eller som text, med era egna rubriker. Skapa registret först. Sedan väljer du listan, säger vad "
    "kolumnerna är och ser vad som händer innan något sparas."
)
MOVE_IN_LIST = "Skapa ett register och ta in en lista"
MOVE_IN_BOOK_TITLE = "Ett helt register som arbetsbok"
MOVE_IN_ABOUT = (
    "Skriv av era listor i en arbetsbok i registrets format: ett blad för personer, ett för avtal, ett för bokningar. "
    "Mallen har rubrikerna och listor att välja ur. Blad som inte behövs kan tas bort."
)
MOVE_IN_CHOOSE, MOVE_IN_TEMPLATE = "Välj arbetsbok …", "Spara en tom mall …"
MOVE_IN_TEMPLATE_NAME = "Mottagning mall.xlsx"
MOVE_IN_TEMPLATE_SAVED = "Mallen ligger i {file}."
MOVE_IN_WORKBOOK = "Arbetsbok"
MOVE_IN_FILE = "Arbetsbok: {file}"
MOVE_IN_DONE = "Registret är skapat: {summary}."
MOVE_IN_DO = "Läs in"
MOVE_IN_VALID = "Läs in det som går"
MOVE_IN_REJECTED = "Arbetsboken har celler som inte kan läsas in. Inget har ändrats."
MOVE_IN_REJECTED_ADVICE = "Rätta dem i Excel och läs in igen, eller läs in det som går och rätta resten efteråt."
MOVE_IN_PARTLY = "Raderna som inte kunde läsas in ligger i {file}."
COPY_LIST = "Kopiera listan"
MOVE_IN_WARNINGS = "Värt att se över"
SHEET_CELL = "Cell"
VALUE = "Värde"
MESSAGE = "Vad som är fel"

WORKBOOK_FILTER = "Excel-arbetsbok (*.xlsx)"
REGISTER_FILTER = "Register (*.mottagning)"
BACKUP_FILTER = "Säkerhetskopia (*.mottagning-kopia)"


def lock_minutes(minutes: int) -> str:
    """How long the program waits before it locks itself."""
    return formats.counted(minutes, "minut", "minuter")
