"""The words for what hangs on a person: numbers, permits, household, home, income, work, consents, reminders."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from mottagning.domain.consents import Consent
from mottagning.domain.households import Living, Membership, Representative
from mottagning.domain.housing import Housing
from mottagning.domain.identity import written
from mottagning.domain.money import unscaled
from mottagning.domain.people import Identity
from mottagning.domain.periods import DateRange
from mottagning.domain.permits import ResidencePermit
from mottagning.domain.profiles import Income, LanguageSkill, WorkProfile
from mottagning.domain.reminders import Reminder, ReminderKind
from mottagning.texts import formats, words

Names = Callable[[str], str]

TAB_PERSON, TAB_HOME, TAB_HOUSEHOLD = "Person", "Hemkommun", "Hushåll"
TAB_DAILY, TAB_BOOKINGS, TAB_OTHER = "Vardag", "Bokningar", "Övrigt"

IDENTITIES, NEW_IDENTITY = "Nummer", "Nytt nummer"
PERMITS, NEW_PERMIT = "Tillstånd", "Nytt tillstånd"
MEMBERSHIPS, NEW_MEMBERSHIP = "Hushåll", "Nytt hushåll"
REPRESENTATIVES, NEW_REPRESENTATIVE = "Företrädare", "Ny företrädare"
LANGUAGES, NEW_LANGUAGE = "Språk utöver modersmålet", "Nytt språk"
PROFILES, NEW_PROFILE = "Utbildning och arbete", "Fyll i"
INCOMES, NEW_INCOME = "Försörjning", "Ny försörjning"
HOUSINGS, NEW_HOUSING = "Boende", "Nytt boende"
CONSENTS, NEW_CONSENT = "Samtycken", "Nytt samtycke"
REMINDERS, NEW_REMINDER = "Bevakningar", "Ny bevakning"
DONE = "Klar"
EMPTY = "Inget är angivet."

KIND, NUMBER, FROM, UNTIL, SOURCE = "Slag", "Nummer", "Från och med", "Till och med", "Källa"
ISSUER, IS_CURRENT, LEVEL, DORMANT = "Utfärdare", "Gäller nu", "Identitetsnivå", "Vilande från"
LEVEL_OF_LANGUAGE = "Nivå"
ISSUER_HINT = "Vem som har gett numret. Ett TF-nummer gäller bara hos den som har gett det."
DECIDED, GROUND, CARD = "Beslutsdatum", "Grund", "Kortnummer"
PERMIT_UNTIL_HINT = "Tomt betyder permanent."
HOUSEHOLD, ROLE, LIVING = "Hushåll", "Roll", "Bor"
HOUSEHOLD_HINT = "Samma beteckning för alla i hushållet."
LIVING_HINT = "Ett barn kan bo växelvis i två hushåll."
NAME, OWN_CASE, MUNICIPALITY = "Namn", "Eget ärende", "Kommun"
OWN_CASE_HINT = "Om företrädaren själv finns i registret."
PHONE, EMAIL, DECISION = "Telefon", "E-post", "Beslut"
LANGUAGE, IS_READ = "Språk", "Läser och skriver"
SCHOOLING, EDUCATION, VALIDATION = "Skolår", "Utbildning", "Validering"
PROFESSION, EXPERIENCE, LICENCE = "Yrke", "Yrkesår", "Körkort"
DIGITAL, GOAL = "Digital vana", "Mål"
INCOME_KIND, AMOUNT = "Slag", "Belopp i månaden, kr"
ADDRESS, LANDLORD, TEMPORARY, CONTRACT = "Adress", "Hyresvärd", "Tidsbegränsat", "Kontrakt till och med"
RENT, AREA, ROOMS, PERSONS, WISHED = "Hyra, kr", "Yta, m²", "Rum", "Antal boende", "Vill flytta till"
RECIPIENT, PURPOSE, GIVEN, WITHDRAWN, DATA = "Mottagare", "Ändamål", "Lämnat", "Återkallat", "Uppgifter"
RECIPIENT_HINT = "Kommun, myndighet eller annan som får ta del av uppgifterna."
WHAT, DUE, DONE_ON = "Vad", "Senast", "Klar den"

HOUSEHOLD_TITLE = "Hushåll {key}"
SHOW_HOUSEHOLD = "Visa hushållet"
ANCHOR = "Anknytningsperson"
ANCHOR_HINT = "Ärendet för den som de andra har kommit för att återförenas med."
LEFT = "har lämnat hushållet"
NO_BOOKINGS = "Inga bokningar."
BACK_TO_PERSON = "Tillbaka till personen"

GAP = "Utan känd försörjning {days}"
TELL_NUMBER = "Meddela det nya personnumret {number} till {whom}."
TELL_UNITS = "egna enheter"


def identity(one: Identity) -> tuple[str, str]:
    """A number, and what is known of it."""
    level = f"nivå {words.word(one.level)}" if one.level else None
    dormant = f"vilande från {formats.day(one.dormant_on)}" if one.dormant_on else None
    former = None if one.is_current else "tidigare nummer"
    detail = [words.word(one.kind), one.issuer, level, dormant, _between(one.valid_from, one.valid_until), former]
    return written(one.kind, one.number), _joined([*detail, one.source])


def permit(one: ResidencePermit) -> tuple[str, str]:
    """`Flykting`, and `beslut 2024-01-10, till och med 2027-01-10`."""
    until = "permanent" if one.is_permanent else f"till och med {formats.day(one.valid_until)}"
    card = f"kort {one.card_number}" if one.card_number else None
    title = words.first_upper(words.word_or_nothing(one.ground)) or "Tillstånd"
    return title, _joined([f"beslut {formats.day(one.decided_on)}", until, card, one.source])


def membership(one: Membership) -> tuple[str, str]:
    """The household, and since when in what role."""
    living = words.word(one.living) if one.living is Living.BY_TURNS else None
    return one.household, _joined([words.word_or_nothing(one.role), living, _between(one.joined_on, one.left_on)])


def representative(one: Representative, names: Names) -> tuple[str, str]:
    """Who, and what she is to the child."""
    municipality = names(one.municipality) if one.municipality else None
    detail = [words.word(one.kind), municipality, one.phone, one.email, _between(one.valid_from, one.valid_until)]
    return one.name, _joined([*detail, one.decision])


def language(one: LanguageSkill, names: Names) -> tuple[str, str]:
    """The language, and how well it is known."""
    return names(one.language), _joined([words.word(one.level), "läser och skriver" if one.is_read else None])


def profile(one: WorkProfile) -> tuple[str, str]:
    """What stands on one line of schooling and work."""
    schooling = f"{formats.number(unscaled(one.schooling_years))} skolår" if one.schooling_years else None
    years = f"{formats.number(unscaled(one.experience_years))} år i yrket" if one.experience_years else None
    licence = f"körkort {one.driving_licence}" if one.driving_licence else None
    goal = f"mål: {one.goal}" if one.goal else None
    digital = f"digital vana: {one.digital_skills}" if one.digital_skills else None
    validation = f"validering: {one.validation}" if one.validation else None
    title = one.profession or one.education or PROFILES
    others = [one.education if one.profession else None, schooling, years, licence, digital, validation, goal]
    return title, _joined(others)


def income(one: Income) -> tuple[str, str]:
    """What she lives on, and when."""
    amount = f"{formats.price(one.amount)} kr i månaden" if one.amount is not None else None
    return words.first_upper(words.word(one.source)), _joined([formats.days(one.days), amount])


def housing(one: Housing, names: Names) -> tuple[str, str]:
    """Where she lives, and what is known of it."""
    crowded = one.persons_per_room
    detail = [
        formats.days(one.days),
        one.landlord,
        "tidsbegränsat" if one.is_temporary else None,
        f"kontrakt till och med {formats.day(one.contract_until)}" if one.contract_until else None,
        f"hyra {formats.price(one.rent)} kr" if one.rent is not None else None,
        f"{formats.number(unscaled(one.area))} m²" if one.area is not None else None,
        f"{formats.number(unscaled(one.rooms))} rum" if one.rooms is not None else None,
        f"{one.persons} boende" if one.persons is not None else None,
        f"{formats.decimal(crowded, 1)} personer per rum" if crowded is not None else None,
        f"vill flytta till {names(one.wished_municipality)}" if one.wished_municipality else None,
    ]
    return one.address or HOUSINGS, _joined(detail)


def consent(one: Consent, names: Names) -> tuple[str, str]:
    """To whom, for what and since when."""
    withdrawn = f"återkallat {formats.day(one.withdrawn_on)}" if one.withdrawn_on else None
    given = f"lämnat {formats.day(one.given_on)}"
    return names(one.recipient), _joined([words.word(one.purpose), one.data, given, withdrawn])


def reminder(one: Reminder, untold: Sequence[str], names: Names) -> str:
    """What is to be done: a new number is told to the own units and to everybody with an open booking."""
    if one.kind is ReminderKind.TELL_NEW_NUMBER:
        whom = formats.listed([TELL_UNITS, *map(names, untold)])
        return TELL_NUMBER.format(number=one.detail, whom=whom)
    return one.detail if one.due_on is None else f"{one.detail} (senast {formats.day(one.due_on)})"


def gaps(found: Sequence[DateRange]) -> str:
    """The days without any income that is known."""
    return GAP.format(days=formats.listed([formats.days(one) for one in found]))


def _between(first: object, last: object) -> str | None:
    if first and last:
        return f"{first}–{last}"
    return f"från {first}" if first else f"till {last}" if last else None


def _joined(parts: Sequence[str | None]) -> str:
    return " · ".join(part for part in parts if part)
