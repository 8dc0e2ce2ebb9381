"""Does a register that leaves as a workbook come back as the same register, to the cell?"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from factories import (
    CHEAP,
    OTHER,
    OWN,
    PASSPHRASE,
    TEST_NUMBERS,
    THIRD,
    Clock,
    agreement,
    copy_register,
    day,
    days,
    month,
    price,
    second_holder,
    terms,
    without_right,
)
from mottagning.domain.problems import Refused
from mottagning.domain.returns import HandOutWay
from mottagning.readmodels.transfer import ImportReport
from mottagning.storage.database import Database
from mottagning.system.paths import key_file_of
from mottagning.usecases.admin import exporting
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.registers import create_register
from mottagning.usecases.admin.settings import read_settings, save_settings
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, list_returns, write_returns
from mottagning.usecases.returns.mending import make_version
from mottagning.usecases.returns.verifying import verify
from mottagning.usecases.returns.viewing import view_month
from workbooks import OFFICE_RULE, Rows, lines, make, shown

Empty = Callable[[], Context]
LOOKS_LIKE_FORMULAS = ("=1+1", "+46 8 000 00", "-200", "@SUM(A1)", "'apostrof", "=cmd|'/c'!A0")
AMINA, BO, CLEO, DANA = TEST_NUMBERS[:4]
CHILD, COORDINATION = "201001012382", "197006872381"


def _sheet(*records: Mapping[str, object]) -> Rows:
    """Records as rows under a heading with every name that one of them has."""
    heading = list(dict.fromkeys(name for record in records for name in record))
    return [heading, *([record.get(name) for name in heading] for record in records)]


LISTS: dict[str, Rows] = {
    "Inställningar": [
        ["Nyckel", "Värde"],
        ["Egen kommun", "2380"],
        ["Första månad", "2024-09"],
        ["Nämnd", "=Provnämnden"],
        ["Enhet", "Mottagningen"],
        ["Handläggare", "Petra Prov"],
        ["Organisationsnummer", "000000-0002"],
        ["Fakturaadress", "Box 0, 800 00 Prov"],
        ["Referens", "ZZ2380"],
        ["E-post", "prov@example.org"],
        ["Telefon", "+46 8 000 00"],
        ["Kräver full statlig ersättning", "nej"],
    ],
    "Motparter": _sheet(
        {
            "Motpart": "2309",
            "Namn": "Provbyns kommun",
            "Slag": "kommun",
            "Fakturaadress": "Torget 0",
            "Referens": "ZZ2309",
            "Peppol-id": "0007:0000000000",
            "Säker kanal": "SDK",
            "Kontakt": "@kontakt",
        },
        {"Motpart": "000000-0001", "Namn": "Provskolan AB", "Slag": "enskild", "Fakturaadress": "Skolgatan 0"},
    ),
    "Insatser": _sheet(
        {
            "Insats": "sfi",
            "Kod": "I01",
            "Vuxenutbildning": "ja",
            "Grund": "skollagen 20 kap.",
            "Grund för utlämnande": "skollagen 20 kap. 33 b §",
            "Grund gäller från": day("2020-01-01"),
            "Källa": "lagen",
            "Konto köp": "4631",
        },
    ),
    "Personer": _sheet(
        {
            "Ärende": "P1",
            "Efternamn": "=1+1",
            "Förnamn": "Amina",
            "Tilltalsnamn": "Amina",
            "Födelsedatum": day("1990-01-03"),
            "Kön": "kvinna",
            "Personnummer": AMINA,
            "Dossiernummer": "12-345678",
            "Medborgarskap": "SY",
            "Modersmål": "ar",
            "Tolkspråk": "ar",
            "Grund": "flykting",
            "Kvotflykting": "ja",
            "Ensamkommande": "nej",
            "Beslutsdatum": day("2024-01-10"),
            "Tillstånd till och med": day("2027-01-10"),
            "Mottagen": day("2024-02-01"),
            "Bosättningssätt": "kvot",
            "Hushåll": "H1",
            "Roll": "huvudsökande",
            "Utbildningsnivå": "gymnasium",
            "Skydd": "ingen",
            "Födelsedatum avser": "månad",
            "Födelseland": "SY",
            "Fler medborgarskap": "IQ;LB",
            "Tolkdialekt": "=shami",
            "Önskad tolk": "kvinna",
            "Telefon": "+46 70 000 00 00",
            "E-post": "amina@example.org",
            "Folkbokförd den": day("2024-02-20"),
            "Anvisad den": day("2024-01-15"),
            "Första kommun": "2309",
        },
        {
            "Ärende": "P2",
            "Efternamn": "Provlund",
            "Förnamn": "-200",
            "Födelsedatum": day("1982-01-01"),
            "Kön": "man",
            "Personnummer": BO,
            "Medborgarskap": "SY",
            "Kvotflykting": "nej",
            "Ensamkommande": "nej",
            "Bosättningssätt": "anhörig",
            "Hushåll": "H1",
            "Roll": "medsökande",
            "Skydd": "ingen",
        },
        {
            "Ärende": "P3",
            "Efternamn": "Doldin",
            "Förnamn": "Cleo",
            "Personnummer": CLEO,
            "Kvotflykting": "nej",
            "Ensamkommande": "nej",
            "Hushåll": "H1",
            "Roll": "annan vuxen",
            "Skydd": "sekretessmarkering",
        },
        {
            "Ärende": "P4",
            "Efternamn": "Grann",
            "Förnamn": "Dana",
            "Personnummer": DANA,
            "Kvotflykting": "nej",
            "Ensamkommande": "ja",
            "Utbildningsnivå": "@okänd",
        },
        {
            "Ärende": "P5",
            "Efternamn": "Provlund",
            "Förnamn": "Elin",
            "Födelsedatum": day("2010-01-01"),
            "Kön": "kvinna",
            "Personnummer": CHILD,
            "TF-nummer": "20240201-TF01",
            "Grund": "anknytning",
            "Kvotflykting": "nej",
            "Ensamkommande": "nej",
            "Hushåll": "H1",
            "Roll": "barn",
        },
        {
            "Ärende": "P6",
            "Efternamn": "Samordnad",
            "Samordningsnummer": COORDINATION,
            "Medborgarskap": "UA",
            "Modersmål": "uk",
            "Grund": "tillfälligt skydd",
            "Tillstånd till och med": day("2025-03-04"),
            "Bosättningssätt": "eget boende",
        },
    ),
    "Identiteter": _sheet(
        {
            "Ärende": "P1",
            "Slag": "dossiernummer",
            "Nummer": "11-111111/1",
            "Från och med": day("2023-05-01"),
            "Till och med": day("2024-01-09"),
            "Utfärdare": "Prov",
            "Källa": "brev",
            "Gällande": "nej",
            "Nivå": "sannolik",
            "Vilande från": day("2028-12-31"),
        },
    ),
    "Hemkommun": _sheet(
        {"Ärende": "P1", "Kommun": "2380", "Från och med": day("2024-02-01"), "Slag": "folkbokförd"},
        {
            "Ärende": "P2",
            "Kommun": "2380",
            "Från och med": day("2024-02-01"),
            "Till och med": day("2024-11-14"),
            "Slag": "folkbokförd",
            "Källa": "aviserad",
        },
        {
            "Ärende": "P2",
            "Kommun": "2313",
            "Från och med": day("2024-11-15"),
            "Slag": "folkbokförd",
            "Känt den": day("2024-11-20"),
        },
        {"Ärende": "P3", "Kommun": "2380", "Från och med": day("2024-02-01"), "Slag": "folkbokförd"},
        {"Ärende": "P4", "Kommun": "2309", "Från och med": day("2020-01-01"), "Slag": "vistas"},
        {"Ärende": "P5", "Kommun": "2380", "Från och med": day("2024-02-01")},
        {"Ärende": "P6", "Kommun": "2380", "Från och med": "2024-02-01", "Slag": "placerad"},
    ),
    "Tillstånd": _sheet(
        {
            "Ärende": "P1",
            "Beslutsdatum": day("2021-01-10"),
            "Grund": "asylsökande",
            "Från och med": day("2021-01-10"),
            "Till och med": day("2024-01-09"),
            "Kortnummer": "-12",
            "Källa": "@beslut",
        },
    ),
    "Hushåll": _sheet({"Hushåll": "H1", "Anknytningsperson": "P1"}, {"Hushåll": "H2", "Anknytningsperson": "P3"}),
    "Hushållsmedlemmar": _sheet(
        {
            "Ärende": "P5",
            "Hushåll": "H2",
            "Roll": "barn",
            "Från och med": day("2024-03-01"),
            "Till och med": day("2024-06-30"),
            "Boende": "växelvis",
        },
        {"Ärende": "P5", "Hushåll": "H1", "Roll": "barn", "Från och med": day("2024-02-01"), "Boende": "växelvis"},
    ),
    "Företrädare": _sheet(
        {
            "Ärende": "P5",
            "Slag": "vårdnadshavare",
            "Namn": "Amina",
            "Eget ärende": "P1",
            "Kommun": "2380",
            "Telefon": "+46 70 000 00 00",
            "E-post": "amina@example.org",
            "Från och med": day("2010-01-01"),
            "Till och med": day("2028-01-01"),
            "Beslut": "=Dnr 3",
        },
        {"Ärende": "P5", "Slag": "god man", "Namn": "Godman", "Eget ärende": "P3"},
    ),
    "Språk": _sheet({"Ärende": "P1", "Språk": "ku", "Nivå": "god", "Läser och skriver": "ja"}),
    "Utbildning och arbete": _sheet(
        {
            "Ärende": "P1",
            "Skolår": 9.5,
            "Utbildning": "gymnasium",
            "Validering": "pågår",
            "Yrke": "=bagare",
            "Yrkesår": 4,
            "Körkort": "B",
            "Digital vana": "god",
            "Mål": "eget bageri",
        }
    ),
    "Försörjning": _sheet(
        {
            "Ärende": "P1",
            "Slag": "dagersättning (LMA)",
            "Från och med": day("2024-02-01"),
            "Till och med": day("2024-02-29"),
            "Belopp": 2130,
        },
        {"Ärende": "P3", "Slag": "lön", "Från och med": day("2024-02-01")},
    ),
    "Boende": _sheet(
        {
            "Ärende": "P1",
            "Från och med": day("2024-02-01"),
            "Till och med": day("2025-01-31"),
            "Adress": "=Provgatan 1",
            "Hyresvärd": "Provhem",
            "Tidsbegränsat": "ja",
            "Kontrakt till och med": day("2025-01-31"),
            "Hyra": 7100.5,
            "Yta": 61.5,
            "Rum": 2,
            "Antal boende": 5,
            "Önskad kommun": "2309",
        }
    ),
    "Samtycken": _sheet(
        {
            "Ärende": "P1",
            "Mottagare": "2309",
            "Ändamål": "planering av insatser",
            "Lämnat": day("2024-02-05"),
            "Återkallat": day("2024-09-01"),
            "Uppgifter": "=skolgång",
        }
    ),
    "Bevakningar": _sheet(
        {
            "Ärende": "P1",
            "Slag": "egen",
            "Gäller": "=ring hyresvärden",
            "Senast": day("2024-12-01"),
            "Klar": day("2024-11-15"),
        }
    ),
    "Hållpunkter": _sheet(
        {
            "Ärende": "P1",
            "Slag": "föräldraledig",
            "Dag": day("2024-03-01"),
            "Till och med": day("2024-05-31"),
            "Källa": "=anmält",
        },
        {"Ärende": "P1", "Slag": "anmäld till sfi", "Dag": day("2024-02-01")},
    ),
    "Förlängda tidsfrister": _sheet(
        {
            "Ärende": "P1",
            "Regel": "sfi_three_years",
            "Tidigare dag": day("2029-01-01"),
            "Ny dag": day("2029-07-01"),
            "Beviljad av": "@rektor",
            "Beviljad": day("2028-12-01"),
            "Ansökt": day("2028-11-15"),
            "Beslut": "KS 9",
        }
    ),
    "Regler": _sheet(
        {"Regel": "rule/own", "Text": OFFICE_RULE, "Fil": "=egna.toml", "Inläst": day("2026-01-01")},
    ),
    "Dokument": _sheet(
        {
            "Dokument": "D2024-0001",
            "Ärende": "P1",
            "Slag": "intyg",
            "Rubrik": "=Intyg",
            "Diarienummer": "KS 2024/1",
            "Länk": "\\\\server\\akt",
            "Daterat": day("2024-10-01"),
            "Bevaras till och med": day("2029-12-31"),
            "Bevaras enligt": "SoL 16:1",
            "Filnamn": "intyg.pdf",
            "Storlek i byte": 1234,
            "Kontrollsumma (SHA-256)": "a" * 64,
        },
        {"Dokument": "D2024-0002", "Bokning": "B1", "Slag": "beslut", "Rubrik": "Beslut", "Länk": "Akten"},
        {"Dokument": "D2024-0003", "Avtal": "A1", "Slag": "avtal", "Rubrik": "Avtal", "Diarienummer": "KS 1"},
    ),
    "Blanketter": _sheet(
        {
            "Avtal": "A1",
            "Filnamn": "=blankett.xlsx",
            "Storlek i byte": 4321,
            "Kontrollsumma (SHA-256)": "b" * 64,
            "Vald av": "=Prov",
            "Vald den": day("2024-10-01"),
        },
    ),
    "Anvisningar": _sheet(
        {
            "Anvisning": "AN2",
            "Slag": "kvot",
            "Beslutsdatum": day("2024-09-01"),
            "Personer": 4,
            "Sista mottagningsdag": day("2024-12-01"),
            "Läge": "mottagen",
            "Ärende hos Migrationsverket": "=12-345678",
            "Handläggare hos Migrationsverket": "@Provia",
            "Handläggare": "+Petra",
            "Tolkspråk": "so",
            "Planerad ankomst": day("2024-11-01"),
            "Mottagen": day("2024-11-02"),
            "Mottagna personer": 3,
            "Kommuntal för år": 2023,
            "Hushåll": "H1",
            "Ersätter": "AN1",
            "Skydd": "ingen",
            "Anteckning": "=ring",
        },
        {
            "Anvisning": "AN1",
            "Slag": "anvisad",
            "Beslutsdatum": day("2023-10-01"),
            "Personer": 4,
            "Läge": "ersatt",
            "Skydd": "sekretessmarkering",
        },
    ),
    "Väntade personer": _sheet(
        {
            "Anvisning": "AN2",
            "Nummer": 1,
            "Efternamn": "=Prov",
            "Förnamn": "@Bo",
            "Födelsedatum": day("2010-01-01"),
            "Födelsedatum känt till": "år",
            "Ålder": 14,
            "Kön": "man",
            "Roll": "barn",
            "Ärende": "P1",
        },
        {"Anvisning": "AN2", "Nummer": 2, "Födelsedatum känt till": "dag", "Ålder": 0},
    ),
    "Förberedelser": _sheet(
        {"Anvisning": "AN2", "Punkt": "hyresvard", "Ansvarig": "=Petra", "Dagar före ankomst": 7},
    ),
    "Kommuntal": _sheet(
        {
            "År": 2024,
            "Slag": "bosättning",
            "Personer": 21,
            "Källa": "=Länsstyrelsens beslut",
            "Beslutsdatum": day("2023-10-15"),
            "Anteckning": "+ändrat",
        },
    ),
    "Bostäder": _sheet(
        {
            "Bostad": "BO1",
            "Adress": "=Provgatan 1",
            "Från och med": day("2024-10-01"),
            "Till och med": day("2025-09-30"),
            "Hyresvärd": "@Provbo",
            "Kontakt": "+46 8 000 00",
            "Rum": 2.5,
            "Yta": 61.5,
            "Hyra": 7850.5,
            "Kontrakt": "tidsbegränsat",
            "Kontrakt till och med": day("2025-09-30"),
            "Nyckeldag": day("2024-09-30"),
            "Anteckning": "=port 3",
        },
    ),
    "Reservationer": _sheet(
        {"Bostad": "BO1", "Anvisning": "AN2", "Från och med": day("2024-11-01"), "Till och med": day("2025-04-30")},
        {"Bostad": "BO1", "Anvisning": "AN1", "Från och med": day("2024-10-01"), "Till och med": day("2024-10-31")},
    ),
    "Hyresnormer": _sheet(
        {
            "Personer": 4,
            "Från och med": day("2024-01-01"),
            "Till och med": day("2024-12-31"),
            "Belopp": 9000.5,
            "Källa": "=Nämndens beslut",
        },
    ),
    "Planer": _sheet(
        {
            "Plan": "PL1",
            "Ärende": "P1",
            "Från och med": day("2024-02-01"),
            "Till och med": day("2026-01-31"),
            "Mall": "vuxen-20-66",
            "Ansvarig handläggare": "Provia",
            "Behov": "=ett arbete",
            "Det som har gjorts tidigare": "sfi i en annan kommun",
            "Övertagen från": "@Provbyn",
            "Annan plan": "handlingsplan",
            "Avslutad": day("2024-12-01"),
            "Avslutsorsak": "flytt till annan kommun",
            "Om avslutet": "+flyttade",
            "Överlämnad till": "Provbyns mottagning",
            "Överlämnad till kommun": "2309",
            "Överlämnad den": day("2024-12-02"),
            "Överlämnade handlingar": "planen",
        },
        {"Plan": "PL2", "Ärende": "P5", "Från och med": day("2024-03-01")},
    ),
    "Mål": _sheet(
        {
            "Plan": "PL1",
            "Nummer": 1,
            "Gäller": "Egen försörjning",
            "Med egna ord": "=jag vill baka",
            "Behov": "språk",
            "Så märks det": "anställning",
            "Senast": day("2025-06-01"),
            "Läge": "på väg",
            "Huvudmål": "ja",
        },
        {"Plan": "PL2", "Nummer": 1, "Gäller": "Förskola", "Läge": "inte påbörjat", "Huvudmål": "nej"},
    ),
    "Aktiviteter": _sheet(
        {
            "Plan": "PL1",
            "Nummer": 2,
            "Vad": "=sfi",
            "Från och med": day("2024-09-01"),
            "Till och med": day("2025-01-31"),
            "Ansvarig": "kommun",
            "Enhet eller namn": "Vuxenutbildningen",
            "Mål": 1,
            "Timmar i veckan": 15.5,
            "Plats": "@skolan",
            "Läge": "avbruten",
            "Resultat": "kurs B",
            "Bokning": "B1",
            "Beror på": 1,
        },
        {
            "Plan": "PL1",
            "Nummer": 1,
            "Vad": "kartläggning",
            "Från och med": day("2024-02-05"),
            "Ansvarig": "egen enhet",
            "Läge": "planerad",
        },
    ),
    "Planens ansvar": _sheet(
        {
            "Plan": "PL1",
            "Nummer": 1,
            "Område": "Hälsa",
            "Ansvarig": "regionen",
            "Vad": "=undersökning",
            "Enhet eller namn": "Vårdcentralen",
            "Kontakt": "Provia",
            "Telefon": "+46 8 000 00",
            "E-post": "prov@example.org",
        },
    ),
    "Barnets avsnitt": _sheet(
        {
            "Plan": "PL2",
            "Barnets behov": "lek",
            "Barnets egen röst": "=jag vill leka",
            "Hördes den": day("2024-04-01"),
            "Hur barnet fick berätta": "med bilder",
            "Förskola eller skola": "Provskolan",
            "Kontakt där": "Provia",
            "Modersmål": "arabiska",
            "Hälsa": "god",
            "Fritid": "fotboll",
            "Föräldrarnas tider": "hämtar 16",
        },
    ),
    "Uppföljningar": _sheet(
        {
            "Plan": "PL1",
            "Nummer": 1,
            "Dag": day("2024-03-01"),
            "Anledning": "move",
            "Deltagare": "Provia",
            "Tolk": "so",
            "Vad som har ändrats": "=flytt",
            "Den enskildes uppfattning": "+bra",
            "Nästa uppföljning": day("2024-04-01"),
            "Undertecknad av": "P1",
            "Undertecknad den": day("2024-03-02"),
        },
    ),
    "Mål vid uppföljning": _sheet(
        {"Plan": "PL1", "Uppföljning": 1, "Mål": 1, "Läge": "uppnått", "Anteckning": "=klart"},
    ),
    "Checklista": _sheet(
        {
            "Ärende": "P1",
            "Punkt": "ut-kort",
            "Läge": "gäller inte",
            "Dag": day("2024-03-01"),
            "Av": "Provia",
            "Skäl": "=har det",
        },
        {"Hushåll": "H1", "Punkt": "el", "Läge": "klart", "Dag": day("2024-03-01"), "Av": "Provia"},
    ),
    "Planmallar": _sheet(
        {"Mall": "egen", "Benämning": "=Vuxen", "Från ålder": 20, "Till ålder": 66, "Källa": "@Ekerö"},
    ),
    "Planmallsrader": _sheet(
        {
            "Mall": "egen",
            "Nummer": 2,
            "Slag": "aktivitet",
            "Text": "=sfi",
            "Ansvarig": "civilsamhället",
            "Enhet eller namn": "Provföreningen",
            "Så märks det": "kurs B",
            "Mål": 1,
            "Börjar efter veckor": 2,
            "Pågår i veckor": 10,
            "Timmar i veckan": 15.5,
            "Källa": "@Ekerö",
        },
        {"Mall": "egen", "Nummer": 1, "Slag": "mål", "Text": "Språk", "Börjar efter veckor": 0},
    ),
    "Väntan": _sheet(
        {
            "Väntan": "VN1",
            "Ärende": "P1",
            "Vad": "=god man",
            "Väntar på": "annan",
            "Namn": "Överförmyndaren",
            "Sedan": day("2024-03-01"),
            "Anteckning": "=ringt två gånger",
            "Slut": day("2024-05-02"),
            "Varför slut": "förordnad",
        },
        {"Väntan": "VN2", "Hushåll": "H1", "Vad": "bostad", "Sedan": day("2024-03-01")},
    ),
    "Veckotider": _sheet(
        {
            "Veckotid": "VT1",
            "Ärende": "P1",
            "Vad": "=sfi",
            "Bokning": "B1",
            "Från och med": day("2024-09-01"),
            "Till och med": day("2025-06-13"),
            "Tider": "mån–tors 09.00–15.30; fre 09.00–12.00",
            "Kommun": "2309",
            "Restid hemifrån": 45,
            "Restid från platsen före": 20,
            "Hemma": "nej",
        },
        {
            "Veckotid": "VT2",
            "Ärende": "P1",
            "Plan": "PL1",
            "Aktivitet": 2,
            "Från och med": day("2024-09-01"),
            "Tider": "mån 09.00–12.00",
            "Omsorg": "förskola",
            "Hemma": "nej",
            "Öppettider": "mån–fre 06.30–17.30",
        },
    ),
    "Inte samma person": _sheet({"Ärende": "P1", "Annat ärende": "P2", "Delar nummer": "ja"}),
    "Avtal": _sheet(
        {
            "Avtal": "A0",
            "Slag": "samverkansöverenskommelse",
            "Motpart": "2309;2313",
            "Riktning": "ömsesidigt",
            "Från och med": day("2019-01-01"),
            "Till och med": day("2019-12-31"),
            "Diarienummer": "KS 2018/1",
        },
        {
            "Avtal": "A1",
            "Slag": "särskilt avtal",
            "Ramavtal": "A0",
            "Ersätter": "A0",
            "Motpart": "2309",
            "Riktning": "köp",
            "Betalningssätt": "faktura",
            "Från och med": day("2020-01-01"),
            "Uppsägningstid": 6,
            "Diarienummer": "=KS",
            "Referens": "AVT",
            "Retroaktivt högst": 3,
            "Krediteras högst": 6,
            "Benämning": "=Introduktion",
            "Öppet för andra i upphandling": "ja",
            "Upphandling": "UH 2023/7",
            "Avtalsansvarig": "Provchefen",
            "Undertecknare": "Provdirektören",
        },
        {"Avtal": "A2", "Motpart": "2309", "Riktning": "sälj", "Från och med": day("2020-01-01")},
        {
            "Avtal": "A3",
            "Slag": "enskilt beslut",
            "Motpart": "000000-0001",
            "Riktning": "köp",
            "Från och med": day("2024-01-01"),
            "Till och med": day("2026-06-30"),
            "Uppsagt": day("2025-02-01"),
            "Uppsägningstid": 3,
        },
    ),
    "Avtalsparter": _sheet(
        {
            "Avtal": "A0",
            "Motpart": "2313",
            "Nämnd": "Provnämnden",
            "Beslut": "=§ 12",
            "Diarienummer": "KS 2018/9",
            "Beslutsdatum": day("2018-11-02"),
            "Part från och med": day("2019-02-01"),
            "Lämnade": day("2019-10-01"),
            "Uppsägningen mottagen": day("2019-03-05"),
            "Företrädare": "Prov Provsson",
            "Företrädarens befattning": "förvaltningschef",
            "Kontakt": "prov@example.org",
            "Asylsökande och anhöriga": "omfattas inte",
        },
        {"Avtal": "A1", "Motpart": "2380"},
    ),
    "Villkor": _sheet(
        {
            "Avtal": "A1",
            "Insats": "sfi",
            "Enhet": "månad",
            "Beräkningssätt": "kalenderdag",
            "Flyttregel": "månadsskifte",
        },
        {
            "Avtal": "A1",
            "Insats": "sfx",
            "Gäller från": day("2024-01-01"),
            "Enhet": "dag",
            "Beräkningssätt": "måndag–fredag",
            "Administrativ avgift %": 2.5,
        },
        {"Avtal": "A1", "Insats": "simkurs", "Enhet": "timme", "Beräkningssätt": "rapporterat"},
        {
            "Avtal": "A2",
            "Insats": "sfi",
            "Enhet": "månad",
            "Beräkningssätt": "mätdag",
            "Mätdag": 20,
            "Mätdagar": "9=09-15; 7,8=08-31",
            "Mätvillkor": "inskriven",
            "Flyttregel": "direkt",
            "Avrundning": "krona",
        },
        {
            "Avtal": "A3",
            "Insats": "grundskola",
            "Enhet": "dag",
            "Beräkningssätt": "skoldag",
            "Mätvillkor": "närvarande",
            "Delar": "65/35",
            "Momsersättning %": 6,
            "Avrundning": "öre",
            "Skolkalender": "Prov",
            "Åldersbyte": "1 januari",
            "Dubbelregel": "ja",
            "Slutreglering": "ja",
            "Utskrivningsdag räknas": "nej",
        },
    ),
    "Priser": _sheet(
        {
            "Avtal": "A1",
            "Insats": "sfi",
            "Enhet": "månad",
            "Belopp": 9500,
            "Från och med": day("2020-01-01"),
            "Preliminär": "nej",
            "Källa": "Prislista",
        },
        {
            "Avtal": "A1",
            "Insats": "simkurs",
            "Säljare": "2309",
            "Enhet": "timme",
            "Belopp": "1 234,5678",
            "Från och med": day("2024-01-01"),
            "Till och med": day("2024-12-31"),
            "Preliminär": "ja",
            "Källa": "@lista",
        },
        {
            "Avtal": "A2",
            "Insats": "sfi",
            "Enhet": "år",
            "Belopp": 96000.1,
            "Från och med": day("2020-01-01"),
            "Dagar per år": 365,
            "Källa": "Prislista",
        },
        {
            "Avtal": "A3",
            "Insats": "grundskola",
            "Variant": "13-15",
            "Enhet": "dag",
            "Belopp": 600.55,
            "Från och med": day("2024-01-01"),
            "Källa": "Skolpeng",
        },
    ),
    "Åldersgrupper": _sheet(
        {"Avtal": "A3", "Insats": "grundskola", "Variant": "13-15", "Från ålder": 13, "Till ålder": 15},
    ),
    "Skolkalender": _sheet(
        {"Skolkalender": "Prov", "Från och med": day("2024-08-19"), "Till och med": day("2024-10-25")},
        {"Skolkalender": "Prov", "Från och med": day("2024-11-04"), "Till och med": day("2024-12-20")},
    ),
    "Gemensamma insatser": _sheet(
        {
            "Gemensam insats": "GK1",
            "Avtal": "A1",
            "Insats": "sfi",
            "Variant": "alfabetisering",
            "Anordnarkommun": "2309",
            "Anordnare": "=Lärcentrum",
            "Från och med": day("2024-09-02"),
            "Till och med": day("2024-12-20"),
            "Kostnad": 240000,
            "Fördelning": "fasta andelar",
            "Andelar": "2380=33,3; 2309=66,7",
            "Betalas": "varje månad",
            "Preliminär": "ja",
            "Källa": "Samverkansavtal, bilaga 2",
            "Beslut": "Dnr 7",
            "Anmäld": day("2024-08-01"),
            "Motpartens referens": "ZZ2309",
        },
    ),
    "Bokningar": _sheet(
        {
            "Bokning": "B1",
            "Ärende": "P1",
            "Avtal": "A1",
            "Insats": "sfi",
            "Variant": "spår 1",
            "Anordnare": "=1+1",
            "Från och med": day("2024-09-01"),
            "Beslut": "Dnr 1",
            "Beslutsdatum": day("2024-01-01"),
            "Anmäld": day("2024-09-01"),
            "Grund": "skollagen 20 kap. 11 d §",
            "Omfattning": 12.5,
        },
        {
            "Bokning": "B2",
            "Ärende": "P2",
            "Avtal": "A1",
            "Insats": "sfi",
            "Anordnarkommun": "2309",
            "Från och med": day("2024-10-07"),
            "Beslut": "Dnr 2",
            "Beslutsdatum": day("2024-01-01"),
            "Anmäld": day("2024-10-07"),
            "Grund": "skollagen 20 kap. 11 d §",
        },
        {
            "Bokning": "Bok-3",
            "Ärende": "P3",
            "Avtal": "A1",
            "Insats": "sfi",
            "Från och med": day("2024-09-01"),
            "Beslut": "Dnr 3",
            "Beslutsdatum": day("2024-01-01"),
            "Anmäld": day("2024-09-01"),
            "Grund": "skollagen 20 kap. 11 d §",
        },
        {
            "Bokning": "B4",
            "Ärende": "P4",
            "Avtal": "A2",
            "Insats": "sfi",
            "Från och med": day("2024-09-10"),
            "Beslut": "Dnr 4",
            "Beslutsdatum": day("2024-01-01"),
            "Anmäld": day("2024-09-10"),
            "Grund": "skollagen 20 kap. 11 d §",
            "Förfarande": "yttrande",
            "Fakturareferens": "-ref",
            "Motpartens referens": "+ref",
        },
        {
            "Bokning": "B5",
            "Ärende": "P5",
            "Avtal": "A3",
            "Insats": "grundskola",
            "Variant": "efter ålder",
            "Anordnare": "Provskolan",
            "Från och med": day("2024-09-02"),
            "Till och med": day("2024-12-20"),
            "Beslut": "Dnr 5",
            "Beslutsdatum": day("2024-08-01"),
            "Anmäld": day("2024-09-02"),
            "Grund": "avtal",
            "Känslig": "ja",
            "Finansiering": "egen",
            "Projekt": "=Vägar",
            "Hinder": "personen avstod",
            "Beslutet omfattar": "=15 timmar",
        },
        {
            "Bokning": "B6",
            "Ärende": "P1",
            "Avtal": "A1",
            "Insats": "simkurs",
            "Anordnare": "@simhallen",
            "Från och med": day("2024-09-01"),
            "Grund": "avtal",
            "Antal": 3,
            "Planerat slut": day("2025-06-01"),
        },
        {
            "Bokning": "B7",
            "Ärende": "P1",
            "Avtal": "A1",
            "Insats": "sfx",
            "Från och med": day("2024-10-01"),
            "Beslut": "Dnr 7",
            "Beslutsdatum": day("2024-01-01"),
            "Anmäld": day("2024-10-01"),
            "Grund": "avtal",
            "Samtycke till utlämnande": day("2024-10-01"),
        },
    ),
    "Frånvaro": _sheet(
        {"Bokning": "B5", "Från och med": day("2024-09-09"), "Till och med": day("2024-09-10"), "Slag": "giltig"},
    ),
    "Tillägg": _sheet(
        {
            "Bokning": "B1",
            "Slag": "modersmål",
            "Belopp": "500,25",
            "Från och med": day("2024-09-01"),
            "Beslut": "Dnr 9",
        },
    ),
    "Rapporterat": _sheet(
        {"Bokning": "B6", "Månad": "2024-09", "Antal": 2.25},
        {"Bokning": "B6", "Månad": "2024-10", "Antal": 3},
    ),
    "Utbud": _sheet(
        {
            "Utbud": "U1",
            "Insats": "sfx",
            "Variant": "=2B",
            "Kommun": "2380",
            "Anordnare": "@skolan",
            "Anordnarform": "auktoriserad",
            "Ort": "Provby",
            "Språk": "ar",
            "Tider": "mån–ons 09.00–12.00; lör 10.00–13.00",
            "Från och med": day("2024-08-19"),
            "Till och med": day("2025-06-13"),
            "Pris": 1234.5,
            "Enhet": "vecka",
            "Vem får komma": "efter avtal",
            "Inriktning": "-bygg",
            "Platser": 12,
            "Platser den": day("2024-08-01"),
            "Källa": "rektorn",
            "Finns inte": "nej",
            "Minst deltagare": 8,
        },
        {"Utbud": "U2", "Insats": "sfx", "Kommun": "2309", "Från och med": day("2024-08-19"), "Finns inte": "ja"},
    ),
    "Förfrågningar": _sheet(
        {
            "Förfrågan": "F1",
            "Förfarande": "yttrande",
            "Vår del": "anordnar",
            "Ärende": "P1",
            "Insats": "sfx",
            "Variant": "=2B",
            "Motpart": "2309",
            "Avtal": "A1",
            "Utbud": "U1",
            "Anordnare": "@skolan",
            "Från och med": day("2024-10-01"),
            "Till och med": day("2025-06-13"),
            "Omfattning": 15.5,
            "Antal": 2,
            "Skäl till annan kommun": "restid",
            "Prioriteringsgrund": "kort utbildning",
            "Samtycke": day("2024-09-01"),
            "Finansiering": "stat",
            "Projekt": "@Vägar",
            "Fakturaadress": "Gatan 1",
            "Fakturareferens": "ZZ1",
            "Motpartens referens": "ref",
            "Bokning": "B7",
            "Skäl för valet": "=närmast",
            "Valt den": day("2024-08-30"),
            "Jämförda utbud": 7,
        },
        {
            "Förfrågan": "F2",
            "Förfarande": "beställning",
            "Vår del": "betalar",
            "Ärende": "P1",
            "Insats": "sfx",
            "Motpart": "2309",
            "Från och med": day("2024-10-01"),
        },
    ),
    "Avvikelser": _sheet(
        {
            "Avvikelse": "V1",
            "Slag": "fel i faktura",
            "Upptäckt": day("2024-10-02"),
            "Vad som hände": "=fel pris",
            "Bokning": "B1",
            "Kommun": "2309",
            "Anordnare": "@skolan",
            "Ansvarig": "Provia",
            "Åtgärd": "ny faktura",
            "Klar senast": day("2024-11-01"),
            "Avslutad": day("2024-10-20"),
            "Resultat": "rättat",
        },
        {"Avvikelse": "V2", "Slag": "annat", "Upptäckt": day("2024-10-02"), "Vad som hände": "x", "Kommun": "2309"},
    ),
    "Mottagna fakturor": _sheet(
        {
            "Ankomstnummer": "MF1",
            "Motpart": "2309",
            "Fakturanummer": "=4711",
            "Ankom": day("2024-12-02"),
            "Förfaller": day("2025-01-02"),
            "Belopp": 9500.5,
            "Från månad": "2024-10",
            "Till månad": "2024-11",
            "Fakturadatum": day("2024-12-01"),
            "Motpartens referens": "@ref",
            "Vår referens": "ZZ2380",
            "Skyddad": "nej",
            "Anteckning": "-ring dem",
            "Specifikation": "spec.xlsx",
        },
        {
            "Ankomstnummer": "MF2",
            "Motpart": "2309",
            "Fakturanummer": "K1",
            "Ankom": day("2024-12-02"),
            "Förfaller": day("2025-01-02"),
            "Belopp": -500,
            "Från månad": "2024-10",
            "Till månad": "2024-10",
            "Skyddad": "nej",
            "Makulerad": day("2024-12-03"),
        },
    ),
    "Fakturahändelser": _sheet(
        {"Ankomstnummer": "MF1", "Nummer": 1, "Händelse": "registrerad", "Dag": day("2024-12-02"), "Av": "Provia"},
        {
            "Ankomstnummer": "MF1",
            "Nummer": 2,
            "Händelse": "bestridd",
            "Dag": day("2024-12-03"),
            "Av": "Provia",
            "Anteckning": "=fel",
            "Belopp": 9500,
        },
    ),
    "Fakturarader": _sheet(
        {
            "Ankomstnummer": "MF1",
            "Rad": 2,
            "Räknas med rad": 2,
            "Belopp": 9500.5,
            "Utfall": "annat belopp",
            "Ställning": "bestridd",
            "Vårt belopp": 9500,
            "Vår bokning": "B1",
            "Vår första månad": "2024-10",
            "Vår sista månad": "2024-10",
            "Från månad": "2024-10",
            "Till månad": "2024-11",
            "Namn hos dem": "=Amina",
            "Nummer hos dem": "12345",
            "Deras beteckning": "b1",
            "Insats hos dem": "sfi",
            "Varför": "Rad 2 begär för mycket.",
        },
    ),
    "Fakturabetalningar": _sheet(
        {
            "Ankomstnummer": "MF1",
            "Rad": 2,
            "Vår bokning": "GB1",
            "Avser månad": "2024-10",
            "Betalning": 1,
            "Belopp": 9500,
            "Våra rader": "2024-10 2309 K 1, rad 4",
        },
    ),
    "Godtagna varningar": _sheet(
        {
            "Godtagande": "G1",
            "Kontroll": "K10",
            "Bokning": "B1",
            "Avser": "=allt",
            "Månad": "2024-10",
            "Skäl": "=så är det",
            "Av": "Provia",
            "Dag": day("2024-10-02"),
            "Avtryck": "0123456789abcdef",
        },
        {
            "Godtagande": "G2",
            "Kontroll": "K25",
            "Avser": "2309",
            "Skäl": "x",
            "Av": "Provia",
            "Dag": day("2024-10-02"),
            "Avtryck": "ab",
        },
    ),
    "Gruppbokningar": _sheet(
        {
            "Gruppbokning": "GB1",
            "Avtal": "A1",
            "Insats": "sfi",
            "Variant": "1A",
            "Anordnarkommun": "2309",
            "Anordnare": "@skolan",
            "Betalande kommun": "2380",
            "Från och med": day("2024-10-01"),
            "Till och med": day("2024-10-02"),
            "Planerade deltagare": 14,
            "Deltagare": 12,
            "Rapporterat": day("2024-10-03"),
            "Antal per deltagare": 6.5,
            "Minst deltagare": 8,
            "Högst deltagare": 20,
            "Inställd": "nej",
            "Beslut": "=KS 1",
            "Beslutsdatum": day("2024-09-01"),
            "Anmäld": day("2024-09-02"),
            "Finansiering": "projekt",
            "Projekt": "Gode män i länet",
            "Fakturaadress": "Box 1",
            "Fakturareferens": "ZZ1",
            "Motpartens referens": "ref",
        },
        {
            "Gruppbokning": "GB2",
            "Avtal": "A1",
            "Insats": "sfi",
            "Anordnarkommun": "2309",
            "Betalande kommun": "2380",
            "Från och med": day("2024-10-01"),
            "Till och med": day("2024-10-01"),
            "Planerade deltagare": 3,
            "Inställd": "ja",
        },
    ),
    "Ansvar": _sheet(
        {
            "Ansvar": "sfi-start",
            "Område": "Sfi",
            "Insats": "sfi",
            "Vad": "=ser till att sfi börjar",
            "Slag": "egen enhet",
            "Namn": "Vuxenutbildningen",
            "Enhet": "Mottagningen",
            "Kontakt": "Provia",
            "Telefon": "+46 8 000 00",
            "E-post": "prov@prov.se",
            "Styrande dokument": "@riktlinjer",
            "Källa": "20 kap. 29 §",
            "Från och med": day("2024-01-01"),
            "Till och med": day("2024-12-31"),
        },
        {"Ansvar": "R1", "Område": "Fritid", "Vad": "x", "Slag": "civilsamhället"},
    ),
    "Förfrågningssteg": _sheet(
        {"Förfrågan": "F1", "Nummer": 1, "Steg": "förfrågan", "Dag": day("2024-09-02")},
        {
            "Förfrågan": "F1",
            "Nummer": 2,
            "Steg": "inget åtagande",
            "Dag": day("2024-09-03"),
            "Av": "rektorn",
            "Skäl": "=ingen rätt",
            "Beslut": "KS 3",
            "Grund": "20 kap. 22 §",
            "Hinder": "kostnaden",
            "Omfattar": "hela kursen",
            "Belopp": 1000.5,
        },
    ),
}


COMES_OUT_AS: Mapping[object, object] = {
    **{number: f"{number[:8]}-{number[8:]}" for number in (AMINA, BO, CLEO, DANA, CHILD, COORDINATION)},
    "1 234,5678": 1234.5678,
    "500,25": 500.25,
    "2024-02-01": day("2024-02-01"),
}
"""What is written otherwise than it was given: a text that is a number or a date comes out as one."""


def _read(ctx: Context, file: Path) -> ImportReport:
    """Import a workbook that is to be taken whole."""
    report = import_workbook(ctx, file).value
    assert report.rejected == ()
    assert report.is_imported
    return report


def _written(ctx: Context, file: Path) -> Path:
    export_register(ctx, file)
    return file


@pytest.fixture(scope="module")
def _made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Context]:
    """Two registers that are made once: one of LISTS without closed months, and the same after three months.

    By then a course has ended earlier than was known and one has come that was held back for want of consent. The first
    month's return has been handed out, one booking is held back still, and Dana has become protected.
    """
    folder, clock = tmp_path_factory.mktemp("listor"), Clock()
    kept = second_holder(create_register(folder / "listor.mottagning", PASSPHRASE, "flytt", clock, cost=CHEAP).ctx)
    _read(kept, make(folder / "listor.xlsx", LISTS))
    closed = replace(kept, db=Database(_snapshot(kept), kept.key))
    close_month(closed, month("2024-09"))
    hand_out(closed, list_returns(closed)[0].id, HandOutWay.SDK, "@mottagare")
    ended = {"Bokning": "B1", "Ärende": "P1", "Avtal": "A1", "Insats": "sfi", "Från och med": day("2024-09-01")}
    agreed = {"Bokning": "B6", "Ärende": "P1", "Avtal": "A1", "Insats": "simkurs", "Från och med": day("2024-09-01")}
    changes = _sheet(
        {**ended, "Till och med": day("2024-09-20"), "Slut": "avbrott"},
        {**agreed, "Samtycke till utlämnande": day("2024-10-02")},
    )
    _read(closed, make(folder / "ändringar.xlsx", {"Bokningar": changes}))
    close_month(closed, month("2024-10"))
    _read(closed, make(folder / "skydd.xlsx", {"Personer": [["Ärende", "Skydd"], ["P4", "skyddad folkbokföring"]]}))
    clock.tick(hours=1)
    close_month(closed, month("2024-11"))
    closed.db.close()
    return {"kept": kept, "closed": closed}


def _snapshot(ctx: Context) -> Path:
    """A copy of a register that is closed first."""
    ctx.db.close()
    file = ctx.db.file.with_stem("tre månader")
    shutil.copy(key_file_of(ctx.db.file), key_file_of(file))
    return copy_register(ctx.db.file, file)


@pytest.fixture
def kept(_made: Mapping[str, Context], copied: Callable[[Context], Context]) -> Context:
    """A register of LISTS; no month is closed."""
    return copied(_made["kept"])


@pytest.fixture
def closed(_made: Mapping[str, Context], copied: Callable[[Context], Context]) -> Context:
    """A register of LISTS after three months."""
    return copied(_made["closed"])


def test_a_register_comes_back_to_the_same_cells(kept: Context, empty: Empty, tmp_path: Path) -> None:
    out = _written(kept, tmp_path / "ut.xlsx")
    moved = empty()
    _read(moved, out)
    again = _written(moved, tmp_path / "igen.xlsx")
    assert shown(again) == shown(out)
    assert {sheet for sheet in shown(again) if lines(again, sheet)} == set(LISTS)


def test_what_was_given_stands_in_the_export(kept: Context, tmp_path: Path) -> None:
    out = _written(kept, tmp_path / "ut.xlsx")
    for sheet, (heading, *rows) in LISTS.items():
        standing = lines(out, sheet)
        for row in rows:
            given = {str(name): value for name, value in zip(heading, row, strict=True) if value is not None}
            assert any(_has(found, given) for found in standing), (sheet, row)


def _has(found: Mapping[str, object], given: Mapping[str, object]) -> bool:
    return all(found.get(name) == COMES_OUT_AS.get(value, value) for name, value in given.items())


def test_closed_months_corrections_and_held_rows_come_back_to_the_same_cells(
    closed: Context, empty: Empty, tmp_path: Path
) -> None:
    out = _written(closed, tmp_path / "ut.xlsx")
    rows = lines(out, "Underlagsrader")
    kinds = {(row["Bokning"], row["Radtyp"], row.get("Orsak")) for row in rows}
    assert {("B1", "Rättelse", "ändrat slut"), ("B6", "Ordinarie", "hölls inne tidigare")} <= kinds
    assert lines(out, "Underlagshändelser")[0]["Mottagare"] == "@mottagare"
    moved = empty()
    _read(moved, out)
    assert shown(_written(moved, tmp_path / "igen.xlsx")) == shown(out)


def test_a_moved_register_verifies_and_goes_on_where_the_other_stood(
    closed: Context, empty: Empty, tmp_path: Path
) -> None:
    moved = empty()
    _read(moved, _written(closed, tmp_path / "ut.xlsx"))
    assert verify(moved) == []
    for text in ("2024-09", "2024-10", "2024-11", "2024-12"):
        assert _rows(moved, text) == _rows(closed, text)


def _rows(ctx: Context, text: str) -> list[tuple[object, ...]]:
    return [
        (row.number, row.row, row.entry.booking, row.entry.service_month, row.entry.amount, row.entry.kind)
        for row in view_month(ctx, month(text)).rows
    ]


def test_a_front_sheet_that_is_too_long_for_a_cell_is_made_anew_and_the_rest_moves(
    closed: Context, empty: Empty, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(exporting, "LONGEST_CELL", 100)
    out = _written(closed, tmp_path / "ut.xlsx")
    assert not any("Försättsblad" in row for row in lines(out, "Underlag"))
    moved = empty()
    _read(moved, out)
    assert verify(moved) == []
    (first, *_) = write_returns(moved, tmp_path / "underlag", month("2024-09"))
    assert first.file is not None
    assert lines(first.file, "Specifikation")[0]["Belopp"] > 0


def test_a_held_row_is_still_owed_after_the_move(closed: Context, empty: Empty, tmp_path: Path) -> None:
    moved = empty()
    _read(moved, _written(closed, tmp_path / "ut.xlsx"))
    prices: dict[str, Rows] = {
        "Priser": [
            ["Avtal", "Insats", "Enhet", "Belopp", "Från och med", "Källa"],
            ["A1", "sfx", "dag", 100, day("2024-01-01"), "lista"],
        ]
    }
    file = make(tmp_path / "pris.xlsx", prices)
    for ctx in (closed, moved):
        _read(ctx, file)
        # Mondays to Fridays: 23 in October, 21 in November, 22 in December; 100 kr and a fee of 2,5 %.
        held = [row.entry.amount for row in view_month(ctx, month("2024-12")).rows if row.entry.booking == "B7"]
        assert held == [2357_50, 2152_50, 2255_00]


def test_importing_the_same_lists_twice_changes_nothing(kept: Context, tmp_path: Path) -> None:
    before = shown(_written(kept, tmp_path / "före.xlsx"))
    report = _read(kept, make(tmp_path / "listor.xlsx", LISTS))
    assert (report.created, report.changed) == ({}, {})
    counts = {"settings": 11, "counterparts": 2, "services": 1, "persons": 6, "identities": 1, "residences": 7}
    counts |= {
        "agreements": 4,
        "agreement_parties": 2,
        "terms": 5,
        "prices": 4,
        "age_groups": 1,
        "school_runs": 2,
        "shared_offers": 1,
    }
    counts |= {"permits": 1, "households": 2, "memberships": 2, "representatives": 2, "languages": 1, "profiles": 1}
    counts |= {"incomes": 2, "housings": 1, "consents": 1, "reminders": 1, "aparts": 1}
    counts |= {"milestones": 2, "extensions": 1, "loaded_rules": 1}
    counts |= {
        "offers": 2,
        "requests": 2,
        "request_steps": 2,
        "deviations": 2,
        "accepted_warnings": 2,
        "responsibilities": 2,
        "return_templates": 1,
        "group_bookings": 2,
        "received_invoices": 2,
        "invoice_steps": 2,
        "invoice_rows": 1,
        "invoice_payments": 1,
        "assignments": 2,
        "expected_persons": 2,
        "preparations": 1,
        "municipal_quotas": 1,
        "flats": 1,
        "flat_reservations": 2,
        "rent_norms": 1,
        "plans": 2,
        "plan_goals": 2,
        "plan_activities": 2,
        "plan_responsibilities": 1,
        "child_sections": 1,
        "follow_ups": 1,
        "goal_reviews": 1,
        "checklist_marks": 2,
        "plan_templates": 1,
        "plan_template_items": 2,
        "weekly_hours": 2,
        "waits": 2,
    }
    assert report.unchanged == {**counts, "bookings": 7, "absences": 1, "supplements": 1, "reports": 2, "documents": 3}
    assert shown(_written(kept, tmp_path / "efter.xlsx")) == before


def test_importing_its_own_export_changes_nothing_even_with_closed_months(closed: Context, tmp_path: Path) -> None:
    out = _written(closed, tmp_path / "ut.xlsx")
    report = _read(closed, out)
    assert (report.created, report.changed) == ({}, {})
    sheets = {"Underlag": "returns", "Underlagsrader": "return_rows", "Underlagshändelser": "return_events"}
    for sheet, name in sheets.items():
        assert report.unchanged[name] == len(lines(out, sheet)) > 0
    assert shown(_written(closed, tmp_path / "igen.xlsx")) == shown(out)


@pytest.fixture
def in_parts(kept: Context) -> Context:
    """The first month closed with one counterpart alone: by then nothing more."""
    with kept.reading() as reader:
        office = reader.settings.office()
    assert office is not None
    counterpart = next(one.counterpart for one in view_month(kept, office.first_month).returns)
    close_month(kept, office.first_month, only=[counterpart])
    return kept


def test_a_month_that_is_closed_in_part_comes_back_and_is_closed_nowhere_twice(
    in_parts: Context, empty: Empty, tmp_path: Path
) -> None:
    out = _written(in_parts, tmp_path / "ut.xlsx")
    moved = empty()
    for ctx in (moved, moved, in_parts):
        _read(ctx, out)
        assert shown(_written(ctx, tmp_path / "igen.xlsx")) == shown(out)


def test_a_closed_part_of_a_month_holds_the_settings_that_it_stands_on(in_parts: Context, tmp_path: Path) -> None:
    office = read_settings(in_parts)
    assert office is not None
    with pytest.raises(Refused):
        save_settings(in_parts, replace(office, first_month=office.first_month.plus(1)))
    moved = make(tmp_path / "senare.xlsx", {"Inställningar": [["Nyckel", "Värde"], ["Första månad", "2024-10"]]})
    assert [one.cell for one in import_workbook(in_parts, moved).value.rejected] == ["B2"]


def test_texts_that_look_like_formulas_are_texts_in_and_out(kept: Context, empty: Empty, tmp_path: Path) -> None:
    people = [["Ärende", "Efternamn"], *([text, text] for text in LOOKS_LIKE_FORMULAS)]
    _read(kept, make(tmp_path / "formler.xlsx", {"Personer": people}))
    out = _written(kept, tmp_path / "ut.xlsx")
    moved = empty()
    _read(moved, out)
    for file in (out, _written(moved, tmp_path / "igen.xlsx")):
        names = {row["Ärende"]: row.get("Efternamn") for row in lines(file, "Personer")}
        assert {text: names[text] for text in LOOKS_LIKE_FORMULAS} == {text: text for text in LOOKS_LIKE_FORMULAS}
        assert b"<f>" not in b"".join(_parts(file))


def _parts(file: Path) -> list[bytes]:
    with zipfile.ZipFile(file) as archive:
        return [archive.read(name) for name in archive.namelist()]


def test_who_may_not_see_protected_people_exports_none_of_them(closed: Context, tmp_path: Path) -> None:
    out = _written(without_right(closed), tmp_path / "ut.xlsx")
    everything = "\n".join(str(value) for cells in shown(out).values() for value, _ in cells.values())
    # Cleo was protected all the time, Dana since the third month.
    for secret in ("Doldin", "Cleo", CLEO, "Bok-3", "X1", "Grann", "Dana", DANA[:8]):
        assert secret not in everything, secret
    assert "Amina" in everything
    report = _read(without_right(closed), out)
    assert (report.created, report.changed) == ({}, {})


def test_a_register_without_the_protected_can_be_moved_into(closed: Context, empty: Empty, tmp_path: Path) -> None:
    out = _written(without_right(closed), tmp_path / "ut.xlsx")
    moved = empty()
    _read(moved, out)
    assert _rows(moved, "2024-09") == _rows(closed, "2024-09")
    assert shown(_written(moved, tmp_path / "igen.xlsx")) == shown(out)


def test_acts_that_closed_or_mended_protected_people_alone_stand_in_no_export_without_the_right(
    office: Context, empty: Empty, tmp_path: Path
) -> None:
    """Cleo's return is mended twice, and what is sold to her seller is closed before the rest."""
    first = month("2024-09")
    with office.writing() as uow:
        uow.agreements.add(agreement(key="A3", parties=(THIRD,), registry_number="KS 3"))
        hers = uow.bookings.find("B3")
        assert hers is not None
        uow.terms.add(terms(agreement="A3"))
        uow.prices.add(price(agreement="A3"))
        uow.bookings.change(hers, replace(hers.value, agreement="A3"))
        uow.commit()
    close_month(office, first, only=[THIRD])
    for text in ("2024-09-11", "2024-09-16"):
        with office.writing() as uow:
            hers = uow.bookings.find("B3")
            assert hers is not None
            uow.bookings.change(hers, replace(hers.value, days=days(text)))
            (back,) = uow.ledger.returns(first, protected=True)
            uow.commit()
        make_version(office, back.id)
    close_month(office, first)
    out = _written(without_right(office), tmp_path / "ut.xlsx")
    underlag = lines(out, "Underlag")
    assert [row["Underlag"] for row in underlag] == ["2024-09 2309 K 1", "2024-09 2309 S 1"]
    assert not any({"Stängning", "Stänger", "Motparter"} & row.keys() for row in underlag)
    _read(office, out)
    moved = empty()
    _read(moved, out)
    assert shown(_written(moved, tmp_path / "igen.xlsx")) == shown(out)
    assert verify(moved) == []


def test_rows_columns_and_sheets_come_in_any_order_and_case(kept: Context, empty: Empty, tmp_path: Path) -> None:
    mixed: dict[str, Rows] = {}
    for sheet, (heading, *rows) in reversed(LISTS.items()):
        title = "  folkbokföring " if sheet == "Hemkommun" else sheet.upper()
        turned = [list(reversed(row)) for row in reversed(rows)]
        mixed[title] = [[f" {name} ".upper() for name in reversed(heading)], *turned]
    moved = empty()
    _read(moved, make(tmp_path / "blandat.xlsx", mixed))
    out = _written(kept, tmp_path / "ut.xlsx")
    assert shown(_written(moved, tmp_path / "igen.xlsx")) == shown(out)


def test_a_known_key_changes_the_columns_that_stand_there_and_an_empty_cell_clears(
    kept: Context, tmp_path: Path
) -> None:
    before = {row["Ärende"]: row for row in lines(_written(kept, tmp_path / "före.xlsx"), "Personer")}
    given: dict[str, Rows] = {"Personer": [["ärende", "Tilltalsnamn", "Hushåll"], [" p1 ", None, "H2"]]}
    report = _read(kept, make(tmp_path / "en.xlsx", given))
    assert (report.created, report.changed, report.unchanged) == ({}, {"persons": 1}, {})
    after = {row["Ärende"]: row for row in lines(_written(kept, tmp_path / "efter.xlsx"), "Personer")}
    del before["P1"]["Tilltalsnamn"]
    before["P1"]["Hushåll"] = "H2"
    assert after == before


def test_a_kommunkod_that_came_as_a_number_gets_its_zero_back_with_a_warning(kept: Context, tmp_path: Path) -> None:
    given: dict[str, Rows] = {"Hemkommun": [["Ärende", "Kommun", "Från och med"], ["P6", 180, day("2025-01-01")]]}
    report = _read(kept, make(tmp_path / "kod.xlsx", given))
    assert [(one.sheet, one.cell) for one in report.warnings] == [("Hemkommun", "B2")]
    assert "0180" in report.warnings[0].message
    codes = [row["Kommun"] for row in lines(_written(kept, tmp_path / "ut.xlsx"), "Hemkommun")]
    assert codes.count("0180") == 1


def test_unknown_sheets_and_columns_are_told_of_and_left(kept: Context, tmp_path: Path) -> None:
    given: dict[str, Rows] = {
        "Anteckningar": [["Vad"], ["något"]],
        "Personer": [["Ärende", "Skonummer"], ["P1", 38]],
        "Inställningar": [["Nyckel", "Värde"], ["Favoritfärg", "blå"]],
    }
    report = _read(kept, make(tmp_path / "mer.xlsx", given))
    told = [(one.sheet, one.cell) for one in report.warnings]
    assert told == [("Anteckningar", None), ("Personer", "B1"), ("Inställningar", "A2")]
    for one, name in zip(report.warnings, ("Anteckningar", "Skonummer", "Favoritfärg"), strict=True):
        assert name in one.message


def test_budgets_are_read_and_what_cannot_be_one_is_told_of_its_cell(empty: Empty, tmp_path: Path) -> None:
    heading = ["År", "Riktning", "Insats", "Motpart", "Belopp", "Anteckning"]
    good = [[2025, "köp", "sfi", None, 120000.5, "beslut 3"], [2025, "sälj", None, OTHER, "80 000", None]]
    moved = empty()
    settings = [["Nyckel", "Värde"], ["Egen kommun", OWN], ["Första månad", "2024-09"]]
    assert _read(moved, make(tmp_path / "bra.xlsx", {"Inställningar": settings, "Budget": [heading, *good]})).created[
        "budgets"
    ] == len(good)
    out = _written(moved, tmp_path / "ut.xlsx")
    assert [(row["År"], row["Riktning"], row["Belopp"]) for row in lines(out, "Budget")] == [
        (2025, "köp", 120000.5),
        (2025, "sälj", 80000),
    ]
    bad = [
        [25, "köp", "sfi", None, 1, None],
        [2025, "köp", "sfi", OTHER, 1, None],
        [2025, "byte", "sfi", None, 1, None],
    ]
    report = import_workbook(moved, make(tmp_path / "fel.xlsx", {"Budget": [heading, *bad]})).value
    assert not report.is_imported
    assert [(one.cell, one.message.split(".")[0]) for one in report.rejected] == [
        ("A2", "Skriv ett år med fyra siffror, till exempel 2026"),
        ("D3", "Ange insats eller motpart, och bara en av dem"),
        ("B4", "Byte kostar ingenting"),
    ]
