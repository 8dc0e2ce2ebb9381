"""The words of deadlines: how each stands, how it was counted, why it is not for somebody, what must be known."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from mottagning.domain.deadlines.blocks import RuleProblem
from mottagning.domain.deadlines.engine import Deadline, DeadlineStatus, Step, StepKind
from mottagning.domain.deadlines.extensions import Extension
from mottagning.domain.deadlines.facts import NO, NOTHING, YES, DayFact, SpanFact, Trait
from mottagning.domain.deadlines.loaded import RuleChange, RuleChangeKind
from mottagning.domain.deadlines.milestones import Milestone
from mottagning.domain.deadlines.rules import (
    Age,
    AgeCondition,
    Condition,
    DayCondition,
    Direction,
    Extending,
    Length,
    Limit,
    Period,
    Pick,
    Rule,
    TraitCondition,
)
from mottagning.domain.deadlines.whom import Missing, Reason
from mottagning.domain.people import HouseholdRole, PermitGround, SettlementKind
from mottagning.domain.periods import OPEN, DateRange
from mottagning.domain.profiles import IncomeSource
from mottagning.texts import formats, words

TITLE = "Tidsfrister"
ONE, MANY = "tidsfrist", "tidsfrister"
NONE_TITLE = "Ingen tidsfrist är nära"
NONE_TEXT = "Här visas tidsfrister som närmar sig eller har passerat, för alla personer."
PERSON, RULE, SOURCE, DAY, LEFT, STATUS = "Person", "Regel", "Källa", "Dag", "Dagar kvar", "Läge"
EXPORT_ICS, EXPORT_ICS_NAME = "Till kalender …", "Spara tidsfristerna som kalenderfil utan namn"
ICS_FILTER = "Kalender (*.ics)"
ICS_NAME = "Tidsfrister {day}.ics"
ICS_DONE = "{count} är sparade i {file}."

SHOW_HOW, HIDE_HOW = "Hur dagen räknades", "Dölj"
EXTEND, TAKE_BACK = "Förläng …", "Ta tillbaka förlängningen"
NO_DEADLINES = "Inga tidsfrister löper."
OTHERS_UNKNOWN = "Kan inte räknas ännu"
OTHERS_STOPPED = "Avslutade"
OTHERS_NOT = "Gäller inte personen"
MILESTONES, NEW_MILESTONE = "Hållpunkter", "Ny hållpunkt"
MILESTONE_KIND, HAPPENED, LASTED = "Slag", "Dag", "Till och med"
LASTED_HINT = "Bara för det som pågår, till exempel föräldraledighet. Tomt betyder att det pågår än."
MILESTONE_SOURCE = "Källa"
EXTENDING = "Förläng: {rule}"
OLD_DAY, NEW_DAY, GRANTED_BY, GRANTED_ON = "Nuvarande dag", "Ny dag", "Beviljad av", "Beviljad den"
APPLIED_ON, DECISION = "Ansökt den", "Beslutsnummer"

RULES_TAB = "Regler"
RULES_TEXT = "Tidsfristernas regler med källa och dag som de är verifierade till. Nya regler läses in från en fil."
READ_RULES = "Läs in regler …"
RULES_FILTER = "Regelfil (*.toml)"
APPLY_RULES = "Använd reglerna"
RULES_APPLIED = "Reglerna används nu."
RULES_SAME = "Filen ändrar ingenting."
RULES_WRONG = "{file} har fel. Inget har lästs in."
VERIFIED, CERTAINTY, ORIGIN = "Verifierad till", "Säkerhet", "Uppgift"
OWN, SHIPPED = "Egen", "Programmets"
PAGE, VALID, WHOM = "Sida", "Gäller", "För vem"
COUNTED, TOLD, EXTENSION = "Räknas", "Sägs", "Förlängning"
FORGET_TEXT = "Programmets egen regel gäller i stället, om det finns någon."
FORGET_RULE = "Ta bort den egna regeln"
FORGOTTEN = "Regeln är borttagen."

_DAYS: Mapping[DayFact, str] = {
    DayFact.BORN: "födelsedatum",
    DayFact.ASSIGNED: "beslut om anvisning",
    DayFact.RECEPTION_DUE: "sista mottagningsdag enligt beslutet",
    DayFact.RECEIVED: "mottagningsdatum",
    DayFact.FIRST_RECEIVED: "första mottagandet i en kommun",
    DayFact.REGISTERED: "folkbokföring",
    DayFact.MOVED_HERE: "inflyttning från annan kommun",
    DayFact.MOVED_AWAY: "flytt till annan kommun",
    DayFact.GONE: "utvandrad eller avliden",
    DayFact.PERMIT_DECIDED: "första beslutet om tillstånd",
    DayFact.PERMIT_UNTIL: "tillståndets sista dag",
    DayFact.TEMPORARY_PROTECTION: "tillstånd med tillfälligt skydd",
    DayFact.PERSONAL_NUMBER: "personnummer",
    DayFact.COORDINATION_NUMBER: "samordningsnumrets första dag",
    DayFact.CONTRACT_UNTIL: "kontraktets sista dag",
    DayFact.ESTABLISHMENT_PLAN: "etableringsplanens början",
    DayFact.CIVIC_STARTED: "samhällsorienteringens början",
    DayFact.CIVIC_COMPLETED: "samhällsorienteringen slutförd",
    DayFact.SFI_APPLIED: "anmälan till sfi",
    DayFact.SFI_ADMITTED: "första antagningen till sfi",
    DayFact.SFI_COMPLETED: "sfi avslutad",
    DayFact.SFI_ABSENT: "frånvaro från sfi utan giltigt skäl",
    DayFact.PRESCHOOL_REQUESTED: "önskan om förskoleplats",
    DayFact.PRESCHOOL_STARTED: "förskolans början",
    DayFact.SCHOOL_STARTED: "skolstarten i Sverige",
    DayFact.SCHOOL_ASSESSED: "skolans kartläggning och placering",
    DayFact.PREPARATORY_CLASS: "förberedelseklassens början",
    DayFact.STUDY_PLAN: "individuell studieplan",
    DayFact.LANGUAGE_INTRODUCTION: "språkintroduktionens början",
    DayFact.UPPER_SECONDARY: "gymnasiets början",
    DayFact.HEALTH_EXAMINATION: "hälsoundersökning genomförd",
    DayFact.FIRST_CLAIM: "första ansökan om statlig ersättning",
    DayFact.CLAIMED_UNTIL: "statlig ersättning sökt till och med",
}
_SPANS: Mapping[SpanFact, str] = {
    SpanFact.PARENTAL_LEAVE: "föräldraledighet",
    SpanFact.SFI_FOR_PARENTS: "svenska för föräldralediga",
    SpanFact.ESTABLISHMENT_BENEFIT: "etableringsersättning",
}
_TRAITS: Mapping[Trait, str] = {
    Trait.PERMIT_GROUND: "tillståndsgrund",
    Trait.IS_PERMANENT: "permanent tillstånd",
    Trait.SETTLEMENT_KIND: "bosättningssätt",
    Trait.HOUSEHOLD_ROLE: "roll i hushållet",
    Trait.IS_QUOTA: "kvotflykting",
    Trait.IS_UNACCOMPANIED: "ensamkommande",
    Trait.IS_ANCHOR: "anknytningsperson",
    Trait.IS_REGISTERED: "folkbokförd",
    Trait.HAS_MOVED_HERE: "flyttat hit från annan kommun",
    Trait.HAS_PLAN: "har etableringsplan",
    Trait.INCOME: "försörjning",
    Trait.SCHOOL_FORM: "skolform",
    Trait.BOOKED: "bokad insats",
}
_FORMS = {
    "preschool": "förskola",
    "school": "skola",
    "language_introduction": "språkintroduktion",
    "upper_secondary": "gymnasium",
}
_PLAIN = {YES: "ja", NO: "nej", NOTHING: "ingen", **_FORMS}
_CODES = {
    Trait.PERMIT_GROUND: PermitGround,
    Trait.SETTLEMENT_KIND: SettlementKind,
    Trait.HOUSEHOLD_ROLE: HouseholdRole,
    Trait.INCOME: IncomeSource,
}


def fact(one: DayFact | Trait | SpanFact | None) -> str:
    """What a fact is called; None is the age."""
    if one is None:
        return "ålder"
    if isinstance(one, DayFact):
        return _DAYS[one]
    return _SPANS[one] if isinstance(one, SpanFact) else _TRAITS[one]


def trait_word(trait: Trait, word: str) -> str:
    """One of a trait's words, as people say it."""
    if word in _PLAIN:
        return _PLAIN[word]
    kind = _CODES.get(trait)
    return words.word(kind(word)) if kind is not None else word


def length(one: Length) -> str:
    """`3 år`, `18 månader`, `6 veckor`, `14 dagar`."""
    if one.limit is not None:
        return f"till {one.limit}n"
    if one.months:
        years, rest = divmod(one.months, 12)
        return f"{years} år" if years and not rest else formats.counted(one.months, "månad", "månader")
    weeks, rest = divmod(one.days, 7)
    return formats.counted(weeks, "vecka", "veckor") if not rest else formats.counted(one.days, "dag", "dagar")


def source(rule: Rule) -> str:
    """`skollagen (2010:800) 20 kap. 31 a §`."""
    return " ".join(part for part in (rule.source.law, rule.source.paragraph) if part)


def verified(rule: Rule) -> str:
    """How sure the rule is, and until when it was looked up."""
    return f"{words.first_upper(words.word(rule.certainty))}. Verifierad till {formats.day(rule.verified)}."


# how a deadline stands


def status(one: Deadline) -> str:
    """The word of its chip."""
    if one.rule.direction is Direction.EARLIEST and one.status is DeadlineStatus.YELLOW:
        return "möjlig nu"
    return words.word(one.status)


def left(one: Deadline, today: date) -> str:
    """`12 dagar kvar`, `sista dagen är i dag`, `3 dagar sedan`, `om 40 dagar`."""
    days = one.days_left(today)
    if days is None:
        return ""
    if one.rule.direction is Direction.EARLIEST:
        return f"om {formats.counted(days, 'dag', 'dagar')}" if days > 0 else "från och med nu"
    if days == 0:
        return "sista dagen är i dag"
    return f"{formats.counted(days, 'dag', 'dagar')} kvar" if days > 0 else f"för {_ago(-days)} sedan"


def _ago(days: int) -> str:
    return formats.counted(days, "dag", "dagar")


def stopped(one: Deadline) -> str:
    """What ended it, and whether that was in time."""
    if one.stopped_by is None:
        return ""
    if one.stopped_by is DayFact.PERSONAL_NUMBER:
        return "Personnummer finns."  # since when is not always known
    late = ", efter den sista dagen" if one.was_late else ""
    return f"{words.first_upper(fact(one.stopped_by))} {formats.day(one.stopped_on)}{late}."


def stops(rule: Rule) -> str:
    """What would end it."""
    if not rule.stopped_by:
        return ""
    return f"Slutar löpa vid: {formats.listed([fact(one) for one in rule.stopped_by], last='eller')}."


def not_counted(rule: Rule) -> str:
    """What does not count in it."""
    said = [fact(one.span) + (f" (högst {length(one.at_most)})" if one.at_most else "") for one in rule.paused_by]
    return f"Räknas inte: {formats.listed(said)}." if said else ""


def extending(one: Extending | None) -> str:
    """By what it may be extended."""
    if one is None:
        return "Kan inte förlängas."
    applied = ", om det söks innan tiden går ut" if one.is_applied_for else ""
    return f"Kan förlängas med högst {length(one.step)} åt gången och {length(one.total)} sammanlagt{applied}."


def extension(one: Extension) -> str:
    """What was granted, by whom and when."""
    decision = f", beslut {one.decision}" if one.decision else ""
    days = f"från {formats.day(one.old_day)} till {formats.day(one.new_day)}"
    return f"Förlängd {days} av {one.granted_by} {formats.day(one.granted_on)}{decision}."


_STEPS: Mapping[StepKind, Callable[[Step], str]] = {
    StepKind.COUNTED_FROM: lambda one: f"Räknas från {fact(one.fact)}: {formats.day(one.day)}",
    StepKind.NOT_BEFORE: lambda one: f"Regeln räknar tidigast från {formats.day(one.day)}",
    StepKind.PERIOD_ENDED: lambda one: f"Perioden slutade {formats.day(one.day)}",
    StepKind.ADDED: lambda one: f"+ {length(one.length or Length())}: {formats.day(one.day)}",
    StepKind.MOVED_TO: lambda one: f"Flyttas till {formats.day(one.day)}",
    StepKind.PAUSED: lambda one: (
        f"+ {formats.counted(one.days, 'dag', 'dagar')} som inte räknas ({fact(one.span)}): {formats.day(one.day)}"
    ),
    StepKind.DAY_BEFORE: lambda one: f"Sista dagen är dagen före: {formats.day(one.day)}",
    StepKind.USED: lambda one: (
        f"Använt till och med {formats.day(one.day)}: {formats.counted(one.days, 'dag', 'dagar')} "
        f"av {length(one.length or Length())} ({fact(one.span)})"
    ),
    StepKind.CAPPED: lambda one: f"Inom {length(one.length or Length())}: {formats.day(one.day)}",
    StepKind.EXTENDED: lambda one: extension(one.extension) if one.extension else formats.day(one.day),
}


def step(one: Step) -> str:
    """One step of the reckoning."""
    return _STEPS[one.kind](one)


def missing(found: Iterable[Missing]) -> str:
    """What must be known first."""
    return f"Saknas: {formats.listed([_lacking(one) for one in found])}."


def _lacking(one: Missing) -> str:
    return f"{one.limit} för de åren" if one.limit else fact(one.fact)


def reasons(found: Iterable[Reason]) -> str:
    """Why it is not for the person."""
    return " ".join(f"{_reason(one)}." for one in found)


def _reason(one: Reason) -> str:
    if one.condition is None:
        if one.valid is not None:
            return f"Gäller bara när {fact(one.fact)} är {_days(one.valid)}"
        return f"{words.first_upper(fact(one.fact))} saknas"
    if one.age is not None:
        return f"Gäller {condition(one.condition)}; personen är {one.age}"
    if one.day is not None:
        return f"Gäller när {condition(one.condition)}; här är den {formats.day(one.day)}"
    trait = one.condition.trait if isinstance(one.condition, TraitCondition) else Trait.BOOKED
    if one.words <= {YES, NO}:
        return f"Gäller: {condition(one.condition)}"
    known = formats.listed([trait_word(trait, word) for word in sorted(one.words)])
    return f"Gäller när {condition(one.condition)}; här är det {known}"


def condition(one: Condition) -> str:
    """Whom a rule is for: one of its conditions."""
    if isinstance(one, TraitCondition) and one.words <= {YES, NO}:
        return fact(one.trait) if (YES in one.words) is not one.is_denied else f"inte {fact(one.trait)}"
    if isinstance(one, TraitCondition):
        said = " eller ".join(trait_word(one.trait, word) for word in sorted(one.words))
        return f"{fact(one.trait)} {'inte ' if one.is_denied else ''}är {said}"
    if isinstance(one, DayCondition):
        return f"{fact(one.fact)} är {_days(one.days)}"
    return f"{_ages(one)}{'' if one.on is None else f' vid {fact(one.on)}'}"


def _ages(one: AgeCondition) -> str:
    at_least = f"från {_years(one.at_least)}" if one.at_least is not None else ""
    below = f"under {_years(one.below)}" if one.below is not None else ""
    return " och ".join(part for part in (at_least, below) if part)


def _years(age: Age) -> str:
    return age if isinstance(age, str) else f"{age} år"


def _days(days: DateRange) -> str:
    if days.start == date.min:
        return f"till och med {formats.day(days.last)}"
    return f"från och med {formats.day(days.start)}" if days.end == OPEN else formats.days(days)


def milestone(one: Milestone) -> tuple[str, str]:
    """What happened, and when."""
    last = f"–{formats.day(one.lasted_until)}" if one.lasted_until else ""
    days = f"{formats.day(one.happened_on)}{last}"
    return words.first_upper(words.word(one.kind)), " · ".join(part for part in (days, one.source) if part)


# a rule by itself


def valid(rule: Rule) -> str | None:
    """The days that this version holds for."""
    if rule.valid is None:
        return None
    return f"{_days(rule.valid)} ({fact(rule.valid_by or rule.counts_from[0])})"


def whom(rule: Rule) -> str:
    """Whom it is for."""
    return "; ".join(condition(one) for one in rule.whom) or "alla"


def counts(rule: Rule) -> str:
    """From what and how long."""
    start = formats.listed([fact(one) for one in rule.counts_from])
    many = "" if len(rule.counts_from) == 1 else f", {_PICKS[rule.pick]}"
    period = f", från slutet av varje {_PERIODS[rule.period]}" if rule.period else ""
    return f"från {start}{many}{period}: {length(rule.length) if rule.length else 'dagen själv'}"


_PICKS = {Pick.LATEST: "det senaste", Pick.EARLIEST: "det tidigaste"}
_PERIODS = {Period.QUARTER: "kvartal", Period.YEAR: "kalenderår"}


def told(rule: Rule) -> str:
    """When it is told yellow and red."""
    if rule.direction is Direction.EARLIEST:
        return "när dagen har kommit"
    return f"gult {length(rule.yellow)} före, rött {length(rule.red)} före"


# rules from a file

_CHANGES = {RuleChangeKind.ADDED: "ny", RuleChangeKind.CHANGED: "ändras", RuleChangeKind.SAME: "som förut"}
_FIELDS = {
    "name": "namn",
    "source": "källa",
    "verified": "verifierad till",
    "certainty": "säkerhet",
    "counts_from": "räknas från",
    "direction": "riktning",
    "yellow": "gult",
    "red": "rött",
    "pick": "val av dag",
    "whom": "vem",
    "length": "längd",
    "not_before": "tidigast från",
    "valid": "gäller",
    "days": "gäller",
    "to": "dag på året",
    "is_before": "dagen före",
    "period": "period",
    "done_until": "klart till",
    "within": "inom",
    "used": "förbrukas av",
    "paused_by": "räknas inte",
    "stopped_by": "slutar löpa",
    "extension": "förlängning",
    "lapses": "upphör av sig själv",
    "is_event": "bara vid händelse",
    "note": "anteckning",
    "on_paper": "på planen",
    "value": "ålder",
}


def change(one: RuleChange) -> str:
    """What loading a rule changes: `Sfi: tre år … – ändras: längd, gult`."""
    name = f"Åldersgränsen {one.now.key}" if isinstance(one.now, Limit) else one.now.name
    fields = formats.listed([_FIELDS.get(name_, name_) for name_ in one.fields])
    return f"{name} – {_CHANGES[one.kind]}{f': {fields}' if fields else ''}"


_WRONG: Mapping[str, str] = {
    "no_toml": "filen är inte riktigt skriven (TOML)",
    "unknown_block": "blocket är okänt",
    "no_blocks": "blocket är inte skrivet som en lista",
    "empty": "filen har inga regler",
    "twice": "regeln finns två gånger för samma dagar",
    "missing": "måste finnas",
    "unknown_field": "fältet är okänt",
    "unknown_word": "ordet är okänt",
    "unknown_limit": "åldersgränsen är okänd",
    "no_text": "ska vara text inom citattecken",
    "no_day": "ska vara ett datum, till exempel 2026-04-27",
    "ends_first": "ligger före den första dagen",
    "no_flag": "ska vara ja eller nej",
    "no_list": "ska vara en lista av ord",
    "no_table": "ska vara en grupp inom klamrar",
    "no_tables": "ska vara en lista av grupper inom klamrar",
    "no_length": "ska vara en enda längd",
    "no_number": "ska vara ett helt tal större än noll, högst hundra år",
    "no_age": "ska vara en ålder i hela år, eller namnet på en åldersgräns",
    "no_year_day": "ska vara en dag på året",
    "no_condition": "ska fråga efter precis en sak",
    "red_before_yellow": "rött börjar tidigare än gult",
    "only_amount": "hör bara till riktningen amount",
    "not_amount": "passar inte ihop med riktningen amount",
    "only_period": "hör bara till en regel med period",
    "period_is_before": "en regel med period ska ha is_before = true",
}


def wrong(one: RuleProblem) -> str:
    """An error of a rule file: where it stands, what is wrong, what stands there and what was expected."""
    line = f"rad {one.line}" if one.line else ""
    place = ", ".join(part for part in (one.file, one.block, one.place, line) if part)
    found = f" Här står: {one.found}." if one.found else ""
    expected = f" Väntade: {', '.join(one.expected)}." if one.expected else ""
    return f"{place}: {_WRONG[one.code]}.{found}{expected}"


def calendar_title(one: Deadline, case_number: str | None) -> str:
    """What stands in somebody's calendar: the rule, and the case number of one without protection."""
    return f"{one.rule.name} ({case_number})" if case_number else one.rule.name


def counted(number: int) -> str:
    """`1 tidsfrist`, `12 tidsfrister`."""
    return formats.counted(number, ONE, MANY)
