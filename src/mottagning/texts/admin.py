"""The words of the area Inställningar."""

from __future__ import annotations

TITLE = "Inställningar"
TAB_OFFICE, TAB_SERVICES, TAB_COUNTERPARTS = "Kontoret", "Insatser", "Motparter"
TAB_CARE, TAB_ABOUT = "Säkerhet och flytt", "Om programmet"

SECTION_OFFICE, SECTION_CONTACT, SECTION_RULES = "Kommunen", "Kontakt och faktura", "Egna regler"
MUNICIPALITY, FIRST_MONTH, BOARD, UNIT = "Egen kommun", "Första månad", "Nämnd", "Enhet"
FIRST_MONTH_HINT = "ÅÅÅÅ-MM. Inget tidigare redovisas. Kan inte ändras när en månad har stängts."
OFFICER, ORGANISATION_NUMBER = "Handläggare", "Organisationsnummer"
INVOICE_ADDRESS, REFERENCE, EMAIL, PHONE = "Fakturaadress", "Referens", "E-post", "Telefon"
SECTION_DATA = "Om personuppgifterna, i registerutdrag"
DATA_PURPOSE, DATA_GROUND, DATA_SOURCES = "Ändamål", "Rättslig grund", "Uppgifternas källor"
APPEAL = "Hur ett avslag på kostnadsansvar överklagas"
APPEAL_HINT = "Står i yttranden efter att beslutet kan överklagas hos Skolväsendets överklagandenämnd."
DATA_RETENTION, DATA_RIGHTS = "Bevarande och gallring", "Den registrerades rättigheter"
DATA_PROTECTION_OFFICER = "Dataskyddsombud"
DATA_HINT = "Skrivs i registerutdrag som det står här."
ATTEST = "Attest före stängning (K26)"
ATTEST_HINT = "Rader mottagnings- och beslutsattesteras av någon annan än den som har lagt in dem."
STATE_FUNDING = "Asylsökande och anhöriga bara med full statlig ersättning (K32)"

SERVICES_TEXT = "Insatserna med den paragraf de vilar på. Ändra dem så att de stämmer hos er; källan står vid varje."
SERVICE, CODE, GROUND, DISCLOSURE = "Insats", "Neutral kod", "Förvald grund", "Grund för utlämnande"
GROUND_FROM = "Grunden gäller bokningar från"
DISCLOSURE_HINT = "Paragraf som gör att rader kan lämnas till motparten. Tomt kräver samtycke."
ADULT, SOURCE = "Vuxenutbildning (kräver beslut, K05)", "Källa"
ACCOUNT_BUY, ACCOUNT_SELL, COST_CENTRE = "Konto vid köp", "Konto vid försäljning", "Ansvar"
ACTIVITY, PROJECT = "Verksamhet", "Projekt"
NEW_SERVICE = "Ny insats"
SECTION_ACCOUNTS = "Kontering i ekonomiunderlaget"
ADULT_SHORT, SERVICE_KIND = "vuxenutbildning", "Slag"

COUNTERPARTS_TEXT = "Alla kommuner är kända. Här står adresser och referenser, och andra än kommuner."
COUNTERPART, NAME, KIND = "Kod eller organisationsnummer", "Namn", "Slag"
COUNTERPART_SHORT = "Kod"
PEPPOL, CHANNEL, CONTACT = "Peppol-id", "Säker kanal", "Kontakt"
NEW_COUNTERPART = "Ny motpart"

TAB_CALENDARS, NEW_RUN, REMOVE_RUN = "Skolkalendrar", "Ny period", "Ta bort perioden"
CALENDARS_NONE, SERVICES_NONE, COUNTERPARTS_NONE = "Ingen skolkalender än", "Inga insatser än", "Inga motparter än"
CALENDARS_TEXT = (
    "Perioder med skoldagar utan lov emellan. Lördagar och söndagar räknas aldrig. "
    "Ett avtal som räknar skoldagar säger vilken kalender det följer."
)
CALENDAR, RUN_FIRST, RUN_LAST = "Skolkalender", "Första skoldag", "Sista skoldag"
CALENDAR_HINT = "Samma namn som i avtalets villkor, till exempel Krokom 2024/25."
SCHOOL_DAYS = "Skoldagar"

CARE_VERIFY = "Kontrollera registret"
CARE_VERIFY_TEXT = "Prövar filen, alla kontrollsiffror och räknar om varje stängd månad ur de uppgifter den vilar på."
DO_VERIFY = "Kontrollera"
CARE_EXPORT = "Skriv hela registret som Excel"
CARE_EXPORT_TEXT = (
    "Allt utom användare, nycklar, loggar och dokumentens filer. Arbetsboken är inte krypterad; ta bort den när den är "
    "använd."
)
DO_EXPORT = "Skriv arbetsbok …"
EXPORT_DONE = "Registret är skrivet till {file}."
CARE_IMPORT = "Läs in från Excel"
CARE_IMPORT_TEXT = "Kända nycklar ändras, nya läggs till, inget tas bort. Samma arbetsbok två gånger ändrar ingenting."
DO_IMPORT = "Läs in arbetsbok …"
IMPORT_DONE = "Inläst: {summary}."
IMPORT_REJECTED = "Arbetsboken har fel i {cells}. Inget har lästs in."
IMPORT_VALID = "Läs in det som går"

ABOUT_TEXT = (
    "Mottagning följer nyanlända som bor i en kommun och får insatser i en annan: personer, avtal, bokningar och "
    "månadens interkommunala ersättning, räknad till öret."
)
ABOUT_BUILD, FROM_SOURCE = "Bygge", "från källkod"
ABOUT_VERSION, ABOUT_REGISTER, ABOUT_USER = "Version", "Register", "Inloggad"
ABOUT_LAW = "Regler verifierade till"
ABOUT_LICENCE, LICENCE = "Licens", "EUPL-1.2"
ABOUT_DATA = "Data"
DATA = (
    "Kommuner: SCB och Valmyndigheten. Tätorters läge: GeoNames (CC BY 4.0). Språk: Unicode CLDR. "
    "Ikoner: Material Design Icons."
)
THEME, THEME_TEXT = "Utseende", "Följer datorns inställning om inget annat väljs."
THEMES = {"system": "Som datorn", "light": "Ljust", "dark": "Mörkt"}


def build(commit: str, python: str, *, is_official: bool) -> str:
    """What the installed program was built from, and whether it is one to use."""
    made = f"{commit}, Python {python}" if commit else f"Python {python}"
    return made if is_official else f"{made}. Provbygge, inte för drift: Python kommer inte från python.org."


def cells(number: int) -> str:
    """How many cells are wrong."""
    return f"{number} cell" if number == 1 else f"{number} celler"
