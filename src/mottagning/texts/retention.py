"""Words of retention: what is proposed and why, what waits for whom, what was removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime

from mottagning.domain.retention.rules import CountsFrom, RetentionException, RetentionRule
from mottagning.domain.retention.weighing import Running, Verdict
from mottagning.readmodels.retention import DocumentLine, PersonLine, Protocol, ProtocolLine, Waiting
from mottagning.texts import formats, words

TAB = "Gallring"
TEXT = (
    "Uppgifter som har sparats så länge som reglerna säger. Den ena föreslår, en annan godkänner, sedan gallras de. "
    "En säkerhetskopia görs först, och ett protokoll utan namn blir kvar."
)
TO_REMOVE, WAITING, PROTOCOLS, RULES = "Att gallra", "Förslag", "Protokoll", "Gallringsregler"
ONE, MANY = "rad", "rader"
NONE_TITLE = "Inget ska gallras nu"
NONE_TEXT = "Här visas personer och dokument när deras tid har gått ut, med regeln och varför."
WAITING_NONE, PROTOCOLS_NONE, TO_DUE = "Inga förslag väntar", "Inget har gallrats än", "Gå till Att gallra"
WAITING_TEXT = (
    "Den som inte har gjort ett förslag godkänner det, sedan kan det gallras. Nya förslag görs under Att gallra."
)
PROTOCOLS_TEXT = (
    "Varje gallring lämnar ett protokoll: hur mycket av varje slag, efter vilken regel och vem som beslutade."
)

WHAT, NAME, STANDING, KEPT_UNTIL, FINISH_BY, RULE = (
    "Ärende",
    "Namn eller titel",
    "Läge",
    "Sparas t.o.m.",
    "Klart senast",
    "Regel",
)
DUE, ASKED, DOCUMENT = "Kan gallras", "Fråga först", "Dokument"
CHOOSE_ALL, CHOOSE_NONE, PROPOSE = "Välj alla", "Välj inga", "Föreslå gallring"
CHOSEN_NONE = "Välj rader att föreslå. Rader med frågor måste få svar först."
YES, NO = "Ja", "Nej"
ANSWERED = "Svaret är sparat."
LACKS_BIRTH_DAY = (
    "Födelsedagen är inte känd på dagen, så det går inte att avgöra om personen ska bevaras. Skriv in den på personens "
    "kort."
)
WHY, SOURCE, VERIFIED, CERTAINTY, COUNTS, NOTE = (
    "Varför",
    "Källa",
    "Verifierad till",
    "Säkerhet",
    "Räknas från",
    "Anmärkning",
)
OPEN_PERSON = "Öppna personens kort"

PROPOSED_AT, PROPOSED_BY, STATE, HOLDS = "Föreslaget", "Av", "Läge", "Gäller"
WAITS, APPROVED, STALE = "Väntar på godkännande", "Godkänt", "Gäller inte längre"
APPROVE, CARRY_OUT, WITHDRAW = "Godkänn", "Gallra nu", "Ta bort förslaget"
OWN_PROPOSAL = "Du har gjort förslaget. Någon annan godkänner det."
CARRY_OUT_QUESTION, NOT_NOW = "Gallra nu?", "Inte nu"
CARRY_OUT_ADVICE = "Det går inte att ångra. En säkerhetskopia görs först."
DONE_APPROVED = "Förslaget är godkänt och kan gallras."
WITHDRAWN = "Förslaget är borttaget."

NUMBER, AT, BY = "Protokoll", "Gallrat", "Av"
SAVE_PDF, SAVE_EXCEL = "Spara som PDF …", "Spara som Excel …"
SAVED = "Protokollet är sparat i {file}."
PDF_FILTER, EXCEL_FILTER = "PDF (*.pdf)", "Excel (*.xlsx)"

READ_RULES, FORGET_RULES = "Läs in egna regler …", "Ta bort de egna reglerna"
USE_RULES = "Använd reglerna"
RULES_FILTER = "Regelfil (*.toml)"
RULES_TEXT = "Hur länge uppgifter sparas, och vad som bevaras. Kontorets egen plan läses in från en fil."
RULES_USED = "Reglerna används nu."
RULES_WRONG = "{file} har fel. Inget har lästs in."
OWN_FILE = "Egna regler ur {file} gäller före programmets."
FORGOTTEN = "Programmets regler gäller."
FORGET_TEXT = "Programmets egna regler gäller i stället."
RULE_KIND, EXCEPTION_KIND = "Gallras", "Bevaras"
RULE_NAME, RULE_YEARS = "Regel", "Tid"

REMOVED = "[gallrad]"
"""Stands in others' notes where somebody was named."""


def file_name(protocol: Protocol) -> str:
    """The file of a protocol, without its ending."""
    return f"Gallringsprotokoll {protocol.id} {protocol.at:%Y-%m-%d}"


# why


def source(one: RetentionRule | RetentionException) -> str:
    """`socialtjänstlagen (2025:400) 16 kap. 1 §`."""
    return " ".join(part for part in (one.source.law, one.source.paragraph) if part)


def named(rule: RetentionRule) -> str:
    """How a rule stands in a protocol: `Personakt, socialtjänstlagen (2025:400) 16 kap. 1 §`."""
    return f"{rule.name}, {source(rule)}"


def counts_from(rule: RetentionRule) -> str:
    """`5 år efter sista anteckningen`."""
    return f"{rule.years} år efter {_COUNTS[rule.counts_from]}"


_COUNTS: Mapping[CountsFrom, str] = {
    CountsFrom.LAST_NOTE: "sista anteckningen",
    CountsFrom.CIRCUMSTANCES: "att det har upphört",
    CountsFrom.ACCOUNTING_YEAR: "räkenskapsåret",
    CountsFrom.DOCUMENT: "dokumentets dag",
}


def keeps(one: RetentionException) -> str:
    """Whom an exception keeps."""
    if one.question is not None:
        return "För alltid" if one.until_age is None else f"Tills personen är {one.until_age} år"
    return "För alltid"


def why(verdict: Verdict) -> Iterator[str]:
    """Why somebody is proposed, or what keeps her out."""
    if verdict.rule is not None and verdict.kept_until is not None:
        yield f"{verdict.rule.name}: {counts_from(verdict.rule)}, till och med {formats.day(verdict.kept_until)}."
        yield f"{words.first_upper(source(verdict.rule))}."
    if verdict.lacks_birth_day:
        yield LACKS_BIRTH_DAY
    for running in verdict.running:
        yield _RUNNING[running][0]


_RUNNING: Mapping[Running, tuple[str, str]] = {
    Running.BOOKING: ("En bokning pågår.", "Bokning pågår"),
    Running.SETTLEMENT: ("En bokning väntar på att en månad stängs.", "Bokning väntar på att en månad stängs"),
    Running.PLAN: ("En plan är inte avslutad.", "Plan inte avslutad"),
    Running.REQUEST: ("En förfrågan är inte besvarad.", "Förfrågan inte besvarad"),
    Running.WAIT: ("En väntan är inte avslutad.", "Väntan inte avslutad"),
    Running.CLAIM: (
        "En ansökan om statlig ersättning är inte betald eller avslagen.",
        "Ansökan om statlig ersättning inte betald eller avslagen",
    ),
}
"""What goes on: of somebody, and before a number of people."""


def rule_of(verdict: Verdict) -> str:
    """The name of the rule that decides."""
    return verdict.rule.name if verdict.rule else ""


def chosen(persons: int, documents: int) -> str:
    """What a proposal is of: `3 personer och 1 dokument`."""
    parts = [formats.counted(persons, "person", "personer")] if persons else []
    parts += [formats.counted(documents, "dokument", "dokument")] if documents else []
    return formats.listed(parts)


def proposed(number: int, persons: int, documents: int) -> str:
    """What was proposed."""
    more = " Skyddade personer står i ett eget förslag." if number > 1 else ""
    return f"{words.first_upper(chosen(persons, documents))} föreslås. Någon annan godkänner.{more}"


def holds(one: Waiting) -> str:
    """What a proposal is of."""
    return chosen(len(one.persons), len(one.documents)) or "–"


def state(one: Waiting) -> str:
    """How far a proposal has come."""
    if one.gone_stale:
        return STALE
    return APPROVED if one.is_approved else WAITS


def stale(number: int) -> str:
    """Why a proposal cannot go on."""
    return (
        f"{number} i förslaget ska inte gallras längre: något nytt är noterat, eller en regel är ändrad. "
        "Ta bort förslaget och gör ett nytt."
    )


def approved(one: Waiting) -> str | None:
    """Who approved, and when."""
    return _who(one.approved_at, one.approved_by) if one.approved_at and one.approved_by else None


def removal(one: Waiting) -> str:
    """The question before a removal."""
    return f"{words.first_upper(holds(one))} tas bort för alltid."


def removed(protocol: Protocol) -> str:
    """What was removed."""
    return f"Gallringen är gjord: {chosen(protocol.persons, protocol.documents)}. Protokollet är sparat."


def listed(one: PersonLine | DocumentLine) -> str:
    """Somebody or a document of a proposal, on a line, with the rule and the last day it was kept by it."""
    if isinstance(one, PersonLine):
        return _by(f"{one.case_number} {one.name}", rule_of(one.verdict), one.verdict.kept_until)
    return _by(f"{one.whose}: {one.document.title}", one.rule, one.kept_until)


def _by(named: str, rule: str, kept_until: date | None) -> str:
    return f"{named} · {rule}, sparas till och med {formats.day(kept_until)}"


def kept(counts: Mapping[str, int], names: Mapping[str, str]) -> str | None:
    """How many are kept though their time is up."""
    if not counts:
        return None
    parts = [f"{names.get(key, key)}: {number}" for key, number in counts.items()]
    return f"Bevaras fast tiden har gått ut. {'; '.join(parts)}."


def unfinished(counts: Mapping[Running, int]) -> str | None:
    """What goes on for those whose time is up."""
    if not counts:
        return None
    parts = [f"{said}: {counts[one]}" for one, (_, said) in _RUNNING.items() if counts.get(one)]
    return f"Gallras inte än fast tiden har gått ut, för att något pågår. {'; '.join(parts)}."


def finish_now(count: int) -> str:
    """The line on the first page."""
    return f"{formats.counted(count, 'person', 'personer')} ska vara gallrade före årets slut"


# the protocol

BY_RULE = "Efter regel"
BY_RULE_HEADINGS = ("Regel", "Antal")
BY_KIND = "Efter slag av uppgift"
BY_KIND_HEADINGS = ("Uppgift", "Antal")
WHAT_STAYS = (
    "Redovisade rader står kvar som tal utan person. Loggarna visar fortfarande vem som gjorde vad och när, men inte "
    "vad som stod. Säkerhetskopior som gjordes tidigare innehåller uppgifterna tills de gallras."
)
PROTOCOL_COLUMNS = (("Uppgift", 320), ("Värde", 240))


def protocol_title(protocol: Protocol) -> str:
    """What a protocol is called."""
    return f"Gallringsprotokoll {protocol.id}"


def protocol_facts(protocol: Protocol, municipality: str, board: str | None) -> tuple[tuple[str, str], ...]:
    """Who decided what, and when."""
    return (
        ("Kommun", municipality),
        *((("Nämnd", board),) if board else ()),
        *decided(protocol),
    )


def decided(protocol: Protocol) -> tuple[tuple[str, str], ...]:
    """Who proposed, approved and removed, and how much."""
    return (
        ("Föreslagen", _who(protocol.proposed_at, protocol.proposed_by)),
        ("Godkänd", _who(protocol.approved_at, protocol.approved_by)),
        ("Gallrad", _who(protocol.at, protocol.by)),
        ("Personer", str(protocol.persons)),
        ("Dokument för sig", str(protocol.documents)),
    )


def _who(at: datetime, by: str) -> str:
    return f"{formats.moment(at)}, {by}"


def counts(lines: Iterable[ProtocolLine]) -> tuple[tuple[str, str], ...]:
    """How many by each rule."""
    return tuple((one.what, str(one.count)) for one in lines)


def kinds(lines: Iterable[ProtocolLine]) -> tuple[tuple[str, str], ...]:
    """How many of each kind of record, in the order of the words."""
    return tuple(sorted((kind(one.what), str(one.count)) for one in lines))


def kind(table: str) -> str:
    """The word for a kind of record, by the name of its table; the name itself for one without."""
    return _KINDS.get(table, table)


def count_line(one: ProtocolLine) -> str:
    """So many by a rule, on a line."""
    return f"{one.what}: {one.count}"


def day(found: date | None) -> str | None:
    """A day, where there is one."""
    return formats.day(found) if found else None


_KINDS: Mapping[str, str] = {
    "absence": "Frånvaro",
    "accepted_warning": "Godkända varningar",
    "apart": "Inte samma person",
    "assignment": "Anvisningar",
    "booking": "Bokningar",
    "booking_request": "Förfrågningar",
    "checklist_mark": "Checklistans rader",
    "child_section": "Barnets del av planen",
    "consent": "Samtycken",
    "deviation": "Avvikelser",
    "document": "Dokument",
    "document_file": "Dokumentens filer",
    "expected_person": "Väntade personer",
    "extension": "Förlängda tidsfrister",
    "flat_reservation": "Reserverade bostäder",
    "follow_up": "Uppföljningar",
    "former_case": "Tidigare ärendenummer",
    "goal_review": "Mål vid uppföljning",
    "household": "Hushåll",
    "household_member": "Tid i hushåll",
    "housing": "Boende",
    "identity": "Identitetsnummer",
    "income": "Inkomster",
    "introduction_plan": "Planer",
    "language_skill": "Språk",
    "milestone": "Hållpunkter",
    "parked_rows": "Rader som hölls inne",
    "permit": "Tillstånd",
    "person": "Personer",
    "plan_activity": "Aktiviteter i planen",
    "plan_goal": "Mål i planen",
    "plan_responsibility": "Ansvar i planen",
    "preparation": "Förberedelser",
    "reminder": "Bevakningar",
    "report": "Rapporterade antal",
    "representative": "Företrädare",
    "request_step": "Steg i förfrågningar",
    "residence": "Hemkommun",
    "state_compensation_claim": "Ansökningar om statlig ersättning",
    "received_state_payment": "Mottagna statliga utbetalningar",
    "supplement": "Tillägg",
    "wait": "Väntan",
    "weekly_hours": "Veckotider",
    "work_profile": "Utbildning och arbete",
}
