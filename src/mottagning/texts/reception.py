"""The words of planned reception: assignments, the quota, flats, onward moves."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta

from mottagning.domain.assignments import Assignment, ExpectedPerson, LatestDay, Preparation
from mottagning.domain.deadlines.engine import DeadlineStatus
from mottagning.domain.flats import Flat, FlatReservation, RentNorm
from mottagning.domain.money import Scaled, unscaled
from mottagning.domain.quotas import Outcome, QuotaKind
from mottagning.readmodels.reception import (
    AssignmentCard,
    AssignmentLine,
    ExpectedLine,
    FlatChoice,
    FlatLine,
    FlatState,
    MoveLine,
    QuotaLine,
)
from mottagning.texts import deadlines, formats, words

PLANNED = "Planerad mottagning"
TO_PLANS = "Planer"
ASSIGNMENTS, QUOTAS, FLATS, MOVES = "Anvisningar", "Kommuntal", "Lediga bostäder", "Vidareflyttar"

# assignments

ASSIGNMENT_COUNT = ("anvisning", "anvisningar")
NEW_ASSIGNMENT = "Ny anvisning"
NO_ASSIGNMENTS = (
    "Här förbereds mottagandet",
    "En anvisning är ett beslut om att ta emot personer senast en viss dag. De behöver inte vara kända till namnet.",
)
NO_ASSIGNMENT_CHOSEN = ("Välj en anvisning", "Här visas vilka som väntas, vad som är förberett och var de ska bo.")
KEY, KIND, WHO, STATUS, PERSONS = "Anvisning", "Slag", "Vilka", "Läge", "Personer"
LAST_DAY, DAYS_LEFT, DECIDED, ARRIVES = "Senast", "Dagar kvar", "Beslutad", "Planerad ankomst"
RECEIVED, HOME, PREPARED, OFFICER = "Mottagen", "Bostad", "Förberett", "Handläggare"
AGENCY_CASE, CONTACT = "Ärende hos Migrationsverket", "Kontakt hos Migrationsverket"
LANGUAGE, CAME, QUOTA_YEAR = "Tolk på språket", "Mottagna personer", "Räknas på kommuntalet för"
HOUSEHOLD, REPLACES, REPLACED_BY, PROTECTION = "Hushåll", "Ersätter", "Ersatt av", "Skydd"
NOTE = "Anteckning"
OPEN, PASSED, SOON, NO_HOME = "Väntas eller förbereds", "Passerad", "Snart", "Utan bostad"
DUE_HINT = "Dagen i beslutet. Tomt: den sista dag som regeln medger."
CAME_HINT = "Tomt om alla kom."
QUOTA_HINT = "Tomt: året för beslutet. En anvisning som ersätter en från förra året räknas på det årets kommuntal."
RECEIVED_HINT = "De registrerade som saknar mottagningsdag får den här dagen."
PROTECTION_HINT = "Anvisningen syns då bara för den som har behörighet."
SECTION_DECISION, SECTION_HERE, SECTION_RECEPTION = "Beslutet", "Hos oss", "Mottagandet"
TAB_ASSIGNMENT, TAB_PERSONS, TAB_BEFORE, TAB_HOME = "Anvisningen", "Personer", "Före ankomst", "Bostad"
REPLACE = "Ersätt …"
REMOVE_ASSIGNMENT = "Ta bort anvisningen"
REMOVE_ASSIGNMENT_TEXT = (
    "Anvisningen tas bort med dem som väntades och det som prickats av. Det går bara om den var ett misstag; annars "
    "sätts den till inställd."
)

NEW_EXPECTED, UNNAMED = "Lägg till person", "Namn inte känt"
GIVEN_NAME, FAMILY_NAME, BIRTH_DATE, AGE, SEX, ROLE = "Förnamn", "Efternamn", "Födelsedatum", "Ålder", "Kön", "Roll"
CASE, CASE_HINT = "Registrerad person", "När personen redan finns i registret."
AGE_HINT = "Den ålder som beslutet anger, när födelsedatum inte är känt."
REGISTER, REGISTER_ALL = "Registrera", "Registrera alla med namn"
NAME_NEEDED = "När namnet är känt kan personen registreras."
NOBODY_EXPECTED = "Ingen är angiven än."
REMOVE_EXPECTED_TEXT = "Personen tas bort ur anvisningen. Den som är registrerad är det fortfarande."

RESPONSIBLE, DAYS_BEFORE, SAY_WHO = "Ansvarig", "Dagar före ankomst", "Ansvarig …"
DAYS_BEFORE_HINT = "0: senast samma dag. Dagen följer med när ankomsten flyttas."
NOBODY_RESPONSIBLE = "Ingen ansvarig"
BEFORE_HELP = "Det som prickas av här följer med till personerna när de registreras."

RESERVED_HOMES, CHOOSE_HOME, RESERVE = "Reserverad bostad", "Lediga bostäder", "Reservera …"
NO_HOME_YET = "Ingen bostad är reserverad."
NO_FREE_FLATS = "Inga bostäder är lediga."
CHOICE_HELP = "Programmet visar vad som talar för och emot. Vilken bostad det blir avgör ni och familjen."
RELEASE, RELEASE_TEXT = "Lämna tillbaka", "Reservationen tas bort, och bostaden är ledig igen."
CHANGE_DAYS = "Ändra dagar"
FROM, UNTIL = "Från och med", "Till och med"
UNTIL_HINT = "Tomt så länge inget slut är bestämt."

# the quota

QUOTA_COUNT = ("rad", "rader")
NEW_QUOTA = "Ange kommuntal"
NO_QUOTAS = (
    "Här jämförs kommuntalet med utfallet",
    "Kommuntalet är det antal som kommunen ska ta emot under året, enligt länsstyrelsens beslut.",
)
NO_QUOTA_CHOSEN = ("Välj ett år", "Här visas anvisade och mottagna per slag och månad.")
YEAR, QUOTA, ASSIGNED, TO_ASSIGN, REMAINING = "År", "Kommuntal", "Anvisade", "Kvar att anvisa", "Kvar att ta emot"
AWAITED, OF_EARLIER, LATER, LAPSED = (
    "Väntas",
    "Mottagna på tidigare års kommuntal",
    "Mottagna efter året",
    "Inställda eller ersatta",
)
RECEIVED_MANY, IN_YEAR = "Mottagna", "Mottagna under året, alla kommuntal"
SOURCE, SOURCE_HINT = "Källa", "Beslutet som anger kommuntalet, med diarienummer."
PER_KIND, PER_MONTH, MONTH, EARLIER = "Per slag", "Per månad", "Månad", "varav tidigare års"
NOT_ENTERED = "Kommuntalet är inte angivet."
MONTH_NOTE = "Per månad räknas det som beslutades och togs emot i månaden, på alla års kommuntal."
REMOVE_QUOTA, REMOVE_QUOTA_TEXT = "Ta bort kommuntalet", "Talet tas bort. Anvisningarna påverkas inte."
ENTER = "Ange"

# flats

FLAT_COUNT = ("bostad", "bostäder")
NEW_FLAT = "Ny bostad"
NO_FLATS = (
    "Här står de bostäder som kan bli lediga",
    "Adress, hyresvärd, hyra och kontrakt, från när bostaden är ledig och för vem den är reserverad.",
)
NO_FLAT_CHOSEN = ("Välj en bostad", "Här visas hyra mot norm, kontrakt och reservationer.")
FLAT_KEY, ADDRESS, LANDLORD, ROOMS, AREA, RENT = "Bostad", "Adress", "Hyresvärd", "Rum", "Yta, m²", "Hyra, kr/mån"
LANDLORD_CONTACT, CONTRACT, CONTRACT_UNTIL, KEYS = "Kontakt", "Kontrakt", "Kontrakt till och med", "Nyckeldag"
FREE_FROM, FREE_UNTIL, RESERVED_FOR, WITHIN = "Ledig från", "Ledig till", "Reserverad för", "Inom norm för"
REMOVE_FLAT, REMOVE_FLAT_TEXT = "Ta bort bostaden", "Bostaden tas bort ur registret."
SECTION_FLAT, SECTION_CONTRACT = "Bostaden", "Hyra och kontrakt"
RESERVATIONS, NO_RESERVATIONS = "Reservationer", "Bostaden är inte reserverad."
NORMS, NORM = "Hyresnorm", "Hyresnormer"
NORMS_TEXT = "Den högsta hyra som kontoret räknar med, efter hushållets storlek. Normen är er egen; ange var den står."
NEW_NORM, NORM_PERSONS, NORM_AMOUNT = "Ny norm", "Personer i hushållet", "Högsta hyra, kr/mån"
NO_NORMS = "Ingen norm är angiven."
REMOVE_NORM_TEXT = "Normen tas bort."
STATES: Mapping[FlatState, str] = {
    FlatState.FREE: "Ledig",
    FlatState.COMING: "Blir ledig",
    FlatState.RESERVED: "Reserverad",
    FlatState.ENDED: "Inte längre",
}

# onward moves

MOVE_COUNT = ("rad", "rader")
NO_MOVES = (
    "Ingen har flyttat vidare",
    "Här visas de som togs emot här och flyttat till en annan kommun, de som kommit hit från en annan, och de som "
    "vill flytta. Flyttar läses ur Hemkommun, önskemål ur Boende.",
)
NAME, MOVE, ORIGIN, TARGET, MOVED, MONTHS = "Namn", "Flytt", "Från", "Till", "Flyttade", "Efter månader"


def household(line: AssignmentLine) -> str:
    """Who comes, as the list names them: `Ahmadi, 5 personer`."""
    persons = formats.counted(line.assignment.persons, "person", "personer")
    return f"{', '.join(line.names)}, {persons}" if line.names else persons


def title(one: Assignment) -> str:
    """An assignment's heading: `AN2026-0001 · kvot`."""
    return f"{one.key} · {words.word(one.kind)}"


def nearness(line: AssignmentLine, today: date) -> str:
    """How near the last day is, as a chip says it; empty when nobody is awaited."""
    left = line.days_left(today)
    if left is None:
        return "" if line.urgency is DeadlineStatus.STOPPED else "Sista dag okänd"
    if left < 0:
        return f"{formats.counted(-left, 'dag', 'dagar')} för sent"
    return "Sista dagen" if left == 0 else f"{formats.counted(left, 'dag', 'dagar')} kvar"


def last_day(last: LatestDay) -> str:
    """The last day and what it rests on."""
    if last.day is None:
        return "Står i beslutet; fyll i dagen"
    if last.is_stated:
        return f"{formats.day(last.day)}, enligt beslutet"
    if last.rule is None:
        return f"{formats.day(last.day)}: tas emot omgående, förordning (2016:39) 10 §"
    return f"{formats.day(last.day)}, enligt {deadlines.source(last.rule)}; {deadlines.verified(last.rule)}"


def prepared(line: AssignmentLine) -> str:
    """How much of what is done before the arrival is settled: `3 av 8`."""
    return f"{line.settled} av {line.asked}"


def expected_name(line: ExpectedLine) -> str:
    """Who is expected, by whatever is known."""
    return line.person_name or line.expected.value.name or UNNAMED


def expected(line: ExpectedLine) -> str:
    """What is known of somebody expected: role, age and sex."""
    one: ExpectedPerson = line.expected.value
    age = None if line.age is None else f"{line.age} år"
    known = (words.word_or_nothing(one.role), age, words.word_or_nothing(one.sex))
    return " · ".join(part for part in known if part)


def expected_count(card: AssignmentCard) -> str:
    """How many of those who come are known: `3 av 5 är angivna, 2 är registrerade.`"""
    told, asked, registered = len(card.expected), card.assignment.value.persons, card.line.registered
    more = f" Det är fler än anvisningen gäller: {asked}." if told > asked else ""
    return f"{told} av {asked} är angivna, {registered} är registrerade.{more}"


def task(one: Preparation | None, arrival: date | None) -> str:
    """Who sees to an item, and by when."""
    if one is None:
        return NOBODY_RESPONSIBLE
    if arrival is not None:
        return f"{one.responsible} · senast {formats.day(arrival - timedelta(days=one.days_before))}"
    before = formats.counted(one.days_before, "dag", "dagar")
    return f"{one.responsible} · {before} före ankomst" if one.days_before else f"{one.responsible} · vid ankomst"


def kr(value: Scaled | None) -> str | None:
    """A rent in ten-thousandths as kronor a month: `8 100 kr`, `8 100,50 kr`."""
    if value is None:
        return None
    exact = unscaled(value)
    return f"{formats.decimal(exact, 0 if exact.denominator == 1 else 2)} kr"


def flat(one: Flat) -> str:
    """What a flat is, in a line: rooms, area, rent, landlord."""
    rooms = f"{formats.number(unscaled(one.rooms))} rum" if one.rooms is not None else None
    area = f"{formats.number(unscaled(one.area))} m²" if one.area is not None else None
    return " · ".join(part for part in (rooms, area, kr(one.rent), one.landlord) if part)


def reasons(choice: FlatChoice, persons: int, wanted: date | None) -> list[tuple[bool | None, str]]:
    """What speaks for and against a flat: whether it does, None where that is for people to judge."""
    fit, one = choice.fit, choice.flat.value
    counted = formats.counted(persons, "person", "personer")
    if wanted is None or fit.is_free is None:
        free = f"Ledig {formats.days(one.days)}"
    elif fit.is_free:
        free = f"Ledig {formats.day(wanted)}"
    elif wanted in one.days:
        free = f"Reserverad för en annan anvisning {formats.day(wanted)}"
    else:
        free = f"Inte ledig {formats.day(wanted)}: {formats.days(one.days)}"
    if fit.norm is None:
        norm = f"Ingen hyresnorm för {counted} är angiven"
    elif fit.is_within_norm is None:
        norm = "Hyran är inte angiven"
    else:
        held = "inom" if fit.is_within_norm else "över"
        norm = f"Hyran {kr(one.rent)} är {held} normen för {counted}, {kr(fit.norm.amount)} ({fit.norm.source})"
    if fit.persons_per_room is None:
        size = "Antal rum är inte angivet"
    else:
        rooms = formats.number(unscaled(one.rooms)) if one.rooms is not None else ""
        size = f"{counted} på {rooms} rum: {formats.decimal(fit.persons_per_room, 1)} per rum"
    return [(fit.is_free, free), (fit.is_within_norm, norm), (None, size)]


def marked(reason: tuple[bool | None, str]) -> str:
    """A reason with its mark."""
    fits, said = reason
    return f"{ {True: '✓', False: '✗', None: '–'}[fits] }  {said}"


def within(line: FlatLine) -> str:
    """For which households the rent is within the norm."""
    if line.within_for is None:
        return "okänt"
    return ", ".join(map(str, line.within_for)) + " pers." if line.within_for else "ingen"


def norm(one: RentNorm, is_within: bool | None) -> tuple[str, str]:
    """A norm, and how a flat's rent stands to it."""
    said = {True: "hyran är inom normen", False: "hyran är över normen", None: "hyran är inte angiven"}[is_within]
    return formats.counted(one.persons, "person", "personer"), f"{kr(one.amount)}: {said}"


def norm_line(one: RentNorm) -> tuple[str, str]:
    """A norm in the list of norms: for whom and how much, and since when and by what."""
    persons = formats.counted(one.persons, "person", "personer")
    return f"{persons}: {kr(one.amount)}", f"{formats.days(one.days)} · {one.source}"


def reserved(one: FlatReservation) -> str:
    """The days of a reservation."""
    return formats.days(one.days)


def year(line: QuotaLine) -> str:
    """A quota's heading: `2026 · bosättning`."""
    return f"{line.outcome.year} · {words.word(line.outcome.kind)}"


def quota_facts(one: Outcome) -> list[tuple[str, str | None]]:
    """The figures of a year."""
    told: list[tuple[str, int | None]] = [
        (QUOTA, one.quota),
        (ASSIGNED, one.assigned),
        (TO_ASSIGN, one.to_assign),
        (RECEIVED_MANY, one.received),
        (AWAITED, one.awaited),
        (REMAINING, one.remaining),
    ]
    extra = [(LATER, one.received_later), (OF_EARLIER, one.of_earlier), (LAPSED, one.lapsed)]
    shown = [*told, *(each for each in extra if each[1]), (IN_YEAR, one.received_in_year)]
    return [(heading, None if number is None else str(number)) for heading, number in shown]


def quota_kind(value: str) -> str:
    """The word of a quota's kind."""
    return words.word(QuotaKind(value))


def months(line: MoveLine) -> str:
    """How many months after the reception, empty where that is not known."""
    return "" if line.move.months is None else str(line.move.months)


def place(code: str | None, names: Callable[[str], str]) -> str:
    """A municipality by its name."""
    return names(code) if code else ""


def homes(addresses: Sequence[str]) -> str:
    """The addresses of what is reserved."""
    return "; ".join(addresses)
