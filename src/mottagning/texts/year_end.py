"""The words of the page Årsskifte: what is accrued, prices that are carried on, the year's settlement."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from mottagning.domain.accruals import Accrued, Basis
from mottagning.domain.agreements import Price
from mottagning.domain.periods import Month
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.readmodels.year_end import Accruals, Carrying, Coding, EndingPrices, SettledLine, SettledSum
from mottagning.texts import formats, words
from mottagning.texts.economy_files import ACCRUED_COSTS, ACCRUED_INCOME, REVERSED

TITLE = "Årsskifte"
TAB_ACCRUED, TAB_PRICES, TAB_SETTLED = "Upplupet", "Nya årets priser", "Slutreglering"

# accrued
ACCRUED = "Upplupet"
TO_ACCRUED = "Upplupet"
MONTH_END = "Per"
SHOWN = "Visa"
ORDINARY, PROTECTED = "Utan skyddade", "Bara skyddade"
ACCOUNT_ONE, ACCOUNT_MANY = "kontering", "konteringar"
AMOUNT_ONE, AMOUNT_MANY = "belopp", "belopp"
DIRECTION, ACCOUNT, COST_CENTRE, ACTIVITY, PROJECT, PARTY = (
    "Riktning",
    "Konto",
    "Ansvar",
    "Verksamhet",
    "Projekt",
    "Motpartskod",
)
AMOUNT, ESTIMATED, RETURNED = "Belopp", "Varav beräknat", "Varav redovisat"
BOOKING, SERVICE, COUNTERPART, ABOUT, BASIS = "Bokning", "Insats", "Motpart", "Avser", "Underlag"
NO_ACCOUNT = "saknas"
ACCRUED_HELP = (
    "Det som har getts till och med dagen och inte är fakturerat då. Det som står i ett underlag är känt på öret; det "
    "andra är beräknat som om månaden stängdes nu. Fakturerat i förskott räknas inte av. Inget av det här sparas."
)
NOTHING_ACCRUED = "Inget är upplupet"
NOTHING_ACCRUED_TEXT = "Allt som har getts till och med dagen var fakturerat då."
WRITE_WORKBOOK, WRITE_VOUCHER = "Skriv som Excel …", "Skriv bokföringsorder …"
WRITE_FOLDER = "Var ska filen ligga?"
WRITTEN = "{file} är skriven."
NOT_WRITTEN = "Det finns inget upplupet att skriva."
BY_ACCOUNT = "Per konto"
ACCOUNT_HEADINGS = (DIRECTION, ACCOUNT, COST_CENTRE, ACTIVITY, PROJECT, PARTY, AMOUNT, RETURNED, ESTIMATED)
_BASES = {Basis.OPEN: "inte stängt", Basis.WAITING: "väntar"}
_NAMED = 6


def basis(one: Accrued) -> str:
    """The return that holds an amount, or what it waits for: `inte stängt`, `väntar`; and what was supposed."""
    said = one.number or _BASES[one.basis]
    return f"{said}, antaget" if one.is_supposed else said


def accrued_title(found: Accruals) -> str:
    """`Upplupet 2024-12-31`."""
    return f"{ACCRUED} {found.day.isoformat()}"


def file_name(day: date, whose: str, *, is_voucher: bool) -> str:
    """The name of a file of what is accrued; `whose` is the own municipality, or X for protected people."""
    return f"{day.isoformat()} {whose} {ACCRUED}.{'si' if is_voucher else 'xlsx'}"


def accrued_words(direction: RowDirection) -> str:
    """What is accrued in a direction: costs or income."""
    return ACCRUED_INCOME if direction is RowDirection.SELL else ACCRUED_COSTS


def voucher_text(direction: RowDirection, day: date) -> str:
    """`Upplupna kostnader 2024-12-31`."""
    return f"{accrued_words(direction)} {day.isoformat()}"


def reversal_text(direction: RowDirection, day: date) -> str:
    """`Återföring: upplupna kostnader 2024-12-31`."""
    return f"{REVERSED}: {accrued_words(direction).lower()} {day.isoformat()}"


def totals(found: Accruals) -> str:
    """`Upplupna kostnader 30 000,00 kr. Upplupna intäkter 8 000,00 kr.`: gross, never set off."""
    told = [(way, found.total(way)) for way in (RowDirection.BUY, RowDirection.SELL) if found.of(way)]
    return " ".join(f"{accrued_words(way)} {formats.kr(amount)}." for way, amount in told)


def uncounted(keys: tuple[str, ...]) -> str:
    """Which bookings are not counted wholly; nothing when all are."""
    if not keys:
        return ""
    named = formats.listed(list(keys[:_NAMED]))
    more = f" och {len(keys) - _NAMED} till" if len(keys) > _NAMED else ""
    return f"Kan inte räknas helt, för att ett pris, en hemkommun eller något annat saknas: {named}{more}."


def month_end(month: Month) -> str:
    """`31 december 2024`."""
    return formats.long_day(month.last)


def direction(value: RowDirection) -> str:
    """`Köp` or `Sälj`."""
    return words.first_upper(words.word(value))


def coding(value: Coding) -> str:
    """An account with its codes, for a heading: `Konto 4630 · ansvar 2200`."""
    told = [
        f"{word.lower()} {code}"
        for word, code in (
            (COST_CENTRE, value.cost_centre),
            (ACTIVITY, value.activity_code),
            (PROJECT, value.project),
        )
        if code
    ]
    return " · ".join([f"{direction(value.direction)}, {ACCOUNT.lower()} {value.account or NO_ACCOUNT}", *told])


# prices carried on

CARRIED = "Förra årets pris, preliminärt"
PRICES_HELP = (
    "Priser som slutar den 31 december utan efterföljare. Förs de över gäller förra årets pris hela det nya året som "
    "preliminärt, så att januari kan stängas. Den nya listan ersätter dem och rättar det som hunnit redovisas."
)
YEAR = "År"
AGREEMENT, SERVICES, PRICES, CARRIED_COUNT, BOOKINGS_ON, PRICE_STATE = (
    "Avtal",
    "Insatser",
    "Slutar",
    "Överförda",
    "Bokningar vidare",
    "Läge",
)
AGREEMENT_ONE, AGREEMENT_MANY = "avtal", "avtal"
NO_PRICES, NO_PRICES_TEXT = "Inga priser slutar med året", "Varje pris som slutar har en efterföljare."
STATE_ENDS, STATE_CARRIED = "Slutar", "Överfört, preliminärt"
CARRY_ONE, CARRY_ALL, TAKE_BACK = "För över …", "För över alla …", "Ta bort de överförda"
NEW_PRICES = "Priser som förs över"
HAS_CARRIED = "Överförda till {year}"
CARRY_NOW, NOT_NOW = "För över", "Inte nu"
OPEN_AGREEMENT = "Öppna avtalet"


def carried_source(source: str) -> str:
    """Where a price that is carried on comes from: that it is last year's, and where that stood."""
    return source if is_carried_source(source) else f"{CARRIED}: {source}"


def is_carried_source(source: str) -> bool:
    """Whether a source says that the price was carried on."""
    return source.startswith(CARRIED)


def carry_title(year: int, agreements: Sequence[str]) -> str:
    """What is asked before prices are carried on."""
    what = agreements[0] if len(agreements) == 1 else formats.counted(len(agreements), "avtal", "avtal")
    return f"För över förra årets priser till {year}: {what}"


def carry_effect(found: Carrying) -> str:
    """What carrying on would do: how many prices, and what bookings come to."""
    many = formats.counted(len(found.prices), "pris", "priser")
    return f"{many} gäller som preliminära från {date(found.year, 1, 1)} till {date(found.year, 12, 31)}."


def carried_told(many: int, year: int) -> str:
    """What was done."""
    return f"{formats.counted(many, 'preliminärt pris gäller', 'preliminära priser gäller')} nu {year}."


def price_line(one: Price) -> str:
    """`sfi, 9 500,00 kr per månad`."""
    said = ", ".join(part for part in (one.service, one.variant) if part)
    return f"{said}: {formats.price(one.amount)} per {words.word(one.unit)}"


def more(number: int) -> str:
    """That a list of prices goes on."""
    return f"och {number} till"


def price_state(one: EndingPrices) -> str:
    """Whether an agreement's prices end, or have been carried on."""
    return STATE_ENDS if one.ending else STATE_CARRIED


def taken_back(many: int) -> str:
    """What was done."""
    return f"{formats.counted(many, 'överfört pris är borttaget', 'överförda priser är borttagna')}."


# the year settled

SETTLED_HELP = (
    "Årspris × debiterade månader / 12, minus det som månaderna har kommit till. Skillnaden blir en rad av slaget "
    "Slutreglering när december stängs, eller när en bokning som har slutat har fått sin sista månad."
)
MONTHS, DUE, BILLED, LEFT, SETTLED_IN, STATE = "Månader", "Årets pris", "Månaderna", "Slutreglering", "Kommer i", "Läge"
DONE, COMING, SUPPOSED = "Redovisad", "Kommer", "Beräknad"
SETTLED_ONE, SETTLED_MANY = "rad", "rader"
PER_AGREEMENT = "Per avtal"
NOTHING_SETTLED, NOTHING_SETTLED_TEXT = (
    "Inget att slutreglera",
    "Året går jämnt ut, eller inget villkor har slutreglering.",
)


def settled_state(one: SettledLine) -> str:
    """Whether a settlement has been returned, will be, or is counted with months that have not been."""
    if one.is_closed:
        return DONE
    return SUPPOSED if one.is_supposed else COMING


def settled_sum(one: SettledSum) -> str:
    """`Riksgymnasiet, köp: 2 bokningar`."""
    many = formats.counted(one.bookings, "bokning", "bokningar")
    return f"{one.agreement_name}, {words.word(one.direction)}: {many}"
