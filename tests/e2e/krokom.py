"""What does an office's register look like on paper? The workbooks of Krokom, October 2023 to February 2024.

Krokom, Strömsund, Nacka, Laxå and Linköping have published these prices; people, bookings and decisions are invented,
and identity numbers are among Skatteverket's published test numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from workbooks import Rows, make

KROKOM, OSTERSUND, STROMSUND, NACKA, LAXA, LINKOPING = "2309", "2380", "2313", "0182", "1860", "0580"

_SETTINGS: Rows = [
    ("Nyckel", "Värde"),
    ("Egen kommun", KROKOM),
    ("Första månad", "2023-10"),
    ("Nämnd", "Barn- och utbildningsnämnden"),
    ("Handläggare", "Mona Provsson"),
    ("Referens", "ZZ2309"),
]

_COUNTERPARTS: Rows = [
    ("Motpart", "Namn", "Slag", "Fakturaadress", "Referens"),
    (OSTERSUND, "Östersund", "kommun", "Fakturagränd 1, Östersund", "ZZ2380"),
    (STROMSUND, "Strömsund", "kommun", "Fakturagränd 2, Strömsund", "ZZ2313"),
    (NACKA, "Nacka", "kommun", "Fakturagränd 3, Nacka", "ZZ0182"),
    (LAXA, "Laxå", "kommun", "Fakturagränd 4, Laxå", "ZZ1860"),
    (LINKOPING, "Linköping", "kommun", "Fakturagränd 5, Linköping", "ZZ0580"),
]

_PEOPLE: Rows = [
    ("Ärende", "Efternamn", "Förnamn", "Födelsedatum", "Personnummer", "Samordningsnummer", "Mottagen", "Skydd"),
    ("P01", "Provdal", "Alba", date(2019, 1, 2), "201901022382", None, None, "ingen"),
    ("P02", "Provdal", "Bilal", date(2016, 1, 1), "201601012394", None, None, "ingen"),
    ("P03", "Provfors", "Carl", date(2014, 1, 1), "201401012396", None, None, "ingen"),
    ("P04", "Provhed", "Dunya", date(2008, 1, 1), "200801012386", None, None, "ingen"),
    ("P05", "Provlund", "Ester", date(2008, 5, 2), "200805022381", None, date(2023, 6, 1), "ingen"),
    ("P06", "Provlund", "Farid", date(2015, 1, 1), "201501012395", None, None, "ingen"),
    ("P07", "Provmark", "Gulnara", None, None, "199108652380", date(2023, 5, 2), "ingen"),
    ("P08", "Provnäs", "Hassan", None, "199001032391", None, date(2022, 3, 1), "ingen"),
    ("P09", "Provsjö", "Ilir", date(2020, 1, 1), "202001012398", None, date(2023, 2, 1), "ingen"),
    ("P10", "Provvik", "Juni", date(2022, 1, 2), "202201022387", None, date(2022, 9, 1), "ingen"),
    ("P11", "Provvik", "Kaja", date(2021, 1, 2), "202101022388", None, date(2022, 9, 1), "ingen"),
    ("P12", "Provdold", "Liv", date(2012, 5, 2), "201205022385", None, date(2023, 1, 9), "sekretessmarkering"),
]

_HOMES: Rows = [
    ("Ärende", "Kommun", "Från och med", "Till och med"),
    ("P01", OSTERSUND, date(2019, 1, 2), date(2023, 11, 17)),
    ("P01", STROMSUND, date(2023, 11, 18), None),  # moves in the middle of November
    ("P02", OSTERSUND, date(2016, 1, 1), None),
    ("P03", OSTERSUND, date(2023, 4, 3), None),
    ("P04", STROMSUND, date(2023, 4, 3), None),
    ("P06", KROKOM, date(2023, 6, 1), date(2024, 1, 14)),
    ("P06", OSTERSUND, date(2024, 1, 15), None),  # leaves Krokom on a reading date
]

_AGREEMENTS: Rows = [
    ("Avtal", "Slag", "Motpart", "Riktning", "Från och med", "Diarienummer", "Referens"),
    ("S1", "samverkansöverenskommelse", f"{OSTERSUND};{STROMSUND}", "sälj", date(2023, 1, 1), "BUN 2022/101", None),
    ("K1", "särskilt avtal", STROMSUND, "köp", date(2023, 1, 1), "BUN 2022/102", None),
    ("K2", "särskilt avtal", NACKA, "köp", date(2023, 1, 1), "BUN 2022/103", "Ref vuxenutbildning"),
    ("K3", "enskilt beslut", LAXA, "köp", date(2023, 1, 1), "BUN 2022/104", None),
    ("K4", "enskilt beslut", LINKOPING, "köp", date(2023, 1, 1), "BUN 2022/105", None),
]

_TERMS: Rows = [
    (
        "Avtal",
        "Insats",
        "Enhet",
        "Beräkningssätt",
        "Mätdag",
        "Mätvillkor",
        "Delar",
        "Administrativ avgift %",
        "Avrundning",
        "Åldersbyte",
    ),
    ("S1", "förskola", "månad", "kalenderdag", None, None, None, None, "öre", None),
    ("S1", "fritidshem", "dag", "måndag–fredag", None, None, None, None, "öre", None),
    ("S1", "grundskola", "månad", "mätdag", 15, "närvarande", None, None, "öre", None),
    ("K1", "grundskola", "månad", "mätdag", 15, "anmäld", None, None, "öre", None),
    ("K2", "sfi", "kurs", "kurs", None, None, None, 15, "öre", None),
    ("K2", "komvux gymnasial", "poäng", "delbetalning", None, None, "65/35", 15, "öre", None),
    ("K3", "förskola", "månad", "påbörjad månad", None, None, None, None, "öre", None),
    ("K4", "förskola", "månad", "kalenderdag", None, None, None, None, "krona", "födelsedag"),
]

_AGE_GROUPS: Rows = [
    ("Avtal", "Insats", "Variant", "Från ålder", "Till ålder"),
    ("K4", "förskola", "1–2 år", 1, 2),
    ("K4", "förskola", "3–5 år", 3, 5),
]

_YEARS = {2023: (date(2023, 1, 1), date(2023, 12, 31)), 2024: (date(2024, 1, 1), date(2024, 12, 31))}


def _price(
    agreement: str, service: str, variant: str | None, unit: str, amount: object, year: int, source: str
) -> Sequence[object]:
    return (agreement, service, variant, unit, amount, *_YEARS[year], f"{source} {year}")


def _prices() -> Rows:
    """The published lists, 2023 and 2024; Linköping raised its prices in April 2023, too."""
    krokom, stromsund = "Krokom, bidragsbelopp, annan kommun", "Strömsund, bidragsbelopp, annan kommun"
    nacka, laxa, linkoping = "Nacka, prislista vuxenutbildning", "Laxå, bidragsbelopp", "Linköping, förskola"
    return [
        ("Avtal", "Insats", "Variant", "Enhet", "Belopp", "Från och med", "Till och med", "Källa"),
        _price("S1", "förskola", "1–2 år", "månad", 11621, 2023, krokom),
        _price("S1", "förskola", "1–2 år", "månad", 12050, 2024, krokom),
        _price("S1", "förskola", "3–5 år", "år", 131555, 2023, krokom),  # published beside the month's price
        _price("S1", "förskola", "3–5 år", "månad", "10 963", 2023, krokom),
        _price("S1", "förskola", "3–5 år", "dag", 504, 2023, krokom),
        _price("S1", "förskola", "3–5 år", "år", 136400, 2024, krokom),
        _price("S1", "förskola", "3–5 år", "månad", "11 367,00", 2024, krokom),
        _price("S1", "förskola", "3–5 år", "dag", 523, 2024, krokom),
        _price("S1", "fritidshem", None, "månad", 3593, 2023, krokom),
        _price("S1", "fritidshem", None, "dag", 165, 2023, krokom),
        _price("S1", "fritidshem", None, "månad", 3643, 2024, krokom),
        _price("S1", "fritidshem", None, "dag", 168, 2024, krokom),
        _price("S1", "grundskola", "F–6", "månad", 7414, 2023, krokom),
        _price("S1", "grundskola", "F–6", "månad", 7674, 2024, krokom),
        _price("S1", "grundskola", "7–9", "månad", 8104, 2023, krokom),
        _price("S1", "grundskola", "7–9", "månad", 8379, 2024, krokom),
        _price("K1", "grundskola", "åk 1–3", "månad", 7696, 2023, stromsund),
        _price("K1", "grundskola", "åk 1–3", "månad", 9992, 2024, stromsund),
        _price("K1", "grundskola", "åk 4–6", "månad", 8051, 2023, stromsund),
        _price("K1", "grundskola", "åk 4–6", "månad", 10771, 2024, stromsund),
        _price("K1", "grundskola", "åk 7–9", "månad", 12019, 2023, stromsund),
        _price("K1", "grundskola", "åk 7–9", "månad", 13155, 2024, stromsund),
        _price("K2", "sfi", "1C", "kurs", 25000, 2023, nacka),
        _price("K2", "sfi", "2D", "kurs", 13546, 2023, nacka),
        _price("K2", "komvux gymnasial", None, "poäng", 47.2, 2023, nacka),
        _price("K3", "förskola", None, "år", 149257, 2023, laxa),
        _price("K3", "förskola", None, "år", 156141, 2024, laxa),
        ("K4", "förskola", "1–2 år", "år", 149483, date(2023, 1, 1), date(2023, 3, 31), f"{linkoping} 2023"),
        ("K4", "förskola", "1–2 år", "år", 152099, date(2023, 4, 1), date(2023, 12, 31), f"{linkoping} april 2023"),
        ("K4", "förskola", "3–5 år", "år", 109726, date(2023, 1, 1), date(2023, 3, 31), f"{linkoping} 2023"),
        ("K4", "förskola", "3–5 år", "år", 111646, date(2023, 4, 1), date(2023, 12, 31), f"{linkoping} april 2023"),
        _price("K4", "förskola", "1–2 år", "år", 155445, 2024, linkoping),
        _price("K4", "förskola", "3–5 år", "år", 114103, 2024, linkoping),
    ]


_BOOKING_HEADINGS = (
    "Bokning",
    "Ärende",
    "Avtal",
    "Insats",
    "Variant",
    "Från och med",
    "Till och med",
    "Planerat slut",
    "Antal",
    "Grund",
    "Beslut",
    "Beslutsdatum",
    "Anmäld",
)
_SUMMER = date(2024, 6, 14)
_SFI = "skollagen 20 kap. 11 d §"


def _booking(
    key: str,
    case: str,
    agreement: str,
    service: str,
    variant: str | None,
    first: date,
    last: date,
    *,
    planned: date | None = None,
    points: int | None = None,
    ground: str | None = None,
    told: date | None = None,
) -> Sequence[object]:
    decided = f"Beslut {key}", date(2023, 8, 1)
    return (key, case, agreement, service, variant, first, last, planned, points, ground, *decided, told)


def _bookings() -> Rows:
    """As the office knows them on 1 November 2023."""
    return [
        _BOOKING_HEADINGS,
        _booking("B01", "P01", "S1", "förskola", "3–5 år", date(2023, 9, 1), _SUMMER),
        _booking("B02", "P02", "S1", "fritidshem", None, date(2023, 10, 9), _SUMMER),
        _booking("B03", "P03", "S1", "grundskola", "F–6", date(2023, 9, 18), _SUMMER),
        _booking("B04", "P04", "S1", "grundskola", "7–9", date(2023, 10, 16), date(2024, 2, 15)),
        _booking(
            "B05", "P05", "K1", "grundskola", "åk 7–9", date(2023, 10, 2), _SUMMER, told=date(2023, 10, 20)
        ),  # told too late for the reading in October
        _booking("B06", "P06", "K1", "grundskola", "åk 1–3", date(2023, 8, 21), _SUMMER, told=date(2023, 8, 15)),
        _booking("B07", "P07", "K2", "sfi", "1C", date(2023, 8, 14), date(2023, 12, 15), ground=_SFI),
        _booking(
            "B08", "P08", "K2", "komvux gymnasial", None, date(2023, 11, 6), date(2024, 2, 23), points=350, ground=_SFI
        ),
        _booking("B09", "P09", "K3", "förskola", None, date(2023, 11, 27), _SUMMER),
        _booking("B10", "P10", "K3", "förskola", None, date(2023, 10, 30), date(2024, 2, 2)),
        _booking("B11", "P11", "K4", "förskola", "efter ålder", date(2023, 10, 12), _SUMMER),
        _booking("B13", "P12", "K1", "grundskola", "åk 4–6", date(2023, 8, 21), _SUMMER, told=date(2023, 8, 15)),
    ]


_ABSENCES: Rows = [
    ("Bokning", "Från och med", "Till och med", "Slag"),
    ("B03", date(2023, 11, 13), date(2023, 11, 17), "giltig"),
]

_SUPPLEMENTS: Rows = [  # 9 800 a year as Huddinge publishes it: 817 a month
    ("Bokning", "Slag", "Belopp", "Från och med", "Till och med", "Beslut"),
    ("B04", "modersmål", 817, date(2023, 12, 1), date(2024, 1, 31), "Beslut modersmål"),
]


def register(file: Path) -> Path:
    """The whole register as it is on 1 November 2023."""
    return make(
        file,
        {
            "Inställningar": _SETTINGS,
            "Motparter": _COUNTERPARTS,
            "Personer": _PEOPLE,
            "Hemkommun": _HOMES,
            "Avtal": _AGREEMENTS,
            "Villkor": _TERMS,
            "Åldersgrupper": _AGE_GROUPS,
            "Priser": _prices(),
            "Bokningar": _bookings(),
            "Frånvaro": _ABSENCES,
            "Tillägg": _SUPPLEMENTS,
        },
    )


_NEWS_HEADINGS = (
    "Bokning",
    "Ärende",
    "Avtal",
    "Insats",
    "Från och med",
    "Till och med",
    "Slut",
    "Betygsdatum",
    "Slut anmält",
)


def news_of_december(file: Path) -> Path:
    """B07 has passed the course, three days before it was to end."""
    passed = date(2023, 12, 12)
    b07 = ("B07", "P07", "K2", "sfi", date(2023, 8, 14), passed, "slutförd", passed, passed)
    return make(file, {"Bokningar": [_NEWS_HEADINGS, b07]})


def news_of_january(file: Path) -> Path:
    """B02 ended two months ago, B09 never began, and B12 began in November without anybody noting it."""
    told = date(2024, 1, 22)
    rows: Rows = [
        (*_NEWS_HEADINGS, "Variant"),
        ("B02", "P02", "S1", "fritidshem", date(2023, 10, 9), date(2023, 11, 24), "avbrott", None, told, None),
        ("B09", "P09", "K3", "förskola", date(2023, 11, 27), _SUMMER, "aldrig påbörjad", None, told, None),
        ("B12", "P02", "S1", "grundskola", date(2023, 11, 1), _SUMMER, None, None, None, "F–6"),
    ]
    return make(file, {"Bokningar": rows})


def news_of_february(file: Path) -> Path:
    """B08 has passed the course."""
    passed = date(2024, 2, 20)
    b08 = ("B08", "P08", "K2", "komvux gymnasial", date(2023, 11, 6), passed, "slutförd", passed, passed)
    return make(file, {"Bokningar": [_NEWS_HEADINGS, b08]})
