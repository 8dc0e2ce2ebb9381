"""The words of the area Statlig ersättning: what is expected and why, how a claim stands, what is lost."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from mottagning.domain.deadlines.rules import Certainty
from mottagning.domain.money import Ore
from mottagning.domain.state_compensation.claims import ClaimState, Loss
from mottagning.domain.state_compensation.expected import Goes, Payment, PaymentKind, Step, StepKind
from mottagning.domain.state_compensation.facts import ReceptionDay, Unknown
from mottagning.domain.state_compensation.received import Arrival
from mottagning.domain.state_compensation.rules import ClaimPeriod, Ground, Told
from mottagning.readmodels.state_compensation import ClaimLine, MonthSum
from mottagning.texts import formats, words

Names = Callable[[str], str]
"""The names of municipalities by their codes."""

TITLE = "Statlig ersättning"
ONE, MANY = "rad", "rader"
PAYMENT, PAYMENTS = "utbetalning", "utbetalningar"
NEW = "Ny ansökan"
EMPTY_TITLE = "Här står det staten väntas betala utan ansökan"
EMPTY_TEXT = (
    "Schablon och initial ersättning räknas ut för varje mottagen person ur mottagningsdag, ålder, bosättningssätt och "
    "folkbokföring. Står ingen här: välj ett annat år ovanför, eller registrera dem under Personer."
)
NOTHING_CHOSEN = "Välj en utbetalning"
NOTHING_CHOSEN_TEXT = "Här visas hur den räknas, steg för steg, och personens alla utbetalningar."
YEAR = "År"
TO_CLAIMS, TO_EXPECTED = "Ansökningar", "Väntade utbetalningar"
PERSON, CASE, MONTH, WHAT, AMOUNT, STATUS = "Person", "Ärende", "Månad", "Vad", "Belopp", "Läge"
CANNOT = "Kan inte räknas"
OPEN_PERSON = "Öppna personen"
HOW, ALL = "Så räknas det", "Alla utbetalningar"
HER_CLAIMS = "Ansökningar"
NOT_DATED = "När det betalas är inte känt; månaden är den som det gäller."
VERIFIED = "{source}, läst {day}. Det som har ändrats därefter är inte prövat."
INTERPRETATION = "Tolkning."
UNKNOWN = "okänt"
TOTAL = "Sammanlagt hit: {amount}"
CAME_TOTAL = "Noterat som kommet: {amount}"
RECEIVED_SHORT, DIFFERENCE, REFERENCE = "Har kommit", "Skiljer", "Beteckning"
REFERENCE_HINT = "Det Migrationsverket kallar utbetalningen."
NOTE, CHANGE_NOTE, REMOVE_NOTE = "Notera att den kom", "Ändra noteringen", "Ta bort noteringen"
REMOVE_NOTE_TEXT = "Det som står om att pengarna kom tas bort. Det som väntas står kvar."
NOTE_MONTH, SECTION_MONTH = "Månaden har kommit", "Månadens utbetalningar"
NOTE_MONTH_HINT = (
    "Alla utbetalningar i månaden noteras som komna med räknat belopp. De som redan är noterade rörs inte. Kom någon "
    "inte, eller med annat belopp: ändra på den personen efteråt."
)
NOTED = "{count} noterade som komna."
ARRIVALS: Mapping[Arrival, str] = {
    Arrival.AWAITED: "Väntas",
    Arrival.NOT_NOTED: "Inte noterad",
    Arrival.CAME: "Kommit",
    Arrival.DIFFERS: "Annat belopp",
    Arrival.UNEXPECTED: "Inte väntad",
    Arrival.UNKNOWN: "Kan inte räknas",
}
ARRIVAL_TELLS: Mapping[Arrival, str] = {
    Arrival.NOT_NOTED: "Månaden är slut, och ingen har noterat att pengarna kom.",
    Arrival.DIFFERS: "Det kom ett annat belopp än det räknade. Hör av er till Migrationsverket.",
    Arrival.UNEXPECTED: (
        "Pengarna kom, men uppgifterna i registret ger ingen sådan utbetalning hit. Det som betalats fel krävs "
        "tillbaka (39–41 §§)."
    ),
}

KINDS: Mapping[PaymentKind, str] = {kind: words.first_upper(words.word(kind)) for kind in PaymentKind}
_SHARES: Mapping[str, str] = {"first": "första delen", "second": "andra delen"}
GOES: Mapping[Goes, str] = {
    Goes.HERE: "hit",
    Goes.ELSEWHERE: "till {name}",
    Goes.NOWHERE: "betalas inte: utflyttad ur landet eller avliden",
    Goes.UNKNOWN: "okänt vart",
}
WHY: Mapping[Unknown, str] = {
    Unknown.PERMIT_GROUND: "Grunden för uppehållstillståndet saknas.",
    Unknown.GROUND_NOT_TOLD: (
        "Programmets underlag säger inte om den här grunden ger schablon enligt förordning (2010:1122). Inget räknas."
    ),
    Unknown.OTHER_LAW: "Asylsökande hör till förordning (2017:193), där allt söks.",
    Unknown.RECEPTION: "Dagen för mottagandet saknas (6 §).",
    Unknown.RECEPTION_KIND: (
        "Mottagningsdagen och folkbokföringsdagen är olika, och vilken som gäller (6 §) beror på bosättningssättet, "
        "som saknas."
    ),
    Unknown.FIRST_RECEPTION: (
        "Personen har först tagits emot i en annan kommun. Ange dagen som hållpunkten Först mottagen i en kommun."
    ),
    Unknown.RECEIVER: "Vilken kommun som först tog emot är inte känt. Ange Första kommun.",
    Unknown.REGISTRATION: "Var personen är folkbokförd den dagen är inte känt. Fyll i Hemkommun.",
    Unknown.BIRTH_DATE: "Födelsedatumet är inte så känt att åldern går att räkna.",
    Unknown.WAY: "Bosättningssättet saknas: anvisad (16 §) eller annan (17 §).",
    Unknown.AMOUNT: "Beloppet för den tiden finns inte i programmets underlag.",
    Unknown.AMOUNT_FOR_AGE: "Underlaget nämner inget belopp för den åldern (17 §).",
    Unknown.BASE_AMOUNT: "Prisbasbeloppet för det året finns inte i programmets underlag.",
    Unknown.BASE_YEAR: (
        "Mottagandet och utbetalningen ligger i två år, och vilket års prisbasbelopp som gäller säger underlaget inte."
    ),
}
_RECEPTIONS: Mapping[ReceptionDay, str] = {
    ReceptionDay.ACTUAL: "den faktiska dagen",
    ReceptionDay.REGISTRATION: "dagen för folkbokföringen",
    ReceptionDay.FIRST: "första mottagandet i en kommun",
}
_CERTAINTY: Mapping[Certainty, str] = {
    Certainty.LAW: "",
    Certainty.PRACTICE: "Praxis.",
    Certainty.INTERPRETATION: INTERPRETATION,
}


def what(payment: Payment) -> str:
    """What a payment is, with its share."""
    if payment.kind not in {PaymentKind.SHARE, PaymentKind.MOVE}:
        return KINDS[payment.kind]
    return f"{KINDS[payment.kind]}, {_SHARES.get(payment.share, f'period {payment.place}')}"


def goes(payment: Payment, names: Names) -> str:
    """Where a payment goes."""
    return GOES[payment.goes].format(name=names(payment.to) if payment.to else "")


def step(one: Step, names: Names) -> str:
    """A step of a computation as a sentence."""
    return _STEPS[one.kind](one, names)


def _part(part: Fraction | None) -> str:
    return f"{formats.number((part or Fraction(0)) * 100)} %"


def _kr(amount: Ore | None) -> str:
    return "" if amount is None else formats.kr(amount)


def _received(one: Step, _names: Names) -> str:
    kind = f" ({_RECEPTIONS[one.reception]})" if one.reception else ""
    return f"Mottagen {formats.day(one.day)}{kind}."


def _moved(one: Step, names: Names) -> str:
    limit = f", inom 18 månader från mottagandet (till {formats.day(one.until)})" if one.until else ""
    from_ = f" från {names(one.place)}" if one.place else ""
    return f"Flyttade{from_} {formats.day(one.day)}{limit}."


def _days(one: Step, _names: Names) -> str:
    return f"{one.number} dagar: {formats.day(one.day)}–{formats.day(one.until)}."


_STEPS: Mapping[StepKind, Callable[[Step, Names], str]] = {
    StepKind.RECEIVED: _received,
    StepKind.RECEIVED_BY: lambda one, names: f"Först mottagen i {names(one.place or '')}.",
    StepKind.REGISTERED: lambda one, names: f"Folkbokförd i {names(one.place or '')} {formats.day(one.day)}.",
    StepKind.ASSUMED: lambda one, names: (
        f"Antas vara folkbokförd i {names(one.place or '')} {formats.day(one.day)}: Hemkommun säger inget om den dagen."
    ),
    StepKind.NOT_REGISTERED: lambda one, _names: f"Ingen känd folkbokföring i Sverige {formats.day(one.day)}.",
    StepKind.MOVED: _moved,
    StepKind.AGE: lambda one, _names: f"{one.number} år den {formats.day(one.day)}.",
    StepKind.BASE_AMOUNT: lambda one, _names: f"Prisbasbeloppet {one.number}: {_kr(one.amount) or UNKNOWN}.",
    StepKind.AMOUNT: lambda one, _names: f"Belopp: {_kr(one.amount)}{source(one.told)}.",
    StepKind.PART: lambda one, _names: f"{_part(one.part)} är {_kr(one.amount)}{source(one.told)}.",
    StepKind.DAYS: _days,
    StepKind.TOTAL: lambda one, _names: f"{one.number} dagar ger {_kr(one.amount)}.",
}


def source(told: Told | None) -> str:
    """The paragraph of something, in brackets."""
    return f" ({told.source.paragraph})" if told and told.source.paragraph else ""


def where_told(told: Told) -> str:
    """The law, when it was read, and what is interpretation."""
    law = f"{told.source.law} {told.source.paragraph}" if told.source.paragraph else told.source.law
    said = VERIFIED.format(source=law[:1].upper() + law[1:], day=formats.day(told.verified))
    return " ".join(one for one in (said, _CERTAINTY[told.certainty], told.note or "") if one)


def sums(months: tuple[MonthSum, ...], year: int) -> str:
    """What a year comes to."""
    amount = formats.kr(Ore(sum(one.amount for one in months)))
    unknown = sum(one.unknown for one in months)
    rest = f" {formats.counted(unknown, PAYMENT, PAYMENTS)} kan inte räknas." if unknown else ""
    received = sum(one.received for one in months)
    came = f" Noterat som kommet: {formats.kr(Ore(received))}." if received else ""
    missing = sum(one.not_noted for one in months) if received else 0
    lacking = f" Inte noterat i månader som är slut: {formats.counted(missing, PAYMENT, PAYMENTS)}." if missing else ""
    return f"Väntas {year}: {amount}.{rest}{came}{lacking}"


# claims

CLAIMS_TITLE = "Ansökningar om statlig ersättning"
CLAIM_ONE, CLAIM_MANY = "ansökan", "ansökningar"
CLAIMS_EMPTY_TITLE = "Här står det som ska sökas hos Migrationsverket"
CLAIMS_EMPTY_TEXT = "En rad för varje person, grund och period. Sista dagen räknas ut, och det som går förlorat sägs."
CLAIMS_NOTHING = "Välj en ansökan"
CLAIMS_NOTHING_TEXT = "Här visas grunden, sista dagen, underlaget och hur långt den har kommit."
GROUND, FIRST, LAST, PERIOD = "Grund", "Från och med", "Till och med", "Period"
LAST_HINT = "Lämna tomt, så fylls perioden i efter grunden."
COST, APPLICATION, REGISTRY = "Kommunens kostnad", "Ansökan tillsammans", "Diarienummer"
APPLICATION_HINT = "Samma beteckning på dem som söks i samma ansökan."
APPLIED_ON, APPLIED = "Sökt den", "Sökt belopp"
ASKED_ON, ANSWER_BY, COMPLETED_ON = "Komplettering begärd", "Komplettera senast", "Kompletterad"
DECIDED_ON, GRANTED, REFUSAL = "Beslutad", "Beviljat belopp", "Skäl för avslag"
GRANTED_HINT = "0 är avslag."
RECEIVED_ON, RECEIVED = "Pengarna kom", "Mottaget belopp"
SECTION_WHAT, SECTION_APPLIED, SECTION_DECIDED = "Vad som söks", "Ansökan och komplettering", "Beslut och betalning"
SECTION_SCHOOL = "Skola, bara för asylsökande"
SCHOOL_FORM, SCHOOL_FROM, SCHOOL_UNTIL = "Skolform", "Första skoldag", "Sista skoldag"
SCHOOL_UNTIL_HINT = "Lämna tomt så länge skolan pågår."
SCHOOL_HOW = "Så räknas skolan"
SCHOOL_UNKNOWN = "Fyll i skolform och första skoldag: ersättningen räknas efter dem, inte efter kostnaden."
SCHOOL_UNTOLD = "Underlaget säger inget om den skolformen för den tiden. Inget räknas."
LATEST, CAN_GIVE, LOST, EVIDENCE = "Sista dag", "Kan ge", "Förlorat", "Underlag"
LEFT = "Dagar kvar"
REMOVE, REMOVE_TEXT = "Ta bort ansökan", "Ansökan tas bort ur registret."
NO_LATEST = "Förordningen har ingen sista dag."
BY_FIRST = "tre år från det första mottagandet: den första ansökan av slaget"
LACKS_RECEPTION = "Dagen för det första mottagandet saknas: är det den första av slaget kan sista dagen vara tidigare."
BELOW = "Kostnaden når inte {threshold}, som grunden kräver."
UNKNOWN_GROUND = "Okänd grund: {key}"
BY_INTERPRETATION = "{name} (tolkning)"

STATES: Mapping[ClaimState, str] = {
    ClaimState.EXPECTED: "Att söka",
    ClaimState.APPLIED: "Sökt",
    ClaimState.ASKED: "Ska kompletteras",
    ClaimState.COMPLETED: "Kompletterad",
    ClaimState.DECIDED: "Beviljad",
    ClaimState.RECEIVED: "Betald",
    ClaimState.REFUSED: "Avslag",
}
LOSSES: Mapping[Loss, str] = {
    Loss.PERIOD_PASSED: "Sista dagen för perioden har passerat utan ansökan.",
    Loss.FIRST_PASSED: "Den första ansökan av slaget kom inte inom tre år från det första mottagandet.",
    Loss.TOO_LATE: "Den söktes efter sista dagen.",
    Loss.REFUSED: "Den avslogs.",
    Loss.REDUCED: "Mindre beviljades än det som söktes.",
}
LOST_SHORT = "Förlorad"
IS_LOST, IS_OPEN, IS_RUNNING = "Förlorat", "Att söka", "Hos Migrationsverket"
PERIODS: Mapping[ClaimPeriod, str] = {
    ClaimPeriod.YEAR: "kalenderår",
    ClaimPeriod.TWELVE_MONTHS: "tolv månader",
    ClaimPeriod.QUARTER: "kvartal",
    ClaimPeriod.NONE: "ingen bestämd period",
}


def state(line: ClaimLine) -> str:
    """How far a claim has come, or that it is lost."""
    if line.loss in {Loss.PERIOD_PASSED, Loss.FIRST_PASSED}:
        return LOST_SHORT
    return STATES[line.claim.value.state]


def ground(line: ClaimLine) -> str:
    """The name of a claim's ground."""
    return line.ground.name if line.ground else UNKNOWN_GROUND.format(key=line.claim.value.ground)


def until(line: ClaimLine) -> str:
    """The latest day, and what it follows from."""
    if line.until.day is None:
        return NO_LATEST
    return f"{formats.day(line.until.day)} ({BY_FIRST})" if line.until.is_first else formats.day(line.until.day)


def school(line: ClaimLine) -> str:
    """How the days at school come to what they give, or why they do not."""
    claim, found = line.claim.value, line.school
    if claim.school_form is None or claim.school_from is None:
        return SCHOOL_UNKNOWN
    if found is None:
        return SCHOOL_UNTOLD
    periods = formats.counted(len(found.starts), "påbörjad fyraveckorsperiod", "påbörjade fyraveckorsperioder")
    begun = ", ".join(formats.day(day) for day in found.starts)
    form = words.first_upper(words.word(claim.school_form))
    since = f"räknat från {formats.day(claim.school_from)}"
    each = f"à {formats.kr(found.each)}{source(found.told)}"
    return f"{form}, {periods} {each}, {since}{f': {begun}' if begun else ''}. Ger {formats.kr(found.amount)}."


def ground_choice(one: Ground) -> str:
    """A ground to choose, with what it is for."""
    return f"{one.name} ({one.told.source.paragraph}, {PERIODS[one.period]})"
