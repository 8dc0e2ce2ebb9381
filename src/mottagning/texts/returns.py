"""The words of returns: their sheets, headings, states, and what the columns mean."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.returns import ChangeKind
from mottagning.texts import words

INVOICE_BASIS = "Faktureringsunderlag"
CONTROL_BASIS = "Kontrollunderlag"
ECONOMY_BASIS = "Ekonomiunderlag"

COVER, SUMMARY, SPECIFICATION = "Försättsblad", "Sammanställning", "Specifikation"
CHANGES, DEFINITIONS = "Ändringar", "Definitioner"
BY_ACCOUNT, BY_BOOKING = "Per insats", "Per bokning"

PAGE = "Sida &P av &N"
VALUTA = "Alla belopp i svenska kronor."

DIRECTIONS: Mapping[RowDirection, str] = {
    RowDirection.BUY: "köper av",
    RowDirection.SELL: "säljer till",
    RowDirection.EXCHANGE: "byter med",
}


def title(direction: RowDirection) -> str:
    """What the document is called: we invoice what we sell, and check what we buy."""
    return INVOICE_BASIS if direction is RowDirection.SELL else CONTROL_BASIS


def heading(own: str, direction: RowDirection, other: str) -> str:
    """`Huddinge köper av Nacka`."""
    return f"{own} {DIRECTIONS[direction]} {other}"


PARTIES = "Parter"
OWN, COUNTERPART = "Vår kommun", "Motpart"
PARTY_NAME, CODE, ORGANISATION_NUMBER, BOARD, CONTACT, ADDRESS = (
    "Namn",
    "Kommunkod",
    "Organisationsnummer",
    "Nämnd",
    "Kontakt",
    "Adress",
)
RETURN, NUMBER, VERSION, MONTH, DIRECTION = "Underlag", "Underlagets nummer", "Version", "Månad", "Riktning"
ROWS, TOTAL, FINGERPRINT = "Antal rader", "Summa, kr", "Kontrollsiffra"
CLOSED_BY, CLOSED_AT = "Stängt av", "Stängt"
INVOICE_TO, REFERENCE, FOR_BOOKINGS = "Fakturaadress", "Referens", "Gäller bokning"
RULES, PRICE_LISTS = "Så räknas ersättningen", "Prislistor"
PRICE_LIST, VALID = "Prislista", "Gäller"
ATTEST, SIGNATURE, DATE = "Attest", "Namnteckning", "Datum"
ATTEST_LINES = ("Mottagningsattest", "Beslutsattest")
CONSENT = "samtycke"
NOT_SENT = "För egen kontroll. Lämnas inte till motparten."

SUMMARY_HEADINGS = ("Insats", "Radtyp", "Personer", "Rader", "Belopp, kr")
SUMMARY_TOTAL = "Summa"
BALANCE = "Saldo mellan kommunerna den här månaden (upplysning, beloppen faktureras var för sig)"
BALANCE_NET = "Sälj minus köp"

CHANGE_HEADINGS = (
    "Ändring",
    "Bokning",
    "Insats",
    "Avser månad",
    "Tidigare belopp",
    "Nytt belopp",
    "Skillnad",
    "Orsak",
)
CHANGE_KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.NEW: "Ny",
    ChangeKind.MOVED: "Flyttad hit",
    ChangeKind.CHANGED: "Ändrat belopp",
    ChangeKind.ENDED: "Avslutad",
    ChangeKind.CORRECTED: "Rättad",
}
NO_CHANGES = "Inga ändringar sedan förra underlaget."

ACCOUNT_HEADINGS = (
    "Underlag",
    "Motpart",
    "Namn",
    "Riktning",
    "Insats",
    "Avser månad",
    "Bokningar",
    "Belopp",
    "Ansvar",
    "Konto",
    "Verksamhet",
    "Projekt",
    "Motpartskod",
)
BOOKING_HEADINGS = ("Underlag", "Motpart", "Insats", "Avser månad", "Bokning", "Belopp")


def sum_of(direction: RowDirection) -> str:
    """`Summa köp`."""
    return f"{SUMMARY_TOTAL} {words.word(direction)}"


DEFINITION_HEADINGS = ("Kolumn eller kod", "Betydelse")
DEFINITIONS_LIST: tuple[tuple[str, str], ...] = (
    ("Rad", "Radens nummer i underlaget."),
    ("Bokning", "Bokningens nummer hos den kommun som har upprättat underlaget."),
    ("Ärende", "Personens ärendenummer. I ett underlag över skyddade uppgifter ett neutralt nummer."),
    ("Identitet, Id-typ", "Personnummer, samordningsnummer, dossiernummer eller TF-nummer, som text."),
    ("Tidigare identitet", "Numret i förra underlaget, när det har ändrats sedan dess."),
    ("Namn", "Personens namn när månaden stängdes."),
    ("Insats, Variant", "Vad som har köpts, och studieväg, kurs, program, åldersgrupp eller omfattning."),
    ("Anordnare, Anordnarkommun", "Vem som ger insatsen, och den kommun som ansvarar för den."),
    ("Betalande kommun", "Den kommun som svarar för kostnaden de dagar raden gäller."),
    ("Från och med, Till och med", "De dagar som raden talar om; båda dagarna ingår."),
    ("Avser månad", "Den månad som insatsen gavs. En rättelse kan avse en tidigare månad."),
    ("Beräkningssätt", "Regeln i avtalets villkor. Reglerna står i klartext på försättsbladet."),
    ("Antal, Av, Enhet", "Hur mycket som räknas: 20 av 31 dagar, 1 månad, 12,5 timmar."),
    ("À-pris", "Priset för en hel enhet, i kronor."),
    ("Administrativ avgift", "Påslag i procent enligt avtalet."),
    ("Belopp", "Antal (delat med Av) × à-pris × avgifter, avrundat en gång. Negativt belopp krediteras."),
    ("Radtyp", "Ordinarie, Rättelse eller Slutreglering."),
    ("Ordinarie", "Raden avser en månad som inte har redovisats tidigare för bokningen och motparten."),
    ("Rättelse", "Raden ändrar vad som har redovisats i ett tidigare underlag."),
    ("Slutreglering", "Årets rader stäms av mot årspriset."),
    ("Rättar", "Underlag och rad som rättas."),
    ("Avser faktura", "Fakturan för det underlag som rättas."),
    ("Orsak", "Varför raden kommer sent eller rättar en annan."),
    ("Grund", "Paragraf eller överenskommelse som placeringen vilar på."),
    ("Beslut", "Beslutets nummer."),
    ("Avtal", "Det avtal vars priser har använts."),
    ("Motpartens referens", "Motpartens eget nummer för ärendet."),
    ("Prislista", "Var priset är publicerat."),
    ("Preliminär", "Ja när priset är preliminärt; det slutliga priset ger rättelserader."),
    ("Beräkning", "Hur beloppet har räknats fram."),
    ("Kontrollsiffra", "Ett fingeravtryck av raderna. Samma rader ger alltid samma siffra."),
)
SPECIFICATION_NOTE = "Kolumner som sällan läses är hopfällda. Klicka på + ovanför kolumnerna för att se dem."
