"""How do terms read? One sentence for each set of Villkor, as the front sheet and the window show it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mottagning.domain.agreements import (
    AgeSwitch,
    Method,
    MoveRule,
    ReadingCondition,
    Terms,
    Unit,
)
from mottagning.domain.examples import Example
from mottagning.domain.ledger import Entry
from mottagning.domain.money import Rounding, total
from mottagning.domain.periods import Month
from mottagning.domain.settlement.readings import AUTUMN, SPRING, Readings
from mottagning.texts import checks, explain, formats, words

_ANY_YEAR = 2023
_CONDITIONS: Mapping[ReadingCondition, str] = {
    ReadingCondition.ENROLLED: "inskriven",
    ReadingCondition.PRESENT: "inskriven och närvarande",
    ReadingCondition.TOLD: "inskriven och anmäld senast",
}
_MOVES: Mapping[MoveRule, str] = {
    MoveRule.MONTH_END: "Efter en flytt betalar den gamla kommunen månaden ut.",
    MoveRule.HALF_MONTH: "Efter en flytt den 1–15 betalar den gamla kommunen till den 15, annars månaden ut.",
    MoveRule.COURSE_END: "Efter en flytt betalar den gamla kommunen bokningen ut.",
    MoveRule.SCHOOL_YEAR_END: "Efter en flytt betalar den gamla kommunen till och med 30 juni.",
    MoveRule.GRANTING_PAYS_ALL: "Den kommun som betalade vid starten betalar allt, även efter en flytt.",
}
_BY_ACTIVE_DAYS = frozenset(Method) - {
    Method.MEASURING_DAY,
    Method.TERM,
    Method.COURSE,
    Method.REPORTED,
    Method.SHARED_COST,
}
"""The rules that ask which days are active: the readings say it themselves, and a result has none."""
_SWITCHES: Mapping[AgeSwitch, str] = {
    AgeSwitch.JANUARY_1: "Åldersgruppen byts den 1 januari det år åldern nås.",
    AgeSwitch.AUGUST_1: "Åldersgruppen byts den 1 augusti det år åldern nås.",
    AgeSwitch.AUGUST_15: "Åldersgruppen byts den 15 augusti det år åldern nås.",
}


def sentence(terms: Terms, *, retroactive_limit: int | None = None, credit_limit: int | None = None) -> str:
    """The rule in Swedish, with how many months back its agreement corrects."""
    return " ".join(
        [
            _COUNTING[terms.method](terms),
            *_presence(terms),
            *_conditions(terms),
            *_limits(retroactive_limit, credit_limit),
        ]
    )


NO_PRICE = "Lägg in ett pris, så visas ett räkneexempel."
_SHOWN = 3
"""Rows of a worked example: enough to see a first month, a whole one and the end."""


def worked_example(found: Example | None) -> str:
    """An example in words and kronor: `Räkneexempel 2024-01-12–2024-06-30: januari 20 av 31 dagar × …`."""
    if found is None:
        return NO_PRICE
    if not found.entries:
        return " ".join(checks.said(problem, str).message for problem in found.problems[:1]) or _NOTHING_TO_PAY
    rows = [_example_row(entry) for entry in found.entries]
    if len(rows) > _SHOWN:
        rows = [*rows[: _SHOWN - 1], "…", rows[-1]]
    whole = formats.kr(total([entry.amount for entry in found.entries]))
    return f"Räkneexempel {formats.days(found.days)}: {'; '.join(rows)}. Summa {whole}."


def _example_row(entry: Entry) -> str:
    return f"{formats.MONTHS[entry.service_month.number - 1]} {explain.full(entry)}"


_NOTHING_TO_PAY = "Med de här villkoren och avtalets pris blir räkneexemplet 0 kr."


def _presence(terms: Terms) -> list[str]:
    is_asked = terms.condition is ReadingCondition.PRESENT and terms.method in _BY_ACTIVE_DAYS
    return ["Dagar med frånvaro räknas inte."] if is_asked else []


def _conditions(terms: Terms) -> list[str]:
    parts = []
    if terms.move_rule in _MOVES:
        parts.append(_MOVES[terms.move_rule])
    if terms.age_switch in _SWITCHES:
        parts.append(_SWITCHES[terms.age_switch])
    if terms.one_unit_per_month:
        parts.append("Högst en enhet per person och månad.")
    if terms.administration_fee:
        parts.append(f"Administrativ avgift {formats.per_cent(terms.administration_fee)} läggs till.")
    if terms.vat_compensation:
        parts.append(f"Momsersättning {formats.per_cent(terms.vat_compensation)} läggs till.")
    if terms.rounding is Rounding.KRONA:
        parts.append("Varje rad avrundas till hel krona.")
    if terms.yearly_reconciliation:
        parts.append("Årets rader stäms av mot årspriset i december eller när bokningen är slut.")
    return parts


def _limits(retroactive: int | None, credit: int | None) -> list[str]:
    parts = []
    if retroactive is not None:
        parts.append(f"Debiteras {_back(retroactive)}.")
    if credit is not None:
        parts.append(f"Krediteras {_back(credit)}.")
    return parts


def _back(months: int) -> str:
    if months == 0:
        return "aldrig bakåt"
    return "högst en månad bakåt" if months == 1 else f"högst {months} månader bakåt"


def _calendar_day(terms: Terms) -> str:
    if terms.unit is Unit.DAY:
        return "Dagpriset för varje kalenderdag."
    return "Månadspriset fördelas per kalenderdag."


def _measuring_day(terms: Terms) -> str:
    text = f"Full månadsersättning när personen är {_CONDITIONS[terms.condition]} den {terms.readings.day}"
    return f"{text}{_exceptions(terms.readings)}."


def _exceptions(readings: Readings) -> str:
    """`; maj och juni avläses 15 maj`."""
    parts = []
    for exception in readings.exceptions:
        if exception.months:
            months = formats.listed([formats.MONTHS[number - 1] for number in exception.months])
            day = formats.day_and_month(Month(_ANY_YEAR, exception.month).day(exception.day))
            parts.append(f"{months} avläses {day}")
    return "".join(f"; {part}" for part in parts)


def _term(terms: Terms) -> str:
    spring, autumn = (terms.readings.of_term(term, _ANY_YEAR) for term in (SPRING, AUTUMN))
    condition = _CONDITIONS[terms.condition]
    return (
        f"Hel terminsersättning när personen är {condition} {formats.day_and_month(spring)} (våren) "
        f"och {formats.day_and_month(autumn)} (hösten)."
    )


def _night(terms: Terms) -> str:
    return "Pris per dygn; utskrivningsdagen räknas." if terms.counts_discharge_day else "Pris per natt."


def _part_payment(terms: Terms) -> str:
    first, second = terms.shares or (0, 0)
    what = "kursens pris" if terms.unit is Unit.COURSE else "poängen"
    return (
        f"{first} % av {what} i lika delar per månad över den planerade tiden, {second} % när kursen är slutförd. "
        "En avbruten kurs ger inte den andra delen."
    )


def _reported(terms: Terms) -> str:
    if terms.unit is Unit.MONTH:
        return "Månadspriset för varje månad som har rapporterats som genomförd."
    return f"Pris per {words.word(terms.unit)} enligt det som har rapporterats för månaden."


def _always(text: str) -> Callable[[Terms], str]:
    return lambda _terms: text


_COUNTING: Mapping[Method, Callable[[Terms], str]] = {
    Method.CALENDAR_DAY: _calendar_day,
    Method.WEEKDAY: _always("Dagpriset för varje måndag–fredag; helgdagar dras inte av."),
    Method.SCHOOL_DAY: _always("Dagpriset för varje skoldag i skolkalendern."),
    Method.MEASURING_DAY: _measuring_day,
    Method.STARTED_MONTH: _always("Hela månadspriset för varje påbörjad kalendermånad."),
    Method.ROLLING_MONTH: _always("Hela månadspriset för varje påbörjad månad räknad från starten."),
    Method.FOUR_WEEK_PERIOD: _always("Pris per påbörjad fyraveckorsperiod räknad från starten."),
    Method.WEEK: _always("Pris per påbörjad vecka räknad från starten."),
    Method.HALF_MONTH: _always("Halva månadspriset för varje påbörjad halva månad, den 1–15 och den 16 till slutet."),
    Method.TERM: _term,
    Method.NIGHT: _night,
    Method.PLACE: _always("Platsens pris en gång, vid starten."),
    Method.COURSE: _always("Kursens pris en gång, när den är slutförd. En avbruten kurs kostar inget."),
    Method.PART_PAYMENT: _part_payment,
    Method.REPORTED: _reported,
    Method.SHARED_COST: _always(
        "Kostnaden för kursen delas mellan kommunerna som håller den. En persons bokning kostar inget därutöver."
    ),
}
