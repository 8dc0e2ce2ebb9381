"""The words of the control of invoices: what agrees, what differs and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction

from mottagning.domain.invoice_control import Compared, TheirRow, Verdict
from mottagning.domain.invoice_reasons import Likely, LikelyReason
from mottagning.domain.money import Ore
from mottagning.domain.periods import Month
from mottagning.domain.problems import Problem
from mottagning.readmodels.invoices import Controlled
from mottagning.texts import checks, explain, formats, words

HEADINGS: Mapping[str, tuple[str, ...]] = {
    "booking": ("Bokning", "Bokningsnummer", "Bokningsnr", "Boknr", "Placeringsnummer", "Placerings-id"),
    "identity": (
        "Identitet",
        "Personnummer",
        "Personnr",
        "Persnr",
        "Pnr",
        "Födelsenummer",
        "Samordningsnummer",
        "Elevens personnummer",
        "Identitetsnummer",
    ),
    "previous": ("Tidigare identitet", "Tidigare personnummer"),
    "name": ("Namn", "Elev", "Elevens namn", "Barn", "Barnets namn", "Deltagare", "Person", "Elevnamn"),
    "family_name": ("Efternamn",),
    "given_name": ("Förnamn", "Tilltalsnamn"),
    "case": ("Ärende", "Ärendenummer", "Ärendenr"),
    "reference": ("Motpartens referens", "Er referens", "Ert referensnummer", "Er bokning", "Ert bokningsnummer"),
    "service": ("Insats", "Verksamhet", "Skolform", "Tjänst", "Benämning", "Utbildning", "Artikel", "Text"),
    "month": (
        "Avser månad",
        "Månad",
        "Period",
        "Avser period",
        "Fakturaperiod",
        "Debiteringsperiod",
        "Avser",
        "Faktureringsmånad",
    ),
    "first": ("Från och med", "Fr.o.m.", "From", "Från", "Period från", "Startdatum", "Start"),
    "last": ("Till och med", "T.o.m.", "Tom", "Till", "Period till", "Slutdatum", "Slut"),
    "amount": (
        "Belopp",
        "Radbelopp",
        "Summa",
        "Totalt",
        "Totalbelopp",
        "Att betala",
        "Nettobelopp",
        "Belopp exkl. moms",
        "Kostnad",
        "Ersättning",
        "Debiteras",
    ),
    "unit_price": ("À-pris", "Styckpris", "Pris", "Pris per månad"),
    "quantity": ("Antal", "Kvantitet", "Antal dagar", "Antal månader"),
    "payer": ("Betalande kommun", "Hemkommun", "Mottagare", "Kund"),
    "invoice": ("Fakturanummer", "Fakturanr", "Faktura", "Avser faktura"),
    "variant": ("Variant", "Studieväg", "Kurs", "Program", "Årskurs"),
}
"""What the columns of a bill may be called, best first."""

TITLE = "Fakturakontroll"
COUNTERPART, FIRST, LAST = "Motpart", "Från månad", "Till månad"
REGISTER = "Registrera fakturan …"
CHOOSE, AGAIN, TO_RETURNS = "Välj faktura …", "Jämför igen", "Till Underlag"
WAITS = "{file} är vald. Ange motpart och månader, och välj Jämför igen."
CHOOSE_TITLE = "Välj fakturans specifikation"
EMPTY_TITLE = "Släpp fakturans specifikation här"
EMPTY_TEXT = (
    "Excel eller text, med kolumnerna i valfri ordning. Varje rad jämförs med vad vi själva har räknat fram: först på "
    "bokning, sedan på identitet och namn, med period och belopp. Inget sparas förrän fakturan registreras."
)
NOTHING_CHOSEN, NOTHING_CHOSEN_TEXT = (
    "Ingen rad vald",
    "Välj en rad för att se vad som skiljer och den troliga orsaken.",
)
ROW_ONE, ROW_MANY = "rad", "rader"
LIST_TITLE = "Fakturans rader"
ROWS, RESULT, BOOKING, NAME, MONTHS = "Rad", "Resultat", "Bokning", "Namn", "Avser"
THEIRS, OURS, DIFFERENCE, REASON = "De begär", "Vi räknar med", "Skillnad", "Trolig orsak"
THEIR_NAME, OUR_MONTHS, SERVICE = "Namn hos dem", "Avser hos oss", "Insats"
OPEN_BOOKING = "Öppna bokningen"
EARLIER_YEAR = "Avser tidigare år"
SHORT_REASONS: Mapping[LikelyReason, str] = {
    LikelyReason.OTHER_PRICE: "Pris för annan tid",
    LikelyReason.PRELIMINARY_PRICE: "Preliminärt pris",
    LikelyReason.END_NOT_TOLD: "Slutet inte meddelat",
    LikelyReason.NEVER_STARTED: "Aldrig påbörjad",
    LikelyReason.EARLIER_START: "Tidigare start",
    LikelyReason.READING_DAY: "Annan avläsningsdag",
    LikelyReason.METHOD: "Annat beräkningssätt",
    LikelyReason.AGE_GROUP: "Annan åldersgrupp",
    LikelyReason.VARIANT: "Annan variant",
    LikelyReason.HOME: "Annan hemkommun",
    LikelyReason.QUANTITY: "Annat antal",
}
HELD_BACK = "Vår rad är innehållen"

VERDICTS: Mapping[Verdict, str] = {verdict: words.first_upper(words.word(verdict)) for verdict in Verdict}

PAID, TAKEN_UP, PAID_UNSEEN = "är redan betald,", "är redan godkänd på", "är redan betald på en annan faktura"
EARLIER = "Det gäller faktura {number}."
SUMMARY = "{agreed} stämmer, {differences}. De begär {theirs}, vi räknar med {ours}."
UNREAD = "Belopp som inte kan läsas står på {rows}."
LIKELY, LIKELY_SEVERAL = "Trolig orsak", "Troliga orsaker"


def waits(file: str) -> str:
    """What is asked before a chosen file is compared: with whom, and which months."""
    return WAITS.format(file=file)


def said(one: Compared) -> str:
    """What came of comparing, in a sentence."""
    return _SENTENCES[one.verdict](one)


def place(theirs: tuple[TheirRow, ...]) -> str:
    """Where rows of theirs stand: `Rad 12` or `Raderna 12 och 14`."""
    numbers = [str(row.row) for row in theirs]
    return f"Rad {numbers[0]}" if len(numbers) == 1 else f"Raderna {formats.listed(numbers)}"


def about(months: tuple[Month, ...]) -> str:
    """The months that something is about."""
    return formats.months(months[0], months[-1]) if months else "okänd period"


def unread(rows: tuple[int, ...]) -> str:
    """Which rows have no amount that can be read."""
    numbers = [str(row) for row in rows]
    return UNREAD.format(rows=f"rad {numbers[0]}" if len(numbers) == 1 else f"raderna {formats.listed(numbers)}")


def summary(agreed: int, differences: int, theirs: Ore, ours: Ore) -> str:
    """The whole in a line."""
    return SUMMARY.format(
        agreed=formats.counted(agreed, "rad", "rader"),
        differences=formats.counted(differences, "avvikelse", "avvikelser"),
        theirs=formats.kr(theirs),
        ours=formats.kr(ours),
    )


def _agreed(one: Compared) -> str:
    return f"{place(one.theirs)} stämmer med {one.booking} {about(one.months)}."


def _missing_here(one: Compared) -> str:
    return (
        f"{place(one.theirs)}, {formats.kr(one.their_amount)} för {about(one.months)}, motsvaras inte av något hos oss."
    )


def _missing_there(one: Compared) -> str:
    return f"{one.booking}, {formats.kr(one.our_amount)} för {about(one.months)}, har de inte med."


def _amount(one: Compared) -> str:
    more = "för mycket" if one.difference > 0 else "för lite"
    return (
        f"{place(one.theirs)} begär {formats.kr(one.their_amount)} för {one.booking} {about(one.months)}. "
        f"Vi räknar med {formats.kr(one.our_amount)}: {formats.kr(Ore(abs(one.difference)))} {more}."
    )


def _period(one: Compared) -> str:
    ours = about(tuple(row.month for row in one.ours))
    return f"{place(one.theirs)} avser {about(one.months)}. Samma belopp för {one.booking} hör hos oss till {ours}."


def _identity(one: Compared) -> str:
    return f"{place(one.theirs)} har en annan identitet än {one.booking} {about(one.months)}."


def _twice(one: Compared) -> str:
    return f"{place(one.theirs)} begär {one.booking} {about(one.months)} en gång till, {formats.kr(one.their_amount)}."


def _paid_before(one: Compared) -> str:
    return f"{place(one.theirs)}: {one.booking} {about(one.months)} {_paid(one)}."


def _paid(one: Compared) -> str:
    """By which invoice and when it was paid, or that it waits to be; an invoice that may not be seen is not named."""
    days = {row.paid_with: row.paid_on for row in one.ours if row.paid}
    named = {number: day for number, day in days.items() if number}
    if not named:
        return PAID_UNSEEN
    is_paid = all(named.values())
    said = [f"{number} ({formats.day(day)})" if day else number for number, day in sorted(named.items())]
    return f"{PAID if is_paid else TAKEN_UP} faktura {formats.listed(said)}"


def _not_ours(one: Compared) -> str:
    return (
        f"{place(one.theirs)}, {formats.kr(one.their_amount)} för {about(one.months)}, gäller någon som förut har "
        "sagts inte vara vår."
    )


def _credited(one: Compared) -> str:
    return f"{place(one.theirs)}, {formats.kr(one.their_amount)}, tar tillbaka en rad som inte har godkänts."


_SENTENCES: Mapping[Verdict, Callable[[Compared], str]] = {
    Verdict.AGREED: _agreed,
    Verdict.MISSING_HERE: _missing_here,
    Verdict.MISSING_THERE: _missing_there,
    Verdict.AMOUNT: _amount,
    Verdict.PERIOD: _period,
    Verdict.IDENTITY: _identity,
    Verdict.TWICE: _twice,
    Verdict.PAID_BEFORE: _paid_before,
    Verdict.NOT_OURS: _not_ours,
    Verdict.CREDITED: _credited,
}


def because(found: Sequence[Likely], names: Callable[[str], str]) -> str:
    """Likely reasons in a sentence; empty without one."""
    if not found:
        return ""
    reasons = [_REASONS[one.reason](one, names) for one in found]
    return f"{LIKELY if len(reasons) == 1 else LIKELY_SEVERAL}: {'; eller '.join(reasons)}."


def _price_days(one: Likely) -> str:
    return formats.days(one.days) if one.days else ""


_Reason = Callable[[Likely, Callable[[str], str]], str]
_REASONS: Mapping[LikelyReason, _Reason] = {
    LikelyReason.OTHER_PRICE: lambda one, _names: f"de har räknat med priset som gäller {_price_days(one)}",
    LikelyReason.PRELIMINARY_PRICE: (
        lambda one, _names: f"de har räknat med det preliminära priset för {_price_days(one)}"
    ),
    LikelyReason.END_NOT_TOLD: lambda one, _names: (
        f"de har inte fått veta att bokningen slutade {formats.day(one.day)}"
    ),
    LikelyReason.NEVER_STARTED: lambda _one, _names: "de har inte fått veta att bokningen aldrig påbörjades",
    LikelyReason.EARLIER_START: lambda one, _names: f"de räknar från en dag före vår start {formats.day(one.day)}",
    LikelyReason.READING_DAY: lambda one, _names: f"de har läst av den {one.number} i månaden",
    LikelyReason.METHOD: lambda one, _names: (
        f"de har räknat med {words.word(one.method) if one.method else ''} i stället för avtalets sätt"
    ),
    LikelyReason.AGE_GROUP: lambda one, _names: f"de har räknat med åldersgruppen {one.word}",
    LikelyReason.VARIANT: lambda one, _names: f"de har räknat med {one.word}",
    LikelyReason.HOME: lambda one, names: f"de räknar med att personen hör till {names(one.word or '')}",
    LikelyReason.QUANTITY: lambda one, _names: _quantity(one),
}


def _quantity(one: Likely) -> str:
    assert one.unit is not None  # noqa: S101 - a quantity has its unit
    assert one.ours is not None  # noqa: S101
    theirs, ours = (explain.quantity(Fraction(number), None, one.unit) for number in (one.number or 0, one.ours))
    return f"de har räknat {theirs} där vi räknar {ours}"


def held(problem: Problem, names: Callable[[str], str]) -> str:
    """Why our row is held back."""
    return f"Vår rad för {problem.booking} är innehållen. {checks.said(problem, names).message}"


def told(found: Controlled, one: Compared, names: Callable[[str], str]) -> str:
    """What differs and why, as it may be told to them: what holds our row back is our own affair."""
    earlier = found.numbers.get(one.theirs[0].row) if one.theirs else None
    before = EARLIER.format(number=earlier) if earlier else ""
    return " ".join(filter(None, (said(one), before, because(found.reasons_of(one), names))))


def in_full(found: Controlled, one: Compared, names: Callable[[str], str]) -> str:
    """What differs and why, as far as it is known."""
    problem = found.held_by(one)
    return " ".join(filter(None, (told(found, one, names), held(problem, names) if problem else "")))


def short_reason(found: Controlled, one: Compared) -> str:
    """The likely reasons in few words, for a list."""
    if found.held_by(one) is not None:
        return HELD_BACK
    return ", ".join(SHORT_REASONS[likely.reason] for likely in found.reasons_of(one))


def rows_of(one: Compared) -> str:
    """The numbers of their rows."""
    return ", ".join(str(row.row) for row in one.theirs)
