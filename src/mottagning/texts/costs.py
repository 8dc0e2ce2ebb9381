"""The words of the page Kostnader: estimate against outcome, the months ahead, and what is exchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction

from mottagning.domain.costs import Explanation, Tally
from mottagning.domain.money import Ore
from mottagning.domain.periods import DAY, DateRange, Month
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.costs import BalanceLine, BudgetLine, Costs, MonthCell, MonthCost
from mottagning.texts import formats, words

TITLE = "Kostnader"
OF_AGREEMENT = "Avtalets kostnader"
TAB_COSTS, TAB_MONTHS, TAB_BALANCE = "Uppskattat och utfall", "Månad för månad", "Byte och balans"
TAB_MATRIX = "Årets matris"
MATRIX_HELP = (
    "Hela kronor per bokning och månad. Inom parentes: räknat men inte redovisat. I en stängd månad väntar det på "
    "nästa stängning, eller hålls kvar tills något är ordnat. R: det som redovisades har rättats."
)
MATRIX_NEEDS_YEAR = "Välj ett år för att se månaderna."
SUM = "Summa"
WAITS, CORRECTED = "Väntar i stängd månad", "Rättad"
YEAR, ALL_YEARS = "År", "Alla år"
GROUPING = "Visa per"
PER_COUNTERPART, PER_AGREEMENT, PER_BOOKING = "Per motpart", "Per avtal", "Per bokning"
EMPTY_TITLE = "Här ställs uppskattningen mot utfallet"
EMPTY_TEXT = "Varje bokning med vad den uppskattades till, vad som är stängt och vad som återstår."
NO_OFFICE_TITLE = "Egen kommun saknas"
NO_OFFICE_TEXT = "Ange egen kommun och första månad under Inställningar."
TO_BOOKINGS, TO_SETTINGS = "Till bokningarna", "Till inställningarna"

BOOKING, PERSON, SERVICE, COUNTERPART, AGREEMENT = "Bokning", "Person", "Insats", "Motpart", "Avtal"
DIRECTION, BOOKINGS, EXPLAINED = "Riktning", "Bokningar", "Förklaring"
ESTIMATED, PLANNED, CLOSED, REMAINING, FORECAST, DIFFERENCE = (
    "Uppskattat",
    "Planerat",
    "Stängt",
    "Återstår",
    "Prognos",
    "Skillnad",
)
BOOKING_ONE, BOOKING_MANY = "bokning", "bokningar"
COUNTERPART_ONE, COUNTERPART_MANY = "motpart", "motparter"
AGREEMENT_ONE, AGREEMENT_MANY = "avtal", "avtal"
MONTH_ONE, MONTH_MANY = "månad", "månader"
OVER, NOT_ESTIMATED = "Dyrare än väntat", "Utan uppskattning"
IN_SHORT = "Kronor. Skillnaden är prognosen minus uppskattningen, eller minus planen där ingen uppskattning gjordes."
HELP = (
    "Uppskattat är vad som sades före beslutet, fördelat på åren som planen. Planerat är vad reglerna ger till "
    "planerat slut. Återstår är det som är avtalat men inte stängt. Rättelser räknas på den månad de gäller."
)

TAB_BUDGET = "Budget"
BUDGET, ABOUT, NAME, NOTE = "Budget", "Gäller", "Namn", "Anteckning"
BUDGET_HELP = (
    "Er egen budget för året, per insats eller motpart, bredvid det som är stängt och prognosen. Skillnaden är "
    "prognosen minus budgeten. Per insats och per motpart är samma pengar på två sätt och läggs inte ihop."
)
BUDGET_NEEDS_YEAR = "Välj ett år för att se budgeten."
BUDGET_ONE, BUDGET_MANY = "rad", "rader"
OVER_BUDGET, WITHOUT_BUDGET = "Över budget", "Utan budget"
NEW_BUDGET, ENTER_BUDGET, CHANGE_BUDGET, REMOVE_BUDGET = (
    "Ny budgetrad",
    "Ange budget",
    "Ändra budget",
    "Ta bort budgeten",
)
PROPOSE_BUDGET, PROPOSE, SAVE_PROPOSED, NOT_NOW = "Föreslå budget …", "Visa förslaget", "Spara som budget", "Inte nu"
DIVIDED_BY, FROM = "Per", "Utgå från"
PROPOSE_TEXT = (
    "En rad för varje insats eller motpart som saknar budget, i hela kronor. Personer med skyddade uppgifter räknas "
    "inte in, vem som än frågar: budgeten läses av alla."
)
NOTHING_PROPOSED = "Det finns inget att föreslå: allt har en budget, eller så finns inga belopp att utgå från."
AMOUNT_KRONOR = "Belopp i kronor"

BOUGHT_AND_SOLD = "Köpt och sålt"
BOUGHT_CLOSED, BOUGHT_FORECAST = "Köpt, stängt", "Köpt, prognos"
SOLD_CLOSED, SOLD_FORECAST = "Sålt, stängt", "Sålt, prognos"
MONTH, YEAR_COLUMN = "Månad", "År"
BUY_CLOSED, BUY_REMAINING = "Köp, stängt", "Köp, återstår"
SELL_CLOSED, SELL_REMAINING = "Sälj, stängt", "Sälj, återstår"
NET = "Netto (information)"

MUNICIPALITY, OURS, THEIRS = "Motpart", "Våra hos dem", "Deras hos oss"
OUR_PERSONS, OUR_MONTHS, OUR_VALUE = "Våra, personer", "Våra, månader", "Våra, värde"
THEIR_PERSONS, THEIR_MONTHS, THEIR_VALUE = "Deras, personer", "Deras, månader", "Deras, värde"
MORE_MONTHS, MORE_VALUE, HOW = "Balans, månader", "Balans, värde", "Värdet är"
BALANCE_EMPTY_TITLE = "Här visas vad kommunerna ger varandra"
BALANCE_EMPTY_TEXT = "Personer, månader och värde åt båda håll, för de månader som har gått."
BALANCE_HELP = (
    "Bara till information: varje riktning faktureras för sig, brutto, och kvittas aldrig. En dag är sin del av "
    "månaden, och dagar som två bokningar delar räknas en gång för personen. Värdet är det som har fakturerats eller "
    "ska; för byten, som inte kostar något, vad avtalets pris hade gett, om det har något. Balansen är deras hos oss "
    "minus våra hos dem. Gemensamma kurser räknas inte."
)

_EXPLAINED: Mapping[Explanation, str] = {
    Explanation.NEVER_STARTED: "aldrig påbörjad",
    Explanation.ENDED_EARLY: "slutade tidigare",
    Explanation.LONGER: "längre än planerat",
    Explanation.NOT_ESTIMATED: "ingen uppskattning",
    Explanation.NO_PLAN: "inget planerat slut",
    Explanation.OTHER_DAYS: "andra dagar än uppskattade",
    Explanation.OTHER_PRICE: "annat pris eller villkor",
    Explanation.BEFORE_REGISTER: "började före registret",
    Explanation.UNCOUNTED: "allt kan inte räknas",
}


def explained(found: Sequence[Explanation]) -> str:
    """`Slutade tidigare, ingen uppskattning`."""
    return words.first_upper(", ".join(_EXPLAINED[one] for one in found))


def amount(value: Ore | None) -> str:
    """An amount in a column that is about kronor; a dash for none."""
    return formats.NOTHING if value is None else formats.kr(value, unit=False)


def cell(one: MonthCell | None) -> str:
    """`9 500`, `9 500 R`, `(9 500)`, or `9 500 (500)`, in whole kronor; a dash for nothing."""
    if one is None:
        return formats.NOTHING
    parts = [] if one.closed is None else [_whole(one.closed)]
    parts += ["R"] if one.is_corrected else []
    parts += [f"({_whole(one.remaining)})"] if one.remaining else []
    return " ".join(parts) or formats.NOTHING


def _whole(value: Ore) -> str:
    return formats.decimal(Fraction(value, 100), 0)


def view_name(year: int | None) -> str:
    """What is looked at."""
    return ALL_YEARS if year is None else str(year)


def suppositions(found: Costs) -> str:
    """What a view takes for granted, and what it cannot count."""
    said = [IN_SHORT]
    if found.going_on:
        many = formats.counted(found.going_on, "bokning", "bokningar")
        said.append(f"{many} utan slut framöver räknas till och med {formats.day(_last(found.until))}.")
    if found.uncounted:
        many = formats.counted(found.uncounted, "bokning kan", "bokningar kan")
        said.append(f"{many} inte räknas helt: ett pris, en hemkommun eller något annat saknas.")
    return " ".join(said)


def _last(until: date) -> date:
    return until - DAY


def direction(value: RowDirection) -> str:
    """`Köp`, `Sälj` or `Byte`."""
    return words.first_upper(words.word(value))


def sums(value: RowDirection, found: Tally) -> str:
    """All sums of a direction, for somebody who does not see them as a table."""
    told = (
        (ESTIMATED, found.estimated),
        (PLANNED, found.planned),
        (CLOSED, found.closed),
        (REMAINING, found.remaining),
        (FORECAST, found.forecast),
        (DIFFERENCE, found.difference),
    )
    return f"{direction(value)}: " + ", ".join(f"{word.lower()} {amount(ore)}" for word, ore in told)


def of_booking(found: Tally) -> str:
    """The line on a booking's card: `Uppskattat 42 000,00 kr · stängt 18 500,00 kr · återstår 22 500,00 kr`."""
    parts = [(ESTIMATED, found.estimated), (CLOSED, found.closed), (REMAINING, found.remaining)]
    said = " · ".join(f"{word.lower()} {formats.kr(ore)}" for word, ore in parts if ore is not None)
    return words.first_upper(said)


# month by month


def months(value: tuple[Month, Month]) -> str:
    """A month, or the year that several are."""
    first, last = value
    return words.first_upper(formats.month(first)) if first == last else str(first.year)


def short_months(value: tuple[Month, Month]) -> str:
    """`mar`, or a year, beneath a bar."""
    first, last = value
    return formats.short_month(first).split()[0] if first == last else str(first.year)


def chart_title(value: RowDirection, year: int | None) -> str:
    """What a chart is about."""
    what = {RowDirection.BUY: "Det ni köper", RowDirection.SELL: "Det ni säljer"}[value]
    return f"{what}, {view_name(year).lower()}"


def bar(one: MonthCost, value: RowDirection) -> str:
    """A bar in words: `Mars 2025: stängt 12 000,00 kr, återstår 0,00 kr`."""
    closed, remaining = formats.kr(one.closed[value]), formats.kr(one.remaining[value])
    return f"{months(one.months)}: {CLOSED.lower()} {closed}, {REMAINING.lower()} {remaining}"


CHART_HINT = "Pil vänster och höger går mellan staplarna."


# what is exchanged


def balanced(days: DateRange | None) -> str:
    """For which months the balance is."""
    if days is None:
        return "Ingen månad har gått än."
    return f"Månaderna {formats.months(Month.of(days.start), Month.of(days.end - DAY))}."


def person_months(value: Fraction) -> str:
    """Months with one decimal."""
    return formats.decimal(value, 1)


def how(line: BalanceLine) -> str:
    """How the value of a row was worked out."""
    if not line.exchanged:
        return "fakturerat"
    many = formats.counted(line.exchanged, "byte", "byten")
    if not line.unpriced:
        return f"{many} till avtalets pris"
    return f"{many} utan pris" if line.unpriced == line.exchanged else f"{many}, {line.unpriced} utan pris"


# budgets


def budget_about(one: BudgetLine) -> str:
    """`Insats` or `Motpart`."""
    return SERVICE if one.is_of_service else COUNTERPART


def budget_totals(lines: Sequence[BudgetLine]) -> str:
    """What all budgets of a sort come to, direction by direction: `Per insats, köp: budget …, prognos …`."""
    said = []
    for is_of_service, word in ((True, SERVICE), (False, COUNTERPART)):
        for way in (RowDirection.BUY, RowDirection.SELL):
            some = [one for one in lines if one.budget and one.is_of_service is is_of_service and one.direction is way]
            if some:
                planned, forecast = (Ore(sum(amounts)) for amounts in _both(some))
                said.append(
                    f"Per {word.lower()}, {words.word(way)}: budget {formats.kr(planned)}, "
                    f"prognos {formats.kr(forecast)}, skillnad {formats.kr(Ore(forecast - planned))}."
                )
    return " ".join(said)


def _both(lines: Sequence[BudgetLine]) -> tuple[list[int], list[int]]:
    return [one.amount or 0 for one in lines], [one.forecast for one in lines]


def budget_title(one: BudgetLine) -> str:
    """`sfi, köp`."""
    return f"{one.name}, {words.word(one.direction)}"


def proposed_title(year: int, many: int) -> str:
    """What is proposed."""
    return f"Förslag till budget {year}: {formats.counted(many, 'rad', 'rader')}"


def budgets_saved(many: int) -> str:
    """What was done."""
    return f"{formats.counted(many, 'budgetrad är sparad', 'budgetrader är sparade')}."


def proposal_title(year: int) -> str:
    """What is asked before a budget is proposed."""
    return f"Föreslå budget {year}"


def more(number: int) -> str:
    """That a list goes on."""
    return f"och {number} till"
