"""How does an amount read? `20 av 31 dagar × 9 500,00 kr`, and the steps behind it, from the data of a row."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mottagning.domain.agreements import ReadingCondition, Unit
from mottagning.domain.ledger import Entry, RowKind
from mottagning.domain.money import SCALE, Rounding
from mottagning.domain.settlement.claims import (
    CostShared,
    DayKind,
    DayRead,
    DaysCounted,
    Fees,
    HeadsCounted,
    PaidOnce,
    PartPaid,
    PeriodsStarted,
    Reconciled,
    Reported,
    Step,
    Supplemented,
    TakenBack,
)
from mottagning.domain.settlement.prices import UnitPrice
from mottagning.domain.settlement.timeline import RowDirection
from mottagning.domain.shared_offers import SharingKey
from mottagning.texts import formats, words

_PLURALS: Mapping[Unit, tuple[str, str]] = {
    Unit.DAY: ("dag", "dagar"),
    Unit.WEEK: ("vecka", "veckor"),
    Unit.FOUR_WEEK_PERIOD: ("fyraveckorsperiod", "fyraveckorsperioder"),
    Unit.MONTH: ("månad", "månader"),
    Unit.TERM: ("termin", "terminer"),
    Unit.YEAR: ("år", "år"),
    Unit.NIGHT: ("dygn", "dygn"),
    Unit.HOUR: ("timme", "timmar"),
    Unit.PIECE: ("styck", "styck"),
    Unit.POINT: ("poäng", "poäng"),
    Unit.COURSE: ("kurs", "kurser"),
    Unit.PLACE: ("plats", "platser"),
}
_DAY_KINDS: Mapping[DayKind, str] = {
    DayKind.ALL: "",
    DayKind.WEEKDAYS: "måndag–fredag",
    DayKind.SCHOOL_DAYS: "skoldagar",
    DayKind.NIGHTS: "nätter",
}
_READ: Mapping[ReadingCondition, str] = {
    ReadingCondition.ENROLLED: "inskriven",
    ReadingCondition.PRESENT: "inskriven och närvarande",
    ReadingCondition.TOLD: "inskriven och anmäld senast",
}


def amount(entry: Entry) -> str:
    """How the amount of a row arises, as the column Beräkning has it."""
    if entry.steps and isinstance(entry.steps[0], Reconciled):
        return _reconciled(entry.steps[0])
    price = entry.price
    parts = [_measure(entry), *([f"{formats.price(price.kronor)} kr"] if price else [])]
    text = " × ".join(parts) + fees(entry.fees)
    details = [detail for step in entry.steps if (detail := _detail(step, entry))]
    if price and price.divisor != 1:
        details.append(_share_of(price))
    if entry.direction is RowDirection.EXCHANGE:
        details.append("byte, räknas utan belopp")
    if entry.rounding is Rounding.KRONA:
        details.append("avrundat till hel krona")
    return text + (f" ({'; '.join(details)})" if details else "")


def full(entry: Entry) -> str:
    """The explanation with its result: `20 av 31 dagar × 9 500,00 kr = 6 129,03 kr`."""
    return f"{amount(entry)} = {formats.kr(entry.amount)}"


def unit_price(price: UnitPrice) -> str:
    """A unit price, with the year price it comes from: `12 613,17 kr (151 358,00 kr per år / 12)`."""
    text = f"{formats.price(price.kronor)} kr"
    return text if price.divisor == 1 else f"{text} ({_share_of(price)})"


def _share_of(price: UnitPrice) -> str:
    whole = formats.price(Fraction(price.amount, SCALE))
    return f"{whole} kr per {words.word(price.unit)} / {price.divisor}"


def fees(added: Fees) -> str:
    """The fees as ` + 15 % administrativ avgift`, nothing where there are none."""
    text = ""
    if added.administration:
        text += f" + {formats.per_cent(added.administration)} administrativ avgift"
    if added.vat:
        text += f" + {formats.per_cent(added.vat)} momsersättning"
    return text


def quantity(count: Fraction, of: int | None, unit: Unit) -> str:
    """`20 av 31 dagar`, `1 månad`, `12,5 timmar`."""
    one, many = _PLURALS[unit]
    number = formats.number(count)
    if of is not None:
        return f"{number} av {of} {'halva månader' if unit is Unit.MONTH else many}"
    return f"{number} {one if abs(count) == 1 else many}"


def unit(of: int | None, counted: Unit) -> str:
    """The word of the column Enhet."""
    return "halvmånad" if of is not None and counted is Unit.MONTH else words.word(counted)


def _measure(entry: Entry) -> str:
    for step in entry.steps:
        if isinstance(step, Supplemented):
            return f"tillägg {words.word(step.kind)}, {quantity(entry.quantity, entry.of, entry.unit)}"
        if isinstance(step, CostShared) and entry.of:
            return share(entry.quantity, entry.of, step.sharing)
    return quantity(entry.quantity, entry.of, entry.unit)


def _detail(step: Step, entry: Entry) -> str:  # noqa: C901, PLR0911 - one line for each kind of step
    match step:
        case DaysCounted():
            return _counted(step, entry)
        case DayRead(day=day, condition=condition):
            return f"{_READ[condition]} {formats.day_and_month(day)}"
        case PeriodsStarted(periods=periods):
            return "påbörjad " + formats.listed([formats.day_and_month(period.start) for period in periods])
        case PaidOnce(day=day):
            return formats.day(day)
        case PartPaid():
            return _part(step)
        case Reported(month=month):
            return f"rapporterat för {formats.month(month)}"
        case Supplemented(decision=decision):
            return f"beslut {decision}" if decision else ""
        case CostShared():
            return _shared(step)
        case HeadsCounted():
            return _heads(step, entry)
        case TakenBack():
            return "utgår"
        case Reconciled():
            return ""


def _counted(step: DaysCounted, entry: Entry) -> str:
    kind = _DAY_KINDS[step.kind]
    if entry.kind is not RowKind.CORRECTION or step.count == entry.quantity:
        return kind
    ranges = formats.listed([formats.short_days(days) for days in step.ranges])
    right = f"rätt antal är {step.count}: {ranges}"
    return f"{kind}; {right}" if kind else right


def _part(step: PartPaid) -> str:
    if step.of == 1:
        return f"{step.per_cent} % vid betyg"
    which = str(step.first) if step.first == step.last else f"{step.first}–{step.last}"
    return f"del {which} av {step.of}, tillsammans {step.per_cent} %"


def share(quantity: Fraction, of: int, sharing: SharingKey) -> str:
    """`12 av 52 personer`, or a fixed share as a percentage."""
    if sharing is SharingKey.FIXED:
        return f"{formats.number(quantity * 100 / of)} %"
    return f"{formats.number(quantity)} av {formats.number(Fraction(of))} {words.word(sharing)}"


def _shared(step: CostShared) -> str:
    parts = [f"del {step.number} av {step.of}"] if step.of > 1 else []
    if step.levelled:
        parts.append(f"utjämnat {formats.kr(step.levelled)} så att andelarna blir hela kostnaden")
    return "; ".join(parts)


def _heads(step: HeadsCounted, entry: Entry) -> str:
    """`12 deltagare`, `12 planerade deltagare`, `12 deltagare à 6 timmar`."""
    said = f"{step.count} planerade deltagare" if step.is_planned else f"{step.count} deltagare"
    each = entry.quantity / step.count
    if entry.kind is RowKind.CORRECTION and each.denominator != 1:
        return f"rätt antal är {said}"
    return said if each == 1 else f"{said} à {quantity(each, None, entry.unit)}"


def _reconciled(step: Reconciled) -> str:
    due, billed = formats.kr(step.due), formats.kr(step.billed)
    months = formats.number(step.months)
    return f"slutreglering {step.year}: årspriset för {months} av 12 månader är {due}, redovisat {billed}"
