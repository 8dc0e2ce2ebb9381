"""The words of the area Planer: the list, a plan's card, its forms, and why it is followed up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from mottagning.domain.checklists import NotFor, Phase
from mottagning.domain.follow_ups import FollowUp, Proposal, ProposalKind
from mottagning.domain.money import unscaled
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plan_templates import PlanTemplate
from mottagning.domain.plans import Goal, IntroductionPlan, PlanResponsibility
from mottagning.readmodels.plans import Checked, ChecklistLine, KinPlan, PhaseLines, PlanStatus
from mottagning.texts import formats, words

TITLE = "Planer"
ONE, MANY = "rad", "rader"
NEW = "Ny plan"
EMPTY_TITLE = "Här planeras mottagandet"
EMPTY_TEXT = (
    "En plan görs tillsammans med personen: mål med egna ord, aktiviteter, uppföljningar och en checklista. "
    "Den som är mottagen och saknar plan visas också här."
)
NOTHING_CHOSEN = "Välj en plan"
NOTHING_CHOSEN_TEXT = "Här visas planens mål, aktiviteter, uppföljningar och checklista."

CASE, NAME, STATUS, KEY, OFFICER = "Ärende", "Namn", "Läge", "Plan", "Handläggare"
FROM, UNTIL, RECEIVED, HOUSEHOLD = "Från och med", "Till och med", "Mottagen", "Hushåll"
NEXT, GOALS, ACTIVITIES, CLOSED = "Följs upp", "Mål", "Aktiviteter", "Avslutad"
WITHOUT, WITHOUT_LATE, FOLLOW_UP_LATE = "Utan plan", "Utan plan efter fyra veckor", "Uppföljning försenad"
OPEN, CLOSED_MANY = "Pågår", "Avslutade"
STATUSES: Mapping[PlanStatus, str] = {
    PlanStatus.LACKING: "Utan plan",
    PlanStatus.LACKING_LATE: "Saknas",
    PlanStatus.OPEN: "Pågår",
    PlanStatus.LATE: "Försenad",
    PlanStatus.CLOSED: "Avslutad",
}

TAB_GOALS, TAB_ACTIVITIES, TAB_CHILD = "Mål", "Aktiviteter", "Barnet"
TAB_FOLLOW_UPS, TAB_CHECKLIST, TAB_CLOSING = "Uppföljningar", "Checklista", "Avslut"

NO_PLAN = "Ingen plan är påbörjad."
NO_PLAN_LATE = "Ingen plan är påbörjad, och det har gått mer än fyra veckor sedan mottagandet."
BEGIN = "Börja en plan"
OPEN_PERSON = "Öppna personen"
REMOVE, REMOVE_TEXT = "Ta bort planen", "Planen tas bort med allt som står i den. Det går bara om den var ett misstag."
OPEN_PLAN, OPEN_PLANS = "Planen", "Öppna planen"
EARLIER = "Tidigare planer"

TEMPLATE, TEMPLATE_HINT = "Mall", "Mål och aktiviteter att utgå från. Orden är personens egna."
PERSON = "Person"
NEEDS = "Behov"
HISTORY, HISTORY_HINT = (
    "Det som har gjorts tidigare",
    "En plan kan börja när som helst och ta över det som redan är gjort.",
)
TAKEN_OVER = "Övertagen från"
EXTERNAL, EXTERNAL_HINT = "Annan plan", "Till exempel Arbetsförmedlingens handlingsplan."
UNTIL_HINT = "Tomt så länge inget slut är planerat."
SECTION_PLAN, SECTION_BEFORE = "Planen", "Det som har varit"

NEW_GOAL, GOAL_AREA, GOAL_WORDS = "Nytt mål", "Vad målet gäller", "Med personens egna ord"
GOAL_WORDS_HINT = "Så som personen själv säger det."
GOAL_NEED, MEASURE, DUE, IS_MAIN = "Behov som målet svarar mot", "Hur det märks att målet är nått", "Senast", "Huvudmål"
NO_WORDS = "Personens egna ord saknas än."
NO_GOALS = "Inga mål är satta än."
MAIN = "Huvudmål"

NEW_ACTIVITY, WHAT, ACTOR_KIND, ACTOR = "Ny aktivitet", "Vad", "Ansvarig", "Enhet eller namn"
GOAL, HOURS, PLACE, OUTCOME = "Leder till målet", "Timmar i veckan", "Plats", "Resultat"
BOOKING, DEPENDS_ON = "Bokning", "Beror på"
BOOKING_HINT = "När insatsen är bokad i en annan kommun."
DEPENDS_HINT = "Det som ska vara klart innan."
NO_ACTIVITIES = "Inga aktiviteter är planerade än."
RESPONSIBILITIES, NEW_RESPONSIBILITY = "Ansvar och kontakter", "Nytt ansvar"
AREA, CONTACT, PHONE, EMAIL = "Område", "Kontakt", "Telefon", "E-post"
NO_RESPONSIBILITIES = "Ingen är angiven."

CHILD_SECTION, FILL_CHILD = "Barnets eget avsnitt", "Fyll i"
CHILD_NEEDS, VOICE, HEARD_ON, HEARD_HOW = "Barnets behov", "Barnets egen röst", "Hördes den", "Hur barnet fick berätta"
VOICE_HINT = "Det barnet själv säger, med barnets ord."
SCHOOL, SCHOOL_CONTACT, MOTHER_TONGUE = "Förskola eller skola", "Kontakt där", "Modersmål"
HEALTH, LEISURE, PARENTS_HOURS = "Hälsa", "Fritid", "Föräldrarnas tider"
PARENTS_HOURS_HINT = "Hur barnets dag går ihop med föräldrarnas tider och resor, också till andra kommuner."
HEALTH_HINT = "Bara det som planen behöver; inga sjukdomar."
CHILDREN, OTHERS, ALONE = "Barnen i hushållet", "Andra i hushållet", "Ingen annan i hushållet är angiven."
CHILD_NOTE = "Ett barn har en egen plan, med egna mål, så att barnets behov inte blandas ihop med de vuxnas."
NOT_A_CHILD = "Planen gäller en vuxen."

NEW_FOLLOW_UP, FOLLOW_UP = "Ny uppföljning", "Uppföljning {number}"
ON, PARTICIPANTS, INTERPRETER = "Dag", "Deltagare", "Tolk på språket"
INTERPRETER_HINT = "Tomt om ingen tolk var med."
WHAT_CHANGED, OWN_VIEW = "Vad som har ändrats", "Personens egen uppfattning"
OWN_VIEW_HINT = "Också om personen anser att något här är fel."
NEXT_ON, NEXT_ON_HINT = "Nästa uppföljning, överenskommen", "Tomt: programmet föreslår en dag."
SIGNED_BY, SIGNED_ON = "Undertecknad av", "Undertecknad den"
SECTION_MEETING, SECTION_GOALS, SECTION_SAID, SECTION_NEXT = "Mötet", "Målen", "Vad som kom fram", "Härnäst"
NO_FOLLOW_UPS = "Planen har inte följts upp än."
COMING = "Händelser framåt som ger anledning till uppföljning"
GOAL_NOTE = "Anteckning"

CHECKED_BY = "{day} · {by}"
DOES_NOT_APPLY, CHANGE_MARK = "Gäller inte …", "Ändra …"
SHOW_REST, HIDE_REST = "Visa det som inte gäller ({number})", "Dölj det som inte gäller"
WHY, MARK_DAY, MARK_STATE = "Varför", "Dag", "Läge"
OF_HOUSEHOLD, UNCERTAIN = "för hushållet", "osäkert"
CHECKLIST_NOTE = "Punkterna är verifierade till {day}."
PHASE_LATE = "Försenat"

CLOSE, CHANGE_CLOSING = "Avsluta planen", "Ändra avslutet"
CLOSED_ON, REASON, CLOSURE_NOTE = "Avslutad den", "Orsak", "Om avslutet"
HANDED_TO, HANDED_MUNICIPALITY, HANDED_ON = "Överlämnad till", "Kommun", "Överlämnad den"
HANDED_DOCUMENTS = "Överlämnade handlingar"
HANDED_GROUND = "Lagrum för överlämningen"
HANDED_GROUND_HINT = "Behövs inte när det finns ett samtycke till mottagaren för planering eller samordning."
SECTION_CLOSING, SECTION_HANDOVER = "Avslut", "Överlämning"
NOT_CLOSED = "Planen pågår. När den avslutas står det här varför, och vad som lämnades över till vem."
CLOSED_TEXT = "Planen är avslutad."

_NOT_FOR: Mapping[NotFor, str] = {
    NotFor.SETTLEMENT: "gäller den som bosattes på ett annat sätt",
    NotFor.AGE: "gäller en annan ålder",
    NotFor.UNACCOMPANIED: "gäller ensamkommande barn",
}
_RULES: Mapping[str, str] = {
    "first_month": "varje vecka den första månaden",
    "months_2_to_5": "varje månad, månad 2–5",
    "later": "varje kvartal",
    "new_permit": "nytt uppehållstillstånd",
    "move": "flytt",
    "personal_number": "personnumret har kommit",
    "sfi_clock": "nio månader kvar av rätten till sfi",
    "long_absence": "borta från undervisningen mer än tre veckor",
    "contract_ends": "fyra månader kvar på hyreskontraktet",
    "permit_ends": "sex månader kvar på uppehållstillståndet",
    "establishment_ends": "tre månader kvar av tiden för etableringsprogrammet",
    "orientation_ends": "sex månader kvar av tiden för samhällsorientering",
}
_KINDS: Mapping[ProposalKind, str] = {
    ProposalKind.FIRST_MEETING: "det första mötet, inom en vecka från mottagandet",
    ProposalKind.AGREED: "som ni kom överens om",
}


def why(proposal: Proposal) -> str:
    """Why a follow-up is proposed: `varje månad, månad 2–5`, `fyller 18 år`."""
    if proposal.age is not None:
        return f"fyller {proposal.age} år"
    return _RULES.get(proposal.rule or "", "") or _KINDS.get(proposal.kind, "")


def cause(key: str | None) -> str | None:
    """What gave reason to a follow-up that was held."""
    return _RULES.get(key, key) if key else None


def proposed(proposal: Proposal, today: date) -> str:
    """The next follow-up as a sentence."""
    late = " – den dagen har varit" if proposal.is_late(today) else ""
    return f"Nästa uppföljning {formats.day(proposal.day)}: {why(proposal)}{late}."


def coming(proposal: Proposal) -> tuple[str, str]:
    """An event ahead: its day and what it is, and on what it rests."""
    return f"{formats.day(proposal.day)}  {words.first_upper(why(proposal))}", proposal.source or ""


def template(one: PlanTemplate, *, is_own: bool) -> str:
    """A template as a choice."""
    return f"{one.title} (egen)" if is_own else one.title


def goal(one: Goal) -> tuple[str, str]:
    """A goal's words, and its measure and day."""
    said = f"”{one.words}”" if one.words else NO_WORDS
    known = (one.need, one.measure, f"senast {formats.day(one.due_on)}" if one.due_on else None)
    return said, " · ".join(part for part in known if part)


def goal_choice(one: Goal) -> str:
    """A goal as a choice."""
    return f"{one.number}  {one.area}"


def activity(one: PlanActivity, goal_area: str | None) -> str:
    """What is known of an activity, in a line."""
    hours = f"{formats.number(unscaled(one.hours_per_week))} h/v" if one.hours_per_week else None
    known = (formats.days(one.days), actor(one), hours, one.place, goal_area and f"mål: {goal_area}")
    return " · ".join(part for part in known if part)


def actor(one: PlanActivity | PlanResponsibility) -> str:
    """Who answers for something: the unit or name, else the kind of actor."""
    return one.actor or words.first_upper(words.word(one.actor_kind))


def responsibility(one: PlanResponsibility) -> tuple[str, str]:
    """Who answers for an area, and whom to ask."""
    contact = " · ".join(part for part in (one.what, one.contact, one.phone, one.email) if part)
    return f"{one.area}: {actor(one)}", contact


def follow_up(one: FollowUp, language: Callable[[str], str]) -> list[tuple[str, str | None]]:
    """What a follow-up says."""
    signed = ", ".join(part for part in (one.signed_by, formats.day(one.signed_on) if one.signed_on else None) if part)
    known = [
        (PARTICIPANTS, one.participants),
        (INTERPRETER, language(one.interpreter) if one.interpreter else None),
        (WHAT_CHANGED, one.what_changed),
        (OWN_VIEW, one.own_view),
        (NEXT_ON, formats.day(one.next_on) if one.next_on else None),
        (SIGNED_BY, signed or None),
    ]
    return [(heading, said) for heading, said in known if said]


def kin(one: KinPlan) -> str:
    """A member of the household and her plan."""
    if one.key is None:
        return "ingen plan"
    state = "" if one.is_open else "avslutad"
    heard = f"hördes {formats.day(one.heard_on)}" if one.heard_on else ("inte hört än" if one.is_child else "")
    goals = formats.counted(one.goals, "mål", "mål")
    return " · ".join(part for part in (one.key, state, goals, heard) if part)


def span(plan: IntroductionPlan) -> str:
    """The key and days of a plan."""
    return f"{plan.key} · {formats.days(plan.days)}"


def phase(one: PhaseLines) -> tuple[str, str]:
    """A phase's heading, and how far it has come."""
    until = f" · senast {formats.day(one.ends_on)}" if one.ends_on else ""
    return words.first_upper(words.word(one.phase)), f"{one.settled} av {one.asked}{until}"


def marked(line: ChecklistLine) -> str:
    """What is said of an item."""
    if line.mark is None:
        return _NOT_FOR[line.not_for] if line.not_for else ""
    mark = line.mark.value
    said = CHECKED_BY.format(day=formats.day(mark.on), by=mark.by)
    return f"{words.first_upper(words.word(mark.state))}: {mark.why} · {said}" if mark.why else said


def item(line: ChecklistLine) -> str:
    """An item's own words, with what there is to know about it."""
    notes = [OF_HOUSEHOLD] if line.is_shared else []
    notes += [UNCERTAIN] if line.item.is_uncertain else []
    return f"{line.item.text} ({', '.join(notes)})" if notes else line.item.text


def remaining(checked: Checked) -> str:
    """How much of the checklist is settled."""
    settled, asked = sum(one.settled for one in checked.phases), sum(one.asked for one in checked.phases)
    return f"{settled} av {asked} punkter är avprickade."


def phase_name(one: Phase) -> str:
    """A phase's heading alone."""
    return words.first_upper(words.word(one))
