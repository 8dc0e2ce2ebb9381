"""What is said of a workbook that cannot be taken: which sheet, which cell, what is expected – and is nothing taken?"""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from factories import CHEAP, FIRST_MONTH, OWN, PASSPHRASE, TEST_NUMBERS, Clock, copy_register, day, days, furnish, month
from mottagning.domain.office import OfficeSettings
from mottagning.domain.problems import RefusalCode, Refused, Trouble, TroubleCode
from mottagning.domain.returns import HandOutWay
from mottagning.files import workbook
from mottagning.readmodels.transfer import ImportReport
from mottagning.storage.database import Database
from mottagning.system.paths import key_file_of
from mottagning.texts.problems import refused
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.admin.moving_in import import_into_new
from mottagning.usecases.context import Context
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.returns.documents import hand_out, list_returns
from mottagning.usecases.returns.mending import make_version
from mottagning.usecases.written_files import standing_files
from workbooks import OFFICE_RULE, fill, lines, make, read, shown

NOON = datetime.combine(date(2024, 9, 1), time(12))
Sheets = dict[str, list[list[Any]]]
Empty = Callable[[], Context]
FIRST, SECOND, THIRD = TEST_NUMBERS[:3]
COORDINATION = "197006872381"
NO_BREAK, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@dataclass(frozen=True)
class Formula:
    """A cell that Excel computes."""

    text: str


@dataclass(frozen=True)
class Failed:
    """A cell that shows an error."""

    text: str


@dataclass(frozen=True)
class Serial:
    """A number that is shown as a date: what is in every date cell of a file."""

    number: float


GOOD: Sheets = {
    "Inställningar": [["Nyckel", "Värde"], ["Egen kommun", "2380"], ["Första månad", "2024-09"]],
    "Motparter": [["Motpart", "Namn", "Slag"], ["2309", "Prov", "kommun"], ["000000-0001", "Provskolan", "enskild"]],
    "Personer": [
        [
            "Ärende",
            "Efternamn",
            "Födelsedatum",
            "Personnummer",
            "Samordningsnummer",
            "Dossiernummer",
            "TF-nummer",
            "Medborgarskap",
            "Modersmål",
            "Kön",
            "Kvotflykting",
            "Skydd",
        ],
        ["P1", "Prov", None, FIRST],
        ["P2", "Provlund", None, SECOND],
    ],
    "Identiteter": [
        ["Ärende", "Slag", "Nummer"],
        ["P1", "dossiernummer", "12-345678"],
        ["P1", "dossiernummer", "12-345679"],
    ],
    "Hemkommun": [
        ["Ärende", "Kommun", "Från och med", "Till och med", "Slag"],
        ["P1", "2380", day("2023-01-01"), day("2023-12-31")],
        ["P1", "2380", day("2024-01-01")],
    ],
    "Tillstånd": [
        ["Ärende", "Beslutsdatum", "Från och med", "Till och med", "Grund"],
        ["P1", day("2022-01-01"), None, day("2023-12-31")],
        ["P1", day("2024-01-01"), day("2024-01-02"), None, "flykting"],
    ],
    "Hushåll": [["Hushåll", "Anknytningsperson"], ["H1", "P1"], ["H2", None]],
    "Hushållsmedlemmar": [
        ["Ärende", "Hushåll", "Från och med", "Till och med", "Boende", "Roll"],
        ["P1", "H3", day("2023-01-01"), day("2023-12-31")],
        ["P1", "H1", day("2024-01-01"), day("2024-06-30")],
        ["P1", "H3", day("2024-07-01"), None, "hela tiden", "barn"],
    ],
    "Företrädare": [
        ["Ärende", "Slag", "Namn", "Eget ärende", "Kommun", "Till och med", "Från och med"],
        ["P1", "vårdnadshavare", "Prov"],
        ["P1", "god man", "Godman", None, "2309", day("2025-01-01"), day("2024-01-01")],
    ],
    "Språk": [["Ärende", "Språk", "Nivå"], ["P1", "ar", "modersmål"], ["P1", "ku", "god"]],
    "Utbildning och arbete": [["Ärende", "Skolår"], ["P1", 9]],
    "Försörjning": [
        ["Ärende", "Slag", "Från och med", "Till och med", "Belopp"],
        ["P1", "lön", day("2024-01-01"), day("2024-01-31")],
        ["P1", "lön", day("2024-03-01"), day("2024-03-31"), 12000],
    ],
    "Boende": [
        ["Ärende", "Från och med", "Till och med", "Adress", "Rum", "Antal boende", "Kontrakt till och med"],
        ["P1", day("2024-01-01"), day("2024-06-30"), "Provgatan 1"],
        ["P1", day("2024-07-01"), None, "Provgatan 2", 2.5, 5, day("2025-06-30")],
    ],
    "Samtycken": [
        ["Ärende", "Mottagare", "Ändamål", "Lämnat", "Återkallat"],
        ["P1", "2309", "samordning", day("2024-01-01")],
        ["P1", "2309", "annat", day("2024-01-01"), day("2024-06-30")],
    ],
    "Bevakningar": [
        ["Ärende", "Slag", "Gäller", "Senast"],
        ["P1", "egen", "ring", day("2024-01-01")],
        ["P1", "egen", "skriv", day("2024-01-01")],
    ],
    "Hållpunkter": [
        ["Ärende", "Slag", "Dag", "Till och med"],
        ["P1", "anmäld till sfi", day("2024-01-01"), None],
        ["P1", "föräldraledig", day("2024-01-01"), day("2024-06-30")],
    ],
    "Förlängda tidsfrister": [
        ["Ärende", "Regel", "Tidigare dag", "Ny dag", "Beviljad av", "Beviljad", "Ansökt"],
        ["P1", "sfi_three_years", day("2029-01-01"), day("2029-06-01"), "rektor", day("2028-12-01"), day("2028-11-01")],
        ["P1", "sfi_three_years", day("2029-06-01"), day("2029-09-01"), "rektor", day("2029-05-01"), day("2029-04-01")],
    ],
    "Regler": [["Regel", "Text", "Fil", "Inläst"], ["rule/own", OFFICE_RULE, "egna.toml", day("2026-01-01")]],
    "Inte samma person": [["Ärende", "Annat ärende", "Delar nummer"], ["P1", "P2"]],
    "Tidigare ärenden": [["Ärende", "Tidigare ärende"], ["P1", "P0"]],
    "Avtal": [
        [
            "Avtal",
            "Motpart",
            "Riktning",
            "Från och med",
            "Till och med",
            "Uppsägningstid",
            "Ramavtal",
            "Ersätter",
            "Slag",
        ],
        ["A1", "2309", "köp", day("2020-01-01")],
        ["A2", "2313", "sälj", day("2020-01-01")],
    ],
    "Avtalsparter": [
        ["Avtal", "Motpart", "Beslutsdatum", "Part från och med", "Lämnade"],
        ["A1", "2309", day("2019-11-02"), day("2020-01-01")],
        ["A1", "2380"],
    ],
    "Villkor": [
        [
            "Avtal",
            "Insats",
            "Gäller från",
            "Enhet",
            "Beräkningssätt",
            "Mätdag",
            "Mätdagar",
            "Delar",
            "Administrativ avgift %",
            "Dubbelregel",
            "Avrundning",
        ],
        ["A1", "sfi", None, "månad", "kalenderdag"],
        ["A1", "sfx", None, "månad", "mätdag"],
    ],
    "Priser": [
        ["Avtal", "Insats", "Enhet", "Belopp", "Från och med", "Till och med", "Dagar per år", "Källa", "Preliminär"],
        ["A1", "sfi", "månad", 9500, day("2020-01-01"), day("2020-12-31"), None, "lista"],
        ["A1", "sfi", "månad", 9600, day("2021-01-01"), None, None, "lista"],
    ],
    "Åldersgrupper": [
        ["Avtal", "Insats", "Variant", "Från ålder", "Till ålder"],
        ["A1", "sfi", "6-12", 6, 12],
        ["A1", "sfi", "13-15", 13, 15],
    ],
    "Skolkalender": [
        ["Skolkalender", "Från och med", "Till och med"],
        ["Prov", day("2024-08-19"), day("2024-10-25")],
        ["Prov", day("2024-11-04"), day("2024-12-20")],
    ],
    "Gemensamma insatser": [
        [
            "Gemensam insats",
            "Avtal",
            "Insats",
            "Anordnarkommun",
            "Från och med",
            "Till och med",
            "Kostnad",
            "Fördelning",
            "Andelar",
            "Källa",
        ],
        ["GK1", "A1", "sfi", "2309", day("2024-09-02"), day("2024-12-20"), 240000, "personer", "2380=1; 2309=3", "x"],
        ["GK2", "A1", "sfi", "2309", day("2024-09-02"), day("2024-12-20"), 1, "fasta andelar", "2380=25;2309=75", "x"],
    ],
    "Gruppbokningar": [
        [
            "Gruppbokning",
            "Avtal",
            "Insats",
            "Anordnarkommun",
            "Betalande kommun",
            "Från och med",
            "Till och med",
            "Planerade deltagare",
            "Högst deltagare",
        ],
        ["GB1", "A1", "utbildning för gode män", "2309", "2380", day("2024-10-01"), day("2024-10-02"), 14, 20],
        ["GB2", "A1", "utbildning för gode män", "2309", "2380", day("2024-10-01"), day("2024-10-02"), 14, 20],
    ],
    "Ansvar": [
        ["Ansvar", "Område", "Vad", "Slag", "Från och med", "Till och med"],
        ["R1", "Fritid", "x", "egen enhet", day("2024-10-01"), day("2024-10-02")],
        ["R2", "Fritid", "x", "egen enhet", day("2024-10-01"), day("2024-10-02")],
    ],
    "Bokningar": [
        [
            "Bokning",
            "Ärende",
            "Avtal",
            "Insats",
            "Från och med",
            "Till och med",
            "Omfattning",
            "Känslig",
            "Förfarande",
            "Planerat slut",
            "Betygsdatum",
            "Anordnarkommun",
        ],
        ["B1", "P1", "A1", "sfi", day("2024-09-01")],
        ["B2", "P1", "A1", "sfi", day("2024-09-01")],
    ],
    "Frånvaro": [
        ["Bokning", "Från och med", "Till och med", "Slag"],
        ["B1", day("2024-09-02"), day("2024-09-03"), "giltig"],
        ["B1", day("2024-10-02"), day("2024-10-03"), "ogiltig"],
    ],
    "Tillägg": [
        ["Bokning", "Slag", "Belopp", "Från och med", "Till och med"],
        ["B1", "modersmål", 500, day("2024-09-01")],
        ["B1", "annat", 500, day("2024-09-01")],
    ],
    "Rapporterat": [["Bokning", "Månad", "Antal"], ["B1", "2024-09", 1], ["B1", "2024-10", 2.5]],
    "Utbud": [
        [
            "Utbud",
            "Insats",
            "Kommun",
            "Språk",
            "Tider",
            "Från och med",
            "Till och med",
            "Pris",
            "Enhet",
            "Platser",
            "Platser den",
            "Källa",
            "Finns inte",
        ],
        ["U1", "sfi", "2309", "ar", "mån 09.00–12.00", day("2024-09-02"), None, 950, "vecka", None, None, None, "nej"],
        ["U2", "sfi", "2309", None, None, day("2024-09-02"), None, 1, "vecka", 5, day("2024-08-01"), "rektorn", None],
    ],
    "Förfrågningar": [
        ["Förfrågan", "Förfarande", "Vår del", "Ärende", "Insats", "Motpart", "Från och med", "Till och med", "Antal"],
        ["F1", "beställning", "betalar", "P1", "sfi", "2309", day("2024-09-02"), None, 1],
        ["F2", "yttrande", "anordnar", "P1", "sfi", "2309", day("2024-09-02"), day("2025-06-13"), None],
    ],
    "Förfrågningssteg": [
        ["Förfrågan", "Nummer", "Steg", "Dag", "Skäl", "Belopp"],
        ["F1", 1, "förfrågan", day("2024-08-01"), None, None],
        ["F1", 2, "avböjd", day("2024-08-02"), "fullt", None],
    ],
    "Avvikelser": [
        ["Avvikelse", "Slag", "Upptäckt", "Vad som hände", "Kommun", "Klar senast"],
        ["V1", "annat", day("2024-09-02"), "x", "2309", None],
        ["V2", "fel i faktura", day("2024-09-02"), "x", "2309", day("2024-09-03")],
    ],
    "Godtagna varningar": [
        ["Godtagande", "Kontroll", "Bokning", "Avser", "Månad", "Skäl", "Av", "Dag", "Avtryck"],
        ["G1", "K25", None, "2309", None, "x", "Provia", day("2024-09-02"), "ab"],
        ["G2", "K30", None, "A1", "2024-09", "x", "Provia", day("2024-09-02"), "ab"],
    ],
    "Budget": [
        ["År", "Riktning", "Insats", "Motpart", "Belopp"],
        [2025, "köp", "sfi", None, 100000],
        [2025, "sälj", None, "2309", 50000],
    ],
    "Parkerade rader": [
        ["Parkering", "Bokning", "Kurs", "Motpart", "Månad", "Skäl", "Av", "Dag"],
        ["P2", None, None, "2309", None, "x", "Provia", day("2024-09-02")],
    ],
    "Anteckningar om underlag": [
        ["Anteckning", "Månad", "Motpart", "Text", "Av", "Dag"],
        ["N1", "2024-09", "2309", "x", "Provia", day("2024-09-02")],
    ],
    "Dokument": [
        [
            "Dokument",
            "Ärende",
            "Bokning",
            "Avtal",
            "Slag",
            "Rubrik",
            "Diarienummer",
            "Filnamn",
            "Storlek i byte",
            "Kontrollsumma (SHA-256)",
        ],
        ["D2024-0001", "P1", None, None, "intyg", "Intyg", "KS 1"],
        ["D2024-0002", None, None, "A1", "avtal", "Avtal", "KS 2"],
    ],
    "Mottagna fakturor": [
        [
            "Ankomstnummer",
            "Motpart",
            "Fakturanummer",
            "Ankom",
            "Förfaller",
            "Belopp",
            "Från månad",
            "Till månad",
            "Fakturadatum",
        ],
        ["MF1", "2309", "4711", day("2024-12-02"), day("2025-01-02"), 9500, "2024-10", "2024-10", None],
        ["MF2", "2309", "4712", day("2024-12-02"), day("2025-01-02"), -500, "2024-10", "2024-10", day("2024-12-01")],
    ],
    "Fakturahändelser": [
        ["Ankomstnummer", "Nummer", "Händelse", "Dag", "Av"],
        ["MF1", 1, "registrerad", day("2024-12-02"), "Provia"],
        ["MF1", 2, "kontrollerad", day("2024-12-02"), "Provia"],
    ],
    "Fakturarader": [
        ["Ankomstnummer", "Rad", "Räknas med rad", "Belopp", "Utfall", "Ställning"],
        ["MF1", 2, 2, 9000, "stämmer", "godkänd"],
        ["MF1", 3, 3, 500, "saknas hos oss", "inte vår"],
    ],
    "Fakturabetalningar": [
        ["Ankomstnummer", "Vår bokning", "Avser månad", "Betalning", "Rad", "Belopp"],
        ["MF1", "B1", "2024-10", 1, 2, 9000],
        ["MF1", "B1", "2024-11", 1, 2, 9000],
    ],
    "Blanketter": [
        ["Avtal", "Filnamn", "Storlek i byte", "Kontrollsumma (SHA-256)", "Vald av", "Vald den"],
        ["A1", "blankett.xlsx", 1234, "b" * 64, "Prov", day("2024-10-01")],
    ],
    "Anvisningar": [
        [
            "Anvisning",
            "Slag",
            "Beslutsdatum",
            "Personer",
            "Läge",
            "Mottagen",
            "Mottagna personer",
            "Ersätter",
            "Hushåll",
        ],
        ["AN1", "anvisad", day("2024-01-10"), 3, "ersatt"],
        ["AN2", "kvot", day("2024-02-01"), 4, "mottagen", day("2024-03-01"), 3, "AN1", None],
        ["AN3", "anvisad", day("2024-02-01"), 4, "väntas", None, None, None, None],
    ],
    "Väntade personer": [
        ["Anvisning", "Nummer", "Förnamn", "Ålder", "Ärende"],
        ["AN1", 1, "Prov", 30, "P1"],
        ["AN1", 2, None, 5, None],
    ],
    "Förberedelser": [["Anvisning", "Punkt", "Ansvarig", "Dagar före ankomst"], ["AN1", "hyresvard", "Petra", 7]],
    "Kommuntal": [["År", "Slag", "Personer", "Källa"], [2024, "bosättning", 21, "beslut"]],
    "Bostäder": [
        ["Bostad", "Adress", "Från och med", "Till och med", "Kontrakt till och med", "Hyra"],
        ["BO1", "Provgatan 1", day("2024-01-01"), day("2024-12-31"), None, 7000],
        ["BO2", "Provgatan 2", day("2024-01-01"), day("2024-12-31"), day("2024-12-31"), 7000],
    ],
    "Reservationer": [
        ["Bostad", "Anvisning", "Från och med", "Till och med"],
        ["BO1", "AN1", day("2024-02-01"), day("2024-06-30")],
        ["BO1", "AN1", day("2024-07-01"), day("2024-12-31")],
    ],
    "Hyresnormer": [
        ["Personer", "Från och med", "Till och med", "Belopp", "Källa"],
        [4, day("2024-01-01"), day("2024-12-31"), 9000, "nämnden"],
        [4, day("2025-01-01"), None, 9500, "nämnden"],
    ],
    "Planer": [
        ["Plan", "Ärende", "Från och med", "Till och med", "Avslutad", "Avslutsorsak", "Överlämnad till kommun"],
        ["PL1", "P1", day("2024-02-01")],
        ["PL2", "P1", day("2024-02-01"), day("2024-12-31"), day("2024-12-01"), "arbete", "2309"],
    ],
    "Mål": [
        ["Plan", "Nummer", "Gäller", "Senast", "Läge"],
        ["PL1", 1, "Språk"],
        ["PL1", 2, "Arbete", day("2025-01-01"), "uppnått"],
    ],
    "Aktiviteter": [
        ["Plan", "Nummer", "Vad", "Från och med", "Till och med", "Ansvarig", "Mål", "Beror på", "Bokning"],
        ["PL1", 1, "Sfi", day("2024-09-01"), None, "egen enhet", 1, 2],
        ["PL1", 2, "Kurs", day("2024-03-01"), day("2024-08-01"), "egen enhet", 1],
        ["PL1", 3, "Praktik", day("2024-09-01"), day("2024-12-01"), "egen enhet", 1, 2, None],
    ],
    "Veckotider": [
        [
            *("Veckotid", "Ärende", "Vad", "Bokning", "Plan", "Aktivitet", "Från och med", "Till och med", "Tider"),
            *("Kommun", "Restid hemifrån", "Omsorg", "Hemma", "Öppettider"),
        ],
        ["VT1", "P1", "Jobb", None, None, None, day("2024-02-01"), None, "mån 9-12", "2309", 20, None, "nej", None],
        ["VT2", "P1", None, None, "PL1", 1, day("2024-02-01"), day("2024-03-01"), "tis 9-12"],
    ],
    "Planens ansvar": [["Plan", "Nummer", "Område", "Ansvarig"], ["PL1", 1, "Hälsa", "regionen"]],
    "Barnets avsnitt": [["Plan", "Hördes den"], ["PL1", day("2024-03-01")]],
    "Uppföljningar": [
        ["Plan", "Nummer", "Dag", "Nästa uppföljning", "Undertecknad den", "Tolk"],
        ["PL1", 1, day("2024-03-01")],
        ["PL1", 2, day("2025-02-01"), day("2025-04-01"), day("2025-02-01"), "so"],
        ["PL1", 3, day("2025-03-01")],
    ],
    "Mål vid uppföljning": [
        ["Plan", "Uppföljning", "Mål", "Läge"],
        ["PL1", 1, 1, "på väg"],
    ],
    "Checklista": [
        ["Ärende", "Hushåll", "Punkt", "Läge", "Dag", "Av", "Skäl"],
        ["P1", None, "ut-kort", "klart", day("2024-03-01"), "Provia", None],
        [None, "H1", "el", "gäller inte", day("2024-03-01"), "Provia", "ingår"],
    ],
    "Väntan": [
        ["Väntan", "Ärende", "Hushåll", "Vad", "Väntar på", "Sedan", "Slut", "Varför slut"],
        ["VN1", "P1", None, "god man", "annan", day("2024-03-01"), day("2024-04-01"), "förordnad"],
        ["VN2", None, "H1", "bostad", None, day("2024-03-01"), None, None],
    ],
    "Statlig ersättning": [
        ["Ärende", "Grund", "Från och med", "Till och med", "Kostnad"],
        ["P1", "boendeinsatser", day("2024-01-01"), day("2024-12-31"), 1000],
    ],
    "Statliga utbetalningar": [
        ["Ärende", "Slag", "Månad", "Mottagen", "Mottaget belopp"],
        ["P1", "schablon", "2024-04", day("2024-04-29"), 16500],
    ],
    "Planmallar": [["Mall", "Benämning", "Från ålder", "Till ålder"], ["M1", "Vuxen", 20, 66], ["M2", "Äldre", 67, 90]],
    "Planmallsrader": [
        ["Mall", "Nummer", "Slag", "Text", "Ansvarig", "Mål", "Pågår i veckor"],
        ["M1", 1, "mål", "Språk"],
        ["M1", 2, "aktivitet", "Sfi", "egen enhet", 1, 10],
    ],
}
"""A list that is taken as it stands. Nothing refers to the last row of a sheet, so that it can be refused alone."""

NAMED = {
    *("Inställningar", "Motparter", "Personer", "Hemkommun", "Hushåll", "Hushållsmedlemmar"),
    *("Avtal", "Villkor", "Priser", "Skolkalender", "Bokningar", "Utbud", "Förfrågningar", "Mottagna fakturor"),
    *("Fakturarader", "Anvisningar", "Bostäder", "Planer", "Mål", "Aktiviteter", "Uppföljningar", "Planmallar"),
}
"""The sheets whose rows others name."""


def _good(*sheets: str) -> Sheets:
    """A list that is taken as it stands, with these sheets: the others, which nobody names, are left out."""
    return {title: deepcopy(rows) for title, rows in GOOD.items() if title in NAMED or title in sheets}


def _book(file: Path, sheets: Sheets, cells: Mapping[str, object]) -> Path:
    """`sheets` as a workbook with some cells given another value: `{"Personer_B3": "Prov"}`."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        fill(book.create_sheet(title), rows)
    for place, value in cells.items():
        sheet, _, name = place.partition("_")
        cell = book[sheet][name]
        cell.number_format = "General"
        if isinstance(value, Formula | Failed):
            cell.value, cell.data_type = value.text, "f" if isinstance(value, Formula) else "e"
        elif isinstance(value, Serial):
            cell.value, cell.number_format = value.number, "yyyy-mm-dd"
        else:
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(file)
    return file


def _held(ctx: Context) -> dict[str, int]:
    """How many records of each kind the register holds, beside the insatser that come with it."""
    with ctx.reading() as reader:
        entered = {name: store for name, store in reader.by_sheet.items() if name != "services"}
        held = {name: len(list(store.every())) for name, store in entered.items()}
        return {**held, "settings": int(reader.settings.office() is not None)}


@pytest.fixture(scope="module")
def untouched(tmp_path_factory: pytest.TempPathFactory, _nothing: Context) -> Iterator[Context]:
    """One register for all the workbooks that are refused: it holds nothing, before and after each."""
    file = copy_register(_nothing.db.file, tmp_path_factory.mktemp("orört") / "orört.mottagning")
    ctx = replace(_nothing, db=Database(file, _nothing.key), clock=Clock())
    yield ctx
    ctx.db.close()


def _refused(ctx: Context, file: Path) -> ImportReport:
    """The report of a workbook that is not taken, and leaves nothing behind."""
    report = import_workbook(ctx, file).value
    assert not report.is_imported
    assert (report.created, report.changed, report.unchanged, report.rejected_file) == ({}, {}, {}, None)
    assert set(_held(ctx).values()) == {0}
    return report


# cells


DATE = "Väntade ett datum, som Excel-datum eller text ÅÅÅÅ-MM-DD"
UNKNOWN_CODE = "Väntade en kommunkod, fyra siffror"
FORMULA = "Cellen innehåller en formel"
BAD_CELLS: list[tuple[str, object, str]] = [
    # formulas and errors, whatever the column holds
    ("Personer_B3", Formula("=B2"), FORMULA),
    ("Personer_D3", Formula("=1+1"), FORMULA),
    ("Priser_D3", Formula("=SUM(D1:D2)"), FORMULA),
    ("Bokningar_E3", Formula("=TODAY()"), FORMULA),
    ("Inställningar_B3", Formula('="2024-09"'), FORMULA),
    ("Priser_D3", Failed("#REF!"), "Excel-fel"),
    ("Personer_B3", Failed("#N/A"), "Excel-fel"),
    ("Bokningar_E3", Failed("#VALUE!"), "Excel-fel"),
    # nothing where something must stand
    ("Personer_A3", None, "måste fyllas i"),
    ("Hemkommun_B3", "   ", "måste fyllas i"),
    ("Priser_H3", None, "måste fyllas i"),
    ("Priser_D3", None, "måste fyllas i"),
    ("Bokningar_E3", "  ", "måste fyllas i"),
    ("Inställningar_B2", None, "måste fyllas i"),
    ("Personer_B3", None, "Efternamn eller förnamn"),
    # dates
    ("Bokningar_E3", "2024-9-1", DATE),
    ("Bokningar_E3", "20240901", DATE),
    ("Bokningar_E3", "2024/09/01", DATE),
    ("Bokningar_E3", "01-09-2024", DATE),
    ("Bokningar_E3", "1/9 2024", DATE),
    ("Bokningar_E3", "1 september 2024", DATE),
    ("Bokningar_E3", "24-09-01", DATE),
    ("Bokningar_E3", "2024-09-01 00:00", DATE),
    ("Bokningar_E3", "2024-W36-7", DATE),
    ("Bokningar_E3", "2024-09", DATE),
    ("Bokningar_E3", "idag", DATE),
    ("Bokningar_E3", "2024-02-30", DATE),
    ("Bokningar_E3", "2023-02-29", DATE),
    ("Bokningar_E3", "1900-02-29", DATE),
    ("Bokningar_E3", "2024-13-01", DATE),
    ("Bokningar_E3", "0000-01-01", DATE),
    ("Bokningar_E3", "10000-01-01", DATE),
    ("Bokningar_E3", True, DATE),
    ("Bokningar_E3", time(8, 0), DATE),
    ("Bokningar_E3", 45536, "fann ett tal"),
    ("Bokningar_E3", 20240901, "fann ett tal"),
    ("Bokningar_E3", 45536.5, "fann ett tal"),
    ("Bokningar_E3", NOON, "utan klockslag"),
    ("Personer_C3", Serial(60), "före 1900-03-01"),
    ("Personer_C3", Serial(1), "före 1900-03-01"),
    # offers, requests and deviations
    ("Utbud_A3", None, "måste fyllas i"),
    ("Utbud_C3", "9999", "kommun"),
    ("Utbud_D3", "klingon", "språk"),
    ("Utbud_E3", "mån 12.00–09.00", "Slutet ligger före starten"),
    ("Utbud_G3", day("2024-09-01"), "ligger före Från och med"),
    ("Utbud_H3", -1, "negativt"),
    ("Utbud_I3", None, "åste fyllas i"),
    ("Utbud_J3", 2.5, "helt tal"),
    ("Utbud_J3", -1, "negativt"),
    ("Utbud_K3", None, "åste fyllas i"),
    ("Utbud_L3", None, "åste fyllas i"),
    ("Utbud_M3", "kanske", "Väntade ja eller nej"),
    ("Förfrågningar_B3", "remiss", "Väntade ett av"),
    ("Förfrågningar_F3", None, "måste fyllas i"),
    ("Förfrågningar_I3", -1, "negativt"),
    ("Förfrågningssteg_A3", "F9", "Förfrågan F9 finns varken i arbetsboken eller i registret"),
    ("Förfrågningssteg_E3", None, "åste fyllas i"),
    ("Godtagna varningar_B3", "K99", "Väntade ett av"),
    ("Godtagna varningar_D3", None, "Måste fyllas i"),
    ("Godtagna varningar_E3", "i höst", "månad"),
    ("Godtagna varningar_F3", None, "måste fyllas i"),
    ("Avvikelser_C3", "i höst", "datum"),
    ("Avvikelser_D3", None, "måste fyllas i"),
    ("Avvikelser_F3", day("2024-09-01"), "Slutet ligger före starten"),
    # invoices
    ("Mottagna fakturor_C3", "4711", "Fakturanumret är redan registrerat"),
    ("Mottagna fakturor_D3", day("2030-01-01"), "Dagen har inte varit än"),
    ("Mottagna fakturor_F3", 9500.005, "högst två decimaler"),
    ("Mottagna fakturor_F3", 0, "Måste fyllas i"),
    ("Mottagna fakturor_H3", "2024-09", "Slutet ligger före starten"),
    ("Mottagna fakturor_E3", day("2024-11-30"), "Slutet ligger före starten"),
    ("Fakturarader_B3", 2.5, "helt tal"),
    ("Fakturarader_E3", "fel", "Väntade ett av"),
    ("Fakturabetalningar_C3", "oktober", "månad"),
    ("Fakturahändelser_A3", "MF9", "MF9 finns varken i arbetsboken eller i registret"),
    ("Fakturahändelser_C3", "glömd", "Väntade ett av"),
    # documents
    ("Dokument_A3", "../avtal", "till exempel D2026-0001"),
    ("Dokument_A3", None, "måste fyllas i"),
    ("Dokument_B3", "P1", "bara ett av dem"),
    ("Dokument_D3", "A9", "Avtal A9 finns varken i arbetsboken eller i registret"),
    ("Dokument_E3", "pdf", "Väntade ett av"),
    ("Dokument_F3", None, "måste fyllas i"),
    ("Dokument_G3", None, "Ange diarienummer eller länk"),
    ("Dokument_J3", "123", "anges tillsammans"),
    # counterparts' forms
    ("Blanketter_A2", "A9", "Avtal A9 finns varken i arbetsboken eller i registret"),
    ("Blanketter_B2", None, "måste fyllas i"),
    ("Blanketter_D2", "123", "anges tillsammans"),
    ("Blanketter_F2", "i höst", "datum"),
    # planned reception
    ("Anvisningar_B3", "tvång", "Väntade ett av: anvisad, kvot"),
    ("Anvisningar_D4", 0, "minst en person"),
    ("Anvisningar_E3", "väntas", "En mottagningsdag är angiven"),
    ("Anvisningar_F3", None, "Måste fyllas i"),
    ("Anvisningar_F3", day("2024-01-31"), "Ligger före beslutet"),
    ("Anvisningar_G3", 5, "Högst 4"),
    ("Anvisningar_H3", "AN9", "AN9 hittas inte"),
    ("Anvisningar_I3", "H9", "Hushåll H9 finns varken"),
    ("Väntade personer_A3", "AN9", "Anvisning AN9 finns varken"),
    ("Väntade personer_D3", None, "Ange namn, födelsedatum eller ålder"),
    ("Väntade personer_D3", 150, "hela år"),
    ("Väntade personer_E3", "P9", "Ärende P9 finns varken"),
    ("Väntade personer_E3", "P1", "redan kopplad"),
    ("Förberedelser_B2", "skor", "skor hittas inte"),
    ("Förberedelser_C2", None, "måste fyllas i"),
    ("Kommuntal_A2", 24, "ett år med fyra siffror"),
    ("Kommuntal_D2", None, "måste fyllas i"),
    ("Bostäder_E3", day("2023-12-31"), "Slutet ligger före starten"),
    ("Bostäder_D3", day("2023-12-31"), "Till och med ligger före Från och med"),
    ("Reservationer_A3", "BO9", "Bostad BO9 finns varken"),
    ("Reservationer_C3", day("2024-06-30"), "reserverad för en annan anvisning från 2024-06-30"),
    ("Reservationer_D3", day("2025-01-01"), "inte ledig alla de dagarna"),
    ("Hyresnormer_B3", day("2024-12-31"), "redan en norm"),
    ("Hyresnormer_E3", None, "måste fyllas i"),
    # plans
    ("Planer_B3", "P9", "Ärende P9 finns varken i arbetsboken eller i registret"),
    ("Planer_D3", day("2024-01-31"), "Till och med ligger före Från och med"),
    ("Planer_E3", None, "Måste fyllas i"),
    ("Planer_F3", None, "Måste fyllas i"),
    ("Planer_F3", "lön", "Väntade ett av: arbete, studier"),
    ("Planer_G3", "0001", UNKNOWN_CODE),
    ("Mål_A3", "PL9", "Plan PL9 finns varken i arbetsboken eller i registret"),
    ("Mål_C3", None, "måste fyllas i"),
    ("Mål_E3", "snart", "Väntade ett av: inte påbörjat"),
    ("Aktiviteter_G4", 9, "9 hittas inte"),
    ("Aktiviteter_H4", 4, "4 hittas inte"),
    ("Aktiviteter_H4", 3, "väntar på varandra: 3 → 3"),
    ("Aktiviteter_F4", "någon", "Väntade ett av: egen enhet"),
    ("Aktiviteter_E4", day("2024-08-31"), "Till och med ligger före Från och med"),
    ("Aktiviteter_I4", "B9", "Bokning B9 finns varken"),
    ("Veckotider_B2", "P9", "Ärende P9 finns varken"),
    ("Veckotider_C2", None, "Måste fyllas i"),
    ("Veckotider_D2", "B9", "Bokning B9 finns varken"),
    ("Veckotider_E3", "PL9", "Plan PL9 finns varken"),
    ("Veckotider_F3", 9, "9 hittas inte"),
    ("Veckotider_F3", None, "Måste fyllas i"),
    ("Veckotider_H3", day("2024-01-01"), "Till och med ligger före Från och med"),
    ("Veckotider_I2", "ibland", "Skriv veckodagar och klockslag"),
    ("Veckotider_I2", "mån 12-9", "Slutet ligger före starten"),
    ("Veckotider_I2", "mån 9-12; mån 11-13", "Två tider på samma dag"),
    ("Veckotider_J2", "0001", UNKNOWN_CODE),
    ("Veckotider_K2", 1440, "färre än ett dygn"),
    ("Veckotider_L2", "dagmamma", "Väntade ett av: förskola"),
    ("Veckotider_M2", "ja", "ingen restid"),
    ("Veckotider_N2", "alltid", "Skriv veckodagar och klockslag"),
    ("Planens ansvar_D2", "läkaren", "Väntade ett av: egen enhet"),
    ("Barnets avsnitt_B2", day("2030-01-01"), "Dagen har inte varit än"),
    ("Uppföljningar_C4", day("2030-01-01"), "Dagen har inte varit än"),
    ("Uppföljningar_D3", day("2025-02-01"), "Nästa uppföljning ligger efter den här"),
    ("Uppföljningar_E3", day("2025-01-31"), "Undertecknas tidigast samma dag"),
    ("Uppföljningar_F3", "zzz", "Väntade en språkkod"),
    ("Mål vid uppföljning_B2", 9, "9 hittas inte"),
    ("Mål vid uppföljning_C2", 9, "9 hittas inte"),
    ("Checklista_C2", "skor", "skor hittas inte"),
    ("Checklista_C3", "ut-kort", "prickas av för personen, andra för hushållet"),
    ("Checklista_B3", "H9", "Hushåll H9 finns varken"),
    ("Checklista_G3", None, "Måste fyllas i"),
    ("Väntan_B2", "P9", "Ärende P9 finns varken"),
    ("Väntan_C2", "H1", "bara en av dem"),
    ("Väntan_C3", None, "bara en av dem"),
    ("Väntan_C3", "H9", "Hushåll H9 finns varken"),
    ("Väntan_D2", None, "måste fyllas i"),
    ("Väntan_E2", "någon", "Väntade ett av: egen enhet"),
    ("Väntan_F3", day("2099-01-01"), "Dagen har inte varit än"),
    ("Väntan_G2", day("2024-02-29"), "Slutet ligger före starten"),
    ("Väntan_G2", None, "Måste fyllas i"),
    ("Planmallar_D3", 60, "Till-åldern är lägre än från-åldern"),
    ("Planmallsrader_A3", "M9", "Mall M9 finns varken"),
    ("Planmallsrader_E3", None, "Måste fyllas i"),
    ("Planmallsrader_F3", 2, "2 hittas inte"),
    ("Planmallsrader_G3", 0, "Slutet ligger före starten"),
    # months
    ("Rapporterat_B3", "oktober", "Väntade en månad"),
    ("Rapporterat_B3", "2024-13", "Väntade en månad"),
    ("Rapporterat_B3", "2024-1", "Väntade en månad"),
    ("Rapporterat_B3", date(2024, 10, 2), "Väntade en månad"),
    ("Rapporterat_B3", 202410, "Väntade en månad"),
    ("Inställningar_B3", "2024-00", "Väntade en månad"),
    # ranges that end before they start
    ("Bokningar_F3", day("2024-08-31"), "Till och med ligger före Från och med"),
    ("Hemkommun_D3", day("2023-12-31"), "Till och med ligger före Från och med"),
    ("Avtal_E3", day("2019-12-31"), "Till och med ligger före Från och med"),
    ("Priser_F3", day("2020-12-31"), "Till och med ligger före Från och med"),
    ("Skolkalender_C3", day("2024-11-03"), "Till och med ligger före Från och med"),
    ("Frånvaro_C3", day("2024-10-01"), "Till och med ligger före Från och med"),
    ("Tillägg_E3", day("2024-08-31"), "Till och med ligger före Från och med"),
    ("Avtalsparter_E2", day("2020-01-01"), "Slutet ligger före starten"),
    ("Avtalsparter_A3", "A9", "Avtal A9 finns varken"),
    ("Avtalsparter_B3", None, "Cellen är tom"),
    ("Tillstånd_D3", day("2024-01-01"), "Slutet ligger före starten"),
    ("Hushållsmedlemmar_D4", day("2024-06-30"), "Slutet ligger före starten"),
    ("Företrädare_F3", day("2023-12-31"), "Slutet ligger före starten"),
    ("Försörjning_D3", day("2024-02-29"), "Till och med ligger före Från och med"),
    ("Boende_G3", day("2024-06-30"), "Slutet ligger före starten"),
    ("Samtycken_E3", day("2023-12-31"), "Slutet ligger före starten"),
    # what is told of a person
    ("Hushåll_B3", "P9", "Ärende P9 finns varken"),
    ("Hushållsmedlemmar_C4", day("2024-06-30"), "hör redan till hushållet H1"),
    ("Hushållsmedlemmar_E4", "ibland", "Väntade ett av: hela tiden, växelvis"),
    ("Företrädare_D3", "P1", "inte företräda sig själv"),
    ("Företrädare_B3", "granne", "Väntade ett av: vårdnadshavare"),
    ("Språk_B3", "qqq", "Väntade en språkkod"),
    ("Utbildning och arbete_B2", "många", "Väntade ett tal"),
    ("Boende_F3", 2.5, "Väntade ett helt tal"),
    ("Samtycken_C3", "allt", "Väntade ett av: redovisning"),
    ("Bevakningar_C3", None, "Cellen är tom"),
    ("Hållpunkter_B3", "född", "Väntade ett av: första mottagande"),
    ("Hållpunkter_D2", day("2024-01-02"), "händer på en dag"),
    ("Hållpunkter_D3", day("2023-12-31"), "Slutet ligger före starten"),
    ("Förlängda tidsfrister_B3", "hittad", "hittas inte"),
    ("Förlängda tidsfrister_D3", day("2030-01-01"), "till som längst 2029-12-01 åt gången"),
    ("Förlängda tidsfrister_D3", day("2029-05-31"), "ska ligga efter 2029-06-01"),
    ("Förlängda tidsfrister_G3", None, "Måste fyllas i"),
    ("Regler_B2", "[[rule]]", "ingen hel regel"),
    ("Regler_A2", "rule/annan", "en annan regel"),
    # numbers
    ("Priser_D3", "gratis", "Väntade ett tal"),
    ("Priser_D3", "1.234,50", "Väntade ett tal"),
    ("Priser_D3", "1,234.50", "Väntade ett tal"),
    ("Priser_D3", "NaN", "Väntade ett tal"),
    ("Priser_D3", "Infinity", "Väntade ett tal"),
    ("Priser_D3", True, "Väntade ett tal"),
    ("Priser_D3", date(2024, 9, 1), "Väntade ett tal"),
    ("Priser_D3", -9500, "negativt"),
    ("Priser_D3", "-9 500,00", "negativt"),
    ("Priser_D3", "\u22129500", "negativt"),
    ("Priser_D3", 0.00001, "Högst fyra decimaler"),
    ("Priser_D3", "1,00001", "Högst fyra decimaler"),
    ("Priser_D3", 1e300, "för stort"),
    ("Priser_D3", "99999999999999999999", "Väntade ett tal"),
    ("Avtal_F3", 10**30, "för stort"),
    ("Priser_G3", 0, "negativ"),
    ("Tillägg_C3", -1, "negativt"),
    ("Rapporterat_C3", "-1", "negativt"),
    ("Bokningar_G3", "20 tim", "Väntade ett tal"),
    ("Avtal_F3", 2.5, "Väntade ett helt tal"),
    ("Avtal_F3", -3, "negativt"),
    ("Åldersgrupper_D3", "tretton", "Väntade ett tal"),
    ("Villkor_F3", 0, "1–31"),
    ("Villkor_F3", 32, "1–31"),
    ("Villkor_G3", "9=31", "Väntade undantag som"),
    ("Villkor_G3", "13=09-15", "Väntade undantag som"),
    ("Villkor_G3", "9=09-31", "Väntade undantag som"),
    ("Villkor_H3", "65", "Väntade två delar"),
    ("Villkor_H3", "65/36", "Väntade två delar"),
    ("Villkor_H3", "100/-0", "Väntade två delar"),
    ("Villkor_I3", "fem", "Väntade ett tal"),
    ("Gemensamma insatser_I3", "Provby=25; 2309=75", "Väntade andelar som"),
    ("Gemensamma insatser_I3", "0001=25; 2309=75", "Väntade andelar som"),
    ("Gemensamma insatser_I3", "2380=25; 2309=76", "tillsammans bli 100"),
    ("Gemensamma insatser_I3", "2380=25; 2380=75", "varje kommun en gång"),
    ("Gruppbokningar_H3", 21, "högst 20 deltagare"),
    ("Gruppbokningar_H3", -1, "negativt"),
    ("Gruppbokningar_E3", "2309", "inte vara samma"),
    ("Ansvar_C3", None, "måste fyllas i"),
    ("Ansvar_D3", "ingen", "Väntade"),
    ("Ansvar_F3", "2024-09-30", "före starten"),
    # codes
    ("Hemkommun_B3", "0001", UNKNOWN_CODE),
    ("Hemkommun_B3", "Provbyn", UNKNOWN_CODE),
    ("Hemkommun_B3", 9999, UNKNOWN_CODE),
    ("Inställningar_B2", "2", UNKNOWN_CODE),
    ("Avtal_B3", "0001", "Väntade en kommunkod, eller ett organisationsnummer"),
    ("Avtal_B3", "2313;2313", "Väntade en kommunkod, eller ett organisationsnummer"),
    ("Avtal_B3", ";", "Väntade en kommunkod, eller ett organisationsnummer"),
    ("Avtal_C3", "hyr", "Väntade ett av: köp, sälj, ömsesidigt, byte"),
    ("Avtal_I3", "muntligt", "Väntade ett av: samverkansöverenskommelse"),
    ("Villkor_D3", "månader", "Väntade ett av: dag, vecka"),
    ("Villkor_E3", "per dag", "Väntade ett av: kalenderdag"),
    ("Villkor_K3", "tiokrona", "Väntade ett av: öre, krona"),
    ("Villkor_J3", "kanske", "Väntade ja eller nej"),
    ("Priser_I3", 1, "Väntade ja eller nej"),
    ("Hemkommun_E3", "bor", "Väntade ett av: folkbokförd"),
    ("Bokningar_H3", "x", "Väntade ja eller nej"),
    ("Bokningar_I3", "köp", "Väntade ett av: beställning"),
    ("Frånvaro_D3", "sjuk", "Väntade ett av: giltig"),
    ("Tillägg_B3", "diagnos", "Väntade ett av: modersmål"),
    ("Personer_J3", "m", "Väntade ett av: kvinna, man"),
    ("Personer_L3", "fingerade personuppgifter", "Väntade ett av: ingen, sekretessmarkering"),
    ("Personer_H3", "Syrien", "landskod"),
    ("Personer_I3", "arabiska", "språkkod"),
    # identity numbers
    ("Personer_D3", FIRST[:11] + "9", "Kontrollsiffran stämmer inte"),
    ("Personer_D3", "1982-01-01", "Väntade ett personnummer"),
    ("Personer_D3", "12345", "Väntade ett personnummer"),
    ("Personer_D3", COORDINATION, "Numret är ett samordningsnummer"),
    ("Personer_E3", THIRD, "Numret är ett personnummer"),
    ("Personer_F3", "dossier", "Väntade ett dossiernummer"),
    ("Personer_G3", "TF", "Väntade ett TF-nummer"),
    ("Identiteter_C3", "1", "Väntade ett dossiernummer"),
    # texts
    ("Personer_B3", "a" * 401, "längre än 400"),
    # references
    ("Hemkommun_A3", "P9", "Ärende P9 finns varken i arbetsboken eller i registret"),
    ("Identiteter_A3", "P9", "Ärende P9 finns varken"),
    ("Bokningar_B3", "P9", "Ärende P9 finns varken"),
    ("Bokningar_C3", "A9", "Avtal A9 finns varken"),
    ("Villkor_A3", "A9", "Avtal A9 finns varken"),
    ("Priser_A3", "A9", "Avtal A9 finns varken"),
    ("Åldersgrupper_A3", "A9", "Avtal A9 finns varken"),
    ("Frånvaro_A3", "B9", "Bokning B9 finns varken"),
    ("Tillägg_A3", "B9", "Bokning B9 finns varken"),
    ("Rapporterat_A3", "B9", "Bokning B9 finns varken"),
    ("Avtal_G3", "A9", "Avtal A9 finns varken"),
    ("Avtal_H3", "A2", "hänvisa till sig självt"),
    ("Parkerade rader_F2", None, "måste fyllas i"),
    ("Anteckningar om underlag_D2", None, "måste fyllas i"),
]


Case = tuple[str, object, str]


def _rounds(cases: list[Case]) -> list[list[Case]]:
    """The cases, at most one of each sheet in one workbook, so that each is the only fault of its sheet."""
    rounds: list[dict[str, Case]] = []
    for case in cases:
        sheet = case[0].partition("_")[0]
        free = next((one for one in rounds if sheet not in one), None)
        if free is None:
            rounds.append(free := {})
        free[sheet] = case
    return [list(one.values()) for one in rounds]


@pytest.mark.parametrize("cases", _rounds(BAD_CELLS), ids=lambda cases: " ".join(place for place, _, _ in cases))
def test_a_cell_that_cannot_be_taken_is_named_with_what_is_expected(
    untouched: Context, tmp_path: Path, cases: list[Case]
) -> None:
    values = {place: value for place, value, _ in cases}
    sheets = _good(*(place.partition("_")[0] for place in values))
    sheets.pop("Inte samma person", None)  # it falls with either person
    report = _refused(untouched, _book(tmp_path / "fel.xlsx", sheets, values))
    found = {f"{one.sheet}_{one.cell}": one for one in report.rejected}
    assert len(found) == len(report.rejected)
    assert set(found) == set(values)
    for place, value, said in cases:
        assert said in found[place].message, place
        assert (found[place].value is None) == (value is None), place


def test_the_good_lists_are_good(empty: Empty, tmp_path: Path) -> None:
    ctx = empty()
    report = import_workbook(ctx, make(tmp_path / "bra.xlsx", GOOD)).value
    assert (report.rejected, report.is_imported) == ((), True)
    assert {one.sheet for one in report.warnings} == {"Blanketter"}  # their files do not come along
    # four identities: two of Identiteter, two of Personer; three times in households
    assert set(_held(ctx).values()) == {1, 2, 3, 4}


@pytest.mark.parametrize("first", ["B2", "GK2"])
def test_a_booking_and_a_course_held_together_never_share_a_key(first: str, empty: Empty, tmp_path: Path) -> None:
    """Whichever comes first: what is returned is told apart by its key alone."""
    ctx = empty()
    whole = _good("Gemensamma insatser")
    without = {title: rows for title, rows in whole.items() if title != "Gemensamma insatser"}
    if first == "B2":
        assert import_workbook(ctx, make(tmp_path / "först.xlsx", without)).value.is_imported
    report = import_workbook(ctx, _book(tmp_path / "sen.xlsx", whole, {"Gemensamma insatser_A3": "b2"})).value
    assert [(one.sheet, one.cell) for one in report.rejected] == [
        ("Gemensamma insatser" if first == "B2" else "Bokningar", "A3")
    ]


AMOUNTS: dict[object, str] = {
    "9 500,00": "9500.00",
    f"9{NO_BREAK}500,5": "9500.5",
    f"9{NARROW}500.25": "9500.25",
    f"1{THIN}009{THIN}500 kr": "1009500",
    "0": "0",
    48.1: "48.1",
    0.1 + 0.2: "0.3",
    "48,1234": "48.1234",
}


def test_amounts_are_taken_as_they_are_shown(empty: Empty, tmp_path: Path) -> None:
    ctx = empty()
    sheets = _good("Tillägg")
    days = [day(f"2025-01-{number:02}") for number in range(1, len(AMOUNTS) + 1)]
    sheets["Tillägg"] += [["B1", "annat", cell, first, first] for cell, first in zip(AMOUNTS, days, strict=True)]
    assert import_workbook(ctx, make(tmp_path / "belopp.xlsx", sheets)).value.is_imported
    with ctx.reading() as reader:
        amounts = {one.value.days.start: one.value.amount for one in reader.supplements.every()}
    assert [amounts[first] for first in days] == [Decimal(kronor) * 10_000 for kronor in AMOUNTS.values()]


def test_dates_count_from_1904_in_a_workbook_that_says_so(empty: Empty, tmp_path: Path) -> None:
    ctx = empty()
    book = load_workbook(make(tmp_path / "mac.xlsx", _good()))
    book.epoch = CALENDAR_MAC_1904
    book.save(tmp_path / "mac.xlsx")
    assert import_workbook(ctx, tmp_path / "mac.xlsx").value.is_imported
    with ctx.reading() as reader:
        assert {one.value.days.start for one in reader.bookings.every()} == {day("2024-09-01")}


# rows that do not fit each other


NEW_PERSON = ["P3", "Provlund", None]
BAD_ROWS: list[tuple[str, dict[str, list[object]], dict[str, str]]] = [
    (
        "a key twice in a sheet",
        {"Personer": [" p1 ", "Prov"], "Priser": ["a1", "SFI", "månad", 1, day("2020-01-01"), None, None, "lista"]},
        {"Personer_A4": "finns redan på rad 2", "Priser_E4": "finns redan på rad 2"},
    ),
    (
        "a setting twice",
        {"Inställningar": ["egen kommun", "2309"]},
        {"Inställningar_A4": "finns redan på rad 2"},
    ),
    (
        "a person twice, under two cases",
        {"Personer": [*NEW_PERSON, FIRST[2:8] + "-" + FIRST[8:]]},
        {"Personer_D4": "Samma nummer finns hos ärende P1"},
    ),
    (
        "two prices for one day, from one day on",
        {"Priser": ["A1", "sfi", "månad", 9700, day("2020-12-31"), day("2020-12-31"), None, "lista"]},
        {"Priser_E4": "priset på rad 2"},
    ),
    (
        "a price inside an open one",
        {"Priser": ["A1", "sfi", "månad", 9700, day("2024-01-01"), day("2024-12-31"), None, "lista"]},
        {"Priser_E4": "priset på rad 3"},
    ),
    (
        "two home municipalities for one day",
        {"Hemkommun": ["P1", "2309", day("2023-12-31"), day("2023-12-31")]},
        {"Hemkommun_C2": "överlappar", "Hemkommun_C4": "överlappar"},
    ),
    (
        "a provider that must be named",
        {
            "Avtal": ["A3", "2309;2313", "köp", day("2020-01-01")],
            "Bokningar": ["B3", "P1", "A3", "sfi", day("2024-09-01")],
        },
        {"Bokningar_L4": "Anordnarkommun behövs"},
    ),
    (
        "a private party that nobody has described",
        {"Avtal": ["A3", "000000-0009", "köp", day("2020-01-01")]},
        {"Avtal_B4": "organisationsnummer som finns i bladet Motparter"},
    ),
    (
        "a municipality that is none",
        {"Motparter": ["000000-0003", "Påhittad", "kommun"]},
        {"Motparter_A4": "Väntade en kommunkod"},
    ),
    (
        "rows of a row that is refused",
        {
            "Personer": [*NEW_PERSON, FIRST],
            "Bokningar": ["B3", "P3", "A1", "sfi", day("2024-09-01")],
            "Frånvaro": ["B3", day("2024-09-02"), None, "giltig"],
        },
        {
            "Personer_D4": "Samma nummer",
            "Bokningar_B4": "Ärende P3 kunde inte läsas",
            "Frånvaro_A4": "Bokning B3 kunde inte läsas",
        },
    ),
]


@pytest.mark.parametrize(("added", "said"), [case[1:] for case in BAD_ROWS], ids=[case[0] for case in BAD_ROWS])
def test_a_row_that_does_not_fit_the_others_is_named(
    untouched: Context, tmp_path: Path, added: dict[str, list[object]], said: dict[str, str]
) -> None:
    sheets = _good(*added)
    for sheet, row in added.items():
        sheets[sheet].append(row)
    report = _refused(untouched, make(tmp_path / "fel.xlsx", sheets))
    found = {f"{one.sheet}_{one.cell}": one.message for one in report.rejected}
    assert set(found) == set(said)
    for place, part in said.items():
        assert part in found[place]


def test_what_clashes_with_the_register_is_refused_as_well(empty: Empty, tmp_path: Path) -> None:
    ctx = empty()
    import_workbook(ctx, make(tmp_path / "bra.xlsx", GOOD))
    before = _held(ctx)
    later: Sheets = {
        "Personer": [["Ärende", "Efternamn", "Personnummer"], ["P3", "Prov", FIRST]],
        "Priser": [
            ["Avtal", "Insats", "Enhet", "Belopp", "Från och med", "Källa"],
            ["A1", "sfi", "månad", 9700, day("2024-01-01"), "lista"],
        ],
        "Hemkommun": [["Ärende", "Kommun", "Från och med"], ["P1", "2309", day("2023-06-01")]],
    }
    report = import_workbook(ctx, make(tmp_path / "senare.xlsx", later)).value
    assert [(one.sheet, one.cell) for one in report.rejected] == [
        ("Personer", "C2"),
        ("Priser", "E2"),
        ("Hemkommun", "C2"),
    ]
    assert _held(ctx) == before


@pytest.mark.parametrize("cells", ["A3:B3", "B2:B3"])
def test_merged_cells_are_refused_row_by_row(untouched: Context, tmp_path: Path, cells: str) -> None:
    file = make(tmp_path / "sammanfogat.xlsx", _good())
    book = load_workbook(file)
    book["Hemkommun"].merge_cells(cells)
    book.save(file)
    report = _refused(untouched, file)
    first = cells.partition(":")[0]
    rows = {"A3:B3": 1, "B2:B3": 2}[cells]
    assert [(one.sheet, one.cell) for one in report.rejected] == [("Hemkommun", first)] * rows
    assert "sammanfogade" in report.rejected[0].message


# sheets and columns


@pytest.mark.parametrize(
    ("sheet", "heading"),
    [("Personer", "Ärende"), ("Bokningar", "Insats"), ("Priser", "Källa"), ("Inställningar", "Värde")],
)
def test_a_mandatory_column_that_is_missing_is_named(
    untouched: Context, tmp_path: Path, sheet: str, heading: str
) -> None:
    sheets = _good()
    sheets[sheet][0][sheets[sheet][0].index(heading)] = "Annat"
    first = _refused(untouched, make(tmp_path / "fel.xlsx", sheets)).rejected[0]
    assert (first.sheet, first.cell) == (sheet, None)
    assert sheet in first.message
    assert heading in first.message


def test_a_column_that_stands_twice_is_named(untouched: Context, tmp_path: Path) -> None:
    sheets = _good()
    sheets["Motparter"][0][2] = " namn "
    report = _refused(untouched, make(tmp_path / "fel.xlsx", sheets))
    assert [(one.sheet, one.cell) for one in report.rejected] == [("Motparter", "C1")]
    assert "finns två gånger" in report.rejected[0].message


@pytest.mark.parametrize(
    ("twin", "first", "second"),
    [(" personer ", "Personer", " personer "), ("Folkbokföring", "Hemkommun", "Folkbokföring")],
)
def test_a_sheet_that_stands_twice_is_named(
    untouched: Context, tmp_path: Path, twin: str, first: str, second: str
) -> None:
    report = _refused(untouched, make(tmp_path / "fel.xlsx", {**_good(), twin: GOOD[first]}))
    assert [(one.sheet, one.cell) for one in report.rejected] == [(second, None)]
    assert f"samma blad som {first}" in report.rejected[0].message


def test_a_new_register_needs_its_settings(untouched: Context, tmp_path: Path) -> None:
    report = _refused(untouched, make(tmp_path / "fel.xlsx", {"Personer": GOOD["Personer"]}))
    assert [one.sheet for one in report.rejected] == ["Inställningar", "Inställningar"]
    assert ["Egen kommun" in one.message or "Första månad" in one.message for one in report.rejected] == [True, True]


# files


def _zipped(file: Path) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("brev.txt", "Hej")


def _half(file: Path) -> None:
    make(file, GOOD)
    file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])


def _damaged(file: Path) -> None:
    """A whole archive whose sheets are no XML."""
    make(file, {"Personer": [["Ärende"]]})
    with zipfile.ZipFile(file) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(file, "w") as new:
        for name, part in parts.items():
            new.writestr(name, part[: len(part) // 2] if name.startswith("xl/worksheets") else part)


NO_WORKBOOKS: dict[str, Callable[[Path], object]] = {
    "text": lambda file: file.write_text("Ärende;Efternamn\nP1;Prov\n", encoding="utf-8"),
    "nothing": lambda file: file.write_bytes(b""),
    "an older workbook or one with a password": lambda file: file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99),
    "an archive of something else": _zipped,
    "half a workbook": _half,
    "a damaged workbook": _damaged,
    "a folder": lambda file: file.mkdir(),
}


@pytest.mark.parametrize("write", NO_WORKBOOKS.values(), ids=NO_WORKBOOKS.keys())
def test_a_file_that_is_no_workbook_is_refused(
    untouched: Context, tmp_path: Path, write: Callable[[Path], object]
) -> None:
    file = tmp_path / "lista.xlsx"
    write(file)
    with pytest.raises(Refused) as caught:
        import_workbook(untouched, file, accept_valid=True)
    assert caught.value.code is RefusalCode.NOT_A_WORKBOOK
    assert "ingen Excel-arbetsbok" in refused(caught.value).text
    assert set(_held(untouched).values()) == {0}
    assert [path.name for path in tmp_path.iterdir()] == ["lista.xlsx"]


@pytest.mark.parametrize("sheets", [{"Blad1": [["Ärende"]]}, {"Personer": [["Ärende"], [None]]}])
def test_a_register_that_was_begun_is_closed_and_removed_when_its_workbook_is_refused(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch, sheets: Sheets
) -> None:
    closed: list[Path] = []
    close = Database.close
    monkeypatch.setattr(Database, "close", lambda database: (closed.append(database.file), close(database))[1])
    register = tmp_path / "ny" / "ny.mottagning"
    file = make(tmp_path / "listor.xlsx", sheets)
    with suppress(Refused):
        assert import_into_new(register, file, PASSPHRASE, "flytt", clock, cost=CHEAP).recovery_code is None
    assert "ny.mottagning" in {path.name for path in closed}
    assert list((tmp_path / "ny").iterdir()) == []


def test_a_workbook_that_another_program_holds_is_trouble(
    untouched: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_named: object) -> None:
        raise PermissionError

    file = make(tmp_path / "bra.xlsx", GOOD)
    monkeypatch.setattr(zipfile, "ZipFile", refuse)
    with pytest.raises(Trouble) as caught:
        import_workbook(untouched, file)
    assert caught.value.code is TroubleCode.FILE_IN_USE


def test_a_missing_file_is_told_of(untouched: Context, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        import_workbook(untouched, tmp_path / "saknas.xlsx")
    assert caught.value.code is RefusalCode.FILE_MISSING


def test_a_workbook_that_unpacks_to_far_too_much_is_not_read(
    untouched: Context, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = make(tmp_path / "bomb.xlsx", {"Personer": [["Ärende", "Efternamn"], ["P1", "a" * 30_000]]})
    assert file.stat().st_size < 10_000
    monkeypatch.setattr(workbook, "LONGEST_UNPACKED", 20_000)
    monkeypatch.setattr(workbook, "load_workbook", lambda *_args, **_named: pytest.fail("it was read"))
    with pytest.raises(Refused) as caught:
        import_workbook(untouched, file)
    assert caught.value.code is RefusalCode.NOT_A_WORKBOOK


def test_a_workbook_with_none_of_the_sheets_is_refused(untouched: Context, tmp_path: Path) -> None:
    with pytest.raises(Refused) as caught:
        import_workbook(untouched, make(tmp_path / "annat.xlsx", {"Blad1": [["Ärende"]], "Blad2": []}))
    assert "inget av bladen känns igen" in refused(caught.value).text


# taking what is valid


HALF_GOOD: Mapping[str, object] = {
    "Personer_D3": "1982-01-01",
    "Priser_D3": "gratis",
    "Bokningar_E2": "i höst",
    "Bokningar_B3": "P2",
    "Tillägg_C3": Formula("=250+250"),
}
"""Five bad rows; booking B1 is one of them, so that all that belongs to it cannot be taken either."""
REFUSED_ROWS = {
    "Personer": [3],
    "Inte samma person": [2],
    "Priser": [3],
    "Bokningar": [2, 3],
    "Frånvaro": [2, 3],
    "Tillägg": [2, 3],
    "Rapporterat": [2, 3],
}


def test_what_is_valid_is_taken_and_the_rest_written_with_its_reason(empty: Empty, tmp_path: Path) -> None:
    ctx = empty()
    file = _book(tmp_path / "halvt.xlsx", GOOD, HALF_GOOD)
    before = file.read_bytes()
    report = import_workbook(ctx, file, accept_valid=True).value
    assert report.is_imported
    assert report.rejected_file == tmp_path / "halvt - avvisade.xlsx"
    assert [Path(one.path) for one in standing_files(ctx)] == [report.rejected_file]
    assert file.read_bytes() == before
    held = _held(ctx)
    taken = {"persons": 1, "prices": 1, "bookings": 0, "absences": 0, "supplements": 0, "reports": 0}
    assert {name: held[name] for name in taken} == taken
    assert report.created["terms"] == 2
    given, written = read(file), read(report.rejected_file)
    assert {sheet: len(rows) - 1 for sheet, rows in written.items()} == {
        sheet: len(rows) for sheet, rows in REFUSED_ROWS.items()
    }
    for sheet, rows in REFUSED_ROWS.items():
        heading, *standing = written[sheet]
        assert heading == [*given[sheet][0], "Fel"]
        for number, row in zip(rows, standing, strict=True):
            if sheet != "Tillägg":  # there a formula stands as its text
                assert row[:-1] == given[sheet][number - 1]
    reasons = {place: lines(report.rejected_file, place)[-1]["Fel"] for place in REFUSED_ROWS}
    assert "D3: Väntade ett personnummer" in reasons["Personer"]
    assert "B3: Ärende P2 kunde inte läsas" in reasons["Bokningar"]
    assert "C3: Cellen innehåller en formel" in reasons["Tillägg"]
    assert lines(report.rejected_file, "Tillägg")[-1]["Belopp"] == "=250+250"


def test_the_rejected_rows_can_be_mended_and_imported(empty: Empty, tmp_path: Path) -> None:
    whole, mended = empty(), empty()
    import_workbook(whole, make(tmp_path / "bra.xlsx", GOOD))
    export_register(whole, tmp_path / "hel.xlsx")
    file = _book(tmp_path / "halvt.xlsx", GOOD, HALF_GOOD)
    rejected = import_workbook(mended, file, accept_valid=True).value.rejected_file
    assert rejected is not None
    book = load_workbook(rejected)
    for place, value in {
        "Personer!D2": SECOND,
        "Priser!D2": 9600,
        "Bokningar!E2": day("2024-09-01"),
        "Bokningar!B3": "P1",
        "Tillägg!C3": 500,
    }.items():
        sheet, _, cell = place.partition("!")
        book[sheet][cell].value = value
    book.save(rejected)
    report = import_workbook(mended, rejected).value
    assert (report.rejected, report.is_imported) == ((), True)
    assert {one.message for one in report.warnings} == {"Kolumnen Fel hör inte till formatet och har inte lästs."}
    export_register(mended, tmp_path / "lagad.xlsx")
    assert shown(tmp_path / "lagad.xlsx") == shown(tmp_path / "hel.xlsx")


def test_rows_of_a_sheet_without_its_column_and_of_merged_cells_are_rejected_as_they_stood(
    empty: Empty, tmp_path: Path
) -> None:
    sheets = deepcopy(GOOD)
    sheets["Rapporterat"][0][2] = "Timmar"
    file = make(tmp_path / "halvt.xlsx", sheets)
    book = load_workbook(file)
    book["Skolkalender"].merge_cells("A2:A3")
    book.save(file)
    report = import_workbook(empty(), file, accept_valid=True).value
    assert report.rejected_file is not None
    written = read(report.rejected_file)
    assert [row[:3] for row in written["Rapporterat"]] == sheets["Rapporterat"]
    assert len(written["Skolkalender"]) == 3
    assert "saknar kolumnen Antal" in written["Rapporterat"][1][3]
    assert "sammanfogade" in written["Skolkalender"][1][3]


def test_a_fault_that_is_of_no_row_gives_no_file(empty: Empty, tmp_path: Path) -> None:
    ctx = empty()
    report = import_workbook(ctx, make(tmp_path / "utan.xlsx", {"Personer": GOOD["Personer"]}), accept_valid=True).value
    assert len(report.rejected) == 2
    assert report.rejected_file is None
    assert [path.name for path in tmp_path.glob("*avvisade*")] == []
    assert _held(ctx)["persons"] == 2


def test_without_faults_nothing_is_rejected(empty: Empty, tmp_path: Path) -> None:
    report = import_workbook(empty(), make(tmp_path / "bra.xlsx", GOOD), accept_valid=True).value
    assert (report.rejected, report.rejected_file, report.is_imported) == ((), None, True)


def test_when_the_rejected_rows_cannot_be_written_nothing_is_taken(empty: Empty, tmp_path: Path) -> None:
    ctx = empty()
    (tmp_path / "halvt - avvisade.xlsx").mkdir()
    with pytest.raises(Trouble):
        import_workbook(ctx, _book(tmp_path / "halvt.xlsx", GOOD, HALF_GOOD), accept_valid=True)
    assert set(_held(ctx).values()) == {0}


# closed months


@pytest.fixture(scope="module")
def _closed(tmp_path_factory: pytest.TempPathFactory, _nothing: Context) -> Context:
    """A register of a small office that has closed two months, made once, and its export beside it.

    The first return has been handed out, and what is bought in October has been mended.
    """
    file = copy_register(_nothing.db.file, tmp_path_factory.mktemp("stängt") / "stängt.mottagning")
    shutil.copy(key_file_of(_nothing.db.file), key_file_of(file))
    ctx = replace(_nothing, db=Database(file, _nothing.key), clock=Clock())
    with ctx.writing() as uow:
        uow.settings.save(OfficeSettings(municipality=OWN, first_month=FIRST_MONTH))
        uow.commit()
    furnish(ctx)
    close_month(ctx, month("2024-09"))
    hand_out(ctx, list_returns(ctx)[0].id, HandOutWay.SDK, "Provköping")
    close_month(ctx, month("2024-10"))
    with ctx.writing() as uow:
        bo = uow.bookings.find("B2")
        assert bo is not None
        uow.bookings.change(bo, replace(bo.value, days=days("2024-10-10")))
        uow.commit()
    make_version(ctx, next(one.id for one in list_returns(ctx) if one.number == "2024-10 2309 K 1"))
    export_register(ctx, file.with_name("ut.xlsx"))
    ctx.db.close()
    return ctx


@pytest.fixture
def closed(_closed: Context, copied: Callable[[Context], Context]) -> Context:
    """A register of a small office that has closed two months."""
    return copied(_closed)


@pytest.fixture
def out(_closed: Context, tmp_path: Path) -> Path:
    """Its export."""
    return Path(shutil.copy(_closed.db.file.with_name("ut.xlsx"), tmp_path / "ut.xlsx"))


def _changed(file: Path, sheet: str, heading: str, row: int, value: object) -> Path:
    book = load_workbook(file)
    headings = [cell.value for cell in book[sheet][1]]
    book[sheet].cell(row, headings.index(heading) + 1).value = value
    book.save(file)
    return file


BAD_RETURNS: list[tuple[str, str, int, object, str]] = [
    ("Underlagsrader", "Belopp", 2, 9500.01, "Kontrollsiffran stämmer inte"),
    ("Underlagsrader", "Bokning", 2, "B9", "Kontrollsiffran stämmer inte"),
    ("Underlagsrader", "Exakt antal", 2, "många", "kan inte läsas"),
    ("Underlagsrader", "Rad", 2, 9, "Kontrollsiffran stämmer inte"),
    ("Underlagsrader", "Underlag", 2, "2024-09 2313 K 1", "finns inte i bladet Underlag"),
    ("Underlag", "Motpart", 2, "2313", "stämmer inte med månad, motpart och riktning"),
    ("Underlag", "Kontrollsiffra", 2, "0" * 64, "Kontrollsiffran stämmer inte"),
    ("Underlag", "Försättsblad", 2, "hej", "Försättsbladets uppgifter kan inte läsas"),
    ("Underlag", "Stänger", 2, "ny version", "inte stängd före det"),
    ("Underlag", "Stängning", 8, 1, "inte stängd före det"),
    ("Underlag", "Stängning", 7, 3, "kan bara stängas en gång"),
    ("Underlagshändelser", "Underlag", 2, "2024-10 2309 K 1", "har ersatts av en ny version"),
]


@pytest.mark.parametrize(("sheet", "heading", "row", "value", "said"), BAD_RETURNS)
def test_returns_that_were_changed_outside_the_program_are_refused_together(
    empty: Empty, out: Path, sheet: str, heading: str, row: int, value: object, said: str
) -> None:
    file = _changed(out, sheet, heading, row, value)
    ctx = empty()
    report = import_workbook(ctx, file, accept_valid=True).value
    assert any(said in one.message for one in report.rejected)
    assert report.created["bookings"] == 4
    assert "returns" not in report.created
    assert list_returns(ctx) == []
    assert report.rejected_file is not None
    for name in ("Underlag", "Underlagsrader"):
        assert len(read(report.rejected_file)[name]) == len(read(file)[name])
    reasons = {line["Fel"] for line in lines(report.rejected_file, "Underlagsrader")}
    assert "Stängda månader läses in tillsammans eller inte alls." in reasons


def test_closed_months_must_follow_one_another(untouched: Context, out: Path) -> None:
    book = load_workbook(out)
    for sheet in ("Underlag", "Underlagsrader"):
        months = [row[0].value[:7] for row in book[sheet].iter_rows(min_row=2)]
        book[sheet].delete_rows(2, months.count("2024-09"))
    book.save(out)
    report = _refused(untouched, out)
    assert any("2024-09 saknas" in one.message for one in report.rejected)


def test_a_register_with_closed_months_takes_no_others(closed: Context, out: Path) -> None:
    before = list_returns(closed)
    file = _changed(out, "Underlag", "Kontrollsiffra", 3, "0" * 64)
    report = import_workbook(closed, file, accept_valid=True).value
    assert [(one.sheet, one.cell) for one in report.rejected] == [("Underlag", "A3")]
    assert "redan stängda månader" in report.rejected[0].message
    assert list_returns(closed) == before
    assert report.rejected_file is not None
    assert [row["Underlag"] for row in lines(report.rejected_file, "Underlag")] == [before[1].number]


@pytest.mark.parametrize(("key", "value"), [("Egen kommun", "2309"), ("Första månad", "2024-10")])
def test_what_closed_months_rest_on_is_not_changed(closed: Context, tmp_path: Path, key: str, value: str) -> None:
    file = make(tmp_path / "andra.xlsx", {"Inställningar": [["Nyckel", "Värde"], [key, value]]})
    report = import_workbook(closed, file).value
    assert [(one.sheet, one.cell) for one in report.rejected] == [("Inställningar", "B2")]
    assert f"{key} kan inte ändras" in report.rejected[0].message
