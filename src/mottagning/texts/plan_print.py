"""The words of a plan on paper: plain Swedish, to be read together and signed."""

from __future__ import annotations

from datetime import date

from mottagning.domain.deadlines.engine import Deadline
from mottagning.domain.follow_ups import FollowUp, Proposal, ProposalKind
from mottagning.domain.housing import Housing
from mottagning.domain.money import unscaled
from mottagning.domain.office import OfficeSettings
from mottagning.domain.people import Person
from mottagning.domain.plan_activities import PlanActivity
from mottagning.domain.plans import ChildSection, Goal, IntroductionPlan, PlanResponsibility
from mottagning.readmodels.plans import ChecklistLine
from mottagning.texts import formats, opinions, plans, words

TITLE, HANDOVER = "Min plan", "Överlämning av plan"
PLAN_FILE, HANDED_FILE = "Plan", "Överlämning"
WRITE, WRITE_HANDOVER = "Skriv ut planen …", "Skriv ut överlämningen …"
CHOOSE_FOLDER = "Välj mapp för planen"
WRITTEN = "Planen ligger i {file}. Filen är inte krypterad."
HANDOVER_WRITTEN = "Överlämningen ligger i {file}. Filen är inte krypterad."
INTRODUCTION = (
    "Planen är din. Den säger vad du vill, vad som ska hända och vem som gör vad. "
    "Vi läser den tillsammans. Du kan alltid be att få ändra något."
)
INTRODUCTION_CHILD = (
    "Planen handlar om dig som är barn. Den säger vad du vill och behöver, och vem som ska hjälpa till. "
    "Du får säga vad du tycker, när du vill."
)
INTRODUCTION_HANDOVER = "Den här planen lämnas över tillsammans med det som har gjorts."
NAME, CASE, TIME, OFFICER, ADDRESS, PLAN = "Namn", "Ärende", "Planen gäller", "Handläggare", "Adress", "Plan"
NEEDS, WANTS, NO_WORDS = "Det här behöver jag", "Det här vill jag", "(dina egna ord, att skriva tillsammans)"
MY_WORDS, WHY, MEASURE, DUE, STATUS = "Mina ord", "Varför", "Så märks det", "Klart senast", "Läge"
MAIN_GOAL = "{area} (viktigast)"
DO, DO_HEADINGS = "Det här ska hända", ("Vad", "När", "Var", "Vem ansvarar", "Läge")
ASK, ASK_HEADINGS = "Vem jag kan fråga", ("Vad det gäller", "Vem", "Kontakt")
CHILD = "Det här säger barnet"
NEXT = "När vi ses nästa gång"
DAYS, DAYS_HEADINGS = "Viktiga dagar", ("Dag", "Vad som händer")
AGREED = "som vi kom överens om"
NO_NEXT = "Ingen dag är bestämd."
HELD, HELD_HEADINGS = "Det vi har pratat om", ("Dag", "Vad som har ändrats", "Personens egen uppfattning")
GOALS_THEN = "Målen"
BEFORE = "Det som har gjorts tidigare"
CLOSING = "Avslut och överlämning"
CHECKLIST, CHECKLIST_HEADINGS = "Att pricka av", ("", "Vad", "Klart")
TICKED, UNTICKED = "☑", "☐"
SIGN = "Underskrift"
SIGN_TEXT = "Vi har läst planen tillsammans. Jag har fått säga vad jag tycker."
SIGN_HEADINGS = ("Vem", "Datum", "Underskrift", "Namnförtydligande")
SELF, GUARDIAN, WITH_INTERPRETER = "Jag", "Vårdnadshavare", "Tolk på {language}"
SPACE = "\n\n"
"""Room to write in."""
NEXT_LATE = "Vi skulle ha setts {day}. Ny dag: ____________________"
CONTACT = "Kontakt"


def introduction(*, is_child: bool, is_handover: bool) -> str:
    """What the paper is, to whoever reads it."""
    if is_handover:
        return INTRODUCTION_HANDOVER
    return INTRODUCTION_CHILD if is_child else INTRODUCTION


def about(plan: IntroductionPlan, person: Person, home: Housing | None) -> tuple[tuple[str, str], ...]:
    """Whose plan it is. The address of somebody with protected data stands nowhere."""
    address = home.address if home is not None and not person.is_protected else None
    known = [
        (NAME, person.name),
        (CASE, person.case_number),
        (PLAN, plan.key),
        (ADDRESS, address),
        (TIME, _days(plan)),
        (OFFICER, plan.officer),
    ]
    return tuple((heading, said) for heading, said in known if said)


def _days(plan: IntroductionPlan) -> str:
    first = formats.long_day(plan.days.start)
    return f"från {first}" + (f" till {formats.long_day(plan.days.last)}" if plan.days.last else "")


def goal(one: Goal) -> tuple[tuple[str, str], ...]:
    """A goal, in the person's own words."""
    known = [
        (MY_WORDS, f"”{one.words}”" if one.words else NO_WORDS),
        (WHY, one.need),
        (MEASURE, one.measure),
        (DUE, formats.long_day(one.due_on) if one.due_on else None),
        (STATUS, words.first_upper(words.word(one.status))),
    ]
    return tuple((heading, said) for heading, said in known if said)


def goal_heading(one: Goal) -> str:
    """What a goal is about."""
    return MAIN_GOAL.format(area=one.area) if one.is_main else one.area


def activity(one: PlanActivity) -> tuple[str, ...]:
    """A row of what is to happen."""
    hours = f"{formats.number(unscaled(one.hours_per_week))} timmar i veckan" if one.hours_per_week else None
    last = f" till {formats.long_day(one.days.last)}" if one.days.last else ""
    when = ", ".join(part for part in (f"från {formats.long_day(one.days.start)}{last}", hours) if part)
    return one.what, when, one.place or "", plans.actor(one), words.first_upper(words.word(one.status))


def responsibility(one: PlanResponsibility) -> tuple[str, ...]:
    """A row of whom to ask."""
    contact = ", ".join(part for part in (one.contact, one.phone, one.email) if part)
    return one.area, plans.actor(one), contact


def child(section: ChildSection) -> tuple[tuple[str, str], ...]:
    """What a child has said, and what there is around her."""
    heard = ", ".join(
        part for part in (formats.long_day(section.heard_on) if section.heard_on else None, section.heard_how) if part
    )
    known = [
        (plans.VOICE, f"”{section.voice}”" if section.voice else NO_WORDS),
        (plans.HEARD_ON, heard),
        (plans.CHILD_NEEDS, section.needs),
        (plans.SCHOOL, ", ".join(part for part in (section.school, section.school_contact) if part)),
        (plans.MOTHER_TONGUE, section.mother_tongue),
        (plans.LEISURE, section.leisure),
        (plans.PARENTS_HOURS, section.parents_hours),
    ]
    return tuple((heading, said) for heading, said in known if said)


def next_follow_up(proposal: Proposal | None, today: date) -> str:
    """When one meets again, and why; a day that has passed asks for a new one."""
    if proposal is None:
        return NO_NEXT
    if proposal.is_late(today):
        return NEXT_LATE.format(day=formats.long_day(proposal.day))
    why = AGREED if proposal.kind is ProposalKind.AGREED else plans.why(proposal)
    return f"{words.first_upper(formats.long_day(proposal.day))}: {why}."


def due(one: Deadline) -> tuple[str, ...]:
    """A row of the days that matter to the person, in words to her."""
    return formats.long_day(one.day) if one.day else "", one.rule.on_paper or ""


def held(one: FollowUp) -> tuple[str, ...]:
    """A row of what has been spoken of."""
    return formats.day(one.on), one.what_changed or "", one.own_view or ""


def closing(plan: IntroductionPlan, municipality: str) -> tuple[tuple[str, str], ...]:
    """Why a plan was closed, and what went to whom."""
    known = [
        (plans.CLOSED_ON, formats.long_day(plan.closed_on) if plan.closed_on else None),
        (plans.REASON, words.first_upper(words.word_or_nothing(plan.closure_reason))),
        (plans.CLOSURE_NOTE, plan.closure_note),
        (plans.HANDED_TO, ", ".join(part for part in (plan.handed_to, municipality) if part)),
        (plans.HANDED_ON, formats.long_day(plan.handed_on) if plan.handed_on else None),
        (plans.HANDED_GROUND, plan.handed_ground),
        (plans.HANDED_DOCUMENTS, plan.handed_documents),
    ]
    return tuple((heading, said) for heading, said in known if said)


def item(line: ChecklistLine) -> tuple[str, ...]:
    """A row of the checklist."""
    done = line.mark is not None
    return TICKED if done else UNTICKED, line.item.text, formats.day(line.mark.value.on) if line.mark else ""


def signers(language: str | None, *, is_child: bool) -> tuple[tuple[str, ...], ...]:
    """Who signs, each with room to write in."""
    who = [SELF, *([GUARDIAN] if is_child else []), OFFICER]
    if language:
        who.append(WITH_INTERPRETER.format(language=language))
    return tuple((one + SPACE, "", "", "") for one in who)


def contact(office: OfficeSettings, municipality: str) -> str:
    """Who answers questions."""
    return opinions.contact(office, municipality)


def footer(plan: IntroductionPlan, day: date) -> str:
    """The foot of each page: the plan's key and the day, nobody's name."""
    return f"{plan.key} · {formats.day(day)}"


def file_name(plan: IntroductionPlan, day: date, *, is_handover: bool) -> str:
    """`Plan PL2025-0001 2025-03-03.pdf`: nobody's name, and a handover never in the place of the plan."""
    return f"{HANDED_FILE if is_handover else PLAN_FILE} {plan.key} {day.isoformat()}.pdf"
