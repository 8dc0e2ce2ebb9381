"""The words of the area Statistik: its tables, what is hidden and why, and what its files say of themselves."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from fractions import Fraction

from mottagning.domain.bookings import BookingStatus, Obstacle, Outcome
from mottagning.domain.deviations import DeviationKind
from mottagning.domain.money import Ore
from mottagning.domain.people import PermitGround, SettlementKind, Sex
from mottagning.domain.plans import ClosureReason
from mottagning.domain.profiles import IncomeSource
from mottagning.domain.quotas import QuotaKind
from mottagning.domain.requests import CrossingReason
from mottagning.domain.state_compensation.claims import ClaimState
from mottagning.domain.statistics.definitions import Extent, Indicator, Measure, PeriodKind, Question, Report
from mottagning.domain.statistics.facts import ELSEWHERE, UNKNOWN, Split
from mottagning.domain.statistics.periods import Period
from mottagning.readmodels.statistics import Figure, FigureKind, FigureRow, FigureTable, Statistics
from mottagning.texts import formats, state_compensation, words

TITLE = "Statistik"
CHOOSE = "Rapport eller indikator"
CHART_COLUMN = "Kolumn i diagrammet"
CHART_HINT = "Pil åt vänster och höger går mellan staplarna"
PERIOD, YEAR, TABLE, SPLIT = "Period", "År", "Tabell", "Uppdelning"
WORKBOOK, PDF = "Skriv Excel", "Skriv PDF"
CHOOSE_FOLDER = "Mapp för filen"
WRITTEN = "Skrivet: {file}"
NO_OFFICE_TITLE, NO_OFFICE_TEXT = (
    "Kommunen är inte vald än",
    "Statistiken räknas för den egna kommunen: välj den i Inställningar.",
)
TO_SETTINGS = "Till Inställningar"
COUNTING = "Räknar …"

SPLITS: Mapping[Split, str] = {
    Split.SEX: "Kön",
    Split.AGE: "Åldersgrupp",
    Split.MUNICIPALITY: "Kommun",
    Split.SUBREGION: "Delregion",
}
PERIODS: Mapping[PeriodKind, str] = {
    PeriodKind.YEAR: "Kalenderår",
    PeriodKind.TERTIAL: "Tertial {number}",
    PeriodKind.OCTOBER_SEPTEMBER: "Oktober–september",
}
EXTENTS: Mapping[Extent, str] = {
    Extent.FULL: "Räknas helt",
    Extent.PARTIAL: "Räknas delvis",
    Extent.NONE: "Räknas inte",
}
ALL, SUM, NUMBER, MEDIAN = "Alla", "Summa", "Antal", "Median, dagar"
NOT_SAID = "Uppgift saknas"
OTHER_SUBREGION = "Övriga kommuner"
HIDDEN = ".."
HIDDEN_SAID = "dolt"
NOTHING = "–"
HIDES = ".. är dolt: en till fyra personer, eller ett tal som de skulle kunna räknas fram ur."
NO_ROWS = "Det finns inget att räkna i perioden."
CLOSED = "Räknas inte för dig: du ser inte den del av registret som det räknas ur."
UNFINISHED = "Perioden har inte slutat; räknat till och med {day}."
WITHOUT_PROTECTED = "Personer med skyddade personuppgifter är inte medräknade."
WITH_PROTECTED = (
    "Personer med skyddade personuppgifter är medräknade. Ställ inte talen bredvid tal där de inte är det: skillnaden "
    "kan peka ut någon."
)
GAPS, QUESTIONS = "Räknas inte", "Vad mottagaren frågar om"
VERSION = "Version {number}. {source}."
NOT_ANSWERED = "Svaras inte här: {why}"
ANSWERED = "Indikator {numbers}"

QUOTA_HEADINGS = ("Kommuntal", "Anvisade", "Mottagna")
COST_HEADINGS = ("Uppskattat", "Planerat", "Stängt", "Prognos")
COUNTERPART, WHAT = "Motpart", "Vad"
EXCHANGE_HEADINGS = (
    "Våra hos dem, personer",
    "Våra, månader",
    "Våra, kronor",
    "Deras hos oss, personer",
    "Deras, månader",
    "Deras, kronor",
)
COMPENSATION_HEADINGS = ("Kronor",)
EXPECTED, CAME = "Väntas utan ansökan", "Har kommit utan ansökan"
CAN_GIVE, APPLIED = "Ansökningar kan ge", "Sökt"
GRANTED, PAID, LOST = "Beviljat", "Betalat", "Förlorat"

_FIXED: Mapping[str, str] = {
    UNKNOWN: NOT_SAID,
    "within_one": "Inom en månad",
    "within_three": "Inom tre månader",
    "later": "Senare",
    "before": "Redan före",
    "not_yet": "Inte än",
    "not_asked": "Utan förfrågan",
    "at_most_one": "Högst en per rum",
    "at_most_two": "Högst två per rum",
    "over_two": "Fler än två per rum",
    "in_time": "I tid",
    "late": "Sena",
    "several": "Flera slags",
}
_KINDS: Mapping[Measure, type[Enum]] = {
    Measure.RECEIVED_BY_SETTLEMENT: SettlementKind,
    Measure.RECEIVED_BY_GROUND: PermitGround,
    Measure.SFI_ENDED: Outcome,
    Measure.BOUGHT_REASONS: CrossingReason,
    Measure.BOUGHT_REFUSED: Obstacle,
    Measure.OPINIONS_REFUSED: Obstacle,
    Measure.SOLD_REFUSED: Obstacle,
    Measure.EXIT_REASON: ClosureReason,
    Measure.EXIT_INCOME: IncomeSource,
    Measure.EXIT_INCOME_90: IncomeSource,
    Measure.EXIT_INCOME_YEAR: IncomeSource,
    Measure.PRACTICE: BookingStatus,
    Measure.DEVIATIONS: DeviationKind,
}
"""The measures whose columns are the words of a closed list."""
_PLACES = frozenset(
    {Measure.BOUGHT_BY_MUNICIPALITY, Measure.SOLD_BY_MUNICIPALITY, Measure.MOVED_ON, Measure.MOVED_HERE}
)


@dataclass(frozen=True, slots=True)
class Words:
    """What is called what: municipalities and counterparts, sub-regions, rules of deadlines."""

    places: Mapping[str, str] = field(default_factory=dict)
    subregions: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)


def column(measure: Measure, key: str, known: Words) -> str:
    """The heading of a column."""
    if key in _FIXED:
        return _FIXED[key]
    if measure in _PLACES:
        return known.places.get(key, key)
    if measure is Measure.MISSED_DEADLINES:
        return known.rules.get(key, key)
    if measure is Measure.CLAIMS:
        return state_compensation.STATES[ClaimState(key)]
    kind = _KINDS.get(measure)
    said = words.word(kind(key)) if kind else key
    return said[:1].upper() + said[1:]


def row(split: Split, key: str, known: Words) -> str:
    """The word before a row."""
    if key == UNKNOWN:
        return NOT_SAID
    match split:
        case Split.SEX:
            return {Sex.WOMAN: "Kvinnor", Sex.MAN: "Män"}[Sex(key)]
        case Split.AGE:
            return f"{key} år"
        case Split.MUNICIPALITY:
            return known.places.get(key, key)
        case Split.SUBREGION:
            return OTHER_SUBREGION if key == ELSEWHERE else known.subregions.get(key, key)


def quota(year: int, kind: QuotaKind) -> str:
    """A year's quota of a kind."""
    return f"{year}, {words.word(kind)}"


def figure(one: Figure) -> str:
    """A figure as it is shown."""
    if one.is_hidden:
        return HIDDEN
    if one.value is None:
        return NOTHING
    match one.kind:
        case FigureKind.KRONOR:
            return formats.kr(Ore(int(one.value)), unit=False)
        case FigureKind.COUNT:
            return formats.decimal(Fraction(one.value), 0)
        case _:
            return formats.decimal(Fraction(one.value), 1)


def said_row(table: FigureTable, found: FigureRow) -> str:
    """A row in words, for who hears it."""
    parts = [
        f"{heading} {HIDDEN_SAID if one.is_hidden else figure(one)}"
        for heading, one in zip(table.headings, found.figures, strict=True)
    ]
    return f"{found.word}: {', '.join(parts)}"


def axis_unit(kind: FigureKind) -> str:
    """What stands above the axis of a chart."""
    return _AXES[kind]


_AXES: Mapping[FigureKind, str] = {
    FigureKind.COUNT: "antal",
    FigureKind.DAYS: "dagar",
    FigureKind.MONTHS: "månader",
    FigureKind.KRONOR: "kr",
}


def receiver(one: Report) -> str:
    """Whom a report goes to."""
    return f"{QUESTIONS}: {one.receiver}" if one.questions else f"Mottagare: {one.receiver}"


def period(one: Period) -> str:
    """A period as `2025`, `tertial 1 2026` or `oktober 2024–september 2025`."""
    match one.kind:
        case PeriodKind.TERTIAL:
            return f"tertial {one.tertial} {one.year}"
        case PeriodKind.OCTOBER_SEPTEMBER:
            return f"oktober {one.year - 1}–september {one.year}"
        case _:
            return str(one.year)


def numbered(one: Indicator) -> str:
    """An indicator with its number."""
    return f"{one.number}. {one.name}"


def title(found: Statistics) -> str:
    """What a page or a file is about."""
    if found.report:
        return f"{found.report.name}, {period(found.period)}"
    return f"{', '.join(numbered(one.indicator) for one in found.indicators)}, {period(found.period)}"


def notes(found: Statistics) -> list[str]:
    """What holds for all of its numbers."""
    made = [WITH_PROTECTED if found.counts_protected else WITHOUT_PROTECTED, HIDES]
    if found.is_unfinished:
        made.append(UNFINISHED.format(day=formats.day(found.drawn_on)))
    return made


def answer(one: Question) -> str:
    """What the file says to a question."""
    if one.why is not None:
        return NOT_ANSWERED.format(why=one.why)
    return ANSWERED.format(numbers=formats.listed([str(number) for number in one.answered_by]))


# files

FILE = "Statistik {what} {period} {municipality} {day}"
SHEET_DEFINITIONS = "Definitioner"
FACTS = ("Rapport", "Mottagare", "Kommun", "Period", "Dagar", "Uttaget ur registret")
DEFINITION_HEADINGS = ("Nummer", "Indikator", "Definition", "Version", "Källa", "Omfattning", "Räknas inte")
QUESTION_HEADINGS = ("Fråga", "Svar")
SHEET = "Indikator {number}"
PRINTED = "{municipality}, uttaget {day}"


def file_name(found: Statistics) -> str:
    """The name of a file without its ending."""
    what = found.report.key if found.report else "-".join(str(one.indicator.number) for one in found.indicators)
    what = _REPORT_FILES.get(what, f"indikator {what}")
    return FILE.format(
        what=what, period=period(found.period), municipality=found.municipality, day=formats.day(found.drawn_on)
    )


_REPORT_FILES: Mapping[str, str] = {
    "yearly": "årlig uppföljning",
    "situation": "lägesbild",
    "civic": "samhällsorientering",
    "board": "nämnden",
}


def facts(found: Statistics) -> list[tuple[str, str]]:
    """What a file says of itself."""
    report = found.report
    said = (
        report.name if report else title(found),
        report.receiver if report else NOTHING,
        found.municipality,
        period(found.period),
        formats.days(found.days),
        formats.day(found.drawn_on),
    )
    return list(zip(FACTS, said, strict=True))


def gaps(one: Indicator) -> str:
    """What an indicator does not count, and why."""
    return "\n".join(f"{gap.what}: {gap.why}" for gap in one.gaps)


def left_out(found: Statistics) -> list[str]:
    """The measures that the one who drew it does not see."""
    return [each.definition.name for each in found.measures if each.is_closed]
